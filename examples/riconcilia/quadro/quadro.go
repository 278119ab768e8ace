// Package quadro makes of the documents of a body one picture: it reads whatever it is given,
// recognised by its content, asks the engine, and says what there is to do and whom to ask. The
// picture is written as the report in JSON, as tables, as a page; it is compared with that of
// another day. Files, archives, terminals and clocks are of the caller, so that a command, a browser
// and a service show the same.
package quadro

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// Documento is something to read, as often as one likes. What opens as an io.ReaderAt and io.Seeker
// is looked at for being an archive.
type Documento struct {
	Nome string
	Apri func() (io.ReadCloser, error)
}

// Documenti lists the files of a tree, in the order of their names.
func Documenti(albero fs.FS) ([]Documento, error) {
	var documenti []Documento
	err := fs.WalkDir(albero, ".", func(nome string, voce fs.DirEntry, err error) error {
		if err == nil && voce.Type().IsRegular() {
			documenti = append(documenti, Documento{nome, func() (io.ReadCloser, error) { return albero.Open(nome) }})
		}
		return err
	})
	return documenti, err
}

// Quadro is the report, with what a person wants beside it.
type Quadro struct {
	*rendicontazione.Report
	Oggi       avviso.Data
	Letti      map[cassa.Formato]int // documents that were read, FormatoConti among them
	Ignorati   int                   // operations of journals and statements that move nothing to reconcile
	NonLetti   []Problema
	Quadrature []cassa.Quadratura // of the statements that do not agree with their own totals
	Casi       []Caso             // in the order of whom to ask, of what to do and of the amount
	Precedente string             // name of the report of another day, "" when there is none
	Differenze []rendicontazione.Cambio

	solo *elenchi // of one body, nil for everything
}

// Confronta finds what has changed since the report of another day, as ScriviJSON wrote it.
func (q *Quadro) Confronta(nome string, dati []byte) error {
	prima, err := rendicontazione.ParseSituazione(dati)
	if err != nil {
		return fmt.Errorf("%s: %w", nome, err)
	}
	q.Precedente, q.Differenze = nome, q.Situazione().Differenze(prima)
	return nil
}

// Racconta says how an object changed.
func Racconta(c *rendicontazione.Cambio) string {
	testo := cmp.Or(c.Prima, "(nuovo)") + " → " + cmp.Or(c.Dopo, "(non più presente)")
	if c.Prima == c.Dopo {
		testo = c.Dopo
	}
	for _, s := range c.SegnaliPrima {
		testo += " -" + string(s)
	}
	for _, s := range c.SegnaliDopo {
		testo += " +" + string(s)
	}
	if c.Quietanzabile != nil {
		testo += map[bool]string{true: ", ora quietanzabile", false: ", non più quietanzabile"}[*c.Quietanzabile]
	}
	return testo
}
