package applicazioni

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"net/http"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/elenco"
)

// chiave is the position that the path names, which is of the caller.
func (c *chiamata) chiave() (pendenza.Chiave, error) {
	k := pendenza.Chiave{IDA2A: c.r.PathValue("idA2A"), IDPendenza: c.r.PathValue("idPendenza")}
	return k, c.sua(k.IDA2A)
}

// caricaPendenza creates a position, or replaces its data: PUT /pendenze/{idA2A}/{idPendenza}.
func (c *chiamata) caricaPendenza() error {
	k, err := c.chiave()
	if err != nil {
		return err
	}
	corpo, err := c.corpo(maxDocumento)
	if err != nil {
		return err
	}
	nuova, avvertenze, err := pendenza.LeggiNuova(corpo, pendenza.Testata{Chiave: k})
	if err != nil {
		return err
	}
	c.tollerate(avvertenze)
	ente, err := c.ente(nuova.IdDominio)
	if err != nil {
		return err
	}
	var creata bool
	var p *deposito.Posizione
	err = c.p.Deposito.Insieme(c.ctx, c.chi.IDA2A, func(tx *deposito.Tx) (err error) {
		p, creata, err = carica(c.ctx, tx, ente, nuova)
		return err
	})
	if err != nil {
		return err
	}
	risposta := pendenza.PendenzaCreata{IdDominio: p.Pendenza.IdDominio, NumeroAvviso: p.Pendenza.NumeroAvviso}
	if c.r.URL.Query().Get("stampaAvviso") == "true" && p.Pendenza.NumeroAvviso.IsValid() {
		if risposta.PDF, err = c.stampa(&p.Pendenza); err != nil {
			return err
		}
	}
	stato := http.StatusOK
	if creata {
		stato = http.StatusCreated
		c.w.Header().Set("Location", c.r.URL.Path)
	}
	b, err := risposta.AppendJSON(nil)
	return c.rispondi(stato, b, err)
}

// carica stores a position that is new, or replaces the data of one that is there, in a
// transaction.
func carica(ctx context.Context, tx *deposito.Tx, ente *anagrafica.Ente, nuova pendenza.Pendenza) (p *deposito.Posizione, creata bool, err error) {
	occupato := func(d avviso.IdDominio, n avviso.NumeroAvviso) bool {
		altra, e := tx.PerAvviso(ctx, d, n.String())
		if e != nil && !errors.Is(e, deposito.ErrAssente) {
			err = e
		}
		return e == nil && altra.Pendenza.Chiave() != nuova.Chiave()
	}
	p, trova := tx.Posizione(ctx, nuova.Chiave())
	switch {
	case trova == nil:
		_, muove := tx.Muovi(ctx, p, pendenza.Aggiorna{Nuova: nuova, AvvisoOccupato: nuova.NumeroAvviso.IsValid() && occupato(nuova.IdDominio, nuova.NumeroAvviso)})
		return p, false, errors.Join(err, muove)
	case !errors.Is(trova, deposito.ErrAssente):
		return nil, false, trova
	}
	come := pendenza.Creazione{Occupato: occupato, Oggi: avviso.DataDi(tx.Adesso)}
	var numerazione avviso.Numerazione
	if n := ente.Stazioni[0].Numerazioni; len(n) > 0 {
		conf := n[0].Configurazione()
		come.Configurazione = &conf
		if !nuova.NumeroAvviso.IsValid() {
			if numerazione, err = tx.Numera(ctx, nuova.IdDominio, conf); err != nil {
				return nil, false, err
			}
			come.Numerazione = &numerazione
		}
	}
	q, azioni, crea := pendenza.Crea(nuova, come)
	if err := errors.Join(err, crea); err != nil {
		return nil, false, err
	}
	if come.Numerazione != nil {
		if err := tx.Numerato(ctx, q.IdDominio, numerazione); err != nil {
			return nil, false, err
		}
	}
	p, err = tx.Crea(ctx, &q, azioni)
	if errors.Is(err, deposito.ErrEsiste) { // another one was quicker: what is there now decides
		err = errors.Join(deposito.ErrContesa, err)
	}
	return p, true, err
}

// posizione returns the position that the path names.
func (c *chiamata) posizione() (*deposito.Posizione, error) {
	k, err := c.chiave()
	if err != nil {
		return nil, err
	}
	return c.p.Deposito.Posizione(c.ctx, k)
}

