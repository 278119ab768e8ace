package cassa_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// A record that is refused counts among those of the block, a movement among those of its
// statement, and holds its place.
func TestRHRifiutatiContati(t *testing.T) {
	testo := campione(t, "rh.txt")
	allunga := func(riga int) string {
		righe := strings.Split(testo, "\n")
		righe[riga] = fmt.Sprintf("%-120sX", righe[riga])
		return strings.Join(righe, "\n")
	}
	const secondo, storno = "20260414/C210000/2/20260414E9515", "0710260414000377/20260414E31840"
	for _, tt := range []struct {
		nome, testo string
		id          []string
		rifiutate   int
		rilievi     []avviso.Codice
		riga        int
		colonna     int
	}{
		{"record 62 too long", allunga(2), []string{secondo, storno}, 1, []avviso.Codice{cassa.CodiceSaldo}, 3, 121},
		{"record 63 too long", allunga(3), []string{"0710260414000311/20260414E31840", secondo, storno}, 0, []avviso.Codice{}, 4, 121},
		{"value date", strings.Replace(testo, "130426140426C", "320426140426C", 1), []string{secondo, storno}, 1, []avviso.Codice{cassa.CodiceSaldo}, 3, 14},
		{"in one string", strings.Replace(strings.Join(righe120(testo), ""), "130426140426C", "320426140426C", 1), []string{secondo, storno}, 1, []avviso.Codice{cassa.CodiceSaldo}, 3, 14},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, errori, q := leggiRH(tt.testo)
			require.Equal(t, tt.id, idDi(letti))
			require.Len(t, errori, 1)
			var e *cassa.Errore
			require.ErrorAs(t, errori[0], &e)
			require.Equal(t, [2]int{tt.riga, tt.colonna}, [2]int{e.Riga, e.Colonna})
			require.Len(t, q, 1)
			require.Equal(t, [2]int{3, tt.rifiutate}, [2]int{q[0].Righe, q[0].Rifiutate})
			require.Equal(t, tt.rilievi, q[0].Rilievi)
		})
	}
	_, _, q := leggiRH(strings.Split(rh(bonifico, bonifico, " 630000001001RI1XXXX"), "XX\n")[0]) // cut in the text of the second
	require.Equal(t, [2]int{2, 1}, [2]int{q[0].Righe, q[0].Rifiutate})
}

// Records of another statement are told, and do not part a movement from its own.
func TestRHAltroEstratto(t *testing.T) {
	const altro63, mio63 = " 630000002001RI1X", " 630000001001RI1Y"
	letti, errori, _ := leggiRH(rh(bonifico, altro63, mio63))
	require.Len(t, errori, 1)
	require.Equal(t, "Y | BONIFICO", letti[0].Causale)
	letti, errori, _ = leggiRH(rh(bonifico, strings.Replace(bonifico, "0000001", "0000002", 1), mio63)) // of the other movement, who knows
	require.Len(t, errori, 2)
	require.Equal(t, "BONIFICO", letti[0].Causale)
	_, errori, _ = leggiRH(rh(bonifico, " 650000002"))
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceValore, cassa.ErrMovimento, "65/numero rendicontazione", 4)
}

// However the records follow each other, and wherever the text ends between two of them.
func TestRHRecord(t *testing.T) {
	intere := righe120(campione(t, "rh.txt"))
	coppie := ""
	for i, r := range intere {
		coppie += r + strings.Repeat("\n", i%2)
	}
	letti, errori, q := leggiRH(coppie)
	require.Empty(t, errori)
	require.Len(t, letti, 3)
	require.True(t, q[0].Quadra())

	letti, errori, q = leggiRH(strings.Join(righe120(rh(bonifico))[:3], "\n")) // cut behind a whole record
	require.Empty(t, errori)
	require.Len(t, letti, 1)
	require.Equal(t, []avviso.Codice{cassa.CodicePagina}, q[0].Rilievi)

	letti, errori, _ = leggiRH(rh(bonifico, " 630000001001RI1X", " 630000001001:RI3:/PUR/Y"))
	require.Empty(t, errori)
	require.Equal(t, "X\n/PUR/Y | :RI3: | BONIFICO", letti[0].Causale)

	_, errori, _ = leggiRH(intere[0] + "XY")
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceLimite, cassa.ErrSintassi, "", 1)
}

