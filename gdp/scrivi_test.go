package gdp_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
)

// AppendJSON writes what encoding/json makes of the record, byte by byte.
func TestAppendJSONIsTheRecord(t *testing.T) {
	testi := []string{"", "n/a", `con "virgolette" e \ barra`, "à capo\n\ttab\r\x00\x1f\x7f", "\u2028 \u2029 \ufffd 😀", "<a href=\"x\">&</a>", strings.Repeat("x", 35)}
	istanti := []time.Time{
		time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC), time.Date(2025, 12, 31, 23, 59, 59, 999_999_999, time.UTC), time.Date(9999, 10, 9, 8, 7, 6, 5_000_000, time.UTC),
		time.Date(2026, 3, 29, 3, 30, 0, 1_000_000, time.FixedZone("", 7200)),
	}
	for i, testo := range testi {
		for j, istante := range istanti {
			e := gdp.Evento{
				DateTime: istante, IUV: avviso.MustIUV("RF23567483937849450550875"), CCP: testo, EventCode: gdp.EventCode(1 + (i*len(istanti)+j)%22),
				EventDescription: testo, Ruolo: gdp.RuoloNodo,
			}
			if j%2 == 1 {
				e.IdDominio = avviso.MustIdDominio("01234567890")
				e.Error = &gdp.DescrittoreErrore{FaultCode: "PPT_AUTORIZZAZIONE", Description: testo, Serial: int32(i)}
			}
			r, err := e.Record()
			require.NoError(t, err)
			var b bytes.Buffer
			c := json.NewEncoder(&b)
			c.SetEscapeHTML(false)
			require.NoError(t, c.Encode(r))
			scritto, err := gdp.AppendJSON([]byte("prima"), e)
			require.NoError(t, err)
			require.Equal(t, "prima"+strings.TrimSuffix(b.String(), "\n"), string(scritto))
		}
	}
}

// What stands before an event that is refused is written; of that one nothing is.
func TestScriviRigheStopsAtTheRefused(t *testing.T) {
	buono := gdp.Evento{
		DateTime: time.Date(2025, 3, 3, 10, 0, 0, 0, time.UTC), IUV: avviso.MustIUV("123456789012345"), CCP: "n/a", EventCode: gdp.RPTPagata, Ruolo: gdp.RuoloPSP,
	}
	riga, err := gdp.AppendJSON(nil, buono)
	require.NoError(t, err)
	for _, quanti := range []int{0, 1, 2, 300} {
		eventi := append(slices.Repeat([]gdp.Evento{buono}, quanti), gdp.Evento{}, buono)
		var b bytes.Buffer
		require.ErrorIs(t, gdp.ScriviRighe(&b, slices.Values(eventi)), gdp.ErrRecord)
		require.Equal(t, strings.TrimSuffix(strings.Repeat(string(riga)+"\n", quanti), "\n"), strings.TrimSuffix(b.String(), "\n"))
		b.Reset()
		require.NoError(t, gdp.ScriviRighe(&b, slices.Values(eventi[:quanti])))
		require.Equal(t, strings.Repeat(string(riga)+"\n", quanti), b.String())
		b.Reset()
		require.NoError(t, gdp.ScriviArray(&b, slices.Values(eventi[:quanti])))
		require.True(t, json.Valid(b.Bytes()))
	}
}
