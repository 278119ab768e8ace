package membri_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/membri"
)

// corri writes what a run reads, with texts as they are understood.
func corri(c *membri.Corsa, v string, b *strings.Builder) {
	switch v[0] {
	case '{':
		b.WriteByte('{')
		c.Membri(func(nome, v string) {
			b.WriteString("<" + nome + ">")
			corri(c, v, b)
		})
		b.WriteByte('}')
	case '[':
		b.WriteByte('[')
		c.Elementi(func(v string) { corri(c, v, b); b.WriteByte(';') })
		b.WriteByte(']')
	default:
		s, ok := c.Testo(v)
		if !ok {
			s = v
		}
		b.WriteString(s)
	}
}

// A run reads every JSON text of its kind to the end (RFC 8259), with the blanks and the
// depth that Valida permits, and is broken by any other.
func TestCorsa(t *testing.T) {
	profondo := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	for _, tt := range []struct{ testo, want string }{
		{`{"a":1,"b":"x","c":[true,null,-1.5e3],"d":{}}`, `{<a>1<b>x<c>[true;null;-1.5e3;]<d>{}}`},
		{" { \"a\" : [ ] ,\n\"b\" : [ 1 ] } ", `{<a>[]<b>[1;]}`},
		{`{"":"","a":""}`, `{<><a>}`},
		{`{"a":"\u0062\\","b":"è]"}`, `{<a>b\<b>è]}`},
		{`[]`, `[]`},
		{profondo(64), strings.Repeat("[", 64) + strings.Repeat("];", 63) + "]"},
		{"[" + strings.Repeat("[],", 99) + "{}]", "[" + strings.Repeat("[];", 99) + "{};]"},
		{"[" + strings.Repeat("[1],", 99) + `{"a":1}]`, "[" + strings.Repeat("[1;];", 99) + "{<a>1};]"},
	} {
		require.NoError(t, membri.Valida(tt.testo))
		c := membri.NuovaCorsa(tt.testo)
		var b strings.Builder
		corri(&c, strings.TrimSpace(tt.testo), &b)
		require.True(t, c.Finita(), tt.testo)
		require.Equal(t, tt.want, b.String())
	}
	for _, testo := range []string{
		profondo(65), `[1`, `[1,`, `[1,]`, `[,1]`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{a:1}`, `{"a":1]`, `[1}`, `[1] 2`, `["a`, `["\x"]`, "[\"\x01\"]", `[01]`, "[\"\xff\"]", `{"a`, `{`, `[`,
	} {
		require.Error(t, membri.Valida(testo), testo)
		c := membri.NuovaCorsa(testo)
		corri(&c, testo, new(strings.Builder))
		require.False(t, c.Finita(), testo)
	}
}

// An object or array that nobody takes breaks a run; Valore takes it whole.
func TestCorsaPresi(t *testing.T) {
	for testo, presi := range map[string][]string{`[{"a":[1]},[2],3]`: {`{"a":[1]}`, `[2]`, `3`}, `[[]]`: {`[]`}} {
		var trovati []string
		c := membri.NuovaCorsa(testo)
		c.Elementi(func(v string) {
			if v[0] == '{' || v[0] == '[' {
				v = c.Valore()
			}
			trovati = append(trovati, v)
		})
		require.True(t, c.Finita())
		require.Equal(t, presi, trovati)
	}
	for _, testo := range []string{`[[]]`, `[{"a":1}]`} {
		c := membri.NuovaCorsa(testo)
		c.Elementi(func(string) {})
		require.False(t, c.Finita(), testo)
		c = membri.NuovaCorsa(`{"x":` + testo + `}`)
		c.Membri(func(_, _ string) {})
		require.False(t, c.Finita(), testo)
	}
	c := membri.NuovaCorsa(`[1]`)
	c.Elementi(func(string) { c.Rompi() })
	require.False(t, c.Finita())
}

// A text is plain unless it has an escape, a control character or what is not UTF-8,
// wherever it stands.
func TestLiscio(t *testing.T) {
	for s, want := range map[string]bool{
		" ": true, "!": true, "\x7f": true, "è": true, "\u0080": true, "[": true, "]": true, `"`: true,
		`\`: false, "\x1f": false, "\x00": false, "\n": false, "\x80": false, "\xff": false, "\xc3": false,
	} {
		for davanti := range 18 {
			for dietro := range 9 {
				testo := strings.Repeat("a", davanti) + s + strings.Repeat("b ", dietro)
				require.Equal(t, want, membri.Liscio(testo), "%q", testo)
			}
		}
	}
	require.True(t, membri.Liscio(""))
}

// What follows is a string, an empty one too, behind exactly what was said.
func TestSegue(t *testing.T) {
	for _, tt := range []struct {
		testo, prima, letto, resto string
		ok                         bool
	}{
		{`{"a":"b","c":1}`, `{"a":"`, "b", `,"c":1}`, true},
		{`{"a":""}`, `{"a":"`, "", "}", true},
		{`{"a":"b`, `{"a":"`, "", `{"a":"b`, false},
		{`{"a":"b"}`, `{"c":"`, "", `{"a":"b"}`, false},
		{`{ "a":"b"}`, `{"a":"`, "", `{ "a":"b"}`, false},
	} {
		testo, letto := tt.testo, ""
		require.Equal(t, tt.ok, membri.Segue(&testo, tt.prima, &letto), tt.testo)
		require.Equal(t, [2]string{tt.letto, tt.resto}, [2]string{letto, testo}, tt.testo)
	}
}
