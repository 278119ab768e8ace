package xmlrigido_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

const righeFlusso = 100_000

// flusso is a FlussoRiversamento of 100,000 rows, indented as banks send it.
var flusso = sync.OnceValue(func() []byte { return scriviFlusso(righeFlusso) })

func scriviFlusso(righe int) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<pay_i:FlussoRiversamento xmlns:pay_i="http://www.digitpa.gov.it/schemas/2011/Pagamenti/">
  <pay_i:versioneOggetto>1.0</pay_i:versioneOggetto>
  <pay_i:identificativoFlusso>2026-03-02BCITITMM-0000000001</pay_i:identificativoFlusso>
  <pay_i:dataOraFlusso>2026-03-02T08:30:00</pay_i:dataOraFlusso>
`)
	for i := range righe {
		fmt.Fprintf(&b, `  <pay_i:datiSingoliPagamenti>
    <pay_i:identificativoUnivocoVersamento>%017d</pay_i:identificativoUnivocoVersamento>
    <pay_i:identificativoUnivocoRiscossione>%032x</pay_i:identificativoUnivocoRiscossione>
    <pay_i:indiceDatiSingoloPagamento>1</pay_i:indiceDatiSingoloPagamento>
    <pay_i:singoloImportoPagato>%d.%02d</pay_i:singoloImportoPagato>
    <pay_i:codiceEsitoSingoloPagamento>0</pay_i:codiceEsitoSingoloPagamento>
    <pay_i:dataEsitoSingoloPagamento>2026-03-01</pay_i:dataEsitoSingoloPagamento>
  </pay_i:datiSingoliPagamenti>
`, i, i*7919, 1+i%5000, i%100)
	}
	b.WriteString("</pay_i:FlussoRiversamento>\n")
	return b.Bytes()
}

// confronta reports how many times faster f is than peer on the same bytes:
// the best of five rounds each, taken in turn, because the machine has other
// work to do.
func confronta(b *testing.B, nome string, f func(), nf int, peer func(), npeer int) {
	b.StopTimer()
	migliore := func(prima float64, n int, f func()) float64 {
		inizio := time.Now()
		f()
		return max(prima, float64(n)/1e6/time.Since(inizio).Seconds())
	}
	var nostra, sua float64
	for range 5 {
		nostra = migliore(nostra, nf, f)
		sua = migliore(sua, npeer, peer)
	}
	b.ReportMetric(nostra, "best-MB/s")
	b.ReportMetric(sua, "best-MB/s-"+nome)
	b.ReportMetric(nostra/sua, "x-"+nome)
}

func scorriTutto(b *testing.B, r io.Reader) (n int) {
	l := xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{})
	for {
		_, err := l.Prossimo()
		if err == io.EOF {
			return n
		}
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
}

// BenchmarkFlusso reads a flow of 100,000 rows and reports the ratio to
// encoding/xml, measured in the same run.
func BenchmarkFlusso(b *testing.B) {
	data := flusso()
	decimo := data[:len(data)/10]
	token := func() {
		d := xml.NewDecoder(bytes.NewReader(decimo))
		for {
			if _, err := d.Token(); err != nil {
				return
			}
		}
	}
	misura := func(f func(b *testing.B)) func(b *testing.B) {
		return func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				f(b)
			}
			confronta(b, "Token", func() { f(b) }, len(data), token, len(decimo))
		}
	}
	b.Run("Eventi", misura(func(b *testing.B) { scorriTutto(b, bytes.NewReader(data)) }))
	b.Run("Righe", misura(func(b *testing.B) {
		if n := leggiRighe(b, bytes.NewReader(data)); n != righeFlusso {
			b.Fatal(n)
		}
	}))
}

// leggiRighe decodes rows as a document package does, four strings each.
func leggiRighe(b *testing.B, r io.Reader) (righe int) {
	l := xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{})
	var iuv, iur, importo, data string
	for {
		e, err := l.ProssimoElemento()
		if err == io.EOF {
			_, _, _, _ = iuv, iur, importo, data
			return righe
		}
		if err != nil {
			b.Fatal(err)
		}
		if e != xmlrigido.Inizio || l.Profondita() == 1 {
			continue
		}
		var p *string
		switch string(l.Locale()) {
		case "datiSingoliPagamenti":
			continue
		case "identificativoUnivocoVersamento":
			p = &iuv
			righe++
		case "identificativoUnivocoRiscossione":
			p = &iur
		case "singoloImportoPagato":
			p = &importo
		case "dataEsitoSingoloPagamento":
			p = &data
		}
		t, err := l.TestoElemento()
		if err != nil {
			b.Fatal(err)
		}
		if p != nil {
			*p = string(t)
		}
	}
}

// soloImporti looks at every event and at the text of every amount.
func soloImporti(l *xmlrigido.Lettore, righe int) error {
	letti := 0
	for {
		e, err := l.Prossimo()
		switch {
		case err == io.EOF && letti == righe:
			return nil
		case err != nil:
			return err
		case e == xmlrigido.Testo && len(l.Testo()) == 0:
			return errors.New("empty text")
		case e == xmlrigido.Inizio && string(l.Locale()) == "singoloImportoPagato" && string(l.Spazio()) != "":
			if t, err := l.TestoElemento(); err != nil || len(t) == 0 {
				return err
			}
			if l.Riga() == 0 {
				return errors.New("no line")
			}
			letti++
		}
	}
}

// TestAllocazioni pins what the reader allocates: nothing per event.
func TestAllocazioni(t *testing.T) {
	t.Run("events do not allocate", func(t *testing.T) {
		conta := func(righe int) float64 {
			data := scriviFlusso(righe)
			r := bytes.NewReader(data)
			var err error
			n := testing.AllocsPerRun(3, func() {
				r.Reset(data)
				err = soloImporti(xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{}), righe)
			})
			require.NoError(t, err)
			return n
		}
		poche := conta(10)
		require.LessOrEqual(t, poche, 2.0, "the reader and its window")
		require.InDelta(t, poche, conta(2000), 0, "a longer document allocates no more")
	})
}

// TestMemoriaCostante reads 12 MB and looks at what the reader allocates.
func TestMemoriaCostante(t *testing.T) {
	var prima, dopo runtime.MemStats
	data := scriviFlusso(20_000)
	runtime.ReadMemStats(&prima)
	l := xmlrigido.NuovoLettore(bytes.NewReader(data), xmlrigido.Opzioni{})
	for {
		if _, err := l.Prossimo(); err != nil {
			require.ErrorIs(t, err, io.EOF)
			break
		}
	}
	runtime.ReadMemStats(&dopo)
	require.Less(t, dopo.TotalAlloc-prima.TotalAlloc, uint64(256<<10))
}
