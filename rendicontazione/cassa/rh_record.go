package cassa

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/errore"
)

// colonneCBI is the length of a record.
const colonneCBI = 120

// cifreCBI bounds an amount: 12 digits before the comma, 2 after it.
const cifreCBI = 14

// schede reads records of 120 columns.
type schede struct {
	righe    *righe
	iniziata bool
	testata  []byte // the beginning of the text, kept until the first record has been seen
	binaria  bool   // records follow each other without line ends
	rec      [colonneCBI]byte
	tagliata bool // the text ends in the record just read
	guasta   bool // the error ends the reading
}

// prossima reads the next record that is not blank. An error of the record alone leaves the
// reading good.
func (s *schede) prossima() error {
	if !s.iniziata {
		s.iniziata = true
		s.testata = bytes.Clone(s.righe.inizio())
		a := bytes.IndexByte(s.testata, '\n')
		s.binaria = a < 0 && len(s.testata) > colonneCBI+2 || a >= 2*colonneCBI
	}
	for {
		var err error
		if s.binaria {
			err = s.blocco()
		} else {
			err = s.linea()
		}
		if err != nil || !s.bianca(1, colonneCBI) {
			return err
		}
	}
}

// linea reads a record that is a line.
func (s *schede) linea() error {
	b, err := s.righe.prossima()
	if err != nil {
		s.guasta = true
		return err
	}
	s.tagliata = s.righe.tronca && len(b) < colonneCBI
	b = bytes.TrimRight(b, "\x00\x1a")
	spazio := 0
	if tipoCBI(b) { // the blank of column 1 is lost
		spazio = 1
		s.rec[0] = ' '
	}
	n := spazio
	oltre := 0
	scrivi := func(c byte) {
		switch {
		case n < colonneCBI:
			s.rec[n] = c
		case c != ' ' && oltre == 0:
			oltre = n + 1
		}
		n++
	}
	if unicode8(b) {
		for _, r := range string(b) {
			scrivi(byte(r))
		}
	} else if k := copy(s.rec[n:], b); k == len(b) {
		n += k
	} else {
		n = colonneCBI
		for _, c := range b[k:] {
			scrivi(c)
		}
	}
	for ; n < colonneCBI; n++ {
		s.rec[n] = ' '
	}
	if oltre > 0 {
		return s.errore(CodiceLimite, "", "", oltre, ErrSintassi)
	}
	return nil
}

// unicode8 reports whether a line is UTF-8 beyond ASCII, of characters that ISO-8859-1 has too.
func unicode8(b []byte) bool {
	alta := false
	for _, c := range b {
		if c >= utf8.RuneSelf {
			if c > 0xc3 {
				return false
			}
			alta = true
		}
	}
	return alta && utf8.Valid(b)
}

// tipoCBI reports whether a line begins with the type of a record.
func tipoCBI(b []byte) bool {
	if len(b) < 2 {
		return false
	}
	switch string(b[:2]) {
	case "RH", "EC", "61", "62", "63", "64", "65", "EF", "RA", "DT", "RP":
		return true
	}
	return false
}

// blocco reads a record of a text without line ends.
func (s *schede) blocco() error {
	r := s.righe.r
	for {
		c, err := r.ReadByte()
		if err == io.EOF {
			return io.EOF
		}
		if err != nil {
			s.guasta = true
			return s.righe.guasto(err)
		}
		if c != '\r' && c != '\n' && c != 0 && c != ctrlZ {
			s.rec[0] = c
			break
		}
	}
	s.righe.riga++
	n, err := io.ReadFull(r, s.rec[1:])
	s.tagliata = false
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), err == io.EOF:
		for i := 1 + n; i < colonneCBI; i++ {
			s.rec[i] = ' '
		}
		s.tagliata = true
	case err != nil:
		s.guasta = true
		return s.righe.guasto(err)
	}
	return nil
}

// col returns the columns from a to b, from 1, both included.
func (s *schede) col(a, b int) []byte { return s.rec[a-1 : b] }

// bianca reports whether columns are blank.
func (s *schede) bianca(a, b int) bool {
	for _, c := range s.col(a, b) {
		if c != ' ' {
			return false
		}
	}
	return true
}

// testo returns the text of columns without the blanks around it.
func (s *schede) testo(a, b int) string {
	t := bytes.TrimSpace(s.col(a, b))
	for _, c := range t {
		if c >= utf8.RuneSelf {
			return string(latino1(nil, t))
		}
	}
	return string(t)
}

// riga adds columns to a text, as one more line of it.
func (s *schede) riga(testo []byte, a, b int) []byte {
	t := bytes.TrimRight(s.col(a, b), " ")
	if len(t) == 0 {
		return testo
	}
	if len(testo) > 0 {
		testo = append(testo, traParti...)
	}
	return latino1(testo, t)
}

// latino1 appends ISO-8859-1 as UTF-8.
func latino1(b, testo []byte) []byte {
	for _, c := range testo {
		if c < utf8.RuneSelf {
			b = append(b, c)
		} else {
			b = utf8.AppendRune(b, rune(c))
		}
	}
	return b
}

// giorno returns the day in columns, the zero Data when they are blank or zero.
func (s *schede) giorno(a, b int) (avviso.Data, bool) {
	c := s.col(a, b)
	if s.bianca(a, b) || string(c) == "000000" {
		return avviso.Data{}, true
	}
	return giornoCBI(c)
}

// giornoCBI reads GGMMAA, of this century; a month of 30 days may be meant.
func giornoCBI(b []byte) (avviso.Data, bool) {
	if !cifre.Sole(b) {
		return avviso.Data{}, false
	}
	return giornoBancario(2000+due(b[4:]), due(b[2:]), due(b))
}

// importoCBI reads an amount: digits, a comma, two digits.
func importoCBI(b []byte) (avviso.Importo, bool) {
	b = bytes.TrimLeft(b, " ")
	if len(b) < 4 || b[len(b)-3] != ',' || !cifra(b[0]) {
		return avviso.Importo{}, false
	}
	return leggiImporto(b, ',', cifreCBI, false)
}

// saldo returns the balance whose sign stands in one column and whose amount in the 15 from another.
func (s *schede) saldo(segno, importo int) (avviso.Importo, bool) {
	i, ok := importoCBI(s.col(importo, importo+14))
	switch c := s.rec[segno-1]; {
	case c == 'D':
		i = i.Neg()
	case c != 'C':
		return i, false
	}
	return i, ok
}

// numero returns the number in columns; false when they hold none.
func (s *schede) numero(a, b int) (int, bool) {
	return leggiIntero(strings.TrimSpace(string(s.col(a, b))))
}

// errore refuses a value at a column of the record just read.
func (s *schede) errore(codice avviso.Codice, campo, valore string, colonna int, err error) *Errore {
	return luogo{max(s.righe.riga, 1), colonna}.errore(codice, campo, valore, err)
}

// altro refuses a text that does not begin with the head of a block.
func (s *schede) altro() error { return erroreAltro(s.testata, "RH") }

// motivato returns an error of a kind with the text of its reason.
func motivato(tipo error, testo string) error { return errore.Coppia(tipo, errors.New(testo)) }
