package riferimento_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/riferimento"
)

func TestSEPA(t *testing.T) {
	const alfabeto = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-?:().,'+ "
	n := 0
	for c := range 256 {
		if riferimento.SEPA(byte(c)) {
			n++
			require.Contains(t, alfabeto, string(rune(c)))
		}
	}
	require.Equal(t, len(alfabeto), n)
}

func TestAppendTraslitterato(t *testing.T) {
	for testo, atteso := range map[string]string{
		"":                    "",
		"  ":                  "",
		"Tari 2024":           "Tari 2024",
		"àèéìòùç":             "aeeiouc",
		"ÀÈÉÌÒÙÇ":             "AEEIOUC",
		"a&b_c":               "a+b-c",
		"a\r\n\tb":            "a b",
		"dell’anno «x»":       "dell anno x",
		"€ 10":                "10",
		"ñü":                  "",
		" spazi  in   mezzo ": "spazi in mezzo",
		"\xff\xfe":            "",
	} {
		require.Equal(t, "x"+atteso, string(riferimento.AppendTraslitterato([]byte("x"), testo, 140)), testo)
	}
	require.Equal(t, "abc", string(riferimento.AppendTraslitterato(nil, "abcdef", 3)))
	require.Equal(t, "abc", string(riferimento.AppendTraslitterato(nil, "abc def", 4)))
	require.Equal(t, "", string(riferimento.AppendTraslitterato(nil, "abc", 0)))
}

func TestRF(t *testing.T) {
	for _, s := range []string{
		"RF18539007547034", "RF45w9", "RF45W9", "RF741", "RF2101ABC0000000001", "RF9699XYZ0000000000000001",
		"RF09182020001T00200000007", "RF78567483937849450550875", "rf18539007547034",
	} {
		require.True(t, riferimento.FormaRF(s), s)
		require.True(t, riferimento.CheckRF(s), s)
		require.Equal(t, s[0] == 'R', riferimento.RFS(s), s)
	}
	require.True(t, riferimento.FormaRF("RF23567483937849450550875"))
	require.False(t, riferimento.CheckRF("RF23567483937849450550875"), "the printed example fails its own check")
	for _, s := range []string{"", "RF18", "RFAB123", "RX18539007547034", "RF18" + strings.Repeat("1", 22), "RF18 5390", "190280072147087"} {
		require.False(t, riferimento.FormaRF(s), s)
		require.False(t, riferimento.RFS(s), s)
	}
}

func TestCanonico(t *testing.T) {
	for iuv, atteso := range map[string]string{
		"RF45w9": "RF45W9", "rf45w9": "RF45W9", "RF18 5390 0754 7034": "RF18539007547034", "190280072147087": "190280072147087",
		"AbCd": "AbCd", "1902\u00a080\n07": "19028007", "è": "è", "": "",
	} {
		require.Equal(t, atteso, riferimento.Canonico(iuv), iuv)
	}
	require.Zero(t, testing.AllocsPerRun(10, func() { riferimento.Canonico("190280072147087") }))
}

func TestRaggruppato(t *testing.T) {
	for s, atteso := range map[string]string{"RF18539007547034": "RF18 5390 0754 7034", "RF45w9": "RF45 w9", "1": "1", "": ""} {
		require.Equal(t, atteso, string(riferimento.AppendRaggruppato(nil, s)))
		require.Equal(t, s != "", riferimento.Raggruppato(atteso))
	}
	for _, s := range []string{"RF1 8539", "RF18  5390", "RF18 5390 ", " RF18", "RF185390"} {
		require.False(t, riferimento.Raggruppato(s), s)
	}
}

