// Package prova runs the tests of whoever uses the store on every database that there is:
// SQLite always, PostgreSQL when QUIETANZA_PG holds its DSN.
package prova

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/gateway/deposito"
)

// DSN are empty databases of each kind, of this test alone, by the name of the kind.
func DSN(t testing.TB) map[string]string {
	t.Helper()
	tutti := map[string]string{"sqlite": filepath.Join(t.TempDir(), "prova.db")}
	if server := os.Getenv("QUIETANZA_PG"); server != "" {
		tutti["postgres"] = schema(t, server)
	}
	return tutti
}

var contatore atomic.Int64

// schema makes a schema of its own in the database of a server, and drops it in the end.
func schema(t testing.TB, server string) string {
	t.Helper()
	nome := fmt.Sprintf("prova_%d_%d_%d", os.Getpid(), time.Now().UnixNano(), contatore.Add(1))
	db, err := sql.Open("pgx", server)
	require.NoError(t, err)
	_, err = db.ExecContext(context.Background(), `CREATE SCHEMA `+nome)
	require.NoError(t, err)
	t.Cleanup(func() {
		_, err := db.ExecContext(context.Background(), `DROP SCHEMA `+nome+` CASCADE`)
		require.NoError(t, err)
		require.NoError(t, db.Close())
	})
	separatore := "?"
	if strings.Contains(server, "?") {
		separatore = "&"
	}
	return server + separatore + "options=" + strings.ReplaceAll(url.QueryEscape("-c search_path="+nome), "+", "%20")
}

// Ognuno runs a test on an empty store of each kind.
func Ognuno(t *testing.T, fai func(*testing.T, *deposito.Deposito)) {
	t.Helper()
	for tipo, dsn := range DSN(t) {
		t.Run(tipo, func(t *testing.T) { fai(t, Apri(t, dsn, deposito.Opzioni{})) })
	}
}

// Apri opens a store, and closes it in the end.
func Apri(t testing.TB, dsn string, o deposito.Opzioni) *deposito.Deposito {
	t.Helper()
	d, err := deposito.Apri(context.Background(), dsn, o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.Chiudi()) })
	return d
}
