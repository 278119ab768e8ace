package jppa

import (
	"cmp"
	"errors"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Namespaces of the services: Spazio is their common base.
//
// Source: jppapdp-ws-internal.wsdl, jppapdp-ws-external.wsdl and their schemas.
const (
	Spazio               = "http://jcitygov.informatica.maggioli.it/pagopa/payservice/pdp/connector/jppapdp"
	SpazioInterno        = Spazio + "/internal"               // parts of the envelope of InviaEsitoPagamento
	SpazioInternoSchema  = Spazio + "/internal/schema/1_0"    // its inner XML
	SpazioEsterno        = Spazio + "/external"               // parts of the envelope of RecuperaRT
	SpazioEsternoSchema  = Spazio + "/external/schema/1_0"    // its inner XML
	SOAPActionInviaEsito = SpazioInterno + "/" + opInviaEsito // goes quoted into the header SOAPAction
	SOAPActionRecuperaRT = SpazioEsterno + "/" + opRecuperaRT // likewise
	ContentType          = "text/xml"                         // Content-Type and Accept
	VersioneRichiesta    = "1.0"                              // version of a request
)

const (
	soap11 = "http://schemas.xmlsoap.org/soap/envelope/"
	soap12 = "http://www.w3.org/2003/05/soap-envelope"
)

// Fault is a SOAP fault.
type Fault struct {
	Codice string `json:"faultcode"`   // faultcode, or Code/Value of SOAP 1.2
	Testo  string `json:"faultstring"` // faultstring, or Reason/Text of SOAP 1.2
}

// Error returns code and text.
func (f *Fault) Error() string { return ErrFault.Error() + ": " + f.Codice + " " + f.Testo }

// Unwrap returns ErrFault.
func (f *Fault) Unwrap() error { return ErrFault }

// AppendFault appends a SOAP 1.1 envelope with a fault: the answer to a request
// that cannot be read, or of an operation that is not offered.
func AppendFault(b []byte, f Fault) ([]byte, error) {
	return imbusta(b, &schema.Vocabolario{Spazio: soap11, Prefisso: "soap", Locali: true, Nudo: true}, "Fault", &f,
		func(v *schema.Visita, f *Fault) {
			v.Testo("faultcode", &f.Codice, schema.Libero, schema.Obbligatorio)
			v.Testo("faultstring", &f.Testo, schema.Libero, schema.Obbligatorio)
		})
}

const (
	apreBusta   = `<soap:Envelope xmlns:soap="` + soap11 + `"><soap:Body>`
	chiudeBusta = `</soap:Body></soap:Envelope>`
)

// imbusta appends an element in a SOAP 1.1 envelope.
func imbusta[T any](b []byte, voc *schema.Vocabolario, radice string, p *T, corpo func(*schema.Visita, *T)) ([]byte, error) {
	b, err := schema.Scrivi(append(b, apreBusta...), &stanza, voc, radice, p, corpo)
	if err != nil {
		return nil, err
	}
	return append(b, chiudeBusta...), nil
}

// sbusta goes to the element of a SOAP envelope. Leniently, with a warning, it
// takes an envelope of any namespace, with more in it than a Header and a Body, and an
// element that stands without one.
func sbusta(v *schema.Visita, radice string, lasco bool) error {
	if v.Err() != nil {
		return v.Err()
	}
	spazio, nome := qui(v)
	switch {
	case lasco && nome == radice:
		v.Avverti(CodiceRadice, radice, "", testiTollerati[CodiceRadice])
	case nome != "Envelope":
		v.Rifiuta(nome, nome, schema.Busta, nil)
	case spazio == soap11 || spazio == soap12:
	case lasco:
		v.Avverti(CodiceBusta, "Envelope", spazio, testiTollerati[CodiceBusta])
	default:
		v.Rifiuta("Envelope", spazio, schema.Busta, nil)
	}
	if v.Corpo(lasco); v.Err() != nil {
		return v.Err()
	}
	switch _, nome := qui(v); nome {
	case radice:
	case "Fault":
		return leggiFault(v)
	default:
		v.Rifiuta(nome, nome, schema.Busta, nil)
	}
	return v.Err()
}

func qui(v *schema.Visita) (spazio, nome string) {
	s, n := v.Qui()
	return string(s), string(n)
}

// leggiFault returns the error of a fault of SOAP 1.1 or 1.2, read as far as it goes.
func leggiFault(v *schema.Visita) error {
	riga, colonna := v.Luogo()
	t := v.Foglie("faultcode", "faultstring", "Code/Value", "Reason/Text")
	if err := v.Fine(); err != nil {
		return err
	}
	return &Errore{
		Codice: CodiceFault, Campo: "Envelope/Body/Fault", Riga: riga, Colonna: colonna,
		Err: &Fault{Codice: cmp.Or(primo(t[0]), primo(t[2])), Testo: cmp.Or(primo(t[1]), primo(t[3]))},
	}
}

func primo(testi []string) string {
	if len(testi) == 0 {
		return ""
	}
	return strings.TrimSpace(testi[0])
}

// leggiMessaggio reads the element of an envelope.
func leggiMessaggio[T any](data []byte, radice string, s *servizio, lasco bool, p *T, corpo func(*schema.Visita, *T)) (a []avviso.Avvertenza, err error) {
	err = schema.Percorri(&stanza, data, "", func(v *schema.Visita) error {
		err := sbusta(v, radice, lasco)
		if err == nil {
			err = documento(v, s.fuori, radice, p, corpo)
		}
		a = v.Avvertenze()
		return err
	})
	return a, err
}

// documento reads the document that begins here, to the end of the text.
func documento[T any](v *schema.Visita, voc *schema.Vocabolario, radice string, p *T, corpo func(*schema.Visita, *T)) error {
	if v.Radice(voc, radice) {
		corpo(v, p)
		v.Chiudi()
	}
	return v.Fine()
}

// leggiDettaglio reads an inner XML, the text of an element. Its root may lack the
// namespace, as GovPay wrote it, and its declaration may name any encoding: it is text
// already.
func leggiDettaglio[T any](testo, radice string, s *servizio, campo string, p *T, corpo func(*schema.Visita, *T)) error {
	testo = xmlrigido.SenzaCodifica(testo, func(string) bool { return true })
	return schema.Percorri(&stanza, []byte(testo), radice+"/"+campo, func(v *schema.Visita) error {
		return documento(v, s.dentro, radice, p, corpo)
	})
}

// faultDi returns the fault of an error, if it is one.
func faultDi(err error) (*Fault, bool) { return errors.AsType[*Fault](err) }
