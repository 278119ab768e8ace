package circuito_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/simula/circuito"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Journals of everybody, joined, tell how far each payment got.
func (m *mondo) analizza(t testing.TB) {
	t.Helper()
	var a gdp.Analisi
	rt := map[nodo.Chiave]gdp.EsitoRT{}
	for _, g := range m.giornate {
		for _, p := range slices.Backward(g.Pagamenti) {
			if p.ConRicevuta() {
				rt[p.Chiave()] = gdp.RTNegativa
				if p.Soldi() {
					rt[p.Chiave()] = gdp.RTPositiva
				}
			}
			for r := range m.s.Eventi(p) {
				require.NoError(t, a.Aggiungi(r.Evento))
			}
		}
	}
	pagamenti, err := a.Pagamenti(gdp.ConRT(func(k nodo.Chiave) gdp.DatiRT { return gdp.DatiRT{Esito: rt[k]} }))
	require.NoError(t, err)
	var trovate []circuito.Verita
	for p := range pagamenti {
		trovate = append(trovate, circuito.Verita{Oggetto: circuito.OggettoPagamento, Chiave: circuito.ChiavePagamento(p.Chiave()), Classe: p.Posizione.String()})
	}
	m.confronta(t, trovate, circuito.OggettoPagamento)
}

// Receipts, then rows without receipt, then credits, then refunds, applied to the
// positions.
func (m *mondo) applica(t testing.TB) {
	t.Helper()
	opzioni := pendenza.Opzioni{}
	for e := range m.s.Enti() {
		opzioni.Domini = append(opzioni.Domini, e.Dominio)
	}
	posizioni := map[string]*pendenza.Pendenza{}
	indice := func(d avviso.IdDominio, iuv string) string { return d.String() + "/" + iuv }
	applica := func(k string, e pendenza.Evento) {
		p, ok := posizioni[k]
		require.True(t, ok, k)
		nuova, _, err := p.Applica(e, opzioni)
		require.NoError(t, err, "%s %+v", k, e)
		*p = nuova
	}
	proprietario := map[string]string{} // position of a IUV and IUR
	for _, g := range m.giornate {
		for _, s := range g.Posizioni {
			p, _, err := pendenza.Crea(s.Pendenza(), pendenza.Creazione{
				Configurazione: &avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}, Oggi: g.Data,
			})
			require.NoError(t, err)
			posizioni[indice(p.IdDominio, s.IUV)] = &p
		}
		for _, p := range g.Pagamenti {
			if k := indice(p.Posizione.Ente.Dominio, p.Posizione.IUV); p.ConRicevuta() {
				applica(k, p.Applicabile())
				proprietario[p.Posizione.IUV+p.IUR] = k
			}
		}
	}
	for i := range m.riconcili.Righe {
		if r := &m.riconcili.Righe[i]; r.Classe == rendicontazione.RigaSenzaRicevutaAmmessa {
			iuv := avviso.MustIUV(r.IUV)
			applica(indice(r.IdDominio(), r.IUV), pendenza.PagamentoSenzaRPT{IUV: iuv, IUR: r.IUR, Importo: r.Importo, Data: r.Data})
			proprietario[r.IUV+r.IUR] = indice(r.IdDominio(), r.IUV)
		}
	}
	for i := range m.riconcili.Movimenti {
		if m.riconcili.Movimenti[i].Classe != rendicontazione.MovimentoRiconciliato {
			continue // an integration settles what its ordinary credit settles
		}
		for q := range m.riconcili.Riscossioni(i) {
			if q.Riga < 0 {
				continue
			}
			r := &m.riconcili.Righe[q.Riga]
			if k, ok := proprietario[r.IUV+r.IUR]; ok {
				applica(k, pendenza.Riconcilia{IUR: r.IUR, Indice: r.Indice})
			}
		}
	}
	for i := range m.riconcili.Righe {
		if r := &m.riconcili.Righe[i]; r.Classe == rendicontazione.RigaRevocaAbbinata {
			applica(proprietario[r.IUV+r.IUR], pendenza.Storno{IUR: r.IUR})
		}
	}
	var trovate []circuito.Verita
	for _, p := range posizioni {
		trovate = append(trovate, circuito.VeritaStato(p))
	}
	m.confronta(t, trovate, circuito.OggettoStato)
}

func TestJournalsAndPositionsOfEachCase(t *testing.T) {
	for caso := range circuito.Casi() {
		t.Run(caso.String(), func(t *testing.T) {
			m := simula(t, circuito.Configurazione{Seme: 11, Enti: 2, Pagamenti: 300, Giorni: 30, Casi: []circuito.Caso{caso}})
			m.analizza(t)
			m.applica(t)
		})
	}
}

func TestJournalsAndPositionsOfTheMix(t *testing.T) {
	for seme := range semi() {
		m := simula(t, circuito.Configurazione{Seme: 100 + seme, Enti: 3, Pagamenti: 1000, Giorni: 31})
		m.analizza(t)
		m.applica(t)
	}
}
