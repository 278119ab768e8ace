package jppa

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// Documento is all that the archive of a host knows of a receipt: exactly one of
// RT and Ricevuta is given.
type Documento struct {
	XML []byte // the original document, as text in UTF-8

	RT       *rpt.RT       // a receipt of the older model
	Ricevuta *rpt.Ricevuta // a receipt of the newer models

	// For a receipt of the newer models; an RT brings its own.
	Data                 avviso.DataOra // dataMsgRicevuta
	RiferimentoMessaggio string         // of the request
	RiferimentoData      avviso.Data

	TipoVersamento string       // of the RPT, or paymentMethod; any text: what the schema does not know is OTH
	PSP            ParametriPSP // of the RPT; a receipt of the newer models brings its own
	Ente           Ente         // the body in the registry of the host, for a receipt of the newer models
	Voci           []Voce       // the items of the debt position
}

// Ente is a body in the registry of the host.
type Ente struct {
	RagioneSociale string // 1..70 characters
	Indirizzo      string // 70
	Civico         string // 16
	CAP            string // 16
	Localita       string // 35
	Provincia      string // 35
	Nazione        string // two capital letters

	CodiceUnita        string // operating unit; EC is the default one and is not told
	DenominazioneUnita string
}

// Voce is an item of the debt position, as far as the accounts care.
type Voce struct {
	Descrizione string
	Quote       []Quota
}

// Quota is one accounting quota of an item (contabilita.quote of a pendenza).
type Quota struct {
	Capitolo      string
	AnnoEsercizio int
	Importo       avviso.Importo
}

// unitaPredefinita is the operating unit that stands for the whole body.
const unitaPredefinita = "EC"

// DettagliImporto returns one part for each accounting quota of each item, nil when
// there is none. The description is that of the item.
//
// Source: link-it/govpay 3.8.2, MaggioliJPPAUtils (its manual page says that the
// description is the quota's).
func DettagliImporto(voci []Voce) []DettaglioImporto {
	var d []DettaglioImporto
	for _, v := range voci {
		for _, q := range v.Quote {
			parte := DettaglioImporto{CapitoloBilancio: q.Capitolo, Importo: q.Importo, Descrizione: v.Descrizione}
			if q.AnnoEsercizio != 0 {
				parte.Anno = strconv.Itoa(q.AnnoEsercizio)
			}
			d = append(d, parte)
		}
	}
	return d
}

// CCP returns the codice contesto pagamento of the receipt, or its receiptId.
func (d *Documento) CCP() string {
	switch {
	case d == nil:
	case d.RT != nil:
		return d.RT.DatiPagamento.CodiceContestoPagamento
	case d.Ricevuta != nil:
		return d.Ricevuta.ReceiptID
	}
	return ""
}

// Esito returns the outcome of the receipt.
func (d *Documento) Esito() rpt.CodiceEsitoPagamento {
	switch {
	case d == nil:
	case d.RT != nil:
		return d.RT.DatiPagamento.CodiceEsitoPagamento
	case d.Ricevuta != nil:
		return d.Ricevuta.Outcome.Esito()
	}
	return ""
}

// RicevutaTelematica returns the receipt in the words of JPPA. An RT speaks for
// itself. Of a receipt of the newer models the receiptId is message and context,
// the PSP is the attestante, the debtor the pagatore, the payer the versante, and
// the body is the one of the registry. The single payments are never told. A
// document with neither or both is an OBBLIGATORIO or VALORE error (ErrCampo).
//
// Source: link-it/govpay 3.8.2, MaggioliJPPAUtils.
func (d *Documento) RicevutaTelematica() (*RicevutaTelematica, error) {
	switch {
	case d == nil:
		return nil, nullo("documento")
	case d.RT != nil && d.Ricevuta != nil:
		return nil, campo(CodiceValore, "ricevuta", "")
	case d.RT != nil:
		return d.daRT(), nil
	case d.Ricevuta != nil:
		return d.daRicevuta(), nil
	}
	return nil, campo(CodiceObbligatorio, "ricevuta", "")
}

