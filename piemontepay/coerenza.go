package piemontepay

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// Violazioni returns what the parts of a message contradict, in the order of the
// message, each with the result code that the desk answers for it: count (154) and
// total (155) against the list, identifiers given twice (161), amounts that are not
// positive (163), more than five components (183), components that do not add up (184),
// a validity that ends before it starts (185), shares of two bodies that do not make the
// total, or not out of their own components (189). Messages of the desk are held to the
// same counts and totals. A nil message is NULLO.
//
// Source: published server, CodiciEsito.
func Violazioni(m Messaggio) []avviso.Violazione {
	if nullo(m) {
		return []avviso.Violazione{{Codice: avviso.CodiceNullo, Testo: avviso.ErrNullo.Error()}}
	}
	var r rilievi
	switch m := m.(type) {
	case *InserisciListaDiCarico:
		r.carico(m)
	case *AggiornaPosizioniDebitorie:
		r.aggiornamento(m)
	case *TrasmettiNotifichePagamento:
		r.conteggio("NumeroPagamenti", m.Testata.NumeroPagamenti, len(m.Notifiche))
		totale(&r, "ImportoTotalePagamenti", m.Testata.ImportoTotalePagamenti, m.Notifiche,
			func(n NotificaPagamento) avviso.Importo { return n.ImportoPagato })
	case *TrasmettiRT:
		r.conteggio("NumeroRT", m.Testata.NumeroRT, len(m.RT))
	case *TrasmettiAvvisiScaduti:
		r.conteggio("NumeroAvvisiScaduti", m.Testata.NumeroAvvisiScaduti, len(m.AvvisiScaduti))
		totale(&r, "ImportoTotaleAvvisiScaduti", m.Testata.ImportoTotaleAvvisiScaduti, m.AvvisiScaduti,
			func(a AvvisoScaduto) avviso.Importo { return a.Importo })
	}
	return r
}

type rilievi []avviso.Violazione

func (r *rilievi) aggiungi(c CodiceRisultato, campo, valore string) {
	*r = append(*r, avviso.Violazione{Codice: avviso.Codice(c), Campo: campo, Valore: valore, Testo: c.Descrizione()})
}

func (r *rilievi) conteggio(campo string, dichiarati, contati int) {
	if dichiarati != contati {
		r.aggiungi(RisultatoConteggio, "Testata/"+campo, strconv.Itoa(dichiarati))
	}
}

// totale compares a declared total with the sum of a list; a sum that overflows
// differs from any total.
func totale[T any](r *rilievi, campo string, dichiarato avviso.Importo, elenco []T, importo func(T) avviso.Importo) {
	somma, err := avviso.TotaleDi(func(yield func(avviso.Importo) bool) {
		for _, e := range elenco {
			if !yield(importo(e)) {
				return
			}
		}
	}).Importo()
	if err != nil || somma != dichiarato {
		r.aggiungi(RisultatoTotale, "Testata/"+campo, dichiarato.String())
	}
}

func (r *rilievi) carico(m *InserisciListaDiCarico) {
	r.conteggio("NumeroPosizioniDebitorie", m.Testata.NumeroPosizioniDebitorie, len(m.PosizioniDaInserire))
	totale(r, "ImportoTotaleListaDiCarico", m.Testata.ImportoTotaleListaDiCarico, m.PosizioniDaInserire,
		func(p PosizioneDaInserire) avviso.Importo { return p.ImportoTotale })
	viste := map[string]bool{}
	for i := range m.PosizioniDaInserire {
		p := &m.PosizioniDaInserire[i]
		dove := "ListaDiCarico/PosizioniDaInserire/PosizioneDaInserire[" + strconv.Itoa(i+1) + "]/"
		r.identificativo(viste, dove, p.IdPosizioneDebitoria)
		if p.ImportoTotale.Segno() <= 0 {
			r.aggiungi(RisultatoImporto, dove+"ImportoTotale", p.ImportoTotale.String())
		}
		r.importi(dove, quote{&p.ImportoTotale, p.ImportoPrincipale, p.ImportoSecondarioAltroEnte, p.ComponentiImporto, p.ComponenteSecondario})
		r.validita(dove, p.DataInizioValidita, p.DataFineValidita)
	}
}

