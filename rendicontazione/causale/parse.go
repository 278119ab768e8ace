package causale

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// MaxCaratteri is the length of a causale, in characters.
const MaxCaratteri = riferimento.Massimo

const (
	tagRFS = "/RFS/"
	tagRFB = "/RFB/"
	tagPUR = "/PUR/"
	tagURI = "/URI/"
	tagTXT = riferimento.TagTesto
)

// Parse reads a causale as the official documents write it, whole and with its
// tags in upper case:
//
//	/PUR/LGPE-RIVERSAMENTO/URI/<idFlusso>
//	/PUR/LGPE-RIVERSAMENTO/TXT/<0-9>/URI/<idFlusso>
//	/PUR/LGPE-RIVERSAMENTO <etichetta> pagamenti del <aaaammgg>/URI/<idFlusso>
//	/RFS/<RF reference>/<importo>[/TXT/<testo>]
//	/RFB/<IUV>[/<importo>][/TXT/<testo>]
//
// LGPE-INTEGRAZIONE may stand for LGPE-RIVERSAMENTO. An RF reference may be
// printed in groups of four; its letters after "RF" may be in lower case, and
// come back in upper case. At most 140 characters of the SEPA set, to which
// "_" is added inside an idFlusso.
//
// The refusals are *Errore, the first that applies in this order: VUOTA,
// TROPPO_LUNGA, CARATTERI, SINTASSI, IUV, CHECK_DIGIT, IMPORTO,
// IMPORTO_ASSENTE, IDFLUSSO. The reference RF23 5674 8393 7849 4505 5087 5, printed as an
// example in the documents, fails its own check digits: CHECK_DIGIT.
//
// Sources: SACI 1.4.0, chapter 3; SACI 3.2.1, Operazione di trasferimento
// fondi; SANP 2.x, riversamento in difetto.
func Parse(s string) (Causale, error) {
	if strings.TrimSpace(s) == "" {
		return Causale{}, rifiuta(CodiceVuota, "", "", 0)
	}
	if len(s) > MaxCaratteri && utf8.RuneCountInString(s) > MaxCaratteri {
		return Causale{}, rifiuta(CodiceLunga, "", s, 0)
	}
	if i := fuoriAlfabeto(s); i != -1 {
		return Causale{}, rifiuta(CodiceCaratteri, "", s[i:], i+1)
	}
	var c Causale
	var err *Errore
	switch {
	case strings.HasPrefix(s, tagPUR):
		c, err = parsePUR(s)
	case strings.HasPrefix(s, tagRFS):
		c, err = parseSingolo(s, RFS)
	case strings.HasPrefix(s, tagRFB):
		c, err = parseSingolo(s, RFB)
	default:
		err = rifiuta(CodiceSintassi, "", s, 1)
	}
	if err != nil {
		return Causale{}, err
	}
	return c, nil
}

// fuoriAlfabeto returns the first byte that may not stand where it is, -1 when
// there is none.
func fuoriAlfabeto(s string) int {
	idFlusso := len(s)
	if strings.HasPrefix(s, tagPUR) {
		if prima, _, ok := strings.Cut(s, tagURI); ok {
			idFlusso = len(prima) + len(tagURI)
		}
	}
	for i := 0; i < len(s); i++ {
		if !riferimento.SEPA(s[i]) && (s[i] != '_' || i < idFlusso) {
			return i
		}
	}
	return -1
}

