package sessione

import (
	"errors"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// Where Checkout takes carts, in its two editions, and the header that carries the key
// of the body.
//
// Source: pagoPA, Checkout – EC API v1 and v2, servers and securitySchemes.
const (
	URLCheckoutV1        = "https://api.platform.pagopa.it/checkout/ec/v1/carts"
	URLCheckoutV2        = "https://api.platform.pagopa.it/checkout/ec/v2/carts"
	IntestazioneCheckout = "Ocp-Apim-Subscription-Key"
)

// Limits of a cart of Checkout.
//
// Source: pagoPA, Checkout – EC API, CartRequest; paForNode.xsd, paymentNote.
const (
	MaxAvvisiCheckout   = 5
	massimoTestoAvviso  = 140
	massimoIDCarrello   = 210 // idCart comes back in paGetPayment as paymentNote
	causaleDaAccorciare = massimoTestoAvviso - len("...")
	centesimiMassimi    = 99_999_999_999
)

// CarrelloCheckout is a cart of notices that a citizen pays on Checkout, where the
// payment starts at the body's own portal: what POST /carts takes. Checkout answers
// with its page, LeggiRispostaCheckout; the citizen comes back to one of ReturnURLs,
// and the receipts decide, as always.
//
// Source: pagoPA, Checkout – EC API v1 and v2, CartRequest.
type CarrelloCheckout struct {
	EmailNotice    string           `membro:"emailNotice"` // where the citizen gets the outcome; "" for none
	PaymentNotices []AvvisoCheckout `membro:"paymentNotices,obbligo"`
	ReturnURLs     RitorniCheckout  `membro:"returnUrls,obbligo"`
	IDCart         string           `membro:"idCart,210"` // the body's own key, up to 210 characters; "" for none
	AllCCP         *bool            `membro:"allCCP"`     // every transfer has a postal account; nil when not told

	Altri avviso.Altri // members of others, kept
}

// AvvisoCheckout is one notice of a cart. In JSON its amount is in cents.
//
// Source: pagoPA, Checkout – EC API, PaymentNotice.
type AvvisoCheckout struct {
	NoticeNumber avviso.NumeroAvviso `membro:"noticeNumber,obbligo"`
	FiscalCode   avviso.IdDominio    `membro:"fiscalCode,obbligo"`
	Amount       avviso.Importo      `membro:"amount,obbligo"`
	CompanyName  string              `membro:"companyName,obbligo,140"` // 1..140 characters
	Description  string              `membro:"description,obbligo,140"` // 1..140

	Altri avviso.Altri // members of others, kept
}

// RitorniCheckout are the URLs to which a citizen comes back: paid, abandoned,
// certainly not paid, and, in v2 alone, not known yet. Checkout appends nothing to
// them: NuoviRitorniCheckout puts the key of the body in.
//
// Source: pagoPA, Checkout – EC API v1 and v2, returnUrls.
type RitorniCheckout struct {
	OK, Cancel, Error string
	Waiting           string // "" in v1

	Altri avviso.Altri // members of others, kept
}

// URL returns where the cart is posted: the address of v2 when it has a Waiting URL.
func (c *CarrelloCheckout) URL() string {
	if c != nil && c.ReturnURLs.Waiting != "" {
		return URLCheckoutV2
	}
	return URLCheckoutV1
}

// NuoviRitorniCheckout returns the URLs of a cart out of one of the body: with its
// session, unless it is "", and the esito OK, CANCEL, ERROR and, in v2, DIFFERITO, for
// ParseRitorno. Errors are those of ComponiRitorno.
//
// Source: GovPay, CheckoutUtils; the esito of the fourth is of this library.
func NuoviRitorniCheckout(urlRitorno, idSession string, e rpt.Versione) (RitorniCheckout, error) {
	var r RitorniCheckout
	for _, x := range [...]struct {
		dst   *string
		esito EsitoRitorno
	}{{&r.OK, EsitoOK}, {&r.Cancel, EsitoAnnullato}, {&r.Error, EsitoErrore}, {&r.Waiting, EsitoDifferito}} {
		if x.esito == EsitoDifferito && e != rpt.V2 {
			continue
		}
		u, err := componi(urlRitorno, Ritorno{IDSession: idSession, Esito: x.esito})
		if err != nil {
			return RitorniCheckout{}, err
		}
		*x.dst = u
	}
	return r, nil
}

// DatiCheckout are what a cart is made of.
type DatiCheckout struct {
	Pendenze   []*pendenza.Pendenza
	Ente       func(avviso.IdDominio) *pendenza.EntePA // the body of a position; nil for one that is not served
	ReturnURLs RitorniCheckout
	Email      string
	IDCart     string
	Oggi       avviso.Data
}

// NuovoCarrelloCheckout makes the cart of some positions: the amount and the texts are
// those that the body answers to paVerifyPaymentNotice. A causale that is too long is
// cut, with a warning (LUNGHEZZA). The error is that of the first position that is
// refused, under its place: PAG_006 or PAG_007 for one that cannot be paid, DOMINIO for a
// body that is not served, what OffertaPA refuses; then that of Valida.
//
// Sources: pagoPA, Checkout – EC API; GovPay, CheckoutUtils.
func NuovoCarrelloCheckout(d DatiCheckout) (CarrelloCheckout, []avviso.Avvertenza, error) {
	c := CarrelloCheckout{EmailNotice: d.Email, ReturnURLs: d.ReturnURLs, IDCart: d.IDCart}
	var avvertenze []avviso.Avvertenza
	postali := true
	for i, p := range d.Pendenze {
		campo := elementoDi("pendenze", i)
		o, err := offerta(p, d)
		if err != nil {
			if x, ok := avviso.RilievoDi(err); ok {
				err = &Errore{Codice: x.Codice, Campo: sotto(campo, x.Campo), Valore: x.Valore, Err: errors.Join(ErrCarrello, err)}
			}
			return CarrelloCheckout{}, nil, err
		}
		a := AvvisoCheckout{
			NoticeNumber: p.NumeroAvviso, FiscalCode: p.IdDominio, Amount: p.Importo,
			CompanyName: avviso.UnaRiga(o.CompanyName), Description: avviso.UnaRiga(o.PaymentDescription),
		}
		if utf8.RuneCountInString(a.Description) > massimoTestoAvviso {
			avvertenze = append(avvertenze, avviso.Avvertenza{Codice: CodiceLunghezza, Campo: campo + ".causale", Valore: a.Description, Testo: "causale di più di 140 caratteri, accorciata"})
			a.Description = string([]rune(a.Description)[:causaleDaAccorciare]) + "..."
		}
		postali = postali && o.PaymentList[0].AllCCP
		c.PaymentNotices = append(c.PaymentNotices, a)
	}
	c.AllCCP = &postali
	return c, avvertenze, c.Valida()
}

// offerta is what the body says of a position that can be paid.
func offerta(p *pendenza.Pendenza, d DatiCheckout) (*rpt.PaVerifyPaymentNoticeRisposta, error) {
	if p == nil {
		return nil, rifiuta(avviso.CodiceNullo, "", "", avviso.ErrNullo)
	}
	if f := pendenza.RifiutoPortale(p, true, d.Oggi); f != "" {
		return nil, rifiuta(avviso.Codice(f), "", "", ErrCarrello)
	}
	var e *pendenza.EntePA
	if d.Ente != nil {
		e = d.Ente(p.IdDominio)
	}
	if e == nil {
		return nil, rifiuta(CodiceDominio, "idDominio", p.IdDominio.String(), ErrCarrello)
	}
	return p.OffertaPA(e)
}

// Valida returns nil for a cart that Checkout takes, else the first of Violazioni as an
// *Errore (ErrCarrello).
func (c *CarrelloCheckout) Valida() error {
	if c == nil {
		return rifiuta(avviso.CodiceNullo, "carrello", "", avviso.ErrNullo)
	}
	if v := c.Violazioni(); len(v) > 0 {
		return rifiuta(v[0].Codice, v[0].Campo, v[0].Valore, ErrCarrello)
	}
	return nil
}

// Violazioni tells all that Checkout would refuse, in order of member: no notice
// (VUOTO), more than five (ELEMENTI_MAX), one that stands twice (DUPLICATO), a member
// that is missing (OBBLIGATORIO), too long (LUNGHEZZA) or of another form (PATTERN), an
// amount that is none (IMPORTO), a URL that is not absolute (URL).
//
// Source: pagoPA, Checkout – EC API v1 and v2, CartRequest; pagoPA,
// pagopa-ecommerce-payment-requests-service.
func (c *CarrelloCheckout) Violazioni() []avviso.Violazione {
	var e esameCheckout
	if c == nil {
		c = new(CarrelloCheckout)
	}
	if c.EmailNotice != "" && !riferimento.EMail(c.EmailNotice) {
		e.nota(CodicePattern, "emailNotice", c.EmailNotice, "indirizzo di posta non valido")
	}
	switch n := len(c.PaymentNotices); {
	case n == 0:
		e.nota(CodiceVuoto, "paymentNotices", "", "nessun avviso")
	case n > MaxAvvisiCheckout:
		e.nota(CodiceElementiMax, "paymentNotices", strconv.Itoa(n), "più di cinque avvisi")
	}
	for i := range c.PaymentNotices {
		a := &c.PaymentNotices[i]
		e.avviso(elementoDi("paymentNotices", i), a)
		if slices.ContainsFunc(c.PaymentNotices[:i], func(b AvvisoCheckout) bool {
			return a.NoticeNumber.IsValid() && b.NoticeNumber == a.NoticeNumber && b.FiscalCode == a.FiscalCode
		}) {
			e.nota(CodiceDuplicato, elementoDi("paymentNotices", i), a.NoticeNumber.String(), "avviso già nel carrello")
		}
	}
	e.url("returnUrls.returnOkUrl", c.ReturnURLs.OK)
	e.url("returnUrls.returnCancelUrl", c.ReturnURLs.Cancel)
	e.url("returnUrls.returnErrorUrl", c.ReturnURLs.Error)
	if c.ReturnURLs.Waiting != "" {
		e.url("returnUrls.returnWaitingUrl", c.ReturnURLs.Waiting)
	}
	if c.IDCart != "" {
		e.testo("idCart", c.IDCart, massimoIDCarrello)
	}
	return e.violazioni
}

// esameCheckout collects what is wrong with a cart.
type esameCheckout struct{ violazioni []avviso.Violazione }

func (e *esameCheckout) nota(c avviso.Codice, campo, valore, testo string) {
	e.violazioni = append(e.violazioni, avviso.Violazione{Codice: c, Campo: campo, Valore: valore, Testo: testo})
}

func (e *esameCheckout) avviso(campo string, a *AvvisoCheckout) {
	if !a.NoticeNumber.IsValid() {
		e.nota(CodiceObbligatorio, campo+".noticeNumber", "", "manca il numero avviso")
	}
	if !a.FiscalCode.IsValid() {
		e.nota(CodiceObbligatorio, campo+".fiscalCode", "", "manca il codice fiscale dell'ente")
	}
	if n := a.Amount.Centesimi(); n < 1 || n > centesimiMassimi {
		e.nota(CodiceImporto, campo+".amount", a.Amount.String(), "importo non ammesso")
	}
	e.testo(campo+".companyName", a.CompanyName, massimoTestoAvviso)
	e.testo(campo+".description", a.Description, massimoTestoAvviso)
}

func (e *esameCheckout) testo(campo, s string, massimo int) {
	switch n := utf8.RuneCountInString(s); {
	case n == 0:
		e.nota(CodiceObbligatorio, campo, "", "manca")
	case n > massimo:
		e.nota(CodiceLunghezza, campo, s, "più di "+strconv.Itoa(massimo)+" caratteri")
	case !utf8.ValidString(s) || avviso.UnaRiga(s) != s:
		e.nota(CodicePattern, campo, s, "caratteri di controllo")
	}
}

func (e *esameCheckout) url(campo, s string) {
	if s == "" {
		e.nota(CodiceObbligatorio, campo, "", "manca")
	} else if !assoluto(s) {
		e.nota(CodiceURL, campo, s, "non è un URL assoluto")
	}
}

// elementoDi names an element of a list.
func elementoDi(lista string, i int) string { return lista + "[" + strconv.Itoa(i) + "]" }

// sotto names a member of an object.
func sotto(campo, membro string) string {
	if membro == "" {
		return campo
	}
	return campo + "." + membro
}
