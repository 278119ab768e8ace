package jppa

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// Texts that a failed notification leaves in its row.
//
// Source: link-it/govpay 3.8.2, MaggioliJPPAClient.
const (
	testoNonValida = "Messaggio di risposta dal Servizio Maggioli JPPA non valido"
	testoVuota     = "Il Nodo dei Pagamenti ha ritornato un messaggio vuoto."
)

// ErroreRisposta is an HTTP exchange that brought no usable answer: what the host
// gives to the run. Testo is the text for the row of the CSV.
type ErroreRisposta struct {
	Codice avviso.Codice // HTTP, FAULT, VUOTO, or the code of the message that could not be read
	HTTP   int           // status
	Fault  *Fault        // nil when there was none
	Testo  string
	Err    error // ErrInvio, or a cause that unwraps to it
}

// Error returns the text for the row.
func (e *ErroreRisposta) Error() string { return "jppa: " + e.Testo }

// Rilievo returns what went wrong as a finding.
func (e *ErroreRisposta) Rilievo() avviso.Rilievo {
	return avviso.Rilievo{Codice: e.Codice, Testo: e.Testo}
}

// Unwrap returns the kind and the cause.
func (e *ErroreRisposta) Unwrap() error { return e.Err }

// LeggiRispostaHTTP reads what came back for a notification: the HTTP status and
// the body. An answer is read as [LeggiRispostaInviaEsito] does. Otherwise the error
// is an *ErroreRisposta of kind ErrInvio: a status of 400 or more, a SOAP fault, an
// empty or an unreadable body (an HTML page, a message without esito).
func LeggiRispostaHTTP(stato int, corpo []byte) (RispostaInviaEsito, []avviso.Avvertenza, error) {
	r, a, err := LeggiRispostaInviaEsito(corpo)
	if f, ok := faultDi(err); ok {
		return RispostaInviaEsito{}, nil, &ErroreRisposta{
			Codice: CodiceFault, HTTP: stato, Fault: f, Err: errore.Coppia(ErrInvio, err),
			Testo: "Ricevuto messaggio di errore: HTTP " + strconv.Itoa(stato) + " [SOAPFaultCode: " + f.Codice + " - SOAPFaultString: " + f.Testo + "]",
		}
	}
	switch {
	case stato >= 400:
		return RispostaInviaEsito{}, nil, &ErroreRisposta{Codice: CodiceHTTP, HTTP: stato, Err: ErrInvio, Testo: "Ricevuto [HTTP " + strconv.Itoa(stato) + "]"}
	case len(bytes.TrimSpace(corpo)) == 0:
		return RispostaInviaEsito{}, nil, &ErroreRisposta{Codice: CodiceVuoto, HTTP: stato, Err: ErrInvio, Testo: testoVuota}
	case err != nil:
		codice := CodiceXML
		var x *Errore
		if errors.As(err, &x) {
			codice = x.Codice
		}
		return RispostaInviaEsito{}, nil, &ErroreRisposta{Codice: codice, HTTP: stato, Err: errore.Coppia(ErrInvio, err), Testo: testoNonValida}
	}
	return r, a, nil
}

// Descrizione returns what the row of an answer says: nothing for OK; for ERROR
// its messages, "codice: descrizione" separated by "; ".
func (r RispostaInviaEsito) Descrizione() string {
	if r.Esito != EsitoError {
		return ""
	}
	parti := make([]string, len(r.Messaggi))
	for i, m := range r.Messaggi {
		parti[i] = m.Codice + ": " + m.Descrizione
	}
	return strings.Join(parti, "; ")
}
