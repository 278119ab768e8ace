package flusso_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// TestPorte: a machine to hang callbacks on goes where the guards of the table
// let it.
func TestPorte(t *testing.T) {
	sano := &flusso.ContestoAcquisizione{}
	malato := &flusso.ContestoAcquisizione{Anomalie: []flusso.Anomalia{{Livello: flusso.LivelloFlusso}}}
	m, err := flusso.NuovaMacchinaAcquisizione(flusso.Ricevuto, malato, nil)
	require.NoError(t, err)
	require.ErrorIs(t, flusso.LanciaAcquisizione(t.Context(), m, flusso.Acquisisci), flusso.ErrAnomalo)
	require.NoError(t, flusso.LanciaAcquisizione(t.Context(), m, flusso.Segnala))
	require.Equal(t, flusso.Anomalo.String(), m.Current())

	m, err = flusso.NuovaMacchinaAcquisizione(flusso.Ricevuto, sano, nil)
	require.NoError(t, err)
	require.ErrorIs(t, flusso.LanciaAcquisizione(t.Context(), m, flusso.Segnala), flusso.ErrNonAnomalo)
	require.NoError(t, flusso.LanciaAcquisizione(t.Context(), m, flusso.Acquisisci))
	require.NoError(t, flusso.LanciaAcquisizione(t.Context(), m, flusso.Sostituisci))
	require.ErrorIs(t, flusso.LanciaAcquisizione(t.Context(), m, flusso.Rifiuta), flusso.ErrTransizione)
	require.Equal(t, flusso.Obsoleto.String(), m.Current())
}
