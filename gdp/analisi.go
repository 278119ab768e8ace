package gdp

import (
	"hash/maphash"
	"iter"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/parallelo"
	"github.com/quietanza/quietanza/rpt"
)

// Analisi collects the journals of any number of senders and tells, for every
// payment, how far it got, what is missing and what contradicts. The zero value
// is ready.
//
// It keeps every event, in about 16 bytes each, until the result is drawn: which
// event is late can be told only when all are there. Events may come in any
// order, split in journals in any way, and twice: the result is the same. It is
// not safe for use by several goroutines at once.
//
// Source: Giornale dei Pagamenti, "Analisi di un pagamento".
type Analisi struct {
	parti [numeroParti]parte
}

// numeroParti is how many parts the payments are spread over, so that goroutines
// can work on whole ones.
const numeroParti = 64

// chiaveIUV groups events; see Accumulatore.
type chiaveIUV struct {
	iuv avviso.IUV
	ccp string
}

// impronta returns the mark of a key, of which the first part is where it belongs.
func (k chiaveIUV) impronta() uint64 {
	h := maphash.String(seme, k.iuv.String())
	if k.ccp != rpt.NonApplicabile {
		h += maphash.String(seme, k.ccp)
	}
	return h
}

// seme makes the marks of this process unlike those of any other: no journal can
// be written whose keys share one. They never reach a result.
var seme = maphash.MakeSeed()

// Aggiungi adds one event, on the terms of Accumulatore.Aggiungi.
func (a *Analisi) Aggiungi(e Evento) error {
	if a == nil {
		return errNullo("analisi")
	}
	return a.aggiungi(&e)
}

func (a *Analisi) aggiungi(e *Evento) error {
	if err := e.normalizza(); err != nil {
		return err
	}
	k := chiaveIUV{e.IUV, e.CCP}
	impronta, f := k.impronta(), fattoDi(e)
	a.parti[impronta%numeroParti].aggiungi(&k, impronta, e.IdDominio, &f)
	return nil
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
		if err := a.aggiungi(&e); err != nil {
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
	for i := range a.parti {
		a.parti[i].unisci(&b.parti[i])
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
	tutta, errori := &Analisi{}, make([]error, len(giornali))
	var chiusi [numeroParti]sync.Mutex
	var prossimo atomic.Int64
	parallelo.Volte(n, func(int) {
		s := smistatore{analisi: tutta, chiusi: &chiusi}
		for i := int(prossimo.Add(1)) - 1; i < len(giornali); i = int(prossimo.Add(1)) - 1 {
			errori[i] = s.aggiungiTutti(giornali[i])
		}
		s.consegnaTutte()
	})
	for _, err := range errori {
		if err != nil {
			return nil, err
		}
	}
	return tutta, nil
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
