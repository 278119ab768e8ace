package cassa_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

func mustIBAN(t testing.TB, s string) avviso.IBAN {
	t.Helper()
	i, err := avviso.ParseIBAN(s)
	require.NoError(t, err)
	return i
}

func TestCamt053(t *testing.T) {
	e := cassa.NuovoCamt053(strings.NewReader(campione(t, "camt053_02.xml")), conti())
	letti, errori := raccogli(e.Movimenti())
	require.Empty(t, errori)
	base := cassa.Movimento{Fonte: "CAMT053:" + iban, IdDominio: dominio, IBAN: mustIBAN(t, iban), Estratto: "STMT-0001/20240506"}
	primo, secondo, terzo := base, base, base
	primo.ID, primo.RifBanca, primo.Importo, primo.Segno = "SVC0001/20240506E125045", "SVC0001", avviso.MustImporto("1250.45"), cassa.Entrata
	primo.DataContabile, primo.DataValuta = avviso.MustData("2024-05-06"), avviso.MustData("2024-05-07")
	primo.Causale = "/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDI\nTMMXXX-0001"
	primo.TRN, primo.EndToEndID, primo.BICOrdinante, primo.Ordinante = "TRN0001", "2024-05-03ABCDITMMXXX-0001", "ABCDITMMXXX", "BANCA FINTA S.P.A."
	secondo.ID, secondo.Importo, secondo.Segno, secondo.Storno = "STMT-0001/20240506/2/20240506E3000", avviso.MustImporto("30.00"), cassa.Entrata, true
	secondo.DataContabile, secondo.Causale = avviso.MustData("2024-05-06"), "STORNO ACCREDITO" // 22:30Z is past midnight in Rome
	terzo.ID, terzo.Importo, terzo.Segno = "STMT-0001/20240506/3/20240506U510", avviso.MustImporto("5.10"), cassa.Uscita
	terzo.DataContabile = avviso.MustData("2024-05-06")
	require.Empty(t, cmp.Diff([]cassa.Movimento{primo, secondo, terzo}, letti, comparatore))
	for _, m := range letti {
		require.NoError(t, m.Valida())
	}
	require.Equal(t, []cassa.Ignorato{{Motivo: cassa.Motivo{Codice: "PDNG"}, Numero: 1}}, e.Ignorati())
}

func TestCamt053Busta(t *testing.T) {
	letti, errori := raccogli(cassa.NuovoCamt053(strings.NewReader(campione(t, "camt053_08.xml")), conti()).Movimenti())
	require.Empty(t, errori)
	// A reversal marked CRDT takes a debit back; a batch has no reference of its own unless all agree.
	require.Empty(t, cmp.Diff([]cassa.Movimento{{
		ID: "S8/1/20240506U1250", Estratto: "S8", Lotto: true, Fonte: "CAMT053:05034/1234", IdDominio: dominio, Conto: "05034/1234", Importo: avviso.MustImporto("12.50"), Segno: cassa.Uscita, Storno: true,
		DataContabile: avviso.MustData("2024-05-06"), Causale: "UNO\nDUE", BICOrdinante: "ABCDITMMXXX",
	}}, letti, comparatore))
}

// camt returns a statement of the known account with the given entries.
func camt(voci ...string) string {
	return "<Document><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>" + iban + "</IBAN></Id></Acct>\n" + strings.Join(voci, "\n") + "\n</Stmt></BkToCstmrStmt></Document>"
}

const vocePiena = `<Ntry><NtryRef>R</NtryRef><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>false</RvslInd><Sts>BOOK</Sts><BookgDt><Dt>2024-05-06</Dt></BookgDt><ValDt><Dt>2024-05-06</Dt></ValDt></Ntry>`

