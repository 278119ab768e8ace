package sessione

import (
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
	"github.com/quietanza/quietanza/rpt"
)

// CodiceStato is where a session is (codiceStato). Zero is invalid.
//
// Source: GovPay, CODICE_STATO of the PagamentoPortale.
type CodiceStato uint8

// The codes.
const (
	InCorsoAlPSP         CodiceStato = iota + 1 // created, the citizen is at the PSP
	InAttesaDiEsito                             // the citizen came back, or not all the receipts are in
	Eseguito                                    // every attempt was executed
	NonEseguito                                 // none was
	ParzialmenteEseguito                        // some were
	Fallito                                     // every attempt failed before the PSP
)

var nomiCodiceStato = nomi.ConColonna[CodiceStato](rifiutaNome,
	"PAGAMENTO_IN_CORSO_AL_PSP", "PAGAMENTO_IN_ATTESA_DI_ESITO", "PAGAMENTO_ESEGUITO", "PAGAMENTO_NON_ESEGUITO",
	"PAGAMENTO_PARZIALMENTE_ESEGUITO", "PAGAMENTO_FALLITO")

// CodiciStato yields the codes in declared order.
func CodiciStato() iter.Seq[CodiceStato] { return nomiCodiceStato.Tutti() }

// Evento is what happens to a session. Zero is invalid.
type Evento uint8

// The events.
const (
	Ritorna            Evento = iota + 1 // the citizen comes back
	Attende                              // some receipt is in, or late, not all
	ChiudeEseguito                       // the sum of the attempts is ESEGUITO
	ChiudeNonEseguito                    // … NON_ESEGUITO
	ChiudeParzialmente                   // … ESEGUITO_PARZIALE
	ChiudeFallito                        // … FALLITO
)

var nomiEvento = nomi.Passi[Evento](rifiutaNome,
	"Ritorna", "Attende", "ChiudeEseguito", "ChiudeNonEseguito", "ChiudeParzialmente", "ChiudeFallito")

// Eventi yields the events in declared order.
func Eventi() iter.Seq[Evento] { return nomiEvento.Tutti() }

// eventoDi is the event that a sum of the attempts is.
func eventoDi(s rpt.StatoSessione) Evento {
	switch s {
	case rpt.SessioneEseguito:
		return ChiudeEseguito
	case rpt.SessioneNonEseguito:
		return ChiudeNonEseguito
	case rpt.SessioneEseguitoParziale:
		return ChiudeParzialmente
	case rpt.SessioneFallito:
		return ChiudeFallito
	}
	return Attende
}

// CodiceStatoDi returns the code that a session with these attempts has once the
// citizen is back: PAGAMENTO_IN_ATTESA_DI_ESITO while their sum is IN_CORSO.
func CodiceStatoDi(tentativi []rpt.Tentativo) CodiceStato {
	c, err := Applica(InAttesaDiEsito, eventoDi(rpt.EsitoSessione(tentativi)))
	if err != nil {
		return InAttesaDiEsito
	}
	return c
}
