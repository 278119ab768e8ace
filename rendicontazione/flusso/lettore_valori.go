package flusso

import (
	"bytes"
	"errors"
	"unicode"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/ora"
)

const bianchiXML = " \t\r\n"

// valore reads the text of the current leaf, which may not be empty. White
// space around it is refused, or taken away with a warning. The caller goes on
// with chiudi.
func (l *Lettore) valore() ([]byte, error) {
	b, err := l.apri()
	if err != nil {
		return nil, err
	}
	t := senzaSpazi(b)
	switch {
	case len(t) == 0:
		return nil, l.nega(CodiceObbligatorio, nil)
	case len(t) == len(b):
		return b, nil
	case !l.tollerante:
		return nil, l.nega(CodicePattern, b)
	}
	l.avverti(AvvertenzaSpazi, l.percorso(l.foglia), string(b))
	return t, nil
}

// senzaSpazi takes white space away from both ends. Most values have none.
func senzaSpazi(b []byte) []byte {
	if n := len(b); n > 0 && nonSpazio(b[0]) && nonSpazio(b[n-1]) {
		return b
	}
	return bytes.TrimFunc(b, unicode.IsSpace)
}

func nonSpazio(c byte) bool { return c > ' ' && c < utf8.RuneSelf }

// collassato reads the text of a leaf whose type ignores white space around the
// value: numbers and dates.
func (l *Lettore) collassato() ([]byte, error) {
	b, err := l.apri()
	if err != nil {
		return nil, err
	}
	if n := len(b); n > 0 && nonSpazio(b[0]) && nonSpazio(b[n-1]) {
		return b, nil
	}
	if b = bytes.Trim(b, bianchiXML); len(b) == 0 {
		return nil, l.nega(CodiceObbligatorio, nil)
	}
	return b, nil
}

// codice reads a whole leaf of 1 to 35 characters.
func (l *Lettore) codice() (string, error) {
	b, err := l.valore()
	if err != nil {
		return "", err
	}
	s := string(b)
	if !lungo(s, 1, maxTesto35) {
		return "", l.nega(CodiceLunghezza, b)
	}
	return s, l.chiudi()
}

// nome reads a whole leaf that nobody matches by, as written: the strict reader
// wants the length of the schema, the other takes any, none included.
func (l *Lettore) nome(minimo, massimo int) (string, error) {
	b, err := l.apri()
	if err != nil {
		return "", err
	}
	if len(senzaSpazi(b)) == 0 {
		if !l.tollerante {
			return "", l.nega(CodiceLunghezza, b)
		}
		l.avverti(AvvertenzaVuoto, l.percorso(l.foglia), "")
		return "", l.chiudi()
	}
	s := string(b)
	if !lungo(s, minimo, massimo) {
		if !l.tollerante {
			return "", l.nega(CodiceLunghezza, b)
		}
		l.avverti(AvvertenzaLunghezza, l.percorso(l.foglia), s)
	}
	return s, l.chiudi()
}

// data reads a whole leaf of type xs:date; a zone is allowed and has no effect
// on a civil date.
func (l *Lettore) data() (avviso.Data, error) {
	b, err := l.collassato()
	if err != nil {
		return avviso.Data{}, err
	}
	n, _, err := ora.ParseGiorno(string(b))
	if err != nil {
		return avviso.Data{}, l.nega(CodiceData, b)
	}
	d, err := avviso.DataDaGiorni(n)
	if err != nil {
		return avviso.Data{}, l.nega(CodiceData, b)
	}
	return d, l.chiudi()
}

// importo reads the amount of the current leaf and leaves its text, for the
// errors of the caller, who checks the range and goes on with chiudi.
func (l *Lettore) importo() (avviso.Importo, []byte, error) {
	b, err := l.collassato()
	if err != nil {
		return avviso.Importo{}, nil, err
	}
	if n, ok := cifre.Centesimi(b); ok { // nearly every amount
		return avviso.ImportoDaCentesimi(n), b, nil
	}
	if !l.tollerante {
		if b[0] == '-' || b[0] == '+' {
			return avviso.Importo{}, nil, l.nega(CodiceImporto, b)
		}
		_, err = avviso.ParseImporto(string(b))
		return avviso.Importo{}, nil, l.nega(codiceImporto(err), b)
	}
	i, _, err := avviso.LeggiImporto(string(b))
	if err != nil {
		return avviso.Importo{}, nil, l.nega(codiceImporto(err), b)
	}
	l.avverti(AvvertenzaImporto, l.percorso(l.foglia), string(b))
	return i, b, nil
}

// codiceImporto tells an amount with other than two decimals from what is none.
func codiceImporto(err error) avviso.Codice {
	var e *avviso.Errore
	if errors.As(err, &e) && e.Codice == avviso.CodiceDecimali {
		return CodiceDecimali
	}
	return CodiceImporto
}
