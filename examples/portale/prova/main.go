// Command prova walks through examples/portale, examples/piemontepay or the console of
// examples/gateway with a real browser, headless: it presses what a person presses, reads
// what the pages say, and takes a picture of each.
//
//	go run . -url http://127.0.0.1:8017 -foto DIR -larghezza 1280
//	go run . -quale piemontepay -url http://127.0.0.1:8018 -sportello http://127.0.0.1:8019 -foto DIR
//	go run . -quale gateway -url http://anna:prova@127.0.0.1:8080 -sportello http://127.0.0.1:8082 -foto DIR
//
// It fails on a text that is missing, on any message in the browser's console,
// on a page that is wider than the window, and on a form without labels. The
// portal must be freshly started. A module of its own, so that the library does
// not depend on what drives a browser.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/chromedp"
)

func main() {
	if err := esegui(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "prova:", err)
		os.Exit(1)
	}
}

func esegui(args []string, out io.Writer) error {
	f := flag.NewFlagSet("prova", flag.ContinueOnError)
	url := f.String("url", "http://127.0.0.1:8017", "address of the portal")
	foto := f.String("foto", ".", "folder of the pictures")
	quale := f.String("quale", "portale", "portale, piemontepay or gateway")
	sportello := f.String("sportello", "", "address of the desk of piemontepay, or of the simulated Nodo of the gateway")
	larghezza := f.Int("larghezza", 1280, "width of the window, in pixels")
	limite := f.Duration("limite", 5*time.Minute, "time for all of it")
	if err := f.Parse(args); err != nil {
		return err
	}
	if err := os.MkdirAll(*foto, 0o755); err != nil {
		return err
	}
	ctx, annulla := context.WithTimeout(context.Background(), *limite)
	defer annulla()
	opzioni := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("hide-scrollbars", true))
	ctx, annulla = chromedp.NewExecAllocator(ctx, opzioni...)
	defer annulla()
	ctx, annulla = chromedp.NewContext(ctx)
	defer annulla()
	p := &prova{ctx: ctx, base: strings.TrimSuffix(*url, "/"), sportello: strings.TrimSuffix(*sportello, "/"), foto: *foto, quale: *quale, larghezza: *larghezza}
	walks := giri
	switch *quale {
	case "piemontepay":
		walks = giriPiemontePay
	case "gateway":
		walks = giriGateway
	}
	// The first action starts the browser, which lives as long as its context.
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(int64(*larghezza), 900)); err != nil {
		return err
	}
	go p.ascolta(chromedp.Console(ctx))
	for _, g := range walks {
		if err := g.f(p); err != nil {
			return errors.Join(fmt.Errorf("%s: %w", g.nome, err), p.scatta("errore"))
		}
		fmt.Fprintf(out, "%-34s ok\n", g.nome)
	}
	if m := p.lamentele(); len(m) > 0 {
		return fmt.Errorf("la console del browser dice:\n%s", strings.Join(m, "\n"))
	}
	fmt.Fprintf(out, "%d schermate in %s, nessun messaggio nella console\n", p.scatti, *foto)
	return nil
}

// prova is a browser on the portal.
type prova struct {
	ctx       context.Context
	base      string // of the portal
	sportello string // of the desk of piemontepay, or of the Nodo of the gateway
	foto      string
	quale     string
	larghezza int
	scatti    int

	mu       sync.Mutex
	messaggi []string
}

// rifiutoAtteso is what the browser says of a page of refusal.
var rifiutoAtteso = regexp.MustCompile(`the server responded with a status of 4(03|04|09|22) `)

// ascolta collects what the browser complains about, until it is closed.
func (p *prova) ascolta(messaggi iter.Seq2[chromedp.ConsoleMessage, error]) {
	for m, err := range messaggi {
		if err != nil {
			return
		}
		if rifiutoAtteso.MatchString(m.Text) && !strings.Contains(filepath.Base(m.URL), ".") {
			continue // a page of refusal, which the walk reads
		}
		p.mu.Lock()
		p.messaggi = append(p.messaggi, fmt.Sprintf("%s: %s (%s)", m.Type, m.Text, m.URL))
		p.mu.Unlock()
	}
}

func (p *prova) lamentele() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.messaggi
}

// attesa is how long a page may take to say what it should.
const attesa = 30 * time.Second

func (p *prova) do(azioni ...chromedp.Action[chromedp.Void]) error {
	ctx, annulla := context.WithTimeout(p.ctx, attesa)
	defer annulla()
	return chromedp.Do(ctx, azioni...)
}

func chiedi[T any](p *prova, a chromedp.Action[T]) (T, error) {
	ctx, annulla := context.WithTimeout(p.ctx, attesa)
	defer annulla()
	return chromedp.Run(ctx, a)
}

// apri loads a page.
func (p *prova) apri(percorso string) error { return p.do(chromedp.Navigate(p.base + percorso)) }

