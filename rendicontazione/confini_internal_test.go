package rendicontazione

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

func TestNav(t *testing.T) {
	const iuv15, iuv17 = "010000000000001", "01000000000000141"
	for _, tt := range []struct {
		d    *Dominio
		iuv  string
		want string
	}{
		{&Dominio{AuxDigit: avviso.Aux3}, iuv17, "301000000000000141"},
		{&Dominio{AuxDigit: avviso.Aux0, ApplicationCodes: []string{"02"}}, iuv15, "002010000000000001"},
		{&Dominio{AuxDigit: avviso.Aux0, ApplicationCodes: []string{"02", "03"}}, iuv15, ""}, // which of the two
		{&Dominio{AuxDigit: avviso.Aux0}, iuv15, ""},
		{&Dominio{AuxDigit: avviso.Aux3}, "01", ""},
		{nil, iuv17, ""},
	} {
		require.Equal(t, tt.want, tt.d.nav(tt.iuv).String(), "%v %s", tt.d, tt.iuv)
	}
}

func TestAccorcia(t *testing.T) {
	quaranta := strings.Repeat("è", 40)
	require.Equal(t, quaranta, accorcia(" "+quaranta+"\n"))
	require.Equal(t, quaranta+"…", accorcia(quaranta+"x"))
}

func TestCompatti(t *testing.T) {
	for dati, want := range map[string]string{"": "", `{"a":1}`: "", "{ \"a\" :\n1}": `{"a":1}`, "{": ""} {
		d := DatiContabili{Dati: json.RawMessage(dati)}
		require.Equal(t, want != "", d.compatti(), dati)
		if want == "" {
			want = dati
		}
		require.Equal(t, want, string(d.Dati))
	}
	require.Error(t, new(Debitore).UnmarshalJSON(nil))
}

func TestNumerico(t *testing.T) {
	for s, want := range map[string]bool{`{"n":0}`: true, `{"n" : 9`: true, `{"n":"1"}`: false, `{"n":/`: false, `{"n"::`: false, `{"n":`: false, `{}`: false} {
		require.Equal(t, want, numerico([]byte(s), "n"), s)
	}
}

func TestRegolamentoUsabile(t *testing.T) {
	require.True(t, regolamentoUsabile("A1B2C3D4"))
	require.False(t, regolamentoUsabile("A1B2C3D"))
	require.False(t, regolamentoUsabile("NOTPROVIDED"))
}
