package cassa

import (
	"bytes"
	"errors"
	"io"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// documento is the pull reader of the two XML formats: errors of this package, frequent values
// shared.
type documento struct {
	l      *xmlrigido.Lettore
	testo  []byte            // text of the leaf read last
	comuni map[string]string // values seen before, so that a list's value is allocated once
}

// maxComuni bounds the values shared: beyond it each is allocated.
const maxComuni = 512

func nuovoDocumento(r io.Reader) *documento {
	return &documento{l: xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{}), comuni: make(map[string]string)}
}

// prossimo returns the next event; io.EOF is the regular end.
func (d *documento) prossimo() (xmlrigido.Evento, error) {
	ev, err := d.l.Prossimo()
	if err != nil {
		return ev, traduci(err)
	}
	return ev, nil
}

// salta skips the element just opened.
func (d *documento) salta() error {
	if err := d.l.Salta(); err != nil {
		return traduci(err)
	}
	return nil
}

// figlio moves to the next child of the element being read and returns its local
// name, valid until the next call; nil at the end of the element.
func (d *documento) figlio() ([]byte, error) {
	for {
		ev, err := d.prossimo()
		if err != nil {
			return nil, err
		}
		switch ev {
		case xmlrigido.Inizio:
			return d.l.Locale(), nil
		case xmlrigido.Fine:
			return nil, nil
		}
	}
}

// foglia reads the text of the element just opened, outer blanks dropped; it is
// valid until the next call. An element inside is skipped.
func (d *documento) foglia() ([]byte, error) {
	d.testo = d.testo[:0]
	for {
		ev, err := d.prossimo()
		if err != nil {
			return nil, err
		}
		switch ev {
		case xmlrigido.Testo: // one piece is bounded, elements inside may part the pieces without end
			if len(d.testo)+len(d.l.Testo()) > maxTestoVoce {
				return nil, d.luogo().errore(CodiceLimite, "", "", ErrSintassi)
			}
			d.testo = append(d.testo, d.l.Testo()...)
		case xmlrigido.Inizio:
			if err := d.salta(); err != nil {
				return nil, err
			}
		case xmlrigido.Fine:
			return bytes.TrimSpace(d.testo), nil
		}
	}
}

// comune returns b as a string, shared with the equal ones seen before.
func (d *documento) comune(b []byte) string {
	if s, ok := d.comuni[string(b)]; ok {
		return s
	}
	s := string(b)
	if len(d.comuni) < maxComuni && len(s) <= 128 {
		d.comuni[s] = s
	}
	return s
}

// luogo returns where the current event begins.
func (d *documento) luogo() luogo { return luogo{d.l.Riga(), d.l.Colonna()} }

// fine refuses whatever follows the root.
func (d *documento) fine() error {
	for {
		switch _, err := d.prossimo(); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}

// luogo is a place in the document.
type luogo struct{ riga, colonna int }

func (l luogo) errore(codice avviso.Codice, campo, valore string, err error) *Errore {
	return &Errore{Codice: codice, Campo: campo, Valore: valore, Riga: l.riga, Colonna: l.colonna, Err: err}
}

// traduci turns an error of the XML reader into one of this package, which still
// unwraps to it.
func traduci(err error) error {
	if err == io.EOF {
		return err
	}
	r := schema.Traduci(err)
	e := &Errore{Codice: CodiceSintassi, Campo: r.Campo, Valore: r.Valore, Riga: r.Riga, Colonna: r.Colonna}
	tipo := ErrSintassi
	switch r.Motivo {
	case schema.DOCTYPE:
		e.Codice = CodiceDOCTYPE
	case schema.Codifica:
		e.Codice = CodiceCodifica
	case schema.Limite:
		e.Codice = CodiceLimite
	case schema.Ingresso:
		e.Codice, tipo = CodiceLettura, ErrLettura
	}
	e.Err = errore.Coppia(tipo, r.Causa)
	return e
}
