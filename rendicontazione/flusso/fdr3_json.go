package flusso

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
)

// maxLivelli bounds how deep a member that is not known may nest.
const maxLivelli = 32

// lettoreFdR3 reads one JSON document of FdR 3, with the path of where it is for
// the places of the warnings.
type lettoreFdR3 struct {
	testo  string
	passi  []string
	avvisi avvertenze

	previsti []PagamentoFdR3 // payments that were taken out of the text, behind the first
	presi    bool            // they are in their page
}

// apriFdR3 begins to read a document whose form is right.
func apriFdR3(dati []byte, o opzioni) (*lettoreFdR3, error) {
	if o.maxByte > 0 && int64(len(dati)) > o.maxByte {
		return nil, rifiuta(CodiceLimite, "", "", ErrLimite)
	}
	l := &lettoreFdR3{testo: string(senzaBOM(dati))}
	return l, l.traduci(membri.Valida(l.testo))
}

func senzaBOM(dati []byte) []byte { return bytes.TrimPrefix(dati, []byte("\ufeff")) }

// leggiFdR3 reads a document with leggi, which may be called twice: by prediction
// where nothing is to be said of it.
func leggiFdR3[T any](dati []byte, o opzioni, leggi func(*lettoreFdR3) (T, error)) (x T, avvisi []avviso.Avvertenza, err error) {
	if o.maxByte <= 0 || int64(len(dati)) <= o.maxByte {
		if l := prevediFdR3(dati); l != nil && membri.Valida(l.testo) == nil {
			if x, err = leggi(l); err == nil && l.presi && len(l.avvisi.prime) == 0 {
				return x, nil, nil
			}
		}
	}
	return leggiComunque(dati, o, leggi)
}

// leggiComunque reads any document, or refuses it.
func leggiComunque[T any](dati []byte, o opzioni, leggi func(*lettoreFdR3) (T, error)) (x T, avvisi []avviso.Avvertenza, err error) {
	var niente T
	l, err := apriFdR3(dati, o)
	if err != nil {
		return niente, nil, err
	}
	if x, err = leggi(l); err != nil {
		return niente, nil, l.traduci(err)
	}
	return x, l.avvisi.elenco(), nil
}

// traduci turns a refusal of the members into one of this package, with its place;
// nil stays nil.
func (l *lettoreFdR3) traduci(err error) error {
	var m *membri.Errore
	if !errors.As(membri.ConLuogo(l.testo, err), &m) {
		return err
	}
	valore := strings.ToValidUTF8(m.Valore[:min(len(m.Valore), maxTesto140)], "") // it may be half a document
	e := conLuogo(rifiuta(m.Codice, m.Campo, valore, m.Err), m.Riga, m.Colonna)
	switch {
	case errors.Is(m.Err, membri.ErrAssente):
		e.Codice, e.Err = CodiceObbligatorio, ErrSchema
		return e
	case errors.Is(m.Err, membri.ErrRipetuto):
		e.Codice = CodiceDuplicato
	case errors.Is(m.Err, membri.ErrMaiuscole):
		e.Codice = CodiceElemento
	case errors.Is(m.Err, membri.ErrCodifica):
		e.Codice = CodiceCodifica
	case errors.Is(m.Err, membri.ErrJSON), errors.Is(m.Err, membri.ErrTipo):
		e.Codice = CodiceJSON
	default: // of this package
		return e
	}
	e.Err = errore.Coppia(ErrJSON, m.Err)
	return e
}

// oggetto reads an object that stands one step further down. Warnings name an
// unknown member with prefisso in front.
func (l *lettoreFdR3) oggetto(passo, prefisso, v string, campi []membri.Campo) error {
	l.passi = append(l.passi, passo)
	err := membri.Oggetto(v, campi, membri.Regole{
		Ignoto: func(nome, v string) error { return l.ignoto(nome, prefisso+nome, v) },
		Manca:  manca,
	})
	l.passi = l.passi[:len(l.passi)-1]
	return err
}

// ignoto passes over a member that is not known.
func (l *lettoreFdR3) ignoto(nome, campo, v string) error {
	switch {
	case v == "null":
		return nil
	case profondo(v, maxLivelli):
		return membri.Rifiuta(CodiceLimite, "", ErrLimite)
	}
	l.avverti(AvvertenzaElemento, nome, campo, "")
	return nil
}

// profondo reports whether a value nests deeper than some levels.
func profondo(v string, livelli int) bool {
	if v[0] == '{' || v[0] == '[' {
		livelli--
	}
	if livelli < 0 {
		return true
	}
	for _, dentro := range membri.Di(v) {
		if profondo(dentro, livelli) {
			return true
		}
	}
	for dentro := range membri.Elementi(v) {
		if profondo(dentro, livelli) {
			return true
		}
	}
	return false
}

// avverti records a warning about a member of the object that is read.
func (l *lettoreFdR3) avverti(c avviso.Codice, nome, campo, valore string) {
	if l.avvisi.ancora(c, campo) {
		return // finding the place costs a walk over the document
	}
	percorso := ""
	for _, p := range append(l.passi, nome) {
		if percorso != "" && p != "" && p[0] != '[' {
			percorso += "."
		}
		percorso += p
	}
	riga, colonna := membri.Luogo(l.testo, percorso)
	l.avvisi.aggiungi(avviso.Avvertenza{Codice: c, Campo: campo, Valore: valore, Riga: riga, Colonna: colonna})
}

