package cassa_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

func leggiTabella(testo string, p cassa.Profilo) ([]cassa.Movimento, []error, *cassa.Estratto) {
	c := cassa.Conti{ibanT: dominioT, "IT80M0760100000000099990001": dominioT}
	e := cassa.NuovaTabella(strings.NewReader(testo), c, p)
	m, err := raccogli(e.LeggiMovimenti())
	return m, err, e
}

func noto(t *testing.T, nome string) cassa.Profilo {
	t.Helper()
	p, ok := cassa.ProfiloNoto(nome)
	require.True(t, ok)
	return p
}

const titoliTesoreria = "ESERCIZIO;N.PROVV.;DATA ESEC.;ANAGRAFICA CLIENTE;DESCRIZIONE CAUSALE;IMPORTO PROVVISORIO;VALUTA ENTE\n"

func TestTabellaTesoreria(t *testing.T) {
	riga := "2026;311;14/04/2026;PSP FINTO;" + purG1 + ";318,40;2026-04-14\n"
	want := cassa.Movimento{
		ID: "2026/311", Fonte: "TAB", IdDominio: dominioT, Importo: avviso.MustImporto("318.40"), Segno: cassa.Entrata,
		DataContabile: avviso.MustData("2026-04-14"), DataValuta: avviso.MustData("2026-04-14"), Causale: purG1, Ordinante: "PSP FINTO",
		Esercizio: 2026, Provvisorio: "311",
	}
	p := noto(t, "tesoreria")
	p.IdDominio = dominioT
	for nome, testo := range map[string]string{
		"as it is":          titoliTesoreria + riga,
		"CRLF":              strings.ReplaceAll(titoliTesoreria+riga, "\n", "\r\n"),
		"BOM":               "\ufeff" + titoliTesoreria + riga,
		"no last line end":  titoliTesoreria + strings.TrimSuffix(riga, "\n"),
		"quoted":            titoliTesoreria + strings.Replace(riga, "PSP FINTO", `"PSP FINTO"`, 1),
		"blank rows":        titoliTesoreria + "\n;;;;;;\n" + riga + ";;;\n\n",
		"number with zeros": titoliTesoreria + strings.Replace(riga, ";311;", ";0000311;", 1),
	} {
		t.Run(nome, func(t *testing.T) {
			for _, p := range []cassa.Profilo{p, {}, {Nome: "tesoreria"}} { // the body of the profile, the only one of the accounts
				letti, errori, _ := leggiTabella(testo, p)
				require.Empty(t, errori)
				require.Empty(t, cmp.Diff([]cassa.Movimento{want}, letti, comparatore))
				require.NoError(t, letti[0].Valida())
			}
		})
	}
	letti, errori, e := leggiTabella(titoliTesoreria+strings.Replace(riga, "318,40", "-318,40", 1), p)
	require.Empty(t, errori)
	want.Storno = true
	require.Empty(t, cmp.Diff([]cassa.Movimento{want}, letti, comparatore))
	require.Equal(t, "0.00 318.40", e.Quadrature()[0].Entrate.String()+" "+e.Quadrature()[0].Uscite.String())

	letti, errori, _ = leggiTabella(campione(t, "tesoreria.csv"), p)
	require.Empty(t, errori)
	require.Equal(t, []string{"2026/418"}, idDi(letti))
	require.Equal(t, "412.60", letti[0].Importo.String())

	letti, errori, _ = leggiTabella("esercizio;n_provvisorio;data_esecuzione;anagrafica_cliente;descrizione_causale;importo_provvisorio;valuta_ente\n"+riga, p)
	require.Empty(t, errori)
	require.Equal(t, []string{"2026/311"}, idDi(letti))
}

