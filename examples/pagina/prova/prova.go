package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// prova is a browser on the page.
type prova struct {
	argomenti
	ctx    context.Context
	out    io.Writer
	scatti int

	mu        sync.Mutex
	messaggi  []string
	richieste []string
	picco     float64 // megabytes
}

// ascolta collects what the browser complains about, until it is closed.
func (p *prova) ascolta(messaggi iter.Seq2[chromedp.ConsoleMessage, error]) {
	for m, err := range messaggi {
		if err != nil {
			return
		}
		p.mu.Lock()
		p.messaggi = append(p.messaggi, fmt.Sprintf("%s: %s (%s)", m.Type, m.Text, m.URL))
		p.mu.Unlock()
	}
}

// spia collects the requests that leave the page: its own file, and what it made itself, stay.
func (p *prova) spia(richieste iter.Seq2[network.EventRequestWillBeSent, error]) {
	for r, err := range richieste {
		if err != nil {
			return
		}
		url := r.Request.URL
		if url == "file://"+p.pagina || strings.HasPrefix(url, "blob:") || strings.HasPrefix(url, "data:") || strings.HasPrefix(url, "about:") {
			continue
		}
		p.mu.Lock()
		p.richieste = append(p.richieste, url)
		p.mu.Unlock()
	}
}

// misura looks at the memory of the page, until the browser is closed: not every kernel keeps the most that a
// process has had.
func (p *prova) misura() {
	orologio := time.NewTicker(300 * time.Millisecond)
	defer orologio.Stop()
	for {
		select {
		case <-p.ctx.Done():
			return
		case <-orologio.C:
			p.consumo()
		}
	}
}

// consumo tells the most megabytes that the page has had, and its seconds of processor.
func (p *prova) consumo() (megabyte, secondi float64) {
	m, secondi := processo()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.picco = max(p.picco, m)
	return p.picco, secondi
}

// silenzio fails when the console said something, or something went to the network.
func (p *prova) silenzio() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.messaggi) > 0 {
		return fmt.Errorf("la console del browser dice:\n%s", strings.Join(p.messaggi, "\n"))
	}
	if len(p.richieste) > 0 {
		return fmt.Errorf("la pagina ha chiesto alla rete:\n%s", strings.Join(p.richieste, "\n"))
	}
	fmt.Fprintf(p.out, "larghezza %d: %d schermate in %s, nessun messaggio nella console, nessuna richiesta alla rete\n", p.larghezza, p.scatti, p.foto)
	return nil
}

// attesa is how long a thing may take, but for a large month.
const attesa = 60 * time.Second

func (p *prova) do(azioni ...chromedp.Action[chromedp.Void]) error {
	ctx, annulla := context.WithTimeout(p.ctx, attesa)
	defer annulla()
	return chromedp.Do(ctx, azioni...)
}

func chiedi[T any](p *prova, espressione string) (T, error) {
	ctx, annulla := context.WithTimeout(p.ctx, attesa)
	defer annulla()
	return chromedp.Run(ctx, chromedp.Evaluate[T](espressione))
}

