package pendenza

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/internal/ora"
)

// lettura reads one document: defects of fields go to the esame, the first
// defect of the document itself to err.
type lettura struct {
	e          esame
	vita       bool
	tollerante bool
	govpay     bool  // an answer of GovPay
	indici     []int // of its items
	anomala    *bool // the member, when given
	avvertenze []avviso.Avvertenza
	ignoti     int    // members of others so far
	tenuti     int    // bytes of these
	corsa      *corsa // of a document that is looked at while it is read; nil of one that was before
	err        error
}

func (l *lettura) rifiuta(c avviso.Codice, campo, valore string) {
	if l.corsa != nil {
		l.corsa.Rompi()
	}
	if l.err == nil {
		l.err = &Errore{Codice: c, Campo: campo, Valore: valore, Err: ErrDocumento}
	}
}

// bom is the mark with which some programs begin a text in UTF-8.
const bom = "\ufeff"

// documento returns the text of a whole document: of what is no JSON an empty object,
// with the refusal.
func (l *lettura) documento(data []byte) string { return l.valido(string(data)) }

func (l *lettura) valido(testo string) string {
	if resto, ok := strings.CutPrefix(testo, bom); ok && l.tollerante {
		testo = resto
		l.avvisa(luogo{}, CodiceBOM, "", "segno d'ordine dei byte (BOM) in testa")
	}
	err := membri.Valida(testo)
	var e *membri.Errore
	switch {
	case err == nil:
		return testo
	case errors.As(err, &e):
		l.err = &Errore{Codice: e.Codice, Campo: e.Campo, Riga: e.Riga, Colonna: e.Colonna, Err: errore.Coppia(ErrDocumento, e.Err)}
	default:
		l.rifiuta(CodiceJSON, "", "")
	}
	return "{}"
}

// membri calls f with every member of an object, in order. A value that is no
// object is a defect of its place; of the whole document, a refusal.
func (l *lettura) membri(dove luogo, testo string, f func(nome, valore string)) {
	if !oggetto(testo) {
		l.tipo(dove)
		return
	}
	if l.corsa != nil {
		l.corsa.Membri(f)
		return
	}
	for nome, v := range membri.Di(testo) {
		if f(nome, v); l.err != nil {
			return
		}
	}
}

func oggetto(testo string) bool {
	testo = strings.TrimLeft(testo, " \t\r\n")
	return testo != "" && testo[0] == '{'
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
	if l.corsa != nil {
		s, ok = l.corsa.Testo(v)
	} else {
		s, ok = membri.Testo(v)
	}
	if ok {
		return s, true
	}
	if c := v[0]; l.tollerante && (c == '-' || cifra(c)) {
		l.avvisa(dove, membri.CodiceTipo, v, "numero al posto di un testo")
		return v, true
	}
	l.tipo(dove)
	return "", false
}

// data is how a day is read: leniently also from an instant, as written.
func (l *lettura) data(dove luogo) func(string) (avviso.Data, error) {
	if !l.tollerante {
		return avviso.ParseData
	}
	return func(s string) (avviso.Data, error) {
		giorno, _, ora := strings.Cut(s, "T")
		d, err := avviso.ParseData(giorno)
		if ora && err == nil {
			if _, err = leggiIstante(s); err == nil {
				l.avvisa(dove, membri.CodiceTipo, s, "istante al posto di una data")
			}
		}
		return d, err
	}
}

// contabilita is how a tipoContabilita is read: leniently also as version 1 of the
// API names it.
func (l *lettura) contabilita(dove luogo) func(string) (TipoContabilita, error) {
	return func(s string) (TipoContabilita, error) {
		if s == contabilitaV1 && l.tollerante {
			l.avvisa(dove, Enum, s, "nome della versione 1 delle API, letto come "+string(Capitolo))
			return Capitolo, nil
		}
		return parseContabilita(s)
	}
}

