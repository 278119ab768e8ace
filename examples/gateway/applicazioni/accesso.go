package applicazioni

import (
	"crypto/sha256"
	"net/http"
	"sync"

	"golang.org/x/crypto/bcrypt"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/pendenza/sessione"
)

// accesso remembers the passwords that were right, so that each is looked at slowly once.
type accesso struct {
	mu     sync.Mutex
	giuste map[[sha256.Size]byte]bool
	turno  sync.Mutex // one slow look at a time: who guesses does not take the processor
}

// senzaNessuno is looked at for a user that there is not, so that the answer takes as long.
var senzaNessuno = []byte("$2a$10$hfV87hCfZ7G1xAhm81u0Ou.BfK59I7C4DeUfyMyhp.8S7VbTf.8km")

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
	negata := &Rifiuto{sessione.ProblemaAutorizzazione(false, "")}
	utente, password, ok := r.BasicAuth()
	if !ok || r.PathValue("porta") == "ssl" {
		return nil, negata
	}
	var chi *anagrafica.Applicazione
	impronta := senzaNessuno
	for i := range p.Anagrafica.Applicazioni {
		if a := &p.Anagrafica.Applicazioni[i]; a.Utente != "" && a.Utente == utente {
			chi, impronta = a, []byte(a.Impronta)
		}
	}
	if !p.accesso.giusta(impronta, password) || chi == nil {
		return nil, negata
	}
	return chi, nil
}

func (a *accesso) giusta(impronta []byte, password string) bool {
	// The length between the two keeps them apart.
	nota := sha256.Sum256(append([]byte(password), impronta...))
	a.mu.Lock()
	gia := a.giuste[nota]
	a.mu.Unlock()
	if gia {
		return true
	}
	a.turno.Lock()
	ok := bcrypt.CompareHashAndPassword(impronta, []byte(password)) == nil
	a.turno.Unlock()
	if ok {
		a.mu.Lock()
		if a.giuste == nil {
			a.giuste = map[[sha256.Size]byte]bool{}
		}
		a.giuste[nota] = true
		a.mu.Unlock()
	}
	return ok
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
