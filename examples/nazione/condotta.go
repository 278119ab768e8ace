package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rendicontazione"
)

func init() {
	register.DoFn6x0[context.Context, string, func(string, giornale), func(string, parte), func(string), func(string, string)](&leggiFascio{})
	register.DoFn3x0[string, giornale, func(string, conto)](&contaStati{})
	register.DoFn4x0[string, parte, func(*gruppi) bool, func(string, parte)](&raggruppa{})
	register.DoFn3x0[string, parte, func(string, conto)](&misura{})
	register.DoFn4x0[string, conto, func(string), func(string, string)](&troppoGrandi{})
	register.DoFn4x0[string, parte, func(*string) bool, func(string, parte)](&scartaGrandi{})
	register.DoFn4x1[string, parte, func(string, string), func(string, conto), error](&riconcilia{})
	register.DoFn3x0[string, conto, func(string, string)](&riassumi{})
	register.DoFn2x1[string, func(*string) bool, error](&deposita{})
	register.Combiner1[giornale](&unisciGiornali{})
	register.Combiner1[parte](&unisciParti{})
	register.Combiner1[conto](&somma{})
	register.Combiner2[gruppi, string](&unisciLegami{})
	register.Emitter2[string, giornale]()
	register.Emitter2[string, parte]()
	register.Emitter2[string, conto]()
	register.Emitter2[string, string]()
	register.Emitter1[string]()
	register.Iter1[gruppi]()
	register.Iter1[string]()
}

// lavoro is what a run depends on.
type lavoro struct {
	file    []string                  // the documents
	domini  []rendicontazione.Dominio // the set of bodies, empty for all of them
	oggi    avviso.Data
	fasci   int // bundles that the documents are divided into
	massimo int // objects that may be reconciled together
	uscita  string
}

// condotta builds the pipeline.
func condotta(s beam.Scope, l *lavoro) {
	ambito := make([]string, len(l.domini))
	for i, d := range l.domini {
		ambito[i] = d.IdDominio.String()
	}
	file := beam.Reshuffle(s, beam.CreateList(s, fasci(l.file, l.fasci)))
	giornali, parti, legami, problemi := beam.ParDo4(s.Scope("leggi"), &leggiFascio{Ambito: ambito}, file)

	stati := beam.ParDo(s.Scope("stati"), &contaStati{}, beam.CombinePerKey(s.Scope("pagamenti"), &unisciGiornali{}, giornali))

	legati := beam.Combine(s.Scope("legami"), &unisciLegami{}, legami)
	insieme := beam.ParDo(s.Scope("insieme"), &raggruppa{}, parti, beam.SideInput{Input: legati})
	misure := beam.CombinePerKey(s.Scope("misure"), &somma{}, beam.ParDo(s.Scope("misura"), &misura{}, insieme))
	grandi, detti := beam.ParDo2(s.Scope("grandi"), &troppoGrandi{Massimo: l.massimo}, misure)
	giusti := beam.ParDo(s.Scope("giusti"), &scartaGrandi{}, insieme, beam.SideInput{Input: grandi})
	uniti := beam.CombinePerKey(s.Scope("enti"), &unisciParti{}, giusti)
	righe, conti := beam.ParDo2(s.Scope("riconcilia"), &riconcilia{Oggi: l.oggi.String(), Domini: l.domini[:min(1, len(l.domini))]}, uniti)

	totali := beam.CombinePerKey(s.Scope("totali"), &somma{}, beam.Flatten(s, stati, conti))
	riepilogo := beam.ParDo(s.Scope("riepilogo"), &riassumi{}, totali)
	tutto := beam.GroupByKey(s, beam.Flatten(s, righe, problemi, detti, riepilogo))
	beam.ParDo0(s.Scope("deposita"), &deposita{Uscita: l.uscita}, tutto)
}

// Files of the output.
const (
	fileRiepilogo = "riepilogo.tsv"
	fileProblemi  = "problemi.txt"
)

// leggiFascio reads the documents of a bundle.
type leggiFascio struct{ Ambito []string }

// What a reader holds before it passes it on.
const (
	maxPagamenti = 1 << 16
	maxLetti     = 64 << 20 // bytes of documents
)

// chiaveGiornale names what the accumulators of package gdp are of.
func chiaveGiornale(e *gdp.Evento) string { return e.IUV.String() + "|" + e.CCP }

