package main

import (
	"context"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/pendenza"
)

// richiama fires the callbacks of the host along the move that Applica made, and the
// one that followed by itself. It runs after the transaction: what must not be lost is in
// the queue, not here.
func richiama(ctx context.Context, mossa *pendenza.Mossa, callback fsm.Callbacks) error {
	for m := mossa; m != nil && m.Passaggio != 0; m = m.Poi {
		macchina, err := pendenza.NuovaMacchina(m.Da, &m.Contesto, callback)
		if err != nil {
			return err
		}
		if err := pendenza.Lancia(ctx, macchina, m.Passaggio); err != nil {
			return err
		}
	}
	return nil
}
