package rpt

import (
	"errors"

	"github.com/quietanza/quietanza/rpt/nodo"
)

// ConsegnaRT is an RT as it arrives at the body (paaInviaRT): the header of the
// message, and what reading the RT gave. ParsePaaInviaRT fills it.
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
	Guasto                                error // an internal failure
}

// Risposta is the answer of the body to a receipt.
type Risposta struct {
	FaultCode   nodo.FaultCode // "" is OK
	Descrizione string         // description of the fault: the reason
	Codice      nodo.Stato     // code of the body's journal: RT_ACCETTATA_PA or RT_RIFIUTATA_PA
	// NonBloccante says that the refusal is of this delivery only (a
	// duplicate): the payment does not move.
	NonBloccante bool
	Evento       EventoRpt // what it does to the RPT, 0 for nothing
	Verifica     Verifica  // what the rules found
}

// Fault returns the faultBean of the answer, nil when it is OK. id is the
// idDominio of the body.
func (r Risposta) Fault(id string) *nodo.FaultBean {
	if r.FaultCode == "" {
		return nil
	}
	return &nodo.FaultBean{FaultCode: r.FaultCode, FaultString: r.FaultCode.Testo(), ID: id, Description: r.Descrizione}
}

// RispondiPaaInviaRT decides the answer to an RT. The conditions are looked at
// in this order, and the first that holds is the answer:
//
//	no request has the key                     PAA_RPT_SCONOSCIUTA
//	another dominio, intermediario, stazione   PAA_ID_DOMINIO_ERRATO, PAA_ID_INTERMEDIARIO_ERRATO, PAA_STAZIONE_INT_ERRATA
//	tipoFirma neither empty nor 0              PAA_TIPOFIRMA_SCONOSCIUTO
//	an RT was accepted already                 PAA_RT_DUPLICATA
//	the message is not valid, or the RT        PAA_SINTASSI_EXTRAXSD, PAA_SINTASSI_XSD
//	a fatal rule, the first one in words       PAA_SEMANTICA
//	an internal failure                        PAA_SYSTEM_ERROR
//
// GovPay answers a duplicate with PAA_RECEIPT_DUPLICATA, which the Specifiche
// Attuative do not have for an RT.
//
// Sources: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, §9.1 (paaInviaRT);
// GovPay 3, RtUtils; Regione Piemonte, PiemontePay, PagamentiTelematiciRT
// (tipoFirma).
func RispondiPaaInviaRT(c ConsegnaRT, a AttesaRT, gruppi ...Gruppo) Risposta {
	switch {
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

// AttesaRicevuta is what the body knows about the payment that a receipt of
// the newer models is for.
type AttesaRicevuta struct {
	Tipo       TipoRichiesta
	Richiesta  *Pagamento // nil: the body was never asked
	Posizione  bool       // the debt position exists: a receipt without a request is accepted
	IDPA       string
	IDBrokerPA string
	IDStation  string
	// Acquisita says that a receipt with this receiptId is stored for the IUV.
	// A receipt with another receiptId is a payment of its own.
	Acquisita bool
	Guasto    error // an internal failure
}

// RispondiPaSendRT decides the answer to a receipt (paSendRT, paSendRTV2), in
// the order of RispondiPaaInviaRT: PAA_SINTASSI_EXTRAXSD for a message that was
// not read, which here carries the receipt itself; PAA_RPT_SCONOSCIUTA when
// there is neither a request nor a position; the identifiers of the caller;
// PAA_RECEIPT_DUPLICATA; PAA_SEMANTICA; PAA_SYSTEM_ERROR.
//
// Sources: GovPay 3, CtReceiptUtils; pagoPA, Gestione degli errori, "Nodo → EC".
func RispondiPaSendRT(p *PaSendRT, lettura error, a AttesaRicevuta) Risposta {
	p = oppureVuoto(p)
	switch {
	case lettura != nil:
		return rifiutaRT(nodo.PAASintassiExtraXSD, lettura.Error())
	case a.Richiesta == nil && !a.Posizione:
		return rifiutaRT(nodo.PAARPTSconosciuta, "nessuna posizione con questo IUV")
	case p.IDPA != a.IDPA:
		return rifiutaRT(nodo.PAAIDDominioErrato, "idPA "+p.IDPA)
	case p.IDBrokerPA != a.IDBrokerPA:
		return rifiutaRT(nodo.PAAIDIntermediarioErrato, "idBrokerPA "+p.IDBrokerPA)
	case p.IDStation != a.IDStation:
		return rifiutaRT(nodo.PAAStazioneIntErrata, "idStation "+p.IDStation)
	case a.Acquisita:
		r := rifiutaRT(nodo.PAAReceiptDuplicata, "receipt già acquisita")
		r.NonBloccante = true
		return r
	case a.Richiesta == nil:
		return concludi(Verifica{}, a.Guasto)
	}
	return concludi(VerificaRicevuta(a.Tipo, a.Richiesta, &p.Receipt), a.Guasto)
}
