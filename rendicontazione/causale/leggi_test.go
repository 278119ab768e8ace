package causale_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

// letta is what a tolerant reading must give, in the names of the documents.
type letta struct {
	tipo, scopo, prog, etichetta, giornata, id, iuv, importo, testo string
	candidati                                                       []string
	avvertenze                                                      string
}

func daCausale(c causale.Causale) letta {
	l := letta{
		tipo: string(c.Tipo), prog: c.Progressivo.String(), etichetta: c.Etichetta, id: c.IDFlusso, iuv: c.IUV,
		testo: c.Descrizione, scopo: string(c.Scopo), candidati: c.Candidati, avvertenze: c.Avvertenze.String(),
	}
	if c.Importo.Presente {
		l.importo = c.Importo.Importo.String()
	}
	if c.Giornata.IsValid() {
		l.giornata = c.Giornata.String()
	}
	return l
}

type casoLettura struct {
	nome, testo string
	atteso      letta
}

func provaLetture(t *testing.T, casi []casoLettura) {
	t.Helper()
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			l, avvertenze, err := causale.Leggi(c.testo)
			require.NoError(t, err)
			require.Equal(t, l.Avvertenze.Elenco(), avvertenze)
			if c.atteso.tipo == "PUR" && c.atteso.scopo == "" {
				c.atteso.scopo = "LGPE-RIVERSAMENTO"
			}
			require.Empty(t, cmp.Diff(c.atteso, daCausale(l), cmp.AllowUnexported(letta{})))
			tutte, _, err := causale.LeggiTutti(c.testo)
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(l, tutte[0], confronta), "the first of all")
		})
	}
}

func pur(id string, avvertenze string, candidati ...string) letta {
	return letta{tipo: "PUR", id: id, avvertenze: avvertenze, candidati: candidati}
}

// What the public parsers make of these texts is in the documentation of
// GovPay and p4pa; here is what this one does.
func TestLeggiControParserPubblici(t *testing.T) {
	marca := func(m string) string { return "/PUR/" + m + "/URI/" + idBreve }
	provaLetture(t, []casoLettura{
		{
			"esempio SACI", "/RFS/RF23 5674 8393 7849 4505 5087 5/45.56",
			letta{tipo: "RFS", iuv: "RF23567483937849450550875", importo: "45.56", avvertenze: "CHECK_DIGIT,IUV_SPAZIATO"},
		},
		{"RFB breve", "/RFB/ccc", letta{tipo: "RFB", iuv: "ccc"}},
		{"RFB di 14 cifre", "/RFB/19028007214708", letta{tipo: "RFB", iuv: "19028007214708"}},
		{
			"RFS numerica", "RFS/123456789012345",
			letta{tipo: "RFS", iuv: "123456789012345", avvertenze: "RFS_SENZA_RF,IMPORTO_ASSENTE"},
		},
		{"minuscole, flusso", "/pur/lgpe-riversamento/uri/2024-07-26ppayitr1xxx-s2024072601", pur("2024-07-26ppayitr1xxx-s2024072601", "")},
		{"minuscole, singola", "/rfb/190280072147087", letta{tipo: "RFB", iuv: "190280072147087"}},
		{"LGPE- RIVERSAMENTO", marca("LGPE- RIVERSAMENTO"), pur(idBreve, "")},
		{"LGPE -RIVERSAMENTO", marca("LGPE -RIVERSAMENTO"), pur(idBreve, "")},
		{"LGPE - RIVERSAMENTO", marca("LGPE - RIVERSAMENTO"), pur(idBreve, "")},
		{"L GPE-RIVERSAMENTO", marca("L GPE-RIVERSAMENTO"), pur(idBreve, "")},
		{"progressivo", marca("LGPE-RIVERSAMENTO/TXT/0"), letta{tipo: "PUR", id: idBreve, prog: "0"}},
		{
			"etichetta", marca("LGPE-RIVERSAMENTO Cumulativo pagamenti del 20211004"),
			letta{tipo: "PUR", id: idBreve, etichetta: "Cumulativo", giornata: "2021-10-04"},
		},
		{"integrazione", marca("LGPE-INTEGRAZIONE"), letta{tipo: "PUR", scopo: "LGPE-INTEGRAZIONE", id: idBreve}},
		{"data spezzata", "/PUR/LGPE-RIVERSAMENTO/URI/2024-07- 26PPAYITR1XXX-S2024072601", pur(idBreve, "SPEZZATA")},
		{
			"a capo nell'identificativo", "/PUR/LGPE-RIVERSAMENTO/URI/2024-07-26PPAYITR1XXX-S20240\n72601",
			pur(idBreve, "SPEZZATA,SPEZZATURA_AMBIGUA", "2024-07-26PPAYITR1XXX-S20240"),
		},
		{"senza trattino", "/PUR/LGPE-RIVERSAMENTO/URI/2017-01-01ABI00000011234", pur("2017-01-01ABI00000011234", "IDFLUSSO_SENZA_TRATTINO")},
		{"senza PSP", "/PUR/LGPE-RIVERSAMENTO/URI/2026-06-20-XYZ-001", pur("2026-06-20-XYZ-001", "PSP_VUOTO")},
		{
			"ACCREDITI VARI", "ACCREDITI VARI LGPE-RIVERSAMENTO/URI/2023-01-01 ABC123",
			pur("2023-01-01ABC123", "SPEZZATA,IDFLUSSO_SENZA_TRATTINO"),
		},
	})
	provaRifiuti(t, []casoRifiuto{
		{"data impossibile", "/PUR/LGPE-RIVERSAMENTO/URI/2024-02-30PPAYITR1XXX-1", causale.CodiceIDFlusso},
		{"più di 35", "/PUR/LGPE-RIVERSAMENTO/URI/2025-09-23BPPIITRRXXX-00003810279012", causale.CodiceIDFlusso},
	})
}

