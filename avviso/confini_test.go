package avviso_test

import (
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// The largest amount of ten digits has every code, the next one and the largest of all
// have the QR code alone (docs.pagopa.it, "L'avviso di pagamento", 3.4).
func TestSezioneAlLimite(t *testing.T) {
	a := avvisoEsempio()
	for importo, oltre := range map[string]bool{"99999999.99": false, "100000000.00": true, "999999999.99": true} {
		r := a.Rate[0]
		r.Importo = avviso.MustImporto(importo)
		s, err := a.Sezione(r)
		require.NoError(t, err, importo)
		require.Equal(t, oltre, s.OltreDieciCifre(), importo)
		require.Equal(t, "PAGOPA|002|301000000000004285|00429440068|"+strings.Replace(importo, ".", "", 1), s.QRCode)
		require.Equal(t, !oltre, s.BarCode != "", importo)
		require.Equal(t, !oltre, s.Bollettino.IsValid(), importo)
	}
}

// A CBILL with no digit in front of its small letters is not in capitals either.
func TestCBILLInMinuscole(t *testing.T) {
	for cbill, want := range map[string]int{"ABCDE": 0, "AB12Z": 0, "abcde": 1, "AB12z": 1, "a": 1} {
		a := avvisoEsempio()
		a.Ente.CBILL = cbill
		n := 0
		for _, x := range a.Avvertenze() {
			if x.Campo == "ente.cbill" {
				n++
			}
		}
		require.Equal(t, want, n, cbill)
	}
}

// A word that ends right in the middle is whole; a text of marks alone leaves none.
func TestAccorciaAlLimite(t *testing.T) {
	require.Equal(t, "Area…", avviso.Accorcia("Area bcdefghijk", 9))
	require.Equal(t, "Are bcdef…", avviso.Accorcia("Are bcdefghijk", 10))
	require.Equal(t, "…", avviso.Accorcia("\u0301\u0301\u0301", 2))
}

// DEL alone breaks a line, and so does a text of line ends alone.
func TestUnaRigaAlLimite(t *testing.T) {
	for s, want := range map[string]string{"due\x7f": "due", "\n": "", "\r\n\t": "", "due~": "due~"} {
		require.Equal(t, want, avviso.UnaRiga(s), "%q", s)
	}
}

func TestIndiceMozzo(t *testing.T) {
	for _, s := range []string{`"`, ``, `""`, `"1`, `1"`} {
		var i avviso.Indice
		require.ErrorIs(t, i.UnmarshalJSON([]byte(s)), avviso.ErrIndice, s)
	}
}

// Every byte of a secret is covered: of many, none shows the same one in clear.
func TestSegretoOgniByte(t *testing.T) {
	const segreti, lungo = 64, 40
	inChiaro := [lungo]int{}
	for i := range segreti {
		testo := strings.Repeat(string(rune('A'+i%26)), lungo-2) + strconv.Itoa(10+i)
		coperto := reflect.ValueOf(avviso.NuovoSegreto(testo)).Field(0).String()
		coperto = coperto[len(coperto)-lungo:]
		for j := range lungo {
			if coperto[j] == testo[j] {
				inChiaro[j]++
			}
		}
	}
	for j, n := range inChiaro {
		require.Less(t, n, segreti/2, "byte %d", j)
	}
}
