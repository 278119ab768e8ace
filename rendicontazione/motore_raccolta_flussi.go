package rendicontazione

import (
	"github.com/quietanza/quietanza/internal/chiavi"
	"github.com/quietanza/quietanza/internal/copie"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// raccogliFlussi keeps one copy of each version and sorts the rows of the current
// ones.
func (m *motore) raccogliFlussi(ff []flusso.Flusso) []Conflitto {
	var conflitti []Conflitto
	var versioni []*flusso.Flusso
	for _, v := range flusso.Raggruppa(ff) {
		versioni = append(versioni, v.Tutte...)
		for _, c := range v.Conflitti {
			testi := []string{copie.Testo(c.Usato)}
			for _, f := range c.Altri {
				testi = append(testi, copie.Testo(f))
			}
			conflitti = append(conflitti, nuovoConflitto(OggettoFlusso, c.Chiave.String(), testi))
		}
	}
	m.r.Flussi = make([]EsitoFlusso, len(versioni))
	m.flussi = make([]statoFlusso, len(versioni))
	righe := int32(0)
	for n, f := range versioni {
		m.r.Flussi[n] = EsitoFlusso{Testata: f.Testata, primaRiga: righe, righe: int32(len(f.Righe))}
		righe += int32(len(f.Righe))
	}
	m.r.Righe = make([]EsitoRiga, righe)
	m.chiaviRighe = make([]chiavi.Chiave, m.distingueVersioni())
	inPezzi(len(m.r.Righe), len(versioni), func(_, dal, al int) {
		a := m.alfabeto
		for f := dal; f < al; f++ {
			m.stendiRighe(int32(f), versioni[f].Righe, &a)
		}
	})
	chiavi.Ordina(m.chiaviRighe, chiavi.PerPosto)
	return conflitti
}

// distingueVersioni gives the versions out of scope and the superseded ones their
// class. It returns how many rows the current ones have.
func (m *motore) distingueVersioni() (correnti int32) {
	ff := m.r.Flussi
	for f := range ff {
		switch e := &ff[f]; {
		case !m.inAmbito(e.IdDominio):
			e.Classe = FlussoFuoriAmbito
		case f+1 < len(ff) && e.Chiave() == ff[f+1].Chiave():
			e.Classe = FlussoObsoleto
		default:
			m.flussi[f].corrente, m.flussi[f].primaChiave = true, correnti
			correnti += e.righe
		}
	}
	return correnti
}

// stendiRighe puts the rows of a version in the report, with their class when the
// version is not current, else with their keys.
func (m *motore) stendiRighe(f int32, righe []flusso.Riga, a *alfabeto) {
	e, s := &m.r.Flussi[f], &m.flussi[f]
	fatti := fattiRiga{fuoriAmbito: e.Classe == FlussoFuoriAmbito, obsoleta: e.Classe == FlussoObsoleto}
	for p := range righe {
		posto := e.primaRiga + int32(p)
		r := &m.r.Righe[posto]
		r.Riga, r.Flusso, r.Posizione, r.versione = righe[p], f, int32(p)+1, e
		if p == 0 || r.Data.Prima(s.primaData) {
			s.primaData = r.Data
		}
		if !s.corrente {
			r.Classe = fatti.classe()
			continue
		}
		s.revoche = s.revoche || r.Esito == flusso.Revocato
		m.chiaviRighe[s.primaChiave+int32(p)], _ = a.Chiave(e.IdDominio, r.IUV, posto)
	}
}

// righeVersione returns the rows of a version.
func (m *motore) righeVersione(f int) []EsitoRiga {
	e := &m.r.Flussi[f]
	return m.r.Righe[e.primaRiga : e.primaRiga+e.righe]
}
