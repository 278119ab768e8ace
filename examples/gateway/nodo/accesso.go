package nodo

import (
	"net/http"
	"slices"
)

// Certificato lets the callers pass whose client certificate, which the server has
// verified, has one of some subjects, as "CN=nodo,O=PagoPA".
func Certificato(soggetti ...string) func(*http.Request) bool {
	return func(r *http.Request) bool {
		return r.TLS != nil && len(r.TLS.VerifiedChains) > 0 && slices.Contains(soggetti, r.TLS.VerifiedChains[0][0].Subject.String())
	}
}
