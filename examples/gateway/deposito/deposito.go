// Package deposito keeps what a gateway knows: the positions, their attempts and receipts,
// the log of what happened, the papers that came, and the work that is to be done. It runs
// on PostgreSQL and on a SQLite file with the same tables and the same statements.
//
// A position moves only with Tx.Muovi, which asks pendenza.Pendenza.Applica: the new value,
// the line of the log and the work that follows are written in one transaction, or not at
// all. Nobody waits for another's lock: who finds that the position moved meanwhile tries
// again (Deposito.Insieme does). Every position can be made again from the log
// (Deposito.Rigioca).
package deposito

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver of PostgreSQL
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	_ "modernc.org/sqlite" // the driver of SQLite

	"github.com/quietanza/quietanza/pendenza"
)

//go:embed migrazioni/*.sql
var migrazioni embed.FS

// Opzioni are the circumstances of a store. The zero value does.
type Opzioni struct {
	// Pendenza is what the positions are moved with.
	Pendenza pendenza.Opzioni
	// Adesso is the clock; nil is time.Now.
	Adesso func() time.Time
	// Connessioni is how many connections PostgreSQL is asked for at most; 0 is 40.
	Connessioni int
	// Registro is where the machinery tells of itself; nil is nowhere.
	Registro *slog.Logger
}

// Deposito is a store. Its methods read; Insieme writes. It may be used by several
// goroutines, and by several programs on the same database.
type Deposito struct {
	lettore
	db      *sql.DB // writes
	letture *sql.DB // reads: the same one on PostgreSQL
	ascolto *pgxpool.Pool
	driver  riverdriver.Driver[*sql.Tx]
	coda    *river.Client[*sql.Tx]
	opzioni Opzioni
}

// Apri opens a database and brings its tables up to date: "postgres://…", or the path of a
// SQLite file, which is made when there is none.
func Apri(ctx context.Context, dsn string, o Opzioni) (*Deposito, error) {
	if o.Adesso == nil {
		o.Adesso = time.Now
	}
	if o.Connessioni == 0 {
		o.Connessioni = 40
	}
	if o.Registro == nil {
		o.Registro = slog.New(slog.DiscardHandler)
	}
	d := &Deposito{opzioni: o}
	apri := d.apriSQLite
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		apri = d.apriPostgres
	}
	dialetto, err := apri(ctx, dsn)
	if err == nil {
		err = d.aggiorna(ctx, dialetto)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("deposito: %w", err), d.Chiudi())
	}
	return d, nil
}

func (d *Deposito) apriPostgres(ctx context.Context, dsn string) (database.Dialect, error) {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return "", err
	}
	db.SetMaxOpenConns(d.opzioni.Connessioni)
	db.SetMaxIdleConns(d.opzioni.Connessioni)
	d.db, d.letture, d.lettore = db, db, lettore{db}
	ascolto, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return "", err
	}
	ascolto.MinConns, ascolto.MaxConns = 0, 1
	if d.ascolto, err = pgxpool.NewWithConfig(ctx, ascolto); err != nil {
		return "", err
	}
	d.driver = riverdatabasesql.NewWithPgxListener(db, d.ascolto)
	return database.DialectPostgres, nil
}

// apriSQLite opens a file with one connection that writes and some that read. Every commit
// is on the disk before it is answered.
func (d *Deposito) apriSQLite(_ context.Context, percorso string) (database.Dialect, error) {
	modi := url.Values{"_pragma": {"busy_timeout(15000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)"}, "_txlock": {"immediate"}}
	db, err := sql.Open("sqlite", "file:"+percorso+"?"+modi.Encode())
	if err != nil {
		return "", err
	}
	db.SetMaxOpenConns(1)
	d.db = db
	modi = url.Values{"_pragma": {"busy_timeout(15000)", "query_only(1)"}}
	letture, err := sql.Open("sqlite", "file:"+percorso+"?"+modi.Encode())
	if err != nil {
		return "", err
	}
	letture.SetMaxOpenConns(8)
	d.letture, d.lettore = letture, lettore{letture}
	d.driver = riversqlite.New(db)
	return database.DialectSQLite3, nil
}

// aggiorna brings the tables up to date. Programs that start together wait for each other.
func (d *Deposito) aggiorna(ctx context.Context, dialetto database.Dialect) error {
	if dialetto == database.DialectPostgres {
		c, err := d.db.Conn(ctx)
		if err != nil {
			return err
		}
		defer c.Close() // and with it the lock, should what follows fail
		if _, err := c.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, bloccoMigrazioni); err != nil {
			return err
		}
		defer func() { _, _ = c.ExecContext(ctx, `SELECT pg_advisory_unlock($1)`, bloccoMigrazioni) }()
	}
	cartella, err := fs.Sub(migrazioni, "migrazioni")
	if err != nil {
		return err
	}
	m, err := goose.NewProvider(dialetto, d.db, cartella, goose.WithSlog(d.opzioni.Registro))
	if err != nil {
		return err
	}
	if _, err := m.Up(ctx); err != nil {
		return err
	}
	code, err := rivermigrate.New(d.driver, &rivermigrate.Config{Logger: d.opzioni.Registro})
	if err != nil {
		return err
	}
	if _, err := code.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return err
	}
	if dialetto == database.DialectPostgres {
		if err := d.snellisci(ctx); err != nil {
			return err
		}
	}
	d.coda, err = river.NewClient(d.driver, &river.Config{Logger: d.opzioni.Registro})
	return err
}

// snellisci drops two indexes of the queues that nobody here asks, and that PostgreSQL would
// rewrite each time that work changes state; and leaves room in the pages of what moves, so
// that a position moves without touching its indexes.
func (d *Deposito) snellisci(ctx context.Context) error {
	_, err := d.db.ExecContext(ctx, `DROP INDEX IF EXISTS river_job_args_index, river_job_metadata_index`)
	if err == nil {
		_, err = d.db.ExecContext(ctx, `ALTER TABLE posizione SET (fillfactor = 70)`)
	}
	return err
}

// bloccoMigrazioni is the advisory lock of those who bring the tables up to date.
const bloccoMigrazioni = 0x7175_6965_7461

// Chiudi closes the store. What was being done is left to its transactions.
func (d *Deposito) Chiudi() error {
	var errori []error
	if d.ascolto != nil {
		d.ascolto.Close()
	}
	if d.letture != nil && d.letture != d.db {
		errori = append(errori, d.letture.Close())
	}
	if d.db != nil {
		errori = append(errori, d.db.Close())
	}
	return errors.Join(errori...)
}

// Salute asks the database whether it is there.
func (d *Deposito) Salute(ctx context.Context) error { return d.letture.PingContext(ctx) }

// DB is the database, for its figures.
func (d *Deposito) DB() *sql.DB { return d.db }

// Driver is that of the queues, for who works at them.
func (d *Deposito) Driver() riverdriver.Driver[*sql.Tx] { return d.driver }

// Adesso is the present instant.
func (d *Deposito) Adesso() time.Time { return d.opzioni.Adesso() }
