package membri

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// Scrittura writes objects and lists, which Apre and ApreElenco open. The zero value
// writes nothing yet.
type Scrittura struct {
	B   []byte
	Err error // the first that something written inside gave
}

// virgola parts a member or an element from what stands before it.
func (w *Scrittura) virgola() {
	if n := len(w.B); n > 0 && w.B[n-1] != '{' && w.B[n-1] != '[' {
		w.B = append(w.B, ',')
	}
}

// Nome begins a member; "" begins an element of a list.
func (w *Scrittura) Nome(nome string) {
	w.virgola()
	if nome != "" {
		w.B = append(AppendTesto(w.B, nome), ':')
	}
}

// Apre opens an object, the value of a member.
func (w *Scrittura) Apre(nome string) {
	w.Nome(nome)
	w.B = append(w.B, '{')
}

// Chiude closes an object.
func (w *Scrittura) Chiude() { w.B = append(w.B, '}') }

// ApreElenco opens a list, the value of a member.
func (w *Scrittura) ApreElenco(nome string) {
	w.Nome(nome)
	w.B = append(w.B, '[')
}

// ChiudeElenco closes a list.
func (w *Scrittura) ChiudeElenco() { w.B = append(w.B, ']') }

// Crudo writes a value that is JSON.
func (w *Scrittura) Crudo(nome, v string) {
	w.Nome(nome)
	w.B = append(w.B, v...)
}

// SeCrudo writes a value that is JSON, if there is one.
func (w *Scrittura) SeCrudo(nome string, v []byte) {
	if len(v) > 0 {
		w.Crudo(nome, string(v))
	}
}

// Testo writes a text, null when it is empty.
func (w *Scrittura) Testo(nome, s string) {
	if s == "" {
		w.Crudo(nome, "null")
		return
	}
	w.Nome(nome)
	w.B = AppendTesto(w.B, s)
}

// SeTesto writes a text that is not empty.
func (w *Scrittura) SeTesto(nome, s string) {
	if s != "" {
		w.Testo(nome, s)
	}
}

// Importo writes an amount as a number.
func (w *Scrittura) Importo(nome string, i avviso.Importo) { w.Crudo(nome, i.String()) }

// Intero writes a whole number.
func (w *Scrittura) Intero(nome string, n int) { w.Crudo(nome, strconv.Itoa(n)) }

// Altri writes the members of others, as they were read.
func (w *Scrittura) Altri(a avviso.Altri) {
	if a != "" {
		w.virgola()
		w.B = append(w.B, a...)
	}
}

// Aggiunge writes what a function appends, and keeps its error.
func (w *Scrittura) Aggiunge(nome string, f func([]byte) ([]byte, error)) {
	w.Nome(nome)
	b, err := f(w.B)
	if err != nil && w.Err == nil {
		w.Err = err
	}
	w.B = b
}
