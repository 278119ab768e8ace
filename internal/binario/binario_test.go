package binario_test

import (
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/binario"
)

func TestAndataERitorno(t *testing.T) {
	var s binario.Scrittore
	s.Numero(1)
	s.Numero(math.MaxUint64)
	s.Intero(math.MinInt64)
	s.Intero(-1)
	s.Testo("città")
	s.Nome("PSP")
	s.Nome("")
	s.Nome("PSP")
	l := binario.NuovoLettore(s.Byte)
	l.Versione(1)
	require.Equal(t, uint64(math.MaxUint64), l.Numero())
	require.Equal(t, int64(math.MinInt64), l.Intero())
	require.Equal(t, int64(-1), l.Intero())
	require.Equal(t, "città", l.Testo())
	require.Equal(t, "PSP", l.Nome())
	require.Empty(t, l.Nome())
	require.Equal(t, "PSP", l.Nome())
	require.NoError(t, l.Fine())
}

func TestRifiuti(t *testing.T) {
	for _, c := range []struct {
		nome  string
		byte  []byte
		leggi func(*binario.Lettore)
		err   error
	}{
		{"nothing", nil, func(l *binario.Lettore) { l.Numero() }, binario.ErrTronco},
		{"number longer than needed", []byte{0x81, 0}, func(l *binario.Lettore) { l.Numero() }, binario.ErrNumero},
		{"above the limit", []byte{3}, func(l *binario.Lettore) { l.FinoA(2) }, binario.ErrNumero},
		{"more texts than bytes", []byte{9, 'a'}, func(l *binario.Lettore) { l.Testo() }, binario.ErrTronco},
		{"no UTF-8", []byte{1, 0xff}, func(l *binario.Lettore) { l.Testo() }, binario.ErrTesto},
		{"name never written", []byte{1}, func(l *binario.Lettore) { l.Nome() }, binario.ErrNumero},
		{"version", []byte{2}, func(l *binario.Lettore) { l.Versione(1) }, binario.ErrVersione},
		{"left over", []byte{1, 1}, func(l *binario.Lettore) { l.Versione(1) }, binario.ErrAvanzo},
	} {
		t.Run(c.nome, func(t *testing.T) {
			l := binario.NuovoLettore(c.byte)
			c.leggi(l)
			require.ErrorIs(t, l.Fine(), c.err)
		})
	}
}

// What is read of a list is asked about, one by one, up to the first that is refused.
func TestListaValida(t *testing.T) {
	dispari := errors.New("dispari")
	passa := func(p binario.Passaggio, n *uint64) {
		if p.L == nil {
			p.S.Numero(*n)
			return
		}
		*n = p.L.Numero()
	}
	for _, tt := range []struct {
		lista   []uint64
		chiesti []uint64
		want    error
	}{{nil, nil, nil}, {[]uint64{2, 4}, []uint64{2, 4}, nil}, {[]uint64{2, 3, 5}, []uint64{2, 3}, dispari}} {
		var s binario.Scrittore
		binario.Lista(binario.Passaggio{S: &s}, &tt.lista, passa, nil)
		l := binario.NuovoLettore(s.Byte)
		var letti, chiesti []uint64
		binario.Lista(binario.Passaggio{L: l}, &letti, passa, func(n uint64) error {
			if chiesti = append(chiesti, n); n%2 == 1 {
				return dispari
			}
			return nil
		})
		require.ErrorIs(t, l.Err(), tt.want)
		require.Equal(t, tt.chiesti, chiesti)
	}
}
