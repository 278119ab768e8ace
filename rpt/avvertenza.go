package rpt

import "github.com/quietanza/quietanza/internal/errore"

// CodiceAvvertenza is the stable code of something that a lenient reading
// tolerated.
type CodiceAvvertenza string

// Codes of the warnings.
const (
	// AvvertenzaImporto is an amount with fewer than two decimals or with a
	// sign, above 999999999.99, or a zero where the schema has none.
	AvvertenzaImporto CodiceAvvertenza = "IMPORTO_NON_CANONICO"
	// AvvertenzaEsito is a codiceEsitoPagamento outside 0–4, kept as it is.
	AvvertenzaEsito CodiceAvvertenza = "ESITO_SCONOSCIUTO"
	// AvvertenzaSpazioNomi is an element in a namespace other than the
	// schema's, told once for each namespace.
	AvvertenzaSpazioNomi CodiceAvvertenza = "SPAZIO_NOMI"
	// AvvertenzaAttributo is an attribute that the schema does not have,
	// passed over and told once for each name.
	AvvertenzaAttributo CodiceAvvertenza = "ATTRIBUTO_IGNORATO"
	// AvvertenzaBase64 is a document wrapped in base64: the places of errors
	// and warnings are those of what was inside.
	AvvertenzaBase64 CodiceAvvertenza = "BUSTA_BASE64"
	// AvvertenzaSOAP is a document inside a SOAP message.
	AvvertenzaSOAP CodiceAvvertenza = "BUSTA_SOAP"
)

// Avvertenza is one thing that a lenient reading tolerated and a strict one
// refuses.
type Avvertenza struct {
	Codice  CodiceAvvertenza `json:"codice"`
	Campo   string           `json:"campo,omitempty"`   // path of the element from the root
	Valore  string           `json:"valore,omitempty"`  // what was found
	Riga    int              `json:"riga,omitempty"`    // line, from 1
	Colonna int              `json:"colonna,omitempty"` // column, from 1
}

// String returns one line: code, element, place, quoted value. Fiscal codes of
// persons are masked.
func (a Avvertenza) String() string {
	return errore.Testo("rpt", string(a.Codice), a.Campo, a.Valore, a.Riga, a.Colonna, nil)
}
