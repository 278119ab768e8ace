package main

import (
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/portale/checkout"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rpt"
)

// pspCheckout pays what is chosen on Checkout.
var pspCheckout = prestatore{Codice: "ABI99995", Nome: "Banca Finta, con carta su Checkout", Tipo: 3, canale: "ECOMMERCE", metodo: "creditCard"}

// attesaCheckout is how long a receipt that is late takes.
const attesaCheckout = 20 * time.Second

// carrello is a cart of Checkout: the payment that starts at the body's portal today.
// The notice in it is then paid as any other, and the receipt reaches the body as the
// one of any PSP.
type carrello struct {
	id       string // idCart
	debito   *debito
	corpo    []byte // what was posted to Checkout
	email    string
	urls     sessione.RitorniCheckout
	sessione sessione.Sessione
	numero   int // of the attempt, in the diary
	scelta   checkout.Scelta
	dove     string     // where Checkout sent the citizen back
	tentato  *pagamento // nil until Checkout activates the notice
}

// avviaCheckout makes the cart of a debt and posts it to Checkout.
func (b *banco) avviaCheckout(id, posta, ritorno, indirizzo string, adesso time.Time) (*carrello, string, error) {
	d, err := b.pubblico(id)
	if err != nil {
		return nil, "", err
	}
	if v := b.verifica(d, adesso); v.Esito != pendenza.Pagabile {
		return nil, "", nonPagabile(d, v)
	}
	posta, err = indirizzoEmail(posta, "/debito/"+id+"/checkout")
	if err != nil {
		return nil, "", err
	}
	c := &carrello{id: b.codice(20), debito: d, email: posta, numero: len(d.pagamenti) + 1}
	c.sessione = sessione.Avvia(c.id, b.codice(20))
	if c.urls, err = sessione.NuoviRitorniCheckout(ritorno, c.sessione.IDSession, rpt.V2); err != nil {
		return nil, "", err
	}
	documento, _, err := sessione.NuovoCarrelloCheckout(sessione.DatiCheckout{
		Pendenze: []*pendenza.Pendenza{&d.p}, Ente: func(avviso.IdDominio) *pendenza.EntePA { return b.enteNodo() },
		ReturnURLs: c.urls, Email: posta, IDCart: c.id, Oggi: avviso.DataDi(adesso),
	})
	if err != nil {
		return nil, "", err
	}
	if c.corpo, err = documento.AppendJSON(nil); err != nil {
		return nil, "", err
	}
	// Checkout answers 302 with its page.
	risposta, _, err := sessione.LeggiRispostaCheckout(302, indirizzo+"/checkout/"+c.id, nil)
	if err != nil {
		return nil, "", err
	}
	d.annota(adesso, c.numero, macchinaSessione, "Avvia", "", c.sessione.CodiceStato.String(), "carrello di Checkout")
	b.carrelli[c.id] = c
	return c, risposta.Redirect, risposta.Valida()
}

func (b *banco) carrello(id string) (*carrello, error) {
	if c := b.carrelli[id]; c != nil {
		return c, nil
	}
	return nil, &rifiuto{Stato: 404, Titolo: "Carrello sconosciuto", Testo: "Nessun pagamento ha questo identificativo."}
}

// perSessione finds the cart whose return URLs hold a session.
func (b *banco) perSessione(id string) (*carrello, error) {
	for _, c := range b.carrelli {
		if c.sessione.IDSession == id {
			return c, nil
		}
	}
	return b.carrello("")
}

// scegliCheckout is what the simulated Checkout does with a choice, and where it sends
// the citizen back. The same choice again changes nothing; another one is refused.
func (b *banco) scegliCheckout(c *carrello, s checkout.Scelta, adesso time.Time) (string, error) {
	if c.scelta != "" {
		if c.scelta == s {
			return c.dove, nil
		}
		return "", &rifiuto{
			Stato: 409, Titolo: "La sessione di pagamento è conclusa", Testo: "Questo pagamento è già passato da Checkout: la scelta non lo cambia più.",
			Vai: c.pagina(), Invito: "Vai all'esito",
		}
	}
	dove := s.Ritorno(&c.urls)
	if dove == "" {
		return "", &rifiuto{Stato: 400, Titolo: "Scelta non ammessa", Testo: "Su Checkout si paga o si annulla.", Vai: "/checkout/" + c.id, Invito: "Torna a Checkout"}
	}
	if s != checkout.Annulla {
		cart, err := sessione.ParseCarrelloCheckout(c.corpo)
		if err != nil {
			return "", err
		}
		n := &cart.PaymentNotices[0]
		p, err := b.attiva(n.NoticeNumber.String(), n.FiscalCode.String(), adesso)
		if err != nil {
			return "", err
		}
		p.psp, p.carrello, p.email, c.tentato, c.numero = &pspCheckout, c, c.email, p, p.numero
		switch s {
		case checkout.Attesa:
			p.consegna = adesso.Add(attesaCheckout)
		default:
			err = b.paga(p, s == checkout.Paga, adesso)
		}
		if err != nil {
			return "", err
		}
	}
	c.scelta, c.dove = s, dove
	return dove, nil
}

// pagina is where the outcome of a cart is shown.
func (c *carrello) pagina() string { return "/carrello/" + c.id }

// torna is the return of the citizen, which proves nothing. Only the first is told.
func (c *carrello) torna(r sessione.Ritorno, adesso time.Time) error {
	s, err := c.sessione.Ritorna(r)
	if err != nil {
		return &rifiuto{Stato: 400, Titolo: "Ritorno non valido", Testo: "Questo ritorno non appartiene alla sessione."}
	}
	if !c.sessione.Esito.IsValid() {
		c.prendi(s, sessione.Ritorna.String(), "esito indicativo "+string(r.Esito), adesso)
	}
	return nil
}

// aggiorna sums the attempt of a cart, when there is one.
func (c *carrello) aggiorna(p *pagamento, quando time.Time) error {
	if c == nil {
		return nil
	}
	s, err := c.sessione.Aggiorna([]rpt.Tentativo{p.tentativo()})
	if err != nil {
		return err
	}
	c.prendi(s, "Aggiorna", "somma dei tentativi: "+string(s.Stato()), quando)
	return nil
}

func (c *carrello) prendi(s sessione.Sessione, evento, nota string, quando time.Time) {
	c.debito.annota(quando, c.numero, macchinaSessione, evento, c.sessione.CodiceStato.String(), s.CodiceStato.String(), nota)
	c.sessione = s
}
