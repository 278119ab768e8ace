package tracciato

import (
	"bytes"
	"encoding/csv"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// FuzzDividi: the short way through the columns of a line finds what the long one
// does, or leaves it to that.
func FuzzDividi(f *testing.F) {
	molte := strings.Repeat(",", Colonne)
	for _, s := range []string{
		"", "a", "a,b", " a ,", "\ta,", "a\u00a0,b", "\u00a0a", "a\u2000,\u00a0è\u2000", `"a"`, `a"b,`, `a,"`, "è,", "\xff,", `"a,b",c,"d""e"`, molte, "a" + molte, molte[1:], molte[2:] + "x", molte + " ,",
		strings.Repeat("a,", 7) + molte, molte[:8], molte[:9] + "a,b" + molte[:7] + `"c"`, molte[:81] + "a,b,c,d,e,f", `"a" ,b`, `" a",b`, `"",b`, `a,""`, ` "a",b`, `"a"b,`, molte[1:] + "a,", molte + "a",
		"abcdefg,", "abcdefgh,ijklmno,p", "a,b,c,d,e,f,g,h,i", ",,,,,,,a,", "-,+-,+.,", "\xac,\x2d,\x2b,x", `primo testo,"a,b",secondo testo,,,,,,,,,,"c",terzo testo`, molte[:78] + " abcdefgh ,i,,,,,,,j", molte[:79] + "a,,,,,,,", molte[:80] + "abcdefg,h",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var l lineaCSV
		if len(s) > MaxRiga || !l.dividi(s) {
			return
		}
		var attese colonneCSV
		if colonna, codice := attese.dividi(s); codice != "" {
			t.Fatalf("%q: the long way refuses %q %d", s, codice, colonna)
		}
		for i, attesa := range attese {
			if l.testo(i) != attesa {
				t.Fatalf("%q: column %d is %q, the long way %q", s, i, l.testo(i), attesa)
			}
		}
	})
}

// comune are the columns of a line as most are.
func comune() []string {
	c := make([]string, Colonne)
	for i, s := range map[int]string{
		colIDA2A: "APP", colIDPendenza: "P-1", colIdDominio: "00429440068", colNumeroAvviso: "301000000000004285", colTipoPendenza: "IMU", colCausale: "Mensa, retta",
		colAnnoRiferimento: "2024", colImporto: "3.00", colDataScadenza: "2030-12-31", colTipoSoggetto: "F", colIdentificativo: "TSTPNI70D01L219V",
		colAnagrafica: "Pino Test", colIndirizzo: "Via Roma", colEmail: "pino@ente.it",
		colVoci: "v1", colVoci + 1: "1.00", colVoci + 2: "Prima", colVoci + 3: "IT60X0542811101000000123456", colVoci + 5: "ALTRO", colVoci + 6: "0101002IM",
		colVoci + 11: "v2", colVoci + 12: "1.00", colVoci + 13: "Seconda", colVoci + 18: "MENSA",
		colVoci + 22: "v3", colVoci + 23: "1.00", colVoci + 24: "Terza", colVoci + 30: "01", colVoci + 31: "aGFzaA==", colVoci + 32: "RM",
	} {
		c[i] = s
	}
	return c
}

// linea writes a line.
func linea(colonne []string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(colonne) // a builder takes everything
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n")
}

// valori are what a column may have, of its own and of others.
var valori = []string{
	"", " ", "|", "000000000", "0000000001", "999999999", "1e3", "100.", "92233720368547758.0", "x", " x ", "è", "a b", `a "b"`, "\u00a0x", "a\x00b", "-", "0", "0.00", "00", "1", "1.0", "1.00", "1.005", "-1.00", "+1.00", ".50", "999999999.99", "1000000000.00", "92233720368547758.08",
	"2030-02-30", "2030-02-28", "2030-02-28Z", "MAI", "F", "G", "P", "ALTRO", "9", "3", "01", "02", "RM", "00429440068", "0042944006", "301000000000004285", "401000000000004285",
	"IT60X0542811101000000123456", "it60 x054 2811 1010 0000 0123 456", "IT61X0542811101000000123456", "IT60X054281110100000012345A", "DE89370400440532013000", "+39 000-1234567", "a@b.it",
	`{"a":1}`, "{", "de|Steuer", "|x", "es", "ENTRO5", "Imposte e tasse", "v1", strings.Repeat("a", 36), strings.Repeat("è", 140), strings.Repeat("a", 256), "RIDOTTO",
}

// concordi compares the rows of lines read one after the other with what each is alone, by its
// texts.
func concordi(t *testing.T, dominio string, righe ...string) {
	t.Helper()
	c := lettoreCSV{dominio: dominio}
	var lette []Riga
	for i, s := range righe {
		x := Riga{Numero: i}
		riga := []byte(s)
		c.leggi(&x, riga, i)
		clear(riga) // a line is no longer what it was
		lette = append(lette, x)
	}
	for i, s := range righe {
		sola := lettoreCSV{dominio: dominio}
		var f colonneCSV
		attesa := Riga{}
		if colonna, codice := f.dividi(s); codice != "" {
			attesa = nonLetta(codice, i, colonna)
		} else {
			attesa = sola.perTesti(&f)
		}
		attesa.Numero = i
		if !reflect.DeepEqual(attesa, lette[i]) {
			t.Fatalf("%q\nis read as\n%+v\nalone as\n%+v", s, lette[i], attesa)
		}
	}
}

