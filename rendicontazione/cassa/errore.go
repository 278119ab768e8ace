package cassa

import (
	"errors"
	"io"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// Codes of Errore.
const (
	CodiceSintassi  avviso.Codice = "SINTASSI"  // the document is not well formed
	CodiceDOCTYPE   avviso.Codice = "DOCTYPE"   // the XML carries a document type declaration
	CodiceCodifica  avviso.Codice = "CODIFICA"  // bytes that are not of the declared character set
	CodiceLimite    avviso.Codice = "LIMITE"    // depth or text over the bound of the reader
	CodiceFormato   avviso.Codice = "FORMATO"   // the document is of another kind
	CodiceMancante  avviso.Codice = "MANCANTE"  // a mandatory element is absent or empty
	CodiceRipetuto  avviso.Codice = "RIPETUTO"  // an element that occurs once is given twice
	CodiceImporto   avviso.Codice = "IMPORTO"   // an amount that is not one, or is not positive
	CodiceData      avviso.Codice = "DATA"      // a date that is not one
	CodiceDivisa    avviso.Codice = "DIVISA"    // an amount in another currency than the euro
	CodiceValore    avviso.Codice = "VALORE"    // a value outside its list or shape
	CodiceDominio   avviso.Codice = "DOMINIO"   // an account whose body the caller did not give
	CodicePagine    avviso.Codice = "PAGINE"    // page numbers that contradict each other
	CodiceMovimento avviso.Codice = "MOVIMENTO" // a Movimento breaks its own rules
	CodiceProfilo   avviso.Codice = "PROFILO"   // the profile of a table that describes none
	CodiceLettura   avviso.Codice = "LETTURA"   // the reader given by the caller failed
)

// Kinds of error, found with errors.Is.
var (
	// ErrSintassi is a document that is not well formed: CodiceSintassi, CodiceDOCTYPE, CodiceCodifica, CodiceLimite.
	ErrSintassi = errors.New("documento non ben formato")
	// ErrFormato is a document of another kind, or pages that do not belong together.
	ErrFormato = errors.New("documento di altro tipo")
	// ErrMovimento is a movement, or the header, with a missing or wrong value.
	ErrMovimento = errors.New("valore mancante o errato")
	// ErrDivisa is an amount in another currency than the euro.
	ErrDivisa = errors.New("divisa diversa dall'euro")
	// ErrDominio is an account that belongs to no body the caller gave.
	ErrDominio = errors.New("conto di nessun ente noto")
	// ErrProfilo is a profile that describes no table.
	ErrProfilo = errors.New("profilo di tabella non valido")
	// ErrLettura is a failure of the caller's reader or writer, which is wrapped too.
	ErrLettura = errors.New("lettura o scrittura non riuscita")
)

// Errore is a refusal of this package: Campo is the element or the field.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "cassa" }

// errTroncato is a document that ends too early.
var errTroncato = errore.Coppia(ErrSintassi, io.ErrUnexpectedEOF)
