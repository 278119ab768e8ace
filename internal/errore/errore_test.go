package errore_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/errore"
)

func TestTesto(t *testing.T) {
	tests := []struct {
		nome, got, want string
	}{
		{
			"whole", errore.Testo("avviso", "LUNGHEZZA", "nav", "123", 4, 7, errors.New("18 digits expected")),
			`avviso: LUNGHEZZA nav (riga 4, colonna 7) "123": 18 digits expected`,
		},
		{"bare", errore.Testo("avviso", "VUOTO", "", "", 0, 0, nil), "avviso: VUOTO"},
		{"line only", errore.Testo("gdp", "X", "", "", 3, 0, nil), "gdp: X (riga 3)"},
		{"column only", errore.Testo("gdp", "X", "", "", 0, 3, nil), "gdp: X"},
		{"cause alone", errore.Rilievo("", "", "", 0, 0, "illeggibile"), "illeggibile"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) { require.Equal(t, tt.want, tt.got) })
	}
}

func TestCita(t *testing.T) {
	require.Equal(t, `"abc"`, errore.Cita("abc"))
	require.Equal(t, `"a\"b\n"`, errore.Cita("a\"b\n"))
	require.Equal(t, `"`+strings.Repeat("x", 40)+`"`, errore.Cita(strings.Repeat("x", 40)))
	require.Equal(t, `"…"`, errore.Cita(strings.Repeat("\x80", 41)), "no character begins")
	require.Equal(t, `"`+strings.Repeat("x", 40)+`…"`, errore.Cita(strings.Repeat("x", 4000)))
	// The cut falls inside a two-byte letter: the letter goes, never half of it.
	require.Equal(t, `"`+strings.Repeat("x", 39)+`…"`, errore.Cita(strings.Repeat("x", 39)+"àà"))
}

func TestMaschera(t *testing.T) {
	tests := map[string]string{
		"RSSMRA80A01H501U":          "RSS*************",
		"cf RSSMRAU0A01H50MJ, fine": "cf RSS*************, fine",
		"ZZZZZZ99T99Z999Z":          "ZZZ*************",
		"AAAAAALLALLALLLA":          "AAA*************",
		"AAAAAA00A00A000[":          "AAAAAA00A00A000[",
		"00429440068":               "00429440068",
		"RSSMRA80A01H501":           "RSSMRA80A01H501",
	}
	for in, want := range tests {
		require.Equal(t, want, errore.Maschera(in), in)
	}
}

func TestLuogo(t *testing.T) {
	const testo = "ab\n\u00e8\u00e8c\n"
	tests := []struct{ i, riga, colonna int }{
		{-1, 1, 1}, {0, 1, 1}, {1, 1, 2}, {2, 1, 3}, {3, 2, 1}, {5, 2, 2}, {7, 2, 3}, {9, 3, 1}, {100, 3, 1},
	}
	for _, tt := range tests {
		riga, colonna := errore.Luogo([]byte(testo), tt.i)
		require.Equal(t, tt, struct{ i, riga, colonna int }{tt.i, riga, colonna})
	}
}

func TestCoppia(t *testing.T) {
	tipo, causa := errors.New("data non valida"), errors.New("giorno inesistente")
	e := errore.Coppia(tipo, causa)
	require.ErrorIs(t, e, tipo)
	require.ErrorIs(t, e, causa)
	require.EqualError(t, e, "data non valida: giorno inesistente")
	// The kind is said once.
	require.EqualError(t, errore.Coppia(tipo, e), "data non valida: giorno inesistente")
	require.Equal(t, tipo, errore.Coppia(tipo, nil))
}
