package carta

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"

	"github.com/quietanza/quietanza/avviso"
)

// Sizes of the paper, in millimetres, and points in one of them.
const (
	larghezza = 210.0
	altezza   = 297.0
	punti     = 72 / 25.4
)

// file writes the objects of a PDF, version 1.7: classic index, one object after the
// other, the same content the same bytes.
type file struct {
	b     []byte
	scart []int // offset of each object, from 1
}

func (w *file) nuovo() int {
	w.scart = append(w.scart, 0)
	return len(w.scart)
}

func (w *file) oggetto(n int, corpo string) {
	w.scart[n-1] = len(w.b)
	w.b = strconv.AppendInt(w.b, int64(n), 10)
	w.b = append(w.b, " 0 obj\n"...)
	w.b = append(w.b, corpo...)
	w.b = append(w.b, "\nendobj\n"...)
}

func (w *file) flusso(n int, voci string, dati []byte) {
	w.scart[n-1] = len(w.b)
	w.b = fmt.Appendf(w.b, "%d 0 obj\n<<%s /Length %d>>\nstream\n", n, voci, len(dati))
	w.b = append(w.b, dati...)
	w.b = append(w.b, "\nendstream\nendobj\n"...)
}

func (w *file) chiudi(radice, info int) []byte {
	inizio := len(w.b)
	w.b = fmt.Appendf(w.b, "xref\n0 %d\n0000000000 65535 f \n", len(w.scart)+1)
	for _, s := range w.scart {
		w.b = fmt.Appendf(w.b, "%010d 00000 n \n", s)
	}
	return fmt.Appendf(w.b, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(w.scart)+1, radice, info, inizio)
}

var compressori = sync.Pool{New: func() any {
	z, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed)
	return z
}}

// comprimi appends a text compressed as FlateDecode wants.
func comprimi(b, dati []byte) []byte {
	out := bytes.NewBuffer(b)
	z := compressori.Get().(*zlib.Writer)
	z.Reset(out)
	_, _ = z.Write(dati)
	_ = z.Close()
	compressori.Put(z)
	return out.Bytes()
}

// testoPDF returns a text string in UTF-16, in hexadecimal.
func testoPDF(s string) string {
	const cifre = "0123456789ABCDEF"
	b := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, cifre[u>>12], cifre[u>>8&15], cifre[u>>4&15], cifre[u&15])
	}
	return string(b) + ">"
}

