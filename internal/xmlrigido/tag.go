package xmlrigido

import (
	"bytes"
	"unicode/utf8"
)

const (
	spazioXML   = "http://www.w3.org/XML/1998/namespace"
	spazioXMLNS = "http://www.w3.org/2000/xmlns/"
)

// VistaAttributo is an attribute of the pull reader, as views of its buffers.
type VistaAttributo struct {
	Spazio []byte // namespace, empty for an unprefixed name
	Locale []byte // local name
	Valore []byte // normalised: references resolved, literal TAB, LF, CR and CRLF turned into a blank
}

// grezzo is an attribute as scanned: indices of the window, and of
// tag.valori when the value had to be rewritten.
type grezzo struct {
	nome       int
	nomeFine   nome
	da, a      int
	riscritto  bool
	dichiara   bool // a namespace declaration
	spazioXMLi bool // prefix xml
}

// tag is the start tag being read.
type tag struct {
	grezzi    []grezzo
	valori    []byte
	attributi []VistaAttributo
	guasto    guasto
}

// guasto is what a window scanner found wrong, and at which index of it.
type guasto struct {
	codice Codice
	tipo   error
	indice int
	valore string
}

func (t *tag) guasta(c Codice, tipo error, i int, valore string) esito {
	t.guasto = guasto{c, tipo, i, valore}
	return malfatto
}

// finestra is what a tag may look at.
func (l *Lettore) finestra() []byte { return l.buf[l.ini:min(len(l.buf), l.ini+maxTag)] }

// completa brings the rest of the tag at ini into the window and reports
// whether it brought anything. It looks for the closing '>' outside quotes.
func (l *Lettore) completa() bool {
	var virgolette byte
	prima := len(l.finestra())
	for i := 0; ; i++ {
		b := l.finestra()
		if i == len(b) {
			if i == maxTag || !l.altro() {
				return i > prima
			}
			b = l.finestra()
		}
		switch c := b[i]; {
		case virgolette != 0:
			if c == virgolette {
				virgolette = 0
			}
		case c == '"' || c == '\'':
			virgolette = c
		case c == '>':
			return len(l.finestra()) > prima
		}
	}
}

// scansiona runs a window scanner on the tag at ini, first on what is there,
// then on the whole tag. It returns the length, or false with the error set.
func (l *Lettore) scansiona(f func(*tag, []byte) (int, esito)) (int, bool) {
	n, e := f(&l.tag, l.finestra())
	if e == manca && l.completa() {
		n, e = f(&l.tag, l.finestra())
	}
	switch e {
	case ok:
		return n, true
	case manca:
		l.mancaTag()
	default:
		g := &l.tag.guasto
		_ = l.rifiuta(g.codice, g.tipo, l.ini+g.indice, g.valore)
	}
	return 0, false
}

// mancaTag reports a tag without end: too long, or cut off.
func (l *Lettore) mancaTag() {
	if len(l.finestra()) == maxTag {
		_ = l.rifiuta(CodiceLimiteTag, ErrLimite, l.ini, "")
		return
	}
	_ = l.tronca()
}

// apri reads the start tag at pos, which is ini.
func (l *Lettore) apri() (Evento, error) {
	n, letto := l.scansiona((*tag).apertura)
	if !letto {
		return 0, l.errore
	}
	if len(l.pila.livelli) == l.opz.MaxProfondita {
		return 0, l.rifiuta(CodiceLimiteProfondita, ErrLimite, l.ini, "")
	}
	b := l.buf[l.ini : l.ini+n]
	if !l.entra(b) {
		return 0, l.errore
	}
	l.vuoto = b[n-2] == '/'
	l.pos = l.ini + n
	l.ultimo = Inizio
	return Inizio, nil
}

// apertura scans a start tag. grezzi[0] is the name of the element.
func (t *tag) apertura(b []byte) (int, esito) {
	t.grezzi, t.valori, t.attributi = t.grezzi[:0], t.valori[:0], t.attributi[:0]
	n, e := scorriNome(b, 1)
	if e != ok {
		return t.nomeGuasto(b, 1, n, e)
	}
	t.grezzi = append(t.grezzi, grezzo{nome: 1, nomeFine: n})
	i := n.fine
	for {
		da := i
		for i < len(b) && isBianco(b[i]) {
			i++
		}
		if i == len(b) {
			return 0, manca
		}
		switch c := b[i]; {
		case c == '>':
			return i + 1, ok
		case c == '/':
			if i+1 == len(b) {
				return 0, manca
			}
			if b[i+1] != '>' {
				return 0, t.guasta(CodiceSintassi, ErrXML, i+1, "")
			}
			return i + 2, ok
		case i == da:
			return 0, t.guasta(CodiceSintassi, ErrXML, i, "")
		case len(t.grezzi) > maxAttributi:
			return 0, t.guasta(CodiceLimiteAttributi, ErrLimite, i, "")
		}
		if i, e = t.attributo(b, i); e != ok {
			return 0, e
		}
	}
}

func (t *tag) nomeGuasto(b []byte, da int, n nome, e esito) (int, esito) {
	if e == manca {
		return 0, manca
	}
	// No name at all is bad syntax at its place; half a name is a bad name.
	fine := n.fine
	for fine < len(b) && classeNome[b[fine]] != nomeNo {
		fine++
	}
	if fine == len(b) {
		return 0, manca
	}
	if fine == da {
		return 0, t.guasta(CodiceSintassi, ErrXML, da, "")
	}
	return 0, t.guasta(CodiceNome, ErrXML, da, string(bytes.ToValidUTF8(b[da:fine], []byte("?"))))
}

