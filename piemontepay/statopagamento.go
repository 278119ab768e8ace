package piemontepay

import "strconv"

// StatoPagamento is the state of a payment at the desk, with the desk's own
// numbers (from -1 to 11).
//
// Source: published server, StatoPagamento.
type StatoPagamento int8

// States of a payment at the desk.
const (
	NonDefinito              StatoPagamento = -1
	DaPagare                 StatoPagamento = 0
	Compilato                StatoPagamento = 1
	InAttesa                 StatoPagamento = 2
	Fallito                  StatoPagamento = 3
	Successo                 StatoPagamento = 4
	Annullato                StatoPagamento = 5
	TransazioneInizializzata StatoPagamento = 6
	TransazioneAvviata       StatoPagamento = 7
	TransazioneErrore        StatoPagamento = 8
	Invalidato               StatoPagamento = 9
	Revocato                 StatoPagamento = 10
	InAttesaSecondaRT        StatoPagamento = 11
)

var nomiStatoPagamento = [...]string{
	"NON_DEFINITO", "DA_PAGARE", "COMPILATO", "IN_ATTESA", "FALLITO", "SUCCESSO", "ANNULLATO",
	"TRANSAZIONE_INIZIALIZZATA", "TRANSAZIONE_AVVIATA", "TRANSAZIONE_ERRORE", "INVALIDATO", "REVOCATO", "IN_ATTESA_SECONDA_RT",
}

// IsValid reports whether s is one of the desk's numbers.
func (s StatoPagamento) IsValid() bool { return s >= NonDefinito && s <= InAttesaSecondaRT }

// String returns the desk's name of the state.
func (s StatoPagamento) String() string {
	if !s.IsValid() {
		return "StatoPagamento(" + strconv.Itoa(int(s)) + ")"
	}
	return nomiStatoPagamento[s-NonDefinito]
}

// Pagabile reports whether the desk lets a payment in this state start.
// ANNULLATO is payable there: what the manual (§3.4) calls "annullato" among
// the refused ones is INVALIDATO, cancelled by the body.
func (s StatoPagamento) Pagabile() bool {
	switch s {
	case DaPagare, Compilato, Fallito, Annullato, TransazioneInizializzata, TransazioneErrore:
		return true
	}
	return false
}
