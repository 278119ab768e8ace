package carta_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/datamatrix"
	"github.com/makiuchi-d/gozxing/qrcode"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/stampa/carta"
)

var giorno = avviso.MustData("2024-06-03")

// serve skips a test when a program of poppler-utils is not there.
func serve(t testing.TB, programma string) {
	t.Helper()
	if _, err := exec.LookPath(programma); err != nil {
		t.Skipf("%s non è installato: la pagina stampata non si può rileggere", programma)
	}
}

// cartella makes a folder, which goes as soon as its files were read: a test makes
// thousands.
func cartella(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "carta")
	require.NoError(t, err)
	return dir
}

// suFile runs a program on a PDF.
func suFile(t testing.TB, pdf []byte, programma string, argomenti ...string) string {
	t.Helper()
	serve(t, programma)
	nome := filepath.Join(cartella(t), "f.pdf")
	defer func() { _ = os.RemoveAll(filepath.Dir(nome)) }()
	require.NoError(t, os.WriteFile(nome, pdf, 0o600))
	for i, a := range argomenti {
		argomenti[i] = strings.ReplaceAll(a, "FILE", nome)
	}
	var errori bytes.Buffer
	c := exec.Command(programma, argomenti...)
	c.Stderr = &errori
	testo, err := c.Output()
	require.NoError(t, err, errori.String())
	require.Empty(t, errori.String(), "%s has nothing to say about the file", programma)
	return string(testo)
}

// testoDi returns the text that a reader extracts from a PDF, in reading order.
func testoDi(t testing.TB, pdf []byte) string {
	return strings.Join(strings.Fields(suFile(t, pdf, "pdftotext", "-enc", "UTF-8", "-raw", "FILE", "-")), " ")
}

// pagineDi renders the pages of a PDF at so many dots per inch, or one of them.
func pagineDi(t testing.TB, pdf []byte, punti int, sola ...int) []*image.Gray {
	dir := cartella(t)
	defer func() { _ = os.RemoveAll(dir) }()
	parte := []string{"-f", "1"}
	for _, n := range sola {
		parte = []string{"-f", strconv.Itoa(n), "-l", strconv.Itoa(n)}
	}
	suFile(t, pdf, "pdftoppm", append(parte, "-r", strconv.Itoa(punti), "-gray", "-png", "FILE", filepath.Join(dir, "p"))...)
	nomi, err := filepath.Glob(filepath.Join(dir, "p-*.png"))
	require.NoError(t, err)
	var pagine []*image.Gray
	for _, n := range nomi {
		b, err := os.ReadFile(n)
		require.NoError(t, err)
		m, err := png.Decode(bytes.NewReader(b))
		require.NoError(t, err)
		g, ok := m.(*image.Gray)
		if !ok {
			g = image.NewGray(m.Bounds())
			draw.Draw(g, g.Bounds(), m, m.Bounds().Min, draw.Src)
		}
		pagine = append(pagine, g)
	}
	return pagine
}

// leggi decodes a code from a page that was rendered.
func leggi(t testing.TB, pagina image.Image, p carta.Posto, punti int) string {
	t.Helper()
	px := func(mm float64) int { return int(math.Round(mm * float64(punti) / 25.4)) }
	zona := image.Rect(px(p.X-p.Quiete), px(p.Y-p.Quiete), px(p.X+p.Lato+p.Quiete), px(p.Y+p.Lato+p.Quiete))
	m := image.NewGray(image.Rect(0, 0, zona.Dx(), zona.Dy()))
	draw.Draw(m, m.Bounds(), pagina, zona.Min, draw.Src)
	orlo := px(p.Quiete) - 2
	larga, alta := m.Bounds().Dx(), m.Bounds().Dy()
	for y := range alta {
		for x := range larga {
			if (x < orlo || y < orlo || x >= larga-orlo || y >= alta-orlo) && m.GrayAt(x, y).Y <= 250 {
				t.Fatalf("quiet zone of %s at %.1f, %.1f of page %d", p.Tipo, p.X, p.Y, p.Pagina)
			}
		}
	}
	b, err := gozxing.NewBinaryBitmapFromImage(m)
	require.NoError(t, err)
	lettore := gozxing.Reader(qrcode.NewQRCodeReader())
	if p.Tipo == "datamatrix" {
		lettore = datamatrix.NewDataMatrixReader()
	}
	r, err := lettore.Decode(b, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true})
	if err != nil { // by searching its corners
		r, err = lettore.Decode(b, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	}
	require.NoError(t, err, "%s at %.1f, %.1f of page %d", p.Tipo, p.X, p.Y, p.Pagina)
	return r.GetText()
}

