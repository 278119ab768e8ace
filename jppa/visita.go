package jppa

import (
	"encoding/base64"
	"errors"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// visita walks a message element by element, in the order of its schema: with a
// cursor it reads them, with a writer it writes them. Each type describes itself
// once, so that what is written is what is read.
type visita struct {
	c *xmlrigido.Cursore   // reading, else nil
	s *xmlrigido.Scrittore // writing, else nil

	percorso string // of the element being written
	err      *error // the first refusal of a value while writing
}

func (v *visita) legge() bool { return v.c != nil }

// rifiuta keeps the first value that the schema would not take.
func (v *visita) rifiuta(nome string, codice Codice, valore string, causa error) {
	if *v.err != nil {
		return
	}
	e := &Errore{Codice: codice, Campo: unisci(v.percorso, nome), Valore: valore, Err: ErrMessaggio}
	if causa != nil {
		e.Err = &causato{ErrMessaggio, causa}
	}
	*v.err = e
}

// elemento visits one simple element. presente says whether there is something
// to write; controlla takes a text into the field, or only checks it when
// writing.
func (v *visita) elemento(nome, testo string, presente, obbligatorio bool, controlla func(string) error) {
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
	if !presente {
		if obbligatorio {
			v.rifiuta(nome, CodiceObbligatorio, "", nil)
		}
		return
	}
	if err := controlla(testo); err != nil {
		v.rifiuta(nome, codiceValore(err), testo, err)
		return
	}
	v.s.Testo(nome, testo)
}

// codiceValore maps the refusal of a simple type to a code of this package.
func codiceValore(err error) Codice {
	var x *xmlrigido.Errore
	if errors.As(err, &x) && x.Codice == xmlrigido.CodiceLunghezza {
		return CodiceLunghezza
	}
	return CodiceValore
}

// stringa visits a text with rules of its own; an optional one is absent when "".
func (v *visita) stringa(nome string, p *string, obbligatorio bool, controlla func(string) error) {
	v.elemento(nome, *p, *p != "", obbligatorio, func(s string) error {
		if err := controlla(s); err != nil {
			return err
		}
		if v.legge() {
			*p = s
		}
		return nil
	})
}

// testo visits a string of 1 to massimo characters.
func (v *visita) testo(nome string, p *string, massimo int, obbligatorio bool) {
	v.stringa(nome, p, obbligatorio, func(s string) error { return xmlrigido.Lunghezza(s, 1, massimo) })
}

// libero visits a mandatory xs:string, which may be empty.
func (v *visita) libero(nome string, p *string) {
	v.elemento(nome, *p, true, true, func(s string) error {
		if v.legge() {
			*p = s
		}
		return nil
	})
}

// liberoOpzionale visits an optional xs:string; "" is absence.
func (v *visita) liberoOpzionale(nome string, p *string) {
	v.stringa(nome, p, false, func(string) error { return nil })
}

// enumerato visits a value of an enumeration. noto says whether it is set.
func enumerato[T interface{ String() string }](v *visita, nome string, p *T, noto bool, parse func(string) (T, error)) {
	v.elemento(nome, (*p).String(), noto, true, func(s string) error {
		letto, err := parse(s)
		if err == nil && v.legge() {
			*p = letto
		}
		return err
	})
}

// istante visits a mandatory xs:dateTime.
func (v *visita) istante(nome string, p *Istante) {
	v.elemento(nome, p.String(), p.IsValid(), true, func(s string) error {
		i, err := ParseIstante(xmlrigido.Comprimi(s))
		if err == nil && v.legge() {
			*p = i
		}
		return err
	})
}

// data visits a mandatory xs:date.
func (v *visita) data(nome string, p *avviso.Data) {
	v.elemento(nome, p.String(), p.IsValid(), true, func(s string) error {
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

// massimoImporto is the largest amount of these schemas, a tenth of the official
// one.
//
// Source: jppapdp-ws-external.xsd, stImporto.
var massimoImporto = avviso.MustImporto("99999999.99")

var errImporto = errors.New("amount outside 0.00 to 99999999.99")

func parseImporto(s string) (avviso.Importo, error) {
	i, _, err := avviso.LeggiImporto(xmlrigido.Comprimi(s))
	if err == nil && (i.Segno() < 0 || i.Compare(massimoImporto) > 0) {
		err = errImporto
	}
	return i, err
}

// importo visits a mandatory amount.
func (v *visita) importo(nome string, p *avviso.Importo) {
	v.elemento(nome, p.String(), true, true, func(s string) error {
		i, err := parseImporto(s)
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
	v.elemento(nome, testo, *p != nil, false, func(s string) error {
		i, err := parseImporto(s)
		if err == nil && v.legge() {
			*p = &i
		}
		return err
	})
}

// base64 visits a mandatory base64Binary.
func (v *visita) base64(nome string, p *[]byte) {
	v.elemento(nome, base64.StdEncoding.EncodeToString(*p), true, true, func(s string) error {
		b, err := xmlrigido.Base64(s)
		if err == nil && v.legge() {
			*p = b
		}
		return err
	})
}

// gruppo visits an element with children. presente says whether to write an
// optional one; the answer is whether it is there.
func (v *visita) gruppo(nome string, obbligatorio, presente bool, figli func(*visita)) bool {
	if v.legge() {
		n := v.c.Opzionale(nome)
		if n == nil {
			if obbligatorio {
				v.c.Uno(nome) // says that it is missing, and where
			}
			return false
		}
		v.dentro(n, figli)
		return true
	}
	if !obbligatorio && !presente {
		return false
	}
	v.scrivi(nome, v.percorso+"/"+nome, figli)
	return true
}

// dentro reads the children of n.
func (v *visita) dentro(n *xmlrigido.Nodo, figli func(*visita)) {
	c := v.c.Dentro(n)
	figli(&visita{c: c})
	_ = c.Fine() // kept by the cursor for the end of the message
}

// scrivi writes an element and its children.
func (v *visita) scrivi(nome, percorso string, figli func(*visita)) {
	dentro := *v
	dentro.percorso = percorso
	v.s.Apri(nome)
	figli(&dentro)
	v.s.Chiudi()
}

// molti visits a repeated element, minimo to massimo times (0 = no maximum).
func molti[T any](v *visita, nome string, p *[]T, minimo, massimo int, uno func(*visita, *T)) {
	if v.legge() {
		nodi := v.c.Molti(nome, minimo, massimo)
		*p = make([]T, len(nodi))
		for i := range nodi {
			v.dentro(&nodi[i], func(d *visita) { uno(d, &(*p)[i]) })
		}
		return
	}
	switch n := len(*p); {
	case n < minimo:
		v.rifiuta(nome, CodiceObbligatorio, "", nil)
	case massimo > 0 && n > massimo:
		v.rifiuta(nome, CodiceLunghezza, strconv.Itoa(n), nil)
	}
	for i := range *p {
		v.scrivi(nome, v.percorso+"/"+nome+"["+strconv.Itoa(i+1)+"]", func(d *visita) { uno(d, &(*p)[i]) })
	}
}
