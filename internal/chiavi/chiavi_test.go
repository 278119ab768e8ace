package chiavi_test

import (
	"cmp"
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
	prima := chiavi.Poche
	t.Cleanup(func() { chiavi.Poche = prima })
	for _, poche := range []int{1, 20} {
		chiavi.Poche = poche
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

// TestAlfabeto: a key tells its group, equals that of the same group and text
// alone, and does not exist for what the alphabet never saw.
func TestAlfabeto(t *testing.T) {
	var a chiavi.Alfabeto[gruppo]
	lungo := strings.Repeat("x", 40)
	a.Vede(gruppo{2}, "a")
	a.Vede(gruppo{1}, lungo)
	a.Chiudi()
	k, esiste := a.Chiave(gruppo{2}, "a", 7)
	require.True(t, esiste)
	require.Equal(t, int32(7), k.Posto)
	require.Equal(t, gruppo{2}, a.Gruppo(&k))
	altra, esiste := a.Chiave(gruppo{2}, lungo, 0)
	require.True(t, esiste, "the text is known, if of another group")
	require.NotZero(t, k.Confronta(&altra))
	stessa, _ := a.Chiave(gruppo{2}, "a", 8)
	require.Zero(t, k.Confronta(&stessa))
	_, esiste = a.Chiave(gruppo{3}, "a", 0)
	require.False(t, esiste)
	_, esiste = a.Chiave(gruppo{1}, lungo+"y", 0)
	require.False(t, esiste)
}
