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

// RispostaNodo is what the Nodo answers to a call of a creditor body: a pointer to one
// of the types from [NodoInviaRPTRisposta] to [NodoChiediFlussoRendicontazioneRisposta].
type RispostaNodo interface {
	Messaggio
	esito() (f *nodo.FaultBean, o Outcome, diRPT []nodo.FaultBean)
}

// ValidaRisposta returns nil when the Nodo took an RPT or a cart, and for an answer to
// what it was asked, be it without an RT, a list or a flow. Else an *Errore (ErrNodo)
// with the faultCode, or FAULT_ASSENTE for a KO without fault; of a cart the refusals of
// it and of its RPTs are joined, and Campo is listaRPT[n] for a fault whose serial says
// which RPT it is about.
func ValidaRisposta(r RispostaNodo) error {
	if _, err := specieDi(r); err != nil {
		return assente("Messaggio")
	}
	return rifiuto(r.esito())
}

func (r *NodoInviaRPTRisposta) esito() (*nodo.FaultBean, Outcome, []nodo.FaultBean) {
	return r.Fault, r.Esito, nil
}

func (r *NodoInviaCarrelloRPTRisposta) esito() (*nodo.FaultBean, Outcome, []nodo.FaultBean) {
	return r.Fault, r.EsitoComplessivoOperazione, r.ListaErroriRPT
}

func (r *NodoChiediStatoRPTRisposta) esito() (*nodo.FaultBean, Outcome, []nodo.FaultBean) {
	return r.Fault, "", nil
}

func (r *NodoChiediCopiaRTRisposta) esito() (*nodo.FaultBean, Outcome, []nodo.FaultBean) {
	return r.Fault, "", nil
}

func (r *NodoChiediListaPendentiRPTRisposta) esito() (*nodo.FaultBean, Outcome, []nodo.FaultBean) {
	return r.Fault, "", nil
}

func (r *NodoChiediElencoFlussiRendicontazioneRisposta) esito() (*nodo.FaultBean, Outcome, []nodo.FaultBean) {
	return r.Fault, "", nil
}

func (r *NodoChiediFlussoRendicontazioneRisposta) esito() (*nodo.FaultBean, Outcome, []nodo.FaultBean) {
	return r.Fault, "", nil
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
