package main

import (
	"bytes"
	"flag"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
)

var aggiorna = flag.Bool("update", false, "rewrite the golden file")

// TestDemonstration runs it twice: the screen is always the same.
func TestDemonstration(t *testing.T) {
	file := filepath.Join("testdata", "uscita.txt")
	for range 2 {
		var out bytes.Buffer
		require.NoError(t, esegui(&out))
		if *aggiorna {
			require.NoError(t, os.WriteFile(file, out.Bytes(), 0o644))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		if d := cmp.Diff(string(want), out.String()); d != "" {
			t.Error(d)
		}
	}
	fine, err := giornata(io.Discard)
	require.NoError(t, err)
	righe, err := jppa.ParseCSV(fine.csv)
	require.NoError(t, err)
	require.Len(t, righe, 6, "one row for each receipt selected")
	require.Equal(t, fine.nomi.ZIP, fine.mail.Allegato)
}

func TestServicesKeepStrangersOut(t *testing.T) {
	archivio, err := nuovoArchivio()
	require.NoError(t, err)
	s, err := avvia("maggioli_jppa", "giusta", &servizioRecuperaRT{archivio: archivio, adesso: avviso.MustDataOra("2024-03-08T03:00:00")})
	require.NoError(t, err)
	defer s.chiudi()

	stato, _, err := posta(s.client(), s.url, `""`, "maggioli_jppa", "sbagliata", nil)
	require.NoError(t, err)
	require.Equal(t, http.StatusUnauthorized, stato)
	_, _, err = posta(http.DefaultClient, s.url, `""`, "maggioli_jppa", "giusta", nil)
	require.Error(t, err, "a certificate that nobody vouches for")

	stato, corpo, err := posta(s.client(), s.url, `""`, "maggioli_jppa", "giusta", []byte("<html/>"))
	require.NoError(t, err)
	require.Equal(t, http.StatusInternalServerError, stato)
	_, err = jppa.ParseRispostaRecuperaRT(corpo)
	require.ErrorIs(t, err, jppa.ErrFault)
}