// leggiPendenza gives a position out: GET /pendenze/{idA2A}/{idPendenza}.
func (c *chiamata) leggiPendenza() error {
	p, err := c.posizione()
	if err != nil {
		return err
	}
	b, err := elenco.AppendDettaglio(nil, &p.Pendenza, c.oggi())
	return c.rispondi(http.StatusOK, b, err)
}

// modificaPendenza cancels a position, opens it again or takes a note: PATCH
// /pendenze/{idA2A}/{idPendenza}.
func (c *chiamata) modificaPendenza() error {
	k, err := c.chiave()
	if err != nil {
		return err
	}
	corpo, err := c.corpo(maxDocumento)
	if err != nil {
		return err
	}
	modifiche, avvertenze, err := pendenza.LeggiModifiche(corpo)
	if err != nil {
		return err
	}
	c.tollerate(avvertenze)
	var p *deposito.Posizione
	err = c.p.Deposito.Insieme(c.ctx, c.chi.IDA2A, func(tx *deposito.Tx) (err error) {
		if p, err = tx.Posizione(c.ctx, k); err != nil {
			return err
		}
		_, eventi, _, err := p.Pendenza.ApplicaModifiche(modifiche, tx.Adesso, pendenza.Opzioni{Domini: c.p.Anagrafica.Domini()})
		if err != nil {
			return err
		}
		for _, e := range eventi {
			if _, err := tx.Muovi(c.ctx, p, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	b, err := elenco.AppendDettaglio(nil, &p.Pendenza, c.oggi())
	return c.rispondi(http.StatusOK, b, err)
}

// elencaPendenze lists the positions of the caller: GET /pendenze.
func (c *chiamata) elencaPendenze() error {
	filtro, avvertenze, err := elenco.LeggiFiltro(c.r.URL.RawQuery)
	if err != nil {
		return err
	}
	c.tollerate(avvertenze)
	if filtro.IDA2A != "" {
		if err := c.sua(filtro.IDA2A); err != nil {
			return err
		}
	}
	var pagata map[pendenza.Chiave]bool // the positions of the payment asked for
	if filtro.IDPagamento != "" {
		s, _, err := c.sessionePer(deposito.PraticaPagamento, filtro.IDPagamento)
		if err != nil {
			return err
		}
		pagata = map[pendenza.Chiave]bool{}
		for _, k := range s.Posizioni {
			pagata[k] = true
		}
	}
	cerca := deposito.Ricerca{IDA2A: c.chi.IDA2A, Dominio: filtro.IdDominio, IUV: filtro.IUV.String(), Debitore: filtro.IDDebitore, Dal: filtro.DataDa, Al: filtro.DataA}
	var guasto error
	var trovate iter.Seq[*pendenza.Pendenza] = func(resa func(*pendenza.Pendenza) bool) {
		for p, err := range c.p.Deposito.Tutte(c.ctx, cerca) {
			if err != nil {
				guasto = err
				return
			}
			if (pagata == nil || pagata[p.Pendenza.Chiave()]) && !resa(&p.Pendenza) {
				return
			}
		}
	}
	pagina, err := filtro.Scegli(trovate, c.oggi())
	if err := errors.Join(guasto, err); err != nil {
		return err
	}
	b, err := pagina.AppendJSON(nil)
	return c.rispondi(http.StatusOK, b, err)
}

// indice is a position as a payment names it.
func (c *chiamata) indice(p *pendenza.Pendenza) (json.RawMessage, error) {
	x := elenco.NuovaPendenzaIndex(p, c.oggi())
	if e := c.p.Anagrafica.Ente(p.IdDominio); e != nil {
		x.RagioneSociale = e.Nome
	}
	return x.AppendJSON(nil)
}

// fascicolo are the positions that go on one notice with a position, itself among them.
func fascicolo(ctx context.Context, d *deposito.Deposito, p *pendenza.Pendenza) ([]*pendenza.Pendenza, error) {
	tutte, err := d.Fascicolo(ctx, p)
	if err != nil || len(tutte) == 0 {
		return []*pendenza.Pendenza{p}, err
	}
	var pp []*pendenza.Pendenza
	for _, x := range tutte {
		if x.Pendenza.Chiave() == p.Chiave() || x.Pendenza.Stato == pendenza.NonEseguita && x.Pendenza.NumeroAvviso.IsValid() {
			pp = append(pp, &x.Pendenza)
		}
	}
	return slices.Clip(pp), nil
}
