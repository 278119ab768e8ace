package avviso_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

func TestParseIUV(t *testing.T) {
	for _, c := range []struct {
		iuv      string
		forma    avviso.FormaIUV
		canonico string
	}{
		{"190280072147087", avviso.FormaNumerica15, "190280072147087"},
		{"01000000000004285", avviso.FormaNumerica17, "01000000000004285"},
		{"RF45w9", avviso.FormaRF, "RF45W9"},
		{"RF18539007547034", avviso.FormaRF, "RF18539007547034"},
		{"RF23567483937849450550875", avviso.FormaRF, "RF23567483937849450550875"}, // shape only: the check is wrong
		{"RF741", avviso.FormaRF, "RF741"},
		{"RF74", avviso.FormaLibera, "RF74"},
		{"RFAB1234", avviso.FormaLibera, "RFAB1234"},
		{"rf45w9", avviso.FormaLibera, "rf45w9"},
		{"RF18" + strings.Repeat("1", 22), avviso.FormaLibera, "RF18" + strings.Repeat("1", 22)},
		{"1", avviso.FormaLibera, "1"},
		{"1234567890123456", avviso.FormaLibera, "1234567890123456"},
		{"aBc" + strings.Repeat("9", 32), avviso.FormaLibera, "aBc" + strings.Repeat("9", 32)},
	} {
		u, err := avviso.ParseIUV(c.iuv)
		require.NoError(t, err, c.iuv)
		require.Equal(t, c.iuv, u.String())
		require.Equal(t, c.forma, u.Forma(), c.iuv)
		require.Equal(t, c.canonico, u.Canonico())
	}
	for iuv, codice := range map[string]avviso.Codice{
		"":                      avviso.CodiceLunghezza,
		strings.Repeat("1", 36): avviso.CodiceLunghezza,
		"12 34":                 avviso.CodiceCarattere,
		"12-34":                 avviso.CodiceCarattere,
		"é":                     avviso.CodiceCarattere,
		"a\x00":                 avviso.CodiceCarattere,
		strings.Repeat("é", 35): avviso.CodiceCarattere,
		strings.Repeat("é", 36): avviso.CodiceLunghezza,
		"@[`{/:":                avviso.CodiceCarattere,
	} {
		_, err := avviso.ParseIUV(iuv)
		rifiuto(t, err, codice, avviso.ErrIUV)
	}
	u, spazi, err := avviso.LeggiIUV(" RF18 5390 0754\u00a07034\n")
	require.NoError(t, err)
	require.Equal(t, avviso.CodiceNonCanonico, spazi[0].Codice)
	require.Equal(t, "RF18539007547034", u.String())
	_, spazi, err = avviso.LeggiIUV("RF18539007547034")
	require.NoError(t, err)
	require.Empty(t, spazi)

	var zero avviso.IUV
	require.False(t, zero.IsValid())
	require.Empty(t, zero.Forma())
	require.Empty(t, zero.Canonico()+zero.Raggruppato()+avviso.RF{}.Riferimento())
	require.Equal(t, "1902 8007 2147 087", avviso.MustIUV("190280072147087").Raggruppato())
}