// Rows of bank statements, with the names taken out.
var righeVere = []casoLettura{
	{
		"Poste", "RI1/PUR/LGPE-RIVERSAMENTO/URI/2025-09-23BPPIITRRXXX-000038102790 ACCREDITO BOLLETTINO P.A.",
		pur("2025-09-23BPPIITRRXXX-000038102790", ""),
	},
	{"CBI", "ACCREDITO :RI3:/PUR/LGPE-RIVERSAMENTO/URI/2024-07-26PPAYITR1XXX-S2024072601 :SEC:CASH :OR1:BANCA", pur(idBreve, "")},
	{
		"ZZ3", "BONIFICO/ZZ3Comune di Prova/PUR/LGPE-RIVERSAMENTO/URI/2020-11-21GovPAYPsp-1234567890/ZZ4/4184/",
		pur("2020-11-21GovPAYPsp-1234567890", ""),
	},
	{
		"DEBITORE", "ACCREDITO INCASSI DEBITORE 321/PUR/LGPE-RIVERSAMENTO/URI/2018-05-21CIPBITMM-08-00-17-94244",
		pur("2018-05-21CIPBITMM-08-00-17-94244", ""),
	},
}

func TestLeggiRigheVere(t *testing.T) { provaLetture(t, righeVere) }

