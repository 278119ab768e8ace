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
	var numero [Trasferita + 1]int
	totale, scadute, anomala := 0, 0, false
	for s := range stati {
		if !s.IsValid() {
			return StatoEffettivo{}, rifiutaNome("stato")(s.String())
		}
		totale++
		anomala = anomala || s.Anomala
		numero[s.Stato]++
		if s.Scaduta {
			scadute++
		}
	}
	chiuse := numero[Annullata] + numero[Trasferita]
	vive := totale - chiuse
	pagate := numero[Eseguita] + numero[Incassata]
	var s Stato
	switch {
	case totale == 0:
		return StatoEffettivo{}, &Errore{Codice: CodiceVuoto, Err: ErrVuoto}
	case anomala:
		return StatoEffettivo{Anomala: true}, nil
	case numero[Trasferita] == totale:
		s = Trasferita
	case vive == 0:
		s = Annullata
	case numero[Bozza] == vive:
		s = Bozza
	case numero[Incassata] == vive:
		s = Incassata
	case pagate == vive:
		s = Eseguita
	case pagate+numero[EseguitaParziale] > 0:
		s = EseguitaParziale
	default:
		return StatoEffettivo{Stato: NonEseguita, Scaduta: scadute == vive}, nil
	}
	return StatoEffettivo{Stato: s}, nil
}

// AlternativaPagata reports whether a position may not be paid because another
// alternative (Piano) of its document was: the first payment in a document
// settles which alternative is taken. A position without Piano is an alternative
// of its own only when the document has others.
//
// Source: GPD, paymentPlanId; pagopa/p4pa-debt-positions, which marks the
// instalments of the other options INVALID.
func AlternativaPagata(p *Pendenza, documento iter.Seq[*Pendenza]) bool {
	p = p.oVuota()
	for q := range documento {
		if q != nil && q.Piano != p.Piano && q.Chiave() != p.Chiave() && q.pagataInParte() {
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
