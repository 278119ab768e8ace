package pendenza

import (
	"time"

	"github.com/quietanza/quietanza/rpt"
)

// TimeoutTentativo is how long an attempt without a receipt blocks another one,
// unless the caller says otherwise.
//
// Source: GovPay, gestione delle transazioni: 30 minutes with the newer
// primitives.
const TimeoutTentativo = 30 * time.Minute

// Politica is what a creditor decided about verifications. The zero value is
// the default of GovPay.
type Politica struct {
	// AggiornamentoMandatorio refuses the payment of a position whose data may
	// have changed when the application cannot confirm them.
	AggiornamentoMandatorio bool
	// Timeout of a pending attempt; 0 is TimeoutTentativo.
	Timeout time.Duration
	// SenzaTimeout lets a pending attempt block for ever.
	SenzaTimeout bool
	// SenzaBlocco lets attempts run side by side.
	SenzaBlocco bool
}

// scaduto reports whether an attempt that started at an instant does not block
// any more at another one. An unknown instant never ends it.
func (o *Politica) scaduto(inizio, adesso time.Time) bool {
	if o.SenzaBlocco {
		return true
	}
	if o.SenzaTimeout || inizio.IsZero() || adesso.IsZero() {
		return false
	}
	timeout := o.Timeout
	if timeout == 0 {
		timeout = TimeoutTentativo
	}
	return adesso.Sub(inizio) >= timeout
}

// TentativoRPT returns the attempt of an RPT: pending as long as its state at
// the body is, closed by its receipt, or failed.
func TentativoRPT(t rpt.Tentativo) StatoTentativo {
	switch {
	case t.Stato.Pendente(), !t.Stato.IsValid():
		return TentativoInCorso
	case !t.Esito.IsValid():
		return TentativoFallito
	case t.Esito == rpt.PagamentoEseguito:
		return TentativoEseguito
	case t.Esito.Positivo():
		return TentativoParziale
	}
	return TentativoNonEseguito
}

// StatoTentativoDi returns the state of an attempt from its name, or from the
// name that its RPT has at the body. noto is false for another name, which is
// pending, as GovPay takes it (INTERNO_NODO).
func StatoTentativoDi(nome string) (s StatoTentativo, noto bool) {
	if s := StatoTentativo(nome); s.IsValid() {
		return s, true
	}
	r, noto := rpt.StatoRptDi(nome)
	return TentativoRPT(rpt.Tentativo{Stato: r}), noto
}
