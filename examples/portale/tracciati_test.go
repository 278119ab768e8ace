package main

import (
	"bytes"
	"encoding/csv"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/pendenza"
)

// carica uploads a file as the page does.
func (u *ufficio) carica(nome, formato string, corpo []byte) risposta {
	u.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	require.NoError(u.t, w.WriteField("formato", formato))
	if nome != "" {
		f, err := w.CreateFormFile("file", nome)
		require.NoError(u.t, err)
		_, err = f.Write(corpo)
		require.NoError(u.t, err)
	}
	require.NoError(u.t, w.Close())
	r, err := http.NewRequest(http.MethodPost, u.server.URL+"/tracciati", &b)
	require.NoError(u.t, err)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Origin", u.server.URL)
	return u.manda(r)
}

// TestTracciato walks a file from Nuovo to Caricamento OK, and pays what it brought in
// each of the ways.
func TestTracciato(t *testing.T) {
	u := nuovoUfficio(t)
	campione := u.leggi("/tracciati/campione.csv")
	r := u.carica(`C:\ufficio\campione.csv`, "", []byte(campione.corpo))
	r.dice(t, http.StatusOK, "1 · campione.csv", "Nuovo")
	require.Contains(t, r.corpo, `http-equiv="refresh"`)
	u.leggi("/tracciati/1/elaborato").dice(t, http.StatusNotFound, "File non pronto")
	u.passa(passoTracciati)
	u.leggi("/tracciati").dice(t, http.StatusOK, "Validazione OK")
	u.leggi("/tracciati/1").dice(t, http.StatusOK, "VALIDAZIONE_OK", "si aggiorna da sola")
	u.passa(passoTracciati)
	r = u.leggi("/tracciati")
	r.dice(t, http.StatusOK, "Caricamento OK")
	require.NotContains(t, r.corpo, `http-equiv="refresh"`)
	r = u.leggi("/tracciati/1")
	r.dice(t, http.StatusOK, "3 righe: 3 eseguite, 0 fallite", "CAMPIONE-3", "CARICAMENTO_OK", "Tracciato elaborato")
	require.Equal(t, campione.corpo, u.leggi("/tracciati/1/originale").corpo)

	elaborato := u.leggi("/tracciati/1/elaborato")
	require.Equal(t, "attachment; filename=elaborato_1.csv", elaborato.testate.Get("Content-Disposition"))
	righe, err := csv.NewReader(strings.NewReader(elaborato.corpo)).ReadAll()
	require.NoError(t, err)
	require.Len(t, righe, 4)
	p := u.posizione("CAMPIONE-1")
	require.Contains(t, strings.Join(righe[1], ","), p.IUV.String())
	require.Contains(t, strings.Join(righe[1], ","), "PAGOPA|002|"+p.NumeroAvviso.String()+"|99999000005|15000")
	u.leggi("/tracciati/1/esiti").dice(t, http.StatusOK, "CAMPIONE-1")

	u.leggi("/debiti").dice(t, http.StatusOK, "Contributo per il centro estivo", "Imposta municipale, acconto")
	u.posta(u.alPunto("CAMPIONE-1"), "scelta", "paga").dice(t, http.StatusOK, "Pagamento eseguito")
	u.posta(u.aCheckout("CAMPIONE-2"), "scelta", "paga").dice(t, http.StatusOK, "Pagamento eseguito")
	r = u.posta(u.alloSportello("CAMPIONE-3", "ABI99991"), "scelta", "eseguito")
	u.passa(passoTracciati * 2)
	u.leggi(r.percorso).dice(t, http.StatusOK, "Pagamento eseguito", "318,00")

	// The same file again updates nothing that is paid.
	u.carica("campione.csv", "csv", []byte(campione.corpo))
	u.passa(2 * passoTracciati)
	u.leggi("/tracciati/2").dice(t, http.StatusOK, "Caricamento KO", "3 fallite")
	require.Equal(t, pendenza.Eseguita, u.posizione("CAMPIONE-1").Stato)
}

// TestTracciatoKO: a line that fails, files that cannot be read, uploads without a file.
func TestTracciatoKO(t *testing.T) {
	u := nuovoUfficio(t)
	campione := u.leggi("/tracciati/campione.csv?errato").corpo
	u.carica("errato.csv", "", []byte(campione))
	u.carica("vuoto.csv", "", nil)
	u.carica("x.json", "", []byte("{"))
	u.carica("altri.csv", "", []byte(strings.ReplaceAll(u.leggi("/tracciati/campione.csv").corpo, "99999000005", "00429440068")))
	u.carica("<script>alert(1)</script>\u202e.csv", "csv", []byte("a"))
	u.passa(2 * passoTracciati)
	u.leggi("/tracciati/1").dice(t, http.StatusOK, "Caricamento KO", "2 eseguite, 1 fallite", "CAMPIONE-3")
	u.leggi("/tracciati/2").dice(t, http.StatusOK, "Validazione KO", "VUOTO")
	u.leggi("/tracciati/3").dice(t, http.StatusOK, "Validazione KO")
	u.leggi("/tracciati/4").dice(t, http.StatusOK, "Caricamento KO", "3 fallite")
	r := u.leggi("/tracciati")
	require.NotRegexp(t, inLinea, r.corpo)
	require.NotContains(t, r.corpo, "\u202e")
	u.leggi("/debito/CAMPIONE-3").dice(t, http.StatusNotFound, "Debito sconosciuto")

	u.carica("", "", nil).dice(t, http.StatusBadRequest, "Manca il file")
	u.carica("x.csv", "xls", nil).dice(t, http.StatusBadRequest, "Formato sconosciuto")
	u.carica("x.csv", "", bytes.Repeat([]byte("x"), maxTracciato)).dice(t, http.StatusRequestEntityTooLarge, "Modulo troppo lungo")
	for _, id := range []string{"0", "99", "x", "-1"} {
		u.leggi("/tracciati/"+id).dice(t, http.StatusNotFound, "Tracciato sconosciuto")
	}
	u.leggi("/tracciati/1/altro").dice(t, http.StatusNotFound, "File non pronto")
	for range maxTracciati {
		r = u.carica("x.csv", "", nil)
	}
	r.dice(t, http.StatusConflict, "Troppi tracciati")
}
