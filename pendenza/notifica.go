package pendenza

import (
	"bytes"
	"encoding/json"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/rpt"
)

// Notifica is what GovPay posts to the application when an attempt has an
// outcome: POST /pagamenti/{idDominio}/{iuv}, the two of which are not in the
// document. RPT and RT are kept as they come.
//
// Source: GovPay, API Ente v2, Notifica; GovPay, API REST – Manuale di
// Integrazione 1.1, §5.4.
type Notifica struct {
	IdDominio   avviso.IdDominio      `json:"-"`
	IUV         avviso.IUV            `json:"-"`
	IDA2A       string                `json:"idA2A" legge:"forma,obbligo"`
	IDPendenza  string                `json:"idPendenza" legge:"forma,obbligo"`
	RPT         json.RawMessage       `json:"rpt,omitempty"`
	RT          json.RawMessage       `json:"rt,omitempty"`
	Riscossioni []RiscossioneNotifica `json:"riscossioni,omitempty"`
}

// RiscossioneNotifica is one item collected, in a Notifica.
//
// Source: GovPay, API Ente v2, Riscossione.
type RiscossioneNotifica struct {
	IdDominio      avviso.IdDominio       `json:"idDominio,omitzero"`
	IUV            avviso.IUV             `json:"iuv,omitzero"`
	IUR            string                 `json:"iur" legge:"obbligo"`
	Indice         avviso.Indice          `json:"indice,omitzero"`
	IDVocePendenza string                 `json:"idVocePendenza,omitempty" legge:"forma"`
	Stato          StatoRiscossione       `json:"stato,omitzero"`
	Tipo           avviso.TipoRiscossione `json:"tipo,omitzero"`
	Importo        avviso.Importo         `json:"importo" legge:"obbligo"`
	Data           avviso.Data            `json:"data,omitzero"`
}

// ChiaveNotifica names an attempt: the consumer of notifications keys on it.
type ChiaveNotifica struct {
	IdDominio avviso.IdDominio
	IUV       avviso.IUV
	CCP       string
}

// ParseNotifica reads a notification; idDominio and iuv are those of its path.
// Errors: JSON and MEMBRO (ErrDocumento).
func ParseNotifica(d avviso.IdDominio, iuv avviso.IUV, data []byte) (Notifica, error) {
	n := Notifica{IdDominio: d, IUV: iuv}
	var l lettura
	struttura(&l, &n, campiNotifica, luogo{}, l.documento(data), nil)
	switch {
	case l.err != nil:
		return Notifica{}, l.err
	case len(l.e.difetti) > 0:
		x := l.e.difetti[0]
		return Notifica{}, &Errore{Codice: x.codice, Campo: x.luogo.String(), Err: ErrDocumento}
	}
	return n, nil
}

// Marshal writes the notification, which ParseNotifica takes back.
func (n *Notifica) Marshal() ([]byte, error) {
	if n == nil {
		return nil, errNullo("notifica")
	}
	return json.Marshal(n)
}

// CCP returns the codice contesto pagamento that the RPT, or the RT, names: in
// GovPay's JSON of the official documents, or in that of the newer receipts. ""
// when neither does.
func (n *Notifica) CCP() string {
	n = n.oVuota()
	for _, documento := range []json.RawMessage{n.RT, n.RPT} {
		var d struct {
			DatiVersamento struct {
				CCP string `json:"codiceContestoPagamento"`
			} `json:"datiVersamento"`
			DatiPagamento struct {
				CCP  string `json:"codiceContestoPagamento"`
				Alto string `json:"CodiceContestoPagamento"`
			} `json:"datiPagamento"`
			ReceiptID string `json:"receiptId"`
		}
		if len(documento) == 0 || membri.ParseAperto(documento, &d) != nil {
			continue
		}
		for _, c := range []string{d.DatiPagamento.CCP, d.DatiPagamento.Alto, d.DatiVersamento.CCP, d.ReceiptID} {
			if c != "" {
				return c
			}
		}
	}
	return ""
}

// Chiave returns the key of the notification.
func (n *Notifica) Chiave() ChiaveNotifica {
	n = n.oVuota()
	return ChiaveNotifica{n.IdDominio, n.IUV, n.CCP()}
}

// oVuota returns the notification, an empty one for none.
func (n *Notifica) oVuota() *Notifica {
	if n == nil {
		return new(Notifica)
	}
	return n
}

// Ripetuta compares a notification with the one already received under the same
// key: true when it says the same again, which has no effect; the error is
// NOTIFICA (ErrNotifica) when it says something else. A first notification, with
// the RPT alone, and the later one with its RT are not the same.
func (n *Notifica) Ripetuta(prima *Notifica) (bool, error) {
	if n == nil || prima == nil {
		return false, errNullo("notifica")
	}
	if n.Chiave() != prima.Chiave() {
		return false, nil
	}
	a, errA := canonica(n)
	b, errB := canonica(prima)
	if errA != nil || errB != nil || !bytes.Equal(a, b) {
		return false, &Errore{Codice: CodiceNotifica, Campo: "ccp", Valore: n.CCP(), Err: ErrNotifica}
	}
	return true, nil
}

// canonica is the content of a notification, whatever its blanks and the order
// of its members.
func canonica(n *Notifica) ([]byte, error) {
	b, err := n.Marshal()
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return json.Marshal(v)
}

// Evento returns the receipt of the notification, to apply to the position:
// esito is that of its RT.
func (n *Notifica) Evento(esito rpt.CodiceEsitoPagamento) Ricevuta {
	n = n.oVuota()
	r := Ricevuta{IUV: n.IUV, CCP: n.CCP(), Esito: esito}
	for _, x := range n.Riscossioni {
		r.Voci = append(r.Voci, VoceRicevuta{Indice: x.Indice, IUR: x.IUR, Importo: x.Importo, Tipo: x.Tipo})
		r.Data = x.Data
	}
	return r
}
