package jppa_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/rpt"
)

// evento answers an action at random, nil when the run is over.
func evento(caso *rand.Rand, a jppa.AzioneCorsa) jppa.EventoCorsa {
	switch a := a.(type) {
	case jppa.InviaNotifica:
		if caso.IntN(4) == 0 {
			return jppa.NotificaFallita{Indice: a.Indice, Motivo: "x\xff"}
		}
		return jppa.NotificaRisposta{Indice: a.Indice, Risposta: jppa.RispostaInviaEsito{Esito: []jppa.Esito{jppa.EsitoOK, jppa.EsitoError}[caso.IntN(2)]}}
	case jppa.SalvaContenuto:
		return jppa.ContenutoSalvato{}
	case jppa.SpedisciFile:
		switch caso.IntN(3) {
		case 0:
			return jppa.MailFallita{Adesso: adesso, Definitiva: caso.IntN(2) == 0, Motivo: "piena"}
		case 1:
			return jppa.ConnettoreSpento{Adesso: adesso}
		}
		return jppa.MailAccettata{Adesso: adesso}
	}
	return nil
}

// TestRecomposed stores runs of every kind whole or by their changes, changes sometimes
// twice or since an earlier value: what is read back is the run, at every step.
func TestRecomposed(t *testing.T) {
	for seme := range uint64(300) {
		caso := rand.New(rand.NewPCG(seme, 11))
		c, _, err := jppa.AvviaCorsa(ente, 1, finestra, selezione(1+caso.IntN(12)), jppa.Opzioni{AbortOnSendError: caso.IntN(8) == 0})
		require.NoError(t, err)
		base, prima := []byte(jsonDi(t, c)), c
		var cambi [][]byte
		for {
			ripresa, err := jppa.RiprendiCorsa(base, cambi...)
			require.NoError(t, err)
			require.Equal(t, c, ripresa, "seed %d", seme)
			azione, err := c.Prossima()
			require.NoError(t, err)
			e := evento(caso, azione)
			if e == nil {
				break
			}
			if caso.IntN(3) > 0 {
				prima = c
			}
			c, _, err = c.Applica(e)
			require.NoError(t, err)
			for range 1 + caso.IntN(2) {
				cambi = append(cambi, []byte(jsonDi(t, c.Delta(prima))))
			}
			if caso.IntN(9) == 0 {
				base, cambi, prima = []byte(jsonDi(t, c)), nil, c
			}
		}
	}
}

func TestRecomposeRefuses(t *testing.T) {
	c, _, err := jppa.AvviaCorsa(ente, 1, finestra, selezione(3), jppa.Opzioni{})
	require.NoError(t, err)
	base := []byte(jsonDi(t, c))
	var cambi [][]byte
	for i := range 3 {
		dopo, _, err := c.Applica(jppa.NotificaRisposta{Indice: i, Risposta: jppa.RispostaInviaEsito{Esito: jppa.EsitoOK}})
		require.NoError(t, err)
		cambi = append(cambi, []byte(jsonDi(t, dopo.Delta(c))))
		c = dopo
	}
	for nome, guasti := range map[string][][]byte{
		"one lost":        {cambi[0], cambi[2]},
		"out of order":    {cambi[0], cambi[1], cambi[0]},
		"another outcome": {cambi[0], []byte(`{"da":0,"esiti":[{"stato":"INVIATA","esito":"ERROR"}],"stato":"DRAFT"}`)},
		"before all":      {[]byte(`{"da":-1,"stato":"DRAFT"}`)},
		"cut":             {cambi[0][:len(cambi[0])-1]},
		"unknown member":  {[]byte(`{"da":0,"stato":"DRAFT","x":1}`)},
		"contradiction":   {[]byte(`{"da":0,"stato":"FILE_NUOVO"}`)},
		"too many":        {cambi[0], cambi[1], cambi[2], []byte(`{"da":3,"esiti":[{"stato":"INVIATA","esito":"OK"}],"stato":"DRAFT"}`)},
	} {
		_, err := jppa.RiprendiCorsa(base, guasti...)
		require.ErrorIs(t, err, jppa.ErrCampo, nome)
	}
}

// TestRunIsLinear counts what a run takes: the bytes that its steps allocate, and those
// that its host stores.
func TestRunIsLinear(t *testing.T) {
	prova.SenzaRace(t)
	misura := func(n int) (assegnati, salvati uint64) {
		c := lunga(t, n)
		assegnati = prova.Assegnati(func() { percorri(t, c, func(prima, dopo jppa.Corsa) {}) })
		percorri(t, c, func(prima, dopo jppa.Corsa) {
			b, err := json.Marshal(dopo.Delta(prima))
			require.NoError(t, err)
			salvati += uint64(len(b))
		})
		return assegnati, salvati
	}
	a, s := misura(1000)
	a4, s4 := misura(4000)
	require.Less(t, a4, 5*a, "allocated")
	require.Less(t, s4, 5*s, "stored")
	require.Less(t, s4, uint64(4000*100))
}

// lunga returns a run over n receipts that can all be sent.
func lunga(tb testing.TB, n int) jppa.Corsa {
	tb.Helper()
	ricevute := make([]jppa.Ricevuta, n)
	for i := range ricevute {
		ricevute[i] = ricevuta(fmt.Sprintf("24%015d", i), "2024-03-07T12:00:00", rpt.PagamentoEseguito)
	}
	c, _, err := jppa.AvviaCorsa(ente, 1, finestra, ricevute, jppa.Opzioni{})
	require.NoError(tb, err)
	return c
}

// percorri answers OK to everything.
func percorri(tb testing.TB, c jppa.Corsa, passo func(prima, dopo jppa.Corsa)) {
	tb.Helper()
	azione, err := c.Prossima()
	for err == nil {
		var e jppa.EventoCorsa
		switch a := azione.(type) {
		case jppa.InviaNotifica:
			e = jppa.NotificaRisposta{Indice: a.Indice, Risposta: jppa.RispostaInviaEsito{Esito: jppa.EsitoOK}}
		case jppa.SalvaContenuto:
			e = jppa.ContenutoSalvato{}
		case jppa.SpedisciFile:
			e = jppa.MailAccettata{Adesso: adesso}
		default:
			return
		}
		prima := c
		if c, azione, err = c.Applica(e); err == nil {
			passo(prima, c)
		}
	}
	require.NoError(tb, err)
}

// Futures of one run are independent also when they are lived at the same time.
func TestFuturesAtOnce(t *testing.T) {
	c, _, err := jppa.AvviaCorsa(ente, 1, finestra, selezione(5), jppa.Opzioni{})
	require.NoError(t, err)
	c, _, err = c.Applica(jppa.NotificaFallita{Motivo: "prima"})
	require.NoError(t, err)
	var w sync.WaitGroup
	for i := range 8 {
		w.Go(func() {
			motivo := fmt.Sprint(i)
			futuro := c
			for j := 1; j < 5; j++ {
				var err error
				futuro, _, err = futuro.Applica(jppa.NotificaFallita{Indice: j, Motivo: motivo})
				if err != nil || futuro.Esiti[j].Descrizione != motivo {
					t.Errorf("%d: %v %v", j, futuro.Esiti[j], err)
				}
			}
		})
	}
	w.Wait()
	require.Len(t, c.Esiti, 1)
}

func BenchmarkCorsa(b *testing.B) {
	for _, n := range []int{1000, 16_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c := lunga(b, n)
			b.ReportAllocs()
			for b.Loop() {
				percorri(b, c, func(prima, dopo jppa.Corsa) { _ = dopo.Delta(prima) })
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/ricevuta")
		})
	}
}
