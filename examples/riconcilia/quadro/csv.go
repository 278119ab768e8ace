package quadro

import (
	"io"
	"regexp"
	"strconv"
	"strings"
)

// numerica is a text that a spreadsheet would take for a number or a day, and change.
var numerica = regexp.MustCompile(`^[0-9+\-.,/: eE]*[0-9][0-9+\-.,/: eE]*$`)

// protetto returns a text that stays one: what looks like a number is a formula of a constant, which
// keeps its zeros, and what looks like a formula has an apostrophe before it.
func protetto(s string) string {
	switch {
	case s == "":
		return ""
	case numerica.MatchString(s):
		return `="` + s + `"`
	case strings.ContainsRune("=+-@\t\r\n", rune(s[0])):
		return "'" + s
	}
	return s
}

// csv returns the cell as an Italian spreadsheet reads it.
func (c Cella) csv() string {
	switch c.Genere {
	case Testo:
		return protetto(c.Testo)
	case Numero:
		return strconv.FormatInt(c.Numero, 10)
	case Euro:
		return strings.Replace(c.Importo.String(), ".", ",", 1)
	case Giorno:
		return c.Giorno.Italiana()
	}
	return c.Testo
}

// ScriviCSV writes the table in the way that an Italian spreadsheet opens with a double click: a mark
// of UTF-8, columns divided by a semicolon, amounts with a comma, days as gg/mm/aaaa.
func (t *Tabella) ScriviCSV(w io.Writer) error {
	b := []byte("\ufeff")
	for i, c := range t.Colonne {
		b = appendCSV(b, i, protetto(c))
	}
	b = append(b, "\r\n"...)
	for r := range t.Righe {
		for i, c := range r {
			b = appendCSV(b, i, c.csv())
		}
		b = append(b, "\r\n"...)
		if len(b) >= bloccoCSV {
			if _, err := w.Write(b); err != nil {
				return err
			}
			b = b[:0]
		}
	}
	_, err := w.Write(b)
	return err
}

// bloccoCSV is how many bytes are written at a time.
const bloccoCSV = 64 << 10

func appendCSV(b []byte, colonna int, s string) []byte {
	if colonna > 0 {
		b = append(b, ';')
	}
	if !strings.ContainsAny(s, ";\"\r\n") {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}
