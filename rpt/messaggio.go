package rpt

import (
	"slices"

	"github.com/quietanza/quietanza/rpt/nodo"
)

// Scrivibile is what AppendXML writes: a [Messaggio], an *[RPT] or an *[RT].
type Scrivibile interface{ scrivibile() }

// Messaggio is one message between the Nodo and a creditor body: what stands in the
// Body of a SOAP envelope. The implementations are pointers to types of this package,
// those that [NuovoMessaggio] returns: [PaVerifyPaymentNotice], [PaGetPayment],
// [PaSendRT], [NodoInviaRPT] and the other requests, their answers, and [FaultSOAP].
type Messaggio interface {
	Scrivibile
	messaggio()
}

// risposta is the answer of a body, which may be a refusal.
type risposta interface {
	Messaggio
	rifiuta(*nodo.FaultBean)
}

// Primitiva is an operation of the Nodo: the text of the SOAPAction.
//
// Source: paForNode.wsdl.
type Primitiva string

// The operations that the Nodo calls at a creditor body, newer models.
const (
	PrimitivaPaVerifyPaymentNotice Primitiva = "paVerifyPaymentNotice"
	PrimitivaPaGetPayment          Primitiva = "paGetPayment"
	PrimitivaPaGetPaymentV2        Primitiva = "paGetPaymentV2"
	PrimitivaPaSendRT              Primitiva = "paSendRT"
	PrimitivaPaSendRTV2            Primitiva = "paSendRTV2"
	PrimitivaPaDemandPaymentNotice Primitiva = "paDemandPaymentNotice"
)

// IsValid reports whether p is an operation that this package knows.
func (p Primitiva) IsValid() bool { return p.specie(true) != nil || p.specie(false) != nil }

// specie returns the kind of the answers of an operation, or of its requests.
func (p Primitiva) specie(risposta bool) *specie {
	for _, s := range registro {
		if p != "" && s.primitiva == p && s.risposta == risposta {
			return s
		}
	}
	return nil
}

// registro holds the messages that are read and written.
var registro = slices.Concat(messaggiNuovi, messaggiVecchi, messaggiAlNodo, []*specie{faultSOAP})

// messaggiNuovi are the messages of the newer models.
//
// Source: paForNode.xsd, paForNode.wsdl.
var messaggiNuovi = []*specie{
	nuovaSpecie(PrimitivaPaVerifyPaymentNotice, "paVerifyPaymentNoticeReq", paForNode, schemaPaVerifyPaymentNotice),
	nuovaSpecie(PrimitivaPaVerifyPaymentNotice, "paVerifyPaymentNoticeRes", paForNode, schemaPaVerifyPaymentNoticeRisposta).comeRisposta(),
	nuovaSpecie(PrimitivaPaGetPayment, radiciPaGetPayment[0], paForNode, schemaPaGetPayment).in(V1),
	nuovaSpecie(PrimitivaPaGetPaymentV2, radiciPaGetPayment[1], paForNode, schemaPaGetPayment).in(V2),
	nuovaSpecie(PrimitivaPaGetPayment, radiciPaGetPaymentRisposta[0], paForNode, schemaPaGetPaymentRisposta).in(V1).comeRisposta(),
	nuovaSpecie(PrimitivaPaGetPaymentV2, radiciPaGetPaymentRisposta[1], paForNode, schemaPaGetPaymentRisposta).in(V2).comeRisposta(),
	nuovaSpecie(PrimitivaPaSendRT, radiciPaSendRT[0], paForNode, schemaPaSendRT).in(V1),
	nuovaSpecie(PrimitivaPaSendRTV2, radiciPaSendRT[1], paForNode, schemaPaSendRT).in(V2),
	nuovaSpecie(PrimitivaPaSendRT, radiciRispostaPA[0], paForNode, schemaRispostaPA).in(V1).comeRisposta(),
	nuovaSpecie(PrimitivaPaSendRTV2, radiciRispostaPA[1], paForNode, schemaRispostaPA).in(V2).comeRisposta(),
	nuovaSpecie(PrimitivaPaDemandPaymentNotice, "paDemandPaymentNoticeRequest", paForNode, schemaPaDemandPaymentNotice).conXSD(),
	nuovaSpecie(PrimitivaPaDemandPaymentNotice, "paDemandPaymentNoticeResponse", paForNode, schemaPaDemandPaymentNoticeRisposta).comeRisposta(),
}

// specieDiElemento returns the kind of message of an element, nil for none.
func specieDiElemento[T string | []byte](elemento T) *specie {
	for _, s := range registro {
		if s.elemento == string(elemento) {
			return s
		}
	}
	return nil
}

// NuovoMessaggio returns an empty message of the element named, to be filled or
// decoded into. Error ENUMERAZIONE (ErrNome) for an element that no message has.
func NuovoMessaggio(elemento string) (Messaggio, error) {
	if s := specieDiElemento(elemento); s != nil {
		return s.messaggio(), nil
	}
	return nil, &Errore{Codice: CodiceEnumerazione, Campo: "tipo", Valore: elemento, Err: ErrNome}
}

// Elemento returns the name of the element of a message, "" for one that is nil or
// whose Versione is none.
func Elemento(m Messaggio) string {
	s, err := specieDi(m)
	if err != nil {
		return ""
	}
	return s.elemento
}