func parsePUR(s string) (Causale, *Errore) {
	c := Causale{Tipo: PUR}
	resto := s[len(tagPUR):]
	for _, scopo := range [...]Scopo{Riversamento, Integrazione} {
		if dopo, ok := strings.CutPrefix(resto, string(scopo)); ok {
			c.Scopo, resto = scopo, dopo
			break
		}
	}
	if c.Scopo == "" {
		return c, rifiuta(CodiceSintassi, "scopo", resto, len(s)-len(resto)+1)
	}
	switch {
	case strings.HasPrefix(resto, tagTXT) && cifra(resto, len(tagTXT)):
		c.Progressivo = json.Number(resto[len(tagTXT) : len(tagTXT)+1])
		resto = resto[len(tagTXT)+1:]
	case strings.HasPrefix(resto, " "):
		i := strings.Index(resto, tagURI)
		if i == -1 {
			return c, rifiuta(CodiceSintassi, "", resto, len(s)-len(resto)+1)
		}
		var ok bool
		if c.Etichetta, c.Giornata, ok = dividiEtichetta(resto[1:i]); !ok {
			return c, rifiuta(CodiceSintassi, "etichetta", resto[1:i], len(s)-len(resto)+2)
		}
		resto = resto[i:]
	}
	id, ok := strings.CutPrefix(resto, tagURI)
	if !ok {
		return c, rifiuta(CodiceSintassi, "", resto, len(s)-len(resto)+1)
	}
	if _, err := flusso.ParseID(id); err != nil {
		return c, rifiutaIDFlusso(id, len(s)-len(id)+1, err)
	}
	c.IDFlusso = id
	return c, nil
}

// singolo is a causale of one payment divided in its parts.
type singolo struct {
	iuv, importo, testo  string
	conImporto, conTesto bool
}

// dividi cuts what follows /RFS/ or /RFB/ at its tags.
func dividi(s string) (p singolo, ok bool) {
	i := strings.IndexByte(s, '/')
	if i == -1 {
		return singolo{iuv: s}, true
	}
	p.iuv, s = s[:i], s[i:]
	if p.testo, p.conTesto = strings.CutPrefix(s, tagTXT); p.conTesto {
		return p, true
	}
	p.testo, p.conImporto = "", true
	p.importo, s = s[1:], ""
	if i = strings.IndexByte(p.importo, '/'); i != -1 {
		p.importo, s = p.importo[:i], p.importo[i:]
	}
	if s == "" {
		return p, p.importo != "TXT"
	}
	p.testo, p.conTesto = strings.CutPrefix(s, tagTXT)
	return p, p.conTesto
}

func parseSingolo(s string, tipo Tipo) (Causale, *Errore) {
	corpo := s[len(tagRFS):]
	p, ok := dividi(corpo)
	if !ok {
		return Causale{}, rifiuta(CodiceSintassi, "", corpo, len(tagRFS)+1)
	}
	c := Causale{Tipo: tipo, Descrizione: p.testo}
	if codice := c.iuvRigoroso(p.iuv); codice != "" {
		return c, rifiuta(codice, "iuv", p.iuv, len(tagRFS)+1)
	}
	colonna := len(tagRFS) + len(p.iuv) + 2
	switch {
	case p.importo != "" || p.conImporto && tipo == RFB:
		cent, ok := riferimento.ParseImporto(p.importo)
		if !ok {
			return c, rifiuta(CodiceImporto, "importo", p.importo, colonna)
		}
		c.Importo = Indicato(avviso.ImportoDaCentesimi(cent))
	case tipo == RFS:
		return c, rifiuta(CodiceImportoAssente, "importo", "", colonna)
	}
	return c, nil
}

// iuvRigoroso sets the IUV of a causale and returns the code of its fault.
func (c *Causale) iuvRigoroso(s string) avviso.Codice {
	if c.Tipo == RFB {
		if s == "" || len(s) > riferimento.MaxIUV || !riferimento.SoloAlfanumerici(s) {
			return CodiceIUV
		}
		c.IUV = riferimento.Canonico(s)
		return ""
	}
	if strings.Contains(s, " ") {
		if !riferimento.Raggruppato(s) {
			return CodiceIUV
		}
		s = riferimento.Compatta(s)
	}
	if !strings.HasPrefix(s, "RF") || !riferimento.FormaRF(s) {
		return CodiceIUV
	}
	if !riferimento.CheckRF(s) {
		return CodiceCheckDigit
	}
	c.IUV = riferimento.Canonico(s)
	return ""
}
