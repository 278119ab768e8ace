package rendicontazione

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// Parti divides what was gathered into parts that may be kept on different machines,
// each with its name, in the order of the names. Parts of one name belong together,
// and so do those of the names that Legami ties: the reports of what belongs together
// are, side by side, the report of everything.
//
// ambito reports whether a body is of the set, which must be the same for every
// accumulator of one reconciliation; nil is the set of every body. A part is what
// there is of a body of the set; of a body outside it, the payments and positions of
// one IUV, or its movements and flows. A part without bodies, when there is a set,
// is to be reconciled with any body of the set, lest its own count as one.
func (a *Accumulatore) Parti(ambito func(avviso.IdDominio) bool) iter.Seq2[string, *Accumulatore] {
	return func(yield func(string, *Accumulatore) bool) {
		parti := make(map[string]*Accumulatore)
		in := a.tutto()
		spartisci(parti, in.Movimenti, parteMovimenti, func(m *cassa.Movimento) string { return m.IdDominio.String() })
		spartisci(parti, in.Flussi, parteFlussi, func(f *flusso.Flusso) string { return f.IdDominio.String() })
		spartisci(parti, in.Ricevute, parteRicevute, func(r *VoceRicevuta) string { return nomeParte(ambito, r.IdDominio, r.IUV) })
		spartisci(parti, in.Pendenze, partePendenze, func(p *Pendenza) string { return nomeParte(ambito, p.IdDominio, p.IUV) })
		spartisci(parti, in.Domini, parteDomini, func(d *Dominio) string { return d.IdDominio.String() })
		for _, nome := range slices.Sorted(maps.Keys(parti)) {
			if !yield(nome, parti[nome]) {
				return
			}
		}
	}
}

// Legami yields the pairs of parts that positions tie, those with items of several
// bodies, each pair once, in order. See Parti.
func (a *Accumulatore) Legami(ambito func(avviso.IdDominio) bool) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		visti := make(map[[2]string]bool)
		in := a.tutto()
		for i := range in.Pendenze {
			p := &in.Pendenze[i]
			for j := range p.Voci {
				if d := p.Voci[j].IdDominio; d.IsValid() && d != p.IdDominio {
					visti[[2]string{nomeParte(ambito, p.IdDominio, p.IUV), nomeParte(ambito, d, p.IUV)}] = true
				}
			}
		}
		coppie := slices.SortedFunc(maps.Keys(visti), func(x, y [2]string) int { return slices.Compare(x[:], y[:]) })
		for _, c := range coppie {
			if !yield(c[0], c[1]) {
				return
			}
		}
	}
}

// The lists of an accumulator.
func parteMovimenti(in *Input) *[]cassa.Movimento { return &in.Movimenti }
func parteFlussi(in *Input) *[]flusso.Flusso      { return &in.Flussi }
func parteRicevute(in *Input) *[]VoceRicevuta     { return &in.Ricevute }
func partePendenze(in *Input) *[]Pendenza         { return &in.Pendenze }
func parteDomini(in *Input) *[]Dominio            { return &in.Domini }

// nomeParte names the part of what has a body and an IUV.
func nomeParte(ambito func(avviso.IdDominio) bool, d avviso.IdDominio, iuv string) string {
	if ambito == nil || ambito(d) {
		return d.String()
	}
	return strings.Join([]string{d.String(), riferimento.Canonico(iuv)}, "/")
}

// spartisci adds each object of a list to the part that it names.
func spartisci[T any](parti map[string]*Accumulatore, lista []T, di func(*Input) *[]T, nome func(*T) string) {
	for i := range lista {
		n := nome(&lista[i])
		p := parti[n]
		if p == nil {
			p = &Accumulatore{}
			parti[n] = p
		}
		l := di(&p.in)
		*l = append(*l, lista[i])
	}
}
