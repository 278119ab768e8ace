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
		"{1:F01X}{2:I940BANKX}{4:": "940", "{2:O9421200}": "942", "{2:940}": "940", "{2:94}": "", "{2:}": "", "{2:I": "", "": "", "{2:O94x": "", "{2:Ix40": "",
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
		"?20abc": "?", "?2": "", "?20": "?", "?2x": "", "?x0": "", "166?20abc": "?", "166>20abc": ">", ">20abc": "", "16?20abc": "", "166": "", "16x?20": "", "166\n?20abc": "?", "166?\n20abc": "?", "16612?\n20": "", "": "",
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
