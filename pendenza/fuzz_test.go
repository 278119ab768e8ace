package pendenza_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
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

// FuzzParseNotifica writes what it reads, and finds that it is the same.
func FuzzParseNotifica(f *testing.F) {
	f.Add([]byte(`{"idA2A":"APP","idPendenza":"P-1","rpt":{"datiVersamento":{"codiceContestoPagamento":"c1"}},
		"riscossioni":[{"idDominio":"00429440068","iuv":"01000000000004285","iur":"R1","indice":1,"stato":"PAGATO","tipo":"ENTRATA","importo":60.0,"data":"2024-05-03"}]}`))
	f.Add([]byte(`{"idA2A":"APP","idPendenza":"P-1"}`))
	f.Add([]byte(`{"idA2A":"APP","idPendenza":"P-1","riscossioni":[{"iur":"R1","importo":1}]}`))
	d := avviso.MustIdDominio("00429440068")
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := pendenza.ParseNotifica(d, iuv, data)
		if err != nil {
			return
		}
		b, err := n.Marshal()
		require.NoError(t, err)
		letta, err := pendenza.ParseNotifica(d, iuv, b)
		require.NoError(t, err, "%s", b)
		uguale, err := letta.Ripetuta(&n)
		require.NoError(t, err)
		require.True(t, uguale, "%s", b)
	})
}
