package comando

import (
	"errors"
	"fmt"
	"io"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando/pulito"
)

// Exit statuses that every program has.
const (
	UscitaOK      = 0
	UscitaErrata  = 2 // a command line, a document or an output that is wrong
	UscitaInParte = 3 // some documents could not be read, and the rest was done
)

// Esci says an error on one line, and returns the exit status.
func Esci(nome string, err error, errori io.Writer) int {
	if err == nil || errors.Is(err, ErrFinito) {
		if u, ok := err.(interface{ Unwrap() []error }); ok && len(u.Unwrap()) > 1 { // help that could not be written
			err = u.Unwrap()[1]
		} else {
			return UscitaOK
		}
	}
	fmt.Fprintf(errori, "%s: %s\n", nome, pulito.Errore(err))
	return UscitaErrata
}

// Data reads a day in either way of writing it, aaaa-mm-gg or gg/mm/aaaa.
func Data(s string) (avviso.Data, error) {
	iso := s
	if len(s) == len("31/12/2025") && s[2] == '/' && s[5] == '/' {
		iso = s[6:] + "-" + s[3:5] + "-" + s[:2]
	}
	d, err := avviso.ParseData(iso)
	if err != nil {
		return d, fmt.Errorf("%q non è un giorno: si scrive aaaa-mm-gg o gg/mm/aaaa", s)
	}
	return d, nil
}
