package prova

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var quanti = flag.Int("mutanti", 0, "mutants of each document for the comparison with xmllint; negative for all those of one change; 0 for a few")

// Seme is a good document.
type Seme struct {
	Nome string
	Dati []byte
}

// Porta is a strict door and the schema that it follows.
type Porta struct {
	Nome   string
	Schema string   // file that xmllint validates with
	Tipi   []string // files that hold the simple types; none for Schema alone
	Semi   []Seme
	Leggi  func([]byte) error

	// Incarta makes of a document of the schema what the door reads, where that is more;
	// nil for the same. A document that cannot be carried is nil, and not compared.
	Incarta func([]byte) []byte
}

// Differenza is a mutant of which the schema and the door say different things.
type Differenza struct {
	Mutante
	Porta  string
	Valido bool  // says xmllint
	Err    error // says the door
	buono  []byte
	basi   map[string]bool
}

// Classe is a kind of difference that is meant to be.
type Classe struct {
	Nome    string
	Motivo  string // why
	Accetta bool   // the door takes what the schema refuses; else it refuses what the schema takes
	// Dove reports whether a mutant may be of the class, whatever was said of it, so that
	// some of each class are made however few are asked for.
	Dove func(*Differenza) bool
	// Errore reports whether an error of the door may be of the class; nil for any.
	Errore func(error) bool
}

// vale reports whether a difference is of the class.
func (c *Classe) vale(d *Differenza) bool {
	return d.Valido != c.Accetta && c.Dove(d) && (c.Errore == nil || c.Errore(d.Err))
}

// Confronta asks every door and its schema about the mutants of its documents. A
// difference of no class fails, and so does a class without a difference.
func Confronta(t *testing.T, classi []Classe, porte ...Porta) {
	t.Helper()
	c := &conto{classi: classi, viste: map[string]int{}, prime: map[string]string{}}
	for _, p := range porte {
		t.Run(p.Nome, func(t *testing.T) { c.porta(t, &p) })
	}
	for _, k := range classi {
		if c.viste[k.Nome] == 0 && !parziale() {
			t.Errorf("no difference of the class %q any more", k.Nome)
		}
		t.Logf("%7d  %s (%s)", c.viste[k.Nome], k.Nome, c.prime[k.Nome])
	}
	t.Logf("%7d mutants, %d valid, %d differences", c.mutanti, c.validi, c.differenze)
}

// parziale reports whether -run leaves doors out.
func parziale() bool { return strings.Contains(flag.Lookup("test.run").Value.String(), "/") }

// conto is what was counted.
type conto struct {
	classi                      []Classe
	viste                       map[string]int
	prime                       map[string]string
	mutanti, validi, differenze int
}

// pochi is how many mutants a document has when none are asked for.
const pochi = 60

func (c *conto) porta(t *testing.T, p *Porta) {
	n := *quanti
	if n == 0 {
		n = pochi
	}
	tipi := p.Tipi
	if len(tipi) == 0 {
		tipi = []string{p.Schema}
	}
	g := &giudizio{conto: c, Porta: p, facce: LeggiFacce(t, tipi...), testimoni: map[string]int{}, sconosciute: map[string][]string{}}
	prima := *c
	for _, s := range p.Semi {
		require.NoError(t, p.Leggi(p.incarta(s.Dati)), s.Nome)
		Validi(t, p.Schema, s.Dati)
		g.seme(t, &s, n)
	}
	for _, chiave := range slices.Sorted(maps.Keys(g.sconosciute)) {
		nomi := g.sconosciute[chiave]
		t.Errorf("%s: %d mutants, for example\n  %s", chiave, len(nomi), strings.Join(nomi[:min(len(nomi), 5)], "\n  "))
	}
	t.Logf("%7d mutants, %d valid, %d differences", c.mutanti-prima.mutanti, c.validi-prima.validi, c.differenze-prima.differenze)
}

func (p *Porta) incarta(d []byte) []byte {
	if p.Incarta == nil {
		return d
	}
	return p.Incarta(d)
}

// giudizio is the comparison of one door.
type giudizio struct {
	*conto
	*Porta
	facce       *Facce
	testimoni   map[string]int      // mutants made for the sake of a class
	sconosciute map[string][]string // differences of no class, by what was done
}

// seme compares mutants of one document: those of one change first, then, up to n, those
// of two changes that both sides take.
func (g *giudizio) seme(t *testing.T, s *Seme, n int) {
	uno := scegli(mutanti(t, s.Nome, s.Dati, g.facce), n, func(m *Mutante) bool { return g.testimone(s.Dati, m) })
	var innocui []Mutante
	for parte := range slices.Chunk(uno, blocco) {
		innocui = append(innocui, g.confronta(t, s.Dati, parte)...)
	}
	if n > len(uno) {
		for parte := range slices.Chunk(coppie(innocui, n-len(uno)), blocco) {
			g.confronta(t, s.Dati, parte)
		}
	}
}

// testimone reports whether a mutant is wanted for a class of which few were made.
func (g *giudizio) testimone(buono []byte, m *Mutante) bool {
	var d *Differenza
	si := false
	for i := range g.classi {
		k := &g.classi[i]
		if g.testimoni[k.Nome] >= testimoni {
			continue
		}
		if d == nil {
			d = g.differenza(buono, m)
		}
		if k.Dove(d) {
			g.testimoni[k.Nome]++
			si = true
		}
	}
	return si
}

// testimoni is how many mutants a door has for the sake of each class.
const testimoni = 8

// differenza is what a class looks at.
func (g *giudizio) differenza(buono []byte, m *Mutante) *Differenza {
	_, basi := g.facce.di(m.Foglia())
	return &Differenza{Mutante: *m, Porta: g.Nome, buono: buono, basi: basi}
}

// blocco is how many documents xmllint gets at once.
const blocco = 4000

// confronta asks both about mutants, and returns those that both take.
func (g *giudizio) confronta(t *testing.T, buono []byte, fatti []Mutante) (innocui []Mutante) {
	documenti := make([][]byte, len(fatti))
	for i := range fatti {
		documenti[i] = fatti[i].dati(buono)
	}
	validi, _ := Valida(t, g.Schema, documenti...)
	for i, d := range documenti {
		letto := g.incarta(d)
		if letto == nil {
			continue
		}
		g.mutanti++
		if validi[i] {
			g.validi++
		}
		err := g.Leggi(letto)
		switch {
		case validi[i] != (err == nil):
			g.differenze++
			x := g.differenza(buono, &fatti[i])
			x.Valido, x.Err = validi[i], err
			g.classifica(x)
		case validi[i]:
			innocui = append(innocui, fatti[i])
		}
	}
	return innocui
}

// classifica counts a difference.
func (g *giudizio) classifica(x *Differenza) {
	k := slices.IndexFunc(g.classi, func(k Classe) bool { return k.vale(x) })
	if k < 0 {
		chiave := fmt.Sprintf("xmllint valid = %v, %s", x.Valido, x.Operatore)
		if x.Operatore == "testo" {
			chiave += " of " + x.Foglia()
		}
		g.sconosciute[chiave] = append(g.sconosciute[chiave], fmt.Sprintf("%s: %v", x.Mutante.Nome(), x.Err))
		return
	}
	nome := g.classi[k].Nome
	if g.viste[nome]++; g.prime[nome] == "" {
		g.prime[nome] = x.Mutante.Nome()
	}
}