// The texts of a movement take 1 MiB together, those between them included.
func TestRHTestoMassimo(t *testing.T) {
	riga := " 630000001001" + strings.Repeat("x", 107) + "\n"
	for ultima, limite := range map[string]bool{"xxxx": false, "xxxxx": true} {
		letti, errori, _ := leggiRH(rh(bonifico, strings.Repeat(riga, 9709)+" 630000001001"+ultima))
		require.Equal(t, limite, len(errori) == 1)
		require.Equal(t, limite, len(letti) == 0)
	}
}

// A row without its last columns, a day behind a field of many lines, an amount of zero.
func TestTabellaRighe(t *testing.T) {
	p := cassa.Profilo{
		Intestazione: true, Documento: "D", IdDominio: dominioT,
		Colonne: map[cassa.CampoTabella]cassa.Colonne{
			cassa.CampoImporto: {{Nome: "importo"}}, cassa.CampoSegno: {{Nome: "segno"}}, cassa.CampoCausale: {{Nome: "testo"}}, cassa.CampoDataContabile: {{Nome: "data"}},
		},
	}
	const titoli = "importo;segno;testo;data\n"
	for _, tt := range []struct {
		nome, righe string
		codice      avviso.Codice
		campo       string
		riga        int
		colonna     int
	}{
		{"no day", "1,00;+;x\n", cassa.CodiceMancante, "data", 2, 1},
		{"row of two lines", "\"1,00\n\";+;x;14/04/2026\n1,00;+;\"x\ny\";30/02/2026\n", cassa.CodiceData, "data", 4, 4},
		{"line end in front of a text", "1,00;+;\"È\nÈ\";30/02/2026\n", cassa.CodiceData, "data", 2, 4},
		{"side of nobody", "0,00;?;x;14/04/2026\n", cassa.CodiceValore, "segno", 2, 6},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			_, errori, _ := leggiTabella(titoli+tt.righe, p)
			require.Len(t, errori, 1)
			richiede(t, errori[0], tt.codice, cassa.ErrMovimento, tt.campo, tt.riga)
			var e *cassa.Errore
			require.ErrorAs(t, errori[0], &e)
			require.Equal(t, tt.colonna, e.Colonna)
		})
	}
	letti, errori, e := leggiTabella(titoli+"0,00;+;x;14/04/2026\n1,00;+;x;14/04/2026\n", p)
	require.Empty(t, errori)
	require.Equal(t, []string{"D/2/20260414E100"}, idDi(letti))
	require.Equal(t, []cassa.Ignorato{{Motivo: cassa.Motivo{Codice: cassa.MotivoImportoZero}, Numero: 1}}, e.Ignorati())

	p.RigheIniziali = 2
	_, errori, _ = leggiTabella("a\nb\n", p)
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceFormato, cassa.ErrFormato, "intestazione", 3)
}

// The first 64 accounts of nobody are told once each.
func TestTabellaContiIgnoti(t *testing.T) {
	testo := "conto;importo;data\n"
	for range 2 {
		for i := range 65 {
			testo += strconv.Itoa(1000+i) + ";1,00;14/04/2026\n"
		}
	}
	_, errori, _ := leggiTabella(testo, cassa.Profilo{Intestazione: true, Documento: "D", Colonne: map[cassa.CampoTabella]cassa.Colonne{
		cassa.CampoConto: {{Nome: "conto"}}, cassa.CampoImporto: {{Nome: "importo"}}, cassa.CampoDataContabile: {{Nome: "data"}},
	}})
	require.Len(t, errori, 64+2)
}

