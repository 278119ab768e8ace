package pendenza_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/pendenza"
)

func leggi[S any](t *testing.T, nomi string, parse func(string) (S, error)) (stati []S) {
	t.Helper()
	for _, n := range strings.Fields(nomi) {
		s, err := parse(n)
		require.NoError(t, err)
		stati = append(stati, s)
	}
	return stati
}

func TestStatoDocumento(t *testing.T) {
	tests := []struct{ stati, atteso string }{
		{"ESEGUITA ANOMALA", "ANOMALA"},
		{"TRASFERITA TRASFERITA", "TRASFERITA"},
		{"BOZZA BOZZA", "BOZZA"},
		{"BOZZA ANNULLATA", "BOZZA"},
		{"ANNULLATA TRASFERITA", "ANNULLATA"},
		{"INCASSATA ANNULLATA", "INCASSATA"},
		{"INCASSATA ESEGUITA", "ESEGUITA"},
		{"ESEGUITA NON_ESEGUITA", "ESEGUITA_PARZIALE"},
		{"ESEGUITA_PARZIALE SCADUTA", "ESEGUITA_PARZIALE"},
		{"SCADUTA SCADUTA TRASFERITA", "SCADUTA"},
		{"SCADUTA NON_ESEGUITA", "NON_ESEGUITA"},
		{"BOZZA NON_ESEGUITA", "NON_ESEGUITA"},
	}
	for _, tt := range tests {
		s, err := pendenza.StatoDocumento(slices.Values(leggi(t, tt.stati, pendenza.ParseStatoEffettivo)))
		require.NoError(t, err)
		require.Equal(t, tt.atteso, s.String(), tt.stati)
	}
	_, err := pendenza.StatoDocumento(slices.Values([]pendenza.StatoEffettivo{}))
	require.ErrorIs(t, err, pendenza.ErrVuoto)
}

func TestAlternativaPagata(t *testing.T) {
	intera, rata, altra := in(pendenza.NonEseguita), in(pendenza.Eseguita), in(pendenza.NonEseguita)
	intera.IDPendenza, intera.Piano = "INTERA", "intero"
	rata.IDPendenza, rata.Piano = "R1", "rate"
	altra.IDPendenza, altra.Piano = "R2", "rate"
	documento := []*pendenza.Pendenza{intera, rata, altra}
	require.True(t, pendenza.AlternativaPagata(intera, slices.Values(documento)))
	require.False(t, pendenza.AlternativaPagata(altra, slices.Values(documento)), "an instalment of the plan that was taken")
	rata.Stato, rata.Pagamenti = pendenza.NonEseguita, nil
	require.False(t, pendenza.AlternativaPagata(intera, slices.Values(documento)))
}

func TestNomi(t *testing.T) {
	for s := range pendenza.Stati() {
		b, err := s.MarshalText()
		require.NoError(t, err)
		var r pendenza.Stato
		require.NoError(t, r.UnmarshalText(b))
		require.Equal(t, s, r)
		v, err := s.Value()
		require.NoError(t, err)
		require.NoError(t, r.Scan(v))
	}
	var s pendenza.Stato
	require.NoError(t, s.Scan(nil))
	_, err := s.MarshalText()
	require.ErrorIs(t, err, pendenza.ErrNome)
	_, err = pendenza.ParsePassaggio("pubblica")
	require.ErrorIs(t, err, pendenza.ErrNome)
	_, err = pendenza.ParseEvento([]byte(`{"tipo":"pubblica"}`), time.Time{})
	require.ErrorIs(t, err, pendenza.ErrEvento)
}
