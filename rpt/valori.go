package rpt

import (
	"bytes"
	"encoding/base64"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/nomi"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// foglia returns the text of an element without children, and whether there is
// one. The view is valid until the next element.
func (v *visita) foglia(nome string, p presenza) ([]byte, bool) {
	if !v.tocca(nome) {
		if p == obbligatorio {
			v.manca(nome)
		}
		return nil, false
	}
	v.prendi(nome)
	t, err := v.l.TestoElemento()
	if err != nil {
		if v.err == nil {
			v.err = erroreXML(err, v.percorso(nome))
		}
		return nil, false
	}
	return t, true
}

// testo visits a text. "" is an absent element, except where the type allows
// an empty text.
func (v *visita) testo(nome string, p *string, t *tipoTesto, o presenza) {
	if v.l == nil {
		v.scriviTesto(nome, *p, t, o)
		return
	}
	b, ok := v.foglia(nome, o)
	if !ok {
		return
	}
	s := string(b)
	if t.comprimi {
		s = xmlrigido.Comprimi(s)
	}
	if err := t.controlla(s); err != nil {
		v.rifiutaValore(nome, s, err)
		return
	}
	*p = s
}

func (v *visita) scriviTesto(nome, s string, t *tipoTesto, o presenza) {
	if v.err != nil || s == "" && o == facoltativo {
		return
	}
	if s == "" && t.minimo > 0 {
		v.manca(nome)
		return
	}
	err := t.controlla(s)
	if err == nil && t.comprimi && xmlrigido.Comprimi(s) != s {
		err = ErrFormato
	}
	if err != nil {
		v.rifiuta(nome, s, err)
		return
	}
	v.scriviFoglia(nome, s)
}

// scriviFoglia writes an element without children.
func (v *visita) scriviFoglia(nome, s string) {
	if v.err != nil {
		return
	}
	if !scrivibile(s) {
		v.rifiuta(nome, s, ErrFormato)
		return
	}
	v.s.foglia(nome, s)
}

// scrivibile reports whether XML 1.0 can carry every character of s.
func scrivibile(s string) bool {
	semplice := true
	for i := range len(s) {
		semplice = semplice && s[i] >= ' ' && s[i] < utf8.RuneSelf
	}
	if semplice {
		return true
	}
	for i, r := range s {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
			return false
		case r == utf8.RuneError:
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return false // a byte that is no UTF-8, not the character itself
			}
		}
	}
	return true
}

// importo visits an amount from minimo to the maximum of the official type.
// Where zero is not allowed, a zero in a member that may be absent means that
// it is.
func (v *visita) importo(nome string, p *avviso.Importo, minimo int64, o presenza) {
	if v.l == nil {
		if v.err == nil && (o == obbligatorio || !p.IsZero()) {
			v.scriviImporto(nome, *p, minimo)
		}
		return
	}
	if b, ok := v.foglia(nome, o); ok {
		*p = v.leggiImporto(nome, b, minimo)
	}
}

// importoPresente visits an amount that may be absent and may be zero.
func (v *visita) importoPresente(nome string, p **avviso.Importo) {
	if v.l == nil {
		if v.err == nil && *p != nil {
			v.scriviImporto(nome, **p, 0)
		}
		return
	}
	if b, ok := v.foglia(nome, facoltativo); ok {
		i := v.leggiImporto(nome, b, 0)
		*p = &i
	}
}

func (v *visita) scriviImporto(nome string, i avviso.Importo, minimo int64) {
	if !inIntervallo(i, minimo) {
		v.rifiuta(nome, i.String(), ErrImporto)
		return
	}
	valore(&v.s, nome, i)
}

func inIntervallo(i avviso.Importo, minimo int64) bool {
	return i.Centesimi() >= minimo && i.Centesimi() <= massimoCentesimi
}

// massimoCentesimi is 999999999.99.
const massimoCentesimi = 999_999_999_99

// leggiImporto reads an amount. A lenient reading takes any that is not negative
// and has at most two decimals: zeros and sizes that the schema does not allow
// are found in receipts, and a payment is not lost for them.
func (v *visita) leggiImporto(nome string, b []byte, minimo int64) avviso.Importo {
	b = bytes.Trim(b, bianchi)
	i, err := avviso.ParseImporto(string(b))
	switch {
	case err != nil:
		err = conCausa(ErrImporto, err)
	case !inIntervallo(i, minimo):
		err = ErrImporto
	}
	if err != nil && v.tollerante {
		if t, _, lenta := avviso.LeggiImporto(string(b)); lenta == nil && t.Segno() >= 0 {
			v.avvertiValore(AvvertenzaImporto, nome, string(b))
			return t
		}
	}
	if err != nil {
		v.rifiutaValore(nome, string(b), err)
	}
	return i
}

// data visits a civil date. A zone, which the schema lets be there, is read
// and dropped.
func (v *visita) data(nome string, p *avviso.Data, o presenza) {
	if v.l == nil {
		if v.err != nil || !p.IsValid() && o == facoltativo {
			return
		}
		if !p.IsValid() {
			v.manca(nome)
			return
		}
		valore(&v.s, nome, *p)
		return
	}
	b, ok := v.foglia(nome, o)
	if !ok {
		return
	}
	s := string(bytes.Trim(b, bianchi))
	giorno, _, err := ora.ParseGiorno(s)
	if err == nil {
		*p, err = avviso.DataDaGiorni(giorno)
	}
	if err != nil {
		v.rifiutaValore(nome, s, conCausa(ErrData, err))
	}
}

