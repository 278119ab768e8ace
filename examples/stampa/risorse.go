package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/stampa/carta"
)

// perCarta returns what the flags ask of the pages, with the files that they name.
func (o opzioni) perCarta(amb ambiente) (carta.Scelte, error) {
	sc := carta.Scelte{Giorno: o.giorno, Bollettino: o.bollettino, Rigoroso: o.rigoroso, FronteRetro: o.fronteRetro}
	if o.testi != "" {
		b, err := amb.leggiTutto(o.testi)
		if err != nil {
			return sc, err
		}
		if sc.Testi, err = carta.LeggiTesti(b); err != nil {
			return sc, fmt.Errorf("%s: %w", o.testi, err)
		}
	}
	if o.marchi != "" {
		sc.Marchi = map[string]*carta.Immagine{}
		for _, nome := range []string{"pagopa", "posteitaliane", "bancoposta", "bollettino"} {
			m, err := immagineIn(o.marchi, nome)
			if err != nil {
				return sc, err
			}
			sc.Marchi[nome] = m
		}
	}
	if o.loghi != "" {
		if _, err := os.Stat(o.loghi); err != nil {
			return sc, err
		}
		sc.Stemma = stemmi(o.loghi)
	}
	return sc, nil
}

// stemmi returns the emblems of a folder, each read once; of one that cannot be read the
// notes say why.
func stemmi(cartella string) func(avviso.IdDominio) *carta.Immagine {
	var mu sync.Mutex
	letti := map[avviso.IdDominio]*carta.Immagine{}
	return func(id avviso.IdDominio) *carta.Immagine {
		mu.Lock()
		defer mu.Unlock()
		m, ok := letti[id]
		if !ok {
			var err error
			if m, err = immagineIn(cartella, id.String()); err != nil {
				m = carta.ImmagineGuasta(err)
			}
			letti[id] = m
		}
		return m
	}
}

// immagineIn reads a picture of a folder, PNG or JPEG; nil when there is none.
func immagineIn(cartella, nome string) (*carta.Immagine, error) {
	for _, tipo := range []string{".png", ".jpg", ".jpeg"} {
		f, err := os.Open(filepath.Join(cartella, nome+tipo))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		b, err := finoA(f.Name(), f)
		if err != nil {
			return nil, err
		}
		m, err := carta.LeggiImmagine(b)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Join(cartella, nome+tipo), err)
		}
		return m, nil
	}
	return nil, nil
}
