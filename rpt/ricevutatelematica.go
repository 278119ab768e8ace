package rpt

import (
	"iter"
	"math"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// RT is the Ricevuta Telematica. Members are in the order of the schema; a
// text that the schema makes optional is "" when absent.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctRicevutaTelematica.
type RT struct {
	VersioneOggetto                 string             `json:"versioneOggetto"` // 1..16 characters
	Dominio                         Dominio            `json:"dominio"`
	IdentificativoMessaggioRicevuta string             `json:"identificativoMessaggioRicevuta"` // 1..35, unique within the day of the next member
	DataOraMessaggioRicevuta        avviso.DataOra     `json:"dataOraMessaggioRicevuta"`        // the legal instant of the payment
	RiferimentoMessaggioRichiesta   string             `json:"riferimentoMessaggioRichiesta"`   // identificativoMessaggioRichiesta of the RPT
	RiferimentoDataRichiesta        avviso.Data        `json:"riferimentoDataRichiesta"`        // date of the RPT
	IstitutoAttestante              IstitutoAttestante `json:"istitutoAttestante"`
	EnteBeneficiario                EnteBeneficiario   `json:"enteBeneficiario"`
	SoggettoVersante                *SoggettoVersante  `json:"soggettoVersante,omitempty"`
	SoggettoPagatore                SoggettoPagatore   `json:"soggettoPagatore"`
	DatiPagamento                   DatiPagamento      `json:"datiPagamento"`
}

// DatiPagamento is what was paid: the outcome, and up to five items in the
// order of the RPT's.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctDatiVersamentoRT.
type DatiPagamento struct {
	CodiceEsitoPagamento            CodiceEsitoPagamento   `json:"codiceEsitoPagamento"`
	ImportoTotalePagato             avviso.Importo         `json:"importoTotalePagato"`             // 0.00..999999999.99, the sum of the items
	IdentificativoUnivocoVersamento string                 `json:"identificativoUnivocoVersamento"` // IUV, unchanged
	CodiceContestoPagamento         string                 `json:"CodiceContestoPagamento"`         // CCP, unchanged; upper-case C here
	DatiSingoloPagamento            []DatiSingoloPagamento `json:"datiSingoloPagamento,omitempty"`
}

// DatiSingoloPagamento is one item of an RT.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctDatiSingoloPagamentoRT.
type DatiSingoloPagamento struct {
	SingoloImportoPagato             avviso.Importo    `json:"singoloImportoPagato"`             // 0.00 when not paid
	EsitoSingoloPagamento            string            `json:"esitoSingoloPagamento,omitempty"`  // 1..35, mandatory when 0.00
	DataEsitoSingoloPagamento        avviso.Data       `json:"dataEsitoSingoloPagamento"`        // execution or refusal
	IdentificativoUnivocoRiscossione string            `json:"identificativoUnivocoRiscossione"` // IUR, n/a when not paid
	CausaleVersamento                string            `json:"causaleVersamento"`
	DatiSpecificiRiscossione         string            `json:"datiSpecificiRiscossione"`
	CommissioniApplicatePSP          *avviso.Importo   `json:"commissioniApplicatePSP,omitempty"` // 0.00 is a value: nil when absent
	CommissioniApplicatePA           avviso.Importo    `json:"commissioniApplicatePA,omitzero"`   // 0.00 when absent
	AllegatoRicevuta                 *AllegatoRicevuta `json:"allegatoRicevuta,omitempty"`
}

// AllegatoRicevuta is an attachment to a single payment: with BD, the XML of
// the digital stamp. TestoAllegato is the decoded content (base64 in XML and
// JSON).
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctAllegatoRicevuta.
type AllegatoRicevuta struct {
	TipoAllegatoRicevuta TipoAllegatoRicevuta `json:"tipoAllegatoRicevuta"`
	TestoAllegato        []byte               `json:"testoAllegato"`
}

// Chiave returns the key of the attempt.
func (r *RT) Chiave() nodo.Chiave {
	r = oppureVuoto(r)
	return nodo.Chiave{IdDominio: r.Dominio.IdentificativoDominio, IUV: r.DatiPagamento.IdentificativoUnivocoVersamento, CCP: r.DatiPagamento.CodiceContestoPagamento}
}

// Riscossione is one collected item, of an RT or of a receipt: what the
// reporting flow of its body will name by (IdDominio, IUV, IUR, Indice).
type Riscossione struct {
	IdDominio string         // the body that the money is for: identificativoDominio, or fiscalCodePA of the transfer
	IUV       string         // identificativoUnivocoVersamento, or creditorReferenceId
	IUR       string         // identificativoUnivocoRiscossione, or receiptId
	Indice    avviso.Indice  // place in the RT from 1, or idTransfer
	Importo   avviso.Importo // more than 0.00
	Data      avviso.Data    // dataEsitoSingoloPagamento, or the Rome day of paymentDateTime (else applicationDate, else transferDate; zero when the receipt gives none)
	Bollo     bool           // it carries a digital stamp, which is never credited
}

// Riscossioni yields the collected items in order: those of a positive outcome
// with an amount above 0.00. An item of 0.00 is no payment.
func (r *RT) Riscossioni() iter.Seq[Riscossione] {
	return func(yield func(Riscossione) bool) {
		if r == nil || !r.DatiPagamento.CodiceEsitoPagamento.Positivo() {
			return
		}
		for i := range r.DatiPagamento.DatiSingoloPagamento {
			p := &r.DatiPagamento.DatiSingoloPagamento[i]
			if p.SingoloImportoPagato.IsZero() {
				continue
			}
			if !yield(Riscossione{
				IdDominio: r.Dominio.IdentificativoDominio,
				IUV:       r.DatiPagamento.IdentificativoUnivocoVersamento,
				IUR:       p.IdentificativoUnivocoRiscossione,
				Indice:    avviso.Indice(min(i+1, math.MaxUint8)),
				Importo:   p.SingoloImportoPagato,
				Data:      p.DataEsitoSingoloPagamento,
				Bollo:     p.AllegatoRicevuta != nil && p.AllegatoRicevuta.TipoAllegatoRicevuta == AllegatoBD,
			}) {
				return
			}
		}
	}
}
