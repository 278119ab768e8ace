package cassa

import (
	"bytes"
	"encoding/base64"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

var bom = []byte("\xef\xbb\xbf")

// maxInizio is how much of a document Riconosci looks at.
const maxInizio = 8 << 10

// Riconosci says what the document that begins with inizio is, by up to 8 KiB of it. A byte
// order mark of UTF-8, blanks and the SOH of DOS-PCC in front do not matter.
//
// A document that this library does not read has no Formato, and Messaggio says what it seems
// and what to do: an Excel sheet, a PDF, a signed envelope (.p7m), a journal before OPI, a camt.052
// or camt.054, an MT942, another flow of CBI… A ZIP archive has both: the library opens none, a
// host gives each member as a document of its own and then asks Completo whether the pages of a
// journal are all there.
//
// A Formato is what a document says of itself: its reader may still refuse it.
func Riconosci(inizio []byte) Riconosciuto {
	inizio = inizio[:min(len(inizio), maxInizio)]
	if m := binario(inizio); m != (Riconosciuto{}) {
		return m
	}
	b := bytes.TrimLeft(bytes.TrimPrefix(inizio, bom), " \t\r\n\x01")
	if radice, dopo := radiceXML(b); radice != nil {
		return riconosciXML(b, string(radice), dopo)
	}
	if r := riconosciTesto(b); r != (Riconosciuto{}) {
		return r
	}
	if dentro := deBase64(b); dentro != nil {
		if m := binario(dentro); m.Messaggio == messaggioP7M {
			return m
		}
		if radice, dopo := radiceXML(dentro); radice != nil {
			if r := riconosciXML(dentro, string(radice), dopo); r.Formato == FormatoFlusso || r.Messaggio == messaggioElenco {
				return r
			}
		}
	}
	if _, ok := RiconosciProfilo(inizio); ok {
		return Riconosciuto{Formato: FormatoTabella}
	}
	switch {
	case len(b) == 0:
		return Riconosciuto{Messaggio: messaggioVuoto}
	case bytes.HasPrefix(b, []byte("idA2A,")), bytes.HasPrefix(b, []byte("ADD;")):
		return Riconosciuto{Messaggio: messaggioTracciato}
	case b[0] == '{', b[0] == '[':
		return Riconosciuto{Formato: FormatoJSON}
	case incolonnato(b, len(inizio) < maxInizio):
		return Riconosciuto{Messaggio: messaggioTabella}
	}
	return Riconosciuto{Messaggio: messaggioIgnoto}
}

// oidSignedData is id-signedData, 1.2.840.113549.1.7.2, in DER.
var oidSignedData = []byte("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02")

// binario recognises what is no text.
func binario(b []byte) Riconosciuto {
	inizia := func(s string) bool { return bytes.HasPrefix(b, []byte(s)) }
	switch {
	case inizia("PK\x03\x04") && (bytes.Contains(b, []byte("xl/")) || bytes.Contains(b, []byte("[Content_Types].xml"))), inizia("\xd0\xcf\x11\xe0"):
		return Riconosciuto{Messaggio: messaggioExcel}
	case inizia("PK\x03\x04"):
		return Riconosciuto{FormatoZIP, messaggioArchivio}
	case inizia("\x1f\x8b"), inizia("7z\xbc\xaf"), inizia("Rar!"):
		return Riconosciuto{Messaggio: messaggioArchivio}
	case inizia("\x89PNG"), inizia("\xff\xd8\xff"), inizia("GIF8"), inizia("II*\x00"), inizia("MM\x00*"):
		return Riconosciuto{Messaggio: messaggioImmagine}
	case inizia("%PDF"):
		return Riconosciuto{Messaggio: messaggioPDF}
	case len(b) > 1 && b[0] == 0x30 && b[1] >= 0x80 && b[1] <= 0x84 && bytes.Contains(b[:min(len(b), 32)], oidSignedData):
		return Riconosciuto{Messaggio: messaggioP7M}
	case inizia("\xff\xfe"), inizia("\xfe\xff"):
		return Riconosciuto{Messaggio: messaggioUTF16}
	}
	return Riconosciuto{}
}

// riconosciXML goes by the root, what follows its start tag, and the names of elements.
func riconosciXML(b []byte, radice string, dopo []byte) Riconosciuto {
	switch radice {
	case radiceOPI:
		if figlio, _ := radiceXML(dopo); string(figlio) == primoOIL {
			return Riconosciuto{Messaggio: messaggioOIL}
		}
		return Riconosciuto{Formato: FormatoOPI}
	case radiceCBI, radiceGiornaliera, radicePeriodica:
		return Riconosciuto{Formato: FormatoCBIXML}
	}
	primo := len(perNome)
	if strings.HasPrefix(radice, "CBIBdy") {
		primo = postoPagamenti
	}
	for nome := range xmlrigido.Aperture(b) {
		primo = min(primo, postoNome(nome))
	}
	if bytes.Contains(b, []byte(schemaCamt)) {
		for i, x := range perNome {
			if x.schema != "" && bytes.Contains(b, []byte(x.schema)) {
				primo = min(primo, i)
			}
		}
	}
	switch {
	case primo < len(perNome):
		return perNome[primo].Riconosciuto
	case strings.EqualFold(radice, "html"):
		return Riconosciuto{Messaggio: messaggioHTML}
	}
	return Riconosciuto{Messaggio: messaggioXML + radice[:min(len(radice), massimoRadice)]}
}

// massimoRadice is how much of the name of a root is told.
const massimoRadice = 60

// schemaCamt begins every schema of perNome.
const schemaCamt = ":xsd:camt.05"

// The rows of perNome.
const (
	postoCamt053 = iota
	postoCamt052
	postoCamt054
	postoPagamenti
	postoElenco
	postoFlusso
)

// perNome are the documents that an element of some name, or a text of a schema, tells: the first row
// that holds says what a document is.
var perNome = [...]struct {
	Riconosciuto
	schema string
}{
	postoCamt053:   {Riconosciuto{Formato: FormatoCamt053}, ":xsd:camt.053."},
	postoCamt052:   {Riconosciuto{Messaggio: messaggioCamt052}, ":xsd:camt.052."},
	postoCamt054:   {Riconosciuto{Messaggio: messaggioCamt054}, ":xsd:camt.054."},
	postoPagamenti: {Riconosciuto{Messaggio: messaggioPagamenti}, ""},
	postoElenco:    {Riconosciuto{Messaggio: messaggioElenco}, ""},
	postoFlusso:    {Riconosciuto{Formato: FormatoFlusso}, ""},
}

// postoNome returns the row of an element, as many as there are for one that tells nothing.
func postoNome(nome []byte) int {
	switch string(nome) {
	case radiceCamt:
		return postoCamt053
	case radiceRapporto:
		return postoCamt052
	case radiceNotifica:
		return postoCamt054
	case "CstmrCdtTrfInitn", "CstmrDrctDbtInitn", "CstmrPmtStsRpt":
		return postoPagamenti
	case "nodoChiediElencoFlussiRendicontazioneRisposta":
		return postoElenco
	case "FlussoRiversamento", "nodoChiediFlussoRendicontazioneRisposta", "xmlRendicontazione":
		return postoFlusso
	}
	return len(perNome)
}

// radiceXML returns the local name of the first start tag of an XML, nil when there is none, and
// what follows the tag. Declaration, comments and DOCTYPE are passed over.
func radiceXML(b []byte) (nome, dopo []byte) {
	for {
		b = bytes.TrimLeft(b, " \t\r\n")
		var fine string
		switch {
		case bytes.HasPrefix(b, []byte("<!DOCTYPE")): // the reader refuses it, with its place
			fine = ">"
			if i := bytes.IndexAny(b, "[>"); i != -1 && b[i] == '[' {
				fine = "]>"
			}
		case bytes.HasPrefix(b, []byte("<!--")):
			fine = "-->"
		case bytes.HasPrefix(b, []byte("<?")):
			fine = "?>"
		case bytes.HasPrefix(b, []byte("<")):
			n := bytes.IndexAny(b, " \t\r\n/>")
			if n == -1 {
				return nil, nil
			}
			nome = b[1:n]
			_, dopo, _ = bytes.Cut(b, []byte(">"))
			return nome[bytes.IndexByte(nome, ':')+1:], dopo
		default:
			return nil, nil
		}
		_, resto, ok := bytes.Cut(b, []byte(fine))
		if !ok {
			return nil, nil
		}
		b = resto
	}
}

// deBase64 returns what the beginning of a text in base64 holds, nil when it is none.
func deBase64(b []byte) []byte {
	if len(b) < 8 || bytes.IndexByte(b[:8], '<') >= 0 {
		return nil
	}
	pulito := make([]byte, 0, len(b))
	for _, c := range b {
		if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			pulito = append(pulito, c)
		}
	}
	pulito = pulito[:len(pulito)&^3]
	dentro, err := base64.StdEncoding.DecodeString(string(pulito))
	if err != nil || len(dentro) == 0 {
		return nil
	}
	return bytes.TrimPrefix(dentro, bom)
}

