package main

import (
	"fmt"
	"iter"
	"net/url"
	"slices"
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
// The notices in it are then paid as any other, and the receipts reach the body as those
// of any PSP.
type carrello struct {
	id       string // idCart
	debiti   []*debito
	numeri   []int  // of the attempt on each, in its diary
	corpo    []byte // what was posted to Checkout
	email    string
	urls     sessione.RitorniCheckout
	sessione sessione.Sessione
	scelta   checkout.Scelta
	dove     string       // where Checkout sent the citizen back
	tentati  []*pagamento // none until Checkout activates the notices
}

// daPagare are the debts of a cart, each of which may be paid, and with the others.
func (b *banco) daPagare(id []string, adesso time.Time) ([]*debito, error) {
	var scelti []*debito
	for _, x := range id {
		d, err := b.pubblico(x)
		if err != nil {
			return nil, err
		}
		if v := b.verifica(d, adesso); v.Esito != pendenza.Pagabile {
			return nil, nonPagabile(d, v)
		}
		if slices.Contains(scelti, d) {
			return nil, &rifiuto{Stato: 400, Titolo: "Lo stesso debito due volte", Testo: "«" + d.p.Causale + "» è scelto due volte.", Vai: "/debiti", Invito: "Torna ai debiti"}
		}
		for _, e := range scelti {
			pagata := e.p
			pagata.Stato = pendenza.Eseguita
			if pendenza.AlternativaPagata(&d.p, stessoDocumento(d, &pagata)) {
				return nil, &rifiuto{
					Stato: 409, Titolo: "L'uno o l'altro", Testo: "«" + d.p.Causale + "» e «" + e.p.Causale + "» sono in alternativa: si paga l'uno o l'altro.", Vai: "/debiti", Invito: "Torna ai debiti",
				}
			}
		}
		scelti = append(scelti, d)
	}
	if len(scelti) == 0 || len(scelti) > sessione.MaxAvvisiCheckout {
		return nil, &rifiuto{
			Stato: 400, Titolo: "Quali debiti?", Testo: fmt.Sprintf("Per pagare insieme se ne scelgono da uno a %d.", sessione.MaxAvvisiCheckout), Vai: "/debiti", Invito: "Torna ai debiti",
		}
	}
	return scelti, nil
}

// stessoDocumento yields a position when it is of the document of a debt.
func stessoDocumento(d *debito, p *pendenza.Pendenza) iter.Seq[*pendenza.Pendenza] {
	return func(yield func(*pendenza.Pendenza) bool) {
		if d.p.Documento != nil && p.Documento != nil && d.p.Documento.Identificativo == p.Documento.Identificativo {
			yield(p)
		}
	}
}

// avviaCheckout makes the cart of some debts and posts it to Checkout.
func (b *banco) avviaCheckout(id []string, posta, ritorno, indirizzo string, adesso time.Time) (*carrello, string, error) {
	debiti, err := b.daPagare(id, adesso)
	if err != nil {
		return nil, "", err
	}
	posta, err = indirizzoEmail(posta, "/carrello?"+url.Values{"debito": id}.Encode())
	if err != nil {
		return nil, "", err
	}
	c := &carrello{id: b.codice(20), debiti: debiti, email: posta}
	c.sessione = sessione.Avvia(c.id, b.codice(20))
	if c.urls, err = sessione.NuoviRitorniCheckout(ritorno, c.sessione.IDSession, rpt.V2); err != nil {
		return nil, "", err
	}
	dati := sessione.DatiCheckout{
		Ente: func(avviso.IdDominio) *pendenza.EntePA { return b.enteNodo() }, ReturnURLs: c.urls, Email: posta, IDCart: c.id, Oggi: avviso.DataDi(adesso),
	}
	for _, d := range debiti {
		dati.Pendenze = append(dati.Pendenze, &d.p)
		c.numeri = append(c.numeri, len(d.pagamenti)+1)
	}
	documento, _, err := sessione.NuovoCarrelloCheckout(dati)
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
	for n, d := range debiti {
		d.annota(adesso, c.numeri[n], macchinaSessione, "Avvia", "", c.sessione.CodiceStato.String(), "carrello di Checkout")
	}
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
		if err := b.pagaCarrello(c, s, adesso); err != nil {
			return "", err
		}
	}
	c.scelta, c.dove = s, dove
	return dove, nil
}

// pagaCarrello activates the notices of a cart, all before any is paid, and pays them.
func (b *banco) pagaCarrello(c *carrello, s checkout.Scelta, adesso time.Time) error {
	for _, d := range c.debiti {
		if v := b.verifica(d, adesso); v.Esito != pendenza.Pagabile {
			return nonPagabile(d, v)
		}
	}
	cart, err := sessione.ParseCarrelloCheckout(c.corpo)
	if err != nil {
		return err
	}
	for i := range cart.PaymentNotices {
		n := &cart.PaymentNotices[i]
		p, err := b.attiva(n.NoticeNumber.String(), n.FiscalCode.String(), adesso)
		if err != nil {
			return err
		}
		p.psp, p.carrello, p.email, c.numeri[i] = &pspCheckout, c, c.email, p.numero
		c.tentati = append(c.tentati, p)
	}
	for _, p := range c.tentati {
		if s == checkout.Attesa {
			p.consegna = adesso.Add(attesaCheckout)
		} else if err := b.paga(p, s == checkout.Paga, adesso); err != nil {
			return err
		}
	}
	return nil
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

// aggiorna sums the attempts of a cart, when there is one.
func (c *carrello) aggiorna(quando time.Time) error {
	if c == nil {
		return nil
	}
	tentativi := make([]rpt.Tentativo, len(c.tentati))
	for i, p := range c.tentati {
		tentativi[i] = p.tentativo()
	}
	s, err := c.sessione.Aggiorna(tentativi)
	if err != nil {
		return err
	}
	c.prendi(s, "Aggiorna", "somma dei tentativi: "+string(s.Stato()), quando)
	return nil
}

func (c *carrello) prendi(s sessione.Sessione, evento, nota string, quando time.Time) {
	for n, d := range c.debiti {
		d.annota(quando, c.numeri[n], macchinaSessione, evento, c.sessione.CodiceStato.String(), s.CodiceStato.String(), nota)
	}
	c.sessione = s
}
