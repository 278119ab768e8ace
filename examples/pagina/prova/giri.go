package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// giro is something done with the page, and what to call it.
type giro struct {
	nome string
	f    func(*prova) error
}

var (
	delCampione = []giro{
		{"apre dal file", apre},
		{"il mese di esempio, posato", posaCampione},
		{"come riconcilia -json, -html, -csv", comeIlComando},
		{"foglio XLSX", foglio},
		{"il mese dopo, che cosa è cambiato", mesePrima},
		{"ciò che non si legge", nonLetti},
		{"in inglese, con il mese incorporato", inInglese},
		{"officina", officina},
		{"macchine", macchine},
		{"tastiera", tastiera},
	}
	delMese = []giro{
		{"apre dal file", apre},
		{"il mese grande, posato", posaMese},
		{"come riconcilia -json", comeIlComandoGrande},
		{"fogli del mese grande", foglioGrande},
	}
)

// inFila takes steps one after the other, to the first that fails.
func inFila(passi ...func() error) error {
	for _, passo := range passi {
		if err := passo(); err != nil {
			return err
		}
	}
	return nil
}

func apre(p *prova) error {
	if err := p.do(chromedp.Navigate("file://" + p.pagina)); err != nil {
		return err
	}
	return errors.Join(p.aspetta("document.getElementById('scelti').textContent", attesa), p.fotografa("vuota"))
}

// riconcilia presses the button and waits for the result.
func (p *prova) riconcilia(quanto time.Duration) error {
	if _, err := chiedi[bool](p, "(delete document.documentElement.dataset.fatto, true)"); err != nil {
		return err
	}
	if err := p.premi("#avvia"); err != nil {
		return err
	}
	return p.aspetta("document.documentElement.dataset.fatto || !document.getElementById('errore').hidden", quanto)
}

// scelti waits until so many documents were chosen.
func (p *prova) scelti(n int) error {
	return p.aspetta(fmt.Sprintf("document.getElementById('scelti').textContent.replace(/[.,]/g, '').includes('%d ')", n), attesa)
}

// conta returns how many files a folder holds.
func conta(cartella string) (n int, err error) {
	err = filepath.WalkDir(cartella, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return err
	})
	return n, err
}

func posaCampione(p *prova) error {
	n, err := conta(p.campione)
	if err != nil {
		return err
	}
	return inFila(
		func() error { return p.posa(p.campione) },
		func() error { return p.scelti(n) },
		func() error { return p.metti("oggi", p.oggi) },
		func() error { return p.fotografa("scelti") },
		func() error { return p.riconcilia(attesa) },
		func() error {
			return p.aspetta("document.getElementById('pagina').contentDocument?.querySelector('#tabella tbody tr')", attesa)
		},
		func() error {
			_, err := chiedi[bool](p, "(document.getElementById('titolo-risultato').scrollIntoView(), true)")
			return err
		},
		func() error { return p.fotografa("risultato") },
		func() error {
			_, err := chiedi[bool](p, "(document.getElementById('pagina').contentDocument.querySelector('#tabella tbody tr').click(), document.getElementById('pagina').scrollIntoView(), scrollBy(0, document.getElementById('pagina').contentDocument.getElementById('tabelle').offsetTop - 100), true)")
			return err
		},
		func() error { return p.fotografa("tabelle") },
	)
}

// comando runs riconcilia; its status says that there is something to look at.
func (p *prova) comando(args ...string) ([]byte, error) {
	b, err := exec.CommandContext(p.ctx, p.argomenti.riconcilia, args...).Output()
	if e, ok := errors.AsType[*exec.ExitError](err); ok && e.ExitCode() == 1 {
		err = nil
	}
	return b, err
}

func comeIlComando(p *prova) error {
	atteso, err := p.comando("-json", "-oggi", p.oggi, p.campione)
	if err != nil {
		return err
	}
	avuto, err := p.scarica("#salva", "quietanza-"+p.oggi+".json")
	if err == nil {
		err = uguali("-json", avuto, atteso)
	}
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "prova-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(temp) }()
	if _, err := p.comando("-html", filepath.Join(temp, "p.html"), "-csv", filepath.Join(temp, "csv"), "-oggi", p.oggi, p.campione); err != nil {
		return err
	}
	if atteso, err = os.ReadFile(filepath.Join(temp, "p.html")); err != nil {
		return err
	}
	if avuto, err = p.scarica("#salva-pagina", "quietanza-"+p.oggi+".html"); err == nil {
		err = uguali("-html", avuto, atteso)
	}
	if err != nil {
		return err
	}
	tabelle, err := p.tabelle()
	if err != nil {
		return err
	}
	for _, t := range tabelle {
		if atteso, err = os.ReadFile(filepath.Join(temp, "csv", t+".csv")); err != nil {
			return err
		}
		if err := p.metti("tabella", t); err != nil {
			return err
		}
		if avuto, err = p.scarica("#csv", t+"-"+p.oggi+".csv"); err == nil {
			err = uguali(t, avuto, atteso)
		}
		if err != nil {
			return err
		}
	}
	fmt.Fprintf(p.out, "  uguali, byte per byte: report, pagina, %d tabelle\n", len(tabelle))
	return nil
}

