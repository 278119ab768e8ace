package cassa_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

const (
	ibanT = "IT88A9999800002000000004711"

	pur = "/PUR/LGPE-RIVERSAMENTO/URI/"
	g1  = "2026-04-13ABI03069-S777001"
	g2  = "2026-04-13BCITITMM-0000412"
	g3  = "2026-04-14UNCRITMM-p4k2"

	regG1 = "0306977712345670489999599995IT"
)

var (
	dominioT = avviso.MustIdDominio("99999000047")
	contiT   = cassa.Conti{ibanT: dominioT}
)

// contiTutti are the accounts of all the documents.
func contiTutti() cassa.Conti {
	tutti := conti()
	tutti[ibanT] = dominioT
	return tutti
}

// scritturaCamt returns one booked credit of 14 April, with the given details.
func scritturaCamt(importo, dettagli string) string {
	return `<Ntry><NtryRef>1</NtryRef><Amt Ccy="EUR">` + importo + `</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>` +
		`<BookgDt><Dt>2026-04-14</Dt></BookgDt>` + dettagli + `</Ntry>`
}

// tx returns the details of one transaction.
func tx(dentro string) string { return "<NtryDtls><TxDtls>" + dentro + "</TxDtls></NtryDtls>" }

func ustrd(s string) string { return "<RmtInf><Ustrd>" + s + "</Ustrd></RmtInf>" }

func saldo(tipo, importo, giorno string) string {
	return `<Bal><Tp><CdOrPrtry><Cd>` + tipo + `</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">` + importo + `</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>` + giorno + `</Dt></Dt></Bal>`
}

// stmtT returns a statement of account T of 14 April.
func stmtT(id string, voci ...string) string {
	return "<Stmt><Id>" + id + "</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2026-04-15T02:10:00</CreDtTm><Acct><Id><IBAN>" + ibanT + "</IBAN></Id></Acct>" +
		saldo("CLBD", "2513.55", "2026-04-14") + strings.Join(voci, "\n") + "</Stmt>"
}

