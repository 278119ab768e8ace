package causale

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// MaxByte is the longest text that Leggi examines, in bytes.
const MaxByte = 4096

// Leggi finds the reference of pagoPA in the text of a bank row, whatever the
// bank did to it: any case, words before and after, a missing first slash,
// other separators, white space (line ends included) inside the tags and the
// identifiers. At most 4096 bytes; bytes that are no UTF-8 are foreign
// characters.
//
// It is the first of what LeggiTutti finds: a cumulative reference
// (LGPE-RIVERSAMENTO or LGPE-INTEGRAZIONE … URI …) wins over a single one (RFS,
// RFB), and the first readable one over the others. What was tolerated or assumed
// is returned as warnings, whose set is the Avvertenze of the Causale; where the
// text can be read in more ways, Candidati has the others. The IUV of a
// reference that does not open the text must be an RF reference or 15 to 18
// digits.
//
// The refusals are *Errore: VUOTA, TROPPO_LUNGA, IUV (the reference that opens the
// text has a IUV of more than 35 characters), IDFLUSSO (a cumulative reference
// was announced and none is readable: Valore is what there is of the identifier,
// when its first digits are there), NESSUN_RIFERIMENTO.
//
// What Parse accepts Leggi accepts, with the same identifiers, unless the free
// text of a single reference holds a cumulative one.
func Leggi(s string) (Causale, []avviso.Avvertenza, error) {
	c, err := Trova(s)
	return c, c.Avvertenze.Elenco(), err
}

// Trova is Leggi without the list of the warnings, for who reads them by the
// million: their set is in the Causale.
func Trova(s string) (c Causale, err error) {
	t := testo{s: s}
	if ok, err := t.sola(&c); ok || err != nil {
		return c, err
	}
	t = testo{s: s, unaSola: true}
	tutte, err := t.append(nil)
	if err != nil {
		return Causale{}, err
	}
	return tutte[0], nil
}

// sola reads the first reference of a text into c, which is zero, and in its place, since
// a Causale is large. It does so of a text without references, or with one flow and nothing
// else, or with payments alone; of the few others it says nothing and may leave anything in
// c. With an error c is still zero.
func (t *testo) sola(c *Causale) (ok bool, err error) {
	s := t.s
	if len(s) > MaxByte {
		return false, nil
	}
	rf := erreEffe(s, 0)
	if h := strings.IndexByte(s, '-'); h >= 0 {
		if scopo, _, fine := marcatore(s, 0, h); scopo != "" {
			if _, fine, ok = c.leggiFlusso(s, scopo, fine); !ok || rf < len(s) {
				return false, nil
			}
			scopo, _, _ = marcatore(s, fine, indice(s, fine, '-'))
			return scopo == "", nil
		}
		if strings.Count(s[h:], "-") >= lineetteID {
			return false, nil
		}
	}
	r := trovato{inizio: rf}
	if ok, err = t.conta(&r, false, true); ok {
		c.identifica(&r)
		c.leggiResto(s, &r)
	} else if err == nil {
		err = nessuno(s, CodiceNessuno)
	}
	return ok, err
}

// testo is a text being read, with what is worked out once for all of it.
type testo struct {
	s        string
	barra    int  // the slash, or the end, that fineSegmento found last
	aperto   bool // what opens the text was looked at
	unaSola  bool // one reference to a payment is enough
	visto    int  // where the first marker of a flow stands, -1 when there is none
	tagliato int  // where the first identifier that could not be read begins, -1 when there is none
}

// apre reports whether nothing but white space and slashes stands before i. Only the first
// call may say so: it has seen something then.
func (t *testo) apre(i int) bool {
	if t.aperto {
		return false
	}
	t.aperto = true
	for k := 0; k < i; k++ {
		if t.s[k] == '/' {
			continue
		}
		n := spazio(t.s, k)
		if n == 0 {
			return false
		}
		k += n - 1
	}
	return true
}

// fineSegmento returns the first slash at or after i, or the end. Calls go
// forward, so that the text is searched once.
func (t *testo) fineSegmento(i int) int {
	if i <= t.barra {
		return t.barra
	}
	t.barra = len(t.s)
	if n := strings.IndexByte(t.s[i:], '/'); n != -1 {
		t.barra = i + n
	}
	return t.barra
}
