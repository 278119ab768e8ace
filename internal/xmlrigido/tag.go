package xmlrigido

import "bytes"

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
	nome      int
	nomeFine  nome
	da, a     int
	riscritto bool
	dichiara  bool // a namespace declaration
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
		i = saltaBianchi(b, i)
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
	n, e := scorriNome(b, 2)
	if e != ok {
		return t.nomeGuasto(b, 2, n, e)
	}
	t.grezzi = append(t.grezzi, grezzo{nome: 2, nomeFine: n})
	i := saltaBianchi(b, n.fine)
	if i == len(b) {
		return 0, manca
	}
	if b[i] != '>' {
		return 0, t.guasta(CodiceSintassi, ErrXML, i, "")
	}
	return i + 1, ok
}
