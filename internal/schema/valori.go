package schema

import (
	"bytes"
	"encoding/base64"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// bianchi is the white space of XML.
const bianchi = " \t\r\n"

// TipoImporto is a simple type over xsd:decimal, in cents.
type TipoImporto struct {
	Minimo, Massimo int64
	Corto           bool // fewer than two decimals are read too
}

// Contiene reports whether the type has an amount.
func (t *TipoImporto) Contiene(i avviso.Importo) bool {
	return i.Centesimi() >= t.Minimo && i.Centesimi() <= t.Massimo
}

// Importo visits an amount. Where an element may be absent, zero means that it is.
func (v *Visita) Importo(nome string, p *avviso.Importo, t *TipoImporto, o Presenza) {
	if !v.Legge() {
		if o == Obbligatorio || !p.IsZero() {
			v.scriviImporto(nome, *p, t)
		} else {
			v.assente(nome)
		}
		return
	}
	if b, ok := v.foglia(nome, o, importo); ok {
		*p = v.leggiImporto(nome, b, t)
	}
}

// presente visits an element that may be absent, nil.
func presente[T any](v *Visita, nome string, p **T, g genere, scrive func(T), legge func([]byte) (T, bool)) {
	if !v.Legge() {
		if *p != nil {
			scrive(**p)
		} else {
			v.assente(nome)
		}
		return
	}
	if b, ok := v.foglia(nome, Opzionale, g); ok {
		if x, ok := legge(b); ok {
			*p = &x
		}
	}
}

// ImportoPresente visits an amount that may be absent, nil, and may be zero.
func (v *Visita) ImportoPresente(nome string, p **avviso.Importo, t *TipoImporto) {
	presente(v, nome, p, importo,
		func(i avviso.Importo) { v.scriviImporto(nome, i, t) },
		func(b []byte) (avviso.Importo, bool) { return v.importoLetto(nome, b, t) })
}

func (v *Visita) scriviImporto(nome string, i avviso.Importo, t *TipoImporto) {
	if !t.Contiene(i) {
		v.Rifiuta(nome, i.String(), Importo, nil)
		return
	}
	scrivi(v, nome, i)
}

// scrivi writes an element with the text of x.
func scrivi[V xmlrigido.Appendice](v *Visita, nome string, x V) {
	switch {
	case v.err != nil:
	case v.x != nil:
		v.x.Apri(nome)
		xmlrigido.ScriviValore(v.x, x)
		v.x.Chiudi()
	case v.w != nil:
		v.w.testo(nome, string(x.AppendTo(nil)))
	}
}

// leggiImporto reads an amount. With TolleraImporti it takes any that is not negative
// and has at most two decimals: zeros and sizes that schemas do not allow are found
// in receipts, and a payment is not lost for them.
func (v *Visita) leggiImporto(nome string, b []byte, t *TipoImporto) avviso.Importo {
	i, _ := v.importoLetto(nome, b, t)
	return i
}

func (v *Visita) importoLetto(nome string, b []byte, t *TipoImporto) (avviso.Importo, bool) {
	if v.j != nil && v.j.numero {
		return v.importoNumero(nome, b, t)
	}
	b = bytes.Trim(b, bianchi)
	i, err := avviso.ParseImporto(string(b))
	if err != nil && t.Corto {
		i, _, err = avviso.LeggiImporto(string(b))
	}
	if err != nil && v.soloForme() { // as a number is, whatever its size
		i, err = avviso.ParseImportoEsteso(string(b))
	}
	if err == nil && (t.Contiene(i) || v.soloForme()) {
		return i, true
	}
	if v.tolleranza&TolleraImporti != 0 {
		if l, _, lenta := avviso.LeggiImporto(string(b)); lenta == nil && l.Segno() >= 0 {
			v.Avverti(AvvertenzaImporto, nome, string(b), "importo in forma diversa da quella dello schema")
			return l, true
		}
	}
	v.Rifiuta(nome, string(b), Importo, err)
	return i, false
}

// Data visits a civil date. A zone, which schemas let be there, is read and dropped.
func (v *Visita) Data(nome string, p *avviso.Data, o Presenza) {
	tempo(v, nome, p, o, func(d avviso.Data) { scrivi(v, nome, d) }, func(s string) (avviso.Data, error) {
		giorno, _, err := ora.ParseGiorno(s)
		if err != nil {
			return avviso.Data{}, err
		}
		return avviso.DataDaGiorni(giorno)
	})
}

// locale is an instant as these documents write it: in seconds, without zone.
type locale struct{ avviso.DataOra }

func (l locale) AppendTo(b []byte) []byte { return l.AppendLocale(b) }

// DataOra visits an instant, written in seconds and without zone.
func (v *Visita) DataOra(nome string, p *avviso.DataOra, o Presenza) {
	tempo(v, nome, p, o, func(d avviso.DataOra) { scrivi(v, nome, locale{d}) }, avviso.ParseDataOra)
}

// tempo visits a date or an instant; an invalid one is an absent element.
func tempo[T interface{ IsValid() bool }](v *Visita, nome string, p *T, o Presenza, scrive func(T), legge func(string) (T, error)) {
	if !v.Legge() {
		switch {
		case (*p).IsValid():
			scrive(*p)
		case o == Obbligatorio:
			v.Manca(nome)
		default:
			v.assente(nome)
		}
		return
	}
	b, ok := v.Foglia(nome, o)
	if !ok {
		return
	}
	b = bytes.Trim(b, bianchi)
	x, err := legge(string(b))
	if err != nil && v.j != nil && len(b) > len("yyyy-MM-dd") {
		if g, e := legge(string(b[:len("yyyy-MM-dd")])); e == nil && v.tollerato(nome, string(b)) {
			x, err = g, nil
		}
	}
	if err != nil {
		v.Rifiuta(nome, string(b), Data, err)
		return
	}
	*p = x
}

// massimoBinario is the largest content whose base64 is still a text that the readers
// accept.
const massimoBinario = xmlrigido.TestoPredefinito / 4 * 3

// Binario visits base64 content; nil is an absent element.
func (v *Visita) Binario(nome string, p *[]byte, o Presenza) {
	if !v.Legge() {
		switch {
		case *p == nil && o == Opzionale:
			v.assente(nome)
		case *p == nil:
			v.Manca(nome)
		case len(*p) > massimoBinario:
			v.Rifiuta(nome, "", Lunghezza, nil)
		default:
			v.Scrivi(nome, base64.StdEncoding.EncodeToString(*p))
		}
		return
	}
	b, ok := v.Foglia(nome, o)
	if !ok {
		return
	}
	dati, err := xmlrigido.Base64(b)
	if err != nil {
		v.Rifiuta(nome, string(b), Formato, nil)
		return
	}
	*p = dati
}

// Booleano visits a mandatory xsd:boolean.
func (v *Visita) Booleano(nome string, p *bool) {
	if !v.Legge() {
		v.scriviCrudo(nome, strconv.FormatBool(*p))
		return
	}
	if b, ok := v.foglia(nome, Obbligatorio, booleano); ok {
		*p, _ = v.leggiBooleano(nome, b)
	}
}

// BooleanoPresente visits an xsd:boolean that may be absent, nil.
func (v *Visita) BooleanoPresente(nome string, p **bool) {
	presente(v, nome, p, booleano,
		func(x bool) { v.scriviCrudo(nome, strconv.FormatBool(x)) },
		func(b []byte) (bool, bool) { return v.leggiBooleano(nome, b) })
}

func (v *Visita) leggiBooleano(nome string, b []byte) (x, ok bool) {
	x, err := xmlrigido.Booleano(string(b))
	if err != nil {
		v.Rifiuta(nome, string(b), Formato, nil)
	}
	return x, err == nil
}

// Intero visits a whole number; where it may be absent, 0 means that it is.
func Intero[T ~int | ~int64 | ~uint8](v *Visita, nome string, p *T, minimo, massimo int64, o Presenza) {
	if !v.Legge() {
		switch n := int64(*p); {
		case n == 0 && o == Opzionale:
			v.assente(nome)
		case n < minimo || n > massimo:
			v.Rifiuta(nome, strconv.FormatInt(n, 10), Elenco, nil)
		default:
			v.scriviCrudo(nome, strconv.FormatInt(n, 10))
		}
		return
	}
	if b, ok := v.foglia(nome, o, numerico); ok {
		n, err := xmlrigido.Intero(string(b), minimo, massimo)
		if err != nil {
			v.Rifiuta(nome, string(b), Elenco, nil)
		}
		*p = T(n)
	}
}

// InteroPresente visits an xsd:int that may be absent, nil.
func (v *Visita) InteroPresente(nome string, p **int32) {
	presente(v, nome, p, numerico,
		func(n int32) { v.scriviCrudo(nome, strconv.Itoa(int(n))) },
		func(b []byte) (int32, bool) {
			n, err := xmlrigido.Intero(string(b), -1<<31, 1<<31-1)
			if err != nil {
				v.Rifiuta(nome, string(b), Formato, nil)
			}
			return int32(n), err == nil
		})
}
