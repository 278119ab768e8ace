package tracciato

import (
	"io"
	"iter"

	"github.com/quietanza/quietanza/avviso"
)

// Formato is the format of a file, or of its outcomes.
type Formato string

// The formats.
const (
	CSV     Formato = "csv"     // GovPay 3
	JSON    Formato = "json"    // GovPay 3
	Loader2 Formato = "loader2" // GovPay Loader 2.x

	// Elaborato is of outcomes only: what a printer of notices needs, as CSV:
	// outcome, IUV, numero avviso, QR code and bar code (tracciato elaborato).
	Elaborato Formato = "elaborato"
)

// IsValid reports whether a file may have the format.
func (f Formato) IsValid() bool { return f == CSV || f == JSON || f == Loader2 }

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
	return func(yield func(Riga, error) bool) { yield(Riga{}, rifiutaNome(string(f))) }
}

// Testata is what a file says of itself.
type Testata struct {
	IDTracciato                string
	IdDominio                  avviso.IdDominio
	AvvisaturaDigitale         bool
	ModalitaAvvisaturaDigitale string
	Righe                      int                 // lines, or positions
	Avvertenze                 []avviso.Avvertenza // what was tolerated beside the rows
}

// ParseTestata reads a file to its end, as its validation does, and returns what it
// says of itself. The error, an *Errore of kind ErrTracciato, is why it cannot be
// read as a whole; lines that cannot be read are no such reason.
func ParseTestata(f Formato, r io.Reader, o Opzioni) (Testata, error) {
	if f == JSON {
		return testataJSON(r, o)
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
