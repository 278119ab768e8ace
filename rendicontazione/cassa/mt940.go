package cassa

import (
	"bytes"
	"io"

	"github.com/quietanza/quietanza/avviso"
)

// NuovoMT940 reads the statement lines of MT940 messages: bare text, SWIFT blocks, RJE with its
// "$", DOS-PCC with its SOH and ETX, a header of the bank in front, lines ending CRLF or LF. Each
// field 61 is one movement.
//
//   - The mark C is an Entrata, D an Uscita, RC the Storno of an Entrata, RD of an Uscita.
//   - DataValuta is the value date; DataContabile the entry date, which has no year and takes the
//     one nearest to the value date, else the value date itself. 29 and 30 February, which banks
//     that count months of 30 days write, are the last day of that month.
//   - Causale is field 86, all of those up to the next 61 or 62a: ?20 to ?29 and ?60 to ?63 where it is
//     structured, its lines otherwise, joined with "\n"; then the supplementary details of field 61.
//     ?30 is BICOrdinante, ?32 and ?33 Ordinante.
//   - RifBanca is the reference of the account servicing institution (after "//"), EndToEndID that for
//     the account owner, else EREF+ of the text, TRN what the text gives.
//   - ID is by RifBanca, else by Estratto and the position of the line in the message; Estratto is
//     field 28C "/" field 20 "/" field 60a; Fonte is FonteMT940 ":" the account.
//
// A line opens a field only with a tag of the standard: another, such as the ":17:30" of a time, goes
// on with the field before it. The amounts are in the currency of field 60a: a message in another
// than the euro is one error with CodiceDivisa, one of an account that conti does not hold one with
// CodiceDominio, an MT942 one with CodiceFormato. A line that the end of the text cuts is no movement. Text
// that is not UTF-8 is read as ISO-8859-1.
//
// Source: SWIFT User Handbook, Category 9, MT940 Customer Statement Message, fields 20, 25, 28C, 60a, 61, 86, 62a.
func NuovoMT940(r io.Reader, conti Conti) *Estratto {
	m := &mt940{righe: nuoveRighe(r), conti: conti.normali(), registro: nuovoRegistro()}
	return &Estratto{m.sequenza(m.passo), m.registro}
}

// mt940 reads a stream of messages.
type mt940 struct {
	*righe
	*registro
	coda
	conti conti

	// Of the text.
	iniziato bool
	inizio   []byte // the beginning, kept until the first message
	resto    []byte // of a line that SOH or ETX parts
	chiude   bool   // such a control ended the line read last
	pulita   []byte // room for a line without controls
	fuori    int    // lines outside a field since the last message
	sospese  map[string]pagina
	date     giorni61

	// The field being read: its lines joined with "\n".
	tag   string
	testo []byte
	linee int
	qui   int // its line

	messaggioMT940
}

// pagina is a message that ended with field 62M: another follows.
type pagina struct {
	saldo avviso.Importo
	posto int // of its Quadratura
}

// messaggioMT940 is what is known of the message being read.
type messaggioMT940 struct {
	aperto   bool // field 20 has been met
	venti    int  // line of field 20
	rif      string
	tipo     string // of block 2, when it is not an MT940
	giornata bool   // a field of an MT942 has been met
	nome     string // field 25
	statoEstratto
	sospeso  bool // a field 61 waits for its fields 86
	attesa   Movimento
	causale  []byte // text of the fields 86 of attesa
	stretto  bool   // they are structured
	dettagli string // the other lines of field 61
}

// statoEstratto is what is known of the statement that a message carries.
type statoEstratto struct {
	numero    string // field 28C
	saldo     string // field 60a, without blanks
	intermedi bool   // it is 60M
	divisa    string
	esito     esitoTestata
	modello   Movimento // what all movements have
	posiz     int
	conta     conteggio
	testata   [3]string // fields 25, 28C and 60a as they were met
	chiuso    bool      // field 62a has been met
	continua  bool      // it was 62M
}

// esitoTestata says what the fields before the first line gave.
type esitoTestata uint8

const (
	testataDaVedere esitoTestata = iota
	testataBuona
	testataRifiutata // said once: the lines of the message are passed over
)

