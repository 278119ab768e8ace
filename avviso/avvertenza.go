package avviso

import "github.com/quietanza/quietanza/internal/errore"

// Avvertenza is something tolerated: the value is usable, and a person may want
// to know.
type Avvertenza struct {
	Codice Codice // what was found, stable
	Campo  string // the field it is about
	Valore string // the value found
}

// Codes of the warnings about a numero avviso and about payload texts.
const (
	CodiceSegregazioneRiservata Codice = "SEGREGAZIONE_RISERVATA" // code of a national service
	CodiceAuxDeprecato          Codice = "AUX_DEPRECATO"          // aux digit 0, 1 or 2: kept for archives, not for new ones
	CodiceImportoCorto          Codice = "IMPORTO_CORTO"          // amount of one digit in a QR code
)

// String returns one line: code, field, quoted value. Fiscal codes of persons
// are masked.
func (a Avvertenza) String() string {
	return errore.Testo("avviso", string(a.Codice), a.Campo, a.Valore, 0, 0, nil)
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
		as = append(as, Avvertenza{CodiceCheckDigit, "numeroAvviso", s})
	}
	if n.Aux() != 3 {
		as = append(as, Avvertenza{CodiceAuxDeprecato, "numeroAvviso", s[:1]})
	}
	if _, ok := riservati[s[1:3]]; ok && n.Aux() >= 2 {
		as = append(as, Avvertenza{CodiceSegregazioneRiservata, "numeroAvviso", s[1:3]})
	}
	return as
}
