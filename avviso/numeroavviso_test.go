package avviso_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

func TestNumeroAvviso(t *testing.T) {
	for _, c := range []struct {
		nav, iuv    string
		aux         int
		codice, vis string
		check       bool
	}{
		{"001190280072147087", "190280072147087", 0, "01", "0011 9028 0072 1470 87", true},
		{"001000000000004282", "000000000004282", 0, "01", "0010 0000 0000 0042 82", true},
		{"012012345678901212", "012345678901212", 0, "12", "0120 1234 5678 9012 12", true},
		{"201234567890123415", "01234567890123415", 2, "", "2012 3456 7890 1234 15", true},
		{"301000000000004285", "01000000000004285", 3, "01", "3010 0000 0000 0042 85", true},
		{"302032002700000251", "02032002700000251", 3, "02", "3020 3200 2700 0002 51", true},
		{"347000000000000124", "47000000000000124", 3, "47", "3470 0000 0000 0001 24", true},
		{"099999999999999900", "999999999999900", 0, "99", "0999 9999 9999 9999 00", true},
		{"300000000000000003", "00000000000000003", 3, "00", "3000 0000 0000 0000 03", true},
		{"001000000000000141", "000000000000141", 0, "01", "0010 0000 0000 0001 41", true},
		{"301000000001122010", "01000000001122010", 3, "01", "3010 0000 0001 1220 10", true},
		{"112345678901234567", "12345678901234567", 1, "", "1123 4567 8901 2345 67", true},
		{"001190280072147088", "190280072147088", 0, "01", "0011 9028 0072 1470 88", false},
		{"301000000000004293", "01000000000004293", 3, "01", "3010 0000 0000 0042 93", false},
		{"000000000000000000", "000000000000000", 0, "00", "0000 0000 0000 0000 00", true},
		{"399999999999999999", "99999999999999999", 3, "99", "3999 9999 9999 9999 99", false},
	} {
		t.Run(c.nav, func(t *testing.T) {
			n, err := avviso.ParseNumeroAvviso(c.nav)
			require.NoError(t, err)
			require.True(t, n.IsValid())
			require.Equal(t, c.nav, n.String())
			require.Equal(t, c.iuv, n.IUV().String())
			require.Equal(t, c.aux, n.Aux().Cifra())
			require.Equal(t, c.codice, n.Codice())
			require.Equal(t, c.vis, n.Visuale())
			require.Equal(t, c.check, n.CheckValido())

			_, err = avviso.ParseNumeroAvvisoRigoroso(c.nav)
			if c.check {
				require.NoError(t, err)
			} else {
				rifiuto(t, err, avviso.CodiceCheckDigit, avviso.ErrNumeroAvviso)
				require.ErrorIs(t, err, avviso.ErrCheckDigit)
			}
			m, spazi, err := avviso.LeggiNumeroAvviso(c.vis)
			require.NoError(t, err)
			require.Equal(t, avviso.CodiceNonCanonico, spazi[0].Codice)
			require.Equal(t, n, m)
		})
	}
}

// The remaining numbers of the manual are right with application code 01 too.
func TestNumeroAvvisoManuale(t *testing.T) {
	cfg := avviso.Configurazione{AuxDigit: "0", ApplicationCode: "01"}
	for _, iuv := range []string{"163010002191429", "190300072310110", "191890494852566", "190280072147087"} {
		n, err := avviso.MustIUV(iuv).NumeroAvviso(cfg)
		require.NoError(t, err)
		require.True(t, n.CheckValido(), iuv)
		// Application codes 93 apart cannot be told from each other.
		m, err := avviso.MustIUV(iuv).NumeroAvviso(avviso.Configurazione{AuxDigit: "0", ApplicationCode: "94"})
		require.NoError(t, err)
		require.True(t, m.CheckValido(), iuv)
	}
}

