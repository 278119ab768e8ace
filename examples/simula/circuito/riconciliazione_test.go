package circuito_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/simula/circuito"
	"github.com/quietanza/quietanza/rendicontazione"
)

// mondo is a simulation gathered whole.
type mondo struct {
	s         *circuito.Simulatore
	giornate  []*circuito.Giornata
	verita    map[string]string // by kind and key
	riconcili rendicontazione.Report
}

func simula(t testing.TB, c circuito.Configurazione) *mondo {
	t.Helper()
	s, err := circuito.Nuovo(c)
	require.NoError(t, err)
	m := &mondo{s: s, verita: map[string]string{}}
	a, err := rendicontazione.NuovoAccumulatore(s.Domini()...)
	require.NoError(t, err)
	for g, err := range s.Giornate() {
		require.NoError(t, err)
		require.NoError(t, g.Aggiungi(a))
		m.giornate = append(m.giornate, g)
		for _, v := range g.Verita {
			k := chiave(v)
			_, doppia := m.verita[k]
			require.False(t, doppia, "two truths for %s", k)
			m.verita[k] = v.Classe
		}
	}
	m.riconcili = a.Report(s.Oggi(), rendicontazione.Opzioni{})
	return m
}

func chiave(v circuito.Verita) string { return string(v.Oggetto) + " " + v.Chiave }

// confronta compares what somebody found with the truth about some kinds of object: all
// of it and nothing else.
func (m *mondo) confronta(t testing.TB, trovate []circuito.Verita, oggetti ...circuito.Oggetto) {
	t.Helper()
	attese := 0
	for k := range m.verita {
		for _, o := range oggetti {
			if len(k) > len(o) && k[:len(o)] == string(o) && k[len(o)] == ' ' {
				attese++
			}
		}
	}
	diverse := 0
	for _, v := range trovate {
		attesa, nota := m.verita[chiave(v)]
		if !nota || attesa != v.Classe {
			if diverse++; diverse <= 10 {
				t.Errorf("%s: found %s, truth %q", chiave(v), v.Classe, attesa)
			}
		}
	}
	require.Zero(t, diverse, "objects that are not as they must be")
	require.Len(t, trovate, attese)
}

var oggettiMotore = []circuito.Oggetto{
	circuito.OggettoMovimento, circuito.OggettoFlusso, circuito.OggettoRiga, circuito.OggettoRicevuta, circuito.OggettoVoce, circuito.OggettoPendenza,
}

func (m *mondo) verifica(t testing.TB) {
	t.Helper()
	require.Empty(t, m.riconcili.Conflitti)
	m.confronta(t, circuito.VeritaDi(&m.riconcili), oggettiMotore...)
}

// Each case alone, with one body and with three, over a month that ends on a working
// day and one that ends on a Sunday.
func TestEachCaseAlone(t *testing.T) {
	for caso := range circuito.Casi() {
		t.Run(caso.String(), func(t *testing.T) {
			for _, c := range []circuito.Configurazione{
				{Seme: 7, Enti: 1, Pagamenti: 400, Giorni: 30, Casi: []circuito.Caso{caso}},
				{Seme: 8, Enti: 3, Pagamenti: 600, Giorni: 28, Casi: []circuito.Caso{caso}},
			} {
				m := simula(t, c)
				m.verifica(t)
				require.True(t, m.accade(caso), "the case must happen")
			}
		})
	}
}

// accade reports whether a case of a payment happened; those of flows are seen in the
// classes.
func (m *mondo) accade(caso circuito.Caso) bool {
	for _, g := range m.giornate {
		for _, p := range g.Posizioni {
			if p.Caso == caso {
				return true
			}
		}
	}
	segno, senzaPosizione := map[circuito.Caso]string{
		circuito.CasoSenzaPendenza: "PENDENZA_SCONOSCIUTA", circuito.CasoAltroIntermediario: "ALTRO_INTERMEDIARIO",
		circuito.CasoFlussoTardivo: "IN_ATTESA_FLUSSO", circuito.CasoFlussoMancante: "FLUSSO_NON_TROVATO", circuito.CasoFlussoSostituito: "OBSOLETO",
		circuito.CasoFlussoAnomalo: "ANOMALO", circuito.CasoAccreditoTardivo: "ACCREDITO_MANCANTE", circuito.CasoAccreditoMancante: "ACCREDITO_MANCANTE",
		circuito.CasoAccreditoDiverso: "IMPORTO_DIVERSO", circuito.CasoAccreditoDoppio: "FLUSSO_GIA_RICONCILIATO", circuito.CasoIntegrazione: "INTEGRAZIONE",
		circuito.CasoStorno: "STORNO", circuito.CasoTestoTroncato: "FLUSSO_NON_TROVATO", circuito.CasoDueFlussi: "RICONCILIATO",
		circuito.CasoNonPagoPA: "NON_PAGOPA",
	}[caso]
	if !senzaPosizione {
		return true
	}
	for _, classe := range m.verita {
		if classe == segno {
			return true
		}
	}
	return false
}

// semi is how many seeds a test tries: twenty, or two in a short run.
func semi() uint64 {
	if testing.Short() {
		return 2
	}
	return 20
}

func TestMixForTwentySeeds(t *testing.T) {
	for seme := range semi() {
		t.Run(fmt.Sprint(seme), func(t *testing.T) {
			simula(t, circuito.Configurazione{Seme: seme, Enti: 1 + int(seme%5), Pagamenti: 3000, Giorni: 20 + int(seme)}).verifica(t)
		})
	}
}

// The inputs shuffled, given twice, cut in pieces and joined in another order give the
// same answer.
func TestShuffledDuplicatedAndCut(t *testing.T) {
	m := simula(t, circuito.Configurazione{Seme: 3, Enti: 4, Pagamenti: 3000, Giorni: 30})
	for seme := range uint64(3) {
		r := rand.New(rand.NewPCG(seme, 1))
		pezzi := make([]*rendicontazione.Accumulatore, 7)
		for i := range pezzi {
			var err error
			pezzi[i], err = rendicontazione.NuovoAccumulatore(m.s.Domini()...)
			require.NoError(t, err)
		}
		caso := func() *rendicontazione.Accumulatore { return pezzi[r.IntN(len(pezzi))] }
		for _, g := range slices.Concat(m.giornate, m.giornate) {
			for _, i := range r.Perm(len(g.Posizioni)) {
				require.NoError(t, caso().AggiungiPendenze(g.Posizioni[i].Riconciliabile()))
			}
			for _, i := range r.Perm(len(g.Ricevute)) {
				require.NoError(t, caso().AggiungiRicevute(g.Ricevute[i]))
			}
			for _, i := range r.Perm(len(g.Flussi)) {
				require.NoError(t, caso().AggiungiFlussi(g.Flussi[i].Flusso))
			}
			for _, i := range r.Perm(len(g.Accrediti)) {
				v, ok := g.Accrediti[i].Movimento()
				require.True(t, ok)
				require.NoError(t, caso().AggiungiMovimenti(v))
			}
		}
		for len(pezzi) > 1 {
			i := r.IntN(len(pezzi) - 1)
			pezzi[i].Unisci(pezzi[len(pezzi)-1])
			pezzi = pezzi[:len(pezzi)-1]
		}
		rapporto := pezzi[0].Report(m.s.Oggi(), rendicontazione.Opzioni{})
		require.Empty(t, rapporto.Conflitti)
		m.confronta(t, circuito.VeritaDi(&rapporto), oggettiMotore...)
	}
}
