package causale_test

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/causale"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// confronta compares the value types of a Causale, which hide their fields.
var confronta = cmp.Options{
	cmp.Comparer(func(a, b causale.ImportoIndicato) bool { return a == b }),
	cmp.Comparer(func(a, b avviso.Data) bool { return a == b }),
}

func euro(s string) causale.ImportoIndicato { return causale.Indicato(avviso.MustImporto(s)) }

func prog(n int) json.Number { return json.Number(strconv.Itoa(n)) }

const (
	idBreve = "2024-07-26PPAYITR1XXX-S2024072601"
	iuv35   = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345678"
)

func TestParse(t *testing.T) {
	pur := func(f func(*causale.Causale)) causale.Causale {
		c := causale.Causale{Tipo: causale.PUR, Scopo: causale.Riversamento, IDFlusso: idBreve}
		f(&c)
		return c
	}
	casi := []struct {
		nome, testo string
		atteso      causale.Causale
	}{
		{"PUR", "/PUR/LGPE-RIVERSAMENTO/URI/" + idBreve, pur(func(*causale.Causale) {})},
		{
			"PUR integrazione", "/PUR/LGPE-INTEGRAZIONE/URI/" + idBreve,
			pur(func(c *causale.Causale) { c.Scopo = causale.Integrazione }),
		},
		{
			"PUR-TXT ordinario", "/PUR/LGPE-RIVERSAMENTO/TXT/0/URI/" + idBreve,
			pur(func(c *causale.Causale) { c.Progressivo = prog(0) }),
		},
		{
			"PUR-TXT integrativo", "/PUR/LGPE-RIVERSAMENTO/TXT/9/URI/" + idBreve,
			pur(func(c *causale.Causale) { c.Progressivo = prog(9) }),
		},
		{
			"PUR-DESC", "/PUR/LGPE-RIVERSAMENTO Cumulativo pagamenti del 20211004/URI/" + idBreve,
			pur(func(c *causale.Causale) { c.Etichetta, c.Giornata = "Cumulativo", avviso.MustData("2021-10-04") }),
		},
		{
			"PUR-DESC same day", "/PUR/LGPE-RIVERSAMENTO Cumulativo same day pagamenti del 20211004/URI/" + idBreve,
			pur(func(c *causale.Causale) {
				c.Etichetta, c.Giornata = "Cumulativo same day", avviso.MustData("2021-10-04")
			}),
		},
		{
			"PUR-DESC integrativo", "/PUR/LGPE-RIVERSAMENTO Integrativo3 pagamenti del 20211004/URI/" + idBreve,
			pur(func(c *causale.Causale) { c.Etichetta, c.Giornata = "Integrativo3", avviso.MustData("2021-10-04") }),
		},
		{
			"PUR-DESC integrativo con spazio", "/PUR/LGPE-RIVERSAMENTO Integrativo 1 pagamenti del 20211004/URI/" + idBreve,
			pur(func(c *causale.Causale) { c.Etichetta, c.Giornata = "Integrativo 1", avviso.MustData("2021-10-04") }),
		},
		{
			"sottolineato nell'idFlusso", "/PUR/LGPE-RIVERSAMENTO/URI/2024-07-26A_B-C_1",
			pur(func(c *causale.Causale) { c.IDFlusso = "2024-07-26A_B-C_1" }),
		},
		{
			"idFlusso di 35 caratteri", "/PUR/LGPE-RIVERSAMENTO/URI/2025-09-23BPPIITRRXXX-0000381027901",
			pur(func(c *causale.Causale) { c.IDFlusso = "2025-09-23BPPIITRRXXX-0000381027901" }),
		},
		{
			"RFS", "/RFS/RF18539007547034/45.56",
			causale.Causale{Tipo: causale.RFS, IUV: "RF18539007547034", Importo: euro("45.56")},
		},
		{
			"RFS a gruppi", "/RFS/RF18 5390 0754 7034/45.56",
			causale.Causale{Tipo: causale.RFS, IUV: "RF18539007547034", Importo: euro("45.56")},
		},
		{
			"RFS a gruppi, ultimo corto", "/RFS/RF78 5674 8393 7849 4505 5087 5/1.00",
			causale.Causale{Tipo: causale.RFS, IUV: "RF78567483937849450550875", Importo: euro("1.00")},
		},
		{"RFS minuscole", "/RFS/RF45w9/0.01", causale.Causale{Tipo: causale.RFS, IUV: "RF45W9", Importo: euro("0.01")}},
		{
			"RFS con testo", "/RFS/RF18539007547034/45.56/TXT/Integrazione",
			causale.Causale{Tipo: causale.RFS, IUV: "RF18539007547034", Importo: euro("45.56"), Descrizione: "Integrazione"},
		},
		{"RFB", "/RFB/ccc", causale.Causale{Tipo: causale.RFB, IUV: "ccc"}},
		{
			"RFB con importo", "/RFB/190280072147087/999999999.99",
			causale.Causale{Tipo: causale.RFB, IUV: "190280072147087", Importo: euro("999999999.99")},
		},
		{
			"RFB con testo senza importo", "/RFB/190280072147087/TXT/a/b/TXT/c",
			causale.Causale{Tipo: causale.RFB, IUV: "190280072147087", Descrizione: "a/b/TXT/c"},
		},
		{"RFB con testo vuoto", "/RFB/190280072147087/TXT/", causale.Causale{Tipo: causale.RFB, IUV: "190280072147087"}},
		{
			"RFB con tutto", "/RFB/190280072147087/10.00/TXT/Tari (2024), rata 1?",
			causale.Causale{Tipo: causale.RFB, IUV: "190280072147087", Importo: euro("10.00"), Descrizione: "Tari (2024), rata 1?"},
		},
		{"RFB con RF", "/RFB/RF18539007547034", causale.Causale{Tipo: causale.RFB, IUV: "RF18539007547034"}},
		{"RFB di 35", "/RFB/" + iuv35, causale.Causale{Tipo: causale.RFB, IUV: iuv35}},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			letta, err := causale.Parse(c.testo)
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(c.atteso, letta, confronta))
		})
	}
}

