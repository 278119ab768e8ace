package rpt

import (
	"math"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// NodoInviaRPT sends an RPT to the Nodo: nodoInviaRPT. The Intestazione says whose it is.
//
// Source: NodoPerPa.wsdl, nodoInviaRPT.
type NodoInviaRPT struct {
	Intestazione
	Password                       avviso.Segreto `json:"password,omitzero"`              // 8..15 characters; stars in JSON
	IdentificativoPSP              string         `json:"identificativoPSP"`              // 1..35
	IdentificativoIntermediarioPSP string         `json:"identificativoIntermediarioPSP"` // 1..35
	IdentificativoCanale           string         `json:"identificativoCanale"`           // 1..35
	TipoFirma                      string         `json:"tipoFirma,omitempty"`
	RPT                            []byte         `json:"rpt"` // the RPT, decoded; base64 in XML and JSON
}

// NodoInviaRPTRisposta is the answer: nodoInviaRPTRisposta. ValidaRisposta tells whether the
// RPT was taken.
//
// Source: NodoPerPa.wsdl, nodoInviaRPTRisposta.
type NodoInviaRPTRisposta struct {
	Fault    *nodo.FaultBean `json:"fault,omitempty"`
	Esito    Outcome         `json:"esito"`
	Redirect int             `json:"redirect,omitempty"` // 1: the citizen goes on at URL
	URL      string          `json:"url,omitempty"`
}

// NodoInviaCarrelloRPT sends the RPTs of a cart to the Nodo: nodoInviaCarrelloRPT.
//
// Source: NodoPerPa.wsdl, nodoInviaCarrelloRPT.
type NodoInviaCarrelloRPT struct {
	IntestazioneCarrello
	Password                       avviso.Segreto     `json:"password,omitzero"`              // 8..15 characters; stars in JSON
	IdentificativoPSP              string             `json:"identificativoPSP"`              // 1..35
	IdentificativoIntermediarioPSP string             `json:"identificativoIntermediarioPSP"` // 1..35
	IdentificativoCanale           string             `json:"identificativoCanale"`           // 1..35
	ListaRPT                       []ElementoListaRPT `json:"listaRPT"`                       // 1..5
	RequireLightPayment            *bool              `json:"requireLightPayment,omitempty"`
	CodiceConvenzione              string             `json:"codiceConvenzione,omitempty"` // 5..35
	MultiBeneficiario              *bool              `json:"multiBeneficiario,omitempty"`
}

// ElementoListaRPT is one RPT of a cart.
//
// Source: NodoPerPa.wsdl, tipoElementoListaRPT.
type ElementoListaRPT struct {
	IdentificativoDominio           string `json:"identificativoDominio"`           // 1..35 characters
	IdentificativoUnivocoVersamento string `json:"identificativoUnivocoVersamento"` // 1..35
	CodiceContestoPagamento         string `json:"codiceContestoPagamento"`         // 1..35
	TipoFirma                       string `json:"tipoFirma,omitempty"`
	RPT                             []byte `json:"rpt"` // the RPT, decoded; base64 in XML and JSON
}

// NodoInviaCarrelloRPTRisposta is the answer: nodoInviaCarrelloRPTRisposta. The serial
// of a fault of the list is the place of its RPT, from 1. ValidaRisposta tells whether the cart
// was taken.
//
// Source: NodoPerPa.wsdl, nodoInviaCarrelloRPTRisposta.
type NodoInviaCarrelloRPTRisposta struct {
	Fault                      *nodo.FaultBean  `json:"fault,omitempty"`
	EsitoComplessivoOperazione Outcome          `json:"esitoComplessivoOperazione"`
	URL                        string           `json:"url,omitempty"`
	ListaErroriRPT             []nodo.FaultBean `json:"listaErroriRPT,omitempty"`
}

func (r *NodoInviaRPTRisposta) rifiuta(f *nodo.FaultBean) { r.Esito, r.Fault = OutcomeKO, f }

func (r *NodoInviaCarrelloRPTRisposta) rifiuta(f *nodo.FaultBean) {
	r.EsitoComplessivoOperazione, r.Fault = OutcomeKO, f
}

func schemaNodoInviaRPT(v *schema.Visita, p *NodoInviaRPT) {
	password(v, &p.Password)
	schemaPSP(v, &p.IdentificativoPSP, &p.IdentificativoIntermediarioPSP, &p.IdentificativoCanale)
	v.Testo("tipoFirma", &p.TipoFirma, codiceLibero, facoltativo)
	v.Binario("rpt", &p.RPT, obbligatorio)
}

// schemaPSP is who is to be paid through.
func schemaPSP(v *schema.Visita, psp, intermediario, canale *string) {
	v.Testo("identificativoPSP", psp, codice35, obbligatorio)
	v.Testo("identificativoIntermediarioPSP", intermediario, codice35, obbligatorio)
	v.Testo("identificativoCanale", canale, codice35, obbligatorio)
}

func schemaNodoInviaRPTRisposta(v *schema.Visita, r *NodoInviaRPTRisposta) {
	schemaFaultRisposta(v, &r.Fault)
	schema.Lista(v, "esito", &r.Esito, outcomes, obbligatorio)
	schemaRedirect(v, &r.Redirect, &r.URL)
}

// schemaRedirect says where the citizen goes on.
func schemaRedirect(v *schema.Visita, redirect *int, url *string) {
	schema.Intero(v, "redirect", redirect, math.MinInt32, math.MaxInt32, facoltativo)
	v.Testo("url", url, codiceLibero, facoltativo)
}

func schemaNodoInviaCarrelloRPT(v *schema.Visita, p *NodoInviaCarrelloRPT) {
	password(v, &p.Password)
	schemaPSP(v, &p.IdentificativoPSP, &p.IdentificativoIntermediarioPSP, &p.IdentificativoCanale)
	if v.Apri("listaRPT", true, obbligatorio) {
		schema.Gruppi(v, "elementoListaRPT", &p.ListaRPT, 1, massimoCarrello, schemaElementoListaRPT)
		v.Chiudi()
	}
	zeroUno(v, "requireLightPayment", &p.RequireLightPayment)
	v.Testo("codiceConvenzione", &p.CodiceConvenzione, codice5a35, facoltativo)
	v.BooleanoPresente("multiBeneficiario", &p.MultiBeneficiario)
}

// massimoCarrello is how many RPTs a cart has at most.
const massimoCarrello = 5

// zeroUno visits a boolean that is written as a number.
func zeroUno(v *schema.Visita, nome string, p **bool) {
	var n *int32
	if !v.Legge() && *p != nil {
		n = new(int32)
		if **p {
			*n = 1
		}
	}
	v.InteroPresente(nome, &n)
	switch {
	case !v.Legge() || n == nil || v.Err() != nil:
	case *n != 0 && *n != 1:
		v.Rifiuta(nome, strconv.Itoa(int(*n)), schema.Elenco, nil)
	default:
		b := *n == 1
		*p = &b
	}
}

func schemaElementoListaRPT(v *schema.Visita, e *ElementoListaRPT) {
	schemaChiave(v, &e.IdentificativoDominio, &e.IdentificativoUnivocoVersamento, &e.CodiceContestoPagamento)
	v.Testo("tipoFirma", &e.TipoFirma, codiceLibero, facoltativo)
	v.Binario("rpt", &e.RPT, obbligatorio)
}

func schemaNodoInviaCarrelloRPTRisposta(v *schema.Visita, r *NodoInviaCarrelloRPTRisposta) {
	schemaFaultRisposta(v, &r.Fault)
	schema.Lista(v, "esitoComplessivoOperazione", &r.EsitoComplessivoOperazione, outcomes, obbligatorio)
	v.Testo("url", &r.URL, codiceLibero, facoltativo)
	if v.Apri("listaErroriRPT", len(r.ListaErroriRPT) > 0, facoltativo) {
		schema.Gruppi(v, "fault", &r.ListaErroriRPT, 0, math.MaxInt32, schemaFault)
		v.Chiudi()
	}
}
