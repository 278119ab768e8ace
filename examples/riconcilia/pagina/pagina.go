// Package pagina makes of a reconciliation one page by itself: euro by class and by age as charts,
// what there is to do, tables that filter and sort, and the way from a credit to its flow, its
// payments and their positions. The page asks nothing of the network, prints, and fits a phone.
package pagina

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	_ "embed" // the parts of the page
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// Caso is one thing to do.
type Caso struct {
	AChi    string // whom to ask
	Cosa    string // what is to be done
	Oggetto string // kind of object and class
	Chiave  string // what names it
	Motivo  string // why
	Dominio avviso.IdDominio
	Importo avviso.Importo
	Dipende bool   // on something that may not have been read
	Altre   []Caso // what has the same cause
}

// Cambio is what has changed since another day.
type Cambio struct{ Oggetto, Chiave, Come string }

// Incasso is the part of a credit that an accountant books as one: its payments of one entry type.
type Incasso struct {
	Dominio                                           avviso.IdDominio
	Provvisorio, Movimento, Tipo, Tassonomia, Causale string
	Data                                              avviso.Data
	Pagamenti                                         int64
	Euro                                              string // as an Italian reads it
	Altro                                             bool   // of the same credit as the one before
}

// Pagina is what the page says.
type Pagina struct {
	Titolo     string
	Lingua     string // of the labels: "it", or "en"; what the documents and the engine say is Italian
	Oggi       avviso.Data
	NonLetti   []string // documents that were not read
	Casi       []Caso
	Precedente string // name of the report of another day, "" when there is none
	Cambi      []Cambio
	Incassi    []Incasso
	Report     *rendicontazione.Report
}

var (
	//go:embed pagina.html
	modello string
	//go:embed pagina.css
	stile string
	//go:embed pagina.js
	codice string

	pagina = template.Must(template.New("pagina").Parse(modello))
)

// Impronte returns the sources of the script and of the style of the page, which are the same in every
// page, as a content security policy names them: 'sha256-…'.
func Impronte() (script, style string) { return impronta(codice), impronta(stile) }

func impronta(s string) string {
	h := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(h[:]) + "'"
}

// vista is what the template shows.
type vista struct {
	*Pagina
	Regole  string // the content security policy
	Stile   template.CSS
	Codice  template.JS
	Grafici []grafico
	Eta     grafico
	Gruppi  []gruppo
}

// max of what the page lists: of the cases of one addressee, and of the changes. The tables have all
// the objects.
const (
	maxCasi    = 300
	maxCambi   = 300
	maxIncassi = 2000
)

// gruppo are the cases of one addressee.
type gruppo struct {
	AChi          string
	Casi          []voce
	Numero, Oltre int
}

type voce struct {
	Caso
	Euro string
}

// Scrivi writes the page.
func (p *Pagina) Scrivi(w io.Writer) error {
	script, style := Impronte()
	v := vista{
		Pagina: p, Regole: "default-src 'none'; style-src " + style + "; script-src " + script,
		Stile: template.CSS(stile), Codice: template.JS(codice), //nolint:gosec // of this package
		Grafici: grafici(&p.Report.Conteggi), Eta: eta(p.Report, p.Oggi), Gruppi: p.gruppi(),
	}
	v.Eta.traduci(p.T)
	for i := range v.Grafici {
		v.Grafici[i].Titolo = p.T(v.Grafici[i].Titolo)
	}
	b := bufio.NewWriterSize(w, 1<<16)
	if err := pagina.ExecuteTemplate(b, "testa", v); err != nil {
		return fmt.Errorf("pagina: %w", err)
	}
	_, _ = b.WriteString(`<script type="application/octet-stream" id="dati">`) // Flush tells
	if err := scriviDati(b, p.Report); err != nil {
		return fmt.Errorf("pagina: %w", err)
	}
	_, _ = b.WriteString("</script>\n")
	if err := pagina.ExecuteTemplate(b, "coda", v); err != nil {
		return fmt.Errorf("pagina: %w", err)
	}
	return b.Flush()
}

// T returns a label in the language of the page.
func (p *Pagina) T(etichetta string) string {
	if p.Lingua == "en" {
		return cmp.Or(inglese[etichetta], etichetta)
	}
	return etichetta
}

// HTML returns the language of the page as a document names it.
func (p *Pagina) HTML() string { return cmp.Or(p.Lingua, "it") }

// Primi are the changes that the page lists.
func (p *Pagina) Primi() []Cambio { return p.Cambi[:min(maxCambi, len(p.Cambi))] }

// Contabili are the parts of credits that the page lists.
func (p *Pagina) Contabili() []Incasso { return p.Incassi[:min(maxIncassi, len(p.Incassi))] }

// AltriIncassi is how many it does not.
func (p *Pagina) AltriIncassi() int { return max(0, len(p.Incassi)-maxIncassi) }

// PiuEnti reports whether the parts are of more than one body.
func (p *Pagina) PiuEnti() bool {
	return slices.ContainsFunc(p.Incassi, func(i Incasso) bool { return i.Dominio != p.Incassi[0].Dominio })
}

// AltriCambi is how many it does not.
func (p *Pagina) AltriCambi() int { return max(0, len(p.Cambi)-maxCambi) }

func (p *Pagina) gruppi() []gruppo {
	var g []gruppo
	for _, c := range p.Casi {
		if len(g) == 0 || g[len(g)-1].AChi != c.AChi {
			g = append(g, gruppo{AChi: c.AChi})
		}
		u := &g[len(g)-1]
		if u.Numero++; u.Numero > maxCasi {
			u.Oltre++
			continue
		}
		u.Casi = append(u.Casi, voce{c, c.Importo.Italiano()})
	}
	return g
}
