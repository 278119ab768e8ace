package pendenza_test

import (
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/pendenza"
)

// lungo is a log of n rounds that never ends: an attempt, its refusal, a payment
// too many, its receipt, and now and then a payment given back.
func lungo(n int) iter.Seq[pendenza.Evento] {
	return func(yield func(pendenza.Evento) bool) {
		for i := range n {
			ccp, iur := fmt.Sprintf("c%d", i), fmt.Sprintf("R%d", i)
			negativa := ricevuta("1")
			negativa.CCP = ccp
			eventi := []pendenza.Evento{negativa, pendenza.PagamentoSenzaRPT{IUR: iur, Importo: cento}, ricevutaIUR(ccp+"b", iur, "0", "100.00")}
			if i%4 == 3 {
				eventi = append(eventi, pendenza.Storno{IUR: iur})
			}
			for _, e := range eventi {
				if !yield(e) {
					return
				}
			}
		}
	}
}

// tentato is a log of n attempts, each begun when the one before is over: some
// are refused, some are never heard of again.
func tentato(n int) iter.Seq[pendenza.Evento] {
	return func(yield func(pendenza.Evento) bool) {
		for i := range n {
			ccp := fmt.Sprintf("c%d", i)
			if !yield(pendenza.AvviaTentativo{CCP: ccp, Adesso: adesso.Add(time.Duration(i) * 31 * time.Minute)}) {
				return
			}
			if negativa := ricevuta("1"); i%2 == 0 {
				if negativa.CCP = ccp; !yield(negativa) {
					return
				}
			}
		}
	}
}

func ripercorri(t *testing.T, eventi iter.Seq[pendenza.Evento]) pendenza.Pendenza {
	t.Helper()
	p := con(pendenza.NonEseguita)
	q, err := p.Ripercorri(eventi, pendenza.Opzioni{})
	require.NoError(t, err)
	return q
}

// TestRipercorriLineare: four times the events take about four times the steps,
// and the memory.
func TestRipercorriLineare(t *testing.T) {
	prova.SenzaRace(t)
	for _, log := range []func(int) iter.Seq[pendenza.Evento]{lungo, tentato} {
		una := prova.Assegnati(func() { ripercorri(t, log(2000)) })
		require.Less(t, prova.Assegnati(func() { ripercorri(t, log(8000)) }), 5*una)
	}
	c := prova.NuovoContapassi(t, "TestContaRipercorri", ".")
	for _, log := range []string{"pagamenti", "tentativi"} {
		mille := c.Passi(t, log+" 1000")
		require.Less(t, c.Passi(t, log+" 4000"), 5*mille, log)
		require.Less(t, mille, 1000*4*200, "steps of an event")
	}
}

// TestContaRipercorri is what TestRipercorriLineare counts.
func TestContaRipercorri(t *testing.T) {
	log, n := "", 0
	if letti, _ := fmt.Sscan(prova.Contato(t), &log, &n); letti == 1 { // the counter's trial
		n = 1
	}
	if log == "tentativi" {
		ripercorri(t, tentato(n))
		return
	}
	ripercorri(t, lungo(n))
}

// TestRipercorriComeApplica: a log gives what its events give one by one, and
// stops at the first refusal with the position before it.
func TestRipercorriComeApplica(t *testing.T) {
	una := con(pendenza.NonEseguita)
	for e := range lungo(60) {
		q, _, err := una.Applica(e, pendenza.Opzioni{})
		require.NoError(t, err)
		una = q
	}
	log := slices.Collect(lungo(60))
	iniziale := con(pendenza.NonEseguita)
	q, err := iniziale.Ripercorri(slices.Values(log), pendenza.Opzioni{})
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(una, q, confronti...))
	require.Empty(t, cmp.Diff(con(pendenza.NonEseguita), iniziale, confronti...), "the position it started from changed")
	r, err := iniziale.Ripercorri(slices.Values(append(log, log[0])), pendenza.Opzioni{})
	require.ErrorIs(t, err, pendenza.ErrRTDuplicata)
	require.Empty(t, cmp.Diff(una, r, confronti...))
}

