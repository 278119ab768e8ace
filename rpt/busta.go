package rpt

import (
	"errors"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Busta is a message as it came in its envelope.
type Busta struct {
	// Primitiva is the operation that the element of the Body belongs to; where that
	// could not be read, the one that the SOAPAction names; "" when neither is known,
	// and for a soap:Fault.
	Primitiva Primitiva
	// Messaggio is what the Body holds; on an error what was read so far, nil for
	// nothing.
	Messaggio Messaggio
	// NelDocumento says that the error stands within the element of the Body, and not
	// in the envelope around it.
	NelDocumento bool
	// Nuda says that the message came without an envelope, which only LeggiBusta
	// lets pass.
	Nuda bool
}

// ParseBusta reads the SOAP envelope of a message and recognises which it is: the
// element of the Body decides. azione is the SOAPAction of the call, quoted or not;
// "" when there is none, as with an answer.
//
// Refused, as *Errore PAA_SINTASSI_XSD of a kind of ErrSintassi: an envelope other
// than SOAP 1.1, a byte order mark, another encoding than UTF-8, a Body that does
// not hold one element, an unknown block of the Header that must be understood, an
// unknown message (ErrRadice), a SOAPAction of another operation (ErrAzione), and
// what the schema of the message refuses. The Busta tells what is known all the
// same, so that Rifiuta can answer.
//
// Sources: Simple Object Access Protocol 1.1, §4; paForNode.wsdl.
func ParseBusta(data []byte, azione string) (Busta, error) {
	b, _, err := leggiBusta(data, azione, 0)
	return b, err
}

// LeggiBusta reads a message on the terms of LeggiRPT: other namespaces, attributes,
// a byte order mark, a SOAPAction of another operation, a block of the Header that
// ought to be understood and a missing envelope are warnings.
func LeggiBusta(data []byte, azione string) (Busta, []avviso.Avvertenza, error) {
	return leggiBusta(data, azione, tollera)
}

func leggiBusta(data []byte, azione string, t schema.Tolleranza) (Busta, []avviso.Avvertenza, error) {
	l := letturaBusta{azione: Primitiva(strings.Trim(strings.TrimSpace(azione), `"`))}
	if l.azione.IsValid() {
		l.Primitiva = l.azione
	}
	a, err := schema.LeggiBusta(&stanza, data, t, l.testata, l.corpo)
	if s := l.Primitiva.specie(false); l.Messaggio == nil && l.inTestata && s != nil && s.testata != nil {
		l.Messaggio = s.messaggio() // as far as the Header was read
		l.Messaggio.(conIntestazione).prendi(&l.intestazioni)
	}
	return l.Busta, a, err
}

// letturaBusta is the reading of one envelope.
type letturaBusta struct {
	Busta
	azione       Primitiva
	testate      *testata // kind of the block of the Header that was read
	intestazioni intestazioni
	inTestata    bool // a block of the Header was met
}

func (l *letturaBusta) testata(v *schema.Visita) bool {
	_, nome := v.Qui()
	t := testataDi(nome)
	if t == nil {
		return false
	}
	if l.inTestata = true; l.testate != nil {
		v.Rifiuta("Envelope/Header/"+t.elemento, "", schema.Ripetuto, nil)
		return true
	}
	if v.Radice(t.vocabolario, t.elemento) {
		t.visita(v, &l.intestazioni)
		v.Chiudi()
	}
	l.testate = t
	return true
}

func (l *letturaBusta) corpo(v *schema.Visita) {
	l.Nuda = !v.InBusta()
	_, nome := v.Qui()
	s := specieDiElemento(nome)
	if s == nil {
		v.Rifiuta("Body", string(nome), schema.Radice, nil)
		return
	}
	l.Primitiva, l.Messaggio = s.primitiva, s.messaggio()
	if l.azione != "" && l.azione != s.primitiva && !s.risposta {
		if !v.Tollera(schema.TolleraBuste) {
			v.Rifiuta("SOAPAction", string(l.azione), schema.Azione, nil)
			return
		}
		v.Avverti(AvvertenzaAzione, "SOAPAction", string(l.azione), "SOAPAction di un'altra operazione: vale l'elemento del Body")
	}
	if s.testata != nil {
		if l.testate != s.testata {
			v.Rifiuta("Envelope/Header/"+s.testata.elemento, "", schema.Mancante, nil)
			return
		}
		l.Messaggio.(conIntestazione).prendi(&l.intestazioni)
	}
	if l.NelDocumento = true; v.Radice(s.vocabolario, s.elemento) {
		s.visita(v, l.Messaggio)
		v.Chiudi()
	}
	l.NelDocumento = v.Err() != nil
}

// Sintassi returns the code with which a body refuses a message that ParseBusta or
// LeggiBusta did: PAA_SINTASSI_XSD where only the document is wrong and the operation
// has that code, else PAA_SINTASSI_EXTRAXSD, which is the only one of
// paVerifyPaymentNotice, paGetPayment and paSendRT.
//
// Source: pagoPA, Gestione degli errori, "Nodo → EC".
func (b Busta) Sintassi(lettura error) nodo.FaultCode {
	if s := b.Primitiva.specie(false); s != nil && s.distingueXSD && b.NelDocumento && !errors.Is(lettura, ErrXML) {
		return nodo.PAASintassiXSD
	}
	return nodo.PAASintassiExtraXSD
}

// AppendBusta appends a message in its whole SOAP 1.1 envelope: UTF-8, the same
// bytes for the same value. A value that the schema refuses is an *Errore
// PAA_SINTASSI_XSD with the element's path; a nil message NULLO. An answer that the
// schema takes and the Nodo does not is refused too: one *Errore (ErrRisposta) for
// each fatal finding of VerificaRisposta, joined, with the rule as code.
//
// Control characters and line ends inside names and texts are written as one blank,
// and left out at their ends; Avvertenze tells where. Identifiers with white space
// are refused.
//
// Sources: Simple Object Access Protocol 1.1, §4; paForNode.wsdl.
func AppendBusta(b []byte, m Messaggio) ([]byte, error) {
	s, err := specieScrivibile(m)
	if err != nil {
		return b, err
	}
	var testata func(*schema.Visita)
	if t := s.testata; t != nil {
		testata = func(v *schema.Visita) {
			if v.Radice(t.vocabolario, t.elemento) {
				var i intestazioni
				m.(conIntestazione).metti(&i)
				t.visita(v, &i)
				v.Chiudi()
			}
		}
	}
	return schema.ScriviBusta(b, &stanza, testata, func(v *schema.Visita) {
		if v.Radice(s.vocabolario, s.elemento) {
			s.visita(v, m)
			v.Chiudi()
		}
	})
}

func (s *specie) scrive(v *schema.Visita, d *Scrivibile) { s.visita(v, *d) }

// specieScrivibile returns the kind of a document, unless it is an answer that the other
// side would refuse for what its schema does not say.
func specieScrivibile(d Scrivibile) (*specie, error) {
	s, err := specieDi(d)
	if err == nil && s.risposta {
		err = rifiutaRisposta(d.(Messaggio))
	}
	return s, err
}

// Avvertenze returns what writing a document changes in it, CARATTERI for control
// characters in a text. Of what cannot be written nothing is said.
func Avvertenze(d Scrivibile) []avviso.Avvertenza {
	s, err := specieDi(d)
	if err != nil {
		return nil
	}
	a, _ := schema.Esamina(&stanza, s.elemento, &d, s.scrive)
	return a
}

// Rifiuta returns the answer to a message that is refused, whether it could be read
// or not: that of its operation with outcome KO and the fault, or, where the
// operation is not known, a soap:Fault Client, which goes with HTTP 500.
func (b Busta) Rifiuta(f *nodo.FaultBean) Messaggio {
	p := b.Primitiva
	if p == "" && b.Messaggio != nil {
		if s, err := specieDi(b.Messaggio); err == nil {
			p = s.primitiva
		}
	}
	if s := p.specie(true); s != nil {
		m := s.messaggio().(risposta)
		m.rifiuta(f)
		return m
	}
	m := &FaultSOAP{FaultCode: "soapenv:Client"}
	if f != nil {
		m.FaultString = f.Description
	}
	if m.FaultString == "" {
		m.FaultString = nodo.PAASintassiExtraXSD.Testo()
	}
	return m
}
