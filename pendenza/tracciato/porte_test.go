package tracciato_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/pendenza/tracciato"
)

// TestPorte: a machine to hang callbacks on goes where the table says, from
// every state by every event.
func TestPorte(t *testing.T) {
	for da := range tracciato.Stati() {
		for e := range tracciato.Eventi() {
			m, err := tracciato.NuovaMacchina(da, nil)
			require.NoError(t, err)
			a, ok := tracciato.Passo(da, e)
			err = tracciato.Lancia(t.Context(), m, e)
			if ok {
				require.NoError(t, err, "%v %v", da, e)
			} else {
				require.ErrorIs(t, err, tracciato.ErrTransizione, "%v %v", da, e)
			}
			require.Equal(t, a.String(), m.Current(), "%v %v", da, e)
		}
	}
}
