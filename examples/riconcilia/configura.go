package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

const notaConfigurazione = `Il file di -configurazione è un oggetto JSON, per ciò che ogni mese è uguale:
  {"documenti": ["documenti"], "domini": ["99999000013"], "conti": {"IT60…": "99999000013"},
   "profilo": "profilo.json", "csv": "foglio", "html": "pagina.html", "confronta": "prima.json"}
e anche distinti (lista), oggi, json, tutto, maiuscole, attesaFlusso, attesaAccredito. I percorsi sono
relativi alla cartella del file. Quello che la riga di comando dice vale al suo posto: i documenti di
questa prendono il posto di quelli del file.`

// configurazione is the file of a job that runs every month: flags by another way, each optional.
type configurazione struct {
	Documenti       []string                    `json:"documenti,omitempty"`
	Domini          []string                    `json:"domini,omitempty"` // fiscal codes, or files
	Conti           map[string]avviso.IdDominio `json:"conti,omitempty"`  // the body of each account
	Profilo         *string                     `json:"profilo,omitempty"`
	Distinti        []string                    `json:"distinti,omitempty"`
	Oggi            *string                     `json:"oggi,omitempty"`
	CSV             *string                     `json:"csv,omitempty"`
	HTML            *string                     `json:"html,omitempty"`
	Confronta       *string                     `json:"confronta,omitempty"`
	JSON            *bool                       `json:"json,omitempty"`
	Tutto           *bool                       `json:"tutto,omitempty"`
	Maiuscole       *bool                       `json:"maiuscole,omitempty"`
	AttesaFlusso    *int                        `json:"attesaFlusso,omitempty"`
	AttesaAccredito *int                        `json:"attesaAccredito,omitempty"`

	cartella string // of the file
}

// maxConfigurazione bounds what is read of a file that should be short.
const maxConfigurazione = 1 << 20

var errConfigurazioneLunga = errors.New("troppo lungo per essere una configurazione")

func leggiConfigurazione(nome string) (c configurazione, err error) {
	f, err := os.Open(nome)
	if err != nil {
		return c, err
	}
	dati, err := io.ReadAll(io.LimitReader(f, maxConfigurazione+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return c, err
	}
	if len(dati) > maxConfigurazione {
		return c, errConfigurazioneLunga
	}
	c.cartella = filepath.Dir(nome)
	return c, membri.Parse(dati, &c)
}

// completa sets the flags that the command line did not, and the documents when it has none.
func (c *configurazione) completa(f *flag.FlagSet, documenti *elenco, argomenti []string) error {
	detti := make(map[string]bool)
	f.Visit(func(o *flag.Flag) { detti[o.Name] = true })
	for _, v := range c.valori() {
		if detti[v.opzione] {
			continue
		}
		if err := f.Set(v.opzione, v.valore); err != nil {
			return fmt.Errorf("%s %q: %w", v.membro, v.valore, err)
		}
	}
	if len(argomenti) == 0 && len(*documenti) == 0 {
		for _, d := range c.Documenti {
			*documenti = append(*documenti, c.percorso(d))
		}
	}
	return nil
}

// valore is what a member gives to a flag.
type valore struct{ membro, opzione, valore string }

func (c *configurazione) valori() (v []valore) {
	testo := func(nome string, s *string, percorso bool) {
		switch {
		case s == nil:
		case percorso:
			v = append(v, valore{nome, nome, c.percorso(*s)})
		default:
			v = append(v, valore{nome, nome, *s})
		}
	}
	booleano := func(nome string, b *bool) {
		if b != nil {
			v = append(v, valore{nome, nome, strconv.FormatBool(*b)})
		}
	}
	numero := func(membro, opzione string, n *int) {
		if n != nil {
			v = append(v, valore{membro, opzione, strconv.Itoa(*n)})
		}
	}
	for _, d := range c.Domini {
		if _, err := avviso.ParseIdDominio(d); err != nil {
			d = c.percorso(d)
		}
		v = append(v, valore{"domini", "domini", d})
	}
	for _, iban := range slices.Sorted(maps.Keys(c.Conti)) {
		v = append(v, valore{"conti", "conti", iban + "=" + c.Conti[iban].String()})
	}
	for _, d := range c.Distinti {
		v = append(v, valore{"distinti", "distinti", d})
	}
	testo("profilo", c.Profilo, c.Profilo != nil && filepath.Ext(*c.Profilo) != "") // a known one has a name alone
	testo("oggi", c.Oggi, false)
	testo("csv", c.CSV, true)
	testo("html", c.HTML, true)
	testo("confronta", c.Confronta, true)
	booleano("json", c.JSON)
	booleano("tutto", c.Tutto)
	booleano("maiuscole", c.Maiuscole)
	numero("attesaFlusso", "attesa-flusso", c.AttesaFlusso)
	numero("attesaAccredito", "attesa-accredito", c.AttesaAccredito)
	return v
}

// percorso returns a path of the file; an empty one stays so, and is refused.
func (c *configurazione) percorso(p string) string {
	if p == "" || filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(c.cartella, p)
}
