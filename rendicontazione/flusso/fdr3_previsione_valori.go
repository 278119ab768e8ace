package flusso

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
)

// valore reads a value that nothing can be said of: the others are for the reader of
// any document. A text begins behind its quote, and ends before the other one.
func (p *previsione) valore(s []byte, i, membro int, g *PagamentoFdR3) (fine int, ok bool) {
	switch membro {
	case membroIUV:
		fine, ok = semplice(s, i)
		p.iuv = s[i:fine]
	case membroIUR:
		fine, ok = semplice(s, i)
		p.iur = s[i:fine]
	case membroPayStatus:
		fine, ok = p.stato(s, i)
		g.Riga.Esito = p.ultimoEsito
	case membroPayDate:
		fine, ok = p.giorno(s, i)
		g.Riga.Data = p.ultimaData
	default:
		return numero(s, i, membro, g)
	}
	return fine, ok
}

// stato reads an outcome, mostly that of the payment before.
func (p *previsione) stato(s []byte, i int) (fine int, ok bool) {
	if n := len(p.esito); n > 0 && bytes.HasPrefix(s[i:], p.esito) {
		return i + n - 1, true
	}
	n := bytes.IndexByte(s[i:], '"')
	if n < 1 {
		return 0, false
	}
	if p.ultimoEsito, ok = EsitoFdR3(string(s[i : i+n])); ok {
		p.esito = s[i : i+n+1]
	}
	return i + n, ok
}

// giorno reads a date, mostly the day of the payment before.
func (p *previsione) giorno(s []byte, i int) (fine int, ok bool) {
	if p.delGiorno && stessoGiorno(s[i:], p.data) {
		return i + istanteUTC, true
	}
	fine, ok = semplice(s, i)
	if v := s[i:fine]; ok && !bytes.Equal(v, p.data) {
		p.ultimaData, ok = giornoDiRoma(string(v))
		p.data, p.delGiorno = v, stessoGiorno(s[i:], v)
	}
	return fine, ok
}

const istanteUTC = len("yyyy-MM-ddTHH:mm:ssZ")

// stessoGiorno reports whether an instant in UTC, which a quote follows, is of the day that
// a date begins with, in Rome as well: there it is never earlier and at most two hours later.
func stessoGiorno(s, data []byte) bool {
	if len(s) <= istanteUTC || len(data) < cifreData {
		return false
	}
	return binary.LittleEndian.Uint64(s) == binary.LittleEndian.Uint64(data) && s[8] == data[8] && s[9] == data[9] &&
		s[10] == 'T' && s[13] == ':' && s[16] == ':' && s[19] == 'Z' && s[20] == '"' &&
		dueCifre(s[11], s[12]) < 22 && dueCifre(s[14], s[15]) < 60 && dueCifre(s[17], s[18]) < 60
}

// dueCifre is the number that two digits write, one of three digits for what is none.
func dueCifre(a, b byte) int {
	if a -= '0'; a > 9 {
		return 100
	}
	if b -= '0'; b > 9 {
		return 100
	}
	return int(a)*10 + int(b)
}

// numero reads a number in its shortest form.
func numero(s []byte, i, membro int, g *PagamentoFdR3) (fine int, ok bool) {
	var n uint64
	punto := 0
	for fine = i; fine < len(s); fine++ {
		c := s[fine] - '0'
		if c > 9 {
			if s[fine] != '.' || punto > 0 {
				break
			}
			punto = fine
			continue
		}
		n = n*10 + uint64(c)
	}
	decimali := 0
	if punto > 0 {
		decimali = fine - punto - 1
		if membro != membroPay || punto == i || decimali == 0 {
			return 0, false
		}
	}
	if fine == i || fine-i > 15 || s[i] == '0' && punto != i+1 || n == 0 {
		return 0, false
	}
	switch membro {
	case membroIndex:
		g.Indice = int64(n) //nolint:gosec // fifteen digits
		return fine, true
	case membroIDTransfer:
		g.Riga.Indice = avviso.Indice(min(n, 255)) //nolint:gosec // small
		return fine, n <= uint64(avviso.MaxIndice)
	}
	for k := decimali; k < 2; k++ {
		n *= 10
	}
	g.Riga.Importo = avviso.ImportoDaCentesimi(int64(n)) //nolint:gosec // seventeen digits
	return fine, decimali <= 2 && g.Riga.Importo.Compare(avviso.MaxImporto) <= 0
}

// semplice reads a text of 1 to 35 characters of ASCII, none of them white space or an
// escape, up to its quote.
func semplice(s []byte, i int) (fine int, ok bool) {
	const (
		uno  = 0x0101010101010101
		alti = 0x80 * uno
	)
	for fine = i; fine+8 <= len(s); fine += 8 {
		x := binary.LittleEndian.Uint64(s[fine:])
		virgolette, barra := x^'"'*uno, x^'\\'*uno
		w := (x | (x - '!'*uno) | (virgolette-uno)&^virgolette | (barra-uno)&^barra) & alti // the lowest is right
		if w != 0 {
			fine += bits.TrailingZeros64(w) / 8
			break
		}
	}
	for fine < len(s) && s[fine] > ' ' && s[fine] < utf8.RuneSelf && s[fine] != '"' && s[fine] != '\\' {
		fine++
	}
	return fine, fine < len(s) && s[fine] == '"' && fine > i && fine-i <= maxTesto35
}
