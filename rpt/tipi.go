package rpt

import (
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// tipoTesto is a simple type of the schemas over xsd:string: lengths in
// characters, and a pattern.
type tipoTesto struct {
	minimo, massimo int
	forma           func(string) bool
	comprimi        bool // white space collapses before the pattern, as for a base64Binary
}

// The simple types of PagInf_RPT_RT_6_2_0.xsd, paForNode.xsd and
// sac-common-types-1.0.xsd.
var (
	libero       = &tipoTesto{massimo: xmlrigido.TestoPredefinito / utf8.UTFMax} // xsd:string: any length, bounded by what is read
	testo16      = &tipoTesto{minimo: 1, massimo: 16}
	testo20      = &tipoTesto{minimo: 1, massimo: 20}
	testo35      = &tipoTesto{minimo: 1, massimo: 35}
	testo70      = &tipoTesto{minimo: 1, massimo: 70}
	testo140     = &tipoTesto{minimo: 1, massimo: 140}
	testo210     = &tipoTesto{minimo: 1, massimo: 210}
	codice2a16   = &tipoTesto{minimo: 2, massimo: 16}
	duePrecise   = &tipoTesto{minimo: 1, massimo: 2, forma: isNazione}
	tipoIBAN     = &tipoTesto{minimo: 1, massimo: 34, forma: isIBAN}
	tipoBIC      = &tipoTesto{minimo: 1, massimo: 11, forma: isBIC}
	tipoEMail    = &tipoTesto{minimo: 1, massimo: 256, forma: isEMail}
	tipoDSR      = &tipoTesto{minimo: 1, massimo: 140, forma: isDatiSpecifici}
	tipoHash70   = &tipoTesto{minimo: 1, massimo: 70, forma: isBase64, comprimi: true}
	tipoHash72   = &tipoTesto{minimo: 4, massimo: 72, forma: isBase64, comprimi: true}
	cifre11      = &tipoTesto{minimo: 1, massimo: 11, forma: func(s string) bool { return len(s) == 11 && soloCifre(s) }}
	cifre18      = &tipoTesto{minimo: 1, massimo: 18, forma: func(s string) bool { return len(s) == 18 && soloCifre(s) }}
	tipoTransfer = &tipoTesto{minimo: 1, massimo: 6, forma: func(s string) bool { return s == "POSTAL" || s == "PAGOPA" }}
)

// controlla returns nil, or the kind of the refusal.
func (t *tipoTesto) controlla(s string) error {
	switch n := utf8.RuneCountInString(s); {
	case n < t.minimo || n > t.massimo:
		return ErrLunghezza
	case t.forma != nil && !t.forma(s):
		return ErrFormato
	}
	return nil
}

func isMaiuscola(c byte) bool { return c >= 'A' && c <= 'Z' }
func isCifra(c byte) bool     { return c >= '0' && c <= '9' }
func isLettera(c byte) bool   { return isMaiuscola(c &^ 0x20) }

func soloCifre(s string) bool {
	for i := range len(s) {
		if !isCifra(s[i]) {
			return false
		}
	}
	return true
}

// isNazione is [A-Z]{2}.
func isNazione(s string) bool { return len(s) == 2 && isMaiuscola(s[0]) && isMaiuscola(s[1]) }

// isIBAN is [a-zA-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}.
func isIBAN(s string) bool {
	if len(s) < 5 || !isLettera(s[0]) || !isLettera(s[1]) || !isCifra(s[2]) || !isCifra(s[3]) {
		return false
	}
	for i := 4; i < len(s); i++ {
		if !isLettera(s[i]) && !isCifra(s[i]) {
			return false
		}
	}
	return true
}

// isBIC is [A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?.
func isBIC(s string) bool {
	if len(s) != 8 && len(s) != 11 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		ok := isMaiuscola(c)
		switch {
		case i < 6:
		case i == 6:
			ok = ok || c >= '2' && c <= '9'
		case i == 7:
			ok = ok && c != 'O' || isCifra(c)
		default:
			ok = ok || isCifra(c)
		}
		if !ok {
			return false
		}
	}
	return true
}

// isEMail is [a-zA-Z0-9_\.\+\-]+@[a-zA-Z0-9\-]+(\.[a-zA-Z0-9\-]+)*.
func isEMail(s string) bool {
	i := 0
	for i < len(s) && (isLettera(s[i]) || isCifra(s[i]) || s[i] == '_' || s[i] == '.' || s[i] == '+' || s[i] == '-') {
		i++
	}
	if i == 0 || i == len(s) || s[i] != '@' {
		return false
	}
	vuota := true // the label being read has no character yet
	for i++; i < len(s); i++ {
		switch c := s[i]; {
		case isLettera(c) || isCifra(c) || c == '-':
			vuota = false
		case c == '.' && !vuota:
			vuota = true
		default:
			return false
		}
	}
	return !vuota
}

// isDatiSpecifici is [0129]{1}/\S{3,138}.
func isDatiSpecifici(s string) bool {
	natura, resto, _ := strings.Cut(s, "/")
	switch natura {
	case "0", "1", "2", "9":
	default:
		return false
	}
	n := 0
	for _, r := range resto {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			return false
		}
		n++
	}
	return n >= 3 && n <= 138
}

// isBase64 reports whether s is xsd:base64Binary.
func isBase64(s string) bool {
	_, err := xmlrigido.Base64(s)
	return err == nil
}
