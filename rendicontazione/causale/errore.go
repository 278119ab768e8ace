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

// Errore is a refusal of this package. It unwraps to ErrCausale and, for IDFLUSSO of
// Parse and Format, to the *flusso.Errore that tells which rule. Campo is the field of the
// Causale, Colonna the byte, from 1, where the refused part begins; Riga is always 0.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "causale" }

func rifiuta(c avviso.Codice, campo, valore string, colonna int) *Errore {
	return &Errore{Codice: c, Campo: campo, Valore: valore, Colonna: colonna, Err: ErrCausale}
}

// rifiutaIDFlusso is the refusal of an identifier, with its own reason.
func rifiutaIDFlusso(id string, colonna int, causa error) *Errore {
	e := rifiuta(CodiceIDFlusso, "idFlusso", id, colonna)
	e.Err = errore.Coppia(ErrCausale, causa)
	return e
}
