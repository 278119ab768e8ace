package causale

import (
	"errors"

	"github.com/quietanza/quietanza/internal/errore"
)

// Codice is the stable code of a refusal.
type Codice string

// Codes of the refusals, in the order in which Parse tries them; NO_REFERENCE
// is of Leggi alone.
const (
	CodiceVuota          Codice = "EMPTY"          // nothing but white space
	CodiceLunga          Codice = "TOO_LONG"       // over 140 characters (Parse), over 4096 bytes (Leggi)
	CodiceCaratteri      Codice = "CHARSET"        // a character outside the SEPA set
	CodiceSintassi       Codice = "SYNTAX"         // tags missing, misplaced or unknown
	CodiceIUV            Codice = "IUV"            // no IUV of the kind the tag wants, or one that is too long
	CodiceCheckDigit     Codice = "CHECK_DIGIT"    // an RF reference whose check digits are wrong
	CodiceImporto        Codice = "AMOUNT"         // no amount of 1–9 digits, point, two decimals, above zero
	CodiceImportoAssente Codice = "AMOUNT_MISSING" // /RFS/ without amount
	CodiceIDFlusso       Codice = "IDFLUSSO"       // no identificativoFlusso where one must be
	CodiceNessuno        Codice = "NO_REFERENCE"   // nothing of pagoPA in the text
)

// ErrCausale is the kind of every refusal of this package.
var ErrCausale = errors.New("causale non valida")

// Errore is a refusal of this package. It unwraps to ErrCausale and, for
// IDFLUSSO of Parse and Format, to the *flusso.Errore that tells which rule.
type Errore struct {
	Codice  Codice // what is wrong, stable
	Campo   string // the field of the Causale it is about, "" for the whole text
	Valore  string // the refused part; shortened, quoted and masked in the text
	Riga    int    // always 0: a causale has no lines of its own
	Colonna int    // byte of the text where the refused part begins, from 1; 0 when unknown
	Err     error  // ErrCausale, or a cause that unwraps to it
}

// Error returns one line: package, code, field, quoted value, kind.
func (e *Errore) Error() string {
	return errore.Testo("causale", string(e.Codice), e.Campo, e.Valore, e.Riga, e.Colonna, e.Err)
}

// Unwrap returns the kind of the refusal.
func (e *Errore) Unwrap() error { return e.Err }

func rifiuta(c Codice, campo, valore string, colonna int) *Errore {
	return &Errore{Codice: c, Campo: campo, Valore: valore, Colonna: colonna, Err: ErrCausale}
}

// perCausa is ErrCausale with the refusal of a part behind it.
type perCausa struct{ causa error }

func (p *perCausa) Error() string   { return p.causa.Error() }
func (p *perCausa) Unwrap() []error { return []error{ErrCausale, p.causa} }
