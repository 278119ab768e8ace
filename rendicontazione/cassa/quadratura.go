package cassa

import (
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// Codes of the Rilievi of a Quadratura.
const (
	CodiceSaldo          avviso.Codice = "SALDO"           // opening balance and lines do not make the closing balance
	CodiceTotaleNumero   avviso.Codice = "TOTALE_NUMERO"   // the number of lines is not the declared one
	CodiceTotaleImporto  avviso.Codice = "TOTALE_IMPORTO"  // the amounts are not the declared ones
	CodiceTotaleRecord   avviso.Codice = "TOTALE_RECORD"   // the number of records is not the declared one
	CodiceTotaleEstratti avviso.Codice = "TOTALE_ESTRATTI" // the number of statements is not the declared one
	CodicePagina         avviso.Codice = "PAGINA_MANCANTE" // a page, or the end, is not there
)

// Quadratura is what the control totals of one statement say: whether the lines read are
// those that the bank wrote. The movements stay good when they do not agree, but a flow without
// its credit may be in the lines that are missing.
//
// Controls whose totals the document does not give are not made.
type Quadratura struct {
	// Fonte is the Fonte of its movements.
	Fonte string `json:"fonte"`
	// Conto is the account, an IBAN where it is known.
	Conto string `json:"conto,omitzero"`
	// Estratto is the Estratto of its movements, without the page.
	Estratto string `json:"estratto,omitzero"`
	// Dal and Al are the first and the last day, the zero Data when the document gives none.
	Dal avviso.Data `json:"dal,omitzero"`
	Al  avviso.Data `json:"al,omitzero"`
	// SaldoIniziale and SaldoFinale are the balances declared, below zero for a debit; nil when
	// the document gives none.
	SaldoIniziale *avviso.Importo `json:"saldoIniziale,omitempty"`
	SaldoFinale   *avviso.Importo `json:"saldoFinale,omitempty"`
	// Righe are the lines of the document, among them Rifiutate, those that gave an error, and
	// Ignorate, those that move no cash.
	Righe     int `json:"righe"`
	Rifiutate int `json:"rifiutate"`
	Ignorate  int `json:"ignorate"`
	// Entrate and Uscite are the sums of the booked lines by their own mark: the reversal of a
	// credit is on the side of the debits.
	Entrate avviso.Importo `json:"entrate"`
	Uscite  avviso.Importo `json:"uscite"`
	// Differenza is the closing balance computed less the one declared.
	Differenza avviso.Importo `json:"differenza"`
	// Rilievi are the controls that failed, each once: the codes above, and avviso.CodiceOverflow
	// for sums beyond what an amount may be, which then are 0.00.
	Rilievi []avviso.Codice `json:"rilievi"`
}

// Quadra reports whether no control failed.
func (q *Quadratura) Quadra() bool { return q == nil || len(q.Rilievi) == 0 }

// Avvertenze returns a sentence for a person for each of the Rilievi.
func (q *Quadratura) Avvertenze() []avviso.Avvertenza {
	if q.Quadra() {
		return nil
	}
	out := make([]avviso.Avvertenza, len(q.Rilievi))
	for i, c := range q.Rilievi {
		out[i] = avviso.Avvertenza{Codice: c, Campo: q.Conto, Valore: q.Estratto, Testo: q.frase(c)}
	}
	return out
}

const nonSollecitare = "i flussi senza accredito su questo conto non vanno sollecitati finché non quadra"

// frase returns the sentence of one control.
func (q *Quadratura) frase(c avviso.Codice) string {
	chi := "l'estratto"
	if q.Fonte == FonteOPI {
		chi = "il giornale di cassa"
	}
	if q.Estratto != "" {
		chi += " " + q.Estratto
	}
	if q.Conto != "" {
		chi += " del conto " + q.Conto
	}
	nonSollecitare := nonSollecitare
	if q.Rifiutate > 0 {
		nonSollecitare = "righe non lette: " + strconv.Itoa(q.Rifiutate) + "; " + nonSollecitare
	}
	switch c {
	case CodiceSaldo:
		differenza := q.Differenza.Abs().Italiano()
		switch {
		case q.Differenza.IsZero():
			return chi + " non si può controllare: un saldo dichiarato non si legge; " + nonSollecitare
		case q.Fonte == FonteOPI: // its own totals are what does not agree
			return chi + " non quadra: i totali dichiarati differiscono tra loro di € " + differenza + "; " + nonSollecitare
		}
		return chi + " non quadra: mancano o avanzano righe per € " + differenza + "; " + nonSollecitare
	case CodiceTotaleNumero:
		return chi + " non quadra: il numero delle righe non è quello dichiarato; " + nonSollecitare
	case CodiceTotaleImporto:
		return chi + " non quadra: la somma delle righe non è quella dichiarata; " + nonSollecitare
	case CodiceTotaleRecord:
		return chi + " non quadra: il numero dei record del file non è quello dichiarato in coda; " + nonSollecitare
	case CodiceTotaleEstratti:
		return chi + ": il numero degli estratti del file non è quello dichiarato; va verificato che il file sia intero"
	case CodicePagina:
		return chi + " non è intero: manca una pagina o la fine; " + nonSollecitare
	case avviso.CodiceOverflow:
		return chi + " non si può controllare: le somme superano l'importo massimo"
	}
	return chi + " non quadra"
}

// conteggio adds the lines of a statement up for its Quadratura.
type conteggio struct {
	Quadratura
	entrate, uscite, netto avviso.Totale
}

// registra adds a booked line by its own mark.
func (c *conteggio) registra(entrata bool, importo avviso.Importo) {
	if entrata {
		c.entrate.Aggiungi(importo)
		c.netto.Aggiungi(importo)
	} else {
		c.uscite.Aggiungi(importo)
		c.netto.Aggiungi(importo.Neg())
	}
}

// rileva notes a control that failed, once.
func (q *Quadratura) rileva(codice avviso.Codice) {
	if !slices.Contains(q.Rilievi, codice) {
		q.Rilievi = append(q.Rilievi, codice)
	}
}

// chiudi checks the balances against the lines.
func (c *conteggio) chiudi() Quadratura {
	if c.Rilievi == nil {
		c.Rilievi = []avviso.Codice{}
	}
	var err1, err2, err3 error
	c.Entrate, err1 = c.entrate.Importo()
	c.Uscite, err2 = c.uscite.Importo()
	if c.SaldoIniziale != nil && c.SaldoFinale != nil {
		t := c.netto
		t.Aggiungi(*c.SaldoIniziale)
		t.Aggiungi(c.SaldoFinale.Neg())
		c.Differenza, err3 = t.Importo()
		if err3 == nil && !c.Differenza.IsZero() {
			c.rileva(CodiceSaldo)
		}
	}
	if err1 != nil || err2 != nil || err3 != nil {
		c.rileva(avviso.CodiceOverflow)
	}
	return c.Quadratura
}