func (d *Documento) daRT() *RicevutaTelematica {
	rt := d.RT
	return &RicevutaTelematica{
		RicevutaXML:                     string(d.XML),
		IdDominio:                       rt.Dominio.IdentificativoDominio,
		IdentificativoMessaggioRicevuta: rt.IdentificativoMessaggioRicevuta,
		DataOraMessaggioRicevuta:        rt.DataOraMessaggioRicevuta,
		RiferimentoMessaggioRichiesta:   rt.RiferimentoMessaggioRichiesta,
		RiferimentoDataRichiesta:        rt.RiferimentoDataRichiesta,
		IstitutoAttestante:              rt.IstitutoAttestante,
		EnteBeneficiario:                rt.EnteBeneficiario,
		SoggettoVersante:                rt.SoggettoVersante,
		SoggettoPagatore:                rt.SoggettoPagatore,
		DatiPagamento: DatiPagamento{
			CodiceEsitoPagamento:            rt.DatiPagamento.CodiceEsitoPagamento,
			ImportoTotalePagato:             rt.DatiPagamento.ImportoTotalePagato,
			IdentificativoUnivocoVersamento: rt.DatiPagamento.IdentificativoUnivocoVersamento,
			CodiceContestoPagamento:         rt.DatiPagamento.CodiceContestoPagamento,
			TipoVersamento:                  tipoVersamento(d.TipoVersamento),
		},
		ParametriPSP: d.PSP,
	}
}

func (d *Documento) daRicevuta() *RicevutaTelematica {
	r := d.Ricevuta
	ricevuta := &RicevutaTelematica{
		RicevutaXML:                     string(d.XML),
		IdDominio:                       r.FiscalCode,
		IdentificativoMessaggioRicevuta: r.ReceiptID,
		DataOraMessaggioRicevuta:        d.Data,
		RiferimentoMessaggioRichiesta:   d.RiferimentoMessaggio,
		RiferimentoDataRichiesta:        d.RiferimentoData,
		IstitutoAttestante: rpt.IstitutoAttestante{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{
				TipoIdentificativoUnivoco: rpt.PersonaGiuridica,
				// The schema wants a code: without a fiscal code the PSP is told by another of its own.
				CodiceIdentificativoUnivoco: cmp.Or(r.PSPFiscalCode, r.PSPPartitaIVA, r.IDPSP),
			},
			Denominazione: r.PSPCompanyName,
		},
		EnteBeneficiario: d.Ente.beneficiario(r.FiscalCode),
		SoggettoPagatore: soggetto(&r.Debtor),
		DatiPagamento: DatiPagamento{
			CodiceEsitoPagamento:            r.Outcome.Esito(),
			ImportoTotalePagato:             r.PaymentAmount,
			IdentificativoUnivocoVersamento: r.CreditorReferenceID,
			CodiceContestoPagamento:         r.ReceiptID,
			TipoVersamento:                  tipoVersamento(cmp.Or(d.TipoVersamento, r.PaymentMethod)),
		},
		ParametriPSP: ParametriPSP{IdentificativoPSP: r.IDPSP, IdentificativoCanale: r.IDChannel},
	}
	if r.Payer != nil {
		versante := rpt.SoggettoVersante(soggetto(r.Payer))
		ricevuta.SoggettoVersante = &versante
	}
	return ricevuta
}

// tipoVersamento returns the form of payment, OTH for one that the schema does not
// know.
func tipoVersamento(s string) rpt.TipoVersamento {
	if t := rpt.TipoVersamento(s); slices.Contains(versamenti, t) {
		return t
	}
	return rpt.VersamentoOTH
}

func soggetto(s *rpt.Subject) rpt.SoggettoPagatore {
	var tipo rpt.TipoIdentificativoUnivoco
	switch s.EntityUniqueIdentifierType {
	case rpt.PersonaFisica:
		tipo = rpt.PersonaFisica
	case rpt.PersonaGiuridica:
		tipo = rpt.PersonaGiuridica
	}
	return rpt.SoggettoPagatore{
		IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: tipo, CodiceIdentificativoUnivoco: s.EntityUniqueIdentifierValue},
		Anagrafica:            s.FullName,
		Indirizzo:             s.StreetName,
		Civico:                s.CivicNumber,
		CAP:                   s.PostalCode,
		Localita:              s.City,
		Provincia:             s.StateProvinceRegion,
		Nazione:               s.Country,
		EMail:                 s.EMail,
	}
}

func (e *Ente) beneficiario(codice string) rpt.EnteBeneficiario {
	b := rpt.EnteBeneficiario{
		IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: codice},
		Denominazione:         e.RagioneSociale,
		Indirizzo:             e.Indirizzo,
		Civico:                e.Civico,
		CAP:                   e.CAP,
		Localita:              e.Localita,
		Provincia:             e.Provincia,
		Nazione:               e.Nazione,
	}
	if e.CodiceUnita != unitaPredefinita {
		b.CodiceUnitOper, b.DenomUnitOper = e.CodiceUnita, e.DenominazioneUnita
	}
	return b
}
