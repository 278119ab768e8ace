package pendenza

import (
	"fmt"
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

// Mossa is what applying an event did: the step along the table, with the
// circumstances its guard was asked about, and what the host should do. It is
// all that a machine needs to make the same step: NuovaMacchina from Da with
// Contesto, then Lancia of Passaggio.
//
// Queue what is to be done from Azioni, or from an after_ callback of the step:
// enter_ and leave_ of a state do not fire when the state stays, and a second
// payment of a paid position stays in ESEGUITA and is notified all the same.
type Mossa struct {
	Passaggio Passaggio
	Da, A     Stato
	Contesto  Contesto
	Azioni    []Azione // of the whole event, in order
	// Poi is a step that follows by itself: PassaIncassa, of a receipt whose
	// item is settled by the payment, as a stamp is, when the others were
	// settled before. Nil otherwise.
	Poi *Mossa
}

// Applica applies an event to the position and returns the new value and the
// move it made; p stays as it was. It is pure: the same position and event give
// the same result, so that a log of events replays to the same value. When it
// accepts an event that leaves nothing to record it allocates nothing. It copies
// the lists that grow: for many events on one position see Corso and Ripercorri.
//
// On refusal it returns p and an *Errore: TRANSIZIONE_NON_AMMESSA
// (ErrTransizione) when the state or a guard says no, AGGIORNAMENTO_NON_AMMESSO
// (ErrAggiornamento) with the VER code of the rule in its text, RT_DUPLICATA
// (ErrRTDuplicata), PAGAMENTO_GIA_RICONCILIATO (ErrGiaRiconciliato),
// EVENTO_NON_VALIDO (ErrEvento) for an event that lacks a datum, or is a pointer.
//
// Money that has moved is never refused: a payment for a position that is
// paid, cancelled or transferred is recorded, and makes it anomalous where it
// is one too many.
//
// Source: GovPay, RtUtils, business.Versamento, business.Incassi; SANP 2.4,
// section 2.
func (p *Pendenza) Applica(e Evento, o Opzioni) (Pendenza, Mossa, error) {
	if p == nil {
		return Pendenza{}, Mossa{}, errNullo("pendenza")
	}
	q := corso{Pendenza: *p, opzioni: o}
	if err := q.applica(e); err != nil {
		return *p, Mossa{}, err
	}
	return q.Pendenza, q.mossa, nil
}

// Ripercorri applies a log of events in order and returns the position it leads
// to. It stops at the first refusal and returns the position before it. It takes
// time proportional to the log.
func (p *Pendenza) Ripercorri(eventi iter.Seq[Evento], o Opzioni) (Pendenza, error) {
	if p == nil {
		return Pendenza{}, errNullo("pendenza")
	}
	c := p.Corso(o)
	for e := range eventi {
		if _, err := c.Applica(e); err != nil {
			return c.Pendenza(), err
		}
	}
	return c.Pendenza(), nil
}

// Corso is a position to which many events are applied one after the other: each
// takes the time that it deserves, however many came before, where Applica of a
// Pendenza copies the lists that grow to leave it as it was. Not for use by
// several goroutines at once.
type Corso struct{ c corso }

// Corso starts from the position, which stays as it is.
func (p *Pendenza) Corso(o Opzioni) *Corso {
	c := &Corso{corso{opzioni: o}}
	if p != nil {
		c.c.Pendenza = *p
	}
	c.c.ricorda()
	return c
}

// Applica applies an event as Applica of a Pendenza does; a refused one changes
// nothing.
func (c *Corso) Applica(e Evento) (Mossa, error) {
	if err := c.c.applica(e); err != nil {
		return Mossa{}, err
	}
	return c.c.mossa, nil
}

// Pendenza returns the position as it is now. It is a value: what is applied
// later does not show in it.
func (c *Corso) Pendenza() Pendenza {
	c.c.Pagamenti, c.c.Tentativi = slices.Clip(c.c.Pagamenti), slices.Clip(c.c.Tentativi)
	c.c.pagamenti, c.c.tentativi = false, false
	return c.c.Pendenza
}

// applica applies an event; a refused one changes nothing.
func (p *corso) applica(e Evento) error {
	p.mossa = Mossa{}
	var azioni []Azione
	var err error
	switch e := e.(type) {
	case Pubblica:
		azioni, err = p.semplice(PassaPubblica, avvisa(&p.Pendenza))
	case Aggiorna:
		azioni, err = p.aggiorna(&e)
	case Annulla:
		azioni, err = p.annulla(&e)
	case Ripristina:
		azioni, err = p.ripristina()
	case AvviaTentativo:
		azioni, err = p.avvia(&e)
	case Ricevuta:
		azioni, err = p.ricevuta(&e)
	case PagamentoSenzaRPT:
		azioni, err = p.pagataSenzaRPT(&e)
	case PagatoAltroCanale:
		azioni, err = p.altroCanale()
	case Riconcilia:
		azioni, err = p.riconcilia(&e)
	case Storno:
		azioni, err = p.storno(&e)
	case Annota:
		azioni, err = p.annota(&e)
	case Trasferisci:
		azioni, err = p.trasferisci(&e)
	case nil:
		err = errNullo("evento")
	default:
		err = &Errore{Codice: CodiceEvento, Campo: "tipo", Valore: fmt.Sprintf("%T", e), Err: motivoTipo}
	}
	p.mossa.Azioni = azioni
	return err
}

// passa moves the position along the table.
func (p *corso) passa(x Passaggio, c *Contesto) error {
	s, err := macchina.Applica(p.Stato, x, c)
	if err != nil {
		return err
	}
	if p.mossa.Passaggio == 0 {
		p.mossa = Mossa{Passaggio: x, Da: p.Stato, A: s, Contesto: *c}
	} else {
		p.mossa.Poi = &Mossa{Passaggio: x, Da: p.Stato, A: s, Contesto: *c}
	}
	p.Stato = s
	return nil
}

// nessuno is the context of a step that no guard asks about.
var nessuno Contesto

func (p *corso) semplice(x Passaggio, azioni []Azione) ([]Azione, error) {
	if err := p.passa(x, &nessuno); err != nil {
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

func (p *corso) annulla(e *Annulla) ([]Azione, error) {
	if p.Stato == Annullata { // again: nothing to do
		return p.semplice(PassaAnnulla, nil)
	}
	c := &Contesto{TentativoInCorso: p.pendente(e.Adesso) >= 0, Forza: e.Forza}
	if err := p.passa(PassaAnnulla, c); err != nil {
		return nil, err
	}
	p.Motivo = e.Motivo
	return []Azione{{Tipo: FaiChiudiPromemoria}}, nil
}

func (p *corso) ripristina() ([]Azione, error) {
	if err := p.passa(PassaRipristina, &nessuno); err != nil {
		return nil, err
	}
	p.Versione++
	p.Motivo = ""
	return []Azione{{Tipo: FaiRipianifica}}, nil
}

func (p *corso) altroCanale() ([]Azione, error) {
	if err := p.passa(PassaAltroCanale, &nessuno); err != nil {
		return nil, err
	}
	p.AltroCanale = true
	return append([]Azione{{Tipo: FaiChiudiPromemoria}}, p.alternative()...), nil
}

func (p *corso) trasferisci(e *Trasferisci) ([]Azione, error) {
	c := &Contesto{TentativoInCorso: p.pendente(e.Adesso) >= 0}
	if err := p.passa(PassaTrasferisci, c); err != nil {
		return nil, err
	}
	return []Azione{{Tipo: FaiChiudiPromemoria}}, nil
}

// alternative is the action of a position that is paid and has alternatives.
func (p *corso) alternative() []Azione {
	if p.Documento == nil {
		return nil
	}
	return []Azione{{Tipo: FaiInvalidaAlternative}}
}

func pendente(tentativi []Tentativo, adesso time.Time, politica *Politica) int {
	return slices.IndexFunc(tentativi, func(t Tentativo) bool {
		return t.Stato == TentativoInCorso && !politica.scaduto(t.Iniziato, adesso)
	})
}

func (p *corso) avvia(e *AvviaTentativo) ([]Azione, error) {
	t := Tentativo{IUV: e.IUV, CCP: e.CCP, Stato: TentativoInCorso, Iniziato: e.Adesso.UTC()}
	if !t.IUV.IsValid() {
		t.IUV = p.identificativo()
	}
	if t.CCP == "" && e.NuovoModello {
		t.CCP = t.IUV.String()
	}
	switch {
	case t.CCP == "":
		return nil, eventoSenza("ccp")
	case e.Adesso.IsZero():
		return nil, eventoSenza("adesso")
	}
	c := &Contesto{NonPagabile: p.nonPagabile(e, &t)}
	if err := p.passa(PassaTentativo, c); err != nil {
		return nil, err
	}
	p.tenta(p.tentativo(t.IUV, t.CCP), t)
	return nil, nil
}

func eventoSenza(campo string) error {
	return &Errore{Codice: CodiceEvento, Campo: campo, Err: ErrEvento}
}

func eventoErrato(campo, valore string) error {
	return &Errore{Codice: CodiceEvento, Campo: campo, Valore: valore, Err: ErrEvento}
}
