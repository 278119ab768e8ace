package rpt

import (
	"iter"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// Violazioni checks the request alone: Q1 importoTotaleDaVersare is the sum of
// the items; Q2 an item has an ibanAccredito or a datiMarcaBolloDigitale, not
// both and not neither; Q3 a direct debit (AD) has an ibanAddebito. That the amount
// of a stamp is a legal one is not checked.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, chapter 5.
func (r *RPT) Violazioni() []avviso.Violazione {
	r = oppureVuoto(r)
	d := &r.DatiVersamento
	var vv []avviso.Violazione
	if somma, err := avviso.TotaleDi(r.importi()).Importo(); err != nil || somma != d.ImportoTotaleDaVersare {
		vv = append(vv, rilievo("Q1", "RPT/datiVersamento/importoTotaleDaVersare", "diverso dalla somma dei versamenti",
			somma.String(), d.ImportoTotaleDaVersare.String()))
	}
	for i := range d.DatiSingoloVersamento {
		v := &d.DatiSingoloVersamento[i]
		iban, bollo := v.IBANAccredito != "", v.DatiMarcaBolloDigitale != nil
		if iban == bollo {
			trovato := "nessuno"
			if iban {
				trovato = "entrambi"
			}
			vv = append(vv, rilievo("Q2", campoVersamento(i), "serve uno tra ibanAccredito e datiMarcaBolloDigitale", "uno", trovato))
		}
	}
	if d.TipoVersamento == VersamentoAD && d.IBANAddebito == "" {
		vv = append(vv, rilievo("Q3", "RPT/datiVersamento/ibanAddebito", "obbligatorio per l'addebito diretto", "un IBAN", ""))
	}
	return vv
}

// Valida returns the first of the Violazioni as an error of its kind: TOTALE
// (ErrTotale), IBAN_BOLLO (ErrIBANBollo), IBAN_ADDEBITO (ErrIBANAddebito).
func (r *RPT) Valida() error {
	vv := r.Violazioni()
	if len(vv) == 0 {
		return nil
	}
	e := &Errore{Campo: vv[0].Campo, Valore: vv[0].Valore}
	switch vv[0].Codice {
	case "Q1":
		e.Codice, e.Err = CodiceTotale, ErrTotale
	case "Q2":
		e.Codice, e.Err = CodiceIBANBollo, ErrIBANBollo
	default:
		e.Codice, e.Err = CodiceIBANAddebito, ErrIBANAddebito
	}
	return e
}

func campoVersamento(i int) string {
	return "RPT/datiVersamento/datiSingoloVersamento[" + strconv.Itoa(i+1) + "]"
}

// importi yields the amounts asked for.
func (r *RPT) importi() iter.Seq[avviso.Importo] {
	return importi(r.DatiVersamento.DatiSingoloVersamento, func(v *DatiSingoloVersamento) avviso.Importo { return v.ImportoSingoloVersamento })
}
