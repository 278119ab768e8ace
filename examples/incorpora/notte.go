package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
)

// notte reconciles what came during the day with what was open the day before, moves the
// positions, tells what changed, and keeps what tomorrow needs.
func (a *archivio) notte(ctx context.Context, oggi avviso.Data, carte []io.Reader, come rendicontazione.Lettura, callback fsm.Callbacks) ([]rendicontazione.Cambio, error) {
	ieri, err := a.ieri(ctx)
	if err != nil {
		return nil, err
	}

	// What came.
	var nuovi rendicontazione.Accumulatore
	for _, carta := range carte {
		if _, _, err := rendicontazione.Leggi(carta, &nuovi, come); err != nil {
			return nil, err // a real host sets the paper aside, tells, and goes on
		}
	}
	ultima, err := a.ricevute(ctx, ieri.ricevute, &nuovi)
	if err != nil {
		return nil, err
	}
	ieri.carte.Unisci(&nuovi)
	intero := ieri.carte.Input()
	intero.Oggi = oggi
	if intero.Pendenze, err = a.posizioni(ctx); err != nil {
		return nil, err
	}

	// What was retired stays out, unless something of today names it.
	restano, _ := ieri.chiusi.Riaperti(nuovi.Input())
	report := rendicontazione.Riconcilia(restano.Resto(intero), rendicontazione.Opzioni{})

	// What the positions are told. An event of a night before is refused, and changes nothing.
	for k, evento := range report.Eventi() {
		var mossa pendenza.Mossa
		err := a.insieme(ctx, func(tx *sql.Tx) (err error) {
			mossa, err = a.muovi(ctx, tx, k, evento)
			return err
		})
		var rifiuto avviso.Rifiuto
		if errors.As(err, &rifiuto) && rifiuto.Rilievo().Codice == "PAGAMENTO_GIA_RICONCILIATO" {
			continue
		}
		if err == nil {
			err = richiama(ctx, &mossa, callback)
		}
		if err != nil {
			return nil, fmt.Errorf("%v: %w", k, err)
		}
	}

	// What tomorrow needs.
	situazione := report.Situazione()
	restano = append(restano, report.Chiudibili(oggi)...)
	return situazione.Differenze(ieri.situazione), a.conserva(ctx, oggi, situazione, intero, restano, ultima)
}

// eredita is what a night leaves to the next.
type eredita struct {
	situazione rendicontazione.Situazione
	carte      rendicontazione.Accumulatore
	chiusi     rendicontazione.Chiusi
	ricevute   int // the last one that it read
}

// ieri returns what the night before left, nothing on the first night.
func (a *archivio) ieri(ctx context.Context) (e eredita, err error) {
	var situazione, carte, chiusi string
	err = a.db.QueryRowContext(ctx, `SELECT situazione, carte, chiusi, ricevute FROM notte ORDER BY giorno DESC LIMIT 1`).
		Scan(&situazione, &carte, &chiusi, &e.ricevute)
	if errors.Is(err, sql.ErrNoRows) {
		return e, nil
	}
	if err != nil {
		return e, err
	}
	var in rendicontazione.Input
	err = errors.Join(json.Unmarshal([]byte(situazione), &e.situazione), json.Unmarshal([]byte(carte), &in), json.Unmarshal([]byte(chiusi), &e.chiusi))
	if err != nil {
		return e, err
	}
	return e, errors.Join(e.carte.AggiungiMovimenti(in.Movimenti...), e.carte.AggiungiFlussi(in.Flussi...),
		e.carte.AggiungiRicevute(in.Ricevute...), e.carte.AggiungiDomini(in.Domini...))
}

// conserva writes what tomorrow needs. A night that was stopped before it is done again,
// and finds the same.
func (a *archivio) conserva(ctx context.Context, oggi avviso.Data, s rendicontazione.Situazione, tutto rendicontazione.Input, c rendicontazione.Chiusi, ricevute int) error {
	tutto.Pendenze = nil // they are in their table
	situazione, err1 := json.Marshal(s)
	carte, err2 := json.Marshal(tutto)
	chiusi, err3 := json.Marshal(c)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	_, err := a.db.ExecContext(ctx, `INSERT OR REPLACE INTO notte VALUES (?, ?, ?, ?, ?)`, oggi, string(situazione), string(carte), string(chiusi), ricevute)
	return err
}

// posizioni gives the engine the positions of the archive, as they are now.
func (a *archivio) posizioni(ctx context.Context) (tutte []rendicontazione.Pendenza, err error) {
	err = a.ogni(ctx, `SELECT documento FROM pendenza`, func(documento []byte) error {
		p, err := pendenza.ParsePendenza(documento)
		if err != nil {
			return err
		}
		d, err := rendicontazione.DaPendenza(&p)
		tutte = append(tutte, d)
		return err
	})
	return tutte, err
}

// ricevute gives the engine the receipts that came after one, and returns the last.
func (a *archivio) ricevute(ctx context.Context, dopo int, dove *rendicontazione.Accumulatore) (ultima int, err error) {
	if err := a.db.QueryRowContext(ctx, `SELECT coalesce(max(numero), 0) FROM ricevuta`).Scan(&ultima); err != nil {
		return dopo, err
	}
	return ultima, a.ogni(ctx, `SELECT documento FROM ricevuta WHERE risposta = '' AND numero > ? AND numero <= ?`, func(documento []byte) error {
		_, _, err := rendicontazione.Leggi(bytes.NewReader(documento), dove, rendicontazione.Lettura{})
		return err
	}, dopo, ultima)
}

// ogni does something with each document of a query.
func (a *archivio) ogni(ctx context.Context, query string, fai func([]byte) error, argomenti ...any) error {
	righe, err := a.db.QueryContext(ctx, query, argomenti...)
	if err != nil {
		return err
	}
	for righe.Next() {
		var documento []byte
		if err := righe.Scan(&documento); err != nil {
			return errors.Join(err, righe.Close())
		}
		if err := fai(documento); err != nil {
			return errors.Join(err, righe.Close())
		}
	}
	return errors.Join(righe.Err(), righe.Close())
}