// A row takes 1 MiB.
func TestTabellaRigaMassima(t *testing.T) {
	prima := `2026;311;14/04/2026;"`
	lunga := titoliTesoreria + prima + strings.Repeat("x", 65535-len(prima)) + "\n" + strings.Repeat(strings.Repeat("x", 65535)+"\n", 14)
	for n, limite := range map[int]bool{65535: false, 65536: true} {
		letti, errori, _ := leggiTabella(lunga+strings.Repeat("x", n/2)+"\n"+strings.Repeat("x", n-n/2-1)+"\n"+"\";x;318,40;\n", cassa.Profilo{Nome: "tesoreria"})
		require.Equal(t, limite, len(errori) == 1, "%v", errori)
		require.Equal(t, limite, len(letti) == 0)
	}
}

// A table is not read as the known one that it is when the host names another.
func TestTabellaDiAltroNome(t *testing.T) {
	letti, errori, _ := leggiTabella(titoliTesoreria+"2026;311;14/04/2026;PSP;x;1,00;\n", cassa.Profilo{Nome: "bancoposta", Documento: "D"})
	require.Empty(t, letti)
	require.NotEmpty(t, errori)
}

func TestTabellaEsercizio(t *testing.T) {
	for anno, si := range map[string]bool{"1000": true, "0999": false, "999": false, "10000": false} {
		letti, errori, _ := leggiTabella(titoliTesoreria+anno+";311;14/04/2026;PSP;x;1,00;\n", cassa.Profilo{Nome: "tesoreria"})
		require.Equal(t, si, len(letti) == 1 && len(errori) == 0, anno)
	}
}

// The bounds of a profile are its own.
func TestProfiloEstremi(t *testing.T) {
	p, err := cassa.ParseProfilo([]byte(profiloBanca))
	require.NoError(t, err)
	for _, tt := range []struct {
		iniziali, finali, riga int
		campo                  string
	}{
		{1000, 1000, 0, ""}, {1001, 0, 0, "righeIniziali"}, {0, 1001, 0, "righeFinali"}, {2, 0, 2, ""}, {2, 0, 3, "rigaConto"},
	} {
		p.RigheIniziali, p.RigheFinali, p.RigaConto, p.CampoConto = tt.iniziali, tt.finali, tt.riga, min(tt.riga, 1)
		if tt.campo == "" {
			require.NoError(t, p.Valida())
			continue
		}
		richiede(t, p.Valida(), cassa.CodiceProfilo, cassa.ErrProfilo, tt.campo, -1)
	}
	require.NoError(t, (&cassa.Profilo{RigaConto: 1, CampoConto: 1}).Valida()) // of a known one, whose lines it has not yet
	require.Error(t, new(cassa.Colonna).UnmarshalJSON(nil))
	require.Error(t, new(cassa.Colonne).UnmarshalJSON(nil))
}

// What a bank writes between its messages, and how a message may end.
func TestMT940Estremi(t *testing.T) {
	letti, errori, q := leggiMT940(strings.Replace(messaggio940("1", "C260413EUR0,", "C260414EUR", rigaG1), "C260414EUR\n", "C260415EUR\n", 1))
	require.Empty(t, errori)
	require.Len(t, letti, 1)
	require.Equal(t, "2026-04-13 2026-04-15", q[0].Dal.String()+" "+q[0].Al.String())
	require.Nil(t, q[0].SaldoFinale) // the balance has a day and no amount

	uno := strings.TrimSuffix(messaggio940("1", "C260413EUR0,", "C260414EUR318,40", rigaG1), "-\n")
	letti, errori, _ = leggiMT940("{1:F01X}{2:I940X}\n{4:" + uno + "-}\n")
	require.Empty(t, errori)
	require.Equal(t, []string{"7700911/20260414E31840"}, idDi(letti))

	letti, errori, _ = leggiMT940(strings.Replace(uno, purG1, purG1+"\n{3:X}", 1))
	require.Empty(t, errori)
	require.Equal(t, purG1+"\n{3:X}", letti[0].Causale)

	_, errori, _ = leggiMT940("{1:F01X}{2:I942X}\n{4:\n" + uno + "-}\n")
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceFormato, cassa.ErrFormato, "60", 3)

	_, errori, _ = leggiMT940(strings.Repeat("X\n", 21) + uno)
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceFormato, cassa.ErrFormato, "20", -1)
}

