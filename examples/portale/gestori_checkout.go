package main

import (
	"net/http"
	"time"

	"github.com/quietanza/quietanza/examples/portale/checkout"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
)

// vistaCheckout is the page of the body before Checkout, and the one of Checkout.
type vistaCheckout struct {
	ID     string
	Debito vistaDebito
	Ente   string
	Email  string
	Avvisi []vistaAvvisoCheckout
	Scelte any
	Corpo  string
}

type vistaAvvisoCheckout struct{ Ente, Causale, Importo, Avviso string }

// preCheckout asks the address for the receipt before the cart is sent.
func (s *sito) preCheckout(w http.ResponseWriter, r *http.Request) error {
	var v vistaCheckout
	if err := s.b.fai(func(adesso time.Time) error {
		d, err := s.b.pubblico(r.PathValue("id"))
		if err != nil {
			return err
		}
		if x := s.b.verifica(d, adesso); x.Esito != pendenza.Pagabile {
			return nonPagabile(d, x)
		}
		v = vistaCheckout{Debito: s.b.vedi(d, adesso), Ente: s.b.ente.Nome}
		return nil
	}); err != nil {
		return err
	}
	return s.mostra(w, http.StatusOK, "precheckout", pagina{Titolo: "Conferma il pagamento", Sito: "portale", Dati: v})
}

func (s *sito) avviaCheckout(w http.ResponseWriter, r *http.Request) error {
	var dove string
	base := "http://" + r.Host
	if err := s.b.fai(func(adesso time.Time) (err error) {
		_, dove, err = s.b.avviaCheckout(r.PathValue("id"), r.PostForm.Get("email"), base+"/ritorno", base, adesso)
		return err
	}); err != nil {
		return err
	}
	return vai(w, r, dove)
}

// checkout is the simulated page of Checkout, which knows of the payment what the cart says.
func (s *sito) checkout(w http.ResponseWriter, r *http.Request) error {
	var v vistaCheckout
	var dove string
	if err := s.b.fai(func(time.Time) error {
		c, err := s.b.carrello(r.PathValue("id"))
		if err != nil {
			return err
		}
		if c.scelta != "" {
			dove = c.pagina()
			return nil
		}
		cart, err := sessione.ParseCarrelloCheckout(c.corpo)
		if err != nil {
			return err
		}
		v = vistaCheckout{ID: c.id, Ente: s.b.ente.Nome, Email: cart.EmailNotice, Scelte: checkout.Scelte, Corpo: string(c.corpo)}
		for _, n := range cart.PaymentNotices {
			v.Avvisi = append(v.Avvisi, vistaAvvisoCheckout{n.CompanyName, n.Description, n.Amount.Italiano(), n.NoticeNumber.Visuale()})
		}
		return nil
	}); err != nil {
		return err
	}
	if dove != "" {
		return vai(w, r, dove)
	}
	return s.mostra(w, http.StatusOK, "checkout", pagina{Titolo: "Paga su Checkout", Sito: "checkout", Dati: v})
}

func (s *sito) scegliCheckout(w http.ResponseWriter, r *http.Request) error {
	var dove string
	if err := s.b.fai(func(adesso time.Time) error {
		c, err := s.b.carrello(r.PathValue("id"))
		if err != nil {
			return err
		}
		dove, err = s.b.scegliCheckout(c, checkout.Scelta(r.PostForm.Get("scelta")), adesso)
		return err
	}); err != nil {
		return err
	}
	return vai(w, r, dove)
}

// esitoCheckout is where the citizen waits for the outcome, and reads it.
func (s *sito) esitoCheckout(w http.ResponseWriter, r *http.Request) error {
	v := vistaEsito{}
	p := pagina{Titolo: "Esito del pagamento", Sito: "portale"}
	modello := "pagamento"
	var dove string
	if err := s.b.fai(func(adesso time.Time) error {
		c, err := s.b.carrello(r.PathValue("id"))
		if err != nil {
			return err
		}
		v.Debito, v.Indicato = s.b.vedi(c.debito, adesso), string(c.sessione.Esito)
		switch {
		case c.scelta == "":
			dove = "/checkout/" + c.id
		case c.tentato == nil:
			modello, p.Titolo = "annullato", "Pagamento annullato"
		default:
			v.Pagamento = c.tentato.vedi(adesso)
			if v.Pagamento.Attesa {
				p.Titolo, p.Aggiorna = "In attesa dell'esito", 2
			}
		}
		return nil
	}); err != nil {
		return err
	}
	if dove != "" {
		return vai(w, r, dove)
	}
	p.Dati = v
	return s.mostra(w, http.StatusOK, modello, p)
}
