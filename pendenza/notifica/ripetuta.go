package notifica

import (
	"bytes"
	"encoding/json"
	"reflect"

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
	if n.contenuto() == prima.contenuto() && (n.RT == nil || stesso(&n.RT.Documento, &prima.RT.Documento)) {
		return true, nil
	}
	return false, &pendenza.Errore{Codice: CodiceDiversa, Campo: "ccp", Valore: n.CCP(), Err: ErrDiversa}
}

// contenuto is what a notification says beside its receipt, in one spelling.
func (n *Notifica) contenuto() string {
	b, err := json.Marshal([]any{n.IDA2A, n.IDPendenza, n.Riscossioni, n.Annullo, n.Rendicontazione})
	if err != nil {
		return err.Error() // a value that is not one, in both
	}
	return string(b)
}

// stesso reports whether two documents say the same, in one spelling; one that cannot be
// written, since it was read leniently, is compared as it was read.
func stesso(a, b *rpt.Documento) bool {
	x, y := detto(a), detto(b)
	jx, errX := json.Marshal(x)
	jy, errY := json.Marshal(y)
	if errX != nil || errY != nil {
		return reflect.DeepEqual(x, y)
	}
	return bytes.Equal(jx, jy)
}

// detto is the content of a request or of a receipt, without the addresses of the
// message that carried it.
func detto(d *rpt.Documento) any {
	switch {
	case d.Ricevuta != nil:
		return &d.Ricevuta.Receipt
	case d.RT != nil:
		return d.RT
	case d.RPT != nil:
		return d.RPT
	case d.Pagamento != nil:
		return d.Pagamento
	}
	return nil
}
