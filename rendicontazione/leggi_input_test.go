package rendicontazione_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// What json.Marshal writes of an Input is one of the documents; its day is told and not
// used, since the caller gives it.
func TestLeggiInput(t *testing.T) {
	in := rendicontazione.Input{
		Pendenze: []rendicontazione.Pendenza{{
			ID: "P1", IdDominio: avviso.MustIdDominio("99999000047"), IUV: "01000000000004285",
			Voci: []rendicontazione.VocePendenza{{Indice: 1, Importo: avviso.MustImporto("10.00")}},
		}},
		Oggi: avviso.MustData("2026-04-24"),
	}
	b, err := json.Marshal(in)
	require.NoError(t, err)
	a, err := rendicontazione.NuovoAccumulatore()
	require.NoError(t, err)
	_, avvertenze, err := rendicontazione.Leggi(strings.NewReader(string(b)), a, rendicontazione.Lettura{})
	require.NoError(t, err)
	require.Len(t, avvertenze, 1)
	require.Equal(t, "OGGI oggi 2026-04-24", string(avvertenze[0].Codice)+" "+avvertenze[0].Campo+" "+avvertenze[0].Valore)
	want := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	got := a.Report(avviso.MustData("2026-04-24"), rendicontazione.Opzioni{})
	scritto := func(r rendicontazione.Report) string {
		b, err := json.Marshal(r)
		require.NoError(t, err)
		return string(b)
	}
	require.Equal(t, scritto(want), scritto(got))
}
