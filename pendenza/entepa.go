package pendenza

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// EntePA is a creditor body as its gateway knows it: how it is registered with the
// platform, and what its answers need beyond a position. The zero value of an
// optional member does without.
//
// Source: SANP 3.12, "Integrazione tramite API sincrone".
type EntePA struct {
	Ente     avviso.Ente
	Stazioni []Stazione
	// Entrate gives the account, the codice contabilita and the tassonomia of an item
	// that has a codEntrata: the table of CompletaRPT.
	Entrate func(codEntrata string) (Voce, bool)
	// Categoria is the transferCategory of items that say none, as 9/0101002IM/.
	Categoria string
	// UnitaOperativa gives the name of an office, "" when it is not known.
	UnitaOperativa func(id string) string
	// NomeEnte gives the name of another body, "" when it is not known.
	NomeEnte func(avviso.IdDominio) string
	// Metadata gives the pairs of the transfer of an item; nil is those of the item.
	Metadata func(*Voce) []rpt.MapEntry
}

// Stazione is a station of a body at the platform.
type Stazione struct {
	IDStazione    string // idStation, as 12345678903_01
	Intermediario string // idBrokerPA, its owner
	// Numerazioni are the codes that notices of the body have at this station; none
	// lets every notice pass.
	Numerazioni []avviso.Configurazione
	// Versione is the edition of paGetPayment that it speaks, "" for both. A station
	// of V1 sells no stamps.
	Versione rpt.Versione
	// Broadcast says that it gets the receipts of other bodies' notices. Where no
	// station does, all do.
	Broadcast bool
}

// identificativi returns the fault of an idPA, idBrokerPA and idStation that are not
// those of the body, and what is wrong in words; "" when they are.
func (e *EntePA) identificativi(idPA, idBrokerPA, idStation string) (*Stazione, nodo.FaultCode, string) {
	if e == nil || !e.Ente.IdDominio.IsValid() || e.Ente.IdDominio.String() != idPA {
		return nil, nodo.PAAIDDominioErrato, "idPA " + idPA
	}
	if !slices.ContainsFunc(e.Stazioni, func(s Stazione) bool { return s.Intermediario == idBrokerPA }) {
		return nil, nodo.PAAIDIntermediarioErrato, "idBrokerPA " + idBrokerPA
	}
	for i := range e.Stazioni {
		if s := &e.Stazioni[i]; s.IDStazione == idStation && s.Intermediario == idBrokerPA {
			return s, "", ""
		}
	}
	return nil, nodo.PAAStazioneIntErrata, "idStation " + idStation
}

// ammette reports whether a notice may be one of the body at the station: the
// application code (aux digit 0) or the segregation code (aux digit 3) is one of its
// own.
func (s *Stazione) ammette(n avviso.NumeroAvviso) bool {
	if len(s.Numerazioni) == 0 || n.Aux() != avviso.Aux0 && n.Aux() != avviso.Aux3 {
		return true
	}
	return slices.ContainsFunc(s.Numerazioni, func(c avviso.Configurazione) bool { return c.Ammette(n) == nil })
}

// nome returns the name of a body, "" when it is not known.
func (e *EntePA) nome(d avviso.IdDominio) string {
	switch {
	case d == e.Ente.IdDominio:
		return e.Ente.Nome
	case e.NomeEnte != nil:
		return e.NomeEnte(d)
	}
	return ""
}

// ufficio returns the officeName of a position, "" for none.
func (e *EntePA) ufficio(p *Pendenza) string {
	nome := ""
	if e.UnitaOperativa != nil && p.IDUnitaOperativa != "" {
		nome = e.UnitaOperativa(p.IDUnitaOperativa)
	}
	if nome == "" {
		nome = e.Ente.Settore
	}
	if nome == e.Ente.Nome {
		return ""
	}
	return nome
}
