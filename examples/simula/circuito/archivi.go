package circuito

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Archivi is an Uscita that puts the documents of a folder of a day, such as
// ricevute/20250303/…, in one archive, ricevute/20250303.zip: a file system takes
// longer to make a small file than the simulator to fill it. The archives are in order
// of name and not compressed, and hold one day in memory.
type Archivi struct {
	Uscita Uscita
	mu     sync.Mutex
	giorni map[string][]membro
}

// membro is a document of an archive.
type membro struct {
	nome string
	dati *bytes.Buffer
}

// Apri begins a document.
func (a *Archivi) Apri(nome string) (io.WriteCloser, error) {
	fine := strings.LastIndexByte(nome, '/')
	if strings.Count(nome, "/") != 2 {
		return a.Uscita.Apri(nome)
	}
	m := membro{nome[fine+1:], new(bytes.Buffer)}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.giorni == nil {
		a.giorni = map[string][]membro{}
	}
	a.giorni[nome[:fine]] = append(a.giorni[nome[:fine]], m)
	return aperto{m.dati}, nil
}

// Completa writes the archives of the day that is over.
func (a *Archivi) Completa() error {
	for _, giorno := range slices.Sorted(maps.Keys(a.giorni)) {
		if err := a.archivio(giorno+".zip", a.giorni[giorno]); err != nil {
			return err
		}
	}
	clear(a.giorni)
	return nil
}

func (a *Archivi) archivio(nome string, membri []membro) error {
	f, err := a.Uscita.Apri(nome)
	if err != nil {
		return err
	}
	slices.SortFunc(membri, func(x, y membro) int { return strings.Compare(x.nome, y.nome) })
	w := zip.NewWriter(f)
	for _, m := range membri {
		voce, err := w.CreateHeader(&zip.FileHeader{Name: m.nome, Method: zip.Store})
		if err == nil {
			_, err = voce.Write(m.dati.Bytes())
		}
		if err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return errors.Join(w.Close(), f.Close())
}