func TestLeggiCumulativa(t *testing.T) {
	const pre = "/PUR/LGPE-RIVERSAMENTO"
	provaLetture(t, []casoLettura{
		{"senza PUR", "LGPE-RIVERSAMENTO/URI/" + idBreve, pur(idBreve, "")},
		{"PUR dopo una lettera", "XPUR/LGPE-RIVERSAMENTO/URI/" + idBreve, pur(idBreve, "")},
		{"senza separatori", "LGPE-RIVERSAMENTOURI" + idBreve, pur(idBreve, "")},
		{"tre separatori", pre + " - URI:: " + idBreve, pur(idBreve, "")},
		{"marcatore su due righe", "/PUR/LGPE-RIVER\r\nSAMENTO/U\r\nRI/\r\n" + idBreve, pur(idBreve, "")},
		{"NBSP nel marcatore", "LGPE\u00a0-\u00a0RIVERSAMENTO/URI/" + idBreve, pur(idBreve, "")},
		{"TXT fra spazi", pre + " TXT 3 URI " + idBreve, letta{tipo: "PUR", id: idBreve, prog: "3"}},
		{"TXT minuscolo", pre + "/txt/3/uri/" + idBreve, letta{tipo: "PUR", id: idBreve, prog: "3"}},
		{"cifra fra barre", pre + "/7/URI/" + idBreve, letta{tipo: "PUR", id: idBreve, prog: "7"}},
		{"TXT di due cifre è etichetta", pre + " TXT 12 URI " + idBreve, letta{tipo: "PUR", id: idBreve, etichetta: "TXT 12"}},
		{
			"etichetta in maiuscolo", pre + " CUMULATIVO SAME DAY PAGAMENTI DEL 20211004/URI/" + idBreve,
			letta{tipo: "PUR", id: idBreve, etichetta: "Cumulativo same day", giornata: "2021-10-04"},
		},
		{
			"etichetta spezzata", pre + " Integrativo 2\r\n pagamenti   del 20211004/URI/" + idBreve,
			letta{tipo: "PUR", id: idBreve, etichetta: "Integrativo 2", giornata: "2021-10-04"},
		},
		{"etichetta libera", pre + " pagamenti vari / URI/" + idBreve, letta{tipo: "PUR", id: idBreve, etichetta: "pagamenti vari"}},
		{
			"etichetta col giorno impossibile", pre + " Cumulativo pagamenti del 20211304/URI/" + idBreve,
			letta{tipo: "PUR", id: idBreve, etichetta: "Cumulativo pagamenti del 20211304"},
		},
		{
			"etichetta di 60", pre + " " + strings.Repeat("è", 60) + "/URI/" + idBreve,
			letta{tipo: "PUR", id: idBreve, etichetta: strings.Repeat("è", 60)},
		},
		{"secondo marcatore", pre + "/TXT/12/URI/x " + pre + "/URI/" + idBreve, pur(idBreve, "")},
		{"primo identificativo illeggibile", pre + "/URI/2024-02-30A-1 " + strings.Repeat("x ", 20) + pre + "/URI/" + idBreve, pur(idBreve, "")},
		{"il primo vince", pre + "/URI/" + idBreve + "; " + pre + "/URI/2024-07-26B-1", pur(idBreve, "")},
		{"sottolineato", pre + "/URI/2024-07-26A_B-C_D", pur("2024-07-26A_B-C_D", "")},

		{"spazio nel PSP", pre + "/URI/2024-07-26PPAY ITR1XXX-S2024072601", pur(idBreve, "SPEZZATA")},
		{"più a capo", pre + "/URI/2024-\r\n07-26PPAY\r\nITR1XXX-\r\nS2024072601", pur(idBreve, "SPEZZATA")},
		{"spazio dopo il trattino", pre + "/URI/2024-07-26PPAYITR1XXX- S2024072601", pur(idBreve, "SPEZZATA")},
		{
			"parola dopo, può starci", pre + "/URI/2024-07-26PPAY-S1 SALDO",
			pur("2024-07-26PPAY-S1", "SPEZZATURA_AMBIGUA", "2024-07-26PPAY-S1SALDO"),
		},
		{"parola dopo, non è d'identificativo", pre + "/URI/2024-07-26PPAY-S1 (saldo)", pur("2024-07-26PPAY-S1", "")},
		{"parola dopo, troppo lunga", pre + "/URI/" + idBreve + " ACCREDITO", pur(idBreve, "")},
		{"parola dopo, 35 giusti", pre + "/URI/" + idBreve + " AB", pur(idBreve, "SPEZZATURA_AMBIGUA", idBreve+"AB")},
		{"parola dopo, 36", pre + "/URI/" + idBreve + " ABC", pur(idBreve, "")},
		{"a capo e una parola qualunque", pre + "/URI/2024-07-26PPAY-S1\nvia x.y", pur("2024-07-26PPAY-S1via", "SPEZZATA,SPEZZATURA_AMBIGUA", "2024-07-26PPAY-S1")},
		{
			"a capo una volta sola", pre + "/URI/2024-07-26PPAY-S1\n23\n45",
			pur("2024-07-26PPAY-S123", "SPEZZATA,SPEZZATURA_AMBIGUA", "2024-07-26PPAY-S1", "2024-07-26PPAY-S12345"),
		},
		{
			"a capo, poi spazio", pre + "/URI/2024-07-26PPAY-S1\r\n23 IL/RESTO",
			pur("2024-07-26PPAY-S123", "SPEZZATA,SPEZZATURA_AMBIGUA", "2024-07-26PPAY-S1", "2024-07-26PPAY-S123IL"),
		},
		{"a capo, poi barra", pre + "/URI/2024-07-26PPAY-S1\r\n23/ZZ4/1", pur("2024-07-26PPAY-S123", "SPEZZATA,SPEZZATURA_AMBIGUA", "2024-07-26PPAY-S1")},
		{"a capo, troppo lungo", pre + "/URI/" + idBreve + "\nCAUSALE", pur(idBreve, "")},
		{"spazi in fondo", pre + "/URI/" + idBreve + "  \r\n", pur(idBreve, "")},
		{"spazi in fondo senza trattino", pre + "/URI/2017-01-01ABC  ", pur("2017-01-01ABC", "IDFLUSSO_SENZA_TRATTINO")},
		{
			"spezzato e ambiguo", pre + "/URI/2024-07- 26PPAY-S1 AB",
			pur("2024-07-26PPAY-S1", "SPEZZATA,SPEZZATURA_AMBIGUA", "2024-07-26PPAY-S1AB"),
		},

		{"virgola dopo", pre + "/URI/" + idBreve + ",x", pur(idBreve, "")},
		{"punto e virgola dopo", pre + "/URI/" + idBreve + ";x", pur(idBreve, "")},
		{"parentesi dopo", "(" + pre + "/URI/" + idBreve + ")", pur(idBreve, "")},
		{"punto dopo", pre + "/URI/2024-07-26PPAY-S1.2 x", pur("2024-07-26PPAY-S1", "CODA_ESTRANEA", "2024-07-26PPAY-S1.2")},
		{"residuo fino a 35", pre + "/URI/" + idBreve + ".\u00e8 x", pur(idBreve, "CODA_ESTRANEA", idBreve+".\u00e8")},
		{"residuo di 36", pre + "/URI/" + idBreve + "..\u00e8 x", pur(idBreve, "CODA_ESTRANEA")},
		{"35 caratteri", pre + "/URI/2025-09-23BPPIITRRXXX-0000381027901", pur("2025-09-23BPPIITRRXXX-0000381027901", "")},
		{"comincia per nove", pre + "/URI/9999-12-31A-9", pur("9999-12-31A-9", "")},
		{"quattro spazi prima di URI", pre + "    URI " + idBreve, pur(idBreve, "")},
		{"TXT nove", pre + " TXT 9 URI " + idBreve, letta{tipo: "PUR", id: idBreve, prog: "9"}},
		{"integrazione minuscola", "lgpe-integrazione/uri/" + idBreve, letta{tipo: "PUR", scopo: "LGPE-INTEGRAZIONE", id: idBreve}},
		{"PSP vuoto, spezzato", pre + "/URI/2026-06-20-XYZ 001", pur("2026-06-20-XYZ001", "SPEZZATA,PSP_VUOTO")},
		{"separatori di più byte", pre + "€€€URI" + idBreve, pur(idBreve, "")},
		{"etichetta di 60 e tre separatori", pre + " " + strings.Repeat("x", 60) + "-/-URI" + idBreve, letta{tipo: "PUR", id: idBreve, etichetta: strings.Repeat("x", 60)}},
		{"etichetta con più separatori", pre + " saldo..../URI/" + idBreve, letta{tipo: "PUR", id: idBreve, etichetta: "saldo.."}},
		{
			"integrativo in maiuscolo", pre + " INTEGRATIVO 2 PAGAMENTI DEL 20211004/URI/" + idBreve,
			letta{tipo: "PUR", id: idBreve, etichetta: "Integrativo 2", giornata: "2021-10-04"},
		},
		{
			"integrativo senza numero", pre + " INTEGRATIVO pagamenti del 20211004/URI/" + idBreve,
			letta{tipo: "PUR", id: idBreve, etichetta: "INTEGRATIVO pagamenti del 20211004"},
		},
		{"due punti nel PSP", pre + "/URI/2024-07-26PP:AY-S1/x", pur("2024-07-26PP", "CODA_ESTRANEA,IDFLUSSO_SENZA_TRATTINO", "2024-07-26PP:AY-S1")},
		{"residuo troppo lungo", pre + "/URI/" + idBreve + "(((((((((", pur(idBreve, "CODA_ESTRANEA")},
		{"residuo spezzato", pre + "/URI/2024-07-26PP AY-S1è", pur("2024-07-26PPAY-S1", "SPEZZATA,CODA_ESTRANEA", "2024-07-26PPAY-S1è")},
		{"lineetta in testa", "-" + pre + "/URI/" + idBreve, pur(idBreve, "")},
		{"lineetta finale, poi barra", pre + "/URI/2024-07-26PPAY-S1-/x", pur("2024-07-26PPAY-S1-", "")},
		{"la data e una lineetta", pre + "/URI/2024-07-26-", pur("2024-07-26-", "PSP_VUOTO")},
		{"flusso vuoto", pre + "/URI/2024-07-26PPAY-", pur("2024-07-26PPAY-", "", "2024-07-26PPAY")},

		{"anche RF", "/RFB/RF18539007547034/TXT/x " + pre + "/URI/" + idBreve, pur(idBreve, "PIU_RIFERIMENTI")},
		{"anche 15 cifre", pre + "/URI/" + idBreve + "/RFB/190280072147087", pur(idBreve, "PIU_RIFERIMENTI")},
		{"anche 14 cifre", "/RFB/19028007214708/ " + pre + "/URI/" + idBreve, pur(idBreve, "")},
	})
	provaRifiuti(t, []casoRifiuto{
		{"quattro separatori prima di URI", pre + "//--URI/" + idBreve, causale.CodiceIDFlusso},
		{"quattro separatori dopo URI", pre + "/URI/---" + idBreve, causale.CodiceIDFlusso},
		{"tre separatori e uno spazio prima di URI", pre + "/// URI/" + idBreve, causale.CodiceIDFlusso},
		{"lettera al posto del separatore", pre + "èURI" + idBreve, causale.CodiceIDFlusso},
		{"etichetta di 60 e quattro separatori", pre + " " + strings.Repeat("x", 60) + "----URI" + idBreve, causale.CodiceIDFlusso},
		{"niente dopo il marcatore", pre, causale.CodiceIDFlusso},
		{"una barra dopo il marcatore", pre + "/", causale.CodiceIDFlusso},
		{"una cifra dopo la barra", pre + "/7", causale.CodiceIDFlusso},
		{"TXT e niente", pre + "/TXT/", causale.CodiceIDFlusso},
		{"URI e niente", pre + "/URI/", causale.CodiceIDFlusso},
		{"carattere di controllo nel marcatore", "LGPE-\x1fRIVERSAMENTO/" + idBreve, causale.CodiceNessuno},
		{"URI senza cifra", pre + "/URI/ABC", causale.CodiceIDFlusso},
		{"TXT di due cifre", pre + "/TXT/12/URI/" + idBreve, causale.CodiceIDFlusso},
		{"etichetta di 61", pre + " " + strings.Repeat("x", 61) + "/URI/" + idBreve, causale.CodiceIDFlusso},
		{"solo la data", pre + "/URI/2024-07-26", causale.CodiceIDFlusso},
		{"senza URI", pre + " " + idBreve, causale.CodiceIDFlusso},
	})
}

