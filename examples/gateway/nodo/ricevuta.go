package nodo

import (
	"context"
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// acquisisce answers a receipt: the position moves, the receipt is kept as it came, and the
// application is told, together. One that is refused is kept too.
func (c *chiamata) acquisisce(ctx context.Context, m *rpt.PaSendRT) (d pendenza.RispostaNodo, err error) {
	err = c.porta.Deposito.Insieme(ctx, autore, func(tx *deposito.Tx) error {
		p, inAttesa, err := c.attende(ctx, tx, m)
		if err != nil {
			return err
		}
		d = c.r.Decidi()
		switch {
		case d.Ricevuta.NonBloccante: // it came before
			return nil
		case !d.Ricevuta.Accettata(), p == nil:
			return tx.Scarta(ctx, m, string(d.Ricevuta.FaultCode), d.Ricevuta.Descrizione, c.corpo)
		}
		e, err := pendenza.RicevutaPA(&m.Receipt)
		if err != nil {
			return err
		}
		if _, err := tx.Muovi(ctx, p, e); err != nil {
			return err
		}
		return tx.Concludi(ctx, &p.Pendenza, inAttesa, e, m.Receipt.PaymentAmount, c.corpo)
	})
	return d, err
}

// attende leaves in the request what is known of the payment of a receipt.
func (c *chiamata) attende(ctx context.Context, tx *deposito.Tx, m *rpt.PaSendRT) (*deposito.Posizione, *deposito.Tentativo, error) {
	a := rpt.AttesaRicevuta{Tipo: rpt.RichiestaPaGetPayment}
	defer func() { c.r.Ricevuta = a }()
	creditore, err := avviso.ParseIdDominio(m.Receipt.FiscalCode)
	if err != nil || c.r.Ente == nil || creditore != c.r.Ente.Ente.IdDominio {
		return nil, nil, nil // a notice of another body
	}
	p, err := tx.PerAvviso(ctx, creditore, m.Receipt.NoticeNumber)
	if errors.Is(err, deposito.ErrAssente) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	suo, inAttesa, err := tx.PerRicevuta(ctx, creditore, m.Receipt.CreditorReferenceID, m.Receipt.ReceiptID)
	if err != nil {
		return nil, nil, err
	}
	a.Posizione, a.Acquisita = true, suo != nil
	if prima, err := suo.Arrivato(); err == nil && prima != nil {
		a.Copia = &prima.Ricevuta.Receipt
	}
	chiesto, err := inAttesa.Chiesto()
	if err != nil {
		return nil, nil, err
	}
	if chiesto != nil {
		a.Tipo, a.Richiesta = inAttesa.Tipo, chiesto.Pagamento
	}
	return p, inAttesa, nil
}
