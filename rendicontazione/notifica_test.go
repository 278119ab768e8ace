package rendicontazione_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza/notifica"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func TestDaNotifica(t *testing.T) {
	n, err := notifica.Parse(notifica.Percorso{}, []byte(`{"idDominio":"12345678903","iuv":"01000000000004285","iur":"r-09","indice":1,"importo":100.00,"esito":"ESEGUITO_SENZA_RPT",`+
		`"data":"2026-03-10","idFlusso":"2026-03-10BCITITMM-1","dataFlusso":"2026-03-11T08:00:00","trn":"TRN1","dataRegolamento":"2026-03-11","idPsp":"BCITITMM","revisione":2}`))
	require.NoError(t, err)
	testata, riga, err := rendicontazione.DaNotifica(n.Rendicontazione)
	require.NoError(t, err)
	require.Equal(t, flusso.Riga{
		IUV: "01000000000004285", IUR: "r-09", Indice: 1, Esito: flusso.SenzaRPT, Data: avviso.MustData("2026-03-10"), Importo: avviso.ImportoDaCentesimi(10000),
	}, riga)
	require.Equal(t, flusso.Testata{
		IdDominio: avviso.MustIdDominio("12345678903"), IDFlusso: "2026-03-10BCITITMM-1", DataOraFlusso: avviso.MustDataOra("2026-03-11T08:00:00"), Revisione: 2,
		IDRegolamento: "TRN1", DataRegolamento: avviso.MustData("2026-03-11"), Mittente: flusso.Soggetto{Codice: "BCITITMM"},
	}, testata)
	_, _, err = rendicontazione.DaNotifica(nil)
	require.ErrorIs(t, err, avviso.ErrNullo)
	_, _, err = rendicontazione.DaNotifica(&notifica.Rendicontazione{})
	require.ErrorIs(t, err, rendicontazione.ErrRicevuta)
}