func TestMT940CausaleEstremi(t *testing.T) {
	for campi, want := range map[string]string{
		":86:UNA\n:86:\n:86:DUE":                "UNA\nDUE",
		":86:?20UNO?63DUE?64TRE?19QUATTRO":      "UNO\nDUE",
		":86:BON. :RI3:/PUR/Y :TID:T1":          "/PUR/Y | BON. :RI3: :TID:T1",
		":86:BON. :RI3\n:/PUR/Y :SEC\n:CASH":    "/PUR/Y | BON. :RI3\n: :SEC\n:CASH",
		":86:BON. :RI3:/PUR/Y :123: :1AB: FINE": "/PUR/Y :123: :1AB: FINE | BON. :RI3:",
	} {
		letti, errori := raccogli(cassa.NuovoMT940(strings.NewReader(mt940(":61:240506C1,NTRFNONREF", campi)), conti()).Movimenti())
		require.Empty(t, errori)
		require.Equal(t, want, letti[0].Causale, campi)
	}
}

// However messages follow each other on a line, and whatever stands in front of the first.
func TestMT940Blocchi(t *testing.T) {
	testo := func(numero string) string {
		m := messaggio940(numero, "C260413EUR0,", "C260414EUR318,40", strings.Replace(rigaG1, "7700911", "770091"+numero, 1))
		return strings.Replace(strings.TrimSuffix(m, "-\n"), "STARTUMS", "RIF"+numero, 1)
	}
	for nome, s := range map[string]string{
		"one line":    "{1:F01}{2:I940}{4:" + testo("1") + "-}{1:F01}{2:I940}{4:" + testo("2") + "-}",
		"blank lines": strings.Repeat("\n", 30) + testo("1") + strings.Repeat("\n", 30) + testo("2"),
	} {
		letti, errori, _ := leggiMT940(s)
		require.Empty(t, errori, nome)
		require.Equal(t, []string{"7700911/20260414E31840", "7700912/20260414E31840"}, idDi(letti), nome)
		require.Equal(t, "2/RIF2/C260413EUR0,", letti[1].Estratto, nome)
	}
}

// Each account of a table has its own sums; a column of accounts alone holds them whole.
func TestTabellaConti(t *testing.T) {
	p := cassa.Profilo{Intestazione: true, Documento: "D", Colonne: map[cassa.CampoTabella]cassa.Colonne{
		cassa.CampoConto: {{Nome: "conto"}}, cassa.CampoImporto: {{Nome: "importo"}}, cassa.CampoDataContabile: {{Nome: "data"}},
	}}
	const altroConto = "IT80M0760100000000099990001"
	letti, errori, e := leggiTabella("conto;importo;data\n"+ibanT+";1,00;14/04/2026\n"+altroConto+";2,00;14/04/2026\n"+ibanT+";-3,00;15/04/2026\n000000004711;4,00;14/04/2026\n", p)
	require.Len(t, letti, 3)
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceDominio, cassa.ErrDominio, "conto", 5)
	got := ""
	for _, q := range e.Quadrature() {
		got += fmt.Sprintln(q.Conto, q.Righe, q.Rifiutate, q.Entrate, q.Uscite)
	}
	require.Equal(t, ibanT+" 2 0 1.00 3.00\n"+altroConto+" 1 0 2.00 0.00\n 1 1 0.00 0.00\n", got)
}

