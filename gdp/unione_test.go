package gdp_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
)

// mescola returns a permutation with some events twice.
func mescola(r *rand.Rand, eventi []gdp.Evento) []gdp.Evento {
	copia := slices.Clone(eventi)
	for _, e := range eventi {
		if r.IntN(3) == 0 {
			copia = append(copia, e)
		}
	}
	r.Shuffle(len(copia), func(i, j int) { copia[i], copia[j] = copia[j], copia[i] })
	return copia
}

func risultato(t *testing.T, a *gdp.Analisi) []gdp.Pagamento {
	t.Helper()
	seq, err := a.Pagamenti()
	require.NoError(t, err)
	return slices.Collect(seq)
}

// TestPagamentiInParallelo: neither the goroutines that collect nor those that
// fold change the payments, of which there are many blocks; nor does stopping
// early.
func TestPagamentiInParallelo(t *testing.T) {
	const quanti = 3000
	var want []gdp.Pagamento
	for n := 1; n <= 4; n++ {
		a, err := gdp.AnalizzaInParallelo(n,
			nazione(alNodo, 0, quanti), nazione(psp, 1000, quanti), nazione(psp, 0, 1200), nazione(ec, 0, quanti))
		require.NoError(t, err)
		pagamenti, err := a.Pagamenti(gdp.ConParalleli(n))
		require.NoError(t, err)
		got := slices.Collect(pagamenti)
		require.Len(t, got, quanti)
		if n == 1 {
			want = got
		}
		require.Equal(t, want, got)
		for p := range pagamenti {
			require.Equal(t, want[0], p)
			break
		}
	}
}

// TestSenzaRegistrati: without the single events everything else is the same, from
// every door.
func TestSenzaRegistrati(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	for range 100 {
		var a gdp.Analisi
		for _, e := range aCaso(r, 1+r.IntN(12), true) {
			require.NoError(t, a.Aggiungi(e))
		}
		want := risultato(t, &a)
		for i := range want {
			var acc gdp.Accumulatore
			for _, x := range want[i].Registrati {
				require.NoError(t, acc.Aggiungi(x.Evento))
			}
			want[i].Registrati = nil
			uno, err := a.Pagamento(want[i].IUV, want[i].CCP, gdp.SenzaRegistrati())
			require.NoError(t, err)
			require.Contains(t, uno, want[i])
			uno, err = a.PagamentiIUV(want[i].IUV, gdp.SenzaRegistrati())
			require.NoError(t, err)
			require.Contains(t, uno, want[i])
			uno, err = acc.Pagamenti(gdp.SenzaRegistrati())
			require.NoError(t, err)
			require.Nil(t, uno[0].Registrati)
			require.Equal(t, want[i].Posizione, uno[0].Posizione)
		}
		for n := 1; n <= 3; n++ {
			got, err := a.Pagamenti(gdp.ConParalleli(n), gdp.SenzaRegistrati())
			require.NoError(t, err)
			require.Equal(t, want, slices.Collect(got))
		}
	}
}

// confronta compares results; identifiers are values without exported fields.
var confronta = cmp.Comparer(func(a, b avviso.IdDominio) bool { return a == b })

var confrontaIUV = cmp.Comparer(func(a, b avviso.IUV) bool { return a == b })

// TestUnione: the result does not depend on order, copies, split in journals or
// grouping of the unions.
func TestUnione(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 14))
	for giro := range 400 {
		eventi := aCaso(r, 1+r.IntN(12), true)
		var tutto gdp.Analisi
		for _, e := range eventi {
			require.NoError(t, tutto.Aggiungi(e))
		}
		want := risultato(t, &tutto)

		parti := make([]gdp.Analisi, 1+r.IntN(4))
		for _, e := range mescola(r, eventi) {
			require.NoError(t, parti[r.IntN(len(parti))].Aggiungi(e))
		}
		var sinistra, destra gdp.Analisi
		for i := range parti {
			sinistra.Unisci(&parti[i])
		}
		for i := len(parti) - 1; i >= 0; i-- {
			var passo gdp.Analisi
			passo.Unisci(&parti[i])
			passo.Unisci(&destra)
			destra = passo
		}
		for nome, a := range map[string]*gdp.Analisi{"left": &sinistra, "right": &destra} {
			a.Unisci(a)
			a.Unisci(&parti[0])
			a.Unisci(&tutto)
			if d := cmp.Diff(want, risultato(t, a), confronta, confrontaIUV); d != "" {
				t.Fatalf("run %d, %s (-want +got):\n%s", giro, nome, d)
			}
		}
		if d := cmp.Diff(want, risultato(t, &tutto), confronta, confrontaIUV); d != "" {
			t.Fatalf("run %d: the analysis united to others has changed:\n%s", giro, d)
		}
		conti, err := sinistra.Riepiloga(gdp.ConParalleli(1 + giro%3))
		require.NoError(t, err)
		somma := 0
		for _, p := range want {
			somma += len(p.Registrati)
		}
		require.Equal(t, []int{len(want), somma}, []int{conti.Pagamenti, conti.Eventi})
	}
}

// TestAccumulatoreEventi: what an accumulator gives back makes an equal one.
func TestAccumulatoreEventi(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 7))
	for range 200 {
		var a, b, c gdp.Accumulatore
		for _, e := range mescola(r, aCaso(r, 1+r.IntN(10), false)) {
			require.NoError(t, a.Aggiungi(e))
			require.NoError(t, c.Aggiungi(e))
		}
		for _, e := range a.Eventi() {
			require.NoError(t, b.Aggiungi(e))
		}
		require.NoError(t, c.Unisci(&b))
		pa, err := a.Pagamenti()
		require.NoError(t, err)
		for _, altro := range []*gdp.Accumulatore{&b, &c} {
			p, err := altro.Pagamenti()
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(pa, p, confronta, confrontaIUV))
		}
	}
}

// TestParallelo: the count of goroutines changes nothing, not even the error.
func TestParallelo(t *testing.T) {
	var tutti []gdp.Evento
	for i := range 200 {
		for e, err := range nazione(0, i, i+1) {
			require.NoError(t, err)
			tutti = append(tutti, e)
		}
	}
	var want gdp.Analisi
	for _, e := range tutti {
		require.NoError(t, want.Aggiungi(e))
	}
	atteso := risultato(t, &want)
	guasto := errors.New("disk on fire")
	rotto := func(yield func(gdp.Evento, error) bool) { yield(gdp.Evento{}, guasto) }
	for _, n := range []int{1, 2, 3, 8} {
		a, err := gdp.AnalizzaInParallelo(n,
			nazione(alNodo, 0, 200), nazione(psp, 0, 120), nazione(psp, 100, 200), nazione(ec, 0, 200), nazione(alNodo, 0, 200))
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(atteso, risultato(t, a), confronta, confrontaIUV))
		conti, err := a.Riepiloga(gdp.ConParalleli(n))
		require.NoError(t, err)
		require.Equal(t, 2000, conti.Eventi)
		require.Zero(t, positivi(conti.Esiti())["Riapertura"])

		_, err = gdp.AnalizzaInParallelo(n, nazione(alNodo, 0, 200), rotto, nazione(ec, 0, 1))
		require.ErrorIs(t, err, guasto)
	}
	nessuno, err := gdp.Analizza()
	require.NoError(t, err)
	require.Empty(t, risultato(t, nessuno))
}