// parola is a word of a page with its box, in millimetres.
type parola struct {
	testo                  string
	pagina                 int
	xMin, yMin, xMax, yMax float64
}

var reParola = regexp.MustCompile(`<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>`)

// paroleDi returns the words of a PDF and where they are.
func paroleDi(t testing.TB, pdf []byte) []parola {
	var pp []parola
	pagina := 0
	for riga := range strings.Lines(suFile(t, pdf, "pdftotext", "-bbox", "FILE", "-")) {
		if strings.Contains(riga, "<page ") {
			pagina++
		}
		if m := reParola.FindStringSubmatch(riga); m != nil {
			p := parola{testo: m[5], pagina: pagina}
			for i, v := range []*float64{&p.xMin, &p.yMin, &p.xMax, &p.yMax} {
				n, err := strconv.ParseFloat(m[i+1], 64)
				require.NoError(t, err)
				*v = n * 25.4 / 72
			}
			pp = append(pp, p)
		}
	}
	return pp
}

// barreDi returns the tops of the bars of a page, in millimetres, from the grey runs at
// x = 3 mm.
func barreDi(pagina image.Image, punti int) []float64 {
	var tops []float64
	dentro := false
	x := 3 * punti * 10 / 254
	for y := range pagina.Bounds().Dy() {
		g := color.GrayModel.Convert(pagina.At(x, y)).(color.Gray).Y
		grigio := g >= 233 && g <= 239
		if grigio && !dentro {
			tops = append(tops, float64(y)*25.4/float64(punti))
		}
		dentro = grigio
	}
	return tops
}

// numeri makes numbers of notices.
func numero(t testing.TB, n int) avviso.NumeroAvviso {
	t.Helper()
	nav, err := avviso.GeneraNumeroAvviso(avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}, "", uint64(n))
	require.NoError(t, err)
	return nav
}

const (
	contoPostale  = "IT48F0760101000000012345678"
	contoBancario = "IT60X0542811101000000123456"
)

// vattelapesca is the notice that the rows begin from: a whole of so much, then
// instalments.
func vattelapesca(t testing.TB, unica string, rate int, conto string) avviso.Avviso {
	t.Helper()
	a := avviso.Avviso{
		Ente: avviso.Ente{
			IdDominio: avviso.MustIdDominio("00429440068"), Nome: "Comune di Vattelapesca", Settore: "Ufficio tributi",
			Informazioni: "www.comune.vattelapesca.example, tel. 011 555 0100", CBILL: "AB123",
		},
		Debitore: avviso.Debitore{Identificativo: "RSSMRA74D22A001Q", Nome: "Mario Rossi", Indirizzo: "Piazza Libertà 1", Localita: "15100 Alessandria (AL)"},
		Oggetto:  "Tassa sui rifiuti 2024",
	}
	if conto == contoPostale {
		a.Ente.Autorizzazione = "AUT. DB/SISB/GEN n. 00000 del 01/01/2024"
	}
	if unica != "" {
		a.Rate = append(a.Rate, avviso.Rata{
			NumeroAvviso: numero(t, 1), Importo: avviso.MustImporto(unica), Scadenza: avviso.MustData("2024-12-31"), Accredito: avviso.MustIBAN(conto),
		})
	}
	for i := range rate {
		a.Rate = append(a.Rate, avviso.Rata{
			Numero: i + 1, NumeroAvviso: numero(t, 100+i), Importo: avviso.MustImporto("100.00"),
			Scadenza: avviso.MustData(fmt.Sprintf("2025-01-%02d", i+1)), Accredito: avviso.MustIBAN(conto),
		})
	}
	return a
}

// componi draws a notice; its notes are those of both steps.
func componi(t testing.TB, a avviso.Avviso, sc carta.Scelte) (carta.Esito, []string) {
	t.Helper()
	sc.Giorno = giorno
	d, note, err := carta.Prepara(a, sc)
	require.NoError(t, err)
	e := carta.Componi(d)
	return e, append(note, e.Note[0]...)
}
