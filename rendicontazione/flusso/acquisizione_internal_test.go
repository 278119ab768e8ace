package flusso

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa/prova"
)

func TestMacchinaAcquisizione(t *testing.T) {
	delFlusso := &ContestoAcquisizione{Anomalie: []Anomalia{{Codice: AnomaliaTotale, Livello: LivelloFlusso}}}
	delleRighe := &ContestoAcquisizione{Anomalie: []Anomalia{{Codice: AnomaliaDuplicata, Livello: LivelloRiga, Riga: 2}}}
	prova.Tutto(t, acquisizione, delFlusso, delleRighe)
	prova.Struttura(t, acquisizione, Rifiutato)
	prova.Cammina(t, acquisizione, prova.Storia[StatoAcquisizione, EventoAcquisizione]{
		Nome: "accepted, ambiguous, superseded", Da: Ricevuto,
		Eventi: []EventoAcquisizione{Acquisisci, Segnala, Sostituisci}, A: Obsoleto,
	})

	// Anomalies of rows do not make the flow anomalous.
	s, err := ApplicaAcquisizione(Ricevuto, Acquisisci, delleRighe)
	require.NoError(t, err)
	require.Equal(t, Accettato, s)
	_, err = ApplicaAcquisizione(Ricevuto, Segnala, delleRighe)
	require.ErrorIs(t, err, ErrNonAnomalo)
	s, err = ApplicaAcquisizione(Ricevuto, Acquisisci, delFlusso)
	require.ErrorIs(t, err, ErrAnomalo)
	require.ErrorIs(t, err, ErrTransizione)
	require.Equal(t, Ricevuto, s)
	var e *Errore
	require.True(t, errors.As(err, &e))
	require.Equal(t, CodiceTransizione, e.Codice)
}
