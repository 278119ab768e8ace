package deposito

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Scarto is a receipt that was refused: the money has moved all the same, and somebody must
// look at it.
type Scarto struct {
	Impronta, Dominio, IUV, CCP string
	Risposta, Motivo            string // the fault code, and why
	Quando                      time.Time
	Corpo                       []byte // nil in a list
}

const colonneScarto = `SELECT impronta, dominio, iuv, ccp, risposta, motivo, quando`

func leggiScarto(riga interface{ Scan(...any) error }) (*Scarto, error) {
	var s Scarto
	var istante string
	err := riga.Scan(&s.Impronta, &s.Dominio, &s.IUV, &s.CCP, &s.Risposta, &s.Motivo, &istante, &s.Corpo)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrAssente
	}
	s.Quando = quando(istante)
	return &s, err
}

// Scarti returns the receipts that were refused, the latest first.
func (l lettore) Scarti(ctx context.Context, limite int) ([]*Scarto, error) {
	return raccogli(ctx, l.q, leggiScarto, colonneScarto+`, NULL FROM scarto WHERE risposta <> '' ORDER BY quando DESC LIMIT $1`, limite)
}

// Scarto returns a receipt that was refused, with its bytes.
func (l lettore) Scarto(ctx context.Context, impronta string) (*Scarto, error) {
	return leggiScarto(l.q.QueryRowContext(ctx, colonneScarto+`, corpo FROM scarto WHERE impronta = $1`, impronta))
}
