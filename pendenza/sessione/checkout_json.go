package sessione

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
)

// AppendJSON appends the cart as Checkout takes it, in the order of its schema, with the
// members of others behind. The error is that of Valida.
func (c *CarrelloCheckout) AppendJSON(b []byte) ([]byte, error) {
	if err := c.Valida(); err != nil {
		return b, err
	}
	s := scritturaJSON{b: b}
	s.apri()
	s.testo("emailNotice", c.EmailNotice)
	s.nome("paymentNotices")
	s.b = append(s.b, '[')
	for i := range c.PaymentNotices {
		if i > 0 {
			s.b = append(s.b, ',')
		}
		a := &c.PaymentNotices[i]
		s.apri()
		s.testo("noticeNumber", a.NoticeNumber.String())
		s.testo("fiscalCode", a.FiscalCode.String())
		s.nome("amount")
		s.b = strconv.AppendInt(s.b, a.Amount.Centesimi(), 10)
		s.testo("companyName", a.CompanyName)
		s.testo("description", a.Description)
		s.chiudi(a.Altri)
	}
	s.b = append(s.b, ']')
	s.nome("returnUrls")
	s.apri()
	s.testo("returnOkUrl", c.ReturnURLs.OK)
	s.testo("returnCancelUrl", c.ReturnURLs.Cancel)
	s.testo("returnErrorUrl", c.ReturnURLs.Error)
	s.testo("returnWaitingUrl", c.ReturnURLs.Waiting)
	s.chiudi(c.ReturnURLs.Altri)
	s.testo("idCart", c.IDCart)
	if c.AllCCP != nil {
		s.nome("allCCP")
		s.b = strconv.AppendBool(s.b, *c.AllCCP)
	}
	s.chiudi(c.Altri)
	return s.b, nil
}

// MarshalJSON is AppendJSON.
func (c *CarrelloCheckout) MarshalJSON() ([]byte, error) { return c.AppendJSON(nil) }

// scritturaJSON writes objects.
type scritturaJSON struct{ b []byte }

func (s *scritturaJSON) apri() { s.b = append(s.b, '{') }

// virgola parts a member from the one before.
func (s *scritturaJSON) virgola() {
	if s.b[len(s.b)-1] != '{' {
		s.b = append(s.b, ',')
	}
}

func (s *scritturaJSON) nome(nome string) {
	s.virgola()
	s.b = append(membri.AppendTesto(s.b, nome), ':')
}

// testo writes a text, nothing for "".
func (s *scritturaJSON) testo(nome, v string) {
	if v != "" {
		s.nome(nome)
		s.b = membri.AppendTesto(s.b, v)
	}
}

func (s *scritturaJSON) chiudi(a avviso.Altri) {
	if a != "" {
		s.virgola()
		s.b = append(s.b, a...)
	}
	s.b = append(s.b, '}')
}

// ParseCarrelloCheckout reads a cart as its schema has it and checks it with Valida:
// v2 when it has a returnWaitingUrl. Errors are *Errore (ErrCarrello), with the path.
//
// Source: pagoPA, Checkout – EC API v1 and v2, CartRequest.
func ParseCarrelloCheckout(dati []byte) (CarrelloCheckout, error) {
	c, _, err := leggiCheckout(dati, false)
	if err == nil {
		err = c.Valida()
	}
	if err != nil {
		return CarrelloCheckout{}, err
	}
	return c, nil
}

// LeggiCarrelloCheckout is ParseCarrelloCheckout with a warning each for members that
// the schema does not have (MEMBRO), which are kept, and for a number or a boolean
// written as a text (TIPO): the published example of allCCP is the text "false".
func LeggiCarrelloCheckout(dati []byte) (CarrelloCheckout, []avviso.Avvertenza, error) {
	c, a, err := leggiCheckout(dati, true)
	if err == nil {
		err = c.Valida()
	}
	if err != nil {
		return CarrelloCheckout{}, a, err
	}
	return c, a, nil
}

// letturaCheckout is the reading of one document.
type letturaCheckout struct {
	testo      string
	lenta      bool
	passi      []string
	avvertenze []avviso.Avvertenza
}

func nuovaLettura(dati []byte, lenta bool) (*letturaCheckout, error) {
	if lenta {
		dati = bytes.TrimPrefix(dati, []byte("\ufeff"))
	}
	l := &letturaCheckout{testo: string(dati), lenta: lenta}
	return l, l.traduci(membri.Valida(l.testo))
}

// traduci makes an error of this package of one of the members; nil stays nil.
func (l *letturaCheckout) traduci(err error) error {
	var m *membri.Errore
	if !errors.As(membri.ConLuogo(l.testo, err), &m) {
		return err
	}
	return &Errore{Codice: m.Codice, Campo: m.Campo, Valore: m.Valore, Riga: m.Riga, Colonna: m.Colonna, Err: errore.Coppia(ErrCarrello, m.Err)}
}

// avverti records a warning about a member of the object that is read.
func (l *letturaCheckout) avverti(c avviso.Codice, nome, valore, testo string) {
	var b strings.Builder
	for _, p := range append(l.passi, nome) {
		if b.Len() > 0 && !strings.HasPrefix(p, "[") {
			b.WriteByte('.')
		}
		b.WriteString(p)
	}
	riga, colonna := membri.Luogo(l.testo, b.String())
	l.avvertenze = append(l.avvertenze, avviso.Avvertenza{Codice: c, Campo: b.String(), Valore: valore, Riga: riga, Colonna: colonna, Testo: testo})
}

