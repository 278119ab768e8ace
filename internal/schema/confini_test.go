package schema_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
)

// Every reason is of the document, of its elements or of its values.
func TestClassiDeiMotivi(t *testing.T) {
	for m := schema.XML; m <= schema.Scrittura; m++ {
		require.Equal(t, m >= schema.Radice && m < schema.Lunghezza, m.Struttura(), m)
		require.Equal(t, m > schema.Contenuto, m.Valore(), m)
	}
	for m, struttura := range map[schema.Motivo]bool{schema.Azione: false, schema.Radice: true, schema.Contenuto: true, schema.Lunghezza: false} {
		require.Equal(t, struttura, m.Struttura(), m)
	}
	require.True(t, schema.Lunghezza.Valore())
	require.True(t, schema.Scrittura.Valore())
	require.False(t, (schema.Scrittura + 1).Valore())
}

func TestImportoAlLimite(t *testing.T) {
	for centesimi, want := range map[int64]bool{0: false, 1: true, 10_000: true, 10_001: false} {
		require.Equal(t, want, denaro.Contiene(avviso.ImportoDaCentesimi(centesimi)), centesimi)
	}
	for testo, want := range map[string]bool{"0.00": true, "100.01": true, "-0.01": false} {
		e, aa, err := leggi(strings.Replace(pieno, "1.50", testo, 1), schema.TolleraImporti)
		require.Equal(t, want, err == nil, testo)
		if want {
			require.Len(t, aa, 1)
			require.Equal(t, testo, e.Importo.String())
		}
	}
}

// scriviEsito writes the full document with one thing changed.
func scriviEsito(t *testing.T, cambia func(*esito)) error {
	t.Helper()
	e, _, err := leggi(pieno, 0)
	require.NoError(t, err)
	cambia(&e)
	_, err = schema.Scrivi(nil, &stanza, vocabolario, "esito", &e, schemaEsito)
	return err
}

func TestScrittiAlLimite(t *testing.T) {
	for n, want := range map[int]bool{-1: false, 0: true, 1: true, 9: true, 10: false} { // 0 is absent
		require.Equal(t, want, scriviEsito(t, func(e *esito) { e.Numero = n }) == nil, n)
	}
	for s, want := range map[string]bool{
		"": false, "a": true, "abcde": true, "abcdef": false, "èèèèè": true, "èèèèèè": false, " ": true, "~": true, "\x7f": true,
		"\x1f": false, "\uffff": false, "\xff": false, "a\xff": false,
	} {
		require.Equal(t, want, scriviEsito(t, func(e *esito) { e.Codice = s }) == nil, "%q", s)
	}
}

// A minimum counts characters, as a maximum does.
func TestMinimoInCaratteri(t *testing.T) {
	tre := &schema.Tipo{Minimo: 3, Massimo: 4}
	for s, want := range map[string]bool{"èè": false, "èèè": true, "èèèè": true, "èèèèè": false, "ab": false, "abc": true} {
		err := schema.Verifica(&stanza, "voce", &voce{Nome: s}, func(v *schema.Visita, x *voce) { v.Testo("nome", &x.Nome, tre, schema.Obbligatorio) })
		require.Equal(t, want, err == nil, s)
	}
}

// Where a schema lies is no content; any other attribute is.
func TestAttributiCheIndicano(t *testing.T) {
	for attributo, want := range map[string]bool{
		`xsi:schemaLocation="urn:uno x.xsd"`: true, `xsi:noNamespaceSchemaLocation="x.xsd"`: true, `xsi:nil="true"`: false, `schemaLocation="x"`: false, `altro="x"`: false,
	} {
		_, _, err := leggi(strings.Replace(pieno, "<esito ", `<esito xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" `+attributo+" ", 1), 0)
		require.Equal(t, want, err == nil, attributo)
	}
}
