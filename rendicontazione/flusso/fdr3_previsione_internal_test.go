package flusso

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// paginaDi is a page of n payments, with what stands between names and values.
func paginaDi(n int, spazio, ordine string) string {
	var pagamenti []string
	for i := range n {
		membri := map[byte]string{
			'i': fmt.Sprintf(`"index":%s%d`, spazio, i+1), 'v': fmt.Sprintf(`"iuv":%s"0100000000%07d"`, spazio, i), 'r': fmt.Sprintf(`"iur":%s"5d6e7f%010d"`, spazio, i),
			't': `"idTransfer":` + spazio + "1", 'p': fmt.Sprintf(`"pay":%s%d.5`, spazio, 10+i), 's': `"payStatus":` + spazio + `"EXECUTED"`,
			'd': fmt.Sprintf(`"payDate":%s"2024-07-25T10:%02d:00Z"`, spazio, i%60),
		}
		var m []string
		for _, c := range []byte(ordine) {
			m = append(m, membri[c])
		}
		pagamenti = append(pagamenti, "{"+spazio+strings.Join(m, ","+spazio)+spazio+"}")
	}
	return fmt.Sprintf(`{"count":%d,"metadata":{"pageSize":1000,"pageNumber":1,"totPage":1},"data":[%s%s]}`, n, spazio, strings.Join(pagamenti, ","+spazio))
}

// confrontaFdR3 reads a document as a page and as a flow, by prediction and
// without, and reports whether something was predicted.
func confrontaFdR3(t *testing.T, dati string) bool {
	t.Helper()
	pagina := func(l *lettoreFdR3) (PaginaFdR3, error) {
		p := nuovaPagina()
		err := l.oggetto("", "", l.testo, p.campi(l))
		return p, err
	}
	intero := func(l *lettoreFdR3) (PaginaFdR3, error) {
		var pagine []PaginaFdR3
		v := testataFdR3{numeroCalcolato: -1}
		err := l.oggetto("", "", l.testo, append(v.campi(l), campoPagine(l, &pagine)))
		return PaginaFdR3{Totale: int64(len(pagine)), Pagamenti: append(pagine, nuovaPagina())[0].Pagamenti}, err
	}
	for _, leggi := range []func(*lettoreFdR3) (PaginaFdR3, error){pagina, intero} {
		a, avvisi, err := leggiFdR3([]byte(dati), opzioni{}, leggi)
		b, attesi, atteso := leggiComunque([]byte(dati), opzioni{}, leggi)
		if fmt.Sprint(err) != fmt.Sprint(atteso) || !reflect.DeepEqual(avvisi, attesi) || err == nil && !reflect.DeepEqual(a, b) {
			t.Fatalf("%s\n%+v %v %v, the long way\n%+v %v %v", dati, a, avvisi, err, b, attesi, atteso)
		}
	}
	return prevediFdR3([]byte(dati)) != nil
}

// TestPrevisioneFdR3: a document is read the same by prediction and without,
// whatever is wrong with it and wherever.
func TestPrevisioneFdR3(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	pezzi := []string{
		`"`, "\\", " ", ",", "{", "}", "[", "]", ":", "0", "00", "-1", "1e2", "12.345", "null", "true", "è", "\xff", "\n", `"data":[`, `"data"`, `"x":1,`,
		"2024-07-25", "2024-02-30T10:00:00Z", "REVOKED", "BOH", "6", "999999999.99", "1000000000", "", `{"index":1}`, strings.Repeat("9", 36),
	}
	for _, forma := range []struct{ spazio, ordine string }{{"", "ivrtpsd"}, {" ", "ivrtpsd"}, {"\n\t", "dsptrvi"}} {
		intera := paginaDi(12, forma.spazio, forma.ordine)
		require.True(t, confrontaFdR3(t, intera))
		require.False(t, confrontaFdR3(t, paginaDi(4, forma.spazio, forma.ordine)))
		confrontaFdR3(t, `{"x":`+intera+`,"data":[]}`)
		confrontaFdR3(t, `{"x":`+intera+`}`)
		confrontaFdR3(t, `{"fdr":"a","payments":`+intera+`}`)
		confrontaFdR3(t, `{"status":"data",`+intera[1:])
		for range 3000 {
			da := r.IntN(len(intera))
			confrontaFdR3(t, intera[:da]+pezzi[r.IntN(len(pezzi))]+intera[min(len(intera), da+r.IntN(4)):])
		}
	}
}