func TestTabellaTesoreriaCompleto(t *testing.T) {
	testo := "annoBolletta;codBolletta;enteIpaCode;iuf;iuv;causale;importoCentesimi;dataBolletta;pspCognome;dataValutaRegione;codConto;endToEndId;flgRegolarizzata\n" +
		"2026;88;c_x999;2026-04-13ABI03069-S777001;;BONIFICO;31840;2026-04-14;PSP FINTO;2026-04-14;0001;NOTPROVIDED;N\n" +
		"2026;89;c_x999;;01000000047110207;;9515;2026-04-14;PSP DUE;;0001;E2E-1;N\n" +
		"2026;90;c_x999;;RIF. ENTE;;100;2026-04-14;PSP TRE;;0001;;N\n"
	letti, errori, _ := leggiTabella(testo, cassa.Profilo{})
	require.Empty(t, errori)
	require.Equal(t, []string{"2026/88", "2026/89", "2026/90"}, idDi(letti))
	require.Equal(t, "318.40 2026-04-13ABI03069-S777001 BONIFICO", letti[0].Importo.String()+" "+letti[0].IDFlusso+" "+letti[0].Causale)
	require.Equal(t, "95.15 01000000047110207 E2E-1", letti[1].Importo.String()+" "+letti[1].IUV.String()+" "+letti[1].EndToEndID)
	require.Equal(t, "RIF. ENTE", letti[2].Causale) // no IUV: a text
}

