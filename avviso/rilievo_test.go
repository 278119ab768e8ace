package avviso_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

func TestRilievo(t *testing.T) {
	r := avviso.Rilievo{Codice: "LUNGHEZZA", Campo: "iuv", Valore: "RSSMRA80A01H501U", Riga: 3, Colonna: 7, Testo: "troppo corto"}
	require.Equal(t, `LUNGHEZZA iuv (riga 3, colonna 7) "RSS*************": troppo corto`, r.String())
	require.Equal(t, "troppo corto", avviso.Rilievo{Testo: "troppo corto"}.String())
	b, err := json.Marshal(r)
	require.NoError(t, err)
	require.JSONEq(t, `{"codice":"LUNGHEZZA","campo":"iuv","valore":"RSSMRA80A01H501U","riga":3,"colonna":7,"messaggio":"troppo corto"}`, string(b))
}

func TestRilievoDi(t *testing.T) {
	_, err := avviso.ParseIUV("")
	r, ok := avviso.RilievoDi(fmt.Errorf("riga 4: %w", err))
	require.True(t, ok)
	require.Equal(t, avviso.Rilievo{Codice: avviso.CodiceLunghezza, Testo: "IUV non conforme"}, r)
	_, ok = avviso.RilievoDi(errors.New("altro"))
	require.False(t, ok)
	_, ok = avviso.RilievoDi(nil)
	require.False(t, ok)
}

func TestAuxDigit(t *testing.T) {
	for n, s := range []string{"0", "1", "2", "3"} {
		a := avviso.AuxDigit(s)
		require.True(t, a.IsValid())
		require.Equal(t, n, a.Cifra())
		b, err := json.Marshal(a)
		require.NoError(t, err)
		require.Equal(t, s, string(b), "a number")
		for _, j := range []string{s, `"` + s + `"`} {
			var letto avviso.AuxDigit
			require.NoError(t, json.Unmarshal([]byte(j), &letto))
			require.Equal(t, a, letto)
		}
	}
	for _, s := range []string{"", "4", "-1", "03", "x"} {
		var letto avviso.AuxDigit
		rifiuto(t, letto.UnmarshalJSON([]byte(s)), avviso.CodiceAux, avviso.ErrAux)
		require.Equal(t, -1, avviso.AuxDigit(s).Cifra())
		_, err := json.Marshal(avviso.AuxDigit(s))
		require.Error(t, err)
	}
	a := avviso.Aux3
	require.NoError(t, json.Unmarshal([]byte("null"), &a))
	require.Equal(t, avviso.Aux3, a)
}

func TestTipoRiscossione(t *testing.T) {
	for i, n := range []string{"ENTRATA", "MBT", "ALTRO_INTERMEDIARIO", "ENTRATA_PA_NON_INTERMEDIATA"} {
		v, err := avviso.ParseTipoRiscossione(n)
		require.NoError(t, err)
		require.Equal(t, avviso.TipoRiscossione(i+1), v)
		require.Equal(t, n, v.String())
	}
	_, err := avviso.ParseTipoRiscossione("entrata")
	rifiuto(t, err, avviso.CodiceTipo, avviso.ErrTipoRiscossione)
	// Left out, it goes through a column and comes back left out.
	var v avviso.TipoRiscossione
	colonna, err := v.Value()
	require.NoError(t, err)
	require.Nil(t, colonna)
	v = avviso.MBT
	require.NoError(t, v.Scan(colonna))
	require.Zero(t, v)
}

func TestIndice(t *testing.T) {
	for i, s := range []string{"", "1", "2", "3", "4", "5", "6"} {
		require.Equal(t, s, avviso.Indice(i).String())
		require.Equal(t, i >= 1 && i <= 5, avviso.Indice(i).IsValid())
	}
}
