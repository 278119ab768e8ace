package gdp

import (
	"bytes"
	"fmt"
	"io"
)

// MaxRecord is how many bytes one record of a journal may take.
const MaxRecord = 1 << 20

// lettore counts the lines of what passes and refuses to go further than a
// limit that moves with the records, so that a record without end is not kept in
// memory. It drops a byte-order mark.
type lettore struct {
	r       io.Reader
	letti   int64   // bytes passed on
	limite  int64   // of letti
	aCapo   []int64 // offsets of the line feeds after riga
	riga    int     // line of the last offset asked for, from 1
	inizio  bool    // the first bytes were seen
	scorta  []byte  // first bytes, not passed on yet
	fineErr error
	libero  bool // neither count nor limit: the caller does
}

func nuovoLettore(r io.Reader) *lettore {
	return &lettore{r: r, riga: 1, limite: MaxRecord + margine}
}

// margine is how far ahead of a record the decoders read.
const margine = 1 << 17

var bom = []byte("\xEF\xBB\xBF")

// Read implements io.Reader.
func (l *lettore) Read(b []byte) (int, error) {
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
		return 0, errRecordLungo
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
func (l *lettore) segna(b []byte) {
	if l.libero {
		return
	}
	for i, c := range b {
		if c == '\n' {
			l.aCapo = append(l.aCapo, l.letti+int64(i))
		}
	}
	l.letti += int64(len(b))
}

// libera leaves lines and limit to the caller from here on.
func (l *lettore) libera() { l.libero, l.aCapo = true, nil }

// errRecordLungo ends the reading: what is beyond a record without end is not
// known.
var errRecordLungo = fmt.Errorf("%w: record di oltre %d byte", ErrLimite, MaxRecord)

// avanti says that everything up to an offset was taken, and returns the line of
// that offset.
func (l *lettore) avanti(offset int64) int {
	n := 0
	for n < len(l.aCapo) && l.aCapo[n] < offset {
		n++
	}
	l.riga += n
	l.aCapo = append(l.aCapo[:0], l.aCapo[n:]...)
	l.limite = offset + MaxRecord + margine
	return l.riga
}
