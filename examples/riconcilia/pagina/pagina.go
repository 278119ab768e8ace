// Package pagina makes of a reconciliation one page by itself: euro by class and by age as charts,
// what there is to do, tables that filter and sort, and the way from a credit to its flow, its
// payments and their positions. The page asks nothing of the network, prints, and fits a phone.
package pagina

import (
	"bufio"
	_ "embed" // the parts of the page
	"encoding/json"
	"fmt"
	"html/template"
	"io"

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

// Pagina is what the page says.
type Pagina struct {
	Titolo   string
	Oggi     avviso.Data
	NonLetti []string // documents that were not read
	Casi     []Caso
	Report   *rendicontazione.Report
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

// vista is what the template shows.
type vista struct {
	*Pagina
	Stile   template.CSS
	Codice  template.JS
	Dati    template.JS
	Grafici []grafico
	Eta     grafico
	Gruppi  []gruppo
}

// maxCasi is how many cases of one addressee the page lists; the tables have all the objects.
const maxCasi = 300

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
	dati, err := json.Marshal(datiDi(p.Report)) // with <, > and & escaped
	if err != nil {
		return err
	}
	v := vista{
		Pagina: p, Stile: template.CSS(stile), Codice: template.JS(codice), Dati: template.JS(dati), //nolint:gosec // of this package, or escaped
		Grafici: grafici(&p.Report.Conteggi), Eta: eta(p.Report, p.Oggi), Gruppi: p.gruppi(),
	}
	b := bufio.NewWriter(w)
	if err := pagina.Execute(b, v); err != nil {
		return fmt.Errorf("pagina: %w", err)
	}
	return b.Flush()
}

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
