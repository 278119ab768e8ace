package pendenza_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// violazioni are those of the valid document with members replaced, in short.
func violazioni(t *testing.T, cambi map[string]string) []string {
	t.Helper()
	_, v, err := pendenza.EsaminaPendenza(documento(t, cambi))
	require.NoError(t, err)
	var brevi []string
	for _, x := range v {
		brevi = append(brevi, x.Campo+" "+string(x.Codice))
	}
	return brevi
}

// TestVita reads what happened to a position: each defect once, and all of them.
func TestVita(t *testing.T) {
	tests := []struct {
		nome, membro, valore string
		attese               []string
	}{
		{"attempt", "tentativi", `[{"ccp":"c","stato":"ESEGUITO","iuv":"1"}]`, nil},
		{"attempt with the state of its RPT", "tentativi", `[{"ccp":"c","stato":"RPT_ATTIVATA"}]`, nil},
		{"attempt of nothing", "tentativi", `[{}]`, []string{"tentativi[0].ccp OBBLIGATORIO", "tentativi[0].stato OBBLIGATORIO"}},
		{"second attempt", "tentativi", `[{"ccp":"c","stato":"ESEGUITO"},{"ccp":5}]`, []string{"tentativi[1].ccp PATTERN", "tentativi[1].stato OBBLIGATORIO"}},
		{"empty ccp", "tentativi", `[{"ccp":"","stato":"ESEGUITO"}]`, []string{"tentativi[0].ccp LUNGHEZZA_MIN"}},
		{"IUV of an attempt", "tentativi", `[{"ccp":"c","stato":"ESEGUITO","iuv":"à"}]`, []string{"tentativi[0].iuv PATTERN"}},
		{"attempt that is none", "tentativi", `[5]`, []string{"tentativi[0] PATTERN", "tentativi[0].ccp OBBLIGATORIO", "tentativi[0].stato OBBLIGATORIO"}},
		{"first instant", "tentativi", `[{"ccp":"c","stato":"ESEGUITO","iniziato":"1970-01-01T01:00:00"}]`, nil},
		{"before the first instant", "tentativi", `[{"ccp":"c","stato":"ESEGUITO","iniziato":"1969-12-31T23:00:00"}]`, []string{"tentativi[0].iniziato PATTERN"}},
		{"last instant", "tentativi", `[{"ccp":"c","stato":"ESEGUITO","iniziato":"9998-12-31T23:59:59"}]`, nil},
		{"after the last instant", "tentativi", `[{"ccp":"c","stato":"ESEGUITO","iniziato":"9999-01-01T01:00:00"}]`, []string{"tentativi[0].iniziato PATTERN"}},
		{"instant", "tentativi", `[{"ccp":"c","stato":"ESEGUITO","iniziato":"ieri"}]`, []string{"tentativi[0].iniziato PATTERN"}},
		{"payment", "pagamenti", `[{"iur":"R","indice":1,"importo":"1.00"}]`, nil},
		{"payment of the last item", "pagamenti", `[{"iur":"R","indice":5,"importo":"1.00"}]`, nil},
		{"payment beyond the last item", "pagamenti", `[{"iur":"R","indice":6,"importo":"1.00"}]`, []string{"pagamenti[0].indice MAX"}},
		{"payment of item 0", "pagamenti", `[{"iur":"R","indice":0,"importo":"1.00"}]`, []string{"pagamenti[0].indice MIN"}},
		{"payment of nothing", "pagamenti", `[{}]`, []string{"pagamenti[0].iur OBBLIGATORIO", "pagamenti[0].indice OBBLIGATORIO", "pagamenti[0].importo OBBLIGATORIO"}},
		{"payment with one defect", "pagamenti", `[{"iur":5}]`, []string{"pagamenti[0].iur PATTERN", "pagamenti[0].indice OBBLIGATORIO", "pagamenti[0].importo OBBLIGATORIO"}},
		{"payment of 0.00", "pagamenti", `[{"iur":"R","indice":1,"importo":0}]`, []string{"pagamenti[0].importo MIN"}},
		{"segnalazione", "segnalazioni", `[{"codice":"PAGAMENTO_DUPLICATO","testo":"x"}]`, nil},
		{"segnalazione of nothing", "segnalazioni", `[{}]`, []string{"segnalazioni[0].codice OBBLIGATORIO"}},
		{"segnalazione unknown", "segnalazioni", `[{"codice":"X"}]`, []string{"segnalazioni[0].codice ENUM"}},
		{"version 0", "versione", `0`, []string{"versione MIN"}},
		{"version", "versione", `"12"`, nil},
		{"anomala", "anomala", `"true"`, []string{"anomala PATTERN"}},
		{"anomala without a reason", "anomala", `true`, []string{"anomala ENUM"}},
		{"state", "stato", `"X"`, []string{"stato ENUM"}},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			avute := violazioni(t, map[string]string{tt.membro: tt.valore})
			require.ElementsMatch(t, tt.attese, avute)
		})
	}
	for membro, campo := range map[string]string{
		"pippo": "pippo", "voci.0.pippo": "voci[0].pippo", "soggettoPagatore.pippo": "soggettoPagatore.pippo", "documento.soglia.pippo": "documento.soglia.pippo",
	} {
		_, v, err := pendenza.EsaminaPendenza(documento(t, map[string]string{membro: "1"}))
		require.NoError(t, err)
		require.Len(t, v, 1)
		require.Equal(t, pendenza.CodiceMembro, v[0].Codice)
		require.Equal(t, campo, v[0].Campo)
	}
}

