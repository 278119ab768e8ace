// Package comandi puts every codec and engine of the library behind a name: a request in JSON, a
// public function, an answer in JSON. A program, a service or a page gives it lines.
package comandi

import (
	"errors"
	"fmt"
	"io"
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

// Rispondi answers one request, as a line of the command of a name is answered; accolta is false of a
// refusal, that of an unknown name too.
func Rispondi(nome string, richiesta []byte) (risposta []byte, accolta bool) {
	c, ok := cerca(tutti(), nome)
	if !ok {
		return appendRifiuto(nil, nil, richiestaErrata("comando sconosciuto: %q", nome)), false
	}
	return appendRisposta(nil, c, richiesta)
}
