package xmlvisita_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
	"github.com/quietanza/quietanza/internal/xmlvisita"
)

// ordine is a message with every kind of element.
type ordine struct {
	codice string
	note   string
	numero *int
	righe  []string
	dati   []byte
	extra  bool
}

func (o *ordine) descrivi(v xmlvisita.Visita) {
	v.Testo("codice", &o.codice, 5, true)
	v.Testo("note", &o.note, 9, false)
	xmlvisita.Opzionale(&v, "numero", &o.numero, strconv.Itoa, strconv.Atoi)
	v.Gruppo("righe", true, true, func(v xmlvisita.Visita) {
		xmlvisita.Molti(&v, "riga", &o.righe, 1, 2, func(v xmlvisita.Visita, s *string) { v.Testo("t", s, 3, true) })
	})
	v.Base64("dati", &o.dati)
	v.InSpazio("urn:altro", "a")
	o.extra = v.Gruppo("extra", false, o.extra, func(xmlvisita.Visita) {})
	v.InSpazio(v.Spazio(), "")
}

func scrivi(o ordine) (string, xmlvisita.Rifiuto, bool) {
	s := xmlrigido.NuovoScrittore(nil)
	s.Apri("o", xmlrigido.A("xmlns:a", "urn:altro"))
	v := xmlvisita.Scrittura(s, "o")
	o.descrivi(v)
	s.Chiudi()
	b, _ := s.Bytes()
	r, rifiutato := v.Rifiuto()
	return string(b), r, rifiutato
}

func leggi(t *testing.T, testo string) (ordine, error) {
	t.Helper()
	n, err := xmlrigido.LeggiAlbero([]byte(testo), xmlrigido.Opzioni{})
	require.NoError(t, err)
	var o ordine
	c := n.Cursore("")
	o.descrivi(xmlvisita.Lettura(c))
	return o, c.Fine()
}

func TestOneDescriptionReadsAndWrites(t *testing.T) {
	sette := 7
	for _, o := range []ordine{
		{codice: "A1", righe: []string{"a"}, dati: []byte{}},
		{codice: "A1", note: "<è>", numero: &sette, righe: []string{"a", "b"}, dati: []byte("xy"), extra: true},
	} {
		testo, _, rifiutato := scrivi(o)
		require.False(t, rifiutato)
		letto, err := leggi(t, testo)
		require.NoError(t, err, testo)
		require.Equal(t, o, letto)
	}
	testo, _, _ := scrivi(ordine{codice: "A1", righe: []string{"a"}, extra: true})
	require.Equal(t, `<o xmlns:a="urn:altro"><codice>A1</codice><righe><riga><t>a</t></riga></righe><dati></dati><a:extra></a:extra></o>`, testo)
}

func TestRefusals(t *testing.T) {
	for _, tt := range []struct {
		nome, percorso string
		ordine         ordine
		causa          error
	}{
		{"missing", "o/codice", ordine{righe: []string{"a"}}, xmlvisita.ErrMancante},
		{"too long", "o/codice", ordine{codice: "123456", righe: []string{"a"}}, xmlrigido.ErrValore},
		{"too few", "o/righe/riga", ordine{codice: "1"}, xmlvisita.ErrMancante},
		{"too many", "o/righe/riga", ordine{codice: "1", righe: []string{"a", "b", "c"}}, xmlvisita.ErrTroppi},
		{"inside the second", "o/righe/riga[2]/t", ordine{codice: "1", righe: []string{"a", "bbbb"}}, xmlrigido.ErrValore},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			_, r, rifiutato := scrivi(tt.ordine)
			require.True(t, rifiutato)
			require.Equal(t, tt.percorso, r.Percorso)
			require.ErrorIs(t, r.Causa, tt.causa)
		})
	}
	buono, _, _ := scrivi(ordine{codice: "A1", righe: []string{"a"}})
	for da, a := range map[string]string{
		"<codice>A1</codice>":     "",
		"A1":                      "123456",
		"<righe>":                 "<numero>x</numero><righe>",
		"<riga><t>a</t></riga>":   "",
		"<t>a</t>":                "<t>a</t><u/>",
		"<dati></dati>":           "<dati>?</dati>",
		"<dati></dati></o>":       "<dati></dati><extra></extra></o>",
		"<riga><t>a</t></riga></": strings.Repeat("<riga><t>a</t></riga>", 3) + "</",
	} {
		require.Contains(t, buono, da)
		_, err := leggi(t, strings.Replace(buono, da, a, 1))
		require.Error(t, err, a)
	}
	v := xmlvisita.Lettura(nil)
	_, rifiutato := v.Rifiuto()
	require.False(t, rifiutato)
}
