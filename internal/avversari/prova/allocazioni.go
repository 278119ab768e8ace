package prova

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Porta is a door of a package: its name, and a call of it.
type Porta struct {
	Nome   string
	Chiama func()
}

// SenzaAllocare requires that the doors allocate nothing, not even once in two
// hundred calls.
func SenzaAllocare(t *testing.T, porte ...Porta) {
	t.Helper()
	for _, p := range porte {
		t.Run(p.Nome, func(t *testing.T) { require.Zero(t, testing.AllocsPerRun(200, p.Chiama)) })
	}
}
