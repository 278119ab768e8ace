package pendenza_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// TestGovPaySuUnaRiga: what GovPay is told stands on one line, and the position stays as
// it is.
func TestGovPaySuUnaRiga(t *testing.T) {
	p := posizioneNodo(navP1)
	p.Causale = "TARI 2026\n rata unica\r\n"
	p.SoggettoPagatore.Anagrafica = "Pino\tTest"
	p.Voci[0].Descrizione = "TARI\x00"
	p.Voci[0].CodiceContabilita, p.Voci[0].TipoContabilita, p.Voci[0].CodiceTassonomicoPagoPA = "0101002IM", pendenza.AltraContabilita, ""
	b, avvertenze, err := p.AppendGovPay(nil, pendenza.OpzioniGovPay{})
	require.NoError(t, err)
	require.Contains(t, string(b), `"causale":"TARI 2026 rata unica"`)
	require.Contains(t, string(b), `"anagrafica":"Pino Test"`)
	require.Contains(t, string(b), `"descrizione":"TARI"`)
	require.Len(t, avvertenze, 3)
	for i, campo := range []string{"causale", "soggettoPagatore.anagrafica", "voci[0].descrizione"} {
		require.Equal(t, []any{pendenza.CodiceCaratteri, campo}, []any{avvertenze[i].Codice, avvertenze[i].Campo})
	}
	require.Equal(t, "TARI 2026\n rata unica\r\n", p.Causale)
	require.Equal(t, "TARI\x00", p.Voci[0].Descrizione)

	p.SoggettoPagatore.Identificativo = "TSTPNI70D01\nL219V"
	_, _, err = p.AppendGovPay(nil, pendenza.OpzioniGovPay{})
	require.ErrorIs(t, err, pendenza.ErrNonValida, "a code is refused")
	var nessuna *pendenza.Pendenza
	_, _, err = nessuna.AppendGovPay(nil, pendenza.OpzioniGovPay{})
	require.ErrorIs(t, err, avviso.ErrNullo)
}
