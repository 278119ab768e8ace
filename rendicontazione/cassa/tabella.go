package cassa

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// NuovaTabella reads the rows of a table whose columns p describes; the zero Profilo stands for the known one
// that the table has. A row is a movement when it has a booking date and an amount that is not
// zero. Blank rows, titles and the lines that the profile tells to skip are passed over, rows
// without a digit in those columns are Ignorati; one that has only one of the two, or one that does not
// parse, is an error with its line and column.
//
//   - An amount below zero, a sign "-" or an amount among addebiti is an Uscita. With causale CBI 68 an
//     Uscita is the Storno of an Entrata, an Entrata that of an Uscita. In a table of provvisori it is
//     the Storno of the Entrata with the same ID.
//   - ID is financial year "/" provvisorio where the table has them; else by RifBanca, else by
//     Documento and the position of the row. Estratto is Documento; Fonte is FonteTabella ":" the account, FonteTabella alone
//     where the table names none.
//   - Causale are the columns of that name in order, the text behind :RI3: first; the tags of a bank (:TID:,
//     :E2E:, TRN:…) give TRN, EndToEndID and Ordinante where no column does.
//
// The account is looked up in conti, by ABI, CAB and number the one key that ends with them; a
// row of another is an error with CodiceDominio. Without account the body is IdDominio of
// the profile, else the only one that conti names.
//
// Fields are quoted as RFC 4180 says, lines end with CRLF or LF; text is UTF-8, each line that is not is
// windows-1252. Amounts have at most two decimals: the thousands are parted in groups of three by
// the other of "," and ".", or not at all.
func NuovaTabella(r io.Reader, conti Conti, p Profilo) *Estratto {
	t := &tabella{testo: testoTabella{righe: nuoveRighe(r)}, p: p, conti: conti.normali(), registro: nuovoRegistro()}
	return &Estratto{t.sequenza(t.passo), t.registro}
}

// tabella reads a table.
type tabella struct {
	*registro
	coda
	testo testoTabella
	conti conti
	p     Profilo

	r       *csv.Reader
	colonne map[CampoTabella][]int // from 0
	larga   int                    // columns of the titles, or of the row before
	unico   conto                  // of all rows
	ignoti  map[string]bool        // accounts told already
	conteg  []*conteggio           // one for each account, in order
	posiz   int
	attesa  []rigaTabella // the last RigheFinali rows, which may be no part of the table
}

// rigaTabella is a row.
type rigaTabella struct {
	campi   []string
	riga    int
	colonne []int // where each field begins
	tronca  bool
}

// passo takes one row.
func (t *tabella) passo() {
	if t.r == nil {
		if err := t.comincia(); err != nil {
			t.termina(err)
		}
		return
	}
	riga, err := t.prossima()
	switch {
	case err == io.EOF:
		t.fine()
		return
	case err != nil:
		t.termina(err)
		return
	}
	if t.p.RigheFinali == 0 {
		t.riga(riga)
		return
	}
	if len(t.attesa) == t.p.RigheFinali {
		t.riga(t.attesa[0])
		t.attesa = append(t.attesa[:0], t.attesa[1:]...)
	}
	riga.campi, riga.colonne = slices.Clone(riga.campi), slices.Clone(riga.colonne)
	t.attesa = append(t.attesa, riga)
}

// comincia reads what comes before the rows.
func (t *tabella) comincia() error {
	inizio := t.testo.righe.inizio()
	if len(inizio) == 0 {
		return &Errore{Codice: CodiceFormato, Riga: 1, Colonna: 1, Err: ErrFormato}
	}
	if m := binario(inizio); m.Messaggio != "" {
		return &Errore{Codice: CodiceFormato, Riga: 1, Colonna: 1, Err: motivato(ErrFormato, m.Messaggio)}
	}
	if err := t.completa(inizio); err != nil {
		return err
	}
	iban := ""
	for n := 1; n <= t.p.RigheIniziali; n++ {
		l, err := t.testo.linea()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if n == t.p.RigaConto {
			campi := strings.Split(l, string(t.separatore(l)))
			if t.p.CampoConto <= len(campi) {
				iban = strings.Trim(campi[t.p.CampoConto-1], "\" \t")
			}
		}
	}
	l, err := t.testo.guarda()
	if err != nil && err != io.EOF {
		return err
	}
	t.r = csv.NewReader(&t.testo)
	t.r.Comma, t.r.LazyQuotes, t.r.FieldsPerRecord, t.r.ReuseRecord = t.separatore(l), true, -1, true
	if err := t.intestazione(); err != nil {
		return err
	}
	return t.contoUnico(iban)
}

