package rpt

import (
	"iter"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// Verifica checks the request alone: Q1 importoTotaleDaVersare is the sum of
// the items; Q2 an item has an ibanAccredito or a datiMarcaBolloDigitale, not
// both and not neither; Q3 a direct debit (AD) has an ibanAddebito. All are
// fatal. That the amount of a stamp is a legal one is not checked.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, chapter 5.
func (r *RPT) Verifica() Verifica {
	var c raccolta
	d := &r.DatiVersamento
	if somma, err := avviso.TotaleDi(r.importi()).Importo(); err != nil || somma != d.ImportoTotaleDaVersare {
		c.rileva("Q1", Fatale, "RPT/datiVersamento/importoTotaleDaVersare", "diverso dalla somma dei versamenti",
			somma.String(), d.ImportoTotaleDaVersare.String())
	}
	for i := range d.DatiSingoloVersamento {
		v := &d.DatiSingoloVersamento[i]
		iban, bollo := v.IBANAccredito != "", v.DatiMarcaBolloDigitale != nil
		if iban == bollo {
			trovato := "nessuno"
			if iban {
				trovato = "entrambi"
			}
			c.rileva("Q2", Fatale, campoVersamento(i), "serve uno tra ibanAccredito e datiMarcaBolloDigitale", "uno", trovato)
		}
	}
	if d.TipoVersamento == VersamentoAD && d.IBANAddebito == "" {
		c.rileva("Q3", Fatale, "RPT/datiVersamento/ibanAddebito", "obbligatorio per l'addebito diretto", "un IBAN", "")
	}
	return c.Verifica
}

func campoVersamento(i int) string {
	return "RPT/datiVersamento/datiSingoloVersamento[" + strconv.Itoa(i+1) + "]"
}

// importi yields the amounts asked for.
func (r *RPT) importi() iter.Seq[avviso.Importo] {
	return func(yield func(avviso.Importo) bool) {
		for i := range r.DatiVersamento.DatiSingoloVersamento {
			if !yield(r.DatiVersamento.DatiSingoloVersamento[i].ImportoSingoloVersamento) {
				return
			}
		}
	}
}

// errore returns a finding of a Q rule as an error of its kind.
func (r Rilievo) errore() error {
	e := &Errore{Campo: r.Campo, Valore: r.Trovato}
	switch r.Regola {
	case "Q1":
		e.Codice, e.Err = CodiceTotale, ErrTotale
	case "Q2":
		e.Codice, e.Err = CodiceIBANBollo, ErrIBANBollo
	default:
		e.Codice, e.Err = CodiceIBANAddebito, ErrIBANAddebito
	}
	return e
}
