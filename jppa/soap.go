package jppa

import (
	"errors"
	"strings"
	"sync"

	"github.com/quietanza/quietanza/internal/xmlrigido"
	"github.com/quietanza/quietanza/internal/xmlvisita"
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
	s := xmlrigido.NuovoScrittore(append(b, apreBusta...))
	s.Apri("soap:Fault", xmlrigido.A("xmlns:soap", soap11))
	s.Testo("faultcode", f.Codice)
	s.Testo("faultstring", f.Testo)
	s.Chiudi()
	b, err := s.Bytes()
	if err != nil {
		return nil, &Errore{Codice: CodiceValore, Campo: "Fault", Err: &causato{ErrMessaggio, err}}
	}
	return append(b, chiudeBusta...), nil
}

const (
	apreBusta   = `<soap:Envelope xmlns:soap="` + soap11 + `"><soap:Body>`
	chiudeBusta = `</soap:Body></soap:Envelope>`
)

// sbusta returns the element of a SOAP envelope. Leniently, with a warning, it
// takes an envelope of any namespace, and an element that stands without one.
func sbusta(data []byte, radice string, lasco *[]Avvertenza) (*xmlrigido.Nodo, error) {
	n, err := xmlrigido.LeggiAlbero(data, xmlrigido.Opzioni{})
	if err != nil {
		return nil, traduci(err, "")
	}
	if n.Locale == radice && lasco != nil {
		*lasco = append(*lasco, Avvertenza{Codice: CodiceRadice, Campo: radice, Riga: n.Riga, Colonna: n.Colonna})
		return n, nil
	}
	if n.Locale != "Envelope" {
		return nil, busta(n, n.Locale)
	}
	if n.Spazio != soap11 && n.Spazio != soap12 {
		if lasco == nil {
			return nil, busta(n, n.Spazio)
		}
		*lasco = append(*lasco, Avvertenza{CodiceBusta, "Envelope", n.Spazio, n.Riga, n.Colonna})
	}
	corpo := n.Figlio("Body")
	if corpo == nil || corpo.Spazio != n.Spazio || len(corpo.Figli) != 1 || corpo.Misto {
		return nil, busta(n, "Body")
	}
	figlio := &corpo.Figli[0]
	if figlio.Locale == "Fault" {
		return nil, &Errore{Codice: CodiceFault, Campo: "Envelope/Body/Fault", Riga: figlio.Riga, Colonna: figlio.Colonna, Err: leggiFault(figlio)}
	}
	if figlio.Locale != radice {
		return nil, busta(figlio, figlio.Locale)
	}
	return figlio, nil
}

func busta(n *xmlrigido.Nodo, valore string) error {
	return &Errore{Codice: CodiceBusta, Campo: n.Locale, Valore: valore, Riga: n.Riga, Colonna: n.Colonna, Err: ErrBusta}
}

// leggiFault reads a fault of SOAP 1.1 or 1.2, as far as it goes.
func leggiFault(n *xmlrigido.Nodo) *Fault {
	f := &Fault{Codice: testoDi(n, "faultcode"), Testo: testoDi(n, "faultstring")}
	if f.Codice == "" {
		f.Codice = testoDi(n, "Code", "Value")
	}
	if f.Testo == "" {
		f.Testo = testoDi(n, "Reason", "Text")
	}
	return f
}

func testoDi(n *xmlrigido.Nodo, percorso ...string) string {
	for _, p := range percorso {
		if n = n.Figlio(p); n == nil {
			return ""
		}
	}
	return strings.TrimSpace(n.Testo)
}

// dettaglio is a message that travels as text inside another.
type dettaglio interface{ descrivi(*visita) }

// scrittori are kept for the next message.
var scrittori = sync.Pool{New: func() any { return new(xmlrigido.Scrittore) }}

// appendDettaglio returns the inner XML. Unqualified, its root has no namespace,
// while its children have.
func appendDettaglio(radice, spazio string, nuda bool, d dettaglio) ([]byte, error) {
	s := scrittori.Get().(*xmlrigido.Scrittore)
	defer scrittori.Put(s)
	s.Ricomincia(make([]byte, 0, 512))
	if nuda {
		s.Apri(radice, xmlrigido.A("xmlns:ns", spazio))
		s.Prefisso("ns")
	} else {
		s.Apri(radice, xmlrigido.A("xmlns", spazio))
	}
	return scritto(s, radice, d)
}

// appendMessaggio appends an element in a SOAP 1.1 envelope.
func appendMessaggio(b []byte, radice, spazio string, d dettaglio) ([]byte, error) {
	s := scrittori.Get().(*xmlrigido.Scrittore)
	defer scrittori.Put(s)
	s.Ricomincia(append(b, apreBusta...))
	s.Apri(radice, xmlrigido.A("xmlns", spazio))
	b, err := scritto(s, radice, d)
	if err != nil {
		return nil, err
	}
	return append(b, chiudeBusta...), nil
}

func scritto(s *xmlrigido.Scrittore, radice string, d dettaglio) ([]byte, error) {
	v := &visita{xmlvisita.Scrittura(s, radice)}
	d.descrivi(v)
	s.Prefisso("")
	s.Chiudi()
	b, err := s.Bytes()
	s.Ricomincia(nil)
	if rifiuto := v.rifiuto(); rifiuto != nil {
		return nil, rifiuto
	}
	if err != nil {
		return nil, &Errore{Codice: CodiceValore, Campo: radice, Err: &causato{ErrMessaggio, err}}
	}
	return b, nil
}

// leggiMessaggio reads the element of an envelope.
func leggiMessaggio(data []byte, radice, spazio string, lasco *[]Avvertenza, d dettaglio) error {
	n, err := sbusta(data, radice, lasco)
	if err != nil {
		return err
	}
	if n.Spazio != spazio {
		return &Errore{Codice: CodiceElemento, Campo: radice, Valore: n.Spazio, Riga: n.Riga, Colonna: n.Colonna, Err: ErrMessaggio}
	}
	c := n.Cursore("")
	d.descrivi(&visita{xmlvisita.Lettura(c)})
	if err := c.Fine(); err != nil {
		return traduci(err, "")
	}
	return nil
}

// leggiDettaglio reads an inner XML. Its root may lack the namespace, as GovPay
// wrote it, and its declaration may name any encoding: it is text already.
func leggiDettaglio(testo, radice, spazio, sotto string, d dettaglio) error {
	testo = xmlrigido.SenzaCodifica(testo, func(string) bool { return true })
	n, err := xmlrigido.LeggiAlbero([]byte(testo), xmlrigido.Opzioni{})
	if err != nil {
		return traduci(err, sotto)
	}
	if n.Locale != radice || n.Spazio != spazio && n.Spazio != "" {
		return &Errore{Codice: CodiceElemento, Campo: sotto + "/" + radice, Valore: n.Locale, Err: ErrMessaggio}
	}
	c := n.Cursore("").InSpazio(spazio)
	d.descrivi(&visita{xmlvisita.Lettura(c)})
	if err := c.Fine(); err != nil {
		return traduci(err, sotto)
	}
	return nil
}

// isFault returns the fault of an error, if it is one.
func isFault(err error) (*Fault, bool) {
	var f *Fault
	ok := errors.As(err, &f)
	return f, ok
}
