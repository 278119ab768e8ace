package carta

import "strconv"

// struttura is one element of the logical structure of a document: what a screen
// reader reads, in the order of reading.
//
// Source: ISO 32000-1, 14.7, 14.8.
type struttura struct {
	ruolo     string // standard structure type: Document, Sect, H1, P, Table, Figure …
	alt       string // what stands for a picture
	lingua    string // "" for that of the document
	attributi string // dictionary of attributes, "" for none
	pezzi     []pezzo
	numero    int // object in the file
	padre     *struttura
}

// pezzo is a part of an element: an element inside it, or marked content.
type pezzo struct {
	figlio       *struttura
	pagina, mcid int
}

// apri begins an element inside the open one, chiudi ends it.
func (f *foglio) apri(ruolo string) *struttura { return f.apriAlt(ruolo, "") }

func (f *foglio) apriAlt(ruolo, alt string) *struttura {
	padre := f.inclusi[len(f.inclusi)-1]
	e := &struttura{ruolo: ruolo, alt: alt, padre: padre}
	if !f.ripetuto {
		padre.pezzi = append(padre.pezzi, pezzo{figlio: e})
	}
	f.inclusi = append(f.inclusi, e)
	return e
}

func (f *foglio) chiudi() { f.inclusi = f.inclusi[:len(f.inclusi)-1] }

// intestazione begins a cell that says what its column holds.
//
// Source: ISO 14289-1, 7.5.
func (f *foglio) intestazione(disegna func()) {
	f.apri("TH").attributi = "/O /Table /Scope /Column"
	disegna()
	f.chiudi()
}

// apriFigura begins a picture that takes a rectangle of the page, in millimetres.
func (f *foglio) apriFigura(alt string, x, y, w, h float64) {
	e := f.apriAlt("Figure", alt)
	b := []byte("/O /Layout /Placement /Block /BBox [")
	for _, v := range []float64{x, altezza - y - h, x + w, altezza - y} {
		b = numero(b, v*punti)
	}
	e.attributi, e.lingua = string(append(b, ']')), f.linguaAlt
}

// elemento draws the content of an element.
func (f *foglio) elemento(ruolo string, disegna func()) {
	f.apri(ruolo)
	disegna()
	f.chiudi()
}

// segue reports whether the open element has content already, a span together with what
// it stands in.
func (f *foglio) segue() bool {
	i := len(f.inclusi) - 1
	e := f.inclusi[i]
	return len(e.pezzi) > 0 || e.ruolo == "Span" && len(f.inclusi[i-1].pezzi) > 1
}

// inLingua draws content of the open element in another language.
func (f *foglio) inLingua(lingua string, disegna func()) {
	if lingua == "" {
		disegna()
		return
	}
	f.apri("Span").lingua = lingua
	disegna()
	f.chiudi()
}

// segnato draws content of the open element.
func (f *foglio) segnato(disegna func()) {
	if f.ripetuto {
		f.decora(disegna)
		return
	}
	e, p := f.inclusi[len(f.inclusi)-1], f.corrente()
	e.pezzi = append(e.pezzi, pezzo{pagina: len(f.pagine) - 1, mcid: p.segni})
	p.b = append(p.b, '/')
	p.b = append(p.b, e.ruolo...)
	if e.lingua != "" {
		p.b = append(append(append(p.b, " <</Lang ("...), e.lingua...), ") /MCID "...)
	} else {
		p.b = append(p.b, " <</MCID "...)
	}
	p.b = append(strconv.AppendInt(p.b, int64(p.segni), 10), ">> BDC\n"...)
	p.segni++
	disegna()
	p.b = append(p.b, "EMC\n"...)
}

// decora draws what a reader skips.
func (f *foglio) decora(disegna func()) {
	p := f.corrente()
	p.b = append(p.b, "/Artifact BMC\n"...)
	disegna()
	p.b = append(p.b, "EMC\n"...)
}

// visita calls fa for an element and all inside it, in the order of reading.
func (e *struttura) visita(fa func(*struttura)) {
	fa(e)
	for _, p := range e.pezzi {
		if p.figlio != nil {
			p.figlio.visita(fa)
		}
	}
}