func TestLeggiSingola(t *testing.T) {
	const rf = "RF18539007547034"
	provaLetture(t, []casoLettura{
		{"RFS", "/RFS/" + rf + "/45.56", letta{tipo: "RFS", iuv: rf, importo: "45.56"}},
		{"spazi e barre prima", " / /RFS/" + rf + "/45.56", letta{tipo: "RFS", iuv: rf, importo: "45.56"}},
		{"minuscole", "rfs/rf18539007547034/45.56", letta{tipo: "RFS", iuv: rf, importo: "45.56"}},
		{"due separatori", "RFS: " + rf + "/45.56", letta{tipo: "RFS", iuv: rf, importo: "45.56"}},
		{"a gruppi", "/RFS/RF18 5390 0754 7034/45.56", letta{tipo: "RFS", iuv: rf, importo: "45.56", avvertenze: "IUV_SPAZIATO"}},
		{
			"a gruppi con parole dopo", "PAGAMENTO /RFS/RF18 5390 0754 7034 SALDO TARI/45.56",
			letta{tipo: "RFS", iuv: rf, importo: "45.56", avvertenze: "IUV_SPAZIATO"},
		},
		{"spezzata nelle cifre di controllo", "/RFS/RF1\n8539007547034/45.56", letta{tipo: "RFS", iuv: rf, importo: "45.56", avvertenze: "IUV_SPAZIATO"}},
		{"spezzata nel prefisso", "ACCREDITO /RFB/R F 18539007547034", letta{tipo: "RFB", iuv: rf, avvertenze: "IUV_SPAZIATO,RFB_CON_RF"}},
		{"RF senza cifre", "/RFB/RF ABC/1.00", letta{tipo: "RFB", iuv: "RF", importo: "1.00"}},
		{"spezzata", "/RFS/RF185390\r\n07547034/45.56", letta{tipo: "RFS", iuv: rf, importo: "45.56", avvertenze: "IUV_SPAZIATO"}},
		{"parole dopo", "/RFS/" + rf + " SALDO", letta{tipo: "RFS", iuv: rf, avvertenze: "IMPORTO_ASSENTE"}},
		{"virgola dopo", "/RFS/" + rf + ", saldo", letta{tipo: "RFS", iuv: rf, avvertenze: "IMPORTO_ASSENTE"}},
		{
			"cifre errate a gruppi con parole dopo", "/RFS/RF23 5674 8393 7849 4505 5087 5 saldo lungo/1.00",
			letta{tipo: "RFS", iuv: "RF23", importo: "1.00", avvertenze: "RFS_SENZA_RF"},
		},
		{
			"cifre errate, virgola dopo", "/RFS/RF19539007547034, saldo/1.00",
			letta{tipo: "RFS", iuv: "RF19539007547034", importo: "1.00", avvertenze: "CHECK_DIGIT"},
		},
		{"spazi in fondo", "/RFB/" + rf + "  ", letta{tipo: "RFB", iuv: rf, avvertenze: "RFB_CON_RF"}},
		{"a gruppi, virgola dopo", "/RFB/RF18 5390 0754 7034, saldo", letta{tipo: "RFB", iuv: "RF18"}},
		{"RF di 26", "/RFB/RF00" + strings.Repeat("1", 22), letta{tipo: "RFB", iuv: "RF00" + strings.Repeat("1", 22)}},
		{"RFB con RF", "/RFB/" + rf, letta{tipo: "RFB", iuv: rf, avvertenze: "RFB_CON_RF"}},
		{"RFB spezzata", "/RFB/1902 80072 147087", letta{tipo: "RFB", iuv: "190280072147087", avvertenze: "SPEZZATA"}},
		{"RFB spezzata con parole dopo", "/RFB/1902 80072 saldo", letta{tipo: "RFB", iuv: "1902"}},
		{"RFB di 15 non si unisce", "/RFB/190280072147087 2024", letta{tipo: "RFB", iuv: "190280072147087"}},
		{"RFB con trattino", "/RFB/AB-12_3 x", letta{tipo: "RFB", iuv: "AB-12_3"}},
		{"RFB di 35", "/RFB/" + iuv35, letta{tipo: "RFB", iuv: iuv35}},
		{"RFB di 35 dopo un segno", "/RFB/:(" + iuv35 + ")", letta{tipo: "RFB", iuv: iuv35}},
		{"in mezzo, 18 cifre", "BONIFICO RFB/401000000001122010", letta{tipo: "RFB", iuv: "401000000001122010"}},
		{"RF valido e altro attaccato", "/RFB/" + rf + "X", letta{tipo: "RFB", iuv: rf + "X", avvertenze: "CHECK_DIGIT,RFB_CON_RF"}},
		{"RF di cinque, errato e spezzato", "/RFB/RF00 1", letta{tipo: "RFB", iuv: "RF001", avvertenze: "CHECK_DIGIT,IUV_SPAZIATO,RFB_CON_RF"}},
		{"RF di quattro, spezzato", "/RFB/RF0 0", letta{tipo: "RFB", iuv: "RF0"}},
		{"importo che comincia dal punto", "/RFB/1/.5", letta{tipo: "RFB", iuv: "1", avvertenze: "IMPORTO_ILLEGGIBILE"}},
		{"tag del testo in fondo", "/RFB/1/TXT/", letta{tipo: "RFB", iuv: "1"}},
		{"una tabulazione nel testo", "/RFB/1/TXT/a\tb", letta{tipo: "RFB", iuv: "1", testo: "a b"}},
		{"uno spazio largo nel testo", "/RFB/1/TXT/a\u2003b", letta{tipo: "RFB", iuv: "1", testo: "a b"}},
		{
			"numero avviso", "/RFB/001190280072147087",
			letta{tipo: "RFB", iuv: "001190280072147087", candidati: []string{"190280072147087"}, avvertenze: "IUV_E_NAV"},
		},
		{"numero avviso aux 3", "/RFB/301000000001122010/5.00", letta{
			tipo: "RFB", iuv: "301000000001122010", importo: "5.00",
			candidati: []string{"01000000001122010"}, avvertenze: "IUV_E_NAV",
		}},
		{"18 cifre che non sono un avviso", "/RFB/401000000001122010", letta{tipo: "RFB", iuv: "401000000001122010"}},

		{"in mezzo, RF", "BONIFICO RFB/" + rf + "/1.00", letta{tipo: "RFB", iuv: rf, importo: "1.00", avvertenze: "RFB_CON_RF"}},
		{"in mezzo, 15 cifre", "BONIFICO/RFB/190280072147087/TXT/x", letta{tipo: "RFB", iuv: "190280072147087", testo: "x"}},
		{"in mezzo, il primo non conta", "BONIFICO RFB/ccc RFB/190280072147087", letta{tipo: "RFB", iuv: "190280072147087"}},
		{"in mezzo, spezzata", "BONIFICO RFB/1902800 72147087", letta{tipo: "RFB", iuv: "190280072147087", avvertenze: "SPEZZATA"}},
		{"dopo un marcatore illeggibile", "LGPE-RIVERSAMENTO RFB/190280072147087", letta{tipo: "RFB", iuv: "190280072147087"}},

		{"senza decimali", "/RFB/1/45", letta{tipo: "RFB", iuv: "1", importo: "45.00", avvertenze: "IMPORTO_FORMA"}},
		{"un decimale", "/RFB/1/45.5 x", letta{tipo: "RFB", iuv: "1", importo: "45.50", avvertenze: "IMPORTO_FORMA"}},
		{"virgola", "/RFB/1/45,56/TXT/x", letta{tipo: "RFB", iuv: "1", importo: "45.56", testo: "x", avvertenze: "IMPORTO_FORMA"}},
		{"dodici cifre", "/RFB/1/123456789012.34", letta{tipo: "RFB", iuv: "1", importo: "123456789012.34"}},
		{"dodici cifre e virgola", "/RFB/1/123456789012,34", letta{tipo: "RFB", iuv: "1", importo: "123456789012.34", avvertenze: "IMPORTO_FORMA"}},
		{"tredici cifre e virgola", "/RFB/1/1234567890123,34", letta{tipo: "RFB", iuv: "1", avvertenze: "IMPORTO_ILLEGGIBILE"}},
		{"virgola e niente", "/RFB/1/1,", letta{tipo: "RFB", iuv: "1", avvertenze: "IMPORTO_ILLEGGIBILE"}},
		{"tredici cifre", "/RFB/1/1234567890123.34", letta{tipo: "RFB", iuv: "1", avvertenze: "IMPORTO_ILLEGGIBILE"}},
		{"migliaia", "/RFB/1/1.000,00", letta{tipo: "RFB", iuv: "1", avvertenze: "IMPORTO_ILLEGGIBILE"}},
		{"tre decimali", "/RFB/1/100.005/TXT/x", letta{tipo: "RFB", iuv: "1", testo: "x", avvertenze: "IMPORTO_ILLEGGIBILE"}},
		{
			"RFS illeggibile", "/RFS/" + rf + "/1.000,00",
			letta{tipo: "RFS", iuv: rf, avvertenze: "IMPORTO_ILLEGGIBILE,IMPORTO_ASSENTE"},
		},
		{"zero", "/RFS/" + rf + "/0.00", letta{tipo: "RFS", iuv: rf, importo: "0.00", avvertenze: "IMPORTO_ZERO"}},
		{"zero senza decimali", "/RFB/1/0", letta{tipo: "RFB", iuv: "1", importo: "0.00", avvertenze: "IMPORTO_FORMA,IMPORTO_ZERO"}},

		{"testo", "/RFB/1/txt/  a \t b\u00a0\u00a0c ", letta{tipo: "RFB", iuv: "1", testo: "a b c"}},
		{"testo con barre", "/RFB/1/1.00/TXT/a/b/TXT/c", letta{tipo: "RFB", iuv: "1", importo: "1.00", testo: "a/b/TXT/c"}},
		{"testo senza tag", "/RFB/1/1.00/saldo  tari", letta{tipo: "RFB", iuv: "1", importo: "1.00", testo: "saldo tari", avvertenze: "TXT_ASSENTE"}},
		{"testo senza tag né importo", "/RFB/1/saldo", letta{tipo: "RFB", iuv: "1", testo: "saldo", avvertenze: "TXT_ASSENTE"}},
		{"testo senza tag in mezzo", "x RFB/190280072147087/saldo", letta{tipo: "RFB", iuv: "190280072147087"}},
		{"parole dopo l'importo", "/RFB/1/1.00 saldo", letta{tipo: "RFB", iuv: "1", importo: "1.00"}},
		{"barra in fondo", "/RFB/1/", letta{tipo: "RFB", iuv: "1"}},
	})
	provaRifiuti(t, []casoRifiuto{
		{"IUV di 36", "/RFB/" + iuv35 + "9", causale.CodiceIUV},
		{"cifre unite oltre 35", "/RFB/1234567890 " + strings.Repeat("12345 ", 6), causale.CodiceIUV},
		{"nessun separatore", "/RFB190280072147087", causale.CodiceNessuno},
		{"finisce per RF", "BONIFICO RF", causale.CodiceNessuno},
		{"finisce per RFB", "BONIFICO RFB", causale.CodiceNessuno},
		{"finisce per il separatore", "BONIFICO RFB/", causale.CodiceNessuno},
		{"tre separatori", "/RFB///190280072147087", causale.CodiceNessuno},
		{"dopo una lettera", "xRFB/190280072147087", causale.CodiceNessuno},
		{"dopo una lettera accentata", "èRFB/190280072147087", causale.CodiceNessuno},
		{"dopo uno spazio, in mezzo, breve", " ab RFB/ccc", causale.CodiceNessuno},
		{"IUV di 36 dopo un segno", "/RFB/:(" + iuv35 + "9", causale.CodiceIUV},
		{"in mezzo, breve", "BONIFICO RFB/ccc", causale.CodiceNessuno},
		{"in mezzo, 14 cifre", "BONIFICO RFB/19028007214708", causale.CodiceNessuno},
		{"in mezzo, 19 cifre", "BONIFICO RFB/1902800721470870000", causale.CodiceNessuno},
		{"vuota dopo il tag", "/RFB//", causale.CodiceNessuno},
	})
}

