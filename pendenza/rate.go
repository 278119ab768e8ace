package pendenza

import (
	"iter"
	"slices"
)

// StatoDocumento returns the state of a document from the effective states of
// its positions. Any ANOMALA makes it ANOMALA. Then ANNULLATA and TRASFERITA are
// left out, unless there is nothing else, and the first that holds decides: all
// TRASFERITA, all BOZZA, all ANNULLATA (or TRASFERITA), all INCASSATA, all paid
// (ESEGUITA), some paid (ESEGUITA_PARZIALE), all SCADUTA, else NON_ESEGUITA. An
// empty list is a VUOTO error (ErrVuoto), an invalid state a NOME error.
//
// Source: GovPay, Documento; the rules are ours, GovPay has no such state.
func StatoDocumento(stati iter.Seq[StatoEffettivo]) (StatoEffettivo, error) {
	c := conteggio[StatoEffettivo]{}
	for s := range stati {
		if !s.IsValid() {
			return 0, rifiutaNome("stato")(s.String())
		}
		c.aggiungi(s)
	}
	if c.totale == 0 {
		return 0, &Errore{Codice: CodiceVuoto, Err: ErrVuoto}
	}
	if c.di(EffettivaAnomala) > 0 {
		return EffettivaAnomala, nil
	}
	if chiuse := c.di(EffettivaAnnullata, EffettivaTrasferita); chiuse == c.totale {
		if c.di(EffettivaTrasferita) == c.totale {
			return EffettivaTrasferita, nil
		}
		return EffettivaAnnullata, nil
	}
	c.togli(EffettivaAnnullata, EffettivaTrasferita)
	switch pagate := c.di(EffettivaEseguita, EffettivaIncassata); {
	case c.di(EffettivaBozza) == c.totale:
		return EffettivaBozza, nil
	case c.di(EffettivaIncassata) == c.totale:
		return EffettivaIncassata, nil
	case pagate == c.totale:
		return EffettivaEseguita, nil
	case pagate+c.di(EffettivaEseguitaParziale) > 0:
		return EffettivaEseguitaParziale, nil
	case c.di(EffettivaScaduta) == c.totale:
		return EffettivaScaduta, nil
	}
	return EffettivaNonEseguita, nil
}

// conteggio counts the states of a list.
type conteggio[S ~uint8] struct {
	numero [32]int
	totale int
}

func (c *conteggio[S]) aggiungi(s S) {
	c.numero[s]++
	c.totale++
}

func (c *conteggio[S]) di(stati ...S) (n int) {
	for _, s := range stati {
		n += c.numero[s]
	}
	return n
}

func (c *conteggio[S]) togli(stati ...S) {
	for _, s := range stati {
		c.totale -= c.numero[s]
		c.numero[s] = 0
	}
}

// AlternativaPagata reports whether a position may not be paid because another
// alternative (Piano) of its document was: the first payment in a document
// settles which alternative is taken. A position without Piano is an alternative
// of its own only when the document has others.
//
// Source: GPD, paymentPlanId; pagopa/p4pa-debt-positions, which marks the
// instalments of the other options INVALID.
func AlternativaPagata(p *Pendenza, documento iter.Seq[*Pendenza]) bool {
	for q := range documento {
		if q.Piano != p.Piano && q.Chiave() != p.Chiave() && q.pagataInParte() {
			return true
		}
	}
	return false
}

// pagataInParte reports whether money of the position is in hand.
func (p *Pendenza) pagataInParte() bool {
	switch p.Stato {
	case Eseguita, Incassata, EseguitaParziale:
		return true
	}
	return slices.ContainsFunc(p.Pagamenti, func(g Pagamento) bool { return !g.Stornato })
}

// StatoP4PARate returns the state of an option of payment from those of its
// instalments, as the p4pa platform does wherever that has a rule. TO_SYNC wins;
// then CANCELLED is left out and, when something is paid, INVALID too, unless
// nothing remains: all PAID or REPORTED is PAID (REPORTED when all are), some is
// PARTIALLY_PAID, else any UNPAID, any DRAFT, any EXPIRED, INVALID, CANCELLED
// when there was nothing else. An empty list is a VUOTO error (ErrVuoto).
//
// Source: pagopa/p4pa-debt-positions, service/statusalign, which throws where
// its rules end.
func StatoP4PARate(rate iter.Seq[StatoP4PA]) (StatoP4PA, error) { return sommaP4PA(rate, P4PAInvalid) }

// StatoP4PAPosizione returns the state of a position from those of its options
// of payment: as StatoP4PARate, but a position is never INVALID: it is CANCELLED.
//
// Source: pagopa/p4pa-debt-positions, service/statusalign.
func StatoP4PAPosizione(opzioni iter.Seq[StatoP4PA]) (StatoP4PA, error) {
	return sommaP4PA(opzioni, P4PACancelled)
}

func sommaP4PA(stati iter.Seq[StatoP4PA], altrimenti StatoP4PA) (StatoP4PA, error) {
	c := conteggio[StatoP4PA]{}
	for s := range stati {
		if !s.IsValid() {
			return 0, rifiutaNome("stato")(s.String())
		}
		c.aggiungi(s)
	}
	if c.totale == 0 {
		return 0, &Errore{Codice: CodiceVuoto, Err: ErrVuoto}
	}
	switch {
	case c.di(P4PAToSync) > 0:
		return P4PAToSync, nil
	case c.di(P4PACancelled) == c.totale:
		return P4PACancelled, nil
	}
	c.togli(P4PACancelled)
	pagate := c.di(P4PAPaid, P4PAReported)
	if pagate > 0 {
		c.togli(P4PAInvalid)
	}
	switch {
	case c.di(P4PAReported) == c.totale:
		return P4PAReported, nil
	case pagate == c.totale:
		return P4PAPaid, nil
	case pagate+c.di(P4PAPartiallyPaid) > 0:
		return P4PAPartiallyPaid, nil
	case c.di(P4PAUnpaid) > 0:
		return P4PAUnpaid, nil
	case c.di(P4PADraft) > 0:
		return P4PADraft, nil
	case c.di(P4PAExpired) > 0:
		return P4PAExpired, nil
	}
	return altrimenti, nil
}