// completa puts a known profile in the place of one without columns.
func (t *tabella) completa(inizio []byte) error {
	if err := t.p.Valida(); err != nil {
		return err
	}
	if len(t.p.Colonne) == 0 {
		noto, ok := RiconosciProfilo(inizio)
		switch {
		case !ok && t.p.Nome == "":
			return &Errore{Codice: CodiceFormato, Riga: 1, Colonna: 1, Err: motivato(ErrFormato, messaggioTabella)}
		case !ok || t.p.Nome != "" && t.p.Nome != noto.Nome:
			noto, _ = ProfiloNoto(t.p.Nome)
		}
		noto.Conto, noto.IdDominio, noto.Documento = t.p.Conto, t.p.IdDominio, t.p.Documento
		if t.p.Separatore != "" {
			noto.Separatore = t.p.Separatore
		}
		if t.p.Decimale != "" {
			noto.Decimale = t.p.Decimale
		}
		if t.p.Date != nil {
			noto.Date = t.p.Date
		}
		t.p = noto
	}
	if altro, ok := RiconosciProfilo(inizio); ok && altro.Nome == t.p.Nome && t.p.comeNoto() {
		t.p.Colonne = altro.Colonne // perhaps with the other spelling of the titles
	}
	if t.p.Decimale == "" {
		t.p.Decimale = ","
	}
	if t.p.Date == nil {
		t.p.Date = formatiData
	}
	if t.p.Documento == "" && len(t.p.Colonne[CampoRifBanca]) == 0 && len(t.p.Colonne[CampoProvvisorio]) == 0 {
		return rifiutaProfilo("documento", "")
	}
	t.apri(t.p.Documento)
	return nil
}

func (t *tabella) separatore(riga string) rune {
	if t.p.Separatore != "" {
		return []rune(t.p.Separatore)[0]
	}
	return separatoreDi(riga)
}

// intestazione finds the columns, by the titles where there are.
func (t *tabella) intestazione() error {
	t.colonne = make(map[CampoTabella][]int)
	titoli, doppi := make(map[string]int), make(map[string]bool)
	qui := luogo{t.testo.righe.riga, 1} // the line that guarda has read
	if t.p.Intestazione {
		r, err := t.prossima()
		if err == io.EOF {
			return qui.errore(CodiceFormato, "intestazione", "", ErrFormato)
		}
		if err != nil {
			return err
		}
		qui.riga, t.larga = r.riga, len(r.campi)
		for i, c := range r.campi {
			nome := titolo(c)
			if _, gia := titoli[nome]; gia {
				doppi[nome] = true
				continue
			}
			titoli[nome] = i
		}
	}
	for _, campo := range campiTabella {
		cc := t.p.Colonne[campo]
		for n, c := range cc {
			i := c.Posizione - 1
			if c.Nome != "" {
				var ok bool
				if i, ok = titoli[titolo(c.Nome)]; !ok {
					if t.p.noto && (campo.descrive() || n > 0) {
						continue
					}
					return qui.errore(CodiceMancante, c.Nome, "", ErrFormato)
				}
				if doppi[titolo(c.Nome)] {
					return qui.errore(CodiceRipetuto, c.Nome, "", ErrFormato)
				}
			}
			t.colonne[campo] = append(t.colonne[campo], i)
		}
	}
	return nil
}

