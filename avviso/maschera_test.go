package avviso_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

func TestMaschera(t *testing.T) {
	t.Parallel()
	require.Equal(t, "debitore TST************* di 12345678903", avviso.Maschera("debitore TSTPNI70D01L219V di 12345678903"))
}
