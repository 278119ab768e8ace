package archivi

import (
	"bytes"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/zippato"
	"github.com/quietanza/quietanza/internal/zippato/prova"
)

// TestCasi: an archive that is not what it seems tells it, document by document; what is read is whole.
func TestCasi(t *testing.T) {
	difetto := map[prova.Esito]error{
		prova.Ripetuto: zippato.ErrRipetuto, prova.Cifrato: zippato.ErrCifrato, prova.Contrario: zippato.ErrIntestazione, prova.Speciale: zippato.ErrSpeciale,
		prova.Guasto: errRotto, prova.Annidato: errAnnidato,
	}
	testi := map[string]bool{"primo documento": true, "secondo": true}
	for _, c := range prova.Casi("a.xml", "primo documento", "secondo") {
		t.Run(c.Nome, func(t *testing.T) {
			membri, err := Membri("z.zip", bytes.NewReader(c.Dati), Limiti{})
			switch c.Esito {
			case prova.Diverso:
				require.ErrorIs(t, err, errRotto)
				return
			case prova.Rifiutato:
				require.ErrorIs(t, err, zippato.ErrIndice)
				return
			}
			require.NoError(t, err)
			buoni := 0
			for _, m := range membri {
				f, err := m.Apri()
				var b []byte
				if err == nil {
					b, err = io.ReadAll(f)
					require.NoError(t, f.Close())
				}
				if err != nil {
					require.ErrorIs(t, err, difetto[c.Esito], m.Nome)
					continue
				}
				require.True(t, testi[string(b)], "%q", b)
				buoni++
			}
			require.Equal(t, c.Buoni, buoni)
			if c.Esito != prova.Letto && c.Esito != prova.Minuscolo {
				require.Less(t, buoni, len(membri), "nobody was told")
			}
		})
	}
}
