package xmlrigido_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

func TestLeggiAlbero(t *testing.T) {
	doc := "<?xml version=\"1.0\"?>\n<p:r xmlns:p=\"u\" xmlns=\"d\" v='1' p:w='&lt;2'>\n" +
		"  <a> x </a>\n  <b>d&amp;è<![CDATA[<]]></b>\n  <b/>\n  <c> </c><q xmlns=''/>\n</p:r>"
	atteso := &xmlrigido.Nodo{
		Spazio: "u", Locale: "r", Riga: 2, Colonna: 1,
		Attributi: []xmlrigido.Attributo{{Locale: "v", Valore: "1"}, {Spazio: "u", Locale: "w", Valore: "<2"}},
		Figli: []xmlrigido.Nodo{
			{Spazio: "d", Locale: "a", Testo: " x ", Riga: 3, Colonna: 3},
			{Spazio: "d", Locale: "b", Testo: "d&è<", Riga: 4, Colonna: 3},
			{Spazio: "d", Locale: "b", Riga: 5, Colonna: 3},
			{Spazio: "d", Locale: "c", Testo: " ", Riga: 6, Colonna: 3},
			{Locale: "q", Riga: 6, Colonna: 11},
		},
	}
	n, err := xmlrigido.LeggiAlbero([]byte(doc), xmlrigido.Opzioni{})
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(atteso, n))
	n, err = xmlrigido.LeggiAlberoDa(strings.NewReader(doc), xmlrigido.Opzioni{})
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(atteso, n))

	require.Equal(t, " x ", n.Figlio("a").Testo)
	require.Equal(t, 4, n.Figlio("b").Riga)
	require.Nil(t, n.Figlio("z"))
	v, trovato := n.Attributo("v")
	require.True(t, trovato)
	require.Equal(t, "1", v)
	_, trovato = n.Attributo("w") // it has a namespace
	require.False(t, trovato)
	var righe []int
	for b := range n.Tutti("b") {
		righe = append(righe, b.Riga)
	}
	require.Equal(t, []int{4, 5}, righe)
	for range n.Tutti("b") {
		break
	}
}

func TestAlberoMisto(t *testing.T) {
	casi := []struct {
		nome, doc, testo string
		misto            bool
	}{
		{"leaf", "<a> x </a>", " x ", false},
		{"white space of a leaf stays", "<a> \n</a>", " \n", false},
		{"white space beside children goes", "<a> <b/> <c/> </a>", "", false},
		{"white space written as references goes too", "<a>&#32;<b/></a>", "", false},
		{"text before", "<a>x<b/></a>", "x", true},
		{"text between", "<a> <b/>x<b/></a>", "x", true},
		{"text after", "<a><b/> x </a>", " x ", true},
		{"the first piece is kept", "<a>x<b/>y<b/>z</a>", "x", true},
		{"resolved text before a child", "<a>&lt;<b/></a>", "<", true},
		{"no-break space is text", "<a>\u00A0<b/></a>", "\u00A0", true},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			n, err := xmlrigido.LeggiAlbero([]byte(c.doc), xmlrigido.Opzioni{})
			require.NoError(t, err)
			require.Equal(t, c.testo, n.Testo)
			require.Equal(t, c.misto, n.Misto)
		})
	}
}

// TestAlberoCodifiche reads the same document in every charset.
func TestAlberoCodifiche(t *testing.T) {
	for _, c := range []struct{ nome, e string }{{"UTF-8", "è"}, {"ISO-8859-1", "\xE8"}, {"windows-1252", "\xE8"}} {
		t.Run(c.nome, func(t *testing.T) {
			doc := "<?xml version='1.0' encoding='" + c.nome + "'?><a><b>" + c.e + "</b>" + c.e + "<" + c.e + "/></a>"
			n, err := xmlrigido.LeggiAlbero([]byte(doc), xmlrigido.Opzioni{})
			require.NoError(t, err)
			require.Equal(t, "è", n.Figli[0].Testo)
			require.Equal(t, "è", n.Testo)
			require.Equal(t, "è", n.Figli[1].Locale)
			require.Equal(t, len("<?xml version='1.0' encoding='"+c.nome+"'?><a><b>e</b>e")+1, n.Figli[1].Colonna)
		})
	}
}

