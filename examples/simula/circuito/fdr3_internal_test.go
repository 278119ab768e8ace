package circuito

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// A flow has pages of at most 1,000 payments, and comes back as it was.
func TestPagineFdR3(t *testing.T) {
	for righe, pagine := range map[int]int{1: 1, 1000: 1, 1001: 2, 2345: 3} {
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
		b, err := appendFdR3(nil, &f)
		require.NoError(t, err)
		require.Equal(t, pagine, strings.Count(string(b), `"metadata"`))
		letto, avvertenze, err := flusso.LeggiFdR3(b)
		require.NoError(t, err)
		require.Empty(t, avvertenze)
		require.Equal(t, f.Righe, letto.Righe)
	}
}