func messaggio(stmt ...string) string {
	return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>` + strings.Join(stmt, "") + "</BkToCstmrStmt></Document>"
}

// leggiT reads a whole document of account T.
func leggiT(t *testing.T, xml string) ([]cassa.Movimento, *cassa.Estratto) {
	t.Helper()
	e := cassa.NuovoCamt053(strings.NewReader(xml), contiT)
	letti, errori := raccogli(e.Movimenti())
	require.Empty(t, errori)
	for _, m := range letti {
		require.NoError(t, m.Valida())
	}
	return letti, e
}

// TestCBIXML reads a daily statement of CBI, whole and as its log message alone.
func TestCBIXML(t *testing.T) {
	base := cassa.Movimento{
		Fonte: "CAMT053:" + ibanT, IdDominio: dominioT, IBAN: mustIBAN(t, ibanT), Segno: cassa.Entrata,
		DataContabile: avviso.MustData("2026-04-14"), Estratto: "4711-0414/1/20260414",
	}
	primo, secondo := base, base
	primo.ID, primo.RifBanca, primo.TRN = "004711000088001/20260414E31840", "004711000088001", regG1
	primo.Importo, primo.DataValuta, primo.Ordinante = avviso.MustImporto("318.40"), avviso.MustData("2026-04-13"), "PSP FINTO TRE S.P.A."
	primo.Causale = pur + "2026-04-13AB ... | BO:ABICAB:9999600003 " + pur + g1
	secondo.ID, secondo.Importo = "4711-0414/1/20260414/2/20260414E9515", avviso.MustImporto("95.15")
	secondo.Causale = "BON.ISTANTANEO " + pur + g2
	intero := campione(t, "cbixml_giornaliera.xml")
	i, j := strings.Index(intero, "<L:CBIDly"), strings.Index(intero, "</B:CBIBkTo")
	solo := strings.Replace(intero[i:j], ">", ` xmlns:L="urn:CBI:xsd:CBIBkToCstmrStmtReqLogMsg.00.01.02" xmlns:D="urn:CBI:xsd:CBIDlyStmtReqLogMsg.00.01.02">`, 1)
	periodica := strings.ReplaceAll(solo, "CBIDlyStmtReqLogMsg", "CBIPrdcStmtReqLogMsg")
	for _, xml := range []string{intero, solo, periodica, strings.ReplaceAll(intero, "00.01.02", "00.01.05")} {
		letti, e := leggiT(t, xml)
		require.Empty(t, cmp.Diff([]cassa.Movimento{primo, secondo}, letti, comparatore))
		require.Empty(t, cmp.Diff([]cassa.Quadratura{{
			Fonte: "CAMT053:" + ibanT, Conto: ibanT, Estratto: "4711-0414/1/20260414", Dal: avviso.MustData("2026-04-14"), Al: avviso.MustData("2026-04-14"),
			SaldoIniziale: importo("2100.00"), SaldoFinale: importo("2513.55"), Righe: 2, Entrate: avviso.MustImporto("413.55"), Rilievi: []avviso.Codice{},
		}}, e.Quadrature(), comparatore))
	}
}

func importo(s string) *avviso.Importo { i := avviso.MustImporto(s); return &i }

// TestCamt053Identita: lines without a reference go by statement and place, whatever NtryRef says.
func TestCamt053Identita(t *testing.T) {
	uno := messaggio(stmtT("77-1", scritturaCamt("318.40", tx(ustrd(pur+g1)))))
	due := messaggio(strings.ReplaceAll(stmtT("77-2", scritturaCamt("95.15", tx(ustrd(pur+g2)))), "2026-04-14</Dt>", "2026-04-15</Dt>"))
	a, _ := leggiT(t, uno)
	b, _ := leggiT(t, due)
	c, _ := leggiT(t, uno)
	require.Equal(t, "77-1/1/20260414/1/20260414E31840", a[0].ID)
	require.Equal(t, "77-2/1/20260415/1/20260415E9515", b[0].ID)
	require.Equal(t, a, c)

	// The same statement twice in a file is another one: nothing says whose copy it is.
	s := stmtT("77-1", scritturaCamt("318.40", tx(ustrd(pur+g1))))
	letti, e := leggiT(t, messaggio(s, s))
	require.Equal(t, "77-1/1/20260414", letti[0].Estratto)
	require.Equal(t, "77-1/1/20260414~2", letti[1].Estratto)
	require.Equal(t, "77-1/1/20260414~2/1/20260414E31840", letti[1].ID)
	require.Equal(t, "77-1/1/20260414~2", e.Quadrature()[1].Estratto)
}

// TestCamt053Estratto: what names a statement.
func TestCamt053Estratto(t *testing.T) {
	const testa = "<Id>77</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2026-04-15T02:10:00</CreDtTm>"
	for _, tt := range []struct{ nome, testa, saldi, want string }{
		{"closing balance", testa, saldo("CLBD", "1.00", "2026-04-14"), "77/1/20260414"},
		{"interim balance", testa, saldo("ITBD", "1.00", "2026-04-13"), "77/1/20260413"},
		{"closing before interim", testa, saldo("ITBD", "1.00", "2026-04-13") + saldo("CLBD", "1.00", "2026-04-14"), "77/1/20260414"},
		{"end of the period", testa + "<FrToDt><FrDtTm>2026-04-01T00:00:00</FrDtTm><ToDtTm>2026-04-12T23:59:59</ToDtTm></FrToDt>", "", "77/1/20260412"},
		{"instant of writing", testa, "", "77/1/20260415"},
		{"legal number", strings.Replace(testa, "ElctrncSeqNb>1<", "LglSeqNb>9<", 1), "", "77/9/20260415"},
		{"no number", "<Id>77</Id><CreDtTm>2026-04-15T02:10:00</CreDtTm>", "", "77/20260415"},
		{"a page", testa + "<StmtPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>", "", "77/1/20260415/p2"},
		{"a sequence", testa + "<RptgSeq><EQSeq>3</EQSeq></RptgSeq>", "", "77/1/20260415/p3"},
		{"a retransmission", testa + "<CpyDplctInd>DUPL</CpyDplctInd>", "", "77/1/20260415"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, _ := leggiT(t, messaggio("<Stmt>"+strings.NewReplacer("LglSeqNb>9</ElctrncSeqNb", "LglSeqNb>9</LglSeqNb").Replace(tt.testa)+
				"<Acct><Id><IBAN>"+ibanT+"</IBAN></Id></Acct>"+tt.saldi+scritturaCamt("1.00", "")+"</Stmt>"))
			require.Equal(t, tt.want, letti[0].Estratto)
			require.Equal(t, tt.want+"/1/20260414E100", letti[0].ID)
		})
	}
}

// TestCamt053Riferimenti: which reference makes the ID, and what TRN and RifBanca are.
func TestCamt053Riferimenti(t *testing.T) {
	const base = "S/1/20260414/1/20260414E31840"
	for _, tt := range []struct{ nome, dettagli, id, rif, trn, e2e string }{
		{"none", tx(""), base, "", "", ""},
		{"transaction before entry", "<AcctSvcrRef>AAA1</AcctSvcrRef>" + tx("<Refs><AcctSvcrRef>TTT1</AcctSvcrRef></Refs>"), "TTT1/20260414E31840", "TTT1", "", ""},
		{"entry", "<AcctSvcrRef>AAA1</AcctSvcrRef>" + tx(""), "AAA1/20260414E31840", "AAA1", "", ""},
		{"TRN beside the bank's own", tx("<Refs><AcctSvcrRef>TTT1</AcctSvcrRef><ClrSysRef>" + regG1 + "</ClrSysRef></Refs>"), "TTT1/20260414E31840", "TTT1", regG1, ""},
		{"TxId", tx("<Refs><TxId>XX1</TxId></Refs>"), "XX1/20260414E31840", "", "XX1", ""},
		{"TxId before ClrSysRef in the ID, after it as TRN", tx("<Refs><TxId>XX1</TxId><ClrSysRef>CC1</ClrSysRef></Refs>"), "XX1/20260414E31840", "", "CC1", ""},
		{"ClrSysRef", tx("<Refs><ClrSysRef>CC1</ClrSysRef></Refs>"), "CC1/20260414E31840", "", "CC1", ""},
		{"words for none", "<AcctSvcrRef>NONREF</AcctSvcrRef>" + tx("<Refs><AcctSvcrRef>0000</AcctSvcrRef><EndToEndId>-</EndToEndId><TxId>NOTPROVIDED</TxId></Refs>"), base, "", "", ""},
		{"never EndToEndId", tx("<Refs><EndToEndId>E2E1</EndToEndId></Refs>"), base, "", "", "E2E1"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, _ := leggiT(t, messaggio(stmtT("S", scritturaCamt("318.40", tt.dettagli))))
			m := letti[0]
			require.Equal(t, []string{tt.id, tt.rif, tt.trn, tt.e2e}, []string{m.ID, m.RifBanca, m.TRN, m.EndToEndID})
		})
	}
}

// TestCamt053Testi: every place of a text, in order.
func TestCamt053Testi(t *testing.T) {
	for _, tt := range []struct{ nome, dettagli, causale, iuv string }{
		{"all places", tx("<RmtInf><Ustrd>U1</Ustrd><Ustrd>U2</Ustrd><Strd><CdtrRefInf><Ref>QUALSIASI</Ref></CdtrRefInf><AddtlRmtInf>I1</AddtlRmtInf></Strd></RmtInf><AddtlTxInf>T1</AddtlTxInf>") +
			"<AddtlNtryInf>N1</AddtlNtryInf>", "U1\nU2 | QUALSIASI | I1 | T1 | N1", ""},
		{"only in AddtlTxInf", tx("<AddtlTxInf>" + pur + g1 + " Esito:OK</AddtlTxInf>"), pur + g1 + " Esito:OK", ""},
		{
			"cut, and whole", tx(ustrd(pur+"2026-04-13BCITITMM-0000 ...") + "<AddtlTxInf>BONIFICO " + pur + g2 + "</AddtlTxInf>"),
			pur + "2026-04-13BCITITMM-0000 ... | BONIFICO " + pur + g2, "",
		},
		{"contained in an earlier one", tx(ustrd("BONIFICO "+pur+g1)+"<AddtlTxInf>"+pur+g1+"</AddtlTxInf>") + "<AddtlNtryInf>BONIFICO</AddtlNtryInf>", "BONIFICO " + pur + g1, ""},
		{"RF", tx("<RmtInf><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>"), "", "RF18539007547034"},
		{"IUV of 15", tx("<RmtInf><Strd><CdtrRefInf><Ref>000000000000123</Ref></CdtrRefInf></Strd></RmtInf>"), "", "000000000000123"},
		{"IUV of 17", tx("<RmtInf><Strd><CdtrRefInf><Ref>01000000047110106</Ref></CdtrRefInf></Strd></RmtInf>"), "", "01000000047110106"},
		{"notice number", tx("<RmtInf><Strd><CdtrRefInf><Ref>301000000047110106</Ref></CdtrRefInf></Strd></RmtInf>"), "", "301000000047110106"},
		{"RF with wrong check digits", tx("<RmtInf><Strd><CdtrRefInf><Ref>RF19539007547034</Ref></CdtrRefInf></Strd></RmtInf>"), "RF19539007547034", ""},
		{"16 digits", tx("<RmtInf><Strd><CdtrRefInf><Ref>0100000004711010</Ref></CdtrRefInf></Strd></RmtInf>"), "0100000004711010", ""},
		{"no text", tx("<Refs><ClrSysRef>" + regG1 + "</ClrSysRef></Refs>"), "", ""},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, _ := leggiT(t, messaggio(stmtT("S", scritturaCamt("318.40", tt.dettagli))))
			require.Equal(t, []string{tt.causale, tt.iuv}, []string{letti[0].Causale, letti[0].IUV.String()})
		})
	}
}

// TestCamt053Marche: what the bank writes in its own words, where the elements say nothing.
func TestCamt053Marche(t *testing.T) {
	for _, tt := range []struct{ nome, dettagli, causale, trn, e2e, bic, ordinante string }{
		{"TRN", tx("<AddtlTxInf>BO:ABICAB:9999600003TRN:" + regG1 + "</AddtlTxInf>"), "BO:ABICAB:9999600003TRN:" + regG1, regG1, "", "", ""},
		{"TRN of the element first", tx("<Refs><ClrSysRef>CC1</ClrSysRef></Refs><AddtlTxInf>TRN:" + regG1 + "</AddtlTxInf>"), "TRN:" + regG1, "CC1", "", "", ""},
		{
			"tags", tx("<AddtlTxInf>BONIFICO :TID:1001260414000055 :E2E:E2E1 :BI2:ABCDITMMXXX :OR1:PSP FINTO :RI3:" + pur + g1 + " :SEC:CASH</AddtlTxInf>"),
			"", "1001260414000055", "E2E1", "ABCDITMMXXX", "PSP FINTO",
		},
		{"in the entry", "<AddtlNtryInf>TRN:" + regG1 + "</AddtlNtryInf>", "TRN:" + regG1, regG1, "", "", ""},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, _ := leggiT(t, messaggio(stmtT("S", scritturaCamt("318.40", tt.dettagli))))
			m := letti[0]
			if tt.causale != "" {
				require.Equal(t, tt.causale, m.Causale)
			} else {
				require.True(t, strings.HasPrefix(m.Causale, pur+g1+" | BONIFICO"), m.Causale) // a place of its own, the first
			}
			require.Equal(t, []string{tt.trn, tt.e2e, tt.bic, tt.ordinante}, []string{m.TRN, m.EndToEndID, m.BICOrdinante, m.Ordinante})
			if tt.trn != "CC1" {
				require.Equal(t, "S/1/20260414/1/20260414E31840", m.ID) // a text makes no ID
			}
		})
	}
}

// TestCamt053Divisione: an entry of several transactions.
func TestCamt053Divisione(t *testing.T) {
	parte := func(importo, testo string) string { return "<TxDtls>" + importo + ustrd(testo) + "</TxDtls>" }
	amt := func(s string) string { return `<Amt Ccy="EUR">` + s + `</Amt>` }
	txAmt := func(s string) string { return `<AmtDtls><TxAmt>` + amt(s) + `</TxAmt></AmtDtls>` }
	instd := func(s string) string { return `<AmtDtls><InstdAmt>` + amt(s) + `</InstdAmt></AmtDtls>` }
	rif := func(s string) string { return "<Refs><AcctSvcrRef>" + s + "</AcctSvcrRef></Refs>" }
	crdt, dbit := "<CdtDbtInd>CRDT</CdtDbtInd>", "<CdtDbtInd>DBIT</CdtDbtInd>"
	due := []string{"S/1/20260414/1.1/20260414E31840 318.40 " + pur + g1, "S/1/20260414/1.2/20260414E9515 95.15 " + pur + g2}
	uno := []string{"S/1/20260414/1/20260414E41355 413.55 LOTTO " + pur + g1 + "\n" + pur + g2}
	for _, tt := range []struct {
		nome, prima, parti string
		want               []string
	}{
		{"Amt", "", parte(amt("318.40"), pur+g1) + parte(amt("95.15"), pur+g2), due},
		{"TxAmt", "", parte(txAmt("318.40"), pur+g1) + parte(txAmt("95.15"), pur+g2), due},
		{"InstdAmt", "", parte(instd("318.40"), pur+g1) + parte(instd("95.15"), pur+g2), due},
		{"one of each", "", parte(amt("318.40")+instd("1.00"), pur+g1) + parte(instd("95.15"), pur+g2), due},
		{"same mark", "", parte(amt("318.40")+crdt, pur+g1) + parte(amt("95.15"), pur+g2), due},
		{"no amounts", "", parte("", pur+g1) + parte("", pur+g2), uno},
		{"one amount", "", parte(amt("318.40"), pur+g1) + parte("", pur+g2), uno},
		{"a cent less", "", parte(amt("318.40"), pur+g1) + parte(amt("95.14"), pur+g2), uno},
		{"another mark", "", parte(amt("318.40"), pur+g1) + parte(amt("95.15")+dbit, pur+g2), uno},
		{"another currency", "", parte(amt("318.40"), pur+g1) + parte(`<Amt Ccy="USD">95.15</Amt>`, pur+g2), uno},
		{
			"own references", "<AcctSvcrRef>AAA1</AcctSvcrRef>", parte(rif("TTT1")+amt("318.40"), pur+g1) + parte(rif("TTT2")+amt("95.15"), pur+g2),
			[]string{"TTT1/20260414E31840 318.40 " + pur + g1, "TTT2/20260414E9515 95.15 " + pur + g2},
		},
		{
			"reference of the entry", "<AcctSvcrRef>AAA1</AcctSvcrRef>", parte(amt("318.40"), pur+g1) + parte(amt("95.15"), pur+g2),
			[]string{"AAA1.1/20260414E31840 318.40 " + pur + g1, "AAA1.2/20260414E9515 95.15 " + pur + g2},
		},
		{"a part of zero", "", parte(amt("413.55"), pur+g1) + parte(amt("0.00"), pur+g2), []string{"S/1/20260414/1.1/20260414E41355 413.55 " + pur + g1}},
		{
			"text of the entry", "<AddtlNtryInf>N</AddtlNtryInf>", parte(amt("318.40"), pur+g1) + parte(amt("95.15"), ""),
			[]string{"S/1/20260414/1.1/20260414E31840 318.40 " + pur + g1, "S/1/20260414/1.2/20260414E9515 95.15 N"},
		},
		{"one transaction is none to split", "", parte(amt("318.40"), pur+g1), []string{"S/1/20260414/1/20260414E41355 413.55 " + pur + g1}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, e := leggiT(t, messaggio(stmtT("S", scritturaCamt("413.55", tt.prima+"<NtryDtls>"+tt.parti+"</NtryDtls>"))))
			var got []string
			for _, m := range letti {
				s := m.ID + " " + m.Importo.String()
				if m.Lotto {
					s += " LOTTO"
				}
				got = append(got, s+" "+m.Causale)
			}
			require.Equal(t, tt.want, got)
			require.Equal(t, 1, e.Quadrature()[0].Righe)
			require.Equal(t, "413.55", e.Quadrature()[0].Entrate.String())
		})
	}
}

// TestCamt053Stati: what is no movement yet, or moves nothing.
func TestCamt053Stati(t *testing.T) {
	stato := func(sts, importo string) string {
		return strings.Replace(scritturaCamt(importo, ""), "<Sts>BOOK</Sts>", sts, 1)
	}
	letti, e := leggiT(t, messaggio(stmtT("S",
		stato("<Sts><Cd>PDNG</Cd></Sts>", "318.40"), stato("<Sts>PDNG</Sts>", "1.00"), stato("<Sts><Cd>INFO</Cd></Sts>", "1.00"), stato("<Sts><Cd>FUTR</Cd></Sts>", "1.00"),
		stato("<Sts><Prtry>IN CORSO</Prtry></Sts>", "1.00"), stato("<Sts>BOOK</Sts>", "0.00"), stato("", "2.00"), stato("<Sts><Cd>BOOK</Cd></Sts>", "3.00"),
	)))
	require.Len(t, letti, 2)
	require.Equal(t, "S/1/20260414/7/20260414E200", letti[0].ID) // the place counts all
	require.Equal(t, []cassa.Ignorato{
		{Motivo: cassa.Motivo{Codice: "FUTR"}, Numero: 1},
		{Motivo: cassa.Motivo{Codice: cassa.MotivoImportoZero}, Numero: 1},
		{Motivo: cassa.Motivo{Codice: "IN CORSO"}, Numero: 1},
		{Motivo: cassa.Motivo{Codice: "INFO"}, Numero: 1},
		{Motivo: cassa.Motivo{Codice: "PDNG"}, Numero: 2},
	}, e.Ignorati())
	q := e.Quadrature()[0]
	require.Equal(t, [3]int{8, 0, 6}, [3]int{q.Righe, q.Rifiutate, q.Ignorate})
	require.Equal(t, "5.00", q.Entrate.String())
}

// TestCamt053Storni: the reversal has the opposite mark, by RvslInd or by its CBI causale.
func TestCamt053Storni(t *testing.T) {
	causale := func(cd, issr string) string {
		if issr != "" {
			issr = "<Issr>" + issr + "</Issr>"
		}
		return "<BkTxCd><Prtry><Cd>" + cd + "</Cd>" + issr + "</Prtry></BkTxCd>"
	}
	for _, tt := range []struct {
		nome, dentro string
		segno        cassa.Segno
		storno       bool
	}{
		{"storno scritture", causale("68//", "CBI") + tx("<Refs><AcctSvcrRef>004711000088377</AcctSvcrRef></Refs>"+ustrd("STORNO "+pur+g2)), cassa.Entrata, true},
		{"without issuer", causale("68//", ""), cassa.Entrata, true},
		{"with internal causale", causale("68/SS/", "CBI"), cassa.Entrata, true},
		{"of another issuer", causale("68//", "DK"), cassa.Uscita, false},
		{"another causale", causale("48//", "CBI"), cassa.Uscita, false},
		{"RvslInd says no", "<RvslInd>false</RvslInd>" + causale("68//", "CBI"), cassa.Uscita, false},
		{"RvslInd", "<RvslInd>true</RvslInd>", cassa.Entrata, true},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, e := leggiT(t, messaggio(stmtT("S", strings.Replace(scritturaCamt("95.15", tt.dentro), "CRDT", "DBIT", 1))))
			require.Equal(t, tt.segno, letti[0].Segno)
			require.Equal(t, tt.storno, letti[0].Storno)
			require.Equal(t, "95.15", e.Quadrature()[0].Uscite.String()) // by its own mark
		})
	}
}

// TestCamt053Date: an instant is taken at Rome; without a booking date it is that of the closing
// balance.
func TestCamt053Date(t *testing.T) {
	per := func(bookg string) string {
		return strings.Replace(scritturaCamt("1.00", ""), "<BookgDt><Dt>2026-04-14</Dt></BookgDt>", bookg, 1)
	}
	for bookg, want := range map[string]string{
		"<BookgDt><DtTm>2026-04-14T00:00:00+02:00</DtTm></BookgDt>": "2026-04-14",
		"<BookgDt><DtTm>2026-04-13T22:30:00Z</DtTm></BookgDt>":      "2026-04-14",
		"<BookgDt><Dt>2026-04-12</Dt></BookgDt>":                    "2026-04-12",
		"":                                                          "2026-04-14",
	} {
		letti, _ := leggiT(t, messaggio(stmtT("S", per(bookg))))
		require.Equal(t, want, letti[0].DataContabile.String(), bookg)
	}
	senza := strings.Replace(stmtT("S", per("")), "CLBD", "OPBD", 1)
	_, errori := raccogli(cassa.NuovoCamt053(strings.NewReader(messaggio(senza)), contiT).LeggiMovimenti())
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceMancante, cassa.ErrMovimento, "Ntry/BookgDt", -1)
}

// TestCamt053NonEstratto: entries that look alike, of messages that are no statement.
func TestCamt053NonEstratto(t *testing.T) {
	for radice, want := range map[string]string{
		"BkToCstmrAcctRpt":      "camt.052, movimenti della giornata in corso: serve l'estratto camt.053",
		"BkToCstmrDbtCdtNtfctn": "camt.054, avvisi di accredito o addebito: serve l'estratto camt.053",
	} {
		xml := strings.ReplaceAll(messaggio(stmtT("S", scritturaCamt("1.00", ""))), "BkToCstmrStmt", radice)
		letti, errori := raccogli(cassa.NuovoCamt053(strings.NewReader(xml), contiT).LeggiMovimenti())
		require.Empty(t, letti)
		require.Len(t, errori, 1)
		richiede(t, errori[0], cassa.CodiceFormato, cassa.ErrFormato, radice, 1)
		require.Contains(t, errori[0].Error(), want)
	}
}
