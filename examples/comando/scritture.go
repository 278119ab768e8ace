package comando

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// Scritture are the files that a program writes, whole or not at all: each is written beside
// its place and takes it when Conferma is called, after all of them are on the disk. The zero
// value is ready.
type Scritture struct {
	mu       sync.Mutex
	letti    []letto
	file     []*scrittura
	cartelle []string // made by Cartella, to be taken away by Annulla
}

type letto struct {
	nome  string
	stato os.FileInfo
}

type scrittura struct {
	*bufio.Writer
	f     *os.File
	nome  string // where it goes; "" when it is written in its place, a device or a pipe
	stato os.FileInfo
}

// Leggera tells a file that the program reads, which no output may destroy. What does not
// exist is not a file.
func (s *Scritture) Leggera(nome string) {
	if stato, err := os.Stat(nome); err == nil && stato.Mode().IsRegular() {
		s.letti = append(s.letti, letto{nome, stato})
	}
}

// Cartella makes a folder, and those above it, when it is not there.
func (s *Scritture) Cartella(nome string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := filepath.Clean(nome); ; c = filepath.Dir(c) {
		if _, err := os.Stat(c); err == nil || c == filepath.Dir(c) {
			break
		}
		s.cartelle = append(s.cartelle, c)
	}
	if err := os.MkdirAll(nome, 0o755); err != nil {
		return fmt.Errorf("%s: la cartella non si può creare: %w", nome, Spiega(err))
	}
	return nil
}

// Apri begins a file. One that is an input, that is written twice or that is a folder is
// refused; one that is a link keeps being it.
func (s *Scritture) Apri(nome string) (io.Writer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	vero, err := filepath.EvalSymlinks(nome)
	if err != nil {
		vero = nome
	}
	modo := os.FileMode(0o600)
	stato, err := os.Stat(vero)
	if err == nil {
		modo = stato.Mode().Perm()
		for _, l := range s.letti {
			if os.SameFile(l.stato, stato) {
				return nil, fmt.Errorf("%s: è anche un documento da leggere (%s): scegliere un altro nome", nome, l.nome)
			}
		}
	}
	for _, f := range s.file {
		if f.nome == filepath.Clean(vero) || stato != nil && f.stato != nil && os.SameFile(f.stato, stato) {
			return nil, fmt.Errorf("%s: scritto due volte: scegliere un altro nome", nome)
		}
	}
	var w *scrittura
	switch {
	case stato != nil && stato.IsDir():
		return nil, fmt.Errorf("%s: è una cartella", nome)
	case stato != nil && !stato.Mode().IsRegular():
		w = &scrittura{stato: stato}
		w.f, err = os.OpenFile(vero, os.O_WRONLY, 0)
	default:
		w = &scrittura{nome: filepath.Clean(vero), stato: stato}
		w.f, err = os.CreateTemp(filepath.Dir(vero), "."+filepath.Base(vero)+".*.tmp")
		if err == nil {
			err = w.f.Chmod(modo)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: non si può scrivere: %w", nome, Spiega(err))
	}
	w.Writer = bufio.NewWriterSize(w.f, 64<<10)
	s.file = append(s.file, w)
	return w, nil
}

// Conferma puts all the files in their places; if one cannot be written none is.
func (s *Scritture) Conferma() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, w := range s.file {
		err := w.Flush()
		if err == nil && w.nome != "" {
			err = w.f.Sync()
		}
		if err = errors.Join(err, w.f.Close()); err != nil {
			s.annulla()
			return fmt.Errorf("%s: non scritto, e resta com'era: %w", w.f.Name(), err)
		}
	}
	for i, w := range s.file {
		if w.nome == "" {
			continue
		}
		if err := os.Rename(w.f.Name(), w.nome); err != nil {
			s.file = s.file[i:]
			s.annulla()
			return fmt.Errorf("%s: %w", w.nome, err)
		}
	}
	s.file, s.cartelle = nil, nil
	return nil
}

// Annulla leaves every place as it was. After Conferma it does nothing.
func (s *Scritture) Annulla() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.annulla()
}

func (s *Scritture) annulla() {
	for _, w := range s.file {
		_ = w.f.Close() // what was written goes away
		if w.nome != "" {
			_ = os.Remove(w.f.Name())
		}
	}
	for _, c := range s.cartelle {
		_ = os.Remove(c) // only when it is empty
	}
	s.file, s.cartelle = nil, nil
}

// SeInterrotto leaves every place as it was when the program is interrupted, says so and ends
// it. The function that it returns ends the watch.
func (s *Scritture) SeInterrotto(nome string, errori io.Writer) func() {
	return SeInterrotto(nome, errori, func() string {
		s.Annulla()
		return "nessun file è stato cambiato"
	})
}
