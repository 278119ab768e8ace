package pendenza

import (
	"encoding/json"

	"github.com/quietanza/quietanza/avviso"
)

// Limits of a position.
//
// Source: GovPay, API Pendenze v2 (CostantiValidazione).
const (
	// MaxVoci is how many items a position may have.
	MaxVoci = 5
	// TipoLibero is the idTipoPendenza of a position of no other type.
	TipoLibero = "LIBERO"
	// TipoBollo is the idTipoPendenza of a position whose first item is a stamp.
	TipoBollo = "BOLLOT"
)

// Pendenza is a debt position (posizione debitoria): the data as the API
// Pendenze of GovPay takes them and, from Stato on, the life of the position.
// It is a value: Applica returns another one and leaves its argument as it was.
// Texts that the API makes optional are "" when absent; amounts are cents,
// written as a text with two decimals and read from a number or a text with at
// most two; dates are days of Europe/Rome.
//
// Source: GovPay, API Pendenze v2, NuovaPendenza and Pendenza.
type Pendenza struct {
	IDA2A              string              `json:"idA2A,omitempty" legge:"forma,percorso"`      // application, 1..35 letters, digits, - and _
	IDPendenza         string              `json:"idPendenza,omitempty" legge:"forma,percorso"` // name within the application, as idA2A
	IdDominio          avviso.IdDominio    `json:"idDominio,omitzero"`                          // creditor
	IDUnitaOperativa   string              `json:"idUnitaOperativa,omitempty"`                  // office of the creditor, as idA2A
	IDTipoPendenza     string              `json:"idTipoPendenza,omitempty"`                    // as idA2A and dots; "": see TipoPredefinito
	Nome               string              `json:"nome,omitempty" legge:"fuori"`                // 1..35 characters
	Causale            string              `json:"causale,omitempty"`                           // 1..140 characters
	SoggettoPagatore   *SoggettoPagatore   `json:"soggettoPagatore,omitempty"`
	Importo            avviso.Importo      `json:"importo" legge:"dovuto"` // 0.01..999999999.99, the sum of the items
	NumeroAvviso       avviso.NumeroAvviso `json:"numeroAvviso,omitzero"`
	DataCaricamento    avviso.Data         `json:"dataCaricamento,omitzero" legge:"fuori"`   // day of creation
	DataValidita       avviso.Data         `json:"dataValidita,omitzero"`                    // last day on which the data do not change
	DataScadenza       avviso.Data         `json:"dataScadenza,omitzero"`                    // last payable day
	AnnoRiferimento    string              `json:"annoRiferimento,omitempty" legge:"cifre"`  // four digits
	CartellaPagamento  string              `json:"cartellaPagamento,omitempty"`              // 1..35 characters
	DatiAllegati       json.RawMessage     `json:"datiAllegati,omitempty"`                   // any JSON of the application
	Tassonomia         string              `json:"tassonomia,omitempty"`                     // 1..35 characters
	TassonomiaAvviso   string              `json:"tassonomiaAvviso,omitempty" legge:"lista"` // a subject of GovPay
	Direzione          string              `json:"direzione,omitempty"`                      // as idA2A
	Divisione          string              `json:"divisione,omitempty"`                      // as idA2A
	Documento          *Documento          `json:"documento,omitempty"`
	DataNotificaAvviso avviso.Data         `json:"dataNotificaAvviso,omitzero"` // day on which to send the notice
	// DataPromemoriaScadenza is the day of the reminder.
	DataPromemoriaScadenza avviso.Data `json:"dataPromemoriaScadenza,omitzero"`
	Allegati               []Allegato  `json:"allegati,omitempty"`
	Proprieta              *Proprieta  `json:"proprieta,omitempty"`
	Voci                   []Voce      `json:"voci,omitempty"` // 1..5, the item i has indice i+1

	// What follows is the life of the position.
	Stato           Stato          `json:"stato,omitzero" legge:"vita"`
	Versione        int            `json:"versione,omitempty" legge:"vita"` // from 1
	Segnalazioni    []Segnalazione `json:"segnalazioni,omitempty" legge:"vita"`
	SenzaRPT        bool           `json:"senzaRPT,omitempty" legge:"vita"`      // paid, and no receipt arrived
	AltroCanale     bool           `json:"altroCanale,omitempty" legge:"vita"`   // paid at the host's own counter
	IUV             avviso.IUV     `json:"iuv,omitzero" legge:"vita"`            // of the notice, or of a position without one
	Piano           string         `json:"piano,omitempty" legge:"vita"`         // name of the alternative within the document
	Motivo          string         `json:"motivo,omitempty" legge:"vita,libero"` // why it was cancelled
	SenzaAvvisatura bool           `json:"senzaAvvisatura,omitempty" legge:"vita"`
	Tentativi       []Tentativo    `json:"tentativi,omitempty" legge:"vita"` // in order of arrival
	Pagamenti       []Pagamento    `json:"pagamenti,omitempty" legge:"vita"` // in order of arrival, reversed ones included
	Ack             bool           `json:"ack,omitempty" legge:"vita"`       // a person has seen its anomaly, which stays
	Note            []Nota         `json:"note,omitempty" legge:"vita"`      // in order of arrival

	Altri avviso.Altri `json:"-"` // members of others, kept by LeggiPendenza
}

// Chiave names a position within the archive.
type Chiave struct {
	IDA2A      string
	IDPendenza string
}

// Chiave returns the key of the position.
func (p *Pendenza) Chiave() Chiave { return Chiave{p.oVuota().IDA2A, p.oVuota().IDPendenza} }

// TipoPredefinito returns the idTipoPendenza of a position that gives none: what
// its first item is, a stamp (TipoBollo), or the codEntrata that it has, else
// TipoLibero.
//
// Source: GovPay, API Pendenze v2, NuovaPendenza; business.Versamento.
func (p *Pendenza) TipoPredefinito() string {
	if voci := p.oVuota().Voci; len(voci) > 0 {
		switch v := &voci[0]; {
		case v.TipoBollo != "":
			return TipoBollo
		case v.CodEntrata != "":
			return v.CodEntrata
		}
	}
	return TipoLibero
}

// oVuota returns the position, an empty one for none.
func (p *Pendenza) oVuota() *Pendenza {
	if p == nil {
		return new(Pendenza)
	}
	return p
}

// identificativo returns the IUV of the position: its own, else that of its
// notice, else the zero value.
func (p *Pendenza) identificativo() avviso.IUV {
	if !p.IUV.IsValid() && p.NumeroAvviso.IsValid() {
		return p.NumeroAvviso.IUV()
	}
	return p.IUV
}

// tassonomie are the subjects that a notice may have.
//
// Source: GovPay, API Pendenze v2, TassonomiaAvviso.
var tassonomie = [...]string{
	"Cartelle esattoriali", "Diritti e concessioni", "Imposte e tasse", "IMU, TASI e altre tasse comunali",
	"Ingressi a mostre e musei", "Multe e sanzioni amministrative", "Previdenza e infortuni",
	"Servizi erogati dal comune", "Servizi erogati da altri enti", "Servizi scolastici", "Tassa automobilistica",
	"Ticket e prestazioni sanitarie", "Trasporti, mobilità e parcheggi",
}
