package cassa_test

import (
	"strings"
	"testing"

	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// BenchmarkGiornale reads a page of ten thousand movements.
func BenchmarkGiornale(b *testing.B) {
	const n = 10000
	xml := giornale(strings.Repeat(movimento("tipo_esecuzione", "SEPA CREDIT TRANSFER", "codice_riferimento_operazione", "0306924127000000480160001600IT",
		"cliente", "<anagrafica_cliente>BANCA FINTA</anagrafica_cliente>", "causale", "/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001")+"\n", n))
	b.SetBytes(int64(len(xml)))
	b.ReportAllocs()
	for b.Loop() {
		g, err := cassa.NuovoGiornale(strings.NewReader(xml))
		if err != nil {
			b.Fatal(err)
		}
		letti := 0
		for _, err := range g.Movimenti() {
			if err != nil {
				b.Fatal(err)
			}
			letti++
		}
		if letti != n {
			b.Fatal(letti)
		}
	}
	b.ReportMetric(float64(b.N)*n/b.Elapsed().Seconds(), "movements/s")
}
