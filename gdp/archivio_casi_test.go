package gdp_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/internal/zippato/prova"
)

// TestArchivioCasi: an archive that is not what it seems is refused whole, before anything of it is read; what
// only the reading shows ends it with an error. Here a name means something: one with a path, of a folder, or equal to
// another but for case is refused too.
func TestArchivioCasi(t *testing.T) {
	codici := map[prova.Esito][]avviso.Codice{
		prova.Rifiutato: {gdp.CodiceZip}, prova.Diverso: {gdp.CodiceZip}, prova.Ripetuto: {gdp.CodiceNomeZip}, prova.Minuscolo: {gdp.CodiceNomeZip}, prova.Speciale: {gdp.CodiceNomeZip},
		prova.Cifrato: {gdp.CodiceZip}, prova.Contrario: {gdp.CodiceZip}, prova.Guasto: {gdp.CodiceZip}, prova.Annidato: {gdp.CodiceJSON},
	}
	cartelle := map[string]bool{"with a folder": true, "with a folder of the same name": true}
	const nome = "GDP_EC_77777777777_20200131_1"
	for _, c := range prova.Casi(nome+".json", rigaEsempio+"\n", rigaEsempio+"\n"+rigaEsempio+"\n") {
		t.Run(c.Nome, func(t *testing.T) {
			a, _, err := gdp.LeggiArchivio(nome+".zip", bytes.NewReader(c.Dati), int64(len(c.Dati)), gdp.Limiti{})
			if err == nil {
				l := leggi(a.LeggiEventi())
				if c.Esito == prova.Letto {
					require.Empty(t, l.Errori)
					require.Len(t, l.Eventi, 2*c.Buoni-1)
					return
				}
				require.NotEmpty(t, l.Errori, "nobody was told")
				err = l.Errori[len(l.Errori)-1]
				require.Contains(t, []prova.Esito{prova.Guasto, prova.Annidato}, c.Esito)
			}
			want := codici[c.Esito]
			if cartelle[c.Nome] {
				want = []avviso.Codice{gdp.CodiceNomeZip}
			}
			require.Contains(t, want, errore(t, err).Codice, "%v", err)
		})
	}
}
