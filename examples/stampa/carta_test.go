package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/datamatrix"
	"github.com/makiuchi-d/gozxing/oned"
	"github.com/makiuchi-d/gozxing/qrcode"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

const puntiPollice = 300

var giornoProva = avviso.MustData("2024-06-03")

func sceltePerProva() scelte {
	return scelte{giorno: giornoProva, slip: "auto", perFile: 1, operai: 2}
}

// campione returns the notices of the sample.
func campione(t testing.TB) []avviso.Avviso {
	t.Helper()
	var tutti []avviso.Avviso
	for a, err := range leggiAvvisi(bytes.NewReader(campioneAvvisi)) {
		require.NoError(t, err)
		tutti = append(tutti, a)
	}
	require.Len(t, tutti, 4)
	return tutti
}

// serve skips a test when a program of poppler-utils is not there.
func serve(t *testing.T, programma string) {
	t.Helper()
	if _, err := exec.LookPath(programma); err != nil {
		t.Skipf("%s (poppler-utils) non è installato: la pagina stampata non si può rileggere", programma)
	}
}

// testoDi returns the text that a reader extracts from a PDF, in reading order.
func testoDi(t *testing.T, pdf []byte) string {
	t.Helper()
	serve(t, "pdftotext")
	nome := filepath.Join(t.TempDir(), "f.pdf")
	require.NoError(t, os.WriteFile(nome, pdf, 0o600))
	var errori bytes.Buffer
	c := exec.Command("pdftotext", "-enc", "UTF-8", "-raw", nome, "-")
	c.Stderr = &errori
	testo, err := c.Output()
	require.NoError(t, err)
	require.Empty(t, errori.String(), "poppler has nothing to say about the file")
	return strings.Join(strings.Fields(string(testo)), " ")
}

// pagineDi renders the pages of a PDF.
func pagineDi(t *testing.T, pdf []byte) []image.Image {
	t.Helper()
	serve(t, "pdftoppm")
	dir := t.TempDir()
	nome := filepath.Join(dir, "f.pdf")
	require.NoError(t, os.WriteFile(nome, pdf, 0o600))
	testo, err := exec.Command("pdftoppm", "-r", fmt.Sprint(puntiPollice), "-gray", "-png", nome, filepath.Join(dir, "p")).CombinedOutput()
	require.NoError(t, err)
	require.Empty(t, string(testo))
	nomi, err := filepath.Glob(filepath.Join(dir, "p-*.png"))
	require.NoError(t, err)
	var pagine []image.Image
	for _, n := range nomi {
		b, err := os.ReadFile(n)
		require.NoError(t, err)
		m, err := png.Decode(bytes.NewReader(b))
		require.NoError(t, err)
		pagine = append(pagine, m)
	}
	return pagine
}

// ritaglia returns the part of a page where a code is, with its quiet zone.
func ritaglia(pagina image.Image, p posto) image.Image {
	k := puntiPollice / 25.4
	px := func(mm float64) int { return int(math.Round(mm * k)) }
	zona := image.Rect(px(p.x-p.quiete), px(p.y-p.quiete), px(p.x+p.w+p.quiete), px(p.y+p.h+p.quiete))
	if p.h < p.w/2 {
		zona = image.Rect(px(p.x-p.quiete), px(p.y+1), px(p.x+p.w+p.quiete), px(p.y+p.h-1))
	}
	m := image.NewGray(image.Rect(0, 0, zona.Dx(), zona.Dy()))
	for y := range zona.Dy() {
		for x := range zona.Dx() {
			m.SetGray(x, y, color.GrayModel.Convert(pagina.At(zona.Min.X+x, zona.Min.Y+y)).(color.Gray))
		}
	}
	return m
}

// leggi decodes the image of a code.
func leggi(t *testing.T, tipo string, m image.Image) string {
	t.Helper()
	b, err := gozxing.NewBinaryBitmapFromImage(m)
	require.NoError(t, err)
	lettori := map[string]gozxing.Reader{
		"qr": qrcode.NewQRCodeReader(), "datamatrix": datamatrix.NewDataMatrixReader(), "barre": oned.NewCode128Reader(),
	}
	r, err := lettori[tipo].Decode(b, map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_TRY_HARDER: true, gozxing.DecodeHintType_ASSUME_GS1: tipo == "barre",
	})
	require.NoError(t, err, tipo)
	return r.GetText()
}

