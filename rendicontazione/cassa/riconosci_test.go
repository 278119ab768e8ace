package cassa_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

const (
	oid   = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
	excel = "foglio Excel: salvarlo come CSV"
	zip   = "archivio compresso: estrarre i documenti"
	p7m   = "busta firmata .p7m: estrarre il contenuto, per esempio con openssl cms -verify -noverify -inform DER"
	m052  = "camt.052, movimenti della giornata in corso: serve l'estratto camt.053"
	m054  = "camt.054, avvisi di accredito o addebito: serve l'estratto camt.053"
	m942  = "MT942, movimenti della giornata in corso: serve l'MT940"
	altra = "rendicontazione CBI di conti anticipi, titoli, portafoglio: serve quella dei conti correnti (RH)"
	non   = "documento non riconosciuto"
)

func TestRiconosci(t *testing.T) {
	base := base64.StdEncoding.EncodeToString
	fdr := `<?xml version="1.0"?><FlussoRiversamento xmlns="http://www.digitpa.gov.it/schemas/2011/Pagamenti/"><versioneOggetto>1.0</versioneOggetto>`
	busta := `<soapenv:Envelope xmlns:soapenv="s"><soapenv:Body><ppt:nodoChiediFlussoRendicontazioneRisposta xmlns:ppt="p"><xmlRendicontazione>PD94`
	elenco := "è l'elenco dei flussi, non un flusso: chiedere ciascuno con nodoChiediFlussoRendicontazione"
	mt := ":20:X\n:25:" + iban + "\n:28C:1\n:60F:C240503EUR0,00\n:61:240506C1,NTRF\n:62F:C240506EUR1,00\n"
	tests := []struct {
		nome, testo string
		formato     cassa.Formato
		messaggio   string
	}{
		{"xlsx", "PK\x03\x04\x14\x00\x06\x00\x08\x00[Content_Types].xml", "", excel},
		{"xlsx by its folder", "PK\x03\x04\x14\x00xl/workbook.xml", "", excel},
		{"xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "", excel},
		{"ZIP", "PK\x03\x04\x14\x00\x00\x00giornale.xml", "ZIP", zip},
		{"gzip", "\x1f\x8b\x08", "", zip},
		{"7z", "7z\xbc\xaf\x27\x1c", "", zip},
		{"rar", "Rar!\x1a\x07", "", zip},
		{"PDF", "%PDF-1.7", "", "documento PDF: chiedere alla banca l'estratto in formato CBI, camt.053 o MT940"},
		{"p7m, indefinite", "\x30\x80" + oid, "", p7m},
		{"p7m, two bytes", "\x30\x82\x10\x00" + oid, "", p7m},
		{"p7m, three bytes", "\x30\x83\x01\x00\x00" + oid, "", p7m},
		{"p7m in base64", base([]byte("\x30\x82\x10\x00" + oid + "\xa0\x82\x0f\xf1")), "", p7m},
		{"UTF-16, little", "\xff\xfe<\x00", "", "testo UTF-16: salvarlo come UTF-8"},
		{"UTF-16, big", "\xfe\xff\x00<", "", "testo UTF-16: salvarlo come UTF-8"},

		{"OIL", "<flusso_giornale_di_cassa><codice_ABI_BT>99998</codice_ABI_BT>", "", "giornale di cassa OIL, precedente a OPI: chiedere al tesoriere il giornale OPI"},
		{"OPI 1.8", campione(t, "giornale_1_8.xml"), "OPI", ""},
		{"OPI 1.4", campione(t, "giornale_1_4.xml"), "OPI", ""},
		{"OPI after BOM, comment and blanks", "\ufeff \r\n<!-- <x> -->\n<?pi ?><p:flusso_giornale_di_cassa xmlns:p='u'>", "OPI", ""},
		{"OPI, prefix of a document", campione(t, "giornale_1_8.xml")[:80], "OPI", ""},
		{"OPI after a DOCTYPE", "<!DOCTYPE x SYSTEM 'y'><flusso_giornale_di_cassa>", "OPI", ""},
		{"OPI after a DOCTYPE with entities", "<!DOCTYPE x [<!ENTITY a 'b'>\n]><flusso_giornale_di_cassa>", "OPI", ""},

		{"CBI XML", `<B:CBIBdyBkToCstmrStmtReq xmlns:B="urn:CBI:xsd:CBIBdyBkToCstmrStmtReq.00.01.02">`, "CBIXML", ""},
		{"CBI XML, daily alone", `<CBIDlyStmtReqLogMsg>`, "CBIXML", ""},
		{"CBI XML, periodic alone", `<x:CBIPrdcStmtReqLogMsg xmlns:x="u">`, "CBIXML", ""},
		{"camt 02", campione(t, "camt053_02.xml"), "CAMT053", ""},
		{"camt 08 in an envelope", campione(t, "camt053_08.xml"), "CAMT053", ""},
		{"camt without namespace", "<Document><BkToCstmrStmt/></Document>", "CAMT053", ""},
		{"camt with a prefix", "<d:Document><d:BkToCstmrStmt/></d:Document>", "CAMT053", ""},
		{"camt by its namespace alone", `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">`, "CAMT053", ""},
		{"camt named in a text", "<Document><!-- BkToCstmrStmt --><x>BkToCstmrStmt</x></Document>", "", non + ": è un XML di radice Document"},
		{"camt.052", `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.052.001.02"><BkToCstmrAcctRpt/></Document>`, "", m052},
		{"camt.054", `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"><BkToCstmrDbtCdtNtfctn/></Document>`, "", m054},
		{"other CBI XML", `<CBIBdyPaymentRequest>`, "", "disposizione o esito di pagamento, non un estratto"},
		{"pain.001", `<Document><CstmrCdtTrfInitn>`, "", "disposizione o esito di pagamento, non un estratto"},
		{"pain.008", `<Document><CstmrDrctDbtInitn>`, "", "disposizione o esito di pagamento, non un estratto"},
		{"pain.002", `<Document><CstmrPmtStsRpt>`, "", "disposizione o esito di pagamento, non un estratto"},

		{"flow", fdr, "FLUSSO", ""},
		{"flow in SOAP", busta, "FLUSSO", ""},
		{"flow in base64", base([]byte(fdr)), "FLUSSO", ""},
		{"flow in base64 with line ends", base([]byte(fdr))[:76] + "\r\n" + base([]byte(fdr))[76:], "FLUSSO", ""},
		{"SOAP in base64", base([]byte(busta)), "FLUSSO", ""},
		{"list of flows", `<e:Envelope xmlns:e="s"><e:Body><p:nodoChiediElencoFlussiRendicontazioneRisposta xmlns:p="p"/>`, "", elenco},
		{"another thing in base64", base([]byte("<html><body>non disponibile</body></html>")), "", non},
		{"HTML", "<!DOCTYPE html>\n<HTML><table>", "", "pagina HTML (alcune banche la chiamano .xls): esportare in CSV o CBI"},
		{"another XML", "<x><flusso_giornale_di_cassa/></x>", "", non + ": è un XML di radice x"},

		{"RH", " RH99998Q7Z1K140426RND-20260414-01", "RH", ""},
		{"RH without its blank", "RH99998Q7Z1K140426RND-20260414-01\r\n", "RH", ""},
		{"EC", " EC99998Q7Z1K300426EC", "RH", ""},
		{"RA", " RA99998Q7Z1K140426X", "", altra},
		{"DT", " DT99998Q7Z1K140426X", "", altra},
		{"RP", " RP99998Q7Z1K140426X", "", altra},
		{"IB", " IBQ7Z1K99998140426PRESENTAZIONE", "", "flusso CBI di tipo IB, non un estratto conto"},
		{"PC", " PCQ7Z1K99998140426X\r\n", "", "flusso CBI di tipo PC, non un estratto conto"},
		{"an IBAN", iban, "", non},

		{"MT942 in blocks", "{1:F01ABCDITMMAXXX0000000000}{2:O942}{4:\n:20:A\n:25:X\n", "", m942},
		{"MT942 by its fields", ":20:A\n:25:X\n:28C:1\n:34F:EUR0,\n:13D:2404061200+0200\n:61:240506C1,NTRF\n", "", m942},
		{"MT940 with sums of the day", mt + ":90D:1EUR1,\n", "MT940", ""},
		{"MT103", "{1:F01ABCDITMMAXXX0000000000}{2:I103ABCDITMMXXXXN}{4:\n:20:A\n", "", "messaggio SWIFT 103, non un estratto MT940"},
		{"MT940", campione(t, "mt940.txt"), "MT940", ""},
		{"MT940 in SWIFT blocks", campione(t, "mt940_swift.txt"), "MT940", ""},
		{"MT940 from DOS-PCC", "\x01" + mt + "-\x03", "MT940", ""},
		{"MT940 after a bank header", "ABCDITMMXXX\n:940:\n" + mt, "MT940", ""},
		{"MT940 after too many lines", strings.Repeat("X\n", 21) + mt, "", non},
		{"MT940, account 25P", ":20:X\n:25P:CONTO\n", "MT940", ""},
		{":20: alone", ":20:X\n", "", non},

		{"tesoreria", "ESERCIZIO;N.PROVV.;DATA ESEC.;ANAGRAFICA CLIENTE;DESCRIZIONE CAUSALE;IMPORTO PROVVISORIO;VALUTA ENTE\r\n", "TABELLA", ""},
		{"tesoreria, another order, quoted", "\ufeff\"valuta ente\";Esercizio; n.provv. ;DATA  ESEC.;ANAGRAFICA CLIENTE;DESCRIZIONE CAUSALE;IMPORTO PROVVISORIO\n", "TABELLA", ""},
		{"tesoreria with the other titles", "esercizio;n_provvisorio;data_esecuzione;anagrafica_cliente;descrizione_causale;importo_provvisorio;valuta_ente\n", "TABELLA", ""},
		{"bancoposta", "Conto;IT80M0760100000000099990001\nData;...", "TABELLA", ""},
		{"table of no known form", "a;b;c;d;e\n1;2;3;4;5\n", "", "tabella di formato non noto: indicare il profilo delle colonne"},
		{"table of tabs", "a\tb\tc\td\te\n1\t2\t3\t4\t5\n", "", "tabella di formato non noto: indicare il profilo delle colonne"},
		{"one line with semicolons", "a;b;c;d;e\n1;2;3\n", "", non},

		{"JSON", `{"BkToCstmrStmt":1}`, "JSON", ""},
		{"JSON, a list", " [1]", "JSON", ""},
		{"text", "flusso_giornale_di_cassa", "", non},
		{"open DOCTYPE", "<!DOCTYPE flusso_giornale_di_cassa", "", non},
		{"open comment", "<!-- <flusso_giornale_di_cassa>", "", non},
		{"open tag", "<flusso_giornale_di_cassa", "", non},
		{"empty", "", "", non + ": è vuoto"},
		{"blank", " \r\n", "", non + ": è vuoto"},
		{"PNG", "\x89PNG\r\n\x1a\n", "", non + ": è un'immagine"},
		{"JPEG", "\xff\xd8\xff\xe0", "", non + ": è un'immagine"},
		{"tracciato", "idA2A,idPendenza,idDominio\n", "", non + ": è un tracciato di pendenze, che dice che cosa è dovuto e non che cosa è stato pagato"},
		{"tracciato of the Loader", "ADD;A;P;00429440068;\n", "", non + ": è un tracciato di pendenze, che dice che cosa è dovuto e non che cosa è stato pagato"},
		{"a long root", "<" + strings.Repeat("a", 100) + "/>", "", non + ": è un XML di radice " + strings.Repeat("a", 60)},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			require.Equal(t, cassa.Riconosciuto{Formato: tt.formato, Messaggio: tt.messaggio}, cassa.Riconosci([]byte(tt.testo)))
		})
	}
}

