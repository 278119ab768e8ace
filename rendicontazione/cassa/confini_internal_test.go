package cassa

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestUnicode8(t *testing.T) {
	for s, want := range map[string]bool{
		"": false, "abc": false, "\x7f": false, "è": true, "\u0080": true, "ÿ": true, "Ā": false, "€": false, "a\xe8": false, "\xc3": false, "\x80": false,
	} {
		require.Equal(t, want, unicode8([]byte(s)), "%q", s)
	}
}

func TestRecordTesta(t *testing.T) {
	for s, want := range map[string]bool{
		"RHAZ09A12345140426": true, "RHAZ09A12345010101": true, "RHAZ09A12345311231": true,
		"RHAZ09A12345000426": false, "RHAZ09A12345320426": false, "RHAZ09A12345140026": false, "RHAZ09A12345141326": false,
		"RHAZ09A1234514042": false, "RHAZ09A1234514042x": false, "rHAZ09A12345140426": false, "RhAZ09A12345140426": false,
		"RHaZ09A12345140426": false, "RHAZ09A1234 140426": false, "RH[Z09A12345140426": false, "RH@Z09A12345140426": false, "RH/Z09A12345140426": false, "RH:Z09A12345140426": false,
	} {
		tipo, ok := recordTesta([]byte(s))
		require.Equal(t, want, ok, s)
		if ok {
			require.Equal(t, "RH", string(tipo))
		}
	}
}

func TestTipoSWIFT(t *testing.T) {
	for s, want := range map[string]string{
		"{1:F01X}{2:I940BANKX}{4:": "940", "{2:O9421200}": "942", "{2:940}": "940", "{2:940": "940", "{2:94}": "", "{2:}": "", "{2:I": "", "": "", "{2:O94x": "", "{2:Ix40": "",
	} {
		require.Equal(t, want, string(tipoSWIFT([]byte(s))), s)
	}
}

// Lines that are no fields may stand before field 20, not many.
func TestCampiSWIFT(t *testing.T) {
	for n, want := range map[int]bool{0: true, maxTesta: true, maxTesta + 1: false} {
		f := campiSWIFT([]byte(strings.Repeat("x\n", n) + ":20:A\n:25:B\n"))
		require.Equal(t, want, f.testa, n)
	}
}

func TestStrutturato(t *testing.T) {
	for s, want := range map[string]string{
		"?20abc": "?", "\n?20abc": "?", "?2": "", "?20": "?", "?2x": "", "?x0": "", "166?20abc": "?", "166>20abc": ">", ">20abc": "", "16?20abc": "", "166": "", "16x?20": "", "166\n?20abc": "?", "166?\n20abc": "?", "16612?\n20": "", "": "",
	} {
		sep, ok := strutturato([]byte(s))
		require.Equal(t, want != "", ok, "%q", s)
		if ok {
			require.Equal(t, want, string(sep), "%q", s)
		}
	}
}

func TestLeggiCentesimi(t *testing.T) {
	for s, want := range map[string]string{"0": "0.00", "1": "0.01", "-1": "-0.01", "-0": "0.00", "9515": "95.15", "": "no", "-": "no", "--1": "no", "1x": "no", "1.5": "no", "+1": "no"} {
		i, ok := leggiCentesimi(s)
		require.Equal(t, want != "no", ok, s)
		if ok {
			require.Equal(t, want, i.String(), s)
		}
	}
	_, ok := leggiCentesimi(strings.Repeat("0", cifreCamt))
	require.True(t, ok)
	_, ok = leggiCentesimi(strings.Repeat("0", cifreCamt+1))
	require.False(t, ok)
}

// A day may have its time behind it, and nothing else.
func TestLeggiDataTabella(t *testing.T) {
	for s, want := range map[string]string{
		"2026-04-14": "2026-04-14", "2026-04-14 00:00": "2026-04-14", "2026-04-14T10:20:30": "2026-04-14", "2026-04-14T10:20:30.123": "2026-04-14",
		"2026-04-14 10": "", "2026-04-14 x": "", " 10:20": "", "T:": "", "2026-04-14 10:20Z": "", "2026-02-30": "", "": "",
	} {
		d, ok := leggiDataTabella(s, []string{dataISO})
		require.Equal(t, want != "", ok, "%q", s)
		require.Equal(t, want, d.String(), "%q", s)
	}
}

