package charset

import (
	"errors"
	"fmt"
	"io"
)

// dimensione is how many bytes are taken from the source at a time.
const dimensione = 4 << 10

// maxEspansione is the most UTF-8 bytes one byte of a known set becomes.
const maxEspansione = 3

// maxVuote is how many reads may bring nothing before the source is given up.
const maxVuote = 100

// NuovoLettore returns a reader of the UTF-8 form of r, which is written in the
// single-byte set c. Everything before an undefined byte is delivered, then the
// error is an *Errore; an error of r is passed on as it is. UTF-8 needs no
// conversion and is not accepted here.
func NuovoLettore(r io.Reader, c Codifica) (io.Reader, error) {
	if !c.IsValid() || c == UTF8 {
		return nil, fmt.Errorf("charset: %w: %s is not a single-byte set", ErrSconosciuta, c)
	}
	return &lettore{r: r, c: c}, nil
}

type lettore struct {
	r      io.Reader
	c      Codifica
	letti  int64                            // bytes decoded so far
	pronto []byte                           // decoded, not yet delivered: a part of uscita
	err    error                            // what follows pronto
	uscita [maxEspansione * dimensione]byte // space of pronto
	grezzi [dimensione]byte                 // as read from r
}

// Read delivers decoded text.
func (l *lettore) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for vuote := 0; len(l.pronto) == 0; vuote++ {
		if l.err != nil {
			return 0, l.err
		}
		if vuote == maxVuote {
			l.err = io.ErrNoProgress
			return 0, l.err
		}
		l.riempi()
	}
	n := copy(p, l.pronto)
	l.pronto = l.pronto[n:]
	return n, nil
}

func (l *lettore) riempi() {
	n, err := l.r.Read(l.grezzi[:])
	var errConv error
	l.pronto, errConv = l.c.AppendUTF8(l.uscita[:0], l.grezzi[:n])
	l.err = err
	if e := (*Errore)(nil); errors.As(errConv, &e) {
		e.Scarto += l.letti
		l.err = e
	}
	l.letti += int64(n)
}
