package main

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// conto is how much was compared.
type conto struct{ righe, celle, euro, giorni, iuv, somme int }

var (
	comeEuro   = regexp.MustCompile(`^-?[0-9]+,[0-9]{2}$`)
	comeGiorno = regexp.MustCompile(`^[0-9]{2}/[0-9]{2}/[0-9]{4}$`)
	comeNumero = regexp.MustCompile(`^-?[0-9]+$`)
	protetto   = regexp.MustCompile(`(?s)^="(.*)"$`)
)

// foglio compares a sheet: the sums, the head, the rows.
func (c *conto) foglio(avuto, atteso []byte) error {
	var testa, somme []campo
	var scritte []int64
	somme, avuto = primaRiga(avuto)
	for n := 2; len(avuto) > 0 || len(atteso) > 0; n++ {
		var riga, attesa []campo
		riga, avuto = primaRiga(avuto)
		attesa, atteso = primaRiga(atteso)
		if testa == nil {
			testa, scritte = attesa, make([]int64, len(attesa))
		}
		if len(riga) < len(attesa) {
			return fmt.Errorf("riga %d: %d colonne, ne erano attese %d", n, len(riga), len(attesa))
		}
		for i, x := range attesa {
			if err := c.cella(riga[i], x.testo); err != nil {
				return fmt.Errorf("riga %d, %s: %w", n, testa[i].testo, err)
			}
			switch {
			case comeEuro.MatchString(x.testo):
				scritte[i] += centesimi(x.testo)
			case testa[i].testo == "iuv" && protetto.MatchString(x.testo):
				c.iuv++
			}
		}
		if n > 2 {
			c.righe++
		}
	}
	for i, v := range scritte {
		if i >= len(somme) || somme[i].testo == "" {
			continue
		}
		if s := somme[i]; s.virgolette || centesimi(s.testo) != v {
			return fmt.Errorf("%s: la somma è %q, le righe fanno %d centesimi", testa[i].testo, s.testo, v)
		}
		c.somme++
	}
	return nil
}

// cella compares a cell as LibreOffice shows it with what riconcilia writes.
func (c *conto) cella(avuta campo, attesa string) error {
	testo, euro := false, false
	switch {
	case attesa == "":
	case comeEuro.MatchString(attesa):
		c.euro++
		euro = true
	case comeGiorno.MatchString(attesa):
		c.giorni++
	case comeNumero.MatchString(attesa):
		testo = avuta.virgolette // a number, or a code of the report such as an index
	default:
		testo = true
		if m := protetto.FindStringSubmatch(attesa); m != nil {
			attesa = m[1]
		} else if len(attesa) > 1 && attesa[0] == '\'' && strings.ContainsRune("=+-@", rune(attesa[1])) {
			attesa = attesa[1:]
		}
	}
	c.celle++
	mostrata := avuta.testo
	if euro {
		mostrata = strings.ReplaceAll(mostrata, ".", "") // of the thousands
	}
	if mostrata != attesa || avuta.virgolette != testo {
		return fmt.Errorf("%q (testo: %t), era attesa %q (testo: %t)", avuta.testo, avuta.virgolette, attesa, testo)
	}
	return nil
}

// centesimi reads an Italian amount.
func centesimi(s string) int64 {
	n, err := strconv.ParseInt(strings.NewReplacer(".", "", ",", "").Replace(s), 10, 64)
	if err != nil {
		return math.MinInt64 // of no sum
	}
	return n
}

// campo is a field of a CSV, and whether it is between quotes: encoding/csv does not say.
type campo struct {
	testo      string
	virgolette bool
}

// primaRiga takes the first row.
func primaRiga(b []byte) (riga []campo, resto []byte) {
	for {
		var x campo
		if len(b) > 0 && b[0] == '"' {
			x.virgolette = true
			for b = b[1:]; ; b = b[1:] {
				n := bytes.IndexByte(b, '"')
				x.testo += string(b[:n])
				if b = b[n+1:]; len(b) == 0 || b[0] != '"' {
					break
				}
				x.testo += `"`
			}
		}
		n := bytes.IndexAny(b, ";\n")
		if n < 0 {
			n = len(b)
		}
		x.testo += strings.TrimSuffix(string(b[:n]), "\r")
		riga = append(riga, x)
		if n == len(b) || b[n] == '\n' {
			return riga, b[min(n+1, len(b)):]
		}
		b = b[n+1:]
	}
}
