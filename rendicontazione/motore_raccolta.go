package rendicontazione

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiavi"
	"github.com/quietanza/quietanza/internal/copie"
	"github.com/quietanza/quietanza/internal/parallelo"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// raccogli fills the report with the inputs, each key once, in order of key, and
// the set of bodies; then it sorts what has to meet.
func (m *motore) raccogli(in *Input) {
	var rr []VoceRicevuta
	var ff []flusso.Flusso
	var pp []Pendenza
	parallelo.Insieme(
		func() { rr = normali(in.Ricevute, VoceRicevuta.normale) },
		func() { ff, pp = normali(in.Flussi, flussoNormale), normali(in.Pendenze, Pendenza.normale) },
	)
	m.impara(rr, ff, pp)
	var movimenti, flussi, ricevute, pendenze []Conflitto
	domini := m.raccogliDomini(in)
	parallelo.Insieme(
		func() { ricevute = m.raccogliRicevute(rr) },
		func() { flussi = m.raccogliFlussi(ff) },
		func() {
			movimenti = m.raccogliMovimenti(in.Movimenti)
			pendenze = m.raccogliPendenze(pp)
		},
	)
	m.r.Conflitti = []Conflitto{} // an empty list, not an absent one
	for _, c := range [...][]Conflitto{movimenti, flussi, ricevute, pendenze, domini} {
		m.r.Conflitti = append(m.r.Conflitti, c...)
	}
}

// impara notes the bodies and the IUV of all that has to meet.
func (m *motore) impara(rr []VoceRicevuta, ff []flusso.Flusso, pp []Pendenza) {
	a := &m.alfabeto
	for i := range rr {
		a.Vede(rr[i].IdDominio, rr[i].IUV)
	}
	for i := range ff {
		for j := range ff[i].Righe {
			a.Vede(ff[i].IdDominio, ff[i].Righe[j].IUV)
		}
	}
	for i := range pp {
		a.Vede(pp[i].IdDominio, pp[i].IUV)
		for _, v := range pp[i].Voci {
			if v.IdDominio.IsValid() {
				a.Vede(v.IdDominio, "")
			}
		}
	}
	a.Chiudi()
}

// raccogliFlussi keeps one copy of each version and sorts the rows of the current
// ones.
func (m *motore) raccogliFlussi(ff []flusso.Flusso) []Conflitto {
	var conflitti []Conflitto
	var versioni []*flusso.Flusso
	righe := 0
	for _, v := range flusso.Raggruppa(ff) {
		versioni = append(versioni, v.Tutte...)
		for _, f := range v.Tutte {
			righe += len(f.Righe)
		}
		for _, c := range v.Conflitti {
			testi := []string{copie.Testo(c.Usato)}
			for _, f := range c.Altri {
				testi = append(testi, copie.Testo(f))
			}
			conflitti = append(conflitti, nuovoConflitto(OggettoFlusso, c.Chiave.String(), testi))
		}
	}
	m.r.Flussi = make([]EsitoFlusso, len(versioni))
	m.r.Righe = make([]EsitoRiga, 0, righe)
	m.flussi = make([]statoFlusso, len(versioni))
	for n, f := range versioni {
		m.r.Flussi[n] = EsitoFlusso{Testata: f.Testata, primaRiga: int32(len(m.r.Righe)), righe: int32(len(f.Righe))}
		m.stendiRighe(int32(n), f.Righe)
	}
	m.distingueVersioni()
	m.chiaviDelleRighe()
	return conflitti
}

// stendiRighe appends the rows of a version to those of the report.
func (m *motore) stendiRighe(f int32, righe []flusso.Riga) {
	e := &m.r.Flussi[f]
	prima := &m.flussi[f].primaData
	for p := range righe {
		m.r.Righe = append(m.r.Righe, EsitoRiga{
			Riga: righe[p], Flusso: f, Posizione: int32(p) + 1, versione: e,
		})
		if p == 0 || righe[p].Data.Prima(*prima) {
			*prima = righe[p].Data
		}
	}
}

// distingueVersioni gives the versions out of scope and the superseded ones
// their class, and their rows too.
func (m *motore) distingueVersioni() {
	ff := m.r.Flussi
	for f := range ff {
		fatti := fattiRiga{
			fuoriAmbito: !m.inAmbito(ff[f].IdDominio),
			obsoleta:    f+1 < len(ff) && ff[f].Chiave() == ff[f+1].Chiave(),
		}
		switch {
		case fatti.fuoriAmbito:
			ff[f].Classe = FlussoFuoriAmbito
		case fatti.obsoleta:
			ff[f].Classe = FlussoObsoleto
		default:
			m.flussi[f].corrente = true
			continue
		}
		righe := m.righeVersione(f)
		for i := range righe {
			righe[i].Classe = fatti.classe()
		}
	}
}

