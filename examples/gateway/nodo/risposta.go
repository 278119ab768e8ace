package nodo

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Risposta is what a call is answered.
type Risposta struct {
	Primitiva rpt.Primitiva // "" for a message that is none
	Fault     nodo.FaultCode
	Stato     int    // HTTP
	Corpo     []byte // envelope, nil with 503
}

// autore is who the log says moved a position.
const autore = "NODO"

// Rispondi answers a message: what moves is written before the answer is known.
func (p *Porta) Rispondi(ctx context.Context, azione string, corpo []byte) Risposta {
	c := chiamata{porta: p, corpo: corpo}
	c.r.Verifica.Connettore, c.r.Verifica.Adesso = pendenza.ConnettoreAssente, p.Deposito.Adesso()
	c.r.Busta, c.r.Lettura = rpt.ParseBusta(corpo, azione)
	d, err := c.tratta(ctx)
	if err == nil && d.Messaggio != nil {
		var busta []byte
		if busta, err = rpt.AppendBusta(nil, d.Messaggio); err == nil {
			return c.risposta(d, busta)
		}
	}
	if err != nil {
		p.registro().ErrorContext(ctx, "nodo: guasto", slog.String("operazione", string(c.r.Busta.Primitiva)), slog.String("errore", err.Error()))
		c.guasta(err)
		if d = c.r.Decidi(); d.Messaggio != nil {
			if busta, err := rpt.AppendBusta(nil, d.Messaggio); err == nil {
				return c.risposta(d, busta)
			}
		}
	}
	return Risposta{Primitiva: c.r.Busta.Primitiva, Stato: http.StatusServiceUnavailable}
}

// chiamata is a message being answered.
type chiamata struct {
	porta *Porta
	corpo []byte
	r     pendenza.RichiestaNodo
}

// guasta says that the store does not answer. It will: a receipt comes again.
func (c *chiamata) guasta(err error) {
	interno := errGuasto
	if errors.Is(err, context.DeadlineExceeded) {
		interno = context.DeadlineExceeded
	}
	c.r.Guasto = interno
	c.r.Ricevuta.Guasto, c.r.Ricevuta.Passeggero = interno, true
	c.r.RT.Guasto, c.r.RT.Passeggero = interno, true
}

// errGuasto is all that the platform is told of a failure.
var errGuasto = errors.New("archivio non disponibile")

func (c *chiamata) risposta(d pendenza.RispostaNodo, busta []byte) Risposta {
	x := Risposta{Primitiva: c.r.Busta.Primitiva, Stato: http.StatusOK, Corpo: busta}
	if d.Fault != nil {
		x.Fault = d.Fault.FaultCode
	}
	if _, rotta := d.Messaggio.(*rpt.FaultSOAP); rotta {
		x.Stato = http.StatusInternalServerError
	}
	return x
}

// tratta finds what is known, decides, and writes what moves.
func (c *chiamata) tratta(ctx context.Context) (d pendenza.RispostaNodo, err error) {
	c.r.Ente = c.porta.Anagrafica.PA(c.dominio())
	if c.r.Lettura != nil || c.r.Ente == nil && c.ricevuta() == nil {
		return c.decidiSenza(ctx)
	}
	switch m := c.r.Busta.Messaggio.(type) {
	case *rpt.PaVerifyPaymentNotice:
		return c.verifica(ctx, m.QRCode.NoticeNumber)
	case *rpt.PaGetPayment:
		return c.paga(ctx, m)
	case *rpt.PaSendRT:
		return c.acquisisce(ctx, m)
	case *rpt.PaDemandPaymentNotice:
		return c.serve(ctx, m)
	}
	return c.r.Decidi(), nil
}

// dominio is the body that a message is for.
func (c *chiamata) dominio() avviso.IdDominio {
	var id string
	switch m := c.r.Busta.Messaggio.(type) {
	case *rpt.PaVerifyPaymentNotice:
		id = m.IDPA
	case *rpt.PaGetPayment:
		id = m.IDPA
	case *rpt.PaSendRT:
		id = m.IDPA
	case *rpt.PaDemandPaymentNotice:
		id = m.IDPA
	}
	d, _ := avviso.ParseIdDominio(id)
	return d
}

// ricevuta is the receipt that a message is, nil for another one.
func (c *chiamata) ricevuta() *rpt.PaSendRT {
	m, _ := c.r.Busta.Messaggio.(*rpt.PaSendRT)
	return m
}

// decidiSenza answers what needs nothing of the archive: a message that cannot be read, a
// body that is not served. A receipt is kept all the same.
func (c *chiamata) decidiSenza(ctx context.Context) (pendenza.RispostaNodo, error) {
	d := c.r.Decidi()
	if d.Ricevuta.FaultCode == "" {
		return d, nil
	}
	return d, c.porta.Deposito.Insieme(ctx, autore, func(tx *deposito.Tx) error {
		return tx.Scarta(ctx, c.ricevuta(), string(d.Ricevuta.FaultCode), d.Ricevuta.Descrizione, c.corpo)
	})
}

// lettura is what a notice is looked up in: the store, or a transaction of it.
type lettura interface {
	PerAvviso(ctx context.Context, d avviso.IdDominio, numero string) (*deposito.Posizione, error)
	AlternativaPagata(ctx context.Context, p *pendenza.Pendenza) (bool, error)
}

