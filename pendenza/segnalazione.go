package pendenza

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
)

// Segnalazione is something that the operator of a position should know.
type Segnalazione struct {
	Codice CodiceSegnalazione `json:"codice" legge:"obbligo"`
	Testo  string             `json:"testo,omitempty"` // Italian

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// NuovaSegnalazione returns the segnalazione of a code, with its text.
func NuovaSegnalazione(c CodiceSegnalazione) Segnalazione {
	return Segnalazione{Codice: c, Testo: testiSegnalazione[c]}
}

// CodiceSegnalazione is the kind of a Segnalazione.
//
// Source: GovPay, anomalies of the pendenza (RtUtils, Versamento); the names are
// ours.
type CodiceSegnalazione string

// The kinds. The first six, and AnomalaPerGovPay, make a position anomalous.
const (
	// PagamentoDuplicato: a payment arrived for what was paid already.
	PagamentoDuplicato CodiceSegnalazione = "PAGAMENTO_DUPLICATO"
	// ImportoDiverso: a payment differs from what was due.
	ImportoDiverso CodiceSegnalazione = "IMPORTO_DIVERSO"
	// VoceGiaEseguita: a payment names an item that was paid already.
	VoceGiaEseguita CodiceSegnalazione = "VOCE_GIA_ESEGUITA"
	// VoceSconosciuta: a payment names an item that the position does not have.
	VoceSconosciuta CodiceSegnalazione = "VOCE_SCONOSCIUTA"
	// PosizioneTrasferita: a payment arrived after the competence moved away.
	PosizioneTrasferita CodiceSegnalazione = "POSIZIONE_TRASFERITA"
	// VociSenzaRPT: a payment without RPT arrived for a position of several
	// items, and was recorded on the first.
	VociSenzaRPT CodiceSegnalazione = "VOCI_SENZA_RPT"
	// PagamentoSuAnnullata: a payment arrived for a cancelled position.
	PagamentoSuAnnullata CodiceSegnalazione = "PAGAMENTO_SU_ANNULLATA"
	// SegnalaAlternativa: another alternative of the document was paid.
	SegnalaAlternativa CodiceSegnalazione = "ALTERNATIVA_PAGATA"
	// Rendicontata: another system says that it is in a reporting flow, which
	// does not prove that the money was credited.
	Rendicontata CodiceSegnalazione = "RENDICONTATA"
	// StatoIncerto: another system was still moving the position.
	StatoIncerto CodiceSegnalazione = "STATO_INCERTO"
)

var testiSegnalazione = map[CodiceSegnalazione]string{
	PagamentoDuplicato:   "pagamento duplicato",
	ImportoDiverso:       "importo pagato diverso dal dovuto",
	VoceGiaEseguita:      "voce già pagata",
	VoceSconosciuta:      "voce non presente nella pendenza",
	PosizioneTrasferita:  "posizione trasferita",
	VociSenzaRPT:         "pagamento senza RPT di una pendenza con più voci, attribuito alla prima",
	PagamentoSuAnnullata: "pagamento di una pendenza annullata",
	SegnalaAlternativa:   "alternativa pagata",
	Rendicontata:         "rendicontata",
	StatoIncerto:         "stato in corso di sincronizzazione",
	SegnalatoDaGovPay:    "segnalazione di GovPay",
	AnomalaPerGovPay:     "anomala per GovPay",
}

// IsValid reports whether c is one of the kinds.
func (c CodiceSegnalazione) IsValid() bool { return testiSegnalazione[c] != "" }

// Anomalia reports whether the kind makes a position anomalous.
func (c CodiceSegnalazione) Anomalia() bool {
	switch c {
	case PagamentoDuplicato, ImportoDiverso, VoceGiaEseguita, VoceSconosciuta, PosizioneTrasferita, VociSenzaRPT, AnomalaPerGovPay:
		return true
	}
	return false
}

// Anomala reports whether a segnalazione makes the position anomalous: a payment
// does not fit what was due.
func (p *Pendenza) Anomala() bool {
	return slices.ContainsFunc(p.oVuota().Segnalazioni, func(s Segnalazione) bool { return s.Codice.Anomalia() })
}

// segnala adds a segnalazione once.
func (p *Pendenza) segnala(c CodiceSegnalazione) {
	if !p.haSegnalazione(c) {
		p.Segnalazioni = append(slices.Clip(p.Segnalazioni), NuovaSegnalazione(c))
	}
}

func (p *Pendenza) haSegnalazione(c CodiceSegnalazione) bool {
	return slices.ContainsFunc(p.Segnalazioni, func(s Segnalazione) bool { return s.Codice == c })
}

// ritira removes a segnalazione.
func (p *Pendenza) ritira(c CodiceSegnalazione) {
	if p.haSegnalazione(c) {
		p.Segnalazioni = slices.DeleteFunc(slices.Clone(p.Segnalazioni), func(s Segnalazione) bool { return s.Codice == c })
	}
}
