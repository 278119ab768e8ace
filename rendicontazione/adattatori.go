package rendicontazione

import (
	"iter"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
)

// DaRT returns the items of a ricevuta telematica (RT) that were paid, in the
// order of the document: Dominio is the identificativoDominio, Indice the place
// of the item from 1, IUR and Data those of the item; one that carries a digital
// stamp is of kind MBT. Items of 0.00, and those of a negative outcome, are no
// payments and are left out.
//
// The error is an *Errore (ErrRicevuta) whose Campo begins with the item, such
// as "riscossioni[0].dominio"; then no item is returned.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctDatiSingoloPagamentoRT.
func DaRT(rt *rpt.RT) ([]Ricevuta, error) { return daRiscossioni(rt.Riscossioni()) }

// DaRicevuta returns the items of a receipt of the newer models (paSendRT,
// paSendRTV2) that were paid, in the order of the document: Dominio is the
// fiscalCodePA of the transfer, Indice its idTransfer, IUR the receiptId, Data
// the Rome day of paymentDateTime, else applicationDate, else transferDate; a
// transfer with an MBDAttachment is of kind MBT.
//
// The error is an *Errore (ErrRicevuta) whose Campo begins with the item, such
// as "riscossioni[1].data"; then no item is returned.
//
// Source: paForNode.xsd, ctReceipt, ctReceiptV2.
func DaRicevuta(r *rpt.Ricevuta) ([]Ricevuta, error) { return daRiscossioni(r.Riscossioni()) }

func daRiscossioni(riscossioni iter.Seq[rpt.Riscossione]) ([]Ricevuta, error) {
	var rr []Ricevuta
	for x := range riscossioni {
		r, err := daRiscossione(x)
		if err != nil {
			return nil, sotto(err, "riscossioni", len(rr))
		}
		rr = append(rr, r)
	}
	return rr, nil
}

func daRiscossione(x rpt.Riscossione) (Ricevuta, error) {
	d, err := avviso.ParseIdDominio(x.Dominio)
	if err != nil {
		return Ricevuta{}, &Errore{Codice: CodiceMancante, Campo: "dominio", Valore: x.Dominio, Err: ErrRicevuta}
	}
	if x.Indice < 1 || x.Indice > int(flusso.MaxIndice) {
		return Ricevuta{}, &Errore{Codice: CodiceIndice, Campo: "indice", Valore: strconv.Itoa(x.Indice), Err: ErrRicevuta}
	}
	r := Ricevuta{
		Dominio: d, IUV: x.IUV, IUR: x.IUR, Indice: flusso.Indice(x.Indice), Importo: x.Importo, Data: x.Data,
		Tipo: scelta(x.Bollo, MBT, Entrata),
	}
	return r, r.Valida()
}
