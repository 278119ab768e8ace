// Package qr makes the QR symbol of a short text, such as that of a payment
// notice: byte mode, level M, versions 1 to 6.
//
// The text of a notice has 44 to 52 characters and always falls in version 4,
// 33 by 33 modules, as the official notice wants.
//
// Sources: ISO/IEC 18004:2015; docs.pagopa.it, "L'avviso di pagamento", Codice QR.
package qr

import (
	"errors"
	"fmt"
	"strings"
)

// Quiete is the width in modules of the light border that a symbol needs.
const Quiete = 4

// ErrLungo is a text that does not fit the largest version made here.
var ErrLungo = errors.New("qr: testo troppo lungo")

// Simbolo is a QR symbol without its quiet zone.
type Simbolo struct {
	Lato     int // modules of a side: 17 + 4 times the version
	Maschera int // 0 to 7, the pattern that was chosen
	scuri    []bool
	fissi    []bool // function patterns, which the mask leaves alone
}

// misura is how a version at level M is divided in blocks, all equal.
type misura struct{ dati, correzione, blocchi int }

// misure of the versions from 1 (ISO/IEC 18004:2015, table 9).
var misure = [...]misura{{16, 10, 1}, {28, 16, 1}, {44, 26, 1}, {32, 18, 2}, {43, 24, 2}, {27, 16, 4}}

// Nuovo makes the symbol of a text in the smallest version that holds it. The
// error is ErrLungo, over 106 bytes.
func Nuovo(testo string) (Simbolo, error) {
	for i, m := range misure {
		// Four bits of mode and eight of length stand before the text.
		if len(testo)+2 <= m.dati*m.blocchi {
			return disegna(i+1, m.intreccia(m.riempi(testo))), nil
		}
	}
	return Simbolo{}, fmt.Errorf("%w: %d byte", ErrLungo, len(testo))
}

// Versione returns the version of the symbol.
func (s Simbolo) Versione() int { return (s.Lato - 17) / 4 }

// Scuro reports whether the module at column x and row y is dark.
func (s Simbolo) Scuro(x, y int) bool { return s.scuri[y*s.Lato+x] }

// Tracciato returns the dark modules as the data of an SVG path whose unit is a
// module, the quiet zone included.
func (s Simbolo) Tracciato() string {
	var b strings.Builder
	for y := range s.Lato {
		for x := 0; x < s.Lato; x++ {
			da := x
			for x < s.Lato && s.Scuro(x, y) {
				x++
			}
			if x > da {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", da+Quiete, y+Quiete, x-da, x-da)
			}
		}
	}
	return b.String()
}

// riempi returns the data codewords of a text: mode, length, bytes, terminator
// and padding.
func (m misura) riempi(testo string) []byte {
	const modoByte = 0b0100
	b := make([]byte, 0, m.dati*m.blocchi)
	resto := byte(modoByte)
	for _, c := range append([]byte{byte(len(testo))}, testo...) {
		b = append(b, resto<<4|c>>4)
		resto = c & 0xF
	}
	b = append(b, resto<<4) // the low half is the terminator
	for riempitivo := byte(0xEC); len(b) < cap(b); riempitivo ^= 0xEC ^ 0x11 {
		b = append(b, riempitivo)
	}
	return b
}

// intreccia divides the data in blocks, adds the correction of each and returns
// all of them interleaved.
func (m misura) intreccia(dati []byte) []byte {
	g := generatore(m.correzione)
	tutti := make([]byte, 0, (m.dati+m.correzione)*m.blocchi)
	for i := range m.dati {
		for b := range m.blocchi {
			tutti = append(tutti, dati[b*m.dati+i])
		}
	}
	code := make([][]byte, m.blocchi)
	for b := range code {
		code[b] = correzione(dati[b*m.dati:(b+1)*m.dati], g)
	}
	for i := range m.correzione {
		for b := range code {
			tutti = append(tutti, code[b][i])
		}
	}
	return tutti
}
