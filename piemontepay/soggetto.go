package piemontepay

import (
	"regexp"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

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

// isFisica reports whether the subject is a person.
func (s *Soggetto) isFisica() bool { return s.Cognome != "" || s.Nome != "" }

func (s *Soggetto) descrivi(v *visita) {
	if !v.Legge() && s.isFisica() && s.RagioneSociale != "" {
		v.Rifiuta("PersonaGiuridica", s.RagioneSociale, errFuoriPosto)
	}
	fisica := v.gruppo("PersonaFisica", false, s.isFisica(), false, func(v *visita) {
		v.Testo("Cognome", &s.Cognome, 70, true)
		v.Testo("Nome", &s.Nome, 70, true)
	})
	if !fisica {
		v.gruppo("PersonaGiuridica", true, true, false, func(v *visita) {
			v.Testo("RagioneSociale", &s.RagioneSociale, 70, true)
		})
	}
	v.Testo("IdentificativoUnivocoFiscale", &s.IdentificativoUnivocoFiscale, 35, true)
	v.Testo("Indirizzo", &s.Indirizzo, 70, false)
	v.Testo("Civico", &s.Civico, 16, false)
	v.Testo("CAP", &s.CAP, 16, false)
	v.Testo("Localita", &s.Localita, 35, false)
	v.Testo("Provincia", &s.Provincia, 35, false)
	v.Stringa("Nazione", &s.Nazione, false, schema(`^[A-Z]{2}$`, 2))
	v.Stringa("EMail", &s.EMail, false, schema(`^.+@.+$`, 256))
}

// schema returns the check of a text with a pattern and a maximum length.
func schema(modello string, massimo int) func(string) error {
	re := regexp.MustCompile(modello)
	return func(s string) error {
		if err := xmlrigido.Lunghezza(s, 1, massimo); err != nil {
			return err
		}
		if !re.MatchString(s) {
			return &Errore{Codice: CodiceValore, Valore: s, Err: ErrMessaggio}
		}
		return nil
	}
}
