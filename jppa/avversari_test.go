package jppa_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/jppa"
)

// TestMessaggiAvversi gives every reader of XML documents made to exhaust it.
func TestMessaggiAvversi(t *testing.T) {
	prova.SenzaRace(t)
	tests := []struct {
		nome, buono string
		leggi       func([]byte) error
	}{
		{"ParseRichiestaInviaEsito", inviaRichiesta, func(b []byte) error { _, err := jppa.ParseRichiestaInviaEsito(b); return err }},
		{"LeggiRichiestaInviaEsito", inviaRichiesta, func(b []byte) error { _, _, err := jppa.LeggiRichiestaInviaEsito(b); return err }},
		{"ParseRispostaInviaEsito", inviaRisposta, func(b []byte) error { _, err := jppa.ParseRispostaInviaEsito(b); return err }},
		{"LeggiRispostaInviaEsito", inviaRisposta, func(b []byte) error { _, _, err := jppa.LeggiRispostaInviaEsito(b); return err }},
		{"ParseRichiestaRecuperaRT", recuperaRichiesta, func(b []byte) error { _, err := jppa.ParseRichiestaRecuperaRT(b); return err }},
		{"LeggiRichiestaRecuperaRT", recuperaRichiesta, func(b []byte) error { _, _, err := jppa.LeggiRichiestaRecuperaRT(b); return err }},
		{"ParseRispostaRecuperaRT", recuperaRisposta, func(b []byte) error { _, err := jppa.ParseRispostaRecuperaRT(b); return err }},
		{"LeggiRispostaRecuperaRT", recuperaRisposta, func(b []byte) error { _, _, err := jppa.LeggiRispostaRecuperaRT(b); return err }},
	}
	for i, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			prova.Rifiutati(t, prova.AttacchiXML(t, []byte(tt.buono), i == 0), 24*prova.Mega, tt.leggi, func(t *testing.T, err error) {
				var e *jppa.Errore
				require.ErrorAs(t, err, &e)
			})
		})
	}
	t.Run("LeggiRispostaHTTP", func(t *testing.T) {
		prova.Rifiutati(t, prova.AttacchiXML(t, []byte(inviaRisposta), false), 24*prova.Mega,
			func(b []byte) error { _, _, err := jppa.LeggiRispostaHTTP(200, b); return err },
			func(t *testing.T, err error) { require.ErrorIs(t, err, jppa.ErrInvio) })
	})
	t.Run("inner XML", func(t *testing.T) {
		for _, dettaglio := range []string{
			strings.Repeat("<a>", 100_000), "<!DOCTYPE a>" + recuperaDettaglio, recuperaDettaglio + "<a/>", "<a>" + strings.Repeat("<b/>", 200_000) + "</a>",
		} {
			dati := []byte(bustaDi("RecuperaRTRichiesta", "/external", `<operazione>RecuperaRT</operazione><identificativoDominio>01234567890</identificativoDominio><dataOperazione>2024-03-08T09:00:00.000+01:00</dataOperazione><version>1.0</version>`, "xmlDettaglioRichiesta", dettaglio))
			var err error
			n := prova.Assegnati(func() { _, err = jppa.ParseRichiestaRecuperaRT(dati) })
			var e *jppa.Errore
			require.ErrorAs(t, err, &e)
			require.LessOrEqual(t, n, uint64(200*len(dati)))
		}
	})
}

