package cassa_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// dichiarato returns a statement of account T with the given head, a credit of 318.40, one of 95.15
// and a debit of 60.00, all booked, and a credit of 1.00 that is pending.
func dichiarato(testa string) string {
	voci := scritturaCamt("318.40", "") + scritturaCamt("95.15", "") + strings.Replace(scritturaCamt("60.00", ""), "CRDT", "DBIT", 1) +
		strings.Replace(scritturaCamt("1.00", ""), "BOOK", "PDNG", 1)
	return "<Stmt><Id>S</Id>" + "<Acct><Id><IBAN>" + ibanT + "</IBAN></Id></Acct>" + testa + voci + "</Stmt>"
}

func TestCamt053Quadratura(t *testing.T) {
	sommario := func(s string) string { return "<TxsSummry>" + s + "</TxsSummry>" }
	totale := func(numero, somma string) string {
		return sommario("<TtlNtries><NbOfNtries>" + numero + "</NbOfNtries><Sum>" + somma + "</Sum></TtlNtries>")
	}
	opbd, clbd := saldo("OPBD", "2100.00", "2026-04-13"), saldo("CLBD", "2453.55", "2026-04-14")
	for _, tt := range []struct {
		nome, testa, differenza string
		rilievi                 []avviso.Codice
	}{
		{"nothing declared", "", "0.00", nil},
		{"balances agree", opbd + clbd, "0.00", nil},
		{"balances do not", opbd + saldo("CLBD", "2413.55", "2026-04-14"), "40.00", []avviso.Codice{cassa.CodiceSaldo}},
		{"lines too many", opbd + saldo("CLBD", "2393.55", "2026-04-14"), "60.00", []avviso.Codice{cassa.CodiceSaldo}},
		{"a line missing", opbd + saldo("CLBD", "2513.55", "2026-04-14"), "-60.00", []avviso.Codice{cassa.CodiceSaldo}},
		{"opening alone", opbd, "0.00", nil},
		{"closing alone", clbd, "0.00", nil},
		{"previous closing for the opening", saldo("PRCD", "2100.00", "2026-04-13") + clbd, "0.00", nil},
		{"opening before previous closing", saldo("PRCD", "1.00", "2026-04-13") + opbd + clbd, "0.00", nil},
		{"below zero", strings.Replace(saldo("OPBD", "100.00", "2026-04-13"), "CRDT", "DBIT", 1) + saldo("CLBD", "253.55", "2026-04-14"), "0.00", nil},
		{"other balances", opbd + clbd + saldo("CLAV", "1.00", "2026-04-14") + saldo("FWAV", "2.00", "2026-04-14"), "0.00", nil},
		{"balance in dollars", strings.Replace(opbd, "EUR", "USD", 1) + clbd, "0.00", nil},
		{"balance that is no amount", strings.Replace(opbd, "2100.00", "tanto", 1) + clbd, "0.00", []avviso.Codice{cassa.CodiceSaldo}},
		{"booked: number and gross sum", totale("3", "473.55"), "0.00", nil},
		{"booked: absolute net", totale("3", "353.55"), "0.00", nil},
		{"all: number and gross sum", totale("4", "474.55"), "0.00", nil},
		{"all: absolute net", totale("4", "354.55"), "0.00", nil},
		{"another number", totale("5", "473.55"), "0.00", []avviso.Codice{cassa.CodiceTotaleNumero}},
		{"another sum", totale("3", "473.54"), "0.00", []avviso.Codice{cassa.CodiceTotaleImporto}},
		{"both", totale("2", "1.00"), "0.00", []avviso.Codice{cassa.CodiceTotaleNumero, cassa.CodiceTotaleImporto}},
		{"a sum that is no amount", totale("3", "tanto"), "0.00", []avviso.Codice{cassa.CodiceTotaleImporto}},
		{"net amount, version 02", sommario("<TtlNtries><TtlNetNtryAmt>353.55</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd></TtlNtries>"), "0.00", nil},
		{"net amount, version 04", sommario("<TtlNtries><TtlNetNtry><Amt>353.54</Amt><CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry></TtlNtries>"), "0.00", []avviso.Codice{cassa.CodiceTotaleImporto}},
		{"by side", sommario("<TtlCdtNtries><NbOfNtries>2</NbOfNtries><Sum>413.55</Sum></TtlCdtNtries><TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>60.00</Sum></TtlDbtNtries>"), "0.00", nil},
		{"credits", sommario("<TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>413.55</Sum></TtlCdtNtries>"), "0.00", []avviso.Codice{cassa.CodiceTotaleNumero}},
		{"debits", sommario("<TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>61.00</Sum></TtlDbtNtries>"), "0.00", []avviso.Codice{cassa.CodiceTotaleImporto}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, e := leggiT(t, messaggio(dichiarato(tt.testa)))
			require.Len(t, letti, 3) // whatever the totals say
			q := e.Quadrature()
			require.Len(t, q, 1)
			if tt.rilievi == nil {
				tt.rilievi = []avviso.Codice{}
			}
			require.Equal(t, tt.rilievi, q[0].Rilievi)
			require.Equal(t, tt.differenza, q[0].Differenza.String())
			require.Equal(t, [3]int{4, 0, 1}, [3]int{q[0].Righe, q[0].Rifiutate, q[0].Ignorate})
			require.Equal(t, "413.55 60.00", q[0].Entrate.String()+" "+q[0].Uscite.String())
			require.Len(t, q[0].Avvertenze(), len(tt.rilievi))
		})
	}
}

