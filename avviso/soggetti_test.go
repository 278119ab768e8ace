package avviso_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

func TestCodiceFiscale(t *testing.T) {
	oggi := avviso.MustData("2024-06-30")
	for _, c := range []struct{ cf, sesso, belfiore, nascita string }{
		{"TSTPNI70D01L219V", "M", "L219", "1970-04-01"},
		{"RSSMRA74D22A001Q", "M", "A001", "1974-04-22"},
		{"RSSGNN60R30H501U", "M", "H501", "1960-10-30"},
		{"FOOBRR80C04H146T", "M", "H146", "1980-03-04"},
		{"LWNSML81L16F205A", "M", "F205", "1981-07-16"},
		{"DRCGNN12A46A326K", "F", "A326", "2012-01-06"},
		{"RSSMRAU0A01H50MJ", "M", "H501", "1980-01-01"}, // omocodia
		{"00429440068", "", "", ""},
		{"13029381004", "", "", ""},
	} {
		v, err := avviso.ParseCodiceFiscale(c.cf)
		require.NoError(t, err, c.cf)
		require.Equal(t, c.cf, v.String())
		require.Equal(t, c.sesso, v.Sesso())
		require.Equal(t, c.belfiore, v.Belfiore())
		n, ok := v.Nascita(oggi)
		require.Equal(t, c.nascita != "", ok)
		require.Equal(t, c.nascita, n.String())
		require.Equal(t, ok, v.Persona())
		l, toccato, err := avviso.LeggiCodiceFiscale(" " + strings.ToLower(c.cf))
		require.NoError(t, err)
		require.Equal(t, avviso.CodiceNonCanonico, toccato[0].Codice)
		require.Equal(t, v, l)
	}
	for cf, codice := range map[string]avviso.Codice{
		"":                  avviso.CodiceLunghezza,
		"RSSMRA74D22A001":   avviso.CodiceLunghezza,
		"RSSMRA74D22A001QQ": avviso.CodiceLunghezza,
		"rssmra74d22a001q":  avviso.CodiceCarattere,
		"RSSMRA74D22A00 Q":  avviso.CodiceCarattere,
		"RSSMRÀ74D22A001Q":  avviso.CodiceCarattere,
		"RSSMR174D22A001Q":  avviso.CodiceFormato,
		"RSSMRA74D22A001X":  avviso.CodiceCheckDigit,
		"RSSMRA74F22A001Q":  avviso.CodiceFormato, // no month F
		"RSSMRAA4D22A001Q":  avviso.CodiceFormato, // A is no omocodia letter
		"RSSMRA74D00A001Q":  avviso.CodiceGiorno,
		"RSSMRA74D32A001Q":  avviso.CodiceGiorno,
		"RSSMRA74D40A001Q":  avviso.CodiceGiorno,
		"RSSMRA74D72A001Q":  avviso.CodiceGiorno,
		"RSSMRA74D80A001Q":  avviso.CodiceGiorno,
		"RSSMRA74D99A001Q":  avviso.CodiceGiorno,
		"12345678901":       avviso.CodiceCheckDigit,
		"00000000000":       avviso.CodiceFormato,
		"1234567890X":       avviso.CodiceNonNumerico,
		"ANONIMO":           avviso.CodiceLunghezza,
	} {
		_, err := avviso.ParseCodiceFiscale(cf)
		rifiuto(t, err, codice, avviso.ErrCodiceFiscale)
	}
	// The ends of the alphabet are letters too, in either case.
	ultimo := completa(t, "ZZZAAA74D22Z999")
	letto, toccato, err := avviso.LeggiCodiceFiscale(strings.ToLower(ultimo.String()))
	require.NoError(t, err)
	require.Equal(t, avviso.CodiceNonCanonico, toccato[0].Codice)
	require.Equal(t, ultimo, letto)
	// The dotless i and the long s have capitals that are ASCII.
	_, _, err = avviso.LeggiCodiceFiscale("rſſmra74d22a001q")
	rifiuto(t, err, avviso.CodiceCarattere, avviso.ErrCodiceFiscale)
}