// oggetto reads an object that stands one step further down, and keeps in altri what
// it does not know.
func (l *letturaCheckout) oggetto(passo, v string, altri *avviso.Altri, campi []membri.Campo) error {
	if passo != "" {
		l.passi = append(l.passi, passo)
		defer func() { l.passi = l.passi[:len(l.passi)-1] }()
	}
	r := membri.Regole{}
	if l.lenta {
		r.Ignoto = func(nome, v string) error {
			l.avverti(membri.CodiceMembro, nome, "", "membro sconosciuto, conservato")
			if *altri != "" {
				*altri += ","
			}
			*altri += avviso.Altri(string(membri.AppendTesto(nil, nome)) + ":" + v)
			return nil
		}
	}
	return membri.Oggetto(v, campi, r)
}

// letto reads a text and what parse makes of it.
func letto[T any](dst *T, parse func(string) (T, error)) func(string) error {
	return func(v string) error {
		s, ok := membri.Testo(v)
		if !ok {
			return membri.Rifiuta(membri.CodiceTipo, v, membri.ErrTipo)
		}
		x, err := parse(s)
		if err != nil {
			return membri.Rifiuta(CodicePattern, s, membri.ErrValore)
		}
		*dst = x
		return nil
	}
}

func leggiCheckout(dati []byte, lenta bool) (CarrelloCheckout, []avviso.Avvertenza, error) {
	l, err := nuovaLettura(dati, lenta)
	if err != nil {
		return CarrelloCheckout{}, nil, err
	}
	var c CarrelloCheckout
	r := &c.ReturnURLs
	err = l.oggetto("", l.testo, &c.Altri, []membri.Campo{
		{Nome: "emailNotice", Dove: &c.EmailNotice},
		{Nome: "paymentNotices", Dove: func(v string) error {
			l.passi = append(l.passi, "paymentNotices")
			defer func() { l.passi = l.passi[:len(l.passi)-1] }()
			return membri.Elenco(v, func(i int, v string) error {
				c.PaymentNotices = append(c.PaymentNotices, AvvisoCheckout{})
				return l.avviso(i, v, &c.PaymentNotices[i])
			})
		}, Obbligatorio: true},
		{Nome: "returnUrls", Dove: func(v string) error {
			return l.oggetto("returnUrls", v, &r.Altri, []membri.Campo{
				{Nome: "returnOkUrl", Dove: &r.OK, Obbligatorio: true},
				{Nome: "returnCancelUrl", Dove: &r.Cancel, Obbligatorio: true},
				{Nome: "returnErrorUrl", Dove: &r.Error, Obbligatorio: true},
				{Nome: "returnWaitingUrl", Dove: &r.Waiting},
			})
		}, Obbligatorio: true},
		{Nome: "idCart", Dove: &c.IDCart},
		{Nome: "allCCP", Dove: func(v string) error { return l.booleano("allCCP", v, &c.AllCCP) }},
	})
	return c, l.avvertenze, l.traduci(err)
}

func (l *letturaCheckout) avviso(i int, v string, a *AvvisoCheckout) error {
	return l.oggetto("["+strconv.Itoa(i)+"]", v, &a.Altri, []membri.Campo{
		{Nome: "noticeNumber", Dove: letto(&a.NoticeNumber, avviso.ParseNumeroAvviso), Obbligatorio: true},
		{Nome: "fiscalCode", Dove: letto(&a.FiscalCode, avviso.ParseIdDominio), Obbligatorio: true},
		{Nome: "amount", Dove: func(v string) error { return l.centesimi(v, &a.Amount) }, Obbligatorio: true},
		{Nome: "companyName", Dove: &a.CompanyName, Obbligatorio: true},
		{Nome: "description", Dove: &a.Description, Obbligatorio: true},
	})
}

// centesimi reads whole cents.
func (l *letturaCheckout) centesimi(v string, dst *avviso.Importo) error {
	n := v
	if s, ok := membri.Testo(v); ok && l.lenta {
		l.avverti(membri.CodiceTipo, "amount", s, "testo per un numero")
		n = s
	}
	if len(n) > len("99999999999") || !cifre.Sole(n) {
		return membri.Rifiuta(CodiceImporto, v, membri.ErrValore)
	}
	i, err := strconv.ParseInt(n, 10, 64)
	if err != nil {
		return membri.Rifiuta(CodiceImporto, v, membri.ErrValore)
	}
	*dst = avviso.ImportoDaCentesimi(i)
	return nil
}

// booleano reads a boolean, or the text of one.
func (l *letturaCheckout) booleano(nome, v string, dst **bool) error {
	if s, ok := membri.Testo(v); ok && l.lenta && (s == "true" || s == "false") {
		l.avverti(membri.CodiceTipo, nome, s, "testo per un booleano")
		v = s
	}
	if v != "true" && v != "false" {
		return membri.Rifiuta(membri.CodiceTipo, v, membri.ErrTipo)
	}
	b := v == "true"
	*dst = &b
	return nil
}
