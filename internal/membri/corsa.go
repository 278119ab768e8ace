package membri

import "strings"

// Corsa goes over a text once, looking at it while it is read. A fault breaks it:
// who reads so throws away what was read and goes the long way, by Valida, Di and
// Elementi, which read the same or say what is wrong and where. Names are not looked
// at: who reads breaks the run at one that is not known, or stands twice.
type Corsa struct {
	testo   string
	i       int
	livelli int
	piana   bool // the last value is a string without escapes
	rotta   bool
}

// NuovaCorsa begins at the value of a text.
func NuovaCorsa(testo string) Corsa { return Corsa{testo: testo, i: Bianchi(testo, 0)} }

// Rompi breaks the run.
func (c *Corsa) Rompi() { c.rotta = true }

// Finita reports whether the run came to the end of its text.
func (c *Corsa) Finita() bool { return !c.rotta && Bianchi(c.testo, c.i) == len(c.testo) }

// Membri calls f with every member of the object that comes next. A value that is
// an object or an array goes on to the end of the text: f takes it with Membri,
// Elementi or Valore.
func (c *Corsa) Membri(f func(nome, v string)) {
	for ok := c.entra('{', '}'); ok; ok = c.segue('}') {
		nome := c.virgolette()
		if nome == "" || !c.segno(':') {
			c.rotta = true
			return
		}
		v, da := c.valore(), c.i
		if f(nome[1:len(nome)-1], v); c.i == da && composto(v) {
			c.rotta = true
		}
	}
}

// Elementi calls f with every element of the array that comes next; see Membri.
func (c *Corsa) Elementi(f func(v string)) {
	for ok := c.entra('[', ']'); ok; ok = c.segue(']') {
		v, da := c.valore(), c.i
		if f(v); c.i == da && composto(v) {
			c.rotta = true
		}
	}
}

// Valore takes the object or array that comes next, whole.
func (c *Corsa) Valore() string {
	e := esame{testo: c.testo, i: c.i, livelli: c.livelli}
	if e.valore() != nil {
		c.rotta = true
		return parolaNulla
	}
	v := c.testo[c.i:e.i]
	c.i = e.i
	return v
}

// Testo is the function of that name for the value that came last.
func (c *Corsa) Testo(v string) (string, bool) {
	if c.piana {
		return v[1 : len(v)-1], true
	}
	return Testo(v)
}

// parolaNulla is the value of a run that is broken.
const parolaNulla = "null"

// composto reports whether a value is an object or an array.
func composto(v string) bool { return v[0] == '{' || v[0] == '[' }

// entra takes the bracket with which an object or array opens, and reports whether
// there is something in it; if not, the one that closes as well.
func (c *Corsa) entra(apre, chiude byte) bool {
	if c.livelli++; c.livelli > maxLivelli || !c.segno(apre) {
		c.rotta = true
		return false
	}
	vuoto := c.segno(chiude)
	if vuoto {
		c.livelli--
	}
	return !vuoto
}

// segue takes the comma before what comes next, and reports whether there was one;
// if not, the bracket that closes.
func (c *Corsa) segue(chiude byte) bool {
	if c.segno(',') {
		return !c.rotta
	}
	c.livelli--
	c.rotta = !c.segno(chiude) || c.rotta
	return false
}

// segno takes a byte, after blanks.
func (c *Corsa) segno(atteso byte) bool {
	c.i = Bianchi(c.testo, c.i)
	if c.i == len(c.testo) || c.testo[c.i] != atteso {
		return false
	}
	c.i++
	return true
}

// virgolette takes what comes next in quotes, up to the next one, these included; ""
// when there is none.
func (c *Corsa) virgolette() string {
	s := c.testo[Bianchi(c.testo, c.i):]
	if s == "" || s[0] != '"' {
		return ""
	}
	n := strings.IndexByte(s[1:], '"')
	if n < 0 {
		return ""
	}
	c.i = len(c.testo) - len(s) + n + 2
	return s[:n+2]
}

// valore takes the string, number or word that comes next, and returns it; of an
// object or array it takes nothing.
func (c *Corsa) valore() string {
	da := c.i
	v := c.virgolette()
	if c.piana = v != "" && Liscio(v[1:len(v)-1]); c.piana {
		return v
	}
	c.i = da
	if c.i = Bianchi(c.testo, c.i); c.i < len(c.testo) && composto(c.testo[c.i:]) {
		return c.testo[c.i:]
	}
	return c.Valore()
}