// TestValori: positions that come from one another share nothing that an event,
// or an append of the host, can be seen through.
func TestValori(t *testing.T) {
	copia := func(p pendenza.Pendenza) pendenza.Pendenza {
		p.Voci, p.Pagamenti = slices.Clone(p.Voci), slices.Clone(p.Pagamenti)
		p.Tentativi, p.Segnalazioni = slices.Clone(p.Tentativi), slices.Clone(p.Segnalazioni)
		return p
	}
	passato := []pendenza.Pendenza{con(pendenza.NonEseguita)}
	prima := []pendenza.Pendenza{copia(passato[0])}
	for e := range lungo(12) {
		p := &passato[len(passato)-1]
		q, _, err := p.Applica(e, pendenza.Opzioni{})
		require.NoError(t, err)
		altra, _, err := p.Applica(ricevutaIUR("altra", "altra", "0", "60.00", "40.00"), pendenza.Opzioni{})
		require.NoError(t, err)
		_, _, err = altra.Applica(pendenza.Storno{}, pendenza.Opzioni{})
		require.NoError(t, err)
		c := p.Corso(pendenza.Opzioni{})
		_, err = c.Applica(e)
		require.NoError(t, err)
		corso := c.Pendenza()
		require.Empty(t, cmp.Diff(q, corso, confronti...))
		ferma := copia(corso)
		_, err = c.Applica(ricevutaIUR("altra", "altra", "0", "60.00", "40.00"))
		require.NoError(t, err)
		_, err = c.Applica(pendenza.Storno{})
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(ferma, corso, confronti...), "the course shows in the position it gave")
		for _, x := range []pendenza.Pendenza{*p, q, altra, corso, c.Pendenza()} {
			_ = append(x.Pagamenti, pendenza.Pagamento{IUR: "host"})
			_ = append(x.Tentativi, pendenza.Tentativo{CCP: "host"})
			_ = append(x.Segnalazioni, pendenza.Segnalazione{Testo: "host"})
		}
		passato, prima = append(passato, q), append(prima, copia(q))
		require.Empty(t, cmp.Diff(prima, passato, confronti...))
	}
}

// TestMossa: the step that an event took is the one that the table makes, also
// when the state stays and when a second step follows.
func TestMossa(t *testing.T) {
	p := con(pendenza.NonEseguita)
	p.Voci[1].CodEntrata, p.Voci[1].TipoBollo = "", "01"
	bollo := ricevuta("0", "", "40.00")
	bollo.CCP, bollo.Voci[0].IUR = "c2", "R2"
	doppia := ricevutaIUR("c3", "R3", "0", "60.00", "40.00")
	tests := []struct {
		evento    pendenza.Evento
		passaggio pendenza.Passaggio
		a         pendenza.Stato
		poi       pendenza.Passaggio
	}{
		{ricevuta("0", "60.00"), pendenza.PassaRicevutaParziale, pendenza.EseguitaParziale, 0},
		{pendenza.Riconcilia{IUR: "R1", Indice: 1}, pendenza.PassaRiconcilia, pendenza.EseguitaParziale, 0},
		{bollo, pendenza.PassaRicevutaEseguita, pendenza.Eseguita, pendenza.PassaIncassa},
		{doppia, pendenza.PassaRicevutaEseguita, pendenza.Incassata, 0},
	}
	for _, tt := range tests {
		q, m, err := p.Applica(tt.evento, pendenza.Opzioni{})
		require.NoError(t, err)
		require.Equal(t, tt.passaggio, m.Passaggio)
		require.Equal(t, p.Stato, m.Da)
		require.Equal(t, tt.a, m.A)
		s, err := pendenza.Applica(m.Da, m.Passaggio, &m.Contesto)
		require.NoError(t, err)
		require.Equal(t, m.A, s)
		if tt.poi == 0 {
			require.Nil(t, m.Poi)
			require.Equal(t, m.A, q.Stato)
		} else {
			require.Equal(t, tt.poi, m.Poi.Passaggio)
			require.Equal(t, m.A, m.Poi.Da)
			require.Equal(t, q.Stato, m.Poi.A)
		}
		p = q
	}
	_, _, err := p.Applica(doppia, pendenza.Opzioni{})
	require.ErrorContains(t, err, "RicevutaEseguita", "repeated, it is what it was")
}

// TestEventiSbagliati: what is no event of this package says so.
func TestEventiSbagliati(t *testing.T) {
	p := con(pendenza.NonEseguita)
	r := ricevuta("0", "60.00", "40.00")
	_, _, err := p.Applica(&r, pendenza.Opzioni{})
	require.ErrorIs(t, err, pendenza.ErrEvento)
	require.ErrorContains(t, err, `"*pendenza.Ricevuta": un evento si passa per valore`)
	_, _, err = p.Applica(nil, pendenza.Opzioni{})
	require.Error(t, err)
}

