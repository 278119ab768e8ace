package schema

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Motivo is why a document is refused.
type Motivo uint8

// The text is no XML that is read.
const (
	XML      Motivo = iota + 1 // not well-formed
	DOCTYPE                    // a document type declaration
	Codifica                   // bytes that are no text in the declared encoding
	Limite                     // too deep, too long, too large
	Ingresso                   // the reader of the caller failed
	Busta                      // neither the document nor an envelope around it
	Azione                     // another SOAPAction (Valore) than that of the message
)

// The elements are not those of the schema.
const (
	Radice     Motivo = iota + Azione + 1 // another root element; Valore is its name
	SpazioNomi                            // another namespace; Valore is the one found
	Mancante                              // a mandatory element that does not stand in its place; Valore is what does
	Inatteso                              // an element that the schema does not have there
	Ripetuto                              // a second copy of an element that stands once
	Occorrenze                            // more elements than a list may hold
	Attributo                             // an attribute that the schema does not have
	Contenuto                             // text between elements, or an element (Valore) inside a text
)

// The text of an element is not of its type.
const (
	Lunghezza Motivo = iota + Contenuto + 1 // too few or too many characters
	Formato                                 // outside the pattern
	Elenco                                  // none of the list
	Importo                                 // no amount, or out of its range
	Data                                    // no date, no instant
	Scrittura                               // something that XML cannot carry
)

// Struttura reports whether the elements are not those of the schema.
func (m Motivo) Struttura() bool { return m >= Radice && m <= Contenuto }

// Valore reports whether the text of an element is not of its type.
func (m Motivo) Valore() bool { return m >= Lunghezza && m <= Scrittura }

// Rifiuto is what a room is told to make an error of.
type Rifiuto struct {
	Motivo        Motivo
	Campo         string        // path of the element from the root, "RT/datiPagamento/datiSingoloPagamento[2]"
	Valore        string        // what was found
	Riga, Colonna int           // place of the start tag, from 1; 0 when writing
	Causa         error         // what lies behind, nil for nothing
	Scrive        bool          // the document was being written
	Codice        avviso.Codice // of a member of JSON; "" for XML
}

// Stanza is what a room brings to its documents.
type Stanza struct {
	// Rifiuta makes the error of the room.
	Rifiuta func(Rifiuto) error
}

// Tolleranza is what a reading lets pass with a warning.
type Tolleranza uint8

// What a reading may let pass. 0 is a strict reading.
const (
	TolleraSpazi     Tolleranza = 1 << iota // an element in another namespace
	TolleraAttributi                        // an attribute that the schema does not have
	TolleraImporti                          // an amount in another form, or out of range, but not negative
	TolleraBuste                            // base64 or SOAP around the document
	TolleraVuoti                            // a text without characters that is no Chiave
)

// Traduci tells what an error of the scanner means. The path is that of the open
// elements; the cause is the kind of the error, and what lies behind it.
func Traduci(err error) Rifiuto {
	var x *xmlrigido.Errore
	if !errors.As(err, &x) {
		return Rifiuto{Motivo: Ingresso, Causa: err}
	}
	r := Rifiuto{Motivo: XML, Campo: x.Percorso, Valore: x.Valore, Riga: x.Riga, Colonna: x.Colonna, Causa: x.Err}
	switch {
	case errors.Is(x.Err, xmlrigido.ErrStruttura):
		r.Motivo, r.Causa = Contenuto, nil
	case errors.Is(x.Err, xmlrigido.ErrDOCTYPE):
		r.Motivo = DOCTYPE
	case errors.Is(x.Err, xmlrigido.ErrLimite):
		r.Motivo = Limite
	case errors.Is(x.Err, xmlrigido.ErrLettura):
		r.Motivo = Ingresso
	case errors.Is(x.Err, xmlrigido.ErrCodifica), x.Codice == xmlrigido.CodiceUTF8:
		r.Motivo = Codifica
	}
	return r
}
