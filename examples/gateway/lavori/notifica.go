package lavori

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/notifica"
)

// azione does what the move of a position asks for.
func (l *Lavori) azione(ctx context.Context, z deposito.LavoroAzione) error {
	switch z.Tipo {
	case pendenza.FaiNotifica:
		return l.notifica(ctx, z)
	case pendenza.FaiInvalidaAlternative:
		return l.alternative(ctx, z)
	}
	return nil // what is left of it is in the position: who asks is told
}

// notifica tells the application that owns a position how an attempt ended. It is told
// again until it answers 2xx, under the same key.
func (l *Lavori) notifica(ctx context.Context, z deposito.LavoroAzione) error {
	a := l.anagrafica.Applicazione(z.IDA2A)
	if a == nil || a.Notifiche == "" {
		return nil
	}
	p, err := l.deposito.Posizione(ctx, z.Chiave())
	if err != nil {
		return err
	}
	t, err := l.deposito.Tentativo(ctx, p.Pendenza.IdDominio, z.IUV, z.CCP)
	if err != nil {
		return err
	}
	n, err := nuovaNotifica(a, &p.Pendenza, t)
	if err != nil {
		return err
	}
	return l.consegna(ctx, a, &n)
}

// nuovaNotifica makes the notification of an attempt in the edition of the application.
func nuovaNotifica(a *anagrafica.Applicazione, p *pendenza.Pendenza, t *deposito.Tentativo) (notifica.Notifica, error) {
	chiesto, err1 := t.Chiesto()
	arrivato, err2 := t.Arrivato()
	if err := errors.Join(err1, err2); err != nil {
		return notifica.Notifica{}, err
	}
	if a.VersioneV1 {
		return notifica.NuovaV1(p, chiesto, arrivato)
	}
	return notifica.NuovaV2(p, chiesto, arrivato)
}

// consegna sends a notification. What is not 2xx is an error.
func (l *Lavori) consegna(ctx context.Context, a *anagrafica.Applicazione, n *notifica.Notifica) error {
	corpo, err := n.Append(nil)
	if err != nil {
		return err
	}
	metodo, percorso := n.Chiamata()
	r, err := http.NewRequestWithContext(ctx, metodo, strings.TrimSuffix(a.Notifiche, "/")+percorso, bytes.NewReader(corpo))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	risposta, err := l.opzioni.HTTP.Do(r)
	if err != nil {
		return err
	}
	defer risposta.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(risposta.Body, 64<<10)) // so that the connection is used again
	if risposta.StatusCode/100 != 2 {
		return fmt.Errorf("%s %s: HTTP %d", metodo, a.IDA2A, risposta.StatusCode)
	}
	return nil
}

// alternative closes the reminders of the alternatives of a position that was paid: their
// notices are refused by the verification itself.
func (l *Lavori) alternative(ctx context.Context, z deposito.LavoroAzione) error {
	return l.deposito.Insieme(ctx, autore, func(tx *deposito.Tx) error {
		p, err := tx.Posizione(ctx, z.Chiave())
		if err != nil {
			return err
		}
		tutte, err := tx.Fascicolo(ctx, &p.Pendenza)
		if err != nil {
			return err
		}
		for _, x := range tutte {
			if x.Pendenza.Stato != pendenza.NonEseguita {
				continue
			}
			if pagata, err := tx.AlternativaPagata(ctx, &x.Pendenza); err != nil || !pagata {
				if err != nil {
					return err
				}
				continue
			}
			if err := tx.ChiudiPromemoria(ctx, &x.Pendenza); err != nil {
				return err
			}
		}
		return nil
	})
}

// autore is who the log says moved a position.
const autore = "LAVORI"
