package notifica

import (
	"encoding/json"
	"net/url"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// Formato is the kind of a notification.
type Formato string

// The kinds.
const (
	EnteV1                Formato = "ENTE_V1"                 // POST /pagamenti/{idDominio}/{iuv}
	EnteV1Annullo         Formato = "ENTE_V1_ANNULLO"         // POST /pagamenti/{idDominio}/{iuv}/{ccp}/annulla
	EnteV2                Formato = "ENTE_V2"                 // PUT /ricevute/{idDominio}/{iuv}/{idRicevuta}
	EnteV2Rendicontazione Formato = "ENTE_V2_RENDICONTAZIONE" // POST /rendicontazioni
	RPPV1                 Formato = "RPP_V1"                  // POST /rpp/{idDominio}/{iuv}/{ccp}
)

// IsValid reports whether f is one of the kinds.
func (f Formato) IsValid() bool {
	switch f {
	case EnteV1, EnteV1Annullo, EnteV2, EnteV2Rendicontazione, RPPV1:
		return true
	}
	return false
}

// Percorso is what stands in the path and in the query of the call, all optional here.
type Percorso struct {
	IdDominio         avviso.IdDominio `json:"idDominio,omitzero"`
	IUV               avviso.IUV       `json:"iuv,omitzero"`
	IDRicevuta        string           `json:"idRicevuta,omitempty"` // receiptId, or ccp
	IDSession         string           `json:"idSession,omitempty"`  // of the payment session, 1..35 characters, as what follows
	IDSessionePortale string           `json:"idSessionePortale,omitempty"`
	IDCarrello        string           `json:"idCarrello,omitempty"`
}

// Notifica is a notification. Its first members are those of the call; where the body says
// them too, the body wins.
//
// Source: GovPay, API Ente v1, Notifica; API Ente v2, Ricevuta.
type Notifica struct {
	Percorso
	Formato         Formato
	IDA2A           string // "" where the document does not say
	IDPendenza      string
	RPT, RT         *Documento // nil when absent
	Riscossioni     []Riscossione
	Annullo         *Annullo         // of ENTE_V1_ANNULLO
	Ricevuta        *Ricevuta        // what else ENTE_V2 says
	Rendicontazione *Rendicontazione // of ENTE_V2_RENDICONTAZIONE
	Versione        string           // of RPP_V1
	Altri           avviso.Altri     // members that the document does not have
}

// Documento is a request or a receipt inside a notification.
type Documento struct {
	rpt.Documento
	Tipo string          // as ENTE_V2 names it: ctPaymentPA, ctReceipt, ctRichiestaPagamentoTelematico…
	XML  []byte          // as it came, decoded
	JSON json.RawMessage // as it came
}

// Riscossione is one item collected.
//
// Source: GovPay, API Ente v1 and v2, Riscossione.
type Riscossione struct {
	IdDominio      avviso.IdDominio       `json:"idDominio,omitzero"` // of ENTE_V2 when absent: that of the receipt
	IUV            avviso.IUV             `json:"iuv,omitzero" membro:",obbligo"`
	IUR            string                 `json:"iur" membro:",obbligo,35"`
	Indice         int                    `json:"indice,omitempty" membro:",dovuto"` // ENTE_V1: place in this list; ENTE_V2: of the item in its position
	Pendenza       string                 `json:"pendenza,omitempty"`                // /pendenze/{idA2A}/{idPendenza}
	IDVocePendenza string                 `json:"idVocePendenza,omitempty"`
	RPP            string                 `json:"rpp,omitempty"`   // /rpp/{idDominio}/{iuv}/{ccp}
	Stato          string                 `json:"stato,omitempty"` // RISCOSSA or INCASSATA
	Tipo           avviso.TipoRiscossione `json:"tipo,omitzero" membro:",dovuto"`
	Importo        avviso.Importo         `json:"importo" membro:",obbligo"`
	Data           avviso.Data            `json:"data,omitzero" membro:",dovuto"`
	Commissioni    *avviso.Importo        `json:"commissioni,omitempty"`
	Allegato       *Allegato              `json:"allegato,omitempty"`
	Altri          avviso.Altri           `json:"-"`
}

// Allegato is what comes with an item: the outcome of the PSP or the stamp.
//
// Source: GovPay, API Ente v1, Allegato.
type Allegato struct {
	Tipo  string       `json:"tipo"`  // Esito pagamento or Marca da bollo
	Testo []byte       `json:"testo"` // decoded; base64 in JSON
	Altri avviso.Altri `json:"-"`
}

// Annullo says that an attempt is over without a receipt.
type Annullo struct {
	Codice      string `json:"codice" membro:",obbligo"`
	Motivazione string `json:"motivazione" membro:",obbligo"`
}

// Ricevuta is what ENTE_V2 says beside the documents and the items.
//
// Source: GovPay, API Ente v2, Ricevuta.
type Ricevuta struct {
	RagioneSociale     string
	IDPagamento        string
	IDSessionePSP      string
	Importo            avviso.Importo
	Esito              EsitoRicevuta // "" when the document says none
	Stato              string        // never sent, though the interface wants it
	IstitutoAttestante *IstitutoAttestante
	Versante           json.RawMessage
	Pendenza           json.RawMessage // PendenzaPagata, as it came
	Voci               []VocePagata    // its items, in order
	Data               avviso.Data
	DataOra            avviso.DataOra // of data, where it is an instant
	DataPagamento      avviso.Data
	DataOraPagamento   avviso.DataOra // of dataPagamento, where it is an instant
	Modello            string         // Pagamento ad iniziativa Ente or Pagamento ad iniziativa PSP
}

// IstitutoAttestante is the PSP of a receipt.
//
// Source: GovPay, API Ente v2, IstitutoAttestante.
type IstitutoAttestante struct {
	IDPSP         string       `json:"idPSP,omitempty"`
	Denominazione string       `json:"denominazione,omitempty"`
	IDCanale      string       `json:"idCanale,omitempty"`
	Descrizione   string       `json:"descrizione,omitempty"`
	Altri         avviso.Altri `json:"-"`
}

// VocePagata is an item of the position of ENTE_V2; Riscossione is nil when it was not paid.
type VocePagata struct {
	IDVocePendenza string
	Riscossione    *Riscossione
}

// EsitoRicevuta is the outcome of a receipt in ENTE_V2.
//
// Source: GovPay, API Ente v2, EsitoRpp.
type EsitoRicevuta string

// The outcomes.
const (
	InCorso            EsitoRicevuta = "IN_CORSO"
	Rifiutato          EsitoRicevuta = "RIFIUTATO"
	Eseguito           EsitoRicevuta = "ESEGUITO"
	NonEseguito        EsitoRicevuta = "NON_ESEGUITO"
	EseguitoParziale   EsitoRicevuta = "ESEGUITO_PARZIALE"
	Decorrenza         EsitoRicevuta = "DECORRENZA"
	DecorrenzaParziale EsitoRicevuta = "DECORRENZA_PARZIALE"
)

var codiciEsito = map[EsitoRicevuta]rpt.CodiceEsitoPagamento{
	InCorso: "", Rifiutato: rpt.PagamentoNonEseguito, Eseguito: rpt.PagamentoEseguito, NonEseguito: rpt.PagamentoNonEseguito,
	EseguitoParziale: rpt.PagamentoParzialmenteEseguito, Decorrenza: rpt.DecorrenzaTermini, DecorrenzaParziale: rpt.DecorrenzaTerminiParziale,
}

// IsValid reports whether e is one of the outcomes.
func (e EsitoRicevuta) IsValid() bool {
	_, ok := codiciEsito[e]
	return ok
}

// Codice returns the outcome of an RT that says the same, "" for none.
func (e EsitoRicevuta) Codice() rpt.CodiceEsitoPagamento { return codiciEsito[e] }

// Rendicontazione is one row of a reporting flow, told on its own.
//
// Source: GovPay, API Ente v2, NuovaRendicontazione.
type Rendicontazione struct {
	IdDominio            avviso.IdDominio `json:"idDominio,omitzero" membro:",obbligo"`
	IUV                  avviso.IUV       `json:"iuv,omitzero" membro:",obbligo"`
	IUR                  string           `json:"iur" membro:",obbligo,35"`
	Indice               avviso.Indice    `json:"indice,omitzero" membro:",dovuto"`
	Importo              avviso.Importo   `json:"importo" membro:",obbligo"`
	Esito                EsitoRiga        `json:"esito" membro:",obbligo"` // 0, 3, 4, 8 or 9
	Data                 avviso.Data      `json:"data,omitzero" membro:",obbligo"`
	IDFlusso             string           `json:"idFlusso" membro:",obbligo,35"`
	DataFlusso           avviso.DataOra   `json:"dataFlusso,omitzero" membro:",obbligo"`
	TRN                  string           `json:"trn,omitempty" membro:",dovuto,35"`
	DataRegolamento      avviso.Data      `json:"dataRegolamento,omitzero" membro:",dovuto"`
	DataOraPubblicazione avviso.DataOra   `json:"dataOraPubblicazione,omitzero"`
	DataOraAggiornamento avviso.DataOra   `json:"dataOraAggiornamento,omitzero"`
	IDPSP                string           `json:"idPsp,omitempty" membro:",35"`
	BICRiversamento      string           `json:"bicRiversamento,omitempty" membro:",35"`
	Revisione            int              `json:"revisione,omitempty"`
}

// EsitoRiga is the codiceEsitoSingoloPagamento of a row: a digit.
//
// Source: GovPay, API Ente v2, EsitoRendicontazione.
type EsitoRiga string

// The outcomes of a row, by their names in the interface.
const (
	RigaEseguita         EsitoRiga = "0" // ESEGUITO
	RigaRevocata         EsitoRiga = "3" // REVOCATO
	RigaStandIn          EsitoRiga = "4" // ESEGUITO_STANDIN
	RigaStandInSenzaRPT  EsitoRiga = "8" // ESEGUITO_STANDIN_SENZA_RPT
	RigaEseguitaSenzaRPT EsitoRiga = "9" // ESEGUITO_SENZA_RPT
)

var nomiEsitoRiga = map[string]EsitoRiga{
	"ESEGUITO": RigaEseguita, "REVOCATO": RigaRevocata, "ESEGUITO_STANDIN": RigaStandIn,
	"ESEGUITO_STANDIN_SENZA_RPT": RigaStandInSenzaRPT, "ESEGUITO_SENZA_RPT": RigaEseguitaSenzaRPT,
}

// IsValid reports whether e is one of the outcomes.
func (e EsitoRiga) IsValid() bool {
	for _, x := range nomiEsitoRiga {
		if x == e {
			return true
		}
	}
	return false
}

// SenzaRPT reports whether the payment was made without a request: 8 and 9.
func (e EsitoRiga) SenzaRPT() bool { return e == RigaStandInSenzaRPT || e == RigaEseguitaSenzaRPT }

// Chiave names what a notification is about: the receiver keys on it.
type Chiave struct {
	IdDominio avviso.IdDominio
	IUV       avviso.IUV
	CCP       string
}

// Chiave returns the key of the notification.
func (n *Notifica) Chiave() Chiave {
	n = n.oVuota()
	return Chiave{n.IdDominio, n.IUV, n.CCP()}
}

// oVuota returns the notification, an empty one for none.
func (n *Notifica) oVuota() *Notifica {
	if n == nil {
		return new(Notifica)
	}
	return n
}

// Chiamata returns the call that carries the notification: its method, and its path with
// the query.
func (n *Notifica) Chiamata() (metodo, percorso string) {
	n = n.oVuota()
	metodo = "POST"
	dominio, iuv, ccp := n.IdDominio.String(), url.PathEscape(n.IUV.String()), url.PathEscape(n.CCP())
	switch n.Formato {
	case EnteV1:
		percorso = "/pagamenti/" + dominio + "/" + iuv
	case EnteV1Annullo:
		return metodo, "/pagamenti/" + dominio + "/" + iuv + "/" + ccp + "/annulla"
	case EnteV2:
		metodo, percorso = "PUT", "/ricevute/"+dominio+"/"+iuv+"/"+ccp
	case EnteV2Rendicontazione:
		return metodo, "/rendicontazioni"
	case RPPV1:
		return metodo, "/rpp/" + dominio + "/" + iuv + "/" + ccp
	}
	q := url.Values{}
	for _, p := range [...]struct{ nome, valore string }{{"idSession", n.IDSession}, {"idSessionePortale", n.IDSessionePortale}, {"idCarrello", n.IDCarrello}} {
		if p.valore != "" {
			q.Set(p.nome, p.valore)
		}
	}
	if len(q) > 0 {
		percorso += "?" + q.Encode()
	}
	return metodo, percorso
}
