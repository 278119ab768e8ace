package circuito

import (
	"bytes"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
)

// Uscita is where documents go. Names have slashes and are never opened twice; several
// documents may be open at once, and Apri is called by several goroutines.
type Uscita interface {
	Apri(nome string) (io.WriteCloser, error)
}

// Memoria is an Uscita in memory. The zero value is empty and ready.
type Memoria struct {
	mu        sync.Mutex
	documenti map[string]*bytes.Buffer
}

// Apri begins a document.
func (m *Memoria) Apri(nome string) (io.WriteCloser, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.documenti == nil {
		m.documenti = map[string]*bytes.Buffer{}
	}
	b := new(bytes.Buffer)
	m.documenti[nome] = b
	return aperto{b}, nil
}

// Documenti yields the documents by name, in order.
func (m *Memoria) Documenti() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, nome := range slices.Sorted(maps.Keys(m.documenti)) {
			if !yield(nome, m.documenti[nome].Bytes()) {
				return
			}
		}
	}
}

// aperto is a document that needs no closing.
type aperto struct{ io.Writer }

// Close implements io.Closer.
func (aperto) Close() error { return nil }

// Conta is an Uscita that keeps nothing but the numbers.
type Conta struct {
	Documenti, Byte atomic.Int64
}

// Apri begins a document.
func (c *Conta) Apri(string) (io.WriteCloser, error) {
	c.Documenti.Add(1)
	return aperto{c}, nil
}

// Write implements io.Writer.
func (c *Conta) Write(b []byte) (int, error) {
	c.Byte.Add(int64(len(b)))
	return len(b), nil
}

// Cartella is an Uscita in a folder of the file system.
type Cartella struct {
	Radice string
	fatte  sync.Map
}

// Apri begins a document; the folders it needs are made.
func (c *Cartella) Apri(nome string) (io.WriteCloser, error) {
	file := filepath.Join(c.Radice, filepath.FromSlash(nome))
	cartella := filepath.Dir(file)
	if _, fatta := c.fatte.Load(cartella); !fatta {
		if err := os.MkdirAll(cartella, 0o755); err != nil {
			return nil, err
		}
		c.fatte.Store(cartella, true)
	}
	return os.Create(file)
}

// deposita writes a whole document.
func deposita(u Uscita, nome string, dati []byte) error {
	w, err := u.Apri(nome)
	if err != nil {
		return err
	}
	if _, err = w.Write(dati); err != nil {
		_ = w.Close()
		return err
	}
	return w.Close()
}
