package carta

import (
	_ "embed" // the fixed texts
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// Testi are the fixed texts of the notice by language and key.
//
// Source: docs.pagopa.it, "L'avviso di pagamento", 3.4 and 3.5, "Stringhe dei testi
// fissi".
type Testi map[string]map[string]string

//go:embed testi.json
var testiJSON []byte

var testiUfficiali = func() Testi {
	t, err := LeggiTesti(testiJSON)
	if err != nil {
		panic(err)
	}
	return t
}()

// LeggiTesti reads texts: JSON by language, then by key.
func LeggiTesti(b []byte) (Testi, error) {
	var t Testi
	if err := json.Unmarshal(b, &t); err != nil {
		return nil, fmt.Errorf("testi: %w", err)
	}
	return t, nil
}

// Con returns the official texts with those of t in their place.
func (t Testi) con() Testi {
	if len(t) == 0 {
		return testiUfficiali
	}
	tutti := maps.Clone(testiUfficiali)
	for lingua, voci := range t {
		nuove := maps.Clone(tutti[lingua])
		if nuove == nil {
			nuove = map[string]string{}
		}
		maps.Copy(nuove, voci)
		tutti[lingua] = nuove
	}
	return tutti
}

// lingue are the languages of one notice.
type lingue struct {
	it, altra        map[string]string // altra nil for Italian alone
	lang             string            // of altra, as the file names it
	bilingue, sola   bool
	prima            bool
	codice, mancante string // mancante: keys that altra lacks
}

var nomiLingue = map[string]string{"de": "de-DE", "sl": "sl-SI", "fr": "fr-FR", "en": "en-GB"}

// nuoveLingue returns the languages that a notice asks for, and a note.
func nuoveLingue(t Testi, l avviso.Lingua) (lingue, string) {
	g := lingue{it: t["it"], codice: l.Codice}
	if l.Codice == "" || l.Codice == "it" {
		return g, ""
	}
	altra, ok := t[l.Codice]
	if !ok {
		return g, fmt.Sprintf("LINGUA lingua.codice: nessun testo per %q, l'avviso è in italiano", l.Codice)
	}
	switch l.Modo {
	case "", "seconda":
	case "bilingue":
		g.bilingue, g.prima = true, l.Prima
	case "sola":
		g.sola = true
	default:
		return g, fmt.Sprintf("LINGUA lingua.modo: %q non è seconda, bilingue o sola, l'avviso è in italiano", l.Modo)
	}
	g.altra, g.lang = altra, nomiLingue[l.Codice]
	if g.lang == "" {
		g.lang = l.Codice
	}
	var mancano []string
	for _, k := range chiaviComuni {
		if altra[k] == "" {
			mancano = append(mancano, k)
		}
	}
	if len(mancano) > 0 {
		return g, "LINGUA lingua.codice: testi in italiano, perché mancano in " + l.Codice + ": " + strings.Join(mancano, ", ")
	}
	return g, ""
}

// chiaviComuni are the texts that a language must have.
var chiaviComuni = strings.Fields(`titolo ente destinatario quanto importo euro scontato ridotto scadenza scadenza.altrove cinque
	sessanta rate soloRate molteRate legal scadenze.titolo scadenze.testo giacenza.titolo giacenza.testo scelta dove cta online.titolo
	online.testo territorio.titolo territorio.testo dati rataUnica rata qr.unica qr.rate qr.tre oggetto cbill avviso cfEnte`)

// frase is a fixed text, in one language.
type frase struct {
	testo, lang string
	seconda     bool
}

// frasi returns a text in the languages of the notice, in order of printing; pairs
// are what stands in braces and its value.
func (g lingue) frasi(chiave string, coppie ...string) []frase {
	r := strings.NewReplacer(coppie...)
	it := frase{testo: r.Replace(g.it[chiave])}
	t := g.altra[chiave]
	if g.altra == nil || t == "" && (g.sola || chiave == "quantoSolo") || t == "" {
		return []frase{it}
	}
	altra := frase{testo: r.Replace(t), lang: g.lang, seconda: !g.bilingue}
	switch {
	case g.sola:
		return []frase{{testo: altra.testo}}
	case g.prima:
		return []frase{altra, it}
	}
	return []frase{it, altra}
}

// italiana keeps the first language alone.
func (g lingue) italiana() lingue {
	if g.sola {
		return g
	}
	g.altra = nil
	return g
}

func maiuscolo(ff []frase) []frase {
	for i := range ff {
		ff[i].testo = strings.ToUpper(ff[i].testo)
	}
	return ff
}

// pezzi sets the style of phrases on one line: a second language regular and grey.
type pezzoRiga struct {
	frase
	s   stile
	dal float64 // from the beginning of the line
}

func (g lingue) inRiga(s stile, ff []frase) ([]pezzoRiga, float64) {
	var pp []pezzoRiga
	x := 0.0
	for i, t := range ff {
		p := pezzoRiga{frase: t, s: s}
		if i > 0 {
			if g.bilingue {
				p.testo = " / " + p.testo
			} else {
				x += 2
			}
		}
		if t.seconda {
			p.s.nero, p.s.grigi = false, grigioSeconda
		}
		p.dal = x
		x += p.s.largo(disegnato(p.testo))
		pp = append(pp, p)
	}
	return pp, x
}

// voci draws phrases on one line from x, no wider than w: smaller where they must, the
// second language first. It returns where they end.
func (f *foglio) voci(g lingue, s stile, x, base, w float64, ff []frase) float64 {
	pp, largo := f.entro(g, s, w, ff)
	for _, p := range pp {
		f.inLingua(p.lang, func() { f.testo(p.s, x+p.dal, base, p.testo) })
	}
	return x + largo
}

// vociDestra is voci for a line that ends at x; it returns where it begins.
func (f *foglio) vociDestra(g lingue, s stile, x, base, w float64, ff []frase) float64 {
	_, largo := f.entro(g, s, w, ff)
	f.voci(g, s, x-largo, base, w, ff)
	return x - largo
}

func (f *foglio) entro(g lingue, s stile, w float64, ff []frase) ([]pezzoRiga, float64) {
	pp, largo := g.inRiga(s, ff)
	for c := s.corpo; largo > w && c > 5; {
		c -= 0.5
		pp, largo = g.inRiga(s.di(c), ff)
	}
	return pp, largo
}

// periodi draws a paragraph in each language, the second smaller, and returns the last
// baseline.
func (f *foglio) periodi(s stile, x, base, w float64, ff []frase) float64 {
	for i, t := range ff {
		v := s
		if t.seconda {
			v.nero, v.corpo, v.grigi = false, min(s.corpo, 7), grigioSeconda
		}
		if i > 0 {
			base += v.passo()
		}
		f.inLingua(t.lang, func() { base = f.paragrafo(v, x, base, w, t.testo) })
	}
	return base
}
