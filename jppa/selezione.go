package jppa

import (
	"iter"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// Ricevuta is what the archive of a host tells about a receipt: a candidate for
// notification.
type Ricevuta struct {
	IdDominio string                   `json:"idDominio"`
	IUV       string                   `json:"iuv"`
	CCP       string                   `json:"ccp"`            // codice contesto pagamento, or the receiptId of the newer models
	Tipo      string                   `json:"tipo,omitempty"` // tipo pendenza
	Esito     rpt.CodiceEsitoPagamento `json:"esito"`
	Stato     rpt.StatoRpt             `json:"stato,omitzero"`
	Data      avviso.DataOra           `json:"data,omitzero"` // dataMsgRicevuta: when the receipt was acquired
}

// EsitoPagamento returns how JPPA is told of the outcome of the receipt; false
// for one that is not sent (neither executed nor partly executed).
//
// Source: link-it/govpay 3.8.2, MaggioliJPPAUtils.
func (r Ricevuta) EsitoPagamento() (EsitoPagamento, bool) { return esitoInviato(r.Esito) }

func esitoInviato(c rpt.CodiceEsitoPagamento) (EsitoPagamento, bool) {
	switch c {
	case rpt.PagamentoEseguito:
		return Eseguito, true
	case rpt.PagamentoParzialmenteEseguito:
		return EseguitoParzialmente, true
	}
	return "", false
}

// Selezionabile reports whether a receipt is to be notified: it is of the body,
// in the window, executed or partly executed, in state RT_ACCETTATA_PA and of a
// tipo pendenza of the list.
//
// Source: GovPay, "Connettore per l'esportazione dei pagamenti verso Maggioli
// (JPPA)"; link-it/govpay 3.8.2, RptBD.
func (r Ricevuta) Selezionabile(dominio avviso.IdDominio, tipi TipiPendenza, f Finestra) bool {
	_, inviato := r.EsitoPagamento()
	return inviato && dominio.IsValid() && r.IdDominio == dominio.String() && r.Stato == rpt.StatoRTAccettataPA &&
		f.Contiene(r.Data) && tipi.Ammette(r.Tipo)
}

// Seleziona returns the receipts to be notified, by instant; receipts of the
// same instant stay in the order given. It takes its memory from what it
// returns, not from what it reads.
func Seleziona(ricevute iter.Seq[Ricevuta], dominio avviso.IdDominio, tipi TipiPendenza, f Finestra) []Ricevuta {
	var scelte []Ricevuta
	for r := range ricevute {
		if r.Selezionabile(dominio, tipi, f) {
			scelte = append(scelte, r)
		}
	}
	perIstante(scelte)
	return scelte
}

func perIstante(r []Ricevuta) {
	slices.SortStableFunc(r, func(a, b Ricevuta) int { return a.Data.Compare(b.Data) })
}

// SelezionaREST returns the receipts to be notified by the REST v2 generation:
// those of the body, executed or partly executed, strictly after dataUltimaRT
// (all when it is the zero value), whatever their state and tipo pendenza; and
// the dataUltimaRT to keep once they are done.
//
// Source: link-it/govpay-maggioli-jppa.
func SelezionaREST(ricevute iter.Seq[Ricevuta], dominio avviso.IdDominio, dataUltimaRT avviso.DataOra) ([]Ricevuta, avviso.DataOra) {
	var scelte []Ricevuta
	for r := range ricevute {
		_, inviato := r.EsitoPagamento()
		if !inviato || !dominio.IsValid() || r.IdDominio != dominio.String() || !r.Data.IsValid() || r.Data.Compare(dataUltimaRT) <= 0 {
			continue
		}
		scelte = append(scelte, r)
	}
	perIstante(scelte)
	if n := len(scelte); n > 0 {
		return scelte, scelte[n-1].Data
	}
	return nil, dataUltimaRT
}