// TestCamt053Giorni: the days that a statement is of, as far as it says.
func TestCamt053Giorni(t *testing.T) {
	periodo := "<FrToDt><FrDtTm>2026-04-01T00:00:00</FrDtTm><ToDtTm>2026-04-30T23:59:59</ToDtTm></FrToDt>"
	voce := func(giorno string) string { return strings.ReplaceAll(scritturaCamt("1.00", ""), "2026-04-14", giorno) }
	for _, tt := range []struct{ nome, testa, voci, want string }{
		{"period", periodo + saldo("CLBD", "1.00", "2026-04-29"), voce("2026-04-14"), "2026-04-01 2026-04-30"},
		{"closing balance", saldo("CLBD", "1.00", "2026-04-29"), voce("2026-04-14"), "2026-04-14 2026-04-29"},
		{"entries", "", voce("2026-04-16") + voce("2026-04-13") + voce("2026-04-15"), "2026-04-13 2026-04-16"},
		{"no entries", saldo("CLBD", "1.00", "2026-04-29"), "", "2026-04-29 2026-04-29"},
		{"instant of writing", "<CreDtTm>2026-04-15T02:10:00</CreDtTm>", "", "2026-04-15 2026-04-15"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			_, e := leggiT(t, messaggio("<Stmt><Id>S</Id><Acct><Id><IBAN>"+ibanT+"</IBAN></Id></Acct>"+tt.testa+tt.voci+"</Stmt>"))
			q := e.Quadrature()[0]
			require.Equal(t, tt.want, q.Dal.String()+" "+q.Al.String())
		})
	}
}

// TestCamt053Pagine: pages of a statement that follow each other are controlled together.
func TestCamt053Pagine(t *testing.T) {
	pagina := func(n, ultima, saldi, voce string) string {
		return "<Stmt><Id>S</Id><StmtPgntn><PgNb>" + n + "</PgNb><LastPgInd>" + ultima + "</LastPgInd></StmtPgntn><CreDtTm>2026-04-15T00:00:00</CreDtTm><Acct><Id><IBAN>" +
			ibanT + "</IBAN></Id></Acct>" + saldi + voce + "</Stmt>"
	}
	opbd, clbd := saldo("OPBD", "2100.00", "2026-04-13"), saldo("CLBD", "2513.55", "2026-04-14")
	totale := "<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries><Sum>413.55</Sum></TtlNtries></TxsSummry>"
	a, b := scritturaCamt("318.40", ""), scritturaCamt("95.15", "")
	for _, tt := range []struct {
		nome    string
		pagine  []string
		rilievi [][]avviso.Codice
	}{
		{"whole", []string{pagina("1", "false", opbd, a), pagina("2", "true", clbd, b)}, [][]avviso.Codice{{}}},
		{"the same balances and totals on each", []string{pagina("1", "false", opbd+clbd+totale, a), pagina("2", "true", opbd+clbd+totale, b)}, [][]avviso.Codice{{}}},
		{"the last is missing", []string{pagina("1", "false", opbd, a)}, [][]avviso.Codice{{cassa.CodicePagina}}},
		{"one in between is missing", []string{pagina("1", "false", opbd, a), pagina("3", "true", "", b)}, [][]avviso.Codice{{cassa.CodicePagina}}},
		{"another statement", []string{pagina("1", "true", opbd, a), strings.Replace(pagina("1", "true", "", b), "<Id>S<", "<Id>T<", 1)}, [][]avviso.Codice{{}, {}}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, e := leggiT(t, messaggio(tt.pagine...))
			require.Len(t, letti, len(tt.pagine))
			require.Contains(t, letti[0].Estratto, "/p1")
			var got [][]avviso.Codice
			for _, q := range e.Quadrature() {
				got = append(got, q.Rilievi)
				require.NotContains(t, q.Estratto, "/p")
			}
			require.Equal(t, tt.rilievi, got)
		})
	}
}

