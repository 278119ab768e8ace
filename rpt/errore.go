package rpt

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Codes of the refusals.
const (
	// CodiceSintassiXSD is a document that its schema refuses; Campo is the
	// path of the element.
	CodiceSintassiXSD avviso.Codice = "PAA_SINTASSI_XSD"
	// CodiceEnumerazione is a name or a code outside its list.
	CodiceEnumerazione avviso.Codice = "ENUMERAZIONE"
	// CodiceTotale is a sum of items that differs from its total, or cannot be one.
	CodiceTotale avviso.Codice = "TOTALE"
	// CodiceIBANBollo is an item with both an IBAN and a stamp, or neither.
	CodiceIBANBollo avviso.Codice = "IBAN_BOLLO"
	// CodiceIBANAddebito is a direct debit without the IBAN to debit.
	CodiceIBANAddebito avviso.Codice = "IBAN_ADDEBITO"
	// CodiceEsito is an outcome that does not fit the items it is asked for.
	CodiceEsito avviso.Codice = "ESITO"
	// CodiceCarrello is a cart or an identificativoCarrello that is not valid.
	CodiceCarrello avviso.Codice = "CARRELLO"
	// CodiceTransizione is an event that the present state does not admit.
	CodiceTransizione avviso.Codice = "TRANSIZIONE_NON_AMMESSA"
	// CodiceRTDuplicata is a receipt for a request that has one already.
	CodiceRTDuplicata avviso.Codice = "RT_DUPLICATA"
	// A document that is not there (nil) is avviso.CodiceNullo, of kind
	// avviso.ErrNullo.

	// CodiceDurata is a duration outside the range of its kind.
	CodiceDurata avviso.Codice = "DURATA"
)

// Codes of the warnings of the lenient readers.
const (
	// AvvertenzaImporto is an amount with fewer than two decimals or with a
	// sign, above 999999999.99, or a zero where the schema has none.
	AvvertenzaImporto = schema.AvvertenzaImporto
	// AvvertenzaEsito is a codiceEsitoPagamento outside 0–4, kept as it is.
	AvvertenzaEsito avviso.Codice = "ESITO_SCONOSCIUTO"
	// AvvertenzaSpazioNomi is an element in a namespace other than the
	// schema's, told once for each namespace.
	AvvertenzaSpazioNomi = schema.AvvertenzaSpazioNomi
	// AvvertenzaAttributo is an attribute that the schema does not have,
	// passed over and told once for each name.
	AvvertenzaAttributo = schema.AvvertenzaAttributo
	// AvvertenzaVuoto is an element without text, which an RT may lack.
	AvvertenzaVuoto = schema.AvvertenzaVuoto
	// AvvertenzaBase64 is a document wrapped in base64: the places of errors
	// and warnings are those of what was inside.
	AvvertenzaBase64 = schema.AvvertenzaBase64
	// AvvertenzaCaratteri is a text with control characters, which writing replaces
	// with a blank.
	AvvertenzaCaratteri = schema.AvvertenzaCaratteri
	// AvvertenzaSOAP is a document inside a SOAP message.
	AvvertenzaSOAP = schema.AvvertenzaSOAP
	// AvvertenzaNuda is a message without its SOAP envelope.
	AvvertenzaNuda = schema.AvvertenzaNuda
	// AvvertenzaAzione is a SOAPAction of another operation than that of the
	// element in the Body, which decides.
	AvvertenzaAzione avviso.Codice = "SOAPACTION"
	// AvvertenzaBOM is a byte order mark in front of a message.
	AvvertenzaBOM = schema.AvvertenzaBOM
	// AvvertenzaIntestazione is an unknown block of the Header that ought to be
	// understood, passed over.
	AvvertenzaIntestazione = schema.AvvertenzaIntestazione
)

