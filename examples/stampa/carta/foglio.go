package carta

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// stile is how a text looks: the size in points, the weight, the grey (0 black).
type stile struct {
	corpo float64
	nero  bool // bold
	mono  bool // Roboto Mono, for codes and amounts
	grigi int  // 0 black, 255 white
}

// The styles of the model.
var (
	sOggetto   = stile{corpo: 16, nero: true}
	sGrande    = stile{corpo: 16, nero: true}
	sNome      = stile{corpo: 14, nero: true}
	sIndirizzo = stile{corpo: 12}
	sTitolo    = stile{corpo: 10, nero: true}
	sDieci     = stile{corpo: 10}
	sTesto     = stile{corpo: 8}
	sValore    = stile{corpo: 8, nero: true}
	sFiscale   = stile{corpo: 8, mono: true}
	sCodice    = stile{corpo: 10, nero: true, mono: true}
	sImporto   = stile{corpo: 12, nero: true, mono: true}
	sDidascala = stile{corpo: 7}
	sAutorizza = stile{corpo: 7, grigi: 0x4D}
)

const grigioSeconda = 0x59 // of the second language

func (s stile) di(corpo float64) stile { s.corpo = corpo; return s }

// passo returns the distance of two lines, in millimetres.
func (s stile) passo() float64 {
	switch s.corpo {
	case 16:
		return 6.6
	case 14:
		return 6.1
	case 12:
		return 5.95
	case 10:
		return 4.9
	case 8:
		return 3.85
	}
	return s.corpo * 0.48
}

func (s stile) carattere() int {
	i := titillium
	if s.mono {
		i = mono
	}
	if s.nero {
		i++
	}
	return i
}

// glifo returns the font and glyph that draw a character: that of the style, else
// Liberation Sans, else its □.
func (s stile) glifo(r rune) (int, uint16) {
	i := s.carattere()
	if g := caratteri[i].glifi[r]; g != 0 {
		return i, g
	}
	i = liberation
	if s.nero {
		i++
	}
	if g := caratteri[i].glifi[r]; g != 0 {
		return i, g
	}
	return i, caratteri[i].glifi[sostituto]
}

// largo returns the width of a text, in millimetres.
func (s stile) largo(testo string) float64 {
	w := 0.0
	for _, r := range testo {
		i, g := s.glifo(r)
		w += float64(caratteri[i].passi[g]) / caratteri[i].em
	}
	return w * s.corpo / punti
}

// pagina is a page in the making.
type pagina struct {
	b     []byte
	segni int
}

// foglio writes the pages of one document. Each text belongs to an element of the
// logical structure (apri, chiudi); what is drawn around it is decoration.
type foglio struct {
	pagine   []*pagina
	albero   *struttura
	inclusi  []*struttura // open elements, the innermost last
	ripetuto bool         // all is decoration: a header that was read already

	linguaAlt string // of what stands for pictures, "" for that of the document
	staccato  bool   // the last text drawn ends with a blank
	usati     [quantiCaratteri]int
	immagini  []*Immagine
	posti     []Posto
	note      func(nota string)
}

func nuovoFoglio() *foglio {
	radice := &struttura{ruolo: "Document"}
	return &foglio{albero: radice, inclusi: []*struttura{radice}, note: func(string) {}}
}

func (f *foglio) pagina() { f.pagine = append(f.pagine, &pagina{b: make([]byte, 0, 32<<10)}) }

func (f *foglio) corrente() *pagina { return f.pagine[len(f.pagine)-1] }

// numero appends a number with two decimals, five for scale.
func numero(b []byte, v float64) []byte {
	b = strconv.AppendFloat(b, v, 'f', 3, 64)
	return append(b, ' ')
}

