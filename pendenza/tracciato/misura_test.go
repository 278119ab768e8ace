package tracciato_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

const righeMisura = 100_000

// BenchmarkLeggiCSV reads and examines 100,000 lines; the second figure is how
// many times as long encoding/csv takes with the same examination behind it.
func BenchmarkLeggiCSV(b *testing.B) {
	testo := campione(righeMisura)
	b.SetBytes(int64(len(testo)))
	b.ReportAllocs()
	for b.Loop() {
		leggiTutto(b, testo)
	}
	b.ReportMetric(righeMisura*float64(b.N)/b.Elapsed().Seconds(), "righe/s")
	b.StopTimer()
	nostro := migliore(func() { leggiTutto(b, testo) })
	b.ReportMetric(migliore(func() { leggiStandard(b, testo) })/nostro, "encoding/csv")
}

// migliore is the best of three, in seconds.
func migliore(f func()) float64 {
	m := 0.0
	for range 3 {
		inizio := time.Now()
		f()
		if s := time.Since(inizio).Seconds(); m == 0 || s < m {
			m = s
		}
	}
	return m
}

func leggiTutto(b *testing.B, testo []byte) {
	n := 0
	for r, err := range tracciato.LeggiCSV(bytes.NewReader(testo), tracciato.Opzioni{}) {
		if err != nil || !r.Caricabile() {
			b.Fatal(r.Violazioni, err)
		}
		n++
	}
	if n != righeMisura {
		b.Fatal(n)
	}
}

// leggiStandard is the same work with encoding/csv.
func leggiStandard(b *testing.B, testo []byte) {
	c := csv.NewReader(bytes.NewReader(testo))
	c.FieldsPerRecord = -1
	c.ReuseRecord = true
	for i := 0; ; i++ {
		f, err := c.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			b.Fatal(err)
		}
		if i == 0 {
			continue
		}
		t := pendenza.Testi{
			IDA2A: f[0], IDPendenza: f[1], IdDominio: f[2], NumeroAvviso: f[3], IDTipoPendenza: f[4], Causale: f[6],
			AnnoRiferimento: f[7], Importo: f[12], DataScadenza: f[14],
			Soggetto: pendenza.SoggettoPagatore{Tipo: pendenza.TipoSoggetto(f[16]), Identificativo: f[17], Anagrafica: f[18]},
			Voci:     []pendenza.TestiVoce{{IDVocePendenza: f[27], Importo: f[28], Descrizione: f[29], CodEntrata: f[34]}},
		}
		if _, v := t.Pendenza(); len(v) > 0 {
			b.Fatal(v)
		}
	}
}
