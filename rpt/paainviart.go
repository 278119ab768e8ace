package rpt

import (
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// PaaInviaRT delivers an RT: paaInviaRT.
//
// Source: PaPerNodo.wsdl, paaInviaRT.
type PaaInviaRT struct {
	Intestazione
	TipoFirma string `json:"tipoFirma"` // "" and 0 mean none
	RT        []byte `json:"rt"`        // the RT, decoded; base64 in XML and JSON
}

// PaaInviaRTRisposta is the answer: paaInviaRTRisposta.
//
// Source: PaPerNodo.wsdl, esitoPaaInviaRT.
type PaaInviaRTRisposta struct {
	Fault *nodo.FaultBean `json:"fault,omitempty"`
	Esito Outcome         `json:"esito"`
}

func (r *PaaInviaRTRisposta) rifiuta(f *nodo.FaultBean) { r.Esito, r.Fault = OutcomeKO, f }

func schemaPaaInviaRT(v *schema.Visita, p *PaaInviaRT) {
	v.Testo("tipoFirma", &p.TipoFirma, codiceLibero, obbligatorio)
	v.Binario("rt", &p.RT, obbligatorio)
	if v.Legge() && v.Err() == nil && len(p.RT) == 0 {
		v.Rifiuta("rt", "", schema.Lunghezza, nil)
	}
}

func schemaPaaInviaRTRisposta(v *schema.Visita, r *PaaInviaRTRisposta) {
	schema.Gruppo(v, "paaInviaRTRisposta", r, func(v *schema.Visita, r *PaaInviaRTRisposta) {
		schemaFaultRisposta(v, &r.Fault)
		schema.Lista(v, "esito", &r.Esito, outcomes, obbligatorio)
	})
}

// ParsePaaInviaRT reads a delivery with ParseBusta, and the RT in it with ParseRT.
// What is wrong stands in ErroreBusta and ErroreRT, so that RispondiPaaInviaRT answers
// in its order, and is returned; what could be read is there all the same.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, §9.1 (paaInviaRT).
func ParsePaaInviaRT(data []byte) (ConsegnaRT, error) {
	b, err := ParseBusta(data, string(PrimitivaPaaInviaRT))
	c := NuovaConsegnaRT(b, err)
	if c.ErroreBusta != nil {
		return c, c.ErroreBusta
	}
	return c, c.ErroreRT
}

// NuovaConsegnaRT returns what RispondiPaaInviaRT decides on, out of a delivery and of
// the error of its reading: the header as far as it was read, and the RT read with
// ParseRT. A caller who is lenient replaces the latter with what LeggiRT makes of
// PaaInviaRT.RT. Another message is refused in ErroreBusta.
func NuovaConsegnaRT(b Busta, lettura error) ConsegnaRT {
	c := ConsegnaRT{ErroreBusta: lettura}
	p, ok := b.Messaggio.(*PaaInviaRT)
	if !ok || p == nil {
		if lettura == nil {
			c.ErroreBusta = &Errore{Codice: CodiceSintassiXSD, Campo: "Body", Err: ErrRadice}
		}
		return c
	}
	c.IdentificativoDominio = p.IdentificativoDominio
	c.IdentificativoIntermediarioPA = p.IdentificativoIntermediarioPA
	c.IdentificativoStazioneIntermediarioPA = p.IdentificativoStazioneIntermediarioPA
	c.IdentificativoUnivocoVersamento = p.IdentificativoUnivocoVersamento
	c.CodiceContestoPagamento = p.CodiceContestoPagamento
	c.TipoFirma = p.TipoFirma
	if lettura == nil {
		c.RT, c.ErroreRT = ParseRT(p.RT)
	}
	return c
}

// PaaInviaRT returns the answer of the body to a delivery, as a message, nil when there
// is none: SenzaRisposta. id is the idDominio of the body.
func (r Risposta) PaaInviaRT(id string) *PaaInviaRTRisposta {
	if r.SenzaRisposta {
		return nil
	}
	if f := r.Fault(id); f != nil {
		return &PaaInviaRTRisposta{Fault: f, Esito: OutcomeKO}
	}
	return &PaaInviaRTRisposta{Esito: OutcomeOK}
}
