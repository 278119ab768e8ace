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
	var w membri.Scrittura
	w.Apre("")
	w.SeTesto("emailNotice", c.EmailNotice)
	w.ApreElenco("paymentNotices")
	for i := range c.PaymentNotices {
		a := &c.PaymentNotices[i]
		w.Apre("")
		w.Testo("noticeNumber", a.NoticeNumber.String())
		w.Testo("fiscalCode", a.FiscalCode.String())
		w.Intero("amount", int(a.Amount.Centesimi()))
		w.Testo("companyName", a.CompanyName)
		w.Testo("description", a.Description)
		w.Altri(a.Altri)
		w.Chiude()
	}
	w.ChiudeElenco()
	w.Apre("returnUrls")
	w.Testo("returnOkUrl", c.ReturnURLs.OK)
	w.Testo("returnCancelUrl", c.ReturnURLs.Cancel)
	w.Testo("returnErrorUrl", c.ReturnURLs.Error)
	w.SeTesto("returnWaitingUrl", c.ReturnURLs.Waiting)
	w.Altri(c.ReturnURLs.Altri)
	w.Chiude()
	w.SeTesto("idCart", c.IDCart)
	switch {
	case c.AllCCP == nil:
	case *c.AllCCP:
		w.Crudo("allCCP", "true")
	default:
		w.Crudo("allCCP", "false")
	}
	w.Altri(c.Altri)
	w.Chiude()
	return append(b, w.B...), nil
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
	l := lettura{membri.Lettura{Tollerante: tollerante}}
	testo, err := l.Apre(dati)
	if err != nil {
		return CarrelloCheckout{}, l.Avvertenze, illeggibile(err)
	}
	var c CarrelloCheckout
	l.Oggetto(testo, []membri.Campo{
		{Nome: "emailNotice", Dove: membri.Forma{Dove: &c.EmailNotice, E: riferimento.EMail}},
		{Nome: "paymentNotices", Dove: func(nome, v string) {
			l.Elenco(nome, v, MaxAvvisiCheckout, func(_ int, v string) {
				var a AvvisoCheckout
				l.avvisoCheckout(v, &a)
				c.PaymentNotices = append(c.PaymentNotices, a)
			})
		}, Obbligatorio: true},
		{Nome: "returnUrls", Dove: func(nome, v string) { l.ritorniCheckout(nome, v, &c.ReturnURLs) }, Obbligatorio: true},
		{Nome: "idCart", Dove: membri.Corto{Dove: &c.IDCart, Massimo: massimoIDCarrello}},
		{Nome: "allCCP", Dove: func(nome, v string) {
			c.AllCCP = new(bool)
			l.Valore(nome, c.AllCCP, v)
		}},
	}, &c.Altri)
	if err = l.chiudi(); err == nil {
		err = c.Valida()
	}
	if err != nil {
		return CarrelloCheckout{}, l.Avvertenze, err
	}
	return c, l.Avvertenze, nil
}

func (l *lettura) avvisoCheckout(v string, a *AvvisoCheckout) {
	centesimi := 0
	l.Annidato("", v, []membri.Campo{
		{Nome: "noticeNumber", Dove: &a.NoticeNumber, Obbligatorio: true},
		{Nome: "fiscalCode", Dove: &a.FiscalCode, Obbligatorio: true},
		{Nome: "amount", Dove: membri.Intero{Dove: &centesimi, Minimo: 1, Massimo: centesimiMassimi}, Obbligatorio: true},
		{Nome: "companyName", Dove: membri.Corto{Dove: &a.CompanyName, Massimo: massimoTestoAvviso}, Obbligatorio: true},
		{Nome: "description", Dove: membri.Corto{Dove: &a.Description, Massimo: massimoTestoAvviso}, Obbligatorio: true},
	}, &a.Altri)
	a.Amount = avviso.ImportoDaCentesimi(int64(centesimi))
}

func (l *lettura) ritorniCheckout(nome, v string, r *RitorniCheckout) {
	l.Annidato(nome, v, []membri.Campo{
		{Nome: "returnOkUrl", Dove: l.indirizzo(&r.OK), Obbligatorio: true},
		{Nome: "returnCancelUrl", Dove: l.indirizzo(&r.Cancel), Obbligatorio: true},
		{Nome: "returnErrorUrl", Dove: l.indirizzo(&r.Error), Obbligatorio: true},
		{Nome: "returnWaitingUrl", Dove: l.indirizzo(&r.Waiting)},
	}, &r.Altri)
}
