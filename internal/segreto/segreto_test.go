package segreto_test

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/segreto"
)

const testo = "Zx7segreto"

// Guardato is a type as the rooms make them.
type Guardato struct{ t segreto.Testo }

func (g Guardato) Format(f fmt.State, verb rune) { segreto.Scrivi(f, verb, "Guardato(********)") }

type dentro struct {
	Visibile  Guardato
	nascosto  Guardato
	Puntato   *Guardato
	puntatore *Guardato
}

func TestNothingPrints(t *testing.T) {
	g := Guardato{segreto.Nuovo(testo)}
	d := dentro{g, g, &g, &g}
	for _, v := range []any{g, &g, d, &d, []dentro{d}, map[string]*dentro{"a": &d}, struct{ X *dentro }{&d}, g.t, &g.t} {
		for _, verbo := range "vsqxXdcUotbegp" {
			for _, formato := range []string{"%", "%+", "%#", "% ", "%-12", "%.3"} {
				scritto := strings.ToLower(fmt.Sprintf(formato+string(verbo), v))
				for _, spia := range []string{"zx7", hex.EncodeToString([]byte("Zx7")), "5a 78 37", "90 120 55", "0x5a"} {
					require.NotContains(t, scritto, spia, formato+string(verbo))
				}
			}
		}
		b, err := json.Marshal(v)
		require.NoError(t, err)
		require.NotContains(t, string(b), "Zx7")
	}
	require.Equal(t, "********", fmt.Sprintf("%q", g))
	require.Equal(t, "Guardato(********)", fmt.Sprintf("%#v", g))
}

func TestTesto(t *testing.T) {
	require.Equal(t, testo, segreto.Nuovo(testo).Valore())
	require.Empty(t, segreto.Testo{}.Valore())
	require.Equal(t, segreto.Testo{}, segreto.Nuovo(""))
	require.True(t, segreto.Nuovo(testo) == segreto.Nuovo(strings.Clone(testo)))
	require.False(t, segreto.Nuovo(testo) == segreto.Nuovo("altro"))
}
