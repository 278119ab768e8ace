package schema

import (
	"math"
	"strconv"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Indica reports whether an attribute is a hint about where a schema lies, which is
// not content.
func Indica(a *xmlrigido.VistaAttributo) bool {
	return string(a.Spazio) == spazioXSI && (string(a.Locale) == "schemaLocation" || string(a.Locale) == "noNamespaceSchemaLocation")
}

// tocca reports whether the next event is the start of the element, in the right
// namespace and without attributes.
func (v *Visita) tocca(nome string) bool {
	if v.err == nil && !v.pronto && v.l.InizioPrevisto(v.spazio, nome) {
		v.pronto, v.inizio = true, true
		return true
	}
	if v.err != nil || !v.pronto && !v.avanza() || !v.inizio || string(v.l.Locale()) != nome {
		return false
	}
	if string(v.l.Spazio()) != v.spazio && !v.spazioDiverso(nome) {
		return false
	}
	return len(v.l.Attributi()) == 0 || v.attributi(nome)
}

// nonSegue reports whether an element that may be absent is so, when that can be said
// without moving to the next tag.
func (v *Visita) nonSegue(nome string, o Presenza) bool {
	return o == Opzionale && v.err == nil && !v.pronto && v.l.NonSegue(nome)
}

// avanza moves to the next tag.
func (v *Visita) avanza() bool {
	e, err := v.l.ProssimoElemento()
	if err != nil {
		v.malformato("", err)
		return false
	}
	v.pronto, v.inizio = true, e == xmlrigido.Inizio
	return true
}

// prendi consumes the start tag that tocca has found.
func (v *Visita) prendi(nome string) {
	v.pronto = false
	v.letti = append(v.letti, nome)
}

// spazioDiverso refuses an element of another namespace, or warns of it.
func (v *Visita) spazioDiverso(nome string) bool {
	spazio := string(v.l.Spazio())
	if v.tolleranza&TolleraSpazi == 0 {
		v.Rifiuta(nome, spazio, SpazioNomi, nil)
		return false
	}
	v.avvertiUnaVolta(AvvertenzaSpazioNomi, nome, spazio, "spazio dei nomi diverso da quello dello schema")
	return true
}

// attributi refuses the attributes of an element, or warns of them.
func (v *Visita) attributi(nome string) bool {
	for _, a := range v.l.Attributi() {
		if Indica(&a) || v.inTestata && diTestata(&a) || v.annullabile && annulla(&a) {
			continue
		}
		if !v.attributo(nome, &a) {
			return false
		}
	}
	return true
}

// diTestata reports whether a block of the Header may have an attribute: those of SOAP,
// of which mustUnderstand is 0 or 1.
//
// Source: Simple Object Access Protocol 1.1, §4.2.3.
func diTestata(a *xmlrigido.VistaAttributo) bool {
	return string(a.Spazio) == SpazioSOAP11 && (string(a.Locale) != "mustUnderstand" || string(a.Valore) == "0" || string(a.Valore) == "1")
}

// attributo refuses an attribute, or warns of it.
func (v *Visita) attributo(nome string, a *xmlrigido.VistaAttributo) bool {
	locale := string(a.Locale)
	if v.tolleranza&TolleraAttributi == 0 {
		v.Rifiuta(nome+"/@"+locale, string(a.Valore), Attributo, nil)
		return false
	}
	v.avvertiUnaVolta(AvvertenzaAttributo, nome, locale, "attributo ignorato")
	return true
}

// Manca refuses what stands where a mandatory element should, or, when writing, the
// value that has none.
func (v *Visita) Manca(nome string) {
	switch {
	case v.err != nil:
	case v.l == nil || !v.inizio:
		v.Rifiuta(nome, "", Mancante, nil)
	case v.giaLetto(v.l.Locale()):
		v.Rifiuta(string(v.l.Locale()), "", Ripetuto, nil)
	default:
		v.Rifiuta(nome, string(v.l.Locale()), Mancante, nil)
	}
}

// giaLetto reports whether the open element has had a child of that name.
func (v *Visita) giaLetto(nome []byte) bool {
	da := 0
	for _, a := range v.aperti {
		da = a.letti // in the end that of the innermost
	}
	for _, l := range v.letti[da:] {
		if l == string(nome) {
			return true
		}
	}
	return false
}

// Vuoto refuses to write a member for which this edition of the document has no
// element.
func (v *Visita) Vuoto(nome string, assente bool) {
	switch {
	case v.j != nil:
		if s, ok := v.Membro(nome); ok && s != `""` {
			v.Rifiuta(nome, s, Inatteso, nil)
		}
	case v.l == nil && !assente:
		v.Rifiuta(nome, "", Inatteso, nil)
	}
}

// Apri enters an element with children; Chiudi leaves it. presente says, when writing,
// that there is one.
func (v *Visita) Apri(nome string, presente bool, o Presenza) bool {
	return v.apri(nome, 0, presente, o)
}

func (v *Visita) apri(nome string, indice int, presente bool, o Presenza) bool {
	if v.err != nil {
		return false
	}
	if v.j != nil {
		return v.apriMembro(nome, o)
	}
	if v.l != nil && (v.nonSegue(nome, o) || !v.tocca(nome)) || v.l == nil && !presente {
		if o == Obbligatorio {
			v.Manca(nome)
		} else {
			v.assente(nome)
		}
		return false
	}
	switch {
	case v.l != nil:
		v.prendi(nome)
	case v.x != nil:
		v.x.Apri(nome)
	case v.w != nil:
		v.w.apri(nome, indice)
	}
	v.aperti = append(v.aperti, aperto{nome, indice, len(v.letti)})
	return true
}

// Chiudi leaves the element that Apri entered: nothing may be left in it.
func (v *Visita) Chiudi() {
	if v.err != nil {
		return
	}
	switch {
	case v.j != nil:
		v.chiudiMembro()
		return
	case v.l != nil:
		v.finito()
	case v.x != nil:
		v.x.Chiudi()
	case v.w != nil:
		v.w.chiudi('}')
	}
	a := v.aperti[len(v.aperti)-1]
	v.aperti = v.aperti[:len(v.aperti)-1]
	v.letti = v.letti[:a.letti]
}

// finito consumes the end tag, or refuses what stands before it.
func (v *Visita) finito() {
	if !v.pronto && !v.avanza() {
		return
	}
	v.pronto = false
	if !v.inizio {
		return
	}
	m := Inatteso
	if v.giaLetto(v.l.Locale()) {
		m = Ripetuto
	}
	v.Rifiuta(string(v.l.Locale()), "", m, nil)
}

// InSpazio visits elements of another namespace than the ones around them, written
// with the prefix given.
func (v *Visita) InSpazio(spazio, prefisso string, figli func()) {
	if v.l == nil {
		if v.x != nil {
			prima := v.x.Prefisso(prefisso)
			figli()
			v.x.Prefisso(prima)
			return
		}
		figli()
		return
	}
	prima := v.spazio
	v.spazio = spazio
	figli()
	v.spazio = prima
}

// Gruppo visits a mandatory element with children.
func Gruppo[T any](v *Visita, nome string, p *T, corpo func(*Visita, *T)) {
	if v.apri(nome, 0, true, Obbligatorio) {
		corpo(v, p)
		v.Chiudi()
	}
}

// Facoltativo visits an element with children that may be absent: nil.
func Facoltativo[T any](v *Visita, nome string, p **T, corpo func(*Visita, *T)) {
	Puntatore(v, nome, p, Opzionale, corpo)
}

// Puntatore visits an element with children whose value is a pointer, nil when it is
// absent, which the schema may not allow.
func Puntatore[T any](v *Visita, nome string, p **T, o Presenza, corpo func(*Visita, *T)) {
	if !v.apri(nome, 0, *p != nil, o) {
		return
	}
	if *p == nil {
		*p = new(T)
	}
	corpo(v, *p)
	v.Chiudi()
}

// Gruppi visits an element with children that stands from minimo to massimo times in a
// row.
func Gruppi[T any](v *Visita, nome string, p *[]T, minimo, massimo int, corpo func(*Visita, *T)) {
	n := len(*p)
	switch {
	case v.j != nil:
		gruppiMembri(v, nome, p, minimo, massimo, corpo)
		return
	case v.w != nil && n == 0 && minimo == 0:
		v.assente(nome)
		return
	case v.w != nil:
		v.w.elenco(nome)
		defer v.w.chiudi(']')
	}
	for i := 0; v.err == nil; i++ {
		if v.l == nil && i == n || v.l != nil && (v.nonSegue(nome, Presenza(i < minimo)) || !v.tocca(nome)) {
			if i < minimo {
				v.Manca(nome)
			}
			return
		}
		if i == massimo {
			v.Rifiuta(nome+"["+strconv.Itoa(i+1)+"]", "", Occorrenze, nil)
			return
		}
		if v.l != nil {
			var zero T
			*p = append(*p, zero)
		}
		if v.apri(nome, i+1, true, Obbligatorio) {
			corpo(v, &(*p)[i])
			v.Chiudi()
		}
	}
}

// GruppiAnnullabili visits an element with children that stands any number of times in a
// row; where it is nil (xsi:nil) it is passed over.
func GruppiAnnullabili[T any](v *Visita, nome string, p *[]T, corpo func(*Visita, *T)) {
	if v.l == nil {
		Gruppi(v, nome, p, 0, math.MaxInt32, corpo)
		return
	}
	for i := 1; v.err == nil; i++ {
		v.annullabile = true
		trovato := v.tocca(nome)
		nullo := trovato && v.nullo()
		switch {
		case nullo:
			v.prendi(nome)
			v.aperti = append(v.aperti, aperto{nome, i, len(v.letti)})
			v.annullabile = false
			v.Chiudi()
		case trovato:
			var x T
			v.prendi(nome)
			v.aperti = append(v.aperti, aperto{nome, i, len(v.letti)})
			v.annullabile = false
			corpo(v, &x)
			v.Chiudi()
			*p = append(*p, x)
		}
		if v.annullabile = false; !trovato {
			return
		}
	}
}

// nullo reports whether the current element is nil.
func (v *Visita) nullo() bool {
	for _, a := range v.l.Attributi() {
		if annulla(&a) {
			nullo, _ := xmlrigido.Booleano(string(a.Valore))
			return nullo
		}
	}
	return false
}

// annulla reports whether an attribute says whether its element is nil, as an xs:boolean.
func annulla(a *xmlrigido.VistaAttributo) bool {
	if string(a.Spazio) != spazioXSI || string(a.Locale) != "nil" {
		return false
	}
	_, err := xmlrigido.Booleano(string(a.Valore))
	return err == nil
}
