// Package campione is a month of an invented municipality, in the official formats, with every case on
// purpose.
package campione

import (
	"embed"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
)

//go:embed cassa flussi ricevute *.json
var campione embed.FS

// Oggi is the day of its reconciliation: the last of its month.
var Oggi = avviso.MustData("2025-03-31")

// Documenti lists its documents.
func Documenti() []quadro.Documento {
	documenti, err := quadro.Documenti(campione)
	if err != nil {
		panic(err) // the tree is embedded: walking it cannot fail
	}
	return documenti
}