func TestLatino1(t *testing.T) {
	var tutti []byte
	for c := range 256 {
		tutti = append(tutti, byte(c))
	}
	want := []rune{}
	for c := range 256 {
		want = append(want, rune(c))
	}
	require.Equal(t, string(want), string(latino1(nil, tutti)))
}

// Thousands stand in threes, after one to three digits; cents are two at most.
func TestLeggiImportoTabella(t *testing.T) {
	for s, want := range map[string]string{
		"1.234,56": "1234.56", "123.456.789,0": "123456789.00", "1234,5": "1234.50", "12.345": "12345.00", "-1.234,56": "-1234.56", "1.234,56-": "-1234.56", "− 5": "-5.00",
		"1.23": "", "12.34,5": "", "1234.567,00": "", ".123": "", "1..234": "", "1,234": "", "1,": "", ",5": "", "--1": "", "-1-": "", "+1-": "", "": "", "1.234.56": "",
	} {
		i, ok := leggiImportoTabella(s, ',')
		require.Equal(t, want != "", ok, s)
		if ok {
			require.Equal(t, want, i.String(), s)
		}
	}
	i, ok := leggiImportoTabella("1,234.56", '.')
	require.True(t, ok)
	require.Equal(t, "1234.56", i.String())
}

func TestTipoCBI(t *testing.T) {
	for s, want := range map[string]bool{"EF": true, "62x": true, "E": false, "": false, " EF": false, "66": false, "ef": false} {
		require.Equal(t, want, tipoCBI([]byte(s)), "%q", s)
	}
}

func TestImportoCBI(t *testing.T) {
	for s, want := range map[string]string{
		"1,00": "1.00", "000000000318,40": "318.40", "  1,00": "1.00", "999999999999,99": "999999999999.99",
		",00": "", "-1,00": "", "+1,00": "", "1,0": "", "1,000": "", "100": "", "1.00": "", "": "", "1,00 ": "",
	} {
		i, ok := importoCBI([]byte(s))
		require.Equal(t, want != "", ok, "%q", s)
		if ok {
			require.Equal(t, want, i.String(), "%q", s)
		}
	}
}

func TestSchedeTesto(t *testing.T) {
	for s, want := range map[string]string{" \x80 ": "\u0080", " \xe0\xe8": "àè", " ab ": "ab", "": ""} {
		var r schede
		copy(r.rec[:], strings.Repeat(" ", colonneCBI))
		copy(r.rec[:], s)
		require.Equal(t, want, r.testo(1, colonneCBI), "%q", s)
	}
}

func TestBinario(t *testing.T) {
	oid := string(oidSignedData)
	for s, want := range map[string]string{
		"0\x80" + oid: messaggioP7M, "0\x84\x00\x00\x00\x00" + oid: messaggioP7M, "0\x85\x00\x00\x00\x00\x00" + oid: "", "0\x7f" + oid: "", "0": "", "0\x80": "", "": "",
	} {
		require.Equal(t, want, binario([]byte(s)).Messaggio, "%q", s)
	}
	require.Equal(t, "123456", string(deBase64([]byte("MTIzNDU2"))))
	require.Nil(t, deBase64([]byte("MTIzNDU")))
	require.True(t, campiSWIFT([]byte("{4::20:A\n:25:B")).testa)
}

func TestSeparatoreDi(t *testing.T) {
	for s, want := range map[string]rune{"": ';', "a": ';', "a,b;c": ';', "a|b,c": ',', "a|b|c,d": '|', "a\tb;c\td": '\t'} {
		require.Equal(t, string(want), string(separatoreDi(s)), s)
	}
}

