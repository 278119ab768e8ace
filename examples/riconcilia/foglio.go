package main

import (
	"io"
	"regexp"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// What an Italian spreadsheet opens with a double click: a mark of UTF-8, columns divided by a
// semicolon, amounts with a comma, days as gg/mm/aaaa.

// cella is a value as a spreadsheet has to read it.
type cella string

// numerica is a text that a spreadsheet would take for a number or a day, and change.
var numerica = regexp.MustCompile(`^[0-9+\-.,/: eE]*[0-9][0-9+\-.,/: eE]*$`)

// testo returns a text that stays one: what looks like a number is a formula of a constant, which
// keeps its zeros, and what looks like a formula has an apostrophe before it.
func testo(s string) cella {
	switch {
	case s == "":
		return ""
	case numerica.MatchString(s):
		return cella(`="` + s + `"`)
	case strings.ContainsRune("=+-@\t\r\n", rune(s[0])):
		return cella("'" + s)
	}
	return cella(s)
}

// importo returns an amount.
func importo(i avviso.Importo) cella { return cella(strings.Replace(i.String(), ".", ",", 1)) }

// giorno returns a day, nothing for none.
func giorno(d avviso.Data) cella {
	if !d.IsValid() {
		return ""
	}
	return cella(d.Italiana())
}

// siNo returns a yes or a no.
func siNo(v bool) cella {
	if v {
		return "sì"
	}
	return "no"
}

// scriviFoglio writes a table.
func scriviFoglio(w io.Writer, righe [][]cella) error {
	var b []byte
	b = append(b, "\ufeff"...)
	for _, r := range righe {
		for i, c := range r {
			if i > 0 {
				b = append(b, ';')
			}
			if !strings.ContainsAny(string(c), ";\"\r\n") {
				b = append(b, c...)
				continue
			}
			b = append(b, '"')
			b = append(b, strings.ReplaceAll(string(c), `"`, `""`)...)
			b = append(b, '"')
		}
		b = append(b, "\r\n"...)
		if _, err := w.Write(b); err != nil {
			return err
		}
		b = b[:0]
	}
	return nil
}
