package lavori

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// Piattaforma is how the services of the platform are called.
type Piattaforma struct {
	// Base stands in place of the scheme and host of the real one; "" is the real one.
	Base string
	// Chiave is the subscription key.
	Chiave avviso.Segreto
	HTTP   *http.Client
}

// maxRisposta is how long an answer of the platform may be: a page of a thousand payments is
// a twentieth of it.
const maxRisposta = 16 << 20

// errNonCEra is an answer 404.
var errNonCEra = errors.New("la piattaforma non ce l'ha")

// ottieni returns what the platform has at an address. 404 is errNonCEra.
func (p *Piattaforma) ottieni(ctx context.Context, dove string) ([]byte, error) {
	u, err := url.Parse(dove)
	if err != nil {
		return nil, err
	}
	if p.Base != "" {
		vero := u
		if u, err = url.Parse(p.Base); err != nil {
			return nil, err
		}
		u.Path, u.RawPath, u.RawQuery = vero.Path, vero.RawPath, vero.RawQuery
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	if p.Chiave.IsValid() {
		r.Header.Set(flusso.IntestazioneFdR3, p.Chiave.Rivela())
	}
	risposta, err := p.HTTP.Do(r)
	if err != nil {
		return nil, err
	}
	defer risposta.Body.Close()
	corpo, err := io.ReadAll(io.LimitReader(risposta.Body, maxRisposta+1))
	switch {
	case err != nil:
		return nil, err
	case len(corpo) > maxRisposta:
		return nil, fmt.Errorf("%s: risposta oltre %d byte", u.Path, maxRisposta)
	case risposta.StatusCode == http.StatusNotFound:
		return nil, fmt.Errorf("%s: %w", u.Path, errNonCEra)
	case risposta.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("%s: HTTP %d", u.Path, risposta.StatusCode)
	}
	return corpo, nil
}
