package causale_test

import (
	"strings"
	"testing"

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

// TestLeggiLineare holds reading to a number of steps for each byte of the text,
// 4 kB of it. Where every place is compared with every other they are 16 million.
func TestLeggiLineare(t *testing.T) {
	c := prova.NuovoContapassi(t, "TestContaLeggi", ".", "github.com/quietanza/quietanza/internal/riferimento")
	for nome, pezzo := range avverse {
		t.Run(nome, func(t *testing.T) {
			passi := c.Passi(t, strings.Repeat(pezzo, causale.MaxByte)[:causale.MaxByte])
			t.Logf("%d steps, %d per byte", passi, passi/causale.MaxByte)
			require.LessOrEqual(t, passi, 64*causale.MaxByte)
		})
	}
}

// TestContaLeggi is what TestLeggiLineare counts.
func TestContaLeggi(t *testing.T) {
	_, _ = causale.Trova(prova.Contato(t))
}

// TestLeggiAvverse: what is allocated is a small multiple of the text, and a text
// beyond the limit costs nothing.
func TestLeggiAvverse(t *testing.T) {
	for nome, pezzo := range avverse {
		s := strings.Repeat(pezzo, causale.MaxByte)[:causale.MaxByte]
		require.LessOrEqual(t, prova.Assegnati(func() { _, _ = causale.Trova(s) }), uint64(4*causale.MaxByte), nome)
		require.LessOrEqual(t, testing.AllocsPerRun(20, func() { _, _ = causale.Trova(s) }), 12.0, nome)
		_, err := causale.Parse(s)
		require.Error(t, err, nome)
		require.Less(t, len(err.Error()), 1000, nome)
	}
	lungo := strings.Repeat("/PUR/LGPE-RIVERSAMENTO/URI/", prova.Mega)
	var err error
	require.Less(t, prova.Assegnati(func() { _, err = causale.Trova(lungo) }), uint64(16<<10))
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
			c, _ := causale.Trova(s)
			require.False(t, c.Importo.Presente && len(n) > 20, "%.40s", s)
		}
	}
}
