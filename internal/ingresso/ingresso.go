// Package ingresso reads a file of records through a limit that moves with them,
// and knows on which line each stands.
package ingresso

import (
	"bytes"
	"errors"
	"io"
	"iter"
)

// Margine is how far ahead of a record the decoders may read.
const Margine = 1 << 17

// ErrLungo ends the reading of a record longer than the limit: what is beyond a
// record without end is not known.
var ErrLungo = errors.New("record oltre il limite")

var bom = []byte("\xEF\xBB\xBF")

// Lettore counts the lines of what passes and refuses to go further than a
// limit that moves with the records, so that a record without end is not kept in
// memory. It drops a byte-order mark of UTF-8.
type Lettore struct {
	r       io.Reader
	massimo int64   // bytes of a record
	letti   int64   // bytes passed on
	limite  int64   // of letti
	aCapo   []int64 // offsets of line feeds, those before primo counted in riga
	primo   int
	riga    int    // line of the last offset asked for, from 1
	inizio  bool   // the first bytes were seen
	scorta  []byte // first bytes, not passed on yet
	fineErr error
	libero  bool // neither count nor limit: the caller does
}

// Nuovo returns a reader of records of at most massimo bytes.
func Nuovo(r io.Reader, massimo int64) *Lettore {
	return &Lettore{r: r, massimo: massimo, limite: massimo + Margine, riga: 1}
}

// Read implements io.Reader; ErrLungo at the limit.
func (l *Lettore) Read(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	if !l.inizio {
		l.inizio = true
		testa := make([]byte, len(bom))
		n, err := io.ReadFull(l.r, testa)
		if l.scorta = testa[:n]; bytes.Equal(l.scorta, bom) {
			l.scorta = nil
		}
		if err != nil && err != io.ErrUnexpectedEOF { //nolint:errorlint // io.ReadFull returns it bare
			l.fineErr = err
		}
	}
	if !l.libero && l.letti >= l.limite {
		return 0, ErrLungo
	}
	n := copy(b, l.scorta)
	l.scorta = l.scorta[n:]
	if n == 0 {
		if l.fineErr != nil {
			return 0, l.fineErr
		}
		var err error
		if n, err = l.r.Read(b); err != nil {
			l.fineErr = err
		}
	}
	l.segna(b[:n])
	if n == 0 && l.fineErr != nil {
		return 0, l.fineErr
	}
	return n, nil
}

// segna notes where the lines of what is passed on end.
func (l *Lettore) segna(b []byte) {
	if l.libero {
		return
	}
	for da := 0; ; {
		i := bytes.IndexByte(b[da:], '\n')
		if i < 0 {
			break
		}
		l.aCapo = append(l.aCapo, l.letti+int64(da+i))
		da += i + 1
	}
	l.letti += int64(len(b))
}

// Libera leaves lines and limit to the caller from here on.
func (l *Lettore) Libera() { l.libero, l.aCapo, l.primo = true, nil, 0 }

// Riga returns the line of the last offset given to Avanti, from 1.
func (l *Lettore) Riga() int { return l.riga }

// Avanti says that everything up to an offset was taken, and returns the line of
// that offset.
func (l *Lettore) Avanti(offset int64) int {
	for l.primo < len(l.aCapo) && l.aCapo[l.primo] < offset {
		l.primo++
		l.riga++
	}
	if 2*l.primo >= len(l.aCapo) { // each line feed moves once on average, not at every call
		l.aCapo = l.aCapo[:copy(l.aCapo, l.aCapo[l.primo:])]
		l.primo = 0
	}
	l.limite = offset + l.massimo + Margine
	return l.riga
}

// FinoAllErrore ends a sequence at its first error: the strict reading of what is
// read leniently.
func FinoAllErrore[T any](seq iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range seq {
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}
