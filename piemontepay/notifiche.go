package piemontepay

import (
	"time"

	"github.com/quietanza/quietanza/avviso"
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
	IdMessaggio            string         `json:"IdMessaggio"`      // 1..35
	CFEnteCreditore        string         `json:"CFEnteCreditore"`  // 1..35
	CodiceVersamento       string         `json:"CodiceVersamento"` // 1..4
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
	DataOraAvvioTransazione    time.Time       `json:"DataOraAvvioTransazione"`
	IUR                        string          `json:"IUR"` // 1..35
	DataOraAutorizzazione      time.Time       `json:"DataOraAutorizzazione,omitzero"`
	TipoSicurezza              string          `json:"TipoSicurezza,omitempty"` // ..50
	ImportoTransato            *avviso.Importo `json:"ImportoTransato,omitempty"`
	ImportoCommissioni         *avviso.Importo `json:"ImportoCommissioni,omitempty"`
}

// Operazione returns TrasmettiNotifichePagamento.
func (m *TrasmettiNotifichePagamento) Operazione() Operazione { return OpTrasmettiNotifichePagamento }

func (m *TrasmettiNotifichePagamento) descrivi(v *visita) {
	t := &m.Testata
	v.gruppo("Testata", true, true, false, func(v *visita) {
		descriviTestata(v, &t.IdMessaggio, &t.CFEnteCreditore, &t.CodiceVersamento)
		v.booleano("PagamentiSpontanei", &t.PagamentiSpontanei)
		v.intero("NumeroPagamenti", &t.NumeroPagamenti, 1, maxNumero, true)
		v.importo("ImportoTotalePagamenti", &t.ImportoTotalePagamenti)
	})
	v.gruppo("CorpoNotifichePagamento", true, true, false, func(v *visita) {
		v.gruppo("ElencoNotifichePagamento", true, true, false, func(v *visita) {
			molti(v, "NotificaPagamento", &m.Notifiche, 1, maxElementi, false, func(v *visita, n *NotificaPagamento) { n.descrivi(v) })
		})
	})
}

func (n *NotificaPagamento) descrivi(v *visita) {
	v.Testo("IdPosizioneDebitoria", &n.IdPosizioneDebitoria, 50, false)
	v.anno("AnnoDiRiferimento", &n.AnnoDiRiferimento)
	v.Testo("IUV", &n.IUV, 35, true)
	v.importo("ImportoPagato", &n.ImportoPagato)
	v.data("DataScadenza", &n.DataScadenza, false)
	v.Testo("DescrizioneCausaleVersamento", &n.DescrizioneCausaleVersamento, 140, false)
	v.data("DataEsitoPagamento", &n.DataEsitoPagamento, true)
	v.gruppo("SoggettoDebitore", true, true, true, n.SoggettoDebitore.descrivi)
	s := Soggetto{}
	if n.SoggettoVersante != nil {
		s = *n.SoggettoVersante
	}
	if v.gruppo("SoggettoVersante", false, n.SoggettoVersante != nil, true, s.descrivi) && v.Legge() {
		n.SoggettoVersante = &s
	}
	v.gruppo("DatiTransazionePSP", true, true, false, n.DatiTransazionePSP.descrivi)
	v.Testo("DatiSpecificiRiscossione", &n.DatiSpecificiRiscossione, 140, false)
	v.Testo("Note", &n.Note, 2000, false)
	v.Testo("CodiceAvviso", &n.CodiceAvviso, 35, false)
}

func (d *DatiTransazionePSP) descrivi(v *visita) {
	v.Testo("IdPSP", &d.IdPSP, 35, true)
	v.Testo("RagioneSocialePSP", &d.RagioneSocialePSP, 250, false)
	v.Testo("TipoVersamento", &d.TipoVersamento, 4, false)
	v.Testo("IdFlussoRendicontazionePSP", &d.IdFlussoRendicontazionePSP, 35, false)
	v.istante("DataOraAvvioTransazione", &d.DataOraAvvioTransazione, true)
	v.Testo("IUR", &d.IUR, 35, true)
	v.istante("DataOraAutorizzazione", &d.DataOraAutorizzazione, false)
	v.Testo("TipoSicurezza", &d.TipoSicurezza, 50, false)
	v.importoOpzionale("ImportoTransato", &d.ImportoTransato)
	v.importoOpzionale("ImportoCommissioni", &d.ImportoCommissioni)
}
