package rendicontazione

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
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

// Errore is a refusal of this package: Campo is the member.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "rendicontazione" }

// nullo is the refusal of a document that is not there.
func nullo() error { return &Errore{Codice: avviso.CodiceNullo, Err: avviso.ErrNullo} }

// rifiutaNome is the refusal of a name of an enumeration.
func rifiutaNome(campo string) func(valore string) error {
	return func(valore string) error {
		return &Errore{Codice: CodiceNome, Campo: campo, Valore: valore, Err: ErrNome}
	}
}
