package sessione_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/pendenza/sessione"
)

// TestPorte: a machine to hang callbacks on goes where the table says, from
// every state by every event.
func TestPorte(t *testing.T) {
	for da := range sessione.CodiciStato() {
		for e := range sessione.Eventi() {
			m, err := sessione.NuovaMacchina(da, nil)
			require.NoError(t, err)
			a, ok := sessione.Passo(da, e)
			err = sessione.Lancia(t.Context(), m, e)
			if ok {
				require.NoError(t, err, "%v %v", da, e)
			} else {
				require.ErrorIs(t, err, sessione.ErrTransizione, "%v %v", da, e)
			}
			require.Equal(t, a.String(), m.Current(), "%v %v", da, e)
		}
	}
}
