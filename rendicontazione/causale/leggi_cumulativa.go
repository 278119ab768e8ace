package causale

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

const (
	maxSeparatori = 3  // between the parts of a cumulative reference
	maxEtichetta  = 60 // characters of a label
)

// leggiCumulative adds to dst, whose references from base on are of this text,
// every cumulative reference that can be read. h is the first hyphen.
func (t *testo) leggiCumulative(dst []Causale, base, h int) []Causale {
	s := t.s
	for da := 0; ; h = indice(s, da, '-') {
		scopo, i, dopo := marcatore(s, da, h)
		if scopo == "" {
			return dst
		}
		if t.visto == -1 {
			t.visto = i
		}
		n := len(dst)
		var c *Causale
		dst, c = aggiunta(dst)
		inizio, fine, ok := c.leggiFlusso(s, scopo, dopo)
		if ok {
			dst, da = unisciFlusso(dst, base), fine
			continue
		}
		if inizio > 0 && t.tagliato == -1 {
			t.tagliato = inizio
		}
		dst, da = dst[:n], dopo
	}
}

// marcatore finds the next marker of a flow, where it begins and where it ends; "" when
// there is none. It begins at da or later. Each has a hyphen after LGPE, so that the search
// goes from one to the next, from that at h, the first after da.
func marcatore(s string, da, h int) (scopo Scopo, inizio, fine int) {
	for ; h < len(s); h = indice(s, h+1, '-') {
		if i, ok := lgpe(s, da, h); ok {
			if scopo, fine = dopoLGPE(s, h+1); scopo != "" {
				return scopo, i, fine
			}
		}
	}
	return "", 0, 0
}

// leggiFlusso reads into c, which is zero, what follows a marker: the identifier, of which
// it returns where it begins, when it is there at all, and where it ends.
func (c *Causale) leggiFlusso(s string, scopo Scopo, i int) (inizio, fine int, ok bool) {
	c.Tipo, c.Scopo = PUR, scopo
	if inizio, ok = c.leggiURI(s, i); !ok {
		return 0, 0, false
	}
	fine, ok = c.leggiID(s, inizio)
	return inizio, fine, ok
}

// leggiSenzaLGPE adds to dst the references that lost their purpose: RIVERSAMENTO,
// URI and an identifier that follows the official rules to the letter.
func (t *testo) leggiSenzaLGPE(dst []Causale, base int) []Causale {
	s := t.s
	for i := 0; i < len(s); i++ {
		if s[i]|0x20 != 'r' {
			continue
		}
		fine, ok := parola(s, i, "RIVERSAMENTO")
		if !ok {
			continue
		}
		inizio, ok := uri(s, fine)
		if !ok {
			continue
		}
		n := len(dst)
		var c *Causale
		dst, c = aggiunta(dst)
		c.Tipo, c.Scopo, c.Avvertenze = PUR, Riversamento, SenzaLGPE
		if fine, ok = c.leggiID(s, inizio); ok {
			if _, err := flusso.ParseID(c.IDFlusso); err == nil {
				dst, i = unisciFlusso(dst, base), fine-1
				continue
			}
		}
		dst = dst[:n]
	}
	return dst
}

// unisciFlusso takes the last reference away again when its flow is there
// already, in any case, or begins another one. Those that it completes are cut
// copies of it, and go.
func unisciFlusso(dst []Causale, base int) []Causale {
	n := len(dst) - 1
	if n == base {
		return dst
	}
	nuova := dst[n]
	dst = dst[:n]
	for i := base; i < len(dst); {
		c := &dst[i]
		switch {
		case strings.HasPrefix(c.IDFlusso, nuova.IDFlusso):
			return dst
		case strings.EqualFold(c.IDFlusso, nuova.IDFlusso):
			c.Candidati = append(c.Candidati, nuova.IDFlusso)
			return dst
		case strings.HasPrefix(nuova.IDFlusso, c.IDFlusso):
			dst = slices.Delete(dst, i, i+1)
		default:
			i++
		}
	}
	return append(dst, nuova)
}

// lgpe matches LGPE before the hyphen at h, backwards and no further than da, and
// returns where it begins. No letter of it is a hyphen, so that attempts from
// different places do not overlap and the search is linear even over long runs of
// white space.
func lgpe(s string, da, h int) (inizio int, ok bool) {
	const comune, rovescia = "lgpe", "EPGL"
	if h-da >= 8 && minuscole(s[h-8:h])>>32 == cifre.Otto(comune+"\x00\x00\x00\x00") {
		return h - len(comune), true
	}
	for j := range len(rovescia) {
		if h > da && maiuscolo(s[h-1]) != rovescia[j] {
			h = primaDegliSpazi(s, da, h)
		}
		if h == da || maiuscolo(s[h-1]) != rovescia[j] {
			return 0, false
		}
		h--
	}
	return h, true
}

