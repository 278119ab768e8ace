package rpt

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// PaaVerificaRPT asks what a notice is about, in the older model: paaVerificaRPT.
// The notice is in the Intestazione: dominio and IUV.
//
// Source: PaPerNodoPagamentoPsp.wsdl, paaVerificaRPT.
type PaaVerificaRPT struct {
	Intestazione
	IdentificativoPSP string `json:"identificativoPSP"` // 1..35 characters
}

// PaaAttivaRPT asks for the RPT of a notice that is being paid at a PSP, in the older
// model: paaAttivaRPT. The body answers, then sends the RPT.
//
// Source: PaPerNodoPagamentoPsp.wsdl, paaAttivaRPT.
type PaaAttivaRPT struct {
	Intestazione
	IdentificativoPSP              string           `json:"identificativoPSP"` // 1..35 characters
	DatiPagamentoPSP               DatiPagamentoPSP `json:"datiPagamentoPSP"`
	IdentificativoIntermediarioPSP string           `json:"identificativoIntermediarioPSP"` // 1..35
	IdentificativoCanalePSP        string           `json:"identificativoCanalePSP"`        // 1..35
}

// DatiPagamentoPSP is what the PSP knows of the payment.
//
// Source: PaPerNodoPagamentoPsp.wsdl, paaTipoDatiPagamentoPSP.
type DatiPagamentoPSP struct {
	ImportoSingoloVersamento avviso.Importo    `json:"importoSingoloVersamento"`
	IBANAppoggio             string            `json:"ibanAppoggio,omitempty"`
	BICAppoggio              string            `json:"bicAppoggio,omitempty"`
	SoggettoVersante         *SoggettoVersante `json:"soggettoVersante,omitempty"`
	IBANAddebito             string            `json:"ibanAddebito,omitempty"`
	BICAddebito              string            `json:"bicAddebito,omitempty"`
	SoggettoPagatore         *SoggettoPagatore `json:"soggettoPagatore,omitempty"`
}

// PaaVerificaRPTRisposta is the answer: paaVerificaRPTRisposta.
//
// Source: PaPerNodoPagamentoPsp.wsdl, esitoVerificaRPT.
type PaaVerificaRPTRisposta struct{ EsitoPagamentoPA }

// PaaAttivaRPTRisposta is the answer: paaAttivaRPTRisposta.
//
// Source: PaPerNodoPagamentoPsp.wsdl, esitoAttivaRPT.
type PaaAttivaRPTRisposta struct{ EsitoPagamentoPA }

// EsitoPagamentoPA is what both answers say.
//
// Source: PaPerNodoPagamentoPsp.wsdl, esitoVerificaRPT, esitoAttivaRPT.
type EsitoPagamentoPA struct {
	Fault           *nodo.FaultBean  `json:"fault,omitempty"`
	Esito           Outcome          `json:"esito"`
	DatiPagamentoPA *DatiPagamentoPA `json:"datiPagamentoPA,omitempty"`
}

func (e *EsitoPagamentoPA) rifiuta(f *nodo.FaultBean) { e.Esito, e.Fault = OutcomeKO, f }

// DatiPagamentoPA is what may be paid: one item, to one account. It has either
// CausaleVersamento or SpezzoniCausaleVersamento.
//
// Source: PaPerNodoPagamentoPsp.wsdl, paaTipoDatiPagamentoPA.
type DatiPagamentoPA struct {
	ImportoSingoloVersamento  avviso.Importo    `json:"importoSingoloVersamento"`
	IBANAccredito             string            `json:"ibanAccredito"`
	BICAccredito              string            `json:"bicAccredito,omitempty"`
	EnteBeneficiario          *EnteBeneficiario `json:"enteBeneficiario,omitempty"`
	CredenzialiPagatore       string            `json:"credenzialiPagatore,omitempty"`       // 1..35 characters
	CausaleVersamento         string            `json:"causaleVersamento,omitempty"`         // 1..140
	SpezzoniCausaleVersamento []SpezzoneCausale `json:"spezzoniCausaleVersamento,omitempty"` // 1..6
}

// SpezzoneCausale is a part of the causale: a text, or a text with an amount.
//
// Source: PaPerNodoPagamentoPsp.wsdl, ctSpezzoniCausaleVersamento.
type SpezzoneCausale struct {
	Testo       string               `json:"spezzoneCausaleVersamento,omitempty"` // 1..35 characters
	Strutturato *SpezzoneStrutturato `json:"spezzoneStrutturatoCausaleVersamento,omitempty"`
}

// SpezzoneStrutturato is a part of the causale with its amount.
//
// Source: PaPerNodoPagamentoPsp.wsdl, ctSpezzoneStrutturatoCausaleVersamento.
type SpezzoneStrutturato struct {
	CausaleSpezzone string         `json:"causaleSpezzone"` // 1..25 characters
	ImportoSpezzone avviso.Importo `json:"importoSpezzone"`
}

// massimoSpezzoni is how many parts a causale has at most.
const massimoSpezzoni = 6

func schemaPaaVerificaRPT(v *schema.Visita, p *PaaVerificaRPT) {
	v.Testo("identificativoPSP", &p.IdentificativoPSP, codice35, obbligatorio)
}