type casoRifiuto struct {
	nome, testo string
	codice      avviso.Codice
}

func provaRifiuti(t *testing.T, casi []casoRifiuto) {
	t.Helper()
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			l, _, err := causale.Leggi(c.testo)
			require.Error(t, err, "%+v", daCausale(l))
			require.Equal(t, c.codice, codiceDi(t, err))
			require.Empty(t, cmp.Diff(causale.Causale{}, l, confronta))
			tutte, _, err := causale.LeggiTutti(c.testo)
			require.Empty(t, tutte)
			require.Equal(t, c.codice, codiceDi(t, err))
		})
	}
}

// The shortest RF reference has one character after its check digits.
func TestLeggiRFBreve(t *testing.T) {
	rf, err := avviso.NuovoRF("1")
	require.NoError(t, err)
	require.Len(t, rf.String(), 5)
	for _, dopo := range []string{"", " "} {
		c, _, err := causale.Leggi("/RFS/" + rf.String() + dopo + "/1.00")
		require.NoError(t, err)
		require.Equal(t, letta{tipo: "RFS", iuv: rf.String(), importo: "1.00"}, daCausale(c))
	}
}

// A text that needs no collapsing is returned as it stands.
func TestLeggiTestoPulito(t *testing.T) {
	const s = "/RFB/190280072147087/10.00/TXT/saldo della tari 2024"
	require.Zero(t, testing.AllocsPerRun(100, func() { _, _ = causale.Trova(s) }))
}

