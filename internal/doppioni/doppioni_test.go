package doppioni_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/internal/doppioni"
)

func TestTrova(t *testing.T) {
	tests := []struct {
		nome, testo, doppio string
		offset              int64
	}{
		{"none", `{"a":1,"b":{"a":2,"b":[{"a":3},{"a":4}]},"c":"a"}`, "", 0},
		{"a value is no name", `{"a":"b","b":"a","c":["a","a"]}`, "", 0},
		{"scalars", `"a"`, "", 0},
		{"null", `null`, "", 0},
		{"empty", ``, "", 0},
		{"not JSON", `{"a":1,"b":}`, "", 0},
		{"before the fault", `{"a":1,"a":}`, "a", 10},
		{"at the root", `{"a":1,"a":2}`, "a", 10},
		{"empty name", `{"":1,"":2}`, "", 8},
		{"case", `{"iuv":1,"IUV":2}`, "IUV", 14},
		{"Kelvin", `{"k":1,"` + "\u212a" + `":2}`, "\u212a", 12},
		{"escaped", `{"a":1,"\u0061":2}`, "a", 15},
		{"behind an object", `{"a":{},"b":[],"a":2}`, "a", 18},
		{"inside", `{"x":[{"a":1,"a":2}]}`, "a", 16},
		{"inside twice", `[[{"b":{"a":1,"a":2}}]]`, "a", 17},
		{"second text", `{"a":1} {"a":1}`, "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			nome, offset, doppio := doppioni.Trova([]byte(tt.testo))
			require.Equal(t, tt.doppio, nome)
			require.Equal(t, tt.offset, offset)
			require.Equal(t, tt.offset > 0, doppio)
		})
	}
}

func TestTrovaGrande(t *testing.T) {
	prova.Lineare(t, 20_000, func(n int) func() {
		testo := prova.Testo("[", `{"a":1,"b":[2]},`, n, "0]")
		return func() { doppioni.Trova(testo) }
	})
	profondo := prova.Testo("", "[", 500_000, "")
	require.Less(t, prova.Assegnati(func() { doppioni.Trova(profondo) }), uint64(200*len(profondo)))
}

// FuzzTrova: of a text that has no member twice encoding/json keeps as many members
// as it has colons outside of its texts.
func FuzzTrova(f *testing.F) {
	for _, s := range []string{`{"a":1,"b":{"c":[1,{"d":2}]}}`, `{"a":1,"A":2}`, `[]`, `{"":{}}`, `{"a":1`, `1 2`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var v any
		if json.Unmarshal([]byte(s), &v) != nil || strings.Contains(s, `\`) {
			return
		}
		_, _, doppio := doppioni.Trova([]byte(s))
		if !doppio {
			require.Equal(t, strings.Count(senzaTesti(s), ":"), membri(v), "%q", s)
		}
	})
}

// senzaTesti drops what stands between quotes.
func senzaTesti(s string) string {
	var b strings.Builder
	dentro := false
	for _, c := range s {
		if c == '"' {
			dentro = !dentro
		} else if !dentro {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// membri counts the members of a value.
func membri(v any) (n int) {
	switch v := v.(type) {
	case map[string]any:
		for _, x := range v {
			n += 1 + membri(x)
		}
	case []any:
		for _, x := range v {
			n += membri(x)
		}
	}
	return n
}
