package main

import (
	"fmt"
	"io"
	"time"
)

// progresso tells on a terminal how far a long reading has come.
type progresso struct {
	w       io.Writer // nil when there is nobody to tell
	adesso  func() time.Time
	inizio  time.Time
	scritto time.Time
}

// attesa is how long a reading lasts before it says anything, and between two lines.
const attesa = 2 * time.Second

func nuovoProgresso(amb ambiente) *progresso {
	p := &progresso{adesso: amb.adesso}
	if amb.terminale {
		p.w = amb.errori
		p.inizio = p.adesso()
		p.scritto = p.inizio
	}
	return p
}

func (p *progresso) passo(fatti, tutti int) {
	if p.w == nil {
		return
	}
	if ora := p.adesso(); ora.Sub(p.scritto) >= attesa {
		p.scritto = ora
		fmt.Fprintf(p.w, "\rletti %d documenti di %d", fatti, tutti)
	}
}

func (p *progresso) fine() {
	if p.w != nil && p.scritto != p.inizio {
		fmt.Fprintln(p.w)
	}
}
