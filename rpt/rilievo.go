package rpt

import (
	"encoding/json"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// Gravita says what a finding does to the receipt.
type Gravita string

// Values of Gravita.
const (
	Fatale       Gravita = "F" // the receipt is refused, PAA_SEMANTICA
	Segnalazione Gravita = "W" // the receipt is accepted, the finding is logged
)

// Rilievo is one difference that a rule found. Its code is the number of the rule
// (R1–R20 and S1–S5 of a receipt against its request, C1–C10 of a receipt of the
// newer models), its value what the receipt says, and its text tells what the
// request says too, shortened and with fiscal codes of persons masked.
type Rilievo struct {
	avviso.Rilievo
	Gravita Gravita
}

// Messaggio returns the finding in one Italian sentence: the path of the element,
// and the text.
func (r Rilievo) Messaggio() string { return r.Campo + ": " + r.Testo }

// String returns rule, severity and message on one line.
func (r Rilievo) String() string {
	return string(r.Codice) + " " + string(r.Gravita) + " " + r.Messaggio()
}

// MarshalJSON returns {"regola","gravita","campo","messaggio"}: both values are
// in the message.
func (r Rilievo) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Regola    avviso.Codice `json:"regola"`
		Gravita   Gravita       `json:"gravita"`
		Campo     string        `json:"campo"`
		Messaggio string        `json:"messaggio"`
	}{r.Codice, r.Gravita, r.Campo, r.Messaggio()})
}

// Verifica is what a check of a receipt found, in the order of the rules.
type Verifica struct {
	Rilievi []Rilievo
}

// Accettata reports whether no finding is fatal: one is refused with PAA_SEMANTICA.
func (v Verifica) Accettata() bool {
	_, fatale := v.primoFatale()
	return !fatale
}

// primoFatale returns the first fatal finding and whether there is one: its
// message is the description of the refusal.
func (v Verifica) primoFatale() (Rilievo, bool) {
	for _, r := range v.Rilievi {
		if r.Gravita == Fatale {
			return r, true
		}
	}
	return Rilievo{}, false
}

// rilievo is a finding about an element: what is wrong, what is wanted, what is
// there.
func rilievo(regola avviso.Codice, campo, motivo, atteso, trovato string) avviso.Rilievo {
	return avviso.Rilievo{
		Codice: regola, Campo: campo, Valore: trovato,
		Testo: motivo + " (atteso " + errore.Cita(atteso) + ", trovato " + errore.Cita(trovato) + ")",
	}
}

// raccolta gathers the findings of one check.
type raccolta struct{ Verifica }

func (c *raccolta) rileva(regola avviso.Codice, g Gravita, campo, motivo, atteso, trovato string) {
	c.Rilievi = append(c.Rilievi, Rilievo{rilievo(regola, campo, motivo, atteso, trovato), g})
}

// uguale finds a difference between two texts; both absent are equal.
func (c *raccolta) uguale(regola avviso.Codice, g Gravita, campo, atteso, trovato string) {
	if atteso != trovato {
		c.rileva(regola, g, campo, "diverso dalla richiesta", atteso, trovato)
	}
}
