//go:build unix

package circuito_test

import (
	"io"
	"runtime/debug"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/simula/circuito"
)

const pagamentiMisura = 20_000

// misura reports payments a second, and payments for each second of a processor: those
// depend less on what else the machine does.
func misura(b *testing.B, f func(*circuito.Simulatore) error) {
	b.Helper()
	b.ReportAllocs()
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as the command simula does
	prima := consumo(b)
	for b.Loop() {
		s, err := circuito.Nuovo(circuito.Configurazione{Seme: 7, Enti: 3, Pagamenti: pagamentiMisura, Giorni: 90})
		if err == nil {
			err = f(s)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	pagamenti := float64(b.N) * pagamentiMisura
	b.ReportMetric(pagamenti/(consumo(b)-prima).Seconds(), "pagamenti/cpu-s")
	b.ReportMetric(pagamenti/b.Elapsed().Seconds(), "pagamenti/s")
}

// consumo returns what the process has used of the processors, the system included.
func consumo(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkGiornate makes the objects and their truth.
func BenchmarkGiornate(b *testing.B) {
	misura(b, func(s *circuito.Simulatore) error {
		for _, err := range s.Giornate() {
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// BenchmarkScrivi makes every document, and drops it.
func BenchmarkScrivi(b *testing.B) {
	misura(b, func(s *circuito.Simulatore) error { return s.Scrivi(new(circuito.Conta), nil) })
}

// BenchmarkArchivi writes every document in a folder, those of a day in archives.
func BenchmarkArchivi(b *testing.B) {
	misura(b, func(s *circuito.Simulatore) error {
		return s.Scrivi(&circuito.Archivi{Uscita: &circuito.Cartella{Radice: b.TempDir()}}, nil)
	})
}

// BenchmarkCartella writes every document in a folder, a file each.
func BenchmarkCartella(b *testing.B) {
	misura(b, func(s *circuito.Simulatore) error { return s.Scrivi(&circuito.Cartella{Radice: b.TempDir()}, nil) })
}

// BenchmarkSoliFile makes as many files as BenchmarkCartella, of the same sizes and
// names, and nothing else: what the file system alone takes.
func BenchmarkSoliFile(b *testing.B) {
	s, err := circuito.Nuovo(circuito.Configurazione{Seme: 7, Enti: 3, Pagamenti: pagamentiMisura, Giorni: 90})
	require.NoError(b, err)
	var e elenco
	require.NoError(b, s.Scrivi(&e, nil))
	zeri := make([]byte, 16<<20)
	b.ResetTimer()
	misura(b, func(*circuito.Simulatore) error {
		c := &circuito.Cartella{Radice: b.TempDir()}
		for _, d := range e.documenti {
			if err := c.Deposita(d.nome, zeri[:min(d.lungo, len(zeri))]); err != nil {
				return err
			}
		}
		return c.Completa()
	})
}

// elenco is an Uscita that keeps names and sizes.
type elenco struct {
	mu        sync.Mutex
	documenti []documento
}

type documento struct {
	nome  string
	lungo int
}

// Deposita notes a document.
func (e *elenco) Deposita(nome string, dati []byte) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.documenti = append(e.documenti, documento{nome, len(dati)})
	return nil
}

// Apri drops the one document that is written bit by bit.
func (e *elenco) Apri(string) (io.WriteCloser, error) { return scartato{}, nil }

type scartato struct{}

// Write implements io.Writer.
func (scartato) Write(b []byte) (int, error) { return len(b), nil }

// Close implements io.Closer.
func (scartato) Close() error { return nil }
