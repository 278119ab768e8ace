package cassa

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// CampoTabella is what a column of a table says of a movement.
type CampoTabella string

// The fields that a column may give.
const (
	CampoDataContabile    CampoTabella = "dataContabile"
	CampoDataValuta       CampoTabella = "dataValuta"
	CampoImporto          CampoTabella = "importo"          // with its sign, or with CampoSegno
	CampoAccrediti        CampoTabella = "accrediti"        // the amount of a credit
	CampoAddebiti         CampoTabella = "addebiti"         // the amount of a debit
	CampoImportoCentesimi CampoTabella = "importoCentesimi" // whole cents
	CampoSegno            CampoTabella = "segno"            // + or C, - or D, or the words for them (AVERE, DARE, ACCREDITO, ADDEBITO…)
	CampoCausale          CampoTabella = "causale"          // several: places in order
	CampoRifBanca         CampoTabella = "rifBanca"
	CampoTRN              CampoTabella = "trn"
	CampoEndToEndID       CampoTabella = "endToEndId"
	CampoOrdinante        CampoTabella = "ordinante"
	CampoABI              CampoTabella = "abi"
	CampoCAB              CampoTabella = "cab"
	CampoConto            CampoTabella = "conto" // an IBAN, or with CampoABI and CampoCAB the number
	CampoDivisa           CampoTabella = "divisa"
	CampoCausaleCBI       CampoTabella = "causaleCBI"
	CampoEsercizio        CampoTabella = "esercizio"
	CampoProvvisorio      CampoTabella = "provvisorio"
	CampoIDFlusso         CampoTabella = "idFlusso"
	CampoIUV              CampoTabella = "iuv"
)

// IsValid reports whether c is one of the fields.
func (c CampoTabella) IsValid() bool { return slices.Contains(campiTabella, c) }

var campiTabella = []CampoTabella{
	CampoDataContabile, CampoDataValuta, CampoImporto, CampoAccrediti, CampoAddebiti, CampoImportoCentesimi, CampoSegno,
	CampoCausale, CampoRifBanca, CampoTRN, CampoEndToEndID, CampoOrdinante, CampoABI, CampoCAB, CampoConto, CampoDivisa,
	CampoCausaleCBI, CampoEsercizio, CampoProvvisorio, CampoIDFlusso, CampoIUV,
}

// Colonna is a column of a table: its title, blanks and case ignored, or its position from 1. In
// JSON it is a text or a number.
type Colonna struct {
	Nome      string
	Posizione int
}

// Colonne are the columns of one field. In JSON one of them stands without the list.
type Colonne []Colonna

// Profilo says what the columns of a table mean: the export of a bank or of a treasurer's portal
// is described, not guessed. Four are known: ProfiloNoto, RiconosciProfilo.
type Profilo struct {
	// Nome names the profile; one of the known names with no Colonne stands for that profile.
	Nome string `json:"nome,omitzero"`
	// Separatore parts the columns, one character; "" is the one of ; TAB , | that occurs most in
	// the first line of the table.
	Separatore string `json:"separatore,omitzero"`
	// RigheIniziali and RigheFinali are the lines to skip before the table, titles apart, and
	// after it.
	RigheIniziali int `json:"righeIniziali,omitzero"`
	RigheFinali   int `json:"righeFinali,omitzero"`
	// Intestazione says that the first line of the table has the titles.
	Intestazione bool `json:"intestazione,omitzero"`
	// Colonne are the columns used, by what they say; only CampoCausale may have several.
	Colonne map[CampoTabella]Colonne `json:"colonne,omitzero"`
	// Decimale parts units and cents, "," or "."; "" is ",". The other of the two may part thousands.
	Decimale string `json:"decimale,omitzero"`
	// Date are the forms that dates have: AAAA-MM-GG, GG/MM/AAAA, GG-MM-AAAA, GG.MM.AAAA, SERIALE (the
	// days of a spreadsheet, 46126); none means all of them. A time behind a date does not count.
	Date []string `json:"date,omitzero"`
	// Conto is the account of all the rows, where no column gives it.
	Conto string `json:"conto,omitzero"`
	// RigaConto and CampoConto are line and field, from 1, where the document names its
	// account, among RigheIniziali; 0 when it does not.
	RigaConto  int `json:"rigaConto,omitzero"`
	CampoConto int `json:"campoConto,omitzero"`
	// IdDominio is the body, where there is no account.
	IdDominio avviso.IdDominio `json:"dominio,omitzero"`
	// Documento is the identity of the document, a file name or a digest: rows without a reference
	// are known by it and their position. It is mandatory where the profile has neither a column of
	// the reference nor those of financial year and provvisorio.
	Documento string `json:"documento,omitzero"`

	noto         bool // a known profile: columns that only describe may be absent
	saldoInFondo bool // the last lines are skipped only when they are no movements
}

