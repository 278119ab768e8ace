package main

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// leggiFascio reads the documents of a bundle.
type leggiFascio struct {
	Ambito []string
	Conti  cassa.Conti
}

// What a reader holds before it passes it on.
const (
	maxPagamenti = 1 << 17
	maxOggetti   = 1 << 18
)

// chiaveGiornale names what the accumulators of package gdp are of.
func chiaveGiornale(e *gdp.Evento) string { return e.IUV.String() + "|" + e.CCP }

// ProcessElement reads every document of a list, one a line.
func (f *leggiFascio) ProcessElement(ctx context.Context, lista string, giornali func(string, giornale), parti func(string, parte),
	legami func(string), problemi func(string, string), conti func(string, conto),
) {
	conta := func(nome string, n int64) {
		incrementa(ctx, nome, n)
		conti(nome, conto{numero: n})
	}
	pagamenti := make(map[string]giornale)
	versaPagamenti := func() {
		conti(perCifre+contaByteGiornali, conto{numero: byteGiornali(pagamenti)})
		for k, g := range pagamenti {
			giornali(k, g)
		}
		clear(pagamenti)
	}
	ambito := ambitoDi(f.Ambito)
	raccolta := parte{Accumulatore: new(rendicontazione.Accumulatore)}
	versaParti := func() {
		byteParti := int64(0)
		for nome, p := range raccolta.perNome(ambito) {
			byteParti += byteParte(nome, p)
			parti(nome, p)
		}
		conti(perCifre+contaByteParti, conto{numero: byteParti})
		for x, y := range raccolta.Legami(ambito) {
			legami(x + "\t" + y)
		}
		*raccolta.Accumulatore, raccolta.pagine = rendicontazione.Accumulatore{}, nil
	}
	eventi := int64(0)
	l := lettore{
		ambito: ambito, conti: f.Conti, parti: raccolta.Accumulatore,
		pagina: func(p cassa.Intestazione) { raccolta.pagine = append(raccolta.pagine, p) },
		evento: func(e gdp.Evento) error {
			eventi++
			k := chiaveGiornale(&e)
			g, noto := pagamenti[k]
			if !noto {
				if len(pagamenti) >= maxPagamenti {
					versaPagamenti()
				}
				g = giornale{new(gdp.Accumulatore)}
				pagamenti[k] = g
			}
			return g.Aggiungi(e)
		},
		problema: func(nome string, err error) {
			conta(perProblema+codiceDi(err), 1)
			problemi(fileProblemi, quadro.NuovoProblema(nome, err).String())
		},
		letto: func(formato string) { conta(perFormato+formato, 1) },
	}
	for nome := range strings.SplitSeq(lista, "\n") {
		l.file(nome)
		if eventi > 0 {
			conta(contaEventi, eventi)
			eventi = 0
		}
		if raccolta.Quanti() > maxOggetti {
			versaParti()
		}
	}
	versaPagamenti()
	versaParti()
}

// unoOgni is how many payments are counted by the size of one.
const unoOgni = 16

// byteGiornali returns how many bytes some payments take on their way, but for chance.
func byteGiornali(pagamenti map[string]giornale) (n int64) {
	quanti := int64(0)
	for k, g := range pagamenti {
		if b, err := scriviGiornale(g); err == nil { // who sends it tells the error
			n += int64(len(k) + len(b))
			quanti++
		}
		if quanti > unoOgni && quanti*unoOgni > int64(len(pagamenti)) {
			break
		}
	}
	return n * int64(len(pagamenti)) / max(1, quanti)
}

func byteParte(nome string, p parte) int64 {
	b, err := scriviParte(p)
	if err != nil { // who sends it tells
		return 0
	}
	return int64(len(nome) + len(b))
}

// codiceDi returns the stable code of an error, "ALTRO" of one that has none.
func codiceDi(err error) string {
	if r, ok := avviso.RilievoDi(err); ok {
		return string(r.Codice)
	}
	return "ALTRO"
}

// perNome divides what was read as rendicontazione.Accumulatore.Parti does, the pages of
// the journals with the rest of their body.
func (p parte) perNome(ambito func(avviso.IdDominio) bool) iter.Seq2[string, parte] {
	return func(yield func(string, parte) bool) {
		pagine := make(map[string][]cassa.Intestazione)
		for _, x := range p.pagine {
			pagine[x.IdDominio.String()] = append(pagine[x.IdDominio.String()], x)
		}
		for nome, a := range p.Parti(ambito) {
			if !yield(nome, parte{a, pagine[nome]}) {
				return
			}
			delete(pagine, nome)
		}
		for _, nome := range slices.Sorted(maps.Keys(pagine)) {
			if !yield(nome, parte{new(rendicontazione.Accumulatore), pagine[nome]}) {
				return
			}
		}
	}
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
