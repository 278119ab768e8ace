package applicazioni

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"net/http"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/esterni"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/piemontepay"
	"github.com/quietanza/quietanza/rpt"
)

// Sportello is the desk of PiemontePay.
type Sportello struct {
	Chiamante        piemontepay.Chiamante // the gateway, as the desk knows it
	CodiceVersamento string                // of the positions there, "" when it is not compared
	IDA2A            string                // the application whose credentials the desk has, for its notifications
}

// autoreSportello signs what the desk moves.
const autoreSportello = "PIEMONTEPAY"

// chiavePosizione is a position among the pratiche.
func chiavePosizione(k pendenza.Chiave) string { return k.IDA2A + "/" + k.IDPendenza }

// versoSportello begins an attempt to pay a position at the desk, and gives the form that
// takes the citizen there: POST /piemontepay/{idA2A}/{idPendenza}.
func (c *chiamata) versoSportello() error {
	if c.p.Sportello == nil {
		return deposito.ErrAssente
	}
	k, err := c.chiave()
	if err != nil {
		return err
	}
	var modulo piemontepay.Modulo
	id, err := piemontepay.ParseIdentificativoPagamento(rand.Text())
	if err != nil {
		return err
	}
	err = c.p.Deposito.Insieme(c.ctx, c.chi.IDA2A, func(tx *deposito.Tx) error {
		p, err := tx.Posizione(c.ctx, k)
		if err != nil {
			return err
		}
		if codice := pendenza.RifiutoPortale(&p.Pendenza, true, avviso.DataDi(tx.Adesso)); codice != "" {
			return &Rifiuto{sessione.ProblemaGovPay(codice, "")}
		}
		posizione, pratica, err := c.sportello(tx, &p.Pendenza)
		if err != nil {
			return err
		}
		nuova, m, avvertenze, err := posizione.NuovoTentativo(c.p.Sportello.Chiamante,
			piemontepay.Pagamento{IdentificativoPagamento: id, IUV: posizione.IUV, CodiceFiscale: posizione.Atteso.CodiceFiscale}, tx.Adesso)
		if err != nil {
			return err
		}
		c.tollerate(avvertenze)
		if nuova, err = nuova.Reindirizza(id, tx.Adesso); err != nil {
			return err
		}
		modulo = m
		if err := salvaSportello(c, tx, pratica, k, &nuova); err != nil {
			return err
		}
		_, err = tx.ApriPratica(c.ctx, deposito.PraticaTentativo, id.String(), k.IDA2A, k)
		return err
	})
	if err != nil {
		return err
	}
	b, err := json.Marshal(struct {
		ID     piemontepay.IdentificativoPagamento `json:"identificativoPagamento"`
		Modulo piemontepay.Modulo                  `json:"modulo"`
		HTML   string                              `json:"html"`
	}{id, modulo, modulo.HTML("Vai allo sportello PiemontePay")})
	return c.rispondi(http.StatusCreated, b, err)
}

// sportello is a position as the desk has it, with its attempts; the pratica is nil before
// the first.
func (c *chiamata) sportello(tx *deposito.Tx, p *pendenza.Pendenza) (piemontepay.Posizione, *deposito.Pratica, error) {
	pratica, err := tx.Pratica(c.ctx, deposito.PraticaSportello, chiavePosizione(p.Chiave()))
	if err == nil {
		var q piemontepay.Posizione
		return q, pratica, pratica.Leggi(&q)
	}
	if !errors.Is(err, deposito.ErrAssente) {
		return piemontepay.Posizione{}, nil, err
	}
	q := piemontepay.Posizione{ID: p.IDPendenza, IUV: p.IUV, Atteso: piemontepay.Atteso{
		CFEnteCreditore: p.IdDominio.String(), CodiceVersamento: c.p.Sportello.CodiceVersamento, Importo: p.Importo,
	}}
	if p.SoggettoPagatore != nil {
		q.Atteso.CodiceFiscale = p.SoggettoPagatore.Identificativo
	}
	return q, nil, nil
}