// riga draws one line of text at a baseline.
func (f *foglio) riga(s stile, x, base float64, testo string) {
	p := f.corrente()
	p.b = append(p.b, "BT "...)
	if s.grigi == 0 {
		p.b = append(p.b, "0 g "...)
	} else {
		p.b = append(numero(p.b, float64(s.grigi)/255), "g "...)
	}
	ora := -1
	p.b = append(p.b, "1 0 0 1 "...)
	p.b = numero(p.b, x*punti)
	p.b = numero(p.b, (altezza-base)*punti)
	p.b = append(p.b, "Tm"...)
	const cifre = "0123456789ABCDEF"
	for _, r := range testo {
		i, g := s.glifo(r)
		if i != ora {
			if ora >= 0 {
				p.b = append(p.b, ">Tj"...)
			}
			p.b = append(p.b, " /F"...)
			p.b = append(strconv.AppendInt(p.b, int64(i), 10), ' ')
			p.b = append(numero(p.b, s.corpo), "Tf <"...)
			ora = i
			f.usati[i] = max(f.usati[i], 1)
		}
		if f.usati[i] == 1 && caratteri[i].intero(r) {
			f.usati[i] = 2
		}
		p.b = append(p.b, cifre[g>>12], cifre[g>>8&15], cifre[g>>4&15], cifre[g&15])
	}
	if ora >= 0 {
		p.b = append(p.b, ">Tj"...)
	}
	p.b = append(p.b, " ET\n"...)
	f.staccato = strings.HasSuffix(testo, " ")
}

// seguente draws the first line of a further text of the open element, which a reader
// tells from what precedes it by a blank.
func (f *foglio) seguente(s stile, x, base float64, testo string, segue bool) {
	if segue && !f.staccato && !strings.HasPrefix(testo, " ") {
		f.riga(s, x-s.largo(" "), base, " "+testo)
		return
	}
	f.riga(s, x, base, testo)
}

// testo draws one line as content of the open element and returns where it ends.
func (f *foglio) testo(s stile, x, base float64, testo string) float64 {
	testo = disegnato(testo)
	if testo != "" {
		segue := f.segue()
		f.segnato(func() { f.seguente(s, x, base, testo, segue) })
	}
	return x + s.largo(testo)
}

// destra draws one line that ends at x and returns where it begins.
func (f *foglio) destra(s stile, x, base float64, testo string) float64 {
	da := x - s.largo(disegnato(testo))
	f.testo(s, da, base, testo)
	return da
}

// destraDue draws two texts on a line that ends at x, in order.
func (f *foglio) destraDue(s stile, prima string, s2 stile, dopo string, x, base float64) {
	da := x - s2.largo(disegnato(dopo))
	f.destra(s, da, base, prima)
	f.testo(s2, da, base, dopo)
}

// righe splits a text into lines no wider than w: at blanks where it can, a longer word
// anywhere.
func righe(s stile, testo string, w float64) []string {
	var fatte []string
	riga := ""
	for parola := range strings.FieldsSeq(disegnato(testo)) {
		prova := parola
		if riga != "" {
			prova = riga + " " + parola
		}
		if s.entra(prova, w) == len(prova) {
			riga = prova
			continue
		}
		if riga != "" {
			fatte = append(fatte, riga)
		}
		for riga = parola; ; {
			n := s.entra(riga, w)
			if n == len(riga) {
				break
			}
			if n == 0 { // one character at least
				_, n = utf8.DecodeRuneInString(riga)
			}
			fatte = append(fatte, riga[:n])
			riga = riga[n:]
		}
	}
	return append(fatte, riga)
}

// entra returns how many bytes of a text are no wider than w.
func (s stile) entra(testo string, w float64) int {
	w *= punti / s.corpo
	for i, r := range testo {
		c, g := s.glifo(r)
		if w -= float64(caratteri[c].passi[g]) / caratteri[c].em; w < -1e-9 {
			return i
		}
	}
	return len(testo)
}

// adatta finds the first size at which a text has no more than n lines; at the last
// it is cut at a word and ends in "…". The note tells what was done, "" for nothing.
func adatta(s stile, corpi []float64, testo string, w float64, n int) (stile, []string, string) {
	testo = strings.Join(strings.Fields(disegnato(testo)), " ")
	var r []string
	for i, c := range corpi {
		s.corpo = c
		if r = righe(s, testo, w); len(r) <= n {
			if i > 0 {
				return s, r, "stampato in corpo " + strconv.FormatFloat(c, 'f', -1, 64)
			}
			return s, r, ""
		}
	}
	r = r[:n]
	ultima := r[n-1]
	for s.largo(ultima+"…") > w && ultima != "" {
		u := []rune(ultima)
		ultima = string(u[:len(u)-1])
	}
	if i := strings.LastIndexByte(ultima, ' '); i > len(ultima)/2 && len(ultima) < len(r[n-1]) {
		ultima = ultima[:i]
	}
	r[n-1] = strings.TrimRight(ultima, " ,;:-.") + "…"
	return s, r, "tagliato sulla carta in corpo " + strconv.FormatFloat(s.corpo, 'f', -1, 64)
}

