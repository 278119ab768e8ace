package pendenza_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/pendenza"
)

// TestPassaggi: every step of the list has a row in the table.
func TestPassaggi(t *testing.T) {
	for x := range pendenza.Passaggi() {
		righe := 0
		for s := range pendenza.Stati() {
			if _, ok := pendenza.Passo(s, x); ok {
				righe++
			}
		}
		require.NotZero(t, righe, "%v", x)
	}
}

// TestTassonomiaAvviso: the subjects of GovPay are the ones that a position may
// have.
func TestTassonomiaAvviso(t *testing.T) {
	difetti := func(tassonomia string) (n int) {
		p := con(pendenza.NonEseguita)
		p.TassonomiaAvviso = tassonomia
		for _, v := range p.Violazioni() {
			if v.Campo == "tassonomiaAvviso" {
				n++
			}
		}
		return n
	}
	for _, x := range []string{
		"Cartelle esattoriali", "Diritti e concessioni", "Imposte e tasse", "IMU, TASI e altre tasse comunali",
		"Ingressi a mostre e musei", "Multe e sanzioni amministrative", "Previdenza e infortuni",
		"Servizi erogati dal comune", "Servizi erogati da altri enti", "Servizi scolastici", "Tassa automobilistica",
		"Ticket e prestazioni sanitarie", "Trasporti, mobilità e parcheggi",
	} {
		require.Zero(t, difetti(x), x)
	}
	require.Equal(t, 1, difetti("Altro"))
}
