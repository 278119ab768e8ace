package main

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"github.com/quietanza/quietanza/rendicontazione/causale"
)

// testi are causali as banks deliver them: wrapped, with words before and after.
var testi = []string{
	"RI1/PUR/LGPE-RIVERSAMENTO/URI/2025-09-23BPPIITRRXXX-000038102790 ACCREDITO BOLLETTINO P.A.",
	":RI2: :RI3:/PUR/LGPE-RIVERSAMENTO/URI/2024-07-26PPAYITR1XXX-S2024072601 :SEC:CASH :OR1:PAGAMENTI SPA",
	"ACCREDITO INCASSI DEBITORE 321/PUR/LGPE-RIVERSAMENTO/URI/2020-11-21GovPAYPsp-1234567890/ZZ4/4184/",
	"/pur/lgpe-riversamento/txt/0/uri/2024-05-07ABI03069-0000000012",
	"/RFB/01000000001122010/122.50/TXT/Mensa scolastica marzo",
	"BONIFICO /RFS/RF18539007547034/45.56/TXT/ICI 2012",
	"BONIFICO A VOSTRO FAVORE COD. DISP. 0124050612345678 CASH NOTPROVIDE A FAVORE COMUNE DI PROVA TRIBUTI",
}

// Expressions of the same coverage, written with care: markers and tags without
// regard to case, one reference for each text, candidates left aside.
var (
	rePUR = regexp.MustCompile(`(?i)LGPE-(?:RIVERSAMENTO|INTEGRAZIONE)(?:[^A-Za-z0-9]{0,3}TXT[^A-Za-z0-9]{0,3}(\d)|/(\d)/|\s[^/]{0,60}?)?[^A-Za-z0-9]{0,3}URI[^A-Za-z0-9]{0,3}(\d{4}-\d{2}-\d{2}[0-9A-Za-z_]+-[0-9A-Za-z_-]+)`)
	reRF  = regexp.MustCompile(`(?i)(?:^|[^A-Za-z0-9])RF([SB])[^A-Za-z0-9]{1,2}(RF\d{2}[0-9A-Za-z ]{1,26}|[0-9A-Za-z_-]{1,35})(?:/(\d{1,12}(?:[.,]\d{1,2})?))?(?:/TXT/(.*))?`)
)

// conEspressioni returns the reference of a causale as the expressions find it.
func conEspressioni(s string) string {
	if m := rePUR.FindStringSubmatch(s); m != nil {
		return m[3]
	}
	if m := reRF.FindStringSubmatch(s); m != nil {
		return strings.ToUpper(strings.ReplaceAll(m[2], " ", ""))
	}
	return ""
}

func conLibreria(s string) string {
	c, err := causale.Leggi(s)
	if err != nil {
		return ""
	}
	return c.IDFlusso + c.IUV
}

func misuraCausale(_ context.Context, o opzioni) ([]riga3, error) {
	for _, s := range testi {
		if conEspressioni(s) != conLibreria(s) {
			return nil, errors.New("the two readings disagree on " + s)
		}
	}
	n := o.righe / len(testi) * len(testi)
	ripeti := func(leggi func(string) string) func() {
		return func() {
			for range n / len(testi) {
				for _, s := range testi {
					leggi(s)
				}
			}
		}
	}
	nostro, altrui := cronometra(o.giri, ripeti(conLibreria)), cronometra(o.giri, ripeti(conEspressioni))
	return []riga3{{cosa: "causale of a bank", pari: "regular expressions", unita: "text", n: n, nostro: nostro, altrui: altrui}}, nil
}
