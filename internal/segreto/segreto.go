// Package segreto keeps a text out of what is printed. A type with a Format method is
// not enough: package fmt does not ask the methods of values in unexported fields, nor
// of those below a verb that does not fit (%s of a struct that holds a pointer), and
// prints their bare fields. Here the bare field is an address.
package segreto

import (
	"fmt"
	"io"
	"unique"
)

// Stelle is what a secret shows: always as many, so that its length stays secret too.
const Stelle = "********"

// Testo is a text of which nothing prints. It is comparable; the zero value is "".
type Testo struct{ h unique.Handle[string] }

// Nuovo returns a secret text; "" is the zero value.
func Nuovo(s string) Testo {
	if s == "" {
		return Testo{}
	}
	return Testo{unique.Make(s)}
}

// Valore returns the text.
func (t Testo) Valore() string {
	if t == (Testo{}) {
		return ""
	}
	return t.h.Value()
}

// Scrivi writes stars for every verb, and for %#v goString: it is the Format of a
// type around a Testo.
func Scrivi(f fmt.State, verb rune, goString string) {
	testo := Stelle
	if verb == 'v' && f.Flag('#') {
		testo = goString
	}
	_, _ = io.WriteString(f, testo) // a fmt.State has nobody to tell a failure to
}
