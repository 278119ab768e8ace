package rpt

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Names of the schema of RPT and RT.
const (
	// SpazioPagamenti is the namespace of RPT and RT.
	SpazioPagamenti = "http://www.digitpa.gov.it/schemas/2011/Pagamenti/"
	// VersioneOggetto is the version that this library writes. On reading it
	// is free text: 1.0, 6.0 and 6.2 are seen.
	VersioneOggetto = "6.2.0"
	// NonApplicabile is n/a: the CCP of a payment that the body starts without
	// a notice, and the identificativoUnivocoRiscossione of an item not paid.
	NonApplicabile = "n/a"
	// MassimoVoci is how many items a request, a receipt or a transferList holds.
	MassimoVoci = 5
)

// RPT is the Richiesta di Pagamento Telematico. Members are in the order of
// the schema; a text that the schema makes optional is "" when absent.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctRichiestaPagamentoTelematico.
type RPT struct {
	VersioneOggetto                  string                 `json:"versioneOggetto"` // 1..16 characters
	Dominio                          Dominio                `json:"dominio"`
	IdentificativoMessaggioRichiesta string                 `json:"identificativoMessaggioRichiesta"` // 1..35, unique within the day of the next member
	DataOraMessaggioRichiesta        avviso.DataOra         `json:"dataOraMessaggioRichiesta"`
	AutenticazioneSoggetto           AutenticazioneSoggetto `json:"autenticazioneSoggetto"`
	SoggettoVersante                 *SoggettoVersante      `json:"soggettoVersante,omitempty"` // nil when the pagatore pays
	SoggettoPagatore                 SoggettoPagatore       `json:"soggettoPagatore"`
	EnteBeneficiario                 EnteBeneficiario       `json:"enteBeneficiario"`
	DatiVersamento                   DatiVersamento         `json:"datiVersamento"`
}

// Dominio says who asks: the codice fiscale of the creditor body and, if it is
// given, the station of the request.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctDominio.
type Dominio struct {
	IdentificativoDominio             string `json:"identificativoDominio"`                       // 1..35 characters
	IdentificativoStazioneRichiedente string `json:"identificativoStazioneRichiedente,omitempty"` // 1..35, optional
}

// DatiVersamento is what is to be paid: one to five items under one IUV.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctDatiVersamentoRPT.
type DatiVersamento struct {
	DataEsecuzionePagamento         avviso.Data             `json:"dataEsecuzionePagamento"`
	ImportoTotaleDaVersare          avviso.Importo          `json:"importoTotaleDaVersare"` // 0.01..999999999.99, the sum of the items
	TipoVersamento                  TipoVersamento          `json:"tipoVersamento"`
	IdentificativoUnivocoVersamento string                  `json:"identificativoUnivocoVersamento"` // IUV, 1..35 characters
	CodiceContestoPagamento         string                  `json:"codiceContestoPagamento"`         // CCP, 1..35; lower-case c here
	IBANAddebito                    string                  `json:"ibanAddebito,omitempty"`          // mandatory for AD
	BICAddebito                     string                  `json:"bicAddebito,omitempty"`
	FirmaRicevuta                   string                  `json:"firmaRicevuta"`
	DatiSingoloVersamento           []DatiSingoloVersamento `json:"datiSingoloVersamento"` // 1..5, in order
}

// DatiSingoloVersamento is one item of an RPT. Exactly one of IBANAccredito
// and DatiMarcaBolloDigitale is present.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctDatiSingoloVersamentoRPT.
type DatiSingoloVersamento struct {
	ImportoSingoloVersamento avviso.Importo          `json:"importoSingoloVersamento"`     // 0.01..999999999.99
	CommissioneCaricoPA      avviso.Importo          `json:"commissioneCaricoPA,omitzero"` // indicative; 0.00 when absent
	IBANAccredito            string                  `json:"ibanAccredito,omitempty"`
	BICAccredito             string                  `json:"bicAccredito,omitempty"`
	IBANAppoggio             string                  `json:"ibanAppoggio,omitempty"`
	BICAppoggio              string                  `json:"bicAppoggio,omitempty"`
	CredenzialiPagatore      string                  `json:"credenzialiPagatore,omitempty"` // 1..35 characters
	CausaleVersamento        string                  `json:"causaleVersamento"`             // 1..140 characters
	DatiSpecificiRiscossione string                  `json:"datiSpecificiRiscossione"`      // tipo contabilita/codice, as in 9/0101002IM/
	DatiMarcaBolloDigitale   *DatiMarcaBolloDigitale `json:"datiMarcaBolloDigitale,omitempty"`
}

// DatiMarcaBolloDigitale asks the PSP for a digital stamp.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctDatiMarcaBolloDigitale.
type DatiMarcaBolloDigitale struct {
	TipoBollo          string `json:"tipoBollo"`
	HashDocumento      string `json:"hashDocumento"`      // base64 text, 1..70 characters (a SHA-256 has 44)
	ProvinciaResidenza string `json:"provinciaResidenza"` // two capital letters
}

// Chiave returns the key of the attempt.
func (r *RPT) Chiave() nodo.Chiave {
	r = oppureVuoto(r)
	return nodo.Chiave{IdDominio: r.Dominio.IdentificativoDominio, IUV: r.DatiVersamento.IdentificativoUnivocoVersamento, CCP: r.DatiVersamento.CodiceContestoPagamento}
}
