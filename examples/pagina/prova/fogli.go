package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// foglio takes the spreadsheets of the sample away: all the tables in one, and one alone.
func foglio(p *prova) error {
	tabelle, err := p.tabelle()
	if err != nil {
		return err
	}
	attesi, butta, err := p.comeCSV(p.campione)
	if err != nil {
		return err
	}
	defer butta()
	if _, err := p.scarica("#xlsx", "quietanza-"+p.oggi+".xlsx"); err != nil {
		return err
	}
	if err := p.confrontaFogli("quietanza-"+p.oggi+".xlsx", tabelle, attesi); err != nil {
		return err
	}
	if err := p.metti("tabella", "incassi"); err != nil {
		return err
	}
	if _, err := p.scarica("#xlsx-una", "incassi-"+p.oggi+".xlsx"); err != nil {
		return err
	}
	return p.confrontaFogli("incassi-"+p.oggi+".xlsx", []string{"incassi"}, attesi)
}

// foglioGrande takes those of a large month away: all the tables in one, twice, then each alone.
func foglioGrande(p *prova) error {
	tabelle, err := p.tabelle()
	if err != nil {
		return err
	}
	var primo []byte
	for volta := range 2 {
		b, err := p.scaricaMisurando("#xlsx", "quietanza-"+p.oggi+".xlsx")
		if err != nil {
			return err
		}
		if volta > 0 {
			if err := uguali("la seconda volta", b, primo); err != nil {
				return err
			}
		}
		primo = b
	}
	for _, t := range tabelle {
		if err := p.metti("tabella", t); err != nil {
			return err
		}
		if _, err := p.scaricaMisurando("#xlsx-una", t+"-"+p.oggi+".xlsx"); err != nil {
			return err
		}
	}
	if err := p.memoria(); err != nil {
		return err
	}
	attesi, butta, err := p.comeCSV(p.mese)
	if err != nil {
		return err
	}
	defer butta()
	return p.confrontaFogli("quietanza-"+p.oggi+".xlsx", tabelle, attesi)
}

// scaricaMisurando takes a spreadsheet away and tells what it cost.
func (p *prova) scaricaMisurando(selettore, nome string) ([]byte, error) {
	_, prima := p.consumo()
	da := time.Now()
	b, err := p.scarica(selettore, nome)
	if err != nil {
		return nil, err
	}
	m, dopo := p.consumo()
	fmt.Fprintf(p.out, "  %s: %.1f MB, %.1f s, %.1f s di processore, al più %.0f MB il processo della pagina\n", nome, float64(len(b))/1e6, time.Since(da).Seconds(), dopo-prima, m)
	return b, nil
}

// tabelle are the names of the tables that the page offers.
func (p *prova) tabelle() ([]string, error) {
	return chiedi[[]string](p, "[...document.querySelectorAll('#tabella option')].map(o => o.value)")
}

// comeCSV is a folder with what riconcilia -csv writes of a month, and what throws it away.
func (p *prova) comeCSV(mese string) (cartella string, butta func(), err error) {
	if cartella, err = os.MkdirTemp("", "prova-"); err != nil {
		return "", nil, err
	}
	butta = func() { _ = os.RemoveAll(cartella) }
	if _, err := p.comando("-csv", cartella, "-oggi", p.oggi, mese); err != nil {
		butta()
		return "", nil, err
	}
	return cartella, butta, nil
}

// profilo makes LibreOffice an Italian one, which works the formulas out again.
const profilo = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>it-IT</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`

// inFogli has LibreOffice open a spreadsheet, as an Italian office does, and write each sheet as CSV:
// as it is shown, texts and nothing else between quotes.
func (p *prova) inFogli(xlsx, cartella string) error {
	utente := filepath.Join(cartella, "profilo")
	if err := os.MkdirAll(filepath.Join(utente, "user"), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(utente, "user", "registrymodifications.xcu"), []byte(profilo), 0o644); err != nil {
		return err
	}
	c := exec.CommandContext(p.ctx, "soffice", "--headless", "-env:UserInstallation=file://"+utente,
		"--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,1040,true,true,true,false,false,-1", "--outdir", cartella, xlsx)
	if b, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("soffice: %w: %s", err, b)
	}
	return nil
}

// confrontaFogli fails unless a spreadsheet holds the given tables and nothing else, each cell what
// riconcilia -csv writes: an amount, a number and a day as such, all the rest as a text; and unless the
// sums are those of the rows, to the cent.
func (p *prova) confrontaFogli(nome string, tabelle []string, attesi string) error {
	temp, err := os.MkdirTemp("", "prova-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(temp) }()
	if err := p.inFogli(filepath.Join(p.foto, nome), temp); err != nil {
		return err
	}
	fatti, err := filepath.Glob(filepath.Join(temp, "*.csv"))
	if err != nil {
		return err
	}
	if len(fatti) != len(tabelle) {
		return fmt.Errorf("%d fogli, ne erano attesi %d", len(fatti), len(tabelle))
	}
	base := strings.TrimSuffix(nome, ".xlsx")
	var c conto
	for _, t := range tabelle {
		avuto, err := os.ReadFile(filepath.Join(temp, base+"-"+t+".csv"))
		if err != nil {
			return err
		}
		atteso, err := os.ReadFile(filepath.Join(attesi, t+".csv"))
		if err != nil {
			return err
		}
		if err := c.foglio(avuto, bytes.TrimPrefix(atteso, []byte("\ufeff"))); err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
	}
	if c.euro == 0 || c.giorni == 0 || c.iuv == 0 || c.somme == 0 {
		return fmt.Errorf("manca qualche genere: %+v", c)
	}
	fmt.Fprintf(p.out, "  LibreOffice: %d fogli, %d righe, %d celle (%d importi, %d giorni, %d IUV con i loro zeri), %d somme al centesimo\n", len(tabelle), c.righe, c.celle, c.euro, c.giorni, c.iuv, c.somme)
	return nil
}
