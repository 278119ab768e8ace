package main

import (
	"cmp"
	"context"
	"iter"
	"strconv"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rendicontazione"
)

// conto is how many and how much.
type conto struct {
	numero    int64
	centesimi int64
	oltre     bool // the sum is beyond 64 bits of cents
}

func (c conto) piu(d conto) conto {
	s, err := avviso.ImportoDaCentesimi(c.centesimi).Somma(avviso.ImportoDaCentesimi(d.centesimi))
	r := conto{numero: c.numero + d.numero, centesimi: s.Centesimi(), oltre: c.oltre || d.oltre || err != nil}
	if r.oltre {
		r.centesimi = 0
	}
	return r
}

// String returns number and euro, with a tab between them.
func (c conto) String() string {
	importo := avviso.ImportoDaCentesimi(c.centesimi).String()
	if c.oltre {
		importo = "oltre"
	}
	return strconv.FormatInt(c.numero, 10) + "\t" + importo
}

// somma adds counts.
type somma struct{}

// MergeAccumulators adds two counts.
func (*somma) MergeAccumulators(a, b conto) conto { return a.piu(b) }

// Names of the counts, of which the first word is the kind.
const (
	perClasse   = "CLASSE\t"
	perPSP      = "PSP\t"
	perStato    = "STATO\t"
	perFormato  = "LETTI\t"    // documents read
	perProblema = "PROBLEMI\t" // what could not be, by the code of the error
	contaEventi = "EVENTI\tGDP"

	// Figures of a run, which depend on how the documents are divided: the bytes that go to
	// another worker, keys and all.
	perCifre          = "CIFRE\t"
	contaByteGiornali = "GIORNALI"
	contaByteParti    = "DOCUMENTI"
)

// contatori is the space of the counters of the runner.
const contatori = "nazione"

// incrementa increments the counter of a count, which a runner shows while it works.
func incrementa(ctx context.Context, nome string, n int64) {
	beam.NewCounter(contatori, strings.ReplaceAll(nome, "\t", " ")).Inc(ctx, n)
}

// contiDi yields the counts of a report, whose names are unique in the nation, some of
// them more than once.
func contiDi(r *rendicontazione.Report) iter.Seq2[string, conto] {
	return func(yield func(string, conto) bool) {
		for i := range r.Flussi {
			f := &r.Flussi[i]
			nome := perPSP + cmp.Or(f.PSP, f.Mittente.Codice) + "\t" + f.Classe.String()
			if !yield(nome, conto{numero: 1, centesimi: f.ImportoTotalePagamenti.Centesimi()}) {
				return
			}
		}
		c := &r.Conteggi
		_ = conta("MOVIMENTO", c.Movimenti, yield) && conta("FLUSSO", c.Flussi, yield) && conta("RIGA", c.Righe, yield) && conta("RICEVUTA", c.Ricevute, yield) &&
			conta("VOCE", c.Voci, yield) && conta("PENDENZA", c.Pendenze, yield) &&
			(c.StorniNonAttribuiti.Numero == 0 || yield(perClasse+"STORNO\tNON_ATTRIBUITO", contoDi(c.StorniNonAttribuiti)))
	}
}

func conta[C rendicontazione.Classe](tipo string, p rendicontazione.PerClasse[C], yield func(string, conto) bool) bool {
	for c, n := range p.Tutti() {
		if !yield(perClasse+tipo+"\t"+c.String(), contoDi(n)) {
			return false
		}
	}
	return true
}

func contoDi(n rendicontazione.Conteggio) conto {
	return conto{numero: int64(n.Numero), centesimi: n.Importo.Centesimi(), oltre: n.Oltre}
}

// statiDi yields the state of each payment of an accumulator.
func statiDi(a *gdp.Accumulatore) iter.Seq[string] {
	return func(yield func(string) bool) {
		pagamenti, _ := a.Pagamenti(gdp.SenzaRegistrati()) // an option without errors
		for i := range pagamenti {
			if !yield(pagamenti[i].Posizione.String()) {
				return
			}
		}
	}
}
