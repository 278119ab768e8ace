package carta_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
)

// documento is a PDF as qpdf takes it apart.
type documento struct {
	t       testing.TB
	oggetti map[string]any
	flussi  map[string][]byte
	font    map[string]map[string]string // by name in the resources, text by glyph
	nomi    map[string]string            // by name in the resources, without the tag of its subset
	bianchi map[string]float64           // width of a blank, in thousandths of the size
	tratti  []tratto
}

// tratto is a run of text: where it begins and its baseline in millimetres from the top
// left, how large it is, in which font.
type tratto struct {
	pagina         int
	x, base, corpo float64
	font, testo    string
}

// nodo is an element of the structure with what it says.
type nodo struct {
	ruolo, testo, alt, lingua string // lingua is what holds there, of the document where nothing else does
	intero                    string // ActualText of its content
	figli                     []*nodo
}

// apriPDF takes a PDF apart.
func apriPDF(t testing.TB, pdf []byte) *documento {
	t.Helper()
	var j struct {
		Qpdf []json.RawMessage `json:"qpdf"`
	}
	require.NoError(t, json.Unmarshal([]byte(suFile(t, pdf, "qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", "FILE")), &j))
	var grezzi map[string]struct {
		Value  any `json:"value"`
		Stream *struct {
			Data string `json:"data"`
			Dict any    `json:"dict"`
		} `json:"stream"`
	}
	require.Len(t, j.Qpdf, 2)
	require.NoError(t, json.Unmarshal(j.Qpdf[1], &grezzi))
	d := &documento{t: t, oggetti: map[string]any{}, flussi: map[string][]byte{}, font: map[string]map[string]string{}, nomi: map[string]string{}, bianchi: map[string]float64{}}
	for k, v := range grezzi {
		k = strings.TrimPrefix(k, "obj:")
		d.oggetti[k] = v.Value
		if v.Stream != nil {
			b, err := base64.StdEncoding.DecodeString(v.Stream.Data)
			require.NoError(t, err)
			d.oggetti[k], d.flussi[k] = v.Stream.Dict, b
		}
	}
	return d
}

// voce follows names from an object; references are resolved.
func (d *documento) voce(o any, nomi ...string) any {
	for _, n := range nomi {
		m, _ := d.risolvi(o).(map[string]any)
		o = m["/"+n]
	}
	return d.risolvi(o)
}

func (d *documento) risolvi(o any) any {
	if s, ok := o.(string); ok && strings.HasSuffix(s, " R") {
		return d.oggetti[s]
	}
	return o
}

// testo returns a text string of the file.
func testoPDF(o any) string {
	s, _ := o.(string)
	return strings.TrimPrefix(s, "u:")
}

func lista(o any) []any {
	l, _ := o.([]any)
	return l
}

// segno is a run of marked content: what it shows and who owns it.
type segno struct {
	testo, intero string
}

var gettone = regexp.MustCompile(`<<|>>|<[0-9A-Fa-f]*>|\([^)]*\)|\[|\]|/[^\s<>\[\]()/]+|[^\s<>\[\]()/]+`)

// contenuto reads a page: every operator that shows or paints stands in marked content,
// which is tagged or an artifact and never one in the other.
func (d *documento) contenuto(pagina string, numero int) map[int]segno {
	t := d.t
	segni := map[int]segno{}
	type aperto struct {
		mcid   int // -1 for none
		figura bool
		intero string
	}
	var pila []aperto
	var argomenti []string
	font := ""
	dentro := func() (mcid int, artefatto bool) {
		mcid = -1
		for _, a := range pila {
			if a.mcid >= 0 {
				mcid = a.mcid
			}
			artefatto = artefatto || a.figura
		}
		return mcid, artefatto
	}
	for _, g := range gettone.FindAllString(string(d.flussi[d.oggetti[pagina].(map[string]any)["/Contents"].(string)]), -1) {
		if strings.ContainsAny(g[:1], "/<>([]0123456789-.") && g != "f*" {
			argomenti = append(argomenti, g)
			continue
		}
		mcid, artefatto := dentro()
		switch g {
		case "BMC", "BDC":
			a := aperto{mcid: -1, figura: argomenti[0] == "/Artifact"}
			if i := slices.Index(argomenti, "/MCID"); i >= 0 {
				n, err := strconv.Atoi(argomenti[i+1])
				require.NoError(t, err)
				_, doppio := segni[n]
				require.False(t, doppio, "content %d twice on a page", n)
				a.mcid, segni[n] = n, segno{}
			}
			if i := slices.Index(argomenti, "/ActualText"); i >= 0 {
				a.intero = utf16PDF(argomenti[i+1])
			}
			require.False(t, a.mcid >= 0 && (artefatto || mcid >= 0), "tagged content in other content")
			require.False(t, a.figura && (mcid >= 0 || artefatto), "an artifact in other content")
			pila = append(pila, a)
			if a.intero != "" && mcid >= 0 {
				s := segni[mcid]
				s.intero = a.intero
				segni[mcid] = s
			}
		case "EMC":
			require.NotEmpty(t, pila)
			pila = pila[:len(pila)-1]
		case "Tm":
			n := argomenti[len(argomenti)-2:]
			d.tratti = append(d.tratti, tratto{pagina: numero, x: mm(t, n[0]), base: 297 - mm(t, n[1])})
		case "Tf":
			font = strings.TrimPrefix(argomenti[len(argomenti)-2], "/")
			u := &d.tratti[len(d.tratti)-1]
			u.font, u.corpo = d.nomi[font], mm(t, argomenti[len(argomenti)-1])*72/25.4
		case "Tj":
			require.True(t, mcid >= 0 || artefatto, "text outside marked content")
			for hex := strings.Trim(argomenti[len(argomenti)-1], "<>"); hex != ""; hex = hex[4:] {
				c, ok := d.font[font][hex[:4]]
				require.True(t, ok && hex[:4] != "0000", "glyph %s of %s has no character", hex[:4], font)
				if u := &d.tratti[len(d.tratti)-1]; c == " " && u.testo == "" {
					u.x += d.bianchi[font] * u.corpo / 1000 * 25.4 / 72
				} else {
					u.testo += c
				}
				if mcid >= 0 {
					s := segni[mcid]
					s.testo += c
					segni[mcid] = s
				}
			}
		case "f", "S", "Do", "B":
			require.True(t, mcid >= 0 || artefatto, "%s outside marked content", g)
		}
		argomenti = argomenti[:0]
	}
	require.Empty(t, pila, "marked content left open")
	return segni
}

