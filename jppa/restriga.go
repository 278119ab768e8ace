package jppa

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"github.com/quietanza/quietanza/internal/errore"
)

// Riga returns the record of a notification of REST v2: messages one a line.
func (r RispostaREST) Riga(ricevuta Ricevuta) RigaCSVBatch6 {
	return RigaCSVBatch6{
		IdDominio: NuovoCampo(ricevuta.IdDominio), IUV: NuovoCampo(ricevuta.IUV), CPP: NuovoCampo(ricevuta.CCP),
		Esito:    NuovoCampo(string(r.Esito)),
		Warnings: NuovoCampo(strings.Join(r.WarningMessages, "\n")), Errors: NuovoCampo(strings.Join(r.ErrorMessages, "\n")),
	}
}

// AttesaREST returns how long to wait before another attempt at a notification after
// the given number of failed ones: 2, 4, 8 and 10 seconds; false when no attempt is
// left. A failed login and an HTTP 400 are not tried again.
//
// Source: link-it/govpay-maggioli-jppa.
func AttesaREST(falliti int) (time.Duration, bool) {
	if falliti < 1 || falliti >= TentativiREST {
		return 0, false
	}
	return min(2*time.Second<<(falliti-1), 10*time.Second), true
}

// appendJSON appends a value without the escapes meant for HTML pages.
func appendJSON(b []byte, v any) ([]byte, error) {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, &Errore{Codice: CodiceJSON, Err: errore.Coppia(ErrMessaggio, err)}
	}
	return append(b, bytes.TrimSuffix(buf.Bytes(), []byte("\n"))...), nil
}
