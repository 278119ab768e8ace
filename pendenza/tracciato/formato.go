package tracciato

import (
	"database/sql/driver"
	"io"
	"iter"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/nomi"
)

// Formato is the format of a file. Zero is invalid.
type Formato uint8

// The formats.
const (
	CSV     Formato = iota + 1 // csv: GovPay 3
	JSON                       // json: GovPay 3
	Loader2                    // loader2: GovPay Loader 2.x
)

var nomiFormato = nomi.Nuova[Formato](rifiutaNome, "csv", "json", "loader2")

// ParseFormato returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseFormato(v string) (Formato, error) { return nomiFormato.Parse(v) }

// String returns the name.
func (f Formato) String() string { return nomiFormato.String(f) }

// IsValid reports whether f is one of the values; zero is none.
func (f Formato) IsValid() bool { return nomiFormato.Valido(f) }

// AppendText appends the name; the zero value is an error.
func (f Formato) AppendText(b []byte) ([]byte, error) { return nomiFormato.AppendText(b, f) }

// MarshalText returns the name; the zero value is an error.
func (f Formato) MarshalText() ([]byte, error) { return nomiFormato.AppendText(nil, f) }

// UnmarshalText reads a name.
func (f *Formato) UnmarshalText(b []byte) error { return nomiFormato.UnmarshalText(f, b) }

// Scan reads a name from a column; NULL is an error.
func (f *Formato) Scan(src any) error { return nomiFormato.Scan(f, src) }

// Value returns the name for a column.
func (f Formato) Value() (driver.Value, error) { return nomiFormato.Value(f) }

// Leggi reads a file in a format: LeggiCSV, LeggiJSON or LeggiLoader2. An invalid
// format is a NOME error (ErrNome).
func Leggi(f Formato, r io.Reader, o Opzioni) iter.Seq2[Riga, error] {
	switch f {
	case CSV:
		return LeggiCSV(r, o)
	case JSON:
		return LeggiJSON(r, o)
	case Loader2:
		return LeggiLoader2(r, o)
	}
	return func(yield func(Riga, error) bool) { yield(Riga{}, rifiutaNome(f.String())) }
}

// Testata is what a file says of itself.
type Testata struct {
	IDTracciato                string
	IDDominio                  avviso.IdDominio
	AvvisaturaDigitale         bool
	ModalitaAvvisaturaDigitale string
	Righe                      int // lines, or positions
}

// Esamina reads a file to its end, as its validation does, and returns what it
// says of itself. The error, an *Errore of kind ErrTracciato, is why it cannot be
// read as a whole; lines that cannot be read are no such reason.
func Esamina(f Formato, r io.Reader, o Opzioni) (Testata, error) {
	if f == JSON {
		return esaminaJSON(r, o)
	}
	var t Testata
	for _, err := range Leggi(f, r, o) {
		if err != nil {
			return Testata{}, err
		}
		t.Righe++
	}
	return t, nil
}
