package main

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/portale/qr"
)

// The portal of examples/portale draws its QR codes itself; a reader of somebody
// else's reads them back here, where there is one.
func TestQRDelPortale(t *testing.T) {
	for _, testo := range []string{
		"PAGOPA|002|001190280072147087|00429440068|10000",
		"PAGOPA|002|301000000000004285|00429440068|0099",
		"PAGOPA|002|301000000000004285|00429440068|9999999999",
		"12345678901234", strings.Repeat("x", 30), strings.Repeat("y", 80), strings.Repeat("z", 106),
	} {
		s, err := qr.Nuovo(testo)
		require.NoError(t, err)
		const punti = 4
		lato := (s.Lato + 2*qr.Quiete) * punti
		m := image.NewGray(image.Rect(0, 0, lato, lato))
		for y := range lato {
			for x := range lato {
				m.SetGray(x, y, color.Gray{Y: 255})
				if c, r := x/punti-qr.Quiete, y/punti-qr.Quiete; c >= 0 && r >= 0 && c < s.Lato && r < s.Lato && s.Scuro(c, r) {
					m.SetGray(x, y, color.Gray{})
				}
			}
		}
		require.Equal(t, testo, leggi(t, "qr", m))
	}
}
