package lavori

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/riverqueue/river"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/rendiconto"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
)

// LavoroNotte reconciles all that the store knows on a day, and tells the positions.
type LavoroNotte struct {
	Giorno avviso.Data `json:"giorno"`
}

// Kind implements river.JobArgs.
func (LavoroNotte) Kind() string { return "notte" }

// autoreNotte is who the log says reconciled a position.
const autoreNotte = "NOTTE"

// notte reconciles, tells the positions of which something changed since the night before,
// asks for the receipts that a flow tells of and that did not come, and keeps what it found.
// A night that stops half way is made again, and finds the same: a position that was told
// refuses to be told again.
func (l *Lavori) notte(ctx context.Context, z LavoroNotte) error {
	prima, err := l.deposito.NottePrima(ctx, z.Giorno)
	if err != nil {
		return err
	}
	raccolta, err := rendiconto.Raccogli(ctx, l.deposito, l.anagrafica)
	if err != nil {
		return err
	}
	for _, x := range raccolta.NonLetti() {
		l.opzioni.Registro.ErrorContext(ctx, "non si legge, resta fuori dalla riconciliazione", slog.String("carta", x.Nome), slog.Any("errore", x.Err))
	}
	report := raccolta.Report(z.Giorno)
	trovata := deposito.Notte{Giorno: z.Giorno, Situazione: report.Situazione()}
	trovata.Cambi = trovata.Situazione.Differenze(prima.Situazione)
	daDire := map[string]bool{}
	for _, c := range trovata.Cambi {
		if c.Oggetto == rendicontazione.OggettoPendenza {
			daDire[c.Chiave] = true
		}
	}
	for _, k := range prima.Rifiutate {
		daDire[k.String()] = true
	}
	for k, e := range report.Eventi() {
		if !daDire[k.String()] {
			continue
		}
		switch err := l.dice(ctx, k, e); {
		case errors.Is(err, pendenza.ErrGiaRiconciliato):
		case rifiuto(err):
			l.opzioni.Registro.WarnContext(ctx, "la posizione rifiuta ciò che la riconciliazione dice", slog.String("posizione", k.String()), slog.Any("errore", err))
			trovata.Rifiutate = append(trovata.Rifiutate, k)
		case err != nil:
			return err
		}
	}
	return l.deposito.Insieme(ctx, autoreNotte, func(tx *deposito.Tx) error {
		if err := tx.Accoda(ctx, mancanti(&report)...); err != nil {
			return err
		}
		return tx.Conserva(ctx, trovata)
	})
}

// dice tells a position what the reconciliation found of it.
func (l *Lavori) dice(ctx context.Context, k rendicontazione.ChiavePendenza, e pendenza.Evento) error {
	idA2A, idPendenza, _ := strings.Cut(k.ID, "/")
	return l.deposito.Insieme(ctx, autoreNotte, func(tx *deposito.Tx) error {
		p, err := tx.Posizione(ctx, pendenza.Chiave{IDA2A: idA2A, IDPendenza: idPendenza})
		if err != nil {
			return err
		}
		_, err = tx.Muovi(ctx, p, e)
		return err
	})
}

// rifiuto reports whether an error is the library's own: the position says no.
func rifiuto(err error) bool {
	var r avviso.Rifiuto
	return errors.As(err, &r)
}

// mancanti is the work of asking for the receipts that a flow tells of and that did not
// come.
func mancanti(r *rendicontazione.Report) (lavori []river.JobArgs) {
	chieste := map[LavoroCopia]bool{}
	for i := range r.Righe {
		x := &r.Righe[i]
		l := LavoroCopia{IdDominio: x.IdDominio(), IUV: x.IUV, IUR: x.IUR}
		if x.Classe == rendicontazione.RigaSenzaRicevuta && !chieste[l] {
			chieste[l] = true
			lavori = append(lavori, l)
		}
	}
	return lavori
}

// oraNotte is after how long since midnight in Rome a night is reconciled.
const oraNotte = 2 * time.Hour

// notti is when nights are reconciled.
type notti struct{}

// Next implements river.PeriodicSchedule.
func (notti) Next(t time.Time) time.Time {
	d := avviso.DataDi(t)
	if x := d.Inizio().Add(oraNotte); x.After(t) {
		return x
	}
	return d.Aggiungi(1).Inizio().Add(oraNotte)
}
