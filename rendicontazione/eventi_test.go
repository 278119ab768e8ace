package rendicontazione_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rpt"
)

// posizioneDi returns a position of the package pendenza to which the receipts of
// the report have been applied; ok is false for one that pendenza cannot hold.
func posizioneDi(t *testing.T, r *rendicontazione.Report, p *rendicontazione.EsitoPendenza) (_ pendenza.Pendenza, ok bool) {
	t.Helper()
	iuv, err := avviso.ParseIUV(p.IUV)
	if err != nil {
		return pendenza.Pendenza{}, false
	}
	q := pendenza.Pendenza{IDPendenza: "p", IdDominio: p.IdDominio, IUV: iuv, Stato: pendenza.NonEseguita}
	for i, v := range p.Voci {
		if int(v.Indice) != i+1 {
			return q, false
		}
		q.Importo = avviso.ImportoDaCentesimi(q.Importo.Centesimi() + v.Importo.Centesimi())
		voce := pendenza.Voce{IDVocePendenza: fmt.Sprint(i), Importo: v.Importo, IdDominio: v.IdDominio}
		if v.Tipo == avviso.MBT {
			voce.TipoBollo = "01"
		}
		q.Voci = append(q.Voci, voce)
	}
	perIUR := map[string]*pendenza.Ricevuta{}
	var ordine []string
	for _, x := range r.Ricevute {
		if x.IUV != p.IUV || int(x.Indice) > len(p.Voci) {
			continue
		}
		v := p.Voci[x.Indice-1]
		d := v.IdDominio
		if !d.IsValid() {
			d = p.IdDominio
		}
		if d != x.IdDominio {
			continue
		}
		e := perIUR[x.IUR]
		if e == nil {
			e = &pendenza.Ricevuta{IUV: iuv, CCP: x.IUR, Esito: rpt.PagamentoEseguito, Data: x.Data}
			perIUR[x.IUR] = e
			ordine = append(ordine, x.IUR)
		}
		e.Voci = append(e.Voci, pendenza.VoceRicevuta{Indice: x.Indice, IUR: x.IUR, Importo: x.Importo, Tipo: x.Tipo})
	}
	for _, iur := range ordine {
		var err error
		q, _, err = q.Applica(*perIUR[iur], pendenza.Opzioni{})
		require.NoError(t, err)
	}
	return q, true
}

// TestEventiProprieta: the positions, with their receipts and the events of the
// report, may be discharged exactly where the report says so.
func TestEventiProprieta(t *testing.T) {
	quietanzabili, stornati := 0, 0
	for seme := range semi(t, 20_000) {
		in, opt := nuovoDado(seme).input()
		r := rendicontazione.Riconcilia(in, opt)
		posizioni := map[rendicontazione.ChiavePendenza]pendenza.Pendenza{}
		for i := range r.Pendenze {
			if q, ok := posizioneDi(t, &r, &r.Pendenze[i]); ok {
				posizioni[r.Pendenze[i].Chiave()] = q
			}
		}
		for k, e := range r.Eventi() {
			q, ok := posizioni[k]
			if !ok {
				continue
			}
			dopo, _, err := q.Applica(e, pendenza.Opzioni{})
			require.NoError(t, err, "seed %d, %s: %#v", seme, k, e)
			posizioni[k] = dopo
			if e.Tipo() == "Storno" {
				stornati++
			}
			if _, ripetibile := e.(pendenza.Riconcilia); ripetibile {
				ancora, _, err := dopo.Applica(e, pendenza.Opzioni{})
				require.ErrorIs(t, err, pendenza.ErrGiaRiconciliato)
				require.Equal(t, dopo, ancora)
			}
		}
		for i := range r.Pendenze {
			p := &r.Pendenze[i]
			q, ok := posizioni[p.Chiave()]
			if !ok || slices.ContainsFunc(p.Voci, func(v rendicontazione.EsitoVoce) bool { return v.Classe == rendicontazione.VoceEsclusa }) {
				continue // an item that the engine does not follow
			}
			if p.Quietanzabile {
				quietanzabili++
			}
			require.Equal(t, p.Quietanzabile, q.Quietanzabile(), "seed %d: %s %s, %v\n%#v", seme, p.Chiave(), p.Classe, p.Voci, q.Pagamenti)
		}
	}
	require.Positive(t, quietanzabili)
	require.Positive(t, stornati)
}

// TestEventiRigheSole: a payment that only a flow tells of is told to its position where the rules admit it, or
// where it is one too many; one whose receipt is awaited is not.
func TestEventiRigheSole(t *testing.T) {
	const amm = 9 // the outcome of a payment without RPT
	accreditato := movimenti{mov("1", pur(f1), "3.00")}
	pagamento := func(iur string) pendenza.Evento {
		return pendenza.PagamentoSenzaRPT{IUV: avviso.MustIUV(iuvA), IUR: iur, Importo: cent("3.00"), Data: avviso.MustData("2024-05-06")}
	}
	riconcilia := func(iur string) pendenza.Evento { return pendenza.Riconcilia{IUR: iur, Indice: 1} }
	for _, c := range []struct {
		nome   string
		in     ingresso
		attesi []pendenza.Evento
	}{
		{"admitted, and the money is here", ingresso{Movimenti: accreditato, Flussi: flussi{flu(f1, riga(iuvA, "a", 1, "3.00", amm))}}, []pendenza.Evento{pagamento("a"), riconcilia("a")}},
		{"admitted, and the money is not", ingresso{Flussi: flussi{flu(f1, riga(iuvA, "a", 1, "3.00", amm))}}, []pendenza.Evento{pagamento("a")}},
		{"with its receipt awaited", ingresso{Movimenti: accreditato, Flussi: flussi{flu(f1, riga(iuvA, "a", 1, "3.00", 0))}}, nil},
		{"of an outcome that nobody knows", ingresso{Movimenti: accreditato, Flussi: flussi{flu(f1, riga(iuvA, "a", 1, "3.00", 7))}}, nil},
		{"with its receipt", ingresso{Movimenti: accreditato, Flussi: flussi{flu(f1, riga(iuvA, "a", 1, "3.00", 0))}, Ricevute: ricevute{ric(iuvA, "a", 1, "3.00")}}, []pendenza.Evento{riconcilia("a")}},
		{
			"one too many, its receipt awaited",
			ingresso{Movimenti: accreditato, Flussi: flussi{flu(f1, riga(iuvA, "a", 1, "3.00", 0)), flu(f2, riga(iuvA, "b", 1, "3.00", 0))}, Ricevute: ricevute{ric(iuvA, "a", 1, "3.00")}},
			[]pendenza.Evento{pagamento("b"), riconcilia("a")},
		},
	} {
		t.Run(c.nome, func(t *testing.T) {
			c.in.Oggi, c.in.Pendenze = avviso.MustData("2024-05-08"), pendenze{pen("p", iuvA, "3.00")}
			rep := rendicontazione.Riconcilia(c.in, opzioni{})
			var eventi []pendenza.Evento
			for k, e := range rep.Eventi() {
				require.Equal(t, rep.Pendenze[0].Chiave(), k)
				eventi = append(eventi, e)
			}
			require.Equal(t, c.attesi, eventi)
		})
	}
}