// TestLineaComune: whatever a column has, a line is read as by its texts.
func TestLineaComune(t *testing.T) {
	buona := linea(comune())
	for i := range Colonne {
		var righe []string
		for _, v := range valori {
			c := comune()
			c[i] = v
			righe = append(righe, linea(c), buona)
			if i >= colVoci { // of an item that has nothing else
				c = comune()
				clear(c[colVoci+3 : colDataAvvisatura])
				c[i] = v
				righe = append(righe, linea(c))
			} else if i >= colTipoSoggetto { // of a debtor who has nothing else
				c = comune()
				clear(c[colTipoSoggetto:colVoci])
				c[i] = v
				righe = append(righe, linea(c))
			}
		}
		concordi(t, "", righe...)
		concordi(t, "00429440068", righe...)
	}
}

// TestLineaComuneSvelta: the lines that most files have are read without their texts, and need
// little memory.
func TestLineaComuneSvelta(t *testing.T) {
	senza := func(da, a int) string {
		c := comune()
		clear(c[da:a])
		return linea(c)
	}
	for nome, s := range map[string]string{
		"whole": linea(comune()), "one item": senza(colVoci+11, colDataAvvisatura), "no debtor": senza(colTipoSoggetto, colVoci),
		"no kind of debtor": senza(colTipoSoggetto, colIdentificativo), "no notice": senza(colNumeroAvviso, colTipoPendenza), "blanks": strings.ReplaceAll(linea(comune()), ",v", ", v"),
		"quotes": strings.Replace(linea(comune()), "Pino Test", `"Pino ""il"" Test" `, 1), "whole amount": strings.Replace(linea(comune()), ",3.00,", ",3,", 1),
		"instalment": linea(comune())[:len(linea(comune()))-len(",,,")] + "D,Documento,2,de|Steuer",
		"never sent": linea(comune())[:len(linea(comune()))-len(",,,,")] + "MAI,,,,", "to send": linea(comune())[:len(linea(comune()))-len(",,,,")] + "2030-01-31,,,,",
		"to cancel": strings.Replace(linea(comune()), ",3.00,", ",0.00,", 1), "a comma too many": linea(comune()) + ",", "accents": strings.Replace(linea(comune()), "Pino", "Èva", 1),
		"short": strings.TrimRight(linea(comune()), ","),
	} {
		var l lineaCSV
		var x Riga
		var g gruppo
		g.riga(len(s))
		require.True(t, l.dividi(s) && l.leggi(&x, "", &g), nome)
		concordi(t, "", s)
	}
	c := lettoreCSV{}
	riga := []byte(linea(comune()))
	require.LessOrEqual(t, testing.AllocsPerRun(800, func() {
		var x Riga
		c.leggi(&x, riga, 1)
	}), 1.0)
}

// TestGruppo: whoever keeps a position of a file keeps the memory of eight lines at most, of
// one when they are long; and all the memory taken is given out.
func TestGruppo(t *testing.T) {
	var g gruppo
	breve, lunga := bytes.Repeat([]byte("a"), rigaComune), bytes.Repeat([]byte("a"), rigaComune+1)
	for range 100 {
		soggetti := g.soggetti
		g.riga(len(breve))
		if len(soggetti) > 0 {
			require.Same(t, &soggetti[0], &g.soggetti[0], "memory is taken when that of before is used up")
		}
		testi, stanze := g.testi.Len(), g.stanze
		require.Len(t, g.testo(breve), rigaComune)
		require.Equal(t, testi+rigaComune, g.testi.Len(), "a line is a part of the text of its group")
		require.LessOrEqual(t, g.testi.Cap(), inGruppo*rigaComune*5/4)
		require.LessOrEqual(t, cap(g.soggetti), inGruppo)
		g.soggetto()
		v := g.voci(3)
		require.Equal(t, 3, cap(v), "an item more would stand in the place of another position")
		require.LessOrEqual(t, cap(g.stanze), inGruppo*3)
		if len(stanze) > 0 {
			require.Same(t, &stanze[0], &v[0], "as many items as there is room for stand in it")
		}
	}
	for range 100 { // the first of them in what is left of the last group
		g.riga(len(lunga))
		require.Len(t, g.testo(lunga), len(lunga))
		require.LessOrEqual(t, g.testi.Cap(), inGruppo*rigaComune*5/4)
	}
	require.Zero(t, g.testi.Cap(), "a long line is a text of its own")
}

// FuzzLineaComune: lines read one after the other are what each is alone.
func FuzzLineaComune(f *testing.F) {
	a, b := comune(), comune()
	b[colDataAvvisatura], b[colIDDocumento], b[colDescrizioneDocumento], b[colNumeroRata], b[colLingua] = "MAI", "D", "d", "1", "de|Steuer"
	f.Add(linea(a)+"\n"+linea(b)+"\n"+linea(a), "")
	a[colImporto], b[colVoci+3] = "0.00", "IT61X0542811101000000123456"
	f.Add(linea(a)+"\n"+linea(b)+"\nx\n"+linea(comune()), avviso.MustIdDominio("00429440068").String())
	f.Fuzz(func(t *testing.T, s, dominio string) {
		if len(s) <= MaxRiga {
			concordi(t, dominio, strings.Split(s, "\n")...)
		}
	})
}