func salvaSportello(c *chiamata, tx *deposito.Tx, pratica *deposito.Pratica, k pendenza.Chiave, q *piemontepay.Posizione) error {
	if pratica != nil {
		return tx.ScriviPratica(c.ctx, pratica, q)
	}
	_, err := tx.ApriPratica(c.ctx, deposito.PraticaSportello, chiavePosizione(k), k.IDA2A, q)
	return err
}

// paginaRitorno is what a citizen who comes back from the desk reads.
var paginaRitorno = template.Must(template.New("ritorno").Parse(`<!DOCTYPE html>
<html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{.}}</title></head>
<body><main><h1>Pagamento allo sportello</h1><p>{{.}}</p></main></body></html>
`))

// ritornoSportello takes a citizen back from the desk: it is public, and what it says is
// looked at by the library, digest and all.
func (p *Porta) ritornoSportello(w http.ResponseWriter, r *http.Request) {
	messaggio, err := p.ritorna(r)
	if err != nil {
		p.nega(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	_ = paginaRitorno.Execute(w, messaggio)
}

func (p *Porta) ritorna(r *http.Request) (string, error) {
	ritorno, err := piemontepay.ParseRitorno("?" + r.URL.RawQuery)
	if err != nil {
		return "", err
	}
	ctx, messaggio := r.Context(), ""
	err = p.Deposito.Insieme(ctx, autoreSportello, func(tx *deposito.Tx) error {
		tentativo, err := tx.Pratica(ctx, deposito.PraticaTentativo, ritorno.IdPagamento.String())
		if err != nil {
			return err
		}
		var k pendenza.Chiave
		if err := tentativo.Leggi(&k); err != nil {
			return err
		}
		pratica, err := tx.Pratica(ctx, deposito.PraticaSportello, chiavePosizione(k))
		if err != nil {
			return err
		}
		var q piemontepay.Posizione
		if err := pratica.Leggi(&q); err != nil {
			return err
		}
		nuova, _, err := q.Ritorna(ritorno, tx.Adesso)
		if err != nil {
			return &Rifiuto{sessione.ProblemaAutorizzazione(true, "ritorno non riconosciuto")}
		}
		for _, t := range nuova.Tentativi {
			if t.Identificativo == ritorno.IdPagamento {
				messaggio = t.Stato.MessaggioCittadino()
			}
		}
		return tx.ScriviPratica(ctx, pratica, &nuova)
	})
	return messaggio, err
}

// serviziSportello takes the messages of the desk, each whole or not at all, and answers a
// repeated one as it did before: POST /piemontepay/servizi.
func (c *chiamata) serviziSportello() error {
	if c.p.Sportello == nil || c.chi.IDA2A != c.p.Sportello.IDA2A {
		return &Rifiuto{sessione.ProblemaAutorizzazione(true, "")}
	}
	corpo, err := c.corpo(maxDocumento)
	if err != nil {
		return err
	}
	m, generazione, err := piemontepay.RiconosciMessaggio(corpo)
	var esito piemontepay.Risultato
	if err != nil {
		esito, generazione = piemontepay.Risultato{Codice: piemontepay.RisultatoXSD, Messaggio: avviso.Accorcia(err.Error(), 500)}, piemontepay.XSD110
	} else if esito, err = c.riceve(m); err != nil {
		return err
	}
	busta, err := piemontepay.AppendBusta(nil, &piemontepay.Risposta{Result: esito}, generazione, nil)
	if err != nil {
		return err
	}
	c.w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	_, _ = c.w.Write(busta)
	return nil
}

// riceve takes a message that could be read. What the library refuses is told to the desk;
// a failure of the store is an error, and the desk sends again.
func (c *chiamata) riceve(m piemontepay.Messaggio) (piemontepay.Risultato, error) {
	if v := piemontepay.Violazioni(m); len(v) > 0 {
		return piemontepay.Risultato{Codice: piemontepay.CodiceRisultato(v[0].Codice), Messaggio: v[0].Campo}, nil
	}
	chiave, _ := piemontepay.Chiave(m)
	err := c.p.Deposito.Insieme(c.ctx, autoreSportello, func(tx *deposito.Tx) error {
		_, err := tx.ApriPratica(c.ctx, deposito.PraticaMessaggio, fmt.Sprintf("%s/%s/%s", chiave.CFEnteCreditore, chiave.CodiceVersamento, chiave.IdMessaggio), c.chi.IDA2A, string(piemontepay.OperazioneDi(m)))
		switch {
		case errors.Is(err, deposito.ErrEsiste):
			return nil
		case err != nil:
			return err
		}
		switch m := m.(type) {
		case *piemontepay.TrasmettiNotifichePagamento:
			for i := range m.Notifiche {
				if err := c.notificata(tx, &m.Testata, &m.Notifiche[i]); err != nil {
					return err
				}
			}
			return nil
		case *piemontepay.TrasmettiRT:
			for i := range m.RT {
				if err := c.trasmessa(tx, m.RT[i].XML); err != nil {
					return err
				}
			}
			return nil
		}
		return errOperazione
	})
	_, rifiuto := avviso.RilievoDi(err)
	switch {
	case err == nil:
		return piemontepay.Risultato{Codice: piemontepay.RisultatoOK}, nil
	case rifiuto, errors.Is(err, errOperazione), errors.Is(err, deposito.ErrAssente):
		return piemontepay.Risultato{Codice: piemontepay.RisultatoGenerico, Messaggio: avviso.Accorcia(err.Error(), 500)}, nil
	}
	return piemontepay.Risultato{}, err
}

var errOperazione = errors.New("operazione non attesa")

// perIUV finds the position of a IUV of a body that is served.
func (c *chiamata) perIUV(tx *deposito.Tx, ente, iuv string) (*deposito.Posizione, error) {
	d, err := avviso.ParseIdDominio(ente)
	if err != nil {
		return nil, err
	}
	i, err := avviso.ParseIUV(iuv)
	if err != nil {
		return nil, err
	}
	return tx.PerIUV(c.ctx, d, i)
}

// notificata takes a notification: the attempts at the desk are closed, and the position
// is paid without its receipt, which comes in a message of its own.
func (c *chiamata) notificata(tx *deposito.Tx, t *piemontepay.TestataNotifichePagamento, n *piemontepay.NotificaPagamento) error {
	p, err := c.perIUV(tx, t.CFEnteCreditore, n.IUV)
	if err != nil {
		return err
	}
	q, pratica, err := c.sportello(tx, &p.Pendenza)
	if err != nil {
		return err
	}
	nuova, avvertenze, err := q.Notifica(*t, *n, tx.Adesso)
	if err != nil {
		return err
	}
	c.tollerate(avvertenze)
	if err := salvaSportello(c, tx, pratica, p.Pendenza.Chiave(), &nuova); err != nil {
		return err
	}
	e, err := esterni.DaNotificaPiemontePay(*n)
	if err != nil {
		return err
	}
	_, err = tx.Muovi(c.ctx, p, e)
	return err
}

// trasmessa takes the receipt of a payment at the desk.
func (c *chiamata) trasmessa(tx *deposito.Tx, xml []byte) error {
	rt, err := rpt.ParseRT(xml)
	if err != nil {
		return err
	}
	p, err := c.perIUV(tx, rt.Dominio.IdentificativoDominio, rt.DatiPagamento.IdentificativoUnivocoVersamento)
	if err != nil {
		return err
	}
	e, err := pendenza.RicevutaRT(&rt)
	if err != nil {
		return err
	}
	_, err = tx.Muovi(c.ctx, p, e)
	return err
}
