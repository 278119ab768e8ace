package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/rendicontazione/causale"
)

// causali is the reading of the causale of a bank row, with its warnings and
// other readings, against a parser written with regular expressions that finds
// the same references, amounts and texts.
var causali = misura{
	nome: "causale", cosa: "causale of a bank", unita: "text",
	quante:  func(o opzioni) int { return o.righe },
	prepara: preparaCausale,
}

// formeCausale are causali as banks deliver them: wrapped, with words before and
// after, in any case. The number makes each text another one.
var formeCausale = []string{
	"RI1/PUR/LGPE-RIVERSAMENTO/URI/2025-09-23BPPIITRRXXX-%012d ACCREDITO BOLLETTINO P.A.",
	":RI2: :RI3:/PUR/LGPE-RIVERSAMENTO/URI/2024-07-26PPAYITR1XXX-S%09d :SEC:CASH :OR1:PAGAMENTI SPA",
	"ACCREDITO INCASSI DEBITORE 321/PUR/LGPE-RIVERSAMENTO/URI/2020-11-21GovPAYPsp-%010d/ZZ4/4184/",
	"/pur/lgpe-riversamento/txt/0/uri/2024-05-07ABI03069-%010d",
	"/PUR/LGPE-INTEGRAZIONE/TXT/2/URI/2024-05-07ABI03069-%010d",
	"ACCR. /PUR/LGPE-RIVERSA MENTO/URI/2024-05-0 7UNCRITMM-%010d",
	"/RFB/01%015d/122.50/TXT/Mensa scolastica marzo",
	"BONIFICO /RFS/RF18539007547034/45.56/TXT/ICI 2012 PRATICA %d",
	"BONIFICO SEPA /RFB/3%016d/1250,00",
	"/RFS/RF18 5390 0754 7034/45.56/TXT/RATA %d",
	"BONIFICO A VOSTRO FAVORE COD. DISP. 01240506%08d CASH NOTPROVIDE A FAVORE COMUNE DI PROVA TRIBUTI",
	"DISPOSIZIONE DI PAGAMENTO EMOLUMENTI MESE DI MAGGIO PRATICA %d",
}

// lettura is what both sides find in a text.
type lettura struct {
	tipo, riferimento, importo, descrizione string
}

func conLibreria(s string) lettura {
	c, err := causale.Trova(s)
	if err != nil {
		return lettura{}
	}
	importo := ""
	if c.Importo.Presente {
		importo = c.Importo.Importo.String()
	}
	return lettura{string(c.Tipo), c.IDFlusso + c.IUV, importo, c.Descrizione}
}

func preparaCausale(_ context.Context, o opzioni, n int) (*prova, error) {
	testi := make([]string, n)
	lunghezza := 0
	for i := range testi {
		testi[i] = fmt.Sprintf(formeCausale[i%len(formeCausale)], i*7919%100_000_000)
		lunghezza += len(testi[i])
	}
	diJava, err := o.java.latiCausali(testi)
	if err != nil {
		return nil, err
	}
	trova := func(nome string, leggi func(string) bool) lato {
		return cheConta(nome, "references", func(contati *int) error {
			for _, s := range testi {
				if leggi(s) {
					*contati++
				}
			}
			return nil
		})
	}
	return &prova{
		n: n, byte: lunghezza,
		uguali: func() error {
			for _, s := range testi {
				if a, b := conLibreria(s), conEspressioni(s); a != b {
					return fmt.Errorf("%q is read as %q and as %q", s, a, b)
				}
			}
			return nil
		},
		lati: append([]lato{
			trova("ours", func(s string) bool { _, err := causale.Trova(s); return err == nil }),
			trova("regular expressions", func(s string) bool { return conEspressioni(s) != lettura{} }),
		}, diJava...),
	}, nil
}

// scarta removes white space.
func scarta(s string) string { return strings.Join(strings.Fields(s), "") }
