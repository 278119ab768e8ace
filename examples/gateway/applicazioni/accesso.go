package applicazioni

import (
	"net/http"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/pendenza/sessione"
)

// riconosci tells which application calls: by its certificate, which the server has
// verified, or by user and password.
func (p *Porta) riconosci(r *http.Request) (*anagrafica.Applicazione, error) {
	if r.TLS != nil && len(r.TLS.VerifiedChains) > 0 {
		soggetto := r.TLS.VerifiedChains[0][0].Subject.String()
		for i := range p.Anagrafica.Applicazioni {
			if a := &p.Anagrafica.Applicazioni[i]; a.Soggetto != "" && a.Soggetto == soggetto {
				return a, nil
			}
		}
	}
	utente, password, ok := r.BasicAuth()
	if ok && r.PathValue("porta") != "ssl" {
		var chi anagrafica.Applicazione
		for i := range p.Anagrafica.Applicazioni {
			if a := &p.Anagrafica.Applicazioni[i]; a.Utente != "" && a.Utente == utente {
				chi = *a
			}
		}
		if p.accesso.Giusta(chi.Impronta, password) {
			return &chi, nil
		}
	}
	return nil, &Rifiuto{sessione.ProblemaAutorizzazione(false, "")}
}

// sua refuses the positions of another application.
func (c *chiamata) sua(idA2A string) error {
	if idA2A != c.chi.IDA2A {
		return &Rifiuto{sessione.ProblemaAutorizzazione(true, "la posizione è di un'altra applicazione")}
	}
	return nil
}

// ente returns a body that is served, and whose debts the application may bring.
func (c *chiamata) ente(d avviso.IdDominio) (*anagrafica.Ente, error) {
	e := c.p.Anagrafica.Ente(d)
	if e == nil || !c.chi.Ammette(d) {
		return nil, &Rifiuto{sessione.ProblemaAutorizzazione(true, "ente non abilitato per l'applicazione: "+d.String())}
	}
	return e, nil
}
