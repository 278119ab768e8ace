package sessione

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// AppendJSON appends the cart as Checkout takes it, in the order of its schema, with the
// members of others behind. The error is that of Valida.
func (c *CarrelloCheckout) AppendJSON(b []byte) ([]byte, error) {
	if err := c.Valida(); err != nil {
		return b, err
	}
	return membri.AppendDocumento(b, membriCheckout(new(membri.Lettura), c))
}

// MarshalJSON is AppendJSON.
func (c *CarrelloCheckout) MarshalJSON() ([]byte, error) { return c.AppendJSON(nil) }

// ParseCarrelloCheckout reads a cart as its schema has it and checks it with Valida:
// v2 when it has a returnWaitingUrl. Errors are *Errore: ErrDocumento for a text that is
// no cart, with all that is wrong, ErrCarrello for a cart that Checkout refuses.
//
// Source: pagoPA, Checkout – EC API v1 and v2, CartRequest.
func ParseCarrelloCheckout(dati []byte) (CarrelloCheckout, error) {
	c, _, err := leggiCheckout(dati, false)
	return c, err
}

// LeggiCarrelloCheckout is ParseCarrelloCheckout with a warning each for members that
// the schema does not have (MEMBRO), which are kept, and for a number or a boolean
// written as a text (TIPO): the published example of allCCP is the text "false".
func LeggiCarrelloCheckout(dati []byte) (CarrelloCheckout, []avviso.Avvertenza, error) {
	return leggiCheckout(dati, true)
}

func leggiCheckout(dati []byte, tollerante bool) (CarrelloCheckout, []avviso.Avvertenza, error) {
	c, a, err := membri.Documento(porta, dati, tollerante, membriCheckout)
	if err == nil {
		err = c.Valida()
	}
	if err != nil {
		return CarrelloCheckout{}, a, err
	}
	return c, a, nil
}

func membriCheckout(l *membri.Lettura, c *CarrelloCheckout) membri.Gruppo {
	r := &c.ReturnURLs
	ritorni := membri.Interno(membri.Gruppo{Campi: []membri.Campo{
		{Nome: "returnOkUrl", Dove: indirizzo(&r.OK), Obbligatorio: true},
		{Nome: "returnCancelUrl", Dove: indirizzo(&r.Cancel), Obbligatorio: true},
		{Nome: "returnErrorUrl", Dove: indirizzo(&r.Error), Obbligatorio: true},
		{Nome: "returnWaitingUrl", Dove: indirizzo(&r.Waiting)},
	}, Altri: &r.Altri})
	return membri.Struttura(c, l.Tollerante).Con("emailNotice", membri.Forma{Dove: &c.EmailNotice, E: riferimento.EMail}).
		Con("paymentNotices", membri.Lista(&c.PaymentNotices, MaxAvvisiCheckout, membriAvvisoCheckout)).Con("returnUrls", ritorni)
}

func membriAvvisoCheckout(a *AvvisoCheckout) membri.Gruppo {
	return membri.Struttura(a, false).Con("amount", membri.DueVie{Leggi: func(l *membri.Lettura, nome, v string) {
		centesimi := 0
		l.Valore(nome, membri.Intero{Dove: &centesimi, Minimo: 1, Massimo: centesimiMassimi}, v)
		a.Amount = avviso.ImportoDaCentesimi(int64(centesimi))
	}, Scrivi: func(w *membri.Scrittura, nome string) { w.Intero(nome, int(a.Amount.Centesimi())) }})
}
