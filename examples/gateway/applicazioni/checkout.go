package applicazioni

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

const (
	attesaCheckout  = 10 * time.Second
	maxRispostaCart = 64 << 10
)

// ClienteCheckout sends carts to a Checkout that is elsewhere than the real one, base being
// what stands in place of its scheme and host; "" is the real one. chiave is the subscription
// key.
func ClienteCheckout(base, chiave string) Checkout {
	cliente := &http.Client{Timeout: attesaCheckout, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return func(ctx context.Context, c *sessione.CarrelloCheckout) (sessione.RispostaCheckout, error) {
		corpo, err := c.AppendJSON(nil)
		if err != nil {
			return sessione.RispostaCheckout{}, err
		}
		dove := c.URL()
		if base != "" {
			u, err := url.Parse(dove)
			if err != nil {
				return sessione.RispostaCheckout{}, err
			}
			dove = base + u.Path
		}
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, dove, bytes.NewReader(corpo))
		if err != nil {
			return sessione.RispostaCheckout{}, err
		}
		r.Header.Set("Content-Type", "application/json")
		if chiave != "" {
			r.Header.Set(flusso.IntestazioneFdR3, chiave) // the same header as FdR 3
		}
		w, err := cliente.Do(r)
		if err != nil {
			return sessione.RispostaCheckout{}, err
		}
		defer func() { _ = w.Body.Close() }()
		b, err := io.ReadAll(io.LimitReader(w.Body, maxRispostaCart))
		if err != nil {
			return sessione.RispostaCheckout{}, err
		}
		risposta, _, err := sessione.LeggiRispostaCheckout(w.StatusCode, w.Header.Get("Location"), b)
		return risposta, err
	}
}