func TestTabellaConto(t *testing.T) {
	const titoli = "ABI;CAB;CONTO;DIVISA;DATA CONTABILE;DATA VALUTA;IMPORTO;SEGNO;CAUSALE;NUM. ASSEGNO;RIF. BANCA;RIF. CLIENTE;DESCRIZIONE;DESCRIZIONE ESTESA\n"
	riga := "99998;2;4711;EUR;46126;46126.0;60,00;+;48BO;;0920299000000777;;BONIFICO;BON. SEPA :TID:1001260414000055 :RI3:" + purG4 + " :SEC:CASH\n"
	letti, errori, e := leggiTabella(titoli+riga, cassa.Profilo{})
	require.Empty(t, errori)
	m := letti[0]
	require.Equal(t, "0920299000000777/20260414E6000", m.ID)
	require.Equal(t, "TAB:"+ibanT, m.Fonte)
	require.Equal(t, "2026-04-14 2026-04-14 1001260414000055 0920299000000777", m.DataContabile.String()+" "+m.DataValuta.String()+" "+m.TRN+" "+m.RifBanca)
	require.Equal(t, purG4+" | BON. SEPA :TID:1001260414000055 :RI3: :SEC:CASH | BONIFICO", m.Causale)
	require.Equal(t, []cassa.Quadratura{{
		Fonte: "TAB:" + ibanT, Conto: ibanT, Dal: m.DataContabile, Al: m.DataContabile, Righe: 1, Entrate: avviso.MustImporto("60.00"), Rilievi: []avviso.Codice{},
	}}, e.Quadrature())

	for _, tt := range []struct{ nome, da, a, want string }{ // side, reversal, amount
		{"debit", ";60,00;+;", ";60,00;-;", "USCITA false 60.00"},
		{"debit with its sign", ";60,00;+;", ";-60,00;-;", "USCITA false 60.00"},
		{"reversal of a credit", ";60,00;+;48BO", ";60,00;-;68SS", "ENTRATA true 60.00"},
		{"reversal of a debit", ";48BO", ";68SS", "USCITA true 60.00"},
		{"thousands", "60,00", "1.204,00", "ENTRATA false 1204.00"},
		{"thousands alone", "60,00", "1.204", "ENTRATA false 1204.00"},
		{"one decimal", "60,00", "60,5", "ENTRATA false 60.50"},
		{"blanks and euro", "60,00", "€ 1 204,00", "ENTRATA false 1204.00"},
		{"sides in words", ";60,00;+;", ";60,00;Dare;", "USCITA false 60.00"},
		{"days with a time", "46126;46126.0", "14/04/2026 00:00;2026-04-14T10:00:00", "ENTRATA false 60.00"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, errori, _ := leggiTabella(titoli+strings.Replace(riga, tt.da, tt.a, 1), cassa.Profilo{})
			require.Empty(t, errori)
			require.Equal(t, tt.want, string(letti[0].Segno)+" "+booleano(letti[0].Storno)+" "+letti[0].Importo.String())
		})
	}
	for _, tt := range []struct {
		nome, da, a string
		codice      avviso.Codice
		campo       string
		colonna     int
	}{
		{"three decimals", "60,00", "1,204", cassa.CodiceImporto, "IMPORTO", 32},
		{"groups of two", "60,00", "1.20,00", cassa.CodiceImporto, "IMPORTO", 32},
		{"point for the cents", "60,00", "318.4", cassa.CodiceImporto, "IMPORTO", 32},
		{"letters after an accent", ";46126.0;60,00", ";;60,00È", cassa.CodiceImporto, "IMPORTO", 25},
		{"letters", "60,00", "60,00X", cassa.CodiceImporto, "IMPORTO", 32},
		{"no amount", "60,00", "", cassa.CodiceMancante, "IMPORTO", 32},
		{"no date", ";46126;", ";;", cassa.CodiceMancante, "DATA CONTABILE", 18},
		{"month first", ";46126;", ";04/14/2026;", cassa.CodiceData, "DATA CONTABILE", 18},
		{"value date", "46126.0", "30/02/2026", cassa.CodiceData, "DATA VALUTA", 24},
		{"side", ";+;", ";X;", cassa.CodiceValore, "SEGNO", 38},
		{"two sides", "60,00", "-60,00", cassa.CodiceValore, "SEGNO", 39},
		{"francs", "EUR", "CHF", cassa.CodiceDivisa, "DIVISA", 14},
		{"unknown account", "4711", "4712", cassa.CodiceDominio, "CONTO", 9},
		{"no reference", "0920299000000777", "-", cassa.CodiceMancante, "RIF. BANCA", 46},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, errori, e := leggiTabella(titoli+strings.Replace(riga, tt.da, tt.a, 1)+riga, cassa.Profilo{})
			require.Len(t, letti, 1)
			require.Len(t, errori, 1)
			richiede(t, errori[0], tt.codice, errKind(tt.codice), tt.campo, 2)
			var err *cassa.Errore
			require.ErrorAs(t, errori[0], &err)
			require.Equal(t, tt.colonna, err.Colonna)
			n := 0
			for _, q := range e.Quadrature() {
				n += q.Rifiutate
			}
			require.Equal(t, 1, n)
		})
	}
	_, errori, _ = leggiTabella(titoliTesoreria+"2026;1;14/04/2026;SOCIETÀ È;PERCHÉ;X1;\n", cassa.Profilo{})
	require.Len(t, errori, 1)
	var e2 *cassa.Errore
	require.ErrorAs(t, errori[0], &e2)
	require.Equal(t, 36, e2.Colonna) // in characters
	_, errori, _ = leggiTabella(titoli+strings.Repeat(strings.Replace(riga, "4711", "4712", 1), 3), cassa.Profilo{})
	require.Len(t, errori, 1) // an account is told once
	p := cassa.Profilo{Documento: "aprile.csv"}
	letti, errori, _ = leggiTabella(titoli+strings.Replace(riga, "0920299000000777", "", 1), p)
	require.Empty(t, errori)
	require.Equal(t, []string{"aprile.csv/1/20260414E6000"}, idDi(letti))
	letti, _, _ = leggiTabella(titoli+riga+riga, p)
	require.Equal(t, []string{"0920299000000777/20260414E6000", "0920299000000777/20260414E6000/2"}, idDi(letti))
}

func errKind(c avviso.Codice) error {
	switch c {
	case cassa.CodiceDivisa:
		return cassa.ErrDivisa
	case cassa.CodiceDominio:
		return cassa.ErrDominio
	}
	return cassa.ErrMovimento
}

