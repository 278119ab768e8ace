package deposito

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// Notte is what the reconciliation of a night found.
type Notte struct {
	Giorno     avviso.Data
	Quando     time.Time // when it ended
	Situazione rendicontazione.Situazione
	Cambi      []rendicontazione.Cambio         // since the night before
	Rifiutate  []rendicontazione.ChiavePendenza // positions that refused what they were told
}

// NottePrima returns the last night before a day, the zero one when there is none.
func (l lettore) NottePrima(ctx context.Context, giorno avviso.Data) (n Notte, err error) {
	var testo, istante string
	var documenti [3][]byte
	err = l.q.QueryRowContext(ctx, `SELECT giorno, quando, situazione, cambi, rifiutate FROM notte WHERE giorno < $1 ORDER BY giorno DESC LIMIT 1`, giorno.String()).
		Scan(&testo, &istante, &documenti[0], &documenti[1], &documenti[2])
	if errors.Is(err, sql.ErrNoRows) {
		return n, nil
	}
	if err != nil {
		return n, err
	}
	n.Quando = quando(istante)
	n.Giorno, err = avviso.ParseData(testo)
	return n, errors.Join(err, json.Unmarshal(documenti[0], &n.Situazione), json.Unmarshal(documenti[1], &n.Cambi), json.Unmarshal(documenti[2], &n.Rifiutate))
}

// Conserva stores what a night found, in place of what was found before on the same day.
func (t *Tx) Conserva(ctx context.Context, n Notte) error {
	situazione, err1 := json.Marshal(n.Situazione)
	cambi, err2 := json.Marshal(n.Cambi)
	rifiutate, err3 := json.Marshal(n.Rifiutate)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	_, err := t.tx.ExecContext(ctx, `INSERT INTO notte (giorno, quando, situazione, cambi, rifiutate) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (giorno) DO UPDATE SET quando = excluded.quando, situazione = excluded.situazione, cambi = excluded.cambi, rifiutate = excluded.rifiutate`,
		n.Giorno.String(), testoIstante(t.Adesso), string(situazione), string(cambi), string(rifiutate))
	return err
}
