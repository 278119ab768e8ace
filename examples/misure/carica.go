package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

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

// carica fills the tables and builds the indexes.
func (b *banca) carica(ctx context.Context, in *rendicontazione.Input) error {
	id := 0
	for _, t := range []struct {
		nome       string
		colonne, n int
		valori     func(i int) []any
	}{
		{"movimento", 6, len(in.Movimenti), func(i int) []any {
			m := &in.Movimenti[i]
			tipo, idFlusso, iuv := "", "", ""
			if c, err := causale.Trova(m.Causale); err == nil {
				tipo, idFlusso, iuv = string(c.Tipo), c.IDFlusso, c.IUV
			}
			return []any{m.ID, m.DataContabile.Giorni(), m.Importo.Centesimi(), tipo, idFlusso, iuv}
		}},
		{"flusso", 4, len(in.Flussi), func(i int) []any {
			f := &in.Flussi[i]
			return []any{i, f.IDFlusso, f.NumeroTotalePagamenti, f.ImportoTotalePagamenti.Centesimi()}
		}},
		{"ricevuta", 5, len(in.Ricevute), func(i int) []any {
			r := &in.Ricevute[i]
			return []any{i, r.IUV, r.IUR, int(r.Indice), r.Importo.Centesimi()}
		}},
		{"voce", 5, len(in.Pendenze), func(i int) []any {
			p := &in.Pendenze[i]
			return []any{i, p.ID, p.IUV, int(p.Voci[0].Indice), p.Voci[0].Importo.Centesimi()}
		}},
	} {
		if err := b.inserisci(ctx, t.nome, t.colonne, t.n, t.valori); err != nil {
			return err
		}
	}
	for n := range in.Flussi {
		righe := in.Flussi[n].Righe
		err := b.inserisci(ctx, "riga", 7, len(righe), func(i int) []any {
			r := &righe[i]
			id++
			return []any{id, n, r.IUV, r.IUR, int(r.Indice), r.Importo.Centesimi(), r.Esito.Codice()}
		})
		if err != nil {
			return err
		}
	}
	return b.esegui(ctx, slices.Concat(indici, []string{"ANALYZE"})...)
}

// inserisci loads n rows in statements of many rows, in one transaction.
func (b *banca) inserisci(ctx context.Context, tabella string, colonne, n int, valori func(int) []any) error {
	const blocco = 100
	tx, err := b.conn.BeginTx(ctx, nil)
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