func schemaPaaAttivaRPT(v *schema.Visita, p *PaaAttivaRPT) {
	v.Testo("identificativoPSP", &p.IdentificativoPSP, codice35, obbligatorio)
	schema.Gruppo(v, "datiPagamentoPSP", &p.DatiPagamentoPSP, schemaDatiPagamentoPSP)
	v.Testo("identificativoIntermediarioPSP", &p.IdentificativoIntermediarioPSP, codice35, obbligatorio)
	v.Testo("identificativoCanalePSP", &p.IdentificativoCanalePSP, codice35, obbligatorio)
}

func schemaDatiPagamentoPSP(v *schema.Visita, d *DatiPagamentoPSP) {
	v.Importo("importoSingoloVersamento", &d.ImportoSingoloVersamento, importo, obbligatorio)
	v.Testo("ibanAppoggio", &d.IBANAppoggio, tipoIBAN, facoltativo)
	v.Testo("bicAppoggio", &d.BICAppoggio, tipoBIC, facoltativo)
	schema.Facoltativo(v, "soggettoVersante", &d.SoggettoVersante, inPagamenti(schemaVersante))
	v.Testo("ibanAddebito", &d.IBANAddebito, tipoIBAN, facoltativo)
	v.Testo("bicAddebito", &d.BICAddebito, tipoBIC, facoltativo)
	schema.Facoltativo(v, "soggettoPagatore", &d.SoggettoPagatore, inPagamenti(schemaPagatore))
}

// inPagamenti is a party whose elements are in the namespace of the RPT.
func inPagamenti[T any](corpo func(*schema.Visita, *T)) func(*schema.Visita, *T) {
	return func(v *schema.Visita, p *T) {
		v.InSpazio(SpazioPagamenti, pagamenti.Prefisso, func() { corpo(v, p) })
	}
}

func schemaPaaVerificaRPTRisposta(v *schema.Visita, r *PaaVerificaRPTRisposta) {
	schema.Gruppo(v, "paaVerificaRPTRisposta", &r.EsitoPagamentoPA, schemaEsitoPagamentoPA)
}

func schemaPaaAttivaRPTRisposta(v *schema.Visita, r *PaaAttivaRPTRisposta) {
	schema.Gruppo(v, "paaAttivaRPTRisposta", &r.EsitoPagamentoPA, schemaEsitoPagamentoPA)
}

func schemaEsitoPagamentoPA(v *schema.Visita, e *EsitoPagamentoPA) {
	schemaFaultRisposta(v, &e.Fault)
	schema.Lista(v, "esito", &e.Esito, outcomes, obbligatorio)
	schema.Facoltativo(v, "datiPagamentoPA", &e.DatiPagamentoPA, schemaDatiPagamentoPA)
}

func schemaDatiPagamentoPA(v *schema.Visita, d *DatiPagamentoPA) {
	v.Importo("importoSingoloVersamento", &d.ImportoSingoloVersamento, importo, obbligatorio)
	v.Testo("ibanAccredito", &d.IBANAccredito, tipoIBAN, obbligatorio)
	v.Testo("bicAccredito", &d.BICAccredito, tipoBIC, facoltativo)
	schema.Facoltativo(v, "enteBeneficiario", &d.EnteBeneficiario, inPagamenti(schemaBeneficiario))
	v.Testo("credenzialiPagatore", &d.CredenzialiPagatore, testo35, facoltativo)
	if v.Legge() || d.CausaleVersamento != "" {
		v.Vuoto("spezzoniCausaleVersamento", len(d.SpezzoniCausaleVersamento) == 0)
		v.Testo("causaleVersamento", &d.CausaleVersamento, testo140, facoltativo)
	}
	if d.CausaleVersamento == "" && v.Apri("spezzoniCausaleVersamento", true, obbligatorio) {
		schemaSpezzoni(v, &d.SpezzoniCausaleVersamento)
		v.Chiudi()
	}
}

// schemaSpezzoni is a sequence of choices: each part is of one of two elements.
func schemaSpezzoni(v *schema.Visita, p *[]SpezzoneCausale) {
	n := len(*p)
	if !v.Legge() && (n == 0 || n > massimoSpezzoni) {
		v.Rifiuta("spezzoneCausaleVersamento", "", schema.Occorrenze, nil)
		return
	}
	for i := 0; v.Err() == nil && (v.Legge() && i < massimoSpezzoni || i < n); i++ {
		var s SpezzoneCausale
		if !v.Legge() {
			s = (*p)[i]
		}
		v.Testo("spezzoneCausaleVersamento", &s.Testo, testo35, facoltativo)
		if s.Testo == "" {
			schema.Puntatore(v, "spezzoneStrutturatoCausaleVersamento", &s.Strutturato, schema.Presenza(i == 0 || !v.Legge()), schemaSpezzone)
		} else if !v.Legge() {
			v.Vuoto("spezzoneStrutturatoCausaleVersamento", s.Strutturato == nil)
		}
		if v.Legge() {
			if s == (SpezzoneCausale{}) {
				return
			}
			*p = append(*p, s)
		}
	}
}

func schemaSpezzone(v *schema.Visita, s *SpezzoneStrutturato) {
	v.Testo("causaleSpezzone", &s.CausaleSpezzone, testo25, obbligatorio)
	v.Importo("importoSpezzone", &s.ImportoSpezzone, importoPositivo, obbligatorio)
}