// testo reads a text. An empty one is a defect, which one says the mode.
func (l *lettura) testo(dst *string, m modo, dove luogo, v string) {
	leggi := l.stringa
	switch {
	case m&numerico != 0:
		leggi = l.letterale
	case m&falso != 0 && v == "false" && l.tollerante:
		l.avvisa(dove, membri.CodiceTipo, v, "booleano al posto di un testo")
		*dst = v
		return
	}
	s, ok := leggi(dove, v)
	switch *dst = s; {
	case !ok || m&libero != 0:
	case m&bollo != 0:
		*dst = l.bollo(dove, s)
	case m&anonimo != 0 && strings.TrimSpace(s) == "":
		*dst = ""
	case s != "":
	case m&lista != 0:
		l.e.nota(dove, Enum, messaggioEnum)
	case m&forma != 0:
		l.e.nota(dove, Pattern, messaggioFormato)
	default:
		l.e.nota(dove, LunghezzaMin, messaggioVuoto)
	}
}

// bollo is the one tipoBollo, leniently also as version 1 of the API names it.
func (l *lettura) bollo(dove luogo, s string) string {
	switch {
	case s == bolloImposta:
		return s
	case s == bolloV1 && l.tollerante:
		l.avvisa(dove, Enum, s, "nome della versione 1 delle API, letto come "+bolloImposta)
		return bolloImposta
	}
	l.e.nota(dove, Enum, messaggioEnum)
	return ""
}

// letterale returns the digits of a number, or a text.
func (l *lettura) letterale(dove luogo, v string) (string, bool) {
	if c := v[0]; c == '-' || cifra(c) {
		return v, true
	}
	return l.stringa(dove, v)
}

// leggiValore reads a value type; what it refuses is a defect of form.
func leggiValore[T any](l *lettura, dst *T, dove luogo, v string, leggi func(string) (T, error)) {
	leggiOppure(l, dst, dove, v, Pattern, messaggioFormato, leggi)
}

// leggiNome reads a name of an enumeration.
func leggiNome[T any](l *lettura, dst *T, dove luogo, v string, leggi func(string) (T, error)) {
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

// importo reads an amount from the literal text of a number or of a text.
func (l *lettura) importo(dst *avviso.Importo, m modo, dove luogo, v string) {
	s, ok := l.letterale(dove, v)
	if !ok {
		return
	}
	i, c, messaggio := leggiImporto(s)
	if c == "" && i.IsZero() && m&zero == 0 {
		c, messaggio = Min, messaggioMin
	}
	if c != "" {
		l.e.nota(dove, c, messaggio)
		return
	}
	*dst = i
}

// massimoDifetti is how many defects a document may have before its lists are
// not read any further.
const massimoDifetti = 1000

// elementi calls f with every element of an array, valid until the next; it
// stops at a refusal. It reports whether there was an array.
func (l *lettura) elementi(dove luogo, v string, f func(i int, v string)) bool {
	if v[0] != '[' {
		l.tipo(dove)
		return false
	}
	i := 0
	if l.corsa != nil {
		l.corsa.Elementi(func(v string) {
			f(i, v)
			i++
		})
		return true
	}
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

// elemento is the path of an element of a list.
func elemento(lista string, i int) string { return lista + "[" + strconv.Itoa(i) + "]" }

// sotto is the path of a member.
func sotto(campo, dentro string) string {
	if campo == "" || dentro == "" {
		return campo + dentro
	}
	return campo + "." + dentro
}

// leggiIstante reads an instant, with or without zone (none = Europe/Rome), and
// returns it in UTC, so that it is written in one way. No attempt is older than
// electronic payments.
func leggiIstante(s string) (time.Time, error) {
	t, err := ora.ParseLocale(s)
	if err == nil && (t.Year() < 1970 || t.Year() > 9998) {
		err = errIstante
	}
	return t.UTC(), err
}

var errIstante = errors.New("istante fuori intervallo")
