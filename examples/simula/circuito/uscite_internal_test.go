package circuito

import (
	"bytes"
	"io"
	"iter"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
)

// Memoria is an Uscita in memory. The zero value is empty and ready.
type Memoria struct {
	mu        sync.Mutex
	documenti map[string]*bytes.Buffer
}

// Deposita keeps a document.
func (m *Memoria) Deposita(nome string, dati []byte) error {
	_, err := m.nuovo(nome).Write(dati)
	return err
}

// Apri begins a document.
func (m *Memoria) Apri(nome string) (io.WriteCloser, error) { return aperto{m.nuovo(nome)}, nil }

func (m *Memoria) nuovo(nome string) *bytes.Buffer {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.documenti == nil {
		m.documenti = map[string]*bytes.Buffer{}
	}
	b := new(bytes.Buffer)
	m.documenti[nome] = b
	return b
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

// Deposita counts a document.
func (c *Conta) Deposita(_ string, dati []byte) error {
	c.Documenti.Add(1)
	c.Byte.Add(int64(len(dati)))
	return nil
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
