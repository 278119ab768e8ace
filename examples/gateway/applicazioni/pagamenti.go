package applicazioni

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// pagamento is a payment that a portal began, as it is kept.
type pagamento struct {
	Sessione  sessione.Sessione `json:"sessione"`
	Parametri string            `json:"parametri,omitempty"` // the query of the request
	Richiesta json.RawMessage   `json:"richiesta"`
	Posizioni []pendenza.Chiave `json:"posizioni"`
	Importo   avviso.Importo    `json:"importo"`
	Inizio    time.Time         `json:"inizio"`
	Redirect  string            `json:"redirect,omitempty"` // page of Checkout
}

// iniziaPagamento begins the payment of a cart on Checkout: POST /pagamenti.
func (c *chiamata) iniziaPagamento() error {
	corpo, err := c.corpo(maxDocumento)
	if err != nil {
		return err
	}
	carrello, avvertenze, err := sessione.LeggiCarrello(c.r.URL.RawQuery, corpo)
	if err != nil {
		return err
	}
	c.tollerate(avvertenze)
	if err := carrello.Valida(c.stazione); err != nil {
		return err
	}
	urlRitorno, err := sessione.URLRitorno(carrello.URLRitorno, "")
	if err != nil {
		return err
	}
	q := pagamento{Sessione: sessione.Avvia(rand.Text(), rand.Text()), Parametri: c.r.URL.RawQuery, Richiesta: corpo, Inizio: c.p.Deposito.Adesso()}
	urls, err := sessione.NuoviRitorniCheckout(urlRitorno, q.Sessione.IDSession, rpt.V2)
	if err != nil {
		return err
	}
	var p *deposito.Pratica
	var checkout sessione.CarrelloCheckout
	err = c.p.Deposito.Insieme(c.ctx, c.chi.IDA2A, func(tx *deposito.Tx) error {
		pendenze, err := c.compone(tx, &carrello)
		if err != nil {
			return err
		}
		if checkout, avvertenze, err = sessione.NuovoCarrelloCheckout(sessione.DatiCheckout{
			Pendenze: pendenze, Ente: c.p.Anagrafica.PA, ReturnURLs: urls, IDCart: q.Sessione.IDPagamento, Oggi: avviso.DataDi(tx.Adesso),
		}); err != nil {
			return err
		}
		q.Posizioni = q.Posizioni[:0]
		for _, x := range pendenze {
			q.Posizioni = append(q.Posizioni, x.Chiave())
		}
		if q.Importo, err = avviso.TotaleDi(func(resa func(avviso.Importo) bool) {
			for _, x := range pendenze {
				if !resa(x.Importo) {
					return
				}
			}
		}).Importo(); err != nil {
			return err
		}
		if p, err = tx.ApriPratica(c.ctx, deposito.PraticaPagamento, q.Sessione.IDPagamento, c.chi.IDA2A, &q); err != nil {
			return err
		}
		_, err = tx.ApriPratica(c.ctx, deposito.PraticaSessione, q.Sessione.IDSession, c.chi.IDA2A, q.Sessione.IDPagamento)
		return err
	})
	if err != nil {
		return err
	}
	c.tollerate(avvertenze)
	return c.vaiAlCheckout(p, &q, &checkout)
}

// vaiAlCheckout sends the cart of a payment that is stored. One that is refused exists all
// the same, and has failed.
func (c *chiamata) vaiAlCheckout(p *deposito.Pratica, q *pagamento, checkout *sessione.CarrelloCheckout) error {
	risposta, rifiuto := c.spedisci(checkout)
	if rifiuto == nil {
		q.Redirect = risposta.Redirect
	} else {
		falliti := make([]rpt.Tentativo, len(q.Posizioni))
		for i := range falliti {
			falliti[i].Stato = rpt.StatoRPTRifiutataNodo
		}
		var err error
		if q.Sessione, err = q.Sessione.Aggiorna(falliti); err != nil {
			return err
		}
	}
	if err := c.p.Deposito.Insieme(c.ctx, c.chi.IDA2A, func(tx *deposito.Tx) error { return tx.ScriviPratica(c.ctx, p, q) }); err != nil {
		return err
	}
	if rifiuto != nil {
		return rifiuto
	}
	r := sessione.NuovaRisposta(q.Sessione, q.Redirect)
	b, err := r.AppendJSON(nil)
	c.w.Header().Set("Location", r.Location)
	return c.rispondi(http.StatusCreated, b, err)
}

