package membri_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

type Base struct {
	Importo avviso.Importo `json:"importo"`
	Data    avviso.Data    `json:"data,omitzero"`
}

type movimento struct {
	*Base
	Voci      []voce          `json:"voci"`
	Conti     map[string]voce `json:"conti"`
	Dati      json.RawMessage `json:"dati"`
	Altro     *movimento      `json:"altro"`
	Byte      []byte          `json:"byte"`
	Qualunque any             `json:"qualunque"`
	Senza     int
	nascosto  int
	Saltato   int `json:"-"`
}

type voce struct {
	Indice int          `json:"indice"`
	Suo    decodificata `json:"suo"`
}

// decodificata reads its own text.
type decodificata struct{ N int }

func (d *decodificata) UnmarshalJSON(b []byte) error {
	type nuda decodificata
	return membri.Parse(b, (*nuda)(d))
}

func TestParse(t *testing.T) {
	var m movimento
	require.NoError(t, membri.Parse([]byte(` {"importo":"1.00","voci":[{"indice":1,"suo":{"N":3}}],"conti":{"a":{"indice":2},"A":{}},`+
		`"dati":{"x":1,"X":2},"altro":{"voci":null},"byte":"AA==","qualunque":[{"a":1}],"Senza":1}`), &m))
	require.Equal(t, "1.00", m.Importo.String())
	require.Equal(t, []voce{{1, decodificata{3}}}, m.Voci)
	require.Equal(t, map[string]voce{"a": {Indice: 2}, "A": {}}, m.Conti)
	require.Equal(t, []byte{0}, m.Byte)
	require.Zero(t, m.nascosto)

	tests := []struct {
		testo   string
		codice  avviso.Codice
		tipo    error
		campo   string
		riga, c int
	}{
		{`{"importo":"1.00","IMPORTO":"2.00"}`, membri.CodiceMembro, membri.ErrMaiuscole, "IMPORTO", 1, 29},
		{`{"VOCI":[]}`, membri.CodiceMembro, membri.ErrMaiuscole, "VOCI", 1, 9},
		{`{"senza":1}`, membri.CodiceMembro, membri.ErrMaiuscole, "senza", 1, 10},
		{`{"importo":"1.00","importo":"2.00"}`, membri.CodiceMembro, membri.ErrRipetuto, "importo", 1, 19},
		{`{"dati":{"a":1,"a":2}}`, membri.CodiceMembro, membri.ErrRipetuto, "dati.a", 1, 16},
		{`{"x":1}`, membri.CodiceMembro, membri.ErrSconosciuto, "x", 1, 6},
		{`{"nascosto":1}`, membri.CodiceMembro, membri.ErrSconosciuto, "nascosto", 1, 13},
		{`{"Saltato":1}`, membri.CodiceMembro, membri.ErrSconosciuto, "Saltato", 1, 12},
		{`{"voci":[{},{"x":1}]}`, membri.CodiceMembro, membri.ErrSconosciuto, "voci[1].x", 1, 18},
		{`{"conti":{"b":{"INDICE":1}}}`, membri.CodiceMembro, membri.ErrMaiuscole, "conti.b.INDICE", 1, 25},
		{`{"altro":{"altro":{"y":1}}}`, membri.CodiceMembro, membri.ErrSconosciuto, "altro.altro.y", 1, 24},
		{"{\"voci\":[\n{\"suo\":{\"n\":1}}]}", membri.CodiceMembro, membri.ErrMaiuscole, "voci[0].suo.n", 2, 13},
		{`{"voci":[{"suo":{"N":"x"}}]}`, membri.CodiceTipo, membri.ErrTipo, "voci[0].suo.N", 1, 22},
		{`{"voci":[{"indice":"x"}]}`, membri.CodiceTipo, membri.ErrTipo, "voci[0].indice", 1, 20},
		{`{"voci":{}}`, membri.CodiceTipo, membri.ErrTipo, "voci", 1, 9},
		{"{\"altro\":{\n\"importo\":\"x\"}}", membri.CodiceValore, avviso.ErrImporto, "altro.importo", 2, 11},
		{`{"voci":{},"importo":"x"}`, membri.CodiceValore, avviso.ErrImporto, "importo", 1, 22},
		{`[]`, membri.CodiceTipo, membri.ErrTipo, "", 1, 1},
		{`{} {}`, membri.CodiceJSON, membri.ErrJSON, "", 1, 4},
		{"{\"dati\":\"\xff\"}", membri.CodiceCodifica, membri.ErrCodifica, "dati", 1, 10},
	}
	for _, tt := range tests {
		t.Run(tt.testo, func(t *testing.T) {
			rifiuto(t, membri.Parse([]byte(tt.testo), new(movimento)), tt.codice, tt.tipo, tt.campo, tt.riga, tt.c)
			if tt.tipo != membri.ErrSconosciuto { //nolint:errorlint // of the table
				require.Error(t, membri.ParseAperto([]byte(tt.testo), new(movimento)))
			}
		})
	}
	require.NoError(t, membri.ParseAperto([]byte(`{"x":1,"altro":{"y":{"z":1}}}`), new(movimento)))
	require.NoError(t, membri.Parse([]byte(`null`), new(movimento)))
}

// FuzzParse: a document that is read is read as encoding/json does, and one that
// it refuses is refused.
func FuzzParse(f *testing.F) {
	for _, s := range []string{`{"importo":"1.00","voci":[{"indice":1}]}`, `{"IMPORTO":"1.00"}`, `{"conti":{"a":{"suo":{"N":1}}}}`, `{"dati":{"a":[]},"x":1}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var nostro, loro movimento
		err := membri.ParseAperto(b, &nostro)
		errLoro := json.Unmarshal(b, &loro)
		if err == nil {
			require.NoError(t, errLoro, "%q", b)
			require.Equal(t, loro, nostro, "%q", b)
		}
		if membri.Parse(b, new(movimento)) == nil {
			require.NoError(t, err, "%q", b)
		}
	})
}
