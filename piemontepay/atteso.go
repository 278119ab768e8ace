package piemontepay

import (
	"cmp"
	"errors"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// Atteso is what the body expects of the payment of a position, as it loaded it on
// the desk. A field left out is not known, and a notification is not compared with it.
type Atteso struct {
	CFEnteCreditore  string         `json:"cfEnteCreditore,omitempty"`  // of the body
	CodiceVersamento string         `json:"codiceVersamento,omitempty"` // 1..4 characters
	Importo          avviso.Importo `json:"importo,omitzero"`           // total due
	CodiceFiscale    string         `json:"codiceFiscale,omitempty"`    // of the debtor
}

// Codes of the findings about a notification.
const (
	// CodiceEnte: the notification is another body's.
	CodiceEnte avviso.Codice = "ENTE"
	// CodiceVersamentoDiverso: it is of another codice versamento.
	CodiceVersamentoDiverso avviso.Codice = "CODICE_VERSAMENTO"
	// CodicePosizione: it names another position.
	CodicePosizione avviso.Codice = "POSIZIONE"
	// CodiceImporto: the amount paid is not the one due.
	CodiceImporto avviso.Codice = "IMPORTO"
	// AvvertenzaDebitore: the debtor is another; the money has moved and counts.
	AvvertenzaDebitore avviso.Codice = "DEBITORE"
	// AvvertenzaNonConfrontata: the position does not say what to compare with.
	AvvertenzaNonConfrontata avviso.Codice = "NON_CONFRONTATA"
)

// VerificaNotifica compares a notification, and the header of its list, with the
// position: body (ENTE), codice versamento (CODICE_VERSAMENTO), IUV (IUV), position
// (POSIZIONE), amount (IMPORTO), debtor (DEBITORE). Valore is what the notification
// says. A member of [Posizione.Atteso] that is not known gives NON_CONFRONTATA. Only
// DEBITORE and NON_CONFRONTATA let the notification count: who owes may be told in
// another way, whose money it is and how much may not.
//
// Source: EPaywso2EntiServiceTypes.xsd, TrasmettiNotifichePagamentoRequest.
func (p Posizione) VerificaNotifica(t TestataNotifichePagamento, n NotificaPagamento) []avviso.Rilievo {
	var trovati []avviso.Rilievo
	segna := func(c avviso.Codice, campo, valore string) {
		trovati = append(trovati, avviso.Rilievo{Codice: c, Campo: campo, Valore: valore, Testo: testiAvvertenza[c]})
	}
	confronta := func(c avviso.Codice, campo, atteso, letto string) {
		switch {
		case atteso == "":
			segna(AvvertenzaNonConfrontata, campo, letto)
		case !strings.EqualFold(atteso, letto):
			segna(c, campo, letto)
		}
	}
	confronta(CodiceEnte, "Testata/CFEnteCreditore", p.Atteso.CFEnteCreditore, t.CFEnteCreditore)
	confronta(CodiceVersamentoDiverso, "Testata/CodiceVersamento", p.Atteso.CodiceVersamento, t.CodiceVersamento)
	if p.IUV.String() != n.IUV {
		segna(CodiceIUV, "IUV", n.IUV)
	}
	if p.ID != "" && n.IdPosizioneDebitoria != "" && p.ID != n.IdPosizioneDebitoria {
		segna(CodicePosizione, "IdPosizioneDebitoria", n.IdPosizioneDebitoria)
	}
	switch {
	case p.Atteso.Importo.IsZero():
		segna(AvvertenzaNonConfrontata, "ImportoPagato", n.ImportoPagato.String())
	case p.Atteso.Importo != n.ImportoPagato:
		segna(CodiceImporto, "ImportoPagato", n.ImportoPagato.String())
	}
	confronta(AvvertenzaDebitore, "SoggettoDebitore/IdentificativoUnivocoFiscale", p.Atteso.CodiceFiscale, n.SoggettoDebitore.IdentificativoUnivocoFiscale)
	return trovati
}

// confronta parts the findings about a notification into what refuses it and the rest.
func (p Posizione) confronta(t TestataNotifichePagamento, n NotificaPagamento) ([]avviso.Avvertenza, error) {
	var avvertenze []avviso.Avvertenza
	var rifiuti []error
	for _, r := range p.VerificaNotifica(t, n) {
		if r.Codice == AvvertenzaDebitore || r.Codice == AvvertenzaNonConfrontata {
			avvertenze = append(avvertenze, r)
			continue
		}
		rifiuti = append(rifiuti, &Errore{Codice: r.Codice, Campo: r.Campo, Valore: cmp.Or(r.Valore, "(assente)"), Err: ErrNotifica})
	}
	return avvertenze, errors.Join(rifiuti...)
}
