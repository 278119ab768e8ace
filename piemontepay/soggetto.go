package piemontepay

import "github.com/quietanza/quietanza/internal/schema"

// Soggetto is a person or a company in a service message (SoggettoType): either
// Cognome and Nome, or RagioneSociale.
type Soggetto struct {
	Cognome        string `json:"Cognome,omitempty"`        // 1..70
	Nome           string `json:"Nome,omitempty"`           // 1..70
	RagioneSociale string `json:"RagioneSociale,omitempty"` // 1..70
	// IdentificativoUnivocoFiscale is the fiscal code or VAT number, 1..35.
	IdentificativoUnivocoFiscale string `json:"IdentificativoUnivocoFiscale"`
	Indirizzo                    string `json:"Indirizzo,omitempty"` // ..70
	Civico                       string `json:"Civico,omitempty"`    // ..16
	CAP                          string `json:"CAP,omitempty"`       // ..16
	Localita                     string `json:"Localita,omitempty"`  // ..35
	Provincia                    string `json:"Provincia,omitempty"` // ..35
	Nazione                      string `json:"Nazione,omitempty"`   // two capital letters
	EMail                        string `json:"EMail,omitempty"`     // ..256
}

// fisica reports whether the subject is a person.
func (s *Soggetto) fisica() bool { return s.Cognome != "" || s.Nome != "" }

// schemaSoggetto visits a subject, whose elements are of the common types.
func schemaSoggetto(v *schema.Visita, s *Soggetto) {
	comune(v, func() {
		v.Vuoto("PersonaGiuridica", !s.fisica() || s.RagioneSociale == "")
		if v.Apri("PersonaFisica", s.fisica(), schema.Opzionale) {
			v.Testo("Cognome", &s.Cognome, testo70, schema.Obbligatorio)
			v.Testo("Nome", &s.Nome, testo70, schema.Obbligatorio)
			v.Chiudi()
		} else if v.Apri("PersonaGiuridica", true, schema.Obbligatorio) {
			v.Testo("RagioneSociale", &s.RagioneSociale, testo70, schema.Obbligatorio)
			v.Chiudi()
		}
		v.Testo("IdentificativoUnivocoFiscale", &s.IdentificativoUnivocoFiscale, testo35, schema.Obbligatorio)
		v.Testo("Indirizzo", &s.Indirizzo, testo70, schema.Opzionale)
		v.Testo("Civico", &s.Civico, testo16, schema.Opzionale)
		v.Testo("CAP", &s.CAP, testo16, schema.Opzionale)
		v.Testo("Localita", &s.Localita, testo35, schema.Opzionale)
		v.Testo("Provincia", &s.Provincia, testo35, schema.Opzionale)
		v.Testo("Nazione", &s.Nazione, nazione, schema.Opzionale)
		v.Testo("EMail", &s.EMail, tipoEMail, schema.Opzionale)
	})
}
