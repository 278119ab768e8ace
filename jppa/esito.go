package jppa

import "slices"

// Esito is how a service, or the sending of a notification, ended.
//
// Source: jppapdp-ws-internal.wsdl and jppapdp-ws-external.wsdl, stEsito.
type Esito string

// Outcomes.
const (
	EsitoOK    Esito = "OK"
	EsitoError Esito = "ERROR"
)

// IsValid reports whether v is one of the list.
func (v Esito) IsValid() bool { return slices.Contains(esiti, v) }

// EsitoPagamento is the outcome of a payment in the words of JPPA.
//
// Source: jppapdp-ws-internal.xsd, InviaEsitoPagamentoRichiesta.
type EsitoPagamento string

// Outcomes of a payment. The connector sends Eseguito and EseguitoParzialmente.
const (
	Inoltrato             EsitoPagamento = "INOLTRATO"
	Autorizzato           EsitoPagamento = "AUTORIZZATO"
	Eseguito              EsitoPagamento = "ESEGUITO"
	EseguitoParzialmente  EsitoPagamento = "ESEGUITO_PARZIALMENTE"
	NonEseguito           EsitoPagamento = "NON_ESEGUITO"
	NonEseguitoDecorrenza EsitoPagamento = "NON_ESEGUITO_DECORRENZA"
	Stornato              EsitoPagamento = "STORNATO"
	Revocato              EsitoPagamento = "REVOCATO"
)

var esitiPagamento = []EsitoPagamento{
	Inoltrato, Autorizzato, Eseguito, EseguitoParzialmente, NonEseguito, NonEseguitoDecorrenza, Stornato, Revocato,
}

// IsValid reports whether v is one of the list.
func (v EsitoPagamento) IsValid() bool { return slices.Contains(esitiPagamento, v) }
