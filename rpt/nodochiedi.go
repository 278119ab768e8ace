package rpt

import (
	"math"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// NodoChiediStatoRPT asks where an RPT is: nodoChiediStatoRPT.
//
// Source: NodoPerPa.wsdl, nodoChiediStatoRPT.
type NodoChiediStatoRPT struct {
	Chiamante
	IdentificativoDominio           string `json:"identificativoDominio"`           // 1..35 characters
	IdentificativoUnivocoVersamento string `json:"identificativoUnivocoVersamento"` // 1..35
	CodiceContestoPagamento         string `json:"codiceContestoPagamento"`         // 1..35
}

// NodoChiediStatoRPTRisposta is the answer: nodoChiediStatoRPTRisposta. Beside a fault
// the esito may be missing.
//
// Source: NodoPerPa.wsdl, nodoChiediStatoRPTRisposta.
type NodoChiediStatoRPTRisposta struct {
	Fault *nodo.FaultBean `json:"fault,omitempty"`
	Esito *StatoRPTNodo   `json:"esito,omitempty"`
}

// StatoRPTNodo is where an RPT is at the Nodo, and where it has been: EventoStatoNodo
// reads the Stato, gdp.EventiStoria the history.
//
// Source: NodoPerPa.wsdl, esitoChiediStatoRPT.
type StatoRPTNodo struct {
	Stato                     string                      `json:"stato"`
	Redirect                  int                         `json:"redirect,omitempty"`
	URL                       string                      `json:"url,omitempty"`
	ElementoStoricoRPT        []ElementoStoricoRPT        `json:"elementoStoricoRPT,omitempty"`
	ElementoStoricoVersamento []ElementoStoricoVersamento `json:"elementoStoricoVersamento,omitempty"`
}

// ElementoStoricoRPT is one line of the history of an RPT.
//
// Source: NodoPerPa.wsdl, tipoStoricoRPT.
type ElementoStoricoRPT struct {
	Data        avviso.DataOra `json:"data"`
	Stato       string         `json:"stato"`
	Descrizione string         `json:"descrizione"`
}

// ElementoStoricoVersamento is one line of the history of an item.
//
// Source: NodoPerPa.wsdl, tipoStoricoVersamento.
type ElementoStoricoVersamento struct {
	Progressivo int            `json:"progressivo"`
	Data        avviso.DataOra `json:"data"`
	Stato       string         `json:"stato"`
	Descrizione string         `json:"descrizione"`
}

// NodoChiediCopiaRT asks for the copy of an RT: nodoChiediCopiaRT.
//
// Source: NodoPerPa.wsdl, nodoChiediCopiaRT.
type NodoChiediCopiaRT struct {
	Chiamante
	IdentificativoDominio           string `json:"identificativoDominio"`           // 1..35 characters
	IdentificativoUnivocoVersamento string `json:"identificativoUnivocoVersamento"` // 1..35
	CodiceContestoPagamento         string `json:"codiceContestoPagamento"`         // 1..35
}

// NodoChiediCopiaRTRisposta is the answer: nodoChiediCopiaRTRisposta.
//
// Source: NodoPerPa.wsdl, nodoChiediCopiaRTRisposta.
type NodoChiediCopiaRTRisposta struct {
	Fault     *nodo.FaultBean `json:"fault,omitempty"`
	TipoFirma string          `json:"tipoFirma,omitempty"`
	RT        []byte          `json:"rt,omitempty"` // the RT, decoded; nil when there is none
}

// NodoChiediListaPendentiRPT asks for the RPTs without an RT: nodoChiediListaPendentiRPT.
//
// Source: NodoPerPa.wsdl, nodoChiediListaPendentiRPT.
type NodoChiediListaPendentiRPT struct {
	Chiamante
	IdentificativoDominio string         `json:"identificativoDominio,omitempty"` // 1..35 characters
	RangeDa               avviso.DataOra `json:"rangeDa,omitzero"`
	RangeA                avviso.DataOra `json:"rangeA,omitzero"`
	DimensioneLista       int            `json:"dimensioneLista"` // from 1
}

// NodoChiediListaPendentiRPTRisposta is the answer: nodoChiediListaPendentiRPTRisposta.
//
// Source: NodoPerPa.wsdl, nodoChiediListaPendentiRPTRisposta.
type NodoChiediListaPendentiRPTRisposta struct {
	Fault            *nodo.FaultBean   `json:"fault,omitempty"`
	ListaRPTPendenti *ListaRPTPendenti `json:"listaRPTPendenti,omitempty"`
}

// ListaRPTPendenti are RPTs without an RT.
//
// Source: NodoPerPa.wsdl, tipoListaRPTPendenti.
type ListaRPTPendenti struct {
	TotRestituiti int           `json:"totRestituiti"`
	RPTPendente   []RPTPendente `json:"rptPendente,omitempty"`
}

// RPTPendente is an RPT without an RT.
//
// Source: NodoPerPa.wsdl, tipoRPTPendente.
type RPTPendente struct {
	IdentificativoDominio           string `json:"identificativoDominio"`           // 1..35 characters
	IdentificativoUnivocoVersamento string `json:"identificativoUnivocoVersamento"` // 1..35
	CodiceContestoPagamento         string `json:"codiceContestoPagamento"`         // 1..35
	Stato                           string `json:"stato"`
}

func (r *NodoChiediStatoRPTRisposta) rifiuta(f *nodo.FaultBean)         { r.Fault = f }
func (r *NodoChiediCopiaRTRisposta) rifiuta(f *nodo.FaultBean)          { r.Fault = f }
func (r *NodoChiediListaPendentiRPTRisposta) rifiuta(f *nodo.FaultBean) { r.Fault = f }

func schemaNodoChiediStatoRPT(v *schema.Visita, p *NodoChiediStatoRPT) {
	schemaChiamante(v, &p.Chiamante)
	schemaChiave(v, &p.IdentificativoDominio, &p.IdentificativoUnivocoVersamento, &p.CodiceContestoPagamento)
}

func schemaNodoChiediStatoRPTRisposta(v *schema.Visita, r *NodoChiediStatoRPTRisposta) {
	schemaFaultRisposta(v, &r.Fault)
	schema.Puntatore(v, "esito", &r.Esito, schema.Presenza(r.Fault == nil), func(v *schema.Visita, e *StatoRPTNodo) {
		v.Testo("stato", &e.Stato, codiceLibero, obbligatorio)
		schemaRedirect(v, &e.Redirect, &e.URL)
		schema.GruppiAnnullabili(v, "elementoStoricoRPT", &e.ElementoStoricoRPT, func(v *schema.Visita, x *ElementoStoricoRPT) {
			schemaStorico(v, &x.Data, &x.Stato, &x.Descrizione)
		})
		schema.GruppiAnnullabili(v, "elementoStoricoVersamento", &e.ElementoStoricoVersamento, func(v *schema.Visita, x *ElementoStoricoVersamento) {
			schema.Intero(v, "progressivo", &x.Progressivo, math.MinInt32, math.MaxInt32, obbligatorio)
			schemaStorico(v, &x.Data, &x.Stato, &x.Descrizione)
		})
	})
}

func schemaStorico(v *schema.Visita, data *avviso.DataOra, stato, descrizione *string) {
	v.DataOra("data", data, obbligatorio)
	v.Testo("stato", stato, codiceLibero, obbligatorio)
	v.Testo("descrizione", descrizione, testoLibero, obbligatorio)
}

func schemaNodoChiediCopiaRT(v *schema.Visita, p *NodoChiediCopiaRT) {
	schemaChiamante(v, &p.Chiamante)
	schemaChiave(v, &p.IdentificativoDominio, &p.IdentificativoUnivocoVersamento, &p.CodiceContestoPagamento)
}

func schemaNodoChiediCopiaRTRisposta(v *schema.Visita, r *NodoChiediCopiaRTRisposta) {
	schemaFaultRisposta(v, &r.Fault)
	v.Testo("tipoFirma", &r.TipoFirma, codiceLibero, facoltativo)
	v.Binario("rt", &r.RT, facoltativo)
}

func schemaNodoChiediListaPendentiRPT(v *schema.Visita, p *NodoChiediListaPendentiRPT) {
	schemaChiamante(v, &p.Chiamante)
	v.Testo("identificativoDominio", &p.IdentificativoDominio, codice35, facoltativo)
	v.DataOra("rangeDa", &p.RangeDa, facoltativo)
	v.DataOra("rangeA", &p.RangeA, facoltativo)
	schema.Intero(v, "dimensioneLista", &p.DimensioneLista, 1, math.MaxInt32, obbligatorio)
}

func schemaNodoChiediListaPendentiRPTRisposta(v *schema.Visita, r *NodoChiediListaPendentiRPTRisposta) {
	schemaFaultRisposta(v, &r.Fault)
	schema.Facoltativo(v, "listaRPTPendenti", &r.ListaRPTPendenti, func(v *schema.Visita, l *ListaRPTPendenti) {
		schema.Intero(v, "totRestituiti", &l.TotRestituiti, 0, math.MaxInt32, obbligatorio)
		schema.GruppiAnnullabili(v, "rptPendente", &l.RPTPendente, func(v *schema.Visita, x *RPTPendente) {
			schemaChiave(v, &x.IdentificativoDominio, &x.IdentificativoUnivocoVersamento, &x.CodiceContestoPagamento)
			v.Testo("stato", &x.Stato, codiceLibero, obbligatorio)
		})
	})
}
