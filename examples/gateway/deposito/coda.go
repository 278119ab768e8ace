package deposito

import (
	"context"

	"github.com/riverqueue/river"

	"github.com/quietanza/quietanza/pendenza"
)

// LavoroAzione is the work that the move of a position asks for, as pendenza.Azione says:
// it is done at least once after the transaction that moved it. Its worker is in lavori.
type LavoroAzione struct {
	IDA2A      string              `json:"ida2a"`
	IDPendenza string              `json:"idpendenza"`
	Giro       int                 `json:"giro"` // of the position after the move
	Tipo       pendenza.TipoAzione `json:"tipo"`
	IUV        string              `json:"iuv,omitempty"`
	CCP        string              `json:"ccp,omitempty"`
}

// Kind implements river.JobArgs.
func (LavoroAzione) Kind() string { return "azione" }

// Chiave is the position that it is about.
func (l LavoroAzione) Chiave() pendenza.Chiave {
	return pendenza.Chiave{IDA2A: l.IDA2A, IDPendenza: l.IDPendenza}
}

// Accoda queues work, to be done once the transaction is written.
func (t *Tx) Accoda(ctx context.Context, lavori ...river.JobArgs) error {
	if len(lavori) == 0 {
		return nil
	}
	tutti := make([]river.InsertManyParams, len(lavori))
	for i, l := range lavori {
		tutti[i].Args = l
	}
	_, err := t.d.coda.InsertManyFastTx(ctx, t.tx, tutti)
	return err
}

// The kinds of promemoria.
const (
	PromemoriaAvviso   = "AVVISO"   // the notice is to be sent
	PromemoriaScadenza = "SCADENZA" // the debtor is to be reminded
)

// agisci queues what a move asks for. What has a day of its own goes among the promemoria,
// which are looked at every day; the rest is work to be done at once.
func (t *Tx) agisci(ctx context.Context, p *Posizione, azioni []pendenza.Azione) error {
	var lavori []river.JobArgs
	for _, a := range azioni {
		switch a.Tipo {
		case pendenza.FaiAvvisatura, pendenza.FaiRipianifica:
			if err := t.pianifica(ctx, &p.Pendenza, a.Tipo == pendenza.FaiAvvisatura); err != nil {
				return err
			}
		case pendenza.FaiChiudiPromemoria:
			if err := t.ChiudiPromemoria(ctx, &p.Pendenza); err != nil {
				return err
			}
		default:
			lavori = append(lavori, LavoroAzione{p.Pendenza.IDA2A, p.Pendenza.IDPendenza, p.Giro, a.Tipo, a.IUV.String(), a.CCP})
		}
	}
	return t.Accoda(ctx, lavori...)
}

// conPromemoria reports whether a position has days on which something is sent.
func conPromemoria(p *pendenza.Pendenza) bool {
	return p.DataNotificaAvviso.IsValid() || p.DataPromemoriaScadenza.IsValid()
}

// pianifica writes the days on which something is sent to the debtor.
func (t *Tx) pianifica(ctx context.Context, p *pendenza.Pendenza, conAvviso bool) error {
	if conAvviso && p.DataNotificaAvviso.IsValid() {
		if err := t.promemoria(ctx, p, PromemoriaAvviso, p.DataNotificaAvviso.String()); err != nil {
			return err
		}
	}
	if p.DataPromemoriaScadenza.IsValid() {
		return t.promemoria(ctx, p, PromemoriaScadenza, p.DataPromemoriaScadenza.String())
	}
	return nil
}

func (t *Tx) promemoria(ctx context.Context, p *pendenza.Pendenza, tipo, giorno string) error {
	_, err := t.tx.ExecContext(ctx, `INSERT INTO promemoria (ida2a, idpendenza, tipo, giorno) VALUES ($1, $2, $3, $4)
		ON CONFLICT (ida2a, idpendenza, tipo) DO UPDATE SET giorno = excluded.giorno`, p.IDA2A, p.IDPendenza, tipo, giorno)
	return err
}

// ChiudiPromemoria sends nothing more to the debtor of a position.
func (t *Tx) ChiudiPromemoria(ctx context.Context, p *pendenza.Pendenza) error {
	if !conPromemoria(p) {
		return nil
	}
	_, err := t.tx.ExecContext(ctx, `DELETE FROM promemoria WHERE ida2a = $1 AND idpendenza = $2`, p.IDA2A, p.IDPendenza)
	return err
}

// Riprendi gives back to the queue the work that a program of this name was at when it
// died: without it the work waits until it is found stuck. It is to be called before that
// program works again.
func (d *Deposito) Riprendi(ctx context.Context, istanza string) (int64, error) {
	ultimo := `attempted_by[array_upper(attempted_by, 1)]`
	if d.letture != d.db {
		ultimo = `json_extract(attempted_by, '$[#-1]')`
	}
	esito, err := d.db.ExecContext(ctx, `UPDATE river_job SET state = 'available' WHERE state = 'running' AND `+ultimo+` = $1`, istanza)
	if err != nil {
		return 0, err
	}
	return esito.RowsAffected()
}
