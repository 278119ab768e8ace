package gdp_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// TestCodesOfMessagesAreTheStatesOfTheNodo: the codes of the journal and the
// states of the Nodo are two enumerations; each code of messages is the state of
// the same name, and every state but the first is one of them.
func TestCodesOfMessagesAreTheStatesOfTheNodo(t *testing.T) {
	codici := 0
	for s := range nodo.Stati() {
		if s == nodo.Start {
			continue
		}
		c, err := gdp.ParseEventCode(s.String())
		if err != nil { // the two legacy codes are not published ones
			c, _, err = gdp.Canonico(s.String())
		}
		require.NoError(t, err, s)
		stato, ok := c.StatoNodo()
		require.True(t, ok, c)
		require.Equal(t, s, stato)
		require.Equal(t, s.String(), c.String())
		codici++
	}
	require.Equal(t, 21, codici, "19 codes and two legacy ones")
}
