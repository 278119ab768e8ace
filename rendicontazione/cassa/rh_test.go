package cassa_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

func leggiRH(testo string) ([]cassa.Movimento, []error, []cassa.Quadratura) {
	e := cassa.NuovoRH(strings.NewReader(testo), contiT)
	m, err := raccogli(e.LeggiMovimenti())
	return m, err, e.Quadrature()
}

// righe120 returns the lines of a text padded to 120 columns.
func righe120(testo string) []string {
	var r []string
	for l := range strings.Lines(testo) {
		r = append(r, fmt.Sprintf("%-120s", strings.TrimRight(l, "\r\n")))
	}
	return r
}

func TestRH(t *testing.T) {
	base := cassa.Movimento{
		Fonte: "RH:" + ibanT, IdDominio: dominioT, IBAN: mustIBAN(t, ibanT), Estratto: "20260414/C210000",
		DataContabile: avviso.MustData("2026-04-14"), DataValuta: avviso.MustData("2026-04-14"), Segno: cassa.Entrata,
	}
	m := [3]cassa.Movimento{base, base, base}
	m[0].ID, m[0].Importo, m[0].DataValuta = "0710260414000311/20260414E31840", avviso.MustImporto("318.40"), avviso.MustData("2026-04-13")
	m[0].RifBanca, m[0].TRN, m[0].Ordinante = "0710260414000311", "0306977712345670489599999995IT", "PSP FINTO TRE S.P.A."
	m[0].Causale = "BON. SEPA DA PSP FINTO TRE PER RIVERSAMENTO INCASSI /PUR/LGPE-RIVERSAMENTO/TXT/0/URI/2026-04-13ABI03069-\nS777001" +
		" | BO:ABICAB:9999600003TRN:0306977712345670489599999995IT | BONIFICO A VS FAVORE"
	m[1].ID, m[1].Importo = "20260414/C210000/2/20260414E9515", avviso.MustImporto("95.15")
	m[1].Causale = "GIROCONTO TRA BANCHE /PUR/LGPE-RIVERSAMENTO/URI/2026-04-1"
	m[2].ID, m[2].Importo, m[2].Storno = "0710260414000377/20260414E31840", avviso.MustImporto("318.40"), true
	m[2].RifBanca = "0710260414000377"
	m[2].Causale = "STORNO BON. SEPA /PUR/LGPE-RIVERSAMENTO/URI/2026-04-13ABI03069-S777001 | STORNO SCRITTURE"

	iniziale, finale := avviso.MustImporto("2100.00"), avviso.MustImporto("2195.15")
	quadra := cassa.Quadratura{
		Fonte: "RH:" + ibanT, Conto: ibanT, Estratto: "20260414/C210000", Dal: base.DataContabile, Al: base.DataContabile,
		SaldoIniziale: &iniziale, SaldoFinale: &finale, Righe: 3, Entrate: avviso.MustImporto("413.55"), Uscite: avviso.MustImporto("318.40"),
		Rilievi: []avviso.Codice{},
	}
	testo := campione(t, "rh.txt")
	intere := righe120(testo)
	var senzaPrima []string
	for _, r := range intere {
		senzaPrima = append(senzaPrima, r[1:])
	}
	for nome, s := range map[string]string{
		"right-trimmed":     testo,
		"CRLF":              strings.Join(intere, "\r\n") + "\r\n",
		"one string":        strings.Join(intere, ""),
		"one string, CtrlZ": strings.Join(intere, "") + "\r\n\x1a",
		"without column 1":  strings.Join(senzaPrima, "\n"),
		"without both":      strings.ReplaceAll("\n"+testo, "\n ", "\n"),
		"BOM":               "\ufeff" + testo,
		"EC":                strings.Replace(testo, " RH", " EC", 1),
		"no last line end":  strings.TrimSuffix(testo, "\n"),
	} {
		t.Run(nome, func(t *testing.T) {
			letti, errori, q := leggiRH(s)
			require.Empty(t, errori)
			require.Empty(t, cmp.Diff(m[:], letti, comparatore))
			require.Empty(t, cmp.Diff([]cassa.Quadratura{quadra}, q, comparatore))
			for _, m := range letti {
				require.NoError(t, m.Valida())
			}
		})
	}
}

