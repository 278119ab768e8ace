package pendenza

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// ParsePendenza reads a position from JSON, in the shape of the API Pendenze of
// GovPay followed by the members of its life. Errors: JSON and MEMBRO
// (ErrDocumento) for a text that is no such document, an unknown or repeated
// member; else, when rules are broken, the code of the first violation with its
// path: it is an ErrNonValida, and errors.As finds *NonValida with all of them.
//
// Source: GovPay, API Pendenze v2.
func ParsePendenza(data []byte) (Pendenza, error) {
	p, v, err := LeggiPendenza(data)
	if err == nil {
		err = nonValida(v)
	}
	if err != nil {
		return Pendenza{}, err
	}
	return p, nil
}

// LeggiPendenza reads a position from JSON with every rule that it breaks, in
// the order of the fields: a value of the wrong type is a violation of its
// field, which stays empty. Items beyond a hundred are counted and not examined,
// and behind a thousand values of the wrong type lists are not read further. The
// errors are JSON and MEMBRO (ErrDocumento).
func LeggiPendenza(data []byte) (Pendenza, []avviso.Violazione, error) {
	return leggiPendenza(data, false)
}

// LeggiParziale is LeggiPendenza for a position of which only some members are
// given: what is absent is not asked for.
func LeggiParziale(data []byte) (Pendenza, []avviso.Violazione, error) {
	return leggiPendenza(data, true)
}

// LeggiNuova is LeggiPendenza for a position to create: the members of its life
// are unknown. A valid dominio overrides its idDominio.
func LeggiNuova(data []byte, dominio avviso.IdDominio) (Pendenza, []avviso.Violazione, error) {
	l := lettura{}
	p := l.pendenza(data)
	if l.err != nil {
		return Pendenza{}, nil, l.err
	}
	if dominio.IsValid() {
		p.IdDominio = dominio
		l.e.difetti = slices.DeleteFunc(l.e.difetti, func(d difetto) bool { return d.luogo == luogo{nome: "idDominio"} })
	}
	return p, l.e.pendenza(&p), nil
}

func leggiPendenza(data []byte, parziale bool) (Pendenza, []avviso.Violazione, error) {
	l := lettura{e: esame{parziale: parziale}, vita: true}
	p := l.pendenza(data)
	if l.err != nil {
		return Pendenza{}, nil, l.err
	}
	p.completa()
	if l.anomala != nil && *l.anomala != p.Anomala() {
		l.e.nota(luogo{nome: "anomala"}, Enum, "non corrisponde alle segnalazioni")
	}
	return p, l.e.pendenza(&p), nil
}

// MarshalJSON writes the position with the member anomala, true or left out, for
// who reads it elsewhere: here segnalazioni alone say it, and a position read
// with another value is refused.
func (p Pendenza) MarshalJSON() ([]byte, error) {
	type nuda Pendenza
	return json.Marshal(&struct {
		*nuda
		Anomala bool `json:"anomala,omitempty"`
	}{(*nuda)(&p), p.Anomala()})
}

// completa fills what a position in a state must have and a short document
// leaves out: its first version, and the items paid.
func (p *Pendenza) completa() {
	if p.Stato == 0 {
		return
	}
	p.Versione = max(p.Versione, 1)
	if !p.Stato.pagata() || len(p.Pagamenti) > 0 || p.AltroCanale {
		return
	}
	for i := range p.Voci {
		if p.Voci[i].Eseguita {
			return
		}
	}
	for i := range p.Voci {
		p.Voci[i].Eseguita = true
	}
}

// UnmarshalJSON reads a position as ParsePendenza does.
func (p *Pendenza) UnmarshalJSON(data []byte) error {
	n, err := ParsePendenza(data)
	if err == nil {
		*p = n
	}
	return err
}

// lettura reads one document: defects of fields go to the esame, the first
// defect of the document itself to err.
type lettura struct {
	e       esame
	vita    bool
	anomala *bool // the member, when given
	err     error
}

func (l *lettura) rifiuta(c avviso.Codice, campo, valore string) {
	if l.err == nil {
		l.err = &Errore{Codice: c, Campo: campo, Valore: valore, Err: ErrDocumento}
	}
}

// tutto is membri of a whole document.
func (l *lettura) tutto(data []byte, f func(nome, valore string)) {
	if !json.Valid(data) { // and with it what stands inside
		l.rifiuta(CodiceJSON, "", "")
		return
	}
	l.membri(luogo{}, string(data), f)
}

// membri calls f with every member of an object, in order. A value that is no
// object is a defect of its place; of the whole document, a refusal.
func (l *lettura) membri(dove luogo, testo string, f func(nome, valore string)) {
	if testo = strings.TrimLeft(testo, " \t\r\n"); testo[0] != '{' {
		l.tipo(dove)
		return
	}
	var visti membri.Visti
	for nome, v := range membri.Di(testo) {
		if !visti.Aggiungi(nome) {
			l.ignoto(dove, nome)
		} else {
			f(nome, v)
		}
		if l.err != nil {
			return
		}
	}
}

func (l *lettura) ignoto(dove luogo, nome string) {
	campo := dove.String()
	if campo != "" {
		campo += "."
	}
	l.rifiuta(CodiceMembro, campo+nome, nome)
}

// tipo notes a value of the wrong type at a place.
func (l *lettura) tipo(dove luogo) {
	if dove == (luogo{}) {
		l.rifiuta(CodiceJSON, "", "")
		return
	}
	l.e.nota(dove, Pattern, messaggioTipo)
}

func nullo(v string) bool { return v == "null" }