// ProcessElement reads every document of a list, one a line.
func (f *leggiFascio) ProcessElement(ctx context.Context, lista string, giornali func(string, giornale), parti func(string, parte),
	legami func(string), problemi func(string, string),
) {
	pagamenti := make(map[string]giornale)
	versaPagamenti := func() {
		for k, g := range pagamenti {
			giornali(k, g)
		}
		clear(pagamenti)
	}
	ambito := ambitoDi(f.Ambito)
	var acc rendicontazione.Accumulatore
	versaParti := func() {
		for nome, p := range acc.Parti(ambito) {
			parti(nome, parte{p})
		}
		for x, y := range acc.Legami(ambito) {
			legami(x + "\t" + y)
		}
		acc = rendicontazione.Accumulatore{}
	}
	l := lettore{
		ambito: ambito, parti: &acc,
		evento: func(e gdp.Evento) error {
			k := chiaveGiornale(&e)
			g, noto := pagamenti[k]
			if !noto {
				g = giornale{new(gdp.Accumulatore)}
				pagamenti[k] = g
			}
			return g.Aggiungi(e)
		},
		problema: func(nome string, err error) {
			beam.NewCounter("nazione", "problemi").Inc(ctx, 1)
			problemi(fileProblemi, luogo(nome, err))
		},
		letto: func(formato string) { beam.NewCounter("nazione", "letti "+formato).Inc(ctx, 1) },
	}
	letti := 0
	for nome := range strings.SplitSeq(lista, "\n") {
		dati, err := os.ReadFile(nome)
		if err != nil {
			l.problema(nome, err)
			continue
		}
		l.leggi(nome, dati)
		if letti += len(dati); letti > maxLetti {
			letti = 0
			versaParti()
		}
		if len(pagamenti) > maxPagamenti {
			versaPagamenti()
		}
	}
	versaPagamenti()
	versaParti()
}

// ambitoDi returns the set of some bodies, nil for every body.
func ambitoDi(enti []string) func(avviso.IdDominio) bool {
	if len(enti) == 0 {
		return nil
	}
	dentro := make(map[string]bool, len(enti))
	for _, e := range enti {
		dentro[e] = true
	}
	return func(d avviso.IdDominio) bool { return dentro[d.String()] }
}

// unisciGiornali joins what journals say of one payment.
type unisciGiornali struct{}

// MergeAccumulators joins two accumulators.
func (*unisciGiornali) MergeAccumulators(a, b giornale) (giornale, error) {
	return a, a.Unisci(b.Accumulatore)
}

// unisciParti joins what belongs together.
type unisciParti struct{}

// MergeAccumulators joins two accumulators.
func (*unisciParti) MergeAccumulators(a, b parte) parte {
	a.Unisci(b.Accumulatore)
	return a
}

// contaStati tells where a payment stands.
type contaStati struct{}

// ProcessElement counts the payments of an accumulator by state.
func (*contaStati) ProcessElement(_ string, g giornale, conti func(string, conto)) {
	for stato, n := range statiDi(g.Accumulatore) {
		conti("STATO\t"+stato, conto{numero: n})
	}
}

// statiDi yields the state of each payment of an accumulator.
func statiDi(a *gdp.Accumulatore) iter.Seq2[string, int64] {
	return func(yield func(string, int64) bool) {
		pagamenti, _ := a.Pagamenti() // no options, no errors
		for i := range pagamenti {
			if !yield(pagamenti[i].Posizione.String(), 1) {
				return
			}
		}
	}
}

// raggruppa gives every part the name of its group.
type raggruppa struct{}

// ProcessElement looks the group up.
func (*raggruppa) ProcessElement(nome string, p parte, legati func(*gruppi) bool, insieme func(string, parte)) {
	var g gruppi
	if legati(&g) {
		nome = g.primo(nome)
	}
	insieme(nome, p)
}

// misura tells the size of a part.
type misura struct{}

// ProcessElement counts the objects.
func (*misura) ProcessElement(nome string, p parte, misure func(string, conto)) {
	in := p.Input()
	n := len(in.Movimenti) + len(in.Ricevute) + len(in.Pendenze)
	for i := range in.Flussi {
		n += 1 + len(in.Flussi[i].Righe)
	}
	misure(nome, conto{numero: int64(n)})
}

// troppoGrandi finds what is too large to be reconciled by one worker.
type troppoGrandi struct{ Massimo int }