// TestCamt053PagineMessaggio: before version 03 only the message has pages.
func TestCamt053PagineMessaggio(t *testing.T) {
	pagina := func(n, ultima, stmt string) string {
		return "<BkToCstmrStmt><GrpHdr><MsgId>M</MsgId><MsgPgntn><PgNb>" + n + "</PgNb><LastPgInd>" + ultima + "</LastPgInd></MsgPgntn></GrpHdr>" + stmt + "</BkToCstmrStmt>"
	}
	s := stmtT("S", scritturaCamt("318.40", ""))
	letti, e := leggiT(t, pagina("1", "true", s))
	require.Equal(t, "S/1/20260414", letti[0].Estratto)
	require.True(t, e.Quadrature()[0].Quadra())

	letti, e = leggiT(t, pagina("1", "false", stmtT("R", scritturaCamt("1.00", ""))+s))
	require.Equal(t, "S/1/20260414/p1", letti[1].Estratto)
	require.True(t, e.Quadrature()[0].Quadra())
	require.Equal(t, []avviso.Codice{cassa.CodicePagina}, e.Quadrature()[1].Rilievi)
	secondi, _ := leggiT(t, pagina("2", "true", s))
	require.NotEqual(t, letti[1].Chiave(), secondi[0].Chiave()) // the first line of either page

	_, e = leggiT(t, "<M>"+pagina("1", "false", s)+pagina("2", "true", s)+"</M>")
	require.Len(t, e.Quadrature(), 1)
	require.True(t, e.Quadrature()[0].Quadra())
	require.Equal(t, 2, e.Quadrature()[0].Righe)
}

// TestCamt053Troncato: a line cut by the end of the file is no movement, and the statement is said
// to be cut.
func TestCamt053Troncato(t *testing.T) {
	intero := messaggio(dichiarato(saldo("OPBD", "2100.00", "2026-04-13") + saldo("CLBD", "2453.55", "2026-04-14")))
	for i := strings.Index(intero, "<Ntry>"); i < len(intero); i++ {
		e := cassa.NuovoCamt053(strings.NewReader(intero[:i]), contiT)
		letti, errori := raccogli(e.LeggiMovimenti())
		require.Len(t, errori, 1)
		richiede(t, errori[0], cassa.CodiceSintassi, cassa.ErrSintassi, errori[0].(*cassa.Errore).Campo, -1)
		require.Equal(t, min(strings.Count(intero[:i], "</Ntry>"), 3), len(letti))
		if q := e.Quadrature(); len(letti) > 0 {
			require.Len(t, q, 1)
			if !strings.Contains(intero[:i], "</Stmt>") {
				require.Contains(t, q[0].Rilievi, cassa.CodicePagina)
			}
		}
	}
}

// TestCBIXMLTotali: a file of envelopes, fewer than it says.
func TestCBIXMLTotali(t *testing.T) {
	xml := strings.Replace(campione(t, "cbixml_giornaliera.xml"), "NbOfLogMsg>1<", "NbOfLogMsg>24<", 1)
	letti, e := leggiT(t, xml)
	require.Len(t, letti, 2)
	require.Equal(t, []avviso.Codice{cassa.CodiceTotaleEstratti}, e.Quadrature()[0].Rilievi)
	require.Equal(t, "l'estratto 4711-0414/1/20260414 del conto "+ibanT+": il numero degli estratti del file non è quello dichiarato; va verificato che il file sia intero",
		e.Quadrature()[0].Avvertenze()[0].Testo)
}

