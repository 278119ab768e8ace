package prova

import (
	"bytes"
	"strings"
	"unicode/utf16"
)

// documento makes the mutants of the whole: encodings, declarations, what stands in
// front and behind.
func (o *officina) documento() {
	tutto := string(o.buono)
	corpo := tutto
	if strings.HasPrefix(corpo, "<?xml") {
		corpo = corpo[strings.Index(corpo, "?>")+2:]
	}
	fai := func(operatore, valore, nuovo string) { o.fai(operatore, "", valore, 0, len(o.buono), nuovo) }
	fai("documento vuoto", "", "")
	fai("documento bianco", "", " \n")
	fai("documento tronco", "metà", tutto[:len(tutto)/2])
	fai("documento tronco", "ultimo byte", strings.TrimRight(tutto, "\n")[:len(strings.TrimRight(tutto, "\n"))-1])
	fai("BOM", "", "\ufeff"+tutto)
	fai("BOM", "due", "\ufeff\ufeff"+tutto)
	for _, d := range []string{
		``, `<?xml version="1.0"?>`, `<?xml version='1.0' encoding='utf-8'?>`, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`, `<?xml version="1.0" encoding="UTF-8" standalone="no"?>`,
		`<?xml version="1.0" encoding="UTF-8" standalone="forse"?>`, `<?xml version="1.1" encoding="UTF-8"?>`, `<?xml version="1.5"?>`, `<?xml version="2.0"?>`, `<?xml encoding="UTF-8"?>`,
		`<?xml version="1.0" standalone="yes" encoding="UTF-8"?>`, `<?xml version="1.0" encoding="UTF8"?>`, `<?xml version="1.0" encoding="ignota"?>`, `<?xml version="1.0" encoding=""?>`,
		`<?xml version="1.0" encoding="UTF-16"?>`, `<?xml version="1.0" encoding="UTF-8"`, `<?XML version="1.0"?>`, `<?xml version="1.0"encoding="UTF-8"?>`, ` <?xml version="1.0"?>`, "\n",
		`<?xml version = "1.0" ?>`, `<?xml version="1.0" encoding="US-ASCII"?>`, `<!-- c -->`, `<?i x?>`, `<!-- c --><?xml version="1.0"?>`, `<?xml version="1.0"?><!-- c --><?i?>`,
	} {
		fai("dichiarazione", d, d+corpo)
	}
	for _, c := range []string{"ISO-8859-1", "iso-8859-1", "ISO-8859-15", "windows-1252", "Windows-1252", "CP1252", "latin1"} {
		if b, ok := latino(corpo); ok {
			fai("codifica", c, `<?xml version="1.0" encoding="`+c+`"?>`+b)
		}
	}
	for _, bom := range []bool{true, false} {
		fai("codifica", nomeBOM("UTF-16LE", bom), utf16di(`<?xml version="1.0" encoding="UTF-16"?>`+corpo, true, bom))
		fai("codifica", nomeBOM("UTF-16BE", bom), utf16di(`<?xml version="1.0" encoding="UTF-16"?>`+corpo, false, bom))
		fai("codifica", nomeBOM("UTF-16 non detta", bom), utf16di(corpo, true, bom))
	}
	for _, dtd := range []string{"<!DOCTYPE x>", `<!DOCTYPE x [<!ENTITY e "v">]>`, `<!DOCTYPE x SYSTEM "x.dtd">`, `<!DOCTYPE x [<!ELEMENT x ANY>]>`} {
		fai("DOCTYPE", dtd, dtd+corpo)
	}
	for _, dopo := range []string{"\n", "<!-- c -->", "<?i x?>", "x", "<estraneo/>", "\x00", "&#32;", "<!--", "]]>", "<![CDATA[]]>", "\ufeff", corpo} {
		fai("dopo la radice", dopo[:min(len(dopo), 20)], tutto+dopo)
	}
	for _, prima := range []string{"x", "<estraneo/>", "\x00", "<![CDATA[]]>", "&#32;"} {
		fai("prima della radice", prima, prima+corpo)
	}
	fai("fine riga", "CRLF", strings.ReplaceAll(tutto, "><", ">\r\n<"))
	fai("fine riga", "CR", strings.ReplaceAll(tutto, "><", ">\r<"))
	fai("virgolette", "apostrofi", strings.ReplaceAll(tutto, `"`, `'`))
	fai("byte", "UTF-8 spezzato", string(bytes.Replace(o.buono, []byte("</"), []byte("\xc3</"), 1)))
	fai("byte", "troppo lungo", string(bytes.Replace(o.buono, []byte("</"), []byte("\xc0\xaf</"), 1)))
	fai("byte", "surrogato", string(bytes.Replace(o.buono, []byte("</"), []byte("\xed\xa0\x80</"), 1)))
	fai("nel corpo di un altro", "", "<altro>"+corpo+"</altro>")
}

func nomeBOM(nome string, bom bool) string {
	if bom {
		return nome + " con BOM"
	}
	return nome
}

// latino returns a text in ISO-8859-1; false when it does not fit.
func latino(s string) (string, bool) {
	var b strings.Builder
	for _, r := range s {
		if r > 0xFF || r >= 0x80 && r < 0xA0 {
			return "", false
		}
		b.WriteByte(byte(r))
	}
	return b.String(), true
}

func utf16di(s string, piccolo, bom bool) string {
	u := utf16.Encode([]rune(s))
	if bom {
		u = append([]uint16{0xFEFF}, u...)
	}
	b := make([]byte, 0, 2*len(u))
	for _, x := range u {
		if piccolo {
			b = append(b, byte(x), byte(x>>8))
		} else {
			b = append(b, byte(x>>8), byte(x))
		}
	}
	return string(b)
}
