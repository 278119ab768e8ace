package pendenza

import (
	"iter"
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
)

// Opzioni are the circumstances of the caller.
type Opzioni struct {
	// Domini are the bodies whose credits the caller sees. A payment for
	// another one is ENTRATA_PA_NON_INTERMEDIATA and needs no reconciliation.
	// Empty is every body.
	Domini []avviso.IdDominio
	// Politica rules the start of an attempt.
	Politica Politica
}

// Applica applies an event to a position and returns the new value and what the
// host should do; p stays as it was. It is pure: the same position and event
// give the same result, so that a log of events replays to the same value. When
// it accepts an event that leaves nothing to record it allocates nothing.
//
// On refusal it returns p and an *Errore: TRANSIZIONE_NON_AMMESSA
// (ErrTransizione) when the state or a guard says no, AGGIORNAMENTO_NON_AMMESSO
// (ErrAggiornamento) with the VER code of the rule in its text, RT_DUPLICATA
// (ErrRTDuplicata), PAGAMENTO_GIA_RICONCILIATO (ErrGiaRiconciliato),
// EVENTO_NON_VALIDO (ErrEvento) for an event that lacks a datum.
//
// Money that has moved is never refused: a payment for a position that is
// paid, cancelled or transferred is recorded, and makes it anomalous where it
// is one too many.
//
// Source: GovPay, RtUtils, business.Versamento, business.Incassi; SANP 2.4,
// section 2.
func Applica(p Pendenza, e Evento, o Opzioni) (Pendenza, []Azione, error) {
	q := p
	var azioni []Azione
	var err error
	switch e := e.(type) {
	case Pubblica:
		azioni, err = q.semplice(PassaPubblica, avvisa(&q))
	case Aggiorna:
		azioni, err = q.aggiorna(&e)
	case Annulla:
		azioni, err = q.annulla(&e, &o)
	case Ripristina:
		azioni, err = q.ripristina()
	case AvviaTentativo:
		azioni, err = q.avvia(&e, &o)
	case Ricevuta:
		azioni, err = q.ricevuta(&e, &o)
	case PagamentoSenzaRPT:
		azioni, err = q.senzaRPT(&e, &o)
	case PagatoAltroCanale:
		azioni, err = q.altroCanale()
	case Riconcilia:
		azioni, err = q.riconcilia(&e)
	case Storno:
		azioni, err = q.storno(&e)
	case Trasferisci:
		azioni, err = q.trasferisci(&e, &o)
	default:
		err = &Errore{Codice: CodiceEvento, Campo: "tipo", Err: ErrEvento}
	}
	if err != nil {
		return p, nil, err
	}
	return q, azioni, nil
}

// Ripercorri applies a log of events in order and returns the position it leads
// to. It stops at the first refusal and returns the position before it.
func Ripercorri(p Pendenza, eventi iter.Seq[Evento], o Opzioni) (Pendenza, error) {
	for e := range eventi {
		q, _, err := Applica(p, e, o)
		if err != nil {
			return p, err
		}
		p = q
	}
	return p, nil
}

// passa moves the position along the table.
func (p *Pendenza) passa(x Passaggio, c *Contesto) error {
	s, err := macchina.Applica(p.Stato, x, c)
	if err != nil {
		return err
	}
	p.Stato = s
	return nil
}

func (p *Pendenza) semplice(x Passaggio, azioni []Azione) ([]Azione, error) {
	if err := p.passa(x, nil); err != nil {
		return nil, err
	}
	return azioni, nil
}

// avvisa is the action of a position that becomes payable.
func avvisa(p *Pendenza) []Azione {
	if p.SenzaAvvisatura {
		return nil
	}
	return []Azione{{Tipo: FaiAvvisatura}}
}

func (p *Pendenza) annulla(e *Annulla, o *Opzioni) ([]Azione, error) {
	if p.Stato == Annullata { // again: nothing to do
		return nil, p.passa(PassaAnnulla, nil)
	}
	c := &Contesto{TentativoInCorso: p.pendente(e.Adesso, &o.Politica) >= 0, Forza: e.Forza}
	if err := p.passa(PassaAnnulla, c); err != nil {
		return nil, err
	}
	p.Motivo = e.Motivo
	return []Azione{{Tipo: FaiChiudiPromemoria}}, nil
}

func (p *Pendenza) ripristina() ([]Azione, error) {
	if err := p.passa(PassaRipristina, nil); err != nil {
		return nil, err
	}
	p.Versione++
	p.Motivo = ""
	return []Azione{{Tipo: FaiRipianifica}}, nil
}

func (p *Pendenza) altroCanale() ([]Azione, error) {
	if err := p.passa(PassaAltroCanale, nil); err != nil {
		return nil, err
	}
	p.AltroCanale = true
	return append([]Azione{{Tipo: FaiChiudiPromemoria}}, p.alternative()...), nil
}

func (p *Pendenza) trasferisci(e *Trasferisci, o *Opzioni) ([]Azione, error) {
	c := &Contesto{TentativoInCorso: p.pendente(e.Adesso, &o.Politica) >= 0}
	if err := p.passa(PassaTrasferisci, c); err != nil {
		return nil, err
	}
	return []Azione{{Tipo: FaiChiudiPromemoria}}, nil
}

// alternative is the action of a position that is paid and has alternatives.
func (p *Pendenza) alternative() []Azione {
	if p.Documento == nil {
		return nil
	}
	return []Azione{{Tipo: FaiInvalidaAlternative}}
}

// pendente returns the place of the first attempt that blocks another one at an
// instant, -1 when there is none.
func (p *Pendenza) pendente(adesso time.Time, politica *Politica) int {
	return pendente(p.Tentativi, adesso, politica)
}

func pendente(tentativi []Tentativo, adesso time.Time, politica *Politica) int {
	return slices.IndexFunc(tentativi, func(t Tentativo) bool {
		return t.Stato == TentativoInCorso && !politica.scaduto(t.Iniziato, adesso)
	})
}

func (p *Pendenza) avvia(e *AvviaTentativo, o *Opzioni) ([]Azione, error) {
	switch {
	case e.CCP == "":
		return nil, eventoSenza("ccp")
	case e.Adesso.IsZero():
		return nil, eventoSenza("adesso")
	}
	iuv := e.IUV
	if !iuv.IsValid() {
		iuv = p.identificativo()
	}
	c := &Contesto{NonPagabile: p.nonPagabile(e, iuv, o)}
	if err := p.passa(PassaTentativo, c); err != nil {
		return nil, err
	}
	p.Tentativi = append(slices.Clip(p.Tentativi), Tentativo{IUV: iuv, CCP: e.CCP, Stato: TentativoInCorso, Iniziato: e.Adesso.UTC()})
	return nil, nil
}

func eventoSenza(campo string) error {
	return &Errore{Codice: CodiceEvento, Campo: campo, Err: ErrEvento}
}

func eventoErrato(campo, valore string) error {
	return &Errore{Codice: CodiceEvento, Campo: campo, Valore: valore, Err: ErrEvento}
}
