package main

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/comando/pulito"
	"github.com/quietanza/quietanza/gdp"
)

//go:embed pagina.html
var testoPagina string

var modello = template.Must(template.New("pagina").Parse(testoPagina))

// maxPagina is how many payments a page shows: a browser must open it.
const maxPagina = 500

// scriviPagina writes the page to look at, whole or not at all, and never over a document that
// was read; "" is no page.
func (r *risposta) scriviPagina(percorso string, l *lettura, s *comando.Scritture, errori io.Writer) error {
	if percorso == "" {
		return nil
	}
	for _, nome := range l.letti {
		s.Leggera(nome)
	}
	w, err := s.Apri(percorso)
	if err == nil {
		err = modello.Execute(w, r.pagina())
	}
	if err == nil {
		err = s.Conferma()
	}
	if err != nil {
		return fmt.Errorf("-html: %w", err)
	}
	_, err = fmt.Fprintf(errori, "%s: pagina scritta in %s\n", programma.Nome, pulito.Testo(percorso))
	return err
}

// What the page shows.
type (
	vistaPagina struct {
		Giornali          []giornale
		Pagamenti, Eventi int
		Stati, Segnali    []barra
		Chiesti           []vistaPagamento
		Oltre             int
		Mancanti          []string
	}
	barra struct {
		Nome, Descrizione string
		Numero            int
		Larga             int // of 100
	}
	vistaPagamento struct {
		*trovato
		Ente, Messaggio, DaGuardare string
		Debitore                    string
		Eventi                      []vistaEvento
		Grafo                       grafo
	}
	vistaEvento struct {
		N                               int
		Quando, Chi, Codice, Nome       string
		Commento, Dopo                  string
		Muove, NuovoTentativo, Problema bool
	}
)

// Detto says what came from a journal.
func (g giornale) Detto() string { return g.detto() }

// Dove is where a journal was found.
func (g giornale) Dove() string {
	if g.File != "" {
		return g.File
	}
	return g.Nome
}

func (r *risposta) pagina() vistaPagina {
	v := vistaPagina{Giornali: r.giornali, Pagamenti: r.conti.Pagamenti, Eventi: r.conti.Eventi, Mancanti: r.mancanti}
	massimo := 1
	for _, n := range r.conti.Posizioni() {
		massimo = max(massimo, n)
	}
	for _, n := range r.conti.Segnali() {
		massimo = max(massimo, n)
	}
	for p, n := range r.conti.Posizioni() {
		v.Stati = append(v.Stati, barra{p.String(), p.Descrizione(), n, 100 * n / massimo})
	}
	for s, n := range r.conti.Segnali() {
		if n > 0 {
			v.Segnali = append(v.Segnali, barra{s.String(), s.Descrizione(), n, 100 * n / massimo})
		}
	}
	for i := range r.trovati {
		if i == maxPagina {
			v.Oltre = len(r.trovati) - maxPagina
			break
		}
		v.Chiesti = append(v.Chiesti, vistaDi(&r.trovati[i]))
	}
	return v
}

// vistaDi follows the events of a payment again, to know where each led.
func vistaDi(t *trovato) vistaPagamento {
	p := &t.Pagamento
	v := vistaPagamento{trovato: t, Debitore: strings.TrimSpace(t.debitore.codiceFiscale + " " + t.debitore.anagrafica), Ente: ente(p), Messaggio: messaggio(p.Messaggio), DaGuardare: daGuardare(p)}
	da, tentativo := gdp.Inizio, 1
	passi := []passo{}
	dopo := posizioni(p)
	for i := range p.Registrati {
		x := &p.Registrati[i]
		e := vistaEvento{
			N: i + 1, Quando: quando(x.DateTime), Chi: x.Ruolo.Descrizione(), Codice: codice(x), Nome: x.Codice.Descrizione(), Commento: commento(x),
			Muove:          x.Esito == gdp.Avanza || x.Esito == gdp.Riapertura,
			NuovoTentativo: x.Tentativo != tentativo,
			Problema:       x.Esito == gdp.Incoerente || x.Esito == gdp.Ignoto || x.Error != nil,
		}
		tentativo = x.Tentativo
		if dopo[i] != da {
			e.Dopo = dopo[i].String()
			passi = append(passi, passo{da, dopo[i], i + 1})
			da = dopo[i]
		}
		v.Eventi = append(v.Eventi, e)
	}
	v.Grafo = disegna(p.Posizione, passi)
	return v
}

// posizioni are the states of a payment after each of its events, as far as the
// outcomes of the analysis tell them.
func posizioni(p *gdp.Pagamento) []gdp.Posizione {
	dopo := make([]gdp.Posizione, len(p.Registrati))
	s := gdp.StatoInizio
	for i := range p.Registrati {
		x := &p.Registrati[i]
		if x.Esito == gdp.Avanza || x.Esito == gdp.Riapertura {
			s, _ = gdp.PassoPosizione(s, x.Codice)
		}
		dopo[i] = s.Posizione()
	}
	return dopo
}

// passo is a change of state, with the number of the event that made it.
type passo struct {
	da, a gdp.Posizione
	n     int
}

