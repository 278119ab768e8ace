package pendenza

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

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
	switch {
	case inArchivio && p.Stato != NonEseguita, p.Stato != 0 && p.Stato != NonEseguita:
		return PAG006
	case p.Scaduta(oggi):
		return PAG007
	case !inArchivio && p.ValiditaDecorsa(oggi):
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

// ODP returns the HTTP status and the code with which GPD tells the same fault;
// 0 and "" for a fault that it does not have.
//
// Source: pagopa/pagopa-debt-position, payment options (ODP) service.
func ODP(f rpt.FaultCode) (stato int, codice string) {
	switch f {
	case rpt.PAASemantica:
		return 422, "ODP-102"
	case rpt.PAASystemError:
		return 500, "ODP-103"
	case rpt.PAAPagamentoSconosciuto:
		return 404, "ODP-107"
	case rpt.PAAPagamentoDuplicato:
		return 409, "ODP-108"
	case rpt.PAAPagamentoInCorso:
		return 409, "ODP-109"
	case rpt.PAAPagamentoScaduto:
		return 422, "ODP-110"
	case rpt.PAAPagamentoAnnullato:
		return 422, "ODP-111"
	}
	return 0, ""
}

// RifiutoSANP23 returns the fault with which the primitives of SANP 2.3 refuse a
// position, "" when they can pay it: they know one item, without digital stamp
// (PAA_SEMANTICA), for one beneficiary
// (PAA_PAGAMENTO_MULTIBENEFICIARIO_NON_CONSENTITO).
//
// Source: SANP 2.3, section 3; GovPay, PagamentiTelematiciCCPImpl.
func RifiutoSANP23(p *Pendenza) rpt.FaultCode {
	for i := range p.Voci {
		if d := p.Voci[i].IDDominio; d.IsValid() && d != p.IDDominio {
			return rpt.PAAPagamentoMultibeneficiarioNonConsentito
		}
	}
	if len(p.Voci) != 1 || p.Voci[0].TipoBollo != "" {
		return rpt.PAASemantica
	}
	return ""
}
