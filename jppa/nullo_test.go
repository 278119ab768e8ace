package jppa_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
)

// A pointer to nothing is an error, or is as empty.
func TestNothingIsRefused(t *testing.T) {
	var c *jppa.Configurazione
	var r *jppa.ConfigurazioneREST
	var d *jppa.Documento
	_, errEmail := jppa.ComponiEmail(c, jppa.Tracciato{})
	_, errEmailREST := jppa.ComponiEmailREST(r, jppa.Tracciato{}, "", avviso.DataOra{})
	_, errDocumento := d.RicevutaTelematica()
	_, errArchivio := jppa.RispondiRecuperaRT(jppa.RichiestaRecuperaRT{}, "", adesso, nil)
	for _, err := range []error{c.Valida(), r.Valida(), errEmail, errEmailREST, errDocumento, errArchivio} {
		require.ErrorIs(t, err, avviso.ErrNullo)
		rilievo, ok := avviso.RilievoDi(err)
		require.True(t, ok)
		require.Equal(t, avviso.CodiceNullo, rilievo.Codice)
	}
	require.Len(t, c.Violazioni(), 1)
	require.Len(t, r.Violazioni(), 1)
	require.False(t, c.Attivo())
	require.False(t, c.ConAllegato())
	require.Empty(t, d.CCP())
	require.Empty(t, d.Esito())
}
