package schema_test

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
)

const (
	pienoJSON = `{"codice":"abc","genere":"B","importo":"1.50","sconto":"0.10","giorno":"2024-05-03","quando":"2024-05-03T10:11:12","numero":7,` +
		`"attivo":true,"allegato":"Y2lhbw==","altro":{"nome":"","vale":null,"anno":null},` +
		`"voce":[{"nome":"x","vale":false,"anno":-3},{"nome":"z","vale":null,"anno":null}]}`
	minimoJSON = `{"codice":"a","genere":null,"importo":"0.01","sconto":null,"giorno":null,"quando":null,"numero":null,` +
		`"attivo":false,"allegato":null,"altro":null,"voce":[{"nome":"z","vale":null,"anno":null}]}`
)

func leggiJSON(testo string, come schema.JSON) (e esito, aa []avviso.Avvertenza, err error) {
	aa, err = schema.LeggiJSON(&stanza, testo, "", testo, come, func(v *schema.Visita) { schemaEsito(v, &e) })
	return e, aa, err
}

// Amounts, dates and texts are texts, numbers and booleans are not, what is absent is null.
func TestJSONBothWays(t *testing.T) {
	for _, testo := range []string{pienoJSON, minimoJSON} {
		e, aa, err := leggiJSON(testo, schema.JSON{})
		require.NoError(t, err)
		require.Empty(t, aa)
		b, err := schema.ScriviJSON([]byte("prima"), &stanza, "esito", &e, schemaEsito)
		require.NoError(t, err)
		require.Equal(t, "prima"+testo, string(b))
	}
	for _, tt := range []struct {
		voci   []voce
		minimo int
		want   string // "" for a refusal
	}{
		{nil, 0, `{"voce":null}`},
		{[]voce{{Nome: "a"}}, 0, `{"voce":[{"nome":"a","vale":null,"anno":null}]}`},
		{[]voce{{Nome: "a"}}, 1, `{"voce":[{"nome":"a","vale":null,"anno":null}]}`},
		{nil, 1, ""},
	} {
		b, err := schema.ScriviJSON(nil, &stanza, "r", &tt.voci, func(v *schema.Visita, voci *[]voce) { schema.Gruppi(v, "voce", voci, tt.minimo, 2, schemaVoce) })
		require.Equal(t, tt.want, string(b))
		require.Equal(t, tt.want == "", err != nil)
	}
	vuoto := esito{Codice: "a"}
	b, err := schema.ScriviJSON([]byte("prima"), &stanza, "esito", &vuoto, schemaEsito)
	require.Equal(t, "prima", string(b))
	var e *errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, "esito/importo", e.Campo)
}

// What is wrong with a member refuses the document; leniently it is a warning, unless
// the member is essential, and its value is kept where it is of the kind.
func TestJSONDefects(t *testing.T) {
	for _, tt := range []struct {
		nome, da, a, campo string
		motivo             schema.Motivo
		codice             avviso.Codice
		letto              func(*testing.T, *esito)
	}{
		{"length", `"abc"`, `"abcdef"`, "codice", schema.Lunghezza, "LUNGHEZZA_MAX", func(t *testing.T, e *esito) { require.Equal(t, "abcdef", e.Codice) }},
		{"list", `"B"`, `"C"`, "genere", schema.Elenco, "ENUM", func(t *testing.T, e *esito) { require.Equal(t, genere("C"), e.Genere) }},
		{"time of a day", `"2024-05-03"`, `"2024-05-03 00:00"`, "giorno", schema.Data, schema.AvvertenzaTipo, func(t *testing.T, e *esito) { require.Equal(t, "2024-05-03", e.Giorno.String()) }},
		{"no day", `"2024-05-03"`, `"2024-05-32"`, "giorno", schema.Data, "DATA", func(t *testing.T, e *esito) { require.False(t, e.Giorno.IsValid()) }},
		{"kind", `7,`, `{},`, "numero", schema.Contenuto, "PATTERN", func(t *testing.T, e *esito) { require.Zero(t, e.Numero) }},
		{"unknown", `"codice"`, `"altri":1,"codice"`, "altri", schema.Inatteso, "MEMBRO", func(t *testing.T, e *esito) { require.Equal(t, "abc", e.Codice) }},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			require.Contains(t, pienoJSON, tt.da)
			testo := strings.Replace(pienoJSON, tt.da, tt.a, 1)
			_, _, err := leggiJSON(testo, schema.JSON{})
			var e *errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.motivo, e.Motivo)
			require.Equal(t, tt.campo, e.Campo)

			letto, aa, err := leggiJSON(testo, schema.JSON{Tolleranza: true})
			require.NoError(t, err)
			require.Len(t, aa, 1)
			require.Equal(t, tt.codice, aa[0].Codice)
			require.Equal(t, tt.campo, aa[0].Campo)
			tt.letto(t, &letto)

			if tt.codice != schema.AvvertenzaTipo {
				_, _, err = leggiJSON(testo, schema.JSON{Tolleranza: true, Essenziali: []string{tt.campo}})
				require.ErrorAs(t, err, &e)
				require.Equal(t, tt.motivo, e.Motivo)
			}
		})
	}
}