// Where an error of a camt.053 is told, and that it counts.
func TestCamt053Luogo(t *testing.T) {
	voce := strings.Replace(scritturaCamt("1.001", ""), "<Amt", "\n<Amt", 1)
	_, errori, q := leggiCamt(messaggio("\n" + stmtT("S", voce)))
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceImporto, cassa.ErrMovimento, "Ntry/Amt", 3)
	require.Equal(t, [2]int{1, 1}, [2]int{q[0].Righe, q[0].Rifiutate})

	_, errori, _ = leggiCamt(strings.NewReplacer(ibanT, "IT02X", "<Acct>", "\n\n<Acct>", "<Bal>", "\n<Bal>").Replace(messaggio("\n" + stmtT("S", voce))))
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceDominio, cassa.ErrDominio, "Stmt/Acct/Id", 4)
}

func leggiCamt(xml string) ([]cassa.Movimento, []error, []cassa.Quadratura) {
	e := cassa.NuovoCamt053(strings.NewReader(xml), contiT)
	m, err := raccogli(e.LeggiMovimenti())
	return m, err, e.Quadrature()
}

// An element without text says nothing against one that has it.
func TestCamt053Vuoti(t *testing.T) {
	testa := strings.Replace(saldo("CLBD", "318.40", "2026-04-14"), "<Dt>2026-04-14</Dt>", "<Dt>2026-04-14</Dt><DtTm></DtTm>", 1)
	letti, errori, q := leggiCamt(messaggio("<Stmt><Id></Id><Id>S</Id><Acct><Id><IBAN>" + ibanT + "</IBAN></Id></Acct>" + testa +
		scritturaCamt("318.40", tx("<Refs><AcctSvcrRef></AcctSvcrRef><AcctSvcrRef>R100</AcctSvcrRef></Refs><RmtInf><Ustrd></Ustrd><Ustrd>UNO</Ustrd><Ustrd></Ustrd><Ustrd>DUE</Ustrd><Ustrd></Ustrd></RmtInf>")) + "</Stmt>"))
	require.Empty(t, errori)
	require.Equal(t, "R100/20260414E31840 UNO\nDUE S/20260414", letti[0].ID+" "+letti[0].Causale+" "+letti[0].Estratto)
	require.Equal(t, "2026-04-14", q[0].Al.String())
}

// A file is compared with the number of envelopes where it says one and has some.
func TestCBIXMLSenzaNumero(t *testing.T) {
	intero := campione(t, "cbixml_giornaliera.xml")
	for nome, xml := range map[string]string{
		"no number": strings.Replace(intero, "<B:NbOfLogMsg>1</B:NbOfLogMsg>", "", 1), "0": strings.Replace(intero, "NbOfLogMsg>1<", "NbOfLogMsg>0<", 1),
		"no envelope": strings.ReplaceAll(strings.ReplaceAll(intero, "CBIEnvelBkToCstmrStmtReqLogMsg", "Busta"), "NbOfLogMsg>1<", "NbOfLogMsg>7<"),
	} {
		_, errori, q := leggiCamt(xml)
		require.Empty(t, errori, nome)
		require.Empty(t, q[0].Rilievi, nome)
	}
}

// The first element of a movement is like any other: an element of no schema in it refuses it.
func TestGiornalePrimoElemento(t *testing.T) {
	letti, errori := raccogli(apri(t, giornale(movimento("tipo_movimento", "ENTRATA<x/>"), movimento("causale", "BON. :RI3:/PUR/Y"))).LeggiMovimenti())
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceFormato, cassa.ErrMovimento, "tipo_movimento", 5)
	require.Equal(t, "/PUR/Y | BON. :RI3:", letti[0].Causale)
}

// A reversal of nothing is passed over, and counted so.
func TestGiornaleStornoDiZero(t *testing.T) {
	g := apri(t, giornale(movimento("tipo_operazione", "STORNATO", "importo", "0.00"), movimento("numero_documento", "16")))
	letti, errori := raccogli(g.LeggiMovimenti())
	require.Empty(t, errori)
	require.Len(t, letti, 1)
	require.Equal(t, []cassa.Ignorato{{Motivo: cassa.Motivo{Codice: cassa.MotivoImportoZero}, Numero: 1}}, g.Ignorati())
	q := g.Quadrature()
	require.Equal(t, [2]int{2, 1}, [2]int{q[0].Righe, q[0].Ignorate})
}
