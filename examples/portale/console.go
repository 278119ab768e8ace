package main

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/quietanza/quietanza/examples/portale/diagramma"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rpt"
)

// console shows the clock, every debt, and how many are in each state.
func (s *sito) console(w http.ResponseWriter, _ *http.Request) error {
	var dati struct {
		Salti    any
		Debiti   []vistaDebito
		Macchina vistaMacchina
	}
	dati.Salti = salti
	if err := s.b.fai(func(adesso time.Time) error {
		g := grafoPendenza()
		g.Titolo = macchinaPendenza
		var correnti []pendenza.Stato
		for _, d := range s.b.debiti {
			dati.Debiti = append(dati.Debiti, s.b.vedi(d, adesso))
			for i := range g.Stati {
				if g.Stati[i].Nome == d.p.Stato.String() {
					g.Stati[i].Conta++
					g.Stati[i].Passato = true
				}
			}
			correnti = append(correnti, d.p.Stato)
		}
		slices.Sort(correnti)
		dati.Macchina = vistaMacchina{ID: "pendenza", Nome: macchinaPendenza, Disegno: disegno(g), Mermaid: mermaid(pendenza.Diagramma("mermaid", slices.Compact(correnti)...))}
		return nil
	}); err != nil {
		return err
	}
	return s.mostra(w, http.StatusOK, "console", pagina{Titolo: "Console", Sito: "console", Dati: dati})
}

// consoleDebito shows the machines of a debt and of its last attempt.
func (s *sito) consoleDebito(w http.ResponseWriter, r *http.Request) error {
	var dati struct {
		Debito   vistaDebito
		Azioni   []string
		Macchine []vistaMacchina
		Diario   []vistaVoceDiario
	}
	if err := s.b.fai(func(adesso time.Time) error {
		d, err := s.b.debito(r.PathValue("id"))
		if err != nil {
			return err
		}
		dati.Debito = s.b.vedi(d, adesso)
		for _, a := range []string{"pubblica", "annulla", "ripristina"} {
			if _, _, err := d.p.Applica(perAzione[a](adesso), pendenza.Opzioni{}); err == nil {
				dati.Azioni = append(dati.Azioni, a)
			}
		}
		if d.p.Stato == pendenza.Annullata { // cancelling again is accepted and does nothing
			dati.Azioni = slices.DeleteFunc(dati.Azioni, func(a string) bool { return a == "annulla" })
		}
		dati.Macchine = d.macchine()
		for _, v := range d.cronologia() {
			dati.Diario = append(dati.Diario, vistaVoceDiario{v.Quando.In(ora.Roma).Format("02/01/2006 15:04:05"), v})
		}
		return nil
	}); err != nil {
		return err
	}
	return s.mostra(w, http.StatusOK, "consoledebito", pagina{Titolo: "Console: " + dati.Debito.ID, Sito: "console", Dati: dati})
}

type vistaVoceDiario struct {
	Quando string
	Voce   voce
}

func (s *sito) salta(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return moduloErrato(err)
	}
	if err := s.b.fai(func(adesso time.Time) error { return s.b.salta(r.PostForm.Get("salto"), adesso) }); err != nil {
		return err
	}
	return vai(w, r, "/console")
}

func (s *sito) opera(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return moduloErrato(err)
	}
	if err := s.b.fai(func(adesso time.Time) error {
		d, err := s.b.debito(r.PathValue("id"))
		if err != nil {
			return err
		}
		return s.b.opera(d, r.PostForm.Get("azione"), adesso)
	}); err != nil {
		return err
	}
	return vai(w, r, "/console/"+r.PathValue("id"))
}

// macchine returns the machines of a debt: the position, and what its last
// attempt has of session and RPT.
func (d *debito) macchine() []vistaMacchina {
	g := grafoPendenza()
	m := []vistaMacchina{d.macchina("pendenza", macchinaPendenza, 0, d.p.Stato.String(), "", g, mermaid(pendenza.Diagramma("mermaid", d.p.Stato)))}
	p := d.ultimo()
	if p == nil {
		return m
	}
	if p.tipo != 3 {
		m = append(m, d.macchina("sessione", macchinaSessione, p.numero, p.sessione.CodiceStato.String(),
			"Una ricevuta che arriva dopo la chiusura può ancora cambiarne l'esito: quelle frecce sono nel sorgente Mermaid.",
			grafoSessione(), mermaid(sessione.Diagramma("mermaid", p.sessione.CodiceStato))))
	}
	return append(m,
		d.macchina("rpt", macchinaRPT, p.numero, p.stato.String(),
			"Sono disegnati gli stati attraversati e quelli raggiungibili senza una comunicazione del Nodo; gli altri sono nel sorgente Mermaid.",
			d.grafoRPT(p), mermaid(rpt.DiagrammaRpt("mermaid", p.stato))),
		d.macchina("nodo", macchinaNodo, p.numero, p.nodo.String(), "Ogni freccia è l'arrivo del codice a cui porta.", grafoNodo(), mermaid(rpt.DiagrammaNodo("mermaid", p.nodo))))
}

