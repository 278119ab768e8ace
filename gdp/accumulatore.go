package gdp

import (
	"iter"
	"slices"

	"github.com/quietanza/quietanza/avviso"
)

// Accumulatore collects the events of one IUV and CCP, in any order, from any
// number of journals. The zero value is ready: the first event, or the first
// accumulator united to it, says whose it is.
//
// Aggiungi and Unisci may be called in any order and grouping, and with the
// same events twice: Pagamenti gives the same result. A distributed analysis
// groups by (IUV, CCP) and unites what it finds. The idDominio, which belongs to
// the key of a payment, is not part of the grouping, because the journal of a
// PSP may leave it out.
//
// It is not safe for use by several goroutines at once, not even for Pagamenti
// alone.
type Accumulatore struct {
	iuv   avviso.IUV
	ccp   string
	primo gruppo
	altri []gruppo
}

// gruppo is the events of one idDominio, the zero one for those without.
type gruppo struct {
	dominio avviso.IdDominio
	fatti   []fatto
	ordine  int // how many of them, from the first, are in order and without copies
}

// Aggiungi adds one event. Refusals (ErrRecord), after which nothing has
// changed: an event without IUV, role, code or a date from year 1 to 9999, or
// with a text that no record could carry; CHIAVE for an event of another IUV or
// CCP.
func (a *Accumulatore) Aggiungi(e Evento) error {
	if a == nil {
		return errNullo("accumulatore")
	}
	e, err := e.normale()
	if err != nil {
		return err
	}
	if err := a.prendi(e.IUV, e.CCP); err != nil {
		return err
	}
	a.aggiungi(e.IdDominio, fattoDi(&e))
	return nil
}

func (a *Accumulatore) aggiungi(d avviso.IdDominio, f fatto) {
	g := a.gruppo(d)
	if g.fatti == nil {
		g.fatti = make([]fatto, 0, primiFatti)
	}
	g.fatti = append(g.fatti, f)
}

// primiFatti is the room made at first: a sender records some four events of a
// payment, three senders some ten.
const primiFatti = 5

// prendi makes the accumulator that of a IUV and CCP, or refuses it.
func (a *Accumulatore) prendi(iuv avviso.IUV, ccp string) error {
	if !a.iuv.IsValid() {
		a.iuv, a.ccp = iuv, ccp
		return nil
	}
	if a.iuv != iuv || a.ccp != ccp {
		return rifiutaRecord(CodiceChiave, "iuv", iuv.String())
	}
	return nil
}

// gruppo returns the events of a body; a group without events is free to take.
func (a *Accumulatore) gruppo(d avviso.IdDominio) *gruppo {
	if a.primo.dominio == d || len(a.primo.fatti) == 0 {
		a.primo.dominio = d
		return &a.primo
	}
	for i := range a.altri {
		if a.altri[i].dominio == d {
			return &a.altri[i]
		}
	}
	a.altri = append(a.altri, gruppo{dominio: d})
	return &a.altri[len(a.altri)-1]
}

// gruppi yields the groups that have events.
func (a *Accumulatore) gruppi(yield func(*gruppo) bool) {
	if len(a.primo.fatti) > 0 && !yield(&a.primo) {
		return
	}
	for i := range a.altri {
		if !yield(&a.altri[i]) {
			return
		}
	}
}

// Unisci adds the events of another accumulator, which does not change and
// shares nothing with this one afterwards. It is associative, commutative and
// idempotent. An accumulator of another IUV or CCP is a CHIAVE error
// (ErrRecord), a nil one a NULLO error (avviso.ErrNullo).
func (a *Accumulatore) Unisci(b *Accumulatore) error {
	if a == nil || b == nil {
		return errNullo("accumulatore")
	}
	if !b.iuv.IsValid() {
		return nil
	}
	if err := a.prendi(b.iuv, b.ccp); err != nil {
		return err
	}
	if a == b {
		return nil
	}
	a.assorbi(b)
	return nil
}

// assorbi is Unisci once the keys agree.
func (a *Accumulatore) assorbi(b *Accumulatore) {
	for g := range b.gruppi {
		mio := a.gruppo(g.dominio)
		if len(mio.fatti) == 0 {
			mio.fatti, mio.ordine = slices.Clone(g.fatti), g.ordine
			continue
		}
		mio.fatti = slices.Concat(mio.fatti, g.fatti) // no spare room: most of them are complete
		mio.riordina()
	}
}

// riordina puts the events in the order of the fold and drops the copies.
func (g *gruppo) riordina() {
	if g.ordine != len(g.fatti) {
		g.fatti = inOrdine(g.fatti)
		g.ordine = len(g.fatti)
	}
}

