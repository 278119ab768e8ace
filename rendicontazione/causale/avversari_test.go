package causale_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

var spazi = strings.Repeat(" ", 1000)

// avverse are texts made to be read over and over, by the pieces they repeat.
var avverse = map[string]string{
	"marks parted by blanks":    "L G P E - R I V E R S A M E N T ",
	"L and blanks":              "L" + spazi,
	"marks":                     "LGPE-RIVERSAMENTO",
	"incomplete identifiers":    "LGPE-RIVERSAMENTOURI2",
	"identifiers and blanks":    "LGPE-RIVERSAMENTO/URI/2024-07" + spazi,
	"labels":                    "LGPE-RIVERSAMENTO u u u u u u",
	"URI and blanks":            "LGPE-RIVERSAMENTO U" + spazi,
	"RFS":                       "RFS ",
	"RFS and hyphens":           "RFS-",
	"RFS and digits":            "RFS/1 ",
	"RFB and digits, parted":    "x RFB/1 1 1 1 1 1 1 1 1 1 1 1 ",
	"RF in groups":              "RFS RF00 ",
	"slashes":                   "RFB/",
	"wide blanks":               "RFB\u2003",
	"bytes that are not UTF-8":  "\xff\xfe",
	"PUR and URI by turns":      "/PUR/LGPE-RIVERSAMENTO/URI/",
	"dates":                     "2024-07-26",
	"TXT":                       "/TXT/0/URI/",
	"lines":                     "/PUR/LGPE-\n",
	"one letter":                "a",
	"blanks":                    " ",
	"nearly a flow, many times": "LGPE-RIVERSAMENTO/URI/2024-07-26PPAYITR1XXX-",
}

// TestLeggiLineare compares the least time of a quarter of the text with that of
// the whole, 4 kB: four times what is linear, sixteen times what is quadratic
// (which there would be 16 million steps). The time itself does not matter.
func TestLeggiLineare(t *testing.T) {
	prova.SenzaRace(t)
	for nome, pezzo := range avverse {
		t.Run(nome, func(t *testing.T) {
			lungo := strings.Repeat(pezzo, causale.MaxByte)[:causale.MaxByte]
			minimo := func(s string) time.Duration {
				m := time.Hour
				for range 100 {
					inizio := time.Now()
					for range 4 {
						_, _ = causale.Leggi(s)
					}
					m = min(m, time.Since(inizio))
				}
				return m
			}
			breve, intero := minimo(lungo[:causale.MaxByte/4]), minimo(lungo)
			require.LessOrEqual(t, float64(intero), 9*float64(breve)+float64(20*time.Microsecond), "%v and %v", breve, intero)
		})
	}
}

// TestLeggiAvverse: what is allocated is a small multiple of the text, and a text
// beyond the limit costs nothing.
func TestLeggiAvverse(t *testing.T) {
	for nome, pezzo := range avverse {
		s := strings.Repeat(pezzo, causale.MaxByte)[:causale.MaxByte]
		require.LessOrEqual(t, prova.Assegnati(func() { _, _ = causale.Leggi(s) }), uint64(4*causale.MaxByte), nome)
		require.LessOrEqual(t, testing.AllocsPerRun(20, func() { _, _ = causale.Leggi(s) }), 12.0, nome)
		_, err := causale.Parse(s)
		require.Error(t, err, nome)
		require.Less(t, len(err.Error()), 1000, nome)
	}
	lungo := strings.Repeat("/PUR/LGPE-RIVERSAMENTO/URI/", prova.Mega)
	var err error
	require.Less(t, prova.Assegnati(func() { _, err = causale.Leggi(lungo) }), uint64(16<<10))
	require.Error(t, err)
	require.Less(t, prova.Assegnati(func() { _, err = causale.Parse(lungo) }), uint64(16<<10))
	require.Error(t, err)
	for _, n := range prova.Numeri() {
		if len(n) > 3000 {
			n = n[:3000]
		}
		for _, s := range []string{"/RFB/01000000001122010/" + n, "/RFS/RF18539007547034/" + n} {
			_, err = causale.Parse(s)
			require.Error(t, err, "%.40s", s)
			c, _ := causale.Leggi(s)
			_, letto := c.Importo.Valore()
			require.False(t, letto && len(n) > 20, "%.40s", s)
		}
	}
}
