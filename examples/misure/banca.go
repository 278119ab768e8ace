package main

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

// banca is a database that reconciles by joins.
type banca struct {
	nome     string
	db       *sql.Conn
	postgres bool
}

// tabelle are the tables a gestionale would keep, with what the causale says
// already read into columns: reading it is not charged to the database.
var tabelle = []string{
	`CREATE TABLE movimento (id TEXT, data INT, cent BIGINT, tipo TEXT, idflusso TEXT, iuv TEXT)`,
	`CREATE TABLE flusso (id INT, idflusso TEXT, numero INT, totale BIGINT)`,
	`CREATE TABLE riga (id INT, flusso INT, iuv TEXT, iur TEXT, indice INT, cent BIGINT, esito INT)`,
	`CREATE TABLE ricevuta (id INT, iuv TEXT, iur TEXT, indice INT, cent BIGINT)`,
	`CREATE TABLE voce (id INT, pendenza TEXT, iuv TEXT, indice INT, cent BIGINT)`,
}

// indici are those a good DBA would add for the joins below.
var indici = []string{
	`CREATE INDEX m1 ON movimento (idflusso)`, `CREATE INDEX m2 ON movimento (iuv)`,
	`CREATE UNIQUE INDEX f1 ON flusso (id)`, `CREATE INDEX f2 ON flusso (idflusso)`,
	`CREATE INDEX r1 ON riga (iuv, iur)`, `CREATE INDEX r2 ON riga (flusso)`,
	`CREATE UNIQUE INDEX i1 ON ricevuta (iuv, iur, indice)`, `CREATE UNIQUE INDEX i2 ON ricevuta (id)`,
	`CREATE INDEX v1 ON voce (iuv, indice)`,
}

// carica fills the tables and builds the indexes; not timed.
func (b *banca) carica(ctx context.Context, in *rendicontazione.Input) error {
	for _, s := range tabelle {
		if _, err := b.db.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	tabella := func(nome string, colonne, n int, valori func(i int) []any) error {
		return b.inserisci(ctx, nome, colonne, n, valori)
	}
	err := tabella("movimento", 6, len(in.Movimenti), func(i int) []any {
		m := &in.Movimenti[i]
		tipo, idFlusso, iuv := "", "", ""
		if c, err := causale.Leggi(m.Causale); err == nil {
			tipo, idFlusso, iuv = c.Tipo.String(), c.IDFlusso, c.IUV
		}
		return []any{m.ID, m.DataContabile.Giorni(), m.Importo.Centesimi(), tipo, idFlusso, iuv}
	})
	if err != nil {
		return err
	}
	err = tabella("flusso", 4, len(in.Flussi), func(i int) []any {
		f := &in.Flussi[i]
		return []any{i, f.IDFlusso, f.NumeroTotalePagamenti, f.ImportoTotalePagamenti.Centesimi()}
	})
	if err != nil {
		return err
	}
	id := 0
	for n := range in.Flussi {
		righe := in.Flussi[n].Righe
		err = tabella("riga", 7, len(righe), func(i int) []any {
			r := &righe[i]
			id++
			return []any{id, n, r.IUV, r.IUR, int(r.Indice), r.Importo.Centesimi(), r.Esito.Codice()}
		})
		if err != nil {
			return err
		}
	}
	err = tabella("ricevuta", 5, len(in.Ricevute), func(i int) []any {
		r := &in.Ricevute[i]
		return []any{i, r.IUV, r.IUR, int(r.Indice), r.Importo.Centesimi()}
	})
	if err != nil {
		return err
	}
	err = tabella("voce", 5, len(in.Pendenze), func(i int) []any {
		p := &in.Pendenze[i]
		return []any{i, p.ID, p.IUV, int(p.Voci[0].Indice), p.Voci[0].Importo.Centesimi()}
	})
	if err != nil {
		return err
	}
	for _, s := range append(indici, "ANALYZE") {
		if _, err := b.db.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

// inserisci loads n rows in statements of many rows, in one transaction.
func (b *banca) inserisci(ctx context.Context, tabella string, colonne, n int, valori func(int) []any) error {
	const blocco = 100
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for da := 0; da < n; da += blocco {
		a := min(da+blocco, n)
		var args []any
		for i := da; i < a; i++ {
			args = append(args, valori(i)...)
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO "+tabella+" VALUES "+b.segnaposti(a-da, colonne), args...); err != nil {
			return fmt.Errorf("%s: %w", tabella, err)
		}
	}
	return tx.Commit()
}

func (b *banca) segnaposti(righe, colonne int) string {
	var s strings.Builder
	k := 0
	for i := range righe {
		if i > 0 {
			s.WriteByte(',')
		}
		s.WriteByte('(')
		for j := range colonne {
			if j > 0 {
				s.WriteByte(',')
			}
			if k++; b.postgres {
				fmt.Fprintf(&s, "$%d", k)
			} else {
				s.WriteByte('?')
			}
		}
		s.WriteByte(')')
	}
	return s.String()
}

// riconcilia runs the joins and returns how long they took, in all, and what
// they counted.
func (b *banca) riconcilia(ctx context.Context) (time.Duration, conteggi, error) {
	inizio := time.Now()
	for _, s := range passi {
		if _, err := b.db.ExecContext(ctx, s); err != nil {
			return 0, nil, fmt.Errorf("%s: %w", s, err)
		}
	}
	durata := time.Since(inizio)
	c := conteggi{}
	for _, tipo := range []string{"movimenti", "flussi", "righe", "ricevute", "pendenze"} {
		if err := b.conta(ctx, c, tipo); err != nil {
			return 0, nil, err
		}
	}
	return durata, c, nil
}

func (b *banca) conta(ctx context.Context, c conteggi, tipo string) error {
	rs, err := b.db.QueryContext(ctx, "SELECT classe, COUNT(*) FROM e_"+tipo+" GROUP BY classe")
	if err != nil {
		return err
	}
	defer func() { _ = rs.Close() }()
	for rs.Next() {
		var classe string
		var n int
		if err := rs.Scan(&classe, &n); err != nil {
			return err
		}
		c[tipo+" "+classe] = n
	}
	return rs.Err()
}

// pulisci drops what riconcilia made, so that it can be timed again.
func (b *banca) pulisci(ctx context.Context) error {
	for _, t := range []string{"abbinata", "singolo", "e_movimenti", "e_flussi", "e_righe", "e_ricevute", "e_pendenze"} {
		if _, err := b.db.ExecContext(ctx, "DROP TABLE IF EXISTS "+t); err != nil {
			return err
		}
	}
	return nil
}