func TestMarcheConfini(t *testing.T) {
	for s, want := range map[string]string{"ab\nc": "ab\nc", "abc\nd": "abcd", "abc\n": "abc", "\nabc\nd": "\nabcd", "ab\n": "ab\n", "abc": "abc", "ab\nabc\nab": "ab\nabcab"} {
		require.Equal(t, want, ricuci(s, 3), "%q", s)
	}
	require.Equal(t, strings.Repeat("A1-", 11)+"A1", riferimentoTRN(strings.Repeat("A1-", 12)))
	for s, want := range map[string]string{"E1 SVWZ+": "E1 ", "SVWZ+x": "", "E1\nSVWZ+": "E1", "E1 SVW+x": "E1 SVW+x", "E1 SVWz+": "E1 SVWz+"} {
		require.Equal(t, want, finoAllaParola(s), "%q", s)
	}
	for s, want := range map[string]string{"x :RI3 : y": "RI3", ":R\nI3\n:": "RI3", ":123:": "", ":1AB:": "", ":A12:": "A12", ":AB:": "", ":ABCD:": "", ":ABC": "", ":ABC ": ""} {
		m, ok := prossimaMarca(s)
		require.Equal(t, want != "", ok, "%q", s)
		require.Equal(t, want, m.nome, "%q", s)
	}
	m, _ := prossimaMarca("x :RI3 : y")
	require.Equal(t, marca{"RI3", 2, 8}, m)
}

func TestInizioDiTag(t *testing.T) {
	for s, want := range map[string]bool{":": true, ":2": true, ":28C": true, ":28C:": false, "28C": false, ":2 ": false, ":28c": false, "": false} {
		require.Equal(t, want, inizioDiTag([]byte(s)), "%q", s)
	}
}

// Zeros behind the cents are not among the digits of an amount.
func TestLeggiImportoZeri(t *testing.T) {
	i, ok := leggiImporto("1234567890123.45000", '.', 15, true)
	require.True(t, ok)
	require.Equal(t, "1234567890123.45", i.String())
	_, ok = leggiImporto("12345678901234.45000", '.', 15, true)
	require.False(t, ok)
	_, ok = leggiImporto("1.450", '.', 15, false)
	require.False(t, ok)
}

// A leaf takes 1 MiB, in as many pieces as elements inside part it.
func TestFogliaMassima(t *testing.T) {
	pezzo := strings.Repeat("x", maxTestoVoce/2)
	for dopo, want := range map[string]int{"": maxTestoVoce, "<b/>x": -1, "<b>y</b>": maxTestoVoce, "<b>": -1} {
		d := nuovoDocumento(strings.NewReader("<a>" + pezzo + "<b/>" + pezzo + dopo + "</a>"))
		_, err := d.figlio()
		require.NoError(t, err)
		b, err := d.foglia()
		require.Equal(t, want < 0, err != nil)
		if err == nil {
			require.Len(t, b, want)
		}
	}
}

func TestColonnaInCaratteri(t *testing.T) {
	r := rigaTabella{campi: []string{"È", "\nÈ", "x", "y"}, colonne: []int{1, 4, 5, 7}}
	require.Equal(t, []int{1, 3, 4, 6}, []int{r.colonna(0), r.colonna(1), r.colonna(2), r.colonna(3)})
}

// What stands behind a line in memory is not of it.
func TestLineaCorta(t *testing.T) {
	var m mt940
	_, err := m.leggi61([]byte("2405060507C1,")[:9])
	var e *Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, CodiceValore, e.Codice)
	require.Equal(t, 11, e.Colonna)
}

// A text costs 32 bytes besides its own: so many are kept.
func TestRaccoltaPosto(t *testing.T) {
	r := raccolta{massimo: 10 * pesoTratto}
	for n := range 12 {
		require.Equal(t, n < 10, r.nuovo(1, luogo{}))
	}
	require.Len(t, r.tratti, 10)
	require.True(t, r.troppo)
	r.svuota()
	require.True(t, r.nuovo(1, luogo{}))
	r.aggiungi(make([]byte, 10*pesoTratto))
	require.False(t, r.troppo)
	r.aggiungi([]byte("x"))
	require.True(t, r.troppo)
}
