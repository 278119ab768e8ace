package carta_test

import (
	"bytes"
	"image/png"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/stampa/carta"
)

// TestCodici: the codes as images, read by programs that are nobody's here.
func TestCodici(t *testing.T) {
	a := vattelapesca(t, "1500.00", 0, contoPostale)
	a.Ente.GLN = avviso.MustGLN("8088888012348")
	d, _, err := carta.Prepara(a, carta.Scelte{})
	require.NoError(t, err)
	s, err := a.Sezione(a.Rate[0])
	require.NoError(t, err)
	codici, err := d.Codici("png")
	require.NoError(t, err)
	require.Len(t, codici, 3)
	for i, c := range []struct{ nome, programma, opzione, testo string }{
		{"00429440068_301000000000000144_qr.png", "zbarimg", "-Sqrcode.enable", s.QRCode},
		// GS1 General Specifications: 415 and the GLN, 8020 and the notice, 3902 and the cents.
		{"00429440068_301000000000000144_barre.png", "zbarimg", "-Scode128.enable", "4158088888012348" + "8020301000000000000144" + "3902150000"},
		{"00429440068_301000000000000144_datamatrix.png", "dmtxread", "-N1", s.Bollettino.DataMatrix},
	} {
		require.Equal(t, c.nome, codici[i].Nome)
		m, err := png.Decode(bytes.NewReader(codici[i].Contenuto))
		require.NoError(t, err)
		if _, err := exec.LookPath(c.programma); err != nil {
			continue
		}
		testo := ""
		if c.programma == "zbarimg" {
			testo = leggeDa(t, m, "zbarimg", "-q", "--raw", c.opzione)
		} else {
			testo = leggeDa(t, m, c.programma, c.opzione)
		}
		require.Equal(t, c.testo, strings.Trim(strings.ReplaceAll(testo, "\x1d", ""), "\n"), c.nome)
	}
	svg, err := d.Codici("svg")
	require.NoError(t, err)
	for _, c := range svg {
		require.Contains(t, string(c.Contenuto), `role="img"`)
		require.Contains(t, string(c.Contenuto), "del codice avviso 3010 0000 0000 0001 44</title>")
	}
}
