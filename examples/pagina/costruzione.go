package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	_ "embed" // the parts of the page
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/pagina/officina"
	"github.com/quietanza/quietanza/examples/portale/diagramma"
	"github.com/quietanza/quietanza/examples/riconcilia/campione"
	"github.com/quietanza/quietanza/examples/riconcilia/pagina"
)

// pacchettoMotore is the program that runs in the browser.
const pacchettoMotore = "github.com/quietanza/quietanza/examples/pagina/motore"

var (
	//go:embed sito/pagina.html
	modello string
	//go:embed sito/pagina.css
	stile string
	//go:embed sito/pagina.js
	codice string
	//go:embed sito/operaio.js
	operaio string

	sito = template.Must(template.New("sito").Parse(modello))
)

// vista is what the template shows.
type vista struct {
	Regole   string // the content security policy
	Stile    template.CSS
	Codice   template.JS
	Dati     template.HTML // the blocks that the code reads
	Macchine []macchina
	Versione string
	Licenze  []licenza
}

// costruisci returns the page: one file that needs nothing else.
func costruisci(ctx context.Context) ([]byte, error) {
	wasm, goroot, err := compila(ctx)
	if err != nil {
		return nil, err
	}
	avvio, err := os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, err
	}
	tutte, err := licenze(ctx, goroot)
	if err != nil {
		return nil, err
	}
	return componi(ctx, wasm, string(avvio), tutte)
}

// compila makes the engine for a browser; goroot is where its Go is.
func compila(ctx context.Context) (wasm []byte, goroot string, err error) {
	temp, err := os.MkdirTemp("", "quietanza-")
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = os.RemoveAll(temp) }()
	uscita := filepath.Join(temp, "motore.wasm")
	c := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", uscita, pacchettoMotore)
	c.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if detto, err := c.CombinedOutput(); err != nil {
		return nil, "", fmt.Errorf("il motore non si compila: %w\n%s", err, detto)
	}
	if wasm, err = os.ReadFile(uscita); err != nil {
		return nil, "", err
	}
	radice, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	return wasm, strings.TrimSpace(string(radice)), err
}

// componi puts the engine and what runs it into the page.
func componi(ctx context.Context, wasm []byte, avvio string, tutte []licenza) ([]byte, error) {
	v := vista{Stile: template.CSS(stile + diagramma.Stile), Codice: template.JS(codice), Versione: comando.Versione(), Licenze: tutte} //nolint:gosec // of this module
	script, style := pagina.Impronte()
	v.Regole = strings.Join([]string{
		"default-src 'none'", "script-src " + impronta(codice) + " " + script + " 'wasm-unsafe-eval'", "style-src " + impronta(string(v.Stile)) + " " + style,
		"worker-src blob:", "form-action 'none'", "base-uri 'none'",
	}, "; ")
	var err error
	if v.Macchine, err = macchine(ctx); err != nil {
		return nil, err
	}
	mese, err := archivio()
	if err != nil {
		return nil, err
	}
	esempio, err := json.Marshal(map[string]any{"nome": "mese-di-esempio.zip", "oggi": campione.Oggi, "testi": esempi(), "parole": officina.Inglese}) // with <, > and & escaped
	if err != nil {
		return nil, err
	}
	var compresso bytes.Buffer
	z, err := gzip.NewWriterLevel(&compresso, gzip.BestCompression)
	if err == nil {
		_, err = z.Write(wasm)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return nil, err
	}
	var dati strings.Builder
	blocco := func(id, tipo, testo string) {
		fmt.Fprintf(&dati, "<script type=\"%s\" id=\"%s\">%s</script>\n", tipo, id, testo)
	}
	if strings.Contains(avvio+operaio, "</script") {
		return nil, fmt.Errorf("il codice che avvia il motore non può stare in una pagina")
	}
	blocco("operaio", "text/plain", avvio+"\n"+operaio)
	blocco("esempio", "application/json", string(esempio))
	blocco("campione", "text/plain", base64.StdEncoding.EncodeToString(mese))
	blocco("motore", "text/plain", base64.StdEncoding.EncodeToString(compresso.Bytes()))
	v.Dati = template.HTML(dati.String()) //nolint:gosec // base64, JSON without <, and code of this module
	var b bytes.Buffer
	err = sito.Execute(&b, v)
	return b.Bytes(), err
}

// impronta is the source of a text as a content security policy names it.
func impronta(s string) string {
	h := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(h[:]) + "'"
}

// archivio is the sample month in a ZIP.
func archivio() ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, d := range campione.Documenti() {
		w, err := z.Create(d.Nome)
		if err != nil {
			return nil, err
		}
		r, err := d.Apri()
		if err != nil {
			return nil, err
		}
		if _, err = io.Copy(w, r); err != nil {
			return nil, err
		}
		if err := r.Close(); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// esempi are texts for the workshop, by name, which has an English one beside it.
func esempi() [][3]string {
	e := [][3]string{
		{"causale", "causale", "/PUR/LGPE-RIVERSAMENTO/URI/2025-03-03BAFIITMMXXX-0000000001"},
		{"numero avviso", "notice number", "3012 5000 0000 0001 54"},
		{"QR", "QR", "PAGOPA|002|301250000000000154|99999000013|15420"},
		{"PiemontePay", "PiemontePay", "https://tributi.comune.esempio.it/ritorno?idPagamento=A1&digest=QnM82ry/nVSK3G+5fZUDj1lV6kFnrFngWuYzmR17oaI=&codEsito=000"},
		{"giornale", "journal", `{"dateTime":"2020-01-31T10:00:00Z","idDominio":"77777777777","iuv":"01234567890123456","ccp":"n/a","eventCode":"RPT_PAGATA"}`},
		{"stato", "state", "RT_ACCETTATA_PA"},
	}
	for _, d := range campione.Documenti() {
		var nome, inglese string
		switch d.Nome {
		case "ricevute/001-TARI-2025-001.xml":
			nome, inglese = "ricevuta", "receipt"
		case "flussi/2025-03-03BAFIITMMXXX-0000000001.xml":
			nome, inglese = "flusso", "flow"
		default:
			continue
		}
		r, err := d.Apri()
		if err != nil {
			continue // of a tree in memory
		}
		b, _ := io.ReadAll(r)
		e = append(e, [3]string{nome, inglese, string(b)})
	}
	return e
}
