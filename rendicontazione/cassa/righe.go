package cassa

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/errore"
)

// maxRiga is how many bytes a line of a text may have.
const maxRiga = 64 << 10

// righe reads a text line by line, in memory that does not grow with it.
type righe struct {
	r      *bufio.Reader
	riga   int  // number of the line read last
	tronca bool // the line read last has no end: the text was cut there, or ends so
}

func nuoveRighe(r io.Reader) *righe {
	return &righe{r: bufio.NewReaderSize(r, maxRiga)}
}

// inizio returns the beginning of a text of which nothing has been read.
func (l *righe) inizio() []byte {
	b, _ := l.r.Peek(maxInizio)
	return b
}

// prossima returns the next line without its end, LF or CRLF: a view that holds until the next
// call.
func (l *righe) prossima() ([]byte, error) {
	b, err := l.r.ReadSlice('\n')
	l.riga++
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return nil, &Errore{Codice: CodiceLimite, Riga: l.riga, Colonna: maxRiga, Err: ErrSintassi}
	case err == io.EOF && len(b) == 0:
		return nil, io.EOF
	case err != nil && err != io.EOF: //nolint:errorlint // bufio returns it bare
		return nil, l.guasto(err)
	}
	if l.riga == 1 {
		b = bytes.TrimPrefix(b, bom)
	}
	senza := bytes.TrimRight(b, "\r\n")
	l.tronca = err == io.EOF && len(senza) == len(b)
	return senza, nil
}

// guasto is a failure of the caller's reader.
func (l *righe) guasto(err error) error {
	return &Errore{Codice: CodiceLettura, Riga: l.riga, Err: errore.Coppia(ErrLettura, err)}
}

// appendLatino appends a text that is UTF-8, or else ISO-8859-1, as UTF-8.
func appendLatino(b, testo []byte) []byte {
	if utf8.Valid(testo) {
		return append(b, testo...)
	}
	for _, c := range testo {
		b = utf8.AppendRune(b, rune(c))
	}
	return b
}

// coda holds what a step of a reader gave until the caller takes it.
type coda struct {
	pronti []esito
	presi  int
	finito bool // nothing else comes
}

type esito struct {
	m   Movimento
	err error
}

// dai gives a movement.
func (c *coda) dai(m *Movimento) { c.pronti = append(c.pronti, esito{m: *m}) }

// rifiuta gives an error.
func (c *coda) rifiuta(err error) { c.pronti = append(c.pronti, esito{err: err}) }

// termina gives the error that ends the reading.
func (c *coda) termina(err error) {
	c.rifiuta(err)
	c.finito = true
}

// sequenza yields what the steps of a reader give, and goes on where it was left.
func (c *coda) sequenza(passo func()) func(yield func(Movimento, error) bool) {
	return func(yield func(Movimento, error) bool) {
		for {
			for c.presi < len(c.pronti) {
				e := &c.pronti[c.presi]
				c.presi++
				if !yield(e.m, e.err) {
					return
				}
			}
			clear(c.pronti)
			c.pronti, c.presi = c.pronti[:0], 0
			if c.finito {
				return
			}
			passo()
		}
	}
}

// erroreAltro refuses a document of another kind, and says which where that is known.
func erroreAltro(inizio []byte, campo string) *Errore {
	e := &Errore{Codice: CodiceFormato, Campo: campo, Riga: 1, Colonna: 1, Err: ErrFormato}
	switch r := Riconosci(inizio); {
	case r.Formato != "":
		e.Valore = string(r.Formato)
	case !strings.HasPrefix(r.Messaggio, messaggioIgnoto):
		e.Err = motivato(ErrFormato, r.Messaggio)
	}
	return e
}
