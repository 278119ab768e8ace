package gdp

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/automa/prova"
)

// tutteLeStorie are histories that the documents tell, every code of theirs, with
// the position that each ends in.
var tutteLeStorie = []struct {
	nome   string
	codici []EventCode
	a      Posizione
}{
	{"type 1, the PSP known", []EventCode{RPTRicevutaNodo, RPTAccettataNodo, RPTInviataAPSP, RPTAccettataPSP, RTRicevutaNodo, RTAccettataNodo, RTAccettataPA}, Riversamento},
	{"type 1, to the end", []EventCode{RPTRicevutaNodo, RPTAccettataNodo, RPTInviataAPSP, RPTAccettataPSP, RPTPagata, RTRicevutaNodo, RTAccettataNodo, RTAccettataPA, RPTFlusso}, Fine},
	{"type 1, WISP", []EventCode{RPTRicevutaNodo, RPTAccettataNodo, RPTParcheggiataNodo, RPTInviataAPSP, RPTAccettataPSP, RTRicevutaNodo, RTAccettataNodo, RTAccettataPA}, Riversamento},
	{"type 1, WISP abandoned", []EventCode{RPTRicevutaNodo, RPTAccettataNodo, RPTParcheggiataNodo, RPTAnnullata, RTRicevutaNodo, RTAccettataNodo, RTAccettataPA}, FineNegativa},
	{"type 2, deferred: in charge and not yet paid", []EventCode{RPTRicevutaNodo, RPTAccettataNodo, RPTInviataAPSP, RPTAccettataPSP}, InIncasso},
	{"type 2, retention elapsed", []EventCode{RPTRicevutaNodo, RPTAccettataNodo, RPTInviataAPSP, RPTAccettataPSP, RPTDecorsiTermini, RTAccettataNodo, RTAccettataPA}, FineNegativa},
	{
		"type 3",
		[]EventCode{
			RPTRichiestaAttivazione, RPTAttivazioneAccettataNodo, RPTAttivataPA, RPTRicevutaNodo, RPTAccettataNodo, RPTInviataAPSP, RPTAccettataPSP,
			RPTPagata, RTRicevutaNodo, RTAccettataNodo, RTAccettataPA, RPTFlusso,
		},
		Fine,
	},
	{
		"type 3, paid before the request",
		[]EventCode{
			RPTRichiestaAttivazione, RPTAttivazioneAccettataNodo, RPTPagata, RPTAttivataPA, RPTRicevutaNodo, RPTAccettataNodo, RPTInviataAPSP,
			RPTAccettataPSP, RTRicevutaNodo, RTAccettataNodo, RTAccettataPA,
		},
		Riversamento,
	},
	{"type 3, the request never arrives", []EventCode{RPTRichiestaAttivazione, RPTAttivazioneAccettataNodo, RPTAttivataPA, RPTPagata, RPTFlusso}, Fine},
	{"type 3, activation refused", []EventCode{RPTRichiestaAttivazione, RPTAttivazioneAccettataNodo, RPTAttivataErrore}, FineNegativa},
	{"type 3, cancelled after the activation", []EventCode{RPTRichiestaAttivazione, RPTAttivazioneAccettataNodo, RPTAttivataPA, RPTAnnullata}, FineNegativa},
	{"type 3, cancelled, then the request goes on", []EventCode{RPTRichiestaAttivazione, RPTAttivataPA, RPTAnnullata, RPTRicevutaNodo, RPTAccettataNodo}, FineNegativa},
	{"type 3, cancelled, then confirmed", []EventCode{RPTRichiestaAttivazione, RPTAttivataPA, RPTAnnullata, RPTPagata}, InIncasso},
	{"type 3, cancelled after the request", []EventCode{RPTRichiestaAttivazione, RPTAttivataPA, RPTRicevutaNodo, RPTAccettataNodo, RPTAnnullata}, FineNegativa},
	{"type 3, collected, then told as cancelled", []EventCode{RPTRichiestaAttivazione, RPTAttivataPA, RPTPagata, RPTAnnullata}, InIncasso},
	{"mobile or checkout, no explicit sending", []EventCode{RPTRicevutaNodo, RPTAccettataNodo, RPTParcheggiataNodo, RPTAccettataPSP, RPTPagata, RTRicevutaNodo, RTAccettataPA, RPTFlusso}, Fine},
	{"mobile or checkout, abandoned", []EventCode{RPTRicevutaNodo, RPTAccettataNodo, RPTParcheggiataNodo, RPTAnnullata, RTRicevutaNodo, RTAccettataPA}, FineNegativa},
	{"mobile or checkout, session expired", []EventCode{RPTRicevutaNodo, RPTAccettataNodo, RPTParcheggiataNodo, RPTDecorsiTermini, RTRicevutaNodo, RTAccettataPA}, FineNegativa},
	{"as the EC alone tells it", []EventCode{RPTAttivataPA, RPTAccettataNodo, RTAccettataPA}, Riversamento},
	{"as the PSP alone tells it", []EventCode{RPTRichiestaAttivazione, RPTAttivataPA, RPTAccettataPSP, RPTPagata, RTAccettataPA, RPTFlusso}, Fine},
	{"the published diagram", []EventCode{RPTRichiestaAttivazione, RPTInviataPA, RPTAccettataPSP, RTAccettataPA, RPTFlusso}, Fine},
	{"the flow before the RT", []EventCode{RPTRicevutaNodo, RPTAccettataPSP, RPTPagata, RPTFlusso, RTRicevutaNodo, RTAccettataPA}, Fine},
	{"refused by the Nodo", []EventCode{RPTRicevutaNodo, RPTRifiutataNodo}, FineNegativa},
	{"refused by the Nodo, then again", []EventCode{RPTRicevutaNodo, RPTRifiutataNodo, RPTRicevutaNodo, RPTAccettataPSP}, InIncasso},
	{"a duplicate refused", []EventCode{RPTRicevutaNodo, RPTAccettataNodo, RPTRifiutataNodo}, RichiestaPagamento},
	{"refused by the PSP, negative RT", []EventCode{RPTRicevutaNodo, RPTAccettataNodo, RPTInviataAPSP, RPTRifiutataPSP, RTRicevutaNodo, RTAccettataNodo, RTAccettataPA}, FineNegativa},
	{"out of reach, then again", []EventCode{RPTRicevutaNodo, RPTInviataAPSP, RPTErroreInvioAPSP, RPTRicevutaNodo}, RichiestaPagamento},
	{"the RT refused by the body, then taken", []EventCode{RPTRicevutaNodo, RPTAccettataPSP, RTRicevutaNodo, RTRifiutataPA, RTAccettataPA}, Riversamento},
}

