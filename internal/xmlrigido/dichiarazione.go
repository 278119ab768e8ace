package xmlrigido

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/quietanza/quietanza/internal/charset"
)

// maxDichiarazione bounds the XML declaration.
const maxDichiarazione = 1 << 10

var errVersione = errors.New("versione di XML diversa da 1.0")

// avvia looks at the first bytes: byte-order mark, then XML declaration, which
// may say that what follows is not UTF-8.
func (l *Lettore) avvia() bool {
	for len(l.buf) < len("<?xml ") && l.altro() {
	}
	bom := bytes.HasPrefix(l.buf, []byte("\xEF\xBB\xBF"))
	if largo := codificaLarga(l.buf); largo != "" {
		_ = l.rifiuta(CodiceCodifica, fmt.Errorf("%w: documento in %s", ErrCodifica, largo), 0, largo)
		return false
	}
	if bom {
		l.pos = 3
		l.ini, l.segno, l.evento = 3, 3, 3
	}
	l.stato = prologo
	if !l.inizia("<?xml") {
		return true
	}
	for len(l.buf) < l.pos+len("<?xml ") && l.altro() {
	}
	if b := l.buf[l.pos:]; len(b) > len("<?xml") && !bianco(b[len("<?xml")]) && b[len("<?xml")] != '?' {
		return true // a target that only begins so
	}
	return l.dichiarazione(bom)
}

// codificaLarga names the two- or four-byte encoding that b begins in, if any.
func codificaLarga(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("\xFF\xFE\x00\x00")), bytes.HasPrefix(b, []byte("\x00\x00\xFE\xFF")),
		bytes.HasPrefix(b, []byte("<\x00\x00\x00")), bytes.HasPrefix(b, []byte("\x00\x00\x00<")):
		return "UTF-32"
	case bytes.HasPrefix(b, []byte("\xFF\xFE")), bytes.HasPrefix(b, []byte("\xFE\xFF")),
		bytes.HasPrefix(b, []byte("<\x00")), bytes.HasPrefix(b, []byte("\x00<")):
		return "UTF-16"
	case bytes.HasPrefix(b, []byte("\x4C\x6F\xA7\x94")):
		return "EBCDIC"
	}
	return ""
}

// dichiarazione reads the XML declaration at pos.
func (l *Lettore) dichiarazione(bom bool) bool {
	l.ini = l.pos
	var n int
	for {
		b := l.buf[l.pos:min(len(l.buf), l.pos+maxDichiarazione)]
		if n = bytes.Index(b, []byte("?>")); n >= 0 {
			break
		}
		if len(b) == maxDichiarazione {
			_ = l.rifiuta(CodiceDichiarazione, ErrXML, l.pos, "")
			return false
		}
		if !l.altro() {
			_ = l.tronca()
			return false
		}
	}
	d, i, err := analizzaDichiarazione(l.buf[l.pos+len("<?xml") : l.pos+n])
	if err != nil {
		_ = l.rifiuta(CodiceDichiarazione, err, l.pos+len("<?xml")+i, d.versione)
		return false
	}
	dove := l.pos + len("<?xml") + d.dove
	l.pos += n + len("?>")
	if len(d.codifica) == 0 || string(d.codifica) == "UTF-8" {
		return true
	}
	c, err := charset.ParseCodifica(string(d.codifica))
	if err == nil && bom && c != charset.UTF8 {
		err = errors.New("il documento comincia con il segno di UTF-8")
	}
	if err != nil {
		_ = l.rifiuta(CodiceCodifica, fmt.Errorf("%w: %w", ErrCodifica, err), dove, string(d.codifica))
		return false
	}
	if c != charset.UTF8 {
		l.converti(c)
	}
	return true
}

// converti puts a decoder between the input and the window.
func (l *Lettore) converti(c charset.Codifica) {
	resto := l.buf[l.pos:]
	var sorgente io.Reader
	if l.r != nil {
		resto = bytes.Clone(resto)
		sorgente = l.r
	}
	if l.err != nil {
		sorgente = rotto{l.err}
	}
	r, _ := charset.NuovoLettore(io.MultiReader(bytes.NewReader(resto), sorgente), c) // c is a single-byte set
	l.avanza(l.pos)
	l.convertito = true
	l.r, l.err = r, nil
	l.pos, l.ini, l.segno, l.evento = 0, 0, 0, 0
	l.buf = make([]byte, 0, dimBuffer)
}

// rotto is a reader of nothing but an error.
type rotto struct{ err error }

func (r rotto) Read([]byte) (int, error) { return 0, r.err }

// attributiDichiarazione is what an XML declaration says.
type attributiDichiarazione struct {
	versione string // when it is not 1.0
	codifica []byte // nil when not said
	dove     int    // index of codifica
}

// analizzaDichiarazione reads version, encoding and standalone, in this order.
// On error it returns the offending index.
func analizzaDichiarazione(b []byte) (d attributiDichiarazione, i int, err error) {
	versione, dove, i := pseudo(b, 0, "version")
	if versione == nil {
		return d, i, ErrXML
	}
	if string(versione) != "1.0" {
		d.versione = string(bytes.ToValidUTF8(versione, []byte("?")))
		return d, dove, fmt.Errorf("%w: %w", ErrXML, errVersione)
	}
	if v, dove, fine := pseudo(b, i, "encoding"); v != nil {
		if !nomeCodifica(v) {
			return d, dove, ErrXML
		}
		d.codifica, d.dove, i = v, dove, fine
	}
	if v, dove, fine := pseudo(b, i, "standalone"); v != nil {
		if string(v) != "yes" && string(v) != "no" {
			return d, dove, ErrXML
		}
		i = fine
	}
	if i = saltaBianchi(b, i); i < len(b) {
		return d, i, ErrXML
	}
	return d, i, nil
}

// saltaBianchi returns the index of what follows the white space at index i.
func saltaBianchi(b []byte, i int) int {
	for i < len(b) && bianco(b[i]) {
		i++
	}
	return i
}

// pseudo reads white space, name, '=' and a quoted value from index i: the
// value, nil when it is not there, its index, and the index that follows.
func pseudo(b []byte, i int, nome string) (valore []byte, dove, fine int) {
	k := saltaBianchi(b, i)
	if k == i || !bytes.HasPrefix(b[k:], []byte(nome)) {
		return nil, 0, k
	}
	k = saltaBianchi(b, k+len(nome))
	if k == len(b) || b[k] != '=' {
		return nil, 0, k
	}
	k = saltaBianchi(b, k+1)
	if k == len(b) || b[k] != '"' && b[k] != '\'' {
		return nil, 0, k
	}
	n := bytes.IndexByte(b[k+1:], b[k])
	if n < 0 {
		return nil, 0, k
	}
	return b[k+1 : k+1+n : k+1+n], k + 1, k + 1 + n + 1
}

// nomeCodifica is the production EncName.
func nomeCodifica(b []byte) bool {
	for i, c := range b {
		lettera := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !lettera && (i == 0 || classeNome[c] != nomeSeguito && c != '_') {
			return false
		}
	}
	return len(b) > 0
}
