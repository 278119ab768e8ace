package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

func init() {
	register.DoFn7x0[context.Context, string, func(string, giornale), func(string, parte), func(string), func(string, string), func(string, conto)](&leggiFascio{})
	register.DoFn4x0[context.Context, string, giornale, func(string, conto)](&contaStati{})
	register.DoFn3x0[string, string, func(conto)](&nonLetti{})
	register.DoFn5x0[string, parte, func(*gruppi) bool, func(string, parte), func(string, conto)](&raggruppa{})
	register.DoFn4x0[string, conto, func(string), func(string, string)](&troppoGrandi{})
	register.DoFn4x0[string, parte, func(*string) bool, func(string, parte)](&scartaGrandi{})
	register.DoFn6x1[context.Context, string, parte, func(*conto) bool, func(string, string), func(string, conto), error](&riconcilia{})
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
	register.Emitter1[conto]()
	register.Iter1[gruppi]()
	register.Iter1[string]()
	register.Iter1[conto]()
}

// lavoro is what a run depends on.
type lavoro struct {
	file    []string                  // the documents
	domini  []rendicontazione.Dominio // the set of bodies, empty for all of them
	conti   cassa.Conti               // the bodies of the accounts of statements
	oggi    avviso.Data
	fasci   int // bundles that the documents are divided into
	massimo int // objects that may be reconciled together
	uscita  string
}

// ambito returns the names of the bodies of the set.
func (l *lavoro) ambito() []string {
	ambito := make([]string, len(l.domini))
	for i, d := range l.domini {
		ambito[i] = d.IdDominio.String()
	}
	return ambito
}

// condotta builds the pipeline.
func condotta(s beam.Scope, l *lavoro) {
	ambito := l.ambito()
	file := beam.Reshuffle(s, beam.CreateList(s, fasci(l.file, l.fasci)))
	giornali, parti, legami, problemi, letti := beam.ParDo5(s.Scope("leggi"), &leggiFascio{Ambito: ambito, Conti: l.conti}, file)

	stati := beam.ParDo(s.Scope("stati"), &contaStati{}, beam.CombinePerKey(s.Scope("pagamenti"), &unisciGiornali{}, giornali))

	legati := beam.Combine(s.Scope("legami"), &unisciLegami{}, legami)
	insieme, misure := beam.ParDo2(s.Scope("insieme"), &raggruppa{}, parti, beam.SideInput{Input: legati})
	grandi, detti := beam.ParDo2(s.Scope("grandi"), &troppoGrandi{Massimo: l.massimo}, beam.CombinePerKey(s.Scope("misure"), &somma{}, misure))
	giusti := beam.ParDo(s.Scope("giusti"), &scartaGrandi{}, insieme, beam.SideInput{Input: grandi})
	uniti := beam.CombinePerKey(s.Scope("enti"), &unisciParti{}, giusti)
	male := beam.Combine(s.Scope("non letti"), &somma{}, beam.ParDo(s, &nonLetti{}, problemi))
	righe, conti := beam.ParDo2(s.Scope("riconcilia"), &riconcilia{
		Oggi: l.oggi.String(), Domini: l.domini[:min(1, len(l.domini))], Ambito: ambito, Uscita: l.uscita,
	}, uniti, beam.SideInput{Input: male})

	totali := beam.CombinePerKey(s.Scope("totali"), &somma{}, beam.Flatten(s, letti, stati, conti))
	riepilogo := beam.ParDo(s.Scope("riepilogo"), &riassumi{}, totali)
	tutto := beam.GroupByKey(s, beam.Flatten(s, righe, problemi, detti, riepilogo))
	beam.ParDo0(s.Scope("deposita"), &deposita{Uscita: l.uscita}, tutto)
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
	a.pagine = append(a.pagine, b.pagine...)
	return a
}

// contaStati tells where a payment stands.
type contaStati struct{}

// ProcessElement counts the payments of an accumulator by state.
func (*contaStati) ProcessElement(ctx context.Context, _ string, g giornale, conti func(string, conto)) {
	for stato := range statiDi(g.Accumulatore) {
		incrementa(ctx, perStato+stato, 1)
		conti(perStato+stato, conto{numero: 1})
	}
}

// nonLetti counts what could not be read.
type nonLetti struct{}

// ProcessElement counts one.
func (*nonLetti) ProcessElement(_, _ string, conti func(conto)) { conti(conto{numero: 1}) }

// raggruppa gives every part the name of its group, and tells its size.
type raggruppa struct{ noti *gruppi }

// ProcessElement looks the group up.
func (f *raggruppa) ProcessElement(nome string, p parte, legati func(*gruppi) bool, insieme func(string, parte), misure func(string, conto)) {
	if f.noti == nil { // the same for every element
		f.noti = new(gruppi)
		legati(f.noti)
	}
	nome = f.noti.primo(nome)
	insieme(nome, p)
	misure(nome, conto{numero: int64(p.Quanti())})
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
	Ambito []string
	Uscita string
}

// ProcessElement reconciles and writes what there is of every body of the set. What is of
// another body comes in pieces, which go on.
func (f *riconcilia) ProcessElement(ctx context.Context, _ string, p parte, nonLetti func(*conto) bool, uscita func(string, string), conti func(string, conto)) error {
	oggi, err := avviso.ParseData(f.Oggi)
	if err != nil {
		return err
	}
	if len(p.Input().Domini) == 0 {
		if err := p.AggiungiDomini(f.Domini...); err != nil {
			return err
		}
	}
	var male conto
	nonLetti(&male)
	report := p.Report(oggi, rendicontazione.Opzioni{})
	q := quadroDi(&report, oggi, p.pagine, male.numero > 0)
	if err := scriviEnti(q, ambitoDi(f.Ambito), f.Uscita, uscita); err != nil {
		return err
	}
	for nome, c := range contiDi(&report) {
		incrementa(ctx, nome, c.numero)
		conti(nome, c)
	}
	return nil
}

// riassumi writes a line of the summary.
type riassumi struct{}

// ProcessElement writes name, number and euro.
func (*riassumi) ProcessElement(nome string, c conto, uscita func(string, string)) {
	file := fileRiepilogo
	if strings.HasPrefix(nome, perCifre) {
		file = fileCifre
	}
	uscita(file, nome+"\t"+c.String())
}

// deposita writes the files.
type deposita struct{ Uscita string }

// ProcessElement writes one file, its lines in order.
func (d *deposita) ProcessElement(nome string, testi func(*string) bool) error {
	var tutti []string
	for t := ""; testi(&t); {
		tutti = append(tutti, t)
	}
	return scriviLinee(d.Uscita, nome, tutti)
}
