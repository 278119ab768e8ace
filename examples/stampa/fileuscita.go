package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/quietanza/quietanza/examples/stampa/carta"
)

// fileCodici returns the codes of a notice as files of their own: the format is png, svg,
// or "" for none.
func fileCodici(d *carta.Pronto, formato string) ([]fileFatto, error) {
	if formato == "" {
		return nil, nil
	}
	var fatti []fileFatto
	codici, err := d.Codici(formato)
	for _, c := range codici {
		fatti = append(fatti, fileFatto{c.Nome, c.Contenuto})
	}
	return fatti, err
}

// scrittoreIn returns a function that writes files into a directory; a file that is
// there already is left alone, and is an error, unless sovrascrivi.
func scrittoreIn(cartella string, sovrascrivi bool) (func(string, []byte) error, error) {
	if err := os.MkdirAll(cartella, 0o755); err != nil {
		return nil, err
	}
	modo := os.O_CREATE | os.O_WRONLY | os.O_EXCL
	if sovrascrivi {
		modo = os.O_CREATE | os.O_WRONLY | os.O_TRUNC
	}
	return func(nome string, contenuto []byte) error {
		percorso := filepath.Join(cartella, nome)
		f, err := os.OpenFile(percorso, modo, 0o644)
		if os.IsExist(err) {
			return fmt.Errorf("%s esiste già: scegli un'altra cartella con -uscita, o -sovrascrivi", percorso)
		}
		if err != nil {
			return err
		}
		if _, err = f.Write(contenuto); err != nil {
			_ = f.Close()
			return err
		}
		return f.Close()
	}, nil
}