// dopoLGPE matches RIVERSAMENTO or INTEGRAZIONE at i.
func dopoLGPE(s string, i int) (scopo Scopo, fine int) {
	const comune = "RIVERSAMENTO" // in two words, of any case
	if r := s[i:]; len(r) >= len(comune) && minuscole(r) == cifre.Otto("riversam") && minuscole(r[4:]) == cifre.Otto("rsamento") {
		return Riversamento, i + len(comune)
	}
	i, _ = saltaSpazi(s, i)
	if f, ok := parola(s, i, comune); ok {
		return Riversamento, f
	}
	if f, ok := parola(s, i, "INTEGRAZIONE"); ok {
		return Integrazione, f
	}
	return "", i
}

// leggiURI reads what stands between the marker, which ends at i, and the first
// digit of the identifier, whose place it returns.
func (c *Causale) leggiURI(s string, i int) (inizio int, ok bool) {
	if inizio, ok = uri(s, i); ok {
		return inizio, true
	}
	if n, dopo := progressivo(s, i); n != "" {
		if inizio, ok = uri(s, dopo); ok {
			c.Progressivo = n
			return inizio, true
		}
	}
	return c.leggiEtichetta(s, i)
}

// uri matches separators, URI, separators, a digit.
func uri(s string, i int) (inizio int, ok bool) {
	const comune = '/' | 'u'<<8 | 'r'<<16 | 'i'<<24 | '/'<<32
	if tag(s[i:], comune) && cifra(s, i+len(tagURI)) {
		return i + len(tagURI), true
	}
	return dopoURI(s, saltaSeparatori(s, i, maxSeparatori))
}

// dopoURI matches URI at i, separators, a digit.
func dopoURI(s string, i int) (inizio int, ok bool) {
	i, ok = parola(s, i, "URI")
	if !ok {
		return 0, false
	}
	i = saltaSeparatori(s, i, maxSeparatori)
	return i, cifra(s, i)
}

// progressivo matches "TXT" and one digit with separators around, or a digit
// between slashes, and returns the place after the digit or the slash.
func progressivo(s string, i int) (n json.Number, dopo int) {
	if i+2 < len(s) && s[i] == '/' && cifra(s, i+1) && s[i+2] == '/' {
		return json.Number(s[i+1 : i+2]), i + 3
	}
	const comune = '/' | 't'<<8 | 'x'<<16 | 't'<<24 | '/'<<32
	if tag(s[i:], comune) && cifra(s, i+len(tagTXT)) {
		i += len(tagTXT)
		return json.Number(s[i : i+1]), i + 1
	}
	j, ok := parola(s, saltaSeparatori(s, i, maxSeparatori), "TXT")
	if !ok {
		return "", i
	}
	j = saltaSeparatori(s, j, maxSeparatori)
	if !cifra(s, j) {
		return "", i
	}
	return json.Number(s[j : j+1]), j + 1
}

// leggiEtichetta matches white space and at most 60 characters up to the first
// URI that is followed by a digit.
func (c *Causale) leggiEtichetta(s string, i int) (inizio int, ok bool) {
	da, _ := saltaSpazi(s, i)
	if da == i {
		return 0, false
	}
	caratteri := 0
	for j := da; j < len(s) && caratteri <= maxEtichetta+maxSeparatori; caratteri++ {
		if s[j]|0x20 == 'u' {
			if inizio, ok = dopoURI(s, j); ok {
				a, n := primaDeiSeparatori(s, da, j)
				if caratteri-n > maxEtichetta {
					return 0, false
				}
				c.etichetta(s[da:a])
				return inizio, true
			}
		}
		if s[j] < utf8.RuneSelf {
			j++
		} else {
			_, n := utf8.DecodeRuneInString(s[j:])
			j += n
		}
	}
	return 0, false
}

// primaDeiSeparatori returns where the separators before a end, going back no
// further than da, and how many they are, three at most.
func primaDeiSeparatori(s string, da, a int) (fine, quanti int) {
	for quanti < maxSeparatori && a > da && !dopoAlfanumerico(s, a) {
		_, n := utf8.DecodeLastRuneInString(s[da:a])
		a -= n
		quanti++
	}
	return a, quanti
}

// etichetta divides the label from its day when it is one of the documents',
// whatever its case; any other is kept whole.
func (c *Causale) etichetta(s string) {
	s = collassa(s)
	i := len(s) - 8
	if i > len(delGiorno) && strings.EqualFold(s[i-len(delGiorno):i], delGiorno) {
		nome, ok := etichettaComune(s[:i-len(delGiorno)])
		giornata, valida := parseGiorno(s[i:])
		if ok && valida {
			c.Etichetta, c.Giornata = nome, giornata
			return
		}
	}
	c.Etichetta, c.Giornata = s, avviso.Data{}
}