func TestParseNumeroAvvisoRifiuta(t *testing.T) {
	for _, c := range []struct {
		testo  string
		codice avviso.Codice
	}{
		{"", avviso.CodiceLunghezza},
		{"00119028007214708", avviso.CodiceLunghezza},
		{"0011902800721470877", avviso.CodiceLunghezza},
		{"0011 9028 0072 1470 87", avviso.CodiceLunghezza},
		{"9x", avviso.CodiceLunghezza}, // length before digits, digits before aux
		{"9011902800721470x7", avviso.CodiceNonNumerico},
		{"00119028007214708 ", avviso.CodiceNonNumerico},
		{"-01190280072147087", avviso.CodiceNonNumerico},
		{strings.Repeat("٣", 18), avviso.CodiceNonNumerico},
		{strings.Repeat("٣", 9), avviso.CodiceLunghezza}, // 18 bytes, 9 characters
		{"401190280072147087", avviso.CodiceAux},
		{"999999999999999999", avviso.CodiceAux},
	} {
		n, err := avviso.ParseNumeroAvviso(c.testo)
		rifiuto(t, err, c.codice, avviso.ErrNumeroAvviso)
		require.Zero(t, n)
	}
	_, err := avviso.ParseNumeroAvviso("401190280072147087")
	require.ErrorIs(t, err, avviso.ErrAux)
}

func TestNumeroAvvisoZero(t *testing.T) {
	var n avviso.NumeroAvviso
	require.False(t, n.IsValid())
	require.False(t, n.CheckValido())
	require.Equal(t, -1, n.Aux().Cifra())
	require.Empty(t, n.String()+n.Codice()+n.Visuale()+n.IUV().String())
	require.Nil(t, n.Avvertenze())
}

// Every remainder by 93, on each aux digit that has one, against big integers.
func TestCheckEsaustivo(t *testing.T) {
	for _, cfg := range []avviso.Configurazione{
		{AuxDigit: "0", ApplicationCode: "01"}, {AuxDigit: "2"}, {AuxDigit: "3", SegregationCode: "48"},
	} {
		visti := map[string]bool{}
		for p := range uint64(93) {
			n, err := avviso.GeneraNumeroAvviso(cfg, "987", p)
			require.NoError(t, err)
			s := n.String()
			r, _ := new(big.Int).SetString(s[:16], 10)
			r.Mod(r, big.NewInt(93))
			require.Equal(t, fmt.Sprintf("%02d", r), s[16:])
			visti[s[16:]] = true
			for c := range 100 {
				m := avviso.MustNumeroAvviso(fmt.Sprintf("%s%02d", s[:16], c))
				require.Equal(t, m == n, m.CheckValido(), m)
			}
		}
		require.Len(t, visti, 93)
	}
}

func TestIUVNumeroAvviso(t *testing.T) {
	aux0 := avviso.Configurazione{AuxDigit: "0", ApplicationCode: "01"}
	aux3 := avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}
	for _, c := range []struct {
		nome, iuv string
		cfg       avviso.Configurazione
		nav       string
		codice    avviso.Codice
		tipo      error
	}{
		{"aux 0", "190280072147087", aux0, "001190280072147087", "", nil},
		{"aux 1", "12345678901234567", avviso.Configurazione{AuxDigit: "1"}, "112345678901234567", "", nil},
		{"aux 2", "01234567890123415", avviso.Configurazione{AuxDigit: "2"}, "201234567890123415", "", nil},
		{"aux 3", "01000000000004285", aux3, "301000000000004285", "", nil},
		{"aux 0, 17 digits", "01000000000004285", aux0, "", avviso.CodiceLunghezza, avviso.ErrIUV},
		{"aux 3, 15 digits", "190280072147087", aux3, "", avviso.CodiceLunghezza, avviso.ErrIUV},
		{"aux 3, other code", "02000000000004285", aux3, "", avviso.CodiceSegregazione, avviso.ErrSegregazione},
		{"aux 3, no code", "02000000000004285", avviso.Configurazione{AuxDigit: "3"}, "", avviso.CodiceSegregazione, avviso.ErrSegregazione},
		{"aux 0, no code", "190280072147087", avviso.Configurazione{AuxDigit: "0"}, "", avviso.CodiceApplicationCode, avviso.ErrApplicationCode},
		{"aux 0, bad code", "190280072147087", avviso.Configurazione{AuxDigit: "0", ApplicationCode: "1"}, "", avviso.CodiceApplicationCode, avviso.ErrApplicationCode},
		{"aux 4", "190280072147087", avviso.Configurazione{AuxDigit: "4"}, "", avviso.CodiceAux, avviso.ErrAux},
		{"aux -1", "190280072147087", avviso.Configurazione{AuxDigit: "-1"}, "", avviso.CodiceAux, avviso.ErrAux},
		{"RF", "RF18539007547034", aux0, "", avviso.CodiceNonNumerico, avviso.ErrIUV},
		{"free", "ABC0000000000001X", aux3, "", avviso.CodiceNonNumerico, avviso.ErrIUV},
	} {
		t.Run(c.nome, func(t *testing.T) {
			n, err := avviso.MustIUV(c.iuv).NumeroAvviso(c.cfg)
			if c.codice != "" {
				rifiuto(t, err, c.codice, c.tipo)
				return
			}
			require.NoError(t, err)
			require.Equal(t, c.nav, n.String())
			require.Equal(t, c.iuv, n.IUV().String())
		})
	}
	_, err := (avviso.IUV{}).NumeroAvviso(aux0)
	rifiuto(t, err, avviso.CodiceLunghezza, avviso.ErrIUV)
}

