package prova

import (
	"bytes"
	"encoding/xml"
	"regexp"
)

var attributo = regexp.MustCompile(`\s([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')`)

// partiXML are the elements of a document and their attributes, but for the root, which
// cannot stand twice in one.
func partiXML(dati []byte) (pp []parte) {
	d := xml.NewDecoder(bytes.NewReader(dati))
	type aperto struct {
		posto      string
		inizio, da int
		foglia     bool
	}
	var pila []aperto
	for {
		inizio := int(d.InputOffset())
		t, err := d.RawToken()
		fine := int(d.InputOffset())
		if err != nil {
			return pp
		}
		switch t := t.(type) {
		case xml.StartElement:
			posto := t.Name.Local
			if len(pila) > 0 {
				pila[len(pila)-1].foglia = false
				posto = pila[len(pila)-1].posto + "/" + posto
			}
			for _, m := range attributo.FindAllSubmatchIndex(dati[inizio:fine], -1) {
				pp = append(pp, parte{
					posto: posto + "/@" + string(dati[inizio+m[2]:inizio+m[3]]), inizio: inizio + m[0], fine: inizio + m[1],
					da: inizio + m[4] + 1, a: inizio + m[5] - 1, conTesto: true,
				})
			}
			pila = append(pila, aperto{posto, inizio, fine, true})
		case xml.EndElement:
			e := pila[len(pila)-1]
			pila = pila[:len(pila)-1]
			if len(pila) > 0 {
				pp = append(pp, parte{posto: e.posto, inizio: e.inizio, fine: fine, da: min(e.da, fine), a: max(min(e.da, fine), inizio), conTesto: e.foglia && inizio > e.da})
			}
		}
	}
}