// spedisci sends a cart. The refusal is that of a payment that exists.
func (c *chiamata) spedisci(checkout *sessione.CarrelloCheckout) (sessione.RispostaCheckout, error) {
	var r sessione.RispostaCheckout
	err := errors.New("nessun Checkout")
	if c.p.Checkout != nil {
		r, err = c.p.Checkout(c.ctx, checkout)
	}
	if err != nil {
		c.p.registro().ErrorContext(c.ctx, "checkout", "errore", err)
		return r, &Rifiuto{sessione.ProblemaNodo(nil, checkout.IDCart)}
	}
	if err := r.Valida(); err != nil {
		f := nodo.FaultBean{FaultCode: nodo.PPTSemantica, FaultString: nodo.PPTSemantica.Testo()}
		if r.Problema != nil {
			f.Description = r.Problema.Dettaglio
		}
		return r, &Rifiuto{sessione.ProblemaNodo(&f, checkout.IDCart)}
	}
	return r, nil
}

// stazione is that of a body, "" when it is not served.
func (c *chiamata) stazione(d avviso.IdDominio) string {
	if e := c.p.Anagrafica.Ente(d); e != nil {
		return e.Stazioni[0].IDStazione
	}
	return ""
}

// compone finds the positions of a cart, and stores those that it brings.
func (c *chiamata) compone(tx *deposito.Tx, carrello *sessione.Carrello) ([]*pendenza.Pendenza, error) {
	oggi := avviso.DataDi(tx.Adesso)
	trovate := map[*sessione.Elemento]*pendenza.Pendenza{}
	var pendenze []*pendenza.Pendenza
	for i := range carrello.Pendenze {
		x := &carrello.Pendenze[i]
		p, err := c.elemento(tx, x)
		if err != nil && !errors.Is(err, deposito.ErrAssente) {
			return nil, err
		}
		if p != nil {
			trovate[x] = &p.Pendenza
			pendenze = append(pendenze, &p.Pendenza)
		}
	}
	return pendenze, carrello.Pagabile(func(x *sessione.Elemento) *pendenza.Pendenza { return trovate[x] }, oggi)
}

// elemento is the position of an element of a cart, nil for one of another application.
func (c *chiamata) elemento(tx *deposito.Tx, x *sessione.Elemento) (p *deposito.Posizione, err error) {
	switch x.Forma() {
	case sessione.FormaDati:
		if err := c.sua(x.Pendenza.IDA2A); err != nil {
			return nil, err
		}
		ente, err := c.ente(x.Pendenza.IdDominio)
		if err != nil {
			return nil, err
		}
		p, _, err = carica(c.ctx, tx, ente, *x.Pendenza)
		return p, err
	case sessione.FormaAvviso:
		p, err = tx.PerAvviso(c.ctx, x.IdDominio, x.NumeroAvviso.String())
	default:
		p, err = tx.Posizione(c.ctx, pendenza.Chiave{IDA2A: x.IDA2A, IDPendenza: x.IDPendenza})
	}
	if err == nil && p.Pendenza.IDA2A != c.chi.IDA2A {
		return nil, nil
	}
	return p, err
}

// sessionePer finds a payment of the caller, by its id or by its idSession.
func (c *chiamata) sessionePer(g deposito.Genere, chiave string) (*pagamento, *deposito.Pratica, error) {
	p, err := c.p.Deposito.Pratica(c.ctx, g, chiave)
	if err == nil && g == deposito.PraticaSessione {
		var id string
		if err := p.Leggi(&id); err != nil {
			return nil, nil, err
		}
		p, err = c.p.Deposito.Pratica(c.ctx, deposito.PraticaPagamento, id)
	}
	if err != nil {
		return nil, nil, err
	}
	if p.IDA2A != c.chi.IDA2A {
		return nil, nil, deposito.ErrAssente
	}
	var q pagamento
	return &q, p, p.Leggi(&q)
}

