package tracciato_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

// add is an ADD up to causale, with the fields that may follow.
func add(altri ...string) string {
	return strings.Join(append([]string{"ADD", "APP", "PEND-1", "00429440068", "TSTPNI70D01L219V", "Pino Test", "COPIE", "100.00", "Copie"}, altri...), ";")
}

func unaLoader2(t *testing.T, testo string) tracciato.Riga {
	t.Helper()
	righe, err := leggi(t, tracciato.Loader2, testo, tracciato.Opzioni{})
	require.NoError(t, err)
	require.Len(t, righe, 1)
	return righe[0]
}

func TestLoader2Campi(t *testing.T) {
	r := unaLoader2(t, add("2030-12-31", "", "", ""))
	require.True(t, r.Caricabile(), "%v", r.Violazioni)
	require.Equal(t, pendenza.PersonaFisica, r.Pendenza.SoggettoPagatore.Tipo)
	require.Empty(t, r.Pendenza.DatiAllegati)
	r = unaLoader2(t, strings.Replace(add(), "TSTPNI70D01L219V", "12345678903", 1))
	require.True(t, r.Caricabile(), "%v", r.Violazioni)
	require.Equal(t, pendenza.PersonaGiuridica, r.Pendenza.SoggettoPagatore.Tipo, "eleven characters are a body")

	for coda, attesi := range map[string]string{
		"b;d;n": `{"bundleKey":"b","idDebito":"d","note":"n"}`, "b;;": `{"bundleKey":"b"}`, ";d;": `{"idDebito":"d"}`, ";;n": `{"note":"n"}`, ";d": `{"idDebito":"d"}`,
	} {
		r := unaLoader2(t, add("", coda))
		require.True(t, r.Caricabile(), "%v", r.Violazioni)
		require.JSONEq(t, attesi, string(r.Pendenza.DatiAllegati))
	}
	// The places of the three are as long as in the database of the Loader.
	for campo, massimo := range map[string]int{"bundleKey": 256, "idDebito": 35, "note": 512} {
		for n, buono := range map[int]bool{massimo: true, massimo + 1: false} {
			prima := map[string]string{"bundleKey": "", "idDebito": ";", "note": ";;"}[campo]
			r := unaLoader2(t, add("", prima+strings.Repeat("è", n)))
			require.Equal(t, buono, r.Caricabile(), "%s of %d", campo, n)
			if !buono {
				require.Equal(t, campo, r.Violazioni[0].Campo)
				require.Equal(t, pendenza.LunghezzaMax, r.Violazioni[0].Codice)
			}
		}
	}
	for _, campo := range []struct{ nome, valore string }{{"cfDebitore", "TSTPNI70D01L219V"}, {"anagraficaDebitore", "Pino Test"}} {
		r := unaLoader2(t, strings.Replace(add(), campo.valore, "", 1))
		ultima := r.Violazioni[len(r.Violazioni)-1]
		require.Equal(t, campo.nome, ultima.Campo)
		require.Equal(t, pendenza.Obbligatorio, ultima.Codice)
	}
}

func TestLoader2Record(t *testing.T) {
	for testo, operazione := range map[string]tracciato.Operazione{
		"DEL;APP;P": tracciato.DEL, "DEL;APP": tracciato.NonValida, "DEL": tracciato.NonValida, "DEL;APP;P;motivo;;": tracciato.DEL,
		add(): tracciato.ADD, strings.TrimSuffix(add(), ";Copie"): tracciato.NonValida, "add;APP": tracciato.NonValida,
		add("", "b", "d", "n"): tracciato.ADD, add("", "b", "d", "n", "", " "): tracciato.ADD, add("", "b", "d", "n", "x"): tracciato.NonValida,
		add("", "b", "d", "n", "", "x"): tracciato.NonValida,
	} {
		r := unaLoader2(t, testo)
		require.Equal(t, operazione, r.Operazione, testo)
		if operazione == tracciato.NonValida {
			var e *tracciato.Errore
			require.ErrorAs(t, r.Err, &e)
			require.Equal(t, tracciato.CodiceSintassi, e.Codice)
		}
	}
	require.Equal(t, "motivo", unaLoader2(t, "DEL;APP;P;motivo").Motivo)
	require.Empty(t, unaLoader2(t, "DEL;APP;P").Motivo)
}