// stringa returns the text of a value; ok is false when it is absent or noted.
func (l *lettura) stringa(dove luogo, v string) (s string, ok bool) {
	if nullo(v) {
		return "", false
	}
	if s, ok = membri.Testo(v); !ok {
		l.tipo(dove)
	}
	return s, ok
}

// testo reads a text; an empty one is a defect of length.
func (l *lettura) testo(dst *string, dove luogo, v string) {
	s, ok := l.stringa(dove, v)
	if ok && s == "" {
		l.e.nota(dove, LunghezzaMin, messaggioVuoto)
	}
	*dst = s
}

// forma reads a text that has a form; an empty one is a defect of form.
func (l *lettura) forma(dst *string, dove luogo, v string) {
	s, ok := l.stringa(dove, v)
	if ok && s == "" {
		l.e.nota(dove, Pattern, messaggioFormato)
	}
	*dst = s
}

// letterale returns the digits of a number, or a text.
func (l *lettura) letterale(dove luogo, v string) (string, bool) {
	if c := v[0]; c == '-' || cifra(c) {
		return v, true
	}
	return l.stringa(dove, v)
}

// cifre reads a numeric code: a number or a text.
func (l *lettura) cifre(dst *string, dove luogo, v string) {
	s, ok := l.letterale(dove, v)
	if ok && s == "" {
		l.e.nota(dove, Pattern, messaggioFormato)
	}
	*dst = s
}

// leggiCon reads a text with a reader of Testi; an empty one gets its own defect.
func leggiCon[T any](l *lettura, dst *T, dove luogo, v string, vuoto avviso.Codice, messaggio string, leggi func(*T, luogo, string)) {
	s, ok := l.stringa(dove, v)
	switch {
	case !ok:
	case s == "":
		l.e.nota(dove, vuoto, messaggio)
	default:
		leggi(dst, dove, s)
	}
}

// intero reads a whole number from 1.
func (l *lettura) intero(dst *int, dove luogo, v string) {
	if s, ok := l.letterale(dove, v); ok {
		l.e.leggiIntero(dst, dove, s)
	}
}

// indice reads the place of an item.
func (l *lettura) indice(dst *avviso.Indice, dove luogo, v string) {
	n := 0
	if l.intero(&n, dove, v); n > MaxVoci {
		l.e.nota(dove, Max, "massimo 5")
		return
	}
	*dst = avviso.Indice(n)
}

func (l *lettura) booleano(dst *bool, dove luogo, v string) {
	switch v {
	case "true", "false":
		*dst = v[0] == 't'
	case "null":
	default:
		l.tipo(dove)
	}
}

// leggiNome reads a word of a list.
func leggiNome[T interface {
	~string
	IsValid() bool
}](l *lettura, dst *T, dove luogo, v string) {
	s, ok := l.stringa(dove, v)
	switch t := T(s); {
	case !ok:
	case !t.IsValid():
		l.e.nota(dove, Enum, messaggioEnum)
	default:
		*dst = t
	}
}

// leggiValore reads a value type; what it refuses is a defect of form.
func leggiValore[T any](l *lettura, dst *T, dove luogo, v string, leggi func(string) (T, error)) {
	leggiOppure(l, dst, dove, v, Pattern, messaggioFormato, leggi)
}

// leggiNumero reads a name of an enumeration of numbers.
func leggiNumero[T ~uint8](l *lettura, dst *T, dove luogo, v string, leggi func(string) (T, error)) {
	leggiOppure(l, dst, dove, v, Enum, messaggioEnum, leggi)
}

func leggiOppure[T any](l *lettura, dst *T, dove luogo, v string, c avviso.Codice, messaggio string, leggi func(string) (T, error)) {
	s, ok := l.stringa(dove, v)
	if !ok {
		return
	}
	t, err := leggi(s)
	if err != nil {
		l.e.nota(dove, c, messaggio)
		return
	}
	*dst = t
}

// massimoDifetti is how many defects a document may have before its lists are
// not read any further.
const massimoDifetti = 1000

// elementi calls f with every element of an array, valid until the next; it
// stops at a refusal. It reports whether there was an array.
func (l *lettura) elementi(dove luogo, v string, f func(i int, v string)) bool {
	if nullo(v) {
		return false
	}
	if v[0] != '[' {
		l.tipo(dove)
		return false
	}
	i := 0
	for e := range membri.Elementi(v) {
		if l.err != nil {
			break
		}
		f(i, e)
		i++
	}
	return true
}

// elenco is elementi for a list without a largest length: at too many defects
// what remains of it is passed over.
func (l *lettura) elenco(dove luogo, v string, f func(i int, v string)) {
	l.elementi(dove, v, func(i int, v string) {
		if len(l.e.difetti) < massimoDifetti {
			f(i, v)
		}
	})
}

// allegati keeps a JSON value of the application as it is, but for its blanks.
func allegati(dst *json.RawMessage, v string) {
	var b bytes.Buffer
	if !nullo(v) && json.Compact(&b, []byte(v)) == nil {
		*dst = b.Bytes()
	}
}

// importo reads an amount from the literal text of a number or of a text.
func (l *lettura) importo(dst *importoLetto, dove luogo, v string) {
	if nullo(v) {
		return
	}
	s, ok := l.letterale(dove, v)
	if !ok {
		dst.presente = true // and noted
		return
	}
	i, c, messaggio := leggiImporto(s)
	if dst.presente = true; c == "" && i.IsZero() {
		c, messaggio = Min, messaggioMin
	}
	if c != "" {
		l.e.nota(dove, c, messaggio)
		return
	}
	dst.Importo = i
}

// elemento is the path of an element of a list.
func elemento(lista string, i int) string { return lista + "[" + strconv.Itoa(i) + "]" }
