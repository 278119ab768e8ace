package rpt

import (
	"errors"

	"github.com/quietanza/quietanza/rpt/nodo"
)

// ConsegnaRT is an RT as it arrives at the body (paaInviaRT): the header of the
// message, and what reading the RT gave. NuovaConsegnaRT fills it.
type ConsegnaRT struct {
	IdentificativoDominio                 string
	IdentificativoIntermediarioPA         string
	IdentificativoStazioneIntermediarioPA string
	IdentificativoUnivocoVersamento       string // IUV
	CodiceContestoPagamento               string // CCP
	TipoFirma                             string // "" and 0 mean none
	ErroreBusta                           error  // the message itself is not valid
	RT                                    RT
	ErroreRT                              error // of ParseRT, or of LeggiRT
}

// Chiave returns the key of the header, by which the body looks its RPT up.
func (c *ConsegnaRT) Chiave() nodo.Chiave {
	c = oppureVuoto(c)
	return nodo.Chiave{IdDominio: c.IdentificativoDominio, IUV: c.IdentificativoUnivocoVersamento, CCP: c.CodiceContestoPagamento}
}

// AttesaRT is what the body knows about the payment that an RT is for.
type AttesaRT struct {
	RPT                                   *RPT // nil: no request has that key
	Stato                                 StatoRpt
	IdentificativoDominio                 string
	IdentificativoIntermediarioPA         string
	IdentificativoStazioneIntermediarioPA string
	// Guasto is an internal failure. Passeggero says that it will pass, as when the
	// store of the body does not answer: then nothing else is looked at.
	Guasto     error
	Passeggero bool
}

// Risposta is the answer of the body to a receipt.
type Risposta struct {
	FaultCode   nodo.FaultCode // "" is OK
	Descrizione string         // description of the fault: the reason
	Codice      nodo.Stato     // code of the body's journal: RT_ACCETTATA_PA or RT_RIFIUTATA_PA
	// NonBloccante says that the refusal is of this delivery only (a
	// duplicate): the payment does not move.
	NonBloccante bool
	// SenzaRisposta says that the body answers nothing: HTTP 503 with an empty body,
	// for a failure that will pass, so that the receipt is delivered again. A KO would
	// lose it.
	SenzaRisposta bool
	Evento        EventoRpt // what it does to the RPT, 0 for nothing
	Verifica      Verifica  // what the rules found
}

// Accettata reports whether the answer is OK. The zero value is none.
func (r Risposta) Accettata() bool {
	return r.FaultCode == "" && !r.SenzaRisposta && r.Codice == nodo.RTAccettataPA
}

// Fault returns the faultBean of the answer, nil when it is OK and when there is
// none: SenzaRisposta. id is the idDominio of the body. The zero value, which nobody
// decided, is PAA_SYSTEM_ERROR.
func (r Risposta) Fault(id string) *nodo.FaultBean {
	switch {
	case r.Accettata() || r.SenzaRisposta:
		return nil
	case r.FaultCode == "":
		r.FaultCode = nodo.PAASystemError
	}
	return &nodo.FaultBean{FaultCode: r.FaultCode, FaultString: r.FaultCode.Testo(), ID: id, Description: r.Descrizione}
}

// RispostaPA returns the answer to paSendRT (V1) or paSendRTV2 (V2), nil when there
// is none: SenzaRisposta. id is the idDominio of the body.
func (r Risposta) RispostaPA(e Versione, id string) *RispostaPA {
	if r.SenzaRisposta {
		return nil
	}
	if f := r.Fault(id); f != nil {
		return &RispostaPA{Versione: e, Outcome: OutcomeKO, Fault: f}
	}
	return &RispostaPA{Versione: e, Outcome: OutcomeOK}
}

