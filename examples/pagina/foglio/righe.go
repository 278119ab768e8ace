package foglio

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
)

// passo is how many rows are written before it is told.
const passo = 500

// righe writes the rows of a sheet: the sums, the head, those of the table.
func (s *scrittore) righe(w io.Writer, g *foglio) error {
	r := riga{foglio: g, stili: &s.stili}
	r.inizio(rigaSomme)
	for i, t := range g.somme {
		if t != nil {
			r.somma(i, t)
		}
	}
	r.finisci()
	r.inizio(rigaTesta)
	for i, c := range g.Colonne {
		r.testo(i, s.stili.testa, c)
	}
	r.finisci()
	n := 0
	for celle := range g.Righe {
		if n++; n <= g.salta {
			continue
		}
		if n > g.salta+g.righe {
			break
		}
		r.inizio(rigaTesta + n - g.salta)
		for i, c := range celle {
			r.cella(i, c)
		}
		r.finisci()
		if r.b.Len() >= blocco {
			if _, err := r.b.WriteTo(w); err != nil {
				return err
			}
		}
		if s.fatte++; s.avanti != nil && (s.fatte%passo == 0 || s.fatte == s.tutte) {
			s.avanti(s.fatte, s.tutte)
		}
	}
	_, err := r.b.WriteTo(w)
	return err
}

// blocco is how many bytes are compressed at a time.
const blocco = 64 << 10

// riga writes the XML of a row (ECMA-376, part 1, 18.3.1.73).
type riga struct {
	*foglio
	stili  *stili
	b      bytes.Buffer
	numero string
}

func (r *riga) inizio(numero int) {
	r.numero = strconv.Itoa(numero)
	r.scrivi(`<row r="`, r.numero, `">`)
}

func (r *riga) finisci() { r.scrivi(`</row>`) }

func (r *riga) scrivi(testi ...string) {
	for _, t := range testi {
		r.b.WriteString(t)
	}
}

// apri begins a cell (18.3.1.4), of the kind that its value has.
func (r *riga) apri(colonna, stile int, genere string) {
	r.scrivi(`<c r="`, r.lettere[colonna], r.numero, `" s="`, strconv.Itoa(stile))
	if genere != "" {
		r.scrivi(`" t="`, genere)
	}
	r.scrivi(`">`)
}

// cella writes a value as the format has it, nothing for none.
func (r *riga) cella(colonna int, c quadro.Cella) {
	switch c.Genere {
	case quadro.Testo, quadro.Codice:
		r.testo(colonna, r.stili.testo, c.Testo)
	case quadro.Numero:
		r.valore(colonna, r.stili.numero, strconv.FormatInt(c.Numero, 10))
	case quadro.Giorno:
		r.valore(colonna, r.stili.giorno, strconv.FormatInt(seriale(c.Giorno), 10))
	case quadro.Euro:
		if preciso(c.Importo) {
			r.valore(colonna, r.stili.euro, c.Importo.String())
		} else {
			r.testo(colonna, r.stili.euro, c.Importo.String())
		}
	}
}

func (r *riga) valore(colonna, stile int, cifre string) {
	r.apri(colonna, stile, "")
	r.scrivi(`<v>`, cifre, `</v></c>`)
}

// maxTesto is how many characters a cell of the format can hold.
const maxTesto = 32_767

// escape is what the format takes for a character written by its number (22.9.2.19), in a text that means itself.
var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func (r *riga) testo(colonna, stile int, t string) {
	if len(t) > maxTesto {
		if x := []rune(t); len(x) > maxTesto {
			t = string(x[:maxTesto-1]) + "…"
		}
	}
	if strings.Contains(t, "_x") {
		t = escape.ReplaceAllString(t, "_x005F$0")
	}
	r.apri(colonna, stile, "inlineStr")
	r.scrivi(`<is><t`)
	if strings.TrimSpace(t) != t {
		r.scrivi(` xml:space="preserve"`)
	}
	r.scrivi(`>`)
	_ = xml.EscapeText(&r.b, []byte(t)) // a Buffer takes everything
	r.scrivi(`</t></is></c>`)
}

// somma writes the sum of what a filter leaves of a column, and what it is now.
func (r *riga) somma(colonna int, t *avviso.Totale) {
	const lasciate = 109 // the function of SUBTOTAL that sums the rows in sight
	l := r.lettere[colonna]
	v, genere := "", "str"
	if i, err := t.Importo(); err == nil {
		if v = i.String(); preciso(i) {
			genere = ""
		}
	}
	r.apri(colonna, r.stili.somma, genere)
	r.scrivi(fmt.Sprintf(`<f>SUBTOTAL(%d,%s%d:%s%d)</f>`, lasciate, l, rigaPrima, l, r.fine()))
	if v != "" {
		r.scrivi(`<v>`, v, `</v>`)
	}
	r.scrivi(`</c>`)
}

// preciso says whether an amount is a number of the format, a double, to the cent: fifteen digits are.
func preciso(i avviso.Importo) bool {
	const troppi = 1_000_000_000_000_000
	c := i.Centesimi()
	return c < troppi && c > -troppi
}

// seriale is a day as the format counts: 1 is 1 January 1900, and 29 February 1900 is counted.
func seriale(d avviso.Data) int64 { return int64(d.Giorni() - zero.Giorni()) }

var zero = avviso.MustData("1899-12-30")
