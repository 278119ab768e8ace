package pendenza_test

import (
	"testing"

	"github.com/quietanza/quietanza/pendenza"
)

// BenchmarkParsePendenza reads a position without rare members.
func BenchmarkParsePendenza(b *testing.B) {
	dati := []byte(valida)
	b.SetBytes(int64(len(dati)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := pendenza.ParsePendenza(dati); err != nil {
			b.Fatal(err)
		}
	}
}
