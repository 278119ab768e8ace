package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// Measures of the paper, in millimetres.
const (
	larghezza  = 210.0
	altezza    = 297.0
	margine    = 15.0
	utile      = larghezza - 2*margine
	alto       = 14.0           // where a page begins
	basso      = altezza - 17.0 // where its content ends
	millimetri = 25.4 / 72      // one point
)

// colore is a colour of the page: every pair of text and ground in use has a
// contrast of 7:1 at least.
type colore struct{ r, g, b int }

var (
	nero    = colore{0, 0, 0}
	grigio  = colore{70, 78, 88}    // labels
	blu     = colore{16, 52, 92}    // headings, bars
	chiaro  = colore{236, 241, 246} // grounds
	bianco  = colore{255, 255, 255}
	filetto = colore{150, 160, 170} // rules
)

// stile is how a text looks: never below 9 points.
type stile struct {
	punti float64
	nero  bool // bold
	tinta colore
}

var (
	stileTitolo    = stile{24, true, blu}
	stileOggetto   = stile{14, true, nero}
	stileCapo      = stile{11.5, true, blu}
	stileBarra     = stile{11, true, bianco}
	stileTesto     = stile{10, false, nero}
	stileNeretto   = stile{10, true, nero}
	stileEtichetta = stile{9, false, grigio}
	stileNota      = stile{9, false, nero}
	stileValore    = stile{12, true, nero}
	stileGrande    = stile{20, true, nero}
)

// riga returns the height of one line of the style.
func (s stile) riga() float64 { return s.punti * 1.22 * millimetri }

// errSpazio is a text that does not fit the room it was given: it is never cut and
// never drawn over its neighbour.
var errSpazio = errors.New("il testo non entra nel suo riquadro")

// foglio writes the pages of one document. Each text belongs to an element of the
// logical structure (apri, chiudi); what is drawn around it is decoration.
type foglio struct {
	pdf     *fpdf.Fpdf
	prova   bool // measures only, draws nothing
	albero  *struttura
	errore  error
	inclusi []*struttura // open elements, the innermost last
	segni   map[int]int  // how many marks each page has
	posti   []posto      // the codes drawn, in order
}

// nuovoFoglio begins a document with the title that a reader shows and the day it
// bears; two documents with the same content are the same bytes.
func nuovoFoglio(titolo, oggetto string, giorno time.Time) *foglio {
	p := fpdf.New("P", "mm", "A4", "")
	p.SetCatalogSort(true)
	p.SetCreationDate(giorno)
	p.SetModificationDate(giorno)
	p.SetAutoPageBreak(false, 0)
	p.SetMargins(margine, alto, margine)
	p.SetCellMargin(0)
	p.SetLang("it-IT")
	p.SetTitle(titolo, true)
	p.SetSubject(oggetto, true)
	p.SetCreator("quietanza stampa", true)
	p.AddUTF8FontFromBytes("liberation", "", fontNormale)
	p.AddUTF8FontFromBytes("liberation", "B", fontNero)
	radice := &struttura{ruolo: "Document"}
	return &foglio{pdf: p, albero: radice, inclusi: []*struttura{radice}, segni: map[int]int{}}
}

// pagina begins a page.
func (f *foglio) pagina() { f.pdf.AddPage() }

// scriviSu ends the document and writes it.
func (f *foglio) scriviSu(w io.Writer) error {
	if f.errore != nil {
		return f.errore
	}
	var b bytes.Buffer
	if err := f.pdf.Output(&b); err != nil {
		return fmt.Errorf("composizione del PDF: %w", err)
	}
	fatto, err := etichetta(b.Bytes(), f.albero, f.pdf.PageCount())
	if err != nil {
		return err
	}
	_, err = w.Write(fatto)
	return err
}

// misura returns how far down a drawing that begins at y goes, drawing nothing.
func (f *foglio) misura(disegno func(y float64) float64, y float64) float64 {
	prima := f.prova
	f.prova = true
	fondo := disegno(y)
	f.prova = prima
	return fondo - y
}

