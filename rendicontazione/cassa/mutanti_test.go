package cassa_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	mutanti "github.com/quietanza/quietanza/internal/mutanti/prova"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// differenze are where the readers and the schemas part, and why. There is one door for
// each of these documents, which takes them as treasurers write them.
var differenze = slices.Concat(mutanti.Comuni, mutanti.Date, []mutanti.Classe{
	{
		Nome:    "elements, attributes and texts around those that are read",
		Motivo:  "Elements are known by local name; those not used are passed over, whatever they hold: treasurers' documents are not all of their schema, and money must not be lost for it.",
		Accetta: true,
		Dove:    func(d *mutanti.Differenza) bool { return !nelTesto(d) },
	},
	{
		Nome:    "texts of elements that nobody counts with",
		Motivo:  "Kept as they are, or not looked at: names, references, numbers that are not added up, and the totals, of which Quadrature tells.",
		Accetta: true,
		Dove:    func(d *mutanti.Differenza) bool { return nelTesto(d) && !contato(d) },
	},
	{
		Nome:    "blanks around or instead of a value",
		Motivo:  "Dropped, and a value of blanks is none: many treasurers pad.",
		Accetta: true,
		Dove: func(d *mutanti.Differenza) bool {
			return nelTesto(d) && contato(d) && (strings.TrimSpace(d.Testo()) != d.Testo() || d.Testo() == "")
		},
	},
	{
		Nome:    "amount of a provvisorio that is not positive",
		Motivo:  "Treasurers write what they take back with a minus.",
		Accetta: true,
		Dove:    func(d *mutanti.Differenza) bool { return d.Operatore == "testo" && d.Foglia() == "importo_provvisorio" },
	},
	{
		Nome:    "instant in the place of a day",
		Motivo:  "Banks write either; the day is that of Rome.",
		Accetta: true,
		Dove: func(d *mutanti.Differenza) bool {
			return d.Operatore == "testo" && contato(d) && d.Foglia() == "Dt" && strings.Contains(d.Testo(), "T")
		},
	},
	{
		Nome:    "zeros behind an amount",
		Motivo:  "As many as one likes of camt.053, which has five decimals: they say nothing.",
		Accetta: true,
		Dove: func(d *mutanti.Differenza) bool {
			return d.Operatore == "testo" && d.Foglia() == "Amt" && contato(d) && strings.HasSuffix(d.Testo(), "0000000000000000")
		},
	},
	{
		Nome:   "cents of cents, and more than 64 bits of cents",
		Motivo: "An amount is whole cents: one with a third decimal that is not zero is told, not rounded, and so is one of more than all the money there is.",
		Dove: func(d *mutanti.Differenza) bool {
			return d.Operatore == "testo" && d.Foglia() == "Amt" && contato(d) && (terzo.MatchString(d.Testo()) || len(d.Testo()) > 16)
		},
	},
	{
		Nome:   "amounts of a journal, as they are written",
		Motivo: "Fifteen digits and two decimals, zeros counted: the schema counts those of the value, in which 1.000 is one.",
		Dove: func(d *mutanti.Differenza) bool {
			return d.Operatore == "testo" && strings.HasPrefix(d.Foglia(), "importo") && (len(strings.Trim(d.Testo(), "-+.")) > 15 || terzo.MatchString(d.Testo()+"1"))
		},
	},
	{
		Nome:   "account of nobody",
		Motivo: "The statement says an account, and the host which body has it.",
		Dove: func(d *mutanti.Differenza) bool {
			return nelTesto(d) && d.Foglia() == "IBAN" && formaIBAN.MatchString(d.Testo())
		},
	},
	{
		Nome:   "journal of nobody",
		Motivo: "The body is an IdDominio, eleven digits; the schema has tax codes of persons too, or any text.",
		Dove:   func(d *mutanti.Differenza) bool { return nelTesto(d) && d.Foglia() == "codice_fiscale_ente" },
	},
	{
		Nome:   "journal without a name",
		Motivo: "identificativo_flusso_BT tells a page from another; the schema takes no characters, or blanks.",
		Dove: func(d *mutanti.Differenza) bool {
			return nelTesto(d) && d.Foglia() == "identificativo_flusso_BT" && strings.TrimSpace(d.Testo()) == ""
		},
	},
	{
		Nome:   "page behind the last, and period that ends before it begins",
		Motivo: "Each value is of its type; together they say nothing.",
		Dove: func(d *mutanti.Differenza) bool {
			return d.Operatore == "testo" && (strings.HasPrefix(d.Foglia(), "pagin") || strings.HasSuffix(d.Foglia(), "_periodo_riferimento"))
		},
	},
})