func TestTabellaBancoPosta(t *testing.T) {
	const conto, titoli = "Conto;IT80M0760100000000099990001\n", "Data contabile;Data valuta;Codice;Causale;Divisa;Addebiti;Accrediti;;Descrizione\n"
	riga := "14/04/2026;14/04/2026;048;;EUR;;95,15;;RI1" + purG2 + " ACCREDITO\n"
	const saldo = "Saldo;;;;;;1.000,00;;\n"
	p := noto(t, "bancoposta")
	p.Documento = "aprile.csv"
	for nome, testo := range map[string]string{
		"as it is":           conto + titoli + riga + saldo,
		"no titles":          conto + riga + saldo,
		"no balance":         conto + titoli + riga,
		"no last line end":   conto + titoli + riga + strings.TrimSuffix(saldo, "\n"),
		"windows-1252":       conto + titoli + strings.Replace(riga, ";;EUR", ";CITT\xc0 \x80;EUR", 1) + saldo,
		"blank lines at end": conto + titoli + riga + saldo + "\n\n",
	} {
		t.Run(nome, func(t *testing.T) {
			letti, errori, e := leggiTabella(testo, p)
			require.Empty(t, errori)
			require.Equal(t, []string{"aprile.csv/1/20260414E9515"}, idDi(letti))
			m := letti[0]
			require.Equal(t, "TAB:IT80M0760100000000099990001 ENTRATA 95.15 RI1"+purG2+" ACCREDITO", m.Fonte+" "+string(m.Segno)+" "+m.Importo.String()+" "+m.Causale)
			require.Equal(t, "aprile.csv", m.Estratto)
			require.Empty(t, e.Ignorati())
		})
	}
	letti, errori, e := leggiTabella(conto+titoli+strings.Replace(riga, ";;95,15;", ";-30,00;;", 1)+"NOTE;;;;;;;;X\n"+strings.Replace(riga, "95,15", "0,00", 1)+saldo, p)
	require.Empty(t, errori)
	require.Equal(t, []string{"aprile.csv/1/20260414U3000"}, idDi(letti))
	require.Equal(t, []cassa.Ignorato{{Motivo: cassa.Motivo{Codice: cassa.MotivoImportoZero}, Numero: 1}, {Motivo: cassa.Motivo{Codice: cassa.MotivoSenzaDati}, Numero: 1}}, e.Ignorati())

	_, errori, _ = leggiTabella(conto+strings.Replace(riga, ";;95,15;", ";30,00;95,15;", 1), p)
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceValore, cassa.ErrMovimento, "addebiti (colonna 6)", 2)
	_, errori, _ = leggiTabella(conto+riga, noto(t, "bancoposta"))
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceProfilo, cassa.ErrProfilo, "documento", 0)
	_, errori, _ = leggiTabella(strings.Replace(conto, "0001", "0002", 1)+riga, p)
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceDominio, cassa.ErrDominio, "conto", 1)
}

const profiloBanca = `{"nome":"banca","separatore":"\t","righeIniziali":2,"righeFinali":1,"intestazione":true,"decimale":".","date":["AAAA-MM-GG"],
"conto":"` + ibanT + `","colonne":{"dataContabile":"Data","importo":"Importo","causale":["Note",5],"rifBanca":3}}`

