package flusso_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

var confronta = cmp.Options{
	cmp.Comparer(func(a, b avviso.Importo) bool { return a == b }),
	cmp.Comparer(func(a, b avviso.Data) bool { return a == b }),
	cmp.Comparer(func(a, b avviso.IdDominio) bool { return a == b }),
	cmp.Comparer(func(a, b avviso.DataOra) bool { return a == b }),
}

func leggiFile(t testing.TB, nome string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", nome))
	require.NoError(t, err)
	return string(b)
}

// campione is what testdata/flusso.xml says.
func campione() flusso.Flusso {
	giorno := avviso.MustData("2024-07-25")
	return flusso.Flusso{
		Testata: flusso.Testata{
			IdDominio: avviso.MustIdDominio("01234567890"), IDFlusso: "2024-07-26PPAYITR1XXX-S2024072601",
			DataOraFlusso: avviso.MustDataOra("2024-07-26T18:30:00"), IDRegolamento: "TRN0001",
			DataRegolamento: avviso.MustData("2024-07-26"), NumeroTotalePagamenti: 3,
			ImportoTotalePagamenti: avviso.MustImporto("155.66"), Ricevente: "01234567890",
			DenominazioneRicevente: "Comune di Prova", VersioneOggetto: "1.0",
			Mittente:          flusso.Soggetto{Tipo: flusso.CodiceBIC, Codice: "PPAYITR1XXX", Denominazione: "PSP di prova & C."},
			BancaRiversamento: "PPAYITR1XXX",
		},
		Righe: []flusso.Riga{
			{IUV: "01000000001122010", IUR: "5d6e7f0000000001", Indice: 1, Esito: flusso.Eseguito, Data: giorno, Importo: avviso.MustImporto("100.00")},
			{IUV: "RF18539007547034", IUR: "5d6e7f0000000002", Esito: flusso.SenzaRPT, Data: giorno, Importo: avviso.MustImporto("45.56")},
			{IUV: "01000000001122010", IUR: "5d6e7f0000000001", Indice: 2, Esito: flusso.Revocato, Data: giorno.Aggiungi(1), Importo: avviso.MustImporto("10.10")},
		},
	}
}

// con replaces one piece of the sample, which must be there.
func con(t testing.TB, sostituzioni ...string) []byte {
	t.Helper()
	s := leggiFile(t, "flusso.xml")
	for i := 0; i < len(sostituzioni); i += 2 {
		require.Contains(t, s, sostituzioni[i])
		s = strings.Replace(s, sostituzioni[i], sostituzioni[i+1], 1)
	}
	return []byte(s)
}

func codici(aa []avviso.Avvertenza) []avviso.Codice {
	var c []avviso.Codice
	for _, a := range aa {
		c = append(c, a.Codice)
	}
	return c
}
