package carta

import (
	"bytes"
	"encoding/xml"

	"github.com/quietanza/quietanza/avviso"
)

// produttore is what the files say of the program that wrote them.
const (
	autoreFile = "quietanza stampa"
	produttore = "quietanza"
)

// metadati returns the XMP packet of a file: what its information dictionary says, and
// that it is made for readers who cannot see it.
//
// Source: ISO 16684-1; ISO 14289-1, 5 and 7.1.
func metadati(titolo, lingua string, giorno avviso.Data) []byte {
	var b bytes.Buffer
	testo := func(s string) { _ = xml.EscapeText(&b, []byte(s)) } // a buffer takes all
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" " +
		"xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n" +
		"<pdfuaid:part>1</pdfuaid:part>\n<dc:format>application/pdf</dc:format>\n<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">")
	testo(titolo)
	b.WriteString("</rdf:li></rdf:Alt></dc:title>\n<dc:language><rdf:Bag><rdf:li>")
	testo(lingua)
	b.WriteString("</rdf:li></rdf:Bag></dc:language>\n<xmp:CreatorTool>" + autoreFile + "</xmp:CreatorTool>\n<pdf:Producer>" + produttore + "</pdf:Producer>\n")
	for _, v := range []string{"CreateDate", "ModifyDate"} {
		b.WriteString("<xmp:" + v + ">" + giorno.String() + "T00:00:00+00:00</xmp:" + v + ">\n")
	}
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}
