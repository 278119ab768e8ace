package chiavi_test

import (
	"cmp"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/chiavi"
)

type gruppo struct{ n int }

func (g gruppo) Compare(h gruppo) int { return cmp.Compare(g.n, h.n) }

type cosa struct {
	g     gruppo
	testo string
}

// cose are n objects whose texts share what keys are distributed by: long ones,
// prefixes of each other, bytes of every value, the same one many times.
func cose(n int) []cosa {
	caso := rand.New(rand.NewPCG(1, uint64(n)))
	cose := make([]cosa, n)
	for i := range cose {
		testo := strings.Repeat("0", caso.IntN(4)*13) + string([]byte{byte(caso.UintN(256)), byte(caso.UintN(3))}[:caso.IntN(3)])
		cose[i] = cosa{gruppo{caso.IntN(5) * 300}, testo}
	}
	return cose
}

// TestOrdine: objects are sorted as a comparison of groups, texts and places
// sorts them, however few are compared.
func TestOrdine(t *testing.T) {
	poche, tante, lontane := chiavi.Poche, chiavi.Tante, chiavi.Lontane
	t.Cleanup(func() { chiavi.Poche, chiavi.Tante, chiavi.Lontane = poche, tante, lontane })
	for n := range 4 {
		chiavi.Poche, chiavi.Tante, chiavi.Lontane = []int{1, 24}[n%2], 2, []int{40, lontane}[n/2]
		for _, n := range []int{0, 1, 2, 30, 3000} {
			cose := cose(n)
			want := make([]int32, n)
			for i := range want {
				want[i] = int32(i)
			}
			slices.SortStableFunc(want, func(i, j int32) int {
				return cmp.Or(cose[i].g.Compare(cose[j].g), strings.Compare(cose[i].testo, cose[j].testo))
			})
			require.Equal(t, want, chiavi.Ordine(n, func(i int) (gruppo, string) { return cose[i].g, cose[i].testo }, chiavi.PerPosto))
		}
	}
}

// TestOrdineDiUguali: objects of one group and text keep the order of their places.
func TestOrdineDiUguali(t *testing.T) {
	poche, tante := chiavi.Poche, chiavi.Tante
	t.Cleanup(func() { chiavi.Poche, chiavi.Tante = poche, tante })
	chiavi.Poche, chiavi.Tante = 1, 2
	want := make([]int32, 30)
	for i := range want {
		want[i] = int32(i)
	}
	require.Equal(t, want, chiavi.Ordine(len(want), func(int) (gruppo, string) { return gruppo{1}, "x" }, chiavi.PerPosto))
}

// TestTestoVuoto: an empty text is one of those seen, in whichever list it stands.
func TestTestoVuoto(t *testing.T) {
	vuoto, pieno := elenco([]cosa{{gruppo{1}, ""}}), elenco([]cosa{{gruppo{1}, "ab"}})
	for _, liste := range [][]iter.Seq2[gruppo, string]{{vuoto, pieno}, {pieno, vuoto}, {vuoto, elenco(nil)}, {elenco(nil), vuoto}} {
		a := chiavi.Impara(liste...)
		_, esiste := a.Chiave(gruppo{1}, "", 0)
		require.True(t, esiste)
	}
}

// TestAlfabeto: a key equals that of the same group and text alone, and does not exist for what the alphabet never saw.
func TestAlfabeto(t *testing.T) {
	lungo := strings.Repeat("x", 70)
	viste := []cosa{{gruppo{2}, "ab"}, {gruppo{1}, lungo}, {gruppo{2}, lungo + "y"}}
	for _, alta := range []uint64{1, math.MaxUint64} {
		capienza(t, alta)
		a := chiavi.Impara(elenco(viste[:1]), elenco(nil), elenco(viste[1:]))
		k, esiste := a.Chiave(gruppo{2}, "ab", 7)
		require.True(t, esiste)
		require.Equal(t, int32(7), k.Posto)
		stessa, _ := a.Chiave(gruppo{2}, "ab", 8)
		require.True(t, k.Uguale(&stessa))
		require.Zero(t, k.Confronta(&stessa))
		altra, esiste := a.Chiave(gruppo{1}, lungo, 0)
		require.True(t, esiste)
		require.Equal(t, 1, k.Confronta(&altra))
		piuLunga, esiste := a.Chiave(gruppo{2}, lungo+"y", 0)
		require.True(t, esiste)
		require.Equal(t, -1, k.Confronta(&piuLunga))
		for _, mai := range []cosa{{gruppo{3}, "ab"}, {gruppo{2}, "a"}, {gruppo{2}, "cb"}, {gruppo{1}, lungo + "z"}, {gruppo{1}, lungo + "yy"}} {
			_, esiste = a.Chiave(mai.g, mai.testo, 0)
			require.False(t, esiste, mai)
		}
	}
	vuoto := chiavi.Impara(elenco(nil))
	_, esiste := vuoto.Chiave(gruppo{1}, "", 0)
	require.False(t, esiste)
}

// TestChiaviComeTesti: keys compare as groups and texts do, whether the first part
// holds them, both do, or texts count by their rank; and those of what one list
// saw and of what another did are one order.
func TestChiaviComeTesti(t *testing.T) {
	caso := rand.New(rand.NewPCG(2, 3))
	for _, alfabeto := range []string{"01", "0123456789", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "\x00 è\xff"} {
		for _, lunghezza := range []int{0, 1, 15, 17, 25, 40, 80} {
			var cose []cosa
			for range 60 {
				b := make([]byte, caso.IntN(2)*caso.IntN(lunghezza+1)+lunghezza/2)
				for i := range b {
					b[i] = alfabeto[caso.IntN(len(alfabeto))]
				}
				cose = append(cose, cosa{gruppo{caso.IntN(3)}, string(b)})
				c := cose[caso.IntN(len(cose))]
				cose = append(cose, cosa{gruppo{caso.IntN(3)}, c.testo + alfabeto[:caso.IntN(2)]})
			}
			for _, alta := range []uint64{20, 1 << 32, math.MaxUint64} {
				capienza(t, alta)
				a := chiavi.Impara(elenco(cose[:50]), elenco(cose[50:]))
				for _, x := range cose {
					k, esiste := a.Chiave(x.g, x.testo, 0)
					require.True(t, esiste)
					for _, y := range cose {
						o, _ := a.Chiave(y.g, y.testo, 0)
						require.Equal(t, cmp.Or(x.g.Compare(y.g), strings.Compare(x.testo, y.testo)), k.Confronta(&o), "%v %v", x, y)
						require.Equal(t, x == y, k.Uguale(&o))
					}
				}
			}
		}
	}
}

func elenco(cose []cosa) iter.Seq2[gruppo, string] {
	return func(yield func(gruppo, string) bool) {
		for i := 0; i < len(cose) && yield(cose[i].g, cose[i].testo); i++ {
		}
	}
}

// capienza2 makes the parts of keys hold so much for one test.
func capienza(t *testing.T, alta uint64) {
	prima, seconda := chiavi.CapienzaAlta, chiavi.CapienzaBassa
	chiavi.CapienzaAlta, chiavi.CapienzaBassa = alta, min(alta, math.MaxUint32)
	t.Cleanup(func() { chiavi.CapienzaAlta, chiavi.CapienzaBassa = prima, seconda })
}
