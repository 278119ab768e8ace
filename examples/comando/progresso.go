package comando

import (
	"fmt"
	"io"
	"time"

	"github.com/quietanza/quietanza/examples/comando/pulito"
)

// Progresso tells on a terminal, on one line that it writes over, how far a long work has come.
type Progresso struct {
	w       io.Writer // nil when there is nobody to tell
	adesso  func() time.Time
	scritto time.Time
	aperta  bool // an unfinished line is on the screen
}

// passoProgresso is how long a work lasts before it says anything, and between two lines.
const passoProgresso = time.Second

// NuovoProgresso returns the progress of a work that begins now; nothing is told to what is not
// a terminal.
func NuovoProgresso(w io.Writer, terminale bool, adesso func() time.Time) *Progresso {
	if !terminale {
		return new(Progresso)
	}
	return &Progresso{w: w, adesso: adesso, scritto: adesso()}
}

// Passo tells how far the work has come, once a second: testo is called when it is told.
func (p *Progresso) Passo(testo func() string) {
	if p.w == nil {
		return
	}
	ora := p.adesso()
	if ora.Sub(p.scritto) < passoProgresso {
		return
	}
	p.scritto, p.aperta = ora, true
	fmt.Fprintf(p.w, "\r%s ", pulito.Testo(testo()))
}

// Interrompi ends the line, so that another can be written. It may be called any number of times.
func (p *Progresso) Interrompi() {
	if p.aperta {
		fmt.Fprintln(p.w)
		p.aperta = false
	}
}
