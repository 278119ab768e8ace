package gdp_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
)

// tantiEventi are events whose texts change in every way from one to the next.
func tantiEventi() (eventi []gdp.Evento) {
	codici := slices.Collect(gdp.EventCodes())
	giorni := []time.Time{mattina, mattina.AddDate(0, 0, 1), time.Date(1969, 12, 31, 23, 59, 59, 999e6, time.UTC), time.Date(1, 1, 1, 0, 0, 0, 1e6, time.UTC), time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)}
	for i := range 1000 {
		c := codici[i%len(codici)]
		eventi = append(eventi, gdp.Evento{
			DateTime:  giorni[i/7%len(giorni)].Add(time.Duration(i) * time.Millisecond),
			IdDominio: []avviso.IdDominio{dominio1, dominio2}[i/3%2], IUV: avviso.MustIUV(strings.Repeat("a1", 17)[:1+i*31%34]),
			CCP: []string{"n/a", "n/a1", strings.Repeat("è", 35), "a;\"b"}[i/5%4], EventCode: c, EventDescription: c.Descrizione(), Ruolo: alNodo,
		})
	}
	return eventi
}

// TestCSVScritto: what ScriviCSV writes is read back, whatever was before it.
func TestCSVScritto(t *testing.T) {
	want := tantiEventi()
	var b bytes.Buffer
	require.NoError(t, gdp.ScriviCSV(&b, slices.Values(want)))
	l := leggi(gdp.ParseCSV(&b, gdp.Provenienza{Ruolo: alNodo}))
	require.Empty(t, l.Errori)
	require.Equal(t, want, l.Eventi)
}

// TestCSVAllocazioni: of the records that a machine wrote only the IUVs are made,
// many at a time.
func TestCSVAllocazioni(t *testing.T) {
	e := tantiEventi()[0]
	var b bytes.Buffer
	require.NoError(t, gdp.ScriviCSV(&b, slices.Values(slices.Repeat([]gdp.Evento{e}, 1000))))
	require.Less(t, testing.AllocsPerRun(10, func() {
		for _, err := range gdp.ParseCSV(bytes.NewReader(b.Bytes()), gdp.Provenienza{Ruolo: alNodo}) {
			if err != nil {
				t.Fatal(err)
			}
		}
	}), 100.0)
}