// contoUnico finds the account of all rows, or the body where there is none.
func (t *tabella) contoUnico(iban string) error {
	nome := t.p.Conto
	if iban != "" && nome == "" {
		nome = iban
	}
	switch {
	case len(t.colonne[CampoConto]) > 0:
		return nil
	case nome != "":
		k, ok := t.conti.cerca(nome)
		if !ok {
			return luogo{max(t.p.RigaConto, 1), 1}.errore(CodiceDominio, "conto", nome, ErrDominio)
		}
		t.unico = k
		return nil
	case t.p.RigaConto > 0:
		return luogo{t.p.RigaConto, 1}.errore(CodiceMancante, "conto", "", ErrDominio)
	}
	d, ok := t.ente()
	if !ok {
		return luogo{1, 1}.errore(CodiceMancante, "dominio", "", ErrDominio)
	}
	t.unico = conto{dominio: d}
	return nil
}

// ente returns the body of a table that names no account: that of the profile, else the only one of
// the accounts.
func (t *tabella) ente() (d avviso.IdDominio, ok bool) {
	if t.p.IdDominio.IsValid() {
		return t.p.IdDominio, true
	}
	for _, e := range t.conti {
		if d.IsValid() && d != e {
			return d, false
		}
		d = e
	}
	return d, d.IsValid()
}

// massimeRighe is how many lines a row may have: a quote that is not closed has no end.
const massimeRighe = 50

// prossima reads the next row that has columns; its fields hold until the next call.
func (t *tabella) prossima() (rigaTabella, error) {
	t.testo.letti, t.testo.linee = 0, 0
	campi, err := t.r.Read()
	if err != nil {
		var e *csv.ParseError
		if errors.As(err, &e) {
			return rigaTabella{}, luogo{t.testo.saltate + e.StartLine, e.Column}.errore(CodiceSintassi, "", "", errore.Coppia(ErrSintassi, e.Err))
		}
		return rigaTabella{}, err
	}
	r := rigaTabella{campi: campi, colonne: make([]int, len(campi))}
	for i := range campi {
		riga, colonna := t.r.FieldPos(i)
		if i == 0 {
			r.riga = t.testo.saltate + riga
		}
		r.colonne[i] = colonna
	}
	r.tronca = t.testo.righe.tronca
	return r, nil
}

// fine ends the table.
func (t *tabella) fine() {
	t.finito = true
	for _, r := range t.attesa {
		if t.p.saldoInFondo && t.piena(r) {
			t.riga(r)
		}
	}
	for _, c := range t.conteg {
		t.quadra(c)
	}
}

// piena reports whether a row has a booking date.
func (t *tabella) piena(r rigaTabella) bool {
	d := t.campo(r, CampoDataContabile)
	_, ok := leggiDataTabella(d, t.p.Date)
	return ok
}

// campo returns the value of a field of a row, "" where it has none.
func (t *tabella) campo(r rigaTabella, c CampoTabella) string {
	if cc := t.colonne[c]; len(cc) > 0 {
		return r.cella(cc[0])
	}
	return ""
}

// cella returns the field at an index.
func (r rigaTabella) cella(i int) string {
	if i < 0 || i >= len(r.campi) {
		return ""
	}
	return strings.TrimSpace(r.campi[i])
}

// colonna returns where a field begins, in characters: CSV counts bytes.
func (r rigaTabella) colonna(i int) int {
	oltre := 0
	for _, c := range r.campi[:i] {
		if j := strings.LastIndexByte(c, '\n'); j >= 0 {
			oltre, c = 0, c[j:]
		}
		oltre += len(c) - utf8.RuneCountInString(c)
	}
	return r.colonne[i] - oltre
}

// errore refuses a field of a row.
func (t *tabella) errore(codice avviso.Codice, r rigaTabella, c CampoTabella, valore string, err error) *Errore {
	nome := string(c)
	colonna := 1
	if cc := t.p.Colonne[c]; len(cc) > 0 {
		if nome = cc[0].Nome; nome == "" {
			nome = string(c) + " (colonna " + strconv.Itoa(cc[0].Posizione) + ")"
		}
		if cc := t.colonne[c]; len(cc) > 0 && cc[0] < len(r.campi) {
			colonna = r.colonna(cc[0])
		}
	}
	return luogo{r.riga, colonna}.errore(codice, nome, valore, err)
}
