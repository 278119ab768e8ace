package main

import (
	"net/http"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
)

// pubblico finds a debt that a citizen may see: a draft is not one.
func (b *banco) pubblico(id string) (*debito, error) {
	d, err := b.debito(id)
	if err == nil && d.p.Stato == pendenza.Bozza {
		_, err = b.debito("")
	}
	return d, err
}

// portale is the first page: the data of a notice, or the code of a debtor.
func (s *sito) portale(w http.ResponseWriter, _ *http.Request) error {
	var dati struct{ Ente, Dominio, Chi, Codice string }
	s.b.mu.Lock()
	chi := s.b.debiti[0].p.SoggettoPagatore
	dati.Ente, dati.Dominio, dati.Chi, dati.Codice = s.b.ente.Nome, dominio.String(), chi.Anagrafica, chi.Identificativo
	s.b.mu.Unlock()
	return s.mostra(w, http.StatusOK, "portale", pagina{Titolo: "Paga un debito", Sito: "portale", Dati: dati})
}

// cerca finds the debt of a notice that a citizen typed.
func (s *sito) cerca(w http.ResponseWriter, r *http.Request) error {
	var dove string
	numero, ente := leggiAvviso(r.URL.Query().Get("avviso"), r.URL.Query().Get("ente"))
	if err := s.b.fai(func(time.Time) error {
		n, err := avviso.ParseNumeroAvviso(numero)
		if err != nil {
			return &rifiuto{Stato: 400, Titolo: "Codice avviso non valido", Testo: "Il codice avviso ha diciotto cifre.", Vai: "/", Invito: "Torna alla ricerca"}
		}
		if ente != dominio.String() {
			return &rifiuto{Stato: 404, Titolo: "Avviso di un altro ente", Testo: "Questo portale paga solo gli avvisi di " + s.b.ente.Nome + ".", Vai: "/", Invito: "Torna alla ricerca"}
		}
		d := s.b.perAvviso(n)
		if d == nil || d.p.Stato == pendenza.Bozza {
			return &rifiuto{Stato: 404, Titolo: "Avviso sconosciuto", Testo: "Questo ente non ha emesso un avviso con questo codice.", Vai: "/", Invito: "Torna alla ricerca"}
		}
		dove = "/debito/" + d.p.IDPendenza
		return nil
	}); err != nil {
		return err
	}
	return vai(w, r, dove)
}

