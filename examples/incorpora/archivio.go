package main

import (
	"context"
	"database/sql"
	_ "embed" // schema.sql
	"encoding/json"
	"errors"
	"fmt"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
)

//go:embed schema.sql
var schema string

// errContesa is returned when another one moved the position meanwhile: try again.
var errContesa = errors.New("posizione mossa da altri nel frattempo")

// archivio keeps the positions of a body in a SQL database.
type archivio struct{ db *sql.DB }

// apri makes the tables in a database that has none.
func apri(ctx context.Context, db *sql.DB) (*archivio, error) {
	_, err := db.ExecContext(ctx, schema)
	return &archivio{db}, err
}

// crea stores a new position.
func (a *archivio) crea(ctx context.Context, p *pendenza.Pendenza) error {
	documento, err := json.Marshal(p)
	if err != nil {
		return err
	}
	k := chiave(p)
	_, err = a.db.ExecContext(ctx, `INSERT INTO pendenza VALUES (?, ?, ?, ?, ?, ?, 0, ?)`,
		k.IdDominio, k.ID, p.NumeroAvviso, p.Stato, p.Importo.Centesimi(), oppureNULL(p.DataScadenza), string(documento))
	return err
}

// chiave is the key of a position, here and in the reports of the reconciliation.
func chiave(p *pendenza.Pendenza) rendicontazione.ChiavePendenza {
	return rendicontazione.ChiavePendenza{IdDominio: p.IdDominio, ID: p.IDA2A + "/" + p.IDPendenza}
}

// oppureNULL is the column of a date that may be absent.
func oppureNULL(d avviso.Data) sql.Null[avviso.Data] {
	return sql.Null[avviso.Data]{V: d, Valid: d.IsValid()}
}

// leggi returns a position and how many times it moved, nil when there is none.
func leggi(riga *sql.Row) (*pendenza.Pendenza, int, error) {
	var documento string
	var giro int
	if err := riga.Scan(&documento, &giro); errors.Is(err, sql.ErrNoRows) {
		return nil, 0, nil
	} else if err != nil {
		return nil, 0, err
	}
	p, err := pendenza.ParsePendenza([]byte(documento))
	return &p, giro, err
}

// perAvviso finds the position of a notice, nil when there is none.
func (a *archivio) perAvviso(ctx context.Context, numero string) (*pendenza.Pendenza, error) {
	p, _, err := leggi(a.db.QueryRowContext(ctx, `SELECT documento, giro FROM pendenza WHERE avviso = ?`, numero))
	return p, err
}

// muovi applies an event to a position in a transaction: the new value, the line of
// the log and the actions to do are written together, or not at all. An event that the
// position refuses changes nothing.
func (a *archivio) muovi(ctx context.Context, tx *sql.Tx, k rendicontazione.ChiavePendenza, e pendenza.Evento) (pendenza.Mossa, error) {
	p, giro, err := leggi(tx.QueryRowContext(ctx, `SELECT documento, giro FROM pendenza WHERE dominio = ? AND id = ?`, k.IdDominio, k.ID))
	if err != nil {
		return pendenza.Mossa{}, err
	}
	if p == nil {
		return pendenza.Mossa{}, fmt.Errorf("posizione sconosciuta: %v", k)
	}
	q, mossa, err := p.Applica(e, pendenza.Opzioni{})
	if err != nil {
		return mossa, err
	}
	documento, err := json.Marshal(q)
	if err != nil {
		return mossa, err
	}
	esito, err := tx.ExecContext(ctx, `UPDATE pendenza SET stato = ?, importo = ?, scadenza = ?, documento = ?, giro = ? WHERE dominio = ? AND id = ? AND giro = ?`,
		q.Stato, q.Importo.Centesimi(), oppureNULL(q.DataScadenza), string(documento), giro+1, k.IdDominio, k.ID, giro)
	if err != nil {
		return mossa, err
	}
	if n, err := esito.RowsAffected(); err != nil || n != 1 {
		return mossa, errors.Join(err, errContesa)
	}
	evento, err := pendenza.MarshalEvento(e)
	if err != nil {
		return mossa, err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO evento VALUES (?, ?, ?, ?)`, k.IdDominio, k.ID, giro+1, string(evento)); err != nil {
		return mossa, err
	}
	for _, z := range mossa.Azioni {
		if _, err := tx.ExecContext(ctx, `INSERT INTO coda (dominio, id, tipo, ccp) VALUES (?, ?, ?, ?)`, k.IdDominio, k.ID, string(z.Tipo), z.CCP); err != nil {
			return mossa, err
		}
	}
	return mossa, nil
}

// insieme does something in one transaction.
func (a *archivio) insieme(ctx context.Context, fai func(*sql.Tx) error) error {
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := fai(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// svuota does what is queued, in order. An action that fails stays, and comes again.
func (a *archivio) svuota(ctx context.Context, fai func(id string, azione pendenza.Azione) error) error {
	type voce struct {
		numero int
		id     string
		azione pendenza.Azione
	}
	righe, err := a.db.QueryContext(ctx, `SELECT numero, id, tipo, ccp FROM coda WHERE fatta = 0 ORDER BY numero`)
	if err != nil {
		return err
	}
	var coda []voce
	for righe.Next() {
		var v voce
		if err := righe.Scan(&v.numero, &v.id, &v.azione.Tipo, &v.azione.CCP); err != nil {
			return errors.Join(err, righe.Close())
		}
		coda = append(coda, v)
	}
	if err := errors.Join(righe.Err(), righe.Close()); err != nil {
		return err
	}
	for _, v := range coda {
		if err := fai(v.id, v.azione); err != nil {
			return err
		}
		if _, err := a.db.ExecContext(ctx, `UPDATE coda SET fatta = 1 WHERE numero = ?`, v.numero); err != nil {
			return err
		}
	}
	return nil
}
