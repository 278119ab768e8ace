package notifica

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// Fatti is what a notification says happened.
type Fatti struct {
	Eventi     []pendenza.Evento // to apply to the position
	Voci       []Voce            // all the items collected, in the order of the document
	Avvertenze []avviso.Avvertenza
}

// Voce is an item collected, and where it stands in the position.
type Voce struct {
	Riscossione
	Voce avviso.Indice `json:"voce,omitzero"` // of the position, from 1; 0 when nothing tells it
	// Estranea is an item of another position of the same cart.
	Estranea bool `json:"estranea,omitempty"`
}

// CCP returns the name of the attempt: the receiptId, or the codiceContestoPagamento, of the
// receipt; that of the RPT; what the path of the items says; idRicevuta. "" when none of
// them does: the new model has none before the receipt.
func (n *Notifica) CCP() string {
	n = n.oVuota()
	switch {
	case n.RT != nil && n.RT.Ricevuta != nil:
		return n.RT.Ricevuta.Receipt.ReceiptID
	case n.RT != nil && n.RT.RT != nil:
		return n.RT.RT.DatiPagamento.CodiceContestoPagamento
	case n.RPT != nil && n.RPT.RPT != nil:
		return n.RPT.RPT.DatiVersamento.CodiceContestoPagamento
	case n.IDRicevuta != "":
		return n.IDRicevuta
	}
	for i := range n.Riscossioni {
		if r := n.Riscossioni[i].RPP; r != "" {
			return r[strings.LastIndexByte(r, '/')+1:]
		}
	}
	return ""
}

// Fatti returns the events of the position and the items collected. p is the position as
// the receiver has it, nil when it is not at hand: then an item is found by what the
// document says alone. adesso is the instant of an attempt that begins.
//
// An item is the one of its idVocePendenza; else, in ENTE_V2, of its indice; else of the
// transfer of the receipt with its body and amount. The event follows the receipt: where
// the items do not add up to it (SOMMA), are told though it says KO (ESITO), or have another
// iur than its receiptId (IUR), what the receipt says is in the event. Without receipt
// (RT_ASSENTE) the payment is whole when every item of the position is covered, else
// partial. Rows of a flow with outcome 8 or 9 are payments without RPT, unless the position
// has a payment of that iur.
//
// Source: GovPay, API Ente v1 and v2, Notifica, Ricevuta, NuovaRendicontazione.
func (n *Notifica) Fatti(p *pendenza.Pendenza, adesso time.Time) Fatti {
	n = n.oVuota()
	f := fatti{n: n, p: p}
	switch {
	case n.Formato == EnteV1Annullo:
	case n.Rendicontazione != nil:
		f.rendicontazione()
	default:
		f.pagamento(adesso)
	}
	return f.Fatti
}

// fatti is one notification being understood.
type fatti struct {
	Fatti
	n      *Notifica
	p      *pendenza.Pendenza
	pagate []rpt.Riscossione // of the receipt
}

func (f *fatti) avverti(c avviso.Codice, campo, valore, testo string) {
	f.Avvertenze = append(f.Avvertenze, avviso.Avvertenza{Codice: c, Campo: campo, Valore: valore, Testo: testo})
}

func (f *fatti) rendicontazione() {
	r := f.n.Rendicontazione
	f.Voci = []Voce{{Voce: r.Indice, Riscossione: Riscossione{
		IdDominio: r.IdDominio, IUV: r.IUV, IUR: r.IUR, Indice: int(r.Indice), Importo: r.Importo, Data: r.Data,
	}}}
	if !r.Esito.SenzaRPT() || f.p != nil && slices.ContainsFunc(f.p.Pagamenti, func(g pendenza.Pagamento) bool { return g.IUR == r.IUR }) {
		return
	}
	f.Eventi = []pendenza.Evento{pendenza.PagamentoSenzaRPT{IUV: r.IUV, IUR: r.IUR, Importo: r.Importo, Data: r.Data}}
}

// riscossioni yields what a receipt says was paid, and whether there is a receipt.
func (d *Documento) riscossioni() (iter.Seq[rpt.Riscossione], bool) {
	switch {
	case d == nil:
	case d.Ricevuta != nil:
		return d.Ricevuta.Receipt.Riscossioni(), true
	case d.RT != nil:
		return d.RT.Riscossioni(), true
	}
	return func(func(rpt.Riscossione) bool) {}, false
}