func TestParseRifiuti(t *testing.T) {
	casi := []struct {
		nome, testo string
		codice      avviso.Codice
	}{
		{"vuota", "", causale.CodiceVuota},
		{"bianca", " \t\n", causale.CodiceVuota},
		{"bianca e lunga", strings.Repeat(" ", 141), causale.CodiceVuota},
		{"141 caratteri", "/RFB/1/TXT/" + strings.Repeat("a", 130), causale.CodiceLunga},
		{"141 caratteri fuori alfabeto", "/RFB/1/TXT/" + strings.Repeat("à", 130), causale.CodiceLunga},
		{"140 caratteri fuori alfabeto", "/RFB/1/TXT/" + strings.Repeat("à", 129), causale.CodiceCaratteri},
		{"a capo", "/RFB/1/TXT/a\nb", causale.CodiceCaratteri},
		{"sottolineato nella IUV", "/RFB/a_b", causale.CodiceCaratteri},
		{"sottolineato prima di URI", "/PUR/LGPE_RIVERSAMENTO/URI/" + idBreve, causale.CodiceCaratteri},
		{"senza marcatore", "ACCREDITO", causale.CodiceSintassi},
		{"senza prima barra", "RFB/190280072147087", causale.CodiceSintassi},
		{"parole prima", " /RFB/190280072147087", causale.CodiceSintassi},
		{"minuscole", "/rfb/190280072147087", causale.CodiceSintassi},
		{"scopo ignoto", "/PUR/LGPE-ALTRO/URI/" + idBreve, causale.CodiceSintassi},
		{"progressivo di due cifre", "/PUR/LGPE-RIVERSAMENTO/TXT/12/URI/" + idBreve, causale.CodiceSintassi},
		{"etichetta ignota", "/PUR/LGPE-RIVERSAMENTO Parziale pagamenti del 20211004/URI/" + idBreve, causale.CodiceSintassi},
		{"integrativo 0", "/PUR/LGPE-RIVERSAMENTO Integrativo0 pagamenti del 20211004/URI/" + idBreve, causale.CodiceSintassi},
		{"giornata impossibile", "/PUR/LGPE-RIVERSAMENTO Cumulativo pagamenti del 20210230/URI/" + idBreve, causale.CodiceSintassi},
		{"manca URI", "/PUR/LGPE-RIVERSAMENTO/" + idBreve, causale.CodiceSintassi},
		{"testo dopo l'importo senza tag", "/RFB/1/10.00/a", causale.CodiceSintassi},
		{"TXT senza barra", "/RFB/1/TXT", causale.CodiceSintassi},
		{"sintassi prima della IUV", "/RFS/123/10.00/a", causale.CodiceSintassi},
		{"RFS numerica", "/RFS/190280072147087/10.00", causale.CodiceIUV},
		{"RFS rf minuscolo", "/RFS/rf18539007547034/10.00", causale.CodiceIUV},
		{"RFS gruppi sbagliati", "/RFS/RF1 8539007547034/10.00", causale.CodiceIUV},
		{"RFS due spazi", "/RFS/RF18  5390/10.00", causale.CodiceIUV},
		{"RFS spazio in fondo", "/RFS/RF18 5390 /10.00", causale.CodiceIUV},
		{"RFS lunga", "/RFS/RF18" + strings.Repeat("1", 22) + "/10.00", causale.CodiceIUV},
		{"RFS senza riferimento", "/RFS/RF18/10.00", causale.CodiceIUV},
		{"RFB vuota", "/RFB//10.00", causale.CodiceIUV},
		{"RFB di 36", "/RFB/" + iuv35 + "9", causale.CodiceIUV},
		{"RFB con trattino", "/RFB/12-34", causale.CodiceIUV},
		{"esempio dei documenti", "/RFS/RF23 5674 8393 7849 4505 5087 5/45.56", causale.CodiceCheckDigit},
		{"cifre di controllo prima dell'importo", "/RFS/RF23567483937849450550875/45,56", causale.CodiceCheckDigit},
		{"virgola", "/RFB/1/45,56", causale.CodiceImporto},
		{"un decimale", "/RFB/1/45.5", causale.CodiceImporto},
		{"dieci cifre", "/RFB/1/1000000000.00", causale.CodiceImporto},
		{"zero", "/RFB/1/0.00", causale.CodiceImporto},
		{"RFS zero", "/RFS/RF18539007547034/0.00", causale.CodiceImporto},
		{"senza intero", "/RFB/1/.56", causale.CodiceImporto},
		{"RFB importo vuoto", "/RFB/1/", causale.CodiceImporto},
		{"RFS senza importo", "/RFS/RF18539007547034", causale.CodiceImportoAssente},
		{"RFS col solo testo", "/RFS/RF18539007547034/TXT/a", causale.CodiceImportoAssente},
		{"idFlusso di 36", "/PUR/LGPE-RIVERSAMENTO/URI/2025-09-23BPPIITRRXXX-00003810279012", causale.CodiceIDFlusso},
		{"data impossibile", "/PUR/LGPE-RIVERSAMENTO/URI/2024-02-30PPAY-1", causale.CodiceIDFlusso},
		{"senza trattino", "/PUR/LGPE-RIVERSAMENTO/URI/2017-01-01ABI00000011234", causale.CodiceIDFlusso},
		{"senza PSP", "/PUR/LGPE-RIVERSAMENTO/URI/2026-06-20-XYZ-001", causale.CodiceIDFlusso},
		{"due punti nell'idFlusso", "/PUR/LGPE-RIVERSAMENTO/URI/2024-07-26A:B-1", causale.CodiceIDFlusso},
		{"idFlusso vuoto", "/PUR/LGPE-RIVERSAMENTO/URI/", causale.CodiceIDFlusso},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			_, err := causale.Parse(c.testo)
			require.Equal(t, c.codice, codiceDi(t, err))
		})
	}
}

