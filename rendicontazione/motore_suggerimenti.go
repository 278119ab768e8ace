package rendicontazione

import (
	"slices"
	"sort"
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
	mancanti := make(map[chiaveImporto]*mancanti)
	for f := range m.r.Flussi {
		if e := &m.r.Flussi[f]; e.Classe == FlussoAccreditoMancante {
			k := chiaveImporto{e.IdDominio, e.ImportoTotalePagamenti}
			if mancanti[k] == nil {
				mancanti[k] = nuoviMancanti()
			}
			giorno := e.DataRegolamento.Giorni()
			mancanti[k].delGiorno[giorno] = append(mancanti[k].delGiorno[giorno], int32(f))
		}
	}
	for _, i := range m.consumo {
		switch e := &m.r.Movimenti[i]; e.Classe {
		case MovimentoCopiaProbabile:
			m.verificaDoppione(i)
		case MovimentoNonPagoPA, MovimentoCausaleIlleggibile, MovimentoFlussoNonTrovato:
			if mm := mancanti[chiaveImporto{e.IdDominio, e.Residuo}]; mm != nil {
				if e.Possibili = m.suggerisciFlussi(mm, e.DataContabile.Giorni(), m.letture[i].tronco); len(e.Possibili) > 0 {
					e.Segnali.aggiungi(SegnaleImportoDiFlusso)
				}
			}
		}
	}
}

// chiaveImporto names the flows of a body of one total.
type chiaveImporto struct {
	dominio avviso.IdDominio
	importo avviso.Importo
}

// mancanti are flows of one total without a credit.
type mancanti struct {
	delGiorno map[int][]int32 // by the day of their transfer, sorted by identifier
	noti      map[chiaveTronco][]string
}

// chiaveTronco names the credits of one day that name one piece of an identifier.
type chiaveTronco struct {
	giorno int
	tronco string
}

func nuoviMancanti() *mancanti {
	return &mancanti{make(map[int][]int32), make(map[chiaveTronco][]string)}
}

// suggerisciFlussi flags the flows that a credit of a day may be of, and returns the
// first by identifier.
func (m *motore) suggerisciFlussi(mm *mancanti, giorno int, tronco string) []string {
	k := chiaveTronco{giorno, tronco}
	possibili, noti := mm.noti[k]
	if noti {
		return slices.Clone(possibili)
	}
	for regolato := giorno - giorniDopoAccredito; regolato <= giorno+giorniPrimaAccredito; regolato++ {
		flussi := mm.delGiorno[regolato]
		dal := sort.Search(len(flussi), func(n int) bool { return m.r.Flussi[flussi[n]].IDFlusso >= tronco })
		for _, f := range flussi[dal:] {
			fl := &m.r.Flussi[f]
			if !strings.HasPrefix(fl.IDFlusso, tronco) {
				break
			}
			fl.Segnali.aggiungi(SegnaleAccreditoPossibile)
			possibili = append(possibili, fl.IDFlusso)
		}
	}
	slices.Sort(possibili)
	mm.noti[k] = slices.Clone(possibili[:min(len(possibili), maxPossibili)])
	return slices.Clone(mm.noti[k])
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
