package quadro_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/riconcilia/campione"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
	"github.com/quietanza/quietanza/rendicontazione"
)

// dueEnti is a position of a body with an item of another, its two receipts, and a conflict.
const dueEnti = `{"domini":[{"idDominio":"99999000013"},{"idDominio":"99999000021"}],
"pendenze":[{"id":"A","dominio":"99999000013","iuv":"47000000000000001","voci":[{"indice":1,"importo":"100.00"},{"indice":2,"importo":"5.00","dominio":"99999000021"}]},
{"id":"B","dominio":"99999000021","iuv":"47000000000000002","voci":[{"indice":1,"importo":"1.00"}]},
{"id":"B","dominio":"99999000021","iuv":"47000000000000002","voci":[{"indice":1,"importo":"2.00"}]}],
"ricevute":[{"dominio":"99999000013","iuv":"47000000000000001","iur":"R1","indice":1,"importo":"100.00","data":"2025-03-03"},
{"dominio":"99999000021","iuv":"47000000000000001","iur":"R1","indice":2,"importo":"5.00","data":"2025-03-03"}]}`

// TestPerEnte: each body has its objects and its cases, and the bodies together have all of them.
func TestPerEnte(t *testing.T) {
	var acc rendicontazione.Accumulatore
	_, _, err := rendicontazione.Leggi(strings.NewReader(dueEnti), &acc, rendicontazione.Lettura{})
	require.NoError(t, err)
	report := acc.Report(campione.Oggi, rendicontazione.Opzioni{})
	insieme := quadro.Di(&report, campione.Oggi, nil)
	var enti []string
	for ente, q := range insieme.PerEnte() {
		enti = append(enti, ente)
		righe := make(map[string]int)
		for _, tab := range q.Tabelle() {
			for range tab.Righe {
				righe[tab.Nome]++
			}
		}
		conflitti := 0
		if ente == "99999000021" {
			conflitti = 1
		}
		require.Equal(t, 1, righe["pendenze"], ente)
		require.Equal(t, 1, righe["ricevute"], ente)
		require.Equal(t, conflitti, righe["conflitti"], ente)
		var b bytes.Buffer
		require.NoError(t, q.ScriviLinee(&b))
		require.Equal(t, 2+conflitti, strings.Count(b.String(), "\n"), b.String())
	}
	require.Equal(t, []string{"99999000013", "99999000021"}, enti)

	for _, tutto := range []*quadro.Quadro{insieme, delCampione(t)} {
		casi, somma := 0, make(map[string]int)
		var linee []string
		for _, q := range tutto.PerEnte() {
			casi += len(q.Casi)
			for _, tab := range q.Tabelle() {
				for range tab.Righe {
					somma[tab.Nome]++
				}
			}
			var b bytes.Buffer
			require.NoError(t, q.ScriviLinee(&b))
			linee = slices.AppendSeq(linee, strings.Lines(b.String()))
		}
		require.Equal(t, len(tutto.Casi), casi)
		for _, tab := range tutto.Tabelle() {
			n := 0
			for range tab.Righe {
				n++
			}
			require.Equal(t, n, somma[tab.Nome], tab.Nome)
		}
		var b bytes.Buffer
		require.NoError(t, tutto.ScriviLinee(&b))
		require.ElementsMatch(t, slices.Collect(strings.Lines(b.String())), linee)
		require.ErrorContains(t, tutto.ScriviLinee(rotto{}), "disco pieno")
	}
}
