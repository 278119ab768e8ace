package causale

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/riferimento"
)

// TestRFIntero: what is taken at a glance for a whole RF reference is one of 5 to 25
// characters in upper case whose check digits hold, whatever byte stands in it.
func TestRFIntero(t *testing.T) {
	var corpi []string
	for n := range 25 {
		corpi = append(corpi, strings.Repeat("1", n))
	}
	for c := range 256 {
		corpi = append(corpi, "1"+string([]byte{byte(c)})+"2")
	}
	for _, corpo := range corpi {
		for controllo := range 100 {
			s := fmt.Sprintf("RF%02d%s", controllo, corpo)
			if atteso := riferimento.FormaRF(s) && riferimento.CheckRF(s) && s == strings.ToUpper(s); rfIntero(s) != atteso {
				t.Fatalf("%q: %v", s, !atteso)
			}
		}
	}
}

// TestRFAGruppi: an RF reference in groups is read at a glance when its check digits hold and
// every group but the last has four characters, and then as the long way reads it.
func TestRFAGruppi(t *testing.T) {
	for s, atteso := range map[string]string{
		"RF18 5390 0754 7034": "RF18539007547034", "RF18 5390 0754 703 4": "", "RF18 5390 0754 7034 ": "", "RF18 5390 0754 7035": "",
		"rf18 5390 0754 7034": "", "RF18  5390 0754 7034": "", "RF18 5390075 47034": "", "RF18539007547034": "", "RF18 ": "", "RF18": "", "": "",
		"RF18 5390 0754 7034 0000 0000 0000": "", "RF18 53\t0 0754 7034": "", "RF18 5390\t0754 7034": "",
	} {
		iuv, ok := rfAGruppi(s)
		require.Equal(t, atteso, iuv, "%q", s)
		require.Equal(t, atteso != "", ok, "%q", s)
	}
	for n := 1; n <= 21; n++ {
		corpo := strings.Repeat("7B", 11)[:n]
		for controllo := range 100 {
			intera := fmt.Sprintf("RF%02d%s", controllo, corpo)
			gruppi := intera[:4]
			for resto := intera[4:]; resto != ""; resto = resto[min(4, len(resto)):] {
				gruppi += " " + resto[:min(4, len(resto))]
			}
			iuv, ok := rfAGruppi(gruppi)
			require.Equal(t, riferimento.CheckRF(intera), ok, gruppi)
			if ok {
				require.Equal(t, intera, iuv)
			}
		}
	}
}

// FuzzIDIntero: the short way through an identifier, and through a reference
// written as it should be, find what the long one does.
func FuzzIDIntero(f *testing.F) {
	for _, s := range []string{
		"2024-07-26PPAYITR1XXX-S2024072601", "2024-07-26PPAYITR1XXX-S1/ZZ4", "2024-07-26PPAYITR1XXX-S1 :SEC:CASH", "2024-07-26PPAYITR1XXX-S1 ABC",
		"2024-07-26PPAYITR1XXX-S1 ABCDEFGHIJKLMNOPQRSTUVWXYZ", "2024-07-26PPAYITR1XXX-S1...", "2024-07-26PPAYITR1XXX-S1 ...", "2024-07-26-S1", "2024-07-26PPAY-",
		"2024-02-30PPAY-S1", "2024-07-26PPAY-S1\u00a0", "2024-07-26PPAY_S1", "2024-07-26PPAYITR1XXX-S1\n23 x", "2024-07-26PPAYITR1XXX-" + strings.Repeat("1", 20),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var breve, lunga Causale
		b, ok := breve.leggiID(s, 0)
		l, atteso := lunga.leggiIDComunque(s, 0)
		if ok != atteso || ok && (b != l || !reflect.DeepEqual(breve, lunga)) {
			t.Fatalf("%q: %v %d %+v, the long way %v %d %+v", s, ok, b, breve, atteso, l, lunga)
		}
		if riferimento.FormaRF(s) {
			if iuv, _, valido := rfDiSegmento(s); iuv != strings.ToUpper(s) || valido != riferimento.CheckRF(s) {
				t.Fatalf("%q: %q %v", s, iuv, valido)
			}
		}
		for _, p := range []string{"LGPE-", "RIVERSAMENTO", "URI"} {
			b, ok := parola(s, 0, p)
			l, atteso := parolaComunque(s, 0, p)
			if ok != atteso || ok && b != l {
				t.Fatalf("%q: %s ends at %d %v, the long way at %d %v", s, p, b, ok, l, atteso)
			}
		}
	})
}
