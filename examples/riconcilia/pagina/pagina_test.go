package pagina_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/riconcilia/pagina"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// uno is a page of one credit whose texts try to be code.
func uno() *pagina.Pagina {
	oggi := avviso.MustData("2025-03-31")
	r := rendicontazione.Riconcilia(rendicontazione.Input{Oggi: oggi, Movimenti: []cassa.Movimento{{
		ID: "1", IdDominio: avviso.MustIdDominio("99999000013"), Importo: avviso.MustImporto("1234.56"), Segno: cassa.Entrata, DataContabile: avviso.MustData("2025-03-03"),
		Causale: "/PUR/LGPE-RIVERSAMENTO/URI/2025-03-03ABI99998-1 </script><script>alert(1)</script>",
	}}}, rendicontazione.Opzioni{})
	return &pagina.Pagina{
		Titolo: "Prova <b>", Oggi: oggi, Report: &r, NonLetti: []string{"a.xml: <illeggibile>"},
		Casi: []pagina.Caso{{AChi: "Al PSP", Cosa: "chiedere <i>", Chiave: "x", Motivo: "y", Importo: avviso.MustImporto("1234.56"), Dipende: true, Altre: []pagina.Caso{{Oggetto: "riga", Motivo: "z"}}}},
	}
}

// The page is by itself, and what is in documents is text.
func TestPagina(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, uno().Scrivi(&b))
	s := b.String()
	require.NotRegexp(t, regexp.MustCompile(`(?i)(src|href)=|https?:|url\(|@import`), s)
	require.Equal(t, 2, strings.Count(s, "<script")) // the data and the code
	require.Equal(t, 2, strings.Count(s, "</script>"))
	require.NotContains(t, s, "<i>")
	for _, testo := range []string{
		"Prova &lt;b&gt;", "Situazione al 31/03/2025", "Documenti, o parti, non letti: 1", "a.xml: &lt;illeggibile&gt;", "€ 1.234,56", "chiedere &lt;i&gt;",
		`["2025-03-03",123456,"FLUSSO_NON_TROVATO","1","","99999000013"`, "8–30 giorni: € 1.234,56 (1)",
	} {
		require.Contains(t, s, testo)
	}
}

// The page runs its own script and style alone, whatever is in the documents.
func TestRegole(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, uno().Scrivi(&b))
	s := html.UnescapeString(b.String())
	for _, p := range []string{`<style>(?s)(.*?)</style>`, `<script>(?s)(.*?)</script>`} {
		m := regexp.MustCompile(p).FindStringSubmatch(b.String())
		require.Len(t, m, 2)
		h := sha256.Sum256([]byte(m[1]))
		require.Contains(t, s, "'sha256-"+base64.StdEncoding.EncodeToString(h[:])+"'")
	}
	require.NotContains(t, s, "unsafe")
	m := regexp.MustCompile(`<script type="application/json" id="dati">(.*?)</script>`).FindStringSubmatch(b.String())
	require.Len(t, m, 2)
	var dati map[string][]struct {
		V []any `json:"v"`
	}
	require.NoError(t, json.Unmarshal([]byte(m[1]), &dati))
	require.Equal(t, "/PUR/LGPE-RIVERSAMENTO/URI/2025-03-03ABI99998-1 </script><script>alert(1)</script>", dati["m"][0].V[7])
}

// In English the labels change, and what the documents say does not.
func TestInglese(t *testing.T) {
	p := uno()
	p.Lingua, p.Titolo = "en", "Riconciliazione pagoPA"
	p.Precedente = "febbraio.json"
	for range 301 {
		p.Cambi = append(p.Cambi, pagina.Cambio{Oggetto: "flusso", Chiave: "k", Come: "A → B"})
	}
	var b bytes.Buffer
	require.NoError(t, p.Scrivi(&b))
	for _, testo := range []string{`<html lang="en">`, "pagoPA reconciliation", "As of 31/03/2025", "Ask the PSP", "Movements of the account", "8–30 days", "chiedere", "Changed since febbraio.json <small>(301)</small>", "Others: 1"} {
		require.Contains(t, b.String(), testo)
	}
}

func TestScritturaFallita(t *testing.T) {
	require.ErrorContains(t, uno().Scrivi(rotta{}), "disco pieno")
}

type rotta struct{}

func (rotta) Write([]byte) (int, error) { return 0, errors.New("disco pieno") }
