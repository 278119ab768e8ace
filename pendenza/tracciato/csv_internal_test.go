package tracciato

import "testing"

// FuzzCampo: the short way through a column finds what the long one does.
func FuzzCampo(f *testing.F) {
	for _, s := range []string{"", "a", "a,b", " a ,", "\ta,", "a\u00a0,b", "\u00a0a", `"a"`, `a"b,`, `a,"`, "è,", "\xff,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		valore, fine, ok := campoSemplice(s, 0)
		if !ok {
			return
		}
		if v, a, ok := campo(s, 0, ',', '"'); !ok || v != valore || a != fine {
			t.Fatalf("%q: %q up to %d, the long way %q up to %d, %v", s, valore, fine, v, a, ok)
		}
	})
}
