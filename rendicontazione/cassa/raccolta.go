package cassa

import (
	"bytes"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// albero is an element whose content a reader uses, and of that what: texts under their
// numbers. Elements are known by local name; those that are not in the tree are skipped.
type albero struct {
	nome   string
	campo  uint8 // number of its text, 0 when it is not used
	divisa uint8 // number of its attribute Ccy, 0 when it is not used
	gruppo bool  // a part that may be repeated: campo tells where it begins
	luogo  bool  // where it stands is told, which costs as much as its text
	figli  []albero
}

// nuovoAlbero makes the tree of the paths given, each with its number. "Amt@Ccy" is the attribute
// of an element, "TxDtls:" the beginning of a part.
func nuovoAlbero(rami ...ramo) *albero {
	radice := new(albero)
	for _, r := range rami {
		via, attributo, conAttributo := strings.Cut(r.via, "@")
		via, gruppo := strings.CutSuffix(via, ":")
		e := radice
		for nome := range strings.SplitSeq(via, "/") {
			e = e.conFiglio(nome)
		}
		switch {
		case conAttributo && attributo == attributoDivisa:
			e.divisa = r.campo
		default:
			e.campo, e.gruppo = r.campo, gruppo
		}
	}
	return radice
}

const attributoDivisa = "Ccy"

// conLuogo has the elements of some numbers tell where they stand, all of them when none is given.
func (e *albero) conLuogo(campi ...uint8) *albero {
	e.luogo = e.campo != 0 && (len(campi) == 0 || slices.Contains(campi, e.campo))
	for i := range e.figli {
		e.figli[i].conLuogo(campi...)
	}
	return e
}

// ramo is a path of a tree.
type ramo struct {
	via   string
	campo uint8
}

func (e *albero) conFiglio(nome string) *albero {
	if i := e.figlio([]byte(nome), 0); i >= 0 {
		return &e.figli[i]
	}
	e.figli = append(e.figli, albero{nome: nome})
	return &e.figli[len(e.figli)-1]
}

// figlio returns the place of a child, -1 when the tree has none of that name. The search begins
// where the next one should be.
func (e *albero) figlio(nome []byte, da int) int {
	for i := da; i < len(e.figli); i++ {
		if e.figli[i].nome == string(nome) {
			return i
		}
	}
	for i := range da {
		if e.figli[i].nome == string(nome) {
			return i
		}
	}
	return -1
}

// via returns the path of the first element with a number.
func (e *albero) via(campo uint8) string {
	for i := range e.figli {
		f := &e.figli[i]
		if f.campo == campo || f.divisa == campo {
			return f.nome
		}
		if v := f.via(campo); v != "" {
			return f.nome + "/" + v
		}
	}
	return ""
}

// maxTestoVoce bounds the bytes of text of one leaf, and those kept of one movement of a journal: a
// document may repeat its elements without end.
const maxTestoVoce = 1 << 20

// raccolta is the texts of one element, in the order of the document. It is used again for the
// next, so that reading allocates nothing.
type raccolta struct {
	testi   []byte
	tratti  []tratto
	massimo int    // bytes of text kept
	troppo  bool   // there were more
	oltre   tratto // the first text that had no room

	previsione previsione
}

// tratto is one text of a raccolta.
type tratto struct {
	campo    uint8
	annidato bool // an element of no tree stood inside
	da, a    int32
	luogo    luogo // where its element begins, if the tree asks for it
}

func (r *raccolta) svuota() { r.testi, r.tratti, r.troppo = r.testi[:0], r.tratti[:0], false }

// testo returns a text without outer blanks, valid until the next element is read.
func (r *raccolta) testo(t *tratto) []byte { return bytes.TrimSpace(r.testi[t.da:t.a]) }

// pesoTratto is about what a text costs besides its bytes: it bounds how many are kept.
const pesoTratto = 32

// nuovo begins a text; false when there is no room.
func (r *raccolta) nuovo(campo uint8, qui luogo) bool {
	t := tratto{campo: campo, da: int32(len(r.testi)), a: int32(len(r.testi)), luogo: qui}
	if !r.posto(0, &t) {
		return false
	}
	r.tratti = append(r.tratti, t)
	return true
}

// aggiungi adds to the text begun last.
func (r *raccolta) aggiungi(b []byte) {
	t := &r.tratti[len(r.tratti)-1]
	if r.posto(len(b), t) {
		r.testi = append(r.testi, b...)
		t.a = int32(len(r.testi))
	}
}

// posto reports whether there is room for n bytes more of a text.
func (r *raccolta) posto(n int, t *tratto) bool {
	if !r.troppo && (len(r.testi)+n > r.massimo || len(r.tratti) >= r.massimo/pesoTratto) {
		r.troppo, r.oltre = true, *t
	}
	return !r.troppo
}

// leggi reads the element just opened up to its end.
func (r *raccolta) leggi(d *documento, e *albero) error {
	if e.divisa != 0 {
		for _, a := range d.l.Attributi() {
			if string(a.Locale) == attributoDivisa && r.nuovo(e.divisa, luogo{}) {
				r.aggiungi(a.Valore)
			}
		}
	}
	var qui luogo
	if e.luogo {
		qui = d.luogo()
	}
	posto := -1
	if e.campo != 0 && r.nuovo(e.campo, qui) && !e.gruppo {
		posto = len(r.tratti) - 1
	}
	lungo, prossimo := 0, 0
	for {
		ev, err := d.l.Prossimo()
		if err != nil {
			return traduci(err)
		}
		switch ev {
		case xmlrigido.Testo:
			// A text around elements of the tree, which then hold the value, is white space.
			if posto >= 0 && posto == len(r.tratti)-1 {
				if lungo += len(d.l.Testo()); lungo > maxTestoVoce {
					return d.luogo().errore(CodiceLimite, e.nome, "", ErrSintassi)
				}
				r.aggiungi(d.l.Testo())
			}
		case xmlrigido.Inizio:
			i := e.figlio(d.l.Locale(), prossimo)
			if i < 0 {
				if posto >= 0 {
					r.tratti[posto].annidato = true
				}
				err = d.salta()
			} else {
				prossimo = i
				err = r.leggi(d, &e.figli[i])
			}
			if err != nil {
				return err
			}
		case xmlrigido.Fine:
			return nil
		}
	}
}
