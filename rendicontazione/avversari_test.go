package rendicontazione_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// TestUnaChiave gives the engine inputs of which all objects have one key, or name
// one object. The first of a hundred thousand and a million; the others of a
// tenth: comparing each with all the others would take 10^12 steps, or 10^10.
func TestUnaChiave(t *testing.T) {
	for _, w := range mondiAvversi() {
		t.Run(w.nome, func(t *testing.T) {
			n := 10_000
			switch {
			case testing.Short():
				n = 1_000
			case w.grande:
				n = 100_000
			}
			prova.Lineare(t, n, func(n int) func() {
				in := w.di(n)
				return func() { rendicontazione.Riconcilia(in, rendicontazione.Opzioni{}) }
			})
		})
	}
}

// TestPassiUnaChiave: ten times the objects cost at most twenty times the steps: ten,
// and what sorting adds. What compares each with all the others takes a hundred
// times as many.
func TestPassiUnaChiave(t *testing.T) {
	c := prova.NuovoContapassi(t, "TestContaRiconcilia", ".")
	for i, w := range mondiAvversi() {
		t.Run(w.nome, func(t *testing.T) {
			const n = 200
			poco, molto := c.Passi(t, fmt.Sprint(i, n)), c.Passi(t, fmt.Sprint(i, 10*n))
			require.LessOrEqual(t, molto, 20*poco, "%d steps for %d, %d for %d", poco, n, molto, 10*n)
		})
	}
}

// TestContaRiconcilia is what TestPassiUnaChiave counts: the number of a world, and
// of its objects.
func TestContaRiconcilia(t *testing.T) {
	s := prova.Contato(t)
	if s == "" {
		return
	}
	var quale, n int
	if _, err := fmt.Sscan(s, &quale, &n); err != nil {
		quale, n = 0, 0 // any other text, which must count something
	}
	rendicontazione.Riconcilia(mondiAvversi()[quale].di(n), rendicontazione.Opzioni{})
}

// TestUnioneAvversa unites, again and again, contents of one key that all differ:
// each is compared with the others by its encoding, not with each of them.
func TestUnioneAvversa(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 1_000
	}
	prova.Lineare(t, n, func(n int) func() {
		return func() {
			var a rendicontazione.Accumulatore
			for i := range n {
				var b rendicontazione.Accumulatore
				m := cassa.Movimento{
					ID: "m", Fonte: "OPI", IdDominio: gDomini[0], TRN: fmt.Sprint(i), Segno: cassa.Entrata,
					Importo: avviso.MustImporto("1.00"), DataContabile: avviso.MustData("2024-05-06"),
				}
				if err := b.AggiungiMovimenti(m); err != nil {
					t.Fatal(err)
				}
				a.Unisci(&b)
			}
			if got := len(a.Input().Movimenti); got != n {
				t.Fatal(got)
			}
		}
	})
}