func TestImporto(t *testing.T) {
	for s, cent := range map[string]int64{"0.01": 1, "45.56": 4556, "999999999.99": riferimento.MaxCentesimi, "000000001.00": 100} {
		letto, ok := riferimento.ParseImporto(s)
		require.True(t, ok, s)
		require.Equal(t, cent, letto)
	}
	for _, s := range []string{"", "0.00", "1", "1.0", "1.000", ".01", "1,00", "-1.00", "+1.00", "1000000000.00", "1 .00", "a.00"} {
		_, ok := riferimento.ParseImporto(s)
		require.False(t, ok, s)
	}
	require.Equal(t, "/RFB/1/7.05", string(riferimento.AppendRiferimento(nil, "1", 705, "", false)))
	require.Equal(t, "/RFB/1/0.00", string(riferimento.AppendRiferimento(nil, "1", 0, "", false)))
}

func TestAppendRiferimento(t *testing.T) {
	casi := []struct {
		iuv         string
		cent        int64
		testo       string
		raggruppa   bool
		riferimento string
	}{
		{"RF18539007547034", 4556, "", false, "/RFS/RF18539007547034/45.56"},
		{"RF18539007547034", 4556, "Mensa", true, "/RFS/RF18 5390 0754 7034/45.56/TXT/Mensa"},
		{"190280072147087", 1000, "è qui", true, "/RFB/190280072147087/10.00/TXT/e qui"},
		{"190280072147087", riferimento.SenzaImporto, "", false, "/RFB/190280072147087"},
		{"RF23567483937849450550875", 100, "", false, "/RFB/RF23567483937849450550875/1.00"},
		{"1", riferimento.SenzaImporto, strings.Repeat("x", 200), false, "/RFB/1/TXT/" + strings.Repeat("x", 129)},
	}
	for _, c := range casi {
		s := string(riferimento.AppendRiferimento([]byte("prima"), c.iuv, c.cent, c.testo, c.raggruppa))
		require.Equal(t, "prima"+c.riferimento, s)
		prima, _, _ := strings.Cut(c.riferimento, "/TXT/")
		require.Equal(t, prima, riferimento.SenzaTesto(c.riferimento))
		require.LessOrEqual(t, len(c.riferimento), riferimento.Massimo)
	}
}

// TestResto97 divides long numbers, which are not divided at every step.
func TestResto97(t *testing.T) {
	for _, s := range []string{"", "0", "9", "A", "z", "12345678903", strings.Repeat("9", 40), strings.Repeat("Zz9", 20), "1" + strings.Repeat("0", 60)} {
		intero := new(big.Int)
		for _, c := range strings.ToUpper(s) {
			base, cifra := int64(10), int64(c-'0')
			if c > '9' {
				base, cifra = 100, int64(c-'A')+10
			}
			intero.Add(intero.Mul(intero, big.NewInt(base)), big.NewInt(cifra))
		}
		require.Equal(t, new(big.Int).Mod(intero, big.NewInt(97)).Uint64(), riferimento.Resto97(0, s), s)
	}
	// At the bound the number is divided, and goes on fitting 64 bits.
	require.Equal(t, uint64(1<<56)%97*10, riferimento.Accoda97(1<<56, '0'))
	require.Equal(t, uint64(1<<56-1)*10, riferimento.Accoda97(1<<56-1, '0'))
}

func TestIdentificativo(t *testing.T) {
	for s, want := range map[string]bool{
		"azAZ09-_": true, "-": true, strings.Repeat("x", 35): true, strings.Repeat("x", 36): false, "": false, "a b": false, "a.b": false, "à": false,
		"/": false, ":": false, "@": false, "[": false, "`": false, "{": false,
	} {
		require.Equal(t, want, riferimento.Identificativo(s), s)
	}
}

func TestCompatta(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "abc": "abc", "a b": "ab", " a": "a", "\ta\n": "a", "a\u00a0b": "ab", "à b": "àb", "à": "à", "a\x7fb": "a\x7fb", "\x1f": "\x1f",
	} {
		require.Equal(t, want, riferimento.Compatta(s), s)
	}
}

func TestPrefissoRF(t *testing.T) {
	for s, want := range map[string]bool{"RF18": true, "rf09": true, "RF1": false, "RF1A": false, "RFA1": false, "RG18": false, "SF18": false} {
		require.Equal(t, want, riferimento.PrefissoRF(s), s)
	}
}
