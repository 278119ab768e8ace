package riferimento_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/riferimento"
)

func TestUsabile(t *testing.T) {
	for _, s := range []string{"7700911", " 004711000088001 ", "A1", "0001", "NONREF1", "0306977712345670489999599995IT"} {
		require.True(t, riferimento.Usabile(s), s)
	}
	for _, s := range []string{
		"", " ", "-", "0", "0000", "55555", "NONREF", "nonref", "NOTPROVIDED", "Not Provided", "NOTAVAILABLE", "NOREF", "ND", "n.d.",
		"N/A", "UNKNOWN", " NONREF ",
	} {
		require.False(t, riferimento.Usabile(s), s)
	}
	require.Zero(t, testing.AllocsPerRun(10, func() { riferimento.Usabile("004711000088001") }))
}