func TestRF(t *testing.T) {
	for _, c := range []struct{ riferimento, rf, gruppi string }{
		{"w9", "RF45w9", "RF45 w9"},
		{"1", "RF741", "RF74 1"},
		{"539007547034", "RF18539007547034", "RF18 5390 0754 7034"},
		{"01ABC0000000001", "RF2101ABC0000000001", "RF21 01AB C000 0000 001"},
		{"99XYZ0000000000000001", "RF9699XYZ0000000000000001", "RF96 99XY Z000 0000 0000 0000 1"},
		{"182020001T00200000007", "RF09182020001T00200000007", "RF09 1820 2000 1T00 2000 0000 7"},
		{"567483937849450550875", "RF78567483937849450550875", "RF78 5674 8393 7849 4505 5087 5"},
	} {
		r, err := avviso.NuovoRF(c.riferimento)
		require.NoError(t, err)
		require.Equal(t, c.rf, r.String())
		require.Equal(t, c.gruppi, r.Raggruppato())
		require.Equal(t, c.riferimento, r.Riferimento())
		require.Equal(t, c.rf, r.IUV().String())
		p, err := avviso.ParseRF(c.rf)
		require.NoError(t, err)
		require.Equal(t, r, p)
		l, spazi, err := avviso.LeggiRF(c.gruppi)
		require.NoError(t, err)
		require.Equal(t, avviso.CodiceNonCanonico, spazi[0].Codice)
		require.Equal(t, r, l)
		// Case does not count for the check.
		m, err := avviso.ParseRF("RF" + strings.ToLower(c.rf[2:]))
		require.NoError(t, err)
		require.Equal(t, strings.ToUpper(c.rf), m.Canonico())
	}
	for rf, codice := range map[string]avviso.Codice{
		"":                               avviso.CodiceLunghezza,
		"RF45":                           avviso.CodiceLunghezza,
		"RF18" + strings.Repeat("1", 22): avviso.CodiceLunghezza,
		"RF18 5390 0754 7034":            avviso.CodiceCarattere,
		"RF18-5390":                      avviso.CodiceCarattere,
		"rf45w9":                         avviso.CodiceFormato,
		"RFA5w9":                         avviso.CodiceFormato,
		"RFéé":                           avviso.CodiceLunghezza, // four characters, six bytes
		"RF18" + strings.Repeat("é", 21): avviso.CodiceCarattere, // 25 characters
		"RF18" + strings.Repeat("é", 22): avviso.CodiceLunghezza,
		"XX45w9":                         avviso.CodiceFormato,
		"RF46w9":                         avviso.CodiceCheckDigit,
		"RF23567483937849450550875":      avviso.CodiceCheckDigit, // as printed in SACI, chapter 3
	} {
		_, err := avviso.ParseRF(rf)
		rifiuto(t, err, codice, avviso.ErrRF)
		require.Equal(t, codice == avviso.CodiceCheckDigit, strings.Contains(err.Error(), "check digit errato"))
	}
	for rif, codice := range map[string]avviso.Codice{
		"": avviso.CodiceLunghezza, strings.Repeat("1", 22): avviso.CodiceLunghezza, "1 2": avviso.CodiceCarattere, "è": avviso.CodiceCarattere,
	} {
		_, err := avviso.NuovoRF(rif)
		rifiuto(t, err, codice, avviso.ErrRF)
	}
}

func TestRFSegregato(t *testing.T) {
	r, err := avviso.NuovoRFSegregato("01", "ABC0000000001")
	require.NoError(t, err)
	require.Equal(t, "RF2101ABC0000000001", r.String())
	require.True(t, avviso.Interno(r.IUV(), avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}))
	for _, c := range [][2]string{{"1", "A"}, {"x1", "A"}, {"", "A"}} {
		_, err = avviso.NuovoRFSegregato(c[0], c[1])
		rifiuto(t, err, avviso.CodiceSegregazione, avviso.ErrSegregazione)
	}
	_, err = avviso.NuovoRFSegregato("01", "")
	rifiuto(t, err, avviso.CodiceLunghezza, avviso.ErrRF)
	_, err = avviso.NuovoRFSegregato("01", strings.Repeat("1", 20))
	rifiuto(t, err, avviso.CodiceLunghezza, avviso.ErrRF)
}

// All check digits of one reference: exactly one of the hundred is right, even
// where 00, 01 or 99 leave the same remainder.
func TestRFEsaustivo(t *testing.T) {
	visti := map[string]bool{}
	for i := range 97 {
		r, err := avviso.NuovoRF("A" + string([]byte{byte('0' + i/10), byte('0' + i%10)}))
		require.NoError(t, err)
		visti[r.String()[2:4]] = true
		giusti := 0
		for c := range 100 {
			s := "RF" + string([]byte{byte('0' + c/10), byte('0' + c%10)}) + r.Riferimento()
			if _, err := avviso.ParseRF(s); err == nil {
				giusti++
				require.Equal(t, r.String(), s)
			}
		}
		require.Equal(t, 1, giusti)
	}
	require.Len(t, visti, 97)
	require.NotContains(t, visti, "00")
	require.NotContains(t, visti, "01")
	require.NotContains(t, visti, "99")
}