func TestProfilo(t *testing.T) {
	p, err := cassa.ParseProfilo([]byte(profiloBanca))
	require.NoError(t, err)
	b, err := json.Marshal(p)
	require.NoError(t, err)
	ancora, err := cassa.ParseProfilo(b)
	require.NoError(t, err)
	require.Equal(t, p, ancora)
	testo := "Estratto di aprile\n\nData\tNote\tRif\tImporto\tAltro\n2026-04-14\tBONIFICO\tR-1\t1,318.40\t" + purG1 + "\n2026-04-15\tX\tR-2\t-5\t\nTotale\t\t\t1,313.40\t\n"
	letti, errori, _ := leggiTabella(testo, p)
	require.Empty(t, errori)
	require.Equal(t, []string{"R-1/20260414E131840", "R-2/20260415U500"}, idDi(letti))
	require.Equal(t, "BONIFICO | "+purG1, letti[0].Causale)

	_, errori, _ = leggiTabella(strings.Replace(testo, "Note", "Nota", 1), p)
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceMancante, cassa.ErrFormato, "Note", 3)
	_, errori, _ = leggiTabella(strings.Replace(testo, "2026-04-14", "14/04/2026", 1), p) // not among its forms
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceData, cassa.ErrMovimento, "Data", 4)
	p.RigheFinali = 0
	_, errori, _ = leggiTabella(testo, p)
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceData, cassa.ErrMovimento, "Data", 6)

	for nome, tt := range map[string]struct{ da, a, campo string }{
		"no JSON":             {`{"nome"`, `["nome"`, ""},
		"unknown member":      {`"nome"`, `"nomi"`, "nomi"},
		"a member in capital": {`"nome"`, `"Nome"`, "Nome"},
		"a member twice":      {`"nome":"banca"`, `"nome":"banca","nome":"banca"`, "nome"},
		"a type":              {`"righeFinali":1`, `"righeFinali":"1"`, "righeFinali"},
		"a column of no type": {`"rifBanca":3`, `"rifBanca":true`, "colonne.rifBanca"},
		"unknown field":       {`"rifBanca"`, `"riferimento"`, "colonne"},
		"two columns":         {`"rifBanca":3`, `"rifBanca":[3,4]`, "colonne.rifBanca"},
		"no column":           {`"rifBanca":3`, `"rifBanca":[]`, "colonne.rifBanca"},
		"position 0":          {`"rifBanca":3`, `"rifBanca":0`, "colonne.rifBanca"},
		"title without them":  {`"intestazione":true`, `"intestazione":false`, "colonne.dataContabile"},
		"no date":             {`"dataContabile"`, `"dataValuta"`, "colonne.dataContabile"},
		"no amount":           {`"importo"`, `"ordinante"`, "colonne.importo"},
		"two amounts":         {`"rifBanca":3`, `"accrediti":3`, "colonne.importo"},
		"year alone":          {`"rifBanca":3`, `"esercizio":3`, "colonne.provvisorio"},
		"ABI alone":           {`"rifBanca":3`, `"abi":3`, "colonne.conto"},
		"separator":           {`"\t"`, `"ab"`, "separatore"},
		"quote to separate":   {`"\t"`, `"\""`, "separatore"},
		"lines before":        {`"righeIniziali":2`, `"righeIniziali":-1`, "righeIniziali"},
		"lines after":         {`"righeFinali":1`, `"righeFinali":9999`, "righeFinali"},
		"decimals":            {`"decimale":"."`, `"decimale":";"`, "decimale"},
		"form of a date":      {`"AAAA-MM-GG"`, `"MM/GG/AAAA"`, "date[0]"},
		"line of the account": {`"righeFinali":1`, `"rigaConto":3,"campoConto":1`, "rigaConto"},
		"line without field":  {`"righeFinali":1`, `"rigaConto":1`, "campoConto"},
		"unknown name":        {`"colonne":{"dataContabile":"Data","importo":"Importo","causale":["Note",5],"rifBanca":3}`, `"colonne":{}`, "nome"},
	} {
		t.Run(nome, func(t *testing.T) {
			require.Contains(t, profiloBanca, tt.da)
			_, err := cassa.ParseProfilo([]byte(strings.Replace(profiloBanca, tt.da, tt.a, 1)))
			richiede(t, err, cassa.CodiceProfilo, cassa.ErrProfilo, tt.campo, -1)
		})
	}
	noto, err := cassa.ParseProfilo([]byte(`{"nome":"tesoreria","dominio":"99999000047"}`))
	require.NoError(t, err)
	letti, errori, _ = leggiTabella(campione(t, "tesoreria.csv"), noto)
	require.Empty(t, errori)
	require.Len(t, letti, 1)
	require.ErrorIs(t, (*cassa.Profilo)(nil).Valida(), avviso.ErrNullo)
}

