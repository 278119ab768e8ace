package ingresso_test

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/ingresso"
)

// FuzzValori: the values of a list end where encoding/json says, however the text
// arrives, or are none; on an error nothing is taken.
func FuzzValori(f *testing.F) {
	for _, s := range []string{
		`[]`, `[1]`, ` [ 1 , "a" ,null]`, `[{"a":"}\"]"},[[]],-1.5e3,"\\"]`, `[1,]`, `[,]`, `["a`, `["a\`, `[{"a":1}`, `[1 2]`, `["a""b"]`, `[1"a"]`, `[1[2]]`, "",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := json.NewDecoder(strings.NewReader(s))
		v := ingresso.NuoviValori(iotest.OneByteReader(strings.NewReader(s)))
		if c, err := v.Prossimo(); err != nil || c != '[' {
			return
		}
		v.Prendi()
		if _, err := d.Token(); err != nil {
			return
		}
		for primo := true; d.More(); primo = false {
			var suo json.RawMessage
			errSuo := d.Decode(&suo)
			c, err := v.Prossimo()
			if errSuo != nil && err != nil {
				return
			}
			require.NoError(t, err)
			if !primo && c == ',' {
				v.Prendi()
			}
			prima := v.Offset()
			b, err := v.Valore()
			if errSuo != nil {
				var sintassi *json.SyntaxError
				if err != nil {
					require.Equal(t, prima, v.Offset())
					require.True(t, errors.Is(err, ingresso.ErrValore) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || errors.As(err, &sintassi), "%v", err)
				}
				return
			}
			require.NoError(t, err)
			if !json.Valid(b) { // 00: encoding/json stops within
				require.True(t, strings.HasPrefix(string(b), string(suo)))
				return
			}
			require.Equal(t, string(suo), string(b))
			require.Equal(t, d.InputOffset(), v.Offset())
		}
	})
}

// TestValori walks a list by hand, however the bytes arrive.
func TestValori(t *testing.T) {
	const testo = " \n\t\r[ \n\t\r1\n,\t\"a\" ,\r{}, [[1]],true\n] "
	for _, r := range []io.Reader{strings.NewReader(testo), iotest.OneByteReader(strings.NewReader(testo))} {
		v := ingresso.NuoviValori(r)
		segno := func(want byte) {
			c, err := v.Prossimo()
			require.NoError(t, err)
			require.Equal(t, string(want), string(c))
			v.Prendi()
		}
		segno('[')
		for i, want := range []string{"1", `"a"`, "{}", "[[1]]", "true"} {
			if i > 0 {
				segno(',')
			}
			b, err := v.Valore()
			require.NoError(t, err)
			require.Equal(t, want, string(b))
		}
		segno(']')
		_, err := v.Prossimo()
		require.ErrorIs(t, err, io.EOF)
		_, err = v.Valore()
		require.ErrorIs(t, err, io.EOF)
	}
}

// TestStringheConFughe: a string ends at the first quote that is not escaped, whether the
// buffer holds all of it or not.
func TestStringheConFughe(t *testing.T) {
	valori := []string{`"a\"b"`, `"\\"`, `"x\\\""`, `""`, `"abcdef"`, `"\u0022"`, `{"k\"":"}\\"}`, `"ab"`}
	testo := strings.Join(valori, " ")
	for _, r := range []io.Reader{strings.NewReader(testo), iotest.OneByteReader(strings.NewReader(testo)), iotest.HalfReader(strings.NewReader(testo))} {
		v := ingresso.NuoviValori(r)
		for _, want := range valori {
			b, err := v.Valore()
			require.NoError(t, err, want)
			require.Equal(t, want, string(b))
		}
		_, err := v.Valore()
		require.ErrorIs(t, err, io.EOF)
	}
}

// TestValoreInterrotto: a value without an end is unfinished, or is none at all;
// what the reader says comes first of an unfinished one.
func TestValoreInterrotto(t *testing.T) {
	for _, tt := range []struct {
		testo string
		err   error // of the reader, behind the text
		want  error // nil for a *json.SyntaxError
	}{
		{`{"a":1`, io.EOF, io.ErrUnexpectedEOF},
		{` {"a":1`, io.EOF, io.ErrUnexpectedEOF},
		{` {"a":1`, io.ErrClosedPipe, io.ErrClosedPipe},
		{` "a`, io.ErrClosedPipe, io.ErrClosedPipe},
		{` {a`, io.ErrClosedPipe, nil},
		{` [1}`, io.EOF, nil},
	} {
		v := ingresso.NuoviValori(io.MultiReader(strings.NewReader(tt.testo), iotest.ErrReader(tt.err)))
		b, err := v.Valore()
		if tt.want == nil && err == nil { // it ends, and is no value: who takes it says so
			require.False(t, json.Valid(b), "%s", tt.testo)
			continue
		}
		if tt.want == nil {
			var sintassi *json.SyntaxError
			require.ErrorAs(t, err, &sintassi, "%s", tt.testo)
		} else {
			require.ErrorIs(t, err, tt.want, "%s", tt.testo)
		}
		require.Zero(t, v.Offset())
	}
}