// names of the known profiles.
const (
	profiloTesoreria         = "tesoreria"
	profiloTesoreriaCompleto = "tesoreria-completo"
	profiloTesoreriaConto    = "tesoreria-conto"
	profiloBancoPosta        = "bancoposta"
)

func titoli(coppie ...any) map[CampoTabella]Colonne {
	m := make(map[CampoTabella]Colonne)
	for i := 0; i < len(coppie); i += 2 {
		c := coppie[i].(CampoTabella)
		switch v := coppie[i+1].(type) {
		case string:
			m[c] = append(m[c], Colonna{Nome: v})
		case int:
			m[c] = append(m[c], Colonna{Posizione: v})
		}
	}
	return m
}

// profiliNoti are the known profiles; one that stands there twice has two spellings of its titles.
//
// Source: pagoPA, Piattaforma Unitaria, import of treasury files; Regione del Veneto, MyPivot, flussi di tesoreria.
var profiliNoti = []Profilo{
	{
		Nome: profiloTesoreria, Separatore: ";", Intestazione: true, Colonne: titoli(
			CampoEsercizio, "ESERCIZIO", CampoProvvisorio, "N.PROVV.", CampoDataContabile, "DATA ESEC.", CampoOrdinante, "ANAGRAFICA CLIENTE",
			CampoCausale, "DESCRIZIONE CAUSALE", CampoImporto, "IMPORTO PROVVISORIO", CampoDataValuta, "VALUTA ENTE"),
	},
	{
		Nome: profiloTesoreria, Separatore: ";", Intestazione: true, Colonne: titoli(
			CampoEsercizio, "esercizio", CampoProvvisorio, "n_provvisorio", CampoDataContabile, "data_esecuzione", CampoOrdinante, "anagrafica_cliente",
			CampoCausale, "descrizione_causale", CampoImporto, "importo_provvisorio", CampoDataValuta, "valuta_ente"),
	},
	{
		Nome: profiloTesoreriaCompleto, Separatore: ";", Intestazione: true, Colonne: titoli(
			CampoEsercizio, "annoBolletta", CampoProvvisorio, "codBolletta", CampoIDFlusso, "iuf", CampoIUV, "iuv", CampoCausale, "causale",
			CampoImportoCentesimi, "importoCentesimi", CampoDataContabile, "dataBolletta", CampoOrdinante, "pspCognome",
			CampoDataValuta, "dataValutaRegione", CampoEndToEndID, "endToEndId"),
	},
	{
		Nome: profiloTesoreriaConto, Intestazione: true, Colonne: titoli(
			CampoABI, "ABI", CampoCAB, "CAB", CampoConto, "CONTO", CampoDivisa, "DIVISA", CampoDataContabile, "DATA CONTABILE",
			CampoDataValuta, "DATA VALUTA", CampoImporto, "IMPORTO", CampoSegno, "SEGNO", CampoCausaleCBI, "CAUSALE",
			CampoRifBanca, "RIF. BANCA", CampoCausale, "DESCRIZIONE ESTESA", CampoCausale, "DESCRIZIONE"),
	},
	{
		Nome: profiloBancoPosta, Separatore: ";", RigheIniziali: 1, RigheFinali: 1, RigaConto: 1, CampoConto: 2, saldoInFondo: true, Colonne: titoli(
			CampoDataContabile, 1, CampoDataValuta, 2, CampoCausaleCBI, 3, CampoDivisa, 5, CampoAddebiti, 6, CampoAccrediti, 7, CampoCausale, 9),
	},
}

