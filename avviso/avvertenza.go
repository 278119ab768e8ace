package avviso

import "strings"

// Codes of the warnings about a numero avviso and about payload texts.
const (
	CodiceSegregazioneRiservata Codice = "SEGREGAZIONE_RISERVATA" // code of a national service
	CodiceAuxDeprecato          Codice = "AUX_DEPRECATO"          // aux digit 0, 1 or 2: kept for archives, not for new ones
	CodiceImportoCorto          Codice = "IMPORTO_CORTO"          // amount of one digit in a QR code
)

// CodiceNonCanonico is a text that was read as another spelling of the official
// form: blanks, small letters, fewer decimals.
const CodiceNonCanonico Codice = "NON_CANONICO"

// nonCanonico is the warning about a text in another spelling.
func nonCanonico(s string) []Avvertenza {
	return []Avvertenza{{Codice: CodiceNonCanonico, Valore: strings.Clone(s), Testo: "forma non canonica"}}
}

// leggiCanonico reads the canonical spelling of s, with a warning when it is
// another.
func leggiCanonico[T any](s, canonico string, parse func(string) (T, error)) (T, []Avvertenza, error) {
	v, err := parse(canonico)
	if err != nil || canonico == s {
		return v, nil, err
	}
	return v, nonCanonico(s), nil
}

// riservati are the segregation codes of the national services.
//
// Source: SACI 1.4.0, chapter 2.
var riservati = map[string]string{
	"47": "Canone Unico (PagoPA)",
	"81": "PagoPA",
	"85": "TARI/TEFA (PagoPA)",
	"96": "Pago bollo (ACI)",
	"97": "SUAP (Unioncamere)",
	"98": "Certificati ANPR (Ministero dell'interno)",
	"99": "CIE (Ministero dell'interno)",
}

// SegregazioneRiservata returns the national service that a segregation code is
// reserved to, and whether it is reserved at all.
//
// Source: SACI 1.4.0, chapter 2.
func SegregazioneRiservata(codice string) (servizio string, riservata bool) {
	servizio, riservata = riservati[codice]
	return servizio, riservata
}

// Avvertenze returns what is worth knowing about a number before it is given
// out, in this order: a wrong check digit (CHECK_DIGIT), a deprecated aux digit
// (AUX_DEPRECATO), and a segregation code of a national service
// (SEGREGAZIONE_RISERVATA), which with aux digit 2 are the first two digits of
// the base and clash only if the creditor uses that service too.
//
// Source: SACI 1.4.0, chapter 2; SACI 3.x for the deprecation.
func (n NumeroAvviso) Avvertenze() []Avvertenza {
	if !n.IsValid() {
		return nil
	}
	var as []Avvertenza
	s := n.String()
	if !n.CheckValido() {
		as = append(as, Avvertenza{Codice: CodiceCheckDigit, Campo: "numeroAvviso", Valore: s, Testo: ErrCheckDigit.Error()})
	}
	if n.Aux() != Aux3 {
		as = append(as, Avvertenza{Codice: CodiceAuxDeprecato, Campo: "numeroAvviso", Valore: s[:1], Testo: "aux digit deprecato"})
	}
	if servizio, ok := riservati[s[1:3]]; ok && n.Aux() >= Aux2 {
		as = append(as, Avvertenza{
			Codice: CodiceSegregazioneRiservata, Campo: "numeroAvviso", Valore: s[1:3],
			Testo: "codice di segregazione riservato a " + servizio,
		})
	}
	return as
}
