package jppa

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt"
)

// RicevutaTelematica is a receipt in the words of JPPA, with the original as text.
// The parties are those of package rpt; here their codes have 1 to 35 characters.
//
// Source: jppapdp-ws-external.xsd, ctRicevutaTelematica.
type RicevutaTelematica struct {
	RicevutaXML                     string                 `json:"ricevutaXML"`                     // the original document
	IdDominio                       string                 `json:"idDominio"`                       // 1..35 characters
	IdentificativoMessaggioRicevuta string                 `json:"identificativoMessaggioRicevuta"` // 1..35
	DataOraMessaggioRicevuta        avviso.DataOra         `json:"dataOraMessaggioRicevuta"`
	RiferimentoMessaggioRichiesta   string                 `json:"riferimentoMessaggioRichiesta"` // 1..35
	RiferimentoDataRichiesta        avviso.Data            `json:"riferimentoDataRichiesta"`
	IstitutoAttestante              rpt.IstitutoAttestante `json:"istitutoAttestante"`
	EnteBeneficiario                rpt.EnteBeneficiario   `json:"enteBeneficiario"`
	SoggettoVersante                *rpt.SoggettoVersante  `json:"soggettoVersante,omitempty"`
	SoggettoPagatore                rpt.SoggettoPagatore   `json:"soggettoPagatore"`
	DatiPagamento                   DatiPagamento          `json:"datiPagamento"`
	ParametriPSP                    ParametriPSP           `json:"parametriPSP"`
}

// DatiPagamento is what was paid. GovPay never fills DatiSingoloPagamento.
//
// Source: jppapdp-ws-external.xsd, ctDatiVersamentoRT.
type DatiPagamento struct {
	CodiceEsitoPagamento            rpt.CodiceEsitoPagamento   `json:"codiceEsitoPagamento"`
	ImportoTotalePagato             avviso.Importo             `json:"importoTotalePagato"`             // 0.00..99999999.99
	IdentificativoUnivocoVersamento string                     `json:"identificativoUnivocoVersamento"` // [a-zA-Z0-9]{1,35}
	CodiceContestoPagamento         string                     `json:"CodiceContestoPagamento"`         // 1..35
	DatiSingoloPagamento            []rpt.DatiSingoloPagamento `json:"datiSingoloPagamento,omitempty"`  // 0..5; commissioniApplicatePA has no place here
	TipoVersamento                  rpt.TipoVersamento         `json:"tipoVersamento"`                  // BBT, BP, AD, CP, PO, OBEP or OTH
}

// ParametriPSP says by whom the payment was collected: 1 to 35 characters each.
//
// Source: jppapdp-ws-external.xsd, ctParametriPSP.
type ParametriPSP struct {
	IdentificativoPSP              string `json:"identificativoPSP"`
	IdentificativoIntermediarioPSP string `json:"identificativoIntermediarioPSP,omitempty"`
	IdentificativoCanale           string `json:"identificativoCanale"`
}

func schemaRicevutaTelematica(v *schema.Visita, r *RicevutaTelematica) {
	v.Testo("ricevutaXML", &r.RicevutaXML, schema.Libero, schema.Obbligatorio)
	v.Testo("idDominio", &r.IdDominio, testo35, schema.Obbligatorio)
	v.Testo("identificativoMessaggioRicevuta", &r.IdentificativoMessaggioRicevuta, testo35, schema.Obbligatorio)
	istante(v, "dataOraMessaggioRicevuta", &r.DataOraMessaggioRicevuta)
	v.Testo("riferimentoMessaggioRichiesta", &r.RiferimentoMessaggioRichiesta, testo35, schema.Obbligatorio)
	v.Data("riferimentoDataRichiesta", &r.RiferimentoDataRichiesta, schema.Obbligatorio)
	schema.Gruppo(v, "istitutoAttestante", &r.IstitutoAttestante, func(v *schema.Visita, i *rpt.IstitutoAttestante) {
		schemaEnte(v, (*rpt.EnteBeneficiario)(i), nomiAttestante, attestanti)
	})
	schema.Gruppo(v, "enteBeneficiario", &r.EnteBeneficiario, func(v *schema.Visita, e *rpt.EnteBeneficiario) {
		schemaEnte(v, e, nomiBeneficiario, personaG)
	})
	schema.Facoltativo(v, "soggettoVersante", &r.SoggettoVersante, func(v *schema.Visita, s *rpt.SoggettoVersante) {
		schemaSoggetto(v, (*rpt.SoggettoPagatore)(s), nomiVersante)
	})
	schema.Gruppo(v, "soggettoPagatore", &r.SoggettoPagatore, func(v *schema.Visita, s *rpt.SoggettoPagatore) {
		schemaSoggetto(v, s, nomiPagatore)
	})
	schema.Gruppo(v, "datiPagamento", &r.DatiPagamento, schemaDatiPagamento)
	schema.Gruppo(v, "parametriPSP", &r.ParametriPSP, func(v *schema.Visita, p *ParametriPSP) {
		v.Testo("identificativoPSP", &p.IdentificativoPSP, testo35, schema.Obbligatorio)
		v.Testo("identificativoIntermediarioPSP", &p.IdentificativoIntermediarioPSP, testo35, schema.Opzionale)
		v.Testo("identificativoCanale", &p.IdentificativoCanale, testo35, schema.Obbligatorio)
	})
}

// nomi are the element names of a party, which end with what it is.
type nomiParte struct {
	identificativo, denominazione, unita, denomUnita, anagrafica string
	indirizzo, civico, cap, localita, provincia, nazione, eMail  string
}

