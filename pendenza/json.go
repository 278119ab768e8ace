package pendenza

import (
	"reflect"
	"slices"

	"github.com/quietanza/quietanza/avviso"
)

// ParsePendenza reads a position from JSON, in the shape of the API Pendenze of
// GovPay followed by the members of its life, strictly: see EsaminaPendenza. When
// rules are broken the error has the code of the first violation with its path: it
// is an ErrNonValida, and errors.As finds *NonValida with all of them.
//
// Source: GovPay, API Pendenze v2.
func ParsePendenza(data []byte) (Pendenza, error) {
	p, v, err := EsaminaPendenza(data)
	if err == nil {
		err = nonValida(v)
	}
	if err != nil {
		return Pendenza{}, err
	}
	return p, nil
}

// EsaminaPendenza reads a position from JSON with every rule that it breaks, in
// the order of the fields: a value of the wrong type is a violation of its
// field, which stays empty, a member that a position does not have one of code
// MEMBRO. Items beyond a hundred are counted and not examined, and behind a
// thousand values of the wrong type lists are not read further. The errors, all
// ErrDocumento, are JSON and CODIFICA for a text that is no document, MEMBRO for a
// member that stands twice or in another case, ELEMENTI_MAX for more than 200
// unknown members, or 256 KiB of them.
//
// Source: GovPay, API Pendenze v2, which refuses unknown members too.
func EsaminaPendenza(data []byte) (Pendenza, []avviso.Violazione, error) {
	return lettura{vita: true}.esamina(data, (*lettura).tutta)
}

// LeggiPendenza reads a position as others write it. Unknown members are kept
// where they stood, in the field Altri of their object, and written back
// (MEMBRO); numbers for texts and instants for days are taken from the literal
// (TIPO); names of version 1 of the API are understood (ENUM). Everything else is
// as in EsaminaPendenza: a position with violations is an ErrNonValida, and comes
// back as far as it could be read.
//
// Source: GovPay, API Pendenze v2, API Pendenze v1; what GovPay coerces.
func LeggiPendenza(data []byte) (Pendenza, []avviso.Avvertenza, error) {
	l := lettura{vita: true, tollerante: true}
	p, v, err := l.tutta(l.documento(data))
	if err == nil {
		err = nonValida(v)
	}
	return *p, l.avvertenze, err
}

// EsaminaParziale is EsaminaPendenza for a position of which only some members
// are given: what is absent is not asked for.
func EsaminaParziale(data []byte) (Pendenza, []avviso.Violazione, error) {
	return lettura{e: esame{parziale: true}, vita: true}.esamina(data, (*lettura).tutta)
}

// Testata is what a document of a new position leaves to what stands around it:
// the path of a PUT, or the head of a file.
type Testata struct {
	// IdDominio, when it is valid, overrides that of the document.
	IdDominio avviso.IdDominio
	// Chiave names the position, when the document need not: PUT
	// /pendenze/{idA2A}/{idPendenza}.
	Chiave Chiave
}

// EsaminaNuova is EsaminaPendenza for a position to create or to replace: the
// members of its life are unknown.
//
// Source: GovPay, API Pendenze v2, NuovaPendenza; TracciatoPendenzePost.
func EsaminaNuova(data []byte, t Testata) (Pendenza, []avviso.Violazione, error) {
	return lettura{}.esamina(data, func(l *lettura, testo string) (*Pendenza, []avviso.Violazione, error) {
		return l.nuovaPendenza(testo, t)
	})
}

// LeggiNuova is LeggiPendenza for a position to create or to replace.
//
// Source: GovPay, API Pendenze v2, NuovaPendenza; TracciatoPendenzePost.
func LeggiNuova(data []byte, t Testata) (Pendenza, []avviso.Avvertenza, error) {
	l := lettura{tollerante: true}
	p, v, err := l.nuovaPendenza(l.documento(data), t)
	if err == nil {
		err = nonValida(v)
	}
	return *p, l.avvertenze, err
}

// nuovaPendenza reads a position without its life.
func (l *lettura) nuovaPendenza(testo string, t Testata) (*Pendenza, []avviso.Violazione, error) {
	p := l.pendenza(testo)
	if l.err != nil {
		return new(Pendenza), nil, l.err
	}
	if t.IdDominio.IsValid() {
		p.IdDominio = t.IdDominio
		l.e.difetti = slices.DeleteFunc(l.e.difetti, func(d difetto) bool { return d.luogo == luogo{nome: "idDominio"} })
	}
	if t.Chiave != (Chiave{}) {
		p.IDA2A, p.IDPendenza = scegli(p.IDA2A, t.Chiave.IDA2A), scegli(p.IDPendenza, t.Chiave.IDPendenza)
		if p.Chiave() != t.Chiave {
			l.e.nota(luogo{nome: "idPendenza"}, Esclusivi, "diverso da quello del percorso")
		}
	}
	return p, l.e.pendenza(p), nil
}