func TestCamt053Segni(t *testing.T) {
	tests := []struct {
		segno, storno string
		want          cassa.Segno
		rovescio      bool
	}{
		{"CRDT", "", cassa.Entrata, false},
		{"DBIT", "", cassa.Uscita, false},
		{"CRDT", "<RvslInd>false</RvslInd>", cassa.Entrata, false},
		{"DBIT", "<RvslInd>0</RvslInd>", cassa.Uscita, false},
		{"DBIT", "<RvslInd>true</RvslInd>", cassa.Entrata, true},
		{"CRDT", "<RvslInd>true</RvslInd>", cassa.Uscita, true},
		{"DBIT", "<RvslInd>1</RvslInd>", cassa.Entrata, true},
	}
	for _, tt := range tests {
		voce := strings.NewReplacer("CRDT", tt.segno, "<RvslInd>false</RvslInd>", tt.storno).Replace(vocePiena)
		letti, errori := raccogli(cassa.NuovoCamt053(strings.NewReader(camt(voce)), conti()).Movimenti())
		require.Empty(t, errori)
		require.Equal(t, tt.want, letti[0].Segno, voce)
		require.Equal(t, tt.rovescio, letti[0].Storno, voce)
	}
}

func TestCamt053Errori(t *testing.T) {
	tests := []struct {
		nome, da, a string
		codice      avviso.Codice
		tipo        error
		campo       string
	}{
		{"dollars", `Ccy="EUR"`, `Ccy="USD"`, cassa.CodiceDivisa, cassa.ErrDivisa, "Ntry/Amt"},
		{"no currency", ` Ccy="EUR"`, ``, cassa.CodiceDivisa, cassa.ErrDivisa, "Ntry/Amt"},
		{"three decimals", `10.00`, `10.001`, cassa.CodiceImporto, cassa.ErrMovimento, "Ntry/Amt"},
		{"negative", `10.00`, `-10.00`, cassa.CodiceImporto, cassa.ErrMovimento, "Ntry/Amt"},
		{"exponent", `10.00`, `1e999`, cassa.CodiceImporto, cassa.ErrMovimento, "Ntry/Amt"},
		{"beyond the cents of an int64", `10.00`, `999999999999999999`, cassa.CodiceImporto, cassa.ErrMovimento, "Ntry/Amt"},
		{"no amount", `<Amt Ccy="EUR">10.00</Amt>`, ``, cassa.CodiceMancante, cassa.ErrMovimento, "Ntry/Amt"},
		{"amount twice", `<Sts>`, `<Amt Ccy="EUR">10.00</Amt><Sts>`, cassa.CodiceRipetuto, cassa.ErrMovimento, "Ntry/Amt"},
		{"text without end", `<Sts>`, "<NtryDtls><TxDtls><RmtInf>" + strings.Repeat("<Ustrd>"+strings.Repeat("x", 1<<20)+"</Ustrd>", 17) + "</RmtInf></TxDtls></NtryDtls><Sts>", cassa.CodiceLimite, cassa.ErrMovimento, "Ntry"},
		{"no mark", `<CdtDbtInd>CRDT</CdtDbtInd>`, ``, cassa.CodiceValore, cassa.ErrMovimento, "Ntry/CdtDbtInd"},
		{"unknown mark", `CRDT`, `CREDIT`, cassa.CodiceValore, cassa.ErrMovimento, "Ntry/CdtDbtInd"},
		{"unknown reversal", `false`, `maybe`, cassa.CodiceValore, cassa.ErrMovimento, "Ntry/CdtDbtInd"},
		{"no booking date", `<BookgDt><Dt>2024-05-06</Dt></BookgDt>`, ``, cassa.CodiceMancante, cassa.ErrMovimento, "Ntry/BookgDt"},
		{"wrong booking date", `<BookgDt><Dt>2024-05-06`, `<BookgDt><Dt>2024-13-06`, cassa.CodiceData, cassa.ErrMovimento, "Ntry/BookgDt"},
		{"wrong value date", `<ValDt><Dt>2024-05-06`, `<ValDt><Dt>oggi`, cassa.CodiceData, cassa.ErrMovimento, "Ntry/ValDt"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			require.Contains(t, vocePiena, tt.da)
			xml := camt(vocePiena, strings.Replace(vocePiena, tt.da, tt.a, 1), strings.Replace(vocePiena, "<NtryRef>R</NtryRef>", "", 1))
			letti, errori := raccogli(cassa.NuovoCamt053(strings.NewReader(xml), conti()).LeggiMovimenti())
			require.Len(t, errori, 1)
			richiede(t, errori[0], tt.codice, tt.tipo, tt.campo, 3)
			require.Len(t, letti, 2)
			require.Equal(t, "S/3/20240506E1000", letti[1].ID) // the position counts the entry refused
			letti, errori = raccogli(cassa.NuovoCamt053(strings.NewReader(xml), conti()).Movimenti())
			require.Len(t, letti, 1)
			require.Len(t, errori, 1)
		})
	}
}

