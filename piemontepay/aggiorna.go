package piemontepay

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
)

// AggiornaPosizioniDebitorie changes or cancels positions already loaded.
//
// Source: Enti2EPaywsoServiceTypes.xsd 1.1.0, AggiornaPosizioniDebitorieRequest.
type AggiornaPosizioniDebitorie struct {
	Testata               TestataAggiornamento    `json:"Testata"`
	PosizioniDaAggiornare []PosizioneDaAggiornare `json:"PosizioniDaAggiornare"` // 1..1000
}

// TestataAggiornamento is the header of a list of updates.
type TestataAggiornamento struct {
	ChiaveMessaggio
	MultiBeneficiario        *bool `json:"MultiBeneficiario,omitempty"` // Multibeneficiario only
	NumeroPosizioniDebitorie int   `json:"NumeroPosizioniDebitorie"`    // 1..999999
}

// TipoAggiornamento is what an update does to a position.
type TipoAggiornamento string

// Kinds of update.
const (
	AggiornamentoModifica     TipoAggiornamento = "MODIFICA"
	AggiornamentoAnnullamento TipoAggiornamento = "ANNULLAMENTO"
)

// PosizioneDaAggiornare is one update: what is absent stays as it is.
type PosizioneDaAggiornare struct {
	TipoAggiornamento    TipoAggiornamento `json:"TipoAggiornamento"`
	IdPosizioneDebitoria string            `json:"IdPosizioneDebitoria"` // 1..50
	DataScadenza         avviso.Data       `json:"DataScadenza,omitzero"`
	DataInizioValidita   avviso.Data       `json:"DataInizioValidita,omitzero"`
	DataFineValidita     avviso.Data       `json:"DataFineValidita,omitzero"`
	ImportoTotale        *avviso.Importo   `json:"ImportoTotale,omitempty"`
	// ImportoPrincipale and ImportoSecondarioAltroEnte are of Multibeneficiario only.
	ImportoPrincipale            *avviso.Importo        `json:"ImportoPrincipale,omitempty"`
	ImportoSecondarioAltroEnte   *avviso.Importo        `json:"ImportoSecondarioAltroEnte,omitempty"`
	ComponentiImporto            []ComponenteImporto    `json:"ComponentiImporto,omitempty"`            // ..5
	DescrizioneCausaleVersamento string                 `json:"DescrizioneCausaleVersamento,omitempty"` // ..100
	Motivazione                  string                 `json:"Motivazione,omitempty"`                  // ..400
	RiferimentiPagamento         []RiferimentoPagamento `json:"RiferimentiPagamento,omitempty"`         // ..5
	// SoggettoPagatore and ComponenteSecondario are of Multibeneficiario only.
	SoggettoPagatore     *Soggetto          `json:"SoggettoPagatore,omitempty"`
	ComponenteSecondario *ComponenteImporto `json:"ComponenteSecondario,omitempty"`
}

func (m *AggiornaPosizioniDebitorie) descrivi(v *schema.Visita, g Generazione) {
	schema.Gruppo(v, "Testata", &m.Testata, func(v *schema.Visita, t *TestataAggiornamento) {
		schemaChiave(v, &t.ChiaveMessaggio)
		g.multibeneficiario(v, &t.MultiBeneficiario)
		schema.Intero(v, "NumeroPosizioniDebitorie", &t.NumeroPosizioniDebitorie, 1, maxNumero, schema.Obbligatorio)
	})
	corpo(v, "ElencoPosizioniDaAggiornare", "PosizioniDaAggiornare", "PosizioneDaAggiornare", &m.PosizioniDaAggiornare, g.aggiornamento)
}

var aggiornamenti = []TipoAggiornamento{AggiornamentoModifica, AggiornamentoAnnullamento}

func (g Generazione) aggiornamento(v *schema.Visita, p *PosizioneDaAggiornare) {
	schema.Lista(v, "TipoAggiornamento", &p.TipoAggiornamento, aggiornamenti, schema.Obbligatorio)
	v.Testo("IdPosizioneDebitoria", &p.IdPosizioneDebitoria, testo50, schema.Obbligatorio)
	v.Data("DataScadenza", &p.DataScadenza, schema.Opzionale)
	v.Data("DataInizioValidita", &p.DataInizioValidita, schema.Opzionale)
	v.Data("DataFineValidita", &p.DataFineValidita, schema.Opzionale)
	v.ImportoPresente("ImportoTotale", &p.ImportoTotale, g.importo())
	g.importiSecondari(v, &p.ImportoPrincipale, &p.ImportoSecondarioAltroEnte)
	g.componenti(v, &p.ComponentiImporto)
	v.Testo("DescrizioneCausaleVersamento", &p.DescrizioneCausaleVersamento, testo100, schema.Opzionale)
	v.Testo("Motivazione", &p.Motivazione, testo400, schema.Opzionale)
	schemaRiferimenti(v, &p.RiferimentiPagamento)
	if g == Multibeneficiario {
		schema.Facoltativo(v, "SoggettoPagatore", &p.SoggettoPagatore, schemaSoggetto)
	} else {
		v.Vuoto("SoggettoPagatore", p.SoggettoPagatore == nil)
	}
	g.secondario(v, &p.ComponenteSecondario)
}