// TestPrevisioneFdR3Tutti: five payments written alike are worth it, wherever their texts
// stand, up to the last bytes of a document.
func TestPrevisioneFdR3Tutti(t *testing.T) {
	for _, ordine := range []string{"ivrtpsd", "irtpsdv", "ivtpsdr", "ivrtpds", "vrtpsdi", "ivrtsdp"} {
		for _, spazio := range []string{"", " ", "\r\n\t"} {
			for n := range 20 {
				want := n
				if n < 5 {
					want = 0
				}
				require.Equal(t, want, previsti(t, paginaDi(n, spazio, ordine)), "%d payments, %q, %s", n, spazio, ordine)
			}
		}
	}
}

// TestPrevisioneFdR3Tronca: a document that ends anywhere is refused, as without prediction.
func TestPrevisioneFdR3Tronca(t *testing.T) {
	for _, ordine := range []string{"ivrtpsd", "irtpsdv", "tpsdvri"} {
		intera := paginaDi(7, "", ordine)
		for n := range len(intera) {
			confrontaFdR3(t, intera[:n])
			_, _, err := LeggiPaginaFdR3([]byte(intera[:n]))
			require.Error(t, err, "%d bytes", n)
		}
	}
}

// TestPrevisioneFdR3Spazio: the room of the payments is that of what stands behind the first
// one, whatever is written before: all nine of a length, and at most two more.
func TestPrevisioneFdR3Spazio(t *testing.T) {
	for _, testa := range []string{"{", `{"x":"` + strings.Repeat("x", 1<<16) + `",`} {
		l := prevediFdR3([]byte(testa + paginaDi(9, "", "ivrtpsd")[1:]))
		require.NotNil(t, l)
		require.Len(t, l.previsti, 9)
		require.LessOrEqual(t, cap(l.previsti), 9+2)
	}
}

// TestPrevisioneFdR3Testi: texts are kept together, as many as fit in one piece: no payment
// holds more than a piece, and none of them is larger than the document.
func TestPrevisioneFdR3Testi(t *testing.T) {
	const lungo = 16 // 64 payments of two texts fill a piece
	testo := []byte(strings.Repeat("x", lungo))
	require.InDelta(t, 2, testing.AllocsPerRun(10, func() {
		p := previsione{iuv: testo, iur: testo}
		for range 2 * testiInsieme / (2 * lungo) {
			var r Riga
			p.tieni(&r, 1<<20)
		}
	}), 0, "pieces of 128 payments")

	for _, n := range []int{5, 500} {
		s := []byte(paginaDi(n, "", "ivrtpsd"))
		var p previsione
		i, ok := p.impara(s, strings.Index(string(s), "[{")+1)
		require.True(t, ok)
		for range n - 1 {
			var g PagamentoFdR3
			i, ok = p.segue(s, i, &g)
			require.True(t, ok)
			require.LessOrEqual(t, p.testi.Cap(), min(testiInsieme, len(s)))
		}
	}
}

// TestStringaLiscia: a string ends at the next quote, the empty one at once.
func TestStringaLiscia(t *testing.T) {
	for s, want := range map[string]string{`""`: "", `"a"`: "a", `"index":1`: "index", `"a""`: "a"} {
		v, fine, ok := stringaLiscia([]byte(s), 0)
		require.True(t, ok, s)
		require.Equal(t, want, string(v), s)
		require.Equal(t, len(want)+2, fine, s)
	}
	for _, s := range []string{"", "a", `"`, `"a`, ` "a"`} {
		_, _, ok := stringaLiscia([]byte(s), 0)
		require.False(t, ok, s)
	}
}

func FuzzPrevisioneFdR3(f *testing.F) {
	f.Add(paginaDi(7, "", "ivrtpsd"))
	f.Add(paginaDi(7, " ", "vitrpsd"))
	f.Add(`{"fdr":"a","payments":` + paginaDi(7, "", "ivrtpsd") + `}`)
	f.Fuzz(func(t *testing.T, dati string) { confrontaFdR3(t, dati) })
}

// TestPrevisioneFdR3Breve: a page that a machine wrote is read by prediction up to the limit of
// bytes itself, and without one: a payment then allocates nothing of its own.
func TestPrevisioneFdR3Breve(t *testing.T) {
	const n = 500
	dati := []byte(paginaDi(n, "", "ivrtpsd"))
	for nome, scelte := range map[string][]Opzione{"no limit": {ConMaxByte(0)}, "at the limit": {ConMaxByte(int64(len(dati)))}, "usual": nil} {
		require.Less(t, testing.AllocsPerRun(5, func() {
			p, _, err := LeggiPaginaFdR3(dati, scelte...)
			require.NoError(t, err)
			require.Len(t, p.Pagamenti, n)
		}), float64(n)/4, nome)
	}
}
