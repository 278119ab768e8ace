package cassa

import (
	"io"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
)

// NuovoMT940 reads the statement lines of MT940 messages, as bare text or inside
// SWIFT blocks, lines ending CRLF or LF. Each field 61 is one movement.
//
//   - The mark C is an Entrata, D an Uscita, RC the Storno of an Entrata, RD of an Uscita.
//   - DataValuta is the value date; DataContabile the entry date, which has no year and takes the
//     one nearest to the value date, else the value date itself.
//   - Causale is field 86: ?20 to ?29 when it is structured, its lines otherwise, joined with "\n";
//     without a field 86 the second line of field 61. ?30 is BICOrdinante, ?32 and ?33 Ordinante.
//   - EndToEndID is the reference for the account owner unless NONREF, TRN the bank's own (after "//").
//   - ID is field 28C "/" the position of the line in the message from 1; Fonte is FonteMT940 ":"
//     the account ":" the year of the opening balance, since statements are numbered by
//     account and year.
//
// The amounts are in the currency of field 60F or 60M: a message in another than the euro
// is one error with CodiceDivisa, one of an account that conti does not hold one with CodiceDominio.
// Text that is not UTF-8 is read as ISO-8859-1.
//
// Source: SWIFT User Handbook, Category 9, MT940 Customer Statement Message, fields 20, 25, 28C, 60a, 61, 86, 62a.
func NuovoMT940(r io.Reader, conti Conti) *Estratto {
	m := &mt940{righe: nuoveRighe(r), conti: conti.normali(), registro: nuovoRegistro()}
	return &Estratto{m.leggi, m.registro}
}

// mt940 reads a stream of messages.
type mt940 struct {
	righe *righeMT940
	conti conti
	*registro
	finito   bool
	lasciato []campoMT940 // the field at which the caller stopped

	// The message being read.
	aperto   bool // field 20 has been met
	chiuso   bool // field 62a has been met
	qui      int  // line of field 20
	nome     string
	numero   string // field 28C
	divisa   string // of field 60a
	anno     int
	esito    esitoTestata
	conto    conto
	posiz    int
	sospeso  bool // a field 61 waits for its field 86
	attesa   Movimento
	dettagli string // second line of field 61
	difetto  error
}

// esitoTestata says what the fields before the first line gave.
type esitoTestata uint8

const (
	testataDaVedere esitoTestata = iota
	testataBuona
	testataRifiutata // said once: the lines of the message are passed over
)

func (m *mt940) leggi(yield func(Movimento, error) bool) {
	for !m.finito {
		c, err := m.campo()
		if err != nil {
			m.finito = true
			if err != io.EOF {
				yield(Movimento{}, err)
				return
			}
			c = campoMT940{tag: tagFine}
		}
		m.finito = c.tag == tagFine
		if !m.aperto && c.tag != "20" {
			m.finito = true
			yield(Movimento{}, luogo{max(c.riga, 1), 1}.errore(CodiceFormato, "20", "", ErrFormato))
			return
		}
		if !m.tratta(c, yield) {
			return
		}
	}
}

// campo returns the next field.
func (m *mt940) campo() (campoMT940, error) {
	if len(m.lasciato) > 0 {
		c := m.lasciato[0]
		m.lasciato = nil
		return c, nil
	}
	return m.righe.campo()
}

// tratta takes one field; false when the caller has had enough.
func (m *mt940) tratta(c campoMT940, yield func(Movimento, error) bool) bool {
	if c.tag == "86" {
		if m.sospeso {
			m.attesa.leggi86(c.righe)
			return m.consegna(yield)
		}
		return true
	}
	if !m.consegna(yield) {
		m.lasciato = []campoMT940{c}
		m.finito = false
		return false
	}
	if err := m.testata(c); err != nil {
		return yield(Movimento{}, err)
	}
	if c.tag != "61" {
		return true
	}
	return m.linea(c, yield)
}

// testata takes the fields around the lines; the error is of the message.
func (m *mt940) testata(c campoMT940) error {
	switch c.tag {
	case "20", tagFine:
		var err error
		if m.aperto && !m.chiuso {
			err = &Errore{Codice: CodiceSintassi, Campo: "62", Riga: m.qui, Err: errTroncato}
		}
		*m = mt940{righe: m.righe, conti: m.conti, registro: m.registro, finito: m.finito, aperto: c.tag == "20", qui: c.riga}
		return err
	case "25", "25P":
		m.nome = c.righe[0]
	case "28C", "28":
		m.numero = strings.TrimSpace(c.righe[0])
	case "60F", "60M":
		if s := c.righe[0]; len(s) >= 10 {
			if d, ok := dataMT940(s[1:7]); ok {
				m.divisa, m.anno = s[7:10], d.Anno()
			}
		}
	case "62F", "62M":
		m.chiuso = true
	}
	return nil
}

// controlla checks, at the first line of a message, what comes before it.
func (m *mt940) controlla() *Errore {
	qui := luogo{m.qui, 1}
	k, ok := m.conti.cerca(m.nome)
	m.conto = k
	switch {
	case m.nome == "":
		return qui.errore(CodiceMancante, "25", "", ErrDominio)
	case !ok:
		return qui.errore(CodiceDominio, "25", m.nome, ErrDominio)
	case m.numero == "":
		return qui.errore(CodiceMancante, "28C", "", ErrMovimento)
	case m.divisa == "":
		return qui.errore(CodiceMancante, "60", "", ErrMovimento)
	case m.divisa != divisaEuro:
		return qui.errore(CodiceDivisa, "60", m.divisa, ErrDivisa)
	}
	return nil
}

