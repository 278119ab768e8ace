package pendenza

import (
	"database/sql/driver"
	"slices"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Segnalazione is something that the operator of a position should know.
type Segnalazione struct {
	Codice CodiceSegnalazione `json:"codice"`
	Testo  string             `json:"testo,omitempty"` // Italian
}

// CodiceSegnalazione is the kind of a Segnalazione. Zero is invalid.
//
// Source: GovPay, anomalies of the pendenza (RtUtils, Versamento); the names are
// ours.
type CodiceSegnalazione uint8

// The kinds. The first six make a position anomalous.
const (
	// PagamentoDuplicato: a payment arrived for what was paid already.
	PagamentoDuplicato CodiceSegnalazione = iota + 1
	// ImportoDiverso: a payment differs from what was due.
	ImportoDiverso
	// VoceGiaEseguita: a payment names an item that was paid already.
	VoceGiaEseguita
	// VoceSconosciuta: a payment names an item that the position does not have.
	VoceSconosciuta
	// PosizioneTrasferita: a payment arrived after the competence moved away.
	PosizioneTrasferita
	// VociSenzaRPT: a payment without RPT arrived for a position of several
	// items, and was recorded on the first.
	VociSenzaRPT
	// PagamentoSuAnnullata: a payment arrived for a cancelled position.
	PagamentoSuAnnullata
	// SegnalaAlternativa: another alternative of the document was paid.
	SegnalaAlternativa
	// Rendicontata: another system says that it is in a reporting flow, which
	// does not prove that the money was credited.
	Rendicontata
	// StatoIncerto: another system was still moving the position.
	StatoIncerto
)

var nomiSegnalazione = nomi.Nuova[CodiceSegnalazione](rifiutaNome("codice"),
	"PAGAMENTO_DUPLICATO", "IMPORTO_DIVERSO", "VOCE_GIA_ESEGUITA", "VOCE_SCONOSCIUTA", "POSIZIONE_TRASFERITA",
	"VOCI_SENZA_RPT", "PAGAMENTO_SU_ANNULLATA", "ALTERNATIVA_PAGATA", "RENDICONTATA", "STATO_INCERTO")

// ParseCodiceSegnalazione returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseCodiceSegnalazione(v string) (CodiceSegnalazione, error) { return nomiSegnalazione.Parse(v) }

// String returns the name.
func (c CodiceSegnalazione) String() string { return nomiSegnalazione.String(c) }

// IsValid reports whether c is one of the values; zero is none.
func (c CodiceSegnalazione) IsValid() bool { return nomiSegnalazione.Valido(c) }

// AppendText appends the name; the zero value is an error.
func (c CodiceSegnalazione) AppendText(b []byte) ([]byte, error) {
	return nomiSegnalazione.AppendText(b, c)
}

// MarshalText returns the name; the zero value is an error.
func (c CodiceSegnalazione) MarshalText() ([]byte, error) { return nomiSegnalazione.AppendText(nil, c) }

// UnmarshalText reads a name.
func (c *CodiceSegnalazione) UnmarshalText(b []byte) error {
	return nomiSegnalazione.UnmarshalText(c, b)
}

// Scan reads a name from a column; NULL is an error.
func (c *CodiceSegnalazione) Scan(src any) error { return nomiSegnalazione.Scan(c, src) }

// Value returns the name for a column.
func (c CodiceSegnalazione) Value() (driver.Value, error) { return nomiSegnalazione.Value(c) }

// Anomalia reports whether the kind makes a position anomalous.
func (c CodiceSegnalazione) Anomalia() bool { return c >= PagamentoDuplicato && c <= VociSenzaRPT }

var testiSegnalazione = [...]string{
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
}

// segnala adds a segnalazione once, and the anomaly it means.
func (p *Pendenza) segnala(c CodiceSegnalazione) {
	p.Anomala = p.Anomala || c.Anomalia()
	if p.haSegnalazione(c) {
		return
	}
	p.Segnalazioni = append(slices.Clip(p.Segnalazioni), Segnalazione{c, testiSegnalazione[c]})
}

func (p *Pendenza) haSegnalazione(c CodiceSegnalazione) bool {
	return slices.ContainsFunc(p.Segnalazioni, func(s Segnalazione) bool { return s.Codice == c })
}

// ritira removes a segnalazione and, with the last anomalous one, the anomaly.
func (p *Pendenza) ritira(c CodiceSegnalazione) {
	if !p.haSegnalazione(c) {
		return
	}
	p.Segnalazioni = slices.DeleteFunc(slices.Clone(p.Segnalazioni), func(s Segnalazione) bool { return s.Codice == c })
	p.Anomala = slices.ContainsFunc(p.Segnalazioni, func(s Segnalazione) bool { return s.Codice.Anomalia() })
}
