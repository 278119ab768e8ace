package rendicontazione

import (
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// Days around the transfer of a flow in which a credit of its amount may be its
// own.
const (
	giorniPrimaAccredito = 1
	giorniDopoAccredito  = 15
)

// maxPossibili is how many flows a suggestion lists.
const maxPossibili = 10

// suggerisci shows the credits without a flow beside the flows without a credit
// of their amount. An amount alone pays nothing: whoever knows sets IDFlusso on the
// movement. It also tells which copies may be second credits.
func (m *motore) suggerisci() {
	type chiaveImporto struct {
		dominio avviso.IdDominio
		importo avviso.Importo
	}
	mancanti := make(map[chiaveImporto][]int32)
	for f := range m.r.Flussi {
		if e := &m.r.Flussi[f]; e.Classe == FlussoAccreditoMancante {
			k := chiaveImporto{e.IdDominio, e.ImportoTotalePagamenti}
			mancanti[k] = append(mancanti[k], int32(f))
		}
	}
	for _, i := range m.consumo {
		switch e := &m.r.Movimenti[i]; e.Classe {
		case MovimentoCopiaProbabile:
			m.verificaDoppione(i)
		case MovimentoNonPagoPA, MovimentoCausaleIlleggibile, MovimentoFlussoNonTrovato:
			m.suggerisciFlussi(e, m.letture[i].tronco, mancanti[chiaveImporto{e.IdDominio, e.Residuo}])
		}
	}
}

// suggerisciFlussi tells which flows of its amount, sorted by identifier, a credit
// may be of.
func (m *motore) suggerisciFlussi(e *EsitoMovimento, tronco string, flussi []int32) {
	giorno := e.DataContabile.Giorni()
	for _, f := range flussi {
		fl := &m.r.Flussi[f]
		regolato := fl.DataRegolamento.Giorni()
		if giorno < regolato-giorniPrimaAccredito || giorno > regolato+giorniDopoAccredito || !strings.HasPrefix(fl.IDFlusso, tronco) {
			continue
		}
		e.Segnali.aggiungi(SegnaleImportoDiFlusso)
		fl.Segnali.aggiungi(SegnaleAccreditoPossibile)
		if len(e.Possibili) < maxPossibili {
			e.Possibili = append(e.Possibili, fl.IDFlusso)
		}
	}
}

// verificaDoppione flags a copy of a credit that names a flow which is not paid.
func (m *motore) verificaDoppione(i int32) {
	e := &m.r.Movimenti[i]
	if !e.Storno && slices.ContainsFunc(m.letture[i].nomi, func(n nome) bool {
		return n.flusso <= 0 || m.r.Flussi[n.flusso-1].Classe != FlussoRiconciliato
	}) {
		e.Segnali.aggiungi(SegnaleDoppioneDaVerificare)
	}
}
