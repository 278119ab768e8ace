package causale

import (
	"reflect"
	"strings"
	"testing"

	"github.com/quietanza/quietanza/internal/riferimento"
)

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