// What is not used is passed over, wherever it stands.
func TestCamt053Estranei(t *testing.T) {
	voce := strings.NewReplacer("<Sts>", "<AmtDtls><InstdAmt/></AmtDtls><Sts>", "<ValDt>",
		"<NtryDtls><Btch><MsgId>B</MsgId></Btch><TxDtls><Refs><TxId>T1</TxId></Refs></TxDtls><Btch/></NtryDtls><Sts2/><ValDt>").Replace(vocePiena)
	xml := strings.Replace(camt(voce, vocePiena), "<Stmt>", "<Stmt><Altro><Ntry/></Altro>", 1)
	letti, errori := raccogli(cassa.NuovoCamt053(strings.NewReader(xml), conti()).Movimenti())
	require.Empty(t, errori)
	require.Len(t, letti, 2)
	require.Equal(t, "T1", letti[0].TRN)

	// After an account of nobody, with more entries than one, the next statement goes on.
	ignoto := strings.ReplaceAll(camt(vocePiena, vocePiena, vocePiena), iban, "IT02X0000000000000000000000")
	buono := strings.TrimSuffix(strings.TrimPrefix(camt(vocePiena), "<Document><BkToCstmrStmt>"), "</BkToCstmrStmt></Document>")
	letti, errori = raccogli(cassa.NuovoCamt053(strings.NewReader(strings.Replace(ignoto, "</Stmt>", "</Stmt>"+buono, 1)), conti()).LeggiMovimenti())
	require.Len(t, errori, 1)
	require.Len(t, letti, 1)
}

// The texts of an entry take 16 MiB together, those of a leaf 1 MiB, in whatever pieces.
func TestCamt053Limiti(t *testing.T) {
	const mebi = 1 << 20
	ustrd := func(lunghezze ...int) string {
		var b strings.Builder
		for _, n := range lunghezze {
			b.WriteString("<Ustrd>" + strings.Repeat("x", n) + "</Ustrd>")
		}
		return camt(strings.Replace("<Ntry>"+strings.TrimPrefix(vocePiena, "<Ntry><NtryRef>R</NtryRef>"), "</Ntry>", "<NtryDtls><TxDtls><RmtInf>"+b.String()+"</RmtInf></TxDtls></NtryDtls></Ntry>", 1))
	}
	sedici := slices.Repeat([]int{mebi}, 15)
	altri := len("10.00EURCRDTfalseBOOK2024-05-062024-05-06")
	foglia := func(a, b int) string {
		return camt(strings.Replace(vocePiena, "<Sts>", "<AddtlNtryInf>"+strings.Repeat("x", a)+"<y/>"+strings.Repeat("x", b)+"</AddtlNtryInf><Sts>", 1))
	}
	for _, tt := range []struct {
		nome, xml string
		causale   int
		codice    avviso.Codice
	}{
		{"one text", ustrd(mebi), mebi, ""},
		{"one text, a byte more", ustrd(mebi + 1), 0, cassa.CodiceLimite},
		{"many texts", ustrd(append(sedici, mebi-altri)...), 16*mebi - altri + 15, ""}, // with the line ends in between
		{"many texts, a byte more", ustrd(append(sedici, mebi-altri+1)...), 0, cassa.CodiceLimite},
		{"name of a statement", strings.Replace(camt(vocePiena), "<Id>S<", "<Id>"+strings.Repeat("x", 256)+"<", 1), 0, ""},
		{"name of a statement, a byte more", strings.Replace(camt(vocePiena), "<Id>S<", "<Id>"+strings.Repeat("x", 257)+"<", 1), 0, cassa.CodiceLimite},
		{"a leaf in pieces", foglia(mebi/2, mebi/2), mebi, ""},
		{"a leaf in pieces, a byte more", foglia(mebi/2+1, mebi/2), 0, cassa.CodiceLimite},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, errori := raccogli(cassa.NuovoCamt053(strings.NewReader(tt.xml), conti()).Movimenti())
			if tt.codice != "" {
				require.Empty(t, letti)
				require.Len(t, errori, 1)
				var e *cassa.Errore
				require.ErrorAs(t, errori[0], &e)
				require.Equal(t, tt.codice, e.Codice)
				return
			}
			require.Empty(t, errori)
			require.Len(t, letti, 1)
			require.Len(t, letti[0].Causale, tt.causale)
		})
	}
}

