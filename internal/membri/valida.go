package membri

import (
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// maxLivelli is how deep a text may nest: no document of these systems comes near.
const maxLivelli = 64

// maxElenco is how many names of an object are looked through one by one.
const maxElenco = 16

// Valida refuses what is not one JSON value, whole, in UTF-8, with each member
// once. The refusals are JSON, MEMBRO and CODIFICA, with path, line and column.
func Valida(testo string) error {
	var primi [maxElenco]string
	e := esame{testo: testo, nomi: primi[:0]}
	if err := e.tutto(); err != nil {
		err.Campo = e.campo()
		err.Riga, err.Colonna = errore.Luogo([]byte(testo), e.i)
		return err
	}
	return nil
}

// esame goes over a text once.
type esame struct {
	testo   string
	i       int      // where it is; of a fault, where that is
	nomi    []string // names of the objects that are open, one object after the other
	livelli int
	passi   []string // the path of a fault, from the end
}

func (e *esame) tutto() *Errore {
	if err := e.valore(); err != nil {
		return err
	}
	if e.spazi() {
		return e.fuori(errAltro)
	}
	return nil
}

// campo is the path of a fault.
func (e *esame) campo() string {
	var b strings.Builder
	for _, p := range slices.Backward(e.passi) {
		if b.Len() > 0 && p[:min(len(p), 1)] != "[" {
			b.WriteByte('.')
		}
		b.WriteString(p)
	}
	return b.String()
}

// sotto puts a step before the path of a fault, but for one that is too deep.
func (e *esame) sotto(passo string, err *Errore) *Errore {
	if err.Err != errProfondo { //nolint:errorlint // as built by valore
		e.passi = append(e.passi, passo)
	}
	return err
}

// spazi passes over blanks and reports whether there is more.
func (e *esame) spazi() bool {
	e.i = Bianchi(e.testo, e.i)
	return e.i < len(e.testo)
}

// nega refuses what stands here.
func (e *esame) nega(c avviso.Codice, tipo error) *Errore { return &Errore{Codice: c, Err: tipo} }

// fuori refuses a byte that does not go here, or the end of the text.
func (e *esame) fuori(tipo error) *Errore {
	if e.i >= len(e.testo) {
		return e.nega(CodiceJSON, errInterrotto)
	}
	if r, n := utf8.DecodeRuneInString(e.testo[e.i:]); r == utf8.RuneError && n == 1 {
		return e.nega(CodiceCodifica, ErrCodifica)
	}
	return e.nega(CodiceJSON, tipo)
}

// segno takes a byte, after blanks.
func (e *esame) segno(c byte) *Errore {
	if !e.spazi() || e.testo[e.i] != c {
		return e.fuori(ErrJSON)
	}
	e.i++
	return nil
}

func (e *esame) valore() *Errore {
	if !e.spazi() {
		return e.fuori(ErrJSON)
	}
	switch c := e.testo[e.i]; c {
	case '{', '[':
		if e.livelli++; e.livelli > maxLivelli {
			return e.nega(CodiceJSON, errProfondo)
		}
		e.i++
		var err *Errore
		if c == '{' {
			err = e.oggetto()
		} else {
			err = e.lista()
		}
		e.livelli--
		return err
	case '"':
		return e.stringa()
	case 't':
		return e.parola("true")
	case 'f':
		return e.parola("false")
	case 'n':
		return e.parola("null")
	}
	return e.numero()
}

// chiude takes a closing bracket, or the comma before what follows.
func (e *esame) chiude(c byte) (bool, *Errore) {
	if !e.spazi() || e.testo[e.i] != c && e.testo[e.i] != ',' {
		return false, e.fuori(ErrJSON)
	}
	e.i++
	return e.testo[e.i-1] == c, nil
}

// oggetto reads behind a brace.
func (e *esame) oggetto() *Errore {
	if e.spazi() && e.testo[e.i] == '}' {
		e.i++
		return nil
	}
	primo := len(e.nomi)
	var visti uint64 // what tells most names apart
	var molti map[string]bool
	for {
		nome, inizio, err := e.nome()
		if err != nil {
			return err
		}
		bit := segno(nome)
		if molti, err = e.nuovo(primo, molti, nome, visti&bit == 0); err != nil {
			e.i = inizio
		} else {
			visti |= bit
			err = e.segno(':')
		}
		if err == nil {
			err = e.valore()
		}
		if err != nil {
			return e.sotto(nome, err)
		}
		if fine, err := e.chiude('}'); fine || err != nil {
			e.nomi = e.nomi[:primo]
			return err
		}
	}
}

// segno is one of 64 bits, the same for equal names.
func segno(nome string) uint64 {
	if nome == "" {
		return 1
	}
	return 1 << ((uint(len(nome)) + 7*uint(nome[len(nome)/2]) + 31*uint(nome[len(nome)-1])) % 64)
}

// nuovo refuses a name that stands in the object already; certo says that it does not.
func (e *esame) nuovo(primo int, molti map[string]bool, nome string, certo bool) (map[string]bool, *Errore) {
	if !certo && (molti[nome] || slices.Contains(e.nomi[primo:], nome)) {
		return molti, e.nega(CodiceMembro, ErrRipetuto)
	}
	if len(e.nomi)-primo < maxElenco {
		e.nomi = append(e.nomi, nome)
		return molti, nil
	}
	if molti == nil {
		molti = make(map[string]bool)
	}
	molti[nome] = true
	return molti, nil
}

// nome reads a name, and tells where it begins.
func (e *esame) nome() (nome string, inizio int, err *Errore) {
	if !e.spazi() || e.testo[e.i] != '"' {
		return "", 0, e.fuori(ErrJSON)
	}
	inizio = e.i
	if err := e.stringa(); err != nil {
		return "", 0, err
	}
	nome, _ = Testo(e.testo[inizio:e.i])
	return nome, inizio, nil
}

// lista reads behind a bracket.
func (e *esame) lista() *Errore {
	if e.spazi() && e.testo[e.i] == ']' {
		e.i++
		return nil
	}
	for n := 0; ; n++ {
		if err := e.valore(); err != nil {
			return e.sotto(indice(n), err)
		}
		if fine, err := e.chiude(']'); fine || err != nil {
			return err
		}
	}
}

func (e *esame) parola(p string) *Errore {
	for j := range len(p) {
		if e.i == len(e.testo) || e.testo[e.i] != p[j] {
			return e.fuori(ErrJSON)
		}
		e.i++
	}
	return nil
}

func (e *esame) numero() *Errore {
	if e.testo[e.i] == '-' {
		e.i++
	}
	zero := e.i < len(e.testo) && e.testo[e.i] == '0'
	if n := e.cifre(); n == 0 || zero && n > 1 {
		e.i -= max(n-1, 0)
		return e.fuori(ErrJSON)
	}
	if e.i < len(e.testo) && e.testo[e.i] == '.' {
		if e.i++; e.cifre() == 0 {
			return e.fuori(ErrJSON)
		}
	}
	if e.i < len(e.testo) && e.testo[e.i]|0x20 == 'e' {
		if e.i++; e.i < len(e.testo) && (e.testo[e.i] == '+' || e.testo[e.i] == '-') {
			e.i++
		}
		if e.cifre() == 0 {
			return e.fuori(ErrJSON)
		}
	}
	return nil
}

// cifre passes over digits and returns how many there were.
func (e *esame) cifre() int {
	inizio := e.i
	for e.i < len(e.testo) && e.testo[e.i] >= '0' && e.testo[e.i] <= '9' {
		e.i++
	}
	return e.i - inizio
}

// stringa reads the string that begins here.
func (e *esame) stringa() *Errore {
	s := e.testo
	for i := e.i + 1; i < len(s); {
		switch c := s[i]; {
		case c == '"':
			e.i = i + 1
			return nil
		case c == '\\':
			n, err := e.fuga(i)
			if err != nil {
				return err
			}
			i += n
		case c < ' ':
			e.i = i
			return e.fuori(ErrJSON)
		case c < utf8.RuneSelf:
			i++
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				e.i = i
				return e.fuori(ErrJSON)
			}
			i += n
		}
	}
	e.i = len(s)
	return e.fuori(ErrJSON)
}