// A table of a known profile has every column but those that only describe, and the other
// places of a text.
func TestTabellaColonneAssenti(t *testing.T) {
	for nome, tt := range map[string]struct {
		profilo, titoli, riga string
		obbligatorie          []string
	}{
		"provvisori": {"tesoreria", titoliTesoreria, "2026;311;14/04/2026;PSP FINTO;" + purG1 + ";318,40;2026-04-14", []string{"ESERCIZIO", "N.PROVV.", "DATA ESEC.", "DESCRIZIONE CAUSALE", "IMPORTO PROVVISORIO"}},
		"account": {
			"tesoreria-conto", "ABI;CAB;CONTO;DIVISA;DATA CONTABILE;DATA VALUTA;IMPORTO;SEGNO;CAUSALE;RIF. BANCA;DESCRIZIONE ESTESA;DESCRIZIONE\n",
			"99998;00002;000000004711;EUR;14/04/2026;14/04/2026;318,40;C;48;R-1;" + purG1 + ";BONIFICO",
			[]string{"ABI", "CAB", "CONTO", "DATA CONTABILE", "IMPORTO", "SEGNO", "CAUSALE", "RIF. BANCA", "DESCRIZIONE ESTESA"},
		},
	} {
		t.Run(nome, func(t *testing.T) {
			titoli, campi := strings.Split(strings.TrimSpace(tt.titoli), ";"), strings.Split(tt.riga, ";")
			require.Len(t, campi, len(titoli))
			for i, titolo := range titoli {
				p := noto(t, tt.profilo)
				p.IdDominio = dominioT
				senza := func(cc []string) string { return strings.Join(slices.Delete(slices.Clone(cc), i, i+1), ";") + "\n" }
				letti, errori, _ := leggiTabella(senza(titoli)+senza(campi), p)
				if slices.Contains(tt.obbligatorie, titolo) {
					require.Empty(t, letti, titolo)
					require.Len(t, errori, 1, titolo)
					richiede(t, errori[0], cassa.CodiceMancante, cassa.ErrFormato, titolo, 1)
					continue
				}
				require.Empty(t, errori, titolo)
				require.Len(t, letti, 1, titolo)
			}
		})
	}
}

func TestTabellaDocumento(t *testing.T) {
	riga := "2026;311;14/04/2026;PSP FINTO;" + purG1 + ";318,40;2026-04-14\n"
	for _, tt := range []struct {
		nome, testo string
		letti       int
		codice      avviso.Codice
		tipo        error
		campo       string
		riga        int
	}{
		{"empty", "", 0, cassa.CodiceFormato, cassa.ErrFormato, "", 1},
		{"Excel", "PK\x03\x04[Content_Types].xml", 0, cassa.CodiceFormato, cassa.ErrFormato, "", 1},
		{"UTF-16", "\xff\xfeE\x00", 0, cassa.CodiceFormato, cassa.ErrFormato, "", 1},
		{"of no known form", "a;b\n1;2\n", 0, cassa.CodiceFormato, cassa.ErrFormato, "", 1},
		{"a line of no end", titoliTesoreria + riga + strings.Repeat("x", 70000), 1, cassa.CodiceLimite, cassa.ErrSintassi, "", 3},
		{"a quote of no end", titoliTesoreria + riga + `"` + strings.Repeat("x\n", 100), 1, cassa.CodiceLimite, cassa.ErrSintassi, "", 54},
		{"a byte of no character", titoliTesoreria + riga + "2026;312;14/04/2026;\x81;X;1,00;\n", 1, cassa.CodiceCodifica, cassa.ErrSintassi, "", 3},
		{"cut in a row", titoliTesoreria + riga + "2026;312;14/04/2026;PSP FINTO;X;3", 1, cassa.CodiceSintassi, cassa.ErrSintassi, "", 3},
		{"year of no year", titoliTesoreria + riga + strings.Replace(riga, "2026;", "26;", 1), 1, cassa.CodiceValore, cassa.ErrMovimento, "ESERCIZIO", 3},
		{"no number", titoliTesoreria + riga + strings.Replace(riga, ";311;", "; ;", 1), 1, cassa.CodiceMancante, cassa.ErrMovimento, "N.PROVV.", 3},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, errori, _ := leggiTabella(tt.testo, cassa.Profilo{})
			require.Len(t, errori, 1)
			richiede(t, errori[0], tt.codice, tt.tipo, tt.campo, tt.riga)
			require.Len(t, letti, tt.letti)
		})
	}
	p := noto(t, "tesoreria")
	_, errori := raccogli(cassa.NuovaTabella(strings.NewReader(titoliTesoreria+riga), cassa.Conti{}, p).LeggiMovimenti())
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceMancante, cassa.ErrDominio, "dominio", 1)
	due := cassa.Conti{ibanT: dominioT, iban: dominio}
	_, errori = raccogli(cassa.NuovaTabella(strings.NewReader(titoliTesoreria+riga), due, p).LeggiMovimenti())
	require.Len(t, errori, 1) // of which of the two?
	richiede(t, errori[0], cassa.CodiceMancante, cassa.ErrDominio, "dominio", 1)
	_, errori = raccogli(cassa.NuovaTabella(&rotto{titoliTesoreria + riga}, due, p).LeggiMovimenti())
	require.Len(t, errori, 1)
}

