package piemontepay

import (
	"strings"
	"unicode"
)

// Livello is how loud a line of the desk's log is.
type Livello string

// Levels of the desk's log.
const (
	LivelloErrore Livello = "ERROR" // the caller is not known
	LivelloAvviso Livello = "WARN"  // any other refusal
)

// IsValid reports whether l is one of the levels.
func (l Livello) IsValid() bool { return l == LivelloErrore || l == LivelloAvviso }

// maxValoreRegistro is how much of a parameter a line shows.
const maxValoreRegistro = 100

// Registro returns the line that the desk writes in its log about a call that it
// refused, in the words of the manual and without the instant, and its level; "" for a
// call that was accepted. The line is for the log alone: the citizen sees the page. It
// is one line, whatever the call holds: what does not print is a "?", and a parameter
// of more than 100 characters is cut. The fiscal code is never in it.
//
// Source: manual, §3.3 and §3.4.
func (d Decisione) Registro(c Chiamata) (Livello, string) {
	motivo := d.Motivo
	if d.Rifiuto == IdentificativoDuplicato {
		motivo = "UUID presente in archivio" // which one, the value says
	}
	campo := func(nome, valore string) (Livello, string) {
		return LivelloAvviso, "Errore sul campo " + nome + ", con valore " + perRegistro(valore) + ". Messaggio = " + motivo
	}
	switch d.Rifiuto {
	case "":
		return "", ""
	case ChiamanteSconosciuto:
		return LivelloErrore, "Chiamante esterno con codice " + perRegistro(c.CodiceChiamante) + " non riconosciuto: " + d.Motivo
	case NonAutorizzato:
		return LivelloAvviso, "Chiamante esterno con codice " + perRegistro(c.CodiceChiamante) + ": " + d.Motivo
	case DigestFallito:
		return campo("digest", c.Digest)
	case IdentificativoDuplicato:
		return campo("identificativoPagamento", c.IdentificativoPagamento)
	case IUVSconosciuto, IUVNonPagabile, CodiceFiscaleDiverso, RicevutaRevocata:
		return campo("iuv", c.IUV)
	}
	return LivelloAvviso, motivo // a parameter that is missing, or of a wrong length
}

// perRegistro makes one short line of what a caller sent.
func perRegistro(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '?'
	}, s)
	n := 0
	for i := range s {
		if n == maxValoreRegistro {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