// TestAlberiInsieme builds trees at once: what they share must not show.
func TestAlberiInsieme(t *testing.T) {
	for i := range 8 {
		t.Run(string(rune('a'+i)), func(t *testing.T) {
			t.Parallel()
			nome := string(rune('a' + i))
			doc := []byte("<" + nome + " xmlns='" + nome + "' v='&#" + "65;'>" + strings.Repeat("<x>"+nome+"&lt;</x>", 50) + "</" + nome + ">")
			for range 200 {
				n, err := xmlrigido.LeggiAlbero(doc, xmlrigido.Opzioni{})
				require.NoError(t, err)
				require.Equal(t, nome, n.Spazio)
				require.Len(t, n.Figli, 50)
				require.Equal(t, nome+"<", n.Figli[49].Testo)
				require.Equal(t, nome, n.Figli[49].Spazio)
			}
		})
	}
}

// TestAlberoDiUnElemento reads the rows of a long document as trees.
func TestAlberoDiUnElemento(t *testing.T) {
	riga := "\r\n <p:riga n='1&lt;'><a>x</a> <b q:k=\"v\">" + strings.Repeat("y", 300) + "&amp;</b><c/></p:riga>"
	doc := "<r xmlns:p='u' xmlns:q='w'>" + strings.Repeat(riga, 1000) + "</r>"
	for nome, l := range map[string]*xmlrigido.Lettore{
		"bytes":  xmlrigido.NuovoLettoreByte([]byte(doc), xmlrigido.Opzioni{}),
		"stream": xmlrigido.NuovoLettore(strings.NewReader(doc), xmlrigido.Opzioni{}),
		"small":  xmlrigido.Finestra(xmlrigido.NuovoLettore(strings.NewReader(doc), xmlrigido.Opzioni{}), 100),
	} {
		_, err := l.Prossimo()
		require.NoError(t, err)
		righe := 0
		for {
			e, err := l.ProssimoElemento()
			require.NoError(t, err, nome)
			if e == xmlrigido.Fine {
				break
			}
			righe++
			n, err := l.Albero()
			require.NoError(t, err, nome)
			atteso := &xmlrigido.Nodo{
				Spazio: "u", Locale: "riga", Riga: 1 + righe, Colonna: 2,
				Attributi: []xmlrigido.Attributo{{Locale: "n", Valore: "1<"}},
				Figli: []xmlrigido.Nodo{
					{Locale: "a", Testo: "x", Riga: 1 + righe, Colonna: 20},
					{
						Locale: "b", Testo: strings.Repeat("y", 300) + "&", Riga: 1 + righe, Colonna: 29,
						Attributi: []xmlrigido.Attributo{{Spazio: "w", Locale: "k", Valore: "v"}},
					},
					{Locale: "c", Riga: 1 + righe, Colonna: 349},
				},
			}
			if righe == 1 || righe == 1000 {
				require.Empty(t, cmp.Diff(atteso, n), nome)
			}
			require.Equal(t, "riga", string(l.Locale()), nome)
		}
		require.Equal(t, 1000, righe, nome)
	}
}

func TestAlberoDiUnElementoErrori(t *testing.T) {
	l := xmlrigido.NuovoLettoreByte([]byte("<a><b></a>"), xmlrigido.Opzioni{})
	_, err := l.Albero()
	require.ErrorIs(t, err, xmlrigido.ErrStruttura, "before an element")

	l = xmlrigido.NuovoLettoreByte([]byte("<a><b></a>"), xmlrigido.Opzioni{})
	_, err = l.Prossimo()
	require.NoError(t, err)
	require.Equal(t, "a", l.Percorso())
	_, err = l.Albero()
	require.Equal(t, xmlrigido.CodiceChiusura, codice(t, err))

	if conRace {
		t.Skip("slow under the race detector, and of one goroutine")
	}
	l = xmlrigido.NuovoLettore(ripetuto("<a>", "<b/>", 3<<20, "</a>"), xmlrigido.Opzioni{})
	_, err = l.Prossimo()
	require.NoError(t, err)
	_, err = l.Albero()
	require.Equal(t, xmlrigido.CodiceLimiteByte, codice(t, err))
}

// TestMoltiSpazi has more namespaces than are looked for one by one.
func TestMoltiSpazi(t *testing.T) {
	var doc strings.Builder
	doc.WriteString("<r>")
	for range 2 {
		for i := range 30 {
			doc.WriteString("<a xmlns='u" + string(rune('a'+i)) + "'/>")
		}
	}
	doc.WriteString("</r>")
	n, err := xmlrigido.LeggiAlbero([]byte(doc.String()), xmlrigido.Opzioni{})
	require.NoError(t, err)
	require.Len(t, n.Figli, 60)
	for i := range n.Figli {
		require.Equal(t, "u"+string(rune('a'+i%30)), n.Figli[i].Spazio)
	}
}
