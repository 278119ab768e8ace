package rendicontazione

import (
	"encoding/binary"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// raccogli fills the report with the inputs, each key once, in order of key.
func (m *motore) raccogli(in *Input) {
	m.raccogliMovimenti(in)
	m.raccogliFlussi(in)
	m.raccogliRicevute(in)
	m.raccogliPendenze(in)
	m.raccogliDomini(in)
}

// ordine returns the positions 0…n-1 sorted by a comparison.
func ordine(n int, confronta func(i, j int32) int) []int32 {
	o := make([]int32, n)
	for i := range o {
		o[i] = int32(i)
	}
	slices.SortFunc(o, confronta)
	return o
}

func (m *motore) raccogliMovimenti(in *Input) {
	mm := in.Movimenti
	m.r.Movimenti = make([]EsitoMovimento, 0, len(mm))
	confronta := func(i, j int32) int { return mm[i].Chiave().Compare(mm[j].Chiave()) }
	riduzione{
		tipo:         OggettoMovimento,
		stessaChiave: func(i, j int32) bool { return confronta(i, j) == 0 },
		uguali:       func(i, j int32) bool { return mm[i] == mm[j] },
		testo:        func(i int32) string { return codifica(&mm[i]) },
		chiave:       func(i int32) string { return chiaveMovimento(&mm[i]) },
		tieni:        func(i int32, _ bool) { m.r.Movimenti = append(m.r.Movimenti, EsitoMovimento{Movimento: mm[i]}) },
	}.unici(ordine(len(mm), confronta), &m.r.Conflitti)
}

// raccogliFlussi keeps one copy of each version: two passes, since versions are
// told apart by revision or by instant, and follow each other by both.
func (m *motore) raccogliFlussi(in *Input) {
	ff := flussiNormali(in.Flussi)
	var tenuti []int32
	confronta := func(i, j int32) int { return confrontaChiaviVersione(&ff[i].Testata, &ff[j].Testata) }
	riduzione{
		tipo:         OggettoFlusso,
		stessaChiave: func(i, j int32) bool { return confronta(i, j) == 0 },
		uguali: func(i, j int32) bool {
			return ff[i].Testata == ff[j].Testata && slices.Equal(ff[i].Righe, ff[j].Righe)
		},
		testo:  func(i int32) string { return codificaFlusso(&ff[i]) },
		chiave: func(i int32) string { return chiaveVersione(&ff[i].Testata) },
		tieni:  func(i int32, _ bool) { tenuti = append(tenuti, i) },
	}.unici(ordine(len(ff), confronta), &m.r.Conflitti)
	slices.SortFunc(tenuti, func(i, j int32) int { return confrontaVersioni(&ff[i].Testata, &ff[j].Testata) })

	righe := 0
	for _, i := range tenuti {
		righe += len(ff[i].Righe)
	}
	m.r.Flussi = make([]EsitoFlusso, len(tenuti))
	m.r.Righe = make([]EsitoRiga, 0, righe)
	m.primaData = make([]avviso.Data, len(tenuti))
	for n, i := range tenuti {
		m.r.Flussi[n] = EsitoFlusso{Testata: ff[i].Testata, primaRiga: int32(len(m.r.Righe)), righe: int32(len(ff[i].Righe))}
		for p, riga := range ff[i].Righe {
			m.r.Righe = append(m.r.Righe, EsitoRiga{
				Riga: riga, Flusso: int32(n), Posizione: int32(p) + 1,
				dominio: ff[i].Dominio, idFlusso: ff[i].IDFlusso,
			})
			if p == 0 || riga.Data.Prima(m.primaData[n]) {
				m.primaData[n] = riga.Data
			}
		}
	}
}

// flussiNormali returns the flows with every IUV in canonical form, copying only
// the rows of those that have another.
func flussiNormali(ff []flusso.Flusso) []flusso.Flusso {
	copiati := false
	for i := range ff {
		if !slices.ContainsFunc(ff[i].Righe, func(r flusso.Riga) bool { return r.IUVCanonico() != r.IUV }) {
			continue
		}
		if !copiati {
			ff, copiati = slices.Clone(ff), true
		}
		ff[i].Righe = slices.Clone(ff[i].Righe)
		for j := range ff[i].Righe {
			ff[i].Righe[j].IUV = ff[i].Righe[j].IUVCanonico()
		}
	}
	return ff
}

// confrontaChiaviVersione orders versions by key: body, flow, and revision where
// there is one (FdR 3), else the instant.
func confrontaChiaviVersione(a, b *flusso.Testata) int {
	if n := confrontaFlussi(a, b); n != 0 {
		return n
	}
	if a.Revisione != b.Revisione {
		return int(a.Revisione) - int(b.Revisione)
	}
	if a.Revisione != 0 {
		return 0
	}
	return a.DataOraFlusso.Compare(b.DataOraFlusso)
}

// confrontaVersioni orders versions so that the current one of a flow is the
// last.
func confrontaVersioni(a, b *flusso.Testata) int {
	if n := confrontaFlussi(a, b); n != 0 {
		return n
	}
	if n := a.DataOraFlusso.Compare(b.DataOraFlusso); n != 0 {
		return n
	}
	return int(a.Revisione) - int(b.Revisione)
}

func confrontaFlussi(a, b *flusso.Testata) int {
	if n := a.Dominio.Compare(b.Dominio); n != 0 {
		return n
	}
	return strings.Compare(a.IDFlusso, b.IDFlusso)
}

// voceOrdinata is an item on its way to be sorted: what decides nearly every
// comparison is beside its position, not behind it.
type voceOrdinata struct {
	dominio    avviso.IdDominio
	iuv1, iuv2 uint64 // the first 16 bytes of the IUV
	posto      int32
}

func (m *motore) raccogliRicevute(in *Input) {
	rr := in.Ricevute
	for i := range rr {
		if n := rr[i].normale(); n != rr[i] {
			rr = slices.Clone(rr)
			for j := i; j < len(rr); j++ {
				rr[j] = rr[j].normale()
			}
			break
		}
	}
	ordinate := make([]voceOrdinata, len(rr))
	for i := range rr {
		a, b := prefisso(rr[i].IUV)
		ordinate[i] = voceOrdinata{rr[i].Dominio, a, b, int32(i)}
	}
	slices.SortFunc(ordinate, func(a, b voceOrdinata) int {
		switch {
		case a.dominio != b.dominio:
			return a.dominio.Compare(b.dominio)
		case a.iuv1 != b.iuv1:
			return segno(a.iuv1 < b.iuv1)
		case a.iuv2 != b.iuv2:
			return segno(a.iuv2 < b.iuv2)
		}
		return confrontaRicevute(&rr[a.posto], &rr[b.posto])
	})
	posti := make([]int32, len(rr))
	for i := range ordinate {
		posti[i] = ordinate[i].posto
	}
	m.r.Ricevute = make([]EsitoRicevuta, 0, len(rr))
	m.inConflitto = make([]bool, 0, len(rr))
	riduzione{
		tipo:         OggettoRicevuta,
		stessaChiave: func(i, j int32) bool { return confrontaRicevute(&rr[i], &rr[j]) == 0 },
		uguali:       func(i, j int32) bool { return rr[i] == rr[j] },
		testo:        func(i int32) string { return codifica(&rr[i]) },
		chiave:       func(i int32) string { return chiaveRicevuta(&rr[i]) },
		tieni: func(i int32, conflitto bool) {
			m.r.Ricevute = append(m.r.Ricevute, EsitoRicevuta{Ricevuta: rr[i]})
			m.inConflitto = append(m.inConflitto, conflitto)
		},
	}.unici(posti, &m.r.Conflitti)
}

func segno(minore bool) int {
	if minore {
		return -1
	}
	return 1
}

// prefisso returns the first 16 bytes of a text as numbers that compare as it
// does.
func prefisso(s string) (a, b uint64) {
	var buf [16]byte
	copy(buf[:], s)
	return binary.BigEndian.Uint64(buf[:8]), binary.BigEndian.Uint64(buf[8:])
}

func (m *motore) raccogliPendenze(in *Input) {
	pp := make([]Pendenza, len(in.Pendenze))
	for i := range in.Pendenze {
		pp[i] = in.Pendenze[i].normale()
	}
	m.r.Pendenze = make([]EsitoPendenza, 0, len(pp))
	confronta := func(i, j int32) int { return confrontaPendenze(&pp[i], &pp[j]) }
	riduzione{
		tipo:         OggettoPendenza,
		stessaChiave: func(i, j int32) bool { return confronta(i, j) == 0 },
		uguali:       func(i, j int32) bool { return pp[i].uguale(&pp[j]) },
		testo:        func(i int32) string { return codifica(&pp[i]) },
		chiave:       func(i int32) string { return chiaveTesto(pp[i].Dominio.String(), pp[i].ID) },
		tieni: func(i int32, _ bool) {
			p := &pp[i]
			e := EsitoPendenza{ID: p.ID, Dominio: p.Dominio, IUV: p.IUV, Voci: make([]EsitoVoce, len(p.Voci))}
			for j, v := range p.Voci {
				e.Voci[j].VocePendenza = v
			}
			m.r.Pendenze = append(m.r.Pendenze, e)
		},
	}.unici(ordine(len(pp), confronta), &m.r.Conflitti)
}

// raccogliDomini builds the set of bodies.
func (m *motore) raccogliDomini(in *Input) {
	m.ambito = make(map[avviso.IdDominio]*Dominio)
	if len(in.Domini) == 0 {
		for i := range m.r.Movimenti {
			m.ambito[m.r.Movimenti[i].Dominio] = nil
		}
		for i := range m.r.Flussi {
			m.ambito[m.r.Flussi[i].Dominio] = nil
		}
		return
	}
	dd := make([]Dominio, len(in.Domini))
	for i := range dd {
		dd[i] = in.Domini[i].normale()
	}
	confronta := func(i, j int32) int { return dd[i].IdDominio.Compare(dd[j].IdDominio) }
	riduzione{
		tipo:         OggettoDominio,
		stessaChiave: func(i, j int32) bool { return confronta(i, j) == 0 },
		uguali:       func(i, j int32) bool { return dd[i].uguale(dd[j]) },
		testo:        func(i int32) string { return codifica(&dd[i]) },
		chiave:       func(i int32) string { return dd[i].IdDominio.String() },
		tieni:        func(i int32, _ bool) { m.ambito[dd[i].IdDominio] = &dd[i] },
	}.unici(ordine(len(dd), confronta), &m.r.Conflitti)
}

// inAmbito reports whether a body is of the set.
func (m *motore) inAmbito(d avviso.IdDominio) bool {
	_, ok := m.ambito[d]
	return ok
}
