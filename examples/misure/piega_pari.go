package main

import (
	"context"

	"github.com/looplab/fsm"
	"github.com/qmuntal/stateless"

	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// archiMessaggi and archiDenaro are the rows of the two tracks.
var (
	archiMessaggi = func() (archi []arco[nodo.Stato, gdp.EventCode]) {
		codici := map[nodo.Stato]gdp.EventCode{}
		for c := gdp.EventCode(1); c.IsValid(); c++ {
			if s, ok := c.StatoNodo(); ok {
				codici[s] = c
			}
		}
		for t := range nodo.Transizioni() {
			if !t.Riservata {
				archi = append(archi, arco[nodo.Stato, gdp.EventCode]{t.Da, codici[t.A], t.A})
			}
		}
		return archi
	}()
	archiDenaro = func() (archi []arco[gdp.StatoIncasso, gdp.EventCode]) {
		for s := gdp.IncassoNessuno; s.IsValid(); s++ {
			for c := gdp.EventCode(1); c.IsValid(); c++ {
				if e, ok := c.StatoIncasso(); ok {
					if a, ok := gdp.PassoIncasso(s, e); ok {
						archi = append(archi, arco[gdp.StatoIncasso, gdp.EventCode]{s, c, a})
					}
				}
			}
		}
		return archi
	}()
)

// coppiaLooplab is a payment as two machines of looplab/fsm.
type coppiaLooplab struct{ messaggi, denaro *fsm.FSM }

func nuovaCoppiaLooplab() coppiaLooplab {
	return coppiaLooplab{conLooplab(nodo.Start, archiMessaggi), conLooplab(gdp.IncassoNessuno, archiDenaro)}
}

func (p coppiaLooplab) daCapo() {
	p.messaggi.SetState(partenza.messaggio.String())
	p.denaro.SetState(partenza.incasso.String())
}

// segui fires an event, unless it is a repetition.
func (p coppiaLooplab) segui(ctx context.Context, c gdp.EventCode) error {
	m, stato := p.messaggi, ""
	if s, ok := c.StatoNodo(); ok {
		stato = s.String()
	} else if s, ok := c.StatoIncasso(); ok {
		m, stato = p.denaro, s.String()
	}
	if m.Is(stato) {
		return nil
	}
	return lancia(ctx, m, c.String())
}

func (p coppiaLooplab) arrivo() (a arrivo, err error) {
	if a.messaggio, err = nodo.ParseStato(p.messaggi.Current()); err == nil {
		a.incasso, err = gdp.ParseStatoIncasso(p.denaro.Current())
	}
	return a, err
}

// coppiaStateless is two machines of qmuntal/stateless that any payment can
// borrow: its states are where the pointers lead.
type coppiaStateless struct {
	messaggio        *nodo.Stato
	incasso          *gdp.StatoIncasso
	messaggi, denaro *stateless.StateMachine
}

func nuovaCoppiaStateless() *coppiaStateless {
	p := &coppiaStateless{}
	p.messaggi, p.denaro = conStateless(&p.messaggio, archiMessaggi), conStateless(&p.incasso, archiDenaro)
	return p
}

// segui fires an event for a payment, unless it is a repetition.
func (p *coppiaStateless) segui(ctx context.Context, a *arrivo, c gdp.EventCode) error {
	p.messaggio, p.incasso = &a.messaggio, &a.incasso
	if s, ok := c.StatoNodo(); ok {
		if s == a.messaggio {
			return nil
		}
		return p.messaggi.FireCtx(ctx, c)
	}
	if s, ok := c.StatoIncasso(); ok && s == a.incasso {
		return nil
	}
	return p.denaro.FireCtx(ctx, c)
}
