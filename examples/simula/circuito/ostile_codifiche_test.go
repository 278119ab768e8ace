package circuito_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// carta is a document as it is handed over.
type carta struct {
	nome   string // by which the rows of a table are known
	lingua string // xml, json, or righe for what is read line by line
	dati   []byte
	// corpo and busta are the elements in which the Nodo carries it, in base64 where busta is given;
	// none for what is never in an envelope.
	corpo, busta string
	tabella      bool     // rows of a spreadsheet
	mani         []string // what was done to it
}

// codifica is another way to write the same document.
type codifica struct {
	nome string
	fa   func(r *rand.Rand, c *carta) bool // false where it is not to be done to that document
}

// codifiche are applied in this order: each may stand on those before it.
var codifiche = []codifica{
	{"membri in un altro ordine", func(r *rand.Rand, c *carta) bool {
		return c.lingua == "json" && c.rifaiJSON(r, stileJSON{disordine: true})
	}},
	{"rientrato", func(r *rand.Rand, c *carta) bool {
		return c.lingua == "xml" && c.rifaiXML(stileXML{rientro: true}) || c.lingua == "json" && c.rifaiJSON(r, stileJSON{rientro: true})
	}},
	{"una riga", func(r *rand.Rand, c *carta) bool {
		return c.lingua == "xml" && c.rifaiXML(stileXML{}) || c.lingua == "json" && c.rifaiJSON(r, stileJSON{})
	}},
	{"altri prefissi", func(_ *rand.Rand, c *carta) bool { return c.lingua == "xml" && c.rifaiXML(stileXML{prefissi: true}) }},
	{"elementi vuoti chiusi, apici", func(_ *rand.Rand, c *carta) bool { return c.lingua == "xml" && c.rifaiXML(stileXML{breve: true}) }},
	{"riferimenti per le lettere accentate", func(r *rand.Rand, c *carta) bool {
		return c.lingua == "xml" && c.rifaiXML(stileXML{riferimenti: true}) || c.lingua == "json" && c.rifaiJSON(r, stileJSON{riferimenti: true})
	}},
	{"CDATA", func(_ *rand.Rand, c *carta) bool { return c.lingua == "xml" && c.rifaiXML(stileXML{cdata: true}) }},
	{"busta SOAP", func(r *rand.Rand, c *carta) bool { return c.imbusta(r) }},
	{"CRLF", func(_ *rand.Rand, c *carta) bool {
		c.dati = bytes.ReplaceAll(c.dati, []byte("\n"), []byte("\r\n"))
		return true
	}},
	{"ISO-8859-1", func(_ *rand.Rand, c *carta) bool { return c.trascrivi("ISO-8859-1") }},
	{"windows-1252", func(_ *rand.Rand, c *carta) bool { return c.trascrivi("windows-1252") }},
	{"BOM", func(_ *rand.Rand, c *carta) bool {
		if !utf8.Valid(c.dati) || bytes.Contains(c.dati[:min(len(c.dati), 100)], []byte("ISO-8859-1")) || bytes.Contains(c.dati[:min(len(c.dati), 100)], []byte("windows-1252")) {
			return false
		}
		c.dati = append([]byte("\ufeff"), c.dati...)
		return true
	}},
	{"base64", func(r *rand.Rand, c *carta) bool {
		if c.corpo == "" {
			return false
		}
		c.dati = base64Di(r, c.dati)
		return true
	}},
}

// ricodifica does one to three things to a document, chosen by r.
func (c carta) ricodifica(r *rand.Rand, accaduti conta) carta {
	c.dati = bytes.Clone(c.dati)
	quali := map[int]bool{}
	for range 1 + r.IntN(3) {
		quali[r.IntN(len(codifiche))] = true
	}
	for i := range codifiche {
		if quali[i] && codifiche[i].fa(r, &c) {
			c.mani = append(c.mani, codifiche[i].nome)
			accaduti["codifica: "+codifiche[i].nome]++
		}
	}
	return c
}

// utf16 is the document in UTF-16, which no door takes.
func (c carta) utf16(r *rand.Rand) carta {
	testo := bytes.Replace(c.dati, []byte(`encoding="UTF-8"`), []byte(`encoding="UTF-16"`), 1)
	grande := r.IntN(2) == 0
	fuori := []byte{0xFF, 0xFE}
	if grande {
		fuori = []byte{0xFE, 0xFF}
	}
	for _, u := range utf16.Encode([]rune(string(testo))) {
		if grande {
			fuori = append(fuori, byte(u>>8), byte(u))
		} else {
			fuori = append(fuori, byte(u), byte(u>>8))
		}
	}
	c.dati, c.mani = fuori, append(c.mani, "UTF-16")
	return c
}

