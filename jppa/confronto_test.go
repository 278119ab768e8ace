package jppa_test

import (
	"encoding/xml"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/confronto/prova"
	"github.com/quietanza/quietanza/jppa"
)

// The messages as a user of encoding/xml would have them: every value is a text.
type (
	pariMessaggio struct {
		Operazione string      `xml:"operazione"`
		Dominio    string      `xml:"identificativoDominio"`
		Data       string      `xml:"dataOperazione"`
		Versione   string      `xml:"version"`
		Esito      string      `xml:"esito"`
		Messaggi   []pariTesto `xml:"messaggi>messaggio"`
		Richiesta  string      `xml:"xmlDettaglioRichiesta"`
		Risposta   string      `xml:"xmlDettaglioRisposta"`
	}
	pariTesto struct {
		Codice      string `xml:"codice"`
		Descrizione string `xml:"descrizione"`
	}
	pariNotifica struct {
		IUV   string `xml:"identificativoUnivocoVersamento"`
		CCP   string `xml:"codiceContestoPagamento"`
		Esito string `xml:"esitoPagamento"`
	}
	pariDettaglio struct {
		Esito    string      `xml:"esito>code"`
		Messaggi []pariTesto `xml:"esito>messaggi>messaggio"`
		Ricevuta struct {
			prova.RT
			XML            string `xml:"ricevutaXML"`
			IdDominio      string `xml:"idDominio"`
			TipoVersamento string `xml:"datiPagamento>tipoVersamento"`
			PSP            struct {
				PSP           string `xml:"identificativoPSP"`
				Intermediario string `xml:"identificativoIntermediarioPSP"`
				Canale        string `xml:"identificativoCanale"`
			} `xml:"parametriPSP"`
		} `xml:"ricevutaTelematica"`
		Importi []struct {
			Capitolo    string `xml:"capitoloBilancio"`
			Anno        string `xml:"anno"`
			Importo     string `xml:"importo"`
			Descrizione string `xml:"descrizione"`
		} `xml:"dettagliImporto>dettaglioImporto"`
	}
)

// pari reads an envelope and the inner XML of its message.
func pari[D any](data []byte) error {
	var busta struct {
		Body struct {
			Richiesta *pariMessaggio `xml:"InviaEsitoPagamentoRichiesta"`
			Risposta  *pariMessaggio `xml:"RecuperaRTRisposta"`
		} `xml:"Body"`
	}
	if err := xml.Unmarshal(data, &busta); err != nil {
		return err
	}
	var dettaglio D
	if m := busta.Body.Richiesta; m != nil {
		return xml.Unmarshal([]byte(m.Richiesta), &dettaglio)
	}
	return xml.Unmarshal([]byte(busta.Body.Risposta.Risposta), &dettaglio)
}

// BenchmarkLettura compares the readers with encoding/xml on the same text.
func BenchmarkLettura(b *testing.B) {
	ricevuta, err := jppa.AppendRispostaRecuperaRT(nil, rispostaPiena(b))
	require.NoError(b, err)
	b.Run("InviaEsitoPagamentoRichiesta", func(b *testing.B) {
		prova.Confronta(b, []byte(inviaRichiesta), func(d []byte) error { _, err := jppa.ParseRichiestaInviaEsito(d); return err }, pari[pariNotifica])
	})
	b.Run("RecuperaRTRisposta", func(b *testing.B) {
		prova.Confronta(b, ricevuta, func(d []byte) error { _, err := jppa.ParseRispostaRecuperaRT(d); return err }, pari[pariDettaglio])
	})
}
