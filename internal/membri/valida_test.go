package membri_test

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/internal/membri"
)

// rifiuto holds a refusal to its code, kind, path and place.
func rifiuto(t *testing.T, err error, codice avviso.Codice, tipo error, campo string, riga, colonna int) {
	t.Helper()
	var e *membri.Errore
	require.ErrorAs(t, err, &e)
	require.ErrorIs(t, err, tipo)
	require.Equal(t, codice, e.Codice, err)
	require.Equal(t, campo, e.Campo, err)
	require.Equal(t, []int{riga, colonna}, []int{e.Riga, e.Colonna}, err)
	r, ok := avviso.RilievoDi(err)
	require.True(t, ok)
	require.Equal(t, avviso.Rilievo{Codice: codice, Campo: campo, Valore: e.Valore, Riga: riga, Colonna: colonna, Testo: e.Err.Error()}, r)
}

func TestValida(t *testing.T) {
	for _, s := range []string{
		`{"a":1,"b":{"a":2,"b":[{"a":3},{"a":4}]},"c":"a"}`, `{"a":"b","b":"a","c":["a","a"]}`, `"a"`, ` null `, `[]`, `{ }`, "\t[ ]\r\n",
		`-0`, `0.5e-10`, `1E5`, `12`, `true`, `false`, `"\"\\\/\b\f\n\r\t\u00e8\ud83d\ude00"`, `"è"`, `{"a":1,"A":2}`, `{"":1}`, `[[{"b":{}}],[]]`,
	} {
		require.NoError(t, membri.Valida(s), s)
	}
	tests := []struct {
		testo   string
		codice  avviso.Codice
		tipo    error
		campo   string
		riga, c int
	}{
		{``, membri.CodiceJSON, membri.ErrJSON, "", 1, 1},
		{` `, membri.CodiceJSON, membri.ErrJSON, "", 1, 2},
		{`{"a":1,"b":}`, membri.CodiceJSON, membri.ErrJSON, "b", 1, 12},
		{`{"a":1,`, membri.CodiceJSON, membri.ErrJSON, "", 1, 8},
		{`{"a":1,}`, membri.CodiceJSON, membri.ErrJSON, "", 1, 8},
		{"{\"a\":1,\n \"b\" 2}", membri.CodiceJSON, membri.ErrJSON, "b", 2, 6},
		{`{"x":[0,01]}`, membri.CodiceJSON, membri.ErrJSON, "x[1]", 1, 10},
		{`[1,]`, membri.CodiceJSON, membri.ErrJSON, "[1]", 1, 4},
		{`[1`, membri.CodiceJSON, membri.ErrJSON, "", 1, 3},
		{`[-]`, membri.CodiceJSON, membri.ErrJSON, "[0]", 1, 3},
		{`[1.]`, membri.CodiceJSON, membri.ErrJSON, "[0]", 1, 4},
		{`[1e+]`, membri.CodiceJSON, membri.ErrJSON, "[0]", 1, 5},
		{`+1`, membri.CodiceJSON, membri.ErrJSON, "", 1, 1},
		{`nul`, membri.CodiceJSON, membri.ErrJSON, "", 1, 4},
		{`"a`, membri.CodiceJSON, membri.ErrJSON, "", 1, 3},
		{"\"a\nb\"", membri.CodiceJSON, membri.ErrJSON, "", 1, 3},
		{`"\x"`, membri.CodiceJSON, membri.ErrJSON, "", 1, 3},
		{`"\u00g0"`, membri.CodiceJSON, membri.ErrJSON, "", 1, 6},
		{`"\`, membri.CodiceJSON, membri.ErrJSON, "", 1, 3},
		{`{"a":1} {"a":1}`, membri.CodiceJSON, membri.ErrJSON, "", 1, 9},
		{strings.Repeat("[", 65), membri.CodiceJSON, membri.ErrJSON, "", 1, 65},
		{`{"a":1,"a":}`, membri.CodiceMembro, membri.ErrRipetuto, "a", 1, 8},
		{`{"a":1,"a":2}`, membri.CodiceMembro, membri.ErrRipetuto, "a", 1, 8},
		{`{"":1,"":2}`, membri.CodiceMembro, membri.ErrRipetuto, "", 1, 7},
		{`{"a":1,"\u0061":2}`, membri.CodiceMembro, membri.ErrRipetuto, "a", 1, 8},
		{`{"a":{},"b":[],"a":2}`, membri.CodiceMembro, membri.ErrRipetuto, "a", 1, 16},
		{`{"x":[{"a":1,"a":2}]}`, membri.CodiceMembro, membri.ErrRipetuto, "x[0].a", 1, 14},
		{`[[{"b":{"a":1,"a":2}}]]`, membri.CodiceMembro, membri.ErrRipetuto, "[0][0].b.a", 1, 15},
		{"\"è\xff\"", membri.CodiceCodifica, membri.ErrCodifica, "", 1, 3},
		{"{\"\xff\":1}", membri.CodiceCodifica, membri.ErrCodifica, "", 1, 3},
		{"{\"a\":\xff}", membri.CodiceCodifica, membri.ErrCodifica, "a", 1, 6},
		{`{"a":["\ud83d"]}`, membri.CodiceCodifica, membri.ErrCodifica, "a[0]", 1, 8},
		{`["\ude00\ud83d"]`, membri.CodiceCodifica, membri.ErrCodifica, "[0]", 1, 3},
		{`["\ud83d\u0061"]`, membri.CodiceCodifica, membri.ErrCodifica, "[0]", 1, 3},
		{`["\ud83d`, membri.CodiceCodifica, membri.ErrCodifica, "[0]", 1, 3},
	}
	for _, tt := range tests {
		t.Run(tt.testo[:min(len(tt.testo), 40)], func(t *testing.T) {
			rifiuto(t, membri.Valida(tt.testo), tt.codice, tt.tipo, tt.campo, tt.riga, tt.c)
		})
	}
	require.EqualError(t, membri.Valida(`{"a":1`), "json: JSON (riga 1, colonna 7): JSON non ben formato: manca la fine")
}

func TestMoltiMembri(t *testing.T) {
	var b strings.Builder
	for i := range 100 {
		b.WriteString(`"` + strconv.Itoa(i) + `":{"0":0},`)
	}
	require.NoError(t, membri.Valida("{"+b.String()+`"x":0}`))
	rifiuto(t, membri.Valida("{"+b.String()+`"99":0}`), membri.CodiceMembro, membri.ErrRipetuto, "99", 1, b.Len()+2)
	rifiuto(t, membri.Valida("{"+b.String()+`"0":0}`), membri.CodiceMembro, membri.ErrRipetuto, "0", 1, b.Len()+2)
}

// A large text costs as much as its length, a member takes no memory.
func TestValidaGrande(t *testing.T) {
	prova.Lineare(t, 20_000, func(n int) func() {
		testo := string(prova.Testo("[", `{"a":1,"b":[2]},`, n, "0]"))
		return func() { _ = membri.Valida(testo) }
	})
	profondo := string(prova.Testo("", "[", 500_000, ""))
	require.Less(t, prova.Assegnati(func() { _ = membri.Valida(profondo) }), uint64(200*len(profondo)))
	testo := `{"a":[1,{"b":"x"}],"c":"è","d":{"a":-1.5e3}}`
	require.LessOrEqual(t, testing.AllocsPerRun(100, func() { _ = membri.Valida(testo) }), 4.0)
}

// FuzzValida: what is valid is what encoding/json takes, but for members that
// stand twice and texts that are not UTF-8; and encoding/json keeps as many
// members of it as it has colons outside of its texts.
func FuzzValida(f *testing.F) {
	for _, s := range []string{
		`{"a":1,"b":{"c":[1,{"d":2}]}}`, `{"a":1,"A":2}`, `[]`, `{"":{}}`, `{"a":1`, `1 2`, `{"a":1,"\u0061":2}`, `"\ud83d\ude00"`, `"\ud83d"`, "\"\xff\"", `-0.5E+1`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var v any
		errLoro := json.Unmarshal([]byte(s), &v)
		err := membri.Valida(s)
		var e *membri.Errore
		switch {
		case err == nil:
			require.NoError(t, errLoro, "%q", s)
			require.True(t, utf8.ValidString(s), "%q", s)
			if !strings.Contains(s, `\`) {
				require.Equal(t, strings.Count(senzaTesti(s), ":"), quanti(v), "%q", s)
			}
		case !errors.As(err, &e):
			t.Fatal(err)
		case errors.Is(err, membri.ErrJSON):
			require.Error(t, errLoro, "%q", s)
		case errors.Is(err, membri.ErrRipetuto) && errLoro == nil && !strings.Contains(s, `\`):
			require.NotEqual(t, strings.Count(senzaTesti(s), ":"), quanti(v), "%q", s)
		case errors.Is(err, membri.ErrCodifica) && errLoro == nil && utf8.ValidString(s):
			b, err := json.Marshal(v)
			require.NoError(t, err)
			require.Contains(t, string(b), "\ufffd", "%q", s)
		}
		if e != nil {
			require.Positive(t, e.Riga)
			require.Positive(t, e.Colonna)
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

// quanti counts the members of a value.
func quanti(v any) (n int) {
	switch v := v.(type) {
	case map[string]any:
		for _, x := range v {
			n += 1 + quanti(x)
		}
	case []any:
		for _, x := range v {
			n += quanti(x)
		}
	}
	return n
}

// TestValidaComeJSON compares the ends of every range of the grammar with
// encoding/json, which takes half a surrogate, as this does not.
func TestValidaComeJSON(t *testing.T) {
	var testi []string
	for c := range 0x100 {
		testi = append(testi, `"`+string(rune(c))+`"`, `"\`+string(rune(c))+`"`, `"\u000`+string(rune(c))+`"`, `"\u`+string(rune(c))+`000"`, string(rune(c)), "1"+string(rune(c)), "-"+string(rune(c)))
	}
	for _, s := range []string{
		"0", "00", "01", "-0", "-01", "10", "1.0", "1.", ".1", "1e1", "1E+1", "1e-1", "1e", "1e+", "1.e1", "-", "--1", "+1", "0.0e0", "19", "91",
		`"\u0000"`, `"\uffff"`, `"\uFFFF"`, `"\ud7ff"`, `"\ue000"`, `"\ud83d\ude00"`, `"\uD83D\uDE00x"`, `"\u12"`, `"\10000"`, `"\a0000"`, `"\u`, `"\`, `"`, `"a`, "\"\x80\"", "\"\xc3\"", "\"\xed\xa0\x80\"",
	} {
		testi = append(testi, s, "["+s+"]", `{"a":`+s+`}`, "["+s+",1]")
	}
	for _, s := range testi {
		want := json.Valid([]byte(s)) && utf8.ValidString(s)
		err := membri.Valida(s)
		require.Equal(t, want, err == nil, "%q: %v", s, err)
	}
	for _, s := range []string{`"\ud83d"`, `"\ude00"`, `"\ud83d\ud83d"`, `"\ud83dx"`, `"\ud83d\n"`} {
		err := membri.Valida(s)
		require.ErrorIs(t, err, membri.ErrCodifica, s)
	}
}
