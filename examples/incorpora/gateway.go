package main

import (
	"context"
	"database/sql"
	"time"

	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// gateway answers the Nodo for one body.
type gateway struct {
	archivio *archivio
	ente     *pendenza.EntePA
}

// rispondi answers a message of the Nodo: the status and the body of the HTTP response.
func (g *gateway) rispondi(ctx context.Context, azione string, corpo []byte, adesso time.Time) (int, []byte, error) {
	r := pendenza.RichiestaNodo{Ente: g.ente}
	r.Busta, r.Lettura = rpt.ParseBusta(corpo, azione)
	r.Verifica.Connettore, r.Verifica.Adesso = pendenza.ConnettoreAssente, adesso

	// What the body knows.
	switch m := r.Busta.Messaggio.(type) {
	case *rpt.PaVerifyPaymentNotice:
		r.Verifica.Pendenza, r.Guasto = g.archivio.perAvviso(ctx, m.QRCode.NoticeNumber)
	case *rpt.PaGetPayment:
		r.Verifica.Pendenza, r.Guasto = g.archivio.perAvviso(ctx, m.QRCode.NoticeNumber)
	case *rpt.PaSendRT:
		r.Ricevuta, r.Verifica.Pendenza = g.attesa(ctx, m)
	}

	// What it answers.
	d := r.Decidi()
	if d.Messaggio == nil {
		return 503, nil, nil // it comes again
	}

	// What moves.
	err := g.archivio.insieme(ctx, func(tx *sql.Tx) error {
		switch m := r.Busta.Messaggio.(type) {
		case *rpt.PaGetPayment:
			if p := d.Decisione.Pendenza; d.Fault == nil && p != nil {
				_, err := g.archivio.muovi(ctx, tx, chiave(p), pendenza.AvviaTentativo{Adesso: adesso, NuovoModello: true})
				return err
			}
		case *rpt.PaSendRT:
			_, err := tx.ExecContext(ctx, `INSERT INTO ricevuta (receipt, risposta, documento) VALUES (?, ?, ?)`,
				m.Receipt.ReceiptID, string(d.Ricevuta.FaultCode), string(corpo))
			p := r.Verifica.Pendenza
			if err != nil || !d.Ricevuta.Accettata() || p == nil {
				return err
			}
			e, err := pendenza.RicevutaPA(&m.Receipt)
			if err != nil {
				return err
			}
			_, err = g.archivio.muovi(ctx, tx, chiave(p), e)
			return err
		}
		return nil
	})
	if err != nil {
		return 503, nil, err // nothing was written: a receipt comes again
	}
	risposta, err := rpt.AppendBusta(nil, d.Messaggio)
	if _, rotta := d.Messaggio.(*rpt.FaultSOAP); rotta {
		return 500, risposta, err
	}
	return 200, risposta, err
}

// attesa is what the body knows of the payment of a receipt.
func (g *gateway) attesa(ctx context.Context, m *rpt.PaSendRT) (rpt.AttesaRicevuta, *pendenza.Pendenza) {
	a := rpt.AttesaRicevuta{Tipo: rpt.RichiestaPaGetPayment}
	p, err := g.archivio.perAvviso(ctx, m.Receipt.NoticeNumber)
	if err == nil {
		err = g.archivio.db.QueryRowContext(ctx, `SELECT count(*) > 0 FROM ricevuta WHERE receipt = ? AND risposta = ''`, m.Receipt.ReceiptID).Scan(&a.Acquisita)
	}
	a.Posizione, a.Guasto, a.Passeggero = p != nil, err, err != nil
	return a, p
}
