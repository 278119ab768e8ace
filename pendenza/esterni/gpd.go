package esterni

import (
	"iter"
	"time"
)

// Opzione is one payment option of a debt position of GPD. Instants are
// compared as instants, not as days.
//
// Source: pagopa/pagopa-debt-position, model, PaymentOption.
type Opzione struct {
	Validita        time.Time // validity_date: payable from here on; zero is at once. It is no dataValidita.
	Scadenza        time.Time // due_date
	SwitchToExpired bool
	Pagata          bool
}

// CreaGPD returns the state of a new position: DRAFT, or with toPublish VALID
// when an option has no validity, else PUBLISHED. It is false when an option has
// validity or due date not after now, or a due date before its validity.
//
// Source: pagopa/pagopa-debt-position, service, DebtPositionValidation.
func CreaGPD(opzioni []Opzione, toPublish bool, adesso time.Time) (GPD, bool) {
	for _, o := range opzioni {
		if !o.Validita.IsZero() && !o.Validita.After(adesso) || o.Scadenza.Before(adesso) || o.Scadenza.Before(o.Validita) {
			return "", false
		}
	}
	if !toPublish {
		return GPDDraft, true
	}
	return pubblicata(opzioni, adesso), true
}

func pubblicata(opzioni []Opzione, adesso time.Time) GPD {
	for _, o := range opzioni {
		if o.Validita.IsZero() || !o.Validita.After(adesso) {
			return GPDValid
		}
	}
	return GPDPublished
}

// Pubblica is the publish action: from DRAFT only, and not when the first due
// date or the first validity is past, or a due date is before its validity. It
// is false where GPD answers 409.
//
// Source: pagopa/pagopa-debt-position, service, DebtPositionActionsService.
func (s GPD) Pubblica(opzioni []Opzione, adesso time.Time) (GPD, bool) {
	if s != GPDDraft {
		return s, false
	}
	for _, o := range opzioni {
		if o.Scadenza.Before(adesso) || !o.Validita.IsZero() && o.Validita.Before(adesso) || o.Scadenza.Before(o.Validita) {
			return s, false
		}
	}
	return pubblicata(opzioni, adesso), true
}

// Invalida is the invalidate action, from PUBLISHED and VALID only. It is
// false where GPD answers 409.
func (s GPD) Invalida() (GPD, bool) {
	if s != GPDPublished && s != GPDValid {
		return s, false
	}
	return GPDInvalid, true
}

// Scorri returns the state after the passing of time alone: PUBLISHED becomes
// VALID at the first validity (included); VALID becomes EXPIRED after the last
// due date, when no option is paid and all say switchToExpired.
//
// Source: pagopa/pagopa-debt-position, util, DebtPositionStatus.
func (s GPD) Scorri(opzioni []Opzione, adesso time.Time) GPD {
	switch s {
	case GPDPublished:
		return pubblicata(opzioni, adesso)
	case GPDValid:
		for _, o := range opzioni {
			if o.Pagata || !o.SwitchToExpired || !adesso.After(o.Scadenza) {
				return s
			}
		}
		if len(opzioni) > 0 {
			return GPDExpired
		}
	}
	return s
}

// Aggiornabile reports whether a position in that state may be updated.
func (s GPD) Aggiornabile() bool {
	return s == GPDDraft || s == GPDPublished || s == GPDValid || s == GPDExpired
}

// Cancellabile reports whether a position in that state may be deleted.
func (s GPD) Cancellabile() bool {
	return s.IsValid() && s != GPDPartiallyPaid && s != GPDPaid && s != GPDReported
}

// Rata is one option of a position as the payment of another one sees it.
type Rata struct {
	Piano  string // paymentPlanId; "" is the payment in full
	Pagata bool   // paid, or reported
}

// Paga returns the state of a position after the option i is paid. It is
// false where GPD answers that it was paid already: PAID and REPORTED, the option
// itself, a full payment beside any paid option, an instalment beside a paid full
// payment or a paid instalment of another plan. It is true even from INVALID,
// EXPIRED and DRAFT: the money has moved.
//
// Source: pagopa/pagopa-debt-position, service, PaymentsService.
func (s GPD) Paga(rate []Rata, i int) (GPD, bool) {
	if s == GPDPaid || s == GPDReported || !s.IsValid() || i < 0 || i >= len(rate) || rate[i].Pagata {
		return s, false
	}
	completo := true
	for j, r := range rate {
		switch {
		case j == i:
		case r.Pagata && (rate[i].Piano == "" || r.Piano != rate[i].Piano):
			return s, false
		case r.Piano == rate[i].Piano && rate[i].Piano != "" && !r.Pagata:
			completo = false
		}
	}
	if completo {
		return GPDPaid, true
	}
	return GPDPartiallyPaid, true
}

// Rendicontabile reports whether a transfer may be reported in that state: from
// PARTIALLY_PAID and PAID; of a position of type ACA from VALID too.
func (s GPD) Rendicontabile(aca bool) bool {
	return s == GPDPartiallyPaid || s == GPDPaid || aca && s == GPDValid
}

// ConPiani returns the state of a position whose options belong to plans,
// by paymentPlanId; an option without one, "", is a plan by itself: REPORTED when one plan is all reported, PAID when one is all paid,
// PARTIALLY_PAID when some option is paid, else s.
func (s GPD) ConPiani(opzioni iter.Seq2[string, GPD]) GPD {
	type piano struct{ tutte, pagate, rendicontate int }
	piani := []piano{}
	posti := map[string]int{}
	alcune := false
	for nome, o := range opzioni {
		i, noto := posti[nome]
		if !noto || nome == "" {
			i = len(piani)
			posti[nome] = i
			piani = append(piani, piano{})
		}
		p := &piani[i]
		p.tutte++
		if o == GPDPaid || o == GPDReported {
			p.pagate++
			alcune = true
		}
		if o == GPDReported {
			p.rendicontate++
		}
	}
	esito := s
	if alcune {
		esito = GPDPartiallyPaid
	}
	for _, p := range piani {
		switch {
		case p.rendicontate == p.tutte:
			return GPDReported
		case p.pagate == p.tutte:
			esito = GPDPaid
		}
	}
	return esito
}
