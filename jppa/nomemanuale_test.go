package jppa_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/jppa"
)

// The manual calls the operation InvioEsitoPagamento; the wire does not.
func TestNameOfTheManual(t *testing.T) {
	for nome, testo := range map[string]string{"request": inviaRichiesta, "answer": inviaRisposta} {
		t.Run(nome, func(t *testing.T) {
			altro := strings.ReplaceAll(testo, "InviaEsitoPagamento", "InvioEsitoPagamento")
			require.NotEqual(t, testo, altro)
			var e *jppa.Errore
			if nome == "request" {
				want, _, err := jppa.LeggiRichiestaInviaEsito([]byte(testo))
				require.NoError(t, err)
				got, a, err := jppa.LeggiRichiestaInviaEsito([]byte(altro))
				require.NoError(t, err)
				require.Empty(t, cmp.Diff(want, got, istanti))
				require.Len(t, a, 1)
				require.Equal(t, jppa.CodiceInvio, a[0].Codice)

				_, err = jppa.ParseRichiestaInviaEsito([]byte(altro))
				require.ErrorAs(t, err, &e, "strictly it is another message")
				got.Operazione = "InvioEsitoPagamento"
				b, err := jppa.AppendRichiestaInviaEsito(nil, got, jppa.Formato{})
				require.NoError(t, err)
				require.NotContains(t, string(b), "Invio", "it is never written")
				return
			}
			want, _, err := jppa.LeggiRispostaInviaEsito([]byte(testo))
			require.NoError(t, err)
			got, a, err := jppa.LeggiRispostaInviaEsito([]byte(altro))
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(want, got, istanti))
			require.Len(t, a, 1)
			require.Equal(t, jppa.CodiceInvio, a[0].Codice)
			_, err = jppa.ParseRispostaInviaEsito([]byte(altro))
			require.ErrorAs(t, err, &e)
		})
	}
	require.Equal(t, "InviaEsitoPagamento", jppa.NomeSulFilo("InvioEsitoPagamento"))
	require.Equal(t, "RecuperaRT", jppa.NomeSulFilo("RecuperaRT"))

	// A message that speaks of it keeps its words.
	testo := strings.Replace(inviaRisposta, "debito sconosciuto", "InvioEsitoPagamento non riuscito", 1)
	r, a, err := jppa.LeggiRispostaInviaEsito([]byte(testo))
	require.NoError(t, err)
	require.Empty(t, a)
	require.Equal(t, "InvioEsitoPagamento non riuscito", r.Messaggi[0].Descrizione)
}