// Of the 26 check characters exactly one is right, whatever stands before.
func TestCodiceFiscaleEsaustivo(t *testing.T) {
	visti := map[byte]bool{}
	for _, testa := range []string{"RSSMRA74D22", "TSTPNI70D01", "AAAAAA00A41"} {
		for comune := range 100 {
			s := testa + "H5" + string([]byte{byte('0' + comune/10), byte('0' + comune%10)})
			giusti := 0
			for c := byte('A'); c <= 'Z'; c++ {
				if _, err := avviso.ParseCodiceFiscale(s + string(c)); err == nil {
					giusti++
					visti[c] = true
				}
			}
			require.Equal(t, 1, giusti, s)
		}
	}
	require.Len(t, visti, 26)
}

func TestNascitaSecolo(t *testing.T) {
	cf, err := avviso.ParseCodiceFiscale("DRCGNN12A46A326K") // 6 January of a year ending in 12
	require.NoError(t, err)
	for oggi, want := range map[string]string{"2024-06-30": "2012-01-06", "2012-01-06": "2012-01-06", "2012-01-05": "1912-01-06", "1999-12-31": "1912-01-06"} {
		n, ok := cf.Nascita(avviso.MustData(oggi))
		require.True(t, ok)
		require.Equal(t, want, n.String(), oggi)
	}
	_, ok := cf.Nascita(avviso.Data{})
	require.False(t, ok)

	// 31 February has a valid form and a valid check, and no such day exists;
	// 29 February 00 exists in 2000 and not in 1900.
	_, ok = completa(t, "RSSMRA74B31A001").Nascita(avviso.MustData("2024-06-30"))
	require.False(t, ok)
	// The last days of a month, and of the range of a day.
	for s, sesso := range map[string]string{"RSSMRA74A31A001": "M", "RSSMRA74A71A001": "F"} {
		ultimo := completa(t, s)
		require.Equal(t, sesso, ultimo.Sesso())
		n, si := ultimo.Nascita(avviso.MustData("2024-06-30"))
		require.True(t, si)
		require.Equal(t, "1974-01-31", n.String())
	}
	_, ok = completa(t, "RSSMRA74A31A001").Nascita(avviso.MustData("0050-06-30"))
	require.False(t, ok, "no year before the first")
	n, ok := completa(t, "RSSMRA01A31A001").Nascita(avviso.MustData("0001-02-01"))
	require.True(t, ok)
	require.Equal(t, "0001-01-31", n.String())
	n, ok = completa(t, "RSSMRA00B29A001").Nascita(avviso.MustData("2024-06-30"))
	require.True(t, ok)
	require.Equal(t, "2000-02-29", n.String())
	n, ok = completa(t, "RSSMRA00B29A001").Nascita(avviso.MustData("1999-06-30"))
	require.True(t, ok)
	require.Equal(t, "1600-02-29", n.String())
}

// completa adds the check character.
func completa(t *testing.T, s string) avviso.CodiceFiscale {
	t.Helper()
	for c := byte('A'); c <= 'Z'; c++ {
		if cf, err := avviso.ParseCodiceFiscale(s + string(c)); err == nil {
			return cf
		}
	}
	t.Fatalf("%s has no check character", s)
	return avviso.CodiceFiscale{}
}

func TestPartitaIVA(t *testing.T) {
	for _, s := range []string{"00429440068", "13029381004", "10182640150", "12345678903"} {
		p, err := avviso.ParsePartitaIVA(s)
		require.NoError(t, err)
		require.Equal(t, s, p.String())
		require.Equal(t, s, p.CodiceFiscale().String())
		require.True(t, avviso.MustIdDominio(s).CheckValido())
	}
	for s, codice := range map[string]avviso.Codice{
		"": avviso.CodiceLunghezza, "0042944006": avviso.CodiceLunghezza, "IT00429440068": avviso.CodiceLunghezza,
		"0042944006X": avviso.CodiceNonNumerico, "12345678901": avviso.CodiceCheckDigit, "00000000000": avviso.CodiceFormato,
		"٠٠٤٢٩٤٤٠٠٦٨": avviso.CodiceNonNumerico,
	} {
		_, err := avviso.ParsePartitaIVA(s)
		rifiuto(t, err, codice, avviso.ErrPartitaIVA)
	}
	for i := range 10000 {
		s := "0042" + string([]byte{byte('0' + i/1000), byte('0' + i/100%10), byte('0' + i/10%10), byte('0' + i%10)}) + "12"
		giusti := 0
		for c := byte('0'); c <= '9'; c++ {
			if avviso.MustIdDominio(s + string(c)).CheckValido() {
				giusti++
			}
		}
		require.Equal(t, 1, giusti)
	}
}