var formaIBAN = regexp.MustCompile(`^[A-Z]{2}\d{2}[A-Za-z0-9]{1,30}$`)

var terzo = regexp.MustCompile(`\.\d{2}0*[1-9]`)

// nelTesto reports whether the text of an element was changed, and nothing else.
func nelTesto(d *mutanti.Differenza) bool {
	for _, o := range []string{"testo", "bianchi intorno al testo", "in testa al contenuto", "in fondo al contenuto", "svuota", "sostituisci con vuoto"} {
		if d.Operatore == o {
			return !strings.HasPrefix(d.Valore, "<") || strings.HasPrefix(d.Valore, "<![")
		}
	}
	return false
}

// contato reports whether an element holds what is counted with: an amount, a date, a number.
func contato(d *mutanti.Differenza) bool {
	return slices.ContainsFunc(contati, func(via string) bool { return strings.HasSuffix(senzaPosti.ReplaceAllString("/"+d.Luogo, ""), "/"+via) })
}

var (
	senzaPosti = regexp.MustCompile(`\[\d\]`)
	contati    = []string{
		"importo", "importo_provvisorio", "data_movimento", "data_valuta_ente", "data_effettiva_sospeso", "data_riferimento_GdC", "data_inizio_periodo_riferimento",
		"data_fine_periodo_riferimento", "data_ora_creazione_flusso", "esercizio", "pagina", "pagine_totali", "codice_fiscale_ente",
		"Ntry/Amt", "Ntry/CdtDbtInd", "Ntry/RvslInd", "BookgDt/Dt", "ValDt/Dt",
	}
)

// firma is the schema of the signature, cut to its name.
const firma = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2000/09/xmldsig#"><xs:element name="Signature"/></xs:schema>`

// TestSchemiUfficiali compares the readers of the cash journal and of the bank statement
// with the official schemas, version by version. The signature of a journal, which its
// schema asks for, is put in here.
func TestSchemiUfficiali(t *testing.T) {
	cartella := mutanti.Cartella(t)
	opi := t.TempDir()
	require.NoError(t, os.CopyFS(opi, os.DirFS(filepath.Join(cartella, "opi"))))
	require.NoError(t, os.WriteFile(filepath.Join(opi, "xmldsig-core-schema.xsd"), []byte(firma), 0o600))
	comuni, err := os.ReadFile(filepath.Join(opi, "OPI_GLOBAL_V_1_6_1.xsd")) //nolint:gosec // a folder of the test
	require.NoError(t, err)
	// Version 1.5.1 includes a file that was published under another name.
	require.NoError(t, os.WriteFile(filepath.Join(opi, "OPI_GLOBAL_V_1_5_1_1.XSD"), comuni, 0o600))

	voci := dueVoci()
	voci[1].TipoEsecuzione = "CASSA"
	storno := voci[0]
	storno.TipoOperazione, storno.Importo = "STORNATO", avviso.MustImporto("118.40")
	scritto, err := cassa.AppendGiornale(nil, unaTestata(), append(voci, storno))
	require.NoError(t, err)
	var porte []mutanti.Porta
	for _, v := range []string{"1_4", "1_5_1", "1_6_1", "1_7_1", "1_8"} {
		dati, globale := scritto, "OPI_GLOBAL_V_1_6_1.xsd"
		if v == "1_4" {
			dati, globale = []byte(giornale14), "OPI_GLOBAL_V_1_3_1.xsd"
		}
		schema := filepath.Join(opi, "OPI_GIORNALE_DI_CASSA_V_"+v+".xsd")
		porte = append(porte, mutanti.Porta{
			Nome: "giornale " + v, Schema: schema, Tipi: []string{schema, filepath.Join(opi, globale)}, Leggi: leggeGiornale,
			Semi: []mutanti.Seme{{Nome: "giornale", Dati: bytes.Replace(dati, []byte("</flusso_giornale_di_cassa>"), []byte(`<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></flusso_giornale_di_cassa>`), 1)}},
		})
	}
	for _, v := range []string{"02", "03", "04", "08"} {
		porte = append(porte, mutanti.Porta{
			Nome: "camt.053.001." + v, Schema: filepath.Join(cartella, "camt", "camt.053.001."+v+".xsd"), Leggi: leggeCamt,
			Semi: []mutanti.Seme{{Nome: "estratto", Dati: estrattoCamt(v)}},
		})
	}
	mutanti.Confronta(t, differenze, porte...)
}

