package piemontepay

import (
	"errors"
	"strconv"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/internal/xmlrigido"
	"github.com/quietanza/quietanza/internal/xmlvisita"
)

// visita walks a message with the types of these schemas. Each message describes
// itself once, in its method descrivi, for reading and for writing.
type visita struct {
	xmlvisita.Visita
	generazione Generazione
}

// Namespaces of the messages.
const (
	spazioComune = "http://www.csi.it/epay/epaywso/types"
	spazioEnte   = "http://www.csi.it/epay/epaywso/enti2epaywso/types"
	spazioDesk   = "http://www.csi.it/epay/epaywso/epaywso2enti/types"
)

// prefissoComune is written on the elements of the common types; the message's
// own namespace is the default one.
const prefissoComune = "c"

// errFuoriPosto is a value that this generation of the schema has no place for.
var errFuoriPosto = errors.New("value without a place in this message")

// rifiuto returns the first value that the schema would not take while writing,
// as an error of this package.
func (v *visita) rifiuto() error {
	r, rifiutato := v.Rifiuto()
	if !rifiutato {
		return nil
	}
	e := &Errore{Codice: CodiceValore, Campo: r.Percorso, Valore: r.Valore, Err: ErrMessaggio}
	var x *xmlrigido.Errore
	switch {
	case errors.Is(r.Causa, errFuoriPosto):
		e.Codice = CodiceElemento
	case errors.Is(r.Causa, xmlvisita.ErrMancante):
		e.Codice = CodiceObbligatorio
	case errors.Is(r.Causa, xmlvisita.ErrTroppi), errors.As(r.Causa, &x) && x.Codice == xmlrigido.CodiceLunghezza:
		e.Codice = CodiceLunghezza
	}
	return e
}

// intero visits an integer; an optional one is absent when 0.
func (v *visita) intero(nome string, p *int, minimo, massimo int, obbligatorio bool) {
	xmlvisita.Valore(&v.Visita, nome, p, strconv.Itoa(*p), *p != 0 || obbligatorio, obbligatorio, func(s string) (int, error) {
		n, err := xmlrigido.Intero(s, int64(minimo), int64(massimo))
		return int(n), err
	})
}

// anno visits an optional AnnoType, 1900 to 2900.
func (v *visita) anno(nome string, p *int) { v.intero(nome, p, 1900, 2900, false) }

// importo visits a mandatory amount.
func (v *visita) importo(nome string, p *avviso.Importo) {
	xmlvisita.Valore(&v.Visita, nome, p, p.String(), true, true, v.parseImporto)
}

// importoOpzionale visits an amount that may be absent: 0.00 is not absence.
func (v *visita) importoOpzionale(nome string, p **avviso.Importo) {
	xmlvisita.Opzionale(&v.Visita, nome, p, avviso.Importo.String, v.parseImporto)
}

// parseImporto reads an ImportoType: at most two decimals, 0.00 to the maximum
// of the generation of the schema.
func (v *visita) parseImporto(s string) (avviso.Importo, error) {
	i, _, err := avviso.LeggiImporto(xmlrigido.Comprimi(s))
	if err != nil {
		return i, err
	}
	if i.Segno() < 0 || i.Compare(v.generazione.massimo()) > 0 {
		return i, errIntervallo
	}
	return i, nil
}

var errIntervallo = errors.New("amount outside its range")

// data visits a civil date; the zero Data is absence.
func (v *visita) data(nome string, p *avviso.Data, obbligatorio bool) {
	testo := ""
	if p.IsValid() {
		testo = p.String()
	}
	xmlvisita.Valore(&v.Visita, nome, p, testo, p.IsValid(), obbligatorio, func(s string) (avviso.Data, error) {
		g, _, err := ora.ParseGiorno(xmlrigido.Comprimi(s))
		if err != nil {
			return avviso.Data{}, err
		}
		return avviso.DataDaGiorni(g)
	})
}

// istante visits a date-time, written in Europe/Rome without a zone; the zero
// Time is absence.
func (v *visita) istante(nome string, p *time.Time, obbligatorio bool) {
	testo := ""
	if !p.IsZero() {
		testo = string(ora.AppendLocale(nil, *p))
	}
	xmlvisita.Valore(&v.Visita, nome, p, testo, !p.IsZero(), obbligatorio, func(s string) (time.Time, error) {
		return ora.ParseLocale(xmlrigido.Comprimi(s))
	})
}

// booleano visits a mandatory boolean.
func (v *visita) booleano(nome string, p *bool) {
	xmlvisita.Valore(&v.Visita, nome, p, strconv.FormatBool(*p), true, true, xmlrigido.Booleano)
}

// booleanoOpzionale visits a boolean that may be absent.
func (v *visita) booleanoOpzionale(nome string, p **bool) {
	xmlvisita.Opzionale(&v.Visita, nome, p, strconv.FormatBool, xmlrigido.Booleano)
}

// gruppo visits an element with children, in the namespace of its parent or,
// when comune, in that of the common types. presente says whether to write an
// optional one; the answer is whether it is there.
func (v *visita) gruppo(nome string, obbligatorio, presente, comune bool, figli func(*visita)) bool {
	return v.Gruppo(nome, obbligatorio, presente, func(d xmlvisita.Visita) {
		v.dentro(d, comune, figli)
	})
}

// dentro visits the children of an element.
func (v *visita) dentro(d xmlvisita.Visita, comune bool, figli func(*visita)) {
	figlio := &visita{d, v.generazione}
	if !comune {
		figli(figlio)
		return
	}
	figlio.comune(func() { figli(figlio) })
}

// molti visits a repeated element, minimo to massimo times.
func molti[T any](v *visita, nome string, p *[]T, minimo, massimo int, comune bool, uno func(*visita, *T)) {
	xmlvisita.Molti(&v.Visita, nome, p, minimo, massimo, func(d xmlvisita.Visita, t *T) {
		v.dentro(d, comune, func(v *visita) { uno(v, t) })
	})
}

// comune visits siblings that are in the namespace of the common types although
// their parent is not.
func (v *visita) comune(f func()) {
	v.InSpazio(spazioComune, prefissoComune)
	f()
	v.InSpazio(v.Spazio(), "")
}
