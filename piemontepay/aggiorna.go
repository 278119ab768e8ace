package piemontepay

import "github.com/quietanza/quietanza/avviso"

// AggiornaPosizioniDebitorie changes or cancels positions already loaded.
//
// Source: Enti2EPaywsoServiceTypes.xsd 1.1.0, AggiornaPosizioniDebitorieRequest.
type AggiornaPosizioniDebitorie struct {
	Testata               TestataAggiornamento    `json:"Testata"`
	PosizioniDaAggiornare []PosizioneDaAggiornare `json:"PosizioniDaAggiornare"` // 1..1000
}

// TestataAggiornamento is the header of a list of updates.
type TestataAggiornamento struct {
	IdMessaggio              string `json:"IdMessaggio"`                 // 1..35, the key of idempotence
	CFEnteCreditore          string `json:"CFEnteCreditore"`             // 1..35
	CodiceVersamento         string `json:"CodiceVersamento"`            // 1..4
	MultiBeneficiario        *bool  `json:"MultiBeneficiario,omitempty"` // Multibeneficiario only
	NumeroPosizioniDebitorie int    `json:"NumeroPosizioniDebitorie"`    // 1..999999
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

// Operazione returns AggiornaPosizioniDebitorie.
func (m *AggiornaPosizioniDebitorie) Operazione() Operazione { return OpAggiornaPosizioniDebitorie }

func (m *AggiornaPosizioniDebitorie) descrivi(v *visita) {
	t := &m.Testata
	v.gruppo("Testata", true, true, false, func(v *visita) {
		descriviTestata(v, &t.IdMessaggio, &t.CFEnteCreditore, &t.CodiceVersamento)
		v.soloMulti("MultiBeneficiario", t.MultiBeneficiario != nil, func() { v.booleanoOpzionale("MultiBeneficiario", &t.MultiBeneficiario) })
		v.intero("NumeroPosizioniDebitorie", &t.NumeroPosizioniDebitorie, 1, maxNumero, true)
	})
	v.gruppo("ElencoPosizioniDaAggiornare", true, true, false, func(v *visita) {
		v.gruppo("PosizioniDaAggiornare", true, true, false, func(v *visita) {
			molti(v, "PosizioneDaAggiornare", &m.PosizioniDaAggiornare, 1, maxElementi, false,
				func(v *visita, p *PosizioneDaAggiornare) { p.descrivi(v) })
		})
	})
}

func (p *PosizioneDaAggiornare) descrivi(v *visita) {
	v.Stringa("TipoAggiornamento", (*string)(&p.TipoAggiornamento), true, schema(`^(MODIFICA|ANNULLAMENTO)$`, 12))
	v.Testo("IdPosizioneDebitoria", &p.IdPosizioneDebitoria, 50, true)
	v.data("DataScadenza", &p.DataScadenza, false)
	v.data("DataInizioValidita", &p.DataInizioValidita, false)
	v.data("DataFineValidita", &p.DataFineValidita, false)
	v.importoOpzionale("ImportoTotale", &p.ImportoTotale)
	v.importiSecondari(&p.ImportoPrincipale, &p.ImportoSecondarioAltroEnte)
	descriviComponenti(v, &p.ComponentiImporto)
	v.Testo("DescrizioneCausaleVersamento", &p.DescrizioneCausaleVersamento, 100, false)
	v.Testo("Motivazione", &p.Motivazione, 400, false)
	descriviRiferimenti(v, &p.RiferimentiPagamento)
	v.soloMulti("SoggettoPagatore", p.SoggettoPagatore != nil, func() {
		s := Soggetto{}
		if p.SoggettoPagatore != nil {
			s = *p.SoggettoPagatore
		}
		if v.gruppo("SoggettoPagatore", false, p.SoggettoPagatore != nil, true, s.descrivi) && v.Legge() {
			p.SoggettoPagatore = &s
		}
	})
	descriviSecondario(v, &p.ComponenteSecondario)
}