func codiceDi(t *testing.T, err error) avviso.Codice {
	t.Helper()
	require.ErrorIs(t, err, causale.ErrCausale)
	var e *causale.Errore
	require.ErrorAs(t, err, &e)
	return e.Codice
}

// A refusal tells which part is refused and at which byte it begins.
func TestParseDove(t *testing.T) {
	for _, c := range []struct {
		nome, testo   string
		codice        avviso.Codice
		campo, valore string
		colonna       int
	}{
		{"primo byte", "è", causale.CodiceCaratteri, "", "è", 1},
		{"byte nel testo", "/RFB/1/TXT/a\nb", causale.CodiceCaratteri, "", "\nb", 13},
		{"sottolineato subito prima di URI", "/PUR/LGPE-RIVERSAMENTO_/URI/" + idBreve, causale.CodiceCaratteri, "", "_/URI/" + idBreve, 23},
		{"sottolineato subito dopo URI", "/PUR/LGPE-RIVERSAMENTO/URI/_", causale.CodiceIDFlusso, "idFlusso", "_", 28},
		{"senza tag", "ACCREDITO", causale.CodiceSintassi, "", "ACCREDITO", 1},
		{"scopo", "/PUR/ALTRO/URI/x", causale.CodiceSintassi, "scopo", "ALTRO/URI/x", 6},
		{"progressivo che manca", "/PUR/LGPE-RIVERSAMENTO/TXT/", causale.CodiceSintassi, "", "/TXT/", 23},
		{"etichetta senza URI", "/PUR/LGPE-RIVERSAMENTO Cumulativo", causale.CodiceSintassi, "", " Cumulativo", 23},
		{"etichetta ignota", "/PUR/LGPE-RIVERSAMENTO Altra/URI/" + idBreve, causale.CodiceSintassi, "etichetta", "Altra", 24},
		{"etichetta vuota", "/PUR/LGPE-RIVERSAMENTO /URI/" + idBreve, causale.CodiceSintassi, "etichetta", "", 24},
		{"URI che manca", "/PUR/LGPE-RIVERSAMENTO/" + idBreve, causale.CodiceSintassi, "", "/" + idBreve, 23},
		{"URI che manca dopo il progressivo", "/PUR/LGPE-RIVERSAMENTO/TXT/1", causale.CodiceSintassi, "", "", 29},
		{"idFlusso", "/PUR/LGPE-RIVERSAMENTO/TXT/1/URI/x", causale.CodiceIDFlusso, "idFlusso", "x", 34},
		{"parti", "/RFB/1/10.00/a", causale.CodiceSintassi, "", "1/10.00/a", 6},
		{"importo vuoto e altro", "/RFB/1//a", causale.CodiceSintassi, "", "1//a", 6},
		{"IUV", "/RFS/1/10.00", causale.CodiceIUV, "iuv", "1", 6},
		{"IUV vuoto", "/RFB//10.00", causale.CodiceIUV, "iuv", "", 6},
		{"importo", "/RFB/123/45,56", causale.CodiceImporto, "importo", "45,56", 10},
		{"importo vuoto", "/RFB/1//TXT/a", causale.CodiceImporto, "importo", "", 8},
		{"importo che manca", "/RFS/RF18539007547034/TXT/a", causale.CodiceImportoAssente, "importo", "", 23},
	} {
		t.Run(c.nome, func(t *testing.T) {
			_, err := causale.Parse(c.testo)
			provaErrore(t, err, c.codice, c.campo, c.valore, c.colonna)
		})
	}
	for _, c := range []struct {
		nome, testo   string
		codice        avviso.Codice
		campo, valore string
		colonna       int
	}{
		{"IUV di 36", "x /RFB/1 /RFB/" + iuv35, causale.CodiceNessuno, "", "x /RFB/1 /RFB/" + iuv35, 0},
		{"IUV di 36 in testa", " /RFB/ " + iuv35 + "9", causale.CodiceIUV, "iuv", " /RFB/ " + iuv35 + "9", 8},
		{"marcatore in testa", "LGPE-RIVERSAMENTO", causale.CodiceIDFlusso, "idFlusso", "LGPE-RIVERSAMENTO", 1},
		{"marcatore in mezzo", "x LGPE-RIVERSAMENTO", causale.CodiceIDFlusso, "idFlusso", "LGPE-RIVERSAMENTO", 3},
		{"il primo di due", "LGPE-RIVERSAMENTO LGPE-INTEGRAZIONE", causale.CodiceIDFlusso, "idFlusso", "LGPE-RIVERSAMENTO LGPE-INTEGRAZIONE", 1},
	} {
		t.Run("Leggi, "+c.nome, func(t *testing.T) {
			_, _, err := causale.Leggi(c.testo)
			provaErrore(t, err, c.codice, c.campo, c.valore, c.colonna)
		})
	}
}

func provaErrore(t *testing.T, err error, codice avviso.Codice, campo, valore string, colonna int) {
	t.Helper()
	require.Equal(t, codice, codiceDi(t, err))
	var e *causale.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, []any{campo, valore, colonna}, []any{e.Campo, e.Valore, e.Colonna})
}

// The refusal of an identifier says which of its rules is broken.
func TestParseCausaIDFlusso(t *testing.T) {
	_, err := causale.Parse("/PUR/LGPE-RIVERSAMENTO/URI/2026-06-20-XYZ-001")
	var e *flusso.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, flusso.CodiceIDPSPVuoto, e.Codice)
	require.True(t, errors.Is(err, flusso.ErrID))
	require.Contains(t, err.Error(), "IDFLUSSO")
}
