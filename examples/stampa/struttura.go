package main

import "strconv"

// struttura is one element of the logical structure of a document: what a screen
// reader reads, in the order of reading. fpdf writes pages without one, so it is
// added to the finished file as an incremental update (ISO 32000-1, 7.5.6, 14.7,
// 14.8).
type struttura struct {
	ruolo  string // standard structure type: Document, Sect, H1, P, Table, Figure …
	alt    string // what stands for a picture
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
func (f *foglio) apri(ruolo string) { f.apriAlt(ruolo, "") }

func (f *foglio) apriAlt(ruolo, alt string) {
	padre := f.inclusi[len(f.inclusi)-1]
	e := &struttura{ruolo: ruolo, alt: alt, padre: padre}
	if !f.prova {
		padre.pezzi = append(padre.pezzi, pezzo{figlio: e})
	}
	f.inclusi = append(f.inclusi, e)
}

func (f *foglio) chiudi() { f.inclusi = f.inclusi[:len(f.inclusi)-1] }

// segnato draws content of the open element.
func (f *foglio) segnato(disegna func()) {
	if f.prova {
		return
	}
	e, pagina := f.inclusi[len(f.inclusi)-1], f.pdf.PageNo()
	mcid := f.segni[pagina]
	f.segni[pagina]++
	e.pezzi = append(e.pezzi, pezzo{pagina: pagina, mcid: mcid})
	f.pdf.RawWriteStr("/" + e.ruolo + " <</MCID " + strconv.Itoa(mcid) + ">> BDC")
	disegna()
	f.pdf.RawWriteStr("EMC")
}

// decora draws what a reader skips.
func (f *foglio) decora(disegna func()) {
	if f.prova {
		return
	}
	f.pdf.RawWriteStr("/Artifact BMC")
	disegna()
	f.pdf.RawWriteStr("EMC")
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
