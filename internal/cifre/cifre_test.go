package cifre_test

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/internal/cifre"
)

func TestSole(t *testing.T) {
	for s, atteso := range map[string]bool{"": true, "0": true, "0123456789": true, "12 ": false, "-1": false, "1.0": false, "١": false} {
		require.Equal(t, atteso, cifre.Sole(s), s)
		require.Equal(t, atteso, cifre.Sole([]byte(s)), s)
	}
}

func TestNumeroAppend(t *testing.T) {
	n, ok := cifre.Numero("000123")
	require.True(t, ok)
	require.Equal(t, uint64(123), n)
	require.Equal(t, "x00123", string(cifre.Append([]byte("x"), n, 5)))
	require.Equal(t, "23", string(cifre.Append(nil, n, 2)))
	_, ok = cifre.Numero("1a")
	require.False(t, ok)
}

// TestNumeroByte: whatever byte stands at whatever place, eight digits at a time find what one
// after the other do.
func TestNumeroByte(t *testing.T) {
	const cifreTutte = "918273645546372819"
	for i := range len(cifreTutte) {
		for c := range 256 {
			b := []byte(cifreTutte)
			b[i] = byte(c)
			atteso, err := strconv.ParseUint(string(b), 10, 64)
			n, ok := cifre.Numero(b)
			require.Equal(t, err == nil, ok, "%q", b)
			require.Equal(t, atteso, n, "%q", b)
			require.Equal(t, ok, cifre.Sole(b), "%q", b)
		}
	}
}

// TestCentesimiByte: whatever byte stands at whatever place, an amount is what a number is.
func TestCentesimiByte(t *testing.T) {
	for _, s := range []string{"1.23", "12.34", "9182736455463728.19", "91827364554637281.91", "00000000000000000.01"} {
		for i := range len(s) {
			for c := range 256 {
				b := []byte(s)
				b[i] = byte(c)
				p := len(b) - 3
				atteso, err := strconv.ParseInt(string(b[:p])+string(b[p+1:]), 10, 64)
				valido := err == nil && b[p] == '.' && b[0] != '-' && b[0] != '+'
				if !valido {
					atteso = 0
				}
				n, ok := cifre.Centesimi(b)
				require.Equal(t, valido, ok, "%q", b)
				require.Equal(t, atteso, n, "%q", b)
			}
		}
	}
}

func TestCentesimi(t *testing.T) {
	for s, atteso := range map[string]int64{
		"0.00": 0, "0.01": 1, "100.00": 10000, "92233720368547758.07": math.MaxInt64, "0000000000000000000000001.00": 100,
	} {
		n, ok := cifre.Centesimi(s)
		require.True(t, ok, s)
		require.Equal(t, atteso, n, s)
		require.Equal(t, strings.TrimLeft(s, "0"), strings.TrimLeft(string(cifre.AppendCentesimi(nil, n, '.')), "0"))
	}
	for _, s := range []string{"", "1", ".00", "1.0", "1.000", "1,00", "-1.00", "+1.00", "1 .00", "92233720368547758.08"} {
		_, ok := cifre.Centesimi(s)
		require.False(t, ok, s)
	}
	require.Equal(t, "-1234,05", string(cifre.AppendCentesimi(nil, -123405, ',')))
	require.Equal(t, "-92233720368547758.08", string(cifre.AppendCentesimi(nil, math.MinInt64, '.')))
}

func TestLeggi(t *testing.T) {
	casi := map[string]cifre.Decimale{
		"12":      {Interi: 2, Significativi: 2, Centesimi: 1200, Esatto: true, Entro: true},
		"-0.5":    {Segno: '-', Interi: 1, Decimali: 1, Significativi: 1, Separatore: true, Centesimi: 50, Esatto: true, Entro: true},
		"+.5":     {Segno: '+', Decimali: 1, Significativi: 1, Separatore: true, Centesimi: 50, Esatto: true, Entro: true},
		"7.":      {Interi: 1, Significativi: 1, Separatore: true, Centesimi: 700, Esatto: true, Entro: true},
		"1.2300":  {Interi: 1, Decimali: 4, Significativi: 5, Separatore: true, Centesimi: 123, Esatto: true, Entro: true},
		"1.2301":  {Interi: 1, Decimali: 4, Significativi: 5, Separatore: true, Centesimi: 123, Entro: true},
		"0000.00": {Interi: 4, Decimali: 2, Separatore: true, Esatto: true, Entro: true},
	}
	for s, atteso := range casi {
		d, ok := cifre.Leggi(s, '.')
		require.True(t, ok, s)
		require.Empty(t, cmp.Diff(atteso, d), s)
	}
	d, ok := cifre.Leggi("-12,34", ',')
	require.True(t, ok)
	require.Equal(t, int64(-1234), d.ConSegno())
	d, ok = cifre.Leggi("92233720368547758.08", '.')
	require.True(t, ok)
	require.False(t, d.Entro)
	for _, s := range []string{"", "-", "+", ".", "-.", "1.2.3", "1e3", " 1", "--1", "1,2"} {
		_, ok := cifre.Leggi(s, '.')
		require.False(t, ok, s)
	}
}

// FuzzLeggi holds the cents to those of arbitrary precision, and the two
// readers to each other.
func FuzzLeggi(f *testing.F) {
	for _, s := range []string{"0.00", "-12.34", "1.", ".5", "92233720368547758.07", "92233720368547758.08", "1.23000", "1.23001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := cifre.Leggi(s, '.')
		n, preciso := cifre.Centesimi(s)
		if preciso {
			require.True(t, ok && d.Entro && d.Esatto && d.Decimali == 2 && d.Segno == 0)
			require.Equal(t, n, d.Centesimi)
		}
		if !ok {
			return
		}
		r, valido := new(big.Rat).SetString(strings.TrimSuffix(strings.TrimPrefix(s, "+"), "."))
		require.True(t, valido, s)
		cent := r.Mul(r, big.NewRat(100, 1))
		if d.Esatto {
			require.True(t, cent.IsInt())
			require.Equal(t, d.Entro, new(big.Int).Abs(cent.Num()).IsInt64())
			if d.Entro {
				require.Equal(t, cent.Num().Int64(), d.ConSegno())
			}
		}
	})
}

func TestPorteSenzaAllocazioni(t *testing.T) {
	b := make([]byte, 0, 64)
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "Leggi", Chiama: func() { _, _ = cifre.Leggi("1234.56", '.') }},
		prova.Porta{Nome: "Centesimi", Chiama: func() { _, _ = cifre.Centesimi("1234.56") }},
		prova.Porta{Nome: "AppendCentesimi", Chiama: func() { b = cifre.AppendCentesimi(b[:0], 123456, '.') }},
		prova.Porta{Nome: "Append", Chiama: func() { b = cifre.Append(b[:0], 123456, 8) }},
	)
}

func TestNumeroECentesimi(t *testing.T) {
	for s, want := range map[string]uint64{"": 0, "0": 0, "9": 9, "1090": 1090, "999999999999999999": 999999999999999999} {
		n, ok := cifre.Numero(s)
		require.True(t, ok, s)
		require.Equal(t, want, n)
	}
	for _, s := range []string{":", "/", "1:", "-1", " 1"} {
		_, ok := cifre.Numero(s)
		require.False(t, ok, s)
	}
	for c, want := range map[int64]string{0: "0,00", 1: "0,01", -1: "-0,01", 100: "1,00", -123456: "-1234,56"} {
		require.Equal(t, want, string(cifre.AppendCentesimi(nil, c, ',')))
	}
}