// recordTesta reads the head of a flow of CBI records: two letters for its type, sender and receiver
// of five characters each, the day.
func recordTesta(b []byte) (tipo []byte, ok bool) {
	if len(b) < 18 || !maiuscola(b[0]) || !maiuscola(b[1]) {
		return nil, false
	}
	for _, c := range b[2:12] {
		if !maiuscola(c) && !cifra(c) {
			return nil, false
		}
	}
	if !cifra(b[12]) || !cifra(b[13]) || !cifra(b[14]) || !cifra(b[15]) || !cifra(b[16]) || !cifra(b[17]) {
		return nil, false
	}
	giorno, mese := due(b[12:]), due(b[14:])
	return b[:2], giorno >= 1 && giorno <= 31 && mese >= 1 && mese <= 12
}

func cifra(c byte) bool { return c >= '0' && c <= '9' }

func maiuscola(c byte) bool { return c >= 'A' && c <= 'Z' }

// tipoSWIFT returns the type that block 2 of a message names, nil when there is none.
func tipoSWIFT(b []byte) []byte {
	_, b, _ = bytes.Cut(b, []byte("{2:"))
	if len(b) > 0 && (b[0] == 'I' || b[0] == 'O') {
		b = b[1:]
	}
	if len(b) < 3 || !cifra(b[0]) || !cifra(b[1]) || !cifra(b[2]) {
		return nil
	}
	return b[:3]
}

