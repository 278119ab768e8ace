package jppa_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
)

func TestNomiFile(t *testing.T) {
	n, err := jppa.NuoviNomiFile(ente, 12)
	require.NoError(t, err)
	require.Equal(t, jppa.NomiFile{ZIP: "GOVPAY_01234567890_12.zip", CSV: "GOVPAY_01234567890_12.csv"}, n)
	_, err = jppa.NuoviNomiFile(ente, 0)
	require.ErrorIs(t, err, jppa.ErrCampo)
	_, err = jppa.NuoviNomiFile(avviso.IdDominio{}, 1)
	require.ErrorIs(t, err, jppa.ErrCampo)

	for _, tt := range []struct{ istante, want string }{
		{"2026-03-07T03:00:05.042", "07032026030042005"},
		{"2026-03-07T03:00:05.007", "07032026030007005"},
		{"2026-03-07T03:00:59.317", "070320260300317059"},
		{"2026-12-31T23:59:00", "31122026235900000"},
	} {
		n, err := jppa.NuoviNomiFileREST(ente, avviso.MustDataOra(tt.istante))
		require.NoError(t, err)
		require.Equal(t, jppa.NomiFile{ZIP: "GOVPAY_01234567890_" + tt.want + "_1.zip", CSV: "GOVPAY_01234567890_" + tt.want + "_2.csv"}, n)
	}
	_, err = jppa.NuoviNomiFileREST(ente, avviso.DataOra{})
	require.ErrorIs(t, err, jppa.ErrCampo)
}

func TestZIP(t *testing.T) {
	quando := avviso.MustDataOra("2024-03-08T02:59:59.999")
	uno, err := jppa.AppendZIP([]byte("x"), "a.csv", []byte(testata), quando)
	require.NoError(t, err)
	due, err := jppa.AppendZIP(nil, "a.csv", []byte(testata), quando)
	require.NoError(t, err)
	require.Equal(t, uno[1:], due, "stable bytes")
	r, err := zip.NewReader(bytes.NewReader(due), int64(len(due)))
	require.NoError(t, err)
	require.Len(t, r.File, 1)
	require.Equal(t, "a.csv", r.File[0].Name)
	f, err := r.File[0].Open()
	require.NoError(t, err)
	b, err := io.ReadAll(f)
	require.NoError(t, err)
	require.Equal(t, testata, string(b))
	_, err = jppa.AppendZIP(nil, "", nil, quando)
	require.ErrorIs(t, err, jppa.ErrCampo)
	_, err = jppa.AppendZIP(nil, "a.csv", nil, avviso.DataOra{})
	require.ErrorIs(t, err, jppa.ErrCampo)
}

func tracciato() jppa.Tracciato {
	return jppa.Tracciato{
		ID: 42, Progressivo: 7, IdDominio: ente, RagioneSociale: "Comune di Prova",
		Finestra:        jppa.Finestra{Da: avviso.MustDataOra("2024-03-07T03:00:00"), A: avviso.MustDataOra("2024-03-08T02:59:59.999")},
		NumeroPagamenti: 3, SecID: jppa.NuovoSecID([20]byte{}),
	}
}

const campiEmail = `
Ente creditore: Comune di Prova
Id Dominio: 01234567890
Data inizio: 2024-03-07 03:00
Data fine: 2024-03-08 02:59
Numero pagamenti: 3
Versione tracciato: 1.0

Messaggio automatico: non occorre rispondere.

Cordiali saluti.
`

func TestEmail(t *testing.T) {
	si, no, vuoto, oggetto := true, false, "", "Pagamenti di ieri"
	c := jppa.Configurazione{EmailIndirizzi: jppa.NuoviIndirizzi(" a@esempio.it ,, b@esempio.it,c@esempio.it "), EmailAllegato: &si, EmailSubject: &vuoto, Versione: "1.0"}
	e, err := jppa.ComponiEmail(&c, tracciato())
	require.NoError(t, err)
	want := jppa.Email{
		A: "a@esempio.it", CC: []string{"b@esempio.it", "c@esempio.it"},
		Oggetto:  "[GovPay] Export pagamenti  inviati al servizio Maggioli JPPA al 2024-03-08 02:59.",
		Testo:    "Salve,\n\nin allegato si trova il tracciato dei pagamenti inviati al servizio Maggioli JPPA:\n" + campiEmail,
		Allegato: "GOVPAY_01234567890_7.zip",
	}
	if d := cmp.Diff(want, e); d != "" {
		t.Error(d)
	}

	c = jppa.Configurazione{EmailIndirizzi: jppa.Indirizzi{"a@esempio.it"}, EmailAllegato: &no, EmailSubject: &oggetto, DownloadBaseURL: "https://x.it/tracciatiNotificaPagamenti"}
	e, err = jppa.ComponiEmail(&c, tracciato())
	require.NoError(t, err)
	link := "https://x.it/tracciatiNotificaPagamenti/42?secID=" + strings.Repeat("A", 27)
	want = jppa.Email{
		A: "a@esempio.it", CC: []string{}, Oggetto: oggetto, Link: link,
		Testo: "Salve,\n\nall'indirizzo: \n" + link + "\nsi può scaricare il tracciato dei pagamenti inviati al servizio Maggioli JPPA:\n" + campiEmail,
	}
	if d := cmp.Diff(want, e); d != "" {
		t.Error(d)
	}
	c.DownloadBaseURL += "/"
	e, err = jppa.ComponiEmail(&c, tracciato())
	require.NoError(t, err)
	require.Equal(t, link, e.Link, "one slash")

	rest := jppa.ConfigurazioneREST{EmailIndirizzi: jppa.Indirizzi{"a@esempio.it"}, EmailAllegato: &no}
	e, err = jppa.ComponiEmailREST(&rest, tracciato(), "x.zip", avviso.MustDataOra("2026-03-07T03:00:05.042"))
	require.NoError(t, err)
	require.Equal(t, "Pagamenti inviati al servizio Maggioli JPPA al 07/03/2026 03:00:05", e.Oggetto)
	require.Empty(t, e.Link+e.Allegato)
	rest.EmailAllegato = &si
	e, err = jppa.ComponiEmailREST(&rest, tracciato(), "x.zip", avviso.DataOra{})
	require.NoError(t, err)
	require.Equal(t, "Pagamenti inviati al servizio Maggioli JPPA al ", e.Oggetto)
	require.Equal(t, "x.zip", e.Allegato)
}

