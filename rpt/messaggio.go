package rpt

import (
	"slices"

	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Messaggio is one message between the Nodo and a creditor body: what stands in the
// Body of a SOAP envelope. The implementations are pointers to the types of this
// package that have its methods, among them [PaVerifyPaymentNotice],
// [PaGetPayment], [PaSendRT], their answers, and [FaultSOAP].
type Messaggio interface {
	// Elemento returns the name of the element in the Body, "" for a message whose
	// Versione is none.
	Elemento() string
	// AppendXML appends the element as a document of its own, without envelope.
	AppendXML(b []byte) ([]byte, error)
	specie() (*specie, error)
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

// specie is a kind of message: one row for each element that a Body may hold.
type specie struct {
	elemento    string
	primitiva   Primitiva // "" for a soap:Fault
	risposta    bool      // the answer of the one that is called
	vocabolario *schema.Vocabolario
	nuovo       func() Messaggio
	visita      func(*schema.Visita, Messaggio)
	testata     *testata // the block of the Header that it has, nil for none

	distingueXSD bool // a request that is refused with PAA_SINTASSI_XSD where only the document is wrong
}

// nuovaSpecie makes the row of a message out of the description of its schema.
func nuovaSpecie[T any, P interface {
	*T
	Messaggio
}](p Primitiva, elemento string, voc *schema.Vocabolario, prepara func(*T), corpo func(*schema.Visita, *T)) *specie {
	return &specie{
		elemento: elemento, primitiva: p, vocabolario: voc,
		nuovo: func() Messaggio {
			m := new(T)
			if prepara != nil {
				prepara(m)
			}
			return P(m)
		},
		visita: func(v *schema.Visita, m Messaggio) { corpo(v, (*T)(m.(P))) },
	}
}

// comeRisposta marks a row as that of an answer.
func (s *specie) comeRisposta() *specie {
	s.risposta = true
	return s
}

// conXSD marks a row as that of a request with a code of its own for its document.
func (s *specie) conXSD() *specie {
	s.distingueXSD = true
	return s
}

// registro holds the messages that are read and written.
var registro = slices.Concat(messaggiNuovi, messaggiVecchi, messaggiAlNodo, []*specie{faultSOAP})

// messaggiNuovi are the messages of the newer models.
//
// Source: paForNode.xsd, paForNode.wsdl.
var messaggiNuovi = []*specie{
	nuovaSpecie(PrimitivaPaVerifyPaymentNotice, "paVerifyPaymentNoticeReq", paForNode, nil, schemaPaVerifyPaymentNotice),
	nuovaSpecie(PrimitivaPaVerifyPaymentNotice, "paVerifyPaymentNoticeRes", paForNode, nil, schemaPaVerifyPaymentNoticeRisposta).comeRisposta(),
	nuovaSpecie(PrimitivaPaGetPayment, radiciPaGetPayment[0], paForNode, inV1[PaGetPayment], schemaPaGetPayment),
	nuovaSpecie(PrimitivaPaGetPaymentV2, radiciPaGetPayment[1], paForNode, inV2[PaGetPayment], schemaPaGetPayment),
	nuovaSpecie(PrimitivaPaGetPayment, radiciPaGetPaymentRisposta[0], paForNode, inV1[PaGetPaymentRisposta], schemaPaGetPaymentRisposta).comeRisposta(),
	nuovaSpecie(PrimitivaPaGetPaymentV2, radiciPaGetPaymentRisposta[1], paForNode, inV2[PaGetPaymentRisposta], schemaPaGetPaymentRisposta).comeRisposta(),
	nuovaSpecie(PrimitivaPaSendRT, radiciPaSendRT[0], paForNode, inV1[PaSendRT], schemaPaSendRT),
	nuovaSpecie(PrimitivaPaSendRTV2, radiciPaSendRT[1], paForNode, inV2[PaSendRT], schemaPaSendRT),
	nuovaSpecie(PrimitivaPaSendRT, radiciRispostaPA[0], paForNode, inV1[RispostaPA], schemaRispostaPA).comeRisposta(),
	nuovaSpecie(PrimitivaPaSendRTV2, radiciRispostaPA[1], paForNode, inV2[RispostaPA], schemaRispostaPA).comeRisposta(),
	nuovaSpecie(PrimitivaPaDemandPaymentNotice, "paDemandPaymentNoticeRequest", paForNode, nil, schemaPaDemandPaymentNotice).conXSD(),
	nuovaSpecie(PrimitivaPaDemandPaymentNotice, "paDemandPaymentNoticeResponse", paForNode, nil, schemaPaDemandPaymentNoticeRisposta).comeRisposta(),
}

// conVersione is a message of two editions.
type conVersione[T any] interface {
	*T
	versione() *Versione
}

func inV1[T any, P conVersione[T]](m *T) { *P(m).versione() = V1 }
func inV2[T any, P conVersione[T]](m *T) { *P(m).versione() = V2 }

// specieDi returns the kind of message of an element, nil for none.
func specieDi[T string | []byte](elemento T) *specie {
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
	if s := specieDi(elemento); s != nil {
		return s.nuovo(), nil
	}
	return nil, &Errore{Codice: CodiceEnumerazione, Campo: "tipo", Valore: elemento, Err: ErrNome}
}

// specieNonNulla is the kind of a message that is not nil.
func specieNonNulla[T any](p *T, elemento string) (*specie, error) {
	if p == nil {
		return nil, assente(elemento)
	}
	return specieDi(elemento), nil
}

// elementoDi is Elemento of every message.
func elementoDi(m Messaggio) string {
	s, err := m.specie()
	if err != nil {
		return ""
	}
	return s.elemento
}
