package piemontepay

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
)

// TrasmettiNotifichePagamento brings the payments that succeeded: only now is a
// position paid. The body must be idempotent on IdMessaggio and on IUV, because
// the desk sends again until the answer is 000.
//
// Source: EPaywso2EntiServiceTypes.xsd, TrasmettiNotifichePagamentoRequest.
type TrasmettiNotifichePagamento struct {
	Testata   TestataNotifichePagamento `json:"Testata"`
	Notifiche []NotificaPagamento       `json:"NotifichePagamento"` // 1..1000
}

// TestataNotifichePagamento is the header of a list of notifications.
type TestataNotifichePagamento struct {
	ChiaveMessaggio
	PagamentiSpontanei     bool           `json:"PagamentiSpontanei"`
	NumeroPagamenti        int            `json:"NumeroPagamenti"` // 1..999999
	ImportoTotalePagamenti avviso.Importo `json:"ImportoTotalePagamenti"`
}

// NotificaPagamento is one payment. It names the IUV and perhaps the position,
// never an attempt.
type NotificaPagamento struct {
	IdPosizioneDebitoria         string             `json:"IdPosizioneDebitoria,omitempty"` // ..50
	AnnoDiRiferimento            int                `json:"AnnoDiRiferimento,omitempty"`    // 1900..2900
	IUV                          string             `json:"IUV"`                            // 1..35
	ImportoPagato                avviso.Importo     `json:"ImportoPagato"`
	DataScadenza                 avviso.Data        `json:"DataScadenza,omitzero"`
	DescrizioneCausaleVersamento string             `json:"DescrizioneCausaleVersamento,omitempty"` // ..140
	DataEsitoPagamento           avviso.Data        `json:"DataEsitoPagamento"`
	SoggettoDebitore             Soggetto           `json:"SoggettoDebitore"`
	SoggettoVersante             *Soggetto          `json:"SoggettoVersante,omitempty"`
	DatiTransazionePSP           DatiTransazionePSP `json:"DatiTransazionePSP"`
	DatiSpecificiRiscossione     string             `json:"DatiSpecificiRiscossione,omitempty"` // ..140
	Note                         string             `json:"Note,omitempty"`                     // ..2000
	CodiceAvviso                 string             `json:"CodiceAvviso,omitempty"`             // ..35
}

// DatiTransazionePSP is what the PSP says of a payment. Instants without zone
// are of Europe/Rome.
type DatiTransazionePSP struct {
	IdPSP                      string          `json:"IdPSP"`                                // 1..35
	RagioneSocialePSP          string          `json:"RagioneSocialePSP,omitempty"`          // ..250
	TipoVersamento             string          `json:"TipoVersamento,omitempty"`             // ..4
	IdFlussoRendicontazionePSP string          `json:"IdFlussoRendicontazionePSP,omitempty"` // ..35
	DataOraAvvioTransazione    avviso.DataOra  `json:"DataOraAvvioTransazione"`
	IUR                        string          `json:"IUR"` // 1..35
	DataOraAutorizzazione      avviso.DataOra  `json:"DataOraAutorizzazione,omitzero"`
	TipoSicurezza              string          `json:"TipoSicurezza,omitempty"` // ..50
	ImportoTransato            *avviso.Importo `json:"ImportoTransato,omitempty"`
	ImportoCommissioni         *avviso.Importo `json:"ImportoCommissioni,omitempty"`
}

func (m *TrasmettiNotifichePagamento) descrivi(v *schema.Visita, g Generazione) {
	t := &m.Testata
	if v.Apri("Testata", true, schema.Obbligatorio) {
		schemaChiave(v, &t.ChiaveMessaggio)
		v.Booleano("PagamentiSpontanei", &t.PagamentiSpontanei)
		schema.Intero(v, "NumeroPagamenti", &t.NumeroPagamenti, 1, maxNumero, schema.Obbligatorio)
		v.Importo("ImportoTotalePagamenti", &t.ImportoTotalePagamenti, g.importo(), schema.Obbligatorio)
		v.Chiudi()
	}
	corpo(v, "CorpoNotifichePagamento", "ElencoNotifichePagamento", "NotificaPagamento", &m.Notifiche, g.notifica)
}

func (g Generazione) notifica(v *schema.Visita, n *NotificaPagamento) {
	v.Testo("IdPosizioneDebitoria", &n.IdPosizioneDebitoria, testo50, schema.Opzionale)
	anno(v, "AnnoDiRiferimento", &n.AnnoDiRiferimento)
	v.Testo("IUV", &n.IUV, testo35, schema.Obbligatorio)
	v.Importo("ImportoPagato", &n.ImportoPagato, g.importo(), schema.Obbligatorio)
	v.Data("DataScadenza", &n.DataScadenza, schema.Opzionale)
	v.Testo("DescrizioneCausaleVersamento", &n.DescrizioneCausaleVersamento, testo140, schema.Opzionale)
	v.Data("DataEsitoPagamento", &n.DataEsitoPagamento, schema.Obbligatorio)
	schema.Gruppo(v, "SoggettoDebitore", &n.SoggettoDebitore, schemaSoggetto)
	schema.Facoltativo(v, "SoggettoVersante", &n.SoggettoVersante, schemaSoggetto)
	schema.Gruppo(v, "DatiTransazionePSP", &n.DatiTransazionePSP, g.transazione)
	v.Testo("DatiSpecificiRiscossione", &n.DatiSpecificiRiscossione, testo140, schema.Opzionale)
	v.Testo("Note", &n.Note, testo2000, schema.Opzionale)
	v.Testo("CodiceAvviso", &n.CodiceAvviso, testo35, schema.Opzionale)
}

func (g Generazione) transazione(v *schema.Visita, d *DatiTransazionePSP) {
	v.Testo("IdPSP", &d.IdPSP, testo35, schema.Obbligatorio)
	v.Testo("RagioneSocialePSP", &d.RagioneSocialePSP, testo250, schema.Opzionale)
	v.Testo("TipoVersamento", &d.TipoVersamento, testo4, schema.Opzionale)
	v.Testo("IdFlussoRendicontazionePSP", &d.IdFlussoRendicontazionePSP, testo35, schema.Opzionale)
	v.DataOra("DataOraAvvioTransazione", &d.DataOraAvvioTransazione, schema.Obbligatorio)
	v.Testo("IUR", &d.IUR, testo35, schema.Obbligatorio)
	v.DataOra("DataOraAutorizzazione", &d.DataOraAutorizzazione, schema.Opzionale)
	v.Testo("TipoSicurezza", &d.TipoSicurezza, testo50, schema.Opzionale)
	v.ImportoPresente("ImportoTransato", &d.ImportoTransato, g.importo())
	v.ImportoPresente("ImportoCommissioni", &d.ImportoCommissioni, g.importo())
}
