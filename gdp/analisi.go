package gdp

import (
	"iter"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/parallelo"
)

// Analisi collects the journals of any number of senders and tells, for every
// payment, how far it got, what is missing and what contradicts. The zero value
// is ready.
//
// It keeps every event, about 24 bytes each, until the result is drawn: which
// event is late can be told only when all are there. Events may come in any
// order, split in journals in any way, and twice: the result is the same. It is
// not safe for use by several goroutines at once.
//
// Source: Giornale dei Pagamenti, "Analisi di un pagamento".
type Analisi struct {
	parti [numeroParti]map[chiaveIUV]*Accumulatore
}

// numeroParti is how many maps the payments are spread over, so that goroutines
// can work on whole ones.
const numeroParti = 64

// chiaveIUV groups events; see Accumulatore.
type chiaveIUV struct {
	iuv avviso.IUV
	ccp string
}

// parte returns where a key belongs: FNV-1a of its texts.
func (k chiaveIUV) parte() int {
	const base, primo = 14695981039346656037, 1099511628211
	h := uint64(base)
	for _, s := range [...]string{k.iuv.String(), k.ccp} {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * primo
		}
	}
	return int((h ^ h>>32) % numeroParti)
}

// Aggiungi adds one event, on the terms of Accumulatore.Aggiungi.
func (a *Analisi) Aggiungi(e Evento) error {
	if a == nil {
		return errNullo("analisi")
	}
	e, err := e.normale()
	if err != nil {
		return err
	}
	a.accumulatore(chiaveIUV{e.IUV, e.CCP}).aggiungi(&e)
	return nil
}

// accumulatore returns the accumulator of a key, making it if needed. It copies
// the texts of a new key, which may be parts of a whole record.
func (a *Analisi) accumulatore(k chiaveIUV) *Accumulatore {
	parte := &a.parti[k.parte()]
	if acc := (*parte)[k]; acc != nil {
		return acc
	}
	if *parte == nil {
		*parte = make(map[chiaveIUV]*Accumulatore)
	}
	k = chiaveIUV{propria(k.iuv), strings.Clone(k.ccp)}
	acc := &Accumulatore{iuv: k.iuv, ccp: k.ccp}
	(*parte)[k] = acc
	return acc
}

// propria returns the IUV with a text of its own.
func propria(u avviso.IUV) avviso.IUV {
	v, err := avviso.ParseIUV(strings.Clone(u.String()))
	if err != nil {
		return u
	}
	return v
}

// AggiungiTutti adds the events of a journal and stops at its first error, which
// it returns: the events before it stay. Tieni passes over bad records instead. A
// nil journal is a NULLO error (avviso.ErrNullo).
func (a *Analisi) AggiungiTutti(giornale iter.Seq2[Evento, error]) error {
	if giornale == nil {
		return errNullo("giornale")
	}
	for e, err := range giornale {
		if err != nil {
			return err
		}
		if err := a.Aggiungi(e); err != nil {
			return err
		}
	}
	return nil
}

// Unisci adds the events of another analysis, which does not change and shares
// nothing with this one afterwards. It is associative, commutative and
// idempotent.
func (a *Analisi) Unisci(b *Analisi) {
	if a == nil || b == nil || a == b {
		return
	}
	for i := range b.parti {
		for k, acc := range b.parti[i] {
			a.accumulatore(k).assorbi(acc, slices.Clone)
		}
	}
}

// Analizza collects whole journals. On the first error, in the order of the
// journals, it returns that error and no analysis. What the journals should not
// hold, and whether to go on, the reader of each says: ParseJSON or LeggiJSON
// with Tieni.
func Analizza(giornali ...iter.Seq2[Evento, error]) (*Analisi, error) {
	return AnalizzaInParallelo(1, giornali...)
}

// AnalizzaInParallelo is Analizza on n goroutines, each of which reads whole
// journals. The result does not depend on n; less than 1 is a PARALLELI error
// (ErrOpzione).
func AnalizzaInParallelo(n int, giornali ...iter.Seq2[Evento, error]) (*Analisi, error) {
	if err := validaParalleli(n); err != nil {
		return nil, err
	}
	n = max(1, min(n, len(giornali)))
	parziali := make([]Analisi, n)
	errori := make([]error, len(giornali))
	var prossimo atomic.Int64
	parallelo.Volte(n, func(lavoro int) {
		for i := int(prossimo.Add(1)) - 1; i < len(giornali); i = int(prossimo.Add(1)) - 1 {
			errori[i] = parziali[lavoro].AggiungiTutti(giornali[i])
		}
	})
	for _, err := range errori {
		if err != nil {
			return nil, err
		}
	}
	tutta := &parziali[0]
	parallelo.Volte(n, func(lavoro int) {
		for parte := lavoro; parte < numeroParti; parte += n {
			for i := range parziali[1:] {
				tutta.assorbiParte(parte, &parziali[i+1])
			}
		}
	})
	return tutta, nil
}

// assorbiParte takes one part of another analysis, which is not used any more.
func (a *Analisi) assorbiParte(parte int, b *Analisi) {
	if a.parti[parte] == nil {
		a.parti[parte] = b.parti[parte]
		return
	}
	for k, acc := range b.parti[parte] {
		if mio := a.parti[parte][k]; mio != nil {
			mio.assorbi(acc, func(f []fatto) []fatto { return f })
		} else {
			a.parti[parte][k] = acc
		}
	}
	b.parti[parte] = nil
}

// risoltoDi is a payment and the accumulator it comes from.
type risoltoDi struct {
	risolto
	di *Accumulatore
}

// Pagamenti folds the events and yields the payments in order of idDominio, IUV
// and CCP (no idDominio first). Each is folded when it is reached. Adding events
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
		risolti := a.risolti()
		for i := range risolti {
			if !yield(risolti[i].di.pagamento(&risolti[i].risolto, &o)) {
				return
			}
		}
	}, nil
}

func (a *Analisi) risolti() []risoltoDi {
	var tutti []risoltoDi
	var r []risolto
	for _, parte := range a.parti {
		for _, acc := range parte {
			r = acc.risolvi(r)
			for i := range r {
				tutti = append(tutti, risoltoDi{r[i], acc})
			}
		}
	}
	slices.SortFunc(tutti, func(x, y risoltoDi) int { return compareChiavi(&x, &y) })
	return tutti
}

// Pagamento folds and returns the payments of one IUV and CCP ("" is n/a), in
// order of idDominio; none when no journal has it. The errors are those of the
// options.
func (a *Analisi) Pagamento(iuv avviso.IUV, ccp string, opzioni ...Opzione) ([]Pagamento, error) {
	if a == nil {
		return nil, errNullo("analisi")
	}
	k := chiaveIUV{iuv, ccpONulla(ccp)}
	acc := a.parti[k.parte()][k]
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
	for _, parte := range a.parti {
		for k, acc := range parte {
			if k.iuv != iuv {
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

// Tieni passes on the events of a journal that is read leniently and hands the
// errors of single records to scarta, which may count or print them. An error
// that ends the journal (ErrFormato, ErrLimite, ErrArchivio) is passed on too.
func Tieni(giornale iter.Seq2[Evento, error], scarta func(error)) iter.Seq2[Evento, error] {
	return func(yield func(Evento, error) bool) {
		if giornale == nil {
			yield(Evento{}, errNullo("giornale"))
			return
		}
		for e, err := range giornale {
			if err != nil && delRecord(err) {
				scarta(err)
				continue
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}
