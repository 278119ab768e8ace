package deposito

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"time"

	"github.com/quietanza/quietanza/pendenza"
)

// tipoCreazione is the first event of every position: its body is the position as it was
// created.
const tipoCreazione = "Crea"

// Riga is a line of the log.
type Riga struct {
	Giro   int
	Quando time.Time
	Autore string
	Tipo   string // Crea, or the name of the event
	Corpo  []byte // JSON: the position as it was created, or the event
}

// Evento reads the event of a line; nil of that of the creation.
func (r *Riga) Evento() (pendenza.Evento, error) {
	if r.Tipo == tipoCreazione {
		return nil, nil
	}
	e, _, err := pendenza.LeggiEvento(r.Corpo, r.Quando)
	return e, err
}

// Registro returns the log of a position, from its creation on.
func (l lettore) Registro(ctx context.Context, k pendenza.Chiave) ([]Riga, error) {
	return raccogli(ctx, l.q, func(riga interface{ Scan(...any) error }) (Riga, error) {
		var r Riga
		var istante string
		err := riga.Scan(&r.Giro, &istante, &r.Autore, &r.Tipo, &r.Corpo)
		r.Quando = quando(istante)
		return r, err
	}, `SELECT giro, quando, autore, tipo, corpo FROM evento WHERE ida2a = $1 AND idpendenza = $2 ORDER BY giro`, k.IDA2A, k.IDPendenza)
}

// ErrDiversa is a position that its log does not lead to.
var ErrDiversa = errors.New("il registro non porta alla posizione che c'è")

// Rifai makes a position again from its log, and returns the number of its last line.
func (d *Deposito) Rifai(ctx context.Context, k pendenza.Chiave) (pendenza.Pendenza, int, error) {
	righe, err := d.Registro(ctx, k)
	if err != nil {
		return pendenza.Pendenza{}, 0, err
	}
	if len(righe) == 0 || righe[0].Tipo != tipoCreazione {
		return pendenza.Pendenza{}, 0, fmt.Errorf("%w: manca la riga della creazione", ErrDiversa)
	}
	inizio, _, err := pendenza.LeggiPendenza(righe[0].Corpo)
	if err != nil {
		return pendenza.Pendenza{}, 0, err
	}
	corso := inizio.Corso(d.opzioni.Pendenza)
	for i := range righe[1:] {
		r := &righe[i+1]
		if r.Giro != i+1 {
			return corso.Pendenza(), i, fmt.Errorf("%w: manca la riga %d", ErrDiversa, i+1)
		}
		e, err := r.Evento()
		if err == nil {
			_, err = corso.Applica(e)
		}
		if err != nil {
			return corso.Pendenza(), i, fmt.Errorf("riga %d: %w", r.Giro, err)
		}
	}
	return corso.Pendenza(), len(righe) - 1, nil
}

// Rigioca makes every position that is looked for again from its log, and yields the key of
// each, with an error for one that is not the one that is stored: ErrDiversa, or what kept
// it from being made. It is to be run while nothing moves.
func (d *Deposito) Rigioca(ctx context.Context, r Ricerca) iter.Seq2[pendenza.Chiave, error] {
	return func(resa func(pendenza.Chiave, error) bool) {
		for p, err := range d.Tutte(ctx, r) {
			if err != nil {
				resa(pendenza.Chiave{}, err)
				return
			}
			if !resa(p.Pendenza.Chiave(), d.confronta(ctx, p)) {
				return
			}
		}
	}
}

func (d *Deposito) confronta(ctx context.Context, p *Posizione) error {
	rifatta, giro, err := d.Rifai(ctx, p.Pendenza.Chiave())
	if err != nil {
		return err
	}
	if giro != p.Giro {
		return fmt.Errorf("%w: %d righe, %d mosse", ErrDiversa, giro, p.Giro)
	}
	// Both are read from their text, so that what a text cannot tell makes no difference.
	a, err := rigaPosizione(&rifatta)
	if err != nil {
		return err
	}
	b, err := rigaPosizione(&p.Pendenza)
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(a, b) {
		return ErrDiversa
	}
	return nil
}
