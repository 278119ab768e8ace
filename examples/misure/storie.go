package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt/nodo"
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
	messaggio nodo.Stato
	incasso   gdp.StatoIncasso
}

var partenza = arrivo{nodo.Start, gdp.IncassoNessuno}

// arrivi counts payments by where they ended.
type arrivi map[arrivo]int

func (a arrivi) conteggi() conteggi {
	c := conteggi{}
	for k, n := range a {
		c[k.messaggio.String()+" "+k.incasso.String()] = n
	}
	return c
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
