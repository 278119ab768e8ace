package comandi

import (
	"github.com/quietanza/quietanza/internal/charset"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// testoXML is an XML document that arrived as characters: inside a JSON string
// the encoding of its declaration no longer says anything about its bytes.
type testoXML string

// UnmarshalText blanks the name of a single-byte encoding, so that the document
// is read as the UTF-8 it is. A name that the library does not know stays, for
// it to refuse.
func (t *testoXML) UnmarshalText(b []byte) error {
	*t = testoXML(xmlrigido.SenzaCodifica(string(b), func(nome string) bool {
		c, err := charset.ParseCodifica(nome)
		return err == nil && c != charset.UTF8
	}))
	return nil
}
