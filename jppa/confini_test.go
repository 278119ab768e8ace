package jppa_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
)

// An IUV is made of letters and digits (jppapdp-ws-internal.xsd).
func TestIUVAlfanumerico(t *testing.T) {
	for iuv, want := range map[string]bool{
		"azAZ09": true, "/": false, ":": false, "@": false, "[": false, "`": false, "{": false, "à": false, strings.Repeat("z", 35): true,
	} {
		r := notificaPiena
		r.IdentificativoUnivocoVersamento = iuv
		_, err := jppa.AppendRichiestaInviaEsito(nil, r, jppa.Formato{})
		require.Equal(t, want, err == nil, iuv)
	}
}

// The first instant that can be written is that of 1900.
func TestPrimoAnno(t *testing.T) {
	for istante, want := range map[string]bool{"1899-12-31T12:00:00": false, "1900-01-01T12:00:00": true} {
		r := notificaPiena
		r.DataOperazione = avviso.MustDataOra(istante)
		_, err := jppa.AppendRichiestaInviaEsito(nil, r, jppa.Formato{})
		require.Equal(t, want, err == nil, istante)
		if !want {
			var e *jppa.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, jppa.CodiceValore, e.Codice)
		}
	}
}

// [0129]{1}/\S{3,138}; an element that the schema does not have is refused, not left out.
func TestSingoloAlLimite(t *testing.T) {
	scrivi := func(specifici string, pa avviso.Importo) error {
		r := rispostaPiena(t)
		d := &r.Dettaglio.RicevutaTelematica.DatiPagamento.DatiSingoloPagamento[0]
		d.DatiSpecificiRiscossione, d.CommissioniApplicatePA = specifici, pa
		_, err := jppa.AppendRispostaRecuperaRT(nil, r)
		return err
	}
	for specifici, want := range map[string]bool{
		"0/abc": true, "1/abc": true, "2/abc": true, "9/abc": true, "3/abc": false, "9/ab": false, "9-abc": false, "9/a c": false,
		"9/" + strings.Repeat("x", 138): true, "9/" + strings.Repeat("x", 139): false,
	} {
		require.Equal(t, want, scrivi(specifici, avviso.Importo{}) == nil, specifici)
	}
	var e *jppa.Errore
	require.ErrorAs(t, scrivi("9/abc", avviso.MustImporto("0.10")), &e)
	require.Equal(t, jppa.CodiceValore, e.Codice)
	require.True(t, strings.HasSuffix(e.Campo, "/commissioniApplicatePA"), e.Campo)
}

// The warning about the name of the manual stands where the name does.
func TestPostoDelNomeDelManuale(t *testing.T) {
	altro := strings.ReplaceAll(inviaRisposta, "InviaEsitoPagamento", "InvioEsitoPagamento")
	_, a, err := jppa.LeggiRispostaInviaEsito([]byte(altro))
	require.NoError(t, err)
	require.Len(t, a, 1)
	require.Equal(t, []int{2, len("<r:") + 1}, []int{a[0].Riga, a[0].Colonna})
}
