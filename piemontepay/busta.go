package piemontepay

import (
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Namespaces of the envelope.
const (
	spazioSOAP = "http://schemas.xmlsoap.org/soap/envelope/"
	spazioWSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
	spazioWSU  = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
	testoPW    = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText"
)

// durataSicurezza is how long a live client lets a security header live.
const durataSicurezza = 300 * time.Second

// Sicurezza is the WS-Security header that a live client sends: a Timestamp of
// five minutes and a UsernameToken with the password in clear, so over TLS only.
// A body that uses HTTP basic authentication has none.
type Sicurezza struct {
	Utente   string
	Password avviso.Segreto // prints as stars
	Creato   time.Time      // now
}

// AppendBusta appends a message in a SOAP 1.1 envelope, with a security header
// when given. Errors: those of [AppendMessaggio].
func AppendBusta(b []byte, m Messaggio, g Generazione, s *Sicurezza) ([]byte, error) {
	corpo, err := AppendMessaggio(nil, m, g)
	if err != nil {
		return nil, err
	}
	b = append(b, `<soapenv:Envelope xmlns:soapenv="`+spazioSOAP+`">`...)
	if s != nil {
		if b, err = s.appendTestata(b); err != nil {
			return nil, err
		}
	}
	b = append(b, "<soapenv:Body>"...)
	b = append(b, corpo...)
	return append(b, "</soapenv:Body></soapenv:Envelope>"...), nil
}

func (s *Sicurezza) appendTestata(b []byte) ([]byte, error) {
	const forma = "2006-01-02T15:04:05.000Z"
	w := xmlrigido.NuovoScrittore(nil)
	w.Apri("wsse:Security", xmlrigido.A("xmlns:wsse", spazioWSSE), xmlrigido.A("xmlns:wsu", spazioWSU),
		xmlrigido.A("xmlns:soapenv", spazioSOAP), xmlrigido.A("soapenv:mustUnderstand", "1"))
	w.Apri("wsu:Timestamp")
	w.Testo("wsu:Created", s.Creato.UTC().Format(forma))
	w.Testo("wsu:Expires", s.Creato.Add(durataSicurezza).UTC().Format(forma))
	w.Chiudi()
	w.Apri("wsse:UsernameToken")
	w.Testo("wsse:Username", s.Utente)
	w.Testo("wsse:Password", s.Password.Rivela(), xmlrigido.A("Type", testoPW))
	w.Chiudi()
	w.Chiudi()
	testata, err := w.Bytes()
	if err != nil {
		// Not the cause: it may quote the password.
		return nil, &Errore{Codice: avviso.CodiceCarattere, Campo: "sicurezza", Err: ErrCampo}
	}
	b = append(b, "<soapenv:Header>"...)
	b = append(b, testata...)
	return append(b, "</soapenv:Header>"...), nil
}