// grafo is the diagram of the states as it is drawn.
type grafo struct {
	Scatole []scatola
	Frecce  []freccia
	Testo   string // for who does not see it
}

type scatola struct {
	X, Y   int
	Nome   string
	Classe string // "ora", "passato" or ""
}

type freccia struct {
	D       string // path
	X, Y    int    // of the label
	Testo   string // numbers of the events
	Passata bool
}

// Size of a box, and where each stands: its upper left corner.
const (
	larga, alta = 168, 44
)

var posti = [gdp.FineNegativa + 1][2]int{
	gdp.Inizio: {10, 90}, gdp.Attivazione: {218, 90}, gdp.RichiestaPagamento: {426, 90}, gdp.InIncasso: {634, 90}, gdp.Riversamento: {842, 90},
	gdp.Fine: {1050, 90}, gdp.FineNegativa: {530, 240},
}

// abituali are the arrows of the ordinary course, drawn pale when they were not
// taken.
var abituali = [][2]gdp.Posizione{
	{gdp.Inizio, gdp.Attivazione},
	{gdp.Attivazione, gdp.RichiestaPagamento},
	{gdp.RichiestaPagamento, gdp.InIncasso},
	{gdp.InIncasso, gdp.Riversamento},
	{gdp.Riversamento, gdp.Fine},
	{gdp.RichiestaPagamento, gdp.FineNegativa},
	{gdp.InIncasso, gdp.FineNegativa},
}

// Larga and Mezza are the width of the label, and half of it.
func (f freccia) Larga() int { return 2 * f.Mezza() }

// Mezza is half of Larga.
func (f freccia) Mezza() int { return 9 + 4*len(f.Testo) }

func disegna(ora gdp.Posizione, passi []passo) grafo {
	var g grafo
	passate := map[[2]gdp.Posizione][]string{}
	visti := map[gdp.Posizione]bool{gdp.Inizio: true}
	testo := []string{gdp.Inizio.String()}
	ordine := slices.Clone(abituali)
	for _, p := range passi {
		f := [2]gdp.Posizione{p.da, p.a}
		passate[f] = append(passate[f], strconv.Itoa(p.n))
		if !slices.Contains(ordine, f) {
			ordine = append(ordine, f)
		}
		visti[p.a] = true
		testo = append(testo, p.a.String())
	}
	g.Testo = strings.Join(testo, ", poi ") + "; ora è in " + ora.String()
	for p := gdp.Inizio; p <= gdp.FineNegativa; p++ {
		s := scatola{X: posti[p][0], Y: posti[p][1], Nome: strings.ReplaceAll(p.String(), "_", " ")}
		switch {
		case p == ora:
			s.Classe = "ora"
		case visti[p]:
			s.Classe = "passato"
		}
		g.Scatole = append(g.Scatole, s)
	}
	for _, f := range ordine {
		x := freccia{Testo: strings.Join(passate[f], ", "), Passata: len(passate[f]) > 0}
		x.D, x.X, x.Y = cammino(f[0], f[1])
		g.Frecce = append(g.Frecce, x)
	}
	return g
}

// cammino is the path of an arrow, and where its label stands: straight to the
// next box, over the boxes to a farther one, under them to one behind.
func cammino(da, a gdp.Posizione) (d string, x, y int) {
	p, q := posti[da], posti[a]
	mezzo := func(v [2]int) int { return v[0] + larga/2 }
	switch {
	case a == gdp.FineNegativa:
		x1, x2 := mezzo(p)+12, mezzo(q)+(mezzo(p)-mezzo(q))/8
		return fmt.Sprintf("M%d %d L%d %d", x1, p[1]+alta, x2, q[1]-3), (x1 + x2) / 2, (p[1] + alta + q[1]) / 2
	case da == gdp.FineNegativa:
		x1, x2 := mezzo(p)+(mezzo(q)-mezzo(p))/6, mezzo(q)-20
		return fmt.Sprintf("M%d %d Q%d %d %d %d", x1, p[1], x2, p[1]-30, x2, q[1]+alta+3), (x1+3*x2)/4 - 4, (p[1]+q[1]+alta)/2 - 4
	case q[0]-p[0] == 208:
		return fmt.Sprintf("M%d %d L%d %d", p[0]+larga, p[1]+alta/2, q[0]-3, q[1]+alta/2), (p[0] + larga + q[0]) / 2, p[1] + alta/2 - 12
	case q[0] > p[0]:
		x1, x2, su := mezzo(p)+20, mezzo(q)-20, p[1]-20-(q[0]-p[0])/12
		return fmt.Sprintf("M%d %d C%d %d %d %d %d %d", x1, p[1], x1, su, x2, su, x2, q[1]-3), (x1 + x2) / 2, (p[1] + 3*su) / 4
	}
	x1, x2, giu := mezzo(p)-20, mezzo(q)+20, p[1]+alta+20+(p[0]-q[0])/12
	return fmt.Sprintf("M%d %d C%d %d %d %d %d %d", x1, p[1]+alta, x1, giu, x2, giu, x2, q[1]+alta+3), (x1 + x2) / 2, (p[1] + alta + 3*giu) / 4
}