// RispondiPaaInviaRT decides the answer to an RT. The conditions are looked at
// in this order, and the first that holds is the answer:
//
//	a failure that will pass                   no answer: HTTP 503, and it is delivered again
//	the message does not tell its key          PAA_SINTASSI_EXTRAXSD
//	no request has the key                     PAA_RPT_SCONOSCIUTA
//	another dominio, intermediario, stazione   PAA_ID_DOMINIO_ERRATO, PAA_ID_INTERMEDIARIO_ERRATO, PAA_STAZIONE_INT_ERRATA
//	tipoFirma neither empty nor 0              PAA_TIPOFIRMA_SCONOSCIUTO
//	an RT was accepted already                 PAA_RT_DUPLICATA
//	the message is not valid, or the RT        PAA_SINTASSI_EXTRAXSD, PAA_SINTASSI_XSD
//	a fatal rule, the first one in words       PAA_SEMANTICA
//	an internal failure                        PAA_SYSTEM_ERROR
//
// GovPay answers a duplicate with PAA_RECEIPT_DUPLICATA, which the Specifiche
// Attuative do not have for an RT. A refused RT is not delivered again, except that the
// WISP converter does after PAA_SYSTEM_ERROR and the codes of the identifiers.
//
// Sources: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, §9.1 (paaInviaRT);
// GovPay 3, RtUtils; Regione Piemonte, PiemontePay, PagamentiTelematiciRT
// (tipoFirma).
func RispondiPaaInviaRT(c ConsegnaRT, a AttesaRT, gruppi ...Gruppo) Risposta {
	switch {
	case a.Guasto != nil && a.Passeggero:
		return Risposta{SenzaRisposta: true, Descrizione: a.Guasto.Error(), NonBloccante: true}
	case c.ErroreBusta != nil && c.Chiave() == (nodo.Chiave{}):
		return rifiutaRT(nodo.PAASintassiExtraXSD, c.ErroreBusta.Error())
	case a.RPT == nil:
		return rifiutaRT(nodo.PAARPTSconosciuta, "nessuna RPT con questi dominio, IUV e CCP")
	case c.IdentificativoDominio != a.IdentificativoDominio:
		return rifiutaRT(nodo.PAAIDDominioErrato, "dominio "+c.IdentificativoDominio)
	case c.IdentificativoIntermediarioPA != a.IdentificativoIntermediarioPA:
		return rifiutaRT(nodo.PAAIDIntermediarioErrato, "intermediario "+c.IdentificativoIntermediarioPA)
	case c.IdentificativoStazioneIntermediarioPA != a.IdentificativoStazioneIntermediarioPA:
		return rifiutaRT(nodo.PAAStazioneIntErrata, "stazione "+c.IdentificativoStazioneIntermediarioPA)
	case c.TipoFirma != "" && c.TipoFirma != FirmaNonRichiesta:
		return rifiutaRT(nodo.PAATipoFirmaSconosciuto, "tipoFirma "+c.TipoFirma)
	case a.Stato.Finale():
		r := rifiutaRT(nodo.PAARTDuplicata, "RT già acquisita")
		r.NonBloccante = true
		return r
	case c.ErroreBusta != nil:
		return rifiutaRT(nodo.PAASintassiExtraXSD, c.ErroreBusta.Error())
	case c.ErroreRT != nil && !errors.Is(c.ErroreRT, ErrSintassi):
		return rifiutaRT(nodo.PAASystemError, c.ErroreRT.Error())
	case c.ErroreRT != nil:
		r := rifiutaRT(nodo.PAASintassiXSD, c.ErroreRT.Error())
		r.Evento = EventoRTNonValida
		return r
	}
	return concludi(VerificaRT(a.RPT, &c.RT, gruppi...), a.Guasto)
}

// rifiutaRT is a refusal, which the journal of the body logs.
func rifiutaRT(f nodo.FaultCode, descrizione string) Risposta {
	return Risposta{FaultCode: f, Descrizione: descrizione, Codice: nodo.RTRifiutataPA}
}

// concludi is the answer to a document that was read.
func concludi(v Verifica, guasto error) Risposta {
	r := Risposta{Codice: nodo.RTAccettataPA, Evento: EventoRTValida, Verifica: v}
	if f, fatale := v.primoFatale(); fatale {
		r = rifiutaRT(nodo.PAASemantica, f.Messaggio())
		r.Evento, r.Verifica = EventoRTNonValida, v
	} else if guasto != nil {
		r = rifiutaRT(nodo.PAASystemError, guasto.Error())
		r.Verifica = v
	}
	return r
}
