package main

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestGiro(t *testing.T) {
	var out strings.Builder
	require.NoError(t, esegui(context.Background(), nil, &out))
	righe := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, righe, 7)
	for i, want := range []string{
		"MENSA_17_1, digest ",
		"NON_VALIDA (registro: Verifica digest fallita)",
		"&codEsito=000",
		"L'esito sarà definitivo quando riceverai la Ricevuta Telematica. (pagata: false)",
		"notifica 1: 000 (pagata: true)",
		"notifica 2: 000 (pagata: true)",
		"POSIZIONE_PAGATA",
	} {
		require.Contains(t, righe[i], want)
	}
}

// A page left open on -servi ends with its context, and says where to look.
func TestServi(t *testing.T) {
	ctx, ferma := context.WithCancel(context.Background())
	ferma()
	var out strings.Builder
	require.NoError(t, esegui(ctx, []string{"-servi"}, &out))
	require.Contains(t, out.String(), "portale    http://127.0.0.1:")
}
