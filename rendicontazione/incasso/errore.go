package incasso

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
)

// Kinds of error. Every *Errore of this package unwraps to one of them.
var (
	// ErrDocumento is a text that is no document of this package, or breaks its rules.
	ErrDocumento = errors.New("documento non valido")
	// ErrIncasso is a credit that is refused: the code is one of the official list.
	ErrIncasso = errors.New("incasso rifiutato")
)

// Errore is a refusal of this package: Codice is of a refused credit a
// rendicontazione.CodiceIncasso, whose text is said; Campo is the member, or where the
// credit stands.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "incasso" }

// rifiutato is the refusal of a credit, with what says more.
func rifiutato(c rendicontazione.CodiceIncasso, dettaglio string) error {
	return &Errore{Codice: avviso.Codice(c), Campo: dettaglio, Err: errore.Motivo(c.Testo(), ErrIncasso)}
}

func rifiuta(c avviso.Codice, campo, valore string) error {
	return &Errore{Codice: c, Campo: campo, Valore: valore, Err: ErrDocumento}
}

func nullo(campo string) error {
	return &Errore{Codice: avviso.CodiceNullo, Campo: campo, Err: avviso.ErrNullo}
}

// porta is how documents are refused.
var porta = membri.Porta[pacchetto]{Tipo: ErrDocumento, NonValida: func(v []avviso.Violazione) error {
	return &pendenza.NonValida{Violazioni: v}
}}
