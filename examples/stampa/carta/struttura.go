package carta

import "strconv"

// struttura is one element of the logical structure of a document: what a screen
// reader reads, in the order of reading.
//
// Source: ISO 32000-1, 14.7, 14.8.
type struttura struct {
	ruolo  string // standard structure type: Document, Sect, H1, P, Table, Figure …
	alt    string // what stands for a picture
	lingua string // "" for that of the document
	pezzi  []pezzo
	numero int // object in the file
	padre  *struttura
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

// elemento draws the content of an element.
func (f *foglio) elemento(ruolo string, disegna func()) {
	f.apri(ruolo)
	disegna()
	f.chiudi()
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
