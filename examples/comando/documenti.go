package comando

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/quietanza/quietanza/examples/comando/pulito"
)

// Ingresso is the argument that stands for the standard input.
const Ingresso = "-"

// Documento is something to read, as often as one likes: what can be read only once, a
// pipe or the standard input, is copied at the first time into a file without a name.
type Documento struct {
	Nome string
	apri func() (io.ReadCloser, error)
}

// Apri begins to read from the start.
func (d Documento) Apri() (io.ReadCloser, error) { return d.apri() }

// NuovoDocumento returns a document of a function that opens it.
func NuovoDocumento(nome string, apri func() (io.ReadCloser, error)) Documento {
	return Documento{nome, apri}
}

// Mancato is a path, or a part of a folder, that cannot be read.
type Mancato struct {
	Nome string
	Err  error
}

var (
	errCollegamento = errors.New("collegamento a una cartella, non seguito: indicare la cartella")
	errSpeciale     = errors.New("non è un file (pipe o dispositivo), tralasciato: indicarlo da solo per leggerlo")
	errAssente      = errors.New("non esiste")
	errPermesso     = errors.New("non si può leggere: permesso negato")
)

// Elenca lists the documents of the given paths, folders with all that they contain, in the
// order of their names, each once; hidden files of a folder are left out. What cannot be
// read is told and the rest goes on.
func Elenca(percorsi []string, ingresso io.Reader) ([]Documento, []Mancato) {
	var e elenco
	for _, p := range percorsi {
		stato, err := os.Stat(p)
		switch {
		case p == Ingresso:
			e.documenti = append(e.documenti, unaVolta("ingresso standard", func() (io.ReadCloser, error) { return io.NopCloser(ingresso), nil }))
		case err != nil:
			e.manca(p, err)
		case stato.IsDir():
			e.cartella(p)
		case stato.Mode().IsRegular():
			e.file(p)
		default:
			e.documenti = append(e.documenti, unaVolta(p, func() (io.ReadCloser, error) { return os.Open(p) }))
		}
	}
	slices.SortStableFunc(e.documenti, func(a, b Documento) int { return strings.Compare(a.Nome, b.Nome) })
	return slices.CompactFunc(e.documenti, func(a, b Documento) bool { return a.Nome == b.Nome }), e.mancati
}

type elenco struct {
	documenti []Documento
	mancati   []Mancato
}

func (e *elenco) manca(nome string, err error) {
	e.mancati = append(e.mancati, Mancato{nome, Spiega(err)})
}

// Spiega says in Italian why a file cannot be reached; other errors come back as they are.
func Spiega(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errAssente
	case errors.Is(err, fs.ErrPermission):
		return errPermesso
	}
	if p, ok := errors.AsType[*fs.PathError](err); ok { // whose name is said
		return errors.New(pulito.Errore(p.Err))
	}
	return err
}

func (e *elenco) file(nome string) {
	nome = filepath.Clean(nome)
	e.documenti = append(e.documenti, Documento{nome, func() (io.ReadCloser, error) {
		f, err := os.Open(nome)
		if err != nil {
			return nil, Spiega(err)
		}
		return f, nil
	}})
}

func (e *elenco) cartella(radice string) {
	vera, err := filepath.EvalSymlinks(radice)
	if err != nil {
		e.manca(radice, err)
		return
	}
	// The function returns no error: neither does the walk.
	_ = filepath.WalkDir(vera, func(nome string, voce fs.DirEntry, err error) error {
		detto := filepath.Join(radice, strings.TrimPrefix(nome, vera))
		switch {
		case err != nil:
			e.manca(detto, err)
			if voce != nil && voce.IsDir() {
				return fs.SkipDir
			}
		case nome != vera && strings.HasPrefix(voce.Name(), "."):
			if voce.IsDir() {
				return fs.SkipDir
			}
		case voce.Type()&fs.ModeSymlink != 0:
			switch stato, err := os.Stat(nome); {
			case err != nil:
				e.manca(detto, err)
			case stato.IsDir():
				e.manca(detto, errCollegamento)
			case !stato.Mode().IsRegular():
				e.manca(detto, errSpeciale)
			default:
				e.file(detto)
			}
		case voce.Type().IsRegular():
			e.file(detto)
		case !voce.IsDir():
			e.manca(detto, errSpeciale)
		}
		return nil
	})
}

// maxUnaVolta bounds what is copied.
const maxUnaVolta = 4 << 30

// unaVolta returns a document of something that can be read once.
func unaVolta(nome string, apri func() (io.ReadCloser, error)) Documento {
	copia := sync.OnceValues(func() (*os.File, error) {
		r, err := apri()
		if err != nil {
			return nil, err
		}
		f, err := os.CreateTemp("", "quietanza-*")
		if err != nil {
			return nil, errors.Join(err, r.Close())
		}
		// The file lives as long as it is open, and goes away with the program.
		err = os.Remove(f.Name())
		n, errCopia := io.Copy(f, io.LimitReader(r, maxUnaVolta+1))
		if err = errors.Join(err, errCopia, r.Close()); err == nil && n > maxUnaVolta {
			err = fmt.Errorf("più di %d byte", int64(maxUnaVolta))
		}
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		return f, nil
	})
	return Documento{nome, func() (io.ReadCloser, error) {
		f, err := copia()
		if err != nil {
			return nil, err
		}
		s, err := f.Stat()
		if err != nil {
			return nil, err
		}
		return lettura{io.NewSectionReader(f, 0, s.Size())}, nil
	}}
}

// lettura is a copy being read: closing it leaves the copy there.
type lettura struct{ *io.SectionReader }

// Close does nothing.
func (lettura) Close() error { return nil }
