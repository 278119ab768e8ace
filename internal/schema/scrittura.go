package schema

import (
	"sync"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Vocabolario is what the documents of a family look like: their namespace, and how
// they are written.
type Vocabolario struct {
	Spazio     string           // namespace of the root and, unless Locali, of what is inside
	Prefisso   string           // prefix that is written; "" makes Spazio the default namespace
	Locali     bool             // the elements inside the root have no namespace
	RadiceNuda bool             // the root is written without namespace, and read with or without
	Altri      []xmlrigido.Attr // further declarations on the root
	Nudo       bool             // written without XML declaration, to stand inside another document
	Rientro    string           // indentation; "" for one line
}

// penna is what writing a document takes, kept for the next one.
type penna struct {
	banco
	x xmlrigido.Scrittore
}

var penne = sync.Pool{New: func() any { return new(penna) }}

// comincia returns the visit that writes, or only checks, a document.
func (p *penna) comincia(s *Stanza, x *xmlrigido.Scrittore, radice string) *Visita {
	p.v = Visita{stanza: s, x: x, aperti: append(p.aperti[:0], aperto{nome: radice})}
	return &p.v
}

// Scrivi appends a document to b: UTF-8, the same bytes for the same value. What the
// schema refuses is refused here, and b is returned as it was.
func Scrivi[T any](b []byte, s *Stanza, voc *Vocabolario, radice string, p *T, corpo func(*Visita, *T)) ([]byte, error) {
	con := penne.Get().(*penna)
	defer penne.Put(con)
	x := &con.x
	x.Ricomincia(b)
	voc.apri(x, radice)
	v := con.comincia(s, x, radice)
	corpo(v, p)
	return con.finisci(b, radice)
}

// finisci closes the root and returns b with the document, or as it was.
func (p *penna) finisci(b []byte, radice string) ([]byte, error) {
	x, err := &p.x, p.v.err
	if err == nil {
		x.Chiudi()
		var fuori []byte
		if fuori, err = x.Bytes(); err == nil {
			b = fuori
		} else {
			err = p.v.stanza.Rifiuta(Rifiuto{Motivo: Scrittura, Campo: radice, Causa: err, Scrive: true})
		}
	}
	x.Ricomincia(nil)
	return b, err
}

// apri writes what stands before the content of the root.
func (voc *Vocabolario) apri(x *xmlrigido.Scrittore, radice string) {
	if voc.Rientro != "" {
		x.Rientro(voc.Rientro)
	}
	if !voc.Nudo {
		x.Dichiarazione()
	}
	voc.apriRadice(x, radice)
}

func (voc *Vocabolario) apriRadice(x *xmlrigido.Scrittore, radice string) {
	nome, xmlns := radice, "xmlns"
	if voc.Prefisso != "" {
		xmlns += ":" + voc.Prefisso
		if !voc.RadiceNuda {
			nome = voc.Prefisso + ":" + radice
		}
	}
	var spazio [4]xmlrigido.Attr
	x.Apri(nome, append(append(spazio[:0], xmlrigido.A(xmlns, voc.Spazio)), voc.Altri...)...)
	if !voc.Locali {
		x.Prefisso(voc.Prefisso)
	}
}

// Verifica returns the error that Scrivi would return, without writing. What the writer
// refuses on its own, such as a character that XML cannot carry, the visit refuses
// before.
func Verifica[T any](s *Stanza, radice string, p *T, corpo func(*Visita, *T)) error {
	_, err := Esamina(s, radice, p, corpo)
	return err
}

// Esamina is Verifica with the warnings of what Scrivi changes.
func Esamina[T any](s *Stanza, radice string, p *T, corpo func(*Visita, *T)) ([]avviso.Avvertenza, error) {
	con := penne.Get().(*penna)
	defer penne.Put(con)
	v := con.comincia(s, nil, radice)
	corpo(v, p)
	return v.avvertenze, v.err
}

// ScriviBusta appends a SOAP 1.1 envelope: testata, unless it is nil, writes the block
// of its Header, corpo the element of its Body, each with [Visita.Radice] and
// [Visita.Chiudi]. b is returned as it was on an error.
func ScriviBusta(b []byte, s *Stanza, testata, corpo func(*Visita)) ([]byte, error) {
	con := penne.Get().(*penna)
	defer penne.Put(con)
	x := &con.x
	x.Ricomincia(b)
	x.Apri("soapenv:Envelope", xmlrigido.A("xmlns:soapenv", SpazioSOAP11))
	con.v = Visita{stanza: s, x: x, aperti: con.aperti[:0]}
	parte := func(nome string, scrive func(*Visita)) {
		x.Apri(nome)
		scrive(&con.v)
		x.Prefisso("")
		x.Chiudi()
	}
	if testata != nil {
		parte("soapenv:Header", testata)
	}
	parte("soapenv:Body", corpo)
	return con.finisci(b, "Envelope")
}
