package piemontepay_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

// A message that is not there is an error, whatever its type.
func TestNothingIsRefused(t *testing.T) {
	for _, m := range []piemontepay.Messaggio{nil, (*piemontepay.Risposta)(nil), (*piemontepay.TrasmettiRT)(nil)} {
		for _, s := range []*piemontepay.Sicurezza{nil, {}} {
			_, err := piemontepay.AppendBusta(nil, m, piemontepay.XSD110, s)
			require.ErrorIs(t, err, avviso.ErrNullo)
		}
		violazioni := piemontepay.Violazioni(m)
		require.Len(t, violazioni, 1)
		require.Equal(t, avviso.CodiceNullo, violazioni[0].Codice)
		_, ok := piemontepay.Chiave(m)
		require.False(t, ok)
	}
}