func TestMacchinaPosizione(t *testing.T) {
	prova.Tutto(t, macchinaPosizione)
	prova.Struttura(t, macchinaPosizione)
	prova.Golden(t, "pubblicato.mmd", DiagrammaPubblicato())
	var storie []prova.Storia[StatoPosizione, EventCode]
	for _, tt := range tutteLeStorie {
		s := StatoInizio
		for _, c := range tt.codici {
			var err error
			s, err = ApplicaPosizione(s, c)
			require.NoError(t, err, "%s: %s", tt.nome, c)
		}
		require.Equal(t, tt.a, s.Posizione(), "%s: %s", tt.nome, s)
		for ruolo := range nomiRuolo.Tutti() {
			require.Equal(t, tt.a, analizzata(t, ruolo, tt.codici), "%s, analysed", tt.nome)
		}
		storie = append(storie, prova.Storia[StatoPosizione, EventCode]{Nome: tt.nome, Da: StatoInizio, Eventi: tt.codici, A: s})
	}
	// What XState comes to with the plain codes is where the analysis ends.
	caso := rand.New(rand.NewPCG(22, 6))
	for range 2000 {
		codici := make([]EventCode, 1+caso.IntN(12))
		s := StatoInizio
		for i := range codici {
			codici[i] = RPTParcheggiataNodo + EventCode(caso.IntN(int(ultimoEventCode)))
			s, _ = PassoPosizione(s, codici[i])
		}
		require.Equal(t, analizzata(t, RuoloEC, codici), s.Posizione(), "%v", codici)
		storie = append(storie, prova.Storia[StatoPosizione, EventCode]{Nome: "at random", Da: StatoInizio, Eventi: codici, A: s})
	}
	prova.Cammina(t, macchinaPosizione, storie...)
}

// analizzata returns the position of the analysis of the codes, each a minute
// later than the tolerance allows.
func analizzata(t *testing.T, r Ruolo, codici []EventCode) Posizione {
	t.Helper()
	var a Accumulatore
	require.NoError(t, a.prendi(avviso.MustIUV("01234567890123456"), "n/a"))
	quando := time.Date(2020, 1, 31, 9, 0, 0, 0, time.UTC)
	for _, c := range codici {
		quando = quando.Add(TolleranzaPredefinita + time.Minute)
		a.aggiungi(avviso.IdDominio{}, fattoDi(&Evento{DateTime: quando, EventCode: c, Ruolo: r}))
	}
	if len(codici) == 0 {
		return Inizio
	}
	p, err := a.Pagamenti()
	require.NoError(t, err)
	return p[0].Posizione
}

// coppia is where the machine stands and what the analysis knows after the same
// history.
type coppia struct {
	stato StatoPosizione
	sa    terna
}