// The largest amount that the cents of an int64 can hold is read, at any number of
// decimals.
func TestCamt053ImportoMassimo(t *testing.T) {
	for testo, want := range map[string]string{
		"92233720368547758": "92233720368547758.00", "92233720368547758.0": "92233720368547758.00", "92233720368547758.00": "",
		"9223372036854775.80": "9223372036854775.80", "1.00000": "1.00", "1.0000001": "",
	} {
		letti, errori := raccogli(cassa.NuovoCamt053(strings.NewReader(camt(strings.Replace(vocePiena, "10.00", testo, 1))), conti()).Movimenti())
		if want == "" {
			require.Len(t, errori, 1, testo)
			continue
		}
		require.Empty(t, errori, testo)
		require.Equal(t, want, letti[0].Importo.String())
	}
}

func TestCamt053Documento(t *testing.T) {
	buono := camt(vocePiena)
	ignoto := strings.ReplaceAll(camt(vocePiena, vocePiena), iban, "IT02X0000000000000000000000")
	senza := strings.Replace(camt(vocePiena), "<Acct><Id><IBAN>"+iban+"</IBAN></Id></Acct>", "", 1)
	vuoto := strings.Replace(camt(vocePiena), "<IBAN>"+iban+"</IBAN>", "", 1)
	due := strings.Replace(ignoto, "<Stmt>", strings.TrimSuffix(strings.TrimPrefix(buono, "<Document><BkToCstmrStmt>"), "</BkToCstmrStmt></Document>")+"<Stmt>", 1)
	tests := []struct {
		nome, xml string
		letti     int
		codice    avviso.Codice
		tipo      error
	}{
		{"unknown account, said once", ignoto, 0, cassa.CodiceDominio, cassa.ErrDominio},
		{"the other statement goes on", due, 1, cassa.CodiceDominio, cassa.ErrDominio},
		{"no account", senza, 0, cassa.CodiceMancante, cassa.ErrDominio},
		{"empty account", vuoto, 0, cassa.CodiceMancante, cassa.ErrDominio},
		{"another document", "<Document><BkToCstmrAcctRpt/></Document>", 0, cassa.CodiceFormato, cassa.ErrFormato},
		{"DOCTYPE", "<!DOCTYPE Document>" + buono, 0, cassa.CodiceDOCTYPE, cassa.ErrSintassi},
		{"truncated in an entry", buono[:strings.Index(buono, "<CdtDbtInd>")], 0, cassa.CodiceSintassi, cassa.ErrSintassi},
		{"truncated after the entries", strings.TrimSuffix(buono, "</Stmt></BkToCstmrStmt></Document>"), 1, cassa.CodiceSintassi, cassa.ErrSintassi},
		{"not UTF-8", strings.Replace(buono, "<Sts>", "<AddtlNtryInf>caff\xe8</AddtlNtryInf><Sts>", 1), 0, cassa.CodiceCodifica, cassa.ErrSintassi},
		{"empty", "", 0, cassa.CodiceSintassi, cassa.ErrSintassi},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			e := cassa.NuovoCamt053(strings.NewReader(tt.xml), conti())
			letti, errori := raccogli(e.LeggiMovimenti())
			require.Len(t, letti, tt.letti)
			require.Len(t, errori, 1)
			var er *cassa.Errore
			require.ErrorAs(t, errori[0], &er)
			require.Equal(t, tt.codice, er.Codice, errori[0].Error())
			require.ErrorIs(t, errori[0], tt.tipo)
			_, errori = raccogli(e.LeggiMovimenti())
			require.Empty(t, errori)
		})
	}
	letti, errori := raccogli(cassa.NuovoCamt053(&rotto{buono[:120]}, conti()).Movimenti())
	require.Empty(t, letti)
	require.ErrorIs(t, errori[0], errLettore)
	require.ErrorIs(t, errori[0], cassa.ErrLettura)
}
