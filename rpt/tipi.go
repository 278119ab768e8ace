package rpt

import (
	"strings"

	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Elements may be absent, or may not.
const (
	facoltativo  = schema.Opzionale
	obbligatorio = schema.Obbligatorio
)

// Amounts: the official type, and that of the amounts that cannot be zero.
var (
	importo         = &schema.TipoImporto{Minimo: 0, Massimo: massimoCentesimi}
	importoPositivo = &schema.TipoImporto{Minimo: 1, Massimo: massimoCentesimi}
)

// massimoCentesimi is 999999999.99.
const massimoCentesimi = 999_999_999_99

// The simple types of PagInf_RPT_RT_6_2_0.xsd, paForNode.xsd and
// sac-common-types-1.0.xsd. The keys among them are what the rules of an RT need.
var (
	testo16      = &schema.Tipo{Minimo: 1, Massimo: 16, Prosa: true}
	testo20      = &schema.Tipo{Minimo: 1, Massimo: 20, Prosa: true}
	testo25      = &schema.Tipo{Minimo: 1, Massimo: 25, Prosa: true}
	testo35      = &schema.Tipo{Minimo: 1, Massimo: 35, Prosa: true}
	testo70      = &schema.Tipo{Minimo: 1, Massimo: 70, Prosa: true}
	testo140     = &schema.Tipo{Minimo: 1, Massimo: 140, Prosa: true}
	testo210     = &schema.Tipo{Minimo: 1, Massimo: 210, Prosa: true}
	testoLibero  = &schema.Tipo{Massimo: schema.Libero.Massimo, Prosa: true}
	codice5a35   = &schema.Tipo{Minimo: 5, Massimo: 35, Codice: true}
	codice35     = &schema.Tipo{Minimo: 1, Massimo: 35, Codice: true}
	codiceLibero = &schema.Tipo{Massimo: schema.Libero.Massimo, Codice: true}
	codice5      = &schema.Tipo{Minimo: 5, Massimo: 5, Codice: true}
	codice2a16   = &schema.Tipo{Minimo: 2, Massimo: 16, Codice: true}
	chiave35     = &schema.Tipo{Minimo: 1, Massimo: 35, Codice: true, Chiave: true}
	chiave140    = &schema.Tipo{Minimo: 1, Massimo: 140, Prosa: true, Chiave: true}
	duePrecise   = schema.Nazione
	tipoIBAN     = &schema.Tipo{Minimo: 1, Massimo: 34, Forma: formaIBAN}
	tipoBIC      = &schema.Tipo{Minimo: 1, Massimo: 11, Forma: formaBIC}
	tipoEMail    = &schema.Tipo{Minimo: 1, Massimo: 256, Forma: riferimento.EMail}
	tipoDSR      = &schema.Tipo{Minimo: 1, Massimo: 140, Forma: formaDatiSpecifici}
	tipoHash70   = &schema.Tipo{Minimo: 1, Massimo: 70, Forma: formaBase64, Comprimi: true}
	tipoHash72   = &schema.Tipo{Minimo: 4, Massimo: 72, Forma: formaBase64, Comprimi: true}
	cifre11      = &schema.Tipo{Minimo: 1, Massimo: 11, Forma: func(s string) bool { return len(s) == 11 && cifre.Sole(s) }}
	cifre18      = &schema.Tipo{Minimo: 1, Massimo: 18, Forma: func(s string) bool { return len(s) == 18 && cifre.Sole(s) }}
	tipoTransfer = &schema.Tipo{Minimo: 1, Massimo: 6, Forma: func(s string) bool { return s == "POSTAL" || s == "PAGOPA" }}
)

func maiuscola(c byte) bool { return c >= 'A' && c <= 'Z' }
func cifra(c byte) bool     { return c >= '0' && c <= '9' }
func lettera(c byte) bool   { return maiuscola(c &^ 0x20) }

// formaIBAN is [a-zA-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}.
func formaIBAN(s string) bool {
	if len(s) < 5 || !lettera(s[0]) || !lettera(s[1]) || !cifra(s[2]) || !cifra(s[3]) {
		return false
	}
	for i := 4; i < len(s); i++ {
		if !riferimento.Alfanumerico(s[i]) {
			return false
		}
	}
	return true
}

// formaBIC is [A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?.
func formaBIC(s string) bool {
	if len(s) != 8 && len(s) != 11 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		ok := maiuscola(c)
		switch {
		case i < 6:
		case i == 6:
			ok = ok || c >= '2' && c <= '9'
		case i == 7:
			ok = ok && c != 'O' || cifra(c)
		default:
			ok = ok || cifra(c)
		}
		if !ok {
			return false
		}
	}
	return true
}

// formaDatiSpecifici is [0129]{1}/\S{3,138}.
func formaDatiSpecifici(s string) bool {
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

// formaBase64 reports whether s is xsd:base64Binary.
func formaBase64(s string) bool {
	_, err := xmlrigido.Base64(s)
	return err == nil
}