func nomiDi(x string) *nomiParte {
	return &nomiParte{
		"identificativoUnivoco" + x, "denominazione" + x, "codiceUnitOper" + x, "denomUnitOper" + x, "anagrafica" + x,
		"indirizzo" + x, "civico" + x, "cap" + x, "localita" + x, "provincia" + x, "nazione" + x, "e-mail" + x,
	}
}

var nomiAttestante, nomiBeneficiario, nomiVersante, nomiPagatore = nomiDi("Attestante"), nomiDi("Beneficiario"), nomiDi("Versante"), nomiDi("Pagatore")

func schemaEnte(v *schema.Visita, e *rpt.EnteBeneficiario, n *nomiParte, tipi []rpt.TipoIdentificativoUnivoco) {
	schemaIdentificativo(v, n, &e.IdentificativoUnivoco, tipi)
	v.Testo(n.denominazione, &e.Denominazione, testo70, schema.Obbligatorio)
	v.Testo(n.unita, &e.CodiceUnitOper, testo35, schema.Opzionale)
	v.Testo(n.denomUnita, &e.DenomUnitOper, testo70, schema.Opzionale)
	schemaIndirizzo(v, n, &e.Indirizzo, &e.Civico, &e.CAP, &e.Localita, &e.Provincia, &e.Nazione)
}

func schemaSoggetto(v *schema.Visita, s *rpt.SoggettoPagatore, n *nomiParte) {
	schemaIdentificativo(v, n, &s.IdentificativoUnivoco, personeFG)
	v.Testo(n.anagrafica, &s.Anagrafica, testo70, schema.Obbligatorio)
	schemaIndirizzo(v, n, &s.Indirizzo, &s.Civico, &s.CAP, &s.Localita, &s.Provincia, &s.Nazione)
	v.Testo(n.eMail, &s.EMail, tipoEMail, schema.Opzionale)
}

func schemaIdentificativo(v *schema.Visita, n *nomiParte, i *rpt.IdentificativoUnivoco, tipi []rpt.TipoIdentificativoUnivoco) {
	if v.Apri(n.identificativo, true, schema.Obbligatorio) {
		schema.Lista(v, "tipoIdentificativoUnivoco", &i.TipoIdentificativoUnivoco, tipi, schema.Obbligatorio)
		v.Testo("codiceIdentificativoUnivoco", &i.CodiceIdentificativoUnivoco, testo35, schema.Obbligatorio)
		v.Chiudi()
	}
}

func schemaIndirizzo(v *schema.Visita, n *nomiParte, via, civico, codice, localita, provincia, stato *string) {
	v.Testo(n.indirizzo, via, testo70, schema.Opzionale)
	v.Testo(n.civico, civico, testo16, schema.Opzionale)
	v.Testo(n.cap, codice, testo16, schema.Opzionale)
	v.Testo(n.localita, localita, testo35, schema.Opzionale)
	v.Testo(n.provincia, provincia, testo35, schema.Opzionale)
	v.Testo(n.nazione, stato, nazione, schema.Opzionale)
}

func schemaDatiPagamento(v *schema.Visita, d *DatiPagamento) {
	schema.Lista(v, "codiceEsitoPagamento", &d.CodiceEsitoPagamento, esitiRT, schema.Obbligatorio)
	v.Importo("importoTotalePagato", &d.ImportoTotalePagato, importo, schema.Obbligatorio)
	v.Testo("identificativoUnivocoVersamento", &d.IdentificativoUnivocoVersamento, tipoIUV, schema.Obbligatorio)
	v.Testo("CodiceContestoPagamento", &d.CodiceContestoPagamento, testo35, schema.Obbligatorio)
	schema.Gruppi(v, "datiSingoloPagamento", &d.DatiSingoloPagamento, 0, 5, schemaSingolo)
	schema.Lista(v, "tipoVersamento", &d.TipoVersamento, versamenti, schema.Obbligatorio)
}

func schemaSingolo(v *schema.Visita, d *rpt.DatiSingoloPagamento) {
	v.Importo("singoloImportoPagato", &d.SingoloImportoPagato, importo, schema.Obbligatorio)
	v.Testo("esitoSingoloPagamento", &d.EsitoSingoloPagamento, testo35, schema.Opzionale)
	v.Data("dataEsitoSingoloPagamento", &d.DataEsitoSingoloPagamento, schema.Obbligatorio)
	v.Testo("identificativoUnivocoRiscossione", &d.IdentificativoUnivocoRiscossione, testo35, schema.Obbligatorio)
	v.Testo("causaleVersamento", &d.CausaleVersamento, testo140, schema.Obbligatorio)
	v.Testo("datiSpecificiRiscossione", &d.DatiSpecificiRiscossione, specifici, schema.Obbligatorio)
	v.ImportoPresente("commissioniApplicatePSP", &d.CommissioniApplicatePSP, importo)
	v.Vuoto("commissioniApplicatePA", d.CommissioniApplicatePA.IsZero())
	schema.Facoltativo(v, "allegatoRicevuta", &d.AllegatoRicevuta, func(v *schema.Visita, a *rpt.AllegatoRicevuta) {
		schema.Lista(v, "tipoAllegatoRicevuta", &a.TipoAllegatoRicevuta, allegati, schema.Obbligatorio)
		v.Binario("testoAllegato", &a.TestoAllegato, schema.Obbligatorio)
	})
}