// Amounts as numbers are exact, however they are written, up to 64 bits of cents.
func TestImportoNumero(t *testing.T) {
	zeri := strings.Repeat("0", 40)
	for testo, centesimi := range map[string]int64{
		"0": 0, "0.00": 0, "-0": 0, "0e40": 0, "84.1": 8410, "84.10": 8410, "84.100": 8410, "1E+2": 10_000, "1e2": 10_000, "12e-1": 120, "1200e-2": 1200,
		"0.01": 1, "-1": -100, "1" + zeri + "e-40": 100, "0." + zeri[1:] + "1e40": 100,
		"92233720368547758.07": math.MaxInt64, "-92233720368547758.07": -math.MaxInt64,
	} {
		i, ok := schema.ImportoNumero(testo)
		require.True(t, ok, testo)
		require.Equal(t, centesimi, i.Centesimi(), testo)
	}
	for _, testo := range []string{
		"0.125", "1e-3", "1e17", "1e40", "1e41", "0e41", "1" + zeri + "0e-41", "1e-41", "1e99999999999999999999", "92233720368547758.08", "-92233720368547758.09",
	} {
		i, ok := schema.ImportoNumero(testo)
		require.False(t, ok, testo)
		require.True(t, i.IsZero(), testo)
	}
}

// leniente reads the full document leniently with one thing changed.
func leniente(t *testing.T, da, a string, come schema.JSON) (esito, []avviso.Avvertenza, error) {
	t.Helper()
	require.Contains(t, pienoJSON, da)
	come.Tolleranza = true
	return leggiJSON(strings.Replace(pienoJSON, da, a, 1), come)
}

// An amount may be a number, and is warned of where it is out of its range.
func TestJSONAmounts(t *testing.T) {
	for _, tt := range []struct {
		valore    string
		centesimi int64
		codice    avviso.Codice
	}{
		{"84.1", 8410, ""},
		{"100", 10_000, ""},
		{"0", 0, schema.AvvertenzaImporto},
		{"100.01", 10_001, schema.AvvertenzaImporto},
		{"-1", -100, "MIN"},
		{"0.125", 0, "DECIMALI"},
		{"1e30", 0, "PATTERN"},
		{`"0.125"`, 0, "DECIMALI"},
		{`"-0.01"`, 0, "MIN"},
		{`"uno"`, 0, "PATTERN"},
	} {
		e, aa, err := leniente(t, `"1.50"`, tt.valore, schema.JSON{})
		require.NoError(t, err, tt.valore)
		if tt.codice == "" {
			require.Empty(t, aa, tt.valore)
			require.Equal(t, tt.centesimi, e.Importo.Centesimi(), tt.valore)
			continue
		}
		require.Len(t, aa, 1, tt.valore)
		require.Equal(t, tt.codice, aa[0].Codice, tt.valore)
		if tt.codice == schema.AvvertenzaImporto {
			require.Equal(t, tt.centesimi, e.Importo.Centesimi(), tt.valore)
		}
	}
	for valore, codice := range map[string]avviso.Codice{
		"0.00": "MIN", "1000000000.00": "MAX", "99999999999999999999.00": "MAX", "1.505": "DECIMALI", "-0.00": "MIN", "0,50": "PATTERN",
	} {
		_, _, err := leggiJSON(strings.Replace(pienoJSON, "1.50", valore, 1), schema.JSON{})
		var e *errore
		require.ErrorAs(t, err, &e, valore)
		require.Equal(t, [2]avviso.Codice{codice, "importo"}, [2]avviso.Codice{e.Codice, avviso.Codice(e.Campo)}, valore)
	}
	_, aa, err := leniente(t, `"1.50"`, "1.50", schema.JSON{Numeri: true})
	require.NoError(t, err)
	require.Len(t, aa, 1, "the text 0.10 of another amount")
	require.Equal(t, schema.AvvertenzaTipo, aa[0].Codice)
}

// A number begins with a minus or any digit, a text too short is told from one too long.
func TestJSONKinds(t *testing.T) {
	for _, n := range []int{1, 5, 9} {
		e, aa, err := leniente(t, "7,", strconv.Itoa(n)+",", schema.JSON{})
		require.NoError(t, err)
		require.Empty(t, aa)
		require.Equal(t, n, e.Numero)
	}
	uno := &schema.Tipo{Minimo: 1, Massimo: 1}
	for testo, codice := range map[string]avviso.Codice{`""`: "LUNGHEZZA_MIN", `"ab"`: "LUNGHEZZA_MAX", `"è"`: "", `1`: schema.AvvertenzaTipo, `true`: "PATTERN"} {
		var s string
		oggetto := `{"s":` + testo + `}`
		aa, err := schema.LeggiJSON(&stanza, oggetto, "", oggetto, schema.JSON{Tolleranza: true}, func(v *schema.Visita) { v.Testo("s", &s, uno, schema.Obbligatorio) })
		require.NoError(t, err)
		if require.Equal(t, codice != "", len(aa) == 1, testo); codice != "" {
			require.Equal(t, codice, aa[0].Codice, testo)
		}
	}
}

