// Package comandi puts every codec and engine of the library behind a name: a request in JSON, a
// public function, an answer in JSON. A program, a service or a page gives it lines.
package comandi

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/quietanza/quietanza/examples/comando/pulito"
)

// Exit statuses.
const (
	uscitaOK      = 0
	uscitaIO      = 1
	uscitaRifiuto = 1 // with -rigoroso, a line was refused
	uscitaErrata  = 2
)

// Esegui runs the program with its arguments and streams, and returns its exit status.
func Esegui(args []string, in io.Reader, out, diario io.Writer) int {
	comandi := tutti()
	if len(args) == 0 {
		return scrivi(elenca(comandi), out, diario)
	}
	if args[0] == "-h" || args[0] == "--help" {
		return scrivi(elenca(comandi)+stati, out, diario)
	}
	c, ok := cerca(comandi, args[0])
	switch {
	case !ok:
		fmt.Fprintf(diario, "quietanza: comando sconosciuto: %q\n\n%s", args[0], elenca(comandi))
		return uscitaErrata
	case len(args) == 2 && (args[1] == "-h" || args[1] == "--help"):
		return scrivi(fmt.Sprintf("%s: %s\n\n  in   %s\n  out  %s\n", c.nome, c.sommario, c.esempio, c.risposta), out, diario)
	case len(args) > 2 || len(args) == 2 && args[1] != "-rigoroso":
		fmt.Fprintf(diario, "uso: quietanza %s [-h] [-rigoroso] < richieste.jsonl\n", c.nome)
		return uscitaErrata
	}
	c.rigoroso = len(args) == 2
	switch err := rispondi(c, in, out); {
	case errors.Is(err, errRifiutate):
		return uscitaRifiuto
	case err != nil:
		return guasto(err, diario)
	}
	return uscitaOK
}

func scrivi(testo string, out, diario io.Writer) int {
	if _, err := io.WriteString(out, testo); err != nil {
		return guasto(err, diario)
	}
	return uscitaOK
}

// guasto says that something cannot be read or written.
func guasto(err error, diario io.Writer) int {
	fmt.Fprintf(diario, "quietanza: %s\n", pulito.Errore(err))
	return uscitaIO
}

const stati = `
quietanza COMANDO -h mostra una richiesta e la sua risposta; quietanza --version la versione.

Stati di uscita:
  0  ogni riga ha avuto risposta, i rifiuti compresi
  1  non si può leggere o scrivere; con -rigoroso, una riga è stata rifiutata
  2  riga di comando errata
`

func elenca(comandi []comando) string {
	var b strings.Builder
	b.WriteString("uso: quietanza COMANDO [-h] [-rigoroso] < richieste.jsonl\n")
	gruppo := ""
	for _, c := range comandi {
		if c.gruppo != gruppo {
			gruppo = c.gruppo
			fmt.Fprintf(&b, "\n%s\n", gruppo)
		}
		fmt.Fprintf(&b, "  %-22s %s\n", c.nome, c.sommario)
	}
	return b.String()
}

func cerca(comandi []comando, nome string) (comando, bool) {
	for _, c := range comandi {
		if c.nome == nome {
			return c, true
		}
	}
	return comando{}, false
}

// Rispondi answers one request, as a line of the command of a name is answered; accolta is false of a
// refusal, that of an unknown name too.
func Rispondi(nome string, richiesta []byte) (risposta []byte, accolta bool) {
	c, ok := cerca(tutti(), nome)
	if !ok {
		return appendRifiuto(nil, nil, richiestaErrata("comando sconosciuto: %q", nome)), false
	}
	return appendRisposta(nil, c, richiesta)
}
