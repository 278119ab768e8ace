package avviso

import (
	"strings"
	"unicode/utf8"
)

// The 256 positions of the postal Data Matrix.
const (
	dmTesta         = "codfase=NBPA;"
	dmFase          = "1P1"
	dmFiller        = "            "
	dmFine          = 'A'
	dmLunghezza     = 256
	dmInizioLinea   = len(dmTesta)
	dmInizioFase    = dmInizioLinea + lunghezzaCodeLine
	dmInizioDominio = dmInizioFase + len(dmFase)
	dmInizioDebit   = dmInizioDominio + cifreDominio
	dmInizioNome    = dmInizioDebit + lunghezzaPersona
	dmInizioCausale = dmInizioNome + dmNome
	dmInizioFiller  = dmInizioCausale + dmCausale
	dmNome          = 40
	dmCausale       = 110
)

// DataMatrix is what the Data Matrix of a postal slip (bollettino PA) says. Its
// text has 256 fixed positions: "codfase=NBPA;", the code line, "1P1", the fiscal
// code of the creditor, the debtor's fiscal code (16), name (40) and causale
// (110), 12 blanks, "A".
//
// It is printed only when one of the accounts is of Poste Italiane; see
// ContoPostale.
//
// Source: Poste Italiane, "Manuale stampa in proprio" of the bollettino PA.
type DataMatrix struct {
	NumeroAvviso  NumeroAvviso
	Conto         string  // conto corrente postale, 1 to 12 digits
	Importo       Importo // 0.01 to 99999999.99
	IdDominio     IdDominio
	IdDebitore    string // fiscal code, up to 16 ASCII characters; "" for none
	Denominazione string // name of the debtor; "" for none
	Causale       string // "" for none
}

// CodeLine returns the line that goes with the symbol.
func (d DataMatrix) CodeLine() CodeLine { return CodeLine{d.NumeroAvviso, d.Conto, d.Importo} }

// AppendText appends the text, always 256 ASCII characters. Of name and causale
// it carries what the form has room for: letters without their accents and in
// capitals, without the characters that have no ASCII base (a dash, the euro
// sign, emoji), cut to 40 and 110; Avvertenze tells what that costs. Errors, all
// ErrDataMatrix: those of CodeLine.AppendText; NULLO for a missing creditor;
// LUNGHEZZA and CARATTERE for the debtor's fiscal code, which is never cut.
func (d DataMatrix) AppendText(b []byte) ([]byte, error) {
	n := len(b)
	b = append(b, dmTesta...)
	b, err := d.CodeLine().AppendText(b)
	if err != nil {
		return b[:n], err
	}
	if !d.IdDominio.IsValid() {
		return b[:n], rifiutaCampo(CodiceNullo, campoDominio, "", ErrDataMatrix)
	}
	if len(d.IdDebitore) > lunghezzaPersona {
		return b[:n], rifiutaCampo(CodiceLunghezza, "idDebitore", d.IdDebitore, ErrDataMatrix)
	}
	if !soloStampabili(d.IdDebitore) {
		return b[:n], rifiutaCampo(CodiceCarattere, "idDebitore", d.IdDebitore, ErrDataMatrix)
	}
	b = d.IdDominio.AppendTo(append(b, dmFase...))
	b = aggiungiASCII(b, d.IdDebitore, lunghezzaPersona)
	b = aggiungiASCII(b, d.Denominazione, dmNome)
	b = aggiungiASCII(b, d.Causale, dmCausale)
	return append(append(b, dmFiller...), dmFine), nil
}

// Testo returns the text; errors as AppendText.
func (d DataMatrix) Testo() (string, error) {
	var buf [dmLunghezza]byte
	b, err := d.AppendText(buf[:0])
	return string(b), err
}

// Codes of the warnings about the texts of a postal Data Matrix.
const (
	CodicePersi    Codice = "CARATTERI_PERSI" // characters without an ASCII base, dropped
	CodiceTroncato Codice = "TRONCATO"        // text longer than its field, cut
)

// Avvertenze returns what AppendText leaves out of name and causale, in this
// order: CARATTERI_PERSI and TRONCATO of the name, the same of the causale.
func (d DataMatrix) Avvertenze() []Avvertenza {
	var as []Avvertenza
	for _, c := range []struct {
		campo, testo string
		larghezza    int
	}{{"denominazione", d.Denominazione, dmNome}, {"causale", d.Causale, dmCausale}} {
		perse, rimaste := perdite(c.testo)
		if perse > 0 {
			as = append(as, Avvertenza{Codice: CodicePersi, Campo: c.campo, Valore: c.testo, Testo: "caratteri che il codice non porta"})
		}
		if rimaste > c.larghezza {
			as = append(as, Avvertenza{Codice: CodiceTroncato, Campo: c.campo, Valore: c.testo, Testo: "testo troncato"})
		}
	}
	return as
}

