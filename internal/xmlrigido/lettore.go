package xmlrigido

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/quietanza/quietanza/internal/charset"
)

// stato is where in the document the reader is.
type stato uint8

const (
	daAvviare stato = iota
	prologo
	dentro
	epilogo
)

// esito is the answer of a scanner that works on a window.
type esito uint8

const (
	ok       esito = iota
	manca          // the window ends too early
	malfatto       // not well-formed; the scanner says where
)

// Lettore is a strict pull scanner. It needs constant memory: a window of
// 64 KiB, one text (Opzioni.MaxTesto), and the open elements. It allocates
// nothing per event. A Lettore is not safe for concurrent use.
type Lettore struct {
	ingresso
	opz    Opzioni
	stato  stato
	ultimo Evento
	vuoto  bool // the last tag was an empty element: its Fine comes next

	convertito bool // a decoder stands before the window

	errore error // sticky
	pila   pila
	tag    tag
	testo  []byte // view of the current text
	accum  []byte // text that had to be put together
	unito  bool   // testo is accum
	scorta riserva
}

// riserva is where the small buffers of a reader begin, so that a usual document
// does not make them grow.
type riserva struct {
	livelli   [8]livello
	legami    [4]legame
	nomi      [256]byte
	uri       [128]byte
	grezzi    [8]grezzo
	attributi [8]VistaAttributo
}

func (l *Lettore) prepara() {
	r := &l.scorta
	l.pila = pila{livelli: r.livelli[:0], legami: r.legami[:0], nomi: r.nomi[:0], uri: r.uri[:0]}
	l.tag.grezzi, l.tag.attributi = r.grezzi[:0], r.attributi[:0]
	l.riga, l.colonna = 1, 1
}

// NuovoLettore returns a reader of the document that r delivers. It reads r to
// its end, so that nothing after the root goes unnoticed.
func NuovoLettore(r io.Reader, o Opzioni) *Lettore {
	l := &Lettore{opz: o.predefinite()}
	l.prepara()
	l.r = r
	if o.MaxByte > 0 {
		l.r = &limitato{r: r, resta: o.MaxByte}
	}
	return l
}

// NuovoLettoreByte returns a reader of a document in memory, which it does not
// copy and does not change.
func NuovoLettoreByte(data []byte, o Opzioni) *Lettore {
	l := new(Lettore)
	l.Ricomincia(data, o)
	return l
}

// massimoTenuto is the largest buffer that is kept for the next document.
const massimoTenuto = 64 << 10

// Ricomincia makes l, which may be the zero value, the reader of a document in memory
// like NuovoLettoreByte, with the buffers that it has already; nil lets go of the last.
func (l *Lettore) Ricomincia(data []byte, o Opzioni) {
	accum := l.accum[:0]
	if cap(accum) > massimoTenuto {
		accum = nil
	}
	// All but scorta, whose content beyond the slices of it is never looked at.
	l.ingresso, l.opz, l.tag = ingresso{err: io.EOF}, o.predefinite(), tag{}
	l.stato, l.ultimo, l.vuoto, l.convertito, l.errore = 0, 0, false, false, nil
	l.testo, l.accum, l.unito = nil, accum, false
	l.prepara()
	if data == nil {
		clear(l.scorta.attributi[:]) // views of the document
	}
	if m := l.opz.MaxByte; m > 0 && int64(len(data)) > m {
		data, l.err = data[:m], errTroppiByte
	}
	l.buf = data[:len(data):len(data)]
}

// Prossimo moves to the next event. After the end tag of the root, and nothing
// but white space, comments and processing instructions, it returns io.EOF. Any
// other error is an *Errore and is returned again by every later call.
func (l *Lettore) Prossimo() (Evento, error) {
	if l.errore != nil {
		return 0, l.errore
	}
	if l.ultimo == Fine {
		l.pila.togli()
		if len(l.pila.livelli) == 0 {
			l.stato = epilogo
		}
	}
	l.testo = nil
	if l.vuoto {
		l.vuoto = false
		l.ultimo = Fine
		return Fine, nil
	}
	l.ini, l.evento, l.evRiga = l.pos, l.pos, 0
	if l.stato == dentro {
		return l.avanti()
	}
	return l.fuori()
}

// avanti reads an event inside the root.
func (l *Lettore) avanti() (Evento, error) {
	if b := l.buf[l.pos:]; len(b) >= 2 && b[0] == '<' {
		switch b[1] {
		case '/':
			return l.chiudi()
		case '!', '?':
		default:
			return l.apri()
		}
	}
	c, trovato := l.leggiTesto()
	if l.errore != nil {
		return 0, l.errore
	}
	if trovato {
		l.ultimo = Testo
		return Testo, nil
	}
	l.ini, l.evento, l.evRiga = l.pos, l.pos, 0
	if c == '/' {
		return l.chiudi()
	}
	return l.apri()
}

