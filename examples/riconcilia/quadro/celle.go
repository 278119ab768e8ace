package quadro

import (
	"iter"

	"github.com/quietanza/quietanza/avviso"
)

// Tabella is one kind of object, a row each.
type Tabella struct {
	Nome    string // of a file, or of a sheet
	Colonne []string
	Righe   iter.Seq[[]Cella] // a row may be used until the next
}

// Genere says what a cell holds.
type Genere uint8

// The zero one is an empty cell.
const (
	Testo  Genere = iota + 1 // from a document: never a number, nor a formula
	Codice                   // a word of the report itself
	Numero
	Euro
	Giorno
)

// Cella is a value of a table, in the member of its kind.
type Cella struct {
	Genere  Genere
	Testo   string // of Testo and Codice
	Numero  int64
	Importo avviso.Importo
	Giorno  avviso.Data
}

func testo(s string) Cella {
	if s == "" {
		return Cella{}
	}
	return Cella{Genere: Testo, Testo: s}
}

func codice[S ~string](s S) Cella    { return Cella{Genere: Codice, Testo: string(s)} }
func numero(n int64) Cella           { return Cella{Genere: Numero, Numero: n} }
func importo(i avviso.Importo) Cella { return Cella{Genere: Euro, Importo: i} }

// giorno returns a day, nothing for none.
func giorno(d avviso.Data) Cella {
	if !d.IsValid() {
		return Cella{}
	}
	return Cella{Genere: Giorno, Giorno: d}
}

// siNo returns a yes or a no.
func siNo(v bool) Cella {
	if v {
		return codice("sì")
	}
	return codice("no")
}

// somma returns a sum, which may be more than an amount can hold.
func somma(t avviso.Totale) Cella {
	i, err := t.Importo()
	if err != nil {
		return codice("oltre")
	}
	return importo(i)
}
