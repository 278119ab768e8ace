// Command quietanza puts every codec and engine of the library on the shell:
// JSON Lines in on stdin, one JSON answer a line out on stdout, same order.
//
//	echo '{"nav":"001190280072147087"}' | go run ./examples/quietanza nav
//
// It holds no logic: it decodes a line, calls one public function and encodes
// the answer, so that a gestionale written in any language can drive the
// library through a pipe. Without arguments it lists its commands; with a
// command and -h it shows one input and its answer. With -rigoroso after the
// command the exit status is 1 when a line was refused.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// Exit statuses.
const (
	uscitaOK      = 0
	uscitaIO      = 1
	uscitaRifiuto = 1 // with -rigoroso, a line was refused
	uscitaErrata  = 2
)

func main() {
	os.Exit(esegui(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// esegui is main with its streams as parameters, for the tests.
func esegui(args []string, in io.Reader, out, diario io.Writer) int {
	comandi := tutti()
	if len(args) == 0 {
		elenca(out, comandi)
		return uscitaOK
	}
	c, ok := cerca(comandi, args[0])
	switch {
	case !ok:
		fmt.Fprintf(diario, "quietanza: comando sconosciuto: %q\n\n", args[0])
		elenca(diario, comandi)
		return uscitaErrata
	case len(args) == 2 && (args[1] == "-h" || args[1] == "--help"):
		fmt.Fprintf(out, "%s: %s\n\n  in   %s\n  out  %s\n", c.nome, c.sommario, c.esempio, c.risposta)
		return uscitaOK
	case len(args) > 2 || len(args) == 2 && args[1] != "-rigoroso":
		fmt.Fprintf(diario, "uso: quietanza %s [-h] [-rigoroso] < richieste.jsonl\n", c.nome)
		return uscitaErrata
	}
	c.rigoroso = len(args) == 2
	switch err := rispondi(c, in, out); {
	case errors.Is(err, errRifiutate):
		return uscitaRifiuto
	case err != nil:
		fmt.Fprintf(diario, "quietanza: %v\n", err)
		return uscitaIO
	}
	return uscitaOK
}

func elenca(w io.Writer, comandi []comando) {
	fmt.Fprint(w, "uso: quietanza COMANDO [-h] [-rigoroso] < richieste.jsonl\n")
	gruppo := ""
	for _, c := range comandi {
		if c.gruppo != gruppo {
			gruppo = c.gruppo
			fmt.Fprintf(w, "\n%s\n", gruppo)
		}
		fmt.Fprintf(w, "  %-22s %s\n", c.nome, c.sommario)
	}
}

func cerca(comandi []comando, nome string) (comando, bool) {
	for _, c := range comandi {
		if c.nome == nome {
			return c, true
		}
	}
	return comando{}, false
}