// ParseDataMatrix reads the text of a postal Data Matrix: 256 printable ASCII
// characters with every constant in its place. Texts keep their case and lose the
// blanks that fill their field. Errors, all ErrDataMatrix and of the kind of the
// part that is wrong: LUNGHEZZA, CARATTERE, FORMATO, and those of ParseCodeLine
// and ParseIdDominio.
func ParseDataMatrix(s string) (DataMatrix, error) {
	switch {
	case len(s) != dmLunghezza:
		return DataMatrix{}, rifiuta(CodiceLunghezza, s, ErrDataMatrix)
	case !soloStampabili(s):
		return DataMatrix{}, rifiuta(CodiceCarattere, s, ErrDataMatrix)
	case !strings.HasPrefix(s, dmTesta), s[dmInizioFase:dmInizioDominio] != dmFase,
		s[dmInizioFiller:dmLunghezza-1] != dmFiller, s[dmLunghezza-1] != dmFine:
		return DataMatrix{}, rifiuta(CodiceFormato, s, ErrDataMatrix)
	}
	l, err := ParseCodeLine(s[dmInizioLinea:dmInizioFase])
	if err != nil {
		return DataMatrix{}, err
	}
	return leggiDM(s, l)
}

// leggiDM reads the fields after the code line.
func leggiDM(s string, l CodeLine) (DataMatrix, error) {
	dominio, err := ParseIdDominio(s[dmInizioDominio:dmInizioDebit])
	if err != nil {
		return DataMatrix{}, entro(err, campoDominio, ErrDataMatrix)
	}
	return DataMatrix{
		NumeroAvviso: l.NumeroAvviso, Conto: l.Conto, Importo: l.Importo, IdDominio: dominio,
		IdDebitore:    strings.TrimRight(s[dmInizioDebit:dmInizioNome], " "),
		Denominazione: strings.TrimRight(s[dmInizioNome:dmInizioCausale], " "),
		Causale:       strings.TrimRight(s[dmInizioCausale:dmInizioFiller], " "),
	}, nil
}

// LeggiDataMatrix reads the text of a postal Data Matrix as the reader of the IO
// application does: it begins with its constant, and number, account, amount and
// creditor stand in their places; all the rest may differ and is a warning:
// LUNGHEZZA (not 256 characters), CARATTERE (not printable ASCII), FORMATO (a
// constant missing), IMPORTO_ZERO. Positions count characters, not bytes. Errors
// are those of ParseDataMatrix for what must be right.
//
// Source: IO application, decoder of the postal Data Matrix.
func LeggiDataMatrix(s string) (DataMatrix, []Avvertenza, error) {
	caratteri := utf8.RuneCountInString(s)
	if !strings.HasPrefix(s, dmTesta) || caratteri < dmInizioDebit {
		return DataMatrix{}, nil, rifiuta(CodiceFormato, s, ErrDataMatrix)
	}
	var as []Avvertenza
	if caratteri != dmLunghezza {
		as = append(as, Avvertenza{Codice: CodiceLunghezza, Valore: s, Testo: "lunghezza non ammessa"})
	}
	if !soloStampabili(s) {
		as = append(as, Avvertenza{Codice: CodiceCarattere, Valore: s, Testo: "carattere non ammesso"})
	}
	// What is missing at the end reads as blanks, what is over is left out.
	r := []rune(s + strings.Repeat(" ", dmLunghezza))
	testa := string(r[:dmInizioDebit])
	if len(testa) != dmInizioDebit {
		return DataMatrix{}, nil, rifiuta(CodiceFormato, s, ErrDataMatrix)
	}
	l, err := leggiCodeLine(testa[dmInizioLinea:dmInizioFase])
	if err != nil {
		return DataMatrix{}, nil, err
	}
	d, err := leggiDM(testa+strings.Repeat(" ", dmLunghezza), l)
	if err != nil {
		return DataMatrix{}, nil, err
	}
	d.IdDebitore = campoDM(r, dmInizioDebit, dmInizioNome)
	d.Denominazione = campoDM(r, dmInizioNome, dmInizioCausale)
	d.Causale = campoDM(r, dmInizioCausale, dmInizioFiller)
	if !costantiDM(testa, r) {
		as = append(as, Avvertenza{Codice: CodiceFormato, Valore: s, Testo: "formato non ammesso"})
	}
	if d.Importo.IsZero() {
		as = append(as, Avvertenza{Codice: CodiceImportoZero, Campo: campoImporto, Valore: d.Importo.String(), Testo: "importo zero"})
	}
	return d, as, nil
}

func campoDM(r []rune, da, a int) string { return strings.TrimRight(string(r[da:a]), " ") }

// costantiDM reports whether everything that never changes is as it should be.
func costantiDM(testa string, r []rune) bool {
	l := testa[dmInizioLinea:dmInizioFase]
	return l[:2] == "18" && l[20:22] == "12" && l[34:36] == "10" && l[46:] == "3"+tipoDocumento &&
		testa[dmInizioFase:dmInizioDominio] == dmFase &&
		string(r[dmInizioFiller:dmLunghezza-1]) == dmFiller && r[dmLunghezza-1] == dmFine
}

func soloStampabili(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
