package xmlrigido

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

const (
	dimBuffer = 64 << 10 // window on a stream
	maxTag    = 32 << 10 // bytes of one tag, XML declaration included; less than dimBuffer
	maxVuote  = 100      // reads that may bring nothing
)

// ingresso is a window that slides over the input. It counts lines and columns
// lazily: a mark follows behind, and only bytes about to be dropped, or asked
// about, are counted.
type ingresso struct {
	buf    []byte    // read and not yet dropped
	pos    int       // next byte to look at
	ini    int       // first byte still needed
	evento int       // where the current event begins; below 0 when already dropped
	r      io.Reader // nil when buf is all there is
	err    error     // why nothing follows buf: io.EOF or the reader's error

	segno         int // mark: an index of buf, with its line and column
	riga, colonna int

	evRiga, evColonna int // place of the current event once known, else 0

	trattiene         bool // an earlier event will be the current one again:
	prima             int  // where it begins, as evento
	prRiga, prColonna int  // its place once known, else 0
}

// trattieni keeps the place of the current event, and ripristina makes it the
// current event again after others.
func (g *ingresso) trattieni() {
	g.trattiene, g.prima, g.prRiga, g.prColonna = true, g.evento, g.evRiga, g.evColonna
}

func (g *ingresso) ripristina() {
	g.trattiene = false
	g.evento, g.evRiga, g.evColonna = g.prima, g.prRiga, g.prColonna
}

// altro brings more bytes behind buf, and may drop those before ini: then every
// index moves with pos, ini and evento. It reports false at the end of the
// input, and when the window is full.
func (g *ingresso) altro() bool {
	if g.err != nil {
		return false
	}
	if cap(g.buf) == 0 {
		g.buf = make([]byte, 0, dimBuffer)
	}
	if g.ini > 0 && cap(g.buf)-len(g.buf) < cap(g.buf)/4 {
		g.scorri()
	}
	if len(g.buf) == cap(g.buf) {
		return false
	}
	for range maxVuote {
		n, err := g.r.Read(g.buf[len(g.buf):cap(g.buf)])
		g.buf = g.buf[:len(g.buf)+n]
		g.err = err
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	g.err = io.ErrNoProgress
	return false
}

// scorri drops everything before ini, but for a CR whose LF may still come:
// together they are one line end.
func (g *ingresso) scorri() {
	d := g.ini
	if g.buf[d-1] == '\r' {
		d--
	}
	if g.trattiene && g.prima < d && g.prRiga == 0 {
		g.avanza(g.prima)
		g.prRiga, g.prColonna = g.riga, g.colonna
	}
	if g.evento < d {
		g.fissaEvento()
	}
	if g.segno < d {
		g.avanza(d)
	}
	g.buf = g.buf[:copy(g.buf, g.buf[d:])]
	g.pos -= d
	g.ini -= d
	g.evento -= d
	g.prima -= d
	g.segno -= d
}

// avanza moves the mark forward to index a.
func (g *ingresso) avanza(a int) {
	g.riga, g.colonna = g.luogo(a)
	g.segno = a
}

// luogo returns line and column of index a, which is not before the mark.
func (g *ingresso) luogo(a int) (riga, colonna int) {
	riga, colonna = g.riga, g.colonna
	b := g.buf[g.segno:a]
	if bytes.IndexByte(b, '\r') >= 0 {
		return contaCR(b, a < len(g.buf) && g.buf[a] == '\n', riga, colonna)
	}
	if n := bytes.Count(b, aCapo); n > 0 {
		riga += n
		b = b[bytes.LastIndexByte(b, '\n')+1:]
		colonna = 1
	}
	return riga, colonna + utf8.RuneCount(b)
}

var aCapo = []byte{'\n'}

// contaCR counts as luogo does where a CR, alone or before a LF, ends lines too.
// seguito says that a LF follows b.
func contaCR(b []byte, seguito bool, riga, colonna int) (int, int) {
	for len(b) > 0 {
		r, passo := utf8.DecodeRune(b)
		b = b[passo:]
		lf := len(b) > 0 && b[0] == '\n' || len(b) == 0 && seguito
		if r == '\n' || r == '\r' && !lf {
			riga++
			colonna = 1
			continue
		}
		colonna++
	}
	return riga, colonna
}

// fissaEvento computes the place of the current event, before its bytes go.
func (g *ingresso) fissaEvento() {
	if g.evRiga > 0 {
		return
	}
	g.avanza(g.evento)
	g.evRiga, g.evColonna = g.riga, g.colonna
}

// limitato refuses to deliver more than resta bytes.
type limitato struct {
	r     io.Reader
	resta int64
}

var errTroppiByte = errors.New("documento più grande di quanto ammesso")

func (l *limitato) Read(p []byte) (int, error) {
	if l.resta < 0 {
		return 0, errTroppiByte
	}
	n, err := l.r.Read(p)
	l.resta -= int64(n)
	if l.resta < 0 {
		return n + int(l.resta), errTroppiByte
	}
	return n, err
}