// A movement that is missing: balance and number of records say so, the others stay good.
func TestRHNonQuadra(t *testing.T) {
	var righe []string
	for i, r := range strings.Split(campione(t, "rh.txt"), "\n") {
		if i != 10 && i != 11 {
			righe = append(righe, strings.Replace(r, "C000000002195,15C", "C000000002413,55C", 1))
		}
	}
	letti, errori, q := leggiRH(strings.Join(righe, "\n"))
	require.Empty(t, errori)
	require.Len(t, letti, 2)
	require.Len(t, q, 1)
	require.Equal(t, "100.00", q[0].Differenza.String())
	require.Equal(t, []avviso.Codice{cassa.CodiceSaldo, cassa.CodiceTotaleRecord}, q[0].Rilievi)
}

// The same statement twice, the second as a recovery: the same keys where the bank gives a
// reference, another Estratto.
func TestRHRecupero(t *testing.T) {
	testo := campione(t, "rh.txt")
	letti, errori, q := leggiRH(testo + strings.Replace(testo, "93001", "93011", 1))
	require.Empty(t, errori)
	require.Len(t, letti, 6)
	require.Len(t, q, 2)
	for i, want := range []string{
		"0710260414000311/20260414E31840", "20260414/C210000/2/20260414E9515", "0710260414000377/20260414E31840",
		"0710260414000311/20260414E31840", "20260414/C210000~2/2/20260414E9515", "0710260414000377/20260414E31840",
	} {
		require.Equal(t, want, letti[i].ID)
	}
	require.Equal(t, "20260414/C210000~2", letti[4].Estratto)
	require.Equal(t, "20260414/C210000~2", q[1].Estratto)
}

// The reference cut between RI1 and RI2 is one text of two lines.
func TestRHRiferimentoTagliato(t *testing.T) {
	testo := campione(t, "rh.txt")
	testo = strings.Replace(testo, "BON. SEPA DA PSP FINTO TRE PER RIVERSAMENTO INCASSI /PUR/LGPE-RIVERSAMENTO/TXT/0/URI/2026-04-13ABI03069-",
		fmt.Sprintf("%104s", "/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13BCITITMM-00004"), 1)
	testo = strings.Replace(testo, "RI2S777001", "RI212", 1)
	letti, errori, _ := leggiRH(testo)
	require.Empty(t, errori)
	causale, _, _ := strings.Cut(letti[0].Causale, " | ")
	require.Equal(t, "/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13BCITITMM-00004\n12", causale)
}

func TestRHGiroconto(t *testing.T) {
	letti, errori, q := leggiRH(campione(t, "rh_giroconto.txt"))
	require.Empty(t, errori)
	require.Len(t, letti, 3)
	require.Equal(t, "005881194736301/20260610E41260", letti[0].ID)
	require.Equal(t, "005881194736302/20260610E195525", letti[1].ID)
	require.Equal(t, "/PUR/LGPE-RIVERSAMENTO/URI/2026-06-09FNTOITMM-x\n71vq80zplm2 | Bonifico a vs favore", letti[1].Causale)
	require.Equal(t, "GIROCONTO TRA BANCHE /PUR/LGPE-RIVERSAMENTO/URI/2 | Bonifico a vs favore", letti[2].Causale)
	require.Len(t, q, 1)
	require.True(t, q[0].Quadra())
}

// rh returns a block with the records between 61 and 64 given.
func rh(record ...string) string {
	return " RH99998Q7Z1K140426RND-1\n 610000001                  93001C/C TESORERIA   CCA9999800002000000004711EUR140426C000000000000,00IT88\n" +
		strings.Join(record, "\n") + "\n 640000001EUR140426C000000000000,00\n EF99998Q7Z1K140426RND-1\n"
}

const bonifico = " 620000001001130426140426C000000000318,4048BO                0710260414000311         BONIFICO"

func TestRHTesto(t *testing.T) {
	tests := []struct{ nome, record, want string }{
		{"RI2 of filler", " 630000001001RI1/PUR/X\n 630000001001RI2...", "/PUR/X"},
		{"RI2 with codes of the bank", " 630000001001RI1/PUR/X\n 630000001001RI2Y" + strings.Repeat(" ", 36) + "CODICE", "/PUR/X\nY"},
		{"RI2 that goes on", " 630000001001RI1/PUR/X\n 630000001001RI2" + strings.Repeat("Y", 40), "/PUR/X\n" + strings.Repeat("Y", 40)},
		{"free, after RI1", " 630000001001LIBERO\n 630000001001RI1/PUR/X", "/PUR/X | LIBERO"},
		{"free, two lines", " 630000001001/ZZ4/UNO\n 630000001001DUE", "/ZZ4/UNO\nDUE"},
		{"ZZ3", " 630000001001ZZ1X\n 630000001001ZZ2ESTERO\n 630000001001ZZ3" + fmt.Sprintf("%-50s", "BENEFICIARIO") + "MOTIVO", "MOTIVO"},
		{"tags", " 630000001001:TID:1001260414000055 :RI3:/PUR/Y :SEC:CASH :E2E:E2E-1 :BI2:PSPFITMM :OR1:PSP", "/PUR/Y | :TID:1001260414000055 :RI3: :SEC:CASH :E2E:E2E-1 :BI2:PSPFITMM :OR1:PSP"},
		{"none", " 630000001001KKK1", ""},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			letti, errori, _ := leggiRH(rh(bonifico, tt.record))
			require.Empty(t, errori)
			require.Len(t, letti, 1)
			require.Equal(t, strings.TrimPrefix(tt.want+" | BONIFICO", " | "), letti[0].Causale)
			if tt.nome == "tags" {
				require.Equal(t, "1001260414000055 E2E-1 PSPFITMM PSP", letti[0].TRN+" "+letti[0].EndToEndID+" "+letti[0].BICOrdinante+" "+letti[0].Ordinante)
			}
			if tt.nome == "ZZ3" {
				require.Equal(t, "ESTERO", letti[0].Ordinante)
			}
		})
	}
}

