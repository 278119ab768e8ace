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
