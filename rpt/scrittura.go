package rpt

import (
	"sync"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// scrittura writes the elements of one document; without a writer it writes
// nothing, and the visit only checks.
type scrittura struct {
	x *xmlrigido.Scrittore
}

func (s *scrittura) apri(nome string) {
	if s.x != nil {
		s.x.Apri(nome)
	}
}

func (s *scrittura) foglia(nome, testo string) {
	if s.x != nil {
		s.x.Testo(nome, testo)
	}
}

// valore writes an element with the text of v.
func valore[V xmlrigido.Appendice](s *scrittura, nome string, v V) {
	if s.x != nil {
		s.x.Apri(nome)
		xmlrigido.ScriviValore(s.x, v)
		s.x.Chiudi()
	}
}

func (s *scrittura) chiudi() {
	if s.x != nil {
		s.x.Chiudi()
	}
}

// vocabolario is what the root of a family of documents looks like.
type vocabolario struct {
	spazio   string // namespace of the root
	prefisso string // prefix that is written
	figli    bool   // the elements inside are in the namespace too
}

var (
	pagamenti = &vocabolario{SpazioPagamenti, "pay_i", true}
	paForNode = &vocabolario{SpazioPaForNode, "paf", false}
)

// penna is what writing a document takes, kept for the next one.
type penna struct {
	x xmlrigido.Scrittore
	v visita
}

var penne = sync.Pool{New: func() any { return new(penna) }}

// comincia returns the visit that writes, or only checks, a document.
func (p *penna) comincia(x *xmlrigido.Scrittore, radice string) *visita {
	p.v = visita{s: scrittura{x}}
	p.v.aperti = append(p.v.spazioAperti[:0], aperto{nome: radice})
	return &p.v
}

// scrivi appends a document to b: UTF-8 with its declaration, one line, the
// same bytes for the same value. What the schema refuses is refused here, and
// b is returned as it was.
func scrivi[T any](b []byte, voc *vocabolario, radice string, p *T, corpo func(*visita, *T)) ([]byte, error) {
	con := penne.Get().(*penna)
	defer penne.Put(con)
	x := &con.x
	x.Ricomincia(b)
	x.Dichiarazione()
	x.Apri(voc.prefisso+":"+radice, xmlrigido.A("xmlns:"+voc.prefisso, voc.spazio))
	if voc.figli {
		x.Prefisso(voc.prefisso)
	}
	v := con.comincia(x, radice)
	corpo(v, p)
	err := v.err
	if err == nil {
		x.Chiudi()
		var fuori []byte
		if fuori, err = x.Bytes(); err == nil {
			b = fuori
		} else {
			err = &Errore{Codice: CodiceSintassiXSD, Campo: radice, Err: conCausa(ErrXML, err)}
		}
	}
	x.Ricomincia(nil)
	return b, err
}

// verifica returns the error that scrivi would return, without writing. What the
// writer refuses on its own, such as a character that XML cannot carry, the visit
// refuses before.
func verifica[T any](radice string, p *T, corpo func(*visita, *T)) error {
	con := penne.Get().(*penna)
	defer penne.Put(con)
	v := con.comincia(nil, radice)
	corpo(v, p)
	return v.err
}

// AppendXML appends the RPT as XML, valid against its schema; a value that the
// schema refuses is an *Errore PAA_SINTASSI_XSD with the element's path. What
// it writes ParseRPT takes back: instants in seconds, without zone.
func (r *RPT) AppendXML(b []byte) ([]byte, error) { return scrivi(b, pagamenti, "RPT", r, schemaRPT) }

// AppendXML appends the RT as XML, valid against its schema; a value that the
// schema refuses is an *Errore PAA_SINTASSI_XSD with the element's path. What
// it writes ParseRT takes back: instants in seconds, without zone.
func (r *RT) AppendXML(b []byte) ([]byte, error) { return scrivi(b, pagamenti, "RT", r, schemaRT) }

// AppendXML appends paSendRTReq (V1) or paSendRTV2Request (V2), valid against
// the schema; a value that the schema refuses, such as a member of V2 in V1, is
// an *Errore PAA_SINTASSI_XSD with the element's path.
func (p *PaSendRT) AppendXML(b []byte) ([]byte, error) {
	return scriviVersione(b, radiciPaSendRT, p.Versione, p, schemaPaSendRT)
}

// AppendXML appends paGetPaymentReq (V1) or paGetPaymentV2Request (V2); errors
// are those of PaSendRT.AppendXML.
func (p *PaGetPayment) AppendXML(b []byte) ([]byte, error) {
	return scriviVersione(b, radiciPaGetPayment, p.Versione, p, schemaPaGetPayment)
}

// AppendXML appends paGetPaymentRes (V1) or paGetPaymentV2Response (V2); errors
// are those of PaSendRT.AppendXML.
func (r *PaGetPaymentRisposta) AppendXML(b []byte) ([]byte, error) {
	return scriviVersione(b, radiciPaGetPaymentRisposta, r.Versione, r, schemaPaGetPaymentRisposta)
}

// AppendXML appends paSendRTRes (V1) or paSendRTV2Response (V2); errors are
// those of PaSendRT.AppendXML.
func (r *RispostaPA) AppendXML(b []byte) ([]byte, error) {
	return scriviVersione(b, radiciRispostaPA, r.Versione, r, schemaRispostaPA)
}

// radici are the names of the root in V1 and in V2.
type radici [2]string

var (
	radiciPaSendRT             = radici{"paSendRTReq", "paSendRTV2Request"}
	radiciPaGetPayment         = radici{"paGetPaymentReq", "paGetPaymentV2Request"}
	radiciPaGetPaymentRisposta = radici{"paGetPaymentRes", "paGetPaymentV2Response"}
	radiciRispostaPA           = radici{"paSendRTRes", "paSendRTV2Response"}
)

func scriviVersione[T any](b []byte, r radici, e Versione, p *T, corpo func(*visita, *T)) ([]byte, error) {
	if !e.IsValid() {
		return b, e.rifiuta(r)
	}
	return scrivi(b, paForNode, r[e-1], p, corpo)
}

// verificaVersione is verifica of a document whose root depends on the version.
func verificaVersione[T any](r radici, e Versione, p *T, corpo func(*visita, *T)) error {
	if !e.IsValid() {
		return e.rifiuta(r)
	}
	return verifica(r[e-1], p, corpo)
}

// rifiuta is the refusal of a version that is none.
func (v Versione) rifiuta(r radici) error {
	return &Errore{Codice: CodiceSintassiXSD, Campo: r[0], Valore: v.String(), Err: ErrRadice}
}
