package qr_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/portale/qr"
)

const avviso = "PAGOPA|002|001190280072147087|00429440068|10000"

// mirino returns the seven by seven modules of a corner, where a finder pattern
// belongs.
func mirino(s qr.Simbolo, x0, y0 int) string {
	var b strings.Builder
	for y := range 7 {
		for x := range 7 {
			if s.Scuro(x0+x, y0+y) {
				b.WriteByte('#')
			} else {
				b.WriteByte('.')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestNuovo(t *testing.T) {
	const mirini = "#######\n#.....#\n#.###.#\n#.###.#\n#.###.#\n#.....#\n#######\n"
	for _, c := range []struct {
		testo    string
		versione int
	}{
		{"", 1},
		{strings.Repeat("a", 14), 1},
		{strings.Repeat("a", 15), 2},
		{strings.Repeat("a", 42), 3},
		{strings.Repeat("a", 43), 4},
		{avviso, 4},
		{"PAGOPA|002|301000000000004285|00429440068|9999999999", 4},
		{strings.Repeat("è", 31), 4},
		{strings.Repeat("a", 84), 5},
		{strings.Repeat("a", 106), 6},
	} {
		t.Run(fmt.Sprintf("%d byte", len(c.testo)), func(t *testing.T) {
			s, err := qr.Nuovo(c.testo)
			require.NoError(t, err)
			require.Equal(t, c.versione, s.Versione())
			require.Equal(t, 17+4*c.versione, s.Lato)
			require.Equal(t, mirini, mirino(s, 0, 0))
			require.Equal(t, mirini, mirino(s, s.Lato-7, 0))
			require.Equal(t, mirini, mirino(s, 0, s.Lato-7))
			require.True(t, s.Scuro(8, s.Lato-8))
			require.Equal(t, c.testo, leggi(t, s))
		})
	}
}

func TestNuovoTroppoLungo(t *testing.T) {
	_, err := qr.Nuovo(strings.Repeat("a", 107))
	require.ErrorIs(t, err, qr.ErrLungo)
}

func TestTracciato(t *testing.T) {
	s, err := qr.Nuovo(avviso)
	require.NoError(t, err)
	// The upper edge of the first finder pattern, inside the quiet zone.
	require.True(t, strings.HasPrefix(s.Tracciato(), "M4 4h7v1h-7z"), s.Tracciato()[:20])
}

// leggi reads a symbol back without the code that made it: format, mask,
// placement, blocks and bytes, as the standard tells them.
func leggi(t *testing.T, s qr.Simbolo) string {
	t.Helper()
	n := s.Lato
	formato := 0
	for i, xy := range [][2]int{{0, 8}, {1, 8}, {2, 8}, {3, 8}, {4, 8}, {5, 8}, {7, 8}, {8, 8}, {8, 7}, {8, 5}, {8, 4}, {8, 3}, {8, 2}, {8, 1}, {8, 0}} {
		if s.Scuro(xy[0], xy[1]) {
			formato |= 1 << (14 - i)
		}
	}
	// Table C.1 of the standard: level M with masks 0 to 7.
	maschera := -1
	for i, f := range []int{0x5412, 0x5125, 0x5E7C, 0x5B4B, 0x45F9, 0x40CE, 0x4F97, 0x4AA0} {
		if f == formato {
			maschera = i
		}
	}
	require.Equal(t, s.Maschera, maschera, "format %04x", formato)
	capovolge := func(x, y int) bool {
		switch maschera {
		case 0:
			return (y+x)%2 == 0
		case 1:
			return y%2 == 0
		case 2:
			return x%3 == 0
		case 3:
			return (y+x)%3 == 0
		case 4:
			return (y/2+x/3)%2 == 0
		case 5:
			return (y*x)%2+(y*x)%3 == 0
		case 6:
			return ((y*x)%2+(y*x)%3)%2 == 0
		}
		return ((y+x)%2+(y*x)%3)%2 == 0
	}
	funzione := func(x, y int) bool {
		angolo := x < 9 && y < 9 || x >= n-8 && y < 9 || x < 9 && y >= n-8
		allinea := n > 21 && x >= n-9 && x <= n-5 && y >= n-9 && y <= n-5
		return angolo || allinea || x == 6 || y == 6
	}
	var parole []byte
	bit, parola := 0, byte(0)
	su := true
	for x := n - 1; x > 0; x -= 2 {
		if x == 6 {
			x--
		}
		for v := range n {
			y := v
			if su {
				y = n - 1 - v
			}
			for _, c := range []int{x, x - 1} {
				if funzione(c, y) {
					continue
				}
				parola <<= 1
				if s.Scuro(c, y) != capovolge(c, y) {
					parola |= 1
				}
				if bit++; bit%8 == 0 {
					parole = append(parole, parola)
				}
			}
		}
		su = !su
	}
	return decodifica(t, s.Versione(), parole)
}

// decodifica undoes the interleaving and reads the byte segment.
func decodifica(t *testing.T, versione int, parole []byte) string {
	t.Helper()
	m := [][2]int{{16, 1}, {28, 1}, {44, 1}, {32, 2}, {43, 2}, {27, 4}}[versione-1]
	dati := make([]byte, m[0]*m[1])
	for i := range dati {
		dati[i%m[1]*m[0]+i/m[1]] = parole[i]
	}
	require.Equal(t, byte(0b0100), dati[0]>>4, "byte mode")
	lungo := int(dati[0]&0xF)<<4 | int(dati[1]>>4)
	testo := make([]byte, lungo)
	for i := range testo {
		testo[i] = dati[i+1]<<4 | dati[i+2]>>4
	}
	return string(testo)
}
