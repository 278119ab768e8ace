package esterni

import (
	"iter"

	"github.com/quietanza/quietanza/pendenza"
)

// P4PARate returns the state of an option of payment from those of its
// instalments, as the p4pa platform does wherever that has a rule. TO_SYNC wins;
// then CANCELLED is left out and, when something is paid, INVALID too, unless
// nothing remains: all PAID or REPORTED is PAID (REPORTED when all are), some is
// PARTIALLY_PAID, else any UNPAID, any DRAFT, any EXPIRED, INVALID, CANCELLED
// when there was nothing else. An empty list is a VUOTO error (ErrVuoto).
//
// Source: pagopa/p4pa-debt-positions, service/statusalign, which throws where
// its rules end.
func P4PARate(rate iter.Seq[P4PA]) (P4PA, error) { return sommaP4PA(rate, P4PAInvalid) }

// P4PAPosizione returns the state of a position from those of its options
// of payment: as P4PARate, but a position is never INVALID: it is CANCELLED.
//
// Source: pagopa/p4pa-debt-positions, service/statusalign.
func P4PAPosizione(opzioni iter.Seq[P4PA]) (P4PA, error) {
	return sommaP4PA(opzioni, P4PACancelled)
}

func sommaP4PA(stati iter.Seq[P4PA], altrimenti P4PA) (P4PA, error) {
	c := conteggio{}
	for s := range stati {
		if !s.IsValid() {
			return "", &pendenza.Errore{Codice: pendenza.CodiceNome, Campo: "stato", Valore: string(s), Err: pendenza.ErrNome}
		}
		c[s]++
	}
	if len(c) == 0 {
		return "", &pendenza.Errore{Codice: pendenza.CodiceVuoto, Err: pendenza.ErrVuoto}
	}
	switch {
	case c.di(P4PAToSync) > 0:
		return P4PAToSync, nil
	case c.di(P4PACancelled) == c.totale():
		return P4PACancelled, nil
	}
	delete(c, P4PACancelled)
	pagate := c.di(P4PAPaid, P4PAReported)
	if pagate > 0 {
		delete(c, P4PAInvalid)
	}
	totale := c.totale()
	switch {
	case c.di(P4PAReported) == totale:
		return P4PAReported, nil
	case pagate == totale:
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

// conteggio counts the states of a list.
type conteggio map[P4PA]int

func (c conteggio) di(stati ...P4PA) (n int) {
	for _, s := range stati {
		n += c[s]
	}
	return n
}

func (c conteggio) totale() (n int) {
	for _, m := range c {
		n += m
	}
	return n
}