// trova looks a notice up, and leaves in the request what is known of it; nil when there is
// none.
func (c *chiamata) trova(ctx context.Context, l lettura, numero string) (*deposito.Posizione, error) {
	p, err := l.PerAvviso(ctx, c.r.Ente.Ente.IdDominio, numero)
	if errors.Is(err, deposito.ErrAssente) {
		p, err = nil, nil
	}
	v := &c.r.Verifica
	v.Pendenza, v.AlternativaPagata = nil, false
	if p != nil && err == nil {
		v.Pendenza = &p.Pendenza
		v.AlternativaPagata, err = l.AlternativaPagata(ctx, &p.Pendenza)
	}
	if c.porta.Host != nil {
		v.Connettore = c.porta.Host.Connettore(c.r.Ente.Ente.IdDominio, numero, v.Pendenza)
	}
	return p, err
}

// verifica answers paVerifyPaymentNotice. Only what the application said is written.
func (c *chiamata) verifica(ctx context.Context, numero string) (pendenza.RispostaNodo, error) {
	d, err := c.chiede(ctx, numero)
	if err != nil || !d.Decisione.Aggiornata {
		return d, err
	}
	return c.scrive(ctx, numero, nil)
}

// chiede decides outside of any transaction, and asks the application as often as the
// decision wants.
func (c *chiamata) chiede(ctx context.Context, numero string) (pendenza.RispostaNodo, error) {
	if _, err := c.trova(ctx, c.porta.Deposito, numero); err != nil {
		return pendenza.RispostaNodo{}, err
	}
	for {
		d := c.r.Decidi()
		if d.Decisione.Esito != pendenza.VerificaHost {
			return d, nil
		}
		c.r.Verifica.Risposte = append(c.r.Verifica.Risposte, c.porta.Host.Chiedi(ctx, c.r.Ente.Ente.IdDominio, numero, c.r.Verifica.Pendenza))
	}
}

// scrive decides again in a transaction, and writes what the application said; then what
// fai does of a notice that can be paid.
func (c *chiamata) scrive(ctx context.Context, numero string, fai func(*deposito.Tx, *deposito.Posizione, *pendenza.RispostaNodo) error) (d pendenza.RispostaNodo, err error) {
	err = c.porta.Deposito.Insieme(ctx, autore, func(tx *deposito.Tx) error {
		p, err := c.trova(ctx, tx, numero)
		if err != nil {
			return err
		}
		d = c.r.Decidi()
		if d.Decisione.Aggiornata {
			if p, err = aggiorna(ctx, tx, p, &d.Decisione); err != nil {
				return err
			}
		}
		if d.Messaggio == nil || d.Fault != nil || p == nil || fai == nil {
			return nil
		}
		return fai(tx, p, &d)
	})
	return d, err
}

// aggiorna writes what the application said of a position.
func aggiorna(ctx context.Context, tx *deposito.Tx, p *deposito.Posizione, d *pendenza.Decisione) (*deposito.Posizione, error) {
	if p == nil {
		nuova, azioni, err := pendenza.Crea(*d.Pendenza, pendenza.Creazione{Oggi: avviso.DataDi(tx.Adesso)})
		if err != nil {
			return nil, err
		}
		return tx.Crea(ctx, &nuova, azioni)
	}
	for _, e := range d.Aggiornamenti {
		if _, err := tx.Muovi(ctx, p, e); err != nil {
			return p, err
		}
	}
	return p, nil
}

// paga answers paGetPayment: the attempt begins, and what is asked for is kept.
func (c *chiamata) paga(ctx context.Context, m *rpt.PaGetPayment) (pendenza.RispostaNodo, error) {
	inizia := func(tx *deposito.Tx, p *deposito.Posizione, d *pendenza.RispostaNodo) error {
		richiesta, err := rpt.AppendXML(nil, d.Messaggio)
		if err != nil {
			return err
		}
		if _, err := tx.Muovi(ctx, p, pendenza.AvviaTentativo{Adesso: tx.Adesso, NuovoModello: true}); err != nil {
			return err
		}
		return tx.Inizia(ctx, &p.Pendenza, tipoRichiesta(m.Versione), richiesta)
	}
	d, err := c.scrive(ctx, m.QRCode.NoticeNumber, inizia)
	if err != nil || d.Decisione.Esito != pendenza.VerificaHost {
		return d, err
	}
	if _, err := c.chiede(ctx, m.QRCode.NoticeNumber); err != nil {
		return pendenza.RispostaNodo{}, err
	}
	return c.scrive(ctx, m.QRCode.NoticeNumber, inizia)
}

func tipoRichiesta(v rpt.Versione) rpt.TipoRichiesta {
	if v == rpt.V2 {
		return rpt.RichiestaPaGetPaymentV2
	}
	return rpt.RichiestaPaGetPayment
}

// serve answers paDemandPaymentNotice.
func (c *chiamata) serve(ctx context.Context, m *rpt.PaDemandPaymentNotice) (d pendenza.RispostaNodo, err error) {
	if c.porta.Servizi == nil {
		return c.r.Decidi(), nil
	}
	err = c.porta.Deposito.Insieme(ctx, autore, func(tx *deposito.Tx) error {
		c.r.Servizio, c.r.Verifica.Pendenza = pendenza.Servizio{}, nil
		// Who is not registered is told so before any notice is made.
		if d = c.r.Decidi(); d.Fault != nil && d.Fault.FaultCode != nodo.PAASystemError {
			return nil
		}
		var err error
		if c.r.Servizio, c.r.Verifica.Pendenza, err = c.porta.Servizi(ctx, tx, m); err != nil {
			return err
		}
		d = c.r.Decidi()
		return nil
	})
	return d, err
}
