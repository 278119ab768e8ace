// Package charset decodes to UTF-8 the single-byte character sets that the
// payment documents still arrive in.
//
// Only four names are known: UTF-8, US-ASCII, ISO-8859-1 and windows-1252, with
// their usual aliases. Nothing is guessed: a byte without a meaning (0x80 and
// above in US-ASCII; 81, 8D, 8F, 90 and 9D in windows-1252) is an error.
// ISO-8859-1 is what its name says, not windows-1252: bytes 80–9F are the C1
// controls.
//
// The package does not detect a character set and does not replace what it
// cannot convert.
package charset

import (
	"errors"
	"fmt"
	"strings"
)

// Codifica is a character set. The zero value is invalid.
type Codifica uint8

// The character sets known to the library.
const (
	UTF8        Codifica = iota + 1 // UTF-8, RFC 3629
	ASCII                           // US-ASCII, RFC 20: bytes 00–7F
	ISO88591                        // ISO/IEC 8859-1: byte and code point are the same number
	Windows1252                     // windows-1252, as registered with IANA by Microsoft
)

var nomi = [...]string{UTF8: "UTF-8", ASCII: "US-ASCII", ISO88591: "ISO-8859-1", Windows1252: "windows-1252"}

// String returns the preferred IANA name, such as "ISO-8859-1".
func (c Codifica) String() string {
	if !c.IsValid() {
		return fmt.Sprintf("Codifica(%d)", uint8(c))
	}
	return nomi[c]
}

// IsValid reports whether c is one of the declared character sets.
func (c Codifica) IsValid() bool { return c >= UTF8 && c <= Windows1252 }

// alias lists the other names of the IANA character-set registry, lower case,
// plus the spellings without hyphen that documents really carry.
var alias = map[string]Codifica{
	"utf8": UTF8, "unicode-1-1-utf-8": UTF8,

	"ascii": ASCII, "us": ASCII, "ansi_x3.4-1968": ASCII, "iso-ir-6": ASCII,
	"iso646-us": ASCII, "iso_646.irv:1991": ASCII, "ibm367": ASCII, "cp367": ASCII, "csascii": ASCII,

	"iso8859-1": ISO88591, "iso_8859-1": ISO88591, "iso_8859-1:1987": ISO88591,
	"iso88591": ISO88591, "iso-ir-100": ISO88591, "latin1": ISO88591, "latin-1": ISO88591, "l1": ISO88591,
	"ibm819": ISO88591, "cp819": ISO88591, "csisolatin1": ISO88591,

	"cp1252": Windows1252, "cp-1252": Windows1252,
	"x-cp1252": Windows1252, "cswindows1252": Windows1252,
}

// ErrSconosciuta is the kind of error for a character set that the library does
// not read.
var ErrSconosciuta = errors.New("insieme di caratteri sconosciuto")

// ParseCodifica returns the character set with that name or alias, letters of
// either case. Any other name is ErrSconosciuta.
func ParseCodifica(nome string) (Codifica, error) {
	for c := UTF8; c <= Windows1252; c++ {
		if strings.EqualFold(nome, nomi[c]) {
			return c, nil
		}
	}
	if len(nome) <= 32 {
		if c, ok := alias[strings.ToLower(nome)]; ok {
			return c, nil
		}
	}
	if len(nome) > 32 {
		nome = nome[:32] + "…"
	}
	return 0, fmt.Errorf("charset: %w %q", ErrSconosciuta, nome)
}

// ErrCarattere is the kind of error for a byte that has no character.
var ErrCarattere = errors.New("carattere che l'insieme di caratteri non ha")

// Errore says which byte could not be converted. It unwraps to
// ErrCarattere.
type Errore struct {
	Codifica Codifica // the character set in use
	Runa     rune     // the value of the byte
	Scarto   int64    // bytes of input that precede it
}

// Error returns one line with character set, byte, and offset.
func (e *Errore) Error() string {
	return fmt.Sprintf("charset: %s: %v: 0x%02X al byte %d", e.Codifica, ErrCarattere, e.Runa, e.Scarto)
}

// Unwrap returns ErrCarattere.
func (e *Errore) Unwrap() error { return ErrCarattere }