// passo takes one line.
func (m *mt940) passo() {
	if !m.iniziato {
		m.iniziato = true
		m.inizio = bytes.Clone(m.righe.inizio())
	}
	b, err := m.linea()
	switch {
	case err == io.EOF:
		m.fine()
		return
	case err != nil:
		m.termina(err)
		return
	}
	m.tratta(b)
	if m.chiude {
		m.chiude = false
		m.chiudiCampo(false)
	}
}

// tratta takes a line of text.
func (m *mt940) tratta(b []byte) {
	switch {
	case bytes.HasPrefix(b, []byte("-}")):
		m.chiudiCampo(false)
		b = b[2:]
		if b = m.blocchi(b); len(b) == 0 {
			return
		}
	case bytes.HasPrefix(b, []byte("{1:")), bytes.HasPrefix(b, []byte("{5:")), m.tag == "" && bytes.HasPrefix(b, []byte("{")):
		m.chiudiCampo(false)
		if b = m.blocchi(b); len(b) == 0 {
			return
		}
	}
	if tag, valore, ok := taglia(b); ok {
		m.chiudiCampo(false)
		m.apriCampo(tagNoto(tag), valore)
		return
	}
	t := bytes.TrimSpace(b)
	switch {
	case m.tronca && inizioDiTag(t): // cut before it was a field
		m.tronca = false
	case string(t) == "-", string(t) == "$":
		m.chiudiCampo(false)
	case m.tag != "":
		m.seguito(b)
	case len(t) > 0:
		if m.fuori++; m.fuori > maxTesta {
			m.termina(m.altro())
		}
	}
}

// altro refuses a text that is no MT940, or the rest of one.
func (m *mt940) altro() error {
	if m.inizio == nil {
		return luogo{m.riga, 1}.errore(CodiceFormato, "20", "", ErrFormato)
	}
	return erroreAltro(m.inizio, "20")
}

// blocchi takes the SWIFT blocks of a line and returns what follows the beginning of the text.
func (m *mt940) blocchi(b []byte) []byte {
	if tipo := tipoSWIFT(b); tipo != nil {
		m.tipo = string(tipo)
	}
	i := bytes.LastIndex(b, []byte("{4:"))
	if i < 0 {
		return nil
	}
	return b[i+len("{4:"):]
}

// apriCampo begins a field.
func (m *mt940) apriCampo(tag string, valore []byte) {
	if !m.aperto && tag != "20" {
		m.termina(m.altro())
		return
	}
	m.inizio = nil
	m.tag, m.qui, m.linee = tag, m.righe.riga, 1
	m.testo = appendLatino(m.testo[:0], valore)
}

// seguito adds a line to the field.
func (m *mt940) seguito(b []byte) {
	if m.linee == maxRigheCampo || len(m.testo)+len(b) > maxTestoVoce {
		m.termina(&Errore{Codice: CodiceLimite, Campo: m.tag, Riga: m.righe.riga, Err: ErrSintassi})
		return
	}
	m.linee++
	m.testo = appendLatino(append(m.testo, '\n'), b)
}

// prima returns the first line of the field, without blanks around it.
func (m *mt940) prima() string {
	b, _, _ := bytes.Cut(m.testo, []byte("\n"))
	return string(bytes.TrimSpace(b))
}

// chiudiCampo takes the field that was being read; troncato says that the text was cut in it.
func (m *mt940) chiudiCampo(troncato bool) {
	tag := m.tag
	m.tag = ""
	switch tag {
	case "20":
		m.chiudiMessaggio()
		m.apriMessaggio()
	case "25", "25P":
		if m.rinnova(); m.unico(0, "25") {
			m.nome = m.prima()
		}
	case "28C", "28":
		if m.rinnova(); m.unico(1, "28") {
			m.numero = m.prima()
		}
	case "60F", "60M":
		if m.rinnova(); m.unico(2, "60") {
			m.apri60(tag)
		}
	case "61":
		m.consegna()
		if !troncato {
			m.linea61()
		}
	case "86":
		switch {
		case troncato:
			m.sospeso = false
		case m.sospeso:
			m.leggi86()
		}
	case "62F", "62M":
		m.consegna()
		if !m.chiuso {
			m.chiudi62(tag)
		}
	case "34F", "13D", "90C", "90D":
		m.giornata = true
	}
}