func (f *foglio) scegli(s stile) {
	peso := ""
	if s.nero {
		peso = "B"
	}
	f.pdf.SetFont("liberation", peso, s.punti)
	f.pdf.SetTextColor(s.tinta.r, s.tinta.g, s.tinta.b)
}

// disegnato returns a text as the fonts can draw it; see notaPersi.
func disegnato(s string) string {
	s, _ = pulisci(s)
	return s
}

// righe splits a text into lines no wider than w, at blanks where it can.
func (f *foglio) righe(s stile, testo string, w float64) []string {
	f.scegli(s)
	var righe []string
	riga := ""
	for parola := range strings.FieldsSeq(disegnato(testo)) {
		prova := parola
		if riga != "" {
			prova = riga + " " + parola
		}
		if f.pdf.GetStringWidth(prova) <= w {
			riga = prova
			continue
		}
		if riga != "" {
			righe = append(righe, riga)
		}
		for riga = parola; f.pdf.GetStringWidth(riga) > w; {
			n := f.quanto(riga, w)
			righe = append(righe, riga[:n])
			riga = riga[n:]
		}
	}
	return append(righe, riga)
}

// quanto returns how many bytes of an overlong word fit, one character at least.
func (f *foglio) quanto(parola string, w float64) int {
	entra := 0
	for i := range parola {
		if i > 0 && f.pdf.GetStringWidth(parola[:i]) > w {
			break
		}
		entra = i
	}
	if entra == 0 {
		entra = len(string([]rune(parola)[:1]))
	}
	return entra
}

// scrivi writes a paragraph whose first line begins at the top y, and returns
// where it ends.
func (f *foglio) scrivi(s stile, x, y, w float64, testo string) float64 {
	righe := f.righe(s, testo, w)
	for i, riga := range righe {
		if !f.prova && riga != "" {
			spazio := ""
			if i+1 < len(righe) {
				spazio = " " // a reader joins the lines of a paragraph with it
			}
			f.segnato(func() { f.pdf.Text(x, y+0.92*s.punti*millimetri, riga+spazio) })
		}
		y += s.riga()
	}
	if !f.prova && y > basso+12 && f.errore == nil {
		f.errore = fmt.Errorf("%w: %q", errSpazio, testo)
	}
	return y
}

// destra writes one line that ends at the right edge x.
func (f *foglio) destra(s stile, x, y float64, testo string) float64 {
	f.scegli(s)
	w := f.pdf.GetStringWidth(disegnato(testo))
	return f.scrivi(s, x-w-0.01, y, w+0.02, testo)
}

// campo writes a label and, under it, its value, as one paragraph.
func (f *foglio) campo(x, y, w float64, nome string, s stile, valore string) float64 {
	f.apri("P")
	defer f.chiudi()
	y = f.scrivi(stileEtichetta, x, y, w, nome)
	return f.scrivi(s, x, y, w, valore)
}

// voce writes a text as an element of its own.
func (f *foglio) voce(ruolo string, s stile, x, y, w float64, testo string) float64 {
	f.apri(ruolo)
	defer f.chiudi()
	return f.scrivi(s, x, y, w, testo)
}

// riquadro fills a rectangle.
func (f *foglio) riquadro(c colore, x, y, w, h float64) {
	f.decora(func() {
		f.pdf.SetFillColor(c.r, c.g, c.b)
		f.pdf.Rect(x, y, w, h, "F")
	})
}

// cornice draws the outline of a rectangle.
func (f *foglio) cornice(c colore, x, y, w, h float64) {
	f.decora(func() {
		f.pdf.SetDrawColor(c.r, c.g, c.b)
		f.pdf.SetLineWidth(0.25)
		f.pdf.Rect(x, y, w, h, "D")
	})
}

// linea draws a rule across the page, dashed where the paper is to be cut.
func (f *foglio) linea(c colore, x, y, w float64, taglio bool) {
	f.decora(func() {
		f.pdf.SetDrawColor(c.r, c.g, c.b)
		f.pdf.SetLineWidth(0.25)
		if taglio {
			f.pdf.SetDashPattern([]float64{1.6, 1.2}, 0)
			defer f.pdf.SetDashPattern(nil, 0)
		}
		f.pdf.Line(x, y, x+w, y)
	})
}