// What the host says of a known table holds against the table's own: its account, its
// separator, its decimals, its dates.
func TestTabellaNotaConOpzioni(t *testing.T) {
	riga := "2026;311;2026-04-14;PSP FINTO;x;318.40;2026-04-14\n"
	for nome, tt := range map[string]struct {
		p  cassa.Profilo
		si bool
	}{
		"as it is":      {cassa.Profilo{Nome: "tesoreria", Decimale: ".", Date: []string{"AAAA-MM-GG"}}, true},
		"its decimals":  {cassa.Profilo{Nome: "tesoreria"}, false},
		"other dates":   {cassa.Profilo{Nome: "tesoreria", Decimale: ".", Date: []string{"GG/MM/AAAA"}}, false},
		"its separator": {cassa.Profilo{Nome: "tesoreria", Decimale: ".", Separatore: "|"}, false},
	} {
		m, errori, _ := leggiTabella(titoliTesoreria+riga, tt.p)
		require.Equal(t, tt.si, len(m) == 1 && len(errori) == 0, "%s: %v", nome, errori)
	}
	m, errori, _ := leggiTabella(strings.ReplaceAll(titoliTesoreria+riga, ";", "|"), cassa.Profilo{Nome: "tesoreria", Decimale: ".", Separatore: "|"})
	require.Empty(t, errori)
	require.Len(t, m, 1)
}

// The sums of a table are of its days, in whatever order they stand, and count what was
// refused and what moves nothing.
func TestTabellaConta(t *testing.T) {
	testo := titoliTesoreria
	for _, r := range []string{"1;15/04/2026;1,00", "2;13/04/2026;2,00", "3;16/04/2026;0,00", "4;14/04/2026;x", "5;;"} {
		c := strings.Split(r, ";")
		testo += "2026;" + c[0] + ";" + c[1] + ";PSP;x;" + c[2] + ";\n"
	}
	p := noto(t, "tesoreria")
	p.IdDominio = dominioT
	m, errori, e := leggiTabella(testo, p)
	require.Len(t, m, 2)
	require.Len(t, errori, 1)
	q := e.Quadrature()
	require.Len(t, q, 1)
	require.Equal(t, "2026-04-13 2026-04-16", q[0].Dal.String()+" "+q[0].Al.String())
	require.Equal(t, []int{5, 1, 2}, []int{q[0].Righe, q[0].Rifiutate, q[0].Ignorate})
	require.Equal(t, "3.00 0.00", q[0].Entrate.String()+" "+q[0].Uscite.String())
}
