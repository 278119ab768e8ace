package gdp

import (
	"github.com/quietanza/quietanza/internal/nomi"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// StatoPosizione is a position told as finely as is needed to know where every
// code leads: the states of the machine of the position. It is the coarsest such
// division of the histories, computed from the fold when the program starts. The
// name of each begins with that of its Posizione.
type StatoPosizione uint8

// States of the machine of the position.
const (
	StatoInizio             StatoPosizione = iota + 1 // INIZIO: nothing happened yet
	StatoAttivazione                                  // ATTIVAZIONE: the PSP asked, the body has not answered
	StatoAttivata                                     // ATTIVAZIONE_ACCETTATA: the body accepted
	StatoRichiesta                                    // RICHIESTA_PAGAMENTO: the request was sent
	StatoRichiestaAccettata                           // RICHIESTA_PAGAMENTO_ACCETTATA: the Nodo took it
	StatoPresaInCarico                                // INCASSO: the PSP took it in charge
	StatoRTInViaggio                                  // INCASSO_RT: an RT is on its way, no collection was told
	StatoPagata                                       // INCASSO_PAGATA: collected, the RT was not delivered yet
	StatoRTConsegnata                                 // RIVERSAMENTO: the body has the RT, no collection was told
	StatoPagataConRT                                  // RIVERSAMENTO_PAGATA: collected, and the body has the RT
	StatoRendicontata                                 // FINE: in the reporting flow
	StatoNonIncassata                                 // FINE_NEGATIVA: not collected, or refused by the PSP, or a negative RT is on its way
	StatoRTNegativa                                   // FINE_NEGATIVA_RT: the body has the RT of a payment that failed
	StatoRifiutataNodo                                // FINE_NEGATIVA_NODO: the Nodo refused the request
	StatoDaRitentare                                  // FINE_NEGATIVA_INVIO: out of reach or expired; a new request begins again
	StatoAttivazioneFallita                           // FINE_NEGATIVA_ATTIVAZIONE: the activation failed
)

var nomiStatoPosizione = nomi.ConColonna[StatoPosizione](rifiutaNome("statoPosizione"),
	"INIZIO", "ATTIVAZIONE", "ATTIVAZIONE_ACCETTATA", "RICHIESTA_PAGAMENTO", "RICHIESTA_PAGAMENTO_ACCETTATA", "INCASSO", "INCASSO_RT",
	"INCASSO_PAGATA", "RIVERSAMENTO", "RIVERSAMENTO_PAGATA", "FINE", "FINE_NEGATIVA", "FINE_NEGATIVA_RT", "FINE_NEGATIVA_NODO",
	"FINE_NEGATIVA_INVIO", "FINE_NEGATIVA_ATTIVAZIONE")

// Posizione returns the coarse position, 0 for an invalid state.
func (s StatoPosizione) Posizione() Posizione {
	if !s.IsValid() {
		return 0
	}
	return posizioni.posizione[s]
}

// terna is all that the fold knows of a payment when times, roles and fault
// codes do not matter.
type terna struct {
	messaggio nodo.Stato
	incasso   StatoIncasso
	negativo  bool
}

// esemplari are one history of each state.
var esemplari = [StatoAttivazioneFallita + 1]terna{
	StatoInizio:             {nodo.Start, IncassoNessuno, false},
	StatoAttivazione:        {nodo.RPTRichiestaAttivazione, IncassoNessuno, false},
	StatoAttivata:           {nodo.RPTAttivataPA, IncassoNessuno, false},
	StatoRichiesta:          {nodo.RPTRicevutaNodo, IncassoNessuno, false},
	StatoRichiestaAccettata: {nodo.RPTAccettataNodo, IncassoNessuno, false},
	StatoPresaInCarico:      {nodo.RPTAccettataPSP, IncassoNessuno, false},
	StatoRTInViaggio:        {nodo.RTRicevutaNodo, IncassoNessuno, false},
	StatoPagata:             {nodo.RPTAccettataPSP, IncassoPagato, false},
	StatoRTConsegnata:       {nodo.RTAccettataPA, IncassoNessuno, false},
	StatoPagataConRT:        {nodo.RTAccettataPA, IncassoPagato, false},
	StatoRendicontata:       {nodo.RTAccettataPA, IncassoFlusso, false},
	StatoNonIncassata:       {nodo.RPTRifiutataPSP, IncassoNessuno, true},
	StatoRTNegativa:         {nodo.RTAccettataPA, IncassoNessuno, true},
	StatoRifiutataNodo:      {nodo.RPTRifiutataNodo, IncassoNessuno, false},
	StatoDaRitentare:        {nodo.RPTErroreInvioAPSP, IncassoNessuno, true},
	StatoAttivazioneFallita: {nodo.RPTAttivataErrore, IncassoNessuno, false},
}

// segui folds one code, after the tolerance of the clocks.
func (x terna) segui(c EventCode) terna {
	k := nuovoCorso(0, DatiRT{})
	k.messaggio, k.incasso, k.negativo = x.messaggio, x.incasso, x.negativo
	k.segui(&fatto{istante: 1, codice: c, ruolo: RuoloNodo})
	return k.terna()
}

func (k *Corso) terna() terna { return terna{k.messaggio, k.incasso, k.negativo} }

func (x terna) posizione() Posizione { return Proietta(x.messaggio, x.incasso, x.negativo, RTIgnota) }

// StatoPosizione returns where the machine of the position stands, whatever is
// known of the RT: to go on from there with PassoPosizione.
func (k *Corso) StatoPosizione() StatoPosizione { return posizioni.stato[k.terna()] }

// partizione divides what the fold can know into the fewest parts from which
// every code leads into one part, each of one position.
type partizione struct {
	terne     []terna
	stato     map[terna]StatoPosizione
	posizione [StatoAttivazioneFallita + 1]Posizione
	passi     [StatoAttivazioneFallita + 1][ultimoEventCode + 1]StatoPosizione
	dirette   [StatoAttivazioneFallita + 1][ultimoEventCode + 1]string // sources of the codes that follow directly
}

var posizioni = calcolaPosizioni()

func calcolaPosizioni() *partizione {
	p := &partizione{terne: raggiunte(), stato: map[terna]StatoPosizione{}}
	parte := dividi(p.terne)
	for s := range nomiStatoPosizione.Tutti() {
		e := esemplari[s]
		p.posizione[s] = e.posizione()
		for _, x := range p.terne {
			if parte[x] == parte[e] {
				p.stato[x] = s
			}
		}
	}
	fonti := fontiDirette()
	for x, s := range p.stato {
		for c := range nomiEventCode.Tutti() {
			p.passi[s][c] = p.stato[x.segui(c)]
			if f := max(fonti(x, c), p.dirette[s][c]); f != "" {
				p.dirette[s][c] = f
			}
		}
	}
	return p
}

// raggiunte returns all that the fold can come to know.
func raggiunte() []terna {
	terne := []terna{esemplari[StatoInizio]}
	viste := map[terna]bool{terne[0]: true}
	for i := 0; i < len(terne); i++ {
		for c := range nomiEventCode.Tutti() {
			if a := terne[i].segui(c); !viste[a] {
				viste[a] = true
				terne = append(terne, a)
			}
		}
	}
	return terne
}

// dividi returns the number of the part of each: at first one part for each
// position, then parts are split until every code leads from one part into one.
func dividi(terne []terna) map[terna]int {
	parte := map[terna]int{}
	for _, x := range terne {
		parte[x] = int(x.posizione())
	}
	for quante := 0; ; {
		numeri := map[[ultimoEventCode + 1]int]int{}
		nuova := map[terna]int{}
		for _, x := range terne {
			firma := [ultimoEventCode + 1]int{parte[x]}
			for c := range nomiEventCode.Tutti() {
				firma[c] = parte[x.segui(c)]
			}
			if numeri[firma] == 0 {
				numeri[firma] = len(numeri) + 1
			}
			nuova[x] = numeri[firma]
		}
		if len(numeri) == quante {
			return nuova
		}
		quante, parte = len(numeri), nuova
	}
}

// fontiDirette returns the function that says where the row is taken from by
// which a code follows directly, "" when it does not.
func fontiDirette() func(terna, EventCode) string {
	messaggi := map[[2]nodo.Stato]string{}
	for r := range nodo.Transizioni() {
		if !r.Riservata {
			messaggi[[2]nodo.Stato{r.Da, r.A}] = r.Fonte
		}
	}
	incassi := map[[2]StatoIncasso]string{}
	for r := range macchinaIncasso.Archi() {
		incassi[[2]StatoIncasso{r.Da, r.A}] = r.Fonte
	}
	return func(x terna, c EventCode) string {
		if s, ok := c.StatoNodo(); ok {
			return messaggi[[2]nodo.Stato{x.messaggio, s}]
		}
		s, _ := c.StatoIncasso()
		return incassi[[2]StatoIncasso{x.incasso, s}]
	}
}

// fonte says where a row is taken from.
func (p *partizione) fonte(s StatoPosizione, c EventCode) string {
	switch {
	case p.passi[s][c] == s:
		return "scelta nostra: il codice non muove la posizione"
	case p.dirette[s][c] != "":
		return p.dirette[s][c]
	}
	return "scelta nostra: i codici intermedi sono di un altro giornale, o mancano"
}
