package membri_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// scheda has a member of each kind that the two doors read differently.
type scheda struct {
	Corto   string
	Intero  int
	Importo avviso.Importo
	Giorno  avviso.Data
	Ora     avviso.DataOra
	Logico  bool
	Indice  avviso.Indice
	Parola  string
	Altri   avviso.Altri
}

func (s *scheda) campi() []membri.Campo {
	return []membri.Campo{
		{Nome: "corto", Dove: membri.Corto{Dove: &s.Corto, Massimo: 3}},
		{Nome: "intero", Dove: membri.Intero{Dove: &s.Intero, Minimo: 1, Massimo: 9}},
		{Nome: "importo", Dove: &s.Importo},
		{Nome: "giorno", Dove: &s.Giorno},
		{Nome: "ora", Dove: &s.Ora},
		{Nome: "logico", Dove: &s.Logico},
		{Nome: "indice", Dove: &s.Indice},
		{Nome: "parola", Dove: membri.Tollerata{Dove: &s.Parola, Ammessa: func(p string) bool { return p == "A" }}},
	}
}

func leggiScheda(testo string, tollerante bool) (s scheda, l membri.Lettura, err error) {
	l.Tollerante = tollerante
	if testo, err = l.Apre([]byte(testo)); err != nil {
		return s, l, err
	}
	l.Oggetto(testo, s.campi(), &s.Altri)
	return s, l, l.Err()
}

// One member at a time: what the strict door says, and the tolerant one, a violation or a
// warning; "" for nothing.
func TestLetturaPorte(t *testing.T) {
	for _, tt := range []struct {
		membro, valore        string
		stretta, tollerante   avviso.Codice
		soloAvviso            bool // the tolerant door only warns
		letto                 func(*scheda) any
		attesoStretta, atteso any
	}{
		{"corto", `"abc"`, "", "", false, func(s *scheda) any { return s.Corto }, "abc", "abc"},
		{"corto", `"èèè"`, "", "", false, func(s *scheda) any { return s.Corto }, "èèè", "èèè"},
		{"corto", `"abcd"`, "LUNGHEZZA_MAX", "LUNGHEZZA_MAX", false, nil, nil, nil},
		{"corto", `""`, "LUNGHEZZA_MIN", "LUNGHEZZA_MIN", false, nil, nil, nil},
		{"corto", `12`, "PATTERN", "TIPO", true, func(s *scheda) any { return s.Corto }, "", "12"},
		{"corto", `-9`, "PATTERN", "TIPO", true, func(s *scheda) any { return s.Corto }, "", "-9"},
		{"corto", `{}`, "PATTERN", "PATTERN", false, nil, nil, nil},
		{"intero", `1`, "", "", false, func(s *scheda) any { return s.Intero }, 1, 1},
		{"intero", `9`, "", "", false, func(s *scheda) any { return s.Intero }, 9, 9},
		{"intero", `"9"`, "", "", false, func(s *scheda) any { return s.Intero }, 9, 9},
		{"intero", `0`, "MIN", "MIN", false, nil, nil, nil},
		{"intero", `-1`, "MIN", "MIN", false, nil, nil, nil},
		{"intero", `10`, "MAX", "MAX", false, nil, nil, nil},
		{"intero", `1.0`, "PATTERN", "PATTERN", false, nil, nil, nil},
		{"intero", `"+1"`, "PATTERN", "PATTERN", false, nil, nil, nil},
		{"intero", `true`, "PATTERN", "PATTERN", false, nil, nil, nil},
		{"importo", `999999999.99`, "", "", false, func(s *scheda) any { return s.Importo.String() }, "999999999.99", "999999999.99"},
		{"importo", `"0.5"`, "", "", false, func(s *scheda) any { return s.Importo.String() }, "0.50", "0.50"},
		{"importo", `1000000000`, "MAX", "MAX", false, nil, nil, nil},
		{"importo", `99999999999999999999`, "MAX", "MAX", false, nil, nil, nil},
		{"importo", `0.005`, "DECIMALI", "DECIMALI", false, nil, nil, nil},
		{"importo", `-1`, "MIN", "MIN", false, nil, nil, nil},
		{"importo", `".5"`, "PATTERN", "PATTERN", false, nil, nil, nil},
		{"importo", `"5."`, "PATTERN", "PATTERN", false, nil, nil, nil},
		{"importo", `"+5"`, "PATTERN", "PATTERN", false, nil, nil, nil},
		{"giorno", `"2024-05-03"`, "", "", false, func(s *scheda) any { return s.Giorno.String() }, "2024-05-03", "2024-05-03"},
		{"giorno", `"2024-05-03T10:11:12"`, "DATA", "TIPO", true, func(s *scheda) any { return s.Giorno.String() }, avviso.Data{}.String(), "2024-05-03"},
		{"giorno", `"2024-05-03 ieri"`, "DATA", "DATA", false, nil, nil, nil},
		{"giorno", `"2024-05-32"`, "DATA", "DATA", false, nil, nil, nil},
		{"ora", `"2024-05-03T10:11:12"`, "", "", false, func(s *scheda) any { return s.Ora.IsValid() }, true, true},
		{"ora", `"2024-05-03"`, "", "", false, func(s *scheda) any { return s.Ora.IsValid() }, true, true},
		{"ora", `"2024-05"`, "DATA", "DATA", false, nil, nil, nil},
		{"logico", `true`, "", "", false, func(s *scheda) any { return s.Logico }, true, true},
		{"logico", `false`, "", "", false, func(s *scheda) any { return s.Logico }, false, false},
		{"logico", `"true"`, "PATTERN", "TIPO", true, func(s *scheda) any { return s.Logico }, false, true},
		{"logico", `"false"`, "PATTERN", "TIPO", true, func(s *scheda) any { return s.Logico }, false, false},
		{"logico", `"si"`, "PATTERN", "PATTERN", false, nil, nil, nil},
		{"logico", `1`, "PATTERN", "PATTERN", false, nil, nil, nil},
		{"indice", `1`, "", "", false, func(s *scheda) any { return int(s.Indice) }, 1, 1},
		{"indice", `0`, "MIN", "MIN", false, nil, nil, nil},
		{"parola", `"A"`, "", "", false, func(s *scheda) any { return s.Parola }, "A", "A"},
		{"parola", `"B"`, "ENUM", "ENUM", true, func(s *scheda) any { return s.Parola }, "B", "B"},
	} {
		t.Run(tt.membro+tt.valore, func(t *testing.T) {
			testo := `{"` + tt.membro + `":` + tt.valore + `}`
			for _, tollerante := range []bool{false, true} {
				codice, atteso := tt.stretta, tt.attesoStretta
				if tollerante {
					codice, atteso = tt.tollerante, tt.atteso
				}
				s, l, err := leggiScheda(testo, tollerante)
				require.NoError(t, err)
				trovati := l.Violazioni
				if tollerante && tt.soloAvviso {
					require.Empty(t, l.Violazioni)
					trovati = l.Avvertenze
				} else {
					require.Empty(t, l.Avvertenze)
				}
				if codice == "" {
					require.Empty(t, trovati)
				} else {
					require.Len(t, trovati, 1)
					require.Equal(t, [2]string{string(codice), tt.membro}, [2]string{string(trovati[0].Codice), trovati[0].Campo})
				}
				if tt.letto != nil {
					require.Equal(t, atteso, tt.letto(&s))
				}
			}
		})
	}
}

