package rpt

import (
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt/nodo"
)

var (
	pagamenti = &schema.Vocabolario{Spazio: SpazioPagamenti, Prefisso: "pay_i"}
	paForNode = &schema.Vocabolario{Spazio: SpazioPaForNode, Prefisso: "paf", Locali: true}
)

// documenti are written and read on their own: a message carries them in base64.
var documenti = []*specie{
	nuovaSpecie("", "RPT", pagamenti, schemaRPT),
	nuovaSpecie("", "RT", pagamenti, schemaRT),
}

// AppendXML appends a document as XML, valid against its schema: an RPT, an RT, or the
// element of a message without its envelope. A value that the schema refuses, such as a
// member of V2 in a message of V1, is an *Errore PAA_SINTASSI_XSD with the element's
// path; for an answer the errors are those of AppendBusta. What it writes the strict
// readers take back: instants in seconds, without zone.
func AppendXML(b []byte, d Scrivibile) ([]byte, error) {
	s, err := specieScrivibile(d)
	if err != nil {
		return b, err
	}
	return schema.Scrivi(b, &stanza, s.vocabolario, s.elemento, &d, s.scrive)
}

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
