package main

import (
	"encoding/json"
	"errors"
	"fmt"
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
	scritti       []*tracciato.Scrittore
	avvisi        *json.Encoder // nil when nobody wants them
	ente          avviso.Ente
	gruppi        [][]pendenza.Chiave // of the positions of one document, which are a notice together
	avvisiScritti int
	documento     *documento // of the last group, nil when it has none
}

// scrittori opens the files that were asked for.
func (r *richiesta) scrittori(f tracciato.Formato) error {
	s := &r.uscite
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
			return err
		}
		s.scritti = append(s.scritti, tracciato.NuovoScrittore(w, u.formato))
	}
	if r.avvisi == "" {
		return nil
	}
	var err error
	if s.ente, err = leggiEnte(r.ente); err != nil {
		return err
	}
	s.Leggera(r.ente)
	w, err := s.Apri(r.avvisi)
	if err == nil {
		s.avvisi = json.NewEncoder(w)
		s.avvisi.SetEscapeHTML(false)
	}
	return err
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
	if n := len(s.gruppi); n > 0 && s.documento != nil && p.Documento != nil && *s.documento == documentoDi(p) {
		s.gruppi[n-1] = append(s.gruppi[n-1], p.Chiave())
		return nil
	}
	s.gruppi, s.documento = append(s.gruppi, []pendenza.Chiave{p.Chiave()}), nil
	if p.Documento != nil {
		d := documentoDi(p)
		s.documento = &d
	}
	return nil
}

// documento names the document of a position.
type documento struct {
	ente avviso.IdDominio
	nome string
}

func documentoDi(p *pendenza.Pendenza) documento {
	return documento{p.IdDominio, p.Documento.Identificativo}
}

// scriviAvvisi writes the notices, of the positions as the whole file left them: one that a
// later line annulled has none, and so has one that is there twice.
func (s *scrittori) scriviAvvisi(a tracciato.Archivio) error {
	scritte := make(map[pendenza.Chiave]bool)
	for _, chiavi := range s.gruppi {
		var gruppo []*pendenza.Pendenza
		for _, k := range chiavi {
			p, ok, err := a.Pendenza(k)
			if err != nil {
				return err
			}
			if ok && p.Stato != pendenza.Annullata && !scritte[k] {
				scritte[k] = true
				gruppo = append(gruppo, &p)
			}
		}
		if len(gruppo) == 0 {
			continue
		}
		s.avvisiScritti++
		ente := s.ente
		if !ente.IdDominio.IsValid() {
			ente.IdDominio = gruppo[0].IdDominio
		}
		if err := s.avvisi.Encode(pendenza.Avviso(ente, slices.Values(gruppo))); err != nil {
			return err
		}
	}
	return nil
}

// chiudi puts the files in their places.
func (s *scrittori) chiudi(a tracciato.Archivio) error {
	var err error
	if s.avvisi != nil {
		err = s.scriviAvvisi(a)
	}
	for _, w := range s.scritti {
		err = errors.Join(err, w.Chiudi())
	}
	if err != nil {
		return err
	}
	return s.Conferma()
}
