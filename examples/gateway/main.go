// Command gateway is a small creditor body's gateway on a real database: it answers the
// platform, takes debts from applications, tells them of payments, and reconciles at night.
// It holds no rule of its own: every decision is the library's, every fact is in the
// database.
//
//	gateway                        an embedded database, a simulated platform beside it
//	gateway -dsn postgres://…      PostgreSQL
//	gateway rigioca                make every position again from the log, and compare
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

func main() {
	// Nearly all that a call needs is garbage when it is answered: with a small heap most of
	// the collector's work is in vain. GOGC says otherwise.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	ctx, ferma := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer ferma()
	if err := esegui(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "gateway:", err)
		os.Exit(1)
	}
}
