package pulito_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/comando/pulito"
)

func TestTesto(t *testing.T) {
	for testo, want := range map[string]string{
		"perché €\n\t":     "perché €\n\t",
		"a\x1b[2J":         "a\ufffd[2J",
		"a\x9bb":           "a\ufffdb", // a byte that is not UTF-8
		"a\u009bb":         "a\ufffdb", // C1
		"\u202egpj.exe":    "\ufffdgpj.exe",
		"a\u2066b\u200bc":  "a\ufffdb\ufffdc",
		"riga\rcancellata": "riga\ufffdcancellata",
	} {
		require.Equal(t, want, pulito.Testo(testo))
	}
	var b bytes.Buffer
	_, err := io.WriteString(pulito.Scrittore(&b), "a\x1bb")
	require.NoError(t, err)
	require.Equal(t, "a\ufffdb", b.String())
}
