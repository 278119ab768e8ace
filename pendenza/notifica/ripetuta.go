package notifica

import (
	"encoding/json"

	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// Ripetuta compares a notification with the one received before under the same key: true
// when it says the same again, whatever the order of its members and the spelling of its
// documents, which has no effect; the error is DIVERSA (ErrDiversa) when it says
// something else. Of another key, and where one of the two has what the other has not yet,
// the receipt or the items, it is not a repetition, and no error.
func (n *Notifica) Ripetuta(prima *Notifica) (bool, error) {
	if n == nil || prima == nil {
		return false, nullo()
	}
	if n.Formato != prima.Formato || n.Chiave() != prima.Chiave() {
		return false, nil
	}
	if (n.RT == nil) != (prima.RT == nil) || (len(n.Riscossioni) == 0) != (len(prima.Riscossioni) == 0) {
		return false, nil
	}
	if n.contenuto() == prima.contenuto() {
		return true, nil
	}
	return false, &pendenza.Errore{Codice: CodiceDiversa, Campo: "ccp", Valore: n.CCP(), Err: ErrDiversa}
}

// contenuto is what a notification says, in one spelling.
func (n *Notifica) contenuto() string {
	rt := ""
	if n.RT != nil {
		rt = canonico(&n.RT.Documento)
	}
	b, err := json.Marshal([]any{n.IDA2A, n.IDPendenza, n.Riscossioni, n.Annullo, n.Rendicontazione, rt})
	if err != nil {
		return err.Error() // a value that is not one, in both
	}
	return string(b)
}

// canonico is the content of a request or of a receipt, without the addresses of the
// message that carried it.
func canonico(d *rpt.Documento) string {
	var x any
	switch {
	case d.Ricevuta != nil:
		x = &d.Ricevuta.Receipt
	case d.RT != nil:
		x = d.RT
	case d.RPT != nil:
		x = d.RPT
	case d.Pagamento != nil:
		x = d.Pagamento
	default:
		return ""
	}
	b, err := json.Marshal(x)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
