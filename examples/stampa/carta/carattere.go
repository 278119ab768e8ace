package carta

import (
	"encoding/binary"
	"fmt"
	"strings"
	"sync"

	"github.com/quietanza/quietanza/examples/stampa/font"
)

// carattere is a TrueType font, ready to be measured and embedded.
type carattere struct {
	nome      string
	ttf       []byte
	tabelle   map[string][]byte
	glifi     map[rune]uint16
	passi     []uint16 // advance of each glyph, in units of the em
	em        float64
	solito    string // characters of the small subset
	preparati [2]func() incluso
}

// incluso is a subset as it goes into a file: the streams, compressed.
type incluso struct {
	fonte, unicode []byte
	lungo          int
	larghezze      string
}

const (
	ascii  = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
	latino = ascii + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßŒœČčŠšŽžĆćĐđ°ºª«»·–—‘’“”…€§"
)

// The fonts, in the order of their index.
const (
	titillium = iota
	titilliumNero
	mono
	monoNero
	liberation
	liberationNero
	quantiCaratteri
)

var caratteri = [quantiCaratteri]*carattere{
	nuovoCarattere("TitilliumWeb-Regular", font.TitilliumRegular, latino),
	nuovoCarattere("TitilliumWeb-Bold", font.TitilliumBold, latino),
	nuovoCarattere("RobotoMono-Regular", font.RobotoRegular, ascii+"€"),
	nuovoCarattere("RobotoMono-Bold", font.RobotoBold, ascii+"€"),
	nuovoCarattere("LiberationSans", font.LiberationRegular, "□"),
	nuovoCarattere("LiberationSans-Bold", font.LiberationBold, "□"),
}

func nuovoCarattere(nome string, ttf []byte, solito string) *carattere {
	c := &carattere{nome: nome, ttf: ttf, solito: solito, tabelle: map[string][]byte{}, glifi: map[rune]uint16{}}
	if len(ttf) < 12 {
		return c
	}
	u16, u32 := binary.BigEndian.Uint16, binary.BigEndian.Uint32
	for i := range int(u16(ttf[4:])) {
		v := ttf[12+16*i:]
		da, n := u32(v[8:]), u32(v[12:])
		c.tabelle[string(v[:4])] = ttf[da : da+n]
	}
	c.em = float64(u16(c.tabelle["head"][18:]))
	metrici, hmtx := int(u16(c.tabelle["hhea"][34:])), c.tabelle["hmtx"]
	for g := range int(u16(c.tabelle["maxp"][4:])) {
		c.passi = append(c.passi, u16(hmtx[4*min(g, metrici-1):]))
	}
	c.leggiCmap(c.tabelle["cmap"])
	c.preparati[0] = sync.OnceValue(func() incluso { return c.includi(false) })
	c.preparati[1] = sync.OnceValue(func() incluso { return c.includi(true) })
	return c
}

// leggiCmap reads the characters of the basic plane: platform 3, encoding 1, format 4.
func (c *carattere) leggiCmap(cmap []byte) {
	u16 := func(b []byte, i int) int { return int(binary.BigEndian.Uint16(b[i:])) }
	for i := range u16(cmap, 2) {
		voce := 4 + 8*i
		t := cmap[binary.BigEndian.Uint32(cmap[voce+4:]):]
		if u16(cmap, voce) != 3 || u16(cmap, voce+2) != 1 || u16(t, 0) != 4 {
			continue
		}
		n2 := u16(t, 6)
		for s := 0; s < n2; s += 2 {
			fine, inizio := u16(t, 14+s), u16(t, 16+n2+s)
			delta, scarto := u16(t, 16+2*n2+s), 16+3*n2+s
			for r := inizio; r <= fine && r < 0xFFFF; r++ {
				g := r
				if o := u16(t, scarto); o != 0 {
					if g = u16(t, scarto+o+2*(r-inizio)); g == 0 {
						continue
					}
				}
				if g = (g + delta) & 0xFFFF; g != 0 {
					c.glifi[rune(r)] = uint16(g)
				}
			}
		}
	}
}

// intero says whether a character needs the font as a whole.
func (c *carattere) intero(r rune) bool { return !strings.ContainsRune(c.solito, r) }

