package prova

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// mutazione is a document made of a good one: where it is different, and the whole.
type mutazione struct {
	posto string
	dati  []byte
}

// Forma is a form of text, and how it is spoilt.
type Forma struct {
	nome string
	// parti finds what a good document is made of.
	parti func([]byte) []parte
	// testo writes a text so that it stands in a part.
	testo func(string) string
	// valori are what may stand in the place of a part.
	valori []string
}

// parte is a part of a document: a member, an element, a cell.
type parte struct {
	posto        string
	inizio, fine int      // the whole of it
	da, a        int      // its value
	unisce       string   // between it and its repetition
	soloTesto    bool     // it is a text, which cannot be repeated
	conTesto     bool     // its value holds text
	altre        [][2]int // further places that are repeated with it, as the cells of a column
}

// Nome returns what the form is called.
func (f *Forma) Nome() string { return f.nome }

var (
	// JSON is an object, an array, or a line each of them.
	JSON = Forma{nome: "JSON", parti: partiJSON, testo: func(s string) string { return s }, valori: []string{
		`null`, `""`, `" "`, `" x "`, `"0"`, `0`, `-1`, `1.1`, `1e2`, `100000000000`, `true`, `"è<&>\u2028\u0000\""`, `"😀"`, `[]`, `{}`, `[null]`,
		`{"x":1}`, `"2024-02-29"`, `"9999-12-31T23:59:59.999Z"`,
	}}
	// XML is a document of elements.
	XML = Forma{nome: "XML", parti: partiXML, testo: func(s string) string { return s }, valori: []string{
		``, ` `, ` x `, `0`, `00`, `-1`, `1.1`, `1e2`, `+1.00`, `100000000000.00`, `true`, `è&lt;&amp;&#x2028;`, `&#13;a&#10;b`, `<![CDATA[x]]>`, `a<!-- c -->b`, `😀`,
		`2024-02-29`, `9999-12-31T23:59:59.999Z`, `2024-02-29+02:00`,
	}}
	// Valore is one value: nothing of it is repeated.
	Valore = Forma{nome: "value", parti: partiValore, valori: []string{"", " ", "0", "a", "A", "-", ".", "\x00", "\n", "è", "\u00a0", "９", "ſ", "\u212a"}}
	// Righe are lines, each with a name before its second colon or of its first
	// characters.
	Righe = Forma{nome: "lines", parti: partiRighe, testo: func(s string) string { return s }, valori: []string{"", " ", "x", ":86:", "0"}}
	// Binario is a text of the library's own, that nobody writes by hand.
	Binario = Forma{nome: "binary", parti: func([]byte) []parte { return nil }}
	// Query is what stands behind the question mark of an address.
	Query = Forma{nome: "query", parti: partiQuery, testo: url.QueryEscape, valori: []string{"", "+", "x", "0", "-1", "%C3%A8", "%00", "true", "2024-02-29"}}
)

// CSV is a table with a header.
func CSV(separatore rune) Forma {
	return Forma{
		nome: "CSV", parti: func(b []byte) []parte { return partiCSV(b, separatore) }, testo: func(s string) string { return s },
		valori: []string{"", " ", "x", "0", "-1", `"a` + string(separatore) + `""b"`, "\"a\nb\"", "è", "2024-02-29"},
	}
}

