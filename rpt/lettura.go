package rpt

import (
	"encoding/base64"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
)

// The documents of the older schema: an element rpt or rt of a message carries them.
var (
	documentoRPT = &schema.Documento{Vocabolario: pagamenti, Radici: []string{"RPT"}, Busta: "rpt"}
	documentoRT  = &schema.Documento{Vocabolario: pagamenti, Radici: []string{"RT"}, Busta: "rt"}
)

// ParseRPT reads an RPT as its schema wants it: order, occurrences, simple
// types, namespaces, nothing before or after. UTF-8 (with or without BOM),
// ISO-8859-1 and windows-1252 are accepted. The first difference is an *Errore
// PAA_SINTASSI_XSD with path, value, line and column.
//
// Source: PagInf_RPT_RT_6_2_0.xsd.
func ParseRPT(data []byte) (RPT, error) {
	var r RPT
	_, err := schema.Leggi(&stanza, data, documentoRPT, 0, func(v *schema.Visita, _ int) { schemaRPT(v, &r) })
	return r, err
}

// LeggiRPT reads an RPT as ParseRPT does, and tolerates, with a warning each:
// amounts with fewer than two decimals, with a sign, above 999999999.99 or zero
// where the schema has none (never a negative one, nor a third decimal), another
// namespace or none, foreign attributes, base64 around the document (also as
// the content of the element rpt of a message), a SOAP envelope around it. On an
// error the warnings up to it are returned too.
func LeggiRPT(data []byte) (RPT, []avviso.Avvertenza, error) {
	var r RPT
	a, err := schema.Leggi(&stanza, data, documentoRPT, tollera, func(v *schema.Visita, _ int) { schemaRPT(v, &r) })
	return r, a, err
}

// ParseRT reads an RT as its schema wants it, on the terms of ParseRPT.
//
// Source: PagInf_RPT_RT_6_2_0.xsd.
func ParseRT(data []byte) (RT, error) {
	var r RT
	_, err := schema.Leggi(&stanza, data, documentoRT, 0, func(v *schema.Visita, _ int) { schemaRT(v, &r) })
	return r, err
}

// LeggiRT reads an RT on the terms of LeggiRPT (the element of a message is
// rt). A codiceEsitoPagamento outside 0–4 is kept as it is, with a warning, so
// that rule R6 can refuse it. So is an empty text that no rule needs, such as a
// datiSpecificiRiscossione.
func LeggiRT(data []byte) (RT, []avviso.Avvertenza, error) {
	var r RT
	a, err := schema.Leggi(&stanza, data, documentoRT, tolleraRT, func(v *schema.Visita, _ int) { schemaRT(v, &r) })
	return r, a, err
}

// ParseRicevuta reads a paSendRTReq or a paSendRTV2Request, which the root
// element tells apart, as the schema wants it, on the terms of ParseRPT.
//
// Source: paForNode.xsd.
func ParseRicevuta(data []byte) (PaSendRT, error) {
	var p PaSendRT
	_, err := leggiVersione(data, radiciPaSendRT, 0, &p, &p.Versione, schemaPaSendRT)
	return p, err
}

// LeggiRicevuta reads a paSendRTReq or a paSendRTV2Request on the terms of
// LeggiRPT.
func LeggiRicevuta(data []byte) (PaSendRT, []avviso.Avvertenza, error) {
	var p PaSendRT
	a, err := leggiVersione(data, radiciPaSendRT, tollera, &p, &p.Versione, schemaPaSendRT)
	return p, a, err
}

// ParsePaGetPayment reads a paGetPaymentReq or a paGetPaymentV2Request, on the
// terms of ParseRPT.
//
// Source: paForNode.xsd.
func ParsePaGetPayment(data []byte) (PaGetPayment, error) {
	var p PaGetPayment
	_, err := leggiVersione(data, radiciPaGetPayment, 0, &p, &p.Versione, schemaPaGetPayment)
	return p, err
}

// ParsePaGetPaymentRisposta reads a paGetPaymentRes or a
// paGetPaymentV2Response, on the terms of ParseRPT.
//
// Source: paForNode.xsd.
func ParsePaGetPaymentRisposta(data []byte) (PaGetPaymentRisposta, error) {
	var r PaGetPaymentRisposta
	_, err := leggiVersione(data, radiciPaGetPaymentRisposta, 0, &r, &r.Versione, schemaPaGetPaymentRisposta)
	return r, err
}

// LeggiPaGetPaymentRisposta reads a paGetPaymentRes or a
// paGetPaymentV2Response on the terms of LeggiRPT.
func LeggiPaGetPaymentRisposta(data []byte) (PaGetPaymentRisposta, []avviso.Avvertenza, error) {
	var r PaGetPaymentRisposta
	a, err := leggiVersione(data, radiciPaGetPaymentRisposta, tollera, &r, &r.Versione, schemaPaGetPaymentRisposta)
	return r, a, err
}

// ParseRispostaPA reads a paSendRTRes or a paSendRTV2Response, on the terms of
// ParseRPT.
//
// Source: paForNode.xsd.
func ParseRispostaPA(data []byte) (RispostaPA, error) {
	var r RispostaPA
	_, err := leggiVersione(data, radiciRispostaPA, 0, &r, &r.Versione, schemaRispostaPA)
	return r, err
}

func leggiVersione[T any](data []byte, r radici, t schema.Tolleranza, p *T, e *Versione, corpo func(*schema.Visita, *T)) ([]avviso.Avvertenza, error) {
	return schema.Leggi(&stanza, data, &schema.Documento{Vocabolario: paForNode, Radici: r[:]}, t, func(v *schema.Visita, i int) {
		*e = versioni[i]
		corpo(v, p)
	})
}

// tollera is what the lenient readings of this package let pass.
const tollera = schema.TolleraSpazi | schema.TolleraAttributi | schema.TolleraImporti | schema.TolleraBuste

// tolleraRT is what they let pass of an RT: empty texts too, that no rule needs.
const tolleraRT = tollera | schema.TolleraVuoti

// AppendBase64 appends a document in base64, as the elements rt and rpt of the
// messages of the Nodo carry it.
func AppendBase64(b, documento []byte) []byte {
	return base64.StdEncoding.AppendEncode(b, documento)
}