// fuori reads what precedes or follows the root.
func (l *Lettore) fuori() (Evento, error) {
	if l.stato == daAvviare && !l.avvia() {
		return 0, l.errore
	}
	for {
		l.ini, l.evento, l.evRiga = l.pos, l.pos, 0
		if l.pos == len(l.buf) && !l.altro() {
			return l.termina()
		}
		switch c := l.buf[l.pos]; {
		case bianco(c):
			l.pos++
			continue
		case c != '<':
			return 0, l.rifiutaFrammento(CodiceFuoriRadice)
		}
		switch c, vede := l.dopo(); {
		case !vede:
			return 0, l.tronca()
		case c == '!' || c == '?':
			if !l.marcatura(c, false) {
				return 0, l.errore
			}
		case l.stato == epilogo:
			return 0, l.rifiutaFrammento(CodiceFuoriRadice)
		case c == '/':
			return 0, l.rifiuta(CodiceChiusura, ErrXML, l.pos, "")
		default:
			l.stato = dentro
			return l.apri()
		}
	}
}

// termina ends the document, or says what it lacks.
func (l *Lettore) termina() (Evento, error) {
	switch {
	case l.err != io.EOF:
		return 0, l.tronca()
	case l.stato != epilogo:
		return 0, l.rifiuta(CodiceSenzaRadice, ErrXML, l.pos, "")
	}
	l.ultimo, l.errore = 0, io.EOF
	return 0, io.EOF
}

// dopo returns the byte after the '<' at pos.
func (l *Lettore) dopo() (byte, bool) {
	if l.pos+1 >= len(l.buf) && !l.altro() {
		l.pos = len(l.buf)
		return 0, false
	}
	return l.buf[l.pos+1], true
}

// tronca reports that the input ended at the end of the window, and why.
func (l *Lettore) tronca() error {
	fine := len(l.buf)
	var e *charset.Errore
	switch {
	case l.err == io.EOF:
		return l.rifiuta(CodiceTroncato, ErrXML, fine, "")
	case errors.Is(l.err, errTroppiByte):
		return l.rifiuta(CodiceLimiteByte, ErrLimite, fine, "")
	case errors.As(l.err, &e):
		return l.rifiuta(CodiceCodifica, fmt.Errorf("%w: %w", ErrCodifica, l.err), fine, "")
	}
	return l.rifiuta(CodiceLettura, fmt.Errorf("%w: %w", ErrLettura, l.err), fine, "")
}

// rifiuta makes the sticky error at index i of the window.
func (l *Lettore) rifiuta(c Codice, tipo error, i int, valore string) error {
	if i == l.evento {
		l.fissaEvento()
	}
	riga, colonna := l.evRiga, l.evColonna
	if i != l.evento {
		riga, colonna = l.luogo(max(i, l.segno))
	}
	l.errore = &Errore{
		Codice: c, Percorso: l.pila.percorso(), Valore: valore,
		Riga: riga, Colonna: colonna, Err: tipo,
	}
	return l.errore
}

// rifiutaFrammento makes the sticky error at pos, with a little of the input.
func (l *Lettore) rifiutaFrammento(c Codice) error {
	const lungo = 24
	for len(l.buf)-l.pos < lungo && l.altro() {
	}
	b := l.buf[l.pos:min(l.pos+lungo, len(l.buf))]
	if k := bytes.IndexAny(b, "\r\n"); k > 0 {
		b = b[:k]
	}
	return l.rifiuta(c, ErrXML, l.pos, string(bytes.ToValidUTF8(b, nil)))
}

// Spazio returns the namespace of the element of the last Inizio or Fine, empty
// when it has none. The view is valid until the next call.
func (l *Lettore) Spazio() []byte { return l.pila.spazio() }

// Locale returns the local name of the element of the last Inizio or Fine. The
// view is valid until the next call; comparing string(l.Locale()) with a
// constant does not allocate.
func (l *Lettore) Locale() []byte { return l.pila.locale() }

// Testo returns the text of the last Testo event, references resolved and line
// ends turned into LF. The view is valid until the next call.
func (l *Lettore) Testo() []byte { return l.testo }

// Attributi returns the attributes of the last Inizio in document order,
// without namespace declarations. The views are valid until the next call.
func (l *Lettore) Attributi() []VistaAttributo {
	if l.ultimo != Inizio {
		return nil
	}
	return l.tag.attributi
}

// Convertito reports whether the document said that it is in another encoding than
// UTF-8, as it is known after the first event.
func (l *Lettore) Convertito() bool { return l.convertito }

// Profondita returns how many elements are open, the current one included: 1
// at the Inizio and at the Fine of the root.
func (l *Lettore) Profondita() int { return len(l.pila.livelli) }

// Riga returns the line of the first character of the current event, from 1.
func (l *Lettore) Riga() int {
	l.fissaEvento()
	return l.evRiga
}

// Colonna returns the column of the first character of the current event, from
// 1, counted in characters (runes).
func (l *Lettore) Colonna() int {
	l.fissaEvento()
	return l.evColonna
}