func TestIdDominio(t *testing.T) {
	d := avviso.MustIdDominio("00429440068")
	require.Equal(t, "00429440068", d.String())
	require.True(t, d.CheckValido())
	require.False(t, avviso.MustIdDominio("12345678901").CheckValido())
	zero := avviso.MustIdDominio("00000000000")
	require.True(t, zero.IsValid(), "the form is right")
	require.False(t, zero.CheckValido())
	require.Equal(t, "00000000000", zero.String())
	require.False(t, avviso.IdDominio{}.IsValid())
	require.False(t, avviso.IdDominio{}.CheckValido())
	require.Equal(t, -1, zero.Compare(d))
	for s, codice := range map[string]avviso.Codice{
		"": avviso.CodiceLunghezza, "0042944006": avviso.CodiceLunghezza, "0042944006X": avviso.CodiceNonNumerico, "TSTPNI70D01L219V": avviso.CodiceLunghezza,
	} {
		_, err := avviso.ParseIdDominio(s)
		rifiuto(t, err, codice, avviso.ErrIdDominio)
	}
}

func TestIBAN(t *testing.T) {
	for _, c := range []struct {
		iban, abi, cab, conto string
		postale, cin          bool
	}{
		{"IT60X0542811101000000123456", "05428", "11101", "000000123456", false, true},
		{"IT48F0760101000000012345678", "07601", "01000", "000012345678", true, true},
		{"SM86U0322509800000000270100", "03225", "09800", "000000270100", false, true},
		{"DE89370400440532013000", "", "", "", false, false},
		{"FR1420041010050500013M02606", "", "", "", false, false},
		{"NO9386011117947", "", "", "", false, false},
		{"MT84MALT011000012345MTLCAST001S", "", "", "", false, false},
		{"AT611904300234573201", "", "", "", false, false},
		{"BR1800360305000010009795493C1", "", "", "", false, false}, // outside SEPA: form and check only
		{"BA391290079401028494", "", "", "", false, false},
	} {
		i, err := avviso.ParseIBAN(c.iban)
		require.NoError(t, err, c.iban)
		require.Equal(t, c.iban, i.String())
		require.Equal(t, c.iban[:2], i.Paese())
		require.Equal(t, []string{c.abi, c.cab, c.conto}, []string{i.ABI(), i.CAB(), i.Conto()})
		require.Equal(t, c.postale, i.Postale())
		require.Equal(t, c.cin, i.CINValido())
		cc, ok := i.ContoPostale()
		require.Equal(t, c.postale, ok)
		if ok {
			require.Equal(t, c.conto, cc)
		}
		l, toccato, err := avviso.LeggiIBAN(strings.ToLower(i.Raggruppato()))
		require.NoError(t, err)
		require.Equal(t, avviso.CodiceNonCanonico, toccato[0].Codice)
		require.Equal(t, i, l)
	}
	for iban, codice := range map[string]avviso.Codice{
		"":                                      avviso.CodiceLunghezza,
		"IT60":                                  avviso.CodiceLunghezza,
		"IT60X05428111010000001234561234567890": avviso.CodiceLunghezza,
		"IT60 X054 2811 1010 0000 0123 456":     avviso.CodiceCarattere,
		"it60x0542811101000000123456":           avviso.CodiceCarattere,
		"IT60X05428111010000001234é6":           avviso.CodiceCarattere,
		"1T60X0542811101000000123456":           avviso.CodiceFormato,
		"ITX0X0542811101000000123456":           avviso.CodiceFormato,
		"IT6000542811101000000123456":           avviso.CodiceFormato, // CIN is a letter
		"IT60X054A811101000000123456":           avviso.CodiceFormato, // ABI is digits
		"IT60X054281110100000012345":            avviso.CodicePaese,
		"DE8937040044053201300":                 avviso.CodicePaese,
		"IT61X0542811101000000123456":           avviso.CodiceCheckDigit,
	} {
		_, err := avviso.ParseIBAN(iban)
		rifiuto(t, err, codice, avviso.ErrIBAN)
	}
	var zero avviso.IBAN
	require.False(t, zero.Postale())
	require.Empty(t, zero.Paese()+zero.ABI()+zero.Raggruppato())
	require.False(t, zero.CINValido())
}

