package rendicontazione

import (
	"iter"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// DaRT returns the items of a ricevuta telematica (RT) that were paid, in the
// order of the document: IdDominio is the identificativoDominio, Indice the place
// of the item from 1, IUR and Data those of the item; one that carries a digital
// stamp is of kind MBT. Items of 0.00, and those of a negative outcome, are no
// payments and are left out.
//
// The error is an *Errore (ErrRicevuta) whose Campo begins with the item, such
// as "riscossioni[0].dominio"; then no item is returned.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctDatiSingoloPagamentoRT.
func DaRT(rt *rpt.RT) ([]VoceRicevuta, error) {
	if rt == nil {
		return nil, nullo()
	}
	return daRiscossioni(rt.Riscossioni())
}

// DaRicevuta returns the items of a receipt of the newer models (paSendRT,
// paSendRTV2) that were paid, in the order of the document: IdDominio is the
// fiscalCodePA of the transfer, Indice its idTransfer, IUR the receiptId, Data
// the Rome day of paymentDateTime, else applicationDate, else transferDate; a
// transfer with an MBDAttachment is of kind MBT.
//
// The error is an *Errore (ErrRicevuta) whose Campo begins with the item, such
// as "riscossioni[1].data"; then no item is returned.
//
// Source: paForNode.xsd, ctReceipt, ctReceiptV2.
func DaRicevuta(r *rpt.Ricevuta) ([]VoceRicevuta, error) {
	if r == nil {
		return nil, nullo()
	}
	return daRiscossioni(r.Riscossioni())
}

func daRiscossioni(riscossioni iter.Seq[rpt.Riscossione]) ([]VoceRicevuta, error) {
	var rr []VoceRicevuta
	for x := range riscossioni {
		r, err := daRiscossione(x)
		if err != nil {
			return nil, sotto(err, "riscossioni", len(rr))
		}
		rr = append(rr, r)
	}
	return rr, nil
}

func daRiscossione(x rpt.Riscossione) (VoceRicevuta, error) {
	d, err := avviso.ParseIdDominio(x.IdDominio)
	if err != nil {
		return VoceRicevuta{}, &Errore{Codice: CodiceMancante, Campo: "dominio", Valore: x.IdDominio, Err: ErrRicevuta}
	}
	if x.Indice < 1 || x.Indice > avviso.MaxIndice {
		return VoceRicevuta{}, &Errore{Codice: CodiceIndice, Campo: "indice", Valore: strconv.Itoa(int(x.Indice)), Err: ErrRicevuta}
	}
	r := VoceRicevuta{
		IdDominio: d, IUV: x.IUV, IUR: x.IUR, Indice: x.Indice, Importo: x.Importo, Data: x.Data,
		Tipo: scelta(x.Bollo, avviso.MBT, avviso.Entrata),
	}
	return r, r.Valida()
}

// DaPendenza returns a debt position of the package pendenza as the engine takes
// it: ID is idA2A, "/" and idPendenza (idPendenza alone without an idA2A), the
// IUV is its own or that of its notice, the item i has Indice i+1; one with
// tipoBollo is of kind MBT, one with an idDominio of its own is of that body.
// TipoEntrata is idTipoPendenza, else the first codEntrata; Tassonomia that of
// the position, else the first codiceTassonomicoPagoPA.
//
// The error is an *Errore (ErrPendenza) that names the member: a position
// without IUV cannot be matched with anything.
//
// Source: GovPay, API Pendenze v2, NuovaPendenza.
func DaPendenza(p *pendenza.Pendenza) (Pendenza, error) {
	if p == nil {
		return Pendenza{}, nullo()
	}
	out := Pendenza{
		ID: p.IDPendenza, IdDominio: p.IdDominio, IUV: iuvDi(p).String(), Voci: make([]VocePendenza, 0, len(p.Voci)), DatiContabili: datiDi(p),
	}
	if p.IDA2A != "" {
		out.ID = p.IDA2A + "/" + p.IDPendenza
	}
	for i := range p.Voci {
		v := &p.Voci[i]
		voce := VocePendenza{Indice: avviso.Indice(min(i+1, int(avviso.MaxIndice)+1)), Importo: v.Importo}
		if v.TipoBollo != "" {
			voce.Tipo = avviso.MBT
		}
		if v.IdDominio != p.IdDominio {
			voce.IdDominio = v.IdDominio
		}
		out.Voci = append(out.Voci, voce)
	}
	if err := out.Valida(); err != nil {
		return Pendenza{}, err
	}
	return out, nil
}

// iuvDi returns the IUV of a position, the zero one when it has none.
func iuvDi(p *pendenza.Pendenza) avviso.IUV {
	if p.IUV.IsValid() || !p.NumeroAvviso.IsValid() {
		return p.IUV
	}
	return p.NumeroAvviso.IUV()
}
