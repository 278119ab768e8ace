package main

import (
	"bytes"
	"encoding/base64"
	"flag"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/jppa"
)

var aggiorna = flag.Bool("update", false, "rewrite the golden file")

// TestDemonstration runs it twice: the screen is always the same.
func TestDemonstration(t *testing.T) {
	file := filepath.Join("testdata", "uscita.txt")
	for range 2 {
		var out bytes.Buffer
		require.NoError(t, esegui(nil, &out, io.Discard))
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

// TestMessaggio: the mail that is written is the one composed, with the ZIP whole, as a mail
// program reads it.
func TestMessaggio(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "nuova")
	var out bytes.Buffer
	require.NoError(t, esegui([]string{"-uscita", dir}, &out, io.Discard))
	require.Contains(t, out.String(), "scritti in "+dir+": GOVPAY_01234567890_1.csv, GOVPAY_01234567890_1.zip, GOVPAY_01234567890_1.eml\n")
	f, err := os.Open(filepath.Join(dir, "GOVPAY_01234567890_1.eml"))
	require.NoError(t, err)
	defer f.Close()
	m, err := mail.ReadMessage(f)
	require.NoError(t, err)
	for nome, want := range map[string]string{
		"From": "pagamenti@comune.esempio.it", "To": "ragioneria@comune.esempio.it", "Cc": "tributi@comune.esempio.it",
	} {
		a, err := m.Header.AddressList(nome)
		require.NoError(t, err)
		require.Len(t, a, 1)
		require.Equal(t, want, a[0].Address)
	}
	oggetto, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	require.NoError(t, err)
	require.Equal(t, "[GovPay] Export pagamenti  inviati al servizio Maggioli JPPA al 2024-03-08 02:59.", oggetto)
	quando, err := m.Header.Date()
	require.NoError(t, err)
	require.Equal(t, "2024-03-08T03:00:00+01:00", quando.Format(time.RFC3339))

	_, parametri, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	require.NoError(t, err)
	parti := multipart.NewReader(m.Body, parametri["boundary"])
	testo, err := parti.NextPart() // undoes quoted-printable
	require.NoError(t, err)
	b, err := io.ReadAll(testo)
	require.NoError(t, err)
	fine, err := giornata(io.Discard)
	require.NoError(t, err)
	require.Equal(t, fine.mail.Testo, strings.ReplaceAll(string(b), "\r\n", "\n"))
	allegato, err := parti.NextPart()
	require.NoError(t, err)
	require.Equal(t, "GOVPAY_01234567890_1.zip", allegato.FileName())
	b, err = io.ReadAll(base64.NewDecoder(base64.StdEncoding, allegato))
	require.NoError(t, err)
	disco, err := os.ReadFile(filepath.Join(dir, "GOVPAY_01234567890_1.zip"))
	require.NoError(t, err)
	require.Equal(t, disco, b)
	_, err = parti.NextPart()
	require.ErrorIs(t, err, io.EOF)
}

func TestArgomenti(t *testing.T) {
	for _, args := range [][]string{{"-x"}, {"y"}, {"-uscita", ""}, {"-uscita", "/dev/null"}} {
		require.Error(t, esegui(args, io.Discard, io.Discard), args)
	}
	var out bytes.Buffer
	require.ErrorIs(t, esegui([]string{"-h"}, &out, io.Discard), comando.ErrFinito)
	require.Contains(t, out.String(), "Stati di uscita")
	pieno, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	require.NoError(t, err)
	defer pieno.Close()
	require.Error(t, esegui(nil, pieno, io.Discard))
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