// zippa puts documents into an archive, some of them packed and some as they are.
func zippa(r *rand.Rand, carte []carta) (carta, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	var errori error
	for _, c := range carte {
		w, err := z.CreateHeader(&zip.FileHeader{Name: c.nome, Method: [...]uint16{zip.Store, zip.Deflate}[r.IntN(2)]})
		if err == nil {
			_, err = w.Write(c.dati)
		}
		errori = errors.Join(errori, err)
	}
	errori = errors.Join(errori, z.Close())
	return carta{nome: "archivio.zip", dati: b.Bytes()}, errori
}

func base64Di(r *rand.Rand, b []byte) []byte {
	s := base64.StdEncoding.EncodeToString(b)
	if r.IntN(2) == 0 {
		return []byte(s)
	}
	var righe strings.Builder
	for riga := range slices.Chunk([]byte(s), 76) {
		righe.Write(append(riga, "\r\n"...))
	}
	return []byte(righe.String())
}

// imbusta puts a document into the message of the Nodo that carries it.
func (c *carta) imbusta(r *rand.Rand) bool {
	if c.corpo == "" {
		return false
	}
	contenuto := string(c.dati)
	if _, senza, ok := strings.Cut(contenuto, "?>"); ok {
		contenuto = senza
	}
	if c.busta != "" {
		contenuto = "<ns9:" + c.corpo + `><` + c.busta + ">" + string(base64Di(r, c.dati)) + "</" + c.busta + "></ns9:" + c.corpo + ">"
	}
	c.dati = []byte(`<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns9="http://ws.pagamenti.telematici.gov/">` +
		`<soapenv:Header/><soapenv:Body>` + contenuto + `</soapenv:Body></soapenv:Envelope>`)
	return true
}

// daWindows are the letters of windows-1252 that ISO-8859-1 has not, of those that the stories use.
var daWindows = map[rune]byte{'€': 0x80, '’': 0x92, '–': 0x96}

// trascrivi writes the text in one byte a letter: XML says so, lines do not.
func (c *carta) trascrivi(nome string) bool {
	if c.lingua == "json" || !utf8.Valid(c.dati) || c.lingua == "xml" && !bytes.Contains(c.dati, []byte(`encoding="UTF-8"`)) {
		return false
	}
	testo := bytes.Replace(c.dati, []byte(`encoding="UTF-8"`), []byte(`encoding="`+nome+`"`), 1)
	fuori := make([]byte, 0, len(testo))
	for _, x := range string(testo) {
		b, windows := daWindows[x]
		switch {
		case windows && (nome == "windows-1252" && c.lingua == "xml" || c.tabella):
			fuori = append(fuori, b)
		case x < 0x80 || x >= 0xA0 && x <= 0xFF:
			fuori = append(fuori, byte(x))
		default:
			return false
		}
	}
	c.dati = fuori
	return true
}

// stileXML is how an XML text is written.
type stileXML struct{ rientro, prefissi, breve, riferimenti, cdata bool }

// rifaiXML writes a document again, element by element; false where it has nothing to change.
func (c *carta) rifaiXML(s stileXML) bool {
	d := xml.NewDecoder(bytes.NewReader(c.dati))
	var gettoni []xml.Token
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return false // base64 by now
		}
		gettoni = append(gettoni, xml.CopyToken(t))
	}
	// White space between elements is nobody's.
	buoni := gettoni[:0]
	for i, t := range gettoni {
		if testo, ok := t.(xml.CharData); ok && len(bytes.TrimSpace(testo)) == 0 {
			_, apre := gettoni[max(i-1, 0)].(xml.StartElement)
			_, chiude := gettoni[min(i+1, len(gettoni)-1)].(xml.EndElement)
			if !apre || !chiude {
				continue
			}
		}
		buoni = append(buoni, t)
	}
	w := scriviXML{stile: s, predefinito: predefinito(buoni)}
	for i := range buoni {
		w.scrivi(buoni, i)
	}
	c.dati = w.b.Bytes()
	return true
}

// predefinito reports whether the root declares the one default namespace of a document.
func predefinito(gettoni []xml.Token) bool {
	dichiarati, radice := 0, -1
	for i, t := range gettoni {
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if radice < 0 {
			radice = i
		}
		for _, a := range e.Attr {
			if a.Name.Space == "" && a.Name.Local == "xmlns" {
				if dichiarati++; i != radice {
					return false
				}
			}
		}
	}
	return dichiarati == 1
}

type scriviXML struct {
	stile       stileXML
	predefinito bool // elements without a prefix are of a namespace, and may have one
	b           bytes.Buffer
	spazi       int
}

// nome is the name of an element, with another prefix where the style wants one.
func (w *scriviXML) nome(n xml.Name) string {
	switch {
	case n.Space == "" && (!w.stile.prefissi || !w.predefinito):
		return n.Local
	case !w.stile.prefissi:
		return n.Space + ":" + n.Local
	}
	return "x" + n.Space + ":" + n.Local
}