// aspetta waits until an expression is true.
func (p *prova) aspetta(espressione string, quanto time.Duration) error {
	fine := time.Now().Add(quanto)
	for {
		vero, err := chiedi[bool](p, "Boolean("+espressione+")")
		switch {
		case err == nil && vero:
			return nil
		case time.Now().After(fine):
			testo, _ := chiedi[string](p, "document.querySelector('main').innerText.slice(0, 2000)")
			return fmt.Errorf("dopo %s non è vero: %s (%v)\n%s", quanto, espressione, err, testo)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// premi presses what a selector names, from the page itself: what lies under a tall frame is reached too.
func (p *prova) premi(selettore string) error {
	_, err := chiedi[bool](p, "(document.querySelector("+strconv.Quote(selettore)+").click(), true)")
	return err
}

// metti gives a field its value.
func (p *prova) metti(id, valore string) error {
	_, err := chiedi[bool](p, fmt.Sprintf("(document.getElementById(%q).value = %q, true)", id, valore))
	return err
}

// posa drops files and folders on the place for them.
func (p *prova) posa(percorsi ...string) error {
	luogo, err := chiedi[[]float64](p, "(() => { const e = document.getElementById('posa'); e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + 10]; })()")
	if err != nil {
		return err
	}
	dati := &input.DragData{Items: []*input.DragDataItem{}, Files: percorsi, DragOperationsMask: 1}
	for _, tipo := range []input.DispatchDragEventType{"dragEnter", "dragOver", "drop"} {
		if _, err := chromedp.Call(p.ctx, input.DispatchDragEvent, input.DispatchDragEventParams{Type: tipo, X: luogo[0], Y: luogo[1], Data: dati}); err != nil {
			return err
		}
	}
	return nil
}

// scarica presses what takes a file away, and returns the file.
func (p *prova) scarica(selettore, nome string) ([]byte, error) {
	file := filepath.Join(p.foto, nome)
	if err := os.RemoveAll(file); err != nil {
		return nil, err
	}
	if err := p.premi(selettore); err != nil {
		return nil, err
	}
	fine := time.Now().Add(3 * time.Minute)
	lungo := int64(-1)
	for time.Now().Before(fine) {
		time.Sleep(200 * time.Millisecond)
		s, err := os.Stat(file)
		if err != nil {
			continue
		}
		if s.Size() == lungo && lungo > 0 {
			return os.ReadFile(file)
		}
		lungo = s.Size()
	}
	return nil, fmt.Errorf("%s non arriva", nome)
}

// uguali fails when two files differ.
func uguali(nome string, avuto, atteso []byte) error {
	if bytes.Equal(avuto, atteso) {
		return nil
	}
	n := 0
	for n < len(avuto) && n < len(atteso) && avuto[n] == atteso[n] {
		n++
	}
	da := max(0, n-80)
	return fmt.Errorf("%s: %d byte, ne erano attesi %d; diversi da %d: %q invece di %q", nome, len(avuto), len(atteso), n, avuto[da:min(len(avuto), n+80)], atteso[da:min(len(atteso), n+80)])
}

// controlli are what the page must satisfy, each an empty text or a fault.
const controlli = `(() => {
	const d = document, difetti = [], visibile = e => e.offsetParent !== null;
	if (d.documentElement.scrollWidth > innerWidth) difetti.push("larga " + d.documentElement.scrollWidth);
	if (!["it", "en"].includes(d.documentElement.lang)) difetti.push("senza lingua");
	if (d.querySelectorAll("h1").length !== 1) difetti.push("h1: " + d.querySelectorAll("h1").length);
	for (const e of d.querySelectorAll("input, select, textarea")) if (!e.labels.length && !e.ariaLabel) difetti.push("campo senza etichetta " + e.id);
	for (const e of d.querySelectorAll("button")) if (visibile(e) && !e.textContent.trim()) difetti.push("pulsante senza testo " + e.id);
	for (const e of d.querySelectorAll("svg[role=img]:not([aria-label]), iframe:not([title])")) difetti.push("immagine senza testo");
	const id = [...d.querySelectorAll("[id]")].map(e => e.id), doppi = id.filter((x, i) => id.indexOf(x) !== i);
	if (doppi.length) difetti.push("id ripetuti " + doppi.slice(0, 5));
	const f = d.querySelector("iframe")?.contentDocument?.documentElement;
	if (f && visibile(d.querySelector("iframe")) && f.scrollWidth > d.querySelector("iframe").clientWidth + 1) difetti.push("cornice larga " + f.scrollWidth);
	return difetti.join(", ");
})()`

// fotografa takes a picture of the window and checks the page.
func (p *prova) fotografa(nome string) error {
	difetti, err := chiedi[string](p, controlli)
	if err != nil {
		return err
	}
	ctx, annulla := context.WithTimeout(p.ctx, attesa)
	defer annulla()
	immagine, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return err
	}
	p.scatti++
	if err := os.WriteFile(filepath.Join(p.foto, fmt.Sprintf("pagina-%d-%02d-%s.png", p.larghezza, p.scatti, nome)), immagine, 0o644); err != nil {
		return err
	}
	if difetti != "" {
		return fmt.Errorf("%s: %s", nome, difetti)
	}
	return nil
}

// processo tells the most megabytes that a process of our pages has had, and the seconds of processor that
// it took: on a machine that does other things too, those say more than the clock.
func processo() (megabyte, secondi float64) {
	righe, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		return 0, 0
	}
	for _, r := range righe {
		cartella := filepath.Dir(r)
		riga, err := os.ReadFile(r)
		if err != nil || !bytes.Contains(riga, []byte("--type=renderer")) || !nostro(cartella) {
			continue
		}
		stato, err := os.ReadFile(filepath.Join(cartella, "status"))
		if err != nil {
			continue
		}
		for riga := range strings.Lines(string(stato)) {
			if campi := strings.Fields(riga); len(campi) > 1 && campi[0] == "VmHWM:" {
				k, _ := strconv.ParseFloat(campi[1], 64)
				megabyte = max(megabyte, k/1024)
			}
		}
		const tick, utente, sistema = 100, 11, 12
		if campi := statistica(cartella); len(campi) > sistema {
			u, _ := strconv.ParseFloat(campi[utente], 64)
			s, _ := strconv.ParseFloat(campi[sistema], 64)
			secondi = max(secondi, (u+s)/tick)
		}
	}
	return megabyte, secondi
}

// statistica are the fields of a process after its name, which may hold blanks: its state, its parent.
func statistica(cartella string) []string {
	conti, err := os.ReadFile(filepath.Join(cartella, "stat"))
	if err != nil {
		return nil
	}
	_, dopo, _ := strings.Cut(string(conti), ") ")
	return strings.Fields(dopo)
}

// nostro says whether a process descends from this one: others may have pages open.
func nostro(cartella string) bool {
	questo := strconv.Itoa(os.Getpid())
	for campi := statistica(cartella); len(campi) > 1 && campi[1] != "0"; campi = statistica("/proc/" + campi[1]) {
		if campi[1] == questo {
			return true
		}
	}
	return false
}
