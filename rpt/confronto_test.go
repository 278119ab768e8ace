package rpt_test

import (
	"encoding/xml"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/confronto/prova"
	"github.com/quietanza/quietanza/rpt"
)

// BenchmarkLettura compares ParseRT and ParseRicevuta with encoding/xml's
// Unmarshal on the same receipts. The two take turns, so that what else the
// machine does weighs on both, and the ratio is that of their best turns.
func BenchmarkLettura(b *testing.B) {
	for _, c := range []struct {
		nome, file   string
		nostro, pari func([]byte) error
	}{
		{
			"RT", "rt.xml",
			func(d []byte) error { _, err := rpt.ParseRT(d); return err },
			func(d []byte) error { return xml.Unmarshal(d, new(prova.RT)) },
		},
		{
			"paSendRTV2Request", "pasendrtv2.xml",
			func(d []byte) error { _, err := rpt.ParseRicevuta(d); return err },
			func(d []byte) error { return xml.Unmarshal(d, new(prova.PaSendRT)) },
		},
	} {
		dati := file(b, c.file)
		b.Run(c.nome, func(b *testing.B) { prova.Confronta(b, dati, c.nostro, c.pari) })
	}
}

// TestAllocations holds the readers to the allocations that their values need.
func TestAllocations(t *testing.T) {
	rt, ricevuta := file(t, "rt.xml"), file(t, "pasendrtv2.xml")
	require.LessOrEqual(t, testing.AllocsPerRun(20, func() { _, _ = rpt.ParseRT(rt) }), 60.0)
	require.LessOrEqual(t, testing.AllocsPerRun(20, func() { _, _ = rpt.ParseRicevuta(ricevuta) }), 66.0)
	require.Zero(t, testing.AllocsPerRun(20, func() { _, _ = rpt.ParseCodiceEsitoPagamento("2") }))
}
