package rendicontazione

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/rendicontazione/causale"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// accreditaFlussi gives the credits that name a flow their classes, and the
// flows theirs.
func (m *motore) accreditaFlussi() {
	for f := range m.r.Flussi {
		e := &m.r.Flussi[f]
		if !m.flussi[f].corrente {
			continue
		}
		m.accredita(e)
		if e.Classe == 0 {
			e.Classe = m.classeFlusso(f, e)
		}
	}
}

// accredita gives the credits that reach a flow, in order of consumption, their
// classes.
func (m *motore) accredita(e *EsitoFlusso) {
	if e.Classe == FlussoAnomalo {
		for _, i := range e.Accrediti {
			m.r.Movimenti[i].Classe = MovimentoFlussoAnomalo
		}
		return
	}
	totale := e.ImportoTotalePagamenti
	primo := slices.IndexFunc(e.Accrediti, func(i int) bool { return m.r.Movimenti[i].Importo == totale })
	if primo >= 0 {
		m.paga(e, primo, MovimentoFlussoGiaRiconciliato)
		return
	}
	var versati avviso.Totale
	for _, i := range e.Accrediti {
		versati.Aggiungi(m.r.Movimenti[i].Importo)
	}
	if len(e.Accrediti) > 1 && versati.Uguale(totale) {
		m.paga(e, m.ordinario(e.Accrediti), MovimentoIntegrazione)
		return
	}
	for _, i := range e.Accrediti {
		var scarto avviso.Totale
		scarto.Aggiungi(m.r.Movimenti[i].Importo)
		scarto.Aggiungi(totale.Neg())
		m.r.Movimenti[i].diverso(scarto)
	}
}

// paga makes one credit of a flow the one that pays it.
func (m *motore) paga(e *EsitoFlusso, ordinario int, altri ClasseMovimento) {
	for n, i := range e.Accrediti {
		m.r.Movimenti[i].Classe = scelta(n == ordinario, MovimentoRiconciliato, altri)
	}
	e.Classe = FlussoRiconciliato
}

// ordinario returns which credit of a group is the ordinary one: the lowest
// progressivo, integrations last, then the first.
func (m *motore) ordinario(accrediti []int) int {
	migliore, chiave := 0, int64(-1)
	for n, i := range accrediti {
		c := &m.letture[i].causale
		k, _ := c.Progressivo.Int64() // 0 when there is none
		if c.Scopo == causale.Integrazione {
			k += 10
		}
		if chiave < 0 || k < chiave {
			migliore, chiave = n, k
		}
	}
	return migliore
}

// classeFlusso returns the class of a current flow that no credit pays.
func (m *motore) classeFlusso(f int, e *EsitoFlusso) ClasseFlusso {
	if len(e.Accrediti) > 0 {
		return FlussoImportoDiverso
	}
	limite := e.DataRegolamento.Giorni()
	if d := m.flussi[f].primaData; d.IsValid() {
		limite = max(limite, m.scadenza(scadenzaAccredito, d))
	}
	if m.oggi <= ora.Successivo(m.accredito, limite, m.attesaConto) {
		return FlussoInAttesaAccredito
	}
	return FlussoAccreditoMancante
}

// anomalieFlusso returns the anomalies that a version has by itself.
func anomalieFlusso(t *flusso.Testata, righe []EsitoRiga) (anomalie []flusso.CodiceAnomalia, segnali Segnali) {
	var q flusso.Quadratura
	for i := range righe {
		q.Aggiungi(&righe[i].Riga)
	}
	anomalie, segnoRevoca := q.Anomalie(t)
	if segnoRevoca {
		segnali.aggiungi(SegnaleSegnoRevoca)
	}
	return anomalie, segnali
}
