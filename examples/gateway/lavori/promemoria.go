package lavori

import (
	"context"
	"errors"
	"fmt"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/jppa/lettera"
	"github.com/quietanza/quietanza/pendenza"
)

// LavoroPromemoria sends debtors what is due: the notice, and the reminder of its expiry.
type LavoroPromemoria struct {
	Giorno avviso.Data `json:"giorno"`
}

// Kind implements river.JobArgs.
func (LavoroPromemoria) Kind() string { return "promemoria" }

// paginaPromemoria is how many reminders are looked at at once.
const paginaPromemoria = 200

// promemoria sends what is due. One that was sent is taken out after it: who dies in between
// sends that one again.
func (l *Lavori) promemoria(ctx context.Context, z LavoroPromemoria) error {
	for {
		tutti, err := l.deposito.PromemoriaDi(ctx, z.Giorno, paginaPromemoria)
		if err != nil || len(tutti) == 0 {
			return err
		}
		for _, x := range tutti {
			if err := l.ricorda(ctx, x, z.Giorno); err != nil {
				return fmt.Errorf("%s/%s: %w", x.IDA2A, x.IDPendenza, err)
			}
		}
	}
}

// ricorda sends one reminder, unless nothing is to be paid any more or nobody can be
// written to.
func (l *Lavori) ricorda(ctx context.Context, x deposito.Promemoria, oggi avviso.Data) error {
	p, err := l.deposito.Posizione(ctx, pendenza.Chiave{IDA2A: x.IDA2A, IDPendenza: x.IDPendenza})
	if errors.Is(err, deposito.ErrAssente) {
		p, err = &deposito.Posizione{}, nil
	}
	if err != nil {
		return err
	}
	daPagare := p.Pendenza.Stato == pendenza.NonEseguita && !p.Pendenza.Scaduta(oggi)
	if chi := p.Pendenza.SoggettoPagatore; daPagare && chi != nil && chi.Email != "" {
		lettera := &lettera.Lettera{A: chi.Email, Oggetto: oggetto(x.Tipo, &p.Pendenza), Testo: testo(&p.Pendenza), Quando: l.deposito.Adesso()}
		if l.opzioni.Stampa != nil {
			if lettera.Corpo, err = l.opzioni.Stampa(ctx, &p.Pendenza); err != nil {
				return err
			}
			lettera.Allegato, lettera.Tipo = "avviso_"+p.Pendenza.NumeroAvviso.String()+".pdf", "application/pdf"
		}
		if err := l.posta(ctx, lettera); err != nil {
			return err
		}
	}
	return l.deposito.Insieme(ctx, autore, func(tx *deposito.Tx) error {
		_, err := tx.Ricordato(ctx, x)
		return err
	})
}

func oggetto(tipo string, p *pendenza.Pendenza) string {
	if tipo == deposito.PromemoriaScadenza {
		return "Promemoria di scadenza: " + p.Causale
	}
	return "Avviso di pagamento: " + p.Causale
}

func testo(p *pendenza.Pendenza) string {
	t := fmt.Sprintf("%s\nImporto: %s euro\nNumero avviso: %s\nEnte creditore: %s\n", p.Causale, p.Importo, p.NumeroAvviso, p.IdDominio)
	if d := p.ScadenzaAvviso(); d.IsValid() {
		t += "Da pagare entro il " + d.Italiana() + "\n"
	}
	return t
}
