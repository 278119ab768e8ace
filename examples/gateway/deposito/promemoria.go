package deposito

import (
	"context"

	"github.com/quietanza/quietanza/avviso"
)

// Promemoria is what is to be sent to a debtor.
type Promemoria struct {
	IDA2A, IDPendenza, Tipo string
	Giorno                  avviso.Data
}

// PromemoriaDi returns the reminders that are due on a day, the earliest first.
func (l lettore) PromemoriaDi(ctx context.Context, giorno avviso.Data, limite int) ([]Promemoria, error) {
	return raccogli(ctx, l.q, func(riga interface{ Scan(...any) error }) (p Promemoria, err error) {
		var testo string
		if err = riga.Scan(&p.IDA2A, &p.IDPendenza, &p.Tipo, &testo); err == nil {
			p.Giorno, err = avviso.ParseData(testo)
		}
		return p, err
	}, `SELECT ida2a, idpendenza, tipo, giorno FROM promemoria WHERE giorno <= $1 ORDER BY giorno, ida2a, idpendenza, tipo LIMIT $2`, giorno.String(), limite)
}

// Ricordato takes a reminder out, that was sent, and reports whether it was still there.
func (t *Tx) Ricordato(ctx context.Context, p Promemoria) (bool, error) {
	esito, err := t.tx.ExecContext(ctx, `DELETE FROM promemoria WHERE ida2a = $1 AND idpendenza = $2 AND tipo = $3 AND giorno = $4`, p.IDA2A, p.IDPendenza, p.Tipo, p.Giorno.String())
	if err != nil {
		return false, err
	}
	n, err := esito.RowsAffected()
	return n == 1, err
}
