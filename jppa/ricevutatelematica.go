package jppa

import (
	"errors"
	"regexp"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/xmlrigido"
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
	DataOraMessaggioRicevuta        Istante                `json:"dataOraMessaggioRicevuta"`
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

func (r *RicevutaTelematica) descrivi(v *visita) {
	v.libero("ricevutaXML", &r.RicevutaXML)
	v.Testo("idDominio", &r.IdDominio, 35, true)
	v.Testo("identificativoMessaggioRicevuta", &r.IdentificativoMessaggioRicevuta, 35, true)
	v.istante("dataOraMessaggioRicevuta", &r.DataOraMessaggioRicevuta)
	v.Testo("riferimentoMessaggioRichiesta", &r.RiferimentoMessaggioRichiesta, 35, true)
	v.data("riferimentoDataRichiesta", &r.RiferimentoDataRichiesta)
	v.gruppo("istitutoAttestante", true, true, func(v *visita) { visitaAttestante(v, &r.IstitutoAttestante) })
	v.gruppo("enteBeneficiario", true, true, func(v *visita) {
		istituto := rpt.IstitutoAttestante(r.EnteBeneficiario)
		visitaIstituto(v, &istituto, "Beneficiario", rpt.PersonaGiuridica)
		r.EnteBeneficiario = rpt.EnteBeneficiario(istituto)
	})
	visitaVersante(v, &r.SoggettoVersante)
	v.gruppo("soggettoPagatore", true, true, func(v *visita) { visitaSoggetto(v, &r.SoggettoPagatore, "Pagatore") })
	v.gruppo("datiPagamento", true, true, r.DatiPagamento.descrivi)
	v.gruppo("parametriPSP", true, true, r.ParametriPSP.descrivi)
}

func visitaAttestante(v *visita, i *rpt.IstitutoAttestante) {
	visitaIstituto(v, i, "Attestante", rpt.PersonaGiuridica, rpt.CodiceABI, rpt.CodiceBIC)
}

// visitaIstituto visits an institution, whose elements end with a suffix.
func visitaIstituto(v *visita, i *rpt.IstitutoAttestante, suffisso string, tipi ...rpt.TipoIdentificativoUnivoco) {
	visitaIdentificativo(v, "identificativoUnivoco"+suffisso, &i.IdentificativoUnivoco, tipi...)
	v.Testo("denominazione"+suffisso, &i.Denominazione, 70, true)
	v.Testo("codiceUnitOper"+suffisso, &i.CodiceUnitOper, 35, false)
	v.Testo("denomUnitOper"+suffisso, &i.DenomUnitOper, 70, false)
	visitaIndirizzo(v, suffisso, indirizzo{&i.Indirizzo, &i.Civico, &i.CAP, &i.Localita, &i.Provincia, &i.Nazione})
}

// visitaSoggetto visits a person, whose elements end with a suffix.
func visitaSoggetto(v *visita, s *rpt.SoggettoPagatore, suffisso string) {
	visitaIdentificativo(v, "identificativoUnivoco"+suffisso, &s.IdentificativoUnivoco, rpt.PersonaFisica, rpt.PersonaGiuridica)
	v.Testo("anagrafica"+suffisso, &s.Anagrafica, 70, true)
	visitaIndirizzo(v, suffisso, indirizzo{&s.Indirizzo, &s.Civico, &s.CAP, &s.Localita, &s.Provincia, &s.Nazione})
	v.Stringa("e-mail"+suffisso, &s.EMail, false, controllaEMail)
}

func visitaVersante(v *visita, p **rpt.SoggettoVersante) {
	var s rpt.SoggettoPagatore
	if *p != nil {
		s = rpt.SoggettoPagatore(**p)
	}
	if v.gruppo("soggettoVersante", false, *p != nil, func(v *visita) { visitaSoggetto(v, &s, "Versante") }) && v.Legge() {
		letto := rpt.SoggettoVersante(s)
		*p = &letto
	}
}

func visitaIdentificativo(v *visita, nome string, i *rpt.IdentificativoUnivoco, tipi ...rpt.TipoIdentificativoUnivoco) {
	v.gruppo(nome, true, true, func(v *visita) {
		elencato(v, "tipoIdentificativoUnivoco", &i.TipoIdentificativoUnivoco, tipi...)
		v.Testo("codiceIdentificativoUnivoco", &i.CodiceIdentificativoUnivoco, 35, true)
	})
}

// indirizzo is where the parts of an address are.
type indirizzo struct{ via, civico, cap, localita, provincia, nazione *string }

func visitaIndirizzo(v *visita, suffisso string, i indirizzo) {
	v.Testo("indirizzo"+suffisso, i.via, 70, false)
	v.Testo("civico"+suffisso, i.civico, 16, false)
	v.Testo("cap"+suffisso, i.cap, 16, false)
	v.Testo("localita"+suffisso, i.localita, 35, false)
	v.Testo("provincia"+suffisso, i.provincia, 35, false)
	v.Stringa("nazione"+suffisso, i.nazione, false, forma(formaNazione))
}

func (d *DatiPagamento) descrivi(v *visita) {
	enumerato(v, "codiceEsitoPagamento", &d.CodiceEsitoPagamento, d.CodiceEsitoPagamento != "", rpt.ParseCodiceEsitoPagamento)
	v.importo("importoTotalePagato", &d.ImportoTotalePagato)
	v.Stringa("identificativoUnivocoVersamento", &d.IdentificativoUnivocoVersamento, true, controllaIUV)
	v.Testo("CodiceContestoPagamento", &d.CodiceContestoPagamento, 35, true)
	molti(v, "datiSingoloPagamento", &d.DatiSingoloPagamento, 0, 5, visitaSingolo)
	if v.Legge() && len(d.DatiSingoloPagamento) == 0 {
		d.DatiSingoloPagamento = nil
	}
	elencato(v, "tipoVersamento", &d.TipoVersamento, tipiVersamento...)
}

// tipiVersamento are the forms of payment that this schema knows: it is older than
// the last three of the list.
var tipiVersamento = []rpt.TipoVersamento{
	rpt.VersamentoBBT, rpt.VersamentoBP, rpt.VersamentoAD, rpt.VersamentoCP, rpt.VersamentoPO, rpt.VersamentoOBEP, rpt.VersamentoOTH,
}

func visitaSingolo(v *visita, d *rpt.DatiSingoloPagamento) {
	v.importo("singoloImportoPagato", &d.SingoloImportoPagato)
	v.Testo("esitoSingoloPagamento", &d.EsitoSingoloPagamento, 35, false)
	v.data("dataEsitoSingoloPagamento", &d.DataEsitoSingoloPagamento)
	v.Testo("identificativoUnivocoRiscossione", &d.IdentificativoUnivocoRiscossione, 35, true)
	v.Testo("causaleVersamento", &d.CausaleVersamento, 140, true)
	v.Stringa("datiSpecificiRiscossione", &d.DatiSpecificiRiscossione, true, forma(formaSpecifici))
	v.importoOpzionale("commissioniApplicatePSP", &d.CommissioniApplicatePSP)
	if !d.CommissioniApplicatePA.IsZero() && !v.Legge() {
		v.Rifiuta("commissioniApplicatePA", d.CommissioniApplicatePA.String(), errTipo)
	}
	a := rpt.AllegatoRicevuta{}
	if d.AllegatoRicevuta != nil {
		a = *d.AllegatoRicevuta
	}
	c := v.gruppo("allegatoRicevuta", false, d.AllegatoRicevuta != nil, func(v *visita) {
		elencato(v, "tipoAllegatoRicevuta", &a.TipoAllegatoRicevuta, rpt.AllegatoES, rpt.AllegatoBD)
		v.Base64("testoAllegato", &a.TestoAllegato)
	})
	if c && v.Legge() {
		d.AllegatoRicevuta = &a
	}
}

func (p *ParametriPSP) descrivi(v *visita) {
	v.Testo("identificativoPSP", &p.IdentificativoPSP, 35, true)
	v.Testo("identificativoIntermediarioPSP", &p.IdentificativoIntermediarioPSP, 35, false)
	v.Testo("identificativoCanale", &p.IdentificativoCanale, 35, true)
}

// Patterns of jppapdp-ws-external.xsd. \S of XML Schema is what is not blank, TAB,
// LF or CR.
var (
	formaNazione   = regexp.MustCompile(`^[A-Z]{2}$`)
	formaSpecifici = regexp.MustCompile(`^[0129]/[^ \t\n\r]{3,138}$`)
	formaEMail     = regexp.MustCompile(`^[a-zA-Z0-9_.+\-]+@[a-zA-Z0-9\-]+(\.[a-zA-Z0-9\-]+)*$`)
)

var (
	errTipo  = errors.New("value not of the list of this schema")
	errForma = errors.New("value outside the pattern of its type")
)

func forma(r *regexp.Regexp) func(string) error {
	return func(s string) error {
		if !r.MatchString(s) {
			return errForma
		}
		return nil
	}
}

func controllaEMail(s string) error {
	if err := xmlrigido.Lunghezza(s, 1, 256); err != nil {
		return err
	}
	return forma(formaEMail)(s)
}
