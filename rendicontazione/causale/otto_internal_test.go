package causale

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestOtto: what is looked at eight bytes at a time is what a byte at a time says, for
// every byte at every place of texts of every length up to three words.
func TestOtto(t *testing.T) {
	for n := range 25 {
		for posto := range n {
			for c := range 256 {
				b := []byte(strings.Repeat("A1-z_09Z", 4)[:n])
				b[posto] = byte(c)
				s := string(b)
				fine := n
				if !carattereID(byte(c)) {
					fine = posto
				}
				require.Equal(t, fine, fineCaratteri(s, 0), "%q", s)
				liscio := n > 8 && (posto == n-1 || c >= ' ' && c < 0x80)
				require.Equal(t, liscio, pulito(s), "%q", s)
			}
		}
	}
}

func TestErreEffe(t *testing.T) {
	for n := range 50 {
		for da := range n {
			s := strings.Repeat("rs-fr-RF", 7)[:n]
			atteso := n
			if i := strings.Index(strings.ToLower(s[da:]), "rf"); i >= 0 {
				atteso = da + i
			}
			require.Equal(t, atteso, erreEffe(s, da), "%q %d", s, da)
		}
		for posto := range n - 1 {
			for _, p := range []string{"rf", "Rf", "rF", "RF", "r\x46", "\x12f", "2f", "r\x06", "r&", "q\x66", "\xf2f"} {
				s := strings.Repeat("x", posto) + p + strings.Repeat("x", n-2-posto)
				atteso := n
				if strings.EqualFold(p, "rf") {
					atteso = posto
				}
				require.Equal(t, atteso, erreEffe(s, 0), "%q", s)
			}
		}
	}
}

func TestPulito(t *testing.T) {
	for s, atteso := range map[string]bool{
		"Mensa scolastica marzo": true, "Mensa  scolastica": false, "Mensa scolastica  marzo": false, "Mensa scolasticà": false,
		"Mensa scol\tastica": false, "nove car.": true, "otto car": false, "": false, "citt\u00e0 di Prova": false,
	} {
		require.Equal(t, atteso, pulito(s), s)
	}
}

func TestGiorno(t *testing.T) {
	for _, s := range []string{"2024-02-29", "2023-02-29", "0001-01-01", "0000-01-01", "9999-12-31", "2024-00-10", "2024-13-10", "2024-04-31", "2024-12-00"} {
		for posto := range len(s) {
			for c := range 256 {
				b := []byte(s)
				b[posto] = byte(c)
				g, err := time.Parse(time.DateOnly, string(b))
				require.Equal(t, err == nil && g.Year() > 0, giorno(string(b)+"x"), "%q", b)
			}
		}
	}
}

func TestTag(t *testing.T) {
	const uri = '/' | 'u'<<8 | 'r'<<16 | 'i'<<24 | '/'<<32
	require.False(t, tag("/URI/12", uri), "too short")
	for _, s := range []string{"/URI/123", "/uri/2024-05-07", "/Uri/xyz", "\x0furI/123"} {
		require.True(t, tag(s, uri), "%q", s)
	}
	for posto := range len("/uri/") {
		for c := range 256 {
			b := []byte("/uri/2024")
			giusto := b[posto]
			b[posto] = byte(c)
			require.Equal(t, maiuscolo(byte(c)) == maiuscolo(giusto) || giusto == '/' && c == 0x0F, tag(string(b), uri), "%q", b)
		}
	}
}
