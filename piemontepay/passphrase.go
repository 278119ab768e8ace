package piemontepay

import (
	"fmt"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/segreto"
)

// maxPassphrase is the length of the column in which the desk keeps it.
const maxPassphrase = 200

// Passphrase is the secret shared with the desk at registration, different
// between test and production. It prints as stars whatever the verb, also in
// JSON and inside other values, or as an address where package fmt asks no
// method, so that no log and no error can spill it.
//
// Source: manual, §4.1.
type Passphrase struct{ testo segreto.Testo }

// stelle is what a passphrase shows.
const stelle = segreto.Stelle

// NuovaPassphrase returns a passphrase of 1 to 200 characters of UTF-8 text,
// taken as it is: no trimming, no Unicode normalisation. Errors (ErrCampo, field
// "passphrase", without the value): OBBLIGATORIO when empty, LUNGHEZZA over 200
// characters, CARATTERE when not UTF-8.
func NuovaPassphrase(s string) (Passphrase, error) {
	var codice Codice
	switch {
	case s == "":
		codice = CodiceObbligatorio
	case !utf8.ValidString(s):
		codice = CodiceCarattere
	case utf8.RuneCountInString(s) > maxPassphrase:
		codice = CodiceLunghezza
	default:
		return Passphrase{segreto.Nuovo(s)}, nil
	}
	return Passphrase{}, &Errore{Codice: codice, Campo: "passphrase", Err: ErrCampo}
}

// IsValid reports whether the passphrase was given: the zero value is invalid.
func (p Passphrase) IsValid() bool { return p != Passphrase{} }

// String returns stars.
func (p Passphrase) String() string { return stelle }

// GoString returns stars, for %#v.
func (p Passphrase) GoString() string { return "piemontepay.Passphrase(" + stelle + ")" }

// Format writes stars for every verb: %x and %q would otherwise go around String.
func (p Passphrase) Format(f fmt.State, verb rune) {
	segreto.Scrivi(f, verb, p.GoString())
}

// MarshalText returns stars, so that a configuration written as JSON or XML
// does not carry the secret.
func (p Passphrase) MarshalText() ([]byte, error) { return []byte(stelle), nil }

// UnmarshalText reads a passphrase as NuovaPassphrase does. The stars that
// MarshalText writes are refused (CARATTERE): reading back one's own output
// would silently change the secret.
func (p *Passphrase) UnmarshalText(b []byte) error {
	if string(b) == stelle {
		return &Errore{Codice: CodiceCarattere, Campo: "passphrase", Err: ErrCampo}
	}
	v, err := NuovaPassphrase(string(b))
	if err != nil {
		return err
	}
	*p = v
	return nil
}
