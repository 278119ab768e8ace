// Package macchine lists the machines of the library, as their rooms export
// them: for the programs that show them and for the tests of the house. It stands
// above the rooms, and none of them imports it.
package macchine

import (
	"slices"

	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/pendenza/tracciato"
	"github.com/quietanza/quietanza/piemontepay"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Macchina is one machine.
type Macchina struct {
	Nome   string // by which it is asked for, unique here
	Stanza string // package that declares it
	// Diagramma is the export of the package, in a format of it, with the states
	// of these names highlighted.
	Diagramma func(formato string, stati ...string) (string, error)
}

// Tutte are the machines, in the order of the course of a payment.
var Tutte = []Macchina{
	{"pendenza", "pendenza", conNomi(pendenza.ParseStato, pendenza.Diagramma)},
	{"tracciato", "pendenza/tracciato", conNomi(tracciato.ParseStato, tracciato.Diagramma)},
	{"sessione", "pendenza/sessione", conNomi(sessione.ParseCodiceStato, sessione.Diagramma)},
	{"rpt", "rpt", conNomi(rpt.ParseStatoRpt, rpt.DiagrammaRpt)},
	{"nodo", "rpt/nodo", conNomi(nodo.ParseStato, nodo.Diagramma)},
	{"incasso", "gdp", conNomi(gdp.ParseStatoIncasso, gdp.DiagrammaIncasso)},
	{"posizione", "gdp", conNomi(gdp.ParseStatoPosizione, gdp.DiagrammaPosizione)},
	{"acquisizione", "rendicontazione/flusso", conNomi(flusso.ParseStatoAcquisizione, flusso.DiagrammaAcquisizione)},
	{"notifica", "jppa", conNomi(jppa.ParseStatoNotifica, jppa.DiagrammaNotifica)},
	{"jppa-tracciato", "jppa", conNomi(jppa.ParseStatoTracciato, jppa.DiagrammaTracciato)},
	{"tentativo", "piemontepay", conNomi(piemontepay.ParseStato, piemontepay.Diagramma)},
}

// Di returns the machine of a name.
func Di(nome string) (Macchina, bool) {
	i := slices.IndexFunc(Tutte, func(m Macchina) bool { return m.Nome == nome })
	if i < 0 {
		return Macchina{}, false
	}
	return Tutte[i], true
}

// conNomi is a diagram whose states are told by name.
func conNomi[S any](parse func(string) (S, error), diagramma func(string, ...S) (string, error)) func(string, ...string) (string, error) {
	return func(formato string, nomi ...string) (string, error) {
		stati := make([]S, len(nomi))
		for i, n := range nomi {
			var err error
			if stati[i], err = parse(n); err != nil {
				return "", err
			}
		}
		return diagramma(formato, stati...)
	}
}

// Stati returns the names of the states and of the events that have a row, in
// the order of the export: initial state, states and events as XState knows them.
func (m Macchina) Stati() (iniziale string, stati, eventi []string, err error) {
	testo, err := m.Diagramma("xstate")
	if err != nil {
		return "", nil, nil, err
	}
	for nome, v := range membri.Di(testo) {
		switch nome {
		case "initial":
			iniziale, _ = membri.Testo(v)
		case "states":
			for stato, dentro := range membri.Di(v) {
				stati = append(stati, stato)
				eventi = aggiungiEventi(eventi, dentro)
			}
		}
	}
	return iniziale, stati, eventi, nil
}

// aggiungiEventi adds the events that leave a state, each once.
func aggiungiEventi(eventi []string, stato string) []string {
	for membro, righe := range membri.Di(stato) {
		if membro != "on" {
			continue
		}
		for e := range membri.Di(righe) {
			if !slices.Contains(eventi, e) {
				eventi = append(eventi, e)
			}
		}
	}
	return eventi
}
