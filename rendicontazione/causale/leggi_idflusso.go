package causale

import (
	"bytes"
	"math/bits"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// idLetto is an identificativoFlusso being read: its characters without white
// space, and what they are so far.
type idLetto struct {
	buf      [4 * flusso.MaxID]byte // a candidate may have characters of four bytes
	n        int                    // characters read, all of one byte
	trattino int                    // first hyphen after the date, 0 when none
	data     bool                   // the first ten characters are a day
}

const cifreData = len("yyyy-MM-dd")

// aggiungi takes more characters and reports whether the identifier may still be
// of a legal length.
func (d *idLetto) aggiungi(pezzo string) bool {
	if d.n+len(pezzo) > flusso.MaxID {
		return false
	}
	prima := d.n
	d.n += copy(d.buf[d.n:], pezzo)
	if d.n < cifreData {
		return true
	}
	d.data = giorno(string(d.buf[:cifreData]))
	if d.trattino == 0 {
		prima = max(prima, cifreData)
		if k := bytes.IndexByte(d.buf[prima:d.n], '-'); k != -1 {
			d.trattino = prima + k
		}
	}
	return true
}

// completo reports whether date, PSP, hyphen and flow are all there.
func (d *idLetto) completo() bool {
	return d.data && d.trattino > cifreData && d.n > d.trattino+1
}

// leggiID reads the identifier that begins at inizio, and returns where it ends
// and whether it is acceptable. White space inside an incomplete identifier is skipped; after a
// complete one it may or may not belong to it, so that both readings are kept.
func (c *Causale) leggiID(s string, inizio int) (fine int, ok bool) {
	if fine, ok = idIntero(s, inizio); ok {
		c.IDFlusso = s[inizio:fine]
		return fine, true
	}
	return c.leggiIDComunque(s, inizio)
}

// idIntero finds the end of an identifier that is written as it should be and of
// which nothing can be doubted: complete, and before a usual end, or before white
// space and what cannot go on with it.
func idIntero(s string, inizio int) (fine int, ok bool) {
	if len(s)-inizio <= cifreData || !giorno(s[inizio:]) {
		return 0, false
	}
	fine = fineEntro(s, inizio+cifreData, min(len(s), inizio+flusso.MaxID))
	id := s[inizio:fine]
	if len(id) <= cifreData || id[cifreData] == '-' || id[len(id)-1] == '-' || id[len(id)-1] == '_' ||
		strings.IndexByte(id[cifreData:], '-') < 0 {
		return 0, false
	}
	if fine == len(s) || chiude(s[fine]) {
		return fine, true
	}
	dopo, _ := saltaSpazi(s, fine)
	if dopo == fine {
		return 0, false
	}
	if dopo == len(s) {
		return fine, true
	}
	troppo := dopo + flusso.MaxID - len(id) + 1
	altro := fineEntro(s, dopo, min(len(s), troppo))
	return fine, s[dopo] != puntini[0] && (altro == dopo || altro == troppo || !finito(s, altro))
}

// leggiIDComunque is leggiID for whatever the bank wrote.
func (c *Causale) leggiIDComunque(s string, inizio int) (fine int, ok bool) {
	var d idLetto
	var breve, lungo int // lengths of the shorter and of the longer reading, 0 when there is none
	contiguo := true     // the characters follow one another in the text
	i := inizio
	for {
		if fine := fineCaratteri(s, i); fine > i {
			if d.aggiungi(s[i:fine]) {
				i = fine
				continue
			}
			// One character too many is a hyphen stuck to the identifier, or nothing is.
			if !lineettaFinale(s, fine) || !d.aggiungi(s[i:fine-1]) {
				return i, false
			}
			c.Avvertenze |= Residuo
			i = fine - 1
			break
		}
		dopo, aCapo := saltaSpazi(s, i)
		if dopo == i {
			break
		}
		if !d.completo() {
			if dopo == len(s) || !carattereID(s[dopo]) {
				break
			}
			c.Avvertenze |= Spezzato
			contiguo = false
			i = dopo
			continue
		}
		fine := finePezzo(s, dopo)
		if fine == dopo || d.n+fine-dopo > flusso.MaxID {
			break
		}
		contiguo = false
		c.Avvertenze |= ACapoAmbiguo
		prima := d.n
		for ; dopo < fine; dopo++ {
			d.buf[d.n] = s[dopo]
			d.n++
		}
		if aCapo && breve == 0 {
			c.Avvertenze |= Spezzato
			breve, i = prima, fine
			continue
		}
		lungo, d.n = d.n, prima
		break
	}
	return i, c.accettaID(s, &d, idAltri{inizio: inizio, fine: i, breve: breve, lungo: lungo, contiguo: contiguo})
}

// fineCaratteri returns the end of the run of identifier characters at i; it
// looks no further than an identifier may be long.
func fineCaratteri(s string, i int) int { return fineEntro(s, i, min(len(s), i+flusso.MaxID)) }

// fineEntro returns the end of the run of identifier characters at i, fine at most.
func fineEntro(s string, i, fine int) int {
	if fine-i < 8 {
		for i < fine && idFlusso[s[i]] {
			i++
		}
		return i
	}
	for ; i < fine; i += 8 {
		i = min(i, fine-8) // once more what is good, rather than byte by byte
		if w := estranei(cifre.Otto(s[i : i+8])); w != 0 {
			return i + bits.TrailingZeros64(w)/8
		}
	}
	return fine
}

// lineettaFinale reports whether the run of identifier characters that ends at
// fine ends with a hyphen or underscore, before white space or the end.
func lineettaFinale(s string, fine int) bool {
	return (s[fine-1] == '-' || s[fine-1] == '_') && (fine == len(s) || spazio(s, fine) > 0)
}

// finePezzo returns the end of the word of identifier characters at i, or i
// when the word has others too.
func finePezzo(s string, i int) int {
	if j := fineCaratteri(s, i); finito(s, j) {
		return j
	}
	return i
}

// finito reports whether the word that ends at i has no characters but those before.
func finito(s string, i int) bool { return i == len(s) || chiude(s[i]) || spazio(s, i) > 0 }

// idAltri is where an identifier was read and which other readings it has.
type idAltri struct {
	inizio, fine int
	breve, lungo int
	contiguo     bool
}

// accettaID sets the identifier and its candidates, and reports whether the
// identifier is acceptable.
func (c *Causale) accettaID(s string, d *idLetto, a idAltri) bool {
	switch {
	case !d.data || d.n <= cifreData:
		return false
	case d.trattino == 0:
		c.Avvertenze |= SenzaTrattino
	case d.trattino == cifreData:
		c.Avvertenze |= PSPVuoto
	}
	residuo, senza := 0, 0
	switch dopo, _ := saltaSpazi(s, a.fine); {
	case strings.HasPrefix(s[dopo:], puntini):
		c.Avvertenze |= Troncato
	case a.fine < len(s) && !chiude(s[a.fine]) && !carattereID(s[a.fine]) && spazio(s, a.fine) == 0:
		c.Avvertenze |= Residuo
		residuo = d.residuo(s, a.fine)
	}
	if a.breve == 0 && lineettaFinale(s, a.fine) {
		senza = d.n - 1
	} else if a.breve > 0 && (d.buf[a.breve-1] == '-' || d.buf[a.breve-1] == '_') {
		senza = a.breve - 1
	}
	if senza <= cifreData {
		senza = 0
	}
	if a.contiguo {
		c.IDFlusso = s[a.inizio:a.fine]
		if n := max(residuo, senza); n > 0 {
			c.Candidati = []string{s[a.inizio : a.inizio+n]}
		}
		return true
	}
	tutto := string(d.buf[:max(d.n, a.lungo, residuo)])
	c.IDFlusso = tutto[:d.n]
	if a.breve+senza+a.lungo+residuo == 0 {
		return true
	}
	c.Candidati = make([]string, 0, 3)
	for _, n := range [...]int{a.breve, senza, a.lungo, residuo} {
		if n > 0 {
			c.Candidati = append(c.Candidati, tutto[:n])
		}
	}
	return true
}

// puntini is what banks write where they cut a text.
const puntini = "..."

// residuo adds to the buffer the rest of the word, up to white space or a
// slash, and returns the length in bytes of the whole; 0 when it would be too
// long.
func (d *idLetto) residuo(s string, i int) int {
	caratteri, n := d.n, d.n
	for i < len(s) && s[i] != '/' && spazio(s, i) == 0 {
		_, l := utf8.DecodeRuneInString(s[i:])
		if caratteri++; caratteri > flusso.MaxID {
			return 0
		}
		n += copy(d.buf[n:], s[i:i+l])
		i += l
	}
	return n
}
