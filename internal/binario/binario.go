// Package binario writes and reads the parts of a compact binary form: numbers of
// variable length, and texts, of which those that come back often are written
// once.
//
// A reader keeps the first fault and answers zero values after it, so that who
// uses it asks once, at the end. It never makes more room than the bytes it has.
package binario

import (
	"encoding/binary"
	"errors"
	"unicode/utf8"
)

// Faults.
var (
	ErrTronco   = errors.New("dati troncati")
	ErrNumero   = errors.New("numero non ammesso")
	ErrTesto    = errors.New("testo non UTF-8")
	ErrAvanzo   = errors.New("byte in più alla fine")
	ErrVersione = errors.New("versione sconosciuta")
)

// Scrittore appends to Byte.
type Scrittore struct {
	Byte []byte
	nomi map[string]uint64
}

// Numero appends a number that is not negative.
func (s *Scrittore) Numero(n uint64) { s.Byte = binary.AppendUvarint(s.Byte, n) }

// Intero appends a number with sign.
func (s *Scrittore) Intero(n int64) { s.Byte = binary.AppendVarint(s.Byte, n) }

// Testo appends a text.
func (s *Scrittore) Testo(t string) {
	s.Numero(uint64(len(t)))
	s.Byte = append(s.Byte, t...)
}

// Nome appends a text that comes back often: its number, from the second time.
func (s *Scrittore) Nome(t string) {
	if n, noto := s.nomi[t]; noto {
		s.Numero(n)
		return
	}
	if s.nomi == nil {
		s.nomi = make(map[string]uint64)
	}
	s.nomi[t] = uint64(len(s.nomi)) + 1
	s.Numero(0)
	s.Testo(t)
}

// Lettore reads what a Scrittore wrote.
type Lettore struct {
	resto []byte
	nomi  []string
	err   error
}

// NuovoLettore returns a reader; what it returns shares nothing with the bytes.
func NuovoLettore(b []byte) *Lettore { return &Lettore{resto: b} }

// Sbaglia keeps the first fault.
func (l *Lettore) Sbaglia(err error) {
	if l.err == nil {
		l.err, l.resto = err, nil
	}
}

// Err returns the first fault.
func (l *Lettore) Err() error { return l.err }

// Fine returns the first fault, one of which is that bytes are left.
func (l *Lettore) Fine() error {
	if len(l.resto) > 0 {
		l.Sbaglia(ErrAvanzo)
	}
	return l.err
}

// Versione reads the number of the form, which must be this.
func (l *Lettore) Versione(v uint64) {
	if l.Numero() != v {
		l.Sbaglia(ErrVersione)
	}
}

// Numero reads a number that is not negative, in its shortest form.
func (l *Lettore) Numero() uint64 {
	if l.err != nil {
		return 0
	}
	n, lungo := binary.Uvarint(l.resto)
	switch {
	case lungo == 0:
		l.Sbaglia(ErrTronco)
		return 0
	case lungo < 0, lungo > 1 && l.resto[lungo-1] == 0:
		l.Sbaglia(ErrNumero)
		return 0
	}
	l.resto = l.resto[lungo:]
	return n
}

// Intero reads a number with sign.
func (l *Lettore) Intero() int64 {
	n := l.Numero()
	return int64(n>>1) ^ -int64(n&1)
}

// FinoA reads a number that is not above a limit.
func (l *Lettore) FinoA(limite uint64) uint64 {
	n := l.Numero()
	if n > limite {
		l.Sbaglia(ErrNumero)
		return 0
	}
	return n
}

// Quanti reads how many things follow, of which each takes a byte or more.
func (l *Lettore) Quanti() int {
	n := l.Numero()
	if n > uint64(len(l.resto)) {
		l.Sbaglia(ErrTronco)
		return 0
	}
	return int(n)
}

// Testo reads a text.
func (l *Lettore) Testo() string {
	n := l.Quanti()
	t := string(l.resto[:n])
	l.resto = l.resto[n:]
	if !utf8.ValidString(t) {
		l.Sbaglia(ErrTesto)
		return ""
	}
	return t
}

// Nome reads a text that Scrittore.Nome wrote.
func (l *Lettore) Nome() string {
	n := l.FinoA(uint64(len(l.nomi)))
	if l.err != nil {
		return ""
	}
	if n > 0 {
		return l.nomi[n-1]
	}
	t := l.Testo()
	l.nomi = append(l.nomi, t)
	return t
}
