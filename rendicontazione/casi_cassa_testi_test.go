package rendicontazione_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// letture reads the documents of a case, which must be good to the last line.
func letture(t *testing.T, estratti ...*cassa.Estratto) (mm []cassa.Movimento) {
	t.Helper()
	for _, e := range estratti {
		for m, err := range e.Movimenti() {
			require.NoError(t, err)
			mm = append(mm, m)
		}
	}
	return mm
}

// contiCassa are the accounts of the body.
var contiCassa = cassa.Conti{contoT: enteCassa, "IT80M0760100000000099990001": enteCassa}

// swift is an MT940 of the account T.
func swift(numero, iniziale, finale string, linee ...string) string {
	return ":20:STARTUMS\n:25:" + contoT + "\n:28C:" + numero + "\n:60F:" + iniziale + "\n" + strings.Join(linee, "\n") + "\n:62F:" + finale + "\n-\n"
}

func mt940(testi ...string) *cassa.Estratto {
	return cassa.NuovoMT940(strings.NewReader(strings.Join(testi, "")), contiCassa)
}

func rh(testo string) *cassa.Estratto {
	return cassa.NuovoRH(strings.NewReader(testo), contiCassa)
}

func tabella(testo, documento string) *cassa.Estratto {
	return cassa.NuovaTabella(strings.NewReader(testo), contiCassa, cassa.Profilo{IdDominio: enteCassa, Documento: documento})
}

