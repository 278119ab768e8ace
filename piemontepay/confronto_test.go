package piemontepay_test

import (
	"encoding/xml"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/confronto/prova"
	"github.com/quietanza/quietanza/piemontepay"
)

// The messages as a user of encoding/xml would have them: every value is a text.
type (
	pariTestata struct {
		IdMessaggio string `xml:"IdMessaggio"`
		CF          string `xml:"CFEnteCreditore"`
		Codice      string `xml:"CodiceVersamento"`
		Spontanei   string `xml:"PagamentiSpontanei"`
		Pagamenti   string `xml:"NumeroPagamenti"`
		Totale      string `xml:"ImportoTotalePagamenti"`
		Posizioni   string `xml:"NumeroPosizioniDebitorie"`
		TotaleLista string `xml:"ImportoTotaleListaDiCarico"`
	}
	pariSoggetto struct {
		Cognome        string `xml:"PersonaFisica>Cognome"`
		Nome           string `xml:"PersonaFisica>Nome"`
		RagioneSociale string `xml:"PersonaGiuridica>RagioneSociale"`
		CF             string `xml:"IdentificativoUnivocoFiscale"`
		Indirizzo      string `xml:"Indirizzo"`
		Civico         string `xml:"Civico"`
		CAP            string `xml:"CAP"`
		Localita       string `xml:"Localita"`
		Provincia      string `xml:"Provincia"`
		Nazione        string `xml:"Nazione"`
		EMail          string `xml:"EMail"`
	}
	pariNotifiche struct {
		Testata   pariTestata `xml:"Testata"`
		Notifiche []struct {
			Id          string        `xml:"IdPosizioneDebitoria"`
			Anno        string        `xml:"AnnoDiRiferimento"`
			IUV         string        `xml:"IUV"`
			Importo     string        `xml:"ImportoPagato"`
			Scadenza    string        `xml:"DataScadenza"`
			Causale     string        `xml:"DescrizioneCausaleVersamento"`
			Esito       string        `xml:"DataEsitoPagamento"`
			Debitore    pariSoggetto  `xml:"SoggettoDebitore"`
			Versante    *pariSoggetto `xml:"SoggettoVersante"`
			Transazione struct {
				PSP            string `xml:"IdPSP"`
				Nome           string `xml:"RagioneSocialePSP"`
				Tipo           string `xml:"TipoVersamento"`
				Flusso         string `xml:"IdFlussoRendicontazionePSP"`
				Avvio          string `xml:"DataOraAvvioTransazione"`
				IUR            string `xml:"IUR"`
				Autorizzazione string `xml:"DataOraAutorizzazione"`
				Sicurezza      string `xml:"TipoSicurezza"`
				Transato       string `xml:"ImportoTransato"`
				Commissioni    string `xml:"ImportoCommissioni"`
			} `xml:"DatiTransazionePSP"`
			Dati   string `xml:"DatiSpecificiRiscossione"`
			Note   string `xml:"Note"`
			Avviso string `xml:"CodiceAvviso"`
		} `xml:"CorpoNotifichePagamento>ElencoNotifichePagamento>NotificaPagamento"`
	}
	pariCarico struct {
		Testata   pariTestata `xml:"Testata"`
		Posizioni []struct {
			Id         string `xml:"IdPosizioneDebitoria"`
			Anno       string `xml:"AnnoRiferimento"`
			Importo    string `xml:"ImportoTotale"`
			Scadenza   string `xml:"DataScadenza"`
			Inizio     string `xml:"DataInizioValidita"`
			Fine       string `xml:"DataFineValidita"`
			Causale    string `xml:"DescrizioneCausaleVersamento"`
			Rata       string `xml:"DescrizioneRata"`
			Componenti []struct {
				Importo string `xml:"Importo"`
				Causale string `xml:"CausaleDescrittiva"`
				Dati    string `xml:"DatiSpecificiRiscossione"`
				Anno    string `xml:"AnnoAccertamento"`
				Numero  string `xml:"NumeroAccertamento"`
			} `xml:"ComponentiImporto>ComponenteImporto"`
			Pagatore    pariSoggetto `xml:"SoggettoPagatore"`
			Note        string       `xml:"NotePerIlPagatore"`
			Riferimenti []struct {
				Nome   string `xml:"Nome"`
				Valore string `xml:"Valore"`
			} `xml:"RiferimentiPagamento>Riferimento"`
		} `xml:"ListaDiCarico>PosizioniDaInserire>PosizioneDaInserire"`
	}
)

// BenchmarkLettura compares the reader with encoding/xml on the same text.
func BenchmarkLettura(b *testing.B) {
	nostro := func(d []byte) error {
		_, err := piemontepay.ParseMessaggio(d, piemontepay.XSD110)
		return err
	}
	for i, pari := range map[int]func([]byte) error{
		0: func(d []byte) error { return xml.Unmarshal(d, new(pariCarico)) },
		4: func(d []byte) error { return xml.Unmarshal(d, new(pariNotifiche)) },
	} {
		m := messaggi(piemontepay.XSD110)[i]
		dati, err := piemontepay.AppendMessaggio(nil, m, piemontepay.XSD110)
		require.NoError(b, err)
		b.Run(string(piemontepay.OperazioneDi(m)), func(b *testing.B) { prova.Confronta(b, dati, nostro, pari) })
	}
}