// TestCodiciStampati reads every code back from the rendered pages and compares it
// with the text it was made from.
func TestCodiciStampati(t *testing.T) {
	serve(t, "pdftoppm")
	for _, a := range campione(t) {
		t.Run(a.Oggetto, func(t *testing.T) {
			d, note, err := prepara(a, sceltePerProva())
			require.NoError(t, err)
			require.Empty(t, note)
			f, pdf, err := componi([]documento{d})
			require.NoError(t, err)
			pagine := pagineDi(t, pdf)
			require.Len(t, pagine, f.pdf.PageCount())
			posti := f.posti
			prossimo := func(tipo string) string {
				p := posti[0]
				posti = posti[1:]
				return leggi(t, tipo, ritaglia(pagine[p.pagina-1], p))
			}
			for _, p := range d.pagamenti {
				require.InDelta(t, latoQR, posti[0].w, 1e-9)
				letto := prossimo("qr")
				require.Equal(t, p.QRCode, letto)
				qr, err := avviso.ParseQRCode(letto)
				require.NoError(t, err)
				require.Equal(t, p.Rata.NumeroAvviso, qr.NumeroAvviso, "each instalment has its own number")
				require.Equal(t, p.Rata.Importo, qr.Importo)
				if p.BarCode != "" {
					gs1, ok := strings.CutPrefix(prossimo("barre"), "]C1")
					require.True(t, ok, "a GS1-128 symbol begins with FNC1")
					barre, err := avviso.ParseBarCode(gs1)
					require.NoError(t, err)
					require.Equal(t, p.Rata.NumeroAvviso, barre.NumeroAvviso)
					require.Equal(t, p.BarCode, strings.ReplaceAll(gs1, "\x1d", ""))
				}
				if p.Bollettino.IsValid() {
					letto := prossimo("datamatrix")
					require.Equal(t, p.Bollettino.DataMatrix, letto)
					_, err := avviso.ParseDataMatrix(letto)
					require.NoError(t, err)
				}
			}
			require.Empty(t, posti, "nothing else is drawn")
		})
	}
}

// TestCodiciImmagine reads the codes back from their PNG files.
func TestCodiciImmagine(t *testing.T) {
	d, _, err := prepara(campione(t)[1], sceltePerProva())
	require.NoError(t, err)
	file, err := fileCodici(d, "png")
	require.NoError(t, err)
	require.Len(t, file, 3)
	p := d.pagamenti[0]
	for i, c := range []struct{ tipo, testo string }{
		{"qr", p.QRCode}, {"barre", "]C1" + p.BarCode[:38] + "\x1d" + p.BarCode[38:]}, {"datamatrix", p.Bollettino.DataMatrix},
	} {
		require.Equal(t, "00429440068_301000000000004386_"+c.tipo+".png", file[i].nome)
		m, err := png.Decode(bytes.NewReader(file[i].contenuto))
		require.NoError(t, err)
		require.Equal(t, c.testo, leggi(t, c.tipo, m))
	}
	svg, err := fileCodici(d, "svg")
	require.NoError(t, err)
	require.Contains(t, string(svg[0].contenuto), `width="31.061mm" height="31.061mm" viewBox="0 0 41 41"`, "25 mm and a quiet zone of 4 modules")
	require.Contains(t, string(svg[0].contenuto), "<title>QR code del codice avviso 3010 0000 0000 0043 86</title>")
	nessuno, err := fileCodici(d, "")
	require.NoError(t, err)
	require.Empty(t, nessuno)
}

// TestRettangoli proves that the rectangles cover the dark modules and no other.
func TestRettangoli(t *testing.T) {
	s, err := codiceQR("PAGOPA|002|001190280072147087|00429440068|10000")
	require.NoError(t, err)
	require.Equal(t, [2]int{33, 33}, [2]int{s.larghezza, s.altezza})
	coperti := make([]int, len(s.scuri))
	for _, r := range s.rettangoli() {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				coperti[y*s.larghezza+x]++
			}
		}
	}
	for i, scuro := range s.scuri {
		want := 0
		if scuro {
			want = 1
		}
		require.Equal(t, want, coperti[i], i)
	}
}

// TestVersioneQR pins version 4 for the shortest and the longest amount.
func TestVersioneQR(t *testing.T) {
	for _, importo := range []string{"0.01", "99999999.99"} {
		testo, err := avviso.QRCode{
			NumeroAvviso: avviso.MustNumeroAvviso("001190280072147087"), IdDominio: avviso.MustIdDominio("00429440068"),
			Importo: avviso.MustImporto(importo),
		}.Testo()
		require.NoError(t, err)
		_, err = codiceQR(testo)
		require.NoError(t, err, importo)
	}
	_, err := codiceQR("corto")
	require.Error(t, err)
	_, err = codiceBarre("415")
	require.ErrorIs(t, err, avviso.ErrBarCode)
}
