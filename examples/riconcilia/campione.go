package main

import (
	"embed"
	"io"
	"io/fs"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
)

//go:embed campione
var campione embed.FS

// oggiCampione is the day of the reconciliation of the sample: the last of its month.
var oggiCampione = avviso.MustData("2025-03-31")

// delCampione lists the documents of the sample.
func delCampione() []comando.Documento {
	var documenti []comando.Documento
	// The tree is embedded: walking it cannot fail.
	_ = fs.WalkDir(campione, ".", func(nome string, voce fs.DirEntry, err error) error {
		if err == nil && !voce.IsDir() {
			documenti = append(documenti, comando.NuovoDocumento(nome, func() (io.ReadCloser, error) { return campione.Open(nome) }))
		}
		return err
	})
	return documenti
}
