package carta

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"strconv"
	"strings"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/datamatrix"
	"github.com/makiuchi-d/gozxing/datamatrix/encoder"
	"github.com/makiuchi-d/gozxing/oned"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	qrencoder "github.com/makiuchi-d/gozxing/qrcode/encoder"

	"github.com/quietanza/quietanza/avviso"
)

// Sizes of the printed codes, in millimetres.
const (
	latoQR        = 25.0 // the symbol without its quiet zone
	latoQRTre     = 20.0 // in three columns
	latoDM        = 23.0
	moduloDMMin   = 0.35
	moduliQR      = 33   // version 4
	moduloBarre   = 0.33 // X dimension
	altezzaBarre  = 12.0
	quieteQR      = 4 // modules around the symbol
	quieteDM      = 2
	quieteBarre   = 10
	moduliAltiBar = 40 // bar height of an image, in modules
)

// simbolo is a code as modules, dark or light, without its quiet zone.
type simbolo struct {
	larghezza, altezza int
	quiete             int     // modules of quiet zone that its standard wants
	modulo             float64 // width of a module on paper, in millimetres
	scuri              []bool
}

func (s simbolo) scuro(x, y int) bool { return s.scuri[y*s.larghezza+x] }

// daMatrice takes the modules of an encoder, as rows of bits.
func daMatrice(m *gozxing.BitMatrix, quiete int, modulo float64) simbolo {
	s := simbolo{larghezza: m.GetWidth(), altezza: m.GetHeight(), quiete: quiete, modulo: modulo}
	for y := range s.altezza {
		for x := range s.larghezza {
			s.scuri = append(s.scuri, m.Get(x, y))
		}
	}
	return s
}

// codiceQR makes the QR code of a notice, which is always of version 4: 33 by 33
// modules, level M.
func codiceQR(testo string) (simbolo, error) {
	c, err := qrencoder.Encoder_encode(testo, decoder.ErrorCorrectionLevel_M, map[gozxing.EncodeHintType]any{gozxing.EncodeHintType_QR_VERSION: 4})
	if err != nil {
		return simbolo{}, fmt.Errorf("QR code: %w", err)
	}
	m := c.GetMatrix()
	s := simbolo{larghezza: moduliQR, altezza: moduliQR, quiete: quieteQR, modulo: latoQR / moduliQR, scuri: make([]bool, moduliQR*moduliQR)}
	if n := m.GetWidth(); n != moduliQR {
		return simbolo{}, fmt.Errorf("QR code di %d moduli, attesi %d", n, moduliQR)
	}
	for i := range s.scuri {
		s.scuri[i] = m.Get(i%moduliQR, i/moduliQR) == 1
	}
	return s, nil
}

// codiceDataMatrix makes the symbol of a postal slip: ECC 200, square.
func codiceDataMatrix(testo string) (simbolo, error) {
	m, err := datamatrix.NewDataMatrixWriter().Encode(testo, gozxing.BarcodeFormat_DATA_MATRIX, 0, 0,
		map[gozxing.EncodeHintType]any{gozxing.EncodeHintType_DATA_MATRIX_SHAPE: encoder.SymbolShapeHint_FORCE_SQUARE})
	if err != nil {
		return simbolo{}, fmt.Errorf("codice Data Matrix: %w", err)
	}
	return daMatrice(m, quieteDM, latoDM/float64(m.GetWidth())), nil
}

// codiceBarre makes the GS1-128 symbol of the text of a bar code.
func codiceBarre(testo string) (simbolo, error) {
	c, err := avviso.ParseBarCode(testo)
	if err != nil {
		return simbolo{}, err
	}
	gs1, err := c.SimboloGS1()
	if err != nil {
		return simbolo{}, err
	}
	const fnc1 = "\u00f1" // as the encoder has it
	m, err := oned.NewCode128Writer().Encode(fnc1+strings.ReplaceAll(gs1, "\x1d", fnc1), gozxing.BarcodeFormat_CODE_128, 0, 1,
		map[gozxing.EncodeHintType]any{gozxing.EncodeHintType_MARGIN: 0})
	if err != nil {
		return simbolo{}, fmt.Errorf("codice a barre: %w", err)
	}
	return daMatrice(m, quieteBarre, moduloBarre), nil
}