func (f *fatti) pagamento(adesso time.Time) {
	n := f.n
	pagate, conRT := n.RT.riscossioni()
	f.pagate = slices.Collect(pagate)
	ccp := n.CCP()
	if ccp == "" {
		f.avverti(AvvertenzaCCPAssente, "", "", "nessun documento nomina il tentativo")
	}
	f.abbina()
	switch {
	case conRT:
		f.conRicevuta(ccp)
	case len(n.Riscossioni) > 0:
		f.avverti(AvvertenzaSenzaRT, "rt", "", "voci riscosse senza la ricevuta")
		f.Eventi = []pendenza.Evento{pendenza.Ricevuta{IUV: n.IUV, CCP: ccp, Esito: f.esito(), Data: n.Riscossioni[0].Data, Voci: f.voci()}}
	case n.Ricevuta != nil && n.Ricevuta.Esito.Codice() != "":
		f.avverti(AvvertenzaSenzaRT, "rt", "", "esito senza la ricevuta")
		f.Eventi = []pendenza.Evento{pendenza.Ricevuta{IUV: n.IUV, CCP: ccp, Esito: n.Ricevuta.Esito.Codice(), Data: n.Ricevuta.DataPagamento}}
	default:
		f.Eventi = []pendenza.Evento{pendenza.AvviaTentativo{IUV: n.IUV, CCP: ccp, Adesso: adesso}}
	}
}

// conRicevuta makes the event of a receipt, and tells where the items disagree with it.
func (f *fatti) conRicevuta(ccp string) {
	n := f.n
	e := pendenza.Ricevuta{IUV: n.IUV, CCP: ccp}
	nuovo := n.RT.Ricevuta != nil
	if nuovo {
		e.Esito, e.Data = n.RT.Ricevuta.Receipt.Outcome.Esito(), n.RT.Ricevuta.Receipt.Data()
	} else {
		e.Esito, e.Data = n.RT.RT.DatiPagamento.CodiceEsitoPagamento, n.RT.RT.DataOraMessaggioRicevuta.Data()
	}
	if k := len(f.pagate); k > 0 {
		e.Data = f.pagate[k-1].Data
	}
	if r := n.Ricevuta; r != nil && r.Esito.Codice() != "" && r.Esito.Codice() != e.Esito {
		f.avverti(AvvertenzaEsito, "esito", string(r.Esito), "diverso da quello della ricevuta, che prevale")
	}
	e.Voci = f.voci()
	diverse := false
	switch {
	case len(f.pagate) == 0:
		if len(e.Voci) > 0 {
			f.avverti(AvvertenzaEsito, "riscossioni", "", "voci riscosse con una ricevuta senza pagamenti, che prevale")
		}
		e.Voci = nil
	case len(n.Riscossioni) > 0 && f.somma(e.Voci) != f.sommaRicevuta():
		f.avverti(AvvertenzaSomma, "riscossioni", f.somma(e.Voci), "la somma delle riscossioni non è quella della ricevuta, che prevale")
		diverse = true
	}
	for i := range f.Voci {
		if v := &f.Voci[i]; nuovo && !v.Estranea && v.IUR != ccp {
			f.avverti(AvvertenzaIUR, "riscossioni", v.IUR, "diverso dal receiptId della ricevuta, che prevale")
			diverse = true
		}
	}
	if diverse || len(n.Riscossioni) == 0 {
		e.Voci = f.dallaRicevuta()
	}
	f.Eventi = []pendenza.Evento{e}
}

// esito is the outcome of items without receipt.
func (f *fatti) esito() rpt.CodiceEsitoPagamento {
	if r := f.n.Ricevuta; r != nil && r.Esito.Codice() != "" {
		return r.Esito.Codice()
	}
	coperta := func(i int, id string) bool {
		return slices.ContainsFunc(f.Voci, func(v Voce) bool {
			return !v.Estranea && (v.Voce == avviso.Indice(i+1) || id != "" && v.IDVocePendenza == id) //nolint:gosec // at most five
		})
	}
	intera := true
	switch {
	case f.p != nil:
		for i := range f.p.Voci {
			intera = intera && coperta(i, f.p.Voci[i].IDVocePendenza)
		}
	case f.n.Ricevuta != nil:
		for _, v := range f.n.Ricevuta.Voci {
			intera = intera && v.Riscossione != nil
		}
	case f.n.RPT != nil && f.n.RPT.Pagamento != nil:
		intera = f.somma(f.voci()) == f.n.RPT.Pagamento.PaymentAmount.String()
	case f.n.RPT != nil && f.n.RPT.RPT != nil:
		intera = f.somma(f.voci()) == f.n.RPT.RPT.DatiVersamento.ImportoTotaleDaVersare.String()
	default:
		intera = false // nothing says what was due
	}
	if intera {
		return rpt.PagamentoEseguito
	}
	return rpt.PagamentoParzialmenteEseguito
}

