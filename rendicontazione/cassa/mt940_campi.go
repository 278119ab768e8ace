package cassa

import (
	"bytes"
	"strings"
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
		return false, luogo{m.qui, len(":61:") + utf8.RuneCount(s[:pos]) + 1}.errore(codice, "61/"+campo, string(valore), ErrMovimento)
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
	// The type, one letter and three characters, is not used.
	cliente, banca, _ := bytes.Cut(s[min(len(s), n+4):], []byte("//"))
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

// giorni61 keeps the dates of the line before: those of a statement are mostly the same.
type giorni61 struct {
	testoValuta    [6]byte
	testoContabile [4]byte
	dataValuta     avviso.Data
	dataContabile  avviso.Data
}

func (g *giorni61) valuta(s []byte) (avviso.Data, bool) {
	if string(s) == string(g.testoValuta[:]) {
		return g.dataValuta, true
	}
	d, ok := dataMT940(s)
	if ok {
		*g = giorni61{testoValuta: [6]byte(s), dataValuta: d}
	}
	return d, ok
}

// contabile reads the entry date of a line, after its value date.
func (g *giorni61) contabile(s []byte) (avviso.Data, bool) {
	if string(s) == string(g.testoContabile[:]) {
		return g.dataContabile, true
	}
	d, ok := dataVicina(s, g.dataValuta)
	if ok {
		g.testoContabile, g.dataContabile = [4]byte(s), d
	}
	return d, ok
}

// dataMT940 reads YYMMDD; the years from 80 are of the last century.
func dataMT940[T string | []byte](s T) (avviso.Data, bool) {
	if len(s) != 6 || !cifre.Sole(s) {
		return avviso.Data{}, false
	}
	anno := 2000 + due(s)
	if anno >= 2080 {
		anno -= 100
	}
	return giornoBancario(anno, due(s[2:]), due(s[4:]))
}

// giornoBancario returns a day; 29 and 30 February of a month of 30 days are its last day.
func giornoBancario(anno, mese, giorno int) (avviso.Data, bool) {
	d, err := avviso.NuovaData(anno, mese, giorno)
	if err != nil && mese == 2 && (giorno == 29 || giorno == 30) {
		if d, err = avviso.NuovaData(anno, 2, 29); err != nil {
			d, err = avviso.NuovaData(anno, 2, 28)
		}
	}
	return d, err == nil
}

// dataVicina reads MMDD as the date nearest to valuta: a line of 2 January may
// have been booked on 31 December.
func dataVicina(s []byte, valuta avviso.Data) (avviso.Data, bool) {
	var migliore avviso.Data
	distanza := 0
	for anno := valuta.Anno() - 1; anno <= valuta.Anno()+1; anno++ {
		d, ok := giornoBancario(anno, due(s), due(s[2:]))
		if !ok {
			continue
		}
		if n := max(d.Giorni()-valuta.Giorni(), valuta.Giorni()-d.Giorni()); !migliore.IsValid() || n < distanza {
			migliore, distanza = d, n
		}
	}
	return migliore, migliore.IsValid()
}

// due reads two digits.
func due[T string | []byte](s T) int { return int(s[0]-'0')*10 + int(s[1]-'0') }

// leggi86 adds the information to the account owner to what waits.
func (m *mt940) leggi86() {
	aggiungi := func(parte []byte) {
		if len(m.causale) > 0 {
			m.causale = append(m.causale, '\n')
		}
		m.causale = append(m.causale, parte...)
	}
	sep, ok := strutturato(m.testo)
	if !ok {
		if t := bytes.TrimSpace(m.testo); len(t) > 0 {
			aggiungi(t)
		}
		return
	}
	m.stretto = true
	intero := strings.ReplaceAll(string(m.testo), "\n", "")
	var nome strings.Builder
	testi := 0
	for codice, valore := range sottocampi(intero, sep) {
		switch {
		case codice >= "20" && codice <= "29", codice >= "60" && codice <= "63":
			testi++
			aggiungi([]byte(valore))
		case codice == "30":
			m.attesa.BICOrdinante = strings.TrimSpace(valore)
		case codice == "32", codice == "33":
			nome.WriteString(valore)
		}
	}
	if n := strings.TrimSpace(nome.String()); n != "" {
		m.attesa.Ordinante = n
	}
	if testi == 0 {
		aggiungi(bytes.TrimSpace(m.testo))
	}
}

// strutturato reports whether a field 86 is made of subfields, ?nn, or >nn after its code of three
// digits, and returns what begins them.
func strutturato(s []byte) (sep byte, ok bool) {
	if i := bytes.IndexByte(s, '\n'); i >= 0 && i < 6 {
		s = bytes.ReplaceAll(s[:min(len(s), 16)], []byte("\n"), nil)
	}
	codice := len(s) > 3 && cifre.Sole(s[:3])
	if codice {
		s = s[3:]
	}
	ok = len(s) >= 3 && (s[0] == '?' || codice && s[0] == '>') && cifra(s[1]) && cifra(s[2])
	if !ok {
		return 0, false
	}
	return s[0], true
}

// sottocampi yields the subfields in their order.
func sottocampi(s string, sep byte) func(yield func(codice, valore string) bool) {
	return func(yield func(codice, valore string) bool) {
		inizio := -1 // of the subfield open
		for i := 0; i+3 <= len(s); i++ {
			if s[i] != sep || !cifra(s[i+1]) || !cifra(s[i+2]) {
				continue
			}
			if inizio >= 0 && !yield(s[inizio+1:inizio+3], s[inizio+3:i]) {
				return
			}
			inizio = i
			i += 2
		}
		if inizio >= 0 {
			yield(s[inizio+1:inizio+3], s[inizio+3:])
		}
	}
}