// ProcessElement tells a group that is too large, with its size.
func (t *troppoGrandi) ProcessElement(nome string, c conto, grandi func(string), problemi func(string, string)) {
	if t.Massimo > 0 && c.numero > int64(t.Massimo) {
		grandi(nome)
		problemi(fileProblemi, fmt.Sprintf("ente %s, con quelli che ha in comune: %d oggetti, più di %d: non riconciliato (-massimo)", nome, c.numero, t.Massimo))
	}
}

// scartaGrandi leaves out what is too large.
type scartaGrandi struct{}

// ProcessElement passes on the rest.
func (*scartaGrandi) ProcessElement(nome string, p parte, grandi func(*string) bool, giusti func(string, parte)) {
	for g := ""; grandi(&g); {
		if g == nome {
			return
		}
	}
	giusti(nome, p)
}

// riconcilia makes the report of what belongs together.
type riconcilia struct {
	Oggi   string
	Domini []rendicontazione.Dominio // any body of the set, none when there is no set
}

// ProcessElement reconciles and writes the lines of every body.
func (f *riconcilia) ProcessElement(_ string, p parte, uscita func(string, string), conti func(string, conto)) error {
	oggi, err := avviso.ParseData(f.Oggi)
	if err != nil {
		return err
	}
	if len(p.Input().Domini) == 0 {
		if err := p.AggiungiDomini(f.Domini...); err != nil {
			return err
		}
	}
	report := p.Report(oggi, rendicontazione.Opzioni{})
	r, err := righeDi(&report)
	if err != nil {
		return err
	}
	for nome, testo := range r.perFile() {
		uscita(nome, testo)
	}
	for _, c := range r.conti {
		conti(c.nome, c.conto)
	}
	return nil
}

// perFile yields the lines of each file, joined.
func (out *righe) perFile() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, x := range [...]struct {
			cartella string
			righe    []riga
		}{{"report", out.report}, {"vedere", out.vedere}} {
			per := make(map[string][]string)
			for _, r := range x.righe {
				per[r.ente] = append(per[r.ente], r.dati)
			}
			for ente, dati := range per {
				if !yield(x.cartella+"/"+ente+".jsonl", strings.Join(dati, "\n")) {
					return
				}
			}
		}
	}
}

// somma adds counts.
type somma struct{}

// MergeAccumulators adds two counts.
func (*somma) MergeAccumulators(a, b conto) conto { return a.piu(b) }

func (c conto) piu(d conto) conto {
	s, err := avviso.ImportoDaCentesimi(c.centesimi).Somma(avviso.ImportoDaCentesimi(d.centesimi))
	r := conto{numero: c.numero + d.numero, centesimi: s.Centesimi(), oltre: c.oltre || d.oltre || err != nil}
	if r.oltre {
		r.centesimi = 0
	}
	return r
}

// riassumi writes a line of the summary.
type riassumi struct{}

// ProcessElement writes name, number and euro.
func (*riassumi) ProcessElement(nome string, c conto, uscita func(string, string)) {
	uscita(fileRiepilogo, nome+"\t"+c.String())
}

// String returns number and euro, with a tab between them.
func (c conto) String() string {
	importo := avviso.ImportoDaCentesimi(c.centesimi).String()
	if c.oltre {
		importo = "oltre"
	}
	return strconv.FormatInt(c.numero, 10) + "\t" + importo
}

// deposita writes the files.
type deposita struct{ Uscita string }

// ProcessElement writes one file, its lines in order. Written again, it is the same.
func (d *deposita) ProcessElement(nome string, testi func(*string) bool) error {
	var righe []string
	for t := ""; testi(&t); {
		righe = append(righe, strings.Split(t, "\n")...)
	}
	return scriviFile(d.Uscita, nome, righe)
}

// scriviFile writes lines in order, whole or not at all.
func scriviFile(cartella, nome string, righe []string) error {
	dove := filepath.Join(cartella, filepath.FromSlash(nome))
	if err := os.MkdirAll(filepath.Dir(dove), 0o755); err != nil {
		return err
	}
	slices.Sort(righe)
	f, err := os.CreateTemp(filepath.Dir(dove), ".nuovo-*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(strings.Join(righe, "\n") + "\n")
	if chiuso := f.Close(); err == nil {
		err = chiuso
	}
	if err == nil {
		err = os.Rename(f.Name(), dove)
	}
	return err
}
