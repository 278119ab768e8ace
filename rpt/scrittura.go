package rpt

import (
	"slices"

	"github.com/quietanza/quietanza/internal/schema"
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
func (p *PaSendRT) AppendXML(b []byte) ([]byte, error) {
	if p == nil {
		return b, assente("PaSendRT")
	}
	return scriviVersione(b, radiciPaSendRT, p.Versione, p, schemaPaSendRT)
}

// AppendXML appends paGetPaymentReq (V1) or paGetPaymentV2Request (V2); errors
// are those of PaSendRT.AppendXML.
func (p *PaGetPayment) AppendXML(b []byte) ([]byte, error) {
	if p == nil {
		return b, assente("PaGetPayment")
	}
	return scriviVersione(b, radiciPaGetPayment, p.Versione, p, schemaPaGetPayment)
}

// AppendXML appends paGetPaymentRes (V1) or paGetPaymentV2Response (V2); errors
// are those of PaSendRT.AppendXML.
func (r *PaGetPaymentRisposta) AppendXML(b []byte) ([]byte, error) {
	if r == nil {
		return b, assente("PaGetPaymentRisposta")
	}
	return scriviVersione(b, radiciPaGetPaymentRisposta, r.Versione, r, schemaPaGetPaymentRisposta)
}

// AppendXML appends paSendRTRes (V1) or paSendRTV2Response (V2); errors are
// those of PaSendRT.AppendXML.
func (r *RispostaPA) AppendXML(b []byte) ([]byte, error) {
	if r == nil {
		return b, assente("RispostaPA")
	}
	return scriviVersione(b, radiciRispostaPA, r.Versione, r, schemaRispostaPA)
}

// radici are the names of the root in V1 and in V2.
type radici [2]string

var (
	radiciPaSendRT             = radici{"paSendRTReq", "paSendRTV2Request"}
	radiciPaGetPayment         = radici{"paGetPaymentReq", "paGetPaymentV2Request"}
	radiciPaGetPaymentRisposta = radici{"paGetPaymentRes", "paGetPaymentV2Response"}
	radiciRispostaPA           = radici{"paSendRTRes", "paSendRTV2Response"}
)

// di returns the root of a version; one that is none is refused.
func (r radici) di(e Versione) (string, error) {
	if i := slices.Index(versioni, e); i >= 0 {
		return r[i], nil
	}
	return "", &Errore{Codice: CodiceSintassiXSD, Campo: r[0], Valore: string(e), Err: ErrRadice}
}

func scriviVersione[T any](b []byte, r radici, e Versione, p *T, corpo func(*schema.Visita, *T)) ([]byte, error) {
	radice, err := r.di(e)
	if err != nil {
		return b, err
	}
	return schema.Scrivi(b, &stanza, paForNode, radice, p, corpo)
}
