package automa_test

import (
	"errors"
	"testing"

	"github.com/quietanza/quietanza/internal/automa"
	"github.com/quietanza/quietanza/internal/nomi"
)

// The machine of these tests: the turnstile of an underground station.

type stato uint8

const (
	chiuso stato = iota + 1
	aperto
	guasto
	dismesso
)

type evento uint8

const (
	oblitera evento = iota + 1
	transita
	ripara
	rompi
	dismetti
	lampeggia // declared for every turnstile; this one has no lamp and no row
)

// biglietto is the data the guards look at.
type biglietto struct {
	corse   int
	tecnico bool
}

var (
	errNome     = errors.New("no such name")
	errEsaurito = errors.New("no rides left")
	errTecnico  = errors.New("only a technician may")

	nomiStato  = nomi.Nuova[stato](func(string) error { return errNome }, "CHIUSO", "APERTO", "GUASTO", "DISMESSO")
	nomiEvento = nomi.Nuova[evento](func(string) error { return errNome },
		"Oblitera", "Transita", "Ripara", "Rompi", "Dismetti", "Lampeggia")

	haCorse = &automa.Guardia[biglietto]{Nome: "haCorse", Ok: func(b *biglietto) error {
		if b.corse < 1 {
			return errEsaurito
		}
		return nil
	}}
	eTecnico = &automa.Guardia[biglietto]{Nome: "eTecnico", Ok: func(b *biglietto) error {
		if !b.tecnico {
			return errTecnico
		}
		return nil
	}}
)

func (s stato) String() string  { return nomiStato.String(s) }
func (e evento) String() string { return nomiEvento.String(e) }

type (
	riga        = automa.Riga[stato, evento, biglietto]
	definizione = automa.Definizione[stato, evento, biglietto]
)

const manuale = "Manuale del tornello, §3"

func tornello() definizione {
	return definizione{
		Nome:     "tornello",
		Stati:    nomiStato.Tutti(),
		Eventi:   nomiEvento.Tutti(),
		Iniziali: []stato{chiuso},
		Righe: []riga{
			{Da: []stato{chiuso}, Evento: oblitera, A: aperto, Guardia: haCorse, Fonte: manuale},
			{Da: []stato{chiuso}, Evento: rompi, A: guasto, Fonte: manuale},
			{Da: []stato{aperto}, Evento: oblitera, Resta: true, Guardia: haCorse, Fonte: manuale},
			{Da: []stato{aperto}, Evento: transita, A: chiuso, Fonte: manuale},
			{Da: []stato{aperto, guasto}, Evento: rompi, A: guasto, Fonte: manuale},
			{Da: []stato{guasto}, Evento: ripara, A: chiuso, Guardia: eTecnico, Fonte: manuale},
			{Da: []stato{guasto}, Evento: dismetti, A: dismesso, Guardia: eTecnico, Fonte: manuale},
		},
	}
}

var mTornello = automa.Nuova(tornello())

// errTornello is the error a room builds for its callers.
type errTornello struct {
	motivo        automa.Motivo
	stato, evento string
	err           error
}

func (e *errTornello) Error() string { return "tornello: " + e.evento + " in " + e.stato }
func (e *errTornello) Unwrap() error { return e.err }

var mTradotta = automa.Nuova(func() definizione {
	d := tornello()
	d.Errore = func(r automa.Rifiuto) error {
		return &errTornello{r.Motivo, r.Campo(), r.Valore(), r.Causa}
	}
	return d
}())

// rifiuto returns the refusal inside an error.
func rifiuto(t *testing.T, err error) *automa.Rifiuto {
	t.Helper()
	var r *automa.Rifiuto
	if !errors.As(err, &r) {
		t.Fatalf("no refusal: %v", err)
	}
	return r
}
