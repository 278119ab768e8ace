package pagina_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/riconcilia/pagina"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
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
		"8–30 giorni: € 1.234,56 (1)",
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
}

// genere is a kind of object, as the page has it.
type genere struct {
	N      int     `json:"n"`
	V      [][]int `json:"v"`
	Vedere []int   `json:"!"`
	F      []any   `json:"f"`
	R      []any   `json:"r"`
}

// dati undoes what the page undoes.
func dati(t *testing.T, p *pagina.Pagina) (m, f, r genere, testi []string) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, p.Scrivi(&b))
	trovato := regexp.MustCompile(`<script type="application/octet-stream" id="dati">(.*?)</script>`).FindStringSubmatch(b.String())
	require.Len(t, trovato, 2)
	z, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(trovato[1])))
	require.NoError(t, err)
	var tutto struct {
		M genere   `json:"m"`
		F genere   `json:"f"`
		R genere   `json:"r"`
		T []string `json:"t"`
	}
	require.NoError(t, json.NewDecoder(z).Decode(&tutto))
	return tutto.M, tutto.F, tutto.R, tutto.T
}

// The objects are all there, each text once, with what they lead to.
func TestDati(t *testing.T) {
	p := uno()
	m, _, _, testi := dati(t, p)
	require.Equal(t, 1, m.N)
	require.Equal(t, []int{0}, m.Vedere)
	require.Equal(t, []any{-1.0}, m.F)
	var riga []string
	for j, c := range m.V {
		if j == 1 {
			require.Equal(t, []int{123456}, c)
			continue
		}
		riga = append(riga, testi[c[0]])
	}
	require.Equal(t, []string{"2025-03-03", "FLUSSO_NON_TROVATO", "1", "", "99999000013", "", "/PUR/LGPE-RIVERSAMENTO/URI/2025-03-03ABI99998-1 </script><script>alert(1)</script>"}, riga)

	// A flow of four payments and one of one.
	riga4 := flusso.Riga{IUV: "1", Importo: avviso.MustImporto("1.00"), Data: p.Oggi}
	var in rendicontazione.Input
	in.Oggi = p.Oggi
	for i, id := range []string{"2025-03-03ABI99998-1", "2025-03-03ABI99998-2"} {
		x := flusso.Flusso{Testata: flusso.Testata{IdDominio: avviso.MustIdDominio("99999000013"), IDFlusso: id, DataRegolamento: p.Oggi}}
		for n := range 4 - 3*i {
			riga4.IUR = strconv.Itoa(n)
			x.Righe = append(x.Righe, riga4)
		}
		in.Flussi = append(in.Flussi, x)
	}
	r := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	p.Report = &r
	_, f, righe, testi := dati(t, p)
	require.Equal(t, []any{[]any{"0-3"}, 4.0}, f.R)
	require.Equal(t, []any{0.0, 0.0, 0.0, 0.0, 1.0}, righe.F)
	require.Equal(t, righe.V[3][0], righe.V[3][4], "the same IUV")
	require.Equal(t, "1", testi[righe.V[3][0]])
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
