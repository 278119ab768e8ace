package lavori

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// LavoroCopia asks the platform for the copy of a receipt that did not come: a flow tells of
// its payment.
type LavoroCopia struct {
	IdDominio avviso.IdDominio `json:"idDominio"`
	IUV       string           `json:"iuv"`
	IUR       string           `json:"iur"`
}

// Kind implements river.JobArgs.
func (LavoroCopia) Kind() string { return "copia" }

// InsertOpts implements river.JobArgsWithInsertOpts: a copy that is asked for already is not
// asked for again.
func (LavoroCopia) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: codaLunga, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled,
	}}}
}

// baseBizEvents is where the platform gives bodies the copies of their receipts.
//
// Source: pagoPA, Biz Events Service, servers.
const baseBizEvents = "https://api.platform.pagopa.it/bizevents/service/v1"

// copia fetches the receipt of a payment and applies it, unless it came meanwhile. What the
// platform does not have is asked for again, for days.
func (l *Lavori) copia(ctx context.Context, z LavoroCopia) error {
	iuv, err := avviso.ParseIUV(z.IUV)
	if err != nil {
		return nil // no receipt has such a one
	}
	p, err := l.deposito.PerIUV(ctx, z.IdDominio, iuv)
	if errors.Is(err, deposito.ErrAssente) {
		return nil // no debt of this gateway: the night tells
	}
	if err != nil {
		return err
	}
	if _, err := l.deposito.Tentativo(ctx, z.IdDominio, z.IUV, z.IUR); !errors.Is(err, deposito.ErrAssente) {
		return err
	}
	corpo, err := l.opzioni.Piattaforma.ottieni(ctx, baseBizEvents+"/organizations/"+z.IdDominio.String()+
		"/receipts/"+url.PathEscape(z.IUR)+"/paymentoptions/"+z.IUV)
	if err != nil {
		return err
	}
	ricevuta, err := rpt.ParseBizEvents(corpo)
	if err != nil {
		return err
	}
	e, err := pendenza.RicevutaPA(&ricevuta)
	if err != nil {
		return err
	}
	if ricevuta.FiscalCode != z.IdDominio.String() || e.IUV != iuv || e.CCP != z.IUR {
		return fmt.Errorf("la copia è di un altro pagamento: %s %s %s", ricevuta.FiscalCode, e.IUV, e.CCP)
	}
	return l.deposito.Insieme(ctx, autoreCopie, func(tx *deposito.Tx) error {
		suo, inAttesa, err := tx.PerRicevuta(ctx, z.IdDominio, z.IUV, z.IUR)
		if err != nil || suo != nil {
			return err
		}
		p, err := tx.Posizione(ctx, p.Pendenza.Chiave())
		if err != nil {
			return err
		}
		if _, err := tx.Muovi(ctx, p, e); err != nil {
			return err
		}
		return tx.Concludi(ctx, &p.Pendenza, inAttesa, e, ricevuta.PaymentAmount, corpo)
	})
}

// autoreCopie is who the log says brought the copy of a receipt.
const autoreCopie = "BIZEVENTS"