// TestNulli: what is not there is refused, or is empty, and never a panic.
func TestNulli(t *testing.T) {
	var p *pendenza.Pendenza
	errori := map[string]error{
		"Valida":              p.Valida(),
		"ValidaAggiornamento": p.ValidaAggiornamento(nil),
		"CompletaRPT":         p.CompletaRPT(nil, nil),
		"UnmarshalJSON":       p.UnmarshalJSON([]byte(`{}`)),
	}
	_, errori["RicevutaRT"] = pendenza.RicevutaRT(nil)
	_, errori["RicevutaPA"] = pendenza.RicevutaPA(nil)
	_, errori["ImportoPagato"] = p.ImportoPagato()
	_, _, errori["Applica"] = p.Applica(pendenza.Pubblica{}, pendenza.Opzioni{})
	_, errori["Ripercorri"] = p.Ripercorri(lungo(1), pendenza.Opzioni{})
	for nome, err := range errori {
		require.ErrorIs(t, err, avviso.ErrNullo, nome)
		r, ok := avviso.RilievoDi(err)
		require.True(t, ok, nome)
		require.Equal(t, avviso.CodiceNullo, r.Codice, nome)
	}
	oggi := avviso.MustData("2024-05-03")
	s, _ := p.StatoEffettivo(oggi)
	require.False(t, s.IsValid() || p.Scaduta(oggi) || p.Anomala() || p.Quietanzabile())
	require.NotEmpty(t, p.Violazioni())
	require.Empty(t, p.Avvertenze())
	require.Zero(t, p.Chiave())
	require.Zero(t, p.Dati())
	require.False(t, pendenza.AlternativaPagata(p, slices.Values([]*pendenza.Pendenza{nil})))
	require.Equal(t, pendenza.Sconosciuta, (*pendenza.RichiestaVerifica)(nil).Decidi().Esito)
	require.Empty(t, pendenza.Avviso(avviso.Ente{}, slices.Values([]*pendenza.Pendenza{nil})).Rate)
}

// TestTestoNonUTF8: a text that is not UTF-8, or has a member twice inside what
// the application attaches, is no document.
func TestTestoNonUTF8(t *testing.T) {
	for testo, codice := range map[string]avviso.Codice{
		"{\"causale\":\"\xff\"}": "CODIFICA", `{"datiAllegati":{"a":1,"a":2}}`: pendenza.CodiceMembro,
	} {
		_, _, err := pendenza.EsaminaParziale([]byte(testo))
		require.ErrorIs(t, err, pendenza.ErrDocumento)
		r, _ := avviso.RilievoDi(err)
		require.Equal(t, codice, r.Codice)
		require.NotZero(t, r.Colonna)
	}
}

// TestRipercorriTentativi: a log treats attempts as single events do: one that is pending
// blocks the next, and one of paGetPayment is no longer found by its IUV once its receipt
// named it.
func TestRipercorriTentativi(t *testing.T) {
	dopo := func(d time.Duration, ccp string, nuovo bool) pendenza.Evento {
		return pendenza.AvviaTentativo{CCP: ccp, Adesso: adesso.Add(d), NuovoModello: nuovo}
	}
	ko := func(ccp string) pendenza.Evento { return ricevutaIUR(ccp, "", "1") }
	for nome, tt := range map[string]struct {
		log       []pendenza.Evento
		tentativi []string
		err       error
	}{
		"pending":      {[]pendenza.Evento{dopo(0, "c1", false), dopo(time.Minute, "c2", false)}, []string{"c1"}, pendenza.ErrTransizione},
		"over":         {[]pendenza.Evento{dopo(0, "c1", false), ko("c1"), dopo(time.Minute, "c2", false)}, []string{"c1", "c2"}, nil},
		"new model":    {[]pendenza.Evento{dopo(0, "", true), ko("r1"), dopo(time.Minute, "", true), ko("r2")}, []string{"r1", "r2"}, nil},
		"a closed one": {[]pendenza.Evento{dopo(0, "", true), ko("r1"), dopo(time.Minute, "r1", false)}, []string{"r1"}, pendenza.ErrTransizione},
	} {
		p := con(pendenza.NonEseguita)
		q, err := p.Ripercorri(slices.Values(tt.log), pendenza.Opzioni{})
		require.ErrorIs(t, err, tt.err, nome)
		una := p
		for _, e := range tt.log {
			if r, _, err := una.Applica(e, pendenza.Opzioni{}); err == nil {
				una = r
			}
		}
		require.Empty(t, cmp.Diff(una, q, confronti...), nome)
		var ccp []string
		for _, x := range q.Tentativi {
			ccp = append(ccp, x.CCP)
		}
		require.Equal(t, tt.tentativi, ccp, nome)
	}
	// A pending attempt that the position had before its log.
	p := applica(t, con(pendenza.NonEseguita), dopo(0, "c1", false))
	_, err := p.Ripercorri(slices.Values([]pendenza.Evento{dopo(time.Minute, "c2", false)}), pendenza.Opzioni{})
	require.ErrorIs(t, err, pendenza.ErrTransizione)
}
