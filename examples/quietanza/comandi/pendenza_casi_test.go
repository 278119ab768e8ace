package comandi

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// caso is a document of testdata.
func caso(t *testing.T, nome string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "pendenza", nome))
	require.NoError(t, err)
	return strings.TrimSpace(string(b))
}

// richiesta is a request of some members.
func richiesta(t *testing.T, membri map[string]any) string {
	t.Helper()
	b, err := json.Marshal(membri)
	require.NoError(t, err)
	return string(b)
}

// TestCasiPendenza reads positions as GovPay takes or refuses them: what is
// expected of a line is its id.
func TestCasiPendenza(t *testing.T) {
	for riga := range strings.Lines(caso(t, "pendenze.jsonl")) {
		risposta := rispostaA(t, "pendenza-valida", strings.TrimSpace(riga))
		var r struct {
			ID         string
			OK, Valida bool
			Violazioni []violazione
		}
		require.NoError(t, json.Unmarshal([]byte(risposta), &r))
		t.Run(r.ID, func(t *testing.T) {
			require.True(t, r.OK)
			if strings.HasSuffix(r.ID, ": valid") {
				require.True(t, r.Valida, risposta)
				return
			}
			_, nome, ok := strings.Cut(r.ID, ": refused, naming ")
			require.True(t, ok)
			require.False(t, r.Valida)
			require.Len(t, r.Violazioni, 1)
			if nome == "SOMMA" {
				require.Equal(t, nome, string(r.Violazioni[0].Codice))
				return
			}
			require.True(t, strings.HasSuffix(r.Violazioni[0].Campo, "."+nome), risposta)
		})
	}
}

// TestCasiNumeri: numbers where texts belong.
func TestCasiNumeri(t *testing.T) {
	testo := strings.ReplaceAll(caso(t, "pendenza-numeri.json"), "\n", " ")
	require.Contains(t, rispostaA(t, "pendenza-valida", testo), `"valida":false,"violazioni":[{"campo":"idDominio","codice":"PATTERN"`)
	testo = strings.TrimSuffix(testo, "}") + `,"modo":"tollerante"}`
	risposta := rispostaA(t, "pendenza-valida", testo)
	require.Contains(t, risposta, `"valida":true,"violazioni":[],"avvertenze":[{"campo":"idDominio","codice":"TIPO"`)
	require.Contains(t, risposta, `{"campo":"soggettoPagatore.cap","codice":"TIPO"`)
}

// TestCasiTracciato: accounts in a file, and a row with an unknown member.
func TestCasiTracciato(t *testing.T) {
	testo := caso(t, "tracciato-contabilita.json")
	require.Contains(t, rispostaA(t, "tracciato", richiesta(t, map[string]any{"formato": "json", "contenuto": testo})),
		`"stato":"CARICAMENTO_OK","totali":2,"eseguite":2,"fallite":0`)
	testo = strings.Replace(testo, `"idPendenza": "AREA",`, `"idPendenza": "AREA", "pippo": 1,`, 1)
	risposta := rispostaA(t, "tracciato", richiesta(t, map[string]any{"formato": "json", "contenuto": testo}))
	require.Contains(t, risposta, `"totali":2,"eseguite":1,"fallite":1`)
	require.Contains(t, risposta, `"violazioni":[{"codice":"MEMBRO","campo":"pippo","messaggio":"membro sconosciuto"}]`)
	risposta = rispostaA(t, "tracciato", richiesta(t, map[string]any{"formato": "json", "contenuto": testo, "modo": "tollerante"}))
	require.Contains(t, risposta, `"eseguite":2,"fallite":0`)
	require.Contains(t, risposta, `"avvertenze":[{"codice":"MEMBRO","campo":"pippo"`)
}

// TestCasiHost: the wrong creditor of an item is in the way, the phone is not.
func TestCasiHost(t *testing.T) {
	testo := caso(t, "risposta-host.json")
	risposta := rispostaA(t, "risposta-host", richiesta(t, map[string]any{"json": json.RawMessage(testo)}))
	require.Contains(t, risposta, `"usabile":false,"violazioni":[{"campo":"pendenza.voci[1].idDominio","codice":"PATTERN"`)
	require.Contains(t, risposta, `"avvertenze":[{"campo":"pendenza.soggettoPagatore.cellulare"`)
	testo = strings.Replace(testo, `"143681993854"`, `"14368199385"`, 1)
	risposta = rispostaA(t, "risposta-host", richiesta(t, map[string]any{"json": json.RawMessage(testo)}))
	require.Contains(t, risposta, `"usabile":true`)
	require.Contains(t, risposta, `"contabilita":{"quote":[{"capitolo":"8730","annoEsercizio":2030,"importo":"1746.00"}]}`)
	require.Contains(t, rispostaA(t, "risposta-host", richiesta(t, map[string]any{"json": json.RawMessage(testo), "modo": "rigoroso"})), `"usabile":false`)
}

// TestTracciatoMappato: a file of another shape, whose columns are data.
func TestTracciatoMappato(t *testing.T) {
	const mappatura = `{"separatore":";","campi":{"idA2A":{"valore":"GEST"},"idPendenza":{"colonna":"COD"},"idDominio":{"valore":"12345678903"},"causale":{"colonna":"DESC"},` +
		`"importo":{"colonna":"EUR","formato":"1.234,56"},"voci[0].idVocePendenza":{"valore":"1"},"voci[0].importo":{"colonna":"EUR","formato":"1.234,56"},` +
		`"voci[0].descrizione":{"colonna":"DESC"},"voci[0].codEntrata":{"valore":"TARI"}}}`
	chiedi := func(contenuto string) string {
		return rispostaA(t, "tracciato", richiesta(t, map[string]any{"formato": "csv", "contenuto": contenuto, "mappatura": json.RawMessage(mappatura)}))
	}
	risposta := chiedi("COD;DESC;EUR\nP1;TARI;1.250,50\nP2;TARI;12,5,0\n")
	require.Contains(t, risposta, `"totali":2,"eseguite":1,"fallite":1`)
	require.Contains(t, risposta, `"violazioni":[{"codice":"PATTERN","campo":"importo"`)
	require.Contains(t, chiedi("COD;DESC\nP1;TARI\n"), `"stato":"VALIDAZIONE_KO","totali":0,"eseguite":0,"fallite":0,"descrizione":"tracciato: COLONNE EUR (riga 1)`)
	require.Contains(t, rispostaA(t, "tracciato", `{"formato":"csv","contenuto":"x","mappatura":{"campi":{"boh":{"colonna":0}}}}`), `"codice":"MAPPATURA"`)
}
