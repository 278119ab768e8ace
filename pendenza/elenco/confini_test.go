package elenco_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/elenco"
)

// TestParametriAlLimite: numbers and booleans of a query, and what is written of them.
func TestParametriAlLimite(t *testing.T) {
	massimo := strconv.Itoa(elenco.RisultatiMassimi)
	oltre := strconv.Itoa(elenco.RisultatiMassimi + 1)
	for query, want := range map[string]string{
		"pagina=1": "", "pagina=2147483647": "", "pagina=2147483648": "MAX", "pagina=0": "MIN",
		"risultatiPerPagina=" + massimo: "", "risultatiPerPagina=" + oltre: "MAX", "risultatiPerPagina=0": "",
		"mostraSpontaneiNonPagati=true": "", "mostraSpontaneiNonPagati=1": "PATTERN",
	} {
		_, err := elenco.ParseFiltro(query)
		if want == "" {
			require.NoError(t, err, query)
		} else {
			require.ErrorContains(t, err, want, query)
		}
	}
	for s, want := range map[string]bool{"true": true, "false": false} {
		f, err := elenco.ParseFiltro("mostraSpontaneiNonPagati=" + s + "&metadatiPaginazione=" + s)
		require.NoError(t, err)
		require.Equal(t, []bool{want, !want}, []bool{f.MostraSpontaneiNonPagati, f.SenzaMetadati})
	}
	for pagina, want := range map[int]string{0: "", 1: "", 2: "pagina=2"} {
		f := elenco.Filtro{Pagina: pagina}
		require.Equal(t, want, f.Query(), pagina)
	}
}

// TestDettaglioSenzaSegnalazioni: what is not there has no member.
func TestDettaglioSenzaSegnalazioni(t *testing.T) {
	p := posizioni(t)[0]
	p.Voci = []pendenza.Voce{{IDVocePendenza: "1", Importo: p.Importo, Descrizione: "TARI", CodEntrata: "TARI"}}
	b, err := elenco.AppendDettaglio(nil, p, oggi)
	require.NoError(t, err)
	require.NotContains(t, string(b), "segnalazioni")
}
