package flusso_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func codiceDi(t testing.TB, err error) avviso.Codice {
	t.Helper()
	var e *flusso.Errore
	require.ErrorAs(t, err, &e)
	return e.Codice
}

func TestParseID(t *testing.T) {
	for testo, atteso := range map[string][3]string{
		"2024-07-26PPAYITR1XXX-S2024072601":      {"2024-07-26", "PPAYITR1XXX", "S2024072601"},
		"2018-05-21CIPBITMM-08-00-17-94244":      {"2018-05-21", "CIPBITMM", "08-00-17-94244"},
		"2024-02-29A_B-_":                        {"2024-02-29", "A_B", "_"},
		"2024-07-26A--":                          {"2024-07-26", "A", "-"},
		"2025-09-23BPPIITRRXXX-0000381027901":    {"2025-09-23", "BPPIITRRXXX", "0000381027901"},
		"0001-01-01a-" + strings.Repeat("z", 23): {"0001-01-01", "a", strings.Repeat("z", 23)},
	} {
		id, err := flusso.ParseID(testo)
		require.NoError(t, err, testo)
		require.Equal(t, atteso, [3]string{id.Data().String(), id.PSP(), id.Flusso()})
		require.Equal(t, testo, id.String())
		require.Equal(t, id, flusso.MustID(testo))
	}
}

func TestParseIDRifiuti(t *testing.T) {
	casi := []struct {
		nome, testo string
		codice      avviso.Codice
	}{
		{"vuoto", "", flusso.CodiceIDVuoto},
		{"bianco", "  ", flusso.CodiceIDVuoto},
		{"36 caratteri", "2025-09-23BPPIITRRXXX-00003810279012", flusso.CodiceIDLunghezza},
		{"36 caratteri, anche fuori alfabeto", "2025-09-23BPPIITRRXXX.00003810279012", flusso.CodiceIDLunghezza},
		{"35 caratteri di due byte", strings.Repeat("è", 35), flusso.CodiceIDCaratteri},
		{"punto", "2024-07-26A.B-1", flusso.CodiceIDCaratteri},
		{"due punti prima della data", "2024:07-26AB-1", flusso.CodiceIDCaratteri},
		{"spazio", "2024-07-26A B-1", flusso.CodiceIDCaratteri},
		{"data impossibile", "2024-02-30A-1", flusso.CodiceIDData},
		{"data impossibile senza trattino", "2023-02-29AB", flusso.CodiceIDData},
		{"corto", "2024-07-2", flusso.CodiceIDData},
		{"senza data", "ABCDEFGHIJKLMN-1", flusso.CodiceIDData},
		{"senza trattino", "2017-01-01ABI00000011234", flusso.CodiceIDTrattino},
		{"solo data", "2017-01-01", flusso.CodiceIDTrattino},
		{"PSP vuoto", "2026-06-20-XYZ-001", flusso.CodiceIDPSPVuoto},
		{"PSP e flusso vuoti", "2026-06-20-", flusso.CodiceIDPSPVuoto},
		{"flusso vuoto", "2026-06-20XYZ-", flusso.CodiceIDFlussoVuoto},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			id, err := flusso.ParseID(c.testo)
			require.ErrorIs(t, err, flusso.ErrID)
			require.Equal(t, c.codice, codiceDi(t, err))
			require.False(t, id.IsValid())
		})
	}
}

func TestParseIDConPSP(t *testing.T) {
	id, err := flusso.ParseIDConPSP("2024-07-26AB-CD-S1", "AB-CD")
	require.NoError(t, err)
	f, ok := id.FlussoDi("AB-CD")
	require.True(t, ok)
	require.Equal(t, "S1", f)
	require.Equal(t, "AB", id.PSP(), "without the PSP, the first hyphen decides")
	_, ok = id.FlussoDi("AB-C")
	require.False(t, ok)

	casi := []struct {
		nome, testo, psp string
		codice           avviso.Codice
	}{
		{"data", "2024-02-30AB-1", "AB", flusso.CodiceIDData},
		{"altro PSP", "2024-07-26AB-1", "CD", flusso.CodiceIDPSP},
		{"PSP più corto", "2024-07-26ABC-1", "AB", flusso.CodiceIDPSP},
		{"PSP più lungo", "2024-07-26AB-1", "AB-1", flusso.CodiceIDPSP},
		{"PSP vuoto", "2024-07-26AB-1", "", flusso.CodiceIDPSPVuoto},
		{"PSP col trattino davanti", "2024-07-26-AB-1", "-AB", flusso.CodiceIDPSP},
		{"senza trattino", "2024-07-26AB", "AB", flusso.CodiceIDTrattino},
		{"flusso vuoto", "2024-07-26AB-CD-", "AB-CD", flusso.CodiceIDFlussoVuoto},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			_, err := flusso.ParseIDConPSP(c.testo, c.psp)
			require.Equal(t, c.codice, codiceDi(t, err))
		})
	}
}

