package prova

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quietanza/quietanza/internal/automa/prova"
)

// Elenco compares testdata/differenze.md, the list of differences for people, with the
// classes of a room; -update writes it.
func Elenco(t *testing.T, stanza string, classi []Classe) {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "# Where the strict readers of %s and the official schemas part\n\n", stanza)
	b.WriteString("Written by `go test -run TestElencoDifferenze -update`. A difference that is not here fails `TestSchemiUfficiali`, and so does a line that no longer occurs.\n")
	for _, accetta := range []bool{false, true} {
		titolo := "Refused, though xmllint takes it"
		if accetta {
			titolo = "Taken, though xmllint refuses it"
		}
		fmt.Fprintf(&b, "\n## %s\n\n| what | why |\n|---|---|\n", titolo)
		for _, c := range classi {
			if c.Accetta == accetta {
				fmt.Fprintf(&b, "| %s | %s |\n", c.Nome, c.Motivo)
			}
		}
	}
	prova.Golden(t, "differenze.md", b.String())
}
