package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // driver "pgx"
	_ "github.com/mattn/go-sqlite3"    // driver "sqlite3", which needs cgo

	"github.com/quietanza/quietanza/rendicontazione"
)

// misuraRiconcilia times the engine against the same matching as SQL joins.
func misuraRiconcilia(ctx context.Context, o opzioni) ([]riga3, error) {
	in := mese(o.righe)
	var report rendicontazione.Report
	nostro := cronometra(o.giri, func() { report = rendicontazione.Riconcilia(in, rendicontazione.Opzioni{}) })
	attesi := contaReport(&report)
	report = rendicontazione.Report{}

	var peer []struct{ nome, driver, dsn string }
	if o.sqlite {
		peer = append(peer, struct{ nome, driver, dsn string }{"SQLite joins, in memory", "sqlite3", ":memory:"})
	}
	if o.postgres != "" {
		peer = append(peer, struct{ nome, driver, dsn string }{"PostgreSQL joins", "pgx", o.postgres})
	}
	var righe []riga3
	for _, p := range peer {
		altrui, err := misuraBanca(ctx, o, &in, p.driver, p.dsn, attesi)
		if errors.Is(err, errSenzaCgo) {
			p.nome += " (not run: built without cgo)"
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.nome, err)
		}
		righe = append(righe, riga3{cosa: "reconciliation", pari: p.nome, unita: "row", n: o.righe, nostro: nostro, altrui: altrui})
	}
	return righe, nil
}

var errSenzaCgo = errors.New("SQLite needs cgo")

// sessione are the settings a careful user would give for a job like this.
var sessione = map[string][]string{
	"sqlite3": {"PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "PRAGMA temp_store=MEMORY", "PRAGMA cache_size=-2000000"},
	"pgx":     {"SET work_mem='1GB'", "SET maintenance_work_mem='1GB'", "SET temp_buffers='1GB'", "SET synchronous_commit=off", "SET jit=off"},
}

func misuraBanca(ctx context.Context, o opzioni, in *rendicontazione.Input, driver, dsn string, attesi conteggi) (misurato, error) {
	db, err := sql.Open(driver, dsn)
	if err != nil {
		return misurato{}, err
	}
	defer func() { _ = db.Close() }()
	conn, err := db.Conn(ctx) // one connection: temporary tables and settings live in it
	if err != nil {
		if strings.Contains(err.Error(), "cgo") {
			err = errSenzaCgo
		}
		return misurato{}, err
	}
	defer func() { _ = conn.Close() }()
	b := &banca{nome: driver, db: conn, postgres: driver == "pgx"}
	for _, s := range sessione[driver] {
		if _, err := conn.ExecContext(ctx, s); err != nil {
			return misurato{}, fmt.Errorf("%s: %w", s, err)
		}
	}
	if b.postgres {
		if err := b.svuota(ctx); err != nil {
			return misurato{}, err
		}
	}
	if err := b.carica(ctx, in); err != nil {
		return misurato{}, err
	}
	var m misurato
	for i := range o.giri {
		if err := b.pulisci(ctx); err != nil {
			return misurato{}, err
		}
		t, c, err := b.riconcilia(ctx)
		if err != nil {
			return misurato{}, err
		}
		if d := attesi.diverso(c); d != "" {
			return misurato{}, fmt.Errorf("engine and joins disagree: %s", d)
		}
		if i == 0 || t < m.tempo {
			m.tempo = t
		}
	}
	return m, nil
}

// svuota drops the tables of an earlier run from a server that keeps them.
func (b *banca) svuota(ctx context.Context) error {
	for _, t := range []string{"movimento", "flusso", "riga", "ricevuta", "voce"} {
		if _, err := b.db.ExecContext(ctx, "DROP TABLE IF EXISTS "+t); err != nil {
			return err
		}
	}
	return nil
}