func leggeGiornale(b []byte) error {
	g, err := cassa.NuovoGiornale(bytes.NewReader(b))
	if err != nil {
		return err
	}
	for _, err := range g.Voci() {
		if err != nil {
			return err
		}
	}
	return nil
}

func leggeCamt(b []byte) error {
	for _, err := range cassa.NuovoCamt053(bytes.NewReader(b), cassa.Conti{"IT60X0542811101000000123456": dominio}).LeggiMovimenti() {
		if err != nil {
			return err
		}
	}
	return nil
}

// giornale14 is a journal of version 1.4, which has a period and the number of the one
// provvisorio that a movement settles.
const giornale14 = `<?xml version="1.0" encoding="UTF-8"?>
<flusso_giornale_di_cassa><testata_messaggio><codice_ABI_BT>05034</codice_ABI_BT><data_ora_creazione_flusso>2019-03-29T18:00:00</data_ora_creazione_flusso>` +
	`<codice_ente>UFZZ99</codice_ente><descrizione_ente>COMUNE DI VALLEFINTA</descrizione_ente><codice_istat_ente>000999999</codice_istat_ente>` +
	`<codice_fiscale_ente>99999000013</codice_fiscale_ente><codice_tramite_ente>A2A-00000000</codice_tramite_ente><codice_tramite_BT>A2A-00000001</codice_tramite_BT>` +
	`<codice_ente_BT>0001234</codice_ente_BT></testata_messaggio><identificativo_flusso_BT>GDC_0001234_20190329</identificativo_flusso_BT><esercizio>2019</esercizio>` +
	`<data_inizio_periodo_riferimento>2019-03-28</data_inizio_periodo_riferimento><data_fine_periodo_riferimento>2019-03-29</data_fine_periodo_riferimento>` +
	`<informazioni_conto_evidenza><conto_evidenza>1</conto_evidenza><movimento_conto_evidenza><tipo_movimento>ENTRATA</tipo_movimento><tipo_documento>SOSPESO ENTRATA</tipo_documento>` +
	`<tipo_operazione>ESEGUITO</tipo_operazione><numero_documento>310</numero_documento><progressivo_documento>0</progressivo_documento><importo>100.00</importo>` +
	`<data_movimento>2019-03-28</data_movimento><tipo_esecuzione>ACCREDITO BANCA D'ITALIA</tipo_esecuzione><assoggettamento_bollo>ESENTE BOLLO</assoggettamento_bollo>` +
	`<cliente><anagrafica_cliente>CITTÀ INVENTATA</anagrafica_cliente></cliente><causale>ACCREDITO /RFB/190280072147087/100.00</causale></movimento_conto_evidenza>` +
	`<movimento_conto_evidenza><tipo_movimento>ENTRATA</tipo_movimento><tipo_documento>REVERSALE</tipo_documento><tipo_operazione>ESEGUITO</tipo_operazione>` +
	`<numero_documento>5</numero_documento><progressivo_documento>1</progressivo_documento><importo>100.00</importo><data_movimento>2019-03-29</data_movimento>` +
	`<tipo_esecuzione>REGOLARIZZAZIONE</tipo_esecuzione><assoggettamento_bollo>ESENTE BOLLO</assoggettamento_bollo><cliente><anagrafica_cliente>DIVERSI</anagrafica_cliente></cliente>` +
	`<causale>REGOLARIZZAZIONE</causale><numero_sospeso>310</numero_sospeso></movimento_conto_evidenza></informazioni_conto_evidenza>` +
	`<saldo_complessivo_precedente>0.00</saldo_complessivo_precedente><totale_complessivo_entrate>100.00</totale_complessivo_entrate>` +
	`<totale_complessivo_uscite>0.00</totale_complessivo_uscite><saldo_complessivo_finale>100.00</saldo_complessivo_finale></flusso_giornale_di_cassa>`

