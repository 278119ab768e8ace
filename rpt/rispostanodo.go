package rpt

import (
	"errors"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// CodiceFaultAssente is a KO of the Nodo that does not say why.
const CodiceFaultAssente avviso.Codice = "FAULT_ASSENTE"

// ErrNodo is a call that the Nodo refused. The code of the *Errore is the faultCode,
// which EsitoDelFault understands, its value the description, or the faultString.
var ErrNodo = errors.New("richiesta rifiutata dal Nodo")

// Valida returns nil when the RPT was taken, an *Errore (ErrNodo) with the faultCode, or
// FAULT_ASSENTE for a KO without fault.
func (r *NodoInviaRPTRisposta) Valida() error {
	return esitoNodo(r, func() error { return rifiuto(r.Fault, r.Esito, nil) })
}

// Valida returns nil when the cart was taken, else the refusals of the cart and of its
// RPTs joined, each an *Errore (ErrNodo): Campo is listaRPT[n] for a fault whose serial
// says which RPT it is about.
func (r *NodoInviaCarrelloRPTRisposta) Valida() error {
	return esitoNodo(r, func() error { return rifiuto(r.Fault, r.EsitoComplessivoOperazione, r.ListaErroriRPT) })
}

// Valida returns nil for an answer, an *Errore (ErrNodo) with the faultCode for a fault.
func (r *NodoChiediStatoRPTRisposta) Valida() error {
	return esitoNodo(r, func() error { return rifiuto(r.Fault, "", nil) })
}

// Valida returns nil for an answer, be it without an RT, an *Errore (ErrNodo) with the
// faultCode for a fault.
func (r *NodoChiediCopiaRTRisposta) Valida() error {
	return esitoNodo(r, func() error { return rifiuto(r.Fault, "", nil) })
}

// Valida returns nil for an answer, be it without a list, an *Errore (ErrNodo) with the
// faultCode for a fault.
func (r *NodoChiediListaPendentiRPTRisposta) Valida() error {
	return esitoNodo(r, func() error { return rifiuto(r.Fault, "", nil) })
}

// Valida returns nil for an answer, be it without a list, an *Errore (ErrNodo) with the
// faultCode for a fault.
func (r *NodoChiediElencoFlussiRendicontazioneRisposta) Valida() error {
	return esitoNodo(r, func() error { return rifiuto(r.Fault, "", nil) })
}

// Valida returns nil for an answer, be it without a flow, an *Errore (ErrNodo) with the
// faultCode for a fault.
func (r *NodoChiediFlussoRendicontazioneRisposta) Valida() error {
	return esitoNodo(r, func() error { return rifiuto(r.Fault, "", nil) })
}

// esitoNodo refuses an answer that is not there.
func esitoNodo[T any](r *T, esito func() error) error {
	if r == nil {
		return assente("Messaggio")
	}
	return esito()
}

// rifiuto is the error of an answer of the Nodo.
func rifiuto(f *nodo.FaultBean, esito Outcome, altri []nodo.FaultBean) error {
	var errori []error
	if f != nil {
		errori = append(errori, rifiutoDi(f))
	}
	for i := range altri {
		errori = append(errori, rifiutoDi(&altri[i]))
	}
	if len(errori) == 0 && esito == OutcomeKO {
		return &Errore{Codice: CodiceFaultAssente, Campo: "fault", Err: ErrNodo}
	}
	if len(errori) == 1 {
		return errori[0]
	}
	return errors.Join(errori...)
}

func rifiutoDi(f *nodo.FaultBean) error {
	e := &Errore{Codice: avviso.Codice(f.FaultCode), Valore: f.Description, Err: ErrNodo}
	if e.Valore == "" {
		e.Valore = f.FaultString
	}
	if f.Serial != nil {
		e.Campo = "listaRPT[" + strconv.Itoa(int(*f.Serial)) + "]"
	}
	return e
}