// rettangoli returns the dark areas as few rectangles, in modules: runs of a row,
// joined with the equal runs above.
func (s simbolo) rettangoli() []image.Rectangle {
	rr := make([]image.Rectangle, 0, s.larghezza*s.altezza/4)
	sopra := make([]int, s.larghezza) // by left edge, the rectangle that ends at the row, and 1
	for y := range s.altezza {
		for x := 0; x < s.larghezza; x++ {
			if !s.scuro(x, y) {
				continue
			}
			da := x
			for x < s.larghezza && s.scuro(x, y) {
				x++
			}
			if n := sopra[da]; n > 0 && rr[n-1].Max == image.Pt(x, y) {
				rr[n-1].Max.Y++
				continue
			}
			rr = append(rr, image.Rect(da, y, x, y+1))
			sopra[da] = len(rr)
		}
	}
	return rr
}

// Posto is where a code is on paper, and the quiet zone around it, in millimetres from
// the upper left corner.
type Posto struct {
	Pagina             int    // from 1
	Tipo               string // qr or datamatrix
	Testo              string // what it says
	X, Y, Lato, Quiete float64
}

// simbolo draws a code, lato wide, as one filled path.
func (f *foglio) simbolo(s simbolo, tipo, testo string, x, y, lato float64, alt string) {
	f.apriFigura(alt, x, y, lato, lato)
	defer f.chiudi()
	modulo := lato / float64(s.larghezza)
	f.posti = append(f.posti, Posto{len(f.pagine), tipo, testo, x, y, lato, float64(s.quiete) * modulo})
	f.segnato(func() {
		p := f.corrente()
		p.b = fmt.Appendf(p.b, "q 0 g %.5f 0 0 %.5f %.4f %.4f cm", modulo*punti, -modulo*punti, x*punti, (altezza-y)*punti)
		for _, r := range s.rettangoli() {
			p.b = append(strconv.AppendInt(append(p.b, ' '), int64(r.Min.X), 10), ' ')
			p.b = append(strconv.AppendInt(p.b, int64(r.Min.Y), 10), ' ')
			p.b = append(strconv.AppendInt(p.b, int64(r.Dx()), 10), ' ')
			p.b = append(strconv.AppendInt(p.b, int64(r.Dy()), 10), " re"...)
		}
		p.b = append(p.b, " f Q\n"...)
	})
}

// altoImmagine returns the height in modules of an image of the code.
func (s simbolo) altoImmagine() int {
	if s.altezza == 1 {
		return moduliAltiBar
	}
	return s.altezza
}

// svg writes the code with its quiet zone, in millimetres.
func (s simbolo) svg(w io.Writer, descrizione string) error {
	l, a := s.larghezza+2*s.quiete, s.altoImmagine()+2*s.quiete
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.3fmm" height="%.3fmm" viewBox="0 0 %d %d" role="img" shape-rendering="crispEdges">`,
		float64(l)*s.modulo, float64(a)*s.modulo, l, a)
	fmt.Fprintf(&b, "\n<title>%s</title>\n<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>\n<path d=\"", descrizione, l, a)
	for _, r := range s.rettangoli() {
		alto := r.Dy() * s.altoImmagine() / s.altezza
		fmt.Fprintf(&b, "M%d %dh%dv%dh-%dz", r.Min.X+s.quiete, r.Min.Y+s.quiete, r.Dx(), alto, r.Dx())
	}
	b.WriteString("\"/>\n</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// png writes the code with its quiet zone, each module punti pixels wide.
func (s simbolo) png(w io.Writer, punti int) error {
	l, a := s.larghezza+2*s.quiete, s.altoImmagine()+2*s.quiete
	m := image.NewPaletted(image.Rect(0, 0, l*punti, a*punti), color.Palette{color.White, color.Black})
	for _, r := range s.rettangoli() {
		alto := r.Dy() * s.altoImmagine() / s.altezza
		for y := (r.Min.Y + s.quiete) * punti; y < (r.Min.Y+s.quiete+alto)*punti; y++ {
			for x := (r.Min.X + s.quiete) * punti; x < (r.Max.X+s.quiete)*punti; x++ {
				m.SetColorIndex(x, y, 1)
			}
		}
	}
	return png.Encode(w, m)
}