// includi makes what a file embeds: the glyphs of the usual characters, or all.
func (c *carattere) includi(tutto bool) incluso {
	usati := map[uint16]rune{}
	for r, g := range c.glifi {
		if tutto || strings.ContainsRune(c.solito, r) {
			if v, ok := usati[g]; !ok || r < v {
				usati[g] = r
			}
		}
	}
	tieni := map[uint16]bool{0: true}
	for g := range usati {
		c.conComponenti(g, tieni)
	}
	ttf := c.sottoinsieme(tieni)
	var w, m strings.Builder
	w.WriteString("[")
	n := 0
	for g := range len(c.passi) {
		r, ok := usati[uint16(g)]
		if !ok {
			continue
		}
		fmt.Fprintf(&w, "%d[%d]", g, int(float64(c.passi[g])*1000/c.em+0.5))
		if n%100 == 0 {
			if n > 0 {
				m.WriteString("endbfchar\n")
			}
			fmt.Fprintf(&m, "%d beginbfchar\n", min(100, len(usati)-n))
		}
		fmt.Fprintf(&m, "<%04X><%04X>\n", g, r)
		n++
	}
	w.WriteString("]")
	m.WriteString("endbfchar\n")
	unicode := "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000><FFFF> endcodespacerange\n" + m.String() + "endcmap CMapName currentdict /CMap defineresource pop end end"
	return incluso{fonte: comprimi(nil, ttf), lungo: len(ttf), unicode: comprimi(nil, []byte(unicode)), larghezze: w.String()}
}

// glifo returns the outline of a glyph.
func (c *carattere) glifo(g uint16) []byte {
	loca, glyf := c.tabelle["loca"], c.tabelle["glyf"]
	var da, a uint32
	if c.tabelle["head"][51] == 0 {
		da, a = 2*uint32(binary.BigEndian.Uint16(loca[2*int(g):])), 2*uint32(binary.BigEndian.Uint16(loca[2*int(g)+2:]))
	} else {
		da, a = binary.BigEndian.Uint32(loca[4*int(g):]), binary.BigEndian.Uint32(loca[4*int(g)+4:])
	}
	return glyf[da:a]
}

// conComponenti adds a glyph and those that it is made of.
func (c *carattere) conComponenti(g uint16, tieni map[uint16]bool) {
	if tieni[g] && g != 0 {
		return
	}
	tieni[g] = true
	d := c.glifo(g)
	if len(d) < 12 || int16(binary.BigEndian.Uint16(d)) >= 0 {
		return
	}
	for i := 10; ; {
		segni := binary.BigEndian.Uint16(d[i:])
		c.conComponenti(binary.BigEndian.Uint16(d[i+2:]), tieni)
		i += 6
		if segni&1 != 0 {
			i += 2
		}
		switch {
		case segni&8 != 0:
			i += 2
		case segni&0x40 != 0:
			i += 4
		case segni&0x80 != 0:
			i += 8
		}
		if segni&0x20 == 0 {
			return
		}
	}
}

// sottoinsieme returns a font with the outlines of some glyphs; all keep their number.
func (c *carattere) sottoinsieme(tieni map[uint16]bool) []byte {
	var glyf, loca []byte
	for g := range len(c.passi) {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		if tieni[uint16(g)] {
			glyf = append(glyf, c.glifo(uint16(g))...)
			for len(glyf)%4 != 0 {
				glyf = append(glyf, 0)
			}
		}
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	head := append([]byte(nil), c.tabelle["head"]...)
	head[51] = 1
	nuove := map[string][]byte{"head": head, "glyf": glyf, "loca": loca}
	nomi := []string{"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"}
	var presenti []string
	for _, n := range nomi {
		if nuove[n] == nil && c.tabelle[n] != nil {
			nuove[n] = c.tabelle[n]
		}
		if nuove[n] != nil {
			presenti = append(presenti, n)
		}
	}
	n := len(presenti)
	passo, giri := 1, 0
	for passo*2 <= n {
		passo, giri = passo*2, giri+1
	}
	out := []byte{0, 1, 0, 0}
	for _, v := range []int{n, passo * 16, giri, (n - passo) * 16} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	da := 12 + 16*n
	var corpo []byte
	for _, nome := range presenti {
		t := nuove[nome]
		out = append(out, nome...)
		out = binary.BigEndian.AppendUint32(out, somma(t))
		out = binary.BigEndian.AppendUint32(out, uint32(da+len(corpo)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t)))
		corpo = append(corpo, t...)
		for len(corpo)%4 != 0 {
			corpo = append(corpo, 0)
		}
	}
	return append(out, corpo...)
}

// somma is the checksum of a table.
func somma(t []byte) uint32 {
	var s uint32
	for i := 0; i < len(t); i += 4 {
		var p [4]byte
		copy(p[:], t[i:])
		s += binary.BigEndian.Uint32(p[:])
	}
	return s
}

func (c *carattere) segnato(tabella string, i int) int {
	return int(float64(int16(binary.BigEndian.Uint16(c.tabelle[tabella][i:]))) * 1000 / c.em)
}