// mm returns a length of the file, which is in points, in millimetres.
func mm(t testing.TB, s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	require.NoError(t, err)
	return v * 25.4 / 72
}

func utf16PDF(hex string) string {
	var u []uint16
	for hex = strings.Trim(hex, "<>"); len(hex) >= 4; hex = hex[4:] {
		n, _ := strconv.ParseUint(hex[:4], 16, 16)
		u = append(u, uint16(n))
	}
	return strings.TrimPrefix(string(utf16.Decode(u)), "\ufeff")
}

var bfchar = regexp.MustCompile(`<([0-9A-F]{4})><([0-9A-F]{4,8})>`)

// leggiFont reads the fonts: embedded, with the characters of their glyphs and a width
// for each.
func (d *documento) leggiFont(risorse any) []string {
	var nomi []string
	m, _ := d.voce(risorse, "Font").(map[string]any)
	for nome, o := range m {
		if d.font[nome[1:]] != nil {
			continue
		}
		discendente := lista(d.voce(o, "DescendantFonts"))[0]
		require.NotEmpty(d.t, d.voce(discendente, "FontDescriptor", "FontFile2"), "%s is not embedded", nome)
		require.Equal(d.t, "/Identity", d.voce(discendente, "CIDToGIDMap"))
		larghi := map[string]float64{}
		w := lista(d.voce(discendente, "W"))
		for i := 0; i+1 < len(w); i += 2 {
			larghi[fmt.Sprintf("%04X", int(w[i].(float64)))] = lista(w[i+1])[0].(float64)
		}
		glifi := map[string]string{}
		rif := d.risolvi(o).(map[string]any)["/ToUnicode"].(string)
		_, mappa, _ := strings.Cut(string(d.flussi[rif]), "beginbfchar")
		for _, c := range bfchar.FindAllStringSubmatch(mappa, -1) {
			require.Contains(d.t, larghi, c[1], "glyph without a width")
			glifi[c[1]] = utf16PDF(c[2])
			if glifi[c[1]] == " " {
				d.bianchi[nome[1:]] = larghi[c[1]]
			}
		}
		d.font[nome[1:]] = glifi
		base, _ := d.voce(o, "BaseFont").(string)
		d.nomi[nome[1:]] = base[strings.Index(base, "+")+1:]
		nomi = append(nomi, d.nomi[nome[1:]])
	}
	return nomi
}

var ruoli = strings.Fields("/Document /Sect /H1 /H2 /H3 /P /Span /Figure /Table /TR /TH /TD")

// accessibile checks a PDF on the points of ISO 14289-1 that a program can, and returns
// its structure and the names of its fonts.
//
// Source: ISO 14289-1, 5 and 7; PDF Association, Matterhorn Protocol 1.1.
func accessibile(t testing.TB, pdf []byte) (*nodo, []string) {
	t.Helper()
	return apriPDF(t, pdf).accessibile()
}

