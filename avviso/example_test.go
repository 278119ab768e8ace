package avviso_test

import (
	"errors"
	"fmt"

	"github.com/quietanza/quietanza/avviso"
)

func ExampleParseImporto() {
	i, err := avviso.ParseImporto("1234.56")
	fmt.Println(i, i.Italiano(), i.Centesimi(), err)
	_, err = avviso.ParseImporto("1234.5")
	fmt.Println(err)
	// Output:
	// 1234.56 1.234,56 123456 <nil>
	// avviso: DECIMALI "1234.5": importo non valido
}

func ExampleParseNumeroAvviso() {
	n, err := avviso.ParseNumeroAvviso("001190280072147087")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(n.IUV(), n.Aux(), n.Codice(), n.CheckValido())
	fmt.Println(n.Visuale())
	// Output:
	// 190280072147087 0 01 true
	// 0011 9028 0072 1470 87
}

func ExampleParseNumeroAvvisoRigoroso() {
	_, err := avviso.ParseNumeroAvvisoRigoroso("001190280072147088")
	var e *avviso.Errore
	fmt.Println(errors.Is(err, avviso.ErrCheckDigit), errors.As(err, &e) && e.Codice == avviso.CodiceCheckDigit)
	// Output: true true
}

func ExampleIUV_NumeroAvviso() {
	cfg := avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}
	n, err := avviso.MustIUV("01000000000004285").NumeroAvviso(cfg)
	fmt.Println(n, err)
	// Output: 301000000000004285 <nil>
}

func ExampleNumerazione() {
	prefisso, err := avviso.EspandiPrefisso("%(y)%(t)", avviso.ParametriPrefisso{TipoPendenza: "07", Anno: 2024})
	if err != nil {
		fmt.Println(err)
		return
	}
	n := avviso.Numerazione{
		Configurazione: avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"},
		Prefisso:       prefisso,
		Prossimo:       42,
	}
	nav, dopo, err := n.Assegna()
	fmt.Println(nav, err, dopo.Prossimo, dopo.Rimanenti())
	// Output: 301240700000004202 <nil> 43 999999957
}

func ExampleNuovoRF() {
	r, err := avviso.NuovoRF("539007547034")
	fmt.Println(r, err)
	fmt.Println(r.Raggruppato())
	// Output:
	// RF18539007547034 <nil>
	// RF18 5390 0754 7034
}

func ExampleCodiceFiscale() {
	c, err := avviso.ParseCodiceFiscale("TSTPNI70D01L219V")
	if err != nil {
		fmt.Println(err)
		return
	}
	nascita, _ := c.Nascita(avviso.MustData("2024-06-30"))
	fmt.Println(c.Sesso(), nascita, c.Belfiore())
	// Output: M 1970-04-01 L219
}

func ExampleIBAN_ContoPostale() {
	i := avviso.MustIBAN("IT48F0760101000000012345678")
	fmt.Println(i.ContoPostale())
	// Output: 000012345678 true
}

func ExampleQRCode() {
	q := avviso.QRCode{
		NumeroAvviso: avviso.MustNumeroAvviso("001190280072147087"),
		IdDominio:    avviso.MustIdDominio("00429440068"),
		Importo:      avviso.MustImporto("100.00"),
	}
	fmt.Println(q.Testo())
	q.Importo = avviso.MustImporto("100000000.00")
	_, err := q.Testo()
	fmt.Println(err)
	// Output:
	// PAGOPA|002|001190280072147087|00429440068|10000 <nil>
	// avviso: IMPORTO_NON_RAPPRESENTABILE importo "100000000.00": QR code non valido: importo non rappresentabile
}

func ExampleBarCode_SimboloGS1() {
	b := avviso.BarCode{
		GLN:          avviso.MustGLN("8088888012348"),
		NumeroAvviso: avviso.MustNumeroAvviso("001190280072147087"),
		Importo:      avviso.MustImporto("100.00"),
	}
	s, err := b.SimboloGS1()
	fmt.Printf("%q %v\n", s, err)
	// Output: "41580888880123488020001190280072147087\x1d390210000" <nil>
}

func ExampleDataMatrix_CodeLine() {
	d := avviso.DataMatrix{
		NumeroAvviso: avviso.MustNumeroAvviso("001190280072147087"),
		Conto:        "12345678",
		Importo:      avviso.MustImporto("100.00"),
	}
	fmt.Println(d.CodeLine().Testo())
	// Output: 18001190280072147087120000123456781000000100003896 <nil>
}

func ExampleAvviso_Sezione() {
	a := avviso.Avviso{
		Ente:     avviso.Ente{IdDominio: avviso.MustIdDominio("00429440068"), Nome: "Comune di Vattelapesca"},
		Debitore: avviso.Debitore{Nome: "Pino Test"},
		Oggetto:  "TARI 2024",
		Rate: []avviso.Rata{{
			NumeroAvviso: avviso.MustNumeroAvviso("301000000000004285"),
			Importo:      avviso.MustImporto("1234.56"),
			Scadenza:     avviso.MustData("2024-06-30"),
			Accredito:    avviso.MustIBAN("IT48F0760101000000012345678"),
		}},
	}
	for _, r := range a.Rate {
		s, err := a.Sezione(r)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(s.Titolo, s.Importo, s.Scadenza, s.CodiceAvviso)
		fmt.Println(s.Canale, s.Bollettino.Conto)
		fmt.Println(s.QRCode)
	}
	// Output:
	// Rata unica 1.234,56 30/06/2024 3010 0000 0000 0042 85
	// di Poste Italiane 000012345678
	// PAGOPA|002|301000000000004285|00429440068|123456
}