// A list of one may be its element, and an element with one list inside the list; the
// members of some elements may stand in the object around them, and have other names.
func TestJSONSpellings(t *testing.T) {
	vale := false
	type insieme struct {
		Voci  []voce
		Altra voce
	}
	schemaInsieme := func(v *schema.Visita, x *insieme) {
		if v.Apri("lista", len(x.Voci) > 0, schema.Opzionale) {
			schema.Gruppi(v, "voce", &x.Voci, 1, 2, schemaVoce)
			v.Chiudi()
		}
		schema.Gruppo(v, "altra", &x.Altra, schemaVoce)
	}
	come := schema.JSON{Piatti: []string{"altra"}, Nomi: map[string][]string{"vale": {"valido"}}}
	for _, tt := range []struct {
		testo  string
		voci   []voce
		altra  voce
		campo  string // of what is refused, and why
		motivo schema.Motivo
	}{
		{`{"lista":{"voce":[{"nome":"a"},{"nome":"b"}]},"altra":{"nome":"c"}}`, []voce{{Nome: "a"}, {Nome: "b"}}, voce{Nome: "c"}, "", 0},
		{`{"lista":{"voce":{"nome":"a"}},"altra":{"nome":"c"}}`, []voce{{Nome: "a"}}, voce{Nome: "c"}, "", 0},
		{`{"lista":[{"nome":"a"},{"nome":"b"}],"altra":{"nome":"c"}}`, []voce{{Nome: "a"}, {Nome: "b"}}, voce{Nome: "c"}, "", 0},
		{`{"nome":"c","valido":false}`, nil, voce{Nome: "c", Vale: &vale}, "", 0},
		{`{"altra":{"nome":"c","vale":false}}`, nil, voce{Nome: "c", Vale: &vale}, "", 0},
		{`{"nome":"c","altra":{"nome":"c"}}`, nil, voce{}, "nome", schema.Ripetuto},
		{`{"altra":{"nome":"c"},"nome":"c"}`, nil, voce{}, "nome", schema.Ripetuto},
		{`{"altra":{"nome":"c","vale":true,"valido":true}}`, nil, voce{}, "altra.valido", schema.Ripetuto},
		{`{"altra":{"nome":"c","Vale":true}}`, nil, voce{}, "altra.Vale", schema.Ripetuto},
		{`{"lista":[{"nome":"a"},{"nome":"b"},{"nome":"c"}],"altra":{"nome":"c"}}`, nil, voce{}, "lista[2]", schema.Occorrenze},
		{`{"lista":[],"altra":{"nome":"c"}}`, nil, voce{}, "lista.voce", schema.Mancante},
		{`{"lista":[{"nome":"a"},{"nome":5}],"altra":{"nome":"c"}}`, nil, voce{}, "lista[1].nome", schema.Contenuto},
		{`{"lista":1,"altra":{"nome":"c"}}`, nil, voce{}, "lista", schema.Contenuto},
	} {
		var x insieme
		_, err := schema.LeggiJSON(&stanza, tt.testo, "", tt.testo, come, func(v *schema.Visita) { schemaInsieme(v, &x) })
		if tt.campo != "" {
			var e *errore
			require.ErrorAs(t, err, &e, tt.testo)
			require.Equal(t, tt.campo, e.Campo, tt.testo)
			require.Equal(t, tt.motivo, e.Motivo, tt.testo)
			continue
		}
		require.NoError(t, err, tt.testo)
		require.Equal(t, insieme{tt.voci, tt.altra}, x, tt.testo)
	}
}

// Where only the kinds of values count, sizes, forms and presence do not.
func TestJSONKindsAlone(t *testing.T) {
	e, aa, err := leggiJSON(`{"codice":"abcdef!","genere":"C","importo":"1234567890123.45","sconto":"100.01","voce":[{},{},{}]}`, schema.JSON{Forme: true})
	require.NoError(t, err)
	require.Empty(t, aa)
	require.Equal(t, "abcdef!", e.Codice)
	require.Equal(t, genere("C"), e.Genere)
	require.Equal(t, int64(123456789012345), e.Importo.Centesimi())
	require.Equal(t, int64(10001), e.Sconto.Centesimi())
	require.Len(t, e.Voci, 3)
	for testo, want := range map[string]bool{`{"codice":true}`: false, `{"numero":true}`: false, `{"giorno":""}`: true, `{"giorno":"ieri"}`: false, `{}`: true, `{"u":1}`: false} {
		_, _, err = leggiJSON(testo, schema.JSON{Forme: true})
		require.Equal(t, want, err == nil, testo)
	}
	_, _, err = leggiJSON(`{"importo":"uno"}`, schema.JSON{Forme: true})
	var r *errore
	require.ErrorAs(t, err, &r)
	require.True(t, errors.Is(r.Causa, avviso.ErrImporto))
}
