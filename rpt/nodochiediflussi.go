package rpt

import (
	"math"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// NodoChiediElencoFlussiRendicontazione asks for the list of the reporting flows:
// nodoChiediElencoFlussiRendicontazione.
//
// Source: NodoPerPa.wsdl, nodoChiediElencoFlussiRendicontazione.
type NodoChiediElencoFlussiRendicontazione struct {
	Chiamante
	IdentificativoDominio string `json:"identificativoDominio,omitempty"` // 1..35 characters
	IdentificativoPSP     string `json:"identificativoPSP,omitempty"`     // 1..35
}

// NodoChiediElencoFlussiRendicontazioneRisposta is the answer:
// nodoChiediElencoFlussiRendicontazioneRisposta.
//
// Source: NodoPerPa.wsdl, nodoChiediElencoFlussiRendicontazioneRisposta.
type NodoChiediElencoFlussiRendicontazioneRisposta struct {
	Fault                       *nodo.FaultBean              `json:"fault,omitempty"`
	ElencoFlussiRendicontazione *ElencoFlussiRendicontazione `json:"elencoFlussiRendicontazione,omitempty"`
}

// ElencoFlussiRendicontazione are reporting flows by their name.
//
// Source: NodoPerPa.wsdl, tipoElencoFlussiRendicontazione.
type ElencoFlussiRendicontazione struct {
	TotRestituiti     int                 `json:"totRestituiti"`
	IDRendicontazione []IDRendicontazione `json:"idRendicontazione,omitempty"`
}

// IDRendicontazione names a reporting flow.
//
// Source: NodoPerPa.wsdl, tipoIdRendicontazione.
type IDRendicontazione struct {
	IdentificativoFlusso string         `json:"identificativoFlusso"`
	DataOraFlusso        avviso.DataOra `json:"dataOraFlusso"`
}

// NodoChiediFlussoRendicontazione asks for a reporting flow:
// nodoChiediFlussoRendicontazione.
//
// Source: NodoPerPa.wsdl, nodoChiediFlussoRendicontazione.
type NodoChiediFlussoRendicontazione struct {
	Chiamante
	IdentificativoDominio string `json:"identificativoDominio,omitempty"` // 1..35 characters
	IdentificativoPSP     string `json:"identificativoPSP,omitempty"`     // 1..35
	IdentificativoFlusso  string `json:"identificativoFlusso"`
}

// NodoChiediFlussoRendicontazioneRisposta is the answer:
// nodoChiediFlussoRendicontazioneRisposta. The readers of package flusso take the flow.
//
// Source: NodoPerPa.wsdl, nodoChiediFlussoRendicontazioneRisposta.
type NodoChiediFlussoRendicontazioneRisposta struct {
	Fault              *nodo.FaultBean `json:"fault,omitempty"`
	XMLRendicontazione []byte          `json:"xmlRendicontazione,omitempty"` // the flow, decoded; nil when there is none
}

func (r *NodoChiediElencoFlussiRendicontazioneRisposta) rifiuta(f *nodo.FaultBean) { r.Fault = f }
func (r *NodoChiediFlussoRendicontazioneRisposta) rifiuta(f *nodo.FaultBean)       { r.Fault = f }

func schemaNodoChiediElencoFlussi(v *schema.Visita, p *NodoChiediElencoFlussiRendicontazione) {
	schemaChiamante(v, &p.Chiamante)
	v.Testo("identificativoDominio", &p.IdentificativoDominio, codice35, facoltativo)
	v.Testo("identificativoPSP", &p.IdentificativoPSP, codice35, facoltativo)
}

func schemaNodoChiediElencoFlussiRisposta(v *schema.Visita, r *NodoChiediElencoFlussiRendicontazioneRisposta) {
	schemaFaultRisposta(v, &r.Fault)
	schema.Facoltativo(v, "elencoFlussiRendicontazione", &r.ElencoFlussiRendicontazione, func(v *schema.Visita, e *ElencoFlussiRendicontazione) {
		schema.Intero(v, "totRestituiti", &e.TotRestituiti, 0, math.MaxInt32, obbligatorio)
		schema.GruppiAnnullabili(v, "idRendicontazione", &e.IDRendicontazione, func(v *schema.Visita, x *IDRendicontazione) {
			v.Testo("identificativoFlusso", &x.IdentificativoFlusso, codiceLibero, obbligatorio)
			v.DataOra("dataOraFlusso", &x.DataOraFlusso, obbligatorio)
		})
	})
}

func schemaNodoChiediFlusso(v *schema.Visita, p *NodoChiediFlussoRendicontazione) {
	schemaChiamante(v, &p.Chiamante)
	v.Testo("identificativoDominio", &p.IdentificativoDominio, codice35, facoltativo)
	v.Testo("identificativoPSP", &p.IdentificativoPSP, codice35, facoltativo)
	v.Testo("identificativoFlusso", &p.IdentificativoFlusso, codiceLibero, obbligatorio)
}

func schemaNodoChiediFlussoRisposta(v *schema.Visita, r *NodoChiediFlussoRendicontazioneRisposta) {
	schemaFaultRisposta(v, &r.Fault)
	v.Binario("xmlRendicontazione", &r.XMLRendicontazione, facoltativo)
}
