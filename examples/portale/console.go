package main

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/quietanza/quietanza/examples/portale/diagramma"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// console shows the clock, every debt, and how many are in each state.
func (s *sito) console(w http.ResponseWriter, r *http.Request) error {
	var dati struct {
		Salti    any
		Debiti   []vistaDebito
		Macchina vistaMacchina
	}
	dati.Salti = salti
	if err := s.b.fai(func(adesso time.Time) error {
		g := diagramma.Pendenza()
		g.ID, g.Titolo = "g-pendenza", macchinaPendenza
		var correnti []pendenza.Stato
		for _, d := range s.b.debiti {
			dati.Debiti = append(dati.Debiti, s.b.vedi(d, adesso))
			i := slices.IndexFunc(g.Stati, func(n diagramma.Stato) bool { return n.Nome == d.p.Stato.String() })
			g.Stati[i].Conta++
			g.Stati[i].Passato = true
			correnti = append(correnti, d.p.Stato)
		}
		slices.Sort(correnti)
		disegno, err := g.SVG(r.Context())
		dati.Macchina = vistaMacchina{ID: "pendenza", Nome: macchinaPendenza, Disegno: disegno, Mermaid: mermaid(pendenza.Diagramma("mermaid", slices.Compact(correnti)...))}
		return err
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
		if dati.Macchine, err = d.macchine(r.Context()); err != nil {
			return err
		}
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
	if err := s.b.fai(func(adesso time.Time) error { return s.b.salta(r.PostForm.Get("salto"), adesso) }); err != nil {
		return err
	}
	return vai(w, r, "/console")
}

func (s *sito) opera(w http.ResponseWriter, r *http.Request) error {
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
func (d *debito) macchine(ctx context.Context) (m []vistaMacchina, err error) {
	aggiungi := func(id, nome string, tentativo int, stato, nota string, g diagramma.Grafo, mermaid string) {
		g.ID, g.Titolo = "g-"+id, nome
		g.Segna(stato, d.passi(nome, tentativo))
		disegno, e := g.SVG(ctx)
		err = cmp.Or(err, e)
		m = append(m, vistaMacchina{ID: id, Nome: nome, Stato: stato, Nota: nota, Disegno: disegno, Mermaid: mermaid})
	}
	aggiungi("pendenza", macchinaPendenza, 0, d.p.Stato.String(), "", diagramma.Pendenza(), mermaid(pendenza.Diagramma("mermaid", d.p.Stato)))
	p := d.ultimo()
	if p == nil {
		return m, err
	}
	if s := p.inCorso(); s.CodiceStato.IsValid() {
		aggiungi("sessione", macchinaSessione, p.numero, s.CodiceStato.String(),
			"Una ricevuta che arriva dopo la chiusura può ancora cambiarne l'esito: quelle frecce sono nel sorgente Mermaid.",
			grafoSessione(), mermaid(sessione.Diagramma("mermaid", s.CodiceStato)))
	}
	aggiungi("rpt", macchinaRPT, p.numero, p.stato.String(),
		"Sono disegnati gli stati attraversati e quelli raggiungibili senza una comunicazione del Nodo; gli altri sono nel sorgente Mermaid.",
		d.grafoRPT(p), mermaid(rpt.DiagrammaRpt("mermaid", p.stato)))
	aggiungi("nodo", macchinaNodo, p.numero, p.nodo.String(), "Ogni freccia è l'arrivo del codice a cui porta.",
		grafoNodo(), mermaid(nodo.Diagramma("mermaid", p.nodo)))
	return m, err
}

// inCorso is the session of an attempt that began at the portal, zero for another.
func (p *pagamento) inCorso() sessione.Sessione {
	if p.carrello != nil {
		return p.carrello.sessione
	}
	return p.sessione
}

// mermaid is the source of a diagram, whose format is one that there is.
func mermaid(testo string, _ error) string { return testo }

// grafoSessione leaves out the rows from one end to another.
func grafoSessione() diagramma.Grafo {
	g := diagramma.DaTabella(slices.Collect(sessione.CodiciStato()), slices.Collect(sessione.Eventi()), sessione.Passo)
	aperti := []string{sessione.InCorsoAlPSP.String(), sessione.InAttesaDiEsito.String()}
	g.Archi = slices.DeleteFunc(g.Archi, func(a diagramma.Arco) bool { return !slices.Contains(aperti, a.Da) })
	return g
}

func grafoNodo() diagramma.Grafo {
	var g diagramma.Grafo
	stati := slices.SortedStableFunc(nodo.Stati(), func(a, b nodo.Stato) int { return cmp.Compare(a.Rango(), b.Rango()) })
	for _, s := range stati {
		g.Stati = append(g.Stati, diagramma.Stato{Nome: s.String()})
	}
	for t := range nodo.Transizioni() {
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
		dopo, err := rpt.ApplicaRpt(p.stato, e, &rpt.ContestoRpt{NuovoModello: p.nuovo()})
		if err == nil && dopo != p.stato && !strings.HasPrefix(e.String(), riferito) {
			stato(dopo.String())
			g.Archi = append(g.Archi, diagramma.Arco{Da: p.stato.String(), A: dopo.String(), Etichetta: e.String()})
		}
	}
	g.Archi = slices.Compact(g.Archi)
	return g
}
