package piemontepay

import (
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
)

// Posizione is a position of the caller with all its attempts, in the order in
// which they were made. Applying an event returns a new value; the attempts of
// the old one are left alone.
type Posizione struct {
	ID  string     `json:"idPosizione"`
	IUV avviso.IUV `json:"iuv"`
	// Atteso is what a notification is compared with before it counts.
	Atteso    Atteso      `json:"atteso,omitzero"`
	Tentativi []Tentativo `json:"tentativi"`
	// Notificata is when the first payment notification arrived, zero until then.
	Notificata time.Time `json:"notificata,omitzero"`
}

// Pagata reports whether the position is paid: a notification arrived, from any
// attempt or another channel. No outcome of a return makes it true, and its
// absence is never a failure: notifications come from a scheduled batch, for
// successful payments only.
//
// Source: manual, §3.2.
func (p Posizione) Pagata() bool { return !p.Notificata.IsZero() }

// AmmetteTentativo reports whether a new attempt may start: always, except
// after the notification. After an attempt that ended with 000 the answer is
// true with a warning.
//
// Source: manual, §3.2 and §4.2.
func (p Posizione) AmmetteTentativo() (bool, []avviso.Avvertenza) {
	if p.Pagata() {
		return false, nil
	}
	positivo := func(t Tentativo) bool { return t.Stato == EsitoPositivoRicevuto }
	if slices.ContainsFunc(p.Tentativi, positivo) {
		return true, []avviso.Avvertenza{avverti(AvvertenzaEsitoPositivo)}
	}
	return true, nil
}

// NuovoTentativo adds an attempt, in state CREATO, and returns the form to give
// to the browser. Errors, with the position unchanged: POSIZIONE_PAGATA
// (ErrPosizionePagata); IDENTIFICATIVO (ErrIdentificativo) for an identifier
// already used on this position, IUV (ErrIUV) for a payment of another one, and
// those of [Chiamante.Modulo]. Uniqueness over the other positions is the
// caller's to keep.
func (p Posizione) NuovoTentativo(c Chiamante, pag Pagamento, adesso time.Time) (Posizione, Modulo, []avviso.Avvertenza, error) {
	ammesso, avvertenze := p.AmmetteTentativo()
	switch {
	case !ammesso:
		return p, Modulo{}, nil, &Errore{Codice: CodicePosizionePagata, Campo: "iuv", Valore: p.IUV.String(), Err: ErrPosizionePagata}
	case pag.IUV != p.IUV:
		return p, Modulo{}, nil, &Errore{Codice: CodiceIUV, Campo: "iuv", Valore: pag.IUV.String(), Err: ErrIUV}
	case p.indice(pag.IdentificativoPagamento) >= 0:
		return p, Modulo{}, nil, &Errore{
			Codice: CodiceIdentificativo, Campo: campoIdentificativo,
			Valore: pag.IdentificativoPagamento.String(), Err: ErrIdentificativo,
		}
	}
	t, m, err := NuovoTentativo(c, pag, p.ID, adesso)
	if err != nil {
		return p, Modulo{}, nil, err
	}
	p.Tentativi = append(slices.Clip(p.Tentativi), t)
	return p, m, avvertenze, nil
}

// Reindirizza records that the form of an attempt was given to the browser.
// Errors: IDENTIFICATIVO (ErrIdentificativo) when no attempt has that
// identifier, and those of [Tentativo.Reindirizza].
func (p Posizione) Reindirizza(id IdentificativoPagamento, adesso time.Time) (Posizione, error) {
	i := p.indice(id)
	if i < 0 {
		return p, sconosciuto(id)
	}
	t, err := p.Tentativi[i].Reindirizza(adesso)
	if err != nil {
		return p, err
	}
	return p.con(i, t), nil
}

// Ritorna verifies a return and records it with the attempt it names. Errors,
// with the position unchanged: IDENTIFICATIVO (ErrIdentificativo) when no
// attempt has that identifier, and those of [Tentativo.Ritorna].
func (p Posizione) Ritorna(r Ritorno, adesso time.Time) (Posizione, []avviso.Avvertenza, error) {
	i := p.indice(r.IdPagamento)
	if i < 0 {
		return p, nil, sconosciuto(r.IdPagamento)
	}
	t, avvertenze, err := p.Tentativi[i].Ritorna(r, adesso)
	if err != nil {
		return p, nil, err
	}
	return p.con(i, t), avvertenze, nil
}

// Notifica records a payment notification, as [Posizione.VerificaNotifica] has
// compared it with the position: the position is paid and every attempt of it is
// closed, because a notification names the IUV or the position and never an attempt.
//
// Errors, with the position unchanged: an *Errore (ErrNotifica) for every finding that
// says that the money is not of this position, joined. The other findings are the
// warnings.
func (p Posizione) Notifica(t TestataNotifichePagamento, n NotificaPagamento, adesso time.Time) (Posizione, []avviso.Avvertenza, error) {
	avvertenze, err := p.confronta(t, n)
	switch {
	case err != nil:
		return p, nil, err
	case p.Pagata():
		return p, append(avvertenze, avverti(AvvertenzaDopoNotifica)), nil
	}
	p.Notificata = adesso
	p.Tentativi = slices.Clone(p.Tentativi)
	for i, t := range p.Tentativi {
		p.Tentativi[i], _ = t.Notifica(adesso)
	}
	return p, avvertenze, nil
}

func (p Posizione) indice(id IdentificativoPagamento) int {
	return slices.IndexFunc(p.Tentativi, func(t Tentativo) bool { return t.Identificativo == id })
}

// con returns the position with attempt i replaced.
func (p Posizione) con(i int, t Tentativo) Posizione {
	p.Tentativi = slices.Clone(p.Tentativi)
	p.Tentativi[i] = t
	return p
}

func sconosciuto(id IdentificativoPagamento) error {
	return &Errore{Codice: CodiceIdentificativo, Campo: "idPagamento", Valore: id.String(), Err: ErrIdentificativo}
}
