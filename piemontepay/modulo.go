package piemontepay

import (
	"errors"
	"html"
	"net/url"

	"github.com/quietanza/quietanza/avviso"
)

// Bounds of codiceFiscale in a call.
const (
	minCodiceFiscale = 11
	maxCodiceFiscale = 35
)

// Pagamento is one call to the desk for one position.
type Pagamento struct {
	// IdentificativoPagamento is new at every call, also after a refusal.
	IdentificativoPagamento IdentificativoPagamento `json:"identificativoPagamento"`
	// IUV is the code that the desk returned when the position was loaded.
	IUV avviso.IUV `json:"iuv"`
	// CodiceFiscale is the payer's fiscal code or VAT number, 11 to 35 letters
	// and digits: the desk compares it with the position's, ignoring case.
	CodiceFiscale string `json:"codiceFiscale"`
}

// Parametro is one parameter of a form or of a query.
type Parametro struct {
	Nome   string `json:"nome"`
	Valore string `json:"valore"`
}

// Modulo is the form that takes the citizen to the desk: method POST, type
// application/x-www-form-urlencoded, five parameters in the order of the manual
// (codiceChiamante, digest, iuv, codiceFiscale, identificativoPagamento) and no
// other. It holds neither the passphrase nor the return URL.
//
// Source: manual, §2.1.
type Modulo struct {
	URL       string      `json:"url"` // of the desk
	Parametri []Parametro `json:"parametri"`
	Digest    Digest      `json:"-"` // to be stored with the attempt: the return echoes it
}

// Modulo builds the form of a payment. It refuses, before any digest is
// computed, what [Chiamante.Valida] refuses and a missing or malformed
// identificativoPagamento, iuv or codiceFiscale (OBBLIGATORIO, LUNGHEZZA,
// CARATTERE); all refusals are joined in that order and none holds a secret.
func (c Chiamante) Modulo(p Pagamento) (Modulo, error) {
	if err := errors.Join(c.Valida(), p.valida()); err != nil {
		return Modulo{}, err
	}
	d := c.digest(p.IdentificativoPagamento.String(), p.IUV.String())
	return Modulo{
		URL: c.sportello(),
		Parametri: []Parametro{
			{"codiceChiamante", c.CodiceChiamante},
			{"digest", d.String()},
			{"iuv", p.IUV.String()},
			{"codiceFiscale", p.CodiceFiscale},
			{campoIdentificativo, p.IdentificativoPagamento.String()},
		},
		Digest: d,
	}, nil
}

func (p Pagamento) valida() error {
	var rifiuti []error
	if !p.IdentificativoPagamento.IsValid() {
		rifiuti = append(rifiuti, &Errore{Codice: CodiceObbligatorio, Campo: campoIdentificativo, Err: ErrCampo})
	}
	if !p.IUV.IsValid() {
		rifiuti = append(rifiuti, &Errore{Codice: CodiceObbligatorio, Campo: "iuv", Err: ErrCampo})
	}
	err := validaTesto("codiceFiscale", p.CodiceFiscale, minCodiceFiscale, maxCodiceFiscale, "")
	return errors.Join(append(rifiuti, err)...)
}

// Corpo returns the body of the POST, parameters in order, percent-encoded.
func (m Modulo) Corpo() string {
	var b []byte
	for i, p := range m.Parametri {
		if i > 0 {
			b = append(b, '&')
		}
		b = append(b, url.QueryEscape(p.Nome)...)
		b = append(b, '=')
		b = append(b, url.QueryEscape(p.Valore)...)
	}
	return string(b)
}

// HTML returns the form as HTML with every value escaped: hidden fields and a
// button with the text given. Inside a template of html/template use it as
// template.HTML(m.HTML("…")), or range over Parametri and let the template
// escape.
func (m Modulo) HTML(bottone string) string {
	b := []byte(`<form method="post" action="`)
	b = append(b, html.EscapeString(m.URL)...)
	b = append(b, `" enctype="application/x-www-form-urlencoded" accept-charset="UTF-8">`...)
	for _, p := range m.Parametri {
		b = append(b, `<input type="hidden" name="`...)
		b = append(b, html.EscapeString(p.Nome)...)
		b = append(b, `" value="`...)
		b = append(b, html.EscapeString(p.Valore)...)
		b = append(b, `">`...)
	}
	b = append(b, `<button type="submit">`...)
	b = append(b, html.EscapeString(bottone)...)
	return string(append(b, `</button></form>`...))
}
