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

// senzaZeri is collassato without the sign and the leading zeros that xs:integer
// allows.
func (l *Lettore) senzaZeri() ([]byte, error) {
	b, err := l.collassato()
	if err != nil {
		return nil, err
	}
	if b[0] == '+' {
		b = b[1:]
	}
	for len(b) > 1 && b[0] == '0' {
		b = b[1:]
	}
	return b, nil
}

// estensione is valore of an element that only the lenient reader knows.
func (l *Lettore) estensione() ([]byte, error) {
	if !l.tollerante {
		return nil, l.qui(rifiuta(CodiceElemento, l.percorso(l.foglia), "", ErrSchema))
	}
	l.avverti(AvvertenzaEstensione, l.foglia, "")
	return l.valore()
}

// nome reads the text of a leaf that nobody matches by, as written: the strict
// reader wants the length of the schema, the other takes any, none included.
func (l *Lettore) nome(b []byte, minimo, massimo int) (string, avviso.Codice) {
	nota := avviso.Codice("")
	switch {
	case len(senzaSpazi(b)) == 0:
		b, nota = nil, AvvertenzaVuoto
	case utf8.RuneCount(b) < minimo || utf8.RuneCount(b) > massimo:
		nota = AvvertenzaLunghezza
	default:
		return string(b), ""
	}
	if !l.tollerante {
		return "", CodiceLunghezza
	}
	l.avverti(nota, l.percorso(l.foglia), string(b))
	return string(b), ""
}

// leggiGiorno reads an xs:date; a zone is allowed and has no effect on a civil
// date.
func leggiGiorno(b []byte) (avviso.Data, avviso.Codice) {
	n, _, err := ora.ParseGiorno(string(b))
	if err != nil {
		return avviso.Data{}, CodiceData
	}
	d, err := avviso.DataDaGiorni(n)
	return d, codiceSe(err != nil, CodiceData)
}

// importo reads an amount; the caller checks the range.
func (l *Lettore) importo(b []byte) (avviso.Importo, avviso.Codice) {
	if n, ok := cifre.Centesimi(b); ok { // nearly every amount
		return avviso.ImportoDaCentesimi(n), ""
	}
	if !l.tollerante {
		if b[0] == '-' || b[0] == '+' {
			return avviso.Importo{}, CodiceImporto
		}
		_, err := avviso.ParseImporto(string(b))
		return avviso.Importo{}, codiceImporto(err)
	}
	i, _, err := avviso.LeggiImporto(string(b))
	if err != nil {
		return avviso.Importo{}, codiceImporto(err)
	}
	l.avverti(AvvertenzaImporto, l.percorso(l.foglia), string(b))
	return i, ""
}

// codiceImporto tells an amount with other than two decimals from what is none.
func codiceImporto(err error) avviso.Codice {
	var e *avviso.Errore
	if errors.As(err, &e) && e.Codice == avviso.CodiceDecimali {
		return CodiceDecimali
	}
	return CodiceImporto
}
