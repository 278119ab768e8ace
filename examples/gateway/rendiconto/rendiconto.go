// Package rendiconto puts together what a reconciliation of the whole store looks at, and
// what a person wants beside its report.
package rendiconto

import (
	"bytes"
	"context"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// Raccolta is all that a reconciliation of the store looks at: movements of the accounts and
// flows from the papers, receipts, positions.
type Raccolta struct {
	tutto    rendicontazione.Accumulatore
	pagine   []cassa.Intestazione
	letti    map[cassa.Formato]int
	nonLetti []quadro.Problema
}

// Raccogli reads the store as it is.
func Raccogli(ctx context.Context, d *deposito.Deposito, a *anagrafica.Anagrafica) (*Raccolta, error) {
	r := &Raccolta{letti: map[cassa.Formato]int{}}
	if err := r.tutto.AggiungiDomini(Domini(a)...); err != nil {
		return nil, err
	}
	for _, tipo := range []deposito.TipoCarta{deposito.CartaCassa, deposito.CartaFlusso} {
		for c, err := range d.TutteLeCarte(ctx, tipo) {
			if err != nil {
				return nil, err
			}
			r.leggi(c.Corpo, c.Nome, rendicontazione.Lettura{Conti: Conti(a), Nome: c.Nome})
		}
	}
	for t, err := range d.Ricevute(ctx) {
		if err != nil {
			return nil, err
		}
		r.leggi(t.Ricevuta, "ricevuta "+t.CCP, rendicontazione.Lettura{})
	}
	for corpo, err := range d.Altrui(ctx) {
		if err != nil {
			return nil, err
		}
		r.leggi(corpo, "ricevuta di un altro ente", rendicontazione.Lettura{})
	}
	for p, err := range d.Tutte(ctx, deposito.Ricerca{}) {
		if err != nil {
			return nil, err
		}
		x, err := rendicontazione.DaPendenza(&p.Pendenza)
		if err != nil {
			return nil, err
		}
		if err := r.tutto.AggiungiPendenze(x); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// leggi adds a paper, or remembers that it cannot be read.
func (r *Raccolta) leggi(corpo []byte, nome string, come rendicontazione.Lettura) {
	x, _, err := rendicontazione.Leggi(bytes.NewReader(corpo), &r.tutto, come)
	if err != nil {
		r.nonLetti = append(r.nonLetti, quadro.Problema{Nome: nome, Err: err})
		return
	}
	if come.Nome != "" {
		r.letti[x.Formato]++
	}
	if x.Giornale != nil {
		r.pagine = append(r.pagine, *x.Giornale)
	}
}

// Report reconciles on a day, and moves nothing.
func (r *Raccolta) Report(oggi avviso.Data) rendicontazione.Report {
	return r.tutto.Report(oggi, rendicontazione.Opzioni{})
}

// NonLetti are the papers that cannot be read.
func (r *Raccolta) NonLetti() []quadro.Problema { return r.nonLetti }

// Fai reconciles the store as it is on a day, moves nothing, and returns what a person sees
// of it.
func Fai(ctx context.Context, d *deposito.Deposito, a *anagrafica.Anagrafica, oggi avviso.Data) (*quadro.Quadro, error) {
	r, err := Raccogli(ctx, d, a)
	if err != nil {
		return nil, err
	}
	report := r.Report(oggi)
	q := quadro.Di(&report, oggi, r.pagine)
	q.Letti, q.NonLetti = r.letti, r.nonLetti
	return q, nil
}

// Domini are the bodies of a gateway as the engine takes them.
func Domini(a *anagrafica.Anagrafica) []rendicontazione.Dominio {
	var dd []rendicontazione.Dominio
	for i := range a.Enti {
		d := rendicontazione.Dominio{IdDominio: a.Enti[i].IdDominio}
		for _, s := range a.Enti[i].Stazioni {
			for _, n := range s.Numerazioni {
				d.AuxDigit = n.AuxDigit
				if n.ApplicationCode != "" {
					d.ApplicationCodes = append(d.ApplicationCodes, n.ApplicationCode)
				}
				if n.SegregationCode != "" {
					d.SegregationCodes = append(d.SegregationCodes, n.SegregationCode)
				}
			}
		}
		dd = append(dd, d)
	}
	return dd
}

// Conti gives the body of each account.
func Conti(a *anagrafica.Anagrafica) cassa.Conti {
	conti := cassa.Conti{}
	for i := range a.Enti {
		for _, iban := range a.Enti[i].Conti {
			conti[iban.String()] = a.Enti[i].IdDominio
		}
	}
	return conti
}
