// Package prova makes the inputs that exhaust a careless reader and keeps the
// account of what a reader takes of them: bytes allocated and bytes read, never
// seconds.
//
// It is for tests only: nothing of the library imports it.
package prova

import (
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Mega is 2^20 bytes.
const Mega = 1 << 20

// Ingresso delivers a head, a block many times and a tail, without holding them,
// and counts what it has delivered.
type Ingresso struct {
	testa, coda string
	blocco      string // whole blocks, some kilobytes of them
	posto       int    // in blocco
	resta       int64  // bytes of blocks to deliver
	letti       int64
}

// Ripeti returns the input testa, blocco as many times as said, coda.
func Ripeti(testa, blocco string, volte int64, coda string) *Ingresso {
	return &Ingresso{
		testa: testa, coda: coda,
		blocco: strings.Repeat(blocco, max(1, 4096/len(blocco))), resta: volte * int64(len(blocco)),
	}
}

// Read implements io.Reader.
func (i *Ingresso) Read(p []byte) (n int, err error) {
	switch {
	case i.testa != "":
		n = copy(p, i.testa)
		i.testa = i.testa[n:]
	case i.resta > 0:
		n = copy(p, i.blocco[i.posto:min(int64(len(i.blocco)), int64(i.posto)+i.resta)])
		i.posto = (i.posto + n) % len(i.blocco)
		i.resta -= int64(n)
	case i.coda != "":
		n = copy(p, i.coda)
		i.coda = i.coda[n:]
	default:
		return 0, io.EOF
	}
	i.letti += int64(n)
	return n, nil
}

// Letti returns how many bytes were read so far.
func (i *Ingresso) Letti() int64 { return i.letti }

// Testo is Ripeti in memory, for readers of a whole document.
func Testo(testa, blocco string, volte int, coda string) []byte {
	b := make([]byte, 0, len(testa)+volte*len(blocco)+len(coda))
	b = append(b, testa...)
	for range volte {
		b = append(b, blocco...)
	}
	return append(b, coda...)
}

// Assegnati returns how many bytes f allocates, whether or not they are freed.
func Assegnati(f func()) uint64 {
	var prima, dopo runtime.MemStats
	runtime.ReadMemStats(&prima)
	f()
	runtime.ReadMemStats(&dopo)
	return dopo.TotalAlloc - prima.TotalAlloc
}

// Lineare prepares a work of n and one of ten times n, and requires that the
// second allocates at most twenty-five times as much: ten, and what growing adds. A
// slice doubles while it is small and grows by a quarter when it is large, so that
// all its copies are two to five times its size. What is quadratic allocates a
// hundred times as much.
func Lineare(t *testing.T, n int, prepara func(n int) func()) {
	t.Helper()
	piccolo, grande := prepara(n), prepara(10*n)
	poco := Assegnati(piccolo)
	molto := Assegnati(grande)
	require.LessOrEqual(t, molto, 25*poco, "%d bytes for %d, %d for %d", poco, n, molto, 10*n)
}

// SenzaRace skips a test of megabytes under the race detector, which makes it ten
// times slower and has nothing to find in one goroutine.
func SenzaRace(t *testing.T) {
	t.Helper()
	if conRace {
		t.Skip("slow under the race detector, and of one goroutine")
	}
}