// linea takes a field 61, which is given when its field 86 has been seen.
func (m *mt940) linea(c campoMT940, yield func(Movimento, error) bool) bool {
	m.posiz++
	if m.esito == testataDaVedere {
		m.esito = testataBuona
		if e := m.controlla(); e != nil {
			m.esito = testataRifiutata
			return yield(Movimento{}, e)
		}
	}
	if m.esito == testataRifiutata {
		return true
	}
	m.sospeso = true
	m.attesa, m.difetto = leggi61(c)
	m.dettagli = strings.TrimSpace(strings.Join(c.righe[1:], "\n"))
	m.conto.intesta(&m.attesa, FonteMT940)
	m.attesa.Fonte += ":" + strconv.Itoa(m.anno)
	m.attesa.ID = m.numero + "/" + strconv.Itoa(m.posiz)
	return true
}

// consegna gives the line that was waiting, if there is one.
func (m *mt940) consegna(yield func(Movimento, error) bool) bool {
	if !m.sospeso {
		return true
	}
	m.sospeso = false
	if m.difetto != nil {
		return yield(Movimento{}, m.difetto)
	}
	if m.attesa.Causale == "" {
		m.attesa.Causale = m.dettagli
	}
	return yield(m.attesa, nil)
}

// leggi61 reads a statement line: value date, entry date, mark, funds code,
// amount, type, references.
func leggi61(c campoMT940) (Movimento, error) {
	s := c.righe[0]
	pos := 0
	rifiuta := func(codice avviso.Codice, campo, valore string) (Movimento, error) {
		return Movimento{}, luogo{c.riga, len(":61:") + pos + 1}.errore(codice, "61/"+campo, valore, ErrMovimento)
	}
	var m Movimento
	var ok bool
	if m.DataValuta, ok = dataMT940(s[:min(len(s), 6)]); !ok {
		return rifiuta(CodiceData, "data valuta", s[:min(len(s), 6)])
	}
	pos = 6
	m.DataContabile = m.DataValuta
	if len(s) >= pos+4 && soloCifre(s[pos:pos+4]) {
		if m.DataContabile, ok = dataVicina(s[pos:pos+4], m.DataValuta); !ok {
			return rifiuta(CodiceData, "data contabile", s[pos:pos+4])
		}
		pos += 4
	}
	n := len(s[pos:]) - len(strings.TrimLeft(s[pos:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	segno := s[pos : pos+n]
	if m.Segno, m.Storno, ok = segnoMT940(segno); !ok {
		return rifiuta(CodiceValore, "segno", segno)
	}
	pos += n
	n = len(s[pos:]) - len(strings.TrimLeft(s[pos:], "0123456789,"))
	importo := s[pos : pos+n]
	if m.Importo, ok = leggiImporto(importo, ',', cifreMT940, true); !ok || m.Importo.IsZero() || !strings.Contains(importo, ",") {
		return rifiuta(CodiceImporto, "importo", importo)
	}
	pos += n
	// The type, one letter and three characters, is not used.
	cliente, banca, _ := strings.Cut(s[min(len(s), pos+4):], "//")
	if cliente = strings.TrimSpace(cliente); cliente != "NONREF" {
		m.EndToEndID = cliente
	}
	m.TRN = strings.TrimSpace(banca)
	return m, nil
}

// segnoMT940 reads the letters before an amount: the mark and the funds code, the
// third letter of the currency, that may follow it.
func segnoMT940(s string) (segno Segno, storno, ok bool) {
	s, storno = strings.CutPrefix(s, "R")
	switch {
	case s == "" || len(s) > 2:
		return "", false, false
	case s[0] == 'C':
		return Entrata, storno, true
	case s[0] == 'D':
		return Uscita, storno, true
	}
	return "", false, false
}

// dataMT940 reads YYMMDD; the years from 80 are of the last century.
func dataMT940(s string) (avviso.Data, bool) {
	if len(s) != 6 || !soloCifre(s) {
		return avviso.Data{}, false
	}
	anno := 2000 + due(s)
	if anno >= 2080 {
		anno -= 100
	}
	d, err := avviso.NuovaData(anno, due(s[2:]), due(s[4:]))
	return d, err == nil
}

// dataVicina reads MMDD as the date nearest to valuta: a line of 2 January may
// have been booked on 31 December.
func dataVicina(s string, valuta avviso.Data) (avviso.Data, bool) {
	var migliore avviso.Data
	distanza := 0
	for anno := valuta.Anno() - 1; anno <= valuta.Anno()+1; anno++ {
		d, err := avviso.NuovaData(anno, due(s), due(s[2:]))
		if err != nil {
			continue
		}
		if n := max(d.Giorni()-valuta.Giorni(), valuta.Giorni()-d.Giorni()); !migliore.IsValid() || n < distanza {
			migliore, distanza = d, n
		}
	}
	return migliore, migliore.IsValid()
}

func due[T string | []byte](s T) int { return int(s[0]-'0')*10 + int(s[1]-'0') }

func soloCifre(s string) bool { return s != "" && cifre.Sole(s) }