// conControllo returns the IBAN of a country and a national part, by the rule of
// ISO 13616: the check digits are 98 less the remainder by 97 of the national
// part, the country and "00", letters counting from A=10.
func conControllo(paese, conto string) string {
	var cifre strings.Builder
	for _, r := range conto + paese + "00" {
		if r >= 'A' {
			r = r - 'A' + 10
			cifre.WriteByte(byte('0' + r/10))
			r = r%10 + '0'
		}
		cifre.WriteByte(byte(r))
	}
	n, _ := new(big.Int).SetString(cifre.String(), 10)
	return fmt.Sprintf("%s%02d%s", paese, 98-n.Mod(n, big.NewInt(97)).Int64(), conto)
}

func TestConControllo(t *testing.T) {
	for _, s := range []string{"IT60X0542811101000000123456", "MT84MALT011000012345MTLCAST001S"} {
		require.Equal(t, s, conControllo(s[:2], s[4:]))
	}
}

// Lengths and letters at the ends of what is allowed.
func TestIBANLimiti(t *testing.T) {
	for _, s := range []string{
		conControllo("XX", "7"), conControllo("XX", strings.Repeat("7", 30)), conControllo("XZ", "AZ09"), conControllo("ZX", "AZ09"),
		conControllo("IT", "A0542811101000000123456"), conControllo("IT", "Z0542811101000ABCXYZ456"), conControllo("SM", "A0322509800000000270100"),
	} {
		i, err := avviso.ParseIBAN(s)
		require.NoError(t, err, s)
		require.Equal(t, s, i.String())
	}
	for _, s := range []string{"XX77", conControllo("XX", strings.Repeat("7", 31))} {
		_, err := avviso.ParseIBAN(s)
		rifiuto(t, err, avviso.CodiceLunghezza, avviso.ErrIBAN)
	}
}

// All 97 check digits, 02 to 98, occur and are right; no other two digits are,
// even where they leave the same remainder.
func TestIBANControlli(t *testing.T) {
	visti := map[string]bool{}
	for c := range 1000 {
		s := conControllo("IT", fmt.Sprintf("X0542811101%012d", c))
		if visti[s[2:4]] {
			continue
		}
		visti[s[2:4]] = true
		for k := range 100 {
			cifre := fmt.Sprintf("%02d", k)
			_, err := avviso.ParseIBAN("IT" + cifre + s[4:])
			require.Equal(t, cifre == s[2:4], err == nil, "%s for %s", cifre, s)
		}
	}
	require.Len(t, visti, 97)
	require.True(t, visti["02"])
	require.True(t, visti["98"])
}

// Changing any digit of a valid account makes it invalid.
func TestIBANCifre(t *testing.T) {
	for _, s := range []string{"IT60X0542811101000000123456", "IT48F0760101000000012345678"} {
		for p := range len(s) {
			if s[p] > '9' {
				continue
			}
			for c := byte('0'); c <= '9'; c++ {
				_, err := avviso.ParseIBAN(s[:p] + string(c) + s[p+1:])
				require.Equal(t, c == s[p], err == nil)
			}
		}
	}
}
