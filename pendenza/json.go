package pendenza

import (
	"encoding/json"
	"slices"

	"github.com/quietanza/quietanza/avviso"
)

// ParsePendenza reads a position from JSON, in the shape of the API Pendenze of
// GovPay followed by the members of its life. Errors: JSON and MEMBRO
// (ErrDocumento) for a text that is no such document, an unknown or repeated
// member; else, when rules are broken, the code of the first violation with its
// path: it is an ErrNonValida, and errors.As finds *NonValida with all of them.
//
// Source: GovPay, API Pendenze v2.
func ParsePendenza(data []byte) (Pendenza, error) {
	p, v, err := LeggiPendenza(data)
	if err == nil {
		err = nonValida(v)
	}
	if err != nil {
		return Pendenza{}, err
	}
	return p, nil
}

// LeggiPendenza reads a position from JSON with every rule that it breaks, in
// the order of the fields: a value of the wrong type is a violation of its
// field, which stays empty. Items beyond a hundred are counted and not examined,
// and behind a thousand values of the wrong type lists are not read further. The
// errors are JSON and MEMBRO (ErrDocumento).
func LeggiPendenza(data []byte) (Pendenza, []avviso.Violazione, error) {
	return leggiPendenza(data, false)
}

// LeggiParziale is LeggiPendenza for a position of which only some members are
// given: what is absent is not asked for.
func LeggiParziale(data []byte) (Pendenza, []avviso.Violazione, error) {
	return leggiPendenza(data, true)
}

// LeggiNuova is LeggiPendenza for a position to create: the members of its life
// are unknown. A valid dominio overrides its idDominio.
func LeggiNuova(data []byte, dominio avviso.IdDominio) (Pendenza, []avviso.Violazione, error) {
	l := lettura{}
	return l.daCreare(l.documento(data), dominio)
}

// daCreare reads a position without its life.
func (l *lettura) daCreare(testo string, dominio avviso.IdDominio, altri ...string) (Pendenza, []avviso.Violazione, error) {
	p := l.pendenza(testo, altri...)
	if l.err != nil {
		return Pendenza{}, nil, l.err
	}
	if dominio.IsValid() {
		p.IdDominio = dominio
		l.e.difetti = slices.DeleteFunc(l.e.difetti, func(d difetto) bool { return d.luogo == luogo{nome: "idDominio"} })
	}
	return p, l.e.pendenza(&p), nil
}

func leggiPendenza(data []byte, parziale bool) (Pendenza, []avviso.Violazione, error) {
	l := lettura{e: esame{parziale: parziale}, vita: true}
	return l.tutta(l.documento(data))
}

// tutta reads a position with its life, and what it breaks.
func (l *lettura) tutta(testo string) (Pendenza, []avviso.Violazione, error) {
	p := l.pendenza(testo)
	if l.err != nil {
		return Pendenza{}, nil, l.err
	}
	p.completa()
	if l.anomala != nil && *l.anomala != p.Anomala() {
		l.e.nota(luogo{nome: "anomala"}, Enum, "non corrisponde alle segnalazioni")
	}
	return p, l.e.pendenza(&p), nil
}

// pendenza reads the members of a position, which may stand beside some others.
func (l *lettura) pendenza(testo string, altri ...string) (p Pendenza) {
	struttura(l, &p, campiPendenza, luogo{}, testo, func(n, v string) bool {
		if n != "anomala" || !l.vita {
			return slices.Contains(altri, n)
		}
		if l.anomala = nil; !nullo(v) {
			l.anomala = new(bool)
			l.booleano(l.anomala, luogo{nome: n}, v)
		}
		return true
	})
	return p
}

// MarshalJSON writes the position with the member anomala, true or left out, for
// who reads it elsewhere: here segnalazioni alone say it, and a position read
// with another value is refused.
func (p Pendenza) MarshalJSON() ([]byte, error) {
	type nuda Pendenza
	return json.Marshal(&struct {
		*nuda
		Anomala bool `json:"anomala,omitempty"`
	}{(*nuda)(&p), p.Anomala()})
}

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