// Kinds of refusal. Every *Errore of this package unwraps to one; those of a
// document that its schema refuses unwrap to ErrSintassi too.
var (
	// ErrSintassi is a document that its schema refuses, or that is no XML.
	ErrSintassi = errors.New("documento non conforme allo schema")

	// ErrRadice is a root element other than the expected one.
	ErrRadice = sintassi("elemento radice inatteso")
	// ErrSpazioNomi is an element in a namespace other than the schema's.
	ErrSpazioNomi = sintassi("spazio dei nomi errato")
	// ErrElementoMancante is a required element that is absent or out of order.
	ErrElementoMancante = sintassi("elemento obbligatorio mancante")
	// ErrElementoInatteso is an element where the schema has none.
	ErrElementoInatteso = sintassi("elemento inatteso")
	// ErrElementoRipetuto is a second copy of an element that stands once.
	ErrElementoRipetuto = sintassi("elemento ripetuto")
	// ErrOccorrenze is one element more than a list may hold.
	ErrOccorrenze = sintassi("troppe occorrenze")
	// ErrAttributo is an attribute, which no element of these schemas has.
	ErrAttributo = sintassi("attributo inatteso")
	// ErrContenuto is text between elements, or an element inside a value.
	ErrContenuto = sintassi("contenuto inatteso")
	// ErrLunghezza is a text shorter or longer than its type.
	ErrLunghezza = sintassi("lunghezza non ammessa")
	// ErrFormato is a text outside the pattern of its type.
	ErrFormato = sintassi("formato non ammesso")
	// ErrEnumerazione is a text outside the list of its type.
	ErrEnumerazione = sintassi("valore non in elenco")
	// ErrImporto is an amount outside the form or the range of its type.
	ErrImporto = sintassi("importo non valido")
	// ErrData is a date or a date-time that is none.
	ErrData = sintassi("data non valida")
	// ErrXML is a text that is not well-formed XML, or is over the limits.
	ErrXML = sintassi("XML non ben formato")
	// ErrBusta is a content that is neither XML, nor base64, nor an envelope
	// around the expected document.
	ErrBusta = sintassi("busta non riconosciuta")
	// ErrAzione is a SOAPAction of another operation than that of the message.
	ErrAzione = sintassi("SOAPAction di un'altra operazione")

	// ErrNome is a name that its enumeration does not have.
	ErrNome = nodo.ErrNome
	// ErrTotale is a total that is not the sum of its items.
	ErrTotale = errors.New("totale diverso dalla somma delle voci")
	// ErrIBANBollo is an item with both an IBAN and a stamp, or neither.
	ErrIBANBollo = errors.New("una e una sola tra ibanAccredito e datiMarcaBolloDigitale")
	// ErrIBANAddebito is a direct debit (AD) without ibanAddebito.
	ErrIBANAddebito = errors.New("ibanAddebito obbligatorio per l'addebito diretto")
	// ErrEsito is an outcome that does not fit the items.
	ErrEsito = errors.New("esito non compatibile con le voci")
	// ErrCarrello is a cart whose requests do not belong together.
	ErrCarrello = errors.New("carrello non valido")
	// ErrTransizione is an event that the present state does not admit.
	ErrTransizione = nodo.ErrTransizione
	// ErrRTDuplicata is a receipt for a request that has one already.
	ErrRTDuplicata = errors.New("RT già acquisita")
	// ErrRisposta is an answer that the schema takes and the Nodo does not.
	ErrRisposta = errors.New("risposta che il Nodo rifiuta")
	// ErrDurata is a duration outside the range of its kind.
	ErrDurata = errors.New("durata non ammessa")
)

// sintassi declares a kind of the family of ErrSintassi.
func sintassi(testo string) error { return errore.Motivo(testo, ErrSintassi) }

// errDOCTYPE is a document type declaration: an ErrXML that says no more than that.
var errDOCTYPE = errore.Motivo("DOCTYPE non ammesso", ErrXML)

// Errore is a refusal of this package: Campo is the path of the element below the root, as
// in datiPagamento/datiSingoloPagamento[2]/singoloImportoPagato; the root's name for the root.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "rpt" }

// assente is the refusal of a document that is not there.
func assente(nome string) error {
	return &Errore{Codice: avviso.CodiceNullo, Campo: nome, Err: avviso.ErrNullo}
}

// oppureVuoto takes a document that is not there for an empty one.
func oppureVuoto[T any](p *T) *T {
	if p == nil {
		return new(T)
	}
	return p
}

// stanza makes the errors of documents.
var stanza = schema.Stanza{Rifiuta: func(r schema.Rifiuto) error {
	codice := r.Codice // of a member of JSON
	if codice == "" {
		codice = CodiceSintassiXSD
	}
	return &Errore{
		Codice: codice, Campo: r.Campo, Valore: r.Valore, Riga: r.Riga, Colonna: r.Colonna,
		Err: errore.Coppia(tipiRifiuto[r.Motivo], r.Causa),
	}
}}

var tipiRifiuto = [...]error{
	schema.XML: ErrXML, schema.DOCTYPE: errDOCTYPE, schema.Codifica: ErrXML, schema.Limite: ErrXML, schema.Ingresso: ErrXML,
	schema.Busta: ErrBusta, schema.Azione: ErrAzione, schema.Radice: ErrRadice, schema.SpazioNomi: ErrSpazioNomi, schema.Mancante: ErrElementoMancante,
	schema.Inatteso: ErrElementoInatteso, schema.Ripetuto: ErrElementoRipetuto, schema.Occorrenze: ErrOccorrenze,
	schema.Attributo: ErrAttributo, schema.Contenuto: ErrContenuto, schema.Lunghezza: ErrLunghezza, schema.Formato: ErrFormato,
	schema.Elenco: ErrEnumerazione, schema.Importo: ErrImporto, schema.Data: ErrData, schema.Scrittura: ErrXML,
}

// rifiutaNome builds the refusal of a text that is no name of an enumeration.
func rifiutaNome(v string) error {
	return &Errore{Codice: CodiceEnumerazione, Valore: v, Err: ErrNome}
}
