package piemontepay

import (
	"time"

	"github.com/quietanza/quietanza/avviso"
)

// Codes of the warnings about attempts.
const (
	// AvvertenzaEsitoPositivo: a new attempt is allowed although one ended with
	// 000, because nothing is certain before the notification; the desk itself
	// blocks a IUV already paid or awaiting its receipt.
	AvvertenzaEsitoPositivo avviso.Codice = "ESITO_POSITIVO_NON_NOTIFICATO"
	// AvvertenzaConflitto: a later return carries another outcome than the first.
	AvvertenzaConflitto avviso.Codice = "ESITO_IN_CONFLITTO"
	// AvvertenzaEsitoSconosciuto: a code outside the published ones, taken as
	// negative and not definitive.
	AvvertenzaEsitoSconosciuto avviso.Codice = "ESITO_SCONOSCIUTO"
	// AvvertenzaEsitoAssente: a return without outcome.
	AvvertenzaEsitoAssente avviso.Codice = "ESITO_ASSENTE"
	// AvvertenzaDopoNotifica: a return or a notification after the notification.
	AvvertenzaDopoNotifica avviso.Codice = "DOPO_NOTIFICA"
	// AvvertenzaTrattino: a hyphen in an identifier, which the manual does not have.
	AvvertenzaTrattino avviso.Codice = "TRATTINO"
)

var testiAvvertenza = map[avviso.Codice]string{
	AvvertenzaEsitoPositivo:    "un tentativo si è concluso con 000 ma la notifica non è arrivata: il nuovo tentativo è ammesso, lo sportello rifiuta uno IUV già pagato",
	AvvertenzaConflitto:        "un ritorno successivo porta un esito diverso dal primo: resta il primo",
	AvvertenzaEsitoSconosciuto: "codEsito sconosciuto: trattato come negativo non definitivo",
	AvvertenzaEsitoAssente:     "ritorno senza codEsito: esito non noto",
	AvvertenzaDopoNotifica:     "evento successivo alla notifica: registrato, non cambia nulla",
	AvvertenzaTrattino:         "trattino nell'identificativo: il manuale ammette lettere, cifre e _",
	CodiceEnte:                 "notifica di un altro ente",
	CodiceVersamentoDiverso:    "notifica di un altro codice versamento",
	CodiceIUV:                  "notifica di un altro IUV",
	CodicePosizione:            "notifica di un'altra posizione debitoria",
	CodiceImporto:              "importo pagato diverso da quello dovuto",
	AvvertenzaDebitore:         "debitore diverso da quello della posizione: il pagamento vale, va verificato di chi sia",
	AvvertenzaNonConfrontata:   "la posizione non dice che cosa attendere: dato non confrontato",
}

func avverti(c avviso.Codice) avviso.Avvertenza {
	return avviso.Avvertenza{Codice: c, Testo: testiAvvertenza[c]}
}

// Tentativo is one attempt to pay a position at the desk. It is a comparable
// value: applying an event returns a new one.
//
// Source: manual, §3.2 and §4.2.
type Tentativo struct {
	Identificativo IdentificativoPagamento `json:"identificativoPagamento"`
	// IdPosizione is the caller's own key of the position.
	IdPosizione   string     `json:"idPosizione,omitempty"`
	IUV           avviso.IUV `json:"iuv"`
	CodiceFiscale string     `json:"codiceFiscale"`
	// Digest is the digest sent, which form A of the return echoes.
	Digest Digest `json:"digest"`
	Stato  Stato  `json:"stato"`
	// CodEsito is the first outcome received, empty until a return has one.
	CodEsito CodEsito `json:"codEsito,omitempty"`
	// EsitoDiscorde is the last outcome that disagreed with it, kept for the operator.
	EsitoDiscorde CodEsito `json:"esitoDiscorde,omitempty"`
	// Instants at which the attempt was created, redirected, first returned with
	// an outcome, notified; zero until then.
	Creato        time.Time `json:"creato"`
	Reindirizzato time.Time `json:"reindirizzato,omitzero"`
	Ritornato     time.Time `json:"ritornato,omitzero"`
	Notificato    time.Time `json:"notificato,omitzero"`
}

// NuovoTentativo returns the attempt of a payment, in state CREATO, and the form
// to give to the browser. Store the attempt before giving out the form. Errors:
// those of [Chiamante.Modulo].
func NuovoTentativo(c Chiamante, p Pagamento, idPosizione string, adesso time.Time) (Tentativo, Modulo, error) {
	m, err := c.Modulo(p)
	if err != nil {
		return Tentativo{}, Modulo{}, err
	}
	return Tentativo{
		Identificativo: p.IdentificativoPagamento,
		IdPosizione:    idPosizione,
		IUV:            p.IUV,
		CodiceFiscale:  p.CodiceFiscale,
		Digest:         m.Digest,
		Stato:          Creato,
		Creato:         adesso,
	}, m, nil
}

// Reindirizza records that the form was given to the browser. Error TRANSIZIONE
// (ErrTransizione) for an attempt that was already redirected or notified: a new
// call needs a new identifier.
func (t Tentativo) Reindirizza(adesso time.Time) (Tentativo, error) {
	s, err := Applica(t.Stato, Redirect)
	if err != nil {
		return t, err
	}
	t.Stato, t.Reindirizzato = s, adesso
	return t, nil
}

// Ritorna verifies a return and records its outcome. The first return with a
// codEsito counts: the same again changes nothing, another is kept in
// EsitoDiscorde with a warning, and after the notification nothing changes.
// Errors, with the attempt unchanged: those of [Ritorno.Valida], and
// TRANSIZIONE (ErrTransizione) for a return before the redirect.
func (t Tentativo) Ritorna(r Ritorno, adesso time.Time) (Tentativo, []avviso.Avvertenza, error) {
	if err := r.Valida(t); err != nil {
		return t, nil, err
	}
	return t.registraEsito(r.CodEsito, adesso)
}

// registraEsito applies a return that was verified.
func (t Tentativo) registraEsito(c CodEsito, adesso time.Time) (Tentativo, []avviso.Avvertenza, error) {
	s, err := Applica(t.Stato, c.evento())
	if err != nil {
		return t, nil, err
	}
	var avvertenze []avviso.Avvertenza
	switch {
	case t.Stato == Notificato:
		return t, append(avvertenze, avverti(AvvertenzaDopoNotifica)), nil
	case !c.Presente():
		avvertenze = append(avvertenze, avverti(AvvertenzaEsitoAssente))
	case !t.CodEsito.Presente():
		t.CodEsito, t.Ritornato = c, adesso
		if !c.Noto() {
			avvertenze = append(avvertenze, avverti(AvvertenzaEsitoSconosciuto))
		}
	case c != t.CodEsito:
		t.EsitoDiscorde = c
		avvertenze = append(avvertenze, avverti(AvvertenzaConflitto))
	}
	t.Stato = s
	return t, avvertenze, nil
}

// Notifica records a payment notification of the attempt's IUV. It never fails:
// money that has moved is never refused.
func (t Tentativo) Notifica(adesso time.Time) (Tentativo, []avviso.Avvertenza) {
	if t.Stato == Notificato {
		return t, []avviso.Avvertenza{avverti(AvvertenzaDopoNotifica)}
	}
	t.Stato, t.Notificato = Notificato, adesso
	return t, nil
}