func TestIDTesto(t *testing.T) {
	id := flusso.MustID("2024-07-26PPAYITR1XXX-S2024072601")
	b, err := json.Marshal(map[string]flusso.ID{"a": id})
	require.NoError(t, err)
	require.Equal(t, `{"a":"2024-07-26PPAYITR1XXX-S2024072601"}`, string(b))
	var m map[string]flusso.ID
	require.NoError(t, json.Unmarshal(b, &m))
	require.Equal(t, id, m["a"])
	require.Error(t, json.Unmarshal([]byte(`{"a":"x"}`), &m))

	_, err = flusso.ID{}.MarshalText()
	require.Error(t, err)
	require.Equal(t, -1, flusso.ID{}.Compare(id))
	require.Empty(t, flusso.ID{}.String()+flusso.ID{}.PSP()+flusso.ID{}.Flusso())
	require.Equal(t, avviso.Data{}, flusso.ID{}.Data())
	require.Zero(t, testing.AllocsPerRun(100, func() { _, _ = flusso.ParseID("2024-07-26PPAYITR1XXX-S2024072601") }))
}

func FuzzParseID(f *testing.F) {
	for _, s := range []string{"2024-07-26PPAYITR1XXX-S2024072601", "2018-05-21CIPBITMM-08-00-17-94244", "2026-06-20-XYZ-001", "2024-02-30A-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := flusso.ParseID(s)
		if err != nil {
			return
		}
		if s != id.Data().String()+id.PSP()+"-"+id.Flusso() || len(s) > flusso.MaxID {
			t.Fatalf("%q: %q %q %q", s, id.Data(), id.PSP(), id.Flusso())
		}
		if con, err := flusso.ParseIDConPSP(s, id.PSP()); err != nil || con != id {
			t.Fatalf("%q: %v", s, err)
		}
	})
}

func TestEsito(t *testing.T) {
	fdr3 := map[flusso.Esito]string{
		flusso.Eseguito: "EXECUTED", flusso.Revocato: "REVOKED", flusso.StandIn: "STAND_IN",
		flusso.StandInSenzaRPT: "STAND_IN_NO_RPT", flusso.SenzaRPT: "NO_RPT",
	}
	cifre := map[flusso.Esito]string{flusso.Eseguito: "0", flusso.Revocato: "3", flusso.StandIn: "4", flusso.StandInSenzaRPT: "8", flusso.SenzaRPT: "9"}
	for e := range fdr3 {
		require.Equal(t, cifre[e], e.String())
		require.Equal(t, fdr3[e], e.FdR3())
		letto, ok := flusso.EsitoFdR3(fdr3[e])
		require.True(t, ok)
		require.Equal(t, e, letto)
	}
	for c := range 10 {
		e, err := flusso.ParseEsito(string(rune('0' + c)))
		require.NoError(t, err)
		require.True(t, e.IsValid())
		require.Equal(t, c, e.Codice())
		require.Equal(t, cifre[e] != "", e.Noto())
		b, err := json.Marshal(e)
		require.NoError(t, err)
		var numero, testo flusso.Esito
		require.NoError(t, json.Unmarshal(b, &numero))
		require.NoError(t, json.Unmarshal([]byte(`"`+string(b)+`"`), &testo))
		require.Equal(t, [2]flusso.Esito{e, e}, [2]flusso.Esito{numero, testo})
	}
	for _, brutto := range []string{"", "10", "a", "-1", " 0"} {
		_, err := flusso.ParseEsito(brutto)
		require.ErrorIs(t, err, flusso.ErrValore, brutto)
	}
	e, ok := flusso.EsitoFdR3("FOO")
	require.False(t, ok)
	require.Equal(t, flusso.EsitoNonCodificato, e)
	require.Equal(t, -1, e.Codice())
	b, err := json.Marshal(e)
	require.NoError(t, err)
	var altro flusso.Esito
	require.NoError(t, json.Unmarshal(b, &altro))
	require.Equal(t, e, altro)
	_, err = flusso.Esito(0).MarshalJSON()
	require.ErrorIs(t, err, flusso.ErrValore)
	var vuoto *flusso.Errore
	require.ErrorAs(t, altro.UnmarshalJSON([]byte(`""`)), &vuoto)
	require.Empty(t, vuoto.Valore)
	require.Equal(t, "Esito(0)", flusso.Esito(0).String())
}