func (d *documento) accessibile() (*nodo, []string) {
	t := d.t
	catalogo := d.voce(d.oggetti["trailer"], "Root")
	require.Equal(t, true, d.voce(catalogo, "MarkInfo", "Marked"))
	require.Equal(t, true, d.voce(catalogo, "ViewerPreferences", "DisplayDocTitle"))
	lingua := testoPDF(d.voce(catalogo, "Lang"))
	require.Regexp(t, `^[a-z]{2,3}(-[A-Z]{2})?$`, lingua)
	xmp := string(d.flussi[catalogo.(map[string]any)["/Metadata"].(string)])
	require.Contains(t, xmp, "<pdfuaid:part>1</pdfuaid:part>")
	titolo := testoPDF(d.voce(d.oggetti["trailer"], "Info", "Title"))
	require.NotEmpty(t, titolo)
	require.Contains(t, strings.NewReplacer("&#39;", "'", "&#34;", `"`, "&amp;", "&", "&lt;", "<", "&gt;", ">").Replace(xmp), ">"+titolo+"</rdf:li>")

	var font []string
	padri := map[string][]any{} // by page, the owner of each content
	radice := d.voce(catalogo, "StructTreeRoot")
	nums := lista(d.voce(radice, "ParentTree", "Nums"))
	pagine := lista(d.voce(catalogo, "Pages", "Kids"))
	require.Len(t, nums, 2*len(pagine))
	segni := map[string]map[int]segno{}
	for i, p := range pagine {
		require.Equal(t, "/S", d.voce(p, "Tabs"))
		require.EqualValues(t, i, d.voce(p, "StructParents"))
		font = append(font, d.leggiFont(d.voce(p, "Resources"))...)
		segni[p.(string)] = d.contenuto(p.(string), i+1)
		padri[p.(string)] = lista(d.risolvi(nums[2*i+1]))
		require.Len(t, padri[p.(string)], len(segni[p.(string)]), "the parent tree names every content")
	}
	presi := 0
	titoli := []string{}
	var visita func(rif any, padre string, lingua string) *nodo
	visita = func(rif any, padre, lingua string) *nodo {
		o := d.risolvi(rif)
		ruolo, _ := d.voce(o, "S").(string)
		require.Contains(t, ruoli, ruolo)
		if padre != "" {
			require.Equal(t, padre, o.(map[string]any)["/P"])
		}
		n := &nodo{ruolo: ruolo[1:], alt: testoPDF(d.voce(o, "Alt")), lingua: lingua}
		if l := testoPDF(d.voce(o, "Lang")); l != "" {
			require.Regexp(t, `^[a-z]{2,3}(-[A-Z]{2})?$`, l)
			n.lingua = l
		}
		if ruolo[1] == 'H' {
			titoli = append(titoli, ruolo[1:])
		}
		for _, k := range lista(d.voce(o, "K")) {
			if m, ok := k.(map[string]any); ok {
				pagina, mcid := m["/Pg"].(string), int(m["/MCID"].(float64))
				s, c := segni[pagina][mcid]
				require.True(t, c, "content %d of %s is not on its page", mcid, ruolo)
				require.Equal(t, rif, padri[pagina][mcid], "the parent tree says otherwise")
				n.testo, n.intero = n.testo+s.testo, n.intero+s.intero
				presi++
				continue
			}
			f := visita(k, rif.(string), n.lingua)
			n.figli = append(n.figli, f)
			n.testo += f.testo
		}
		d.controlla(n, o)
		return n
	}
	albero := visita(radice.(map[string]any)["/K"], "", lingua)
	tutti := 0
	for _, s := range segni {
		tutti += len(s)
	}
	require.Equal(t, tutti, presi, "every content belongs to one element")
	livello := 0
	for _, h := range titoli {
		n := int(h[1] - '0')
		require.LessOrEqual(t, n, livello+1, "headings %v", titoli)
		livello = n
	}
	return albero, font
}

// controlla checks one element with what is in it.
func (d *documento) controlla(n *nodo, o any) {
	t := d.t
	switch n.ruolo {
	case "Figure":
		require.NotEmpty(t, n.alt)
		require.Equal(t, "/Layout", d.voce(o, "A", "O"))
		b := lista(d.voce(o, "A", "BBox"))
		require.Len(t, b, 4)
		for i, massimo := range []float64{595.28, 841.89, 595.28, 841.89} {
			require.Greater(t, b[i].(float64), 0.0)
			require.Less(t, b[i].(float64), massimo)
		}
	case "TH":
		require.Equal(t, "/Column", d.voce(o, "A", "Scope"))
	case "Table":
		require.NotEmpty(t, n.figli)
		for i, r := range n.figli {
			require.Equal(t, "TR", r.ruolo)
			require.Len(t, r.figli, len(n.figli[0].figli))
			for _, c := range r.figli {
				require.Equal(t, map[bool]string{true: "TH", false: "TD"}[i == 0], c.ruolo)
			}
		}
	case "P", "H1", "H2", "H3":
		require.NotEmpty(t, strings.TrimSpace(n.testo), "an empty %s", n.ruolo)
	}
}

// tutti returns the elements in the order of reading, of some roles.
func (n *nodo) tutti(ruoli ...string) []*nodo {
	var nn []*nodo
	if slices.Contains(ruoli, n.ruolo) {
		nn = append(nn, n)
	}
	for _, f := range n.figli {
		nn = append(nn, f.tutti(ruoli...)...)
	}
	return nn
}

// righe returns what is read, one line for each block: role and text, or what stands for a
// picture.
func (n *nodo) righe() []string {
	var rr []string
	for _, e := range n.tutti("H1", "H2", "H3", "P", "Figure") {
		testo := strings.Join(strings.Fields(e.testo), " ")
		if e.ruolo == "Figure" {
			testo = e.alt
		}
		rr = append(rr, e.ruolo+" "+testo)
	}
	return rr
}
