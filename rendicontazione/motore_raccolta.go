package rendicontazione

import (
	"iter"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiavi"
	"github.com/quietanza/quietanza/internal/copie"
	"github.com/quietanza/quietanza/internal/parallelo"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// raccogli fills the report with the inputs, each key once, in order of key, and
// the set of bodies; what has one body and one IUV meets while the movements, which
// have no part in it, are sorted.
func (m *motore) raccogli(in *Input) {
	rr, ff, pp := in.Ricevute, in.Flussi, in.Pendenze
	m.impara(&rr, &ff, &pp)
	var movimenti, flussi, ricevute, pendenze []Conflitto
	domini := m.raccogliDomini(in)
	parallelo.Insieme(
		func() { ricevute = m.raccogliRicevute(rr) },
		func() { flussi = m.raccogliFlussi(ff) },
		func() { pendenze = m.raccogliPendenze(pp) },
	)
	parallelo.Insieme(
		m.raggruppa,
		func() { movimenti = m.raccogliMovimenti(in.Movimenti) },
	)
	m.r.Conflitti = []Conflitto{} // an empty list, not an absent one
	for _, c := range [...][]Conflitto{movimenti, flussi, ricevute, pendenze, domini} {
		m.r.Conflitti = append(m.r.Conflitti, c...)
	}
}

// impara puts what has to meet in normal form and learns its bodies and IUV.
func (m *motore) impara(rr *[]VoceRicevuta, ff *[]flusso.Flusso, pp *[]Pendenza) {
	m.alfabeto = chiavi.Impara(
		func(yield func(avviso.IdDominio, string) bool) {
			for r := range normali(rr, (*VoceRicevuta).normale) {
				if !yield(r.IdDominio, r.IUV) {
					return
				}
			}
		},
		func(yield func(avviso.IdDominio, string) bool) {
			for f := range normali(ff, flussoNormale) {
				for j := range f.Righe {
					if !yield(f.IdDominio, f.Righe[j].IUV) {
						return
					}
				}
			}
		},
		func(yield func(avviso.IdDominio, string) bool) {
			for p := range normali(pp, (*Pendenza).normale) {
				if !yield(p.IdDominio, p.IUV) {
					return
				}
				for _, v := range p.Voci {
					if v.IdDominio.IsValid() && !yield(v.IdDominio, p.IUV) {
						return
					}
				}
			}
		},
	)
}

// normali yields objects in normal form, and makes oggetti a copy with them when
// one is not.
func normali[T any](oggetti *[]T, normale func(*T) (T, bool)) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		copiati := false
		for i := range *oggetti {
			if o, cambiato := normale(&(*oggetti)[i]); cambiato {
				if !copiati {
					*oggetti, copiati = slices.Clone(*oggetti), true
				}
				(*oggetti)[i] = o
			}
			if !yield(&(*oggetti)[i]) {
				return
			}
		}
	}
}

// flussoNormale returns a flow with every IUV in canonical form, and whether it
// had another.
func flussoNormale(f *flusso.Flusso) (normale flusso.Flusso, cambiato bool) {
	for i := range f.Righe {
		iuv := f.Righe[i].IUVCanonico()
		if iuv == f.Righe[i].IUV {
			continue
		}
		if !cambiato {
			normale, cambiato = *f, true
			normale.Righe = slices.Clone(f.Righe)
		}
		normale.Righe[i].IUV = iuv
	}
	return normale, cambiato
}

// raccogliPendenze keeps one copy of each position and sorts what they are paid
// by.
func (m *motore) raccogliPendenze(pp []Pendenza) []Conflitto {
	voci := 0
	for i := range pp {
		voci += len(pp[i].Voci)
	}
	m.r.Pendenze = make([]EsitoPendenza, 0, len(pp))
	esiti := make([]EsitoVoce, 0, voci) // of all the positions, side by side
	ordinate := chiavi.Ordinate(len(pp), func(i int) (avviso.IdDominio, string) { return pp[i].IdDominio, pp[i].ID }, chiavi.PerPosto)
	var conflitti []Conflitto
	viste, avvicinate := 0, 0
	for uguali := range copie.PerChiave(ordinate, (*chiavi.Chiave).Uguale) {
		if viste >= avvicinate {
			avvicinate = min(viste+vicini, len(ordinate))
			m.avvicinaPendenze(pp, ordinate[viste:avvicinate])
		}
		viste += len(uguali)
		p := &pp[uguali[0].Posto]
		if len(uguali) > 1 {
			var conflitto *Conflitto
			if p, conflitto = generePendenza.unico(pp, chiavi.Posti(uguali)); conflitto != nil {
				conflitti = append(conflitti, *conflitto)
			}
		}
		n := len(esiti)
		for _, v := range p.Voci {
			esiti = append(esiti, EsitoVoce{VocePendenza: v})
		}
		e := EsitoPendenza{ID: p.ID, IdDominio: p.IdDominio, IUV: p.IUV, Voci: esiti[n:len(esiti):len(esiti)]}
		if !p.uguali(&DatiContabili{}) {
			e.contabile = &p.DatiContabili
		}
		m.r.Pendenze = append(m.r.Pendenze, e)
	}
	m.chiaviDellePosizioni(ordinate)
	return conflitti
}

// avvicinaPendenze reads a byte of the items of some positions, as avvicina does of
// groups.
func (m *motore) avvicinaPendenze(pp []Pendenza, ordinate []chiavi.Chiave) {
	for i := range ordinate {
		if v := pp[ordinate[i].Posto].Voci; len(v) > 0 {
			m.letti ^= byte(v[0].Indice)
		}
	}
}

// raccogliDomini builds the set of bodies.
func (m *motore) raccogliDomini(in *Input) []Conflitto {
	m.ambito = make(map[avviso.IdDominio]*Dominio)
	if len(in.Domini) == 0 {
		m.ambitoIntero(in)
		return nil
	}
	dd := make([]Dominio, len(in.Domini))
	for i := range dd {
		dd[i] = in.Domini[i].normale()
	}
	return genereDominio.unici(dd, genereDominio.ordine(dd), func(d *Dominio) { m.ambito[d.IdDominio] = d })
}

// ambitoIntero makes the set every body that an input is of.
func (m *motore) ambitoIntero(in *Input) {
	var ultimo avviso.IdDominio // objects of one body come in runs
	metti := func(d avviso.IdDominio) {
		if d != ultimo || len(m.ambito) == 0 {
			m.ambito[d], ultimo = nil, d
		}
	}
	for i := range in.Movimenti {
		metti(in.Movimenti[i].IdDominio)
	}
	for i := range in.Flussi {
		metti(in.Flussi[i].IdDominio)
	}
	for i := range in.Ricevute {
		metti(in.Ricevute[i].IdDominio)
	}
	for i := range in.Pendenze {
		metti(in.Pendenze[i].IdDominio)
		for _, v := range in.Pendenze[i].Voci {
			if v.IdDominio.IsValid() {
				metti(v.IdDominio)
			}
		}
	}
}