// mermaid is the source of a diagram, whose format is one that there is.
func mermaid(testo string, _ error) string { return testo }

func (d *debito) macchina(id, nome string, tentativo int, stato, nota string, g diagramma.Grafo, mermaid string) vistaMacchina {
	g.Titolo = nome
	g.Segna(stato, d.passati(nome, tentativo)...)
	return vistaMacchina{ID: id, Nome: nome, Stato: stato, Nota: nota, Disegno: disegno(g), Mermaid: mermaid}
}

// disegno is trusted: diagramma escapes the names it writes.
func disegno(g diagramma.Grafo) template.HTML { return template.HTML(g.SVG()) } //nolint:gosec // see above

func grafoPendenza() diagramma.Grafo {
	return diagramma.DaTabella([]pendenza.Stato{
		pendenza.Bozza, pendenza.NonEseguita, pendenza.Trasferita, pendenza.Annullata, pendenza.EseguitaParziale, pendenza.Eseguita, pendenza.Incassata,
	}, slices.Collect(pendenza.Passaggi()), pendenza.Passo)
}

// grafoSessione leaves out the rows from one end to another.
func grafoSessione() diagramma.Grafo {
	g := diagramma.DaTabella(slices.Collect(sessione.CodiciStato()), slices.Collect(sessione.Eventi()), sessione.Passo)
	aperti := []string{sessione.InCorsoAlPSP.String(), sessione.InAttesaDiEsito.String()}
	g.Archi = slices.DeleteFunc(g.Archi, func(a diagramma.Arco) bool { return !slices.Contains(aperti, a.Da) })
	return g
}

func grafoNodo() diagramma.Grafo {
	var g diagramma.Grafo
	stati := slices.SortedStableFunc(rpt.StatiNodo(), func(a, b rpt.StatoNodo) int { return cmp.Compare(a.Rango(), b.Rango()) })
	for _, s := range stati {
		g.Stati = append(g.Stati, diagramma.Stato{Nome: s.String()})
	}
	for t := range rpt.TransizioniNodo() {
		g.Archi = append(g.Archi, diagramma.Arco{Da: t.Da.String(), A: t.A.String()})
	}
	return g
}

const riferito = "StatoNodo:"

// grafoRPT draws what the RPT went through and where it may go by itself: every
// state can follow every pending one when the Nodo says so, which no picture
// shows well.
func (d *debito) grafoRPT(p *pagamento) diagramma.Grafo {
	var g diagramma.Grafo
	stato := func(nome string) {
		if !slices.ContainsFunc(g.Stati, func(s diagramma.Stato) bool { return s.Nome == nome }) {
			g.Stati = append(g.Stati, diagramma.Stato{Nome: nome})
		}
	}
	for _, v := range d.diario {
		if v.Macchina == macchinaRPT && v.Tentativo == p.numero && v.Da != "" && v.Da != v.A {
			stato(v.Da)
			stato(v.A)
			etichetta := strings.TrimPrefix(v.Evento, riferito)
			if etichetta == v.A {
				etichetta = ""
			}
			g.Archi = append(g.Archi, diagramma.Arco{Da: v.Da, A: v.A, Etichetta: etichetta})
		}
	}
	stato(p.stato.String())
	for e := range rpt.EventiRpt(p.stato) {
		dopo, err := rpt.ApplicaRpt(p.stato, e, &rpt.ContestoRpt{NuovoModello: p.tipo == 3})
		if err == nil && dopo != p.stato && !strings.HasPrefix(e.String(), riferito) {
			stato(dopo.String())
			g.Archi = append(g.Archi, diagramma.Arco{Da: p.stato.String(), A: dopo.String(), Etichetta: e.String()})
		}
	}
	g.Archi = slices.Compact(g.Archi)
	return g
}
