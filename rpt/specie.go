package rpt

import (
	"reflect"
	"slices"

	"github.com/quietanza/quietanza/internal/schema"
)

// specie is a kind of message: one row for each element that a Body may hold.
type specie struct {
	elemento    string
	primitiva   Primitiva // "" for a soap:Fault
	risposta    bool      // the answer of the one that is called
	vocabolario *schema.Vocabolario
	edizione    Versione // of a message of two editions
	nuovo       func() Scrivibile
	nullo       func(Scrivibile) bool
	visita      func(*schema.Visita, Scrivibile)
	testata     *testata // the block of the Header that it has, nil for none

	distingueXSD bool // a request that is refused with PAA_SINTASSI_XSD where only the document is wrong
}

// nuovaSpecie makes the row of a document out of the description of its schema.
func nuovaSpecie[T any, P interface {
	*T
	Scrivibile
}](p Primitiva, elemento string, voc *schema.Vocabolario, corpo func(*schema.Visita, *T)) *specie {
	return &specie{
		elemento: elemento, primitiva: p, vocabolario: voc,
		nuovo:  func() Scrivibile { return P(new(T)) },
		nullo:  func(d Scrivibile) bool { return d.(P) == nil },
		visita: func(v *schema.Visita, d Scrivibile) { corpo(v, (*T)(d.(P))) },
	}
}

// in says which edition of its message a row is.
func (s *specie) in(e Versione) *specie {
	s.edizione = e
	return s
}

// messaggio returns an empty message of the kind.
func (s *specie) messaggio() Messaggio {
	m := s.nuovo().(Messaggio)
	if v, ok := m.(conVersione); ok {
		*v.versione() = s.edizione
	}
	return m
}

// comeRisposta marks a row as that of an answer.
func (s *specie) comeRisposta() *specie {
	s.risposta = true
	return s
}

// conXSD marks a row as that of a request with a code of its own for its document.
func (s *specie) conXSD() *specie {
	s.distingueXSD = true
	return s
}

// conVersione is a message of two editions.
type conVersione interface{ versione() *Versione }

// perTipo holds the kinds by the type of their document: two of a message of two
// editions.
var perTipo = func() map[reflect.Type][]*specie {
	tutte := make(map[reflect.Type][]*specie)
	for _, s := range slices.Concat(registro, documenti) {
		t := reflect.TypeOf(s.nuovo())
		tutte[t] = append(tutte[t], s)
	}
	return tutte
}()

// specieDi returns the kind of a document. One that is not there and a version that is
// none are refused.
func specieDi(d Scrivibile) (*specie, error) {
	ss := perTipo[reflect.TypeOf(d)]
	switch {
	case len(ss) == 0:
		return nil, assente("Messaggio")
	case ss[0].nullo(d):
		return nil, assente(ss[0].elemento)
	case len(ss) == 1:
		return ss[0], nil
	}
	e := *d.(conVersione).versione()
	for _, s := range ss {
		if s.edizione == e {
			return s, nil
		}
	}
	return nil, &Errore{Codice: CodiceSintassiXSD, Campo: ss[0].elemento, Valore: string(e), Err: ErrRadice}
}

// The documents that AppendXML writes.
func (*RPT) scrivibile()                                           {}
func (*RT) scrivibile()                                            {}
func (*PaVerifyPaymentNotice) scrivibile()                         {}
func (*PaVerifyPaymentNoticeRisposta) scrivibile()                 {}
func (*PaGetPayment) scrivibile()                                  {}
func (*PaGetPaymentRisposta) scrivibile()                          {}
func (*PaSendRT) scrivibile()                                      {}
func (*RispostaPA) scrivibile()                                    {}
func (*PaDemandPaymentNotice) scrivibile()                         {}
func (*PaDemandPaymentNoticeRisposta) scrivibile()                 {}
func (*PaaVerificaRPT) scrivibile()                                {}
func (*PaaVerificaRPTRisposta) scrivibile()                        {}
func (*PaaAttivaRPT) scrivibile()                                  {}
func (*PaaAttivaRPTRisposta) scrivibile()                          {}
func (*PaaInviaRT) scrivibile()                                    {}
func (*PaaInviaRTRisposta) scrivibile()                            {}
func (*NodoInviaRPT) scrivibile()                                  {}
func (*NodoInviaRPTRisposta) scrivibile()                          {}
func (*NodoInviaCarrelloRPT) scrivibile()                          {}
func (*NodoInviaCarrelloRPTRisposta) scrivibile()                  {}
func (*NodoChiediStatoRPT) scrivibile()                            {}
func (*NodoChiediStatoRPTRisposta) scrivibile()                    {}
func (*NodoChiediCopiaRT) scrivibile()                             {}
func (*NodoChiediCopiaRTRisposta) scrivibile()                     {}
func (*NodoChiediListaPendentiRPT) scrivibile()                    {}
func (*NodoChiediListaPendentiRPTRisposta) scrivibile()            {}
func (*NodoChiediElencoFlussiRendicontazione) scrivibile()         {}
func (*NodoChiediElencoFlussiRendicontazioneRisposta) scrivibile() {}
func (*NodoChiediFlussoRendicontazione) scrivibile()               {}
func (*NodoChiediFlussoRendicontazioneRisposta) scrivibile()       {}
func (*FaultSOAP) scrivibile()                                     {}

// The messages.
func (*PaVerifyPaymentNotice) messaggio()                         {}
func (*PaVerifyPaymentNoticeRisposta) messaggio()                 {}
func (*PaGetPayment) messaggio()                                  {}
func (*PaGetPaymentRisposta) messaggio()                          {}
func (*PaSendRT) messaggio()                                      {}
func (*RispostaPA) messaggio()                                    {}
func (*PaDemandPaymentNotice) messaggio()                         {}
func (*PaDemandPaymentNoticeRisposta) messaggio()                 {}
func (*PaaVerificaRPT) messaggio()                                {}
func (*PaaVerificaRPTRisposta) messaggio()                        {}
func (*PaaAttivaRPT) messaggio()                                  {}
func (*PaaAttivaRPTRisposta) messaggio()                          {}
func (*PaaInviaRT) messaggio()                                    {}
func (*PaaInviaRTRisposta) messaggio()                            {}
func (*NodoInviaRPT) messaggio()                                  {}
func (*NodoInviaRPTRisposta) messaggio()                          {}
func (*NodoInviaCarrelloRPT) messaggio()                          {}
func (*NodoInviaCarrelloRPTRisposta) messaggio()                  {}
func (*NodoChiediStatoRPT) messaggio()                            {}
func (*NodoChiediStatoRPTRisposta) messaggio()                    {}
func (*NodoChiediCopiaRT) messaggio()                             {}
func (*NodoChiediCopiaRTRisposta) messaggio()                     {}
func (*NodoChiediListaPendentiRPT) messaggio()                    {}
func (*NodoChiediListaPendentiRPTRisposta) messaggio()            {}
func (*NodoChiediElencoFlussiRendicontazione) messaggio()         {}
func (*NodoChiediElencoFlussiRendicontazioneRisposta) messaggio() {}
func (*NodoChiediFlussoRendicontazione) messaggio()               {}
func (*NodoChiediFlussoRendicontazioneRisposta) messaggio()       {}
func (*FaultSOAP) messaggio()                                     {}
