package pendenza

import "github.com/quietanza/quietanza/avviso"

// Codes with which GovPay refuses a payment that a portal starts.
//
// Source: GovPay, govpay-exception-messages.properties.
const (
	PAG000 CodiceGovPay = "PAG_000" // positions of several stations in one cart
	PAG006 CodiceGovPay = "PAG_006" // the state does not allow the payment
	PAG007 CodiceGovPay = "PAG_007" // past its dataScadenza
	PAG012 CodiceGovPay = "PAG_012" // past its dataValidita, and not in the archive
	PAG013 CodiceGovPay = "PAG_013" // no URL to come back to
	VER010 CodiceGovPay = "VER_010" // the application says SCADUTA
	VER011 CodiceGovPay = "VER_011" // the application says SCONOSCIUTA
	VER012 CodiceGovPay = "VER_012" // the application says DUPLICATA
	VER013 CodiceGovPay = "VER_013" // the application says ANNULLATA
	VER014 CodiceGovPay = "VER_014" // the application cannot be asked, or answers wrong
)

// RifiutoPortale returns the code with which a payment that a portal starts is
// refused, "" when it may start: PAG_006 when the state is not NON_ESEGUITA,
// PAG_007 when dataScadenza is past, PAG_012 when dataValidita is past and the
// position is not in the archive.
//
// Source: GovPay, VersamentoUtils, PagamentiPortaleDAO.
func RifiutoPortale(p *Pendenza, inArchivio bool, oggi avviso.Data) CodiceGovPay {
	p = p.oVuota()
	switch {
	case inArchivio && p.Stato != NonEseguita, p.Stato != 0 && p.Stato != NonEseguita:
		return PAG006
	case p.Scaduta(oggi):
		return PAG007
	case !inArchivio && p.validitaDecorsa(oggi):
		return PAG012
	}
	return ""
}

// CodicePortale returns the code with which the answer of an application refuses
// a payment that a portal starts; "" for NON_ESEGUITA.
func (s StatoHost) CodicePortale() CodiceGovPay {
	switch s {
	case HostNonEseguita:
		return ""
	case HostScaduta:
		return VER010
	case HostSconosciuta:
		return VER011
	case HostDuplicata:
		return VER012
	case HostAnnullata:
		return VER013
	}
	return VER014
}
