package flusso_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func pagamentoFdR3(i int) string {
	return fmt.Sprintf(`{"index":%d,"iuv":"0100000000%07d","iur":"5d6e7f%010d","idTransfer":1,"pay":%d.50,"payStatus":"EXECUTED","payDate":"2024-07-25T10:00:00Z"}`, i, i, i, i)
}

// Payments that are written alike, and one that is not, are all there in their order; a byte
// beyond the limit is refused whatever the payments look like.
func TestPaginaFdR3DiUguali(t *testing.T) {
	var righe []string
	for i := 1; i <= 7; i++ {
		righe = append(righe, pagamentoFdR3(i))
	}
	righe = append(righe, strings.Replace(pagamentoFdR3(8), ":8.50", ": 8.50", 1))
	dati := []byte(`{"count":8,"data":[` + strings.Join(righe, ",") + `]}`)
	p, avvisi, err := flusso.LeggiPaginaFdR3(dati, flusso.ConMaxByte(int64(len(dati))))
	require.NoError(t, err)
	require.Empty(t, avvisi)
	require.Len(t, p.Pagamenti, 8)
	for i, g := range p.Pagamenti {
		require.Equal(t, int64(i+1), g.Indice)
		require.Equal(t, avviso.ImportoDaCentesimi(int64(100*i+150)), g.Riga.Importo)
	}
	_, _, err = flusso.LeggiPaginaFdR3(dati, flusso.ConMaxByte(int64(len(dati)-1)))
	require.Equal(t, flusso.CodiceLimite, codiceDi(t, err))
	zero := strings.Replace(string(dati), `"pay":7.50`, `"pay":0.00`, 1)
	_, _, err = flusso.LeggiPaginaFdR3([]byte(zero))
	require.Equal(t, flusso.CodiceImporto, codiceDi(t, err))
	for n := range dati {
		_, _, err = flusso.LeggiPaginaFdR3(dati[:n])
		require.Equal(t, flusso.CodiceJSON, codiceDi(t, err), "cut at %d", n)
	}
	_, _, err = flusso.LeggiPaginaFdR3([]byte(`"data"`))
	require.Equal(t, flusso.CodiceJSON, codiceDi(t, err))
}

// Every page of a list is there, the last one too; what the metadata do not say is not asked.
func TestElencoFdR3AiConfini(t *testing.T) {
	voce := []flusso.VoceElencoFdR3{{IDFlusso: "2026-03-01PPAYITR1XXX-S01", PSP: "P", Revisione: 1}}
	pagina := func(numero, totale, dimensione, conteggio int64) flusso.ElencoFdR3 {
		return flusso.ElencoFdR3{Numero: numero, Totale: totale, Dimensione: dimensione, Conteggio: conteggio, Flussi: voce}
	}
	for nome, pagine := range map[string][]flusso.ElencoFdR3{
		"the last page":     {pagina(1, 2, 1, 2), pagina(2, 2, 1, 2)},
		"no number of them": {pagina(2, 0, 1, 1)},
		"no size":           {pagina(1, 1, 0, 1)},
		"no numbers":        {pagina(0, 0, 1, 2), pagina(0, 0, 1, 2)},
	} {
		tutte, err := flusso.AssemblaElencoFdR3(pagine...)
		require.NoError(t, err, nome)
		require.Len(t, tutte, len(pagine), nome)
	}
	_, err := flusso.AssemblaElencoFdR3(pagina(1, 1, 1, 0))
	require.Equal(t, flusso.CodicePagina, codiceDi(t, err), "none is counted, and one is there")
}

// A warning says the line of the member that it is about, however deep that stands.
func TestFdR3AvvertenzeDove(t *testing.T) {
	for _, dove := range []string{`"revision": 2`, `"type": "BIC_CODE"`, `"pageNumber": 1`, `"index": 1`, `"index": 3`} {
		dati := string(conJSON(t, dove, dove+`, "ignoto": 1`))
		_, avvisi, err := flusso.LeggiFdR3([]byte(dati))
		require.NoError(t, err)
		require.Len(t, avvisi, 1)
		prima := dati[:strings.Index(dati, `"ignoto"`)]
		require.Equal(t, strings.Count(prima, "\n")+1, avvisi[0].Riga, dove)
		require.Greater(t, avvisi[0].Colonna, len(prima)-strings.LastIndexByte(prima, '\n')-1, dove)
	}
}

// What is not known may nest 32 levels deep, in objects as in lists.
func TestFdR3Livelli(t *testing.T) {
	for _, c := range []struct{ apre, dentro, chiude string }{{`{"a":`, "1", "}"}, {"[", "1", "]"}, {"[", "", "]"}} {
		for n, entro := range map[int]bool{32: true, 33: false} {
			_, _, err := flusso.LeggiFdR3(conJSON(t, `"revision": 2`, `"x": `+strings.Repeat(c.apre, n)+c.dentro+strings.Repeat(c.chiude, n)))
			require.Equal(t, entro, err == nil, "%d %s: %v", n, c.apre, err)
		}
	}
}

// No payments, computed or counted, are a number of payments.
func TestFdR3Nessuno(t *testing.T) {
	_, _, err := flusso.LeggiFdR3(conJSON(t, `"computedTotPayments": 3`, `"computedTotPayments": 0`))
	require.Equal(t, flusso.CodiceNumeroDiverso, codiceDi(t, err))
	f, _, err := flusso.LeggiFdR3([]byte(strings.Split(leggiFile(t, "flusso.json"), "  \"payments\"")[0] + `"count":0}`))
	require.NoError(t, err)
	require.Empty(t, f.Righe)
}

func TestEsitoAiConfini(t *testing.T) {
	for e, want := range map[flusso.Esito]bool{0: false, flusso.Eseguito: true, flusso.EsitoNonCodificato: true, flusso.EsitoNonCodificato + 1: false} {
		require.Equal(t, want, e.IsValid(), "%d", e)
	}
}

// Revisions begin with 1, and what is no revision is the time of a flow.
func TestChiaveVersioneAiConfini(t *testing.T) {
	for coda, want := range map[string]bool{"1": true, "0": false, "-1": false, "2024-07-26T18:30:00": true, "2024-07-32T18:30:00": false, "": false} {
		k, err := flusso.ParseChiaveVersione("01234567890|F1|" + coda)
		require.Equal(t, want, err == nil, coda)
		if want {
			require.Equal(t, "01234567890|F1|"+coda, k.String())
		}
	}
}

// A code of blanks is none; one between blanks is no code where the reading is strict.
func TestBancaRiversamentoBianca(t *testing.T) {
	const apre, codice, chiude = "<pay_i:codiceBicBancaDiRiversamento>", "PPAYITR1XXX", "</pay_i:codiceBicBancaDiRiversamento>"
	for scritto, tt := range map[string]struct {
		codice avviso.Codice
		letto  string
	}{
		"":                 {flusso.CodiceObbligatorio, ""},
		" ":                {flusso.CodiceObbligatorio, ""},
		" " + codice + " ": {flusso.CodicePattern, codice},
	} {
		dati := con(t, apre+codice+chiude, apre+scritto+chiude)
		_, err := flusso.Parse(dati)
		require.Equal(t, tt.codice, codiceDi(t, err), "%q", scritto)
		f, avvisi, err := flusso.Leggi(dati)
		require.NoError(t, err, "%q", scritto)
		require.Equal(t, tt.letto, f.BancaRiversamento, "%q", scritto)
		require.Len(t, avvisi, 1, "%q: %v", scritto, avvisi)
	}
}