// TestJSONAvverso gives every reader of JSON documents made to exhaust it.
func TestJSONAvverso(t *testing.T) {
	prova.SenzaRace(t)
	tests := []struct {
		nome, membro string
		leggi        func([]byte) error
	}{
		{"ParseConfigurazione", "url", func(b []byte) error { _, err := jppa.ParseConfigurazione(b); return err }},
		{"ParseConfigurazioneREST", "url", func(b []byte) error { _, err := jppa.ParseConfigurazioneREST(b); return err }},
		{"ParseNotificaREST", "iuv", func(b []byte) error { _, err := jppa.ParseNotificaREST(b); return err }},
		{"ParseRispostaLoginREST", "token", func(b []byte) error { _, err := jppa.ParseRispostaLoginREST(b); return err }},
		{"ParseRispostaREST", "esito", func(b []byte) error { _, err := jppa.ParseRispostaREST(200, b); return err }},
		{"RiprendiCorsa", "IdDominio", func(b []byte) error { _, err := jppa.RiprendiCorsa(b); return err }},
	}
	for i, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			for _, a := range prova.AttacchiJSON(tt.membro, i == 0) {
				var err error
				n := prova.Assegnati(func() { err = tt.leggi(a.Dati) })
				var e *jppa.Errore
				require.ErrorAs(t, err, &e, a.Nome)
				require.LessOrEqual(t, n, uint64(10*len(a.Dati)+64<<10), a.Nome)
				require.Less(t, len(err.Error()), 20_000, a.Nome)
				if a.Nome == "arrays, nested" || a.Nome == "objects, nested" {
					require.Equal(t, jppa.CodiceJSON, e.Codice)
					require.Positive(t, e.Colonna)
				}
			}
		})
	}
}

// TestMembriDoppi: a member given twice is told, with its place, also when the
// names differ in case alone, since encoding/json would take either.
func TestMembriDoppi(t *testing.T) {
	doppia := strings.Replace(valida, `{"abilitato":true`, "{\n \"Abilitato\":false,\"abilitato\":true", 1)
	_, err := jppa.ParseConfigurazione([]byte(doppia))
	var e *jppa.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, jppa.CodiceJSON, e.Codice)
	require.Equal(t, "abilitato", e.Campo)
	require.Equal(t, 2, e.Riga)
	_, err = jppa.ParseRispostaREST(200, []byte(`{"esito":"OK","errorMessages":[],"esito":"Error"}`))
	require.ErrorAs(t, err, &e)
	require.Equal(t, jppa.CodiceJSON, e.Codice)
	require.Equal(t, "esito", e.Campo)
	require.ErrorIs(t, err, jppa.ErrMessaggio)
}

// TestCSVAvverso reads long texts: fields, records and quotes without end.
func TestCSVAvverso(t *testing.T) {
	prova.SenzaRace(t)
	n := 16 * prova.Mega
	if testing.Short() {
		n = 4 * prova.Mega
	}
	intestazioni := map[string]func([]byte) error{
		jppa.IntestazioneCSV:       func(b []byte) error { _, _, err := jppa.LeggiCSV(b); return err },
		jppa.IntestazioneCSVBatch6: func(b []byte) error { _, _, err := jppa.LeggiCSVBatch6(b); return err },
	}
	for intestazione, leggi := range intestazioni {
		for _, blocco := range []string{"x", ",", `"`, `""`, "\n", "\"\n", "\xff"} {
			t.Run(fmt.Sprintf("%d %q", strings.Count(intestazione, ","), blocco), func(t *testing.T) {
				dati := prova.Testo(intestazione+"\r\n"+`"`, blocco, n/len(blocco), "")
				var err error
				assegnati := prova.Assegnati(func() { err = leggi(dati) })
				var e *jppa.Errore
				require.ErrorAs(t, err, &e)
				require.ErrorIs(t, err, jppa.ErrCSV)
				require.LessOrEqual(t, assegnati, uint64(8*len(dati)))
				require.Less(t, len(err.Error()), 2000)
			})
		}
	}
	record := bytes.Repeat([]byte("\"a\",\"b\",\"c\",\"OK\",\"e\"\n"), 1)
	prova.Lineare(t, 5000, func(n int) func() {
		dati := prova.Testo(jppa.IntestazioneCSV+"\n", string(record), n, "")
		return func() {
			if righe, _, err := jppa.LeggiCSV(dati); err != nil || len(righe) != n {
				t.Fatal(len(righe), err)
			}
		}
	})
}