// ProfiloNoto returns one of the four known profiles, by name:
//
//   - "tesoreria", the provvisori of a treasurer, by financial year and number; it names no account,
//     so the caller gives IdDominio;
//   - "tesoreria-completo", the bollette, with amounts in cents, the flow and the IUV;
//   - "tesoreria-conto", the movements of an account with the bank's reference, often saved from a
//     spreadsheet;
//   - "bancoposta", the statement of a postal account, which has no reference: the caller gives
//     Documento.
func ProfiloNoto(nome string) (Profilo, bool) {
	i := slices.IndexFunc(profiliNoti, func(p Profilo) bool { return p.Nome == nome })
	if i < 0 {
		return Profilo{}, false
	}
	p := profiliNoti[i]
	p.noto = true
	return p, true
}

// comeNoto reports whether the columns are those of the known profile of that name.
func (p *Profilo) comeNoto() bool {
	n, ok := ProfiloNoto(p.Nome)
	return ok && maps.EqualFunc(p.Colonne, n.Colonne, slices.Equal[Colonne])
}

// RiconosciProfilo returns the known profile whose titles stand in the first line of a table, in any
// order, or, for "bancoposta", whose account stands there. Any other table is of no known
// profile, whatever its columns are called.
func RiconosciProfilo(inizio []byte) (Profilo, bool) {
	prima, _, _ := bytes.Cut(bytes.TrimPrefix(inizio[:min(len(inizio), maxInizio)], bom), []byte("\n"))
	riga := strings.TrimRight(string(prima), "\r")
	sep := separatoreDi(riga)
	presenti := make(map[string]bool)
	campi := strings.Split(riga, string(sep))
	for _, c := range campi {
		presenti[titolo(strings.Trim(c, `" `))] = true
	}
	for _, p := range profiliNoti {
		if p.Intestazione && tutte(p.Colonne, presenti) {
			p.noto = true
			return p, true
		}
	}
	if sep == ';' && len(campi) > 1 {
		if _, err := avviso.ParseIBAN(contoCompatto(strings.Trim(campi[1], `" `))); err == nil {
			return ProfiloNoto(profiloBancoPosta)
		}
	}
	return Profilo{}, false
}

func tutte(colonne map[CampoTabella]Colonne, presenti map[string]bool) bool {
	for campo, cc := range colonne {
		if campo.descrive() {
			continue
		}
		if !presenti[titolo(cc[0].Nome)] {
			return false
		}
	}
	return true
}

// descrive reports whether a field only describes a movement: a table of a known profile may lack its
// column, and the other places of a text.
func (c CampoTabella) descrive() bool {
	switch c {
	case CampoDataValuta, CampoTRN, CampoEndToEndID, CampoOrdinante, CampoDivisa, CampoIDFlusso, CampoIUV:
		return true
	}
	return false
}

// titolo writes the title of a column without blanks and in one case.
func titolo(s string) string { return contoCompatto(s) }

// separatoreDi returns which of ; TAB , | occurs most in a line, the first of them on a tie.
func separatoreDi(riga string) rune {
	migliore, n := ';', 0
	for _, s := range ";\t,|" {
		if k := strings.Count(riga, string(s)); k > n {
			migliore, n = s, k
		}
	}
	return migliore
}