// estrattoCamt is a statement of one entry of two transactions, in a version.
func estrattoCamt(versione string) []byte {
	stato, pagatore, bic, importo := `<Sts>BOOK</Sts>`, `<Dbtr><Nm>PRIMO</Nm></Dbtr>`, "BICFI", `<Amt Ccy="EUR">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd>`
	switch versione {
	case "02":
		bic, importo = "BIC", `<AmtDtls><TxAmt><Amt Ccy="EUR">%s</Amt></TxAmt></AmtDtls>`
	case "08":
		stato, pagatore = `<Sts><Cd>BOOK</Cd></Sts>`, `<Dbtr><Pty><Nm>PRIMO</Nm></Pty></Dbtr>`
	}
	saldo := func(codice, importo string) string {
		return `<Bal><Tp><CdOrPrtry><Cd>` + codice + `</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">` + importo + `</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-05-06</Dt></Dt></Bal>`
	}
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.` + versione + `"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2024-05-06T20:00:00</CreDtTm></GrpHdr>` +
		`<Stmt><Id>S1</Id><ElctrncSeqNb>12</ElctrncSeqNb><CreDtTm>2024-05-06T20:00:00+02:00</CreDtTm><Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id><Ccy>EUR</Ccy></Acct>` +
		saldo("OPBD", "0.00") + saldo("CLBD", "32.50") +
		`<Ntry><NtryRef>1</NtryRef><Amt Ccy="EUR">32.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>false</RvslInd>` + stato + `<BookgDt><Dt>2024-05-06</Dt></BookgDt><ValDt><Dt>2024-05-07</Dt></ValDt>` +
		`<AcctSvcrRef>B1</AcctSvcrRef><BkTxCd><Prtry><Cd>48</Cd><Issr>CBI</Issr></Prtry></BkTxCd><NtryDtls><TxDtls><Refs><AcctSvcrRef>T1</AcctSvcrRef><EndToEndId>E1</EndToEndId></Refs>` +
		fmt.Sprintf(importo, "12.50") + `<RltdPties>` + pagatore + `</RltdPties><RltdAgts><DbtrAgt><FinInstnId><` + bic + `>ABCDITMMXXX</` + bic + `></FinInstnId></DbtrAgt></RltdAgts>` +
		`<RmtInf><Ustrd>/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001</Ustrd></RmtInf></TxDtls><TxDtls><Refs><AcctSvcrRef>T2</AcctSvcrRef><EndToEndId>E2</EndToEndId></Refs>` +
		fmt.Sprintf(importo, "20.00") + `<RmtInf><Ustrd>DUE</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`)
}

func TestElencoDifferenze(t *testing.T) { mutanti.Elenco(t, "rendicontazione/cassa", differenze) }
