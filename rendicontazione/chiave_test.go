package rendicontazione_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// provaChiave reads a text back, by Parse and as JSON.
func provaChiave[K interface {
	comparable
	String() string
}](t *testing.T, testo string, k K, parse func(string) (K, error)) {
	t.Helper()
	require.Equal(t, testo, k.String())
	letta, err := parse(testo)
	require.NoError(t, err)
	require.Equal(t, k, letta)
	b, err := json.Marshal(k)
	require.NoError(t, err)
	var daJSON K
	require.NoError(t, json.Unmarshal(b, &daJSON))
	require.Equal(t, k, daJSON)
	for _, altro := range []string{"", testo + "|", "|" + testo, testo + "%", "x" + testo, testo + "|1|1|1"} {
		_, err := parse(altro)
		require.Error(t, err, altro)
		require.Error(t, json.Unmarshal([]byte(`"`+altro+`"`), &daJSON), altro)
	}
}

func TestChiavi(t *testing.T) {
	ente := avviso.MustIdDominio("99999000047")
	versione := flusso.ChiaveVersione{
		Chiave:        flusso.Chiave{IdDominio: ente, IDFlusso: "2026-04-13ABI03069-S777001"},
		DataOraFlusso: avviso.MustDataOra("2026-04-14T02:10:00"),
	}
	const testoVersione = "99999000047|2026-04-13ABI03069-S777001|2026-04-14T02:10:00"
	provaChiave(t, testoVersione, versione, flusso.ParseChiaveVersione)
	revisione := flusso.ChiaveVersione{Chiave: versione.Chiave, Revisione: 3}
	provaChiave(t, "99999000047|2026-04-13ABI03069-S777001|3", revisione, flusso.ParseChiaveVersione)
	provaChiave(t, testoVersione+"|12", rendicontazione.ChiaveRiga{Versione: versione, Posizione: 12}, rendicontazione.ParseChiaveRiga)
	provaChiave(t, "99999000047|01000000047110106|8f%7C1 %25|1",
		rendicontazione.ChiaveRicevuta{IdDominio: ente, IUV: "01000000047110106", IUR: "8f|1 %", Indice: 1}, rendicontazione.ParseChiaveRicevuta)
	p := rendicontazione.ChiavePendenza{IdDominio: ente, ID: "A2A/TARI|7"}
	provaChiave(t, "99999000047|A2A/TARI%7C7", p, rendicontazione.ParseChiavePendenza)
	provaChiave(t, "99999000047|A2A/TARI%7C7|5", rendicontazione.ChiaveVoce{Pendenza: p, Indice: 5}, rendicontazione.ParseChiaveVoce)

	for _, testo := range []string{testoVersione + "|0", testoVersione + "|-1", testoVersione + "|01", testoVersione, testoVersione + "|x"} {
		_, err := rendicontazione.ParseChiaveRiga(testo)
		require.ErrorIs(t, err, rendicontazione.ErrChiave, testo)
	}
	for _, testo := range []string{"99999000047|1|2|0", "99999000047|1|2|6", "99999000047|1|2|01", "99999000047||2|1", "99999000047|1||1", "1|1|2|1"} {
		_, err := rendicontazione.ParseChiaveRicevuta(testo)
		require.ErrorIs(t, err, rendicontazione.ErrChiave, testo)
	}
}

func TestChiaviNulle(t *testing.T) {
	require.Zero(t, (*rendicontazione.EsitoRiga)(nil).Chiave())
	require.Zero(t, new(rendicontazione.EsitoRiga).Chiave().Posizione)
	require.Zero(t, (*rendicontazione.Pendenza)(nil).Chiave())
	require.Zero(t, (*rendicontazione.EsitoPendenza)(nil).Chiave())
}
