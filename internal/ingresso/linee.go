package ingresso

import (
	"bytes"
	"errors"
	"io"
)

// Linee reads lines in one buffer, as long as the longest line so far. It drops a
// byte-order mark of UTF-8.
type Linee struct {
	Numero int // of the last line, from 1

	r       io.Reader
	buf     []byte
	da, a   int // what was read and not yet given out
	massimo int
	fine    bool
	scarta  bool // the rest of the last line is dropped
	inizio  bool // the first bytes were seen
}

// NuoveLinee returns a reader of lines of at most massimo bytes, their line feeds
// among them.
func NuoveLinee(r io.Reader, massimo int) *Linee {
	return &Linee{r: r, buf: make([]byte, 64<<10), massimo: massimo}
}

// Prossima returns the next line, up to its line feed if it has one, valid until
// the next call; io.EOF after the last one. For a line over the limit it returns
// ErrLungo as soon as that is known, and passes over its rest when called again.
func (l *Linee) Prossima() ([]byte, error) {
	for cercati := 0; ; {
		if i := bytes.IndexByte(l.buf[l.da+cercati:l.a], '\n'); i >= 0 {
			riga := l.buf[l.da : l.da+cercati+i+1]
			l.da += len(riga)
			if l.scarta {
				l.scarta, cercati = false, 0
				continue
			}
			return l.consegna(riga)
		}
		if cercati = l.a - l.da; l.scarta {
			l.da, cercati = l.a, 0
		}
		switch {
		case cercati > l.massimo:
			l.scarta = true
			return l.consegna(l.buf[l.da:l.a])
		case l.fine && cercati == 0:
			return nil, io.EOF
		case l.fine:
			riga := l.buf[l.da:l.a]
			l.da = l.a
			return l.consegna(riga)
		}
		if err := l.riempi(); err != nil {
			return nil, err
		}
	}
}

func (l *Linee) consegna(riga []byte) ([]byte, error) {
	l.Numero++
	if len(riga) > l.massimo {
		return nil, ErrLungo
	}
	return riga, nil
}

// riempi reads more, moving what is left to the front and growing when it fills
// the buffer.
func (l *Linee) riempi() error {
	l.a = copy(l.buf, l.buf[l.da:l.a])
	l.da = 0
	if l.a == len(l.buf) {
		l.buf = append(l.buf, make([]byte, len(l.buf))...)
	}
	for range 100 {
		n, err := l.r.Read(l.buf[l.a:])
		l.a += n
		switch {
		case errors.Is(err, io.EOF):
			l.fine = true
		case err != nil:
			return err
		case n == 0:
			continue
		}
		if !l.inizio && (l.a >= len(bom) || l.fine) {
			l.inizio = true
			if bytes.HasPrefix(l.buf[:l.a], bom) {
				l.da = len(bom)
			}
		}
		if l.inizio {
			return nil
		}
	}
	return io.ErrNoProgress
}
