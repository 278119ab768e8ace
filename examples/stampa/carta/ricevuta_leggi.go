package carta

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza/notifica"
	"github.com/quietanza/quietanza/rpt"
)

// LeggiRicevuta reads a receipt of any kind: an RT, a paSendRTReq or paSendRTV2Request,
// alone, in base64 or in its SOAP envelope, the JSON of GovPay, a notification of GovPay
// that carries one (API Ente v1 and v2), the JSON of BizEvents. Strictly,
// it must be the plain document, and nothing is tolerated. The second result is what
// was, and what a receipt must say and this one does not.
func LeggiRicevuta(b []byte, rigoroso bool) (*Ricevuta, []string, error) {
	r, avvisi, err := leggi(b, rigoroso)
	var note []string
	for _, a := range avvisi {
		note = append(note, a.String())
	}
	if err != nil {
		return nil, note, err
	}
	return r, append(append(note, r.mancanti()...), r.nonDisegnabili()...), nil
}

func leggi(b []byte, rigoroso bool) (*Ricevuta, []avviso.Avvertenza, error) {
	leggiDocumento, leggiBiz := rpt.LeggiDocumento, rpt.LeggiBizEvents
	if rigoroso {
		leggiDocumento = senzaNote(rpt.ParseDocumento)
		leggiBiz = senzaNote(rpt.ParseBizEvents)
	} else {
		b = json64(b)
	}
	if inJSON(b) {
		if !rigoroso && notificata(b) {
			return daNotifica(b)
		}
		// The members of BizEvents are also read as GovPay's: its own door knows more.
		if n, note, err := leggiBiz(b); err == nil {
			return daNuova(&n), note, nil
		}
	}
	d, note, err := leggiDocumento(b)
	if err == nil {
		r, err := daDocumento(&d)
		return r, note, err
	}
	if !rigoroso {
		if m, note2, err := rpt.LeggiBusta(b, ""); err == nil {
			if i, ok := m.Messaggio.(*rpt.PaaInviaRT); ok {
				r, note3, err := leggi(i.RT, rigoroso)
				return r, append(note2, note3...), err
			}
		}
	}
	return nil, note, err
}

// errNonRicevuta is a document that is a request.
var errNonRicevuta = errors.New("il documento è una richiesta, non una ricevuta")

// errSenzaRicevuta is a notification of an attempt, or of a receipt that is not in it.
var errSenzaRicevuta = errors.New("la notifica non porta una ricevuta")

// daDocumento takes what is printed from a document that was recognised.
func daDocumento(d *rpt.Documento) (*Ricevuta, error) {
	switch {
	case d.RT != nil:
		return daRT(d.RT)
	case d.Ricevuta != nil:
		return daNuova(&d.Ricevuta.Receipt), nil
	}
	return nil, errNonRicevuta
}

// notificata reports whether a JSON document has the members of a notification.
func notificata(b []byte) bool { return membri.Ha(string(b), "rt", "rpt", "riscossioni") }

// daNotifica takes what is printed from the receipt that a notification carries.
func daNotifica(b []byte) (*Ricevuta, []avviso.Avvertenza, error) {
	n, note, err := notifica.Leggi(notifica.Percorso{}, b)
	if err != nil {
		return nil, note, err
	}
	if n.RT == nil {
		return nil, note, errSenzaRicevuta
	}
	r, err := daDocumento(&n.RT.Documento)
	return r, note, err
}

func senzaNote[T any](parse func([]byte) (T, error)) func([]byte) (T, []avviso.Avvertenza, error) {
	return func(b []byte) (T, []avviso.Avvertenza, error) {
		d, err := parse(b)
		return d, nil, err
	}
}

// json64 returns the JSON that a base64 text holds, else the text.
func json64(b []byte) []byte {
	testo, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(b)), ""))
	if err == nil && inJSON(testo) {
		return testo
	}
	return b
}

func inJSON(b []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(b, []byte("\ufeff"))), []byte("{"))
}
