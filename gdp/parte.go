package gdp

import (
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// parte keeps the payments whose marks fall in it, and their events: 16 bytes
// each, one after the other as they come, without pointers. What is put together
// here is read back in a few pieces, and looked at by no collector of garbage.
type parte struct {
	posti map[uint64]uint32 // by mark, the first voce that has it
	voci  pagine[voce]
	eventi
	ordinati uint32 // how many events there were when they were put in order
}

// eventi are events as they came, or in order.
type eventi struct {
	fatti pagine[annotato]
	resti map[uint32]*dettaglio // by event, for the few that have one
}

// voce is the events of one IUV, CCP and idDominio, the zero one for those without.
type voce struct {
	iuv     avviso.IUV
	ccp     string
	dominio avviso.IdDominio
	ultimo  uint32 // its last event
	quanti  uint32 // its events, copies included
	altra   uint32 // the next voce with the same mark, 0 for none
	seguito bool   // a voce before it under its mark has the same IUV and CCP
}

// annotato is an event as a part keeps it.
type annotato struct {
	istante int64
	prima   uint32 // the event of the same voce before it, 0 for none
	codice  EventCode
	scritto EventCode
	ruolo   Ruolo
	note    fuori
}

// conResto is the note of an event that has an entry among the rest.
const conResto fuori = 1 << 7

// aggiungi adds an event. It copies the texts of a new key, which may be parts of
// a whole record.
func (p *parte) aggiungi(k *chiaveIUV, impronta uint64, d avviso.IdDominio, f *fatto) {
	p.annota(p.voce(k, impronta, d), f)
}

// voce returns the voce of a key and body, making it if needed.
func (p *parte) voce(k *chiaveIUV, impronta uint64, d avviso.IdDominio) *voce {
	ultima, seguito := uint32(0), false
	for n := p.posti[impronta]; n != 0; {
		v := p.voci.numero(n)
		if v.di(k) {
			if v.dominio == d {
				return v
			}
			seguito = true
		}
		ultima, n = n, v.altra
	}
	ccp := rpt.NonApplicabile
	if k.ccp != ccp {
		ccp = strings.Clone(k.ccp)
	}
	n := p.voci.aggiungi(voce{iuv: propria(k.iuv), ccp: ccp, dominio: d, seguito: seguito})
	switch {
	case ultima != 0:
		p.voci.numero(ultima).altra = n
	case p.posti == nil:
		p.posti = map[uint64]uint32{impronta: n}
	default:
		p.posti[impronta] = n
	}
	return p.voci.numero(n)
}

// annota writes an event down as the last of a voce.
func (e *eventi) annota(v *voce, f *fatto) {
	x := annotato{istante: f.istante, prima: v.ultimo, codice: f.codice, scritto: f.scritto, ruolo: f.ruolo, note: f.fuori}
	if f.resto != nil {
		x.note |= conResto
	}
	v.ultimo = e.fatti.aggiungi(x)
	v.quanti++
	if f.resto != nil {
		if e.resti == nil {
			e.resti = make(map[uint32]*dettaglio)
		}
		e.resti[v.ultimo] = f.resto
	}
}

// riordina puts the events of each voce together, in order and without copies.
func (p *parte) riordina() {
	if p.ordinati == p.fatti.quante() {
		return
	}
	var tutti eventi
	var fatti []fatto
	for n := range p.voci.quante() {
		v := p.voci.numero(n + 1)
		fatti = inOrdine(p.raccogli(fatti[:0], v))
		v.ultimo, v.quanti = 0, 0
		for i := range fatti {
			tutti.annota(v, &fatti[i])
		}
	}
	p.eventi, p.ordinati = tutti, tutti.fatti.quante()
}

// raccogli appends the events of a voce, in the order in which they came.
func (e *eventi) raccogli(fatti []fatto, v *voce) []fatto {
	inizio := len(fatti)
	fatti = slices.Grow(fatti, int(v.quanti))[:inizio+int(v.quanti)]
	for n, i := v.ultimo, len(fatti)-1; n != 0; i-- {
		x := e.fatti.numero(n)
		f := fatto{istante: x.istante, codice: x.codice, scritto: x.scritto, ruolo: x.ruolo, fuori: x.note &^ conResto}
		if x.note&conResto != 0 {
			f.resto = e.resti[n]
			f.duplicato = f.resto.errore != nil && rifiutaDuplicato(f.codice, f.resto.errore.FaultCode)
		}
		fatti[i] = f
		n = x.prima
	}
	return fatti
}

// unisci adds the events of the same part of another analysis, which does not change.
func (p *parte) unisci(altra *parte) {
	var fatti []fatto
	for n := range altra.voci.quante() {
		v := altra.voci.numero(n + 1)
		k := chiaveIUV{v.iuv, v.ccp}
		mia := p.voce(&k, k.impronta(), v.dominio)
		fatti = altra.raccogli(fatti[:0], v)
		for j := range fatti {
			p.annota(mia, &fatti[j])
		}
	}
	if p.fatti.quante() > 2*p.ordinati+perPagina {
		p.riordina() // what is united again and again takes no more room than twice
	}
}

// cerca returns the first voce of a IUV and CCP, 0 when there is none.
func (p *parte) cerca(k *chiaveIUV, impronta uint64) uint32 {
	n := p.posti[impronta]
	for n != 0 && !p.voci.numero(n).di(k) {
		n = p.voci.numero(n).altra
	}
	return n
}

func (v *voce) di(k *chiaveIUV) bool { return v.iuv == k.iuv && v.ccp == k.ccp }

// prime yields the voci that are the first of their IUV and CCP.
func (p *parte) prime(yield func(uint32, *voce) bool) {
	for n := range p.voci.quante() {
		if v := p.voci.numero(n + 1); !v.seguito && !yield(n+1, v) {
			return
		}
	}
}

// risolvi appends the payments of the IUV and CCP of which a voce is the first.
func (p *parte) risolvi(r []risolto[uint32], prima uint32) []risolto[uint32] {
	v := p.voci.numero(prima)
	if v.altra == 0 {
		return append(r, risolto[uint32]{gruppo: prima})
	}
	k := chiaveIUV{v.iuv, v.ccp}
	return risolvi(r, func(yield func(uint32, avviso.IdDominio) bool) {
		for n := prima; n != 0; n = p.voci.numero(n).altra {
			if v := p.voci.numero(n); v.di(&k) && !yield(n, v.dominio) {
				return
			}
		}
	})
}

// fattiIn returns the events of a payment, in order, in the memory of fatti.
func (p *parte) fattiIn(r *risolto[uint32], fatti []fatto) []fatto {
	fatti = p.raccogli(fatti[:0], p.voci.numero(r.gruppo))
	if r.senza != 0 {
		fatti = p.raccogli(fatti, p.voci.numero(r.senza))
	}
	return inOrdine(fatti)
}

// chiave returns the key of a payment.
func (p *parte) chiave(r *risolto[uint32]) chiavePagamento {
	v := p.voci.numero(r.gruppo)
	return chiavePagamento{v.dominio, v.iuv, v.ccp}
}
