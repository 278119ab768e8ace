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

func FuzzPrevisioneFdR3(f *testing.F) {
	f.Add(paginaDi(7, "", "ivrtpsd"))
	f.Add(paginaDi(7, " ", "vitrpsd"))
	f.Add(`{"fdr":"a","payments":` + paginaDi(7, "", "ivrtpsd") + `}`)
	f.Fuzz(func(t *testing.T, dati string) { confrontaFdR3(t, dati) })
}
