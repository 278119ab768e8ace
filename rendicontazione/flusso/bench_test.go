package flusso_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/confronto/prova"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// finto delivers a flow of any number of rows without holding it.
type finto struct {
	righe, fatte int
	resto        []byte
	testata      []byte
	coda         []byte
}

func nuovoFinto(t testing.TB, righe int) *finto {
	f := campione()
	f.Righe = f.Righe[:1]
	f.NumeroTotalePagamenti = int64(righe)
	f.ImportoTotalePagamenti = avviso.ImportoDaCentesimi(int64(righe) * 10_000)
	b, err := flusso.AppendXML(nil, &f)
	require.NoError(t, err)
	i := bytes.Index(b, []byte("\t<pay_i:datiSingoliPagamenti>"))
	return &finto{righe: righe, testata: b[:i], resto: b[:i], coda: []byte("</pay_i:FlussoRiversamento>")}
}

func (f *finto) Read(p []byte) (int, error) {
	if len(f.resto) == 0 {
		switch {
		case f.fatte < f.righe:
			for range min(100, f.righe-f.fatte) {
				f.fatte++
				f.resto = fmt.Appendf(f.resto, `	<pay_i:datiSingoliPagamenti>
		<pay_i:identificativoUnivocoVersamento>%017d</pay_i:identificativoUnivocoVersamento>
		<pay_i:identificativoUnivocoRiscossione>5d6e7f%010d</pay_i:identificativoUnivocoRiscossione>
		<pay_i:indiceDatiSingoloPagamento>1</pay_i:indiceDatiSingoloPagamento>
		<pay_i:singoloImportoPagato>100.00</pay_i:singoloImportoPagato>
		<pay_i:codiceEsitoSingoloPagamento>0</pay_i:codiceEsitoSingoloPagamento>
		<pay_i:dataEsitoSingoloPagamento>2024-07-25</pay_i:dataEsitoSingoloPagamento>
	</pay_i:datiSingoliPagamenti>
`, f.fatte, f.fatte)
			}
		case f.coda != nil:
			f.resto, f.coda = f.coda, nil
		default:
			return 0, io.EOF
		}
	}
	n := copy(p, f.resto)
	f.resto = f.resto[n:]
	return n, nil
}

func documento(t testing.TB, righe int) []byte {
	b, err := io.ReadAll(nuovoFinto(t, righe))
	require.NoError(t, err)
	return b
}

// A stream holds near its end the memory it held at its beginning, whatever the
// rows in between.
func TestLettoreMemoriaCostante(t *testing.T) {
	corri := func(righe int) (allocazioni, tenuta uint64) {
		var prima, durante, dopo runtime.MemStats
		f := nuovoFinto(t, righe)
		l, err := flusso.NuovoLettore(f)
		require.NoError(t, err)
		runtime.GC()
		runtime.ReadMemStats(&prima)
		n := 0
		for _, err := range l.Righe() {
			require.NoError(t, err)
			if n++; n == righe*9/10 {
				runtime.GC()
				runtime.ReadMemStats(&durante)
			}
		}
		runtime.ReadMemStats(&dopo)
		require.Equal(t, righe, n)
		if durante.HeapAlloc > prima.HeapAlloc {
			tenuta = durante.HeapAlloc - prima.HeapAlloc
		}
		return dopo.Mallocs - prima.Mallocs, tenuta
	}
	const righe = 60_000
	allocazioni, tenuta := corri(righe)
	require.LessOrEqual(t, float64(allocazioni)/righe, 6.0) // those of the generator included
	require.Less(t, tenuta, uint64(1<<20))
}

func TestLettoreAllocazioni(t *testing.T) {
	const righe = 2_000
	dati := documento(t, righe)
	per := testing.AllocsPerRun(5, func() {
		l, err := flusso.NuovoLettore(bytes.NewReader(dati))
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range l.Righe() {
			if err != nil {
				t.Fatal(err)
			}
		}
	})
	require.LessOrEqual(t, per/righe, 1.05)
}

func BenchmarkLettore(b *testing.B) {
	const righe = 20_000
	dati := documento(b, righe)
	b.SetBytes(int64(len(dati)))
	b.ReportAllocs()
	for b.Loop() {
		scorri(b, dati, righe)
	}
	b.ReportMetric(float64(b.N)*righe/b.Elapsed().Seconds(), "righe/s")
}

func scorri(b *testing.B, dati []byte, righe int) {
	l, err := flusso.NuovoLettore(bytes.NewReader(dati))
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for _, err := range l.Righe() {
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
	if n != righe {
		b.Fatal(n)
	}
}

func BenchmarkParse(b *testing.B) {
	dati := documento(b, 20_000)
	b.SetBytes(int64(len(dati)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := flusso.Parse(dati); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkControEncodingXML runs both readers over the same rows; the peer is
// encoding/xml by tokens, fields by hand, which is its fastest way, and of the
// values checks the amounts alone.
func BenchmarkControEncodingXML(b *testing.B) {
	const righe = 10_000
	dati := documento(b, righe)
	var nostro, loro time.Duration
	b.SetBytes(int64(len(dati)))
	for b.Loop() {
		t0 := time.Now()
		scorri(b, dati, righe)
		t1 := time.Now()
		if n, somma := scorriStandard(b, dati); n != righe || somma != righe*10_000 {
			b.Fatal(n, somma)
		}
		nostro += t1.Sub(t0)
		loro += time.Since(t1)
	}
	b.ReportMetric(float64(loro)/float64(nostro), "volte")
	b.ReportMetric(float64(len(dati))*float64(b.N)/nostro.Seconds()/1e6, "MB/s-nostri")
	b.ReportMetric(float64(len(dati))*float64(b.N)/loro.Seconds()/1e6, "MB/s-loro")
}

func scorriStandard(b *testing.B, dati []byte) (n int, somma int64) {
	err := prova.ScorriFlusso(bytes.NewReader(dati), func(r *prova.RigaFlusso) error {
		i, err := avviso.ParseImporto(r.Importo)
		n++
		somma += i.Centesimi()
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return n, somma
}
