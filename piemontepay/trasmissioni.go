package piemontepay

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
)

// TrasmettiRT brings the receipts (RT) of the payments, as documents. The older
// schema of the server does not have it.
//
// Source: EPaywso2EntiServiceTypes.xsd, TrasmettiRTRequest.
type TrasmettiRT struct {
	Testata TestataRT     `json:"Testata"`
	RT      []RTTrasmessa `json:"RT"` // 1..1000
}

// TestataRT is the header of a list of receipts.
type TestataRT struct {
	ChiaveMessaggio
	NumeroRT int `json:"NumeroRT"` // 1..999999
}

// RTTrasmessa is one receipt: XML holds the document's bytes, base64 in the
// message and in JSON.
type RTTrasmessa struct {
	Id  string `json:"Id"` // 1..50
	XML []byte `json:"XML"`
}

func (m *TrasmettiRT) descrivi(v *schema.Visita, _ Generazione) {
	t := &m.Testata
	if v.Apri("Testata", true, schema.Obbligatorio) {
		schemaChiave(v, &t.ChiaveMessaggio)
		schema.Intero(v, "NumeroRT", &t.NumeroRT, 1, maxNumero, schema.Obbligatorio)
		v.Chiudi()
	}
	corpo(v, "CorpoRT", "ElencoRT", "RT", &m.RT, func(v *schema.Visita, r *RTTrasmessa) {
		v.Testo("Id", &r.Id, testo50, schema.Obbligatorio)
		v.Binario("XML", &r.XML, schema.Obbligatorio)
	})
}

// TrasmettiAvvisiScaduti brings the notices that expired unpaid.
//
// Source: EPaywso2EntiServiceTypes.xsd, TrasmettiAvvisiScadutiRequest.
type TrasmettiAvvisiScaduti struct {
	Testata       TestataAvvisiScaduti `json:"Testata"`
	AvvisiScaduti []AvvisoScaduto      `json:"AvvisiScaduti"` // 1..1000
}

// TestataAvvisiScaduti is the header of a list of expired notices.
type TestataAvvisiScaduti struct {
	ChiaveMessaggio
	NumeroAvvisiScaduti        int            `json:"NumeroAvvisiScaduti"` // 1..999999
	ImportoTotaleAvvisiScaduti avviso.Importo `json:"ImportoTotaleAvvisiScaduti"`
}

// AvvisoScaduto is one expired notice.
type AvvisoScaduto struct {
	IUV          string         `json:"IUV"` // 1..35
	DataScadenza avviso.Data    `json:"DataScadenza,omitzero"`
	Importo      avviso.Importo `json:"Importo"`
}

func (m *TrasmettiAvvisiScaduti) descrivi(v *schema.Visita, g Generazione) {
	t := &m.Testata
	if v.Apri("Testata", true, schema.Obbligatorio) {
		schemaChiave(v, &t.ChiaveMessaggio)
		schema.Intero(v, "NumeroAvvisiScaduti", &t.NumeroAvvisiScaduti, 1, maxNumero, schema.Obbligatorio)
		v.Importo("ImportoTotaleAvvisiScaduti", &t.ImportoTotaleAvvisiScaduti, g.importo(), schema.Obbligatorio)
		v.Chiudi()
	}
	corpo(v, "CorpoAvvisiScaduti", "ElencoAvvisiScaduti", "AvvisoScaduto", &m.AvvisiScaduti, func(v *schema.Visita, a *AvvisoScaduto) {
		v.Testo("IUV", &a.IUV, testo35, schema.Obbligatorio)
		v.Data("DataScadenza", &a.DataScadenza, schema.Opzionale)
		v.Importo("Importo", &a.Importo, g.importo(), schema.Obbligatorio)
	})
}
