// Package prova holds every door of the library that reads to one law: what a door
// takes is written, read again equal, and written again to the same bytes (what it takes
// with a warning may be refused by the writer, and never changed); and the same
// text with a member, an element or a column repeated, or with a byte that is not UTF-8,
// is refused with an error that says where. What a format permits stands on the list of
// the door, with the reason.
//
// A room calls [Verifica] with its doors, and fails when it has one that is not named.
//
// It is for tests only: nothing of the library imports it.
package prova

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"reflect"
	"strings"

	"github.com/google/go-cmp/cmp"
)

// Porta is a door, or several that read the same.
type Porta struct {
	Nome  string   // "ParseRT", "Pendenza.UnmarshalJSON"; several with a blank between them
	Forma Forma    // what it reads
	Semi  []string // what it takes
	Leggi Lettura
	// Scrivi writes what was read; nil where the room has no writer, and what is read
	// must be read again the same.
	Scrivi func(any) ([]byte, error)
	// Rilegge reads what Scrivi writes, where that is a document of another door.
	Rilegge Lettura
	// InPezzi reads a stream, however it comes; it must read what Leggi reads.
	InPezzi func(io.Reader) (any, int, error)
	// Ripetibili are the places that may be repeated, with the reason: a path, the end of
	// one, or what stands above and "/*".
	Ripetibili map[string]string
	// Avvisa says why a repetition may be told instead of refused, wherever it stands.
	Avvisa string
	// Codifica says why the door takes bytes that are not UTF-8.
	Codifica string
	// NonScritto tells why a writer may refuse what the door has taken, "" when it may not.
	NonScritto func(x any, err error) string
	// Cambia tells that a writer changes what the door has taken, and says so: it is then
	// read and written again to the same bytes, and need not be equal.
	Cambia func(x any) bool
	// Confronto are options for what is compared beyond its fields.
	Confronto []cmp.Option
}

// Lettura reads a text, and tells how many warnings it gave.
type Lettura func([]byte) (x any, avvertenze int, err error)

// Elenchi are places that may be repeated because a schema says that they are a list.
func Elenchi(posti ...string) map[string]string {
	m := map[string]string{}
	for _, p := range posti {
		m[p] = "a list of the schema"
	}
	return m
}

// nomi are the doors.
func (p *Porta) nomi() []string { return strings.Fields(p.Nome) }

// tutti lets cmp see every field.
var tutti = cmp.Exporter(func(reflect.Type) bool { return true })

func (p *Porta) differenza(a, b any) string {
	return cmp.Diff(a, b, append([]cmp.Option{tutti}, p.Confronto...)...)
}

// esito is what came of a reading: the refusal of the door, what is wrong with what it has
// done, and whether it gave warnings.
type esito struct {
	rifiuto error
	difetto string
	avviso  bool
}

// chiude reads, and holds what is taken to the law.
func (p *Porta) chiude(dati []byte) esito {
	x, avvertenze, err := p.Leggi(bytes.Clone(dati))
	if err != nil {
		if !tipato(err) {
			return esito{rifiuto: err, difetto: fmt.Sprintf("refusal is not typed: %T %v", err, err)}
		}
		return esito{rifiuto: err}
	}
	letto := esito{avviso: avvertenze > 0}
	if p.Scrivi == nil {
		y, _, err := p.Leggi(bytes.Clone(dati))
		if err != nil {
			return difetto(fmt.Sprintf("taken, and not a second time: %v", err))
		}
		if d := p.differenza(x, y); d != "" {
			return difetto("read twice, and different:\n" + d)
		}
		return letto
	}
	primo, err := p.Scrivi(x)
	if err != nil {
		if tipato(err) && avvertenze > 0 || p.NonScritto != nil && p.NonScritto(x, err) != "" {
			return letto // what was tolerated, and told, is not written
		}
		return difetto(fmt.Sprintf("taken, and cannot be written: %v", err))
	}
	rilegge := p.Rilegge
	if rilegge == nil {
		rilegge = p.Leggi
	}
	y, _, err := rilegge(bytes.Clone(primo))
	if err != nil {
		return difetto(fmt.Sprintf("written, and cannot be read: %v\n%.600s", err, primo))
	}
	if d := p.differenza(x, y); d != "" && (p.Cambia == nil || !p.Cambia(x)) {
		return difetto("written, and read different:\n" + d)
	}
	secondo, err := p.Scrivi(y)
	if err != nil || !bytes.Equal(primo, secondo) {
		return difetto(fmt.Sprintf("written twice, and different (%v):\n%s", err, cmp.Diff(string(primo), string(secondo))))
	}
	return letto
}

func difetto(s string) esito { return esito{difetto: s} }

// rilievi are the methods with which an error, and what it wraps, say what a finding
// says.
func rilievi(err error) iter.Seq[reflect.Value] {
	return func(yield func(reflect.Value) bool) {
		for e := range errori(err) {
			if m := reflect.ValueOf(e).MethodByName("Rilievo"); m.IsValid() && !yield(m) {
				return
			}
		}
	}
}

// tipato reports whether an error says what a finding says.
func tipato(err error) bool {
	for range rilievi(err) {
		return true
	}
	return false
}

// errori goes through an error and what it wraps.
func errori(err error) iter.Seq[error] {
	return func(yield func(error) bool) { scorri(err, yield) }
}

func scorri(err error, yield func(error) bool) bool {
	if err == nil {
		return true
	}
	if !yield(err) {
		return false
	}
	switch e := err.(type) { //nolint:errorlint // it is the walk itself
	case interface{ Unwrap() error }:
		return scorri(e.Unwrap(), yield)
	case interface{ Unwrap() []error }:
		for _, x := range e.Unwrap() {
			if !scorri(x, yield) {
				return false
			}
		}
	}
	return true
}

// dice reports whether a refusal names a place: the last step of a path, or a line.
func dice(err error, posto string) bool {
	if posto == "" {
		return true // a value is its own place
	}
	passo := posto[strings.LastIndexAny(posto, "./")+1:]
	testo := err.Error()
	if strings.Contains(testo, passo) || strings.Contains(testo, "riga ") {
		return true
	}
	for m := range rilievi(err) {
		r := m.Call(nil)[0]
		campo, riga := r.FieldByName("Campo"), r.FieldByName("Riga")
		if campo.IsValid() && campo.String() != "" || riga.IsValid() && riga.Int() > 0 {
			return true
		}
	}
	return false
}

// permesso returns the reason why a place may be repeated.
func (p *Porta) permesso(posto string) (chiave string, ok bool) {
	via := "/" + strings.ReplaceAll(posto, ".", "/")
	for k := range p.Ripetibili {
		dentro, sotto := strings.CutSuffix(k, "/*")
		if sotto && strings.Contains(via, "/"+dentro+"/") || posto == k || strings.HasSuffix(via, "/"+k) {
			return k, true
		}
	}
	return "", false
}