func TestEmailOfNoPayments(t *testing.T) {
	si := true
	f := tracciato()
	f.NumeroPagamenti = 0
	e, err := jppa.ComponiEmail(&jppa.Configurazione{EmailIndirizzi: jppa.Indirizzi{"a@esempio.it"}, EmailAllegato: &si}, f)
	require.NoError(t, err)
	require.Contains(t, e.Testo, "\nNumero pagamenti: 0\n")
}

// A secID is base64url without padding (RFC 4648, section 5): these 64 characters
// and no neighbour of theirs.
func TestLink(t *testing.T) {
	const alfabeto = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	link, err := jppa.Link("https://x.it/t", 1, avviso.NuovoSegreto(alfabeto))
	require.NoError(t, err)
	require.Equal(t, "https://x.it/t/1?secID="+alfabeto, link)
	for _, altro := range "@[`{/:,.+=^ \x00\x7f\u00e9" {
		_, err := jppa.Link("https://x.it/t", 1, avviso.NuovoSegreto("a"+string(altro)))
		require.ErrorIs(t, err, jppa.ErrCampo, "%q", altro)
	}
}

func TestEmailRefuses(t *testing.T) {
	si, no := true, false
	for _, tt := range []struct {
		campo  string
		cambia func(*jppa.Configurazione, *jppa.Tracciato)
	}{
		{"emailAllegato", func(c *jppa.Configurazione, _ *jppa.Tracciato) { c.EmailAllegato = nil }},
		{"emailIndirizzi", func(c *jppa.Configurazione, _ *jppa.Tracciato) { c.EmailIndirizzi = jppa.Indirizzi{" , "} }},
		{"emailIndirizzi", func(c *jppa.Configurazione, _ *jppa.Tracciato) { c.EmailIndirizzi = jppa.Indirizzi{"a@x.it\r\nBcc: b"} }},
		{"emailSubject", func(c *jppa.Configurazione, _ *jppa.Tracciato) { s := "a\nb"; c.EmailSubject = &s }},
		{"downloadBaseUrl", func(c *jppa.Configurazione, _ *jppa.Tracciato) { c.DownloadBaseURL = "" }},
		{"idDominio", func(_ *jppa.Configurazione, t *jppa.Tracciato) { t.IdDominio = avviso.IdDominio{} }},
		{"da", func(_ *jppa.Configurazione, t *jppa.Tracciato) { t.Da = avviso.DataOra{} }},
		{"a", func(_ *jppa.Configurazione, t *jppa.Tracciato) { t.A = avviso.DataOra{} }},
		{"numeroPagamenti", func(_ *jppa.Configurazione, t *jppa.Tracciato) { t.NumeroPagamenti = -1 }},
		{"ragioneSociale", func(_ *jppa.Configurazione, t *jppa.Tracciato) { t.RagioneSociale = "a\nb" }},
		{"secID", func(_ *jppa.Configurazione, t *jppa.Tracciato) { t.SecID = avviso.Segreto{} }},
		{"secID", func(_ *jppa.Configurazione, t *jppa.Tracciato) { t.SecID = avviso.NuovoSegreto("a&b") }},
		{"id", func(_ *jppa.Configurazione, t *jppa.Tracciato) { t.ID = 0 }},
		{"progressivo", func(c *jppa.Configurazione, t *jppa.Tracciato) { c.EmailAllegato, t.Progressivo = &si, 0 }},
	} {
		t.Run(tt.campo, func(t *testing.T) {
			c := jppa.Configurazione{EmailIndirizzi: jppa.Indirizzi{"a@esempio.it"}, EmailAllegato: &no, DownloadBaseURL: "https://x.it/t"}
			f := tracciato()
			tt.cambia(&c, &f)
			_, err := jppa.ComponiEmail(&c, f)
			var e *jppa.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, jppa.ErrCampo)
			require.Equal(t, tt.campo, e.Campo)
		})
	}
}
