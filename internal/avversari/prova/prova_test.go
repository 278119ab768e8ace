package prova_test

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/avversari/prova"
)

func TestRipeti(t *testing.T) {
	for _, volte := range []int{0, 1, 3, 5000} {
		want := "testa" + strings.Repeat("abc", volte) + "coda"
		require.Equal(t, want, string(prova.Testo("testa", "abc", volte, "coda")))
		i := prova.Ripeti("testa", "abc", int64(volte), "coda")
		require.NoError(t, iotest.TestReader(i, []byte(want)))
		require.EqualValues(t, len(want), i.Letti())
	}
	i := prova.Ripeti("", "x", 1<<40, "")
	n, err := io.CopyN(io.Discard, i, 1000)
	require.NoError(t, err)
	require.EqualValues(t, 1000, n)
	require.Less(t, i.Letti(), int64(1<<20))
}

func TestAssegnati(t *testing.T) {
	var b []byte
	require.GreaterOrEqual(t, prova.Assegnati(func() { b = make([]byte, prova.Mega) }), uint64(prova.Mega))
	require.Len(t, b, prova.Mega)
	prova.Lineare(t, prova.Mega, func(n int) func() { return func() { b = make([]byte, n) } })
}

// TestContapassi: a loop over the input takes a step for each of its bytes.
func TestContapassi(t *testing.T) {
	c := prova.NuovoContapassi(t, "TestContaTesto", ".")
	require.Equal(t, 10, c.Passi(t, strings.Repeat("x", 20))-c.Passi(t, strings.Repeat("x", 10)))
}

// TestContaTesto is what TestContapassi counts.
func TestContaTesto(t *testing.T) {
	n := len(prova.Contato(t))
	require.Len(t, prova.Testo("", "y", n, ""), n)
}
