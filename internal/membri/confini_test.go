package membri_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/membri"
)

// What stands first in a text is escaped as what stands inside (RFC 8259, §7).
func TestAppendTestoDallInizio(t *testing.T) {
	for s, want := range map[string]string{
		"": `""`, "\n": `"\n"`, "\x01": `"\u0001"`, `\`: `"\\"`, `"`: `"\""`, "\u2028": `"\u2028"`, "\xff": `"` + "\ufffd" + `"`, "\x80": `"` + "\ufffd" + `"`,
		"\x7f": `"` + "\x7f" + `"`, "\n \x1f": `"\n \u001f"`, " a": `" a"`, "è ": `"è "`,
	} {
		require.Equal(t, want, string(membri.AppendTesto(nil, s)), "%q", s)
	}
}

// A list ends where a value is missing; nothing is no object.
func TestNiente(t *testing.T) {
	require.Empty(t, elementi(`[,1]`))
	require.ErrorIs(t, membri.Oggetto("", nil, membri.Regole{}), membri.ErrTipo)
	require.ErrorIs(t, membri.Oggetto(" ", nil, membri.Regole{}), membri.ErrTipo)
}

// Of a hundred members each may stand once, and none may be missing.
func TestMoltiCampiUnaVolta(t *testing.T) {
	valori := make([]int, 100)
	var campi []membri.Campo
	var testi []string
	for i := range valori {
		nome := strings.Repeat("x", i+1)
		campi = append(campi, membri.Campo{Nome: nome, Dove: &valori[i], Obbligatorio: true})
		testi = append(testi, `"`+nome+`":1`)
	}
	tutti := strings.Join(testi, ",")
	for i, uno := range testi {
		require.ErrorIs(t, membri.Oggetto("{"+tutti+","+uno+"}", campi, membri.Regole{}), membri.ErrRipetuto, i)
		senza := strings.Join(append(append([]string{}, testi[:i]...), testi[i+1:]...), ",")
		require.ErrorIs(t, membri.Oggetto("{"+senza+"}", campi, membri.Regole{}), membri.ErrAssente, i)
	}
}
