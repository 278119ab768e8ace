package pendenza

import (
	"database/sql/driver"
	"iter"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/nomi"
)

// StatoEffettivo is the state of a position as seen on a day: the stored one,
// or one of the views SCADUTA and ANOMALA. Zero is invalid.
//
// Source: GovPay, API Pendenze v2, StatoPendenza (PendenzeConverter).
type StatoEffettivo uint8

// The effective states. The first seven are the stored ones, in their order.
const (
	EffettivaBozza StatoEffettivo = iota + 1
	EffettivaNonEseguita
	EffettivaEseguitaParziale
	EffettivaEseguita
	EffettivaIncassata
	EffettivaAnnullata
	EffettivaTrasferita
	// EffettivaScaduta: not paid, and its last payable day is past.
	EffettivaScaduta
	// EffettivaAnomala: a payment does not fit what was due.
	EffettivaAnomala
)

var nomiEffettivo = nomi.Nuova[StatoEffettivo](rifiutaNome("stato"),
	"BOZZA", "NON_ESEGUITA", "ESEGUITA_PARZIALE", "ESEGUITA", "INCASSATA", "ANNULLATA", "TRASFERITA", "SCADUTA", "ANOMALA")

// StatiEffettivi yields the effective states in declared order.
func StatiEffettivi() iter.Seq[StatoEffettivo] { return nomiEffettivo.Tutti() }

// ParseStatoEffettivo returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseStatoEffettivo(v string) (StatoEffettivo, error) { return nomiEffettivo.Parse(v) }

// String returns the name.
func (s StatoEffettivo) String() string { return nomiEffettivo.String(s) }

// IsValid reports whether s is one of the values; zero is none.
func (s StatoEffettivo) IsValid() bool { return nomiEffettivo.Valido(s) }

// AppendText appends the name; the zero value is an error.
func (s StatoEffettivo) AppendText(b []byte) ([]byte, error) { return nomiEffettivo.AppendText(b, s) }

// MarshalText returns the name; the zero value is an error.
func (s StatoEffettivo) MarshalText() ([]byte, error) { return nomiEffettivo.AppendText(nil, s) }

// UnmarshalText reads a name.
func (s *StatoEffettivo) UnmarshalText(b []byte) error { return nomiEffettivo.UnmarshalText(s, b) }

// Scan reads a name from a column; NULL is an error.
func (s *StatoEffettivo) Scan(src any) error { return nomiEffettivo.Scan(s, src) }

// Value returns the name for a column.
func (s StatoEffettivo) Value() (driver.Value, error) { return nomiEffettivo.Value(s) }

// StatoEffettivo returns the state of the position on a day of Europe/Rome:
// ANOMALA when it is anomalous, SCADUTA when it is NON_ESEGUITA and its
// dataScadenza is past, else the stored state; zero for a position that was not
// created. daVerificare says that it is NON_ESEGUITA and its dataValidita is
// past: the amount may have changed and the host must be asked.
//
// A date is past (decorsa) from the day after it; an absent one never is. The
// two dates have no order: a dataValidita after dataScadenza never matters.
//
// Source: GovPay, PendenzeConverter, DateUtils; GovPay, API REST – Manuale di
// Integrazione 1.1, §5.3.
func (p *Pendenza) StatoEffettivo(oggi avviso.Data) (s StatoEffettivo, daVerificare bool) {
	switch {
	case p.Anomala:
		return EffettivaAnomala, false
	case p.Stato == NonEseguita && decorsa(p.DataScadenza, oggi):
		return EffettivaScaduta, false
	case p.Stato == NonEseguita:
		return EffettivaNonEseguita, decorsa(p.DataValidita, oggi)
	}
	return StatoEffettivo(p.Stato), false
}

// Scaduta reports whether the last payable day is past.
func (p *Pendenza) Scaduta(oggi avviso.Data) bool { return decorsa(p.DataScadenza, oggi) }

// ValiditaDecorsa reports whether the day up to which the data do not change is
// past.
func (p *Pendenza) ValiditaDecorsa(oggi avviso.Data) bool { return decorsa(p.DataValidita, oggi) }

func decorsa(d, oggi avviso.Data) bool { return d.IsValid() && d.Prima(oggi) }

// Quietanzabile reports whether the quietanza may be issued: every item is
// reconciled (INCASSATA) and nothing is anomalous.
//
// Source: GovPay, API REST – Manuale di Integrazione 1.1, §6.3.
func (p *Pendenza) Quietanzabile() bool { return p.Stato == Incassata && !p.Anomala }
