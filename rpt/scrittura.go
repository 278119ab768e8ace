package rpt

import (
	"slices"

	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt/nodo"
)

var (
	pagamenti = &schema.Vocabolario{Spazio: SpazioPagamenti, Prefisso: "pay_i"}
	paForNode = &schema.Vocabolario{Spazio: SpazioPaForNode, Prefisso: "paf", Locali: true}
)

// AppendXML appends the RPT as XML, valid against its schema; a value that the
// schema refuses is an *Errore PAA_SINTASSI_XSD with the element's path. What
// it writes ParseRPT takes back: instants in seconds, without zone.
func (r *RPT) AppendXML(b []byte) ([]byte, error) {
	return scrivi(b, "RPT", r, schemaRPT)
}

// AppendXML appends the RT as XML, valid against its schema; a value that the
// schema refuses is an *Errore PAA_SINTASSI_XSD with the element's path. What
// it writes ParseRT takes back: instants in seconds, without zone.
func (r *RT) AppendXML(b []byte) ([]byte, error) {
	return scrivi(b, "RT", r, schemaRT)
}

func scrivi[T any](b []byte, radice string, p *T, corpo func(*schema.Visita, *T)) ([]byte, error) {
	if p == nil {
		return b, assente(radice)
	}
	return schema.Scrivi(b, &stanza, pagamenti, radice, p, corpo)
}

// AppendXML appends paSendRTReq (V1) or paSendRTV2Request (V2), valid against
// the schema; a value that the schema refuses, such as a member of V2 in V1, is
// an *Errore PAA_SINTASSI_XSD with the element's path.
func (p *PaSendRT) AppendXML(b []byte) ([]byte, error) { return appendXML(b, p) }

// AppendXML appends paGetPaymentReq (V1) or paGetPaymentV2Request (V2); errors
// are those of PaSendRT.AppendXML.
func (p *PaGetPayment) AppendXML(b []byte) ([]byte, error) { return appendXML(b, p) }

// AppendXML appends paGetPaymentRes (V1) or paGetPaymentV2Response (V2); errors
// are those of AppendBusta.
func (r *PaGetPaymentRisposta) AppendXML(b []byte) ([]byte, error) { return appendXML(b, r) }

// AppendXML appends paSendRTRes (V1) or paSendRTV2Response (V2); errors are
// those of AppendBusta.
func (r *RispostaPA) AppendXML(b []byte) ([]byte, error) { return appendXML(b, r) }

// Elemento implements [Messaggio].
func (p *PaSendRT) Elemento() string { return elementoDi(p) }

// Elemento implements [Messaggio].
func (p *PaGetPayment) Elemento() string { return elementoDi(p) }

// Elemento implements [Messaggio].
func (r *PaGetPaymentRisposta) Elemento() string { return elementoDi(r) }

// Elemento implements [Messaggio].
func (r *RispostaPA) Elemento() string { return elementoDi(r) }

func (p *PaSendRT) specie() (*specie, error)     { return specieVersione(p, radiciPaSendRT) }
func (p *PaGetPayment) specie() (*specie, error) { return specieVersione(p, radiciPaGetPayment) }
func (r *PaGetPaymentRisposta) specie() (*specie, error) {
	return specieVersione(r, radiciPaGetPaymentRisposta)
}
func (r *RispostaPA) specie() (*specie, error) { return specieVersione(r, radiciRispostaPA) }

func (p *PaSendRT) versione() *Versione             { return &p.Versione }
func (p *PaGetPayment) versione() *Versione         { return &p.Versione }
func (r *PaGetPaymentRisposta) versione() *Versione { return &r.Versione }
func (r *RispostaPA) versione() *Versione           { return &r.Versione }

func (r *PaGetPaymentRisposta) rifiuta(f *nodo.FaultBean) { r.Outcome, r.Fault = OutcomeKO, f }
func (r *RispostaPA) rifiuta(f *nodo.FaultBean)           { r.Outcome, r.Fault = OutcomeKO, f }

// radici are the names of the root in V1 and in V2.
type radici [2]string

var (
	radiciPaSendRT             = radici{"paSendRTReq", "paSendRTV2Request"}
	radiciPaGetPayment         = radici{"paGetPaymentReq", "paGetPaymentV2Request"}
	radiciPaGetPaymentRisposta = radici{"paGetPaymentRes", "paGetPaymentV2Response"}
	radiciRispostaPA           = radici{"paSendRTRes", "paSendRTV2Response"}
)

// specieVersione returns the kind of a message of two editions; a version that is
// none is refused.
func specieVersione[T any, P conVersione[T]](p P, r radici) (*specie, error) {
	if p == nil {
		return nil, assente(r[0])
	}
	e := *p.versione()
	if i := slices.Index(versioni, e); i >= 0 {
		return specieDi(r[i]), nil
	}
	return nil, &Errore{Codice: CodiceSintassiXSD, Campo: r[0], Valore: string(e), Err: ErrRadice}
}
