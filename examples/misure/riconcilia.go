package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/quietanza/quietanza/rendicontazione"
)

// riconciliazione is the engine against the same matching as SQL joins.
var riconciliazione = misura{
	nome: "riconcilia", cosa: "reconciliation", unita: "row",
	quante:  func(o opzioni) int { return o.righe },
	prepara: preparaRiconcilia,
}

func preparaRiconcilia(ctx context.Context, o opzioni, n int) (*prova, error) {
	in := mese(n)
	p := &prova{n: n, lati: []lato{cheDa("ours", func() (rendicontazione.Report, error) {
		return rendicontazione.Riconcilia(in, rendicontazione.Opzioni{}), nil
	}, contaReport)}}
	var banche []*banca
	p.chiudi = func() {
		for _, b := range banche {
			b.chiudi()
		}
	}
	for _, c := range concorrenti(o) {
		b, err := apriBanca(ctx, c, &in)
		if errors.Is(err, errSenzaCgo) {
			continue
		}
		if err != nil {
			p.chiudi()
			return nil, fmt.Errorf("%s: %w", c.nome, err)
		}
		banche = append(banche, b)
		p.lati = append(p.lati, b.lato(ctx, c.nome))
	}
	return p, nil
}

// concorrente is a database to compare with.
type concorrente struct{ nome, driver, dsn string }

func concorrenti(o opzioni) (c []concorrente) {
	if o.sqlite {
		c = append(c, concorrente{"SQLite joins, in memory", "sqlite3", ":memory:"})
	}
	if o.postgres != "" {
		c = append(c, concorrente{"PostgreSQL joins", "pgx", o.postgres})
	}
	return c
}