// leggiPagamento tells how a payment is getting on: GET /pagamenti/{id} and
// /pagamenti/byIdSession/{idSession}.
func (c *chiamata) leggiPagamento() error {
	g, chiave := deposito.PraticaPagamento, c.r.PathValue("id")
	if chiave == "" {
		g, chiave = deposito.PraticaSessione, c.r.PathValue("idSession")
	}
	q, _, err := c.sessionePer(g, chiave)
	if err != nil {
		return err
	}
	x, err := c.situazione(q)
	if err != nil {
		return err
	}
	b, err := x.AppendJSON(nil)
	return c.rispondi(http.StatusOK, b, err)
}

// situazione is a payment as it is now, from the attempts at its positions.
func (c *chiamata) situazione(q *pagamento) (sessione.Pagamento, error) {
	carrello, _, err := sessione.LeggiCarrello(q.Parametri, q.Richiesta)
	if err != nil {
		return sessione.Pagamento{}, err
	}
	rpp := make([]sessione.RPP, len(q.Posizioni))
	tentativi := make([]rpt.Tentativo, len(q.Posizioni))
	indici := make([]json.RawMessage, len(q.Posizioni))
	for i, k := range q.Posizioni {
		p, err := c.p.Deposito.Posizione(c.ctx, k)
		if err != nil {
			return sessione.Pagamento{}, err
		}
		if indici[i], err = c.indice(&p.Pendenza); err != nil {
			return sessione.Pagamento{}, err
		}
		if tentativi[i], rpp[i], err = c.tentativo(&p.Pendenza, q.Inizio); err != nil {
			return sessione.Pagamento{}, err
		}
		if rpp[i].Pendenza, err = json.Marshal(percorsoPendenza(k)); err != nil {
			return sessione.Pagamento{}, err
		}
	}
	s := q.Sessione
	if s.Stato() != rpt.SessioneFallito {
		if s, err = s.Aggiorna(tentativi); err != nil {
			return sessione.Pagamento{}, err
		}
	}
	x, err := sessione.NuovoPagamento(s, carrello, rpp)
	x.Importo, x.DataRichiesta, x.Pendenze, x.PSPRedirectURL = &q.Importo, avviso.DataOraDi(q.Inizio), indici, q.Redirect
	x.Nome = "Pagamento di " + fmt.Sprint(len(q.Posizioni)) + " pendenze"
	return x, err
}

// tentativo is the attempt at a position since a payment began, with its documents; one
// that the platform never began is what it would be told, and expires as the others.
func (c *chiamata) tentativo(p *pendenza.Pendenza, dal time.Time) (rpt.Tentativo, sessione.RPP, error) {
	t, r := rpt.Tentativo{Stato: rpt.StatoRPTAttivata}, sessione.RPP{}
	if c.p.Deposito.Adesso().After(rpt.ScadenzaTentativo.Da(dal)) {
		t.Stato = rpt.StatoRPTScaduta
	}
	richiesta, _, err := p.PagamentoPA(c.p.Anagrafica.PA(p.IdDominio), rpt.V2, "")
	if err != nil {
		return t, r, err
	}
	if r.RPT, err = richiesta.AppendJSON(nil); err != nil {
		return t, r, err
	}
	tutti, err := c.p.Deposito.Tentativi(c.ctx, p.Chiave())
	if err != nil {
		return t, r, err
	}
	for _, x := range tutti {
		if x.Iniziato.Before(dal.Truncate(time.Microsecond)) {
			continue
		}
		chiesto, arrivato, err := documenti(x)
		if err != nil {
			return t, r, err
		}
		if chiesto != nil {
			r.RPT = chiesto
		}
		if arrivato == nil {
			continue
		}
		r.RT = arrivato
		return rpt.Tentativo{Stato: rpt.StatoRTAccettataPA, Esito: rpt.PagamentoEseguito}, r, nil
	}
	return t, r, nil
}
