package main

import (
	"regexp"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
)

// The expressions cover what the library does: any case, white space inside the
// words, separators of any kind, words before and after.
var (
	reCumulativa = regexp.MustCompile(`(?i)` + largo("LGPE-") + `\s*(?:` + largo("RIVERSAMENTO") + `|` + largo("INTEGRAZIONE") + `)` +
		`(?:[^0-9A-Za-z]{0,3}` + largo("TXT") + `[^0-9A-Za-z]{0,3}[0-9]|/[0-9]/|\s+.{0,60}?)?` +
		`[^0-9A-Za-z]{0,3}` + largo("URI") + `[^0-9A-Za-z]{0,3}([0-9][0-9A-Za-z_\-\s]*)`)
	reCompleto = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}[^-]+-.`)
	reFlusso   = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}.+$`)
	reSingola  = regexp.MustCompile(`(?i)(?:^|[^0-9A-Za-z])RF([SB])[^0-9A-Za-z]{1,2}([^/]*)(?:/(\d{1,12}(?:[.,]\d{1,2})?))?(?:/TXT/(.*))?`)
	reParola   = regexp.MustCompile(`[0-9A-Za-z_-]+`)
	reRF       = regexp.MustCompile(`(?i)^RF\d{2}[0-9A-Z]{1,21}$`)
	reCifre    = regexp.MustCompile(`^\d{15,18}$`)
)

// largo allows white space between the characters of a word.
func largo(s string) string { return strings.Join(strings.Split(s, ""), `\s*`) }

// conEspressioni reads a causale with the expressions.
func conEspressioni(s string) lettura {
	for _, m := range reCumulativa.FindAllStringSubmatch(s, -1) {
		if id := flussoDi(m[1]); id != "" {
			return lettura{tipo: "PUR", riferimento: id}
		}
	}
	for _, m := range reSingola.FindAllStringSubmatch(s, -1) {
		if iuv := iuvDi(m[2]); iuv != "" {
			return lettura{"RF" + strings.ToUpper(m[1]), iuv, importoDi(m[3]), strings.Join(strings.Fields(m[4]), " ")}
		}
	}
	return lettura{}
}

// flussoDi joins the pieces of an identifier until it is whole.
func flussoDi(s string) string {
	id := ""
	for _, p := range strings.Fields(s) {
		if reCompleto.MatchString(id) {
			break
		}
		id += p
	}
	if len(id) > 35 || !reFlusso.MatchString(id) {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, id[:10]); err != nil {
		return ""
	}
	return id
}

// iuvDi returns the RF reference or the digits of a segment.
func iuvDi(s string) string {
	if unito := scarta(s); reRF.MatchString(unito) {
		return strings.ToUpper(unito)
	}
	if p := reParola.FindString(s); reCifre.MatchString(p) {
		return p
	}
	return ""
}

func importoDi(s string) string {
	if s == "" {
		return ""
	}
	i, _, err := avviso.LeggiImporto(strings.Replace(s, ",", ".", 1))
	if err != nil {
		return ""
	}
	return i.String()
}
