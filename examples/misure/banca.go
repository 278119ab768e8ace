package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // driver "pgx"
	_ "github.com/mattn/go-sqlite3"    // driver "sqlite3", which needs cgo

	"github.com/quietanza/quietanza/rendicontazione"
)

// banca is a database that reconciles by joins.
type banca struct {
	db       *sql.DB
	conn     *sql.Conn // one connection: temporary tables and settings live in it
	postgres bool
}

var errSenzaCgo = errors.New("SQLite needs cgo")

// sessione are the settings a careful user would give for a job like this.
var sessione = map[string][]string{
	"sqlite3": {"PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "PRAGMA temp_store=MEMORY", "PRAGMA cache_size=-2000000"},
	"pgx":     {"SET work_mem='1GB'", "SET maintenance_work_mem='1GB'", "SET temp_buffers='1GB'", "SET synchronous_commit=off", "SET jit=off"},
}

// apriBanca connects and loads the input.
func apriBanca(ctx context.Context, c concorrente, in *rendicontazione.Input) (*banca, error) {
	db, err := sql.Open(c.driver, c.dsn)
	if err != nil {
		return nil, err
	}
	b := &banca{db: db, postgres: c.driver == "pgx"}
	if b.conn, err = db.Conn(ctx); err != nil && strings.Contains(err.Error(), "cgo") {
		err = errSenzaCgo
	}
	if err == nil {
		err = b.esegui(ctx, slices.Concat(sessione[c.driver], svuota, tabelle)...)
	}
	if err == nil {
		err = b.carica(ctx, in)
	}
	if err != nil {
		b.chiudi()
		return nil, err
	}
	return b, nil
}

func (b *banca) chiudi() {
	if b.conn != nil {
		_ = b.conn.Close()
	}
	_ = b.db.Close()
}

func (b *banca) esegui(ctx context.Context, comandi ...string) error {
	for _, s := range comandi {
		if _, err := b.conn.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

// lato runs the joins, and counts what they found when they are done.
func (b *banca) lato(ctx context.Context, nome string) lato {
	l := lato{
		nome:    nome,
		memoria: propria,
		prima:   func() error { return b.esegui(ctx, pulisci...) },
		corri:   func() error { return b.esegui(ctx, passi...) },
		esito: func() (conteggi, error) {
			c := conteggi{}
			for tipo, domanda := range classi {
				if err := b.conta(ctx, c, tipo, domanda); err != nil {
					return nil, err
				}
			}
			return c, nil
		},
	}
	if b.postgres {
		var pid int
		_ = b.conn.QueryRowContext(ctx, "SELECT pg_backend_pid()").Scan(&pid)
		l.memoria = delServer(pid)
	}
	return l
}

// svuota drops the tables of an earlier run from a server that keeps them.
var svuota = []string{
	"DROP TABLE IF EXISTS movimento", "DROP TABLE IF EXISTS flusso", "DROP TABLE IF EXISTS riga",
	"DROP TABLE IF EXISTS ricevuta", "DROP TABLE IF EXISTS voce",
}

// pulisci drops what the joins made, so that they can be run again.
var pulisci = []string{
	"DROP TABLE IF EXISTS abbinata", "DROP TABLE IF EXISTS singolo", "DROP TABLE IF EXISTS e_movimenti",
	"DROP TABLE IF EXISTS e_flussi", "DROP TABLE IF EXISTS e_righe", "DROP TABLE IF EXISTS e_ricevute",
	"DROP TABLE IF EXISTS e_pendenze",
}

// classi ask for the key and the class of every object.
var classi = map[string]string{
	"movimenti": "SELECT id, classe FROM e_movimenti",
	"flussi":    "SELECT idflusso, classe FROM e_flussi",
	"righe":     "SELECT r.iuv || ' ' || r.iur, e.classe FROM e_righe e JOIN riga r ON r.id = e.riga",
	"ricevute":  "SELECT i.iuv || ' ' || i.iur, e.classe FROM e_ricevute e JOIN ricevuta i ON i.id = e.id",
	"pendenze":  "SELECT pendenza, classe FROM e_pendenze",
}

func (b *banca) conta(ctx context.Context, c conteggi, tipo, domanda string) error {
	rs, err := b.conn.QueryContext(ctx, domanda)
	if err != nil {
		return err
	}
	defer func() { _ = rs.Close() }()
	for rs.Next() {
		var chiave, classe string
		if err := rs.Scan(&chiave, &classe); err != nil {
			return err
		}
		c.aggiungi(tipo, classe, chiave)
	}
	return rs.Err()
}