// inOrdine returns the events in the order of the fold and without copies, in
// their own memory.
func inOrdine(fatti []fatto) []fatto {
	if ordinati(fatti) {
		return fatti
	}
	if ordina(fatti); ordinati(fatti) {
		return fatti
	}
	return senzaCopie(fatti)
}

// ordina sorts the events, which are few and come as some runs in order.
func ordina(fatti []fatto) {
	const pochi = 32
	if len(fatti) > pochi {
		slices.SortFunc(fatti, func(x, y fatto) int { return x.compare(&y) })
		return
	}
	for i := 1; i < len(fatti); i++ {
		j := i
		for j > 0 && !fatti[j-1].precede(&fatti[i]) {
			j--
		}
		if j < i {
			f := fatti[i]
			copy(fatti[j+1:i+1], fatti[j:i])
			fatti[j] = f
		}
	}
}

// ordinati reports whether the events are in order and all different.
func ordinati(fatti []fatto) bool {
	for i := 1; i < len(fatti); i++ {
		if !fatti[i-1].precede(&fatti[i]) {
			return false
		}
	}
	return true
}

func senzaCopie(fatti []fatto) []fatto {
	tenuti := fatti[:0]
	for i := range fatti {
		if n := len(tenuti); n > 0 && tenuti[n-1].compare(&fatti[i]) == 0 {
			tenuti[n-1] = tenuti[n-1].fondi(&fatti[i])
			continue
		}
		tenuti = append(tenuti, fatti[i])
	}
	clear(fatti[len(tenuti):])
	return tenuti
}

// risolto is a payment by its groups of events.
type risolto[G comparable] struct {
	gruppo  G
	senza   G // those without idDominio that belong to it, the zero value for none
	ambiguo bool
}

// risolvi appends to r, which is empty, the payments that the groups of one IUV and CCP
// make: the events without idDominio belong to the one body there is; to a payment without body
// when there is none, or when there are several, and then it is ambiguous.
func risolvi[G comparable](r []risolto[G], gruppi iter.Seq2[G, avviso.IdDominio]) []risolto[G] {
	var senza, nessuno G
	for g, dominio := range gruppi {
		if dominio.IsValid() {
			r = append(r, risolto[G]{gruppo: g})
		} else {
			senza = g
		}
	}
	switch enti := len(r); {
	case senza == nessuno:
	case enti == 1:
		r[0].senza = senza
	default:
		r = append(r, risolto[G]{gruppo: senza, ambiguo: enti > 0})
	}
	return r
}

// Eventi returns the events collected, without copies, in order of idDominio and
// of time. Adding them to an empty Accumulatore gives an equal one.
func (a *Accumulatore) Eventi() []Evento {
	if a == nil {
		return nil
	}
	var eventi []Evento
	gruppi := slices.SortedFunc(a.gruppi, func(x, y *gruppo) int { return x.dominio.Compare(y.dominio) })
	for _, g := range gruppi {
		g.riordina()
		da := len(eventi)
		eventi = append(eventi, make([]Evento, len(g.fatti))...)
		for i := range g.fatti {
			g.fatti[i].riempi(&eventi[da+i], g.dominio, a.iuv, a.ccp)
		}
	}
	return eventi
}

// Pagamenti folds the events and returns the payments, in order of idDominio:
// one, unless bodies share the IUV and CCP. The options are ConTolleranza and
// ConRT; their errors are those of the options.
func (a *Accumulatore) Pagamenti(opzioni ...Opzione) ([]Pagamento, error) {
	o, err := leggiOpzioni(opzioni)
	if err != nil {
		return nil, err
	}
	if a == nil {
		return nil, errNullo("accumulatore")
	}
	risolti := risolvi(nil, func(yield func(*gruppo, avviso.IdDominio) bool) {
		a.gruppi(func(g *gruppo) bool { return yield(g, g.dominio) })
	})
	slices.SortFunc(risolti, func(x, y risolto[*gruppo]) int { return x.gruppo.dominio.Compare(y.gruppo.dominio) })
	pagamenti := make([]Pagamento, len(risolti))
	for i, r := range risolti {
		g := r.gruppo
		if r.senza != nil {
			g = &gruppo{dominio: g.dominio, fatti: slices.Concat(g.fatti, r.senza.fatti)}
		}
		g.riordina()
		pagamenti[i] = pagamento(chiavePagamento{g.dominio, a.iuv, a.ccp}, g.fatti, r.ambiguo, &o)
	}
	return pagamenti, nil
}
