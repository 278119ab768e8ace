package tracciato

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// Operazione is what a line asks for.
//
// Source: GovPay, API Pendenze v2, TipoOperazionePendenza.
type Operazione string

// The operations.
const (
	ADD       Operazione = "ADD"        // create, or update
	DEL       Operazione = "DEL"        // cancel
	NonValida Operazione = "NON_VALIDA" // a line that asks for nothing
)

// Riga is one line of a file, read and examined.
type Riga struct {
	Numero     int // from 1, the header not counted
	Operazione Operazione
	// Pendenza is the position to create or update; of a DEL only its key.
	Pendenza pendenza.Pendenza
	Motivo   string // of a DEL
	// Violazioni are the rules that the fields of an ADD break.
	Violazioni []avviso.Violazione
	// Avvertenze are what was tolerated in it.
	Avvertenze []avviso.Avvertenza
	// Err is why a NON_VALIDA line, or one over a limit, could not be read: an
	// *Errore of kind ErrRiga. nil otherwise.
	Err error
}

// Caricabile reports whether the line can be loaded.
func (r *Riga) Caricabile() bool { return r != nil && r.Err == nil && len(r.Violazioni) == 0 }
