package xmlrigido_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// ordine is a small document type: id, optional nota, one or two riga with
// quantity and attribute, and a choice.
type ordine struct {
	id, nota string
	righe    []string
	scelta   string
}

func leggiOrdine(doc string) (o ordine, err error) {
	n, err := xmlrigido.LeggiAlbero([]byte(doc), xmlrigido.Opzioni{})
	if err != nil {
		return o, err
	}
	c := n.Cursore("Ordine")
	o.id = c.Stringa("id", 1, 5)
	o.nota = c.StringaOpzionale("nota", 1, 3)
	righe := c.Molti("riga", 1, 2)
	for i := range righe {
		r := c.Dentro(&righe[i])
		q := r.Uno("quantita")
		_, err := xmlrigido.Intero(q.Testo, 1, 99)
		r.Controlla(q, err)
		o.righe = append(o.righe, r.AttributoUno("n")+"x"+q.Testo)
		_ = r.Fine()
	}
	s := c.Scelta("contanti", "carta")
	o.scelta = s.Locale
	return o, c.Fine()
}

func TestCursore(t *testing.T) {
	const riga = `<riga n="1"><quantita>2</quantita></riga>`
	o, err := leggiOrdine(`<o xmlns="u" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="u u.xsd">
		<id>A1</id>` + riga + riga + `<carta/></o>`)
	require.NoError(t, err)
	require.Equal(t, ordine{"A1", "", []string{"1x2", "1x2"}, "carta"}, o)

	casi := []struct {
		nome, doc string
		errore    string
	}{
		{"missing, nothing follows", "<o/>", `ELEMENTO_MANCANTE Ordine/id (riga 1, colonna 1)`},
		{"missing, another follows", "<o>" + riga + "<carta/></o>", `ELEMENTO_MANCANTE Ordine/id (riga 1, colonna 1)`},
		{"missing at the end", "<o><id>A</id>" + riga + "</o>", `ELEMENTO_MANCANTE Ordine/contanti (riga 1, colonna 1)`},
		{"too few", "<o><id>A</id><carta/></o>", `ELEMENTO_MANCANTE Ordine/riga (riga 1, colonna 1)`},
		{"too many", "<o><id>A</id>" + riga + riga + riga + "<carta/></o>", `ELEMENTO_RIPETUTO Ordine/riga[3] (riga 1, colonna 96)`},
		{"singleton repeated", "<o><id>A</id>\n<id>B</id>" + riga + "<carta/></o>", `ELEMENTO_RIPETUTO Ordine/id[2] (riga 2, colonna 1)`},
		{"repeated at the end", "<o><id>A</id>" + riga + "<carta/>\n<id>B</id></o>", `ELEMENTO_RIPETUTO Ordine/id[2] (riga 2, colonna 1)`},
		{"unknown", "<o>\n<x/><id>A</id>" + riga + "<carta/></o>", `ELEMENTO_INATTESO Ordine/x (riga 2, colonna 1)`},
		{"unknown at the end", "<o><id>A</id>" + riga + "<carta/>\n<x/></o>", `ELEMENTO_INATTESO Ordine/x (riga 2, colonna 1)`},
		{"out of order", "<o>\n<carta/><id>A</id>" + riga + "</o>", `ELEMENTO_ORDINE Ordine/carta (riga 2, colonna 1)`},
		{"optional out of order", "<o>\n<nota>x</nota><id>A</id>" + riga + "<carta/></o>", `ELEMENTO_ORDINE Ordine/nota (riga 2, colonna 1)`},
		{"other namespace", "<o>\n<id xmlns='u'>A</id>" + riga + "<carta/></o>", `SPAZIO_NOMI Ordine/id (riga 2, colonna 1) "u"`},
		{"optional in another namespace", "<o><id>A</id>\n<nota xmlns='u'>x</nota>" + riga + "<carta/></o>", `ELEMENTO_INATTESO Ordine/nota (riga 2, colonna 1)`},
		{"text between children", "<o>\nx<id>A</id>" + riga + "<carta/></o>", `TESTO_INATTESO Ordine (riga 1, colonna 1) "\nx"`},
		{"text where children are expected", "<o>x</o>", `ELEMENTO_MANCANTE Ordine/id (riga 1, colonna 1)`},
		{"child in a leaf", "<o><id>\n<b/></id>" + riga + "<carta/></o>", `ELEMENTO_INATTESO Ordine/id/b (riga 2, colonna 1)`},
		{"attribute of a leaf", "<o>\n<id x='1'>A</id>" + riga + "<carta/></o>", `ATTRIBUTO_INATTESO Ordine/id (riga 2, colonna 1) "x"`},
		{"attribute not expected", "<o y='1'><id>A</id>" + riga + "<carta/></o>", `ATTRIBUTO_INATTESO Ordine (riga 1, colonna 1) "y"`},
		{"attribute missing", "<o><id>A</id>\n<riga><quantita>2</quantita></riga><carta/></o>", `ATTRIBUTO_MANCANTE Ordine/riga (riga 2, colonna 1) "n"`},
		{"too long", "<o>\n<id>ABCDEF</id>" + riga + "<carta/></o>", `LUNGHEZZA Ordine/id (riga 2, colonna 1) "ABCDEF"`},
		{"too short", "<o>\n<id/>" + riga + "<carta/></o>", `LUNGHEZZA Ordine/id (riga 2, colonna 1)`},
		{"optional too long", "<o><id>A</id>\n<nota>abcd</nota>" + riga + "<carta/></o>", `LUNGHEZZA Ordine/nota (riga 2, colonna 1) "abcd"`},
		{
			"value in the second of two", "<o><id>A</id>" + riga + "\n<riga n='2'>\n <quantita>x</quantita></riga><carta/></o>",
			`VALORE Ordine/riga[2]/quantita (riga 3, colonna 2) "x"`,
		},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			_, err := leggiOrdine(c.doc)
			e := comeErrore(err)
			require.NotNil(t, e)
			tipo := xmlrigido.ErrStruttura
			if e.Codice == xmlrigido.CodiceLunghezza || e.Codice == xmlrigido.CodiceValore {
				tipo = xmlrigido.ErrValore
			}
			require.ErrorIs(t, err, tipo)
			require.Equal(t, "xmlrigido: "+c.errore+": "+tipo.Error(), err.Error())
		})
	}
}

