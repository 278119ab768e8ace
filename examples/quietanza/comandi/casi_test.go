package comandi

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// casiCassa are the cases of examples/riconcilia/testdata/casi: what the documents of each folder are,
// how many movements they hold and how much.
var casiCassa = []struct {
	cartella, formato string
	movimenti         int
	totale            string // of the credits, reversals apart
}{
	{"ricevuta-mancante/giornale.xml", "OPI", 1, "412.60"},
	{"cbi-xml", "CBIXML", 2, "2367.85"},
	{"cbi-rh", "RH", 3, "2435.20"},
	{"camt-testo-aggiuntivo", "CAMT053", 2, "2367.85"},
	{"camt-in-blocco", "CAMT053", 2, "2367.85"},
	{"camt-due-giorni", "CAMT053", 3, "2435.20"},
	{"camt-end-to-end", "CAMT053", 1, "412.60"},
	{"camt-trn", "CAMT053", 1, "412.60"},
	{"camt-storno", "CAMT053", 2, "412.60"},
	{"mt940-stesso-numero", "MT940", 3, "2435.20"},
	{"mt940-ora-a-capo", "MT940", 2, "2367.85"},
	{"mt940-campi-60", "MT940", 2, "2367.85"},
	{"mt940-dollaro", "MT940", 3, "2435.20"},
	{"mt940-giorno-e-mese", "MT940", 3, "2435.20"},
	{"mt940-richiamo", "MT940", 2, "412.60"},
	{"opi-altro-progressivo", "OPI", 2, "412.60"},
	{"opi-storno-parziale", "OPI", 2, "412.60"},
	{"tesoreria", "TABELLA", 1, "412.60"},
	{"mt940-non-quadra", "MT940", 1, "73.15"},
}

func delCaso(nome string) string {
	return filepath.Join("..", "..", "riconcilia", "testdata", "casi", filepath.FromSlash(nome))
}

// documentiDelCaso returns the files of a case, each in base64.
func documentiDelCaso(t *testing.T, nome string) (documenti []string) {
	t.Helper()
	file := []string{delCaso(nome)}
	if s, err := os.Stat(file[0]); err == nil && s.IsDir() {
		file, err = filepath.Glob(filepath.Join(delCaso(nome), "*"))
		require.NoError(t, err)
	}
	for _, f := range file {
		b, err := os.ReadFile(f)
		require.NoError(t, err)
		documenti = append(documenti, base64.StdEncoding.EncodeToString(b))
	}
	return documenti
}

func TestCasiCassa(t *testing.T) {
	conti, err := os.ReadFile(delCaso("conti.json"))
	require.NoError(t, err)
	for _, c := range casiCassa {
		t.Run(c.cartella, func(t *testing.T) {
			viste := map[string]bool{}
			var totale avviso.Totale
			for _, d := range documentiDelCaso(t, c.cartella) {
				require.Contains(t, risponde(t, "riconosci", `{"base64":"`+d+`"}`), `"formato":"`+c.formato+`","leggibile":true`)
				var r struct {
					OK        bool
					Formato   string
					Movimenti []struct {
						Importo avviso.Importo
						Segno   string
						Storno  bool
						Chiave  string
					}
					Quadrature []struct{ Rilievi []string }
				}
				risposta := risponde(t, "cassa", `{"base64":"`+d+`","conti":`+strings.ReplaceAll(string(conti), "\n", "")+`,"dominio":"99999000047"}`)
				require.NoError(t, json.Unmarshal([]byte(risposta), &r))
				require.True(t, r.OK, risposta)
				require.Equal(t, c.formato, r.Formato)
				for _, m := range r.Movimenti {
					if !viste[m.Chiave] && m.Segno == "ENTRATA" && !m.Storno {
						totale.Aggiungi(m.Importo)
					}
					viste[m.Chiave] = true
				}
				if c.cartella == "mt940-non-quadra" {
					require.Equal(t, []string{"SALDO"}, r.Quadrature[0].Rilievi)
					require.Contains(t, risposta, "non quadra")
				}
			}
			require.Len(t, viste, c.movimenti)
			somma, err := totale.Importo()
			require.NoError(t, err)
			require.Equal(t, c.totale, somma.String())
		})
	}
}

func TestCasiDocumenti(t *testing.T) {
	avvisi := documentiDelCaso(t, "camt-avvisi")[0]
	require.Equal(t, `{"ok":true,"formato":"","leggibile":false,"messaggio":"camt.054, avvisi di accredito o addebito: serve l'estratto camt.053"}`+"\n", risponde(t, "riconosci", `{"base64":"`+avvisi+`"}`))
	require.Contains(t, risponde(t, "cassa", `{"base64":"`+avvisi+`"}`), "camt.054, avvisi di accredito o addebito: serve l'estratto camt.053")

	risposta := documentiDelCaso(t, "flusso-soap")[0]
	require.Contains(t, risponde(t, "riconosci", `{"base64":"`+risposta+`"}`), `"formato":"FLUSSO","leggibile":true`)
	flusso := risponde(t, "flusso", `{"base64":"`+risposta+`"}`)
	require.Contains(t, flusso, `"ok":true`)
	require.Contains(t, flusso, `"importoTotalePagamenti":"412.60"`)
	busta, err := base64.StdEncoding.DecodeString(risposta)
	require.NoError(t, err)
	testo, err := json.Marshal(string(busta))
	require.NoError(t, err)
	require.Equal(t, flusso, risponde(t, "flusso", `{"xml":`+string(testo)+`}`))
}

func TestCasiStorni(t *testing.T) {
	righe, err := os.ReadFile(delCaso("storni.jsonl"))
	require.NoError(t, err)
	attesi := []string{"A STORNATO, B STORNO", "A STORNATO, B STORNO, C STORNO", "A STORNATO, B STORNATO, C RESTITUZIONE", "A STORNO_DUBBIO, B NON_PAGOPA, C STORNO"}
	for i, riga := range strings.Split(strings.TrimSpace(string(righe)), "\n") {
		var r struct {
			Movimenti []struct{ ID, Classe string }
			Flussi    []struct{ Classe string }
			Pendenze  []struct {
				Classe        string
				Quietanzabile bool
			}
		}
		require.NoError(t, json.Unmarshal([]byte(risponde(t, "riconcilia", riga)), &r))
		var movimenti []string
		for _, m := range r.Movimenti {
			movimenti = append(movimenti, m.ID+" "+m.Classe)
		}
		require.Equal(t, attesi[i], strings.Join(movimenti, ", "))
		require.Equal(t, "ACCREDITO_STORNATO", r.Flussi[0].Classe)
		require.NotEqual(t, "INCASSATA", r.Pendenze[0].Classe)
		require.False(t, r.Pendenze[0].Quietanzabile)
	}
}

func TestCasiMembri(t *testing.T) {
	righe, err := os.ReadFile(delCaso("membri.jsonl"))
	require.NoError(t, err)
	for riga := range strings.SplitSeq(strings.TrimSpace(string(righe)), "\n") {
		require.Contains(t, risponde(t, "nav", riga), `"codice":"RICHIESTA"`)
	}
}
