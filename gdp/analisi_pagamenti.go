package gdp

import (
	"iter"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiavi"
	"github.com/quietanza/quietanza/internal/parallelo"
)

// risoltoDi is a payment and the accumulator it comes from.
type risoltoDi struct {
	risolto
	di *Accumulatore
}

// Pagamenti folds the events and yields the payments in order of idDominio, IUV
// and CCP (no idDominio first). Each is folded when it is reached; with
// ConParalleli some hundreds at a time are, by as many goroutines. Adding events
// meanwhile is not allowed. The errors are those of the options.
func (a *Analisi) Pagamenti(opzioni ...Opzione) (iter.Seq[Pagamento], error) {
	o, err := leggiOpzioni(opzioni)
	if err != nil {
		return nil, err
	}
	if a == nil {
		return nil, errNullo("analisi")
	}
	return func(yield func(Pagamento) bool) {
		risolti, ordine := a.risolti()
		piegati := make([]Pagamento, min(len(ordine), piegatiInsieme(o.paralleli)))
		for len(ordine) > 0 {
			piegati = piegati[:min(len(ordine), len(piegati))]
			piega := func(lavoro int) {
				for i := lavoro; i < len(piegati); i += o.paralleli {
					r := &risolti[ordine[i]]
					piegati[i] = r.di.pagamento(&r.risolto, &o)
				}
			}
			if o.paralleli == 1 {
				piega(0)
			} else {
				parallelo.Volte(o.paralleli, piega)
			}
			for i := range piegati {
				if !yield(piegati[i]) {
					return
				}
			}
			ordine = ordine[len(piegati):]
		}
	}, nil
}

// piegatiInsieme returns how many payments n goroutines fold at a time.
func piegatiInsieme(n int) int {
	if n == 1 {
		return 1
	}
	return 256 * n
}

// risolti returns the payments, in no order, and their positions in order of key.
func (a *Analisi) risolti() ([]risoltoDi, []int32) {
	var tutti []risoltoDi
	var r []risolto
	for parte := range numeroParti {
		for acc := range a.tutti(parte) {
			r = acc.risolvi(r)
			for i := range r {
				tutti = append(tutti, risoltoDi{r[i], acc})
			}
		}
	}
	return tutti, chiavi.Ordine(
		len(tutti), func(i int) (avviso.IdDominio, string) { return tutti[i].dominio, tutti[i].di.iuv.String() },
		func(x, y int32) int { return strings.Compare(tutti[x].di.ccp, tutti[y].di.ccp) },
	)
}

// Pagamento folds and returns the payments of one IUV and CCP ("" is n/a), in
// order of idDominio; none when no journal has it. The errors are those of the
// options.
func (a *Analisi) Pagamento(iuv avviso.IUV, ccp string, opzioni ...Opzione) ([]Pagamento, error) {
	if a == nil {
		return nil, errNullo("analisi")
	}
	k := chiaveIUV{iuv, ccpONulla(ccp)}
	acc := a.cerca(k, k.impronta())
	if acc == nil {
		acc = &Accumulatore{}
	}
	return acc.Pagamenti(opzioni...)
}

// PagamentiIUV folds and returns the payments of one IUV, whatever their CCP, in
// order of idDominio and CCP; none when no journal has it. The errors are those of
// the options.
func (a *Analisi) PagamentiIUV(iuv avviso.IUV, opzioni ...Opzione) ([]Pagamento, error) {
	o, err := leggiOpzioni(opzioni)
	if err != nil {
		return nil, err
	}
	if a == nil {
		return nil, errNullo("analisi")
	}
	var tutti []risoltoDi
	for parte := range numeroParti {
		for acc := range a.tutti(parte) {
			if acc.iuv != iuv {
				continue
			}
			for _, r := range acc.risolvi(nil) {
				tutti = append(tutti, risoltoDi{r, acc})
			}
		}
	}
	slices.SortFunc(tutti, func(x, y risoltoDi) int { return compareChiavi(&x, &y) })
	pagamenti := make([]Pagamento, len(tutti))
	for i := range tutti {
		pagamenti[i] = tutti[i].di.pagamento(&tutti[i].risolto, &o)
	}
	return pagamenti, nil
}
