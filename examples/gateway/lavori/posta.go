package lavori

import (
	"context"
	"errors"
	"net/mail"
	"net/smtp"

	"github.com/quietanza/quietanza/examples/jppa/lettera"
)

// Posta is where mails are handed over.
type Posta struct {
	// SMTP is host and port of the server, "" for none.
	SMTP string
	// Da is who sends them.
	Da mail.Address
}

// errSenzaPosta is a mail that nobody takes.
var errSenzaPosta = errors.New("nessun server di posta")

// posta sends a mail.
func (l *Lavori) posta(ctx context.Context, x *lettera.Lettera) error {
	p := &l.opzioni.Posta
	if p.SMTP == "" {
		return errSenzaPosta
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	x.Da = p.Da
	testo, err := x.Componi()
	if err != nil {
		return err
	}
	return smtp.SendMail(p.SMTP, nil, p.Da.Address, append([]string{x.A}, x.CC...), testo)
}
