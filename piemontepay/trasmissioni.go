package piemontepay

import "github.com/quietanza/quietanza/avviso"

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
	IdMessaggio      string `json:"IdMessaggio"`      // 1..35
	CFEnteCreditore  string `json:"CFEnteCreditore"`  // 1..35
	CodiceVersamento string `json:"CodiceVersamento"` // 1..4
	NumeroRT         int    `json:"NumeroRT"`         // 1..999999
}

// RTTrasmessa is one receipt: XML holds the document's bytes, base64 in the
// message and in JSON.
type RTTrasmessa struct {
	Id  string `json:"Id"` // 1..50
	XML []byte `json:"XML"`
}

// Operazione returns TrasmettiRT.
func (m *TrasmettiRT) Operazione() Operazione { return OpTrasmettiRT }

func (m *TrasmettiRT) descrivi(v *visita) {
	t := &m.Testata
	v.gruppo("Testata", true, true, false, func(v *visita) {
		descriviTestata(v, &t.IdMessaggio, &t.CFEnteCreditore, &t.CodiceVersamento)
		v.intero("NumeroRT", &t.NumeroRT, 1, maxNumero, true)
	})
	v.gruppo("CorpoRT", true, true, false, func(v *visita) {
		v.gruppo("ElencoRT", true, true, false, func(v *visita) {
			molti(v, "RT", &m.RT, 1, maxElementi, false, func(v *visita, r *RTTrasmessa) {
				v.Testo("Id", &r.Id, 50, true)
				v.Base64("XML", &r.XML)
			})
		})
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
	IdMessaggio                string         `json:"IdMessaggio"`         // 1..35
	CFEnteCreditore            string         `json:"CFEnteCreditore"`     // 1..35
	CodiceVersamento           string         `json:"CodiceVersamento"`    // 1..4
	NumeroAvvisiScaduti        int            `json:"NumeroAvvisiScaduti"` // 1..999999
	ImportoTotaleAvvisiScaduti avviso.Importo `json:"ImportoTotaleAvvisiScaduti"`
}

// AvvisoScaduto is one expired notice.
type AvvisoScaduto struct {
	IUV          string         `json:"IUV"` // 1..35
	DataScadenza avviso.Data    `json:"DataScadenza,omitzero"`
	Importo      avviso.Importo `json:"Importo"`
}

// Operazione returns TrasmettiAvvisiScaduti.
func (m *TrasmettiAvvisiScaduti) Operazione() Operazione { return OpTrasmettiAvvisiScaduti }

func (m *TrasmettiAvvisiScaduti) descrivi(v *visita) {
	t := &m.Testata
	v.gruppo("Testata", true, true, false, func(v *visita) {
		descriviTestata(v, &t.IdMessaggio, &t.CFEnteCreditore, &t.CodiceVersamento)
		v.intero("NumeroAvvisiScaduti", &t.NumeroAvvisiScaduti, 1, maxNumero, true)
		v.importo("ImportoTotaleAvvisiScaduti", &t.ImportoTotaleAvvisiScaduti)
	})
	v.gruppo("CorpoAvvisiScaduti", true, true, false, func(v *visita) {
		v.gruppo("ElencoAvvisiScaduti", true, true, false, func(v *visita) {
			molti(v, "AvvisoScaduto", &m.AvvisiScaduti, 1, maxElementi, false, func(v *visita, a *AvvisoScaduto) {
				v.Testo("IUV", &a.IUV, 35, true)
				v.data("DataScadenza", &a.DataScadenza, false)
				v.importo("Importo", &a.Importo)
			})
		})
	})
}
