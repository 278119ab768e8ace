package main

import (
	"errors"
	"io"
	"os"

	"github.com/quietanza/quietanza/pendenza/tracciato"
)

// scrittori are the files written along the way.
type scrittori struct {
	scritti []*tracciato.Scrittore
	file    []io.Closer
}

// scrittori opens the files that were asked for.
func (r *richiesta) scrittori(f tracciato.Formato) (*scrittori, error) {
	s := new(scrittori)
	for _, u := range [...]struct {
		nome    string
		formato tracciato.Formato
	}{{r.elaborato, tracciato.Elaborato}, {r.esiti, f}} {
		if u.nome == "" {
			continue
		}
		file, err := os.Create(u.nome)
		if err != nil {
			return nil, errors.Join(err, s.chiudi())
		}
		s.scritti = append(s.scritti, tracciato.NuovoScrittore(file, u.formato))
		s.file = append(s.file, file)
	}
	return s, nil
}

func (s *scrittori) scrivi(r *tracciato.Risultato) error {
	for _, w := range s.scritti {
		if err := w.Scrivi(r); err != nil {
			return err
		}
	}
	return nil
}

func (s *scrittori) chiudi() error {
	var err error
	for _, w := range s.scritti {
		err = errors.Join(err, w.Chiudi())
	}
	for _, f := range s.file {
		err = errors.Join(err, f.Close())
	}
	return err
}