// manca refuses a mandatory member that is not there; of a subject, its code.
func manca(c membri.Campo) error {
	err := membri.Rifiuta(membri.CodiceObbligatorio, "", membri.ErrAssente)
	switch c.Nome {
	case "sender":
		return membri.Dentro("id", err)
	case "receiver":
		return membri.Dentro("organizationId", err)
	}
	return err
}

// passa is where the members go that are known and not kept.
func passa(string) error { return nil }

// testoJSON reads a string of the given length.
func testoJSON(dst *string, minimo, massimo int) func(string) error {
	return func(v string) error {
		s, ok := membri.Testo(v)
		switch {
		case !ok:
			return membri.Rifiuta(CodiceJSON, v, membri.ErrTipo)
		case !lungo(s, minimo, massimo) || len(senzaSpazi([]byte(s))) != len(s):
			return membri.Rifiuta(CodiceLunghezza, s, ErrSchema)
		}
		*dst = strings.Clone(s)
		return nil
	}
}

// daTesto reads a string of 1 to 35 characters and what parse makes of it.
func daTesto[T any](dst *T, c avviso.Codice, parse func(string) (T, bool)) func(string) error {
	return func(v string) error {
		var s string
		if err := testoJSON(&s, 1, maxTesto35)(v); err != nil {
			return err
		}
		x, ok := parse(s)
		if !ok {
			return membri.Rifiuta(c, s, ErrSchema)
		}
		*dst = x
		return nil
	}
}

func istanteJSON(dst *avviso.DataOra) func(string) error { return daTesto(dst, CodiceData, istante) }

func istante(s string) (avviso.DataOra, bool) {
	d, err := avviso.ParseDataOra(s)
	return d, err == nil
}

// giornoDiRoma is a date, or the day that an instant is at in Rome.
func giornoDiRoma(s string) (avviso.Data, bool) {
	if len(s) == cifreData {
		d, err := avviso.ParseData(s)
		return d, err == nil
	}
	d, ok := istante(s)
	return d.Data(), ok
}

// giornoScritto is a date, or the day that an instant is written with: a business
// date keeps its calendar day whatever zone stands after it.
func giornoScritto(s string) (avviso.Data, bool) {
	if len(s) > cifreData {
		if _, ok := istante(s); !ok {
			return avviso.Data{}, false
		}
	}
	d, err := avviso.ParseData(s[:min(len(s), cifreData)])
	return d, err == nil
}

func numeroJSON(v string) error {
	if v[0] != '-' && v[0]-'0' > 9 {
		return membri.Rifiuta(CodiceJSON, v, membri.ErrTipo)
	}
	return nil
}

// interoJSON reads a whole number within bounds.
func interoJSON(dst *int64, minimo, massimo int64) func(string) error {
	return func(v string) error {
		if err := numeroJSON(v); err != nil {
			return err
		}
		i, c := centesimiJSON(v)
		n := i.Centesimi() / 100
		if c != "" || n*100 != i.Centesimi() || n < minimo || n > massimo {
			return membri.Rifiuta(CodiceNumero, v, ErrSchema)
		}
		*dst = n
		return nil
	}
}

// importoJSON reads an amount that its type allows.
func importoJSON(dst *avviso.Importo, ammesso func(avviso.Importo) bool) func(string) error {
	return func(v string) error {
		if err := numeroJSON(v); err != nil {
			return err
		}
		i, c := centesimiJSON(v)
		if c == "" && !ammesso(i) {
			c = CodiceImporto
		}
		if c != "" {
			return membri.Rifiuta(c, v, ErrSchema)
		}
		*dst = i
		return nil
	}
}

// centesimiJSON reads the literal text of a JSON number into cents, exactly: 1e2
// is 100.00 and 12.345 is refused (DECIMALI), as is what does not fit 18 digits
// (IMPORTO). The exponent may be of any size: it is compared, never applied.
func centesimiJSON(s string) (avviso.Importo, avviso.Codice) {
	mantissa, esponente := s, ""
	if i := strings.IndexAny(s, "eE"); i != -1 {
		mantissa, esponente = s[:i], s[i+1:]
	}
	mantissa, negativo := strings.CutPrefix(mantissa, "-")
	intero, decimali, _ := strings.Cut(mantissa, ".")
	cifre := strings.TrimLeft(intero+decimali, "0")
	if cifre == "" {
		return avviso.Importo{}, ""
	}
	e, _ := strconv.Atoi(esponente)                     // none is 0, out of range the nearest
	scala := min(max(e, -1<<30), 1<<30) - len(decimali) // the number is cifre × 10^scala
	pulite := strings.TrimRight(cifre, "0")
	scala += len(cifre) - len(pulite)
	switch zeri := scala + 2; {
	case zeri < 0:
		return avviso.Importo{}, CodiceDecimali
	case len(pulite)+zeri > 18:
		return avviso.Importo{}, CodiceImporto
	default:
		pulite += strings.Repeat("0", zeri)
	}
	c, err := strconv.ParseInt(pulite, 10, 64)
	if err != nil {
		return avviso.Importo{}, CodiceImporto
	}
	if negativo {
		c = -c
	}
	return avviso.ImportoDaCentesimi(c), ""
}
