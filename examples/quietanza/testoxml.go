package main

import (
	"regexp"
	"strings"

	"github.com/quietanza/quietanza/internal/charset"
)

// testoXML is an XML document that arrived as characters: inside a JSON string
// the encoding of its declaration no longer says anything about its bytes.
type testoXML string

var dichiarazioneXML = regexp.MustCompile(`^\x{FEFF}?<\?xml\s[^>?]*?(\sencoding\s*=\s*["']([^"'>]*)["'])`)

// UnmarshalText blanks the name of a single-byte encoding, so that the document
// is read as the UTF-8 it is. A name that the library does not know stays, for
// it to refuse.
func (t *testoXML) UnmarshalText(b []byte) error {
	s := string(b)
	if m := dichiarazioneXML.FindStringSubmatchIndex(s); m != nil {
		if c, err := charset.ParseCodifica(s[m[4]:m[5]]); err == nil && c != charset.UTF8 {
			s = s[:m[2]] + strings.Repeat(" ", m[3]-m[2]) + s[m[3]:]
		}
	}
	*t = testoXML(s)
	return nil
}