// TestParsePendenza: the first violation is the error, and no position comes
// with it.
func TestParsePendenza(t *testing.T) {
	p, err := pendenza.ParsePendenza([]byte(`[]`))
	require.ErrorIs(t, err, pendenza.ErrDocumento)
	require.Equal(t, pendenza.Pendenza{}, p)
	p, err = pendenza.ParsePendenza(documento(t, map[string]string{"idA2A": "", "causale": ""}))
	require.ErrorIs(t, err, pendenza.ErrNonValida)
	require.Equal(t, pendenza.Obbligatorio, codice(t, err))
	var n *pendenza.NonValida
	require.ErrorAs(t, err, &n)
	require.Len(t, n.Violazioni, 2)
	require.Equal(t, pendenza.Pendenza{}, p)

	letta := con(pendenza.NonEseguita)
	require.Error(t, json.Unmarshal([]byte(`{"x":1}`), &letta))
	require.Equal(t, "P-1", letta.IDPendenza, "a refusal leaves the old value")
	require.Equal(t, "v1", letta.Voci[0].IDVocePendenza)
	require.NoError(t, json.Unmarshal([]byte(valida), &letta))
	require.Equal(t, "Imposta municipale", letta.Causale)
}

// TestDominioDelFile: the creditor of a file takes the place of that of a
// position, right or wrong.
func TestDominioDelFile(t *testing.T) {
	d := avviso.MustIdDominio("12345678903")
	for _, valore := range []string{`"00429440068"`, `"1"`, `5`, ""} {
		p, v, err := pendenza.EsaminaNuova(documento(t, map[string]string{"idDominio": valore}), pendenza.Testata{IdDominio: d})
		require.NoError(t, err)
		require.Empty(t, v)
		require.Equal(t, d, p.IdDominio)
	}
	_, v, err := pendenza.EsaminaNuova(documento(t, map[string]string{"idDominio": `"1"`, "importo": `"x"`}), pendenza.Testata{IdDominio: d})
	require.NoError(t, err)
	require.Len(t, v, 1, "the other defects stay")
	require.Equal(t, "importo", v[0].Campo)
	_, v, err = pendenza.EsaminaNuova(documento(t, map[string]string{"idDominio": `"1"`}), pendenza.Testata{IdDominio: avviso.IdDominio{}})
	require.NoError(t, err)
	require.Len(t, v, 1)
	require.Equal(t, "idDominio", v[0].Campo)
}

// TestCompleta: what a short document of a position in a state leaves out.
func TestCompleta(t *testing.T) {
	const pagamento = `[{"iur":"R","indice":1,"importo":"100.00"}]`
	tutte, nessuna := []bool{true, true, true}, []bool{false, false, false}
	tests := []struct {
		nome     string
		cambi    map[string]string
		eseguite []bool
		versione int
	}{
		{"no state", nil, nessuna, 0},
		{"not paid", map[string]string{"stato": `"NON_ESEGUITA"`}, nessuna, 1},
		{"paid in part", map[string]string{"stato": `"ESEGUITA_PARZIALE"`}, nessuna, 1},
		{"paid", map[string]string{"stato": `"ESEGUITA"`, "versione": "3"}, tutte, 3},
		{"reconciled", map[string]string{"stato": `"INCASSATA"`}, tutte, 1},
		{"paid by another channel", map[string]string{"stato": `"ESEGUITA"`, "altroCanale": "true"}, nessuna, 1},
		{"paid, with its payments", map[string]string{"stato": `"ESEGUITA"`, "pagamenti": pagamento}, nessuna, 1},
		{"paid, with an item that says so", map[string]string{"stato": `"ESEGUITA"`, "voci.1.eseguita": "true"}, []bool{false, true, false}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			p, err := pendenza.ParsePendenza(documento(t, tt.cambi))
			require.NoError(t, err)
			require.Equal(t, tt.eseguite, eseguite(&p))
			require.Equal(t, tt.versione, p.Versione)
		})
	}
}

