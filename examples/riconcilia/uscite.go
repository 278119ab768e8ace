package main

import (
	"path/filepath"

	"github.com/quietanza/quietanza/examples/comando"
)

// scriviCSV writes one file for each kind of object into a folder, which is made.
func (v *vista) scriviCSV(cartella string, s *comando.Scritture) error {
	if cartella == "" {
		return nil
	}
	if err := s.Cartella(cartella); err != nil {
		return err
	}
	for _, t := range v.Tabelle() {
		w, err := s.Apri(filepath.Join(cartella, t.Nome+".csv"))
		if err == nil {
			err = t.ScriviCSV(w)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// scriviHTML writes the page to look at.
func (v *vista) scriviHTML(nome string, s *comando.Scritture) error {
	if nome == "" {
		return nil
	}
	w, err := s.Apri(nome)
	if err != nil {
		return err
	}
	return v.Pagina().Scrivi(w)
}