func mesePrima(p *prova) error {
	if err := p.do(chromedp.SetUploadFiles(chromedp.CSS("#precedente"), []string{filepath.Join(p.foto, "quietanza-"+p.oggi+".json")})); err != nil {
		return err
	}
	if err := p.riconcilia(attesa); err != nil {
		return err
	}
	return errors.Join(
		p.aspetta("document.getElementById('riassunto').textContent.includes(', 0 cambiamenti')", attesa),
		p.aspetta("document.getElementById('pagina').contentDocument?.querySelector('#cambi')", attesa),
	)
}

func nonLetti(p *prova) error {
	brutto := filepath.Join(p.foto, "immagine.bin")
	if err := os.WriteFile(brutto, []byte("\x89PNG\r\n"), 0o644); err != nil {
		return err
	}
	n, err := conta(p.campione)
	if err != nil {
		return err
	}
	return inFila(
		func() error { return p.posa(brutto) },
		func() error { return p.scelti(n + 1) },
		func() error { return p.riconcilia(attesa) },
		func() error {
			return p.aspetta("document.getElementById('illeggibili').textContent.includes('immagine.bin: ')", attesa)
		},
		func() error {
			_, err := chiedi[bool](p, "(document.getElementById('illeggibili').scrollIntoView({block: 'center'}), true)")
			return err
		},
		func() error { return p.fotografa("non-letti") },
		func() error { return p.metti("enti", "123") },
		func() error { return p.riconcilia(attesa) },
		func() error {
			return p.aspetta("document.getElementById('errore').textContent.startsWith('Ente: ') && document.activeElement.id === 'enti'", attesa)
		},
		func() error { return p.premi("#svuota") },
		func() error {
			return p.aspetta("document.getElementById('avvia').disabled && document.getElementById('risultato').hidden", attesa)
		},
	)
}

func inInglese(p *prova) error {
	return inFila(
		func() error { return p.premi("#lingua") },
		func() error { return p.premi("#prova-campione") },
		func() error {
			return p.aspetta("document.getElementById('stato').textContent.startsWith('Done in')", attesa)
		},
		func() error {
			return p.aspetta("document.getElementById('pagina').contentDocument?.body?.innerText.includes('Ask the PSP')", attesa)
		},
		func() error { return p.fotografa("inglese") },
		// No text of the page itself stays Italian, and it says what does.
		func() error {
			return p.aspetta("[...document.querySelectorAll('[data-en]')].every(e => e.textContent === e.dataset.en) && document.title.endsWith('reconciliation') && [...document.querySelectorAll('.solo-en')].every(e => !e.hidden)", attesa)
		},
		func() error {
			return p.aspetta("document.getElementById('riassunto').textContent.startsWith('Read: 1 list of accounts, 16 pages of a treasury journal')", attesa)
		},
		func() error { return p.metti("testo", "PAGOPA|002|301250000000000154|99999000013|15420") },
		func() error { return p.premi("#banco button.primo") },
		func() error {
			return p.aspetta("document.querySelector('#lettura h2')?.textContent === 'text of the QR code of a notice'", attesa)
		},
		func() error { return p.metti("enti", "123") },
		func() error { return p.riconcilia(attesa) },
		func() error {
			return p.aspetta("document.getElementById('errore').textContent.startsWith('Body: ')", attesa)
		},
		func() error { return p.metti("enti", "") },
		func() error { return p.premi("#prova-campione") },
		func() error { return p.premi("#lingua") },
		func() error {
			return p.aspetta("document.getElementById('pagina').contentDocument?.body?.innerText.includes('Al PSP')", attesa)
		},
	)
}

