package cassa_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// A document that is not there is an error, and a movement that is not there none.
func TestNullo(t *testing.T) {
	n := 0
	for _, g := range []*cassa.Giornale{nil, {}} {
		for _, err := range g.Movimenti() {
			require.ErrorIs(t, err, avviso.ErrNullo)
			n++
		}
		for _, err := range g.LeggiMovimenti() {
			require.ErrorIs(t, err, avviso.ErrNullo)
			n++
		}
		require.Empty(t, g.Ignorati())
	}
	for _, e := range []*cassa.Estratto{nil, {}} {
		for _, err := range e.Movimenti() {
			require.ErrorIs(t, err, avviso.ErrNullo)
			n++
		}
		require.Empty(t, e.Ignorati())
	}
	require.Equal(t, 6, n)
	var v *cassa.Voce
	require.Equal(t, cassa.UsoIgnorato, v.Uso())
	_, ok := v.Movimento(cassa.Intestazione{})
	require.False(t, ok)
	require.Empty(t, v.Provvisori(cassa.Intestazione{}))
}
