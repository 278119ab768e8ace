package cassa

import (
	"errors"

	"github.com/quietanza/quietanza/internal/errore"
)

// Codice says what is wrong with a document or a movement. The values are stable.
type Codice string

// Codes of Errore.
const (
	CodiceSintassi  Codice = "SINTASSI"  // the document is not well formed
	CodiceDOCTYPE   Codice = "DOCTYPE"   // the XML carries a document type declaration
	CodiceCodifica  Codice = "CODIFICA"  // bytes that are not of the declared character set
	CodiceLimite    Codice = "LIMITE"    // depth or text over the bound of the reader
	CodiceFormato   Codice = "FORMATO"   // the document is of another kind
	CodiceMancante  Codice = "MANCANTE"  // a mandatory element is absent or empty
	CodiceRipetuto  Codice = "RIPETUTO"  // an element that occurs once is given twice
	CodiceImporto   Codice = "IMPORTO"   // an amount that is not one, or is not positive
	CodiceData      Codice = "DATA"      // a date that is not one
	CodiceDivisa    Codice = "DIVISA"    // an amount in another currency than the euro
	CodiceValore    Codice = "VALORE"    // a value outside its list or shape
	CodiceDominio   Codice = "DOMINIO"   // an account whose body the caller did not give
	CodicePagine    Codice = "PAGINE"    // page numbers that contradict each other
	CodiceMovimento Codice = "MOVIMENTO" // a Movimento breaks its own rules
	CodiceLettura   Codice = "LETTURA"   // the reader given by the caller failed
)

// Kinds of error, found with errors.Is.
var (
	// ErrSintassi is a document that is not well formed: CodiceSintassi, CodiceDOCTYPE, CodiceCodifica, CodiceLimite.
	ErrSintassi = errors.New("document not well formed")
	// ErrFormato is a document of another kind, or pages that do not belong together.
	ErrFormato = errors.New("not the expected document")
	// ErrMovimento is a movement, or the header, with a missing or wrong value.
	ErrMovimento = errors.New("wrong or missing value")
	// ErrDivisa is an amount in another currency than the euro.
	ErrDivisa = errors.New("currency is not EUR")
	// ErrDominio is an account that belongs to no body the caller gave.
	ErrDominio = errors.New("account of no known body")
	// ErrLettura is a failure of the caller's reader or writer, which is wrapped too.
	ErrLettura = errors.New("input or output failed")
)

// Errore is a refusal of this package: what is wrong, where, and with which value.
type Errore struct {
	Codice  Codice // stable code
	Campo   string // element or field, "" when none
	Valore  string // the offending value, whole; quoted and shortened in the text
	Riga    int    // line in the input from 1, 0 when unknown
	Colonna int    // column in characters from 1, 0 when unknown
	Err     error  // a sentinel of this package, or a cause that unwraps to one
}

// Error returns the text of the refusal, with fiscal codes masked.
func (e *Errore) Error() string {
	return errore.Testo("cassa", string(e.Codice), e.Campo, e.Valore, e.Riga, e.Colonna, e.Err)
}

// Unwrap returns the sentinel or the cause.
func (e *Errore) Unwrap() error { return e.Err }