func TestLeggiRifiuti(t *testing.T) {
	provaRifiuti(t, []casoRifiuto{
		{"vuota", "", causale.CodiceVuota},
		{"bianca", " \u00a0\r\n\t\u2003", causale.CodiceVuota},
		{"bianca e lunga", strings.Repeat(" ", 5000), causale.CodiceVuota},
		{"solo barre", "///", causale.CodiceNessuno},
		{"4097 byte", "/RFB/1/TXT/" + strings.Repeat("x", 4086), causale.CodiceLunga},
		{"altro", "BONIFICO A VOSTRO FAVORE MARIO ROSSI SALDO FATTURA 12", causale.CodiceNessuno},
		{"byte che non sono UTF-8", "\xff\xfe\x80RFB", causale.CodiceNessuno},
	})
	for _, massima := range []string{
		"/RFB/1/TXT/" + strings.Repeat("x", 4085),
		flussoU + flusso1 + " " + strings.Repeat("x", 4095-len(flussoU+flusso1)),
	} {
		c, _, err := causale.Leggi(massima)
		require.NoError(t, err, "4096 bytes are read")
		tutte, _, err := causale.LeggiTutti(massima)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff([]causale.Causale{c}, tutte, confronta))
	}
}

func TestAvvertenzeInsieme(t *testing.T) {
	s := causale.SenzaTagTesto | causale.Spezzato
	require.Equal(t, "SPEZZATA,TXT_ASSENTE", s.String())
	require.Equal(t, []avviso.Avvertenza{
		{Codice: "SPEZZATA", Testo: "identificativo spezzato nella causale"},
		{Codice: "TXT_ASSENTE", Campo: "descrizione", Testo: "testo della causale senza /TXT/"},
	}, s.Elenco())
	require.Empty(t, causale.Avvertenze(0).Elenco())
	b, err := json.Marshal(s)
	require.NoError(t, err)
	require.Equal(t, `["SPEZZATA","TXT_ASSENTE"]`, string(b))
	err = json.Unmarshal([]byte(`["TXT_ASSENTE","SPEZZATA"]`), &s)
	require.NoError(t, err)
	require.Equal(t, causale.SenzaTagTesto|causale.Spezzato, s)
	err = json.Unmarshal([]byte(`["WRAP"]`), &s)
	require.Equal(t, causale.CodiceSintassi, codiceDi(t, err))
}
