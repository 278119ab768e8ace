package gdp

import (
	"iter"

	"github.com/quietanza/quietanza/internal/parallelo"
)

// Riepilogo counts an analysis.
type Riepilogo struct {
	Pagamenti int // payments
	Eventi    int // events, without copies

	posizioni [FineNegativa + 1]int
	segnali   [ultimoSegnale + 1]int
	esiti     [Ignoto + 1]int
}

// Posizioni yields every position, in order, with how many payments are there.
func (r *Riepilogo) Posizioni() iter.Seq2[Posizione, int] {
	return conta(nomiPosizione.Tutti(), r.posizioni[:])
}

// Segnali yields every flag, in order, with how many payments have it.
func (r *Riepilogo) Segnali() iter.Seq2[Segnale, int] {
	return conta(nomiSegnale.Tutti(), r.segnali[:])
}

// Esiti yields every outcome, in order, with how many events have it.
func (r *Riepilogo) Esiti() iter.Seq2[Esito, int] { return conta(nomiEsito.Tutti(), r.esiti[:]) }

func conta[T ~uint8](tutti iter.Seq[T], numeri []int) iter.Seq2[T, int] {
	return func(yield func(T, int) bool) {
		for v := range tutti {
			if !yield(v, numeri[v]) {
				return
			}
		}
	}
}

// somma adds the counts of another part.
func (r *Riepilogo) somma(o *Riepilogo) {
	r.Pagamenti += o.Pagamenti
	r.Eventi += o.Eventi
	sommaNumeri(r.posizioni[:], o.posizioni[:])
	sommaNumeri(r.segnali[:], o.segnali[:])
	sommaNumeri(r.esiti[:], o.esiti[:])
}

func sommaNumeri(a, b []int) {
	for i := range a {
		a[i] += b[i]
	}
}

// Riepiloga folds every payment and counts what comes out, without building the
// payments. It uses the goroutines of ConParalleli. The errors are those of the
// options.
func (a *Analisi) Riepiloga(opzioni ...Opzione) (Riepilogo, error) {
	o, err := leggiOpzioni(opzioni)
	if err != nil {
		return Riepilogo{}, err
	}
	if a == nil {
		return Riepilogo{}, errNullo("analisi")
	}
	n := min(o.paralleli, numeroParti)
	parziali := make([]Riepilogo, n)
	parallelo.Volte(n, func(lavoro int) {
		var r []risolto[uint32]
		var fatti []fatto
		var conti Riepilogo
		for i := lavoro; i < numeroParti; i += n {
			p := &a.parti[i]
			for prima := range p.prime {
				r = p.risolvi(r[:0], prima)
				for j := range r {
					fatti = p.fattiIn(&r[j], fatti)
					conti.aggiungi(p.chiave(&r[j]), fatti, r[j].ambiguo, &o)
				}
			}
		}
		parziali[lavoro] = conti
	})
	var tutto Riepilogo
	for i := range parziali {
		tutto.somma(&parziali[i])
	}
	return tutto, nil
}

// aggiungi folds one payment and counts it.
func (r *Riepilogo) aggiungi(di chiavePagamento, fatti []fatto, ambiguo bool, o *opzioni) {
	k := o.corso(&di)
	for i := range fatti {
		r.esiti[k.segui(&fatti[i])]++
	}
	segnali := k.segnali()
	if ambiguo {
		segnali.metti(DominioAmbiguo)
	}
	for s := PagataSenzaRT; s <= ultimoSegnale; s++ {
		if segnali.ha(s) {
			r.segnali[s]++
		}
	}
	r.posizioni[k.Posizione()]++
	r.Pagamenti++
	r.Eventi += len(fatti)
}