// riconosciTesto recognises CBI records and SWIFT messages.
func riconosciTesto(b []byte) Riconosciuto {
	if tipo, ok := recordTesta(b); ok {
		switch string(tipo) {
		case "RH", "EC":
			return Riconosciuto{Formato: FormatoRH}
		case "RA", "DT", "RP":
			return Riconosciuto{Messaggio: messaggioAltraRH}
		}
		riga, _, _ := bytes.Cut(b, []byte("\n"))
		parola, _, _ := bytes.Cut(bytes.TrimRight(riga, "\r"), []byte(" "))
		if _, err := avviso.ParseIBAN(string(parola)); err != nil && !bytes.ContainsAny(riga, ";\t") {
			return Riconosciuto{Messaggio: "flusso CBI di tipo " + string(tipo) + ", non un estratto conto"}
		}
	}
	campi := campiSWIFT(b)
	blocchi := bytes.HasPrefix(b, []byte("{1:"))
	var tipo []byte
	if blocchi {
		tipo = tipoSWIFT(b)
	}
	switch {
	case string(tipo) == "942", campi.giornata && !campi.saldo && (blocchi || campi.testa):
		return Riconosciuto{Messaggio: messaggioMT942}
	case blocchi && !campi.saldo && !campi.linea:
		return Riconosciuto{Messaggio: strings.TrimSpace("messaggio SWIFT "+string(tipo)) + ", non un estratto MT940"}
	case blocchi, campi.testa:
		return Riconosciuto{Formato: FormatoMT940}
	}
	return Riconosciuto{}
}

// maxTesta is how many lines of a bank may stand in front of the field 20 of a message.
const maxTesta = 20

// fattiSWIFT are the fields that a text has.
type fattiSWIFT struct {
	testa    bool // :20: within maxTesta lines, and then :25:
	saldo    bool // :60a:
	linea    bool // :61:
	giornata bool // fields that only an MT942 has
}

func campiSWIFT(b []byte) (f fattiSWIFT) {
	venti := false
	riga := 0
	for l := range bytes.Lines(b) {
		if i := bytes.LastIndex(l, []byte("{4:")); i >= 0 && bytes.HasPrefix(bytes.TrimLeft(l, "\x01"), []byte("{")) {
			l = l[i+len("{4:"):]
		}
		tag, _, ok := taglia(bytes.TrimLeft(l, "\x01"))
		if !ok {
			riga++
			continue
		}
		switch string(tag) {
		case "20":
			venti = venti || riga <= maxTesta
		case "25", "25P":
			f.testa = f.testa || venti
		case "60F", "60M":
			f.saldo = true
		case "61":
			f.linea = true
		case "34F", "13D", "90C", "90D":
			f.giornata = true
		}
	}
	return f
}

// incolonnato reports whether two whole lines have the same number, 4 or more, of semicolons or
// of tabs.
func incolonnato(b []byte, intero bool) bool {
	type conta struct {
		sep byte
		n   int
	}
	viste := make(map[conta]bool)
	for l := range bytes.Lines(b) {
		if !intero && !bytes.HasSuffix(l, []byte("\n")) {
			break // cut by the end of what is looked at
		}
		for _, sep := range []byte(";\t") {
			c := conta{sep, bytes.Count(l, []byte{sep})}
			if c.n >= 4 && viste[c] {
				return true
			}
			viste[c] = true
		}
	}
	return false
}