// dataOra visits an instant.
func (v *visita) dataOra(nome string, p *DataOra, o presenza) {
	if v.l == nil {
		switch {
		case v.err != nil || p.IsZero() && o == facoltativo:
		case p.IsZero():
			v.manca(nome)
		case !p.IsValid():
			v.rifiuta(nome, p.String(), ErrData)
		default:
			valore(&v.s, nome, *p)
		}
		return
	}
	b, ok := v.foglia(nome, o)
	if !ok {
		return
	}
	s := string(bytes.Trim(b, bianchi))
	t, err := ora.ParseLocale(s)
	switch {
	case err != nil:
		v.rifiutaValore(nome, s, conCausa(ErrData, err))
	case !(DataOra{t}).IsValid():
		v.rifiutaValore(nome, s, conCausa(ErrData, errIstanteZero))
	default:
		p.Time = t
	}
}

// enumera visits a value of a list, of which the schema allows here only those
// in ammessi (bit 1 is value 1; 0 allows all). None of the schemas has one that
// may be absent.
func enumera[T ~uint8](v *visita, nome string, p *T, t *nomi.Tabella[T], ammessi uint) {
	if v.l == nil {
		switch {
		case v.err != nil:
		case *p == 0:
			v.manca(nome)
		case !t.Valido(*p) || !ammesso(*p, ammessi):
			v.rifiuta(nome, t.String(*p), ErrEnumerazione)
		default:
			v.s.foglia(nome, t.String(*p))
		}
		return
	}
	b, ok := v.foglia(nome, obbligatorio)
	if !ok {
		return
	}
	if t.UnmarshalText(p, b) != nil || !ammesso(*p, ammessi) {
		v.rifiutaValore(nome, string(b), ErrEnumerazione)
	}
}

func ammesso[T ~uint8](x T, ammessi uint) bool { return ammessi == 0 || ammessi&(1<<x) != 0 }

// esito visits codiceEsitoPagamento.
func (v *visita) esito(nome string, p *CodiceEsitoPagamento) {
	if v.l == nil {
		switch {
		case v.err != nil:
		case *p == "":
			v.manca(nome)
		case !p.IsValid():
			v.rifiuta(nome, string(*p), ErrEnumerazione)
		default:
			v.s.foglia(nome, string(*p))
		}
		return
	}
	b, ok := v.foglia(nome, obbligatorio)
	if !ok {
		return
	}
	if *p, ok = riconosciEsito(string(b)); ok {
		return
	}
	if !v.tollerante {
		v.rifiutaValore(nome, string(b), ErrEnumerazione)
		return
	}
	*p = CodiceEsitoPagamento(b)
	v.avvertiValore(AvvertenzaEsito, nome, string(b))
}

// massimoBinario is the largest content whose base64 is still a text that the
// readers of this package accept, 1 MiB.
const massimoBinario = xmlrigido.TestoPredefinito / 4 * 3

// binario visits base64 content, which none of the schemas lets be absent.
func (v *visita) binario(nome string, p *[]byte) {
	if v.l == nil {
		switch {
		case v.err != nil:
		case *p == nil:
			v.manca(nome)
		case len(*p) > massimoBinario:
			v.rifiuta(nome, "", ErrLunghezza)
		default:
			v.s.foglia(nome, base64.StdEncoding.EncodeToString(*p))
		}
		return
	}
	b, ok := v.foglia(nome, obbligatorio)
	if !ok {
		return
	}
	dati, err := xmlrigido.Base64(string(b))
	if err != nil {
		v.rifiutaValore(nome, string(b), ErrFormato)
		return
	}
	*p = dati
}

// booleano visits xsd:boolean: nil is an absent element.
func (v *visita) booleano(nome string, p **bool) {
	if v.l == nil {
		if v.err == nil && *p != nil {
			v.s.foglia(nome, strconv.FormatBool(**p))
		}
		return
	}
	b, ok := v.foglia(nome, facoltativo)
	if !ok {
		return
	}
	x, err := xmlrigido.Booleano(string(b))
	if err != nil {
		v.rifiutaValore(nome, string(b), ErrFormato)
		return
	}
	*p = &x
}

// intero32 visits xsd:int: nil is an absent element.
func (v *visita) intero32(nome string, p **int32) {
	if v.l == nil {
		if v.err == nil && *p != nil {
			v.s.foglia(nome, strconv.Itoa(int(**p)))
		}
		return
	}
	b, ok := v.foglia(nome, facoltativo)
	if !ok {
		return
	}
	n, err := xmlrigido.Intero(string(b), math.MinInt32, math.MaxInt32)
	if err != nil {
		v.rifiutaValore(nome, string(b), ErrFormato)
		return
	}
	x := int32(n)
	*p = &x
}

// posizione visits a number from 1 to MassimoVoci.
func (v *visita) posizione(nome string, p *Posizione) {
	if v.l == nil {
		switch {
		case v.err != nil:
		case !p.IsValid():
			v.rifiuta(nome, strconv.Itoa(int(*p)), ErrEnumerazione)
		default:
			v.s.foglia(nome, strconv.Itoa(int(*p)))
		}
		return
	}
	b, ok := v.foglia(nome, obbligatorio)
	if !ok {
		return
	}
	n, err := xmlrigido.Intero(string(b), 1, MassimoVoci)
	if err != nil {
		v.rifiutaValore(nome, string(b), ErrEnumerazione)
		return
	}
	*p = Posizione(n)
}

// bianchi is the white space of XML.
const bianchi = " \t\r\n"
