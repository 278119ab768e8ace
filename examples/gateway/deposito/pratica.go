package deposito

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Genere is a kind of Pratica.
type Genere string

// The kinds of pratica, each with its key.
const (
	PraticaPagamento Genere = "PAGAMENTO" // a payment that a portal began, by its id
	PraticaSessione  Genere = "SESSIONE"  // the id of a payment, by its idSession
	PraticaIncasso   Genere = "INCASSO"   // a credit that an application told of, by body and identity
	PraticaSportello Genere = "SPORTELLO" // the attempts at the desk to pay a position, by its key
	PraticaTentativo Genere = "TENTATIVO" // the key of a position, by an identifier of an attempt at the desk
	PraticaFlussi    Genere = "FLUSSI"    // how far the list of the flows of a body was read, by body
	PraticaJPPA      Genere = "JPPA"      // what the runs to Maggioli JPPA of a body leave, by body
	PraticaMessaggio Genere = "MESSAGGIO" // a message of the desk that was answered, by its key
)

// Pratica is one document that a door keeps, and changes as a whole.
type Pratica struct {
	Genere Genere
	Chiave string
	IDA2A  string // whose it is
	Giro   int    // how many times it changed: its optimistic version
	Quando time.Time
	Corpo  []byte // JSON
}

// Leggi reads the document.
func (p *Pratica) Leggi(dove any) error { return json.Unmarshal(p.Corpo, dove) }

const colonnePratica = `SELECT genere, chiave, ida2a, giro, quando, corpo FROM pratica`

func leggiPratica(riga interface{ Scan(...any) error }) (*Pratica, error) {
	var p Pratica
	var istante string
	err := riga.Scan(&p.Genere, &p.Chiave, &p.IDA2A, &p.Giro, &istante, &p.Corpo)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrAssente
	}
	p.Quando = quando(istante)
	return &p, err
}

// Pratica returns a document of a kind, ErrAssente when there is none.
func (l lettore) Pratica(ctx context.Context, g Genere, chiave string) (*Pratica, error) {
	return leggiPratica(l.q.QueryRowContext(ctx, colonnePratica+` WHERE genere = $1 AND chiave = $2`, string(g), chiave))
}

// Pratiche returns the documents of a kind and of an application, the latest first.
func (l lettore) Pratiche(ctx context.Context, g Genere, idA2A string, salta, limite int) ([]*Pratica, error) {
	return raccogli(ctx, l.q, leggiPratica, colonnePratica+` WHERE genere = $1 AND ida2a = $2 ORDER BY quando DESC, chiave LIMIT $3 OFFSET $4`, string(g), idA2A, limite, salta)
}

// ContaPratiche counts the documents of a kind and of an application.
func (l lettore) ContaPratiche(ctx context.Context, g Genere, idA2A string) (n int, err error) {
	err = l.q.QueryRowContext(ctx, `SELECT count(*) FROM pratica WHERE genere = $1 AND ida2a = $2`, string(g), idA2A).Scan(&n)
	return n, err
}

// ApriPratica stores a new document, ErrEsiste when its key is taken.
func (t *Tx) ApriPratica(ctx context.Context, g Genere, chiave, idA2A string, documento any) (*Pratica, error) {
	corpo, err := json.Marshal(documento)
	if err != nil {
		return nil, err
	}
	adesso := testoIstante(t.Adesso)
	esito, err := t.tx.ExecContext(ctx, `INSERT INTO pratica (genere, chiave, ida2a, giro, quando, corpo) VALUES ($1, $2, $3, 0, $4, $5) ON CONFLICT DO NOTHING`,
		string(g), chiave, idA2A, adesso, string(corpo))
	if err != nil {
		return nil, err
	}
	if n, err := esito.RowsAffected(); err != nil || n != 1 {
		return nil, errors.Join(err, fmt.Errorf("%s %s: %w", g, chiave, ErrEsiste))
	}
	return &Pratica{g, chiave, idA2A, 0, quando(adesso), corpo}, nil
}

// ScriviPratica changes a document that was read in the same transaction, or before it:
// ErrContesa when it changed meanwhile.
func (t *Tx) ScriviPratica(ctx context.Context, p *Pratica, documento any) error {
	corpo, err := json.Marshal(documento)
	if err != nil {
		return err
	}
	esito, err := t.tx.ExecContext(ctx, `UPDATE pratica SET corpo = $3, giro = giro + 1 WHERE genere = $1 AND chiave = $2 AND giro = $4`, string(p.Genere), p.Chiave, string(corpo), p.Giro)
	if err != nil {
		return err
	}
	if n, err := esito.RowsAffected(); err != nil || n != 1 {
		return errors.Join(err, ErrContesa)
	}
	p.Corpo, p.Giro = corpo, p.Giro+1
	return nil
}
