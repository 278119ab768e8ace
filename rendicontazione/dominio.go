package rendicontazione

import (
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// AuxDigit is the aux digit with which a body numbers its notices. The zero
// value stands for a body whose configuration is not known.
//
// JSON: the digit as a number, read also from a string.
//
// Source: SACI 1.4.0, chapter 2.
type AuxDigit uint8

// The aux digits in use.
const (
	Aux0 AuxDigit = iota + 1 // 0: an application code before the IUV
	Aux1                     // 1: 17 free digits
	Aux2                     // 2: 15 digits and their check
	Aux3                     // 3: a segregation code inside the IUV
)

// ParseAuxDigit reads 0, 1, 2 or 3; anything else is an *Errore with CodiceAux
// (ErrDominio).
func ParseAuxDigit(s string) (AuxDigit, error) {
	if len(s) == 1 && s[0] >= '0' && s[0] <= '3' {
		return AuxDigit(s[0]-'0') + Aux0, nil
	}
	return 0, &Errore{Codice: CodiceAux, Campo: "auxDigit", Valore: s, Err: ErrDominio}
}

// IsValid reports whether the digit is known.
func (a AuxDigit) IsValid() bool { return a >= Aux0 && a <= Aux3 }

// Cifra returns the digit, -1 when it is not known.
func (a AuxDigit) Cifra() int {
	if !a.IsValid() {
		return -1
	}
	return int(a - Aux0)
}

// String returns the digit, "" when it is not known.
func (a AuxDigit) String() string {
	if !a.IsValid() {
		return ""
	}
	return strconv.Itoa(a.Cifra())
}

// MarshalJSON writes the digit as a number; a value that is none of the four is
// an error.
func (a AuxDigit) MarshalJSON() ([]byte, error) {
	if !a.IsValid() {
		return nil, &Errore{Codice: CodiceAux, Campo: "auxDigit", Valore: strconv.Itoa(int(a)), Err: ErrDominio}
	}
	return []byte(a.String()), nil
}

// UnmarshalJSON takes the digit as a number or as a string; null leaves it
// unknown.
func (a *AuxDigit) UnmarshalJSON(b []byte) error {
	s := string(b)
	if s == "null" {
		return nil
	}
	if len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"' {
		s = s[1 : len(s)-1]
	}
	v, err := ParseAuxDigit(s)
	if err != nil {
		return err
	}
	*a = v
	return nil
}

// Dominio is one body (ente creditore) of the set that a reconciliation looks
// at, with what tells its own IUV from those that another of its intermediaries
// gives out.
type Dominio struct {
	// IdDominio is the body.
	IdDominio avviso.IdDominio `json:"idDominio"`
	// AuxDigit is the aux digit of its notices. When it is not known every IUV
	// counts as the body's own, so that a missing receipt is never excused.
	AuxDigit AuxDigit `json:"auxDigit,omitzero"`
	// ApplicationCodes are the application codes of its stations, two digits
	// each (aux digit 0). They do not show in a IUV and change nothing here.
	ApplicationCodes []string `json:"applicationCodes,omitempty"`
	// SegregationCodes are its own segregation codes, two digits each (aux
	// digit 3).
	SegregationCodes []string `json:"segregationCodes,omitempty"`
}

// Valida returns nil when d keeps its own rules, else an *Errore (ErrDominio)
// that names the member: MANCANTE for idDominio, AUX, CODICE for a code that is
// not two digits.
func (d Dominio) Valida() error {
	rifiuta := func(c Codice, campo, valore string) error {
		return &Errore{Codice: c, Campo: campo, Valore: valore, Err: ErrDominio}
	}
	if !d.IdDominio.IsValid() {
		return rifiuta(CodiceMancante, "idDominio", "")
	}
	if d.AuxDigit > Aux3 {
		return rifiuta(CodiceAux, "auxDigit", strconv.Itoa(int(d.AuxDigit)))
	}
	for _, c := range d.ApplicationCodes {
		if !dueCifre(c) {
			return rifiuta(CodiceCodice, "applicationCodes", c)
		}
	}
	for _, c := range d.SegregationCodes {
		if !dueCifre(c) {
			return rifiuta(CodiceCodice, "segregationCodes", c)
		}
	}
	return nil
}

func dueCifre(s string) bool {
	return len(s) == 2 && s[0]-'0' <= 9 && s[1]-'0' <= 9
}

// normale returns d with its codes sorted and each once: they are sets.
func (d Dominio) normale() Dominio {
	d.ApplicationCodes = codiciOrdinati(d.ApplicationCodes)
	d.SegregationCodes = codiciOrdinati(d.SegregationCodes)
	return d
}

func codiciOrdinati(codici []string) []string {
	if len(codici) == 0 {
		return nil
	}
	c := slices.Clone(codici)
	slices.Sort(c)
	return slices.Compact(c)
}

// uguale compares two configurations in the form of normale.
func (d Dominio) uguale(e Dominio) bool {
	return d.IdDominio == e.IdDominio && d.AuxDigit == e.AuxDigit &&
		slices.Equal(d.ApplicationCodes, e.ApplicationCodes) && slices.Equal(d.SegregationCodes, e.SegregationCodes)
}

// interno reports whether a IUV, in canonical form, is one that the body gives
// out itself.
//
// Source: GovPay, recognition of the IUV of a body (IuvUtils).
func (d Dominio) interno(iuv string) bool {
	if !d.AuxDigit.IsValid() {
		return true
	}
	u, err := avviso.ParseIUV(iuv)
	if err != nil {
		return false
	}
	c := avviso.Configurazione{AuxDigit: avviso.AuxDigit(d.AuxDigit.String())}
	if d.AuxDigit != Aux3 {
		return avviso.Interno(u, c)
	}
	for _, c.SegregationCode = range d.SegregationCodes {
		if avviso.Interno(u, c) {
			return true
		}
	}
	return false
}
