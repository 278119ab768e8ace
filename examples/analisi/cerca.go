package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
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
		debitori, err := leggiDebitori(a.debitori, a.debitore)
		if err != nil {
			return nil, err
		}
		return r, r.cerca(l, debitori, "", tolleranza)
	}
	pagamenti, err := l.analisi.Pagamenti(tolleranza)
	if err != nil {
		return nil, err
	}
	if a.elenco != "" {
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
		breve := *p
		breve.Registrati = nil
		r.perStato[nome] = append(r.perStato[nome], breve)
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
				manca += ", codice contesto " + pulito(ccp)
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
	nomi[2] = "\n                      " + nomi[2]
	for s := gdp.PagataSenzaRT; s.IsValid(); s++ {
		nome := s.String()
		if s%3 == 1 {
			nome = "\n                      " + nome
		}
		nomi = append(nomi, nome)
	}
	return strings.ReplaceAll(strings.Join(nomi, ", "), ", \n", ",\n")
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

// colonne are the names under which the columns of a list of debtors are found.
var colonne = map[string]string{
	"iuv": "iuv", "numeroavviso": "avviso", "avviso": "avviso", "nav": "avviso", "codicefiscale": "cf", "debitore": "cf", "cf": "cf",
	"identificativodebitore": "cf", "anagrafica": "nome", "nominativo": "nome", "anagraficadebitore": "nome",
}

// leggiDebitori reads a list of debtors, of one fiscal code or of all ("").
func leggiDebitori(percorso, solo string) ([]debitore, error) {
	b, err := os.ReadFile(percorso)
	if err != nil {
		return nil, fmt.Errorf("-debitori: %w", err)
	}
	testo := strings.TrimPrefix(string(b), "\ufeff")
	prima, _, _ := strings.Cut(testo, "\n")
	c := csv.NewReader(strings.NewReader(testo))
	c.Comma, c.TrimLeadingSpace = ';', true
	for _, s := range [...]rune{',', '\t'} {
		if strings.Count(prima, string(s)) > strings.Count(prima, string(c.Comma)) {
			c.Comma = s
		}
	}
	righe, err := c.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("-debitori: %s: %w", pulito(percorso), err)
	}
	dove := map[string]int{}
	for i, nome := range slices.Concat(righe[:min(1, len(righe))]...) {
		nome = strings.ToLower(strings.NewReplacer(" ", "", "_", "").Replace(nome))
		if quale, ok := colonne[nome]; ok {
			if _, gia := dove[quale]; !gia {
				dove[quale] = i
			}
		}
	}
	_, conIUV := dove["iuv"]
	_, conAvviso := dove["avviso"]
	if !conIUV && !conAvviso {
		return nil, fmt.Errorf("-debitori: %s: nella prima riga manca la colonna iuv o numeroAvviso", pulito(percorso))
	}
	if _, ok := dove["cf"]; !ok && solo != "" {
		return nil, fmt.Errorf("-debitore: %s non ha la colonna codiceFiscale", pulito(percorso))
	}
	return scegli(righe[1:], dove, solo, percorso)
}

func scegli(righe [][]string, dove map[string]int, solo, percorso string) (scelti []debitore, err error) {
	for n, riga := range righe {
		valore := func(quale string) string {
			if i, ok := dove[quale]; ok {
				return strings.TrimSpace(riga[i])
			}
			return ""
		}
		d := debitore{codiceFiscale: valore("cf"), anagrafica: valore("nome")}
		if solo != "" && !strings.EqualFold(solo, d.codiceFiscale) {
			continue
		}
		if s := valore("iuv"); s != "" {
			d.iuv, err = avviso.ParseIUV(s)
		} else {
			var numero avviso.NumeroAvviso
			if numero, err = avviso.ParseNumeroAvviso(valore("avviso")); err == nil {
				d.iuv = numero.IUV()
			}
		}
		if err != nil {
			return nil, fmt.Errorf("-debitori: %s, riga %d: %w", pulito(percorso), n+2, err)
		}
		scelti = append(scelti, d)
	}
	if len(scelti) == 0 && solo != "" {
		return nil, fmt.Errorf("-debitore: %s non ha il codice fiscale %s", pulito(percorso), pulito(solo))
	}
	if len(scelti) == 0 {
		return nil, errors.New("-debitori: " + pulito(percorso) + " non ha righe")
	}
	return scelti, nil
}