// ISO-8859-1 as it is written, UTF-8 as an editor saves it.
func TestRHCaratteri(t *testing.T) {
	for _, s := range []string{"CITT\xc0 DI", "CITTÀ DI"} {
		letti, errori, _ := leggiRH(rh(bonifico, " 630000001001YYY13042026                "+s+strings.Repeat(" ", 32)+"LOCALITA"))
		require.Empty(t, errori)
		require.Equal(t, "CITTÀ DI", letti[0].Ordinante)
	}
}

func TestRHErrori(t *testing.T) {
	tests := []struct {
		nome, testo string
		letti       int
		codice      avviso.Codice
		tipo        error
		campo       string
		riga        int
	}{
		{"value date", rh(strings.Replace(bonifico, "130426", "320426", 1), bonifico), 1, cassa.CodiceData, cassa.ErrMovimento, "62/data valuta", 3},
		{"booking date", rh(strings.Replace(bonifico, "140426C", "140026C", 1), bonifico), 1, cassa.CodiceData, cassa.ErrMovimento, "62/data contabile", 3},
		{"side", rh(strings.Replace(bonifico, "426C", "426X", 1), bonifico), 1, cassa.CodiceValore, cassa.ErrMovimento, "62/segno", 3},
		{"amount without comma", rh(strings.Replace(bonifico, "000318,40", "000031840", 1), bonifico), 1, cassa.CodiceImporto, cassa.ErrMovimento, "62/importo", 3},
		{"text of a refused movement", rh(strings.Replace(bonifico, "426C", "426X", 1), " 630000001001RI1X", bonifico), 1, cassa.CodiceValore, cassa.ErrMovimento, "62/segno", 3},
		{"text of another movement", rh(bonifico, " 630000001002RI1X"), 1, cassa.CodiceValore, cassa.ErrMovimento, "63/progressivo", 4},
		{"text of another statement", rh(bonifico, " 630000002001RI1X"), 1, cassa.CodiceValore, cassa.ErrMovimento, "63/numero rendicontazione", 4},
		{"movement of another statement", rh(bonifico, strings.Replace(bonifico, "0000001", "0000002", 1)), 1, cassa.CodiceValore, cassa.ErrMovimento, "62/numero rendicontazione", 4},
		{"text before a movement", rh(" 630000001001RI1X"), 0, cassa.CodiceValore, cassa.ErrMovimento, "63/progressivo", 3},
		{"record of no type", rh(bonifico, " 990000001001"), 1, cassa.CodiceValore, cassa.ErrMovimento, "tipo record", 4},
		{"text beyond column 120", rh(bonifico, fmt.Sprintf("%-120s", " 630000001001RI1X")+"Y"), 1, cassa.CodiceLimite, cassa.ErrSintassi, "", 4},
		{"movement beyond column 120", rh(fmt.Sprintf("%-130sX", bonifico), " 630000001001RI1X", bonifico), 1, cassa.CodiceLimite, cassa.ErrSintassi, "", 3},
		{"unknown account", strings.Replace(rh(bonifico), "4711EUR", "4712EUR", 1), 0, cassa.CodiceDominio, cassa.ErrDominio, "61/conto", 2},
		{"francs", strings.Replace(rh(bonifico), "4711EUR", "4711CHF", 1), 0, cassa.CodiceDivisa, cassa.ErrDivisa, "61/divisa", 2},
		{"opening day", strings.Replace(rh(bonifico), "EUR1404", "EUR1414", 1), 0, cassa.CodiceData, cassa.ErrMovimento, "61/data contabile", 2},
		{"opening balance", strings.Replace(rh(bonifico), "C000000000000,00IT", "X000000000000,00IT", 1), 0, cassa.CodiceImporto, cassa.ErrMovimento, "61/saldo iniziale", 2},
		{"no statement", " RH99998Q7Z1K140426RND-1\n" + bonifico + "\n EF", 0, cassa.CodiceValore, cassa.ErrMovimento, "tipo record", 2},
		{"another flow", rh(bonifico) + " RA99998Q7Z1K140426X\n 61\n EF\n" + rh(bonifico), 2, cassa.CodiceFormato, cassa.ErrFormato, "tipo record", 6},
		{"records after the end", rh(bonifico) + bonifico + "\n" + bonifico + "\n", 1, cassa.CodiceFormato, cassa.ErrFormato, "tipo record", 6},
		{"another document", "<a/>\n", 0, cassa.CodiceFormato, cassa.ErrFormato, "RH", 1},
		{"empty", "", 0, cassa.CodiceFormato, cassa.ErrFormato, "RH", 1},
		{"one long line", " RH99998Q7Z1K140426RND-1\n" + strings.Repeat("x", 70000), 0, cassa.CodiceLimite, cassa.ErrSintassi, "", 2},
		{"cut in a movement", rh(bonifico)[:220], 0, cassa.CodiceSintassi, cassa.ErrSintassi, "", 3},
		{"cut in its text", strings.Split(rh(bonifico, bonifico, " 630000001001RI1XXXX"), "XX\n")[0], 1, cassa.CodiceSintassi, cassa.ErrSintassi, "", 5},
		{"cut after it", strings.Split(rh(bonifico, bonifico), "C000000000000,00\n")[0], 2, cassa.CodiceSintassi, cassa.ErrSintassi, "", 5},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			letti, errori, _ := leggiRH(tt.testo)
			require.Len(t, errori, 1)
			richiede(t, errori[0], tt.codice, tt.tipo, tt.campo, tt.riga)
			require.Len(t, letti, tt.letti)
		})
	}
	_, errori := raccogli(cassa.NuovoRH(&rotto{rh(bonifico)[:60]}, contiT).LeggiMovimenti())
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceLettura, cassa.ErrLettura, "", -1)
}

