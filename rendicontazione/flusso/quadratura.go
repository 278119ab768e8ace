package flusso

import (
	"github.com/quietanza/quietanza/avviso"
)

// Quadratura holds the rows of a flow, as they pass, against what its header
// declares. The sums are exact, whatever they pass through. The zero value is
// ready for use. It is what Flusso.Anomalie and Lettore.Anomalie say of the flow
// itself, in constant memory, for who has the rows elsewhere; rows that are
// wrong by themselves, or stand twice, are only of Flusso.
type Quadratura struct {
	numero int64
	somma  avviso.Totale
	negate avviso.Totale // with the revocations written without the minus subtracted
}

// Aggiungi takes a row.
func (q *Quadratura) Aggiungi(r *Riga) {
	if r == nil {
		return
	}
	q.numero++
	q.somma.Aggiungi(r.Importo)
	if r.Esito == Revocato {
		q.negate.Aggiungi(r.Importo.Abs().Neg())
	} else {
		q.negate.Aggiungi(r.Importo)
	}
}

// Anomalie returns the anomalies of the flow, by code: 000000 for a total that is
// not positive, 007106 when the rows do not make it, 007107 when they are not as
// many as declared, 007116 when the receiver is not the body. segnoRevoca tells
// that they make the total only with the revocations negated, which is no
// anomaly.
//
// Source: SACI, Flusso di Rendicontazione; GovPay, acquisition of flows
// (Rendicontazioni).
func (q *Quadratura) Anomalie(t *Testata) (anomalie []CodiceAnomalia, segnoRevoca bool) {
	if t == nil {
		t = new(Testata)
	}
	if t.ImportoTotalePagamenti.Segno() <= 0 {
		anomalie = append(anomalie, AnomaliaSenzaCodice)
	}
	quadra, segnoRevoca := q.quadra(t.ImportoTotalePagamenti)
	if !quadra {
		anomalie = append(anomalie, AnomaliaTotale)
	}
	if q.numero != t.NumeroTotalePagamenti {
		anomalie = append(anomalie, AnomaliaNumero)
	}
	if t.Ricevente != "" && t.Ricevente != t.IdDominio.String() {
		anomalie = append(anomalie, AnomaliaRicevente)
	}
	return anomalie, segnoRevoca
}

// quadra reports whether the rows make the total, as written or with the
// revocations negated (segnoRevoca).
func (q *Quadratura) quadra(totale avviso.Importo) (quadra, segnoRevoca bool) {
	if q.somma.Uguale(totale) {
		return true, false
	}
	segnoRevoca = q.negate.Uguale(totale)
	return segnoRevoca, segnoRevoca
}

// testoSomma is the sum for a message.
func (q *Quadratura) testoSomma() string {
	somma, err := q.somma.Importo()
	if err != nil {
		return "oltre il massimo rappresentabile"
	}
	return somma.String()
}
