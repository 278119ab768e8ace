package avviso_test

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

const inChiaro = "Zx7segreto, lungo piu' di una parola"

type custodi struct {
	Visibile  avviso.Segreto
	nascosto  avviso.Segreto
	Puntato   *avviso.Segreto
	puntatore *avviso.Segreto
}

func custodisci(testo string) custodi {
	s := avviso.NuovoSegreto(testo)
	return custodi{s, s, &s, &s}
}

func nonMostra(t *testing.T, scritto, dove string) {
	t.Helper()
	scritto = strings.ToLower(scritto)
	for _, spia := range []string{"zx7", hex.EncodeToString([]byte("Zx7")), "5a 78 37", "90 120 55", "0x5a, 0x78"} {
		require.NotContains(t, scritto, spia, dove)
	}
}

func TestSegretoNeverPrints(t *testing.T) {
	d := custodisci(inChiaro)
	g := d.Visibile
	for _, v := range []any{g, &g, d, &d, []custodi{d}, map[string]*custodi{"a": &d}, struct{ X *custodi }{&d}} {
		for _, verbo := range "vsqxXdcUotbegp" {
			for _, formato := range []string{"%", "%+", "%#", "% ", "%-12", "%.3"} {
				nonMostra(t, fmt.Sprintf(formato+string(verbo), v), formato+string(verbo))
			}
		}
		b, err := json.Marshal(v)
		require.NoError(t, err)
		nonMostra(t, string(b), "JSON")
	}
	require.Equal(t, "********", fmt.Sprintf("%q", g))
	require.Equal(t, "avviso.Segreto(********)", fmt.Sprintf("%#v", g))
}

// What walks a value by reflection asks no method.
func TestSegretoInDifferences(t *testing.T) {
	d, altro := custodisci(inChiaro), custodisci("Zx7altro")
	tutti := cmp.Exporter(func(reflect.Type) bool { return true })
	nonMostra(t, cmp.Diff(d, altro, tutti), "cmp")
	require.Empty(t, cmp.Diff(d, custodisci(inChiaro), tutti))
	var detto raccolto
	require.False(t, assert.Equal(&detto, d, altro))
	require.NotEmpty(t, detto)
	nonMostra(t, string(detto), "testify")
	require.Equal(t, d, custodisci(inChiaro))
}

// raccolto keeps what a failed assertion says.
type raccolto string

func (r *raccolto) Errorf(formato string, a ...any) { *r += raccolto(fmt.Sprintf(formato, a...)) }

func TestSegreto(t *testing.T) {
	for _, testo := range []string{"", "a", "a\x00", "\x00\x00\x00\x00\x00\x00\x00\x00", inChiaro, "\xff"} {
		s := avviso.NuovoSegreto(testo)
		require.Equal(t, testo, s.Rivela())
		require.Equal(t, "x"+testo, string(s.AppendRivelato([]byte("x"))))
		require.Equal(t, testo != "", s.IsValid())
		require.Equal(t, testo != "", s.Uguale(testo), "nothing equals a secret that was not given")
		require.False(t, s.Uguale(testo+"x"))
		require.True(t, s == avviso.NuovoSegreto(strings.Clone(testo)))
		require.False(t, s == avviso.NuovoSegreto("altro"))
	}
	s := avviso.NuovoSegreto(inChiaro)
	b, err := s.MarshalText()
	require.NoError(t, err)
	require.ErrorIs(t, s.UnmarshalText(b), avviso.ErrSegreto, "stars are never read back as a secret")
	require.Equal(t, inChiaro, s.Rivela())
	require.NoError(t, s.UnmarshalText([]byte("p")))
	require.Equal(t, "p", s.Rivela())
}