func TestCursoreSpazi(t *testing.T) {
	n, err := xmlrigido.LeggiAlbero([]byte(`<p:r xmlns:p="u" p:k="1"><a><b>1</b></a></p:r>`), xmlrigido.Opzioni{})
	require.NoError(t, err)
	c := n.Cursore("").InSpazio("")
	v, trovato := c.AttributoIn("u", "k")
	require.True(t, trovato)
	require.Equal(t, "1", v)
	require.Equal(t, "a", c.Successivo())
	a := c.Dentro(c.Uno("a"))
	require.Equal(t, "1", a.Testo("b"))
	require.Empty(t, a.Successivo())
	require.NoError(t, a.Fine())
	require.NoError(t, c.Fine())
	require.Same(t, n, c.Nodo())
}

func TestCursoreControlla(t *testing.T) {
	n, err := xmlrigido.LeggiAlbero([]byte("<r><a k='1'>x</a></r>"), xmlrigido.Opzioni{})
	require.NoError(t, err)
	motivo := errors.New("not today")
	c := n.Cursore("R")
	f := c.Uno("a")
	c.Controlla(f, nil)
	require.NoError(t, c.Err())
	d := c.Dentro(f)
	require.Equal(t, "x", d.Contenuto())
	require.Equal(t, "1", d.AttributoUno("k"))
	require.NoError(t, d.Fine())
	c.Controlla(f, motivo)
	c.Controlla(f, errors.New("too late"))
	require.ErrorIs(t, c.Fine(), motivo)
	require.ErrorIs(t, c.Fine(), xmlrigido.ErrValore)
	require.EqualError(t, c.Err(), `xmlrigido: VALORE R/a (riga 1, colonna 4) "x": value not of its type: not today`)

	// After an error everything is empty, and nothing panics.
	require.Empty(t, c.Testo("b"))
	require.Empty(t, c.Stringa("b", 1, 2))
	require.Nil(t, c.Opzionale("b"))
	require.Empty(t, c.Molti("b", 1, 0))
	require.Empty(t, c.Scelta("b", "c").Testo)
	require.Error(t, c.Dentro(nil).Fine())
	_, trovato := c.TestoOpzionale("b")
	require.False(t, trovato)
}