// abbina finds the item of each riscossione.
func (f *fatti) abbina() {
	n := f.n
	propria := percorsoPendenza(n.IDA2A, n.IDPendenza)
	usate := make([]bool, len(f.pagate))
	for _, r := range n.Riscossioni {
		v := Voce{Riscossione: r, Estranea: n.IDPendenza != "" && r.Pendenza != "" && !strings.HasSuffix(r.Pendenza, propria)}
		if v.IdDominio.String() == "" {
			v.IdDominio = n.IdDominio
		}
		k := -1
		for i, x := range f.pagate {
			if k < 0 && !usate[i] && x.IdDominio == v.IdDominio.String() && x.Importo == v.Importo {
				k, usate[i] = i, true
			}
		}
		if !v.Estranea {
			v.Voce = f.indice(&v.Riscossione, k)
		}
		f.Voci = append(f.Voci, v)
	}
	f.pagate = slices.DeleteFunc(f.pagate, func(x rpt.Riscossione) bool { // what other positions of the cart paid is not of this one
		return slices.ContainsFunc(f.Voci, func(v Voce) bool {
			return v.Estranea && x.IdDominio == v.IdDominio.String() && x.Importo == v.Importo && x.IUR == v.IUR
		})
	})
}

// indice is the place of an item in its position; k is its payment in the receipt.
func (f *fatti) indice(r *Riscossione, k int) avviso.Indice {
	if f.p != nil && r.IDVocePendenza != "" {
		i := slices.IndexFunc(f.p.Voci, func(v pendenza.Voce) bool { return v.IDVocePendenza == r.IDVocePendenza })
		if i >= 0 {
			return avviso.Indice(i + 1) //nolint:gosec // at most five
		}
	}
	if f.n.Formato == EnteV2 && r.Indice >= 1 && r.Indice <= int(avviso.MaxIndice) {
		return avviso.Indice(r.Indice) //nolint:gosec // 1 to 5
	}
	if k >= 0 {
		return f.pagate[k].Indice
	}
	return 0
}

// voci are the items of this position.
func (f *fatti) voci() (voci []pendenza.VoceRicevuta) {
	for i := range f.Voci {
		if v := &f.Voci[i]; !v.Estranea {
			voci = append(voci, pendenza.VoceRicevuta{Indice: v.Voce, IUR: v.IUR, Importo: v.Importo, Tipo: v.Tipo})
		}
	}
	return voci
}

// dallaRicevuta are the items as the receipt says them.
func (f *fatti) dallaRicevuta() (voci []pendenza.VoceRicevuta) {
	for _, x := range f.pagate {
		v := pendenza.VoceRicevuta{Indice: x.Indice, IUR: x.IUR, Importo: x.Importo}
		if x.Bollo {
			v.Tipo = avviso.MBT
		}
		voci = append(voci, v)
	}
	slices.SortStableFunc(voci, func(a, b pendenza.VoceRicevuta) int { return cmp.Compare(a.Indice, b.Indice) })
	return voci
}

func (f *fatti) somma(voci []pendenza.VoceRicevuta) string {
	var t avviso.Totale
	for i := range voci {
		t.Aggiungi(voci[i].Importo)
	}
	return testoTotale(t)
}

func (f *fatti) sommaRicevuta() string {
	var t avviso.Totale
	for i := range f.pagate {
		t.Aggiungi(f.pagate[i].Importo)
	}
	return testoTotale(t)
}

// testoTotale is a sum to compare and to show: amounts of a document always have one.
func testoTotale(t avviso.Totale) string {
	i, err := t.Importo()
	if err != nil {
		return err.Error()
	}
	return i.String()
}