func TestInterno(t *testing.T) {
	aux3 := avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}
	for _, c := range []struct {
		iuv  string
		cfg  avviso.Configurazione
		want bool
	}{
		{"190280072147087", avviso.Configurazione{AuxDigit: "0"}, true},
		{"19028007214708X", avviso.Configurazione{AuxDigit: "0"}, false},
		{"01000000000004285", avviso.Configurazione{AuxDigit: "0"}, false},
		{"12345678901234567", avviso.Configurazione{AuxDigit: "1"}, true},
		{"123456789012345", avviso.Configurazione{AuxDigit: "1"}, false},
		{"01234567890123415", avviso.Configurazione{AuxDigit: "2"}, true},
		{"0123456789012341X", avviso.Configurazione{AuxDigit: "2"}, false},
		{"01000000000004285", aux3, true},
		{"02000000000004285", aux3, false},
		{"RF2101ABC0000000001", aux3, true},
		{"RF9699XYZ0000000000000001", aux3, false},
		{"RF741", aux3, false},
		{"RF7401", aux3, true}, // nothing after the segregation code
		{"RF740", aux3, false},
		{"rf2101ABC0000000001", aux3, false},
		{"01000000000004285", avviso.Configurazione{AuxDigit: "3"}, false},
		{"190280072147087", avviso.Configurazione{AuxDigit: "7"}, false},
	} {
		require.Equal(t, c.want, avviso.Interno(avviso.MustIUV(c.iuv), c.cfg), "%s %+v", c.iuv, c.cfg)
	}
	require.False(t, avviso.Interno(avviso.IUV{}, aux3))
}

func TestAmmette(t *testing.T) {
	aux0 := avviso.Configurazione{AuxDigit: "0", ApplicationCode: "01"}
	aux3 := avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}
	for _, c := range []struct {
		nav    string
		cfg    avviso.Configurazione
		codice avviso.Codice
		tipo   error
	}{
		{"001190280072147087", aux0, "", nil},
		{"301000000000004285", aux3, "", nil},
		{"112345678901234567", avviso.Configurazione{AuxDigit: "1"}, "", nil},
		{"0011902800721470", aux0, avviso.CodiceVER017, avviso.ErrNumeroAvviso},
		{"901190280072147087", aux0, avviso.CodiceVER017, avviso.ErrNumeroAvviso},
		{"301000000000004285", aux0, avviso.CodiceVER039, avviso.ErrAux},
		{"012012345678901212", aux0, avviso.CodiceVER026, avviso.ErrApplicationCode},
		{"302032002700000251", aux3, avviso.CodiceVER027, avviso.ErrSegregazione},
		{"302032002700000251", avviso.Configurazione{AuxDigit: "3"}, avviso.CodiceSegregazione, avviso.ErrSegregazione},
	} {
		n, err := c.cfg.ParseNumeroAvviso(c.nav)
		if c.codice != "" {
			rifiuto(t, err, c.codice, c.tipo)
			require.Zero(t, n)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, c.nav, n.String())
	}
	rifiuto(t, aux0.Ammette(avviso.NumeroAvviso{}), avviso.CodiceVER017, avviso.ErrNumeroAvviso)
}