// premi presses the button, or follows the link, with this text.
func (p *prova) premi(testo string) error {
	selettore := fmt.Sprintf(`//main//*[self::button or self::a][normalize-space()=%q]`, testo)
	ctx, annulla := context.WithTimeout(p.ctx, attesa)
	defer annulla()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(selettore)); err != nil {
		return fmt.Errorf("%q: %w", testo, err)
	}
	return nil
}

// scrivi types into a field, in place of what is there.
func (p *prova) scrivi(campo, valore string) error {
	s := chromedp.CSS("#" + campo)
	return p.do(chromedp.Clear(s), chromedp.SendKeys(s, valore))
}

// manda puts a file into a form; its name in the walks is that of a page to download.
func (p *prova) manda(campo, percorso string) error {
	r, err := http.Get(p.base + percorso)
	if err != nil {
		return err
	}
	corpo, err := io.ReadAll(r.Body)
	_ = r.Body.Close()
	if err != nil {
		return err
	}
	nome := filepath.Join(p.foto, "campione.csv")
	if err := os.WriteFile(nome, corpo, 0o644); err != nil {
		return err
	}
	return p.do(chromedp.SetUploadFiles(chromedp.CSS("#"+campo), []string{nome}))
}

// segna chooses the radio button of a value.
func (p *prova) segna(valore string) error {
	return p.do(chromedp.Click(chromedp.CSS(fmt.Sprintf(`main :is(input[type=radio], input[type=checkbox])[value=%q]`, valore))))
}

// legge waits until the page says all of these.
func (p *prova) legge(testi ...string) error {
	fine := time.Now().Add(attesa)
	for {
		pagina, err := chiedi(p, chromedp.Text(chromedp.CSS("main")))
		mancante := ""
		for _, t := range testi {
			if !strings.Contains(pagina, t) {
				mancante = t
			}
		}
		switch {
		case err == nil && mancante == "":
			return nil
		case time.Now().After(fine):
			return fmt.Errorf("manca %q nella pagina:\n%s", mancante, pagina)
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// controlli are what every page must satisfy, each an empty text or a fault.
const controlli = `(() => {
	const d = document, difetti = [];
	if (d.documentElement.scrollWidth > window.innerWidth) difetti.push("larga " + d.documentElement.scrollWidth);
	if (d.documentElement.lang !== "it") difetti.push("senza lingua");
	if (d.querySelectorAll("h1").length !== 1) difetti.push("h1: " + d.querySelectorAll("h1").length);
	for (const e of d.querySelectorAll("input:not([type=hidden])")) if (!e.labels.length) difetti.push("campo senza etichetta " + e.name);
	for (const e of d.querySelectorAll("img:not([alt]), svg[role=img]:not([aria-label])")) difetti.push("immagine senza testo");
	const id = [...d.querySelectorAll("[id]")].map(e => e.id);
	if (new Set(id).size !== id.length) difetti.push("id ripetuti");
	for (const e of d.querySelectorAll("[aria-labelledby]")) if (!d.getElementById(e.getAttribute("aria-labelledby"))) difetti.push("etichetta inesistente");
	return difetti.join(", ");
})()`

// scatta takes a picture of the whole page and checks it.
func (p *prova) scatta(nome string) error {
	difetti, err := chiedi(p, chromedp.Evaluate[string](controlli))
	if err != nil {
		return err
	}
	immagine, err := chiedi(p, chromedp.FullScreenshot(100))
	if err != nil {
		return err
	}
	p.scatti++
	file := filepath.Join(p.foto, fmt.Sprintf("%s-%d-%02d-%s.png", p.quale, p.larghezza, p.scatti, nome))
	if err := os.WriteFile(file, immagine, 0o644); err != nil {
		return err
	}
	if difetti != "" {
		return fmt.Errorf("%s: %s", nome, difetti)
	}
	return nil
}

// scarica follows the links of documents that start with these names, as a
// download, and checks what comes.
func (p *prova) scarica(radici ...string) error {
	for _, radice := range radici {
		selettore := chromedp.CSS(fmt.Sprintf(`.documenti a[href*="/documenti/%s_"]`, radice))
		indirizzo, err := chiedi(p, chromedp.AttributeValue(selettore, "href"))
		if err != nil {
			return fmt.Errorf("%s: %w", radice, err)
		}
		r, err := http.Get(p.base + indirizzo.Value)
		if err != nil {
			return err
		}
		corpo, err := io.ReadAll(r.Body)
		_ = r.Body.Close()
		if err != nil {
			return err
		}
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/xml") || !strings.Contains(r.Header.Get("Content-Disposition"), radice+"_") || len(corpo) < 500 {
			return fmt.Errorf("%s: %s, %d byte", radice, r.Header.Get("Content-Type"), len(corpo))
		}
	}
	return nil
}
