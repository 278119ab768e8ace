package accesso_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/bcrypt"

	"github.com/quietanza/quietanza/examples/gateway/accesso"
)

func TestGiusta(t *testing.T) {
	impronta, err := bcrypt.GenerateFromPassword([]byte("uno"), bcrypt.MinCost)
	require.NoError(t, err)
	var a accesso.Accesso
	for range 2 { // remembered, or not
		require.True(t, a.Giusta(string(impronta), "uno"))
		require.False(t, a.Giusta(string(impronta), "due"))
		require.False(t, a.Giusta(string(impronta), ""))
		require.False(t, a.Giusta("", "nessuno"), "the password of nobody is not one")
	}
}
