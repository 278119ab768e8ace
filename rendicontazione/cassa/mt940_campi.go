package cassa

import (
	"bytes"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
)

const (
	maxRigheCampo  = 1000 // lines of one field
	larghezza86    = 65   // characters of a line of field 86
	larghezzaSotto = 27   // characters of a subfield of field 86
)

// Control characters of DOS-PCC.
const (
	soh   = 0x01
	etx   = 0x03
	ctrlZ = 0x1a
)

// linea returns the next line. SOH and ETX end one too, and the field with it; NUL and Ctrl-Z are
// padding.
func (m *mt940) linea() ([]byte, error) {
	b := m.resto
	m.resto = nil
	if b == nil {
		var err error
		if b, err = m.prossima(); err != nil {
			return nil, err
		}
	}
	i := 0
	for i < len(b) && (b[i] >= ' ' || b[i] == '\t') {
		i++
	}
	if i == len(b) {
		return b, nil
	}
	m.pulita = append(m.pulita[:0], b[:i]...)
	for ; i < len(b); i++ {
		switch c := b[i]; c {
		case soh, etx:
			m.resto, m.chiude = b[i+1:], true
			return m.pulita, nil
		case 0, ctrlZ:
		default:
			m.pulita = append(m.pulita, c)
		}
	}
	return m.pulita, nil
}

// taglia parts ":61:value" into tag and value; ok is false where the tag is none of an MT940 or
// MT942.
func taglia[T string | []byte](s T) (tag, valore T, ok bool) {
	if len(s) < 4 || s[0] != ':' {
		return tag, valore, false
	}
	n := 2
	switch {
	case s[3] == ':':
	case len(s) > 4 && s[4] == ':':
		n = 3
	default:
		return tag, valore, false
	}
	if tagNoto(s[1:1+n]) == "" {
		return tag, valore, false
	}
	return s[1 : 1+n], s[2+n:], true
}

// inizioDiTag reports whether a line may be the beginning of a tag, without its second colon.
func inizioDiTag(b []byte) bool {
	if len(b) == 0 || len(b) > 4 || b[0] != ':' {
		return false
	}
	for _, c := range b[1:] {
		if !cifra(c) && !maiuscola(c) {
			return false
		}
	}
	return true
}

// tagNoto returns a tag of the standard, "" for any other.
func tagNoto[T string | []byte](s T) string {
	switch string(s) {
	case "61":
		return "61"
	case "86":
		return "86"
	case "20":
		return "20"
	case "21":
		return "21"
	case "25":
		return "25"
	case "25P":
		return "25P"
	case "28":
		return "28"
	case "28C":
		return "28C"
	case "13":
		return "13"
	case "13D":
		return "13D"
	case "34":
		return "34"
	case "34F":
		return "34F"
	case "60F":
		return "60F"
	case "60M":
		return "60M"
	case "62F":
		return "62F"
	case "62M":
		return "62M"
	case "64":
		return "64"
	case "65":
		return "65"
	case "90C":
		return "90C"
	case "90D":
		return "90D"
	case "NS":
		return "NS"
	}
	return ""
}

// apri60 takes an opening balance: mark, date, currency, amount.
func (m *mt940) apri60(tag string) {
	s := contoCompatto(m.prima())
	if m.posiz > 0 || len(s) < 10 {
		return
	}
	d, ok := dataMT940(s[1:7])
	if !ok {
		return
	}
	m.saldo, m.intermedi, m.divisa = s, tag == "60M", s[7:10]
	m.conta.Dal, m.conta.SaldoIniziale = d, saldoMT940(s)
}

// chiudi62 takes a closing balance.
func (m *mt940) chiudi62(tag string) {
	m.chiuso, m.continua = true, tag == "62M"
	s := contoCompatto(m.prima())
	if len(s) < 10 {
		return
	}
	if d, ok := dataMT940(s[1:7]); ok {
		m.conta.Al = d
	}
	if s[7:10] == m.divisa {
		m.conta.SaldoFinale = saldoMT940(s)
	}
}

// saldoMT940 returns the amount of a balance, below zero for a debit; nil when it is none.
func saldoMT940(s string) *avviso.Importo {
	i, ok := leggiImporto(s[10:], ',', cifreMT940+1, true)
	if !ok || s[10] == '-' || s[10] == '+' {
		return nil
	}
	switch s[0] {
	case 'C':
	case 'D':
		i = i.Neg()
	default:
		return nil
	}
	return &i
}

// leggi61 reads a statement line into attesa: value date, entry date, mark, funds code, amount,
// type, references. It tells whether the amount came in.
func (m *mt940) leggi61(s []byte) (entrata bool, err error) {
	pos := 0
	rifiuta := func(codice avviso.Codice, campo string, valore []byte) (bool, error) {
		return false, luogo{m.qui, len(":61:") + utf8.RuneCount(s[:pos]) + 1}.errore(codice, "61/"+campo, string(bytes.ToValidUTF8(valore, nil)), ErrMovimento)
	}
	a := &m.attesa
	var ok bool
	if a.DataValuta, ok = m.date.valuta(s[:min(len(s), 6)]); !ok {
		return rifiuta(CodiceData, "data valuta", s[:min(len(s), 6)])
	}
	pos = 6
	a.DataContabile = a.DataValuta
	switch {
	case len(s) < pos+4:
	case string(s[pos:pos+4]) == "    ":
		pos += 4
	case cifre.Sole(s[pos : pos+4]):
		if a.DataContabile, ok = m.date.contabile(s[pos : pos+4]); !ok {
			return rifiuta(CodiceData, "data contabile", s[pos:pos+4])
		}
		pos += 4
	}
	n := pos
	for n < len(s) && maiuscola(s[n]) {
		n++
	}
	segno := s[pos:n]
	if a.Segno, a.Storno, ok = segnoMT940(segno); !ok {
		return rifiuta(CodiceValore, "segno", segno)
	}
	pos = n
	for n < len(s) && (cifra(s[n]) || s[n] == ',') {
		n++
	}
	if a.Importo, ok = leggiImporto(s[pos:n], ',', cifreMT940, true); !ok || !cifra(s[pos]) {
		return rifiuta(CodiceImporto, "importo", s[pos:n])
	}
	for range 4 { // the type, one letter and three characters, is not used
		_, k := utf8.DecodeRune(s[n:])
		n += k
	}
	cliente, banca, _ := bytes.Cut(s[n:], []byte("//"))
	a.EndToEndID, a.RifBanca = riferimentoMT940(cliente), riferimentoMT940(banca)
	return (a.Segno == Entrata) != a.Storno, nil
}

// riferimentoMT940 returns a reference, "" for one that tells nothing.
func riferimentoMT940(b []byte) string {
	if b = bytes.TrimSpace(b); len(b) == 0 || string(b) == "NONREF" {
		return ""
	}
	return usabile(string(b))
}

// segnoMT940 reads the letters before an amount: the mark and the funds code, the
// third letter of the currency, that may follow it.
func segnoMT940(s []byte) (segno Segno, storno, ok bool) {
	if len(s) > 0 && s[0] == 'R' {
		s, storno = s[1:], true
	}
	switch {
	case len(s) == 0 || len(s) > 2:
		return "", false, false
	case s[0] == 'C':
		return Entrata, storno, true
	case s[0] == 'D':
		return Uscita, storno, true
	}
	return "", false, false
}

// due reads two digits.
func due[T string | []byte](s T) int { return int(s[0]-'0')*10 + int(s[1]-'0') }