// TestGiornaleQuadratura: the declared totals of a journal, checked for their own arithmetic.
func TestGiornaleQuadratura(t *testing.T) {
	conto := func(a, b, c, d string) string {
		return "<saldo_precedente_conto_evidenza>" + a + "</saldo_precedente_conto_evidenza><totale_entrate_conto_evidenza>" + b + "</totale_entrate_conto_evidenza><totale_uscite_conto_evidenza>" +
			c + "</totale_uscite_conto_evidenza><saldo_finale_conto_evidenza>" + d + "</saldo_finale_conto_evidenza>"
	}
	pagina := func(conto, finale string) string {
		xml := giornale(movimento("importo", "318.40"), movimento("numero_documento", "16", "tipo_operazione", "STORNATO", "importo", "-118.40"),
			movimento("numero_documento", "17", "importo", "0.00"), movimento("tipo_documento", "MANDATO"), movimento("importo", "x"))
		xml = strings.Replace(xml, "</informazioni", conto+"</informazioni", 1)
		return strings.Replace(xml, "</flusso", finale+"</flusso", 1)
	}
	complessivo := strings.NewReplacer("_conto_evidenza", "", "saldo_", "saldo_complessivo_", "totale_", "totale_complessivo_")
	for _, tt := range []struct {
		nome, conto, finale string
		want                []string
	}{
		{"none", "", "", []string{"|0.00|"}},
		{"agree", conto("100.00", "500.00", "200.00", "400.00"), complessivo.Replace(conto("-100.00", "500.00", "200.00", "200.00")), []string{"1|0.00|", "|0.00|"}},
		{"account does not", conto("100.00", "500.00", "200.00", "399.00"), "", []string{"1|1.00|SALDO", "|0.00|"}},
		{"page does not", "", complessivo.Replace(conto("100.00", "500.00", "200.00", "401.00")), []string{"|-1.00|SALDO"}},
		{"one is absent", "", strings.Replace(complessivo.Replace(conto("100.00", "500.00", "200.00", "401.00")), "saldo_complessivo_finale", "altro", 2), []string{"|0.00|"}},
		{"no amount", "", complessivo.Replace(conto("tanto", "500.00", "200.00", "401.00")), []string{"|0.00|TOTALE_IMPORTO"}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			g := apri(t, pagina(tt.conto, tt.finale))
			letti, errori := raccogli(g.LeggiMovimenti())
			require.Len(t, letti, 2)
			require.Len(t, errori, 1)
			require.Equal(t, "118.40", letti[1].Importo.String())
			require.Equal(t, []cassa.Ignorato{
				{Motivo: cassa.Motivo{Codice: cassa.MotivoImportoZero}, Numero: 1},
				{Motivo: cassa.Motivo{Codice: cassa.MotivoTipo, TipoMovimento: "ENTRATA", TipoDocumento: "MANDATO", TipoOperazione: "ESEGUITO"}, Numero: 1},
			}, g.Ignorati())
			var got []string
			for _, q := range g.Quadrature() {
				got = append(got, q.Conto+"|"+q.Differenza.String()+"|"+strings.Join(codici(q.Rilievi), ","))
				require.Equal(t, [3]int{5, 1, 2}, [3]int{q.Righe, q.Rifiutate, q.Ignorate})
				require.Equal(t, "318.40 118.40", q.Entrate.String()+" "+q.Uscite.String())
				require.Equal(t, "GDC-2024050600010000001#001#001", q.Estratto)
				require.Equal(t, cassa.FonteOPI, q.Fonte)
				require.NotNil(t, q.Rilievi)
			}
			require.Equal(t, tt.want, got)
		})
	}
	// Cut after the first movement.
	xml := pagina("", "")
	g := apri(t, xml[:strings.Index(xml, "</movimento_conto_evidenza>")+40])
	letti, errori := raccogli(g.LeggiMovimenti())
	require.Len(t, letti, 1)
	require.Len(t, errori, 1)
	require.Equal(t, []avviso.Codice{cassa.CodicePagina}, g.Quadrature()[0].Rilievi)
}

func codici(cc []avviso.Codice) (s []string) {
	for _, c := range cc {
		s = append(s, string(c))
	}
	return s
}
