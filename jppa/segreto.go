package jppa

import (
	"crypto/subtle"
	"encoding/base64"
	"fmt"

	"github.com/quietanza/quietanza/internal/segreto"
)

// stelle is what a secret shows.
const stelle = segreto.Stelle

// Segreto is a password or another text that no log may show. It prints as stars
// whatever the verb, also in JSON and inside other values, or as an address where
// package fmt asks no method. The zero value is "not given".
type Segreto struct{ testo segreto.Testo }

// NuovoSegreto returns a secret; "" is the zero value.
func NuovoSegreto(s string) Segreto { return Segreto{segreto.Nuovo(s)} }

// Rivela returns the text, for the one who has to send it.
func (s Segreto) Rivela() string { return s.testo.Valore() }

// IsValid reports whether a secret was given.
func (s Segreto) IsValid() bool { return s != Segreto{} }

// Uguale reports whether a text is the secret, in a time that does not depend on
// where they differ. Nothing equals a secret that was not given.
func (s Segreto) Uguale(testo string) bool {
	return s.IsValid() && subtle.ConstantTimeCompare([]byte(s.Rivela()), []byte(testo)) == 1
}

// String returns stars.
func (s Segreto) String() string { return stelle }

// GoString returns stars, for %#v.
func (s Segreto) GoString() string { return "jppa.Segreto(" + stelle + ")" }

// Format writes stars for every verb: %x and %q would otherwise go around String.
func (s Segreto) Format(f fmt.State, verb rune) {
	segreto.Scrivi(f, verb, s.GoString())
}

// MarshalText returns stars, so that a configuration written as JSON does not
// carry the secret.
func (s Segreto) MarshalText() ([]byte, error) { return []byte(stelle), nil }

// UnmarshalText takes a text as it is. The stars that MarshalText writes are
// refused (FORMATO, ErrCampo): reading back one's own output would silently
// change the secret.
func (s *Segreto) UnmarshalText(b []byte) error {
	if string(b) == stelle {
		return &Errore{Codice: CodiceFormato, Err: ErrCampo}
	}
	*s = NuovoSegreto(string(b))
	return nil
}

// NuovoSecID returns the secret of a download link, made of 20 random bytes of
// the caller's: base64url without padding, 27 characters.
//
// Source: link-it/govpay 3.8.2, TracciatiNotificaPagamenti.
func NuovoSecID(casuali [20]byte) Segreto {
	return NuovoSegreto(base64.RawURLEncoding.EncodeToString(casuali[:]))
}
