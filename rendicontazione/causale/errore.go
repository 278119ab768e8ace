package causale

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// Codes of the refusals, in the order in which Parse tries them;
// NESSUN_RIFERIMENTO is of Leggi alone.
const (
	CodiceVuota          avviso.Codice = "VUOTA"              // nothing but white space
	CodiceLunga          avviso.Codice = "TROPPO_LUNGA"       // over 140 characters (Parse), over 4096 bytes (Leggi)
	CodiceCaratteri      avviso.Codice = "CARATTERI"          // a character outside the SEPA set
	CodiceSintassi       avviso.Codice = "SINTASSI"           // tags missing, misplaced or unknown
	CodiceIUV            avviso.Codice = "IUV"                // no IUV of the kind the tag wants, or one that is too long
	CodiceCheckDigit     avviso.Codice = "CHECK_DIGIT"        // an RF reference whose check digits are wrong
	CodiceImporto        avviso.Codice = "IMPORTO"            // no amount of 1–9 digits, point, two decimals, above zero
	CodiceImportoAssente avviso.Codice = "IMPORTO_ASSENTE"    // /RFS/ without amount
	CodiceIDFlusso       avviso.Codice = "IDFLUSSO"           // no identificativoFlusso where one must be
	CodiceNessuno        avviso.Codice = "NESSUN_RIFERIMENTO" // nothing of pagoPA in the text
)

// ErrCausale is the kind of every refusal of this package.
var ErrCausale = errors.New("causale non valida")

// Errore is a refusal of this package. It unwraps to ErrCausale and, for
// IDFLUSSO of Parse and Format, to the *flusso.Errore that tells which rule.
type Errore struct {
	Codice  avviso.Codice // what is wrong, stable
	Campo   string        // the field of the Causale it is about, "" for the whole text
	Valore  string        // the refused part; shortened, quoted and masked in the text
	Riga    int           // always 0: a causale has no lines of its own
	Colonna int           // byte of the text where the refused part begins, from 1; 0 when unknown
	Err     error         // ErrCausale, or a cause that unwraps to it
}

// Error returns one line: package, code, field, place, quoted value, kind.
func (e *Errore) Error() string {
	return errore.Testo("causale", string(e.Codice), e.Campo, e.Valore, e.Riga, e.Colonna, e.Err)
}

// Unwrap returns the kind of the refusal.
func (e *Errore) Unwrap() error { return e.Err }

// Rilievo returns the refusal as a finding.
func (e *Errore) Rilievo() avviso.Rilievo {
	return avviso.Rilievo{Codice: e.Codice, Campo: e.Campo, Valore: e.Valore, Riga: e.Riga, Colonna: e.Colonna, Testo: errore.Ragione(e.Err)}
}

func rifiuta(c avviso.Codice, campo, valore string, colonna int) *Errore {
	return &Errore{Codice: c, Campo: campo, Valore: valore, Colonna: colonna, Err: ErrCausale}
}

// rifiutaIDFlusso is the refusal of an identifier, with its own reason.
func rifiutaIDFlusso(id string, colonna int, causa error) *Errore {
	e := rifiuta(CodiceIDFlusso, "idFlusso", id, colonna)
	e.Err = errore.Coppia(ErrCausale, causa)
	return e
}
