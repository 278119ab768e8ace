package rpt

// StatoSessione is the state of a payment session, the sum of the attempts of
// its cart.
//
// Source: GovPay, API REST – Manuale di Integrazione, payments.
type StatoSessione string

// States of a session. ANNULLATO is declared by GovPay and no sum produces it.
const (
	SessioneInCorso          StatoSessione = "IN_CORSO"
	SessioneEseguito         StatoSessione = "ESEGUITO"
	SessioneNonEseguito      StatoSessione = "NON_ESEGUITO"
	SessioneEseguitoParziale StatoSessione = "ESEGUITO_PARZIALE"
	SessioneFallito          StatoSessione = "FALLITO"
	SessioneAnnullato        StatoSessione = "ANNULLATO"
)

// Tentativo is one RPT of a session: its state at the body, and the outcome of
// its RT, "" without one.
type Tentativo struct {
	Stato StatoRpt             `json:"stato"`
	Esito CodiceEsitoPagamento `json:"esito,omitempty"`
}

// EsitoSessione sums the attempts of a session: every RPT of the cart, or just
// the current one of a payment that the PSP started.
//
//   - IN_CORSO while an attempt is pending, or is over without an outcome and
//     without having failed. RPT_SCADUTA, RPT_DECORSI_TERMINI and RPT_ANNULLATA_WISP
//     without an outcome are over: not executed. An empty session is IN_CORSO.
//   - FALLITO when all failed, ESEGUITO when all have outcome 0, NON_ESEGUITO
//     when none was paid.
//   - ESEGUITO_PARZIALE otherwise, a single outcome 2 or 4 included.
//
// It departs from GovPay, where an empty session is FALLITO, an expired one
// waits for a job, and a mix of failed and not executed is ESEGUITO_PARZIALE
// although nothing was paid.
func EsitoSessione(tentativi []Tentativo) StatoSessione {
	var n [tentativoParziale + 1]int
	for _, t := range tentativi {
		n[t.classe()]++
	}
	switch tutti := len(tentativi); {
	case tutti == 0 || n[tentativoInCorso] > 0:
		return SessioneInCorso
	case n[tentativoFallito] == tutti:
		return SessioneFallito
	case n[tentativoEseguito] == tutti:
		return SessioneEseguito
	case n[tentativoFallito]+n[tentativoNonEseguito] == tutti:
		return SessioneNonEseguito
	}
	return SessioneEseguitoParziale
}

type classeTentativo uint8

const (
	tentativoInCorso classeTentativo = iota
	tentativoFallito
	tentativoEseguito
	tentativoNonEseguito
	tentativoParziale
)

func (t Tentativo) classe() classeTentativo {
	switch {
	case !t.Stato.IsValid() || t.Stato.Pendente():
		return tentativoInCorso
	case t.Stato.Fallita():
		return tentativoFallito
	case !t.Esito.IsValid():
		switch t.Stato {
		case StatoRPTScaduta, StatoRPTDecorsiTermini, StatoRPTAnnullataWISP:
			return tentativoNonEseguito
		}
		return tentativoInCorso
	case t.Esito == PagamentoEseguito:
		return tentativoEseguito
	case t.Esito.ImportoZero() || t.Stato != StatoRTAccettataPA:
		return tentativoNonEseguito
	}
	return tentativoParziale
}
