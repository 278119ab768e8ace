package pendenza

import (
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// Evento is something that happens to a position, with its data: one of the
// types of this package that say so. Applica applies it.
type Evento interface {
	// Tipo returns the name of the event in a log: that of its Go type.
	Tipo() string
}

// Pubblica makes a BOZZA payable.
type Pubblica struct{}

// Aggiorna replaces the data of a position. Members absent from Nuova keep the
// identity, the notice and the document of the position; the others are
// replaced. See ValidaAggiornamento for the rules.
type Aggiorna struct {
	Nuova Pendenza `json:"pendenza" legge:"obbligo"`
	// Vietato says that the caller asked for a creation only (VER_015).
	Vietato bool `json:"vietato,omitempty"`
	// AvvisoOccupato says that the new numero avviso is that of another
	// position (VER_025).
	AvvisoOccupato bool `json:"avvisoOccupato,omitempty"`
}

// Annulla cancels a position. Forza cancels it although an attempt is pending.
// At Adesso attempts older than their timeout are over; with the zero instant
// every one without a receipt is pending.
type Annulla struct {
	Adesso time.Time `json:"adesso,omitzero"`
	Motivo string    `json:"motivo,omitempty" legge:"libero"`
	Forza  bool      `json:"forza,omitempty"`
}

// Ripristina reopens a cancelled position.
type Ripristina struct{}

// AvviaTentativo is the start of an attempt at an instant. An IUV left out is
// that of the position.
type AvviaTentativo struct {
	Adesso time.Time  `json:"adesso,omitzero"`
	IUV    avviso.IUV `json:"iuv,omitzero"`
	CCP    string     `json:"ccp,omitempty" legge:"libero"`
	// NuovoModello says that paGetPayment began it: no other attempt keeps it from
	// beginning, because the platform lets a notice be paid once at a time, and a
	// further paGetPayment takes the place of the one before. Its CCP may be left out,
	// because paGetPayment names none: it is then that of the IUV until the receipt
	// brings its receiptId.
	NuovoModello bool `json:"nuovoModello,omitempty"`
}

// Ricevuta is a receipt: RT, paSendRT or paSendRTV2.
type Ricevuta struct {
	IUV   avviso.IUV               `json:"iuv,omitzero"`
	CCP   string                   `json:"ccp,omitempty" legge:"libero"` // codiceContestoPagamento, or receiptId
	Esito rpt.CodiceEsitoPagamento `json:"esito,omitempty" legge:"libero"`
	Data  avviso.Data              `json:"data,omitzero"` // day of the payment, when known
	Voci  []VoceRicevuta           `json:"voci,omitempty"`
}

// VoceRicevuta is what a receipt says of one item. An amount of 0.00 is no
// payment.
type VoceRicevuta struct {
	Indice  avviso.Indice          `json:"indice"` // item, 1..5
	IUR     string                 `json:"iur,omitempty" legge:"libero"`
	Importo avviso.Importo         `json:"importo" legge:"obbligo,zero"`
	Tipo    avviso.TipoRiscossione `json:"tipo,omitzero"` // zero: from the item and from Opzioni.Domini
}

// PagamentoSenzaRPT is a payment that only a reporting flow tells of: esito 9,
// or a row without receipt.
type PagamentoSenzaRPT struct {
	IUV     avviso.IUV     `json:"iuv,omitzero"`
	Data    avviso.Data    `json:"data,omitzero"`
	IUR     string         `json:"iur,omitempty" legge:"libero"`
	Importo avviso.Importo `json:"importo" legge:"obbligo"`
}

// PagatoAltroCanale is a payment at the host's own counters.
type PagatoAltroCanale struct{}

// Riconcilia is the match of a payment with a credit on the account.
type Riconcilia struct {
	IUR    string        `json:"iur,omitempty" legge:"libero"`
	Indice avviso.Indice `json:"indice,omitempty"` // item
}

// Storno is a refund, or an accepted revoca: of the items named by Indici (from
// 1), of the payment named by IUR, or of everything when both are empty.
type Storno struct {
	IUR    string          `json:"iur,omitempty" legge:"libero"`
	Indici []avviso.Indice `json:"indici,omitempty"`
}

// Annota is what a person says of a position, which does not move: Mossa is the
// zero one.
type Annota struct {
	Motivo string `json:"motivo,omitempty" legge:"libero"` // description of the state; "" leaves that of before
	Ack    *bool  `json:"ack,omitempty"`                   // its anomaly, which stays, was seen; nil says nothing
	Nota   *Nota  `json:"nota,omitempty"`                  // to add
}

// Trasferisci moves the competence to another creditor. Adesso is as in Annulla.
type Trasferisci struct {
	Adesso time.Time `json:"adesso,omitzero"`
}

// Tipo implements Evento.
func (Pubblica) Tipo() string { return "Pubblica" }

// Tipo implements Evento.
func (Aggiorna) Tipo() string { return "Aggiorna" }

// Tipo implements Evento.
func (Annulla) Tipo() string { return "Annulla" }

// Tipo implements Evento.
func (Ripristina) Tipo() string { return "Ripristina" }

// Tipo implements Evento.
func (AvviaTentativo) Tipo() string { return "AvviaTentativo" }

// Tipo implements Evento.
func (Ricevuta) Tipo() string { return "Ricevuta" }

// Tipo implements Evento.
func (PagamentoSenzaRPT) Tipo() string { return "PagamentoSenzaRPT" }

// Tipo implements Evento.
func (PagatoAltroCanale) Tipo() string { return "PagatoAltroCanale" }

// Tipo implements Evento.
func (Riconcilia) Tipo() string { return "Riconcilia" }

// Tipo implements Evento.
func (Storno) Tipo() string { return "Storno" }

// Tipo implements Evento.
func (Annota) Tipo() string { return "Annota" }

// Tipo implements Evento.
func (Trasferisci) Tipo() string { return "Trasferisci" }
