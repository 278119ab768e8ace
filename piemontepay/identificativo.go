package piemontepay

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// maxIdentificativo is the longest identificativoPagamento. Logs of the
// published server cut it at 36: shorter identifiers are easier to find there.
const maxIdentificativo = 50

const campoIdentificativo = "identificativoPagamento"

// IdentificativoPagamento identifies one call to the desk (identificativoPagamento):
// chosen by the caller, unique over all the calls of all the callers, never used
// again, also after a refusal. The zero value is invalid.
//
// Source: manual, §4.2.
type IdentificativoPagamento struct{ v string }

// ParseIdentificativoPagamento reads an identifier in the alphabet of the manual,
// [A-Za-z0-9_], 1 to 50 characters. Errors (ErrCampo, field
// "identificativoPagamento"): OBBLIGATORIO, LUNGHEZZA, CARATTERE.
//
// Source: manual, §2.1 and §4.2.
func ParseIdentificativoPagamento(s string) (IdentificativoPagamento, error) {
	return parseIdentificativo(s, "_")
}

// LeggiIdentificativoPagamento is ParseIdentificativoPagamento that takes hyphens too,
// as a UUID has them, with the warning TRATTINO: the manual's own sample (§3.3) is one,
// and the desk does not check the alphabet. It is the door of portals that have their
// identifiers already; new ones are better made without.
func LeggiIdentificativoPagamento(s string) (IdentificativoPagamento, []avviso.Avvertenza, error) {
	i, err := parseIdentificativo(s, "_-")
	if err != nil || !strings.Contains(s, "-") {
		return i, nil, err
	}
	a := avverti(AvvertenzaTrattino)
	a.Campo, a.Valore = campoIdentificativo, s
	return i, []avviso.Avvertenza{a}, nil
}

func parseIdentificativo(s, altri string) (IdentificativoPagamento, error) {
	if err := validaTesto(campoIdentificativo, s, 1, maxIdentificativo, altri); err != nil {
		return IdentificativoPagamento{}, err
	}
	return IdentificativoPagamento{strings.Clone(s)}, nil
}

// IsValid reports whether the identifier was given.
func (i IdentificativoPagamento) IsValid() bool { return i.v != "" }

// String returns the identifier.
func (i IdentificativoPagamento) String() string { return i.v }

// MarshalText returns the identifier; the zero value is an error.
func (i IdentificativoPagamento) MarshalText() ([]byte, error) {
	if !i.IsValid() {
		return nil, &Errore{Codice: CodiceObbligatorio, Campo: campoIdentificativo, Err: ErrCampo}
	}
	return []byte(i.v), nil
}

// UnmarshalText reads an identifier as LeggiIdentificativoPagamento does: what
// MarshalText wrote may come from either door.
func (i *IdentificativoPagamento) UnmarshalText(b []byte) error {
	v, err := parseIdentificativo(string(b), "_-")
	if err != nil {
		return err
	}
	*i = v
	return nil
}

// validaTesto refuses an empty text, and one outside [A-Za-z0-9] and the other characters
// given, or outside its length in characters.
func validaTesto(campo, s string, minimo, massimo int, altri string) error {
	codice := avviso.Codice("")
	switch {
	case s == "":
		codice = CodiceObbligatorio
	case strings.ContainsFunc(s, func(r rune) bool { return !alfanumerico(r) && !strings.ContainsRune(altri, r) }):
		codice = avviso.CodiceCarattere
	case len(s) < minimo || len(s) > massimo:
		codice = avviso.CodiceLunghezza
	default:
		return nil
	}
	return &Errore{Codice: codice, Campo: campo, Valore: s, Err: ErrCampo}
}

func alfanumerico(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}
