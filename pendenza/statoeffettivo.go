package pendenza

import "github.com/quietanza/quietanza/avviso"

// StatoEffettivo is the state of a position as seen on a day: the stored one and
// the two views of it, of which the text is that of the first that holds:
// ANOMALA, SCADUTA, the stored state. The zero value is a position that was not
// created.
//
// Source: GovPay, API Pendenze v2, StatoPendenza (PendenzeConverter).
type StatoEffettivo struct {
	Stato   Stato // zero too for a name that tells the view alone, ANOMALA
	Scaduta bool  // not paid, and its last payable day is past
	Anomala bool  // a payment does not fit what was due
}

const (
	nomeScaduta = "SCADUTA"
	nomeAnomala = "ANOMALA"
)

// ParseStatoEffettivo returns the state of a name: SCADUTA is NON_ESEGUITA and
// expired, ANOMALA does not say the stored state. Anything else is a NOME error
// (ErrNome).
func ParseStatoEffettivo(v string) (StatoEffettivo, error) {
	switch v {
	case nomeScaduta:
		return StatoEffettivo{Stato: NonEseguita, Scaduta: true}, nil
	case nomeAnomala:
		return StatoEffettivo{Anomala: true}, nil
	}
	s, err := ParseStato(v)
	return StatoEffettivo{Stato: s}, err
}

// IsValid reports whether s has a name.
func (s StatoEffettivo) IsValid() bool { return s.Anomala || s.Stato.IsValid() }

// String returns the name.
func (s StatoEffettivo) String() string {
	switch {
	case s.Anomala:
		return nomeAnomala
	case s.Scaduta:
		return nomeScaduta
	}
	return s.Stato.String()
}

// MarshalText returns the name; the zero value is an error.
func (s StatoEffettivo) MarshalText() ([]byte, error) {
	if s.Anomala || s.Scaduta {
		return []byte(s.String()), nil
	}
	return s.Stato.MarshalText()
}

// UnmarshalText reads a name as ParseStatoEffettivo does.
func (s *StatoEffettivo) UnmarshalText(b []byte) error {
	v, err := ParseStatoEffettivo(string(b))
	if err == nil {
		*s = v
	}
	return err
}

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
	p = p.oVuota()
	s = StatoEffettivo{p.Stato, p.Stato == NonEseguita && p.Scaduta(oggi), p.Anomala()}
	return s, p.Stato == NonEseguita && !s.Scaduta && !s.Anomala && p.validitaDecorsa(oggi)
}

// Scaduta reports whether the last payable day is past.
func (p *Pendenza) Scaduta(oggi avviso.Data) bool { return decorsa(p.oVuota().DataScadenza, oggi) }

// validitaDecorsa reports whether the day up to which the data do not change is
// past.
func (p *Pendenza) validitaDecorsa(oggi avviso.Data) bool { return decorsa(p.DataValidita, oggi) }

func decorsa(d, oggi avviso.Data) bool { return d.IsValid() && d.Prima(oggi) }

// Quietanzabile reports whether the quietanza may be issued: every item is
// reconciled (INCASSATA) and nothing is anomalous.
//
// Source: GovPay, API REST – Manuale di Integrazione 1.1, §6.3.
func (p *Pendenza) Quietanzabile() bool { return p.oVuota().Stato == Incassata && !p.Anomala() }
