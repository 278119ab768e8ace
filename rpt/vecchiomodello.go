package rpt

import (
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/internal/xmlrigido"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// SpazioPPT is the namespace of the messages of the older models.
//
// Source: PaPerNodo.wsdl, NodoPerPa.wsdl.
const SpazioPPT = "http://ws.pagamenti.telematici.gov/"

// The operations of the older models that the Nodo calls at a creditor body.
const (
	PrimitivaPaaVerificaRPT Primitiva = "paaVerificaRPT"
	PrimitivaPaaAttivaRPT   Primitiva = "paaAttivaRPT"
	PrimitivaPaaInviaRT     Primitiva = "paaInviaRT"
)

// The operations that a creditor body calls at the Nodo.
const (
	PrimitivaNodoInviaRPT                          Primitiva = "nodoInviaRPT"
	PrimitivaNodoInviaCarrelloRPT                  Primitiva = "nodoInviaCarrelloRPT"
	PrimitivaNodoChiediStatoRPT                    Primitiva = "nodoChiediStatoRPT"
	PrimitivaNodoChiediCopiaRT                     Primitiva = "nodoChiediCopiaRT"
	PrimitivaNodoChiediListaPendentiRPT            Primitiva = "nodoChiediListaPendentiRPT"
	PrimitivaNodoChiediElencoFlussiRendicontazione Primitiva = "nodoChiediElencoFlussiRendicontazione"
	PrimitivaNodoChiediFlussoRendicontazione       Primitiva = "nodoChiediFlussoRendicontazione"
)

var (
	ppt          = &schema.Vocabolario{Spazio: SpazioPPT, Prefisso: "ppt", Locali: true}
	pptPagamenti = &schema.Vocabolario{
		Spazio: SpazioPPT, Prefisso: "ppt", Locali: true, Altri: []xmlrigido.Attr{xmlrigido.A("xmlns:"+pagamenti.Prefisso, SpazioPagamenti)},
	}
)

// messaggiVecchi are the messages of the older models.
//
// Sources: PaPerNodo.wsdl, PaPerNodoPagamentoPsp.wsdl.
var messaggiVecchi = []*specie{
	nuovaSpecie(PrimitivaPaaVerificaRPT, "paaVerificaRPT", ppt, schemaPaaVerificaRPT).conTestata(intestazionePPT).conXSD(),
	nuovaSpecie(PrimitivaPaaVerificaRPT, "paaVerificaRPTRisposta", pptPagamenti, schemaPaaVerificaRPTRisposta).comeRisposta(),
	nuovaSpecie(PrimitivaPaaAttivaRPT, "paaAttivaRPT", pptPagamenti, schemaPaaAttivaRPT).conTestata(intestazionePPT).conXSD(),
	nuovaSpecie(PrimitivaPaaAttivaRPT, "paaAttivaRPTRisposta", pptPagamenti, schemaPaaAttivaRPTRisposta).comeRisposta(),
	nuovaSpecie(PrimitivaPaaInviaRT, "paaInviaRT", ppt, schemaPaaInviaRT).conTestata(intestazionePPT),
	nuovaSpecie(PrimitivaPaaInviaRT, "paaInviaRTRisposta", ppt, schemaPaaInviaRTRisposta).comeRisposta(),
}

// messaggiAlNodo are the calls of a creditor body and their answers.
//
// Source: NodoPerPa.wsdl.
var messaggiAlNodo = []*specie{
	nuovaSpecie(PrimitivaNodoInviaRPT, "nodoInviaRPT", ppt, schemaNodoInviaRPT).conTestata(intestazionePPT),
	nuovaSpecie(PrimitivaNodoInviaRPT, "nodoInviaRPTRisposta", ppt, schemaNodoInviaRPTRisposta).comeRisposta(),
	nuovaSpecie(PrimitivaNodoInviaCarrelloRPT, "nodoInviaCarrelloRPT", ppt, schemaNodoInviaCarrelloRPT).conTestata(intestazioneCarrelloPPT),
	nuovaSpecie(PrimitivaNodoInviaCarrelloRPT, "nodoInviaCarrelloRPTRisposta", ppt, schemaNodoInviaCarrelloRPTRisposta).comeRisposta(),
	nuovaSpecie(PrimitivaNodoChiediStatoRPT, "nodoChiediStatoRPT", ppt, schemaNodoChiediStatoRPT),
	nuovaSpecie(PrimitivaNodoChiediStatoRPT, "nodoChiediStatoRPTRisposta", ppt, schemaNodoChiediStatoRPTRisposta).comeRisposta(),
	nuovaSpecie(PrimitivaNodoChiediCopiaRT, "nodoChiediCopiaRT", ppt, schemaNodoChiediCopiaRT),
	nuovaSpecie(PrimitivaNodoChiediCopiaRT, "nodoChiediCopiaRTRisposta", ppt, schemaNodoChiediCopiaRTRisposta).comeRisposta(),
	nuovaSpecie(PrimitivaNodoChiediListaPendentiRPT, "nodoChiediListaPendentiRPT", ppt, schemaNodoChiediListaPendentiRPT),
	nuovaSpecie(PrimitivaNodoChiediListaPendentiRPT, "nodoChiediListaPendentiRPTRisposta", ppt, schemaNodoChiediListaPendentiRPTRisposta).comeRisposta(),
	nuovaSpecie(PrimitivaNodoChiediElencoFlussiRendicontazione, "nodoChiediElencoFlussiRendicontazione", ppt, schemaNodoChiediElencoFlussi),
	nuovaSpecie(PrimitivaNodoChiediElencoFlussiRendicontazione, "nodoChiediElencoFlussiRendicontazioneRisposta", ppt, schemaNodoChiediElencoFlussiRisposta).comeRisposta(),
	nuovaSpecie(PrimitivaNodoChiediFlussoRendicontazione, "nodoChiediFlussoRendicontazione", ppt, schemaNodoChiediFlusso),
	nuovaSpecie(PrimitivaNodoChiediFlussoRendicontazione, "nodoChiediFlussoRendicontazioneRisposta", ppt, schemaNodoChiediFlussoRisposta).comeRisposta(),
}

// conTestata says which block of the Header a message has.
func (s *specie) conTestata(t *testata) *specie {
	s.testata = t
	return s
}

// Chiamante is who calls the Nodo for a creditor body. In JSON the password shows as
// stars.
//
// Source: NodoPerPa.wsdl.
type Chiamante struct {
	IdentificativoIntermediarioPA         string         `json:"identificativoIntermediarioPA"`         // 1..35 characters
	IdentificativoStazioneIntermediarioPA string         `json:"identificativoStazioneIntermediarioPA"` // 1..35
	Password                              avviso.Segreto `json:"password,omitzero"`                     // 8..15
}

func schemaChiamante(v *schema.Visita, c *Chiamante) {
	v.Testo("identificativoIntermediarioPA", &c.IdentificativoIntermediarioPA, codice35, obbligatorio)
	v.Testo("identificativoStazioneIntermediarioPA", &c.IdentificativoStazioneIntermediarioPA, codice35, obbligatorio)
	password(v, &c.Password)
}

// Lengths of a password.
const (
	minimaPassword  = 8
	massimaPassword = 15
)

// password visits the password of a station, which no error shows.
func password(v *schema.Visita, p *avviso.Segreto) {
	const nome = "password"
	var s string
	if v.Legge() {
		b, ok := v.Foglia(nome, obbligatorio)
		if !ok {
			return
		}
		s = string(b)
	} else if s = p.Rivela(); s == "" {
		v.Manca(nome)
		return
	}
	n := utf8.RuneCountInString(s)
	switch {
	case n < minimaPassword || n > massimaPassword:
		v.Rifiuta(nome, "", schema.Lunghezza, nil)
	case v.Legge():
		*p = avviso.NuovoSegreto(s)
	case strings.ContainsFunc(s, func(r rune) bool { return r == utf8.RuneError || !xmlrigido.Carattere(r) }):
		v.Rifiuta(nome, "", schema.Formato, nil)
	default:
		v.Scrivi(nome, s)
	}
}

// schemaChiave is the key of an RPT.
func schemaChiave(v *schema.Visita, dominio, iuv, ccp *string) {
	v.Testo("identificativoDominio", dominio, codice35, obbligatorio)
	v.Testo("identificativoUnivocoVersamento", iuv, codice35, obbligatorio)
	v.Testo("codiceContestoPagamento", ccp, codice35, obbligatorio)
}

// schemaFaultRisposta is what every answer begins with.
func schemaFaultRisposta(v *schema.Visita, f **nodo.FaultBean) {
	schema.Facoltativo(v, "fault", f, schemaFault)
}
