package pendenza

import (
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// Messages of the violations, without the path.
const (
	messaggioObbligatorio = "obbligatorio"
	messaggioFormato      = "formato non valido"
	messaggioTipo         = "tipo di valore non valido"
	messaggioVuoto        = "lunghezza minima 1, trovati 0"
	messaggioDecimali     = "massimo due decimali"
	messaggioMin          = "deve essere maggiore di zero"
	messaggioMax          = "massimo 999999999.99"
	messaggioData         = "data non valida, attesa nella forma aaaa-MM-gg"
	messaggioEnum         = "valore non ammesso"
	messaggioControllo    = "contiene caratteri di controllo o non UTF-8"
	messaggioIBAN         = "IBAN non valido"
	messaggioCheckIBAN    = "IBAN con cifre di controllo errate"
)

func cifra(c byte) bool { return c >= '0' && c <= '9' }

// caratteri is a set of bytes.
type caratteri [256]bool

func caratteriCon(ok func(byte) bool) *caratteri {
	var t caratteri
	for c := range t {
		t[c] = ok(byte(c))
	}
	return &t
}

// tutti reports whether a text has no other bytes.
func (t *caratteri) tutti(s string) bool {
	for i := range len(s) {
		if !t[s[i]] {
			return false
		}
	}
	return true
}

var (
	diCodice      = caratteriCon(func(c byte) bool { return riferimento.Alfanumerico(c) || c == '-' || c == '_' })
	diCodicePunto = caratteriCon(func(c byte) bool { return diCodice[c] || c == '.' })
	maiuscole     = caratteriCon(func(c byte) bool { return c >= 'A' && c <= 'Z' })
	visibili      = caratteriCon(func(c byte) bool { return c > ' ' && c < 0x7F })
)

// codice is ^[a-zA-Z0-9\-_]{1,35}$.
func codice(s string) bool { return len(s) >= 1 && len(s) <= 35 && diCodice.tutti(s) }

// codicePunto is ^[a-zA-Z0-9\-_.]{1,35}$.
func codicePunto(s string) bool { return len(s) >= 1 && len(s) <= 35 && diCodicePunto.tutti(s) }

// sigla is ^[A-Z]{2}$.
func sigla(s string) bool { return len(s) == 2 && maiuscole.tutti(s) }

// anno is ^[0-9]{4}$.
func anno(s string) bool { return len(s) == 4 && cifre.Sole(s) }

// senzaSpazi is ^\S{min,max}$, in characters.
func senzaSpazi(s string, minimo, massimo int) bool {
	if visibili.tutti(s) { // as most are
		return len(s) >= minimo && len(s) <= massimo
	}
	n := utf8.RuneCountInString(s)
	return n >= minimo && n <= massimo && !strings.ContainsAny(s, " \t\n\v\f\r")
}

// tassonomico is ^[0129]/\S{3,138}$.
func tassonomico(s string) bool {
	natura, resto, _ := strings.Cut(s, "/")
	switch natura {
	case "0", "1", "2", "9":
		return senzaSpazi(resto, 3, 138)
	}
	return false
}

// CodiceTassonomicoCanonico reports whether a codice tassonomico has the form
// 9/<ente 2n><macroarea 2n><tipo 3n><motivo>/, where motivo is IM, TS, SP, SA or
// AP, with or without something after it: 9/0101002IM/.
//
// Source: PagoPA, "Tassonomia dei servizi di incasso".
func CodiceTassonomicoCanonico(s string) bool {
	const motivo = len("9/0101002")
	if !tassonomico(s) || len(s) < motivo+3 || s[0] != '9' || !cifre.Sole(s[2:motivo]) || s[motivo+2] != '/' {
		return false
	}
	switch s[motivo : motivo+2] {
	case "IM", "TS", "SP", "SA", "AP":
		return true
	}
	return false
}

// cellulare is ^\+[0-9]{2}\s[0-9]{3}-[0-9]{7}$.
func cellulare(s string) bool {
	const forma = "+00 000-0000000"
	if len(s) != len(forma) {
		return false
	}
	for i := range len(forma) {
		if forma[i] == '0' && !cifra(s[i]) || forma[i] != '0' && s[i] != forma[i] {
			return false
		}
	}
	return true
}

// stampabile reports whether a text is UTF-8 without control characters, and how
// many characters it has.
func stampabile(s string) (caratteri int, ok bool) {
	ascii := true
	for i := semplici(s); i < len(s); i++ {
		c := s[i]
		if c < ' ' || c == 0x7F {
			return 0, false
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	if ascii {
		return len(s), true
	}
	return utf8.RuneCountInString(s), utf8.ValidString(s)
}

// semplici returns how many bytes at the beginning of a text are printable ASCII: all, or
// eight at a time as long as they are. The last eight are looked at together.
func semplici(s string) (n int) {
	for ; n+8 <= len(s); n += 8 {
		if !ottoSemplici(s[n:]) {
			return n
		}
	}
	if n > 0 && n < len(s) && ottoSemplici(s[len(s)-8:]) {
		return len(s)
	}
	return n
}

// ottoSemplici reports whether the first eight bytes are printable ASCII. What one byte takes
// from the next, or gives it, it does only when it is none itself.
func ottoSemplici(s string) bool {
	const (
		uno  = 0x0101010101010101
		alti = 0x80 * uno
	)
	x := cifre.Otto(s)
	return ((x-' '*uno)|(x+uno)|x)&alti == 0
}

// leggiImporto reads an amount from its literal text: digits and at most two
// decimals. The code is "" when it is one, zero and negative ones included.
func leggiImporto(s string) (avviso.Importo, avviso.Codice, string) {
	const miliardo = 1_000_000_000 * 100
	if n, ok := cifre.Centesimi(s); ok && n < miliardo { // as most are written
		return avviso.ImportoDaCentesimi(n), "", ""
	}
	d, ok := cifre.Leggi(s, '.')
	switch {
	case !ok, d.Segno == '+', d.Interi == 0, d.Separatore && d.Decimali == 0:
		return avviso.Importo{}, Pattern, messaggioFormato
	case d.Decimali > 2:
		return avviso.Importo{}, Decimali, messaggioDecimali
	case d.Entro && d.Centesimi < miliardo:
		return avviso.ImportoDaCentesimi(d.ConSegno()), "", ""
	case d.Segno == '-':
		return avviso.Importo{}, Min, messaggioMin
	}
	return avviso.Importo{}, Max, messaggioMax
}
