package avviso

import (
	"database/sql/driver"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/cifre"
)

// PartitaIVA is an Italian VAT number (partita IVA): 11 digits, of which the
// last is a check. The zero value is invalid.
//
// Source: DM 23 dicembre 1976, "Sistemi di codificazione dei soggetti da
// iscrivere all'anagrafe tributaria".
type PartitaIVA struct{ n uint64 } // the number, which is never 0

// ParsePartitaIVA reads 11 ASCII digits. Errors, all ErrPartitaIVA: LUNGHEZZA,
// NON_NUMERICO, FORMATO (11 zeros), and CHECK_DIGIT, which is ErrCheckDigit
// too.
func ParsePartitaIVA(s string) (PartitaIVA, error) {
	if utf8.RuneCountInString(s) != cifreDominio {
		return PartitaIVA{}, rifiuta(CodiceLunghezza, s, ErrPartitaIVA)
	}
	if codice := difettoNumerico(s); codice != "" {
		return PartitaIVA{}, rifiutaCodice(codice, s, ErrPartitaIVA)
	}
	n, _ := cifre.Numero(s)
	return PartitaIVA{n}, nil
}

// IsValid reports whether p is not the zero value.
func (p PartitaIVA) IsValid() bool { return p.n != 0 }

// CodiceFiscale returns the number as the fiscal code it also is, the zero
// value for the zero value.
func (p PartitaIVA) CodiceFiscale() CodiceFiscale { return CodiceFiscale{p.String()} }

// String returns the 11 digits, "" for the zero value.
func (p PartitaIVA) String() string {
	var buf [cifreDominio]byte
	return string(p.AppendTo(buf[:0]))
}

// AppendTo appends the 11 digits, nothing for the zero value.
func (p PartitaIVA) AppendTo(b []byte) []byte {
	if p.n == 0 {
		return b
	}
	return cifre.Append(b, p.n, cifreDominio)
}

// MarshalText implements encoding.TextMarshaler; the zero value is an error of
// code NULLO.
func (p PartitaIVA) MarshalText() ([]byte, error) { return scriviTesto(p, ErrPartitaIVA) }

// UnmarshalText implements encoding.TextUnmarshaler with ParsePartitaIVA.
func (p *PartitaIVA) UnmarshalText(b []byte) error { return leggiTesto(p, b, ParsePartitaIVA) }

// Scan reads a text column with ParsePartitaIVA; NULL and numbers are errors.
func (p *PartitaIVA) Scan(src any) error { return leggiColonna(p, src, ParsePartitaIVA, ErrPartitaIVA) }

// Value returns the 11 digits for a text column.
func (p PartitaIVA) Value() (driver.Value, error) { return scriviColonna(p, ErrPartitaIVA) }
