package deposito_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/deposito/prova"
)

func TestPratica(t *testing.T) {
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		ctx := t.Context()
		var p *deposito.Pratica
		require.NoError(t, d.Insieme(ctx, "prova", func(tx *deposito.Tx) (err error) {
			_, err = tx.Pratica(ctx, deposito.PraticaPagamento, "1")
			require.ErrorIs(t, err, deposito.ErrAssente)
			p, err = tx.ApriPratica(ctx, deposito.PraticaPagamento, "1", "GEST", map[string]int{"n": 1})
			return err
		}))
		err := d.Insieme(ctx, "prova", func(tx *deposito.Tx) error {
			_, err := tx.ApriPratica(ctx, deposito.PraticaPagamento, "1", "ALTRA", "")
			return err
		})
		require.ErrorIs(t, err, deposito.ErrEsiste)
		vecchia := *p
		require.NoError(t, d.Insieme(ctx, "prova", func(tx *deposito.Tx) error { return tx.ScriviPratica(ctx, p, map[string]int{"n": 2}) }))
		err = d.Insieme(ctx, "prova", func(tx *deposito.Tx) error { return tx.ScriviPratica(ctx, &vecchia, "") })
		require.ErrorIs(t, err, deposito.ErrContesa)
		letta, err := d.Pratica(ctx, deposito.PraticaPagamento, "1")
		require.NoError(t, err)
		var m map[string]int
		require.NoError(t, letta.Leggi(&m))
		require.Equal(t, map[string]int{"n": 2}, m)
		n, err := d.ContaPratiche(ctx, deposito.PraticaPagamento, "GEST")
		require.NoError(t, err)
		require.Equal(t, 1, n)
		tutte, err := d.Pratiche(ctx, deposito.PraticaPagamento, "GEST", 0, 10)
		require.NoError(t, err)
		require.Len(t, tutte, 1)
		nessuna, err := d.Pratiche(ctx, deposito.PraticaPagamento, "ALTRA", 0, 10)
		require.NoError(t, err)
		require.Empty(t, nessuna)
	})
}
