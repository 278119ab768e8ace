package circuito

import (
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// Uscita is where documents go. Names have slashes and are never used twice. Both
// methods are called by several goroutines.
type Uscita interface {
	// Deposita takes a whole document; dati is the caller's again afterwards.
	Deposita(nome string, dati []byte) error
	// Apri begins a document that is written bit by bit.
	Apri(nome string) (io.WriteCloser, error)
}

// completabile is an Uscita that wants to know when the documents of a day are all there.
type completabile interface{ Completa() error }

func completa(u Uscita) error {
	if c, ok := u.(completabile); ok {
		return c.Completa()
	}
	return nil
}

// Cartella is an Uscita in a folder of the file system. It keeps the folders that it
// writes open until the day is over: a file is made in less than half the time when its
// path is not walked again.
type Cartella struct {
	Radice string
	mu     sync.Mutex
	aperte map[string]*os.Root
}

// Deposita writes a document; the folders it needs are made.
func (c *Cartella) Deposita(nome string, dati []byte) error {
	w, err := c.Apri(nome)
	if err != nil {
		return err
	}
	if _, err = w.Write(dati); err != nil {
		_ = w.Close()
		return err
	}
	return w.Close()
}

// Apri begins a document; the folders it needs are made.
func (c *Cartella) Apri(nome string) (io.WriteCloser, error) {
	dir, file := path.Split(nome)
	r, err := c.cartella(dir)
	if err != nil {
		return nil, err
	}
	return r.Create(file)
}

func (c *Cartella) cartella(nome string) (*os.Root, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r := c.aperte[nome]; r != nil {
		return r, nil
	}
	dove := filepath.Join(c.Radice, filepath.FromSlash(nome))
	if err := os.MkdirAll(dove, 0o755); err != nil {
		return nil, err
	}
	r, err := os.OpenRoot(dove)
	if err != nil {
		return nil, err
	}
	if c.aperte == nil {
		c.aperte = map[string]*os.Root{}
	}
	c.aperte[nome] = r
	return r, nil
}

// Completa lets the folders of a day go.
func (c *Cartella) Completa() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	var err error
	for _, r := range c.aperte {
		err = errors.Join(err, r.Close())
	}
	clear(c.aperte)
	return err
}