// No more than 8 KiB are looked at, and the rest of a line that they cut is no line.
func TestRiconosciInizio(t *testing.T) {
	lungo := "<Document>" + strings.Repeat(" ", 8<<10) + "<BkToCstmrStmt/></Document>"
	require.Equal(t, cassa.Riconosciuto{Messaggio: non + ": è un XML di radice Document"}, cassa.Riconosci([]byte(lungo)))
	riga := "a;b;c;d;e" + strings.Repeat("x", 8<<10-20) + "\na;b;c;d;e"
	require.Equal(t, cassa.Riconosciuto{Messaggio: non}, cassa.Riconosci([]byte(riga+"xxxxxxxxxxxxxxxxx;x;")))
}

func TestProfiloNoto(t *testing.T) {
	for _, nome := range []string{"tesoreria", "tesoreria-completo", "tesoreria-conto", "bancoposta"} {
		p, ok := cassa.ProfiloNoto(nome)
		require.True(t, ok)
		require.Equal(t, nome, p.Nome)
		for c := range p.Colonne {
			require.True(t, c.IsValid())
		}
	}
	_, ok := cassa.ProfiloNoto("altro")
	require.False(t, ok)
}

func FuzzRiconosci(f *testing.F) {
	f.Add([]byte("<Document><BkToCstmrStmt/></Document>"))
	f.Add([]byte(" RH99998Q7Z1K140426RND"))
	f.Add([]byte("{1:F01}{2:O942}{4:\n:20:A\n"))
	f.Add([]byte("PD94bWw=\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := cassa.Riconosci(b)
		require.False(t, r.Formato == "" && r.Messaggio == "")
		require.Equal(t, r.Formato == "" || r.Formato == cassa.FormatoZIP, r.Messaggio != "")
	})
}
