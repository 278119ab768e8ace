package causale_test

import (
	"fmt"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

func ExampleParse() {
	c, err := causale.Parse("/PUR/LGPE-RIVERSAMENTO/TXT/0/URI/2024-07-26PPAYITR1XXX-S2024072601")
	fmt.Println(c.Tipo, c.Progressivo, c.IDFlusso, err)
	_, err = causale.Parse("/RFS/RF23 5674 8393 7849 4505 5087 5/45.56")
	fmt.Println(err)
	// Output:
	// PUR 0 2024-07-26PPAYITR1XXX-S2024072601 <nil>
	// causale: CHECK_DIGIT iuv "RF23 5674 8393 7849 4505 5087 5": causale non valida
}

func ExampleLeggi() {
	c, _, _ := causale.Leggi("RI3:/PUR/LGPE- RIVERSAMENTO/URI/2024-07-26PPAYITR1XXX-S20240\n72601 :SEC:CASH")
	fmt.Println(c.IDFlusso)
	fmt.Println(c.Candidati)
	fmt.Println(c.Avvertenze)
	// Output:
	// 2024-07-26PPAYITR1XXX-S2024072601
	// [2024-07-26PPAYITR1XXX-S20240]
	// SPEZZATA,SPEZZATURA_AMBIGUA
}

func ExampleFormatRaggruppata() {
	iuv := "RF18539007547034"
	s, _ := causale.FormatRaggruppata(causale.Causale{
		Tipo:        causale.TipoPerIUV(iuv),
		IUV:         iuv,
		Importo:     causale.Indicato(avviso.MustImporto("45.56")),
		Descrizione: "Mensa & città",
	})
	fmt.Println(s)
	// Output: /RFS/RF18 5390 0754 7034/45.56/TXT/Mensa + citta
}
