package rpt

import "github.com/quietanza/quietanza/internal/schema"

// FaultSOAP is the soap:Fault that comes instead of an answer: the other side did
// not process the message. It says nothing about the payment, and goes with HTTP
// 500.
//
// Source: Simple Object Access Protocol 1.1, §4.4.
type FaultSOAP struct {
	FaultCode   string `json:"faultcode"` // Client, Server, …: the name with or without prefix
	FaultString string `json:"faultstring"`
	FaultActor  string `json:"faultactor,omitempty"`
	Detail      string `json:"detail,omitempty"` // the texts of its elements; written as one
}

// faultSOAP is a message without schema: what stands in it is read whatever it is.
var faultSOAP = nuovaSpecie("", "Fault", &schema.Vocabolario{Spazio: schema.SpazioSOAP11, Prefisso: "soapenv", Locali: true, Nudo: true}, schemaFaultSOAP)

func schemaFaultSOAP(v *schema.Visita, f *FaultSOAP) {
	v.Contenuto("faultcode", &f.FaultCode, obbligatorio)
	v.Contenuto("faultstring", &f.FaultString, obbligatorio)
	v.Contenuto("faultactor", &f.FaultActor, facoltativo)
	switch {
	case v.Legge():
		v.Contenuto("detail", &f.Detail, facoltativo)
	case f.Detail != "": // elements stand in it, no text
		v.Apri("detail", true, facoltativo)
		v.Testo("testo", &f.Detail, schema.Libero, obbligatorio)
		v.Chiudi()
	}
}