// pdf ends the document and returns its bytes.
func (f *foglio) pdf(titolo, lingua string, giorno avviso.Data) []byte {
	w := &file{b: []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")}
	radice, info, albero, pagine, genitori, xmp := w.nuovo(), w.nuovo(), w.nuovo(), w.nuovo(), w.nuovo(), w.nuovo()
	var fonti strings.Builder
	for i, c := range caratteri {
		if f.usati[i] > 0 {
			fmt.Fprintf(&fonti, "/F%d %d 0 R ", i, w.carattere(c, f.usati[i] > 1))
		}
	}
	var immagini strings.Builder
	for i, m := range f.immagini {
		fmt.Fprintf(&immagini, "/I%d %d 0 R ", i, w.immagine(m))
	}
	risorse := w.nuovo()
	w.oggetto(risorse, "<</Font <<"+fonti.String()+">> /XObject <<"+immagini.String()+">>>>")
	var figli strings.Builder
	numeri := make([]int, len(f.pagine))
	for i, p := range f.pagine {
		numeri[i] = w.nuovo()
		contenuto := w.nuovo()
		w.flusso(contenuto, "/Filter /FlateDecode", comprimi(nil, p.b))
		w.oggetto(numeri[i], fmt.Sprintf("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595.28 841.89] /Resources %d 0 R /Contents %d 0 R /StructParents %d /Tabs /S>>",
			pagine, risorse, contenuto, i))
		fmt.Fprintf(&figli, "%d 0 R ", numeri[i])
	}
	w.oggetto(pagine, fmt.Sprintf("<</Type /Pages /Count %d /Kids [%s]>>", len(numeri), figli.String()))
	w.strutture(f, albero, genitori, numeri)
	d := strings.ReplaceAll(giorno.String(), "-", "")
	w.oggetto(info, fmt.Sprintf("<</Title %s /Creator (%s) /Producer (%s) /CreationDate (D:%s000000+00'00') /ModDate (D:%s000000+00'00')>>", testoPDF(titolo), autoreFile, produttore, d, d))
	w.oggetto(radice, fmt.Sprintf("<</Type /Catalog /Pages %d 0 R /Lang (%s) /MarkInfo <</Marked true>> /ViewerPreferences <</DisplayDocTitle true>> /StructTreeRoot %d 0 R /Metadata %d 0 R>>",
		pagine, lingua, albero, xmp))
	w.flusso(xmp, "/Type /Metadata /Subtype /XML", metadati(titolo, lingua, giorno))
	return w.chiudi(radice, info)
}

// strutture writes the logical structure.
func (w *file) strutture(f *foglio, albero, genitori int, pagine []int) {
	var tutti []*struttura
	perPagina := make([][]int, len(pagine))
	f.albero.visita(func(e *struttura) {
		e.numero = w.nuovo()
		tutti = append(tutti, e)
		for _, p := range e.pezzi {
			if p.figlio == nil {
				for len(perPagina[p.pagina]) <= p.mcid {
					perPagina[p.pagina] = append(perPagina[p.pagina], 0)
				}
				perPagina[p.pagina][p.mcid] = e.numero
			}
		}
	})
	w.oggetto(albero, fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>", f.albero.numero, genitori, len(pagine)))
	var b []byte
	for _, e := range tutti {
		padre := albero
		if e.padre != nil {
			padre = e.padre.numero
		}
		b = fmt.Appendf(b[:0], "<</Type /StructElem /S /%s /P %d 0 R", e.ruolo, padre)
		if e.alt != "" {
			b = append(append(b, " /Alt "...), testoPDF(e.alt)...)
		}
		if e.lingua != "" {
			b = fmt.Appendf(b, " /Lang (%s)", e.lingua)
		}
		if e.attributi != "" {
			b = fmt.Appendf(b, " /A <<%s>>", e.attributi)
		}
		b = append(b, " /K ["...)
		for _, p := range e.pezzi {
			if p.figlio != nil {
				b = append(strconv.AppendInt(b, int64(p.figlio.numero), 10), " 0 R "...)
				continue
			}
			b = fmt.Appendf(b, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", pagine[p.pagina], p.mcid)
		}
		w.oggetto(e.numero, string(append(b, "]>>"...)))
	}
	b = append(b[:0], "<</Nums ["...)
	for p, elementi := range perPagina {
		b = append(strconv.AppendInt(b, int64(p), 10), " ["...)
		for _, n := range elementi {
			b = append(strconv.AppendInt(b, int64(n), 10), " 0 R "...)
		}
		b = append(b, "] "...)
	}
	w.oggetto(genitori, string(append(b, "]>>"...)))
}

// carattere writes a font and returns its object.
func (w *file) carattere(c *carattere, tutto bool) int {
	i, nome := c.preparati[0](), "AAAAAA+"+c.nome
	if tutto {
		i, nome = c.preparati[1](), "AAAAAB+"+c.nome
	}
	tipo0, cid, descrittore, fonte, unicode := w.nuovo(), w.nuovo(), w.nuovo(), w.nuovo(), w.nuovo()
	w.oggetto(tipo0, fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>", nome, cid, unicode))
	w.oggetto(cid, fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor %d 0 R /CIDToGIDMap /Identity /DW 600 /W %s>>",
		nome, descrittore, i.larghezze))
	w.oggetto(descrittore, fmt.Sprintf("<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d /Descent %d /CapHeight 700 /StemV 80 /FontFile2 %d 0 R>>", nome,
		c.segnato("head", 36), c.segnato("head", 38), c.segnato("head", 40), c.segnato("head", 42), c.segnato("hhea", 4), c.segnato("hhea", 6), fonte))
	w.flusso(fonte, "/Filter /FlateDecode /Length1 "+strconv.Itoa(i.lungo), i.fonte)
	w.flusso(unicode, "/Filter /FlateDecode", i.unicode)
	return tipo0
}

// immagine writes a picture and returns its object.
func (w *file) immagine(m *Immagine) int {
	n := w.nuovo()
	voci := fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /%s /Filter /%s", m.larga, m.alta, m.colori, m.filtro)
	if m.velo != nil {
		v := w.nuovo()
		w.flusso(v, fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode", m.larga, m.alta), m.velo)
		voci += fmt.Sprintf(" /SMask %d 0 R", v)
	}
	w.flusso(n, voci, m.dati)
	return n
}
