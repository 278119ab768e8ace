package gdp

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/nomi"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Posizione is the coarse position of a payment: the states of the published
// diagram, and a negative end, which the diagram lacks.
//
// Source: Giornale dei Pagamenti, "Stato della posizione debitoria";
// FINE_NEGATIVA is our own.
type Posizione uint8

// Positions.
const (
	Inizio             Posizione = iota + 1 // INIZIO: nothing happened yet
	Attivazione                             // ATTIVAZIONE: the PSP asked for the payment
	RichiestaPagamento                      // RICHIESTA_PAGAMENTO: the RPT is on its way
	InIncasso                               // INCASSO: the PSP has it in charge
	Riversamento                            // RIVERSAMENTO: the body has the RT, the money is to come
	Fine                                    // FINE: in the reporting flow
	FineNegativa                            // FINE_NEGATIVA: not paid; a new attempt may leave it
)

var nomiPosizione = nomi.ConColonna[Posizione](rifiutaNome("posizione"),
	"INIZIO", "ATTIVAZIONE", "RICHIESTA_PAGAMENTO", "INCASSO", "RIVERSAMENTO", "FINE", "FINE_NEGATIVA")

// EsitoRT is what the caller knows of the RT of a payment: the journal does not
// tell a positive one from a negative one.
type EsitoRT uint8

// What is known of an RT. The zero value is no knowledge.
const (
	RTIgnota   EsitoRT = iota // nothing is known
	RTPositiva                // importoTotalePagato above 0.00
	RTNegativa                // importoTotalePagato 0.00
)

// EsitoDiImporto returns what the importoTotalePagato of an RT says.
func EsitoDiImporto(pagato avviso.Importo) EsitoRT {
	if pagato.Segno() > 0 {
		return RTPositiva
	}
	return RTNegativa
}

// Proietta returns the coarse position of a pair of tracks. negativo says that
// the messages passed through a refusal by the PSP, an error of sending or the
// expiry (codes 5, 6 and 9 of the list) and no new request followed: the RT that
// comes after those is negative, unless money or rt says otherwise. It returns 0
// for a pair that is none.
//
// Source: Giornale dei Pagamenti, "Stato della posizione debitoria"; the
// refinements are our own.
func Proietta(messaggio nodo.Stato, incasso StatoIncasso, negativo bool, rt EsitoRT) Posizione {
	consegnata := messaggio == nodo.RTAccettataPA
	switch {
	case !messaggio.IsValid() || !incasso.IsValid():
		return 0
	case incasso == IncassoFlusso:
		return Fine
	case incasso == IncassoAnnullato && consegnata && rt == RTPositiva:
		return Riversamento
	case incasso == IncassoAnnullato, consegnata && rt == RTNegativa:
		return FineNegativa
	case consegnata && (incasso == IncassoPagato || !negativo || rt == RTPositiva):
		return Riversamento
	case incasso == IncassoPagato:
		return InIncasso
	}
	return proiettaMessaggio(messaggio, negativo && rt != RTPositiva)
}

// proiettaMessaggio is Proietta while no money has moved.
func proiettaMessaggio(m nodo.Stato, negativo bool) Posizione {
	switch m {
	case nodo.Start:
		return Inizio
	case nodo.RPTRichiestaAttivazione, nodo.RPTAttivazioneAccettataNodo, nodo.RPTAttivataPA:
		return Attivazione
	case nodo.RPTInviataPA, nodo.RPTRicevutaNodo, nodo.RPTAccettataNodo, nodo.RPTParcheggiataNodo,
		nodo.RPTInviataAPSP:
		return RichiestaPagamento
	case nodo.RPTAttivataErrore, nodo.RPTRifiutataNodo, nodo.RPTRifiutataPSP, nodo.RPTErroreInvioAPSP,
		nodo.RPTDecorsiTermini:
		return FineNegativa
	}
	if ricevuta(m) && negativo {
		return FineNegativa
	}
	return InIncasso
}

// ricevuta reports whether the track of messages has reached the receipt.
func ricevuta(m nodo.Stato) bool {
	return m >= nodo.RTRicevutaNodo && m <= nodo.RTEsitoSconosciutoPA || m == nodo.RTRicevutaPA
}
