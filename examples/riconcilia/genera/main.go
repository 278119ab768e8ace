// Command genera writes the sample of examples/riconcilia: one month of an invented
// municipality, in the official formats, with every case that a reconciliation knows.
//
//	go run ./examples/riconcilia/genera examples/riconcilia/campione
//
// It is deterministic: the same program writes the same bytes. Nobody in it is real:
// bodies, banks and accounts are invented and payers are anonymous.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: genera FOLDER")
		os.Exit(2)
	}
	if err := scrivi(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "genera:", err)
		os.Exit(1)
	}
}

// scrivi writes the sample into a folder, which loses what it had before.
func scrivi(cartella string) error {
	documenti, err := documentiDelMese()
	if err != nil {
		return err
	}
	for _, parte := range []string{"cassa", "flussi", "ricevute"} {
		if err := os.RemoveAll(filepath.Join(cartella, parte)); err != nil {
			return err
		}
	}
	for _, d := range documenti {
		nome := filepath.Join(cartella, filepath.FromSlash(d.nome))
		if err := os.MkdirAll(filepath.Dir(nome), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(nome, d.dati, 0o644); err != nil { //nolint:gosec // a sample that everybody may read
			return err
		}
	}
	return nil
}

// documento is one file of the sample, its name with slashes.
type documento struct {
	nome string
	dati []byte
}

// documentiDelMese returns the sample, by name.
func documentiDelMese() ([]documento, error) {
	c := nuovoComune()
	c.marzo()
	documenti, err := c.documenti()
	slices.SortFunc(documenti, func(a, b documento) int { return strings.Compare(a.nome, b.nome) })
	return documenti, err
}