// TestEventiErrati: the member that a refused event names.
func TestEventiErrati(t *testing.T) {
	for testo, campo := range map[string]string{
		`{}`:                                           "tipo",
		`{"ccp":"x"}`:                                  "tipo",
		`{"tipo":"X"}`:                                 "tipo",
		`{"tipo":null,"ccp":"x"}`:                      "tipo",
		`{"tipo":"Annulla","adesso":5}`:                "adesso",
		`{"tipo":"Annulla","forza":5}`:                 "forza",
		`{"tipo":"Aggiorna"}`:                          "pendenza",
		`{"tipo":"Aggiorna","pendenza":5}`:             "pendenza",
		`{"tipo":"Aggiorna","pendenza":{"pippo":5}}`:   "pendenza.pippo",
		`{"tipo":"Aggiorna","pendenza":{"causale":5}}`: "pendenza.causale",
		`{"tipo":"Aggiorna","pendenza":{"voci":[{"importo":"x"}]}}`: "pendenza.voci[0].importo",
		`{"tipo":"Storno","indici":[1,"a"]}`:                        "indici[1]",
		`{"tipo":"PagamentoSenzaRPT","iur":"R"}`:                    "importo",
		`{"tipo":"Pubblica","ccp":"x"}`:                             "ccp",
		`{"tipo":"Pubblica","pippo":1}`:                             "pippo",
	} {
		_, err := pendenza.ParseEvento([]byte(testo), time.Time{})
		var e *pendenza.Errore
		require.ErrorAs(t, err, &e, testo)
		require.Equal(t, campo, e.Campo, testo)
	}
	_, err := pendenza.MarshalEvento(nil)
	require.ErrorIs(t, err, pendenza.ErrEvento)
	e, err := pendenza.ParseEvento([]byte(`{"tipo":"AvviaTentativo","ccp":"c"}`), adesso)
	require.NoError(t, err)
	require.Equal(t, pendenza.AvviaTentativo{CCP: "c", Adesso: adesso}, e, "the instant of the caller, where the event gives none")
	require.True(t, strings.HasPrefix(pendenza.AvviaTentativo{}.Tipo(), "Avvia"))
}

// TestAnomala: what a position says of its anomaly is what its segnalazioni say,
// in JSON too, so that neither a lost member nor a stray one lets a quietanza be
// issued or take a payment back.
func TestAnomala(t *testing.T) {
	const duplicato = `[{"codice":"PAGAMENTO_DUPLICATO"}]`
	oggi := avviso.MustData("2024-05-03")
	p, err := pendenza.ParsePendenza(documento(t, map[string]string{"stato": `"INCASSATA"`, "segnalazioni": duplicato}))
	require.NoError(t, err, "the member is an output: it may be left out")
	s, _ := p.StatoEffettivo(oggi)
	require.Equal(t, "ANOMALA", s.String())
	require.Equal(t, pendenza.Incassata, s.Stato)
	require.False(t, p.Quietanzabile())
	b, err := json.Marshal(p)
	require.NoError(t, err)
	require.Contains(t, string(b), `"anomala":true`)
	r, err := pendenza.ParsePendenza(b)
	require.NoError(t, err)
	require.Equal(t, p, r)

	require.Equal(t, []string{"anomala ENUM"}, violazioni(t, map[string]string{"stato": `"INCASSATA"`, "segnalazioni": duplicato, "anomala": "false"}))
	require.Equal(t, []string{"anomala ENUM"}, violazioni(t, map[string]string{"stato": `"INCASSATA"`, "anomala": "true"}))
	require.Empty(t, violazioni(t, map[string]string{"stato": `"INCASSATA"`, "segnalazioni": duplicato, "anomala": "true"}))
}
