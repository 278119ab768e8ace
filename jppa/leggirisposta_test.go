package jppa_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
)

func TestLeggiRispostaTolerates(t *testing.T) {
	nuda := inviaRisposta[strings.Index(inviaRisposta, "<r:Invia"):strings.Index(inviaRisposta, "</soap:Body>")]
	strana := strings.Replace(inviaRisposta, "http://schemas.xmlsoap.org/soap/envelope/", "urn:altra", 1)
	rotta := strings.Replace(inviaRisposta, "</r:InviaEsito", "<r:xmlDettaglioRisposta>&lt;rotto</r:xmlDettaglioRisposta></r:InviaEsito", 1)
	for nome, tt := range map[string]struct {
		testo  string
		codice avviso.Codice
	}{"no envelope": {nuda, jppa.CodiceRadice}, "another envelope": {strana, jppa.CodiceBusta}, "broken inner XML": {rotta, jppa.CodiceElemento}} {
		r, a, err := jppa.LeggiRispostaInviaEsito([]byte(tt.testo))
		require.NoError(t, err, nome)
		require.Equal(t, jppa.EsitoError, r.Esito, nome)
		require.Len(t, a, 1, nome)
		require.Equal(t, tt.codice, a[0].Codice, nome)
		_, err = jppa.ParseRispostaInviaEsito([]byte(tt.testo))
		require.ErrorIs(t, err, jppa.ErrMessaggio, nome)
	}
	_, a, err := jppa.LeggiRichiestaInviaEsito([]byte(inviaRichiesta))
	require.NoError(t, err)
	require.Empty(t, a)
}

// The outer esito decides: what stands wrong around it is warned of.
func TestLeggiRispostaKeepsTheEsito(t *testing.T) {
	const messaggi = "<r:messaggio><r:codice>DEB_404</r:codice><r:descrizione>debito sconosciuto</r:descrizione></r:messaggio>"
	for _, tt := range []struct {
		nome, da, a, campo string
		messaggi           int
	}{
		{"empty messaggi", messaggi, "", "InviaEsitoPagamentoRisposta/messaggi/messaggio", 0},
		{"unknown element", "</r:InviaEsito", "<r:altro/></r:InviaEsito", "InviaEsitoPagamentoRisposta/altro", 1},
		{"attribute", "<r:codice>", `<r:codice a="b">`, "InviaEsitoPagamentoRisposta/messaggi/messaggio[1]/codice/@a", 1},
		{"another operation", ">InviaEsitoPagamento<", ">Altro<", "InviaEsitoPagamentoRisposta/operazione", 1},
	} {
		testo := strings.Replace(inviaRisposta, tt.da, tt.a, 1)
		require.NotEqual(t, inviaRisposta, testo, tt.nome)
		r, a, err := jppa.LeggiRispostaInviaEsito([]byte(testo))
		require.NoError(t, err, tt.nome)
		require.Equal(t, jppa.EsitoError, r.Esito, tt.nome)
		require.Len(t, r.Messaggi, tt.messaggi, tt.nome)
		require.Len(t, a, 1, tt.nome)
		require.Equal(t, tt.campo, a[0].Campo, tt.nome)
		_, err = jppa.ParseRispostaInviaEsito([]byte(testo))
		require.ErrorIs(t, err, jppa.ErrMessaggio, tt.nome)
	}
	for _, testo := range []string{
		strings.Replace(inviaRisposta, "<r:esito>ERROR</r:esito>", "", 1),
		strings.Replace(inviaRisposta, "<r:esito>ERROR</r:esito>", "<r:esito>OK</r:esito><r:esito>ERROR</r:esito>", 1),
		strings.Replace(inviaRisposta, ">ERROR<", ">FORSE<", 1),
		strings.Replace(inviaRisposta, "2024-03-08T", "ieri", 1),
		strings.Replace(inviaRisposta, base+"/internal", base+"/external", 1),
	} {
		_, _, err := jppa.LeggiRispostaInviaEsito([]byte(testo))
		require.ErrorIs(t, err, jppa.ErrMessaggio)
	}
}