// elenco lists the debts of a fiscal code; without one, those of the invented person.
func (s *sito) elenco(w http.ResponseWriter, r *http.Request) error {
	var dati struct {
		Chi, Codice    string
		Aperti, Chiusi []vistaDebito
		Insieme        bool // more than one may be paid
		Massimo        int
	}
	dati.Massimo = sessione.MaxAvvisiCheckout
	if err := s.b.fai(func(adesso time.Time) error {
		dati.Codice = strings.ToUpper(strings.Join(strings.Fields(r.URL.Query().Get("cf")), ""))
		if !r.URL.Query().Has("cf") {
			dati.Codice = s.b.debiti[0].p.SoggettoPagatore.Identificativo
		}
		for _, d := range s.b.debiti {
			if d.p.Stato == pendenza.Bozza || d.p.SoggettoPagatore == nil || d.p.SoggettoPagatore.Identificativo != dati.Codice {
				continue
			}
			dati.Chi = d.p.SoggettoPagatore.Anagrafica
			if v := s.b.vedi(d, adesso); v.Aperto {
				dati.Aperti = append(dati.Aperti, v)
			} else {
				dati.Chiusi = append(dati.Chiusi, v)
			}
		}
		pagabili := 0
		for _, v := range dati.Aperti {
			if v.Pagabile {
				pagabili++
			}
		}
		if dati.Insieme = pagabili > 1; dati.Insieme {
			for i := range dati.Aperti {
				dati.Aperti[i].Insieme = dati.Aperti[i].Pagabile
			}
		}
		if dati.Chi == "" {
			return &rifiuto{
				Stato: 404, Titolo: "Nessun debito", Testo: "Per il codice fiscale «" + dati.Codice + "» questo ente non ha debiti. Controlla di averlo scritto bene.", Vai: "/", Invito: "Torna alla ricerca",
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return s.mostra(w, http.StatusOK, "elenco", pagina{Titolo: "I tuoi debiti", Sito: "portale", Dati: dati})
}

func (s *sito) debito(w http.ResponseWriter, r *http.Request) error {
	var v vistaDebito
	if err := s.b.fai(func(adesso time.Time) error {
		d, err := s.b.pubblico(r.PathValue("id"))
		if err != nil {
			return err
		}
		v = s.b.vedi(d, adesso)
		return nil
	}); err != nil {
		return err
	}
	return s.mostra(w, http.StatusOK, "debito", pagina{Titolo: v.Causale, Sito: "portale", Dati: v})
}

func (s *sito) avviso(w http.ResponseWriter, r *http.Request) error {
	var v vistaAvviso
	if err := s.b.fai(func(adesso time.Time) error {
		n, err := avviso.ParseNumeroAvviso(r.PathValue("nav"))
		if err != nil {
			return &rifiuto{Stato: 404, Titolo: "Avviso sconosciuto", Testo: "Il codice avviso ha diciotto cifre."}
		}
		d := s.b.perAvviso(n)
		if d == nil || d.p.Stato == pendenza.Bozza {
			return &rifiuto{Stato: 404, Titolo: "Avviso sconosciuto", Testo: "Questo ente non ha emesso un avviso con questo codice."}
		}
		v, err = s.b.vediAvviso(d, adesso)
		return err
	}); err != nil {
		return err
	}
	return s.mostra(w, http.StatusOK, "avviso", pagina{Titolo: "Avviso di pagamento", Sito: "portale", Dati: v})
}

func (s *sito) paga(w http.ResponseWriter, r *http.Request) error {
	var dove string
	if err := s.b.fai(func(adesso time.Time) error {
		d, err := s.b.pubblico(r.PathValue("id"))
		if err != nil {
			return err
		}
		p, err := s.b.inizia(d.p.IDPendenza, adesso)
		if err != nil {
			return err
		}
		p.ritorno = "http://" + r.Host + "/ritorno"
		dove = "/wisp/" + p.id
		return nil
	}); err != nil {
		return err
	}
	return vai(w, r, dove)
}

// conPagamento runs f on a payment of the address, which must be of the kind.
func (s *sito) conPagamento(r *http.Request, alPSP bool, f func(p *pagamento, adesso time.Time) error) error {
	return s.b.fai(func(adesso time.Time) error {
		p, err := s.b.pagamento(r.PathValue("id"))
		if err == nil && ((p.tipo == 3) != alPSP || p.carrello != nil) {
			_, err = s.b.pagamento("")
		}
		if err != nil {
			return err
		}
		return f(p, adesso)
	})
}

type vistaScelta struct {
	Debito     vistaDebito
	Pagamento  vistaPagamento
	Prestatori []prestatore
	Scelte     any
	Scadenza   string
	Ente       string
}

func (s *sito) wisp(w http.ResponseWriter, r *http.Request) error {
	var v vistaScelta
	var dove string
	if err := s.conPagamento(r, false, func(p *pagamento, adesso time.Time) error {
		if !p.aperto() || p.psp != nil {
			dove, _ = p.riprendi()
			return nil
		}
		v = vistaScelta{Debito: s.b.vedi(p.debito, adesso), Pagamento: p.vedi(adesso), Prestatori: prestatori, Ente: s.b.ente.Nome}
		v.Scadenza = v.Pagamento.Prossimo
		return nil
	}); err != nil {
		return err
	}
	if dove != "" {
		return vai(w, r, dove)
	}
	return s.mostra(w, http.StatusOK, "wisp", pagina{Titolo: "Scegli con chi pagare", Sito: "wisp", Dati: v})
}

func (s *sito) scegliPSP(w http.ResponseWriter, r *http.Request) error {
	if err := s.conPagamento(r, false, func(p *pagamento, adesso time.Time) error {
		return s.b.scegliPSP(p, r.PostForm.Get("psp"), adesso)
	}); err != nil {
		return err
	}
	return vai(w, r, "/conferma/"+r.PathValue("id"))
}

// conferma is the page of the body between the choice of the PSP and the PSP.
func (s *sito) conferma(w http.ResponseWriter, r *http.Request) error {
	var v vistaScelta
	var dove string
	if err := s.conPagamento(r, false, func(p *pagamento, adesso time.Time) error {
		if !p.aperto() || p.psp == nil || !p.alPSP.IsZero() {
			dove, _ = p.riprendi()
			return nil
		}
		v = vistaScelta{Debito: s.b.vedi(p.debito, adesso), Pagamento: p.vedi(adesso), Ente: s.b.ente.Nome}
		v.Scadenza = v.Pagamento.Prossimo
		return nil
	}); err != nil {
		return err
	}
	if dove != "" {
		return vai(w, r, dove)
	}
	return s.mostra(w, http.StatusOK, "conferma", pagina{Titolo: "Conferma il pagamento", Sito: "portale", Dati: v})
}

func (s *sito) confermato(w http.ResponseWriter, r *http.Request) error {
	if err := s.conPagamento(r, false, func(p *pagamento, adesso time.Time) error {
		return s.b.conferma(p, r.PostForm.Get("email"), adesso)
	}); err != nil {
		return err
	}
	return vai(w, r, "/sportello/"+r.PathValue("id"))
}

func (s *sito) sportello(w http.ResponseWriter, r *http.Request) error {
	var v vistaScelta
	var dove, chi string
	if err := s.conPagamento(r, false, func(p *pagamento, adesso time.Time) error {
		if !p.aperto() || p.alPSP.IsZero() || p.scelta != "" {
			dove, _ = p.riprendi()
			return nil
		}
		v = vistaScelta{Debito: s.b.vedi(p.debito, adesso), Pagamento: p.vedi(adesso), Scelte: p.scelte(), Ente: s.b.ente.Nome}
		v.Scadenza, chi = v.Pagamento.Prossimo, p.psp.Nome+" (simulata)"
		return nil
	}); err != nil {
		return err
	}
	if dove != "" {
		return vai(w, r, dove)
	}
	return s.mostra(w, http.StatusOK, "sportello", pagina{Titolo: "Conferma il pagamento", Sito: "sportello", Chi: chi, Dati: v})
}

func (s *sito) scegli(w http.ResponseWriter, r *http.Request) error {
	var dove string
	if err := s.conPagamento(r, false, func(p *pagamento, adesso time.Time) error {
		err := s.b.scegli(p, scelta(r.PostForm.Get("scelta")), adesso)
		if err != nil {
			return err
		}
		dove, err = p.urlRitorno(p.ritorno)
		return err
	}); err != nil {
		return err
	}
	return vai(w, r, dove)
}

// ritorno reads the URL on which the citizen comes back, as the library does.
func (s *sito) ritorno(w http.ResponseWriter, r *http.Request) error {
	ritorno, err := sessione.ParseRitorno("http://" + r.Host + r.URL.RequestURI())
	if err != nil {
		return &rifiuto{Stato: 400, Titolo: "Ritorno non valido", Testo: err.Error()}
	}
	dove := "/pagamento/" + ritorno.IDPagamento
	if err := s.b.fai(func(adesso time.Time) error {
		if ritorno.IDPagamento == "" { // Checkout adds nothing to the URL of the body
			c, err := s.b.perSessione(ritorno.IDSession)
			if err != nil {
				return err
			}
			dove = c.pagina()
			return c.torna(ritorno, adesso)
		}
		_, err := s.b.torna(ritorno, adesso)
		return err
	}); err != nil {
		return err
	}
	return vai(w, r, dove)
}

type vistaEsito struct {
	Debito    vistaDebito
	Pagamento vistaPagamento
	Indicato  string
	Lontano   bool // the outcome is not a matter of seconds
	Storico   bool // type 3 of the older model
	Deciso    bool // … whose receipt is chosen
	Scelte    []possibile
}

func (s *sito) pagamento(w http.ResponseWriter, r *http.Request) error {
	var v vistaEsito
	p := pagina{Titolo: "Esito del pagamento", Sito: "portale"}
	if err := s.conPagamento(r, false, func(g *pagamento, adesso time.Time) error {
		v = vistaEsito{Debito: s.b.vedi(g.debito, adesso), Pagamento: g.vedi(adesso)}
		if g.sessione.Esito.IsValid() {
			v.Indicato = string(g.sessione.Esito)
		}
		if t, ok := g.prossimo(); ok {
			p.Titolo, p.Aggiorna = "In attesa dell'esito", 2
			if v.Lontano = t.Sub(adesso) > time.Minute; v.Lontano {
				p.Aggiorna = 20
			}
		}
		return nil
	}); err != nil {
		return err
	}
	p.Dati = v
	return s.mostra(w, http.StatusOK, "pagamento", p)
}

// documento lets a message be downloaded as the body keeps it.
func (s *sito) documento(w http.ResponseWriter, r *http.Request) error {
	var d documento
	if err := s.b.fai(func(time.Time) error {
		p, err := s.b.pagamento(r.PathValue("id"))
		if err != nil {
			return err
		}
		x, err := p.documento(r.PathValue("nome"))
		if err != nil {
			return err
		}
		d = *x
		return nil
	}); err != nil {
		return err
	}
	return allega(w, "application/xml; charset=utf-8", d.Nome, d.corpo)
}
