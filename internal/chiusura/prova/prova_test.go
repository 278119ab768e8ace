package prova

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// rifiuto is an error as those of the rooms.
type rifiuto struct{ campo string }

type rilievo struct {
	Campo string
	Riga  int
}

func (r rifiuto) Error() string    { return "x: MEMBRO " + r.campo }
func (r rifiuto) Rilievo() rilievo { return rilievo{Campo: r.campo} }

// lassa is a door as encoding/json makes one: it takes all.
func lassa(nome string) Porta {
	return Porta{
		Nome: nome, Forma: JSON,
		Leggi: func(b []byte) (any, int, error) {
			var m map[string]any
			if json.Unmarshal(b, &m) != nil {
				return nil, 0, rifiuto{"x"}
			}
			return m, 0, nil
		},
		Scrivi: func(x any) ([]byte, error) { return json.Marshal(x) },
	}
}

// TestLegge: each way in which a door breaks the law is found, and none else.
func TestLegge(t *testing.T) {
	p := lassa("A")
	require.Equal(t, []string{"A"}, p.nomi())
	require.Equal(t, esito{}, p.chiude([]byte(`{"a":"b"}`)))
	_, d := p.ripetuta(mutazione{"a", []byte(`{"a":1,"a":1}`)})
	require.Equal(t, "taken", d)
	require.Equal(t, "taken", p.guasta(mutazione{"a", []byte("{\"a\":\"\xff\"}")}))

	permette := lassa("B")
	permette.Ripetibili, permette.Codifica = Elenchi("a", "b/*"), "for a reason"
	chiave, d := permette.ripetuta(mutazione{"x.a", []byte(`{"a":1,"a":1}`)})
	require.Equal(t, []string{"a", ""}, []string{chiave, d})
	for posto, want := range map[string]bool{"a": true, "x/a": true, "xa": false, "a/x": false, "b": false, "x/b/c/d": true, "b.c": true} {
		_, ok := permette.permesso(posto)
		require.Equal(t, want, ok, posto)
	}
	require.Empty(t, permette.guasta(mutazione{"a", []byte("{\"a\":\"\xff\"}")}))

	dice := func(campo string) string {
		p := lassa("C")
		p.Leggi = func([]byte) (any, int, error) { return nil, 0, rifiuto{campo} }
		_, d := p.ripetuta(mutazione{"a/b", nil})
		return d
	}
	require.Empty(t, dice("b"))
	require.Contains(t, dice(""), "not told where")

	perde := lassa("D")
	perde.Scrivi = func(any) ([]byte, error) { return []byte(`{}`), nil }
	require.Contains(t, perde.chiude([]byte(`{"a":"b"}`)).difetto, "read different")
	perde.Cambia = func(any) bool { return true }
	require.Empty(t, perde.chiude([]byte(`{"a":"b"}`)).difetto)
	perde.Scrivi = func(any) ([]byte, error) { return []byte(`{`), nil }
	require.Contains(t, perde.chiude([]byte(`{"a":"b"}`)).difetto, "cannot be read")
	perde.Scrivi = func(any) ([]byte, error) { return nil, errors.New("no") }
	require.Contains(t, perde.chiude([]byte(`{"a":"b"}`)).difetto, "cannot be written")
	n := 0
	perde.Scrivi = func(any) ([]byte, error) { n++; return []byte(strings.Repeat(" ", n) + `{"a":"b"}`), nil }
	require.Contains(t, perde.chiude([]byte(`{"a":"b"}`)).difetto, "written twice")
	perde.Leggi = func([]byte) (any, int, error) { return nil, 0, errors.New("no") }
	require.Contains(t, perde.chiude(nil).difetto, "not typed")
}

// testi are the documents and places of mutations.
func testi(mm []mutazione) (tt []string) {
	for _, m := range mm {
		tt = append(tt, m.posto+" "+string(m.dati))
	}
	return tt
}

// TestForme: every part of a document is found, repeated and spoilt.
func TestForme(t *testing.T) {
	require.Equal(t, []string{`a.b {"a":{"b":1,"b":1},"c":["x"]}`, `a {"a":{"b":1},"a":{"b":1},"c":["x"]}`, `c {"a":{"b":1},"c":["x"],"c":["x"]}`},
		testi(JSON.ripetute([]byte(`{"a":{"b":1},"c":["x"]}`))))
	require.Len(t, JSON.guaste([]byte(`{"a":{"b":1},"c":["x"]}`)), 2*4)
	require.Equal(t, []string{`r/a/@k <r><a k="v" k="v">x</a><b/></r>`, `r/a <r><a k="v">x</a><a k="v">x</a><b/></r>`, `r/b <r><a k="v">x</a><b/><b/></r>`},
		testi(XML.ripetute([]byte(`<r><a k="v">x</a><b/></r>`))))
	for _, m := range XML.ripetute([]byte(`<r><a>x</a><b/></r>`)) {
		require.NoError(t, xml.Unmarshal(m.dati, new(struct{})), string(m.dati))
	}
	table := CSV(';')
	require.Equal(t, []string{"a a;a;b\n1;1;\"2\n;\"\n", "b a;b;b\n1;\"2\n;\";\"2\n;\"\n"}, testi(table.ripetute([]byte("a;b\n1;\"2\n;\"\n"))))
	require.Equal(t, []string{":20: :20:A\n:20:A\n:25:B\n", ":25: :20:A\n:25:B\n:25:B\n"}, testi(Righe.ripetute([]byte(":20:A\n:25:B\n"))))
	require.Equal(t, []string{"a http://x/?a=1&a=1&b=2#c", "b http://x/?a=1&b=2&b=2#c"}, testi(Query.ripetute([]byte("http://x/?a=1&b=2#c"))))
	require.Equal(t, []string{"a ?a=%FF1", "a ?a=1%A0"}, testi(Query.guaste([]byte("?a=1"))))
	require.Empty(t, Valore.ripetute([]byte("ab")))
	require.Len(t, Valore.guaste([]byte("ab")), 2*2)
	require.Len(t, Binario.altre([]byte("ab")), 2*2+1)
}
