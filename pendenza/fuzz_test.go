package pendenza_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/pendenza"
)

// FuzzLeggiRispostaHost writes what it reads, and reads it again.
func FuzzLeggiRispostaHost(f *testing.F) {
	f.Add([]byte(`{"stato":"NON_ESEGUITA","pendenza":` + valida + `}`))
	f.Add([]byte(`{"stato":"ANNULLATA","descrizioneStato":"revocata"}`))
	f.Add([]byte(`{"stato":"NON_ESEGUITA","pendenza":{"idA2A":"A"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, violazioni, err := pendenza.LeggiRispostaHost(data)
		if err != nil || len(violazioni) > 0 {
			return
		}
		if a.Stato == pendenza.HostNonEseguita && a.Pendenza == nil {
			_, err = pendenza.MarshalRispostaHost(a)
			require.ErrorIs(t, err, pendenza.ErrNonValida)
			return
		}
		b, err := pendenza.MarshalRispostaHost(a)
		require.NoError(t, err)
		letta, violazioni, err := pendenza.LeggiRispostaHost(b)
		require.NoError(t, err, "%s", b)
		require.Empty(t, violazioni, "%s", b)
		c, err := pendenza.MarshalRispostaHost(letta)
		require.NoError(t, err)
		require.Equal(t, string(b), string(c))
	})
}