func (r *rilievi) aggiornamento(m *AggiornaPosizioniDebitorie) {
	r.conteggio("NumeroPosizioniDebitorie", m.Testata.NumeroPosizioniDebitorie, len(m.PosizioniDaAggiornare))
	viste := map[string]bool{}
	for i := range m.PosizioniDaAggiornare {
		p := &m.PosizioniDaAggiornare[i]
		dove := "ElencoPosizioniDaAggiornare/PosizioniDaAggiornare/PosizioneDaAggiornare[" + strconv.Itoa(i+1) + "]/"
		r.identificativo(viste, dove, p.IdPosizioneDebitoria)
		if p.ImportoTotale != nil && p.ImportoTotale.Segno() <= 0 {
			r.aggiungi(RisultatoImporto, dove+"ImportoTotale", p.ImportoTotale.String())
		}
		r.importi(dove, quote{p.ImportoTotale, p.ImportoPrincipale, p.ImportoSecondarioAltroEnte, p.ComponentiImporto, p.ComponenteSecondario})
		r.validita(dove, p.DataInizioValidita, p.DataFineValidita)
	}
}

func (r *rilievi) identificativo(viste map[string]bool, dove, id string) {
	if viste[id] {
		r.aggiungi(RisultatoIDUsato, dove+"IdPosizioneDebitoria", id)
	}
	viste[id] = true
}

// quote are the amounts of a position that have to add up.
type quote struct {
	totale, principale, secondario *avviso.Importo
	componenti                     []ComponenteImporto
	componenteSecondario           *ComponenteImporto
}

// importi checks the components against the total when both are given. With a
// secondary body the shares of the two make the total, and each body has its own
// components.
func (r *rilievi) importi(dove string, q quote) {
	if n := len(q.componenti); n > 5 {
		r.aggiungi(RisultatoComponenti, dove+"ComponentiImporto", strconv.Itoa(n))
	}
	secondari := []ComponenteImporto{}
	if q.componenteSecondario != nil {
		secondari = append(secondari, *q.componenteSecondario)
	}
	if q.secondario == nil || q.principale == nil {
		if len(q.componenti) > 0 {
			r.somma(RisultatoSomma, dove+"ImportoTotale", q.totale, append(secondari, q.componenti...))
		}
		return
	}
	r.somma(RisultatoMultibeneficiario, dove+"ImportoTotale", q.totale, []ComponenteImporto{{Importo: *q.principale}, {Importo: *q.secondario}})
	if len(q.componenti) > 0 {
		r.somma(RisultatoMultibeneficiario, dove+"ImportoPrincipale", q.principale, q.componenti)
	}
	if len(secondari) > 0 {
		r.somma(RisultatoMultibeneficiario, dove+"ImportoSecondarioAltroEnte", q.secondario, secondari)
	}
}

// somma checks that the components make an amount, when it is given.
func (r *rilievi) somma(codice CodiceRisultato, campo string, importo *avviso.Importo, c []ComponenteImporto) {
	if importo == nil {
		return
	}
	var somma avviso.Importo
	var err error
	for i := range c {
		if somma, err = somma.Somma(c[i].Importo); err != nil {
			break
		}
	}
	if err != nil || somma != *importo {
		r.aggiungi(codice, campo, importo.String())
	}
}

func (r *rilievi) validita(dove string, inizio, fine avviso.Data) {
	if inizio.IsValid() && fine.IsValid() && fine.Prima(inizio) {
		r.aggiungi(RisultatoDate, dove+"DataFineValidita", fine.String())
	}
}

// ChiaveMessaggio is what every header begins with, and the key on which a body answers a
// repeated message with what it answered before: redelivery goes on until the answer is
// 000.
type ChiaveMessaggio struct {
	IdMessaggio      string `json:"IdMessaggio"`      // 1..35
	CFEnteCreditore  string `json:"CFEnteCreditore"`  // 1..35
	CodiceVersamento string `json:"CodiceVersamento"` // 1..4
}

// Chiave returns the key of idempotence of a message; false for a Risposta,
// which has none, and for nil. Notifications are to be idempotent on each IUV too: see
// [NotificaPagamento].
func Chiave(m Messaggio) (ChiaveMessaggio, bool) {
	if nullo(m) || m.chiave() == nil {
		return ChiaveMessaggio{}, false
	}
	return *m.chiave(), true
}

func (m *InserisciListaDiCarico) chiave() *ChiaveMessaggio { return &m.Testata.ChiaveMessaggio }

func (m *AggiornaPosizioniDebitorie) chiave() *ChiaveMessaggio  { return &m.Testata.ChiaveMessaggio }
func (m *esito) chiave() *ChiaveMessaggio                       { return &m.TestataEsito }
func (m *TrasmettiNotifichePagamento) chiave() *ChiaveMessaggio { return &m.Testata.ChiaveMessaggio }

func (m *TrasmettiRT) chiave() *ChiaveMessaggio { return &m.Testata.ChiaveMessaggio }

func (m *TrasmettiAvvisiScaduti) chiave() *ChiaveMessaggio { return &m.Testata.ChiaveMessaggio }
func (m *Risposta) chiave() *ChiaveMessaggio               { return nil }
