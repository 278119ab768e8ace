package membri_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// carta is a document of the tests.
type carta struct {
	nome, dentro string
	si           bool
	n            int
	voci         []int
	iuv          avviso.IUV
}

func (c *carta) campi() []membri.Campo {
	return []membri.Campo{
		{Nome: "nome", Dove: &c.nome, Obbligatorio: true},
		{Nome: "si", Dove: &c.si},
		{Nome: "n", Dove: &c.n},
		{Nome: "iuv", Dove: &c.iuv},
		{Nome: "voci", Dove: func(v string) error {
			return membri.Elenco(v, func(_ int, v string) error {
				var n int
				err := membri.Oggetto(v, []membri.Campo{{Nome: "n", Dove: &n}}, membri.Regole{})
				c.voci = append(c.voci, n)
				return err
			})
		}},
		{Nome: "dentro", Dove: func(v string) error {
			return membri.Oggetto(v, []membri.Campo{{Nome: "testo", Dove: &c.dentro, Obbligatorio: true}}, membri.Regole{})
		}},
	}
}

func leggiCarta(testo string, r membri.Regole) (c carta, err error) {
	err = membri.Oggetto(testo, c.campi(), r)
	return c, membri.ConLuogo(testo, err)
}

func TestOggetto(t *testing.T) {
	c, err := leggiCarta(` {"voci":[{"n":1},{}],"nome":"a\u0062","si":true,"n":3,"dentro":{"testo":"è"},"iuv":"123"}`, membri.Regole{})
	require.NoError(t, err)
	require.Equal(t, carta{nome: "ab", dentro: "è", si: true, n: 3, voci: []int{1, 0}, iuv: avviso.MustIUV("123")}, c)
	c, err = leggiCarta(`{"nome":"a","si":null,"dentro":null}`, membri.Regole{})
	require.NoError(t, err)
	require.Equal(t, carta{nome: "a"}, c)
	tests := []struct {
		testo   string
		codice  avviso.Codice
		tipo    error
		campo   string
		riga, c int
	}{
		{`[]`, membri.CodiceTipo, membri.ErrTipo, "", 1, 1},
		{`{"nome":"a","x":1}`, membri.CodiceMembro, membri.ErrSconosciuto, "x", 1, 17},
		{`{"nome":"a","NOME":"b"}`, membri.CodiceMembro, membri.ErrRipetuto, "NOME", 1, 20},
		{`{"NOME":"a","nome":"b"}`, membri.CodiceMembro, membri.ErrRipetuto, "nome", 1, 20},
		{`{"NOME":"a","si":true}`, membri.CodiceMembro, membri.ErrMaiuscole, "NOME", 1, 9},
		{`{"nome":"a","nome":"b"}`, membri.CodiceMembro, membri.ErrRipetuto, "nome", 1, 20},
		{`{"nome":null,"nome":"b"}`, membri.CodiceMembro, membri.ErrRipetuto, "nome", 1, 21},
		{`{"nome":null}`, membri.CodiceObbligatorio, membri.ErrAssente, "nome", 1, 9},
		{"{\n}", membri.CodiceObbligatorio, membri.ErrAssente, "nome", 1, 1},
		{"{\"nome\":\"a\",\n\"dentro\":{}}", membri.CodiceObbligatorio, membri.ErrAssente, "dentro.testo", 2, 10},
		{`{"nome":1}`, membri.CodiceTipo, membri.ErrTipo, "nome", 1, 9},
		{`{"si":"x"}`, membri.CodiceTipo, membri.ErrTipo, "si", 1, 7},
		{`{"n":"x"}`, membri.CodiceTipo, membri.ErrTipo, "n", 1, 6},
		{`{"iuv":"à"}`, membri.CodiceValore, avviso.ErrIUV, "iuv", 1, 8},
		{`{"voci":1}`, membri.CodiceTipo, membri.ErrTipo, "voci", 1, 9},
		{"{\"voci\":[{},\n {\"n\":true}]}", membri.CodiceTipo, membri.ErrTipo, "voci[1].n", 2, 7},
		{`{"voci":[{"N":1}]}`, membri.CodiceMembro, membri.ErrMaiuscole, "voci[0].N", 1, 15},
	}
	for _, tt := range tests {
		t.Run(tt.testo, func(t *testing.T) {
			_, err := leggiCarta(tt.testo, membri.Regole{})
			rifiuto(t, err, tt.codice, tt.tipo, tt.campo, tt.riga, tt.c)
		})
	}
}

// What is refused without rules may be tolerated, but for a name in another case.
func TestRegole(t *testing.T) {
	var ignoti, mancano, valori []string
	r := membri.Regole{
		Valore: func(c membri.Campo, v string) error {
			valori = append(valori, c.Nome+"="+v)
			return membri.Assegna(c.Dove, v)
		},
		Ignoto: func(nome, v string) error {
			ignoti = append(ignoti, nome+"="+v)
			return nil
		},
		Manca: func(c membri.Campo) error {
			mancano = append(mancano, c.Nome)
			return nil
		},
	}
	c, err := leggiCarta(`{"x":[1],"n":2,"si":null,"y":null}`, r)
	require.NoError(t, err)
	require.Equal(t, carta{n: 2}, c)
	require.Equal(t, []string{"x=[1]", "y=null"}, ignoti)
	require.Equal(t, []string{"nome"}, mancano)
	require.Equal(t, []string{"n=2"}, valori)
	_, err = leggiCarta(`{"NOME":"x"}`, r)
	rifiuto(t, err, membri.CodiceMembro, membri.ErrMaiuscole, "NOME", 1, 9)

	altro := errors.New("altro")
	r.Valore = func(membri.Campo, string) error { return altro }
	_, err = leggiCarta(`{"n":1}`, r)
	require.Equal(t, altro, err)
}

// An object may have more members than a word has bits.
func TestMoltiCampi(t *testing.T) {
	valori := make([]int, 100)
	var campi []membri.Campo
	var b strings.Builder
	for i := range valori {
		nome := strings.Repeat("x", i)
		campi = append(campi, membri.Campo{Nome: nome, Dove: &valori[i], Obbligatorio: true})
		b.WriteString(`,"` + nome + `":1`)
	}
	testo := "{" + b.String()[1:] + "}"
	require.NoError(t, membri.Oggetto(testo, campi, membri.Regole{}))
	require.Error(t, membri.Oggetto(testo[:len(testo)-1]+`,"`+campi[99].Nome+`":1}`, campi, membri.Regole{}))
	require.Error(t, membri.Oggetto("{"+b.String()[6:]+"}", campi, membri.Regole{}))
	for _, v := range valori {
		require.Equal(t, 1, v)
	}
}
