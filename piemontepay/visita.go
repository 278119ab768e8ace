package piemontepay

import (
	"encoding/base64"
	"errors"
	"strconv"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// visita walks a message element by element, in the order of its schema: with a
// cursor it reads them, with a writer it writes them. Each type describes itself
// once, in its method descrivi, so that what is written is what is read.
type visita struct {
	c *xmlrigido.Cursore   // reading, else nil
	s *xmlrigido.Scrittore // writing, else nil

	generazione Generazione
	percorso    string // of the element being written
	err         *error // the first refusal of a value while writing
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

func (v *visita) legge() bool { return v.c != nil }

// rifiuta keeps the first value that the schema would not take.
func (v *visita) rifiuta(nome string, codice Codice, valore string) {
	if *v.err == nil {
		*v.err = &Errore{Codice: codice, Campo: v.percorso + "/" + nome, Valore: valore, Err: ErrMessaggio}
	}
}

// elemento visits one simple element. testo is its value, "" for absent;
// controlla reads a text into the field and refuses what is not of its type.
func (v *visita) elemento(nome, testo string, obbligatorio bool, controlla func(string) error) {
	if v.legge() {
		n := v.c.Opzionale(nome)
		if n == nil && obbligatorio {
			n = v.c.Uno(nome) // says that it is missing, and where
		}
		if n != nil && v.c.Err() == nil {
			letto := v.c.Dentro(n).Contenuto()
			v.c.Controlla(n, controlla(letto))
		}
		return
	}
	if testo == "" {
		if obbligatorio {
			v.rifiuta(nome, CodiceObbligatorio, "")
		}
		return
	}
	if err := controlla(testo); err != nil {
		v.rifiuta(nome, codiceDi(err), testo)
		return
	}
	v.s.Testo(nome, testo)
}

// codiceDi maps the refusal of a simple type to a code of this package.
func codiceDi(err error) Codice {
	var x *xmlrigido.Errore
	if errors.As(err, &x) && x.Codice == xmlrigido.CodiceLunghezza {
		return CodiceLunghezza
	}
	return CodiceValore
}

// testo visits a string of 1 to massimo characters.
func (v *visita) testo(nome string, p *string, massimo int, obbligatorio bool) {
	v.stringa(nome, p, obbligatorio, func(s string) error { return xmlrigido.Lunghezza(s, 1, massimo) })
}

// stringa visits a string with rules of its own.
func (v *visita) stringa(nome string, p *string, obbligatorio bool, controlla func(string) error) {
	v.elemento(nome, *p, obbligatorio, func(s string) error {
		if err := controlla(s); err != nil {
			return err
		}
		if v.legge() {
			*p = s
		}
		return nil
	})
}

// intero visits an integer; an optional one is absent when 0.
func (v *visita) intero(nome string, p *int, minimo, massimo int, obbligatorio bool) {
	testo := ""
	if *p != 0 || obbligatorio {
		testo = strconv.Itoa(*p)
	}
	v.elemento(nome, testo, obbligatorio, func(s string) error {
		n, err := xmlrigido.Intero(s, int64(minimo), int64(massimo))
		if err == nil && v.legge() {
			*p = int(n)
		}
		return err
	})
}

// anno visits an optional AnnoType, 1900 to 2900.
func (v *visita) anno(nome string, p *int) { v.intero(nome, p, 1900, 2900, false) }

// importo visits a mandatory amount.
func (v *visita) importo(nome string, p *avviso.Importo) {
	v.elemento(nome, p.String(), true, func(s string) error {
		i, err := v.parseImporto(s)
		if err == nil && v.legge() {
			*p = i
		}
		return err
	})
}

// importoOpzionale visits an amount that may be absent: 0.00 is not absence.
func (v *visita) importoOpzionale(nome string, p **avviso.Importo) {
	testo := ""
	if *p != nil {
		testo = (*p).String()
	}
	v.elemento(nome, testo, false, func(s string) error {
		i, err := v.parseImporto(s)
		if err == nil && v.legge() {
			*p = &i
		}
		return err
	})
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
	v.elemento(nome, testo, obbligatorio, func(s string) error {
		g, _, err := ora.ParseGiorno(xmlrigido.Comprimi(s))
		if err != nil {
			return err
		}
		d, err := avviso.DataDaGiorni(g)
		if err == nil && v.legge() {
			*p = d
		}
		return err
	})
}

// istante visits a date-time, written in Europe/Rome without a zone; the zero
// Time is absence.
func (v *visita) istante(nome string, p *time.Time, obbligatorio bool) {
	testo := ""
	if !p.IsZero() {
		testo = string(ora.AppendLocale(nil, *p))
	}
	v.elemento(nome, testo, obbligatorio, func(s string) error {
		t, err := ora.ParseLocale(xmlrigido.Comprimi(s))
		if err == nil && v.legge() {
			*p = t
		}
		return err
	})
}

// booleano visits a mandatory boolean.
func (v *visita) booleano(nome string, p *bool) {
	v.elemento(nome, strconv.FormatBool(*p), true, func(s string) error {
		b, err := xmlrigido.Booleano(s)
		if err == nil && v.legge() {
			*p = b
		}
		return err
	})
}

// booleanoOpzionale visits a boolean that may be absent.
func (v *visita) booleanoOpzionale(nome string, p **bool) {
	testo := ""
	if *p != nil {
		testo = strconv.FormatBool(**p)
	}
	v.elemento(nome, testo, false, func(s string) error {
		b, err := xmlrigido.Booleano(s)
		if err == nil && v.legge() {
			*p = &b
		}
		return err
	})
}

// base64 visits a mandatory base64Binary.
func (v *visita) base64(nome string, p *[]byte) {
	v.elemento(nome, base64.StdEncoding.EncodeToString(*p), true, func(s string) error {
		b, err := xmlrigido.Base64(s)
		if err == nil && v.legge() {
			*p = b
		}
		return err
	})
}

// gruppo visits an element with children, in the namespace of its parent or,
// when comune, in that of the common types. presente says whether to write an
// optional one; the answer is whether it is there.
func (v *visita) gruppo(nome string, obbligatorio, presente, comune bool, figli func(*visita)) bool {
	if v.legge() {
		n := v.c.Opzionale(nome)
		if n == nil {
			if obbligatorio {
				v.c.Uno(nome) // says that it is missing, and where
			}
			return false
		}
		v.dentro(n, comune, figli)
		return true
	}
	if !obbligatorio && !presente {
		return false
	}
	v.s.Apri(nome)
	dentro := *v
	dentro.percorso += "/" + nome
	if comune {
		v.s.Prefisso(prefissoComune)
	}
	figli(&dentro)
	if comune {
		v.s.Prefisso("")
	}
	v.s.Chiudi()
	return true
}

// dentro reads the children of n.
func (v *visita) dentro(n *xmlrigido.Nodo, comune bool, figli func(*visita)) {
	c := v.c.Dentro(n)
	if comune {
		c.InSpazio(spazioComune)
	}
	figli(&visita{c: c, generazione: v.generazione})
	_ = c.Fine() // kept by the cursor for the end of the message
}

// molti visits a repeated element, 1 to massimo times when obbligatorio.
func molti[T any](v *visita, nome string, p *[]T, minimo, massimo int, comune bool, uno func(*visita, *T)) {
	if v.legge() {
		nodi := v.c.Molti(nome, minimo, massimo)
		*p = make([]T, len(nodi))
		for i := range nodi {
			v.dentro(&nodi[i], comune, func(d *visita) { uno(d, &(*p)[i]) })
		}
		return
	}
	switch n := len(*p); {
	case n < minimo:
		v.rifiuta(nome, CodiceObbligatorio, "")
	case n > massimo:
		v.rifiuta(nome, CodiceLunghezza, strconv.Itoa(n))
	}
	for i := range *p {
		d := *v
		d.percorso += "/" + nome + "[" + strconv.Itoa(i+1) + "]"
		v.s.Apri(nome)
		if comune {
			v.s.Prefisso(prefissoComune)
		}
		uno(&d, &(*p)[i])
		if comune {
			v.s.Prefisso("")
		}
		v.s.Chiudi()
	}
}

// comune visits siblings that are in the namespace of the common types although
// their parent is not.
func (v *visita) comune(f func()) {
	if v.legge() {
		proprio := v.c.Nodo().Spazio
		v.c.InSpazio(spazioComune)
		f()
		v.c.InSpazio(proprio)
		return
	}
	v.s.Prefisso(prefissoComune)
	f()
	v.s.Prefisso("")
}
