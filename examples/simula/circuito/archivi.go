package circuito

import (
	"archive/zip"
	"bufio"
	"errors"
	"hash/crc32"
	"io"
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
	giorni map[string]*archivio
	liberi []*archivio // of the days before, for their memory
}

// archivio is an archive that is filling.
type archivio struct {
	dati   []byte
	membri []membro
}

// membro is a document of an archive: dati[da:a].
type membro struct {
	nome  string
	da, a int
}

// Deposita takes a document.
func (a *Archivi) Deposita(nome string, dati []byte) error {
	fine := strings.LastIndexByte(nome, '/')
	if strings.Count(nome, "/") != 2 {
		return a.Uscita.Deposita(nome, dati)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	x := a.giorni[nome[:fine]]
	if x == nil {
		x = a.nuovo(nome[:fine])
	}
	x.membri = append(x.membri, membro{nome[fine+1:], len(x.dati), len(x.dati) + len(dati)})
	x.dati = append(x.dati, dati...)
	return nil
}

func (a *Archivi) nuovo(giorno string) *archivio {
	x := new(archivio)
	if n := len(a.liberi); n > 0 {
		x, a.liberi = a.liberi[n-1], a.liberi[:n-1]
	}
	if a.giorni == nil {
		a.giorni = map[string]*archivio{}
	}
	a.giorni[giorno] = x
	return x
}

// Apri begins a document of its own: it is not for an archive.
func (a *Archivi) Apri(nome string) (io.WriteCloser, error) { return a.Uscita.Apri(nome) }

// Completa writes the archives of the day that is over.
func (a *Archivi) Completa() error {
	lavori := make([]lavoro, 0, len(a.giorni))
	for giorno, x := range a.giorni {
		lavori = append(lavori, func(*banco) error { return x.scrivi(a.Uscita, giorno+".zip") })
	}
	if err := esegui(lavori); err != nil {
		return err
	}
	for _, x := range a.giorni {
		x.dati, x.membri = x.dati[:0], x.membri[:0]
		a.liberi = append(a.liberi, x)
	}
	clear(a.giorni)
	return completa(a.Uscita)
}

func (x *archivio) scrivi(u Uscita, nome string) error {
	f, err := u.Apri(nome)
	if err != nil {
		return err
	}
	slices.SortFunc(x.membri, func(a, b membro) int { return strings.Compare(a.nome, b.nome) })
	w := zip.NewWriter(bufio.NewWriterSize(f, 1<<18))
	for _, m := range x.membri {
		dati := x.dati[m.da:m.a]
		lungo := uint64(len(dati))
		h := &zip.FileHeader{Name: m.nome, Method: zip.Store, CRC32: crc32.ChecksumIEEE(dati), CompressedSize64: lungo, UncompressedSize64: lungo}
		voce, err := w.CreateRaw(h)
		if err == nil {
			_, err = voce.Write(dati)
		}
		if err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return errors.Join(w.Close(), f.Close())
}