// Two hundred members of others, of 256 KiB with their names, are kept; one more, or one
// byte more, refuses the document, whichever door reads it.
func TestIgnotiAlLimite(t *testing.T) {
	tanti := func(n int) string {
		return "{" + strings.TrimSuffix(strings.Repeat(`"x":1,`, n), ",") + "}"
	}
	diversi := func(n int) string {
		var b strings.Builder
		b.WriteString(`{"x":[1]`)
		for i := 1; i < n; i++ {
			b.WriteString(`,"` + strings.Repeat("y", i) + `":1`)
		}
		return b.String() + "}"
	}
	lungo := func(n int) string { return `{"xx":"` + strings.Repeat("a", n-len(`xx""`)) + `"}` }
	for _, tt := range []struct {
		nome, testo string
		tipo        error
	}{
		{"two hundred", diversi(200), nil},
		{"one more", diversi(201), membri.ErrSconosciuto},
		{"256 KiB", lungo(256 << 10), nil},
		{"a byte more", lungo(256<<10 + 1), membri.ErrSconosciuto},
		{"twice", tanti(2), membri.ErrRipetuto},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			s, l, err := leggiScheda(tt.testo, true)
			_, _, stretta := leggiScheda(tt.testo, false)
			if tt.tipo != nil {
				require.ErrorIs(t, err, tt.tipo)
				require.ErrorIs(t, stretta, tt.tipo)
				return
			}
			require.NoError(t, err)
			require.NoError(t, stretta)
			require.NotEmpty(t, l.Avvertenze)
			require.Equal(t, tt.testo, "{"+string(s.Altri)+"}")
		})
	}
}

// What is written has its members in order, absent ones left out, or null where they must
// be there; an amount is always there.
func TestScrittura(t *testing.T) {
	var s scheda
	tutti := []membri.Campo{
		{Nome: "corto", Dove: membri.Corto{Dove: &s.Corto, Massimo: 3}, Obbligatorio: true},
		{Nome: "zero", Dove: membri.Intero{Dove: new(int)}, Obbligatorio: true},
	}
	for _, tt := range []struct {
		s    scheda
		want string
	}{
		{scheda{}, `{"importo":0.00,"corto":null,"zero":0}`},
		{scheda{Corto: "a", Intero: 7, Importo: avviso.ImportoDaCentesimi(150), Indice: 2, Altri: `"x":[1]`}, `{"corto":"a","intero":7,"importo":1.50,"indice":2,"corto":"a","zero":0,"x":[1]}`},
	} {
		s = tt.s
		var campi []membri.Campo
		for _, c := range s.campi() {
			if c.Nome != "logico" && c.Nome != "parola" {
				campi = append(campi, c)
			}
		}
		var w membri.Scrittura
		w.Gruppo("", membri.Gruppo{Campi: append(campi, tutti...), Altri: &s.Altri})
		require.Equal(t, tt.want, string(w.B))
	}
}

// The first error of what is written inside is kept.
func TestScritturaErrori(t *testing.T) {
	uno, due := errors.New("uno"), errors.New("due")
	aggiunge := func(err error) func([]byte) ([]byte, error) {
		return func(b []byte) ([]byte, error) { return append(b, '1'), err }
	}
	for _, tt := range []struct {
		errori []error
		want   error
	}{{nil, nil}, {[]error{nil, nil}, nil}, {[]error{nil, uno}, uno}, {[]error{uno, nil}, uno}, {[]error{uno, due}, uno}} {
		var w membri.Scrittura
		for _, err := range tt.errori {
			w.Aggiunge("a", aggiunge(err))
		}
		require.Equal(t, tt.want, w.Err)
	}
}