// TestCasiCassaTesti: what banks and treasurers hand over as text, from the document to the
// report. The TRN of the records is not that of G1, by two digits.
func TestCasiCassaTesti(t *testing.T) {
	linea := func(importo, rif string) string {
		return ":61:2604140414C" + importo + "NTRFNONREF" + rif + "\n:86:" + purG(1)
	}
	b, err := os.ReadFile("cassa/testdata/rh.txt")
	require.NoError(t, err)
	estrattoRH := string(b)
	senza := func(testo string, record ...string) string {
		var s strings.Builder
		for l := range strings.Lines(testo) {
			tieni := true
			for _, r := range record {
				tieni = tieni && !strings.HasPrefix(l, r)
			}
			if tieni {
				s.WriteString(l)
			}
		}
		return s.String()
	}
	const giorno, mese = "104/1/STARTUMS/C260413EUR2100,00", "4/1/STARTUMS/C260331EUR2100,00"
	stornato := func(credito, storno string) string {
		return credito + " STORNATO G1 residuo 0.00\n" + storno + "* STORNO -318.40\nG1 ACCREDITO_STORNATO\nR1 RENDICONTATA ACCREDITO_STORNATO\nP1 RENDICONTATA ACCREDITO_STORNATO"
	}
	provaCassa(t, []casoCassa{
		{
			nome: "2: daily and monthly with the bank's reference",
			movimenti: letture(t, mt940(swift("104/1", "C260413EUR2100,00", "C260414EUR2418,40", linea("318,40", "//7700911"))),
				mt940(swift("4/1", "C260331EUR2100,00", "C260430EUR2418,40", linea("318,40", "//7700911")))),
			attese: "7700911/20260414E31840 RICONCILIATO G1\nG1!",
		},
		{
			nome: "3: without it",
			movimenti: letture(t, mt940(swift("104/1", "C260413EUR2100,00", "C260414EUR2418,40", linea("318,40", ""))),
				mt940(swift("4/1", "C260331EUR2100,00", "C260430EUR2418,40", linea("318,40", "")))),
			attese: giorno + "/1/20260414E31840 RICONCILIATO G1 LETTO_DUE_VOLTE\n" + mese + "/1/20260414E31840 COPIA_PROBABILE di " + giorno + "/1/20260414E31840\nG1!",
		},
		{
			nome:      "5: a reference that is none",
			movimenti: letture(t, mt940(swift("104/1", "C260413EUR2100,00", "C260414EUR2418,40", linea("159,20", "//55555"), linea("159,20", "//55555")))),
			attese:    giorno + "/1/20260414E15920 RICONCILIATO G1\n" + giorno + "/2/20260414E15920 INTEGRAZIONE G1\nG1!",
		},
		{
			nome: "8: one number for all messages",
			movimenti: letture(t, mt940(swift("0", "C260413EUR2100,00", "C260414EUR2418,40", linea("318,40", "")),
				swift("0", "C260414EUR2418,40", "C260415EUR2513,55", ":61:2604140414C95,15NTRFNONREF\n:86:"+purG(2)),
				swift("0", "C260415EUR2513,55", "C260416EUR2573,55", ":61:2604140414C60,00NTRFNONREF\n:86:"+purG(4)))),
			attese: `0/STARTUMS/C260413EUR2100,00/1/20260414E31840 RICONCILIATO G1
				0/STARTUMS/C260414EUR2418,40/1/20260414E9515 RICONCILIATO G2
				0/STARTUMS/C260415EUR2513,55/1/20260414E6000 RICONCILIATO G4
				G1!
				G2!
				G4!`,
		},
		{
			nome:      "13: CBI records: a text cut by the bank, a reversal",
			movimenti: letture(t, rh(estrattoRH)),
			attese: `0710260414000311/20260414E31840 STORNATO G1 residuo 0.00
				0710260414000377/20260414E31840* STORNO -318.40
				20260414/C210000/2/20260414E9515 CAUSALE_ILLEGGIBILE G2? IMPORTO_DI_FLUSSO
				G1 ACCREDITO_STORNATO
				G2 ACCREDITO_MANCANTE ACCREDITO_POSSIBILE
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome:      "14: without the reversal",
			movimenti: letture(t, rh(senza(estrattoRH, " 620000001003", " 630000001003"))),
			attese: `0710260414000311/20260414E31840 RICONCILIATO G1 TRN_DIVERSO,SPEZZATA
				20260414/C210000/2/20260414E9515 CAUSALE_ILLEGGIBILE G2? IMPORTO_DI_FLUSSO
				G1!
				G2 ACCREDITO_MANCANTE ACCREDITO_POSSIBILE`,
		},
		{
			nome: "16: the same records once more",
			movimenti: letture(t, rh(senza(estrattoRH, " 620000001003", " 630000001003")+
				strings.Replace(senza(estrattoRH, " 620000001003", " 630000001003"), "93001", "93011", 1))),
			attese: `0710260414000311/20260414E31840 RICONCILIATO G1 TRN_DIVERSO,SPEZZATA
				20260414/C210000/2/20260414E9515 CAUSALE_ILLEGGIBILE G2? LETTO_DUE_VOLTE,IMPORTO_DI_FLUSSO
				20260414/C210000~2/2/20260414E9515 COPIA_PROBABILE di 20260414/C210000/2/20260414E9515
				G1!
				G2 ACCREDITO_MANCANTE ACCREDITO_POSSIBILE`,
		},
		{
			nome: "17: a reference cut between RI1 and RI2",
			movimenti: letture(t, rh(senza(strings.NewReplacer("318,4048BO                0710260414000311", "095,1548BO                0710260414000311",
				"BON. SEPA DA PSP FINTO TRE PER RIVERSAMENTO INCASSI /PUR/LGPE-RIVERSAMENTO/TXT/0/URI/2026-04-13ABI03069-", fmt.Sprintf("%104s", purG(2)[:len(purG(2))-2]),
				"RI2S777001", "RI212").Replace(estrattoRH), " 620000001002", " 630000001002", " 620000001003", " 630000001003"))),
			attese: "0710260414000311/20260414E9515 RICONCILIATO G2 SPEZZATA,SPEZZATURA_AMBIGUA\nG2!",
		},
		{
			nome: "28: a time in the text, a field written twice",
			movimenti: letture(t, mt940(swift("1", "C260413EUR0,", "C260414EUR413,55", ":61:2604140414C318,40NTRFNONREF//7700911\n:86:ORA 11\n:52:07 BON "+purG(1),
				":61:2604140414C95,15NTRFNONREF//7700912\n:86:BONIFICO\n:86:"+purG(2)))),
			attese: "7700911/20260414E31840 RICONCILIATO G1\n7700912/20260414E9515 RICONCILIATO G2\nG1!\nG2!",
		},
		{
			nome: "29: subfields, a day of a month of 30",
			movimenti: letture(t, mt940(swift("1", "C260413EUR0,", "C260414EUR60,00",
				":61:2602300228C60,00NTRFNONREF//7700913\n:86:166?00BON?20DA?29PSP?60/PUR/LGPE-RIVERSAMENTO?61/URI/2026-04-14CIPBITMM-0?628-00-17-55120"))),
			attese: "7700913/20260228E6000 RICONCILIATO G4 SPEZZATA,SPEZZATURA_AMBIGUA\nG4!",
		},
		{
			nome: "31: a reversal with the bank's reference again",
			movimenti: letture(t, mt940(swift("1", "C260413EUR2100,00", "C260416EUR2100,00", linea("318,40", "//7700911"),
				":61:2604160416RC318,40NTRFNONREF//7700911"))),
			attese: stornato("7700911/20260414E31840", "7700911/20260416E31840"),
		},
		{
			nome: "31: with another, the flow in the text",
			movimenti: letture(t, mt940(swift("1", "C260413EUR2100,00", "C260416EUR2100,00", linea("318,40", "//7700911"),
				":61:2604160416RC318,40NTRFNONREF//8800455\n:86:STORNO "+purG(1)))),
			attese: stornato("7700911/20260414E31840", "8800455/20260416E31840"),
		},
		{
			nome: "42: a treasurer's table, the row again with a minus",
			movimenti: letture(t, tabella(titoliTesoreria+"2026;311;14/04/2026;PSP FINTO;"+purG(1)+";318,40;2026-04-14\n", ""),
				tabella(titoliTesoreria+"2026;311;14/04/2026;PSP FINTO;"+purG(1)+";-318,40;2026-04-14\n", "")),
			attese: stornato("2026/311", "2026/311"),
		},
		{
			nome: "43: the statement of a postal account",
			movimenti: letture(t, tabella("Conto;IT80M0760100000000099990001\nData contabile;Data valuta;Codice;Causale;Divisa;Addebiti;Accrediti;;Descrizione\n"+
				"14/04/2026;14/04/2026;048;;EUR;;95,15;;RI1"+purG(2)+" ACCREDITO\nSaldo;;;;;;1.000,00;;\n", "aprile.csv")),
			attese: "aprile.csv/1/20260414E9515 RICONCILIATO G2 SPEZZATURA_AMBIGUA\nG2!",
		},
		{
			nome: "44: the movements of an account, saved from a spreadsheet",
			movimenti: letture(t, tabella("ABI;CAB;CONTO;DIVISA;DATA CONTABILE;DATA VALUTA;IMPORTO;SEGNO;CAUSALE;NUM. ASSEGNO;RIF. BANCA;RIF. CLIENTE;DESCRIZIONE;DESCRIZIONE ESTESA\n"+
				"99998;00002;4711;EUR;46126;46126;60,00;+;48BO;;0920299000000777;;;BON. :TID:1001260414000055 :RI3:"+purG(4)+" :SEC:CASH\n", "")),
			attese: "0920299000000777/20260414E6000 RICONCILIATO G4\nG4!",
		},
	})

	e := mt940(swift("1", "C260413EUR100,00", "C260414EUR358,40", linea("318,40", "//7700911"))) // 32
	require.Len(t, letture(t, e), 1)
	require.Equal(t, []avviso.Codice{cassa.CodiceSaldo}, e.Quadrature()[0].Rilievi)
	require.Equal(t, "60.00", e.Quadrature()[0].Differenza.String())
}

const titoliTesoreria = "ESERCIZIO;N.PROVV.;DATA ESEC.;ANAGRAFICA CLIENTE;DESCRIZIONE CAUSALE;IMPORTO PROVVISORIO;VALUTA ENTE\n"
