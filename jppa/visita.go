package jppa

import (
	"errors"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/internal/xmlrigido"
	"github.com/quietanza/quietanza/internal/xmlvisita"
)

// visita walks a message with the types of these schemas. Each message describes
// itself once, for reading and for writing.
type visita struct{ xmlvisita.Visita }

// rifiuto returns the first value that the schema would not take while writing, as an
// error of this package.
func (v *visita) rifiuto() error {
	r, rifiutato := v.Rifiuto()
	if !rifiutato {
		return nil
	}
	e := &Errore{Codice: CodiceValore, Campo: r.Percorso, Valore: r.Valore, Err: &causato{ErrMessaggio, r.Causa}}
	var x *xmlrigido.Errore
	switch {
	case errors.Is(r.Causa, xmlvisita.ErrMancante):
		e.Codice = CodiceObbligatorio
	case errors.Is(r.Causa, xmlvisita.ErrTroppi), errors.As(r.Causa, &x) && x.Codice == xmlrigido.CodiceLunghezza:
		e.Codice = CodiceLunghezza
	}
	return e
}

// libero visits a mandatory xs:string, which may be empty.
func (v *visita) libero(nome string, p *string) {
	xmlvisita.Valore(&v.Visita, nome, p, *p, true, true, comeScritto)
}

// liberoOpzionale visits an optional xs:string; "" is absence.
func (v *visita) liberoOpzionale(nome string, p *string) {
	xmlvisita.Valore(&v.Visita, nome, p, *p, *p != "", false, comeScritto)
}

func comeScritto(s string) (string, error) { return s, nil }

// enumerato visits a mandatory value of an enumeration. noto says whether it is set.
func enumerato[T interface{ String() string }](v *visita, nome string, p *T, noto bool, parse func(string) (T, error)) {
	xmlvisita.Valore(&v.Visita, nome, p, (*p).String(), noto, true, parse)
}

// elencato visits a mandatory word of a list.
func elencato[T ~string](v *visita, nome string, p *T, valori ...T) {
	xmlvisita.Valore(&v.Visita, nome, p, string(*p), slices.Contains(valori, *p), true, func(s string) (T, error) {
		if !slices.Contains(valori, T(s)) {
			return "", errTipo
		}
		return T(s), nil
	})
}

// istante visits a mandatory xs:dateTime.
func (v *visita) istante(nome string, p *Istante) {
	xmlvisita.Valore(&v.Visita, nome, p, p.String(), p.IsValid(), true, func(s string) (Istante, error) {
		return ParseIstante(xmlrigido.Comprimi(s))
	})
}

// data visits a mandatory xs:date.
func (v *visita) data(nome string, p *avviso.Data) {
	xmlvisita.Valore(&v.Visita, nome, p, p.String(), p.IsValid(), true, func(s string) (avviso.Data, error) {
		g, _, err := ora.ParseGiorno(xmlrigido.Comprimi(s))
		if err != nil {
			return avviso.Data{}, err
		}
		return avviso.DataDaGiorni(g)
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
	xmlvisita.Valore(&v.Visita, nome, p, p.String(), true, true, parseImporto)
}

// importoOpzionale visits an amount that may be absent: 0.00 is not absence.
func (v *visita) importoOpzionale(nome string, p **avviso.Importo) {
	xmlvisita.Opzionale(&v.Visita, nome, p, avviso.Importo.String, parseImporto)
}

// gruppo visits an element with children.
func (v *visita) gruppo(nome string, obbligatorio, presente bool, figli func(*visita)) bool {
	return v.Gruppo(nome, obbligatorio, presente, func(d xmlvisita.Visita) { figli(&visita{d}) })
}

// molti visits a repeated element, minimo to massimo times (0 = no maximum).
func molti[T any](v *visita, nome string, p *[]T, minimo, massimo int, uno func(*visita, *T)) {
	xmlvisita.Molti(&v.Visita, nome, p, minimo, massimo, func(d xmlvisita.Visita, t *T) { uno(&visita{d}, t) })
}
