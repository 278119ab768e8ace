package avviso_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"encoding/xml"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// valore is what every value type of the package offers.
type valore interface {
	comparable
	String() string
	encoding.TextMarshaler
	driver.Valuer
}

type puntatore[T any] interface {
	*T
	encoding.TextUnmarshaler
	sql.Scanner
}

// codec proves the text, JSON, XML and SQL forms of one type.
func codec[T valore, P puntatore[T]](t *testing.T, nome, buono, cattivo string, tipo error) {
	t.Run(nome, func(t *testing.T) {
		var v, zero T
		require.NoError(t, P(&v).UnmarshalText([]byte(buono)))
		require.Equal(t, buono, v.String())
		b, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, buono, string(b))

		// JSON, as a member and as the key of an object.
		j, err := json.Marshal(map[string]T{"v": v})
		require.NoError(t, err)
		require.Equal(t, `{"v":"`+buono+`"}`, string(j))
		var m map[string]T
		require.NoError(t, json.Unmarshal(j, &m))
		require.Equal(t, v, m["v"])
		j, err = json.Marshal(map[T]int{v: 1})
		require.NoError(t, err)
		require.Equal(t, `{"`+buono+`":1}`, string(j))

		type doc struct {
			V T `xml:"v"`
		}
		x, err := xml.Marshal(doc{v})
		require.NoError(t, err)
		require.Equal(t, "<doc><v>"+buono+"</v></doc>", string(x))
		var d doc
		require.NoError(t, xml.Unmarshal(x, &d))
		require.Equal(t, v, d.V)

		// SQL.
		col, err := v.Value()
		require.NoError(t, err)
		require.Equal(t, buono, col)
		var w T
		require.NoError(t, P(&w).Scan(col))
		require.Equal(t, v, w)
		w = zero
		require.NoError(t, P(&w).Scan([]byte(buono)))
		require.Equal(t, v, w)
		var nullo sql.Null[T]
		require.NoError(t, nullo.Scan(nil))
		require.False(t, nullo.Valid)

		// Refusals leave the old value.
		rifiuti := []error{P(&w).UnmarshalText([]byte(cattivo)), P(&w).UnmarshalText(nil), P(&w).Scan(nil)}
		if tipo != avviso.ErrImporto { // whose columns are read in every form of a DECIMAL
			rifiuti = append(rifiuti, P(&w).Scan(int64(1)), P(&w).Scan(cattivo))
		}
		for _, err := range rifiuti {
			var e *avviso.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, tipo)
			require.Equal(t, v, w)
		}
	})
}

// azzerabile is an identifier, whose zero value must not be written.
func azzerabile[T valore](t *testing.T, tipo error) {
	t.Helper()
	var zero T
	_, err := zero.MarshalText()
	rifiuto(t, err, avviso.CodiceNullo, tipo)
	_, err = zero.Value()
	rifiuto(t, err, avviso.CodiceNullo, tipo)
	require.Empty(t, zero.String())
}

func TestCodec(t *testing.T) {
	codec[avviso.Importo](t, "Importo", "100.10", "100.1", avviso.ErrImporto)
	codec[avviso.Data](t, "Data", "2024-05-03", "2024-02-30", avviso.ErrData)
	codec[avviso.IdDominio](t, "IdDominio", "00429440068", "429440068", avviso.ErrIdDominio)
	codec[avviso.NumeroAvviso](t, "NumeroAvviso", "001190280072147087", "901190280072147087", avviso.ErrNumeroAvviso)
	codec[avviso.IUV](t, "IUV", "RF45w9", "RF45 w9", avviso.ErrIUV)
	codec[avviso.RF](t, "RF", "RF45w9", "RF46w9", avviso.ErrRF)
	codec[avviso.CodiceFiscale](t, "CodiceFiscale", "TSTPNI70D01L219V", "TSTPNI70D01L219X", avviso.ErrCodiceFiscale)
	codec[avviso.PartitaIVA](t, "PartitaIVA", "00429440068", "00429440069", avviso.ErrPartitaIVA)
	codec[avviso.IBAN](t, "IBAN", "IT60X0542811101000000123456", "IT61X0542811101000000123456", avviso.ErrIBAN)
	codec[avviso.GLN](t, "GLN", "8088888012348", "8088888012349", avviso.ErrGLN)
}

func TestZeroNonSiScrive(t *testing.T) {
	azzerabile[avviso.Data](t, avviso.ErrData)
	azzerabile[avviso.IdDominio](t, avviso.ErrIdDominio)
	azzerabile[avviso.NumeroAvviso](t, avviso.ErrNumeroAvviso)
	azzerabile[avviso.IUV](t, avviso.ErrIUV)
	azzerabile[avviso.RF](t, avviso.ErrRF)
	azzerabile[avviso.CodiceFiscale](t, avviso.ErrCodiceFiscale)
	azzerabile[avviso.PartitaIVA](t, avviso.ErrPartitaIVA)
	azzerabile[avviso.IBAN](t, avviso.ErrIBAN)
	azzerabile[avviso.GLN](t, avviso.ErrGLN)
}

// Two values are == exactly when their texts are: Compare agrees.
func TestCompare(t *testing.T) {
	a, b := avviso.MustIUV("1"), avviso.MustIUV("2")
	require.Equal(t, -1, a.Compare(b))
	require.Equal(t, 0, a.Compare(a))
	require.Equal(t, 1, b.Compare(a))
}
