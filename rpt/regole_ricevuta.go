package rpt

import (
	"iter"
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// TipoRichiesta says what a receipt is compared with.
type TipoRichiesta string

// Values of TipoRichiesta.
const (
	RichiestaPaGetPayment   TipoRichiesta = "paGetPayment"   // the debtor is not compared
	RichiestaPaGetPaymentV2 TipoRichiesta = "paGetPaymentV2" // everything is compared
	RichiestaRPT            TipoRichiesta = "RPT"            // the transfers are numbered by place, their category is not compared
)

// IsValid reports whether t is one of the values of the list.
func (t TipoRichiesta) IsValid() bool {
	return t == RichiestaPaGetPayment || t == RichiestaPaGetPaymentV2 || t == RichiestaRPT
}

// Pagamento returns an RPT in the shape that a receipt is compared with, for
// RichiestaRPT: the transfers are its items, numbered by place.
func (r *RPT) Pagamento() Pagamento {
	r = oppureVuoto(r)
	s := &r.SoggettoPagatore
	p := Pagamento{
		CreditorReferenceID: r.DatiVersamento.IdentificativoUnivocoVersamento,
		PaymentAmount:       r.DatiVersamento.ImportoTotaleDaVersare,
		DueDate:             r.DatiVersamento.DataEsecuzionePagamento,
		CompanyName:         r.EnteBeneficiario.Denominazione,
		Debtor: Subject{
			EntityUniqueIdentifierValue: s.IdentificativoUnivoco.CodiceIdentificativoUnivoco,
			FullName:                    s.Anagrafica, StreetName: s.Indirizzo, CivicNumber: s.Civico, PostalCode: s.CAP,
			City: s.Localita, StateProvinceRegion: s.Provincia, Country: s.Nazione, EMail: s.EMail,
		},
	}
	if t := s.IdentificativoUnivoco.TipoIdentificativoUnivoco; slices.Contains(personeFG, t) {
		p.Debtor.EntityUniqueIdentifierType = t
	}
	for i, v := range r.DatiVersamento.DatiSingoloVersamento {
		p.TransferList = append(p.TransferList, Transfer{
			IDTransfer: avviso.Indice(i + 1), TransferAmount: v.ImportoSingoloVersamento, FiscalCodePA: r.Dominio.IdentificativoDominio,
			IBAN: v.IBANAccredito, RemittanceInformation: v.CausaleVersamento, TransferCategory: v.DatiSpecificiRiscossione,
		})
	}
	return p
}

// VerificaRicevuta compares a receipt with what was asked: rules C1 to C10.
// Everything found is collected, in order of rule; for the transfers in order
// of transfer first. A wrong number of transfers (C3, C4) ends the check. A nil
// document is an empty one. Another debtor (C2) is told and refuses nothing: a receipt
// may not be refused for it.
//
// Sources: GovPay 3, CtReceiptUtils and CtReceiptV2Utils; SANP 3, section 3, "Ricevute
// di pagamento".
func VerificaRicevuta(tipo TipoRichiesta, richiesta *Pagamento, ricevuta *Ricevuta) Verifica {
	c := &confrontoRicevuta{tipo: tipo, q: oppureVuoto(richiesta), r: oppureVuoto(ricevuta)}
	c.uguale("C1", Fatale, "receipt/creditorReferenceId", c.q.CreditorReferenceID, c.r.CreditorReferenceID)
	if tipo != RichiestaPaGetPayment {
		c.debitore()
	}
	if c.numero() {
		c.trasferimenti()
		c.totali()
	}
	return c.Verifica
}

type confrontoRicevuta struct {
	raccolta
	tipo TipoRichiesta
	q    *Pagamento
	r    *Ricevuta
}

// debitore is C2.
func (c *confrontoRicevuta) debitore() {
	const campo = "receipt/debtor/"
	q, r := &c.q.Debtor, &c.r.Debtor
	c.uguale("C2", Segnalazione, campo+"uniqueIdentifier/entityUniqueIdentifierValue", q.EntityUniqueIdentifierValue, r.EntityUniqueIdentifierValue)
	for _, x := range [...]struct{ nome, atteso, trovato string }{
		{"fullName", q.FullName, r.FullName},
		{"postalCode", q.PostalCode, r.PostalCode},
		{"civicNumber", q.CivicNumber, r.CivicNumber},
		{"e-mail", q.EMail, r.EMail},
		{"streetName", q.StreetName, r.StreetName},
		{"city", q.City, r.City},
		{"country", q.Country, r.Country},
		{"stateProvinceRegion", q.StateProvinceRegion, r.StateProvinceRegion},
	} {
		c.uguale("C2", Segnalazione, campo+x.nome, x.atteso, x.trovato)
	}
}

// numero is C3 and C4; it reports whether the transfers can be compared.
func (c *confrontoRicevuta) numero() bool {
	chiesti, pagati := len(c.q.TransferList), len(c.r.TransferList)
	regola := avviso.Codice("C3")
	if c.r.Outcome == OutcomeKO {
		if pagati == 0 {
			return true
		}
		regola = "C4"
	}
	if chiesti == pagati {
		return true
	}
	c.rileva(regola, Fatale, "receipt/transferList", "numero di transfer diverso dalla richiesta", strconv.Itoa(chiesti), strconv.Itoa(pagati))
	return false
}

// trasferimenti is C5 to C7, transfer by transfer.
func (c *confrontoRicevuta) trasferimenti() {
	for i := range c.r.TransferList {
		q, r := &c.q.TransferList[i], &c.r.TransferList[i]
		campo := "receipt/transferList/transfer[" + strconv.Itoa(i+1) + "]/"
		atteso := q.IDTransfer
		if c.tipo == RichiestaRPT {
			atteso = avviso.Indice(i + 1)
		}
		if r.IDTransfer != atteso {
			c.rileva("C5", Segnalazione, campo+"idTransfer", "diverso dalla richiesta", strconv.Itoa(int(atteso)), strconv.Itoa(int(r.IDTransfer)))
		}
		if c.tipo != RichiestaRPT {
			c.uguale("C6", Segnalazione, campo+"transferCategory", q.TransferCategory, r.TransferCategory)
		}
		if !r.TransferAmount.IsZero() && r.TransferAmount != q.TransferAmount {
			c.rileva("C7", Segnalazione, campo+"transferAmount", "importo pagato diverso da quello richiesto", q.TransferAmount.String(), r.TransferAmount.String())
		}
	}
}

// totali is C8 to C10.
func (c *confrontoRicevuta) totali() {
	const campo = "receipt/paymentAmount"
	totale := c.r.PaymentAmount
	if somma, err := avviso.TotaleDi(c.r.importi()).Importo(); err != nil || somma != totale {
		c.rileva("C8", Fatale, campo, "diverso dalla somma dei transfer", somma.String(), totale.String())
	}
	switch {
	case c.r.Outcome == OutcomeKO && !totale.IsZero():
		c.rileva("C9", Fatale, campo, "pagamento non eseguito con importo", "0.00", totale.String())
	case c.r.Outcome == OutcomeOK && totale != c.q.PaymentAmount:
		c.rileva("C10", Segnalazione, campo, "diverso dall'importo richiesto", c.q.PaymentAmount.String(), totale.String())
	}
}

// importi yields the amounts of the transfers.
func (r *Ricevuta) importi() iter.Seq[avviso.Importo] {
	return importi(r.TransferList, func(t *Transfer) avviso.Importo { return t.TransferAmount })
}
