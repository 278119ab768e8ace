package main

import (
	"bytes"
	"context"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/riconcilia/campione"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
	elenco "github.com/quietanza/quietanza/internal/macchine"
)

// TestComponi: the page is by itself, forbids itself the network, and runs the code that it names alone.
func TestComponi(t *testing.T) {
	b, err := componi(t.Context(), []byte("motore"), "avvio", []licenza{{"modulo", "testo <della> licenza"}})
	require.NoError(t, err)
	s := string(b)
	require.NotRegexp(t, regexp.MustCompile(`(?i)<(script|img|link|iframe|source)[^>]*\s(src|href|srcset)=`), s)
	require.NotRegexp(t, regexp.MustCompile(`(?i)url\(|@import|\son[a-z]+=|\sstyle="|javascript:`), stile+modello)
	regole := html.UnescapeString(regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(s)[1])
	require.Contains(t, regole, "default-src 'none'; ")
	require.NotContains(t, regole, "unsafe-inline")
	require.NotContains(t, regole, "connect-src")
	for _, p := range []string{`<style>(?s)(.*?)</style>`, `<script>(?s)(.*?)</script>`} {
		m := regexp.MustCompile(p).FindAllStringSubmatch(s, -1)
		require.Len(t, m, 1)
		require.Contains(t, regole, impronta(m[0][1]))
	}
	for _, id := range []string{"operaio", "esempio", "campione", "motore"} {
		require.Equal(t, 1, strings.Count(s, ` id="`+id+`">`), id)
	}

	require.Contains(t, s, "testo &lt;della&gt; licenza")

	// Every state of every machine is drawn, and every row told.
	for _, m := range elenco.Tutte {
		_, stati, _, err := m.Stati()
		require.NoError(t, err)
		_, dopo, si := strings.Cut(s, `id="m-`+m.Nome+`"`)
		require.True(t, si, m.Nome)
		dentro, _, _ := strings.Cut(dopo, "</details>")
		for _, stato := range stati {
			require.Contains(t, dentro, ">"+stato+"</text>", m.Nome)
		}
		tabella, err := m.Diagramma("tabella")
		require.NoError(t, err)
		require.Equal(t, strings.Count(tabella, "\n| "), strings.Count(dentro, "<tr><td>"), m.Nome)
	}
	_, err = componi(t.Context(), nil, "</script>", nil)
	require.Error(t, err)
}

// TestInglese: what has an Italian text has an English one.
func TestInglese(t *testing.T) {
	senza := regexp.MustCompile(`<(label|button|b|span|h2|summary|p|th)( (?:id|class|type|role|for|scope)="[^"]*")*>[^<{]*[a-zà-ù]{3,}[^<{]*<`)
	for _, riga := range strings.Split(modello, "\n") {
		for _, m := range senza.FindAllString(riga, -1) {
			t.Errorf("senza inglese: %s", m)
		}
	}
	// What the code says has its English in the code: texts, errors, and what a month was read from.
	voci := make(map[string]bool)
	_, dopo, _ := strings.Cut(codice, "const parole = {")
	tavola, resto, si := strings.Cut(dopo, "\n};")
	require.True(t, si)
	const testo = `'((?:[^'\\]|\\.)+)'`
	for _, m := range regexp.MustCompile(testo+`: `+testo).FindAllStringSubmatch(tavola, -1) {
		voci[m[1]] = true
	}
	for _, p := range []string{`dici\(` + testo, `new Error\(` + testo, `const fermato = ` + testo, `(?:oggi|enti|conti|precedente): ` + testo, `quanti\([a-z.]+, ` + testo, `quanti\([a-z.]+, '[^']+', ` + testo} {
		trovate := regexp.MustCompile(p).FindAllStringSubmatch(resto, -1)
		require.NotEmpty(t, trovate, p)
		for _, m := range trovate {
			require.True(t, voci[m[1]], m[1])
		}
	}
	l, err := quadro.NuovaLettura(quadro.Richiesta{Oggi: campione.Oggi})
	require.NoError(t, err)
	l.Leggi(campione.Documenti(), nil)
	for letto := range strings.SplitSeq(l.Quadro().ElencoLetti(), ", ") {
		if _, nome, _ := strings.Cut(letto, " "); nome != "RT" {
			require.True(t, voci[nome], nome)
		}
	}
}

func TestRighe(t *testing.T) {
	require.Equal(t, [][5]string{{"A", "e", "B", "a|b", "f"}}, righe("| Da | Evento | A | Guardia | Fonte |\n|---|---|---|---|---|\n| A | e | B | a\\|b | f |\n"))
}

func TestGestore(t *testing.T) {
	g := gestore([]byte("pagina"))
	for _, tt := range []struct {
		ospite, percorso string
		stato            int
	}{{"127.0.0.1:1", "/", http.StatusOK}, {"127.0.0.1:1", "/x", http.StatusNotFound}, {"altrove.example", "/", http.StatusMisdirectedRequest}} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+tt.ospite+tt.percorso, nil)
		w := httptest.NewRecorder()
		g.ServeHTTP(w, r)
		require.Equal(t, tt.stato, w.Code, tt)
	}
}

func TestArgomenti(t *testing.T) {
	var out, errori bytes.Buffer
	require.ErrorIs(t, esegui(t.Context(), []string{"-h"}, &out, &errori), comando.ErrFinito)
	require.Contains(t, out.String(), "-servi")
	require.ErrorContains(t, esegui(t.Context(), []string{"avanzo"}, &out, &errori), "argomento inatteso")
	require.Error(t, esegui(t.Context(), []string{"-boh"}, &out, &errori))
	fermo, ferma := context.WithCancel(t.Context())
	ferma()
	require.NoError(t, mostra(fermo, "127.0.0.1:0", nil, &out))
	require.Contains(t, out.String(), "Pagina: http://127.0.0.1:")
	require.Error(t, mostra(t.Context(), "0.0.0.0:0", nil, &out))
}

// TestMotore: the engine, compiled for a browser, writes the report that the command writes, in a page
// that can go by mail.
func TestMotore(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles for a browser")
	}
	temp := t.TempDir()
	var out, errori bytes.Buffer
	require.NoError(t, esegui(t.Context(), []string{"-o", filepath.Join(temp, "q.html")}, &out, &errori))
	require.Regexp(t, `q\.html: [0-9]+\.[0-9] MB, un doppio clic la apre`, out.String())
	fatta, err := os.ReadFile(filepath.Join(temp, "q.html"))
	require.NoError(t, err)
	for _, modulo := range []string{"<h2>go</h2>", "<h2>github.com/xuri/excelize/v2 v", "<h2>github.com/looplab/fsm v", "<h2>github.com/quietanza/quietanza</h2>"} {
		require.True(t, bytes.Contains(fatta, []byte(modulo)), modulo)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node to run it in")
	}
	wasm, goroot, err := compila(t.Context())
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(temp, "motore.wasm"), wasm, 0o600))
	c := exec.CommandContext(t.Context(), node, "testdata/motore.js", filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"), filepath.Join(temp, "motore.wasm"), "../riconcilia/campione", "2025-03-31")
	c.Stderr = &errori
	report, err := c.Output()
	require.NoError(t, err, errori.String())
	atteso, err := os.ReadFile("../riconcilia/testdata/campione.json")
	require.NoError(t, err)
	require.Equal(t, string(atteso), string(report))
}
