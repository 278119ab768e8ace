package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/looplab/fsm"
	"github.com/qmuntal/stateless"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt"
)

// registrazione is one event of a payment, as one of the parties records it.
type registrazione struct {
	ruolo  gdp.Ruolo
	codice gdp.EventCode
}

// storie are payments as the journals of three senders tell them, ten events
// each: paid at once, kept waiting at the Nodo, refused and sent again and then
// not paid, never collected.
var storie = [...][10]registrazione{
	{
		{gdp.RuoloNodo, gdp.RPTRicevutaNodo},
		{gdp.RuoloNodo, gdp.RPTAccettataNodo},
		{gdp.RuoloEC, gdp.RPTAccettataNodo},
		{gdp.RuoloNodo, gdp.RPTInviataAPSP},
		{gdp.RuoloPSP, gdp.RPTAccettataPSP},
		{gdp.RuoloPSP, gdp.RPTPagata},
		{gdp.RuoloNodo, gdp.RTRicevutaNodo},
		{gdp.RuoloNodo, gdp.RTAccettataNodo},
		{gdp.RuoloEC, gdp.RTAccettataPA},
		{gdp.RuoloPSP, gdp.RPTFlusso},
	},
	{
		{gdp.RuoloNodo, gdp.RPTRicevutaNodo},
		{gdp.RuoloNodo, gdp.RPTAccettataNodo},
		{gdp.RuoloNodo, gdp.RPTParcheggiataNodo},
		{gdp.RuoloNodo, gdp.RPTInviataAPSP},
		{gdp.RuoloPSP, gdp.RPTPagata},
		{gdp.RuoloPSP, gdp.RPTAccettataPSP},
		{gdp.RuoloNodo, gdp.RTRicevutaNodo},
		{gdp.RuoloNodo, gdp.RTAccettataNodo},
		{gdp.RuoloEC, gdp.RTAccettataPA},
		{gdp.RuoloNodo, gdp.RTAccettataPA},
	},
	{
		{gdp.RuoloNodo, gdp.RPTRicevutaNodo},
		{gdp.RuoloNodo, gdp.RPTRifiutataNodo},
		{gdp.RuoloEC, gdp.RPTRifiutataNodo},
		{gdp.RuoloNodo, gdp.RPTRicevutaNodo},
		{gdp.RuoloNodo, gdp.RPTAccettataNodo},
		{gdp.RuoloNodo, gdp.RPTInviataAPSP},
		{gdp.RuoloPSP, gdp.RPTRifiutataPSP},
		{gdp.RuoloNodo, gdp.RTRicevutaNodo},
		{gdp.RuoloNodo, gdp.RTAccettataNodo},
		{gdp.RuoloEC, gdp.RTAccettataPA},
	},
	{
		{gdp.RuoloNodo, gdp.RPTRichiestaAttivazione},
		{gdp.RuoloNodo, gdp.RPTAttivazioneAccettataNodo},
		{gdp.RuoloEC, gdp.RPTAttivataPA},
		{gdp.RuoloNodo, gdp.RPTRicevutaNodo},
		{gdp.RuoloNodo, gdp.RPTAccettataNodo},
		{gdp.RuoloEC, gdp.RPTAccettataNodo},
		{gdp.RuoloNodo, gdp.RPTInviataAPSP},
		{gdp.RuoloPSP, gdp.RPTAccettataPSP},
		{gdp.RuoloPSP, gdp.RPTAnnullata},
		{gdp.RuoloNodo, gdp.RPTDecorsiTermini},
	},
}

// eventiDi returns the events of payment i, ten minutes apart.
func eventiDi(i int) (eventi [10]gdp.Evento, err error) {
	iuv, err := avviso.ParseIUV(fmt.Sprintf("01%015d", i))
	for k, r := range storie[i%len(storie)] {
		eventi[k] = gdp.Evento{
			DateTime:  pagamento.Inizio().UTC().Add(time.Duration(i)*time.Second + time.Duration(k)*10*time.Minute),
			IdDominio: dominio, IUV: iuv, CCP: "n/a", EventCode: r.codice, Ruolo: r.ruolo,
		}
	}
	return eventi, err
}

// chiave is whose payment it is.
type chiave struct {
	dominio avviso.IdDominio
	iuv     avviso.IUV
	ccp     string
}

// arrivo is where the two tracks of a payment ended.
type arrivo struct {
	messaggio rpt.StatoNodo
	incasso   gdp.StatoIncasso
}

var partenza = arrivo{rpt.NodoStart, gdp.IncassoNessuno}

// arrivi counts payments by where they ended.
type arrivi map[arrivo]int

func (a arrivi) conteggi() (conteggi, error) {
	c := conteggi{}
	for k, n := range a {
		c[k.messaggio.String()+" "+k.incasso.String()] = n
	}
	return c, nil
}

// archiMessaggi and archiDenaro are the rows of the two tracks.
var (
	archiMessaggi = func() (archi []arco[rpt.StatoNodo, gdp.EventCode]) {
		codici := map[rpt.StatoNodo]gdp.EventCode{}
		for c := gdp.EventCode(1); c.IsValid(); c++ {
			if s, ok := c.StatoNodo(); ok {
				codici[s] = c
			}
		}
		for t := range rpt.TransizioniNodo() {
			if !t.Riservata {
				archi = append(archi, arco[rpt.StatoNodo, gdp.EventCode]{t.Da, codici[t.A], t.A})
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
	return coppiaLooplab{conLooplab(rpt.NodoStart, archiMessaggi), conLooplab(gdp.IncassoNessuno, archiDenaro)}
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
	if a.messaggio, err = rpt.ParseStatoNodo(p.messaggi.Current()); err == nil {
		a.incasso, err = gdp.ParseStatoIncasso(p.denaro.Current())
	}
	return a, err
}

// coppiaStateless is two machines of qmuntal/stateless that any payment can
// borrow: its states are where the pointers lead.
type coppiaStateless struct {
	messaggio        *rpt.StatoNodo
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

// giornali returns the events of n payments as three senders record them, each
// in order of time.
func giornali(n int) ([][]gdp.Evento, error) {
	g := make([][]gdp.Evento, 3)
	for i := range n {
		eventi, err := eventiDi(i)
		if err != nil {
			return nil, err
		}
		for _, e := range eventi {
			g[e.Ruolo-gdp.RuoloNodo] = append(g[e.Ruolo-gdp.RuoloNodo], e)
		}
	}
	for _, eventi := range g {
		ordina(eventi)
	}
	return g, nil
}

func ordina(eventi []gdp.Evento) {
	slices.SortStableFunc(eventi, func(x, y gdp.Evento) int { return x.DateTime.Compare(y.DateTime) })
}
