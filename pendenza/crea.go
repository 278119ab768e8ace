package pendenza

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
)

// Creazione are the circumstances of a creation.
type Creazione struct {
	// Bozza creates the position unpublished.
	Bozza bool
	// Configurazione of the creditor, to examine a supplied numero avviso; nil
	// accepts any.
	Configurazione *avviso.Configurazione
	// Numerazione gives the numero avviso of a position without one; nil leaves
	// it without. Crea moves it on when it takes a number.
	Numerazione *avviso.Numerazione
	// Occupato reports whether a numero avviso is that of another position; nil
	// is never.
	Occupato func(avviso.IdDominio, avviso.NumeroAvviso) bool
	// Oggi is the day of the creation, kept as DataCaricamento; zero is none.
	Oggi avviso.Data
}

// Crea returns the position of new data, NON_ESEGUITA or BOZZA, of version 1,
// with its IUV, and what the host should do. Only the data of d are taken, not
// its life. Errors: those of nonvalid data, as ParsePendenza; VER_025, VER_017,
// VER_026, VER_027, VER_039 (AGGIORNAMENTO_NON_AMMESSO) for a numero avviso that
// is taken or not of this creditor; those of Numerazione.Assegna.
//
// Source: GovPay, business.Versamento.caricaVersamento.
func Crea(d Pendenza, c Creazione) (Pendenza, []Azione, error) {
	if err := d.Valida(); err != nil {
		return Pendenza{}, nil, err
	}
	p := Pendenza{Stato: NonEseguita, Versione: 1, SenzaAvvisatura: d.SenzaAvvisatura, Piano: d.Piano, DataCaricamento: c.Oggi}
	if c.Bozza {
		p.Stato = Bozza
	}
	p.sostituisci(&d)
	if p.IDTipoPendenza == "" {
		p.IDTipoPendenza = p.TipoPredefinito()
	}
	if err := p.numera(&c); err != nil {
		return Pendenza{}, nil, err
	}
	if c.Bozza {
		return p, nil, nil
	}
	return p, avvisa(&p), nil
}

// numera examines the numero avviso of a new position, or gives it one.
func (p *Pendenza) numera(c *Creazione) error {
	if p.NumeroAvviso.IsValid() {
		return p.validaAvviso(c)
	}
	if c.Numerazione == nil || p.IUV.IsValid() {
		return nil
	}
	n := *c.Numerazione
	for {
		nav, dopo, err := n.Assegna()
		if err != nil {
			return err
		}
		if n = dopo; c.Occupato == nil || !c.Occupato(p.IdDominio, nav) {
			p.NumeroAvviso, p.IUV = nav, nav.IUV()
			*c.Numerazione = n
			return nil
		}
	}
}

func (p *Pendenza) validaAvviso(c *Creazione) error {
	if c.Configurazione != nil {
		if err := c.Configurazione.Ammette(p.NumeroAvviso); err != nil {
			var a *avviso.Errore
			if errors.As(err, &a) {
				if codice := CodiceGovPay(a.Codice); codice.Testo() != "" {
					return violata(codice, "numeroAvviso")
				}
			}
			return err
		}
	}
	if c.Occupato != nil && c.Occupato(p.IdDominio, p.NumeroAvviso) {
		return violata(VER025, "numeroAvviso")
	}
	return nil
}
