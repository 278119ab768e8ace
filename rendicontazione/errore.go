package rendicontazione

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// Codes of Errore; the others are of package avviso.
const (
	CodiceNome     avviso.Codice = "NOME"     // a text that is no name of the enumeration
	CodiceMancante avviso.Codice = "MANCANTE" // a mandatory member is absent
	CodiceImporto  avviso.Codice = "IMPORTO"  // an amount that is not positive, or a revoked one below zero
	CodiceIndice   avviso.Codice = "INDICE"   // an indice other than 1 to 5
	CodiceRipetuto avviso.Codice = "RIPETUTO" // two items of a position with one indice
	CodiceNumero   avviso.Codice = "NUMERO"   // no items, or more than 5
	CodiceCodice   avviso.Codice = "CODICE"   // an application or segregation code that is not two digits
	CodiceCodifica avviso.Codice = "CODIFICA" // a text that is not UTF-8
	CodiceChiave   avviso.Codice = "CHIAVE"   // a text that is the key of nothing
	CodiceOggi     avviso.Codice = "OGGI"     // warning: a document that says the day of its reconciliation
	CodiceFormato  avviso.Codice = "FORMATO"  // a document, or an object of a list, of another kind
	CodiceLettura  avviso.Codice = "LETTURA"  // the reader given by the caller failed
	CodiceOpzione  avviso.Codice = "OPZIONE"  // an option outside its range
	CodiceBinario  avviso.Codice = "BINARIO"  // not the binary form of an accumulator
)

// Kinds of error, found with errors.Is.
var (
	// ErrNome is a text that is no name of an enumeration of this package.
	ErrNome = errors.New("nome sconosciuto")
	// ErrRicevuta is a receipt item that breaks its own rules.
	ErrRicevuta = errors.New("voce di ricevuta non valida")
	// ErrPendenza is a debt position that breaks its own rules.
	ErrPendenza = errors.New("pendenza non valida")
	// ErrDominio is a body whose configuration is not one.
	ErrDominio = errors.New("dominio non valido")
	// ErrFormato is a document that is none of those that are read.
	ErrFormato = errors.New("documento di altro tipo")
	// ErrLettura is a failure of the caller's reader, which is wrapped too.
	ErrLettura = errors.New("lettura non riuscita")
	// ErrChiave is a text that is no key of an object.
	ErrChiave = errors.New("chiave non valida")
	// ErrOpzioni is an option outside its range, or a missing date.
	ErrOpzioni = errors.New("opzione non valida")
)

// Errore is a refusal of this package: what is wrong, where, and with which
// value.
type Errore struct {
	Codice  avviso.Codice // stable code
	Campo   string        // member, "" when none
	Valore  string        // the offending value, whole; quoted and shortened in the text
	Riga    int           // line in the input from 1, 0 when unknown
	Colonna int           // column in the input from 1, 0 when unknown
	Err     error         // a sentinel of this package, or a cause that unwraps to one
}

// Error returns the text of the refusal, with fiscal codes masked.
func (e *Errore) Error() string {
	return errore.Testo("rendicontazione", string(e.Codice), e.Campo, e.Valore, e.Riga, e.Colonna, e.Err)
}

// Unwrap returns the sentinel or the cause.
func (e *Errore) Unwrap() error { return e.Err }

// Rilievo returns the refusal as a finding.
func (e *Errore) Rilievo() avviso.Rilievo {
	return avviso.Rilievo{Codice: e.Codice, Campo: e.Campo, Valore: e.Valore, Riga: e.Riga, Colonna: e.Colonna, Testo: errore.Ragione(e.Err)}
}

// nullo is the refusal of a document that is not there.
func nullo() error { return &Errore{Codice: avviso.CodiceNullo, Err: avviso.ErrNullo} }

// rifiutaNome is the refusal of a name of an enumeration.
func rifiutaNome(campo string) func(valore string) error {
	return func(valore string) error {
		return &Errore{Codice: CodiceNome, Campo: campo, Valore: valore, Err: ErrNome}
	}
}