// tutta reads a position with its life, and what it breaks.
func (l *lettura) tutta(testo string) (*Pendenza, []avviso.Violazione, error) {
	p := l.pendenza(testo)
	if l.err != nil {
		return new(Pendenza), nil, l.err
	}
	p.completa()
	if l.anomala != nil && *l.anomala != p.Anomala() {
		l.e.nota(luogo{nome: "anomala"}, Enum, "non corrisponde alle segnalazioni")
	}
	return p, l.e.pendenza(p), nil
}

// unitaBeneficiaria is the name that older documents give to idUnitaOperativa.
const unitaBeneficiaria = "UOBeneficiaria"

// pendenza reads the members of a position. altro takes those that are not of a
// position first; it may be nil.
func (l *lettura) pendenza(testo string, altro ...func(nome, v string) bool) *Pendenza {
	var p *Pendenza
	if l.corsa != nil {
		p = &l.corsa.p
	} else {
		p = new(Pendenza)
	}
	unita := ""
	l.struttura(reflect.ValueOf(p).Elem(), tabellaPendenza, luogo{}, testo, func(n, v string) bool {
		switch {
		case n == unitaBeneficiaria && l.tollerante && unita == "":
			unita = v
			return true
		case l.govpay && l.diRisposta(p, n, v):
			return true
		case n != "anomala" || !l.vita:
			return slices.ContainsFunc(altro, func(f func(string, string) bool) bool { return f(n, v) })
		}
		if l.anomala = nil; !nullo(v) {
			l.anomala = new(bool)
			l.booleano(l.anomala, luogo{nome: n}, v)
		}
		return true
	})
	if l.corsa != nil && !l.corsa.Finita() {
		l.err = errCorsa
	}
	l.unita(p, unita)
	if d := p.Documento; l.tollerante && d != nil && d.Rata != 0 && d.Soglia != nil {
		d.Soglia = nil
		l.avvisa(luogo{nome: "documento"}, Esclusivi, "", "rata e soglia si escludono: la soglia non è letta")
	}
	return p
}

// unita takes the office by its older name, when the newer one is not there.
func (l *lettura) unita(p *Pendenza, v string) {
	dove := luogo{nome: unitaBeneficiaria}
	switch {
	case v == "":
	case p.IDUnitaOperativa == "" && !nullo(v):
		l.testo(&p.IDUnitaOperativa, 0, dove, v)
		l.avvisa(dove, CodiceMembro, "", "letto come idUnitaOperativa")
	default:
		l.ignoto(reflect.ValueOf(p).Elem(), luogo{}, unitaBeneficiaria, v)
	}
}

// AppendJSON appends the position as MarshalJSON writes it. Where that is part of
// another document encoding/json takes away the blanks in it and escapes what HTML
// pages do: here datiAllegati, proprietaCustom and the members of others stand by
// the letter.
func (p *Pendenza) AppendJSON(b []byte) ([]byte, error) {
	if p == nil {
		return b, errNullo("pendenza")
	}
	s := scrittura{b: b}
	s.pendenza(p, luogo{})
	if s.err != nil {
		return b, s.err
	}
	return s.b, nil
}

// MarshalJSON writes the position with the member anomala, true or left out, for
// who reads it elsewhere: here segnalazioni alone say it, and a position read
// with another value is refused. Members of others come last.
func (p Pendenza) MarshalJSON() ([]byte, error) { return p.AppendJSON(nil) }

// completa fills what a position in a state must have and a short document
// leaves out: its first version, and the items paid.
func (p *Pendenza) completa() {
	if p.Stato == 0 {
		return
	}
	p.Versione = max(p.Versione, 1)
	if !p.Stato.pagata() || len(p.Pagamenti) > 0 || p.AltroCanale {
		return
	}
	for i := range p.Voci {
		if p.Voci[i].Eseguita {
			return
		}
	}
	for i := range p.Voci {
		p.Voci[i].Eseguita = true
	}
}

// UnmarshalJSON reads a position as ParsePendenza does.
func (p *Pendenza) UnmarshalJSON(data []byte) error {
	if p == nil {
		return errNullo("pendenza")
	}
	n, err := ParsePendenza(data)
	if err == nil {
		*p = n
	}
	return err
}
