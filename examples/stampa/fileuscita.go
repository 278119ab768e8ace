package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

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

// scrittore writes the files of a run into a folder, each whole or not at all. A file that
// is there already is left alone, and is an error, unless sovrascrivi; one that the program
// reads is in every case.
type scrittore struct {
	cartella    string
	sovrascrivi bool
	letti       []os.FileInfo

	mu      sync.Mutex
	scritti map[string]bool
}

// errDoppio says that the run has made a file of that name already.
var errDoppio = errors.New("già scritto in questa stampa: due avvisi hanno lo stesso numero")

func (o opzioni) scrittore() (*scrittore, error) {
	if err := os.MkdirAll(o.uscita, 0o755); err != nil {
		return nil, fmt.Errorf("%s: la cartella non si può creare: %w", o.uscita, err)
	}
	s := &scrittore{cartella: o.uscita, sovrascrivi: o.sovrascrivi, scritti: map[string]bool{}}
	for _, nome := range []string{o.avvisi, o.ricevuta, o.quietanza, o.pendenza, o.testi} {
		if stato, err := os.Stat(nome); err == nil {
			s.letti = append(s.letti, stato)
		}
	}
	return s, nil
}

func (s *scrittore) scrivi(nome string, contenuto []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	percorso := filepath.Join(s.cartella, nome)
	if s.scritti[nome] {
		return fmt.Errorf("%s: %w", percorso, errDoppio)
	}
	stato, err := os.Lstat(percorso)
	switch {
	case err == nil && stato.IsDir():
		return fmt.Errorf("%s: è una cartella", percorso)
	case err == nil && slices.ContainsFunc(s.letti, func(l os.FileInfo) bool { return os.SameFile(l, stato) }):
		return fmt.Errorf("%s: è anche un documento da leggere: scegliere un'altra cartella con -uscita", percorso)
	case err == nil && !s.sovrascrivi:
		return fmt.Errorf("%s esiste già: scegliere un'altra cartella con -uscita, o -sovrascrivi", percorso)
	}
	f, err := os.CreateTemp(s.cartella, "."+nome+".*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(contenuto)
	if stato != nil { // the one that it takes the place of is given up for what is on the disk
		err = errors.Join(err, f.Sync())
	}
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), percorso)
	}
	if err != nil {
		return fmt.Errorf("%s: non si può scrivere: %w", percorso, errors.Join(err, os.Remove(f.Name())))
	}
	s.scritti[nome] = true
	return nil
}

// ferma lets no other file be written, and says what was.
func (s *scrittore) ferma() string {
	s.mu.Lock()
	return fmt.Sprintf("%d file scritti interi in %s", len(s.scritti), s.cartella)
}