// rompono are bytes that are no UTF-8: none, an end without a beginning, a long form, half
// a pair, beyond the last.
var rompono = []string{"\xff", "\xa0", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80"}

// ripetute are the documents in which a part stands twice.
func (f *Forma) ripetute(dati []byte) (mm []mutazione) {
	for _, p := range f.parti(dati) {
		if !p.soloTesto {
			mm = append(mm, p.ripetuta(dati))
		}
	}
	return mm
}

func (p *parte) ripetuta(dati []byte) mutazione {
	tagli := append([][2]int{{p.inizio, p.fine}}, p.altre...)
	slices.SortFunc(tagli, func(a, b [2]int) int { return a[0] - b[0] })
	var b []byte
	prima := 0
	for _, t := range tagli {
		b = append(b, dati[prima:t[1]]...)
		b = append(b, p.unisce...)
		b = append(b, dati[t[0]:t[1]]...)
		prima = t[1]
	}
	return mutazione{p.posto, append(b, dati[prima:]...)}
}

// guaste are the documents with a byte in a text that is no UTF-8.
func (f *Forma) guaste(dati []byte) (mm []mutazione) {
	for i, p := range f.parti(dati) {
		if p.conTesto {
			// The kinds go round; each stands before the text, and behind it.
			mm = append(mm, f.guasta(dati, &p, i, true), f.guasta(dati, &p, i+1, false))
		}
	}
	return mm
}

func (f *Forma) guasta(dati []byte, p *parte, i int, prima bool) mutazione {
	dove, rompe := p.a, rompono[i%len(rompono)]
	if f.nome == Query.nome {
		rompe = url.QueryEscape(rompe)
	}
	if prima {
		dove = p.da
	}
	return mutazione{p.posto, metti(dati, dove, dove, rompe)}
}

// altre are the documents with another value in a part, or without it.
func (f *Forma) altre(dati []byte) (mm []mutazione) {
	for _, p := range f.parti(dati) {
		for i := range len(f.valori) + 1 {
			if i < len(f.valori) || !p.soloTesto {
				mm = append(mm, f.altra(dati, &p, i))
			}
		}
	}
	if f.nome == Binario.nome {
		for i := range dati {
			mm = append(mm, mutazione{fmt.Sprint(i), dati[:i]}, mutazione{fmt.Sprint(i), metti(dati, i, i+1, string([]byte{dati[i] + 1}))})
		}
		mm = append(mm, mutazione{"end", metti(dati, len(dati), len(dati), "\x00")})
	}
	return mm
}

func (f *Forma) altra(dati []byte, p *parte, i int) mutazione {
	if i == len(f.valori) {
		return mutazione{p.posto, metti(dati, p.inizio, p.fine, "")}
	}
	return mutazione{p.posto, metti(dati, p.da, p.a, f.valori[i])}
}

// aCaso are the mutations of one part: what it is repeated, spoilt and changed to.
func (f *Forma) aCaso(dati []byte, scelta int) (ripetuta, guasta, altra *mutazione) {
	pp := f.parti(dati)
	if len(pp) == 0 {
		return nil, nil, nil
	}
	i := scelta % len(pp)
	p := &pp[i]
	if !p.soloTesto {
		m := p.ripetuta(dati)
		ripetuta = &m
	}
	if p.conTesto {
		m := f.guasta(dati, p, scelta, scelta%2 == 0)
		guasta = &m
	}
	if len(f.valori) > 0 {
		m := f.altra(dati, p, scelta/len(pp)%len(f.valori))
		altra = &m
	}
	return ripetuta, guasta, altra
}

// metti puts a text in the place of what stands between two others.
func metti(dati []byte, da, a int, s string) []byte {
	b := make([]byte, 0, len(dati)+len(s))
	b = append(b, dati[:da]...)
	b = append(b, s...)
	return append(b, dati[a:]...)
}

// partiValore are the characters of a value.
func partiValore(dati []byte) (pp []parte) {
	for i := 0; i < len(dati); {
		_, n := utf8.DecodeRune(dati[i:])
		pp = append(pp, parte{posto: "", inizio: i, fine: i + n, da: i, a: i + n, soloTesto: true, conTesto: true})
		i += n
	}
	return pp
}

func partiRighe(dati []byte) (pp []parte) {
	inizio := 0
	for riga := range strings.Lines(string(dati)) {
		fine := inizio + len(strings.TrimRight(riga, "\r\n"))
		nome := riga[:min(3, fine-inizio)]
		da := inizio
		if i := strings.Index(riga[min(1, len(riga)):], ":"); strings.HasPrefix(riga, ":") && i > 0 {
			nome, da = riga[:i+2], inizio+i+2
		}
		if fine > inizio {
			pp = append(pp, parte{posto: nome, inizio: inizio, fine: inizio + len(riga), da: da, a: fine, conTesto: true})
		}
		inizio += len(riga)
	}
	return pp
}

func partiQuery(dati []byte) (pp []parte) {
	i := bytes.IndexByte(dati, '?') + 1
	for i < len(dati) {
		fine := len(dati)
		if n := bytes.IndexAny(dati[i:], "&#"); n >= 0 {
			fine = i + n
		}
		da := i + bytes.IndexByte(dati[i:fine], '=') + 1
		pp = append(pp, parte{posto: string(bytes.TrimSuffix(dati[i:da], []byte("="))), inizio: i, fine: fine, da: da, a: fine, unisce: "&", conTesto: true})
		if fine < len(dati) && dati[fine] == '#' {
			break
		}
		i = fine + 1
	}
	return pp
}

// partiCSV are the cells of a table; a column is repeated as a whole.
func partiCSV(dati []byte, separatore rune) (pp []parte) {
	r := csv.NewReader(bytes.NewReader(dati))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separatore, -1, true
	var celle [][][2]int
	var testata []string
	for {
		riga, err := r.Read()
		if err != nil {
			break
		}
		if testata == nil {
			testata = slices.Clone(riga)
		}
		fine := int(r.InputOffset())
		testo := bytes.TrimRight(dati[:fine], "\r\n")
		var posti [][2]int
		for i := range riga {
			l, c := r.FieldPos(i)
			da := inizioRiga(dati, l) + c - 1
			if len(posti) > 0 {
				posti[len(posti)-1][1] = da - len(string(separatore))
			}
			posti = append(posti, [2]int{da, len(testo)})
		}
		celle = append(celle, posti)
	}
	for n, riga := range celle {
		for i, c := range riga {
			p := parte{inizio: c[0], fine: c[1], da: c[0], a: c[1], conTesto: true, unisce: string(separatore), soloTesto: n > 0}
			if i < len(testata) {
				p.posto = testata[i]
			}
			if n == 0 {
				for _, altra := range celle[1:] {
					if i < len(altra) {
						p.altre = append(p.altre, altra[i])
					}
				}
			}
			pp = append(pp, p)
		}
	}
	return pp
}

// inizioRiga returns where a line begins, counted from one.
func inizioRiga(dati []byte, n int) (i int) {
	for ; n > 1; n-- {
		i += bytes.IndexByte(dati[i:], '\n') + 1
	}
	return i
}
