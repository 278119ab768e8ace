package main

import (
	"net/http"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/portale/checkout"
	"github.com/quietanza/quietanza/pendenza/sessione"
)

// vistaCheckout is the page of the body before Checkout, and the one of Checkout.
type vistaCheckout struct {
	ID     string
	Debiti []vistaDebito
	Totale string
	Ente   string
	Email  string
	Avvisi []vistaAvvisoCheckout
	Scelte any
	Corpo  string
}

type vistaAvvisoCheckout struct{ Ente, Causale, Importo, Avviso string }

// scelti are the debts that a request names: the one of its path, or those of its form.
func scelti(r *http.Request) []string {
	if id := r.PathValue("id"); id != "" {
		return []string{id}
	}
	return r.Form["debito"]
}

// preCheckout asks the address for the receipt before the cart is sent.
func (s *sito) preCheckout(w http.ResponseWriter, r *http.Request) error {
	var v vistaCheckout
	if err := r.ParseForm(); err != nil {
		return &rifiuto{Stato: 400, Titolo: "Richiesta non valida", Testo: "Scegli i debiti dalla loro pagina.", Vai: "/debiti", Invito: "Torna ai debiti"}
	}
	if err := s.b.fai(func(adesso time.Time) error {
		debiti, err := s.b.daPagare(scelti(r), adesso)
		if err != nil {
			return err
		}
		var totale avviso.Totale
		for _, d := range debiti {
			v.Debiti = append(v.Debiti, s.b.vedi(d, adesso))
			totale.Aggiungi(d.p.Importo)
		}
		v.Ente = s.b.ente.Nome
		t, err := totale.Importo()
		v.Totale = t.Italiano()
		return err
	}); err != nil {
		return err
	}
	return s.mostra(w, http.StatusOK, "precheckout", pagina{Titolo: "Conferma il pagamento", Sito: "portale", Dati: v})
}

func (s *sito) avviaCheckout(w http.ResponseWriter, r *http.Request) error {
	var dove string
	base := "http://" + r.Host
	if err := s.b.fai(func(adesso time.Time) (err error) {
		_, dove, err = s.b.avviaCheckout(scelti(r), r.PostForm.Get("email"), base+"/ritorno", base, adesso)
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

// vistaCarrello is the outcome of several debts paid together.
type vistaCarrello struct {
	ID, Titolo, Classe, Indicato string
	Attesa                       bool
	Righe                        []vistaEsito
}

// esitoCheckout is where the citizen waits for the outcome, and reads it.
func (s *sito) esitoCheckout(w http.ResponseWriter, r *http.Request) error {
	p := pagina{Titolo: "Esito del pagamento", Sito: "portale"}
	modello := "pagamento"
	var dove string
	if err := s.b.fai(func(adesso time.Time) error {
		c, err := s.b.carrello(r.PathValue("id"))
		if err != nil {
			return err
		}
		v := vistaEsito{Debito: s.b.vedi(c.debiti[0], adesso), Indicato: string(c.sessione.Esito)}
		switch {
		case c.scelta == "":
			dove = "/checkout/" + c.id
		case len(c.tentati) == 0:
			modello, p.Titolo = "annullato", "Pagamento annullato"
		case len(c.tentati) > 1:
			insieme := s.b.vediCarrello(c, adesso)
			modello, p.Titolo, p.Dati = "carrello", insieme.Titolo, insieme
			if insieme.Attesa {
				p.Aggiorna = 2
			}
			return nil
		default:
			v.Pagamento = c.tentati[0].vedi(adesso)
			if v.Pagamento.Attesa {
				p.Titolo, p.Aggiorna = "In attesa dell'esito", 2
			}
		}
		p.Dati = v
		return nil
	}); err != nil {
		return err
	}
	if dove != "" {
		return vai(w, r, dove)
	}
	return s.mostra(w, http.StatusOK, modello, p)
}

// vediCarrello tells the outcome of the attempts of a cart, one by one and together.
func (b *banco) vediCarrello(c *carrello, adesso time.Time) vistaCarrello {
	v := vistaCarrello{ID: c.id, Indicato: string(c.sessione.Esito)}
	pagati := 0
	for _, p := range c.tentati {
		x := vistaEsito{Debito: b.vedi(p.debito, adesso), Pagamento: p.vedi(adesso)}
		v.Attesa = v.Attesa || x.Pagamento.Attesa
		if x.Pagamento.Classe == "fatto" {
			pagati++
		}
		v.Righe = append(v.Righe, x)
	}
	switch {
	case v.Attesa:
		v.Titolo, v.Classe = "In attesa dell'esito", "attesa"
	case pagati == len(v.Righe):
		v.Titolo, v.Classe = "Pagamento eseguito", "fatto"
	case pagati > 0:
		v.Titolo, v.Classe = "Pagamento eseguito in parte", "avviso"
	default:
		v.Titolo, v.Classe = "Pagamento non eseguito", "errore"
	}
	return v
}
