package main

import (
	"flag"
	"os"
	"testing"

	"github.com/smallstep/pkcs7"
	"github.com/stretchr/testify/require"
)

var aggiorna = flag.Bool("update", false, "rewrite the recorded run")

// TestRegistrazione is the run that the page of the program shows.
func TestRegistrazione(t *testing.T) {
	registrato, err := os.ReadFile("testdata/uscita.txt")
	require.True(t, err == nil || *aggiorna, err)
	qui, err := os.Getwd()
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	f := valido(t)
	require.NoError(t, os.Mkdir("marzo", 0o755))
	for nome, dati := range map[string][]byte{
		"flusso-1.xml.p7m":   f.firma(t, []byte(documento), nil),
		"flusso-2.xml.p7m":   f.firma(t, []byte(documento), func(s *pkcs7.SignedData) { s.Detach() }),
		"giornale-cassa.xml": []byte("<flusso_giornale_di_cassa/>\n"),
	} {
		require.NoError(t, os.WriteFile("marzo/"+nome, dati, 0o600))
	}
	stato, out, errori := lancia(t, "", "-uscita", "estratti", "-tutti", "marzo")
	require.Equal(t, 1, stato)
	if *aggiorna {
		require.NoError(t, os.MkdirAll(qui+"/testdata", 0o755))
		require.NoError(t, os.WriteFile(qui+"/testdata/uscita.txt", []byte(out+errori), 0o644))
		return
	}
	require.Equal(t, string(registrato), out+errori)
}