// fuga returns the length of the escape at i.
func (e *esame) fuga(i int) (int, *Errore) {
	if i+1 < len(e.testo) && strings.IndexByte(`"\/bfnrt`, e.testo[i+1]) >= 0 {
		return len(`\n`), nil
	}
	r, err := e.unita(i)
	if err != nil || !utf16.IsSurrogate(r) {
		return len(`\u0000`), err
	}
	// A surrogate stands before its other half, or is half a character.
	i += len(`\u0000`)
	altra, err := e.unita(i)
	if err != nil || utf16.DecodeRune(r, altra) == utf8.RuneError {
		e.i = i - len(`\u0000`)
		return 0, e.nega(CodiceCodifica, ErrCodifica)
	}
	return 2 * len(`\u0000`), nil
}

// unita returns the number of the escape \u at i.
func (e *esame) unita(i int) (r rune, err *Errore) {
	for j := range len(`\u0000`) {
		if e.i = i + j; e.i >= len(e.testo) {
			e.i = len(e.testo)
			return 0, e.fuori(ErrJSON)
		}
		c := e.testo[e.i]
		switch {
		case j == 0 && c == '\\', j == 1 && c == 'u':
		case j > 1 && c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case j > 1 && c|0x20 >= 'a' && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, e.fuori(ErrJSON)
		}
	}
	return r, nil
}
