package comando

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando/pulito"
)

// Exit statuses that every program has.
const (
	UscitaOK     = 0
	UscitaErrata = 2 // a command line, a document or an output that is wrong
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
	fmt.Fprintf(errori, "%s: %s\n", nome, Riga(err))
	return UscitaErrata
}

// Riga returns an error on one line, in Italian where it is the system that says it.
func Riga(err error) string {
	return delSistema.Replace(pulito.Testo(strings.ReplaceAll(err.Error(), "\n", "; ")))
}

// delSistema translates what the system says of files.
var delSistema = strings.NewReplacer(
	syscall.ENOSPC.Error(), "spazio esaurito sul disco",
	syscall.EACCES.Error(), "permesso negato",
	syscall.EPERM.Error(), "operazione non permessa",
	syscall.ENOENT.Error(), "non esiste",
	syscall.EEXIST.Error(), "esiste già",
	syscall.EISDIR.Error(), "è una cartella",
	syscall.ENOTDIR.Error(), "non è una cartella",
	syscall.EROFS.Error(), "il disco è di sola lettura",
	syscall.EPIPE.Error(), "chi leggeva ha chiuso",
	syscall.EIO.Error(), "errore di lettura o scrittura del disco",
	syscall.EADDRINUSE.Error(), "indirizzo occupato",
	"write /dev/stdout: ", "uscita standard: ",
	"read /dev/stdin: ", "ingresso standard: ",
)

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
