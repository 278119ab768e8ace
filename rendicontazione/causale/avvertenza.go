package causale

import (
	"database/sql/driver"
	"encoding/json"
	"iter"
	"math/bits"
	"strings"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Avvertenza is one thing Leggi had to tolerate or to assume. The zero value is
// invalid.
type Avvertenza uint8

// The warnings, in the order in which they are listed.
const (
	Spezzato           Avvertenza = iota + 1 // WRAPPED: white space inside the identifier was skipped
	ACapoAmbiguo                             // AMBIGUOUS_WRAP: the next word may belong to the identifier or not
	Residuo                                  // TRAILING_GARBAGE: a foreign character ends the identifier
	PSPVuoto                                 // PSP_EMPTY: identificativoFlusso without PSP
	SenzaTrattino                            // IDFLUSSO_NO_HYPHEN: identificativoFlusso without hyphen
	PiuRiferimenti                           // MULTIPLE_REFERENCES: a single-payment reference too, which was left
	CheckDigit                               // CHECK_DIGIT: an RF reference whose check digits are wrong
	IUVSpaziato                              // SPACED_IUV: an RF reference printed in groups
	IUVNumeroAvviso                          // IUV_IS_NAV: a notice number in place of the IUV
	RFSNonRF                                 // RFS_NOT_RF: /RFS/ without an RF reference
	RFBConRF                                 // RFB_WITH_RF: /RFB/ with an RF reference
	ImportoForma                             // AMOUNT_FORMAT: not a point and two decimals; the value is used
	ImportoIlleggibile                       // AMOUNT_UNREADABLE: digits and marks that make no amount
	ImportoZero                              // AMOUNT_ZERO
	ImportoAssente                           // AMOUNT_MISSING: /RFS/ without a readable amount
	SenzaTagTesto                            // MISSING_TXT_TAG: free text without /TXT/
)

var nomiAvvertenza = nomi.Nuova[Avvertenza](func(v string) error {
	return rifiuta(CodiceSintassi, "avvertenze", v, 0)
},
	"WRAPPED", "AMBIGUOUS_WRAP", "TRAILING_GARBAGE", "PSP_EMPTY", "IDFLUSSO_NO_HYPHEN", "MULTIPLE_REFERENCES",
	"CHECK_DIGIT", "SPACED_IUV", "IUV_IS_NAV", "RFS_NOT_RF", "RFB_WITH_RF",
	"AMOUNT_FORMAT", "AMOUNT_UNREADABLE", "AMOUNT_ZERO", "AMOUNT_MISSING", "MISSING_TXT_TAG")

// ParseAvvertenza reads the name of a warning; anything else is an *Errore of
// code SYNTAX.
func ParseAvvertenza(s string) (Avvertenza, error) { return nomiAvvertenza.Parse(s) }

// IsValid reports whether a is a warning.
func (a Avvertenza) IsValid() bool { return nomiAvvertenza.Valido(a) }

// String returns the name of the warning.
func (a Avvertenza) String() string { return nomiAvvertenza.String(a) }

// AppendText implements encoding.TextAppender; the zero value is an error.
func (a Avvertenza) AppendText(b []byte) ([]byte, error) { return nomiAvvertenza.AppendText(b, a) }

// MarshalText implements encoding.TextMarshaler; the zero value is an error.
func (a Avvertenza) MarshalText() ([]byte, error) { return nomiAvvertenza.AppendText(nil, a) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseAvvertenza.
func (a *Avvertenza) UnmarshalText(b []byte) error { return nomiAvvertenza.UnmarshalText(a, b) }

// Scan reads a text column; NULL is an error.
func (a *Avvertenza) Scan(src any) error { return nomiAvvertenza.Scan(a, src) }

// Value returns the name for a text column.
func (a Avvertenza) Value() (driver.Value, error) { return nomiAvvertenza.Value(a) }

// Avvertenze is a set of warnings; the zero value is the empty set. JSON: an
// array of names, in the order of declaration.
type Avvertenze uint32

// InsiemeDi returns the set of the given warnings; invalid ones are left out.
func InsiemeDi(avvertenze ...Avvertenza) Avvertenze {
	var s Avvertenze
	for _, a := range avvertenze {
		if a.IsValid() {
			s |= 1 << (a - 1)
		}
	}
	return s
}

// Contiene reports whether the set has the warning.
func (s Avvertenze) Contiene(a Avvertenza) bool { return a.IsValid() && s&(1<<(a-1)) != 0 }

// IsZero reports whether the set is empty.
func (s Avvertenze) IsZero() bool { return s == 0 }

// Tutte yields the warnings of the set in the order of declaration.
func (s Avvertenze) Tutte() iter.Seq[Avvertenza] {
	return func(yield func(Avvertenza) bool) {
		for r := uint32(s); r != 0; r &= r - 1 {
			if a := Avvertenza(bits.TrailingZeros32(r) + 1); a.IsValid() && !yield(a) {
				return
			}
		}
	}
}

// String returns the names separated by commas.
func (s Avvertenze) String() string {
	var b strings.Builder
	for a := range s.Tutte() {
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(a.String())
	}
	return b.String()
}

// MarshalJSON writes an array of names, [] for the empty set.
func (s Avvertenze) MarshalJSON() ([]byte, error) {
	b := []byte{'['}
	for a := range s.Tutte() {
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(b, '"')
		b = append(b, a.String()...)
		b = append(b, '"')
	}
	return append(b, ']'), nil
}

// UnmarshalJSON reads an array of names; an unknown one is an error.
func (s *Avvertenze) UnmarshalJSON(b []byte) error {
	var l []Avvertenza
	if err := json.Unmarshal(b, &l); err != nil {
		return err
	}
	*s = InsiemeDi(l...)
	return nil
}