func TestRHControlli(t *testing.T) {
	testo := campione(t, "rh.txt")
	senza := func(pezzi ...string) string {
		var righe []string
		for r := range strings.Lines(testo) {
			tieni := true
			for _, p := range pezzi {
				tieni = tieni && !strings.HasPrefix(r, p)
			}
			if tieni {
				righe = append(righe, r)
			}
		}
		return strings.Join(righe, "")
	}
	for _, tt := range []struct {
		nome, testo string
		rilievi     []avviso.Codice
	}{
		{"no 64", senza(" 64"), []avviso.Codice{cassa.CodicePagina, cassa.CodiceTotaleRecord}},
		{"no EF", senza(" EF"), []avviso.Codice{cassa.CodicePagina}},
		{"neither", senza(" 64", " EF"), []avviso.Codice{cassa.CodicePagina}},
		{"statements", strings.Replace(testo, "           0000001    ", "           0000002    ", 1), []avviso.Codice{cassa.CodiceTotaleEstratti}},
		{"no counts", strings.Replace(testo, "           0000001                              0000014", "", 1), []avviso.Codice{}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, errori, q := leggiRH(tt.testo)
			require.Empty(t, errori)
			require.Len(t, letti, 3)
			require.Len(t, q, 1)
			require.Equal(t, tt.rilievi, q[0].Rilievi)
		})
	}
}

// Where the country is blank, the account is the one that ends with the other coordinates.
func TestRHConto(t *testing.T) {
	senzaPaese := strings.Replace(rh(bonifico), ",00IT88", ",00", 1)
	for nome, testo := range map[string]string{"without country": senzaPaese, "without CIN": strings.Replace(senzaPaese, "CCA9999", "CC 9999", 1)} {
		t.Run(nome, func(t *testing.T) {
			letti, errori, _ := leggiRH(testo)
			require.Empty(t, errori)
			require.Equal(t, "RH:"+ibanT, letti[0].Fonte)
		})
	}
	c := maps.Clone(contiT)
	c["9999800002000000004711"] = dominioT
	_, errori := raccogli(cassa.NuovoRH(strings.NewReader(strings.Replace(senzaPaese, "CCA9999", "CC 9999", 1)), c).LeggiMovimenti())
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceDominio, cassa.ErrDominio, "61/conto", 2)
}