// TestPosizioneConcordaConAnalisi proves that the machine ends where the
// analysis ends, whatever the codes and their order: it walks the pairs of a state
// of the machine and what the analysis knows until no code leads to a new pair,
// which covers histories of any length, and counts how many each pair stands
// for. Times are later than the tolerance; whether the role had recorded the code
// before, which the analysis remembers too, is tried both ways.
func TestPosizioneConcordaConAnalisi(t *testing.T) {
	const lunghe = 6
	for _, r := range []Ruolo{RuoloEC, RuoloPSP, RuoloNodo} {
		strato := map[coppia]uint64{{StatoInizio, esemplari[StatoInizio]}: 1}
		viste := map[coppia]bool{}
		storie := uint64(0)
		for lunghezza := 0; ; lunghezza++ {
			nuove := 0
			dopo := map[coppia]uint64{}
			for x, n := range strato {
				require.Equal(t, x.sa.posizione(), x.stato.Posizione())
				if !viste[x] {
					viste[x] = true
					nuove++
				}
				if lunghezza <= lunghe {
					storie += n
				}
				for c := range nomiEventCode.Tutti() {
					s, ok := PassoPosizione(x.stato, c)
					require.True(t, ok, "%s in %s", c, x.stato)
					dopo[coppia{s, piegata(t, x.sa, r, c)}] += n
				}
			}
			if nuove == 0 && lunghezza > lunghe {
				break
			}
			strato = dopo
		}
		require.Len(t, viste, 116)
		require.EqualValues(t, 199_411_801, storie, "1 + 24 + 24^2 + … + 24^6")
		t.Logf("%s: %d pairs, closed under every code; %d histories of up to %d codes", r, len(viste), storie, lunghe)
	}
}

// piegata is what the analysis knows after one more code of a role.
func piegata(t *testing.T, da terna, r Ruolo, c EventCode) (a terna) {
	t.Helper()
	for _, visti := range []uint8{0, daNodo | daPSP | daEC} {
		k := nuovoCorso(TolleranzaPredefinita.Milliseconds(), DatiRT{})
		k.messaggio, k.incasso, k.negativo = da.messaggio, da.incasso, da.negativo
		k.visti[c] = visti
		k.segui(&fatto{istante: TolleranzaPredefinita.Milliseconds() + 1, codice: c, ruolo: r})
		if visti != 0 {
			require.Equal(t, a, k.terna())
		}
		a = k.terna()
	}
	return a
}

// TestPosizioneOgniStoriaBreve holds the machine to the whole analysis, records
// to payment, on every history of up to four codes of either role, three with -short.
func TestPosizioneOgniStoriaBreve(t *testing.T) {
	lunghe := 4
	if testing.Short() {
		lunghe = 3
	}
	n := 0
	var prova func(s StatoPosizione, codici []EventCode)
	prova = func(s StatoPosizione, codici []EventCode) {
		for _, r := range []Ruolo{RuoloEC, RuoloPSP} {
			n++
			require.Equal(t, analizzata(t, r, codici), s.Posizione(), "%v", codici)
		}
		if len(codici) == lunghe {
			return
		}
		for c := range nomiEventCode.Tutti() {
			a, _ := PassoPosizione(s, c)
			prova(a, append(slices.Clip(codici), c))
		}
	}
	prova(StatoInizio, nil)
	t.Logf("%d histories", n)
}

// TestStatiPosizione: each state is one that the others are not, its name begins
// with its position, and it is all that a fold goes on from.
func TestStatiPosizione(t *testing.T) {
	require.Len(t, posizioni.terne, 116)
	require.Len(t, posizioni.stato, 116, "every history is in one of the states")
	parti := map[int]bool{}
	for _, n := range dividi(posizioni.terne) {
		parti[n] = true
	}
	require.Len(t, parti, int(StatoAttivazioneFallita))
	viste := map[StatoPosizione]bool{}
	for s := range nomiStatoPosizione.Tutti() {
		require.Equal(t, s, posizioni.stato[esemplari[s]])
		require.Regexp(t, "^"+s.Posizione().String()+"(_|$)", s.String())
		viste[s] = true
	}
	require.Len(t, viste, int(StatoAttivazioneFallita))
	require.Zero(t, StatoPosizione(0).Posizione())
	require.Zero(t, StatoPosizione(99).Posizione())
	k := nuovoCorso(0, DatiRT{Esito: RTNegativa})
	require.Equal(t, StatoInizio, k.StatoPosizione())
	k.segui(&fatto{istante: 1, codice: RTAccettataPA, ruolo: RuoloEC})
	require.Equal(t, StatoRTConsegnata, k.StatoPosizione())
	require.Equal(t, FineNegativa, k.Posizione(), "the fold knows the RT, the machine does not")
}
