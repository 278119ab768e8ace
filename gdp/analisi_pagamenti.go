package gdp

import (
	"iter"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiavi"
	"github.com/quietanza/quietanza/internal/parallelo"
)

// risoltoDi is a payment and the part that it is in.
type risoltoDi struct {
	risolto[uint32]
	parte uint8
}

// Pagamenti folds the events and yields the payments in order of idDominio, IUV
// and CCP (no idDominio first). Each is folded when it is reached; with
// ConParalleli as many goroutines fold some hundreds ahead. Adding events meanwhile
// is not allowed. The errors are those of the options.
func (a *Analisi) Pagamenti(opzioni ...Opzione) (iter.Seq[Pagamento], error) {
	o, err := leggiOpzioni(opzioni)
	if err != nil {
		return nil, err
	}
	if a == nil {
		return nil, errNullo("analisi")
	}
	return func(yield func(Pagamento) bool) {
		parallelo.Volte(o.paralleli, func(lavoro int) {
			for i := lavoro; i < numeroParti; i += o.paralleli {
				a.parti[i].riordina()
			}
		})
		risolti, ordine := a.risolti()
		lavoro := func() func(int) Pagamento {
			var fatti []fatto
			return func(i int) (p Pagamento) {
				p, fatti = a.pagamento(&risolti[ordine[i]], &o, fatti)
				return p
			}
		}
		if o.paralleli > 1 {
			parallelo.InOrdine(o.paralleli, len(ordine), piegatiInsieme, lavoro)(yield)
			return
		}
		for i, piega := 0, lavoro(); i < len(ordine); i++ {
			if !yield(piega(i)) {
				return
			}
		}
	}, nil
}

// piegatiInsieme is how many payments a goroutine folds before it hands them on.
const piegatiInsieme = 128

// pagamento folds a payment, with fatti as the memory for its events.
func (a *Analisi) pagamento(r *risoltoDi, o *opzioni, fatti []fatto) (Pagamento, []fatto) {
	p := &a.parti[r.parte]
	fatti = p.fattiIn(&r.risolto, fatti)
	return pagamento(p.chiave(&r.risolto), fatti, r.ambiguo, o), fatti
}

func (a *Analisi) chiave(r *risoltoDi) chiavePagamento { return a.parti[r.parte].chiave(&r.risolto) }

// risolti returns the payments, in no order, and their positions in order of key.
func (a *Analisi) risolti() ([]risoltoDi, []int32) {
	var tutti []risoltoDi
	for parte := range a.parti {
		for prima := range a.parti[parte].prime {
			tutti = a.risolvi(tutti, parte, prima)
		}
	}
	return tutti, chiavi.Ordine(
		len(tutti),
		func(i int) (avviso.IdDominio, string) {
			k := a.chiave(&tutti[i])
			return k.dominio, k.iuv.String()
		},
		func(x, y int32) int { return strings.Compare(a.chiave(&tutti[x]).ccp, a.chiave(&tutti[y]).ccp) },
	)
}

// risolvi appends the payments of the IUV and CCP of which a voce is the first.
func (a *Analisi) risolvi(tutti []risoltoDi, parte int, prima uint32) []risoltoDi {
	var uno [1]risolto[uint32]
	for _, r := range a.parti[parte].risolvi(uno[:0], prima) {
		tutti = append(tutti, risoltoDi{r, uint8(parte)}) //nolint:gosec // less than numeroParti
	}
	return tutti
}

// Pagamento folds and returns the payments of one IUV and CCP ("" is n/a), in
// order of idDominio; none when no journal has it. The errors are those of the
// options.
func (a *Analisi) Pagamento(iuv avviso.IUV, ccp string, opzioni ...Opzione) ([]Pagamento, error) {
	if a == nil {
		return nil, errNullo("analisi")
	}
	o, err := leggiOpzioni(opzioni)
	if err != nil {
		return nil, err
	}
	k := chiaveIUV{iuv, ccpONulla(ccp)}
	impronta := k.impronta()
	var tutti []risoltoDi
	parte := int(impronta % numeroParti) //nolint:gosec // less than numeroParti
	if prima := a.parti[parte].cerca(&k, impronta); prima != 0 {
		tutti = a.risolvi(nil, parte, prima)
	}
	return a.pagamenti(tutti, &o), nil
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
	for parte := range a.parti {
		for prima, v := range a.parti[parte].prime {
			if v.iuv == iuv {
				tutti = a.risolvi(tutti, parte, prima)
			}
		}
	}
	return a.pagamenti(tutti, &o), nil
}

// pagamenti folds the payments and puts them in order.
func (a *Analisi) pagamenti(tutti []risoltoDi, o *opzioni) []Pagamento {
	slices.SortFunc(tutti, func(x, y risoltoDi) int {
		k, h := a.chiave(&x), a.chiave(&y)
		return k.compare(&h)
	})
	pagamenti := make([]Pagamento, len(tutti))
	for i := range tutti {
		pagamenti[i], _ = a.pagamento(&tutti[i], o, nil)
	}
	return pagamenti
}