// blocco draws lines of one text from a baseline down and returns the last; intero is
// the whole text where the lines are only part of it.
func (f *foglio) blocco(s stile, x, base float64, linee []string, intero string) float64 {
	segue := f.segue()
	f.segnato(func() {
		if intero != "" {
			if segue && !f.staccato {
				f.riga(s, x-s.largo(" "), base, " ")
			}
			segue = false
			f.corrente().b = append(f.corrente().b, "/Span <</ActualText "+testoPDF(intero)+">> BDC\n"...)
			defer func() { f.corrente().b = append(f.corrente().b, "EMC\n"...) }()
		}
		for i, l := range linee {
			if i+1 < len(linee) {
				l += " " // a reader joins the lines of a paragraph with it
			}
			f.seguente(s, x, base+float64(i)*s.passo(), l, segue && i == 0)
		}
	})
	return base + float64(len(linee)-1)*s.passo()
}

// paragrafo draws a text of as many lines as it needs and returns the last baseline.
func (f *foglio) paragrafo(s stile, x, base, w float64, testo string) float64 {
	return f.blocco(s, x, base, righe(s, testo, w), "")
}

// stretto draws a text in at most n lines by the ladder of sizes, telling what it cost.
func (f *foglio) stretto(campo string, s stile, corpi []float64, x, base, w float64, testo string, n int) float64 {
	t, linee, nota := adatta(s, corpi, testo, w, n)
	intero := ""
	if strings.HasPrefix(nota, "tagliato") {
		intero = testo
	}
	if nota != "" {
		f.note("TESTO_LUNGO " + campo + ": testo di " + strconv.Itoa(len([]rune(testo))) + " caratteri, " + nota)
	}
	return f.blocco(t, x, base, linee, intero)
}

// riquadro fills a rectangle, as decoration.
func (f *foglio) riquadro(grigi int, x, y, w, h float64) {
	f.decora(func() {
		p := f.corrente()
		p.b = append(numero(p.b, float64(grigi)/255), "g "...)
		for _, v := range []float64{x * punti, (altezza - y - h) * punti, w * punti, h * punti} {
			p.b = numero(p.b, v)
		}
		p.b = append(p.b, "re f\n"...)
	})
}

// linee draws a path of straight lines, as decoration: runs of points.
func (f *foglio) linee(grigi int, spessa float64, tratti ...[]float64) {
	f.decora(func() {
		p := f.corrente()
		p.b = append(numero(p.b, float64(grigi)/255), "G "...)
		p.b = append(numero(p.b, spessa*punti), "w "...)
		for _, t := range tratti {
			for i := 0; i < len(t); i += 2 {
				p.b = numero(numero(p.b, t[i]*punti), (altezza-t[i+1])*punti)
				p.b = append(p.b, map[bool]string{true: "m ", false: "l "}[i == 0]...)
			}
		}
		p.b = append(p.b, "S\n"...)
	})
}

// cerchio draws the outline of a circle, as decoration.
func (f *foglio) cerchio(grigi int, spessa, cx, cy, r float64) {
	var t []float64
	for i := range 25 {
		a := float64(i) * math.Pi / 12
		t = append(t, cx+r*math.Cos(a), cy+r*math.Sin(a))
	}
	f.linee(grigi, spessa, t)
}

// figura draws a picture into a rectangle, as large as fits, at the right or left of it
// and at its top.
func (f *foglio) figura(m *Immagine, alt string, x, y, w, h float64, destra bool) {
	k := min(w/float64(m.larga), h/float64(m.alta))
	l, a := k*float64(m.larga), k*float64(m.alta)
	if destra {
		x += w - l
	}
	n := -1
	for i, v := range f.immagini {
		if v == m {
			n = i
		}
	}
	if n < 0 {
		n = len(f.immagini)
		f.immagini = append(f.immagini, m)
	}
	f.apriFigura(alt, x, y, l, a)
	defer f.chiudi()
	f.segnato(func() {
		p := f.corrente()
		p.b = append(numero(append(p.b, "q "...), l*punti), "0 0 "...)
		p.b = numero(numero(numero(p.b, a*punti), x*punti), (altezza-y-a)*punti)
		p.b = append(p.b, "cm /I"...)
		p.b = append(strconv.AppendInt(p.b, int64(n), 10), " Do Q\n"...)
	})
}
