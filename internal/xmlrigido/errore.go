package xmlrigido

import (
	"errors"

	"github.com/quietanza/quietanza/internal/errore"
)

// Kinds of error, for errors.Is.
var (
	ErrXML       = errors.New("XML non ben formato")
	ErrSpazi     = errors.New("spazi dei nomi XML non ben formati")
	ErrDOCTYPE   = errors.New("DOCTYPE non ammesso")
	ErrCodifica  = errors.New("codifica dei caratteri non ammessa")
	ErrLimite    = errors.New("limite superato")
	ErrLettura   = errors.New("lettura non riuscita")
	ErrStruttura = errors.New("elementi diversi da quelli dello schema")
	ErrValore    = errors.New("valore diverso dal suo tipo")
	ErrScrittura = errors.New("XML non scrivibile")
)

// Codice is a stable code of an error of this package.
type Codice string

// Codes under ErrXML.
const (
	CodiceSintassi        Codice = "SINTASSI"         // a character that the grammar does not want here
	CodiceTroncato        Codice = "TRONCATO"         // the input ends inside the document
	CodiceNome            Codice = "NOME"             // not a qualified name
	CodiceAttributoDoppio Codice = "ATTRIBUTO_DOPPIO" // an attribute repeated, by name or by expanded name
	CodiceRiferimento     Codice = "RIFERIMENTO"      // unknown entity, malformed reference, reference to an illegal character
	CodiceCarattere       Codice = "CARATTERE"        // character outside the Char production
	CodiceUTF8            Codice = "UTF8"             // invalid UTF-8
	CodiceDichiarazione   Codice = "DICHIARAZIONE"    // XML declaration malformed, out of place, or not of version 1.0
	CodiceCommento        Codice = "COMMENTO"         // "--" inside a comment
	CodiceChiusura        Codice = "CHIUSURA"         // end tag that does not match
	CodiceFuoriRadice     Codice = "FUORI_RADICE"     // text or element outside the root
	CodiceSenzaRadice     Codice = "SENZA_RADICE"     // no element at all
)

// Codes under the other kinds of the reader.
const (
	CodicePrefisso         Codice = "PREFISSO"          // ErrSpazi: unbound prefix or illegal namespace declaration
	CodiceDOCTYPE          Codice = "DOCTYPE"           // ErrDOCTYPE
	CodiceCodifica         Codice = "CODIFICA"          // ErrCodifica: unknown or contradicted encoding, undefined byte
	CodiceLimiteProfondita Codice = "LIMITE_PROFONDITA" // ErrLimite: elements nested too deep
	CodiceLimiteTesto      Codice = "LIMITE_TESTO"      // ErrLimite: one text too long
	CodiceLimiteTag        Codice = "LIMITE_TAG"        // ErrLimite: one tag too long
	CodiceLimiteAttributi  Codice = "LIMITE_ATTRIBUTI"  // ErrLimite: too many attributes in one tag
	CodiceLimiteByte       Codice = "LIMITE_BYTE"       // ErrLimite: document too large
	CodiceLettura          Codice = "LETTURA"           // ErrLettura, and the reader's own error
	CodiceElementoInatteso Codice = "ELEMENTO_INATTESO" // ErrStruttura: an element that the schema does not have here
	CodiceTestoInatteso    Codice = "TESTO_INATTESO"    // ErrStruttura: text beside child elements
	CodiceValore           Codice = "VALORE"            // ErrValore: not in the lexical space or the enumeration
	CodiceScrittura        Codice = "SCRITTURA"         // ErrScrittura: misuse of the writer, or a character XML cannot carry
)

// Errore is every error of this package. It unwraps to one of the sentinels
// and, for LETTURA and for values refused by the caller, to the cause as well.
type Errore struct {
	Codice        Codice
	Percorso      string // open elements from the root, "RT/datiPagamento"; "" when none
	Valore        string // the offending name, reference or value
	Riga, Colonna int    // 1-based; the column counts characters (runes), CRLF ends one line; 0 when unknown
	Err           error
}

// Error returns one line: code, path, place, value, kind.
func (e *Errore) Error() string {
	return errore.Testo("xmlrigido", string(e.Codice), e.Percorso, e.Valore, e.Riga, e.Colonna, e.Err)
}

// Unwrap returns the kind, or an error that unwraps to the kind and the cause.
func (e *Errore) Unwrap() error { return e.Err }
