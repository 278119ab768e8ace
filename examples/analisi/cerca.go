package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
)

// risposta is what was asked for: the counts of all payments, and some of them.
type risposta struct {
	giornali []giornale
	conti    gdp.Riepilogo
	storia   bool // the time line of each was asked for
	elenco   bool
	trovati  []trovato
	perStato map[string][]gdp.Pagamento // the first of each state and flag, for the summary

	mancanti []string // what was asked for and is not there
}

// trovato is a payment, with the debtor that the caller's list gives it.
type trovato struct {
	gdp.Pagamento
	debitore debitore
}

// debitore is one row of the caller's list.
type debitore struct {
	codiceFiscale, anagrafica string
	iuv                       avviso.IUV
}

// maxChiavi is how many payments the summary names under a state or a flag.
const maxChiavi = 10

func rispondi(l *lettura, a argomenti) (*risposta, error) {
	r := &risposta{giornali: l.giornali, perStato: map[string][]gdp.Pagamento{}}
	tolleranza := gdp.ConTolleranza(a.tolleranza)
	var err error
	if r.conti, err = l.analisi.Riepiloga(tolleranza); err != nil {
		return nil, err
	}
	switch {
	case a.iuv.IsValid():
		return r, r.cerca(l, []debitore{{iuv: a.iuv}}, a.ccp, tolleranza)
	case a.debitori != "":
		debitori, err := leggiDebitori(l, a.debitori, a.debitore)
		if err != nil {
			return nil, err
		}
		return r, r.cerca(l, debitori, "", tolleranza)
	}
	if a.elenco != "" {
		pagamenti, err := l.analisi.Pagamenti(tolleranza)
		if err != nil {
			return nil, err
		}
		dentro, err := filtro(a.elenco)
		if err != nil {
			return nil, err
		}
		r.elenco = true
		for p := range pagamenti {
			if dentro(&p) {
				r.trovati = append(r.trovati, trovato{Pagamento: p})
			}
		}
		if len(r.trovati) == 0 {
			r.mancanti = append(r.mancanti, "nessun pagamento è nello stato "+strings.ToUpper(a.elenco))
		}
		return r, nil
	}
	pagamenti, err := l.analisi.Pagamenti(tolleranza, gdp.SenzaRegistrati())
	if err != nil {
		return nil, err
	}
	for p := range pagamenti {
		r.nomina(p.Posizione.String(), &p)
		for _, s := range p.Segnali {
			r.nomina(s.String(), &p)
		}
	}
	return r, nil
}

func (r *risposta) nomina(nome string, p *gdp.Pagamento) {
	if len(r.perStato[nome]) < maxChiavi {
		r.perStato[nome] = append(r.perStato[nome], *p)
	}
}

// cerca finds the payments of a list of IUVs, of one CCP or of all ("").
func (r *risposta) cerca(l *lettura, debitori []debitore, ccp string, o ...gdp.Opzione) error {
	r.storia = true
	for _, d := range debitori {
		pagamenti, err := l.analisi.PagamentiIUV(d.iuv, o...)
		if err != nil {
			return err
		}
		n := 0
		for _, p := range pagamenti {
			if ccp == "" || p.CCP == ccp {
				n++
				r.trovati = append(r.trovati, trovato{p, d})
			}
		}
		if n == 0 {
			manca := "nessun giornale ha il pagamento " + d.iuv.String()
			if ccp != "" {
				manca += ", codice contesto " + stampabile(ccp)
			}
			r.mancanti = append(r.mancanti, manca)
		}
	}
	return nil
}

// nomiElenco are the names that -elenco takes, for the help.
func nomiElenco() string {
	var nomi []string
	for p := gdp.Inizio; p.IsValid(); p++ {
		nomi = append(nomi, p.String())
	}
	for s := gdp.PagataSenzaRT; s.IsValid(); s++ {
		nomi = append(nomi, s.String())
	}
	var b strings.Builder
	riga := 0
	for i, n := range nomi {
		if i > 0 {
			b.WriteByte(',')
			if riga += len(n) + 2; riga > 90 {
				b.WriteString("\n ")
				riga = len(n)
			}
			b.WriteByte(' ')
		}
		b.WriteString(n)
	}
	return b.String()
}

// filtro returns the payments of a state or flag, told by name in any case.
func filtro(nome string) (func(*gdp.Pagamento) bool, error) {
	if strings.EqualFold(nome, "tutti") {
		return func(*gdp.Pagamento) bool { return true }, nil
	}
	if p, err := gdp.ParsePosizione(strings.ToUpper(nome)); err == nil {
		return func(x *gdp.Pagamento) bool { return x.Posizione == p }, nil
	}
	for s := gdp.PagataSenzaRT; s.IsValid(); s++ {
		if strings.EqualFold(nome, s.String()) {
			return func(x *gdp.Pagamento) bool { return slices.Contains(x.Segnali, s) }, nil
		}
	}
	return nil, fmt.Errorf("%q non è uno stato né un segnale (-h li elenca)", nome)
}