func officina(p *prova) error {
	if err := p.premi("#s-officina"); err != nil {
		return err
	}
	nomi, err := chiedi[[]string](p, "[...document.querySelectorAll('#esempi button')].map(b => b.textContent)")
	if err != nil {
		return err
	}
	accesi := 0
	for i, nome := range nomi {
		if _, err := chiedi[bool](p, fmt.Sprintf("(document.getElementById('lettura').replaceChildren(), document.querySelectorAll('#esempi button')[%d].click(), true)", i)); err != nil {
			return err
		}
		if err := p.aspetta("document.querySelector('#lettura .letta') && !document.querySelector('#lettura .errore')", attesa); err != nil {
			return fmt.Errorf("%s: %w", nome, err)
		}
		n, err := chiedi[int](p, "document.querySelectorAll('#lettura .corrente').length")
		if err != nil {
			return err
		}
		if n > 0 {
			accesi++
		}
		if nome == "causale" || nome == "ricevuta" || nome == "PiemontePay" {
			if err := p.fotografa("officina-" + nome); err != nil {
				return err
			}
		}
	}
	if accesi < 4 {
		return fmt.Errorf("stati accesi in %d esempi soltanto", accesi)
	}
	fmt.Fprintf(p.out, "  %d testi letti, %d accendono uno stato\n", len(nomi), accesi)
	return nil
}

func macchine(p *prova) error {
	if err := p.premi("#s-macchine"); err != nil {
		return err
	}
	tutte, err := chiedi[string](p, "JSON.stringify([...document.querySelectorAll('.macchinario')].map(m => [m.id, m.querySelectorAll('svg .stato').length, m.querySelectorAll('tbody tr').length]))")
	if err != nil {
		return err
	}
	var viste [][3]any
	if err := json.Unmarshal([]byte(tutte), &viste); err != nil {
		return err
	}
	for _, m := range viste {
		if m[1] == 0.0 || m[2] == 0.0 {
			return fmt.Errorf("macchina vuota: %v", m)
		}
	}
	fmt.Fprintf(p.out, "  %d macchine disegnate\n", len(viste))
	if err := p.premi("#m-pendenza summary"); err != nil {
		return err
	}
	return p.fotografa("macchine")
}

// tastiera goes through the page without a mouse: from the top to the sample month, its result and back.
func tastiera(p *prova) error {
	su := func(condizione string) error { return p.aspetta("document.activeElement."+condizione, attesa) }
	return inFila(
		func() error {
			return p.do(chromedp.Focus(chromedp.CSS("#s-macchine")), chromedp.KeyEvent(kb.ArrowRight))
		},
		func() error { return su("id === 's-riconcilia'") },
		func() error {
			return p.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab))
		},
		func() error { return su("id === 'prova-campione'") },
		func() error { return p.do(chromedp.KeyEvent(kb.Enter)) },
		func() error { return su("id === 'titolo-risultato'") },
		func() error { return p.fotografa("tastiera") },
		func() error { return p.do(chromedp.KeyEvent(kb.Tab)) },
		func() error { return su("id === 'xlsx'") },
	)
}

func posaMese(p *prova) error {
	n, err := conta(p.mese)
	if err != nil {
		return err
	}
	for _, f := range []func() error{
		func() error { return p.posa(p.mese) },
		func() error { return p.scelti(n) },
		func() error { return p.metti("oggi", p.oggi) },
		func() error { return p.riconcilia(7 * time.Minute) },
		func() error {
			return p.aspetta("document.getElementById('pagina').contentDocument?.querySelector('#tabella tbody tr')", attesa)
		},
		func() error { return p.fotografa("mese-grande") },
	} {
		if err := f(); err != nil {
			return err
		}
	}
	stato, err := chiedi[string](p, "document.getElementById('stato').textContent + ' ' + document.getElementById('riassunto').textContent")
	if err != nil {
		return err
	}
	secondi, err := chiedi[float64](p, "Number(document.documentElement.dataset.secondi)")
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "  %s\n  %d file, %.1f s\n", stato, n, secondi)
	if p.secondi > 0 && secondi > p.secondi {
		return fmt.Errorf("più di %.0f s", p.secondi)
	}
	return p.memoria()
}

// memoria fails when the page has taken more than it may.
func (p *prova) memoria() error {
	m, processore := p.consumo()
	fmt.Fprintf(p.out, "  fin qui %.1f s di processore, al più %.0f MB il processo della pagina\n", processore, m)
	if p.megabyte > 0 && m > p.megabyte {
		return fmt.Errorf("più di %.0f MB", p.megabyte)
	}
	return nil
}

func comeIlComandoGrande(p *prova) error {
	atteso, err := p.comando("-json", "-oggi", p.oggi, p.mese)
	if err != nil {
		return err
	}
	avuto, err := p.scarica("#salva", "quietanza-"+p.oggi+".json")
	if err == nil {
		err = uguali("-json", avuto, atteso)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "  report di %d byte, uguale byte per byte\n", len(avuto))
	return p.memoria()
}
