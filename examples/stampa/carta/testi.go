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
	it, altra      map[string]string // altra nil for Italian alone
	lang           string            // of altra, as the file names it
	bilingue, sola bool
	prima          bool
	codice         string
}

// italiano is the language that the notice is in where nothing else is said.
const italiano = "it-IT"

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

// scelte returns a text in the languages of the notice, in order of printing: chiede takes
// it from those of one language. Italian stands in for one that is alone and lacks it.
func (g lingue) scelte(chiede func(map[string]string) string) []frase {
	it := frase{testo: chiede(g.it)}
	testo := ""
	if g.altra != nil {
		testo = chiede(g.altra)
	}
	altra := frase{testo: testo, lang: g.lang, seconda: !g.bilingue}
	switch {
	case testo == "" && g.sola:
		it.lang = italiano
		return []frase{it}
	case testo == "":
		return []frase{it}
	case g.sola:
		return []frase{{testo: testo}}
	case g.prima:
		return []frase{altra, it}
	}
	return []frase{it, altra}
}

// frasi returns the text of a key in the languages of the notice; pairs are what stands
// in braces and its value.
func (g lingue) frasi(chiave string, coppie ...string) []frase {
	r := strings.NewReplacer(coppie...)
	return g.scelte(func(t map[string]string) string { return r.Replace(t[chiave]) })
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

// pezzoRiga is a phrase on a line: a second language regular and grey.
type pezzoRiga struct {
	frase
	s   stile
	dal float64 // from the beginning of the line
}

// inRiga places phrases on one line and returns its width; a second language has a size
// of its own.
func (g lingue) inRiga(s stile, seconda float64, ff []frase) ([]pezzoRiga, float64) {
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
			p.s.corpo, p.s.nero, p.s.grigi = seconda, false, grigioSeconda
		}
		p.dal = x
		x += p.s.largo(disegnato(p.testo))
		pp = append(pp, p)
	}
	return pp, x
}

// entro places phrases on a line no wider than w: the second language smaller where it
// must, two of the same weight together. The last result is false where they have no
// room at a size that can be read; one alone is as small as it must.
func (g lingue) entro(s stile, w float64, ff []frase) ([]pezzoRiga, float64, bool) {
	minimo := max(7, s.corpo-2)
	if len(ff) == 1 {
		minimo = 5
	}
	for c := s.corpo; c >= minimo; c -= 0.5 {
		prima := s
		if len(ff) == 1 || g.bilingue {
			prima = s.di(c)
		}
		if pp, largo := g.inRiga(prima, c, ff); largo <= w {
			return pp, largo, true
		}
	}
	pp, largo := g.inRiga(s.di(minimo), minimo, ff)
	return pp, largo, len(ff) == 1
}

// sopra returns how far above its place the first of two lines of labels stands.
func (s stile) sopra() float64 { return 0.7 * s.passo() }

// voci draws phrases on one line from x, no wider than w; where they have no room, each
// on its own, the first above the line.
func (f *foglio) voci(g lingue, s stile, x, base, w float64, ff []frase) {
	f.vociIn(g, s, x, base, w, ff, false)
}

// vociDestra is voci for a line that ends at x.
func (f *foglio) vociDestra(g lingue, s stile, x, base, w float64, ff []frase) {
	f.vociIn(g, s, x, base, w, ff, true)
}

func (f *foglio) vociIn(g lingue, s stile, x, base, w float64, ff []frase, destra bool) {
	pp, largo, entra := g.entro(s, w, ff)
	if !entra {
		f.vociIn(g, s, x, base-s.sopra(), w, ff[:1], destra)
		for _, t := range ff[1:] {
			seconda := s
			if t.seconda {
				seconda = s.di(min(s.corpo, 7))
			}
			f.vociIn(g, seconda, x, base, w, []frase{t}, destra)
		}
		return
	}
	if destra {
		x -= largo
	}
	for _, p := range pp {
		f.inLingua(p.lang, func() { f.testo(p.s, x+p.dal, base, p.testo) })
	}
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
