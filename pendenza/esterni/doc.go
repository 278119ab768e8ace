// Package esterni has the states that other systems give a debt position, GovPay,
// GPD (Gestione Posizioni Debitorie), the p4pa platform and the SANP, with the
// rules of GPD and p4pa for them: Proietta says a position in their words, and
// DaGovPay, DaGPD, DaP4PA and DaSANP read a state of theirs as one of ours, and
// say what got lost as a Segnalazione. NuovaRichiestaStampa asks the print service of
// PagoPA for a notice, and DaNotificaPiemontePay takes over a payment that the desk
// tells of.
//
// dataValidita is not the validity_date of GPD, which is the instant from which a
// position is payable: neither is ever made from the other.
//
// Sources: GovPay, API Pendenze v2; pagopa/pagopa-debt-position;
// pagopa/p4pa-debt-positions; SANP 2.4, section 2.
package esterni
