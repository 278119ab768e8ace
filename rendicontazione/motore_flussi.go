package rendicontazione

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// accredita gives the credits that reach a flow, in order of consumption, their
// classes.
func (m *motore) accredita(f int) {
	e, accrediti := &m.r.Flussi[f], m.flussi[f].accrediti
	if e.Classe == FlussoAnomalo {
		for _, i := range accrediti {
			m.r.Movimenti[i].Classe = MovimentoFlussoAnomalo
		}
		return
	}
	totale := e.ImportoTotalePagamenti
	primo := slices.IndexFunc(accrediti, func(i int32) bool { return m.r.Movimenti[i].Residuo == totale })
	if primo >= 0 {
		m.paga(f, primo, MovimentoFlussoGiaRiconciliato)
		return
	}
	var versati avviso.Totale
	for _, i := range accrediti {
		versati.Aggiungi(m.r.Movimenti[i].Residuo)
	}
	if len(accrediti) > 1 && versati.Uguale(totale) {
		m.paga(f, m.ordinario(accrediti), MovimentoIntegrazione)
		return
	}
	for _, i := range accrediti {
		var scarto avviso.Totale
		scarto.Aggiungi(m.r.Movimenti[i].Residuo)
		scarto.Aggiungi(totale.Neg())
		m.r.Movimenti[i].diverso(scarto)
	}
}

// paga makes one credit of a flow the one that pays it.
func (m *motore) paga(f, ordinario int, altri ClasseMovimento) {
	for n, i := range m.flussi[f].accrediti {
		m.r.Movimenti[i].Classe = scelta(n == ordinario, MovimentoRiconciliato, altri)
	}
	m.r.Flussi[f].Classe = FlussoRiconciliato
}

// ordinario returns which credit of a group is the ordinary one: the lowest
// progressivo, integrations last, then the first.
func (m *motore) ordinario(accrediti []int32) int {
	migliore := 0
	for n, i := range accrediti {
		if m.letture[i].ordine < m.letture[accrediti[migliore]].ordine {
			migliore = n
		}
	}
	return migliore
}

// classificaFlussi gives the current flows that have none yet their class.
func (m *motore) classificaFlussi() {
	for f := range m.r.Flussi {
		if e := &m.r.Flussi[f]; e.Classe == 0 {
			e.Classe = m.classeFlusso(f, e)
		}
	}
}

// classeFlusso returns the class of a current flow that no credit pays.
func (m *motore) classeFlusso(f int, e *EsitoFlusso) ClasseFlusso {
	switch {
	case m.flussi[f].nominato > 0:
		return FlussoImportoDiverso
	case m.flussi[f].ripreso:
		return FlussoAccreditoStornato
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
