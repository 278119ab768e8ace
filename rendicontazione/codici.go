package rendicontazione

import "github.com/quietanza/quietanza/rendicontazione/flusso"

// CodiceIncasso is the official code with which GovPay refuses an incasso.
//
// Source: GovPay, API REST – Manuale di Integrazione, incassi; IncassiException.
type CodiceIncasso string

// The codes. Those that a class of movement corresponds to are given by CodiceIncasso; the
// others are about the request alone, and 021411 is never raised.
const (
	IncassoGenerico          CodiceIncasso = "021400" // anything else
	IncassoCausale           CodiceIncasso = "021401" // neither an IUV nor an identificativoFlusso in the causale
	IncassoSenzaPagamento    CodiceIncasso = "021402" // no payment with the IUV
	IncassoPiuPagamenti      CodiceIncasso = "021403" // several payments with the IUV
	IncassoFlussoAnomalo     CodiceIncasso = "021404" // the flow is anomalous
	IncassoSenzaFlusso       CodiceIncasso = "021405" // no such flow
	IncassoGiaIncassato      CodiceIncasso = "021406" // the payment is already settled
	IncassoImporto           CodiceIncasso = "021407" // another amount
	IncassoSintassi          CodiceIncasso = "021408" // a request that breaks the rules
	IncassoDuplicato         CodiceIncasso = "021409" // repeated with another content
	IncassoDominio           CodiceIncasso = "021410" // unknown body
	IncassoRiversamento      CodiceIncasso = "021411" // transfer already reconciled
	IncassoIBAN              CodiceIncasso = "021412" // an account that is not of the body
	IncassoFlussoGiaAbbinato CodiceIncasso = "021413" // the flow belongs to another incasso
)

var testiIncasso = map[CodiceIncasso]string{
	IncassoGenerico:          "Errore generico.",
	IncassoCausale:           "Il formato della causale non e' conforme alle specifiche AgID.",
	IncassoSenzaPagamento:    "Pagamento non trovato.",
	IncassoPiuPagamenti:      "Pagamento non identificato.",
	IncassoFlussoAnomalo:     "Rendicontazione anomala.",
	IncassoSenzaFlusso:       "Flusso rendicontazione non trovato.",
	IncassoGiaIncassato:      "Pagamento gia incassato.",
	IncassoImporto:           "Importo errato.",
	IncassoSintassi:          "Riscontrato errore di sintassi nella richiesta.",
	IncassoDuplicato:         "Riconciliazione duplicata.",
	IncassoDominio:           "Dominio inesistente.",
	IncassoRiversamento:      "Riversamento gia' riconciliato.",
	IncassoIBAN:              "Iban inesistente.",
	IncassoFlussoGiaAbbinato: "Flusso gia riconciliato.",
}

// IsValid reports whether c is one of the codes.
func (c CodiceIncasso) IsValid() bool { return testiIncasso[c] != "" }

// Testo returns the official text of the refusal, "" for a code that is none.
//
// Source: GovPay, IncassiException, govpay-exception-messages.properties.
func (c CodiceIncasso) Testo() string { return testiIncasso[c] }

// CodiceIncasso returns the code of the refusal that the class stands for, "" for
// a class that is no anomaly.
func (c ClasseMovimento) CodiceIncasso() CodiceIncasso {
	switch c {
	case MovimentoFuoriAmbito:
		return IncassoDominio
	case MovimentoNonPagoPA, MovimentoCausaleIlleggibile:
		return IncassoCausale
	case MovimentoFlussoNonTrovato:
		return IncassoSenzaFlusso
	case MovimentoFlussoAnomalo:
		return IncassoFlussoAnomalo
	case MovimentoFlussoGiaRiconciliato:
		return IncassoFlussoGiaAbbinato
	case MovimentoImportoDiverso:
		return IncassoImporto
	case MovimentoIUVNonTrovato:
		return IncassoSenzaPagamento
	case MovimentoIUVAmbiguo:
		return IncassoPiuPagamenti
	case MovimentoPagamentoGiaRiconciliato:
		return IncassoGiaIncassato
	default:
		return ""
	}
}

// Codice returns the official code of the anomaly that the class stands for, ""
// for a class that is no anomaly.
//
// Source: GovPay, Rendicontazioni: codici di anomalia.
func (c ClasseRiga) Codice() flusso.CodiceAnomalia {
	switch c {
	case RigaDuplicata:
		return flusso.AnomaliaDuplicata
	case RigaEsitoSconosciuto:
		return flusso.AnomaliaEsito
	case RigaPagamentoAmbiguo:
		return flusso.AnomaliaAmbiguo
	case RigaRevocaDiversa:
		return flusso.AnomaliaRevoca
	case RigaImportoDiverso:
		return flusso.AnomaliaImporto
	case RigaSenzaRicevutaMultivoce:
		return flusso.AnomaliaPendenzaMultivoce
	case RigaPendenzaSconosciuta:
		return flusso.AnomaliaPendenzaIgnota
	case RigaSenzaRicevuta:
		return flusso.AnomaliaSenzaRicevuta
	default:
		return ""
	}
}
