package rpt

import (
	"database/sql/driver"
	"encoding/json"

	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/nomi"
)

// Gravita says what a finding does to the receipt.
type Gravita uint8

// Values of Gravita.
const (
	Fatale       Gravita = iota + 1 // F: the receipt is refused, PAA_SEMANTICA
	Segnalazione                    // W: the receipt is accepted, the finding is logged
)

var nomiGravita = nomi.Nuova[Gravita](rifiutaNome, "F", "W")

// Regola is the number of a rule: Q1–Q3 of a request alone, R1–R20 and S1–S5 of
// a receipt against its request, C1–C10 of a receipt of the newer models.
type Regola string

// Rilievo is one difference that a rule found.
type Rilievo struct {
	Regola  Regola
	Gravita Gravita
	Campo   string // path of the element in the receipt (in the request for Q rules), from its root
	Atteso  string // what the request says, or what the rule wants
	Trovato string // what the receipt says; "" when absent
	motivo  string // what is wrong, in Italian
}

// Messaggio returns the finding in one Italian sentence with both values,
// shortened and with fiscal codes of persons masked.
func (r Rilievo) Messaggio() string {
	return r.Campo + ": " + r.motivo + " (atteso " + errore.Cita(r.Atteso) + ", trovato " + errore.Cita(r.Trovato) + ")"
}

// String returns rule, severity and message on one line.
func (r Rilievo) String() string {
	return string(r.Regola) + " " + r.Gravita.String() + " " + r.Messaggio()
}

// rilievoJSON is a Rilievo as the answers of a service carry it.
type rilievoJSON struct {
	Regola    Regola  `json:"regola"`
	Gravita   Gravita `json:"gravita"`
	Campo     string  `json:"campo"`
	Messaggio string  `json:"messaggio"`
}

// MarshalJSON returns {"regola","gravita","campo","messaggio"}: both values are
// in the message.
func (r Rilievo) MarshalJSON() ([]byte, error) {
	return json.Marshal(rilievoJSON{r.Regola, r.Gravita, r.Campo, r.Messaggio()})
}

// Verifica is what a check of a receipt found, in the order of the rules.
type Verifica struct {
	Rilievi []Rilievo
}

// Accettata reports whether no finding is fatal.
func (v Verifica) Accettata() bool {
	_, fatale := v.PrimoFatale()
	return !fatale
}

// PrimoFatale returns the first fatal finding and whether there is one: its
// message is the description of the refusal.
func (v Verifica) PrimoFatale() (Rilievo, bool) {
	for _, r := range v.Rilievi {
		if r.Gravita == Fatale {
			return r, true
		}
	}
	return Rilievo{}, false
}

// FaultCode returns PAA_SEMANTICA when a finding is fatal, "" otherwise.
func (v Verifica) FaultCode() FaultCode {
	if v.Accettata() {
		return ""
	}
	return PAASemantica
}

// raccolta gathers the findings of one check.
type raccolta struct{ Verifica }

func (c *raccolta) rileva(regola Regola, g Gravita, campo, motivo, atteso, trovato string) {
	c.Rilievi = append(c.Rilievi, Rilievo{regola, g, campo, atteso, trovato, motivo})
}

// uguale finds a difference between two texts; both absent are equal.
func (c *raccolta) uguale(regola Regola, g Gravita, campo, atteso, trovato string) {
	if atteso != trovato {
		c.rileva(regola, g, campo, "diverso dalla richiesta", atteso, trovato)
	}
}

// String returns F or W.
func (g Gravita) String() string { return nomiGravita.String(g) }

// IsValid reports whether g is one of the values of the list.
func (g Gravita) IsValid() bool { return nomiGravita.Valido(g) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (g Gravita) AppendText(b []byte) ([]byte, error) { return nomiGravita.AppendText(b, g) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (g Gravita) MarshalText() ([]byte, error) { return nomiGravita.AppendText(nil, g) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseGravita.
func (g *Gravita) UnmarshalText(b []byte) error { return nomiGravita.UnmarshalText(g, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (g *Gravita) Scan(src any) error { return nomiGravita.Scan(g, src) }

// Value implements driver.Valuer with the name.
func (g Gravita) Value() (driver.Value, error) { return nomiGravita.Value(g) }

// ParseGravita returns the value of F or W; anything else is an ENUMERAZIONE
// error (ErrNome).
func ParseGravita(v string) (Gravita, error) { return nomiGravita.Parse(v) }
