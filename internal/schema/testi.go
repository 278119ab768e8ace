package schema

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Tipo is a simple type over xsd:string: lengths in characters, and a pattern.
type Tipo struct {
	Minimo, Massimo int
	Forma           func(string) bool
	Comprimi        bool // white space collapses before the pattern, as for a base64Binary
	Prosa           bool // a name or a text: written without control characters, with a warning
	Codice          bool // an identifier: not written with white space or control characters
	Chiave          bool // never empty, however lenient the reading
}

// AvvertenzaVuoto is an empty text, read as it is.
const AvvertenzaVuoto avviso.Codice = "TESTO_VUOTO"

// Libero is xsd:string: any length, bounded by what is read.
var Libero = &Tipo{Massimo: xmlrigido.TestoPredefinito / utf8.UTFMax}

// AvvertenzaCaratteri is a text with control characters, which are written as a blank.
const AvvertenzaCaratteri avviso.Codice = "CARATTERI"

// semplice reports whether a text is printable ASCII.
func semplice(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7F {
			return false
		}
	}
	return true
}

// Nazione is [A-Z]{2}, the sigla of a state or of a province.
var Nazione = &Tipo{Minimo: 1, Massimo: 2, Forma: func(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z'
}}

// difetto returns what is wrong with a text, 0 for nothing.
func (t *Tipo) difetto(s string) Motivo {
	n := len(s) // never less than the characters
	if n > t.Massimo || t.Minimo > 1 {
		n = utf8.RuneCountInString(s)
	}
	switch {
	case n < t.Minimo || n > t.Massimo:
		return Lunghezza
	case t.Forma != nil && !t.Forma(s):
		return Formato
	}
	return 0
}

// Foglia returns the text of an element without children, and whether there is one.
// The view is valid until the next element.
func (v *Visita) Foglia(nome string, o Presenza) ([]byte, bool) { return v.foglia(nome, o, testuale) }

// foglia is Foglia of a member whose JSON value is of a kind.
func (v *Visita) foglia(nome string, o Presenza, g genere) ([]byte, bool) {
	if v.j != nil {
		return v.fogliaMembro(nome, o, g)
	}
	if v.err == nil && !v.pronto {
		if t, ok := v.l.FogliaPrevista(v.spazio, nome); ok {
			v.inizio = true
			v.prendi(nome)
			return t, true
		}
	}
	if v.nonSegue(nome, o) || !v.tocca(nome) {
		if o == Obbligatorio {
			v.Manca(nome)
		}
		return nil, false
	}
	v.prendi(nome)
	t, err := v.l.TestoElemento()
	if err != nil {
		v.malformato(nome, err)
		return nil, false
	}
	return t, true
}

// Scrivi writes an element without children.
func (v *Visita) Scrivi(nome, s string) {
	switch {
	case v.err != nil:
	case !scrivibile(s):
		v.Rifiuta(nome, s, Formato, nil)
	case v.x != nil:
		v.x.Testo(nome, s)
	case v.w != nil:
		v.w.testo(nome, s)
	}
}

// Testo visits a text. "" is an absent element, except where the type allows an empty
// text and the element is mandatory.
func (v *Visita) Testo(nome string, p *string, t *Tipo, o Presenza) {
	if !v.Legge() {
		v.scriviTesto(nome, *p, t, o)
		return
	}
	b, ok := v.Foglia(nome, o)
	if !ok {
		return
	}
	s := string(b)
	if t.Comprimi {
		s = xmlrigido.Comprimi(s)
	}
	if m := t.difetto(s); m != 0 && s == "" && !t.Chiave && v.tolleranza&TolleraVuoti != 0 {
		v.Avverti(AvvertenzaVuoto, nome, "", "elemento vuoto")
	} else if m != 0 && !v.soloForme() {
		if v.Rifiuta(nome, s, m, nil); v.err != nil {
			return
		}
	}
	*p = s
}

// Contenuto visits an element of any content, of which the texts are kept, one after
// the other; "" is an absent element, which the schema may not allow.
func (v *Visita) Contenuto(nome string, p *string, o Presenza) {
	if v.l == nil {
		v.scriviTesto(nome, *p, Libero, o)
		if *p == "" && o == Obbligatorio {
			v.Manca(nome)
		}
		return
	}
	if v.err != nil || !v.pronto && !v.avanza() {
		return
	}
	if !v.inizio || string(v.l.Locale()) != nome {
		if o == Obbligatorio {
			v.Manca(nome)
		}
		return
	}
	v.prendi(nome)
	for livello := v.l.Profondita(); ; {
		e, err := v.l.Prossimo()
		switch {
		case err != nil:
			v.malformato(nome, err)
			return
		case e == xmlrigido.Testo:
			if t := strings.TrimSpace(string(v.l.Testo())); *p != "" && t != "" {
				*p += " " + t
			} else {
				*p += t
			}
		case e == xmlrigido.Fine && v.l.Profondita() == livello:
			return
		}
	}
}

func (v *Visita) scriviTesto(nome, s string, t *Tipo, o Presenza) {
	if t.Prosa {
		if pulito := avviso.UnaRiga(s); pulito != s {
			v.Avverti(AvvertenzaCaratteri, nome, s, "caratteri di controllo, scritti come spazio")
			s = pulito
		}
	}
	if v.err != nil || s == "" && o == Opzionale {
		v.assente(nome)
		return
	}
	if s == "" && t.Minimo > 0 {
		v.Manca(nome)
		return
	}
	m := t.difetto(s)
	if m == 0 && (t.Comprimi && xmlrigido.Comprimi(s) != s || t.Codice && strings.ContainsFunc(s, inCodice)) {
		m = Formato
	}
	if m != 0 {
		v.Rifiuta(nome, s, m, nil)
		return
	}
	v.Scrivi(nome, s)
}

// inCodice reports whether a character belongs in no identifier.
func inCodice(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// scrivibile reports whether XML 1.0 can carry every character of s.
func scrivibile(s string) bool {
	return semplice(s) || utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return !xmlrigido.Carattere(r) })
}

// Lista visits one of the words of a list; "" is an absent element.
func Lista[T ~string](v *Visita, nome string, p *T, ammessi []T, o Presenza) {
	if !v.Legge() {
		switch {
		case v.err != nil || *p == "" && o == Opzionale:
			v.assente(nome)
		case *p == "":
			v.Manca(nome)
		case !contiene(ammessi, []byte(*p), p):
			v.Rifiuta(nome, string(*p), Elenco, nil)
		default:
			v.Scrivi(nome, string(*p))
		}
		return
	}
	if b, ok := v.Foglia(nome, o); ok && !contiene(ammessi, b, p) {
		if !v.soloForme() {
			v.Rifiuta(nome, string(b), Elenco, nil)
		}
		if v.err == nil {
			*p = T(b)
		}
	}
}

// contiene sets p to the word of the list that b is.
func contiene[T ~string](ammessi []T, b []byte, p *T) bool {
	for _, a := range ammessi {
		if string(a) == string(b) {
			*p = a
			return true
		}
	}
	return false
}
