package cassa

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// documento is the pull reader of the two XML formats: errors of this package,
// texts gathered, frequent values shared.
type documento struct {
	l       *xmlrigido.Lettore
	testo   []byte            // text of the leaf read last
	comuni  map[string]string // values seen before, so that a list's value is allocated once
	annidat bool              // the leaf read last held an element, which was skipped
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
// valid until the next call. An element inside is skipped and told by annidat.
func (d *documento) foglia() ([]byte, error) {
	d.testo, d.annidat = d.testo[:0], false
	for {
		ev, err := d.prossimo()
		if err != nil {
			return nil, err
		}
		switch ev {
		case xmlrigido.Testo:
			if err := d.aggiungi(); err != nil {
				return nil, err
			}
		case xmlrigido.Inizio:
			d.annidat = true
			if err := d.salta(); err != nil {
				return nil, err
			}
		case xmlrigido.Fine:
			return bytes.TrimSpace(d.testo), nil
		}
	}
}

// aggiungi adds the current text to that of the leaf: the XML reader bounds each
// piece, elements inside may part the pieces without end.
func (d *documento) aggiungi() error {
	if len(d.testo)+len(d.l.Testo()) > maxTestoVoce {
		return d.luogo().errore(CodiceLimite, "", "", ErrSintassi)
	}
	d.testo = append(d.testo, d.l.Testo()...)
	return nil
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

// attributo returns an attribute of the element just opened, "" when absent.
func (d *documento) attributo(locale string) string {
	for _, a := range d.l.Attributi() {
		if string(a.Locale) == locale {
			return string(a.Valore)
		}
	}
	return ""
}

// scelta reads the element just opened as a text, or as the text of its first
// child: ISO 20022 turned several codes and dates into a choice from one version to another.
func (d *documento) scelta() (string, error) {
	d.testo = d.testo[:0]
	figlio := ""
	trovato := false
	for {
		ev, err := d.prossimo()
		if err != nil {
			return "", err
		}
		switch ev {
		case xmlrigido.Testo:
			if err := d.aggiungi(); err != nil {
				return "", err
			}
		case xmlrigido.Inizio:
			proprio := d.testo
			d.testo = nil
			b, err := d.foglia()
			if err != nil {
				return "", err
			}
			if !trovato {
				figlio, trovato = string(b), true
			}
			d.testo = proprio
		case xmlrigido.Fine:
			if trovato {
				return figlio, nil
			}
			return string(bytes.TrimSpace(d.testo)), nil
		}
	}
}

// maxTestoVoce bounds the bytes of text kept of one leaf and of one movement, 1 MiB: a
// document may repeat its elements without end.
const maxTestoVoce = 1 << 20

// foglie reads the element just opened and returns the texts of the descendants
// whose path is in usate, in order. Texts beyond resta bytes are dropped; resta is then
// below zero.
func (d *documento) foglie(usate map[string]bool, resta *int) (map[string][]string, error) {
	testi := make(map[string][]string)
	var passi []string
	for {
		ev, err := d.prossimo()
		if err != nil {
			return nil, err
		}
		switch ev {
		case xmlrigido.Inizio:
			passi = append(passi, d.comune(d.l.Locale()))
			via := strings.Join(passi, "/")
			if !usate[via] {
				continue
			}
			b, err := d.foglia()
			if err != nil {
				return nil, err
			}
			if *resta -= len(b) + 1; *resta >= 0 {
				testi[via] = append(testi[via], string(b))
			}
			passi = passi[:len(passi)-1]
		case xmlrigido.Fine:
			if len(passi) == 0 {
				return testi, nil
			}
			passi = passi[:len(passi)-1]
		}
	}
}

// primo returns the first of some texts, "" when there is none.
func primo(testi ...[]string) string {
	for _, t := range testi {
		if len(t) > 0 {
			return t[0]
		}
	}
	return ""
}
