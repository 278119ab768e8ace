package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

// scrittori are the files written along the way.
type scrittori struct {
	comando.Scritture
	scritti []*tracciato.Scrittore
	avvisi  *json.Encoder // nil when nobody wants them
	ente    avviso.Ente
	gruppo  []*pendenza.Pendenza // positions of one document, which are a notice together
}

// scrittori opens the files that were asked for.
func (r *richiesta) scrittori(f tracciato.Formato) (*scrittori, error) {
	s := new(scrittori)
	s.Leggera(r.file)
	for _, u := range [...]struct {
		nome    string
		formato tracciato.Formato
	}{{r.elaborato, tracciato.Elaborato}, {r.esiti, f}} {
		if u.nome == "" {
			continue
		}
		w, err := s.Apri(u.nome)
		if err != nil {
			s.Annulla()
			return nil, err
		}
		s.scritti = append(s.scritti, tracciato.NuovoScrittore(w, u.formato))
	}
	if r.avvisi == "" {
		return s, nil
	}
	var err error
	if s.ente, err = leggiEnte(r.ente); err == nil {
		var w io.Writer
		s.Leggera(r.ente)
		if w, err = s.Apri(r.avvisi); err == nil {
			s.avvisi = json.NewEncoder(w)
			s.avvisi.SetEscapeHTML(false)
		}
	}
	if err != nil {
		s.Annulla()
		return nil, err
	}
	return s, nil
}

// leggiEnte returns the body of the notices: a file of its data, or its name alone.
func leggiEnte(nome string) (avviso.Ente, error) {
	dati, err := os.ReadFile(nome)
	if err != nil {
		return avviso.Ente{Nome: nome}, nil
	}
	var e avviso.Ente
	if err := membri.Parse(dati, &e); err != nil {
		return e, fmt.Errorf("%s: %w", nome, err)
	}
	return e, nil
}

func (s *scrittori) scrivi(r *tracciato.Risultato) error {
	for _, w := range s.scritti {
		if err := w.Scrivi(r); err != nil {
			return err
		}
	}
	p := r.Pendenza
	if s.avvisi == nil || p == nil || !r.NumeroAvviso.IsValid() || r.Operazione != tracciato.ADD {
		return nil
	}
	if len(s.gruppo) > 0 && !stessoDocumento(s.gruppo[0], p) {
		if err := s.avviso(); err != nil {
			return err
		}
	}
	s.gruppo = append(s.gruppo, p)
	return nil
}

func stessoDocumento(a, b *pendenza.Pendenza) bool {
	return a.Documento != nil && b.Documento != nil && a.IdDominio == b.IdDominio && a.Documento.Identificativo == b.Documento.Identificativo
}

// avviso writes the notice of the positions gathered.
func (s *scrittori) avviso() error {
	if len(s.gruppo) == 0 {
		return nil
	}
	ente := s.ente
	if !ente.IdDominio.IsValid() {
		ente.IdDominio = s.gruppo[0].IdDominio
	}
	a := pendenza.Avviso(ente, slices.Values(s.gruppo))
	s.gruppo = s.gruppo[:0]
	return s.avvisi.Encode(a)
}

// chiudi puts the files in their places.
func (s *scrittori) chiudi() error {
	err := s.avviso()
	for _, w := range s.scritti {
		err = errors.Join(err, w.Chiudi())
	}
	if err != nil {
		return err
	}
	return s.Conferma()
}
