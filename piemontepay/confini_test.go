package piemontepay_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/piemontepay"
)

// A result code has three digits, the first 0, 1 or 2.
func TestCodiceRisultatoAlLimite(t *testing.T) {
	for codice, want := range map[piemontepay.CodiceRisultato]bool{
		"000": true, "299": true, "200": true, "300": false, "/00": false, "00": false, "0000": false, "2a0": false, "20:": false,
	} {
		m := &piemontepay.EsitoAggiornaPosizioniDebitorie{}
		m.Result.Codice = codice
		m.TestataEsito = piemontepay.ChiaveMessaggio{IdMessaggio: "MSG-0001", CFEnteCreditore: "01234567890", CodiceVersamento: "MS01"}
		_, err := piemontepay.AppendMessaggio(nil, m, piemontepay.Multibeneficiario)
		require.Equal(t, want, err == nil, "%s: %v", codice, err)
	}
}