// attributo scans name, '=' and quoted value from index i.
func (t *tag) attributo(b []byte, i int) (int, esito) {
	g := grezzo{nome: i}
	n, e := scorriNome(b, i)
	if e != ok {
		return t.nomeGuasto(b, i, n, e)
	}
	g.nomeFine = n
	i = n.fine
	for i < len(b) && isBianco(b[i]) {
		i++
	}
	if i == len(b) {
		return 0, manca
	}
	if b[i] != '=' {
		return 0, t.guasta(CodiceSintassi, ErrXML, i, "")
	}
	for i++; i < len(b) && isBianco(b[i]); i++ {
	}
	if i == len(b) {
		return 0, manca
	}
	if b[i] != '"' && b[i] != '\'' {
		return 0, t.guasta(CodiceSintassi, ErrXML, i, "")
	}
	i, e = t.valore(b, i, &g)
	if e != ok {
		return 0, e
	}
	for _, h := range t.grezzi[1:] {
		if string(b[h.nome:h.nomeFine.fine]) == string(b[g.nome:n.fine]) {
			return 0, t.guasta(CodiceAttributoDoppio, ErrXML, g.nome, string(b[g.nome:n.fine]))
		}
	}
	t.grezzi = append(t.grezzi, g)
	return i, ok
}

// valore scans the quoted value that begins at index i with its quote.
func (t *tag) valore(b []byte, i int, g *grezzo) (int, esito) {
	virgolette := b[i]
	i++
	g.da = i
	copiato := i // what precedes is in valori already, once riscritto
	for i < len(b) {
		c := b[i]
		if classeTesto[c] == testoPiano && c != '"' && c != '\'' && c != '\n' && c != '\t' {
			i++
			continue
		}
		switch {
		case c == virgolette:
			t.concludi(b, i, copiato, g)
			return i + 1, ok
		case c == '<':
			return 0, t.guasta(CodiceSintassi, ErrXML, i, "<")
		case c == '&':
			t.riscrivi(b, i, copiato, g)
			r, n, e := riferimento(b[i:])
			if e == manca {
				return 0, manca
			}
			if e != ok {
				return 0, t.guasta(CodiceRiferimento, ErrXML, i, citaRiferimento(b[i:]))
			}
			t.valori = utf8.AppendRune(t.valori, r)
			i += n
			copiato = i
		case c == '\n' || c == '\t' || c == '\r':
			if c == '\r' && i+1 == len(b) {
				return 0, manca
			}
			t.riscrivi(b, i, copiato, g)
			t.valori = append(t.valori, ' ')
			if c == '\r' && b[i+1] == '\n' {
				i++
			}
			i++
			copiato = i
		case c < ' ':
			return 0, t.guasta(CodiceCarattere, ErrXML, i, nomeRuna(rune(c)))
		case c >= utf8.RuneSelf:
			n, e := t.runa(b, i)
			if e != ok {
				return 0, e
			}
			i += n
		default: // ']' and the other quote
			i++
		}
	}
	return 0, manca
}

// runa checks the character beyond ASCII at index i and returns its length.
func (t *tag) runa(b []byte, i int) (int, esito) {
	n, codice := runaAlta(b[i:])
	switch {
	case codice == "":
		return n, ok
	case codice == CodiceUTF8 && !utf8.FullRune(b[i:]):
		return 0, manca
	}
	return 0, t.guasta(codice, ErrXML, i, citaRuna(b[i:]))
}

// riscrivi moves the value so far to valori.
func (t *tag) riscrivi(b []byte, i, copiato int, g *grezzo) {
	if !g.riscritto {
		g.riscritto = true
		g.da = len(t.valori)
	}
	t.valori = append(t.valori, b[copiato:i]...)
}

func (t *tag) concludi(b []byte, i, copiato int, g *grezzo) {
	g.a = i
	if g.riscritto {
		t.valori = append(t.valori, b[copiato:i]...)
		g.a = len(t.valori)
	}
}

// chiudi reads the end tag at pos, which is ini.
func (l *Lettore) chiudi() (Evento, error) {
	v := l.pila.cima()
	atteso := l.pila.nomi[v.inizio:v.fine]
	b := l.buf[l.pos:]
	if n := 2 + len(atteso); n < len(b) && b[n] == '>' && string(b[2:n]) == string(atteso) {
		l.pos += n + 1
		l.ultimo = Fine
		return Fine, nil
	}
	n, letto := l.scansiona((*tag).chiusura)
	if !letto {
		return 0, l.errore
	}
	g := l.tag.grezzi[0]
	trovato := l.buf[l.ini+g.nome : l.ini+g.nomeFine.fine]
	if string(trovato) != string(atteso) {
		return 0, l.rifiuta(CodiceChiusura, ErrXML, l.ini, string(trovato))
	}
	l.pos = l.ini + n
	l.ultimo = Fine
	return Fine, nil
}

// chiusura scans an end tag. grezzi[0] is its name.
func (t *tag) chiusura(b []byte) (int, esito) {
	t.grezzi = t.grezzi[:0]
	if len(b) < 2 {
		return 0, manca
	}
	n, e := scorriNome(b, 2)
	if e != ok {
		return t.nomeGuasto(b, 2, n, e)
	}
	t.grezzi = append(t.grezzi, grezzo{nome: 2, nomeFine: n})
	i := n.fine
	for i < len(b) && isBianco(b[i]) {
		i++
	}
	if i == len(b) {
		return 0, manca
	}
	if b[i] != '>' {
		return 0, t.guasta(CodiceSintassi, ErrXML, i, "")
	}
	return i + 1, ok
}
