package avviso

import (
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
)

// stelle is what a secret shows: always as many, so that its length stays secret too.
const stelle = "********"

// ErrSegreto is a text that cannot be a secret: the stars that one shows.
var ErrSegreto = errors.New("segreto non valido")

// Segreto is a password, a passphrase or another text that no log may show. It prints
// as stars whatever the verb, also in JSON and inside other values. It is comparable;
// the zero value is "not given".
//
// A Format method is not enough: package fmt does not ask the methods of unexported
// fields, and what walks a value by reflection (the difference that a test prints) asks
// none. The text is therefore kept covered, in a way that differs in each process; this
// keeps it out of what is printed and is no encryption.
type Segreto struct{ coperto string }

// NuovoSegreto returns a secret; "" is the zero value.
func NuovoSegreto(s string) Segreto {
	if s == "" {
		return Segreto{}
	}
	b := binary.LittleEndian.AppendUint64(make([]byte, 0, 8+len(s)), maphash.String(seme, s))
	b = append(b, s...)
	copri(b[8:], string(b[:8]))
	return Segreto{string(b)}
}

// seme and chiave differ in each process.
var (
	seme   = maphash.MakeSeed()
	chiave = maphash.String(seme, "")
)

// copri covers a text, or uncovers it, with a stream of its own: that of the eight bytes
// before the covered one, in the steps of SplitMix64.
func copri(b []byte, prima string) {
	var stato, flusso uint64
	for i := range 8 {
		stato = stato<<8 | uint64(prima[i])
	}
	stato ^= chiave
	for i := range b {
		if i%8 == 0 {
			stato += 0x9e3779b97f4a7c15
			flusso = (stato ^ stato>>30) * 0xbf58476d1ce4e5b9
			flusso = (flusso ^ flusso>>27) * 0x94d049bb133111eb
			flusso ^= flusso >> 31
		}
		b[i] ^= byte(flusso)
		flusso >>= 8
	}
}

// AppendRivelato appends the text in clear, for the one who has to send or digest it.
func (s Segreto) AppendRivelato(b []byte) []byte {
	if s.coperto == "" {
		return b
	}
	n := len(b)
	b = append(b, s.coperto[8:]...)
	copri(b[n:], s.coperto)
	return b
}

// Rivela returns the text in clear.
func (s Segreto) Rivela() string { return string(s.AppendRivelato(nil)) }

// IsValid reports whether a secret was given.
func (s Segreto) IsValid() bool { return s.coperto != "" }

// Uguale reports whether a text is the secret, in a time that does not depend on where
// they differ. Nothing equals a secret that was not given.
func (s Segreto) Uguale(testo string) bool {
	return s.IsValid() && subtle.ConstantTimeCompare(s.AppendRivelato(nil), []byte(testo)) == 1
}

// String returns stars.
func (s Segreto) String() string { return stelle }

// Format writes stars for every verb: %x and %q would otherwise go around String.
func (s Segreto) Format(f fmt.State, verb rune) {
	testo := stelle
	if verb == 'v' && f.Flag('#') {
		testo = "avviso.Segreto(" + stelle + ")"
	}
	_, _ = io.WriteString(f, testo) // a fmt.State has nobody to tell a failure to
}

// MarshalText returns stars, so that a configuration written as JSON does not carry the
// secret.
func (s Segreto) MarshalText() ([]byte, error) { return []byte(stelle), nil }

// UnmarshalText takes a text as it is. The stars that MarshalText writes are refused
// (FORMATO, ErrSegreto): reading back one's own output would silently change the secret.
func (s *Segreto) UnmarshalText(b []byte) error {
	if string(b) == stelle {
		return rifiuta(CodiceFormato, "", ErrSegreto)
	}
	*s = NuovoSegreto(string(b))
	return nil
}