// righeVersione returns the rows of a version.
func (m *motore) righeVersione(f int) []EsitoRiga {
	e := &m.r.Flussi[f]
	return m.r.Righe[e.primaRiga : e.primaRiga+e.righe]
}

// chiaviDelleRighe sorts the rows of the current versions by key and place.
func (m *motore) chiaviDelleRighe() {
	a := m.alfabeto
	m.chiaviRighe = make([]chiavi.Chiave, 0, len(m.r.Righe))
	for f := range m.r.Flussi {
		e := &m.r.Flussi[f]
		if !m.flussi[f].corrente {
			continue
		}
		for i := e.primaRiga; i < e.primaRiga+e.righe; i++ {
			r := &m.r.Righe[i]
			if r.Esito == flusso.Revocato {
				m.flussi[f].revoche = true
			}
			k, _ := a.Chiave(e.IdDominio, r.IUV, i)
			m.chiaviRighe = append(m.chiaviRighe, k)
		}
	}
	chiavi.Ordina(m.chiaviRighe, chiavi.PerPosto)
}

// normali returns objects in normal form, copying them only when one is not.
func normali[T any](oggetti []T, normale func(T) (T, bool)) []T {
	copiati := false
	for i := range oggetti {
		o, cambiato := normale(oggetti[i])
		if !cambiato {
			continue
		}
		if !copiati {
			oggetti, copiati = slices.Clone(oggetti), true
		}
		oggetti[i] = o
	}
	return oggetti
}

// flussoNormale returns a flow with every IUV in canonical form, and whether it
// had another.
func flussoNormale(f flusso.Flusso) (flusso.Flusso, bool) {
	i := slices.IndexFunc(f.Righe, func(r flusso.Riga) bool { return r.IUVCanonico() != r.IUV })
	if i < 0 {
		return f, false
	}
	f.Righe = slices.Clone(f.Righe)
	for ; i < len(f.Righe); i++ {
		f.Righe[i].IUV = f.Righe[i].IUVCanonico()
	}
	return f, true
}

func (m *motore) raccogliRicevute(rr []VoceRicevuta) []Conflitto {
	a := m.alfabeto
	ordinate := make([]chiavi.Chiave, len(rr))
	for i := range rr {
		ordinate[i], _ = a.Chiave(rr[i].IdDominio, rr[i].IUV, int32(i))
	}
	chiavi.Ordina(ordinate, func(a, b int32) int { return confrontaIUR(&rr[a], &rr[b]) })
	m.r.Ricevute = make([]EsitoRicevuta, 0, len(rr))
	m.voci = make([]statoVoce, 0, len(rr))
	var conflitti []Conflitto
	m.chiaviRicevute = ordinate[:0]
	for uguali := range copie.PerChiave(ordinate, func(a, b *chiavi.Chiave) bool {
		return a.Confronta(b) == 0 && confrontaIUR(&rr[a.Posto], &rr[b.Posto]) == 0
	}) {
		uno, conflitto := &rr[uguali[0].Posto], (*Conflitto)(nil)
		if len(uguali) > 1 {
			uno, conflitto = genereRicevuta.unico(rr, chiavi.Posti(uguali))
		}
		if conflitto != nil {
			conflitti = append(conflitti, *conflitto)
		}
		m.r.Ricevute = append(m.r.Ricevute, EsitoRicevuta{VoceRicevuta: *uno})
		m.voci = append(m.voci, statoVoce{inConflitto: conflitto != nil})
		m.chiaviRicevute = append(m.chiaviRicevute, uguali[0])
	}
	return conflitti
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
	ordine := chiavi.Ordine(len(pp), func(i int) (avviso.IdDominio, string) { return pp[i].IdDominio, pp[i].ID }, chiavi.PerPosto)
	conflitti := generePendenza.unici(pp, ordine, func(p *Pendenza) {
		n := len(esiti)
		for _, v := range p.Voci {
			esiti = append(esiti, EsitoVoce{VocePendenza: v})
		}
		e := EsitoPendenza{ID: p.ID, IdDominio: p.IdDominio, IUV: p.IUV, Voci: esiti[n:len(esiti):len(esiti)]}
		if !p.uguali(&DatiContabili{}) {
			e.contabile = &p.DatiContabili
		}
		m.r.Pendenze = append(m.r.Pendenze, e)
	})
	m.chiaviDellePosizioni()
	return conflitti
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
	for i := range in.Movimenti {
		m.ambito[in.Movimenti[i].IdDominio] = nil
	}
	for i := range in.Flussi {
		m.ambito[in.Flussi[i].IdDominio] = nil
	}
	for i := range in.Ricevute {
		m.ambito[in.Ricevute[i].IdDominio] = nil
	}
	for i := range in.Pendenze {
		m.ambito[in.Pendenze[i].IdDominio] = nil
		for _, v := range in.Pendenze[i].Voci {
			if v.IdDominio.IsValid() {
				m.ambito[v.IdDominio] = nil
			}
		}
	}
}