func (w *scriviXML) attributo(a xml.Attr) {
	nome := a.Name.Local
	switch {
	case a.Name.Space == "xmlns" && w.stile.prefissi:
		nome = "xmlns:x" + a.Name.Local
	case a.Name.Space == "" && a.Name.Local == "xmlns" && w.stile.prefissi && w.predefinito:
		nome = "xmlns:x"
	case a.Name.Space != "" && a.Name.Space != "xmlns" && w.stile.prefissi:
		nome = "x" + a.Name.Space + ":" + nome
	case a.Name.Space != "":
		nome = a.Name.Space + ":" + nome
	}
	apice := `"`
	if w.stile.breve {
		apice = "'"
	}
	fmt.Fprintf(&w.b, " %s=%s%s%[2]s", nome, apice, testoXML(a.Value))
}

func (w *scriviXML) aCapo() {
	if w.stile.rientro {
		w.b.WriteString("\n" + strings.Repeat("\t", w.spazi))
	}
}

func (w *scriviXML) scrivi(gettoni []xml.Token, i int) {
	prima, dopo := gettoni[max(i-1, 0)], gettoni[min(i+1, len(gettoni)-1)]
	switch t := gettoni[i].(type) {
	case xml.ProcInst:
		fmt.Fprintf(&w.b, "<?%s %s?>", t.Target, t.Inst)
	case xml.StartElement:
		w.aCapo()
		w.b.WriteString("<" + w.nome(t.Name))
		for _, a := range t.Attr {
			w.attributo(a)
		}
		if _, vuoto := dopo.(xml.EndElement); vuoto && w.stile.breve {
			w.b.WriteString("/>")
			return
		}
		w.b.WriteString(">")
		w.spazi++
	case xml.EndElement:
		_, vuoto := prima.(xml.StartElement)
		if vuoto && w.stile.breve {
			return
		}
		w.spazi--
		if _, dopoElemento := prima.(xml.EndElement); dopoElemento {
			w.aCapo()
		}
		w.b.WriteString("</" + w.nome(t.Name) + ">")
	case xml.CharData:
		w.testo(string(t))
	}
}

func (w *scriviXML) testo(s string) {
	if w.stile.cdata && !strings.Contains(s, "]]>") {
		w.b.WriteString("<![CDATA[" + s + "]]>")
		return
	}
	for _, x := range s {
		switch {
		case x >= 0x80 && w.stile.riferimenti:
			fmt.Fprintf(&w.b, "&#x%X;", x)
		default:
			w.b.WriteString(strings.ReplaceAll(testoXML(string(x)), "&#xA;", "\n"))
		}
	}
}

// stileJSON is how a JSON text is written.
type stileJSON struct{ disordine, rientro, riferimenti bool }

// rifaiJSON writes a document again.
func (c *carta) rifaiJSON(r *rand.Rand, s stileJSON) bool {
	var b bytes.Buffer
	switch {
	case s.disordine:
		d := json.NewDecoder(bytes.NewReader(c.dati))
		d.UseNumber()
		if err := disordina(r, d, &b); err != nil {
			return false
		}
	case s.rientro:
		if err := json.Indent(&b, c.dati, " ", "\t"); err != nil {
			return false
		}
	case s.riferimenti:
		for _, x := range string(c.dati) {
			if x < 0x80 {
				b.WriteRune(x)
				continue
			}
			for _, u := range utf16.Encode([]rune{x}) {
				fmt.Fprintf(&b, "\\u%04X", u)
			}
		}
	default:
		if err := json.Compact(&b, c.dati); err != nil {
			return false
		}
	}
	c.dati = b.Bytes()
	return true
}

// disordina copies a value, the members of every object in another order.
func disordina(r *rand.Rand, d *json.Decoder, b *bytes.Buffer) error {
	t, err := d.Token()
	if err != nil {
		return err
	}
	delim, ok := t.(json.Delim)
	if !ok {
		grezzo, err := json.Marshal(t)
		b.Write(grezzo)
		return err
	}
	var parti []string
	for d.More() {
		var parte bytes.Buffer
		if delim == '{' {
			nome, err := d.Token()
			if err != nil {
				return err
			}
			grezzo, err := json.Marshal(nome)
			if err != nil {
				return err
			}
			parte.Write(append(grezzo, ':'))
		}
		if err := disordina(r, d, &parte); err != nil {
			return err
		}
		parti = append(parti, parte.String())
	}
	if _, err := d.Token(); err != nil {
		return err
	}
	if delim == '{' {
		mescola(r, parti)
	}
	b.WriteString(delim.String() + strings.Join(parti, ",") + map[json.Delim]string{'{': "}", '[': "]"}[delim])
	return nil
}
