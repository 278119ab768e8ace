package rpt

import (
	"bytes"
	"iter"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// AttesaRicevuta is what the body knows about the payment that a receipt of
// the newer models is for.
type AttesaRicevuta struct {
	Tipo      TipoRichiesta
	Richiesta *Pagamento // nil: the body was never asked
	Posizione bool       // the debt position exists: a receipt without a request is accepted
	// IDPA is the body that receives, IDBrokerPA its broker; "" for a body that is
	// not served. IDStation is the station of its notices, IDStationBroadcast the one
	// that gets the receipts of notices of other bodies, "" for IDStation.
	IDPA               string
	IDBrokerPA         string
	IDStation          string
	IDStationBroadcast string
	// Acquisita says that a receipt with this receiptId is stored for the IUV.
	// A receipt with another receiptId is a payment of its own.
	Acquisita bool
	// Copia is the stored receipt: an equal one that comes again is then OK, instead of
	// PAA_RECEIPT_DUPLICATA. Either ends the delivery. nil leaves it to the code.
	Copia *Ricevuta
	// Guasto is an internal failure. Passeggero says that it will pass, as when the
	// store of the body does not answer: then nothing else is looked at.
	Guasto     error
	Passeggero bool
}

// RispondiPaSendRT decides the answer to a receipt (paSendRT, paSendRTV2): the first
// condition that holds.
//
//	a failure that will pass                  no answer: HTTP 503, and it is delivered again
//	the message was not read                  PAA_SINTASSI_EXTRAXSD
//	neither a request nor a position          PAA_RPT_SCONOSCIUTA
//	another idPA, idBrokerPA, idStation       PAA_ID_DOMINIO_ERRATO, PAA_ID_INTERMEDIARIO_ERRATO, PAA_STAZIONE_INT_ERRATA
//	the receiptId is stored                   PAA_RECEIPT_DUPLICATA; OK for an equal Copia
//	a fatal rule, the first one in words      PAA_SEMANTICA
//	an internal failure                       PAA_SYSTEM_ERROR
//
// A body that receives the receipt of another body's notice (idPA other than the
// fiscalCode of the receipt) knows no request and no position: it accepts, and what
// is its own are the transfers that PaSendRT.Riscossioni yields; none is the warning
// S4.
//
// A KO of any code ends the delivery for good: the money has moved all the same, so
// whoever answers it keeps the document.
//
// Sources: GovPay 3, CtReceiptUtils; pagoPA, Gestione degli errori, "Nodo → EC";
// SANP 3.12, "Integrazione tramite API sincrone".
func RispondiPaSendRT(p *PaSendRT, lettura error, a AttesaRicevuta) Risposta {
	p = oppureVuoto(p)
	altrui := lettura == nil && p.altrui()
	stazione := a.IDStation
	if altrui && a.IDStationBroadcast != "" {
		stazione = a.IDStationBroadcast
	}
	switch {
	case a.Guasto != nil && a.Passeggero:
		return Risposta{SenzaRisposta: true, Descrizione: a.Guasto.Error(), NonBloccante: true}
	case lettura != nil:
		return rifiutaRT(nodo.PAASintassiExtraXSD, lettura.Error())
	case a.Richiesta == nil && !a.Posizione && !altrui:
		return rifiutaRT(nodo.PAARPTSconosciuta, "nessuna posizione con questo IUV")
	case p.IDPA != a.IDPA:
		return rifiutaRT(nodo.PAAIDDominioErrato, "idPA "+p.IDPA)
	case p.IDBrokerPA != a.IDBrokerPA:
		return rifiutaRT(nodo.PAAIDIntermediarioErrato, "idBrokerPA "+p.IDBrokerPA)
	case p.IDStation != stazione:
		return rifiutaRT(nodo.PAAStazioneIntErrata, "idStation "+p.IDStation)
	case a.Acquisita && a.Copia != nil && uguali(&p.Receipt, a.Copia):
		return Risposta{Codice: nodo.RTAccettataPA, NonBloccante: true}
	case a.Acquisita:
		r := rifiutaRT(nodo.PAAReceiptDuplicata, "receipt già acquisita")
		r.NonBloccante = true
		return r
	case altrui:
		return concludi(p.senzaVoci(), a.Guasto)
	case a.Richiesta == nil:
		return concludi(Verifica{}, a.Guasto)
	}
	return concludi(VerificaRicevuta(a.Tipo, a.Richiesta, &p.Receipt), a.Guasto)
}

// altrui reports whether the receipt is of another body's notice.
func (p *PaSendRT) altrui() bool { return p.IDPA != p.Receipt.FiscalCode }

// senzaVoci is the warning of a receipt that has nothing for the body it comes to.
func (p *PaSendRT) senzaVoci() Verifica {
	for i := range p.Receipt.TransferList {
		if p.Receipt.TransferList[i].FiscalCodePA == p.IDPA {
			return Verifica{}
		}
	}
	return Verifica{[]Rilievo{{avviso.Rilievo{
		Codice: "S4", Campo: "receipt/transferList", Valore: p.IDPA, Testo: "nessun transfer è dell'ente che riceve",
	}, Segnalazione}}}
}

// uguali reports whether two receipts are one, whatever the edition of the message.
func uguali(a, b *Ricevuta) bool {
	x, errX := AppendXML(nil, &PaSendRT{Versione: V2, IDPA: "-", IDBrokerPA: "-", IDStation: "-", Receipt: *a})
	y, errY := AppendXML(nil, &PaSendRT{Versione: V2, IDPA: "-", IDBrokerPA: "-", IDStation: "-", Receipt: *b})
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// Riscossioni yields the collected items that concern the body that receives, in
// order: all those of the receipt where the notice is its own, else those whose
// fiscalCodePA it is.
func (p *PaSendRT) Riscossioni() iter.Seq[Riscossione] {
	return func(yield func(Riscossione) bool) {
		if p == nil {
			return
		}
		for x := range p.Receipt.Riscossioni() {
			if (!p.altrui() || x.IdDominio == p.IDPA) && !yield(x) {
				return
			}
		}
	}
}
