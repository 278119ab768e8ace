// Command prova drives the page of examples/pagina with a real browser, headless, from its file: it drops
// folders, reads what the page says, takes the files away, and compares them with those that the command
// riconcilia writes.
//
//	go run . -pagina quietanza.html -riconcilia BIN -campione DIR -foto DIR -larghezza 1280
//	go run . -pagina quietanza.html -riconcilia BIN -mese DIR -oggi 2025-04-01 -foto DIR
//
// It fails on a byte that differs, on a request to the network, on any message in the browser's console,
// on a page wider than the window and on a field without a label. A module of its own, so that the
// library does not depend on what drives a browser.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

func main() {
	if err := esegui(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "prova:", err)
		os.Exit(1)
	}
}

// argomenti is the command line.
type argomenti struct {
	pagina, riconcilia, campione, mese, oggi, foto string
	larghezza                                      int
	secondi, megabyte                              float64
	limite                                         time.Duration
}

func leggi(args []string) (a argomenti, err error) {
	f := flag.NewFlagSet("prova", flag.ContinueOnError)
	f.StringVar(&a.pagina, "pagina", "quietanza.html", "file of the page")
	f.StringVar(&a.riconcilia, "riconcilia", "riconcilia", "the command to compare with")
	f.StringVar(&a.campione, "campione", "", "folder of the sample month")
	f.StringVar(&a.mese, "mese", "", "folder of a large month, instead of the sample")
	f.StringVar(&a.oggi, "oggi", "2025-03-31", "day of the reconciliation")
	f.StringVar(&a.foto, "foto", ".", "folder of the pictures and of what is taken away")
	f.IntVar(&a.larghezza, "larghezza", 1280, "width of the window, in pixels")
	f.Float64Var(&a.secondi, "secondi", 0, "most seconds for the large month; 0 tells them alone")
	f.Float64Var(&a.megabyte, "megabyte", 0, "most megabytes of the page's process; 0 tells them alone")
	f.DurationVar(&a.limite, "limite", 9*time.Minute, "time for all of it")
	if err := f.Parse(args); err != nil {
		return a, err
	}
	for _, p := range []*string{&a.pagina, &a.campione, &a.mese, &a.foto} {
		if *p != "" {
			if *p, err = filepath.Abs(*p); err != nil {
				return a, err
			}
		}
	}
	return a, os.MkdirAll(a.foto, 0o755)
}

func esegui(args []string, out io.Writer) error {
	a, err := leggi(args)
	if err != nil {
		return err
	}
	ctx, annulla := context.WithTimeout(context.Background(), a.limite)
	defer annulla()
	opzioni := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("hide-scrollbars", true))
	ctx, annulla = chromedp.NewExecAllocator(ctx, opzioni...)
	defer annulla()
	ctx, annulla = chromedp.NewContext(ctx)
	defer annulla()
	p := &prova{argomenti: a, ctx: ctx, out: out}
	// The first action starts the browser, which lives as long as its context.
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(int64(a.larghezza), 900)); err != nil {
		return err
	}
	if _, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: a.foto}); err != nil {
		return err
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		return err
	}
	go p.misura()
	go p.ascolta(chromedp.Console(ctx))
	go p.spia(chromedp.Events(ctx, network.RequestWillBeSent))
	giri := delCampione
	if a.mese != "" {
		giri = delMese
	}
	for _, g := range giri {
		da := time.Now()
		if err := g.f(p); err != nil {
			return errors.Join(fmt.Errorf("%s: %w", g.nome, err), p.fotografa("errore"))
		}
		fmt.Fprintf(out, "%-44s ok  %.1f s\n", g.nome, time.Since(da).Seconds())
	}
	return p.silenzio()
}
