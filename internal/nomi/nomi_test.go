package nomi_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/nomi"
)

type colore uint8

var errColore = errors.New("no such colour")

var colori = nomi.Nuova[colore](func(string) error { return errColore }, "ROSSO", "VERDE")

func TestTabella(t *testing.T) {
	require.Equal(t, []colore{1, 2}, slices.Collect(colori.Tutti()))
	require.Equal(t, "ROSSO", colori.String(1))
	require.Equal(t, "nomi_test.colore(0)", colori.String(0))
	require.Equal(t, "nomi_test.colore(40)", colori.String(40))
	require.False(t, colori.Valido(0))
	require.True(t, colori.Valido(2))
	require.False(t, colori.Valido(3))

	v, err := colori.Parse("VERDE")
	require.NoError(t, err)
	require.Equal(t, colore(2), v)
	for _, s := range []string{"", "verde", "VERDE ", "BLU"} {
		_, err = colori.Parse(s)
		require.ErrorIs(t, err, errColore, s)
	}
}

func TestZeroIsNeverWritten(t *testing.T) {
	_, err := colori.MarshalText(0)
	require.ErrorIs(t, err, errColore)
	_, err = colori.Value(3)
	require.ErrorIs(t, err, errColore)
}

func TestUnmarshalLeavesTheOldValueOnError(t *testing.T) {
	v := colore(1)
	require.ErrorIs(t, colori.UnmarshalText(&v, []byte("BLU")), errColore)
	require.Equal(t, colore(1), v)
}

func TestScan(t *testing.T) {
	var v colore
	require.NoError(t, colori.Scan(&v, "VERDE"))
	require.Equal(t, colore(2), v)
	require.NoError(t, colori.Scan(&v, []byte("ROSSO")))
	require.Equal(t, colore(1), v)
	require.ErrorIs(t, colori.Scan(&v, 7), errColore)
	require.Equal(t, colore(1), v)

	// An absent value is NULL, both ways.
	require.NoError(t, colori.Scan(&v, nil))
	require.Zero(t, v)
	colonna, err := colori.Value(v)
	require.NoError(t, err)
	require.Nil(t, colonna)
}

func TestBadDeclarationsPanicAtStartUp(t *testing.T) {
	rifiuto := func(string) error { return errColore }
	require.Panics(t, func() { nomi.Nuova[colore](rifiuto, "A", "A") })
	require.Panics(t, func() { nomi.Nuova[colore](rifiuto, "A", "") })
	molti := make([]string, 256)
	for i := range molti {
		molti[i] = strconv.Itoa(i + 1)
	}
	require.Panics(t, func() { nomi.Nuova[colore](rifiuto, molti...) }, "eight bits have 255 numbers that are not zero")
	require.Equal(t, "255", nomi.Nuova[colore](rifiuto, molti[:255]...).String(255))
}
