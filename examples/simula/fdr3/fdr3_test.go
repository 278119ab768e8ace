package fdr3_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/simula/fdr3"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// flussoDi is a flow of some payments of one euro.
func flussoDi(righe int) flusso.Flusso {
	f := flusso.Flusso{
		Testata: flusso.Testata{
			IdDominio: avviso.MustIdDominio("99999000013"), IDFlusso: "2025-03-10ABI99998-0000000004", DataOraFlusso: avviso.MustDataOra("2025-03-11T10:00:00"), Revisione: 1,
			IDRegolamento: "TRN1", DataRegolamento: avviso.MustData("2025-03-10"), NumeroTotalePagamenti: int64(righe), ImportoTotalePagamenti: avviso.ImportoDaCentesimi(int64(righe) * 100),
			Ricevente: "99999000013", DenominazioneRicevente: "Comune", PSP: "ABI99998", BancaRiversamento: "BAFIITMMXXX",
			Mittente: flusso.Soggetto{Tipo: flusso.CodiceABI, Codice: "ABI99998", Denominazione: "Banca"},
		},
	}
	for i := range righe {
		f.Righe = append(f.Righe, flusso.Riga{
			IUV: fmt.Sprintf("0125%011d00", i), IUR: fmt.Sprintf("iur%d", i), Indice: 1, Importo: avviso.ImportoDaCentesimi(100), Esito: flusso.Eseguito, Data: avviso.MustData("2025-03-07"),
		})
	}
	return f
}

// A flow has pages of at most 1,000 payments, and comes back as it was.
func TestPagineFdR3(t *testing.T) {
	for righe, pagine := range map[int]int{1: 1, 1000: 1, 1001: 2, 2345: 3} {
		f := flussoDi(righe)
		b, err := fdr3.Append(nil, &f)
		require.NoError(t, err)
		require.Equal(t, pagine, strings.Count(string(b), `"metadata"`))
		letto, avvertenze, err := flusso.LeggiFdR3(b)
		require.NoError(t, err)
		require.Empty(t, avvertenze)
		require.Equal(t, f.Righe, letto.Righe)
	}
}

// Header and pages, as the interface gives them, make the flow again.
func TestTestataEPagine(t *testing.T) {
	f := flussoDi(7)
	pubblicato := f.DataOraFlusso.Aggiungi(time.Hour)
	b, err := fdr3.AppendTestata(nil, &f, pubblicato.Time())
	require.NoError(t, err)
	testata, avvertenze, err := flusso.ParseTestataFdR3(b, flusso.ConDominio(f.IdDominio))
	require.NoError(t, err)
	require.Empty(t, avvertenze)
	require.Equal(t, pubblicato, testata.Pubblicato)
	var pagine []flusso.PaginaFdR3
	for n := range 3 {
		b, err := fdr3.AppendPagina(nil, &f, n+1, 3)
		require.NoError(t, err)
		p, _, err := flusso.LeggiPaginaFdR3(b)
		require.NoError(t, err)
		require.EqualValues(t, 3, p.Totale)
		pagine = append(pagine, p)
	}
	require.Len(t, pagine[2].Pagamenti, 1)
	letto, err := flusso.AssemblaFdR3(testata, pagine...)
	require.NoError(t, err)
	require.Equal(t, f.Righe, letto.Righe)
	vuota, err := fdr3.AppendPagina(nil, &f, 4, 3)
	require.NoError(t, err)
	require.Contains(t, string(vuota), `"data":[]`)
}

func TestElencoEdErrore(t *testing.T) {
	pubblicato := avviso.MustDataOra("2025-03-11T10:00:00")
	voci := []flusso.VoceElencoFdR3{
		{IDFlusso: "2025-03-10ABI99998-1", PSP: "ABI99998", Revisione: 1, Pubblicato: pubblicato, Flusso: pubblicato},
		{IDFlusso: "2025-03-10ABI99998-2", PSP: "ABI99998", Revisione: 2, Pubblicato: pubblicato, Flusso: pubblicato},
	}
	var pagine []flusso.ElencoFdR3
	for n := range 2 {
		b, err := fdr3.AppendElenco(nil, voci, n+1, 1)
		require.NoError(t, err)
		e, avvertenze, err := flusso.LeggiElencoFdR3(b)
		require.NoError(t, err)
		require.Empty(t, avvertenze)
		pagine = append(pagine, e)
	}
	lette, err := flusso.AssemblaElencoFdR3(pagine...)
	require.NoError(t, err)
	require.Equal(t, voci, lette)

	b, err := fdr3.AppendErrore(nil, flusso.ErroreFdR3{Stato: 404, Descrizione: "Not Found", Codice: "FDR-0701"})
	require.NoError(t, err)
	e, _, err := flusso.LeggiErroreFdR3(b)
	require.NoError(t, err)
	require.Equal(t, "FDR-0701", e.Codice)
}
