package main

import (
	"net/http"
	"time"
)

// vistaPSP is the counter of the PSP: what was typed, and what the body answered.
type vistaPSP struct {
	Avviso, Ente string
	Chiesto      bool
	Pagabile     bool
	Titolo       string // of the refusal
	Fault, Testo string
	Debito       vistaDebito
	NomeEnte     string
}

// psp is the page of type 3: it asks the body about a notice, which changes
// nothing.
func (s *sito) psp(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	v := vistaPSP{NomeEnte: s.b.ente.Nome, Chiesto: q.Has("avviso")}
	v.Avviso, v.Ente = leggiAvviso(q.Get("avviso"), q.Get("ente"))
	if v.Chiesto {
		if err := s.b.fai(func(adesso time.Time) error {
			d, fault, err := s.b.chiedi(v.Avviso, v.Ente, adesso)
			if err != nil {
				return err
			}
			if v.Pagabile = fault == nil; fault != nil {
				v.Titolo, v.Fault, v.Testo = titoloFault(fault.FaultCode), string(fault.FaultCode), testoFault(fault)
			}
			if d != nil {
				v.Debito = s.b.vedi(d, adesso)
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return s.mostra(w, http.StatusOK, "psp", pagina{Titolo: "Paga un avviso", Sito: "psp", Chi: pspAvviso.Nome, Dati: v})
}

func (s *sito) attiva(w http.ResponseWriter, r *http.Request) error {
	var dove string
	if err := s.b.fai(func(adesso time.Time) error {
		numero, ente := leggiAvviso(r.PostForm.Get("avviso"), r.PostForm.Get("ente"))
		inizia := s.b.attiva
		if r.PostForm.Get("modello") == "storico" {
			inizia = s.b.attivaStorico
		}
		p, err := inizia(numero, ente, adesso)
		if err != nil {
			return err
		}
		dove = p.pagina()
		return nil
	}); err != nil {
		return err
	}
	return vai(w, r, dove)
}

func (s *sito) pagamentoPSP(w http.ResponseWriter, r *http.Request) error {
	var v vistaEsito
	p := pagina{Titolo: "Paga l'avviso", Sito: "psp", Chi: pspAvviso.Nome}
	if err := s.conPagamento(r, true, func(g *pagamento, adesso time.Time) error {
		v = vistaEsito{Debito: s.b.vedi(g.debito, adesso), Pagamento: g.vedi(adesso), Storico: g.storico}
		if g.storico && g.scelta == "" {
			v.Scelte = g.scelte()
		}
		switch t, ok := g.prossimo(); {
		case !v.Pagamento.Attesa:
			p.Titolo = v.Pagamento.Esito
		case ok && g.scelta != "":
			p.Titolo, p.Aggiorna = "In attesa della ricevuta", 2
			if v.Deciso = true; t.Sub(adesso) > time.Minute {
				v.Lontano, p.Aggiorna = true, 20
			}
		}
		return nil
	}); err != nil {
		return err
	}
	p.Dati = v
	return s.mostra(w, http.StatusOK, "pagamentopsp", p)
}

func (s *sito) pagaPSP(w http.ResponseWriter, r *http.Request) error {
	if err := s.conPagamento(r, true, func(p *pagamento, adesso time.Time) error {
		if p.storico {
			return s.b.scegli(p, scelta(r.PostForm.Get("scelta")), adesso)
		}
		switch r.PostForm.Get("scelta") {
		case "paga":
			return s.b.paga(p, true, adesso)
		case "rifiuta":
			return s.b.paga(p, false, adesso)
		}
		return &rifiuto{Stato: 400, Titolo: "Scelta non ammessa", Testo: "Il pagamento si esegue o si rifiuta.", Vai: p.pagina(), Invito: "Torna al pagamento"}
	}); err != nil {
		return err
	}
	return vai(w, r, "/psp/pagamento/"+r.PathValue("id"))
}
