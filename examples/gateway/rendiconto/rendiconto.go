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

// Fai reconciles the store as it is on a day, and moves nothing: movements of the accounts
// and flows from the papers, receipts, positions.
func Fai(ctx context.Context, d *deposito.Deposito, a *anagrafica.Anagrafica, oggi avviso.Data) (*quadro.Quadro, error) {
	var tutto rendicontazione.Accumulatore
	if err := tutto.AggiungiDomini(Domini(a)...); err != nil {
		return nil, err
	}
	var pagine []cassa.Intestazione
	letti := map[cassa.Formato]int{}
	var nonLetti []quadro.Problema
	for _, tipo := range []deposito.TipoCarta{deposito.CartaCassa, deposito.CartaFlusso} {
		for c, err := range d.TutteLeCarte(ctx, tipo) {
			if err != nil {
				return nil, err
			}
			x, _, err := rendicontazione.Leggi(bytes.NewReader(c.Corpo), &tutto, rendicontazione.Lettura{Conti: Conti(a), Nome: c.Nome})
			if err != nil {
				nonLetti = append(nonLetti, quadro.Problema{Nome: c.Nome, Err: err})
				continue
			}
			letti[x.Formato]++
			if x.Giornale != nil {
				pagine = append(pagine, *x.Giornale)
			}
		}
	}
	for t, err := range d.Ricevute(ctx) {
		if err != nil {
			return nil, err
		}
		if _, _, err := rendicontazione.Leggi(bytes.NewReader(t.Ricevuta), &tutto, rendicontazione.Lettura{}); err != nil {
			nonLetti = append(nonLetti, quadro.Problema{Nome: "ricevuta " + t.CCP, Err: err})
		}
	}
	for p, err := range d.Tutte(ctx, deposito.Ricerca{}) {
		if err != nil {
			return nil, err
		}
		x, err := rendicontazione.DaPendenza(&p.Pendenza)
		if err != nil {
			return nil, err
		}
		if err := tutto.AggiungiPendenze(x); err != nil {
			return nil, err
		}
	}
	report := tutto.Report(oggi, rendicontazione.Opzioni{})
	q := quadro.Di(&report, oggi, pagine)
	q.Letti, q.NonLetti = letti, nonLetti
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
