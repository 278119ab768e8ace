package rendicontazione

import (
	"container/heap"

	"github.com/quietanza/quietanza/avviso"
)

// fila is a queue of credits that have one thing in common, each once, in order
// of consumption. Reversals take from those that have come in, which a reversal
// that is later lets more of.
type fila struct {
	crediti []int32
	entrati int     // how many have come in,
	finiti  int     // and how many, at the start, have nothing left
	residui mucchio // what is left of those that have come in
}

// chiaveEsatta names the credits of a queue of which an amount is left.
type chiaveEsatta struct {
	fila    *fila
	importo avviso.Importo
}

// resto is what was left of a credit.
type resto struct {
	importo avviso.Importo
	ordine  uint64 // of consumption; the last bits are the place of the credit
}

func (r resto) credito() int32 { return int32(uint32(r.ordine)) }

// primaDi reports whether a reversal takes from r rather than from s: from the larger,
// then from the later.
func (r resto) primaDi(s resto) bool {
	if n := r.importo.Compare(s.importo); n != 0 {
		return n > 0
	}
	return r.ordine > s.ordine
}

// mucchio is a heap of what was left of credits, what is taken first at the top.
type mucchio []resto

func (m mucchio) Len() int           { return len(m) }
func (m mucchio) Less(i, j int) bool { return m[i].primaDi(m[j]) }
func (m mucchio) Swap(i, j int)      { m[i], m[j] = m[j], m[i] }
func (m *mucchio) Push(x any)        { *m = append(*m, x.(resto)) }

func (m *mucchio) Pop() any {
	x := (*m)[len(*m)-1]
	*m = (*m)[:len(*m)-1]
	return x
}

// aggiungi adds a queue to those found, if its first credit keeps a rule, and lets
// in those that keep it.
func (c *conti) aggiungi(k chiaveLegame, tiene func(int32) bool) {
	f := c.legati[k]
	if f == nil || len(f.crediti) == 0 || !tiene(f.crediti[0]) {
		return
	}
	c.trovate = append(c.trovate, f)
	for f.entrati < len(f.crediti) && tiene(f.crediti[f.entrati]) {
		c.annotaResiduo(f, f.crediti[f.entrati])
		f.entrati++
	}
}

// annotaResiduo notes in a queue what is left of a credit.
func (c *conti) annotaResiduo(f *fila, k int32) {
	e := &c.r.Movimenti[k]
	if e.Residuo.Segno() <= 0 {
		return
	}
	r := resto{e.Residuo, chiaveConsumo(e.DataContabile, k)}
	heap.Push(&f.residui, r)
	esatta := chiaveEsatta{f, e.Residuo}
	if c.esatti[esatta] == nil {
		c.esatti[esatta] = &mucchio{}
	}
	heap.Push(c.esatti[esatta], r)
}

// annotaPreso notes what is left of a credit in the queues that it has come in.
func (c *conti) annotaPreso(k int32) {
	for _, f := range c.fileDi[k] {
		if f.entrati > 0 && c.primaConsumo(k, f.crediti[f.entrati-1]) <= 0 {
			c.annotaResiduo(f, k)
		}
	}
}

// cima returns the top of a heap, without what is not left any more.
func (c *conti) cima(m *mucchio) (r resto, ok bool) {
	for m != nil && len(*m) > 0 {
		if r = (*m)[0]; c.r.Movimenti[r.credito()].Residuo == r.importo {
			return r, true
		}
		heap.Pop(m)
	}
	return resto{}, false
}

// capiente returns the credit of some queues that alone covers an amount, if one
// does: the last that has exactly that left, else the largest.
func (c *conti) capiente(file []*fila, importo avviso.Importo) (k int32, ok bool) {
	var scelto resto
	for _, f := range file {
		if r, resta := c.cima(c.esatti[chiaveEsatta{f, importo}]); resta && (!ok || r.primaDi(scelto)) {
			scelto, ok = r, true
		}
	}
	if ok {
		return scelto.credito(), true
	}
	for _, f := range file {
		if r, resta := c.cima(&f.residui); resta && r.importo.Compare(importo) > 0 && (!ok || r.primaDi(scelto)) {
			scelto, ok = r, true
		}
	}
	return scelto.credito(), ok
}

// primo returns the first credit of some queues that has something left, if one has.
func (c *conti) primo(file []*fila) (k int32, ok bool) {
	for _, f := range file {
		for f.finiti < f.entrati && c.r.Movimenti[f.crediti[f.finiti]].Residuo.Segno() <= 0 {
			f.finiti++
		}
		if f.finiti < f.entrati && (!ok || c.primaConsumo(f.crediti[f.finiti], k) < 0) {
			k, ok = f.crediti[f.finiti], true
		}
	}
	return k, ok
}
