package schema_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/internal/xmlrigido"
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

// scriviEsito writes the full document with one thing changed; a check without
// writing says the same.
func scriviEsito(t *testing.T, cambia func(*esito)) error {
	t.Helper()
	e, _, err := leggi(pieno, 0)
	require.NoError(t, err)
	cambia(&e)
	_, err = schema.Scrivi(nil, &stanza, vocabolario, "esito", &e, schemaEsito)
	require.Equal(t, err, schema.Verifica(&stanza, "esito", &e, schemaEsito))
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

// The first error ends the reading: what stands behind it keeps its zero value.
func TestDopoLErrore(t *testing.T) {
	for _, tt := range []struct {
		nome, da, a string
		letto       esito
	}{
		{"attribute", "<codice>", "<codice a='b'>", esito{}},
		{"text", "abc", "abcdef", esito{}},
		{"word", ">B<", ">C<", esito{Codice: "abc"}},
		{"unknown", "<importo>", "<u/><importo>", esito{Codice: "abc", Genere: "B"}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			require.Contains(t, pieno, tt.da)
			e, _, err := leggi(strings.Replace(pieno, tt.da, tt.a, 1), 0)
			require.Error(t, err)
			require.Equal(t, tt.letto, e)
		})
	}
}

// Content may be as long as its base64 is still a text that is read.
func TestBinarioAlLimite(t *testing.T) {
	massimo := xmlrigido.TestoPredefinito / 4 * 3
	for n, want := range map[int]bool{0: true, massimo: true, massimo + 1: false} {
		e, _, err := leggi(pieno, 0)
		require.NoError(t, err)
		e.Allegato = make([]byte, n)
		b, err := schema.Scrivi(nil, &stanza, vocabolario, "esito", &e, schemaEsito)
		if require.Equal(t, want, err == nil, n); !want {
			continue
		}
		riletto, _, err := leggi(string(b), 0)
		require.NoError(t, err)
		require.Len(t, riletto.Allegato, n)
	}
}

// What is not XML, nor base64 of it, is no document in any envelope.
func TestSenzaDocumento(t *testing.T) {
	for _, testo := range []string{"", " \n", "\ufeff", "\ufeff\t", "ciao", "%"} {
		for tolleranza, motivo := range map[schema.Tolleranza]schema.Motivo{0: schema.XML, schema.TolleraBuste: schema.Busta} {
			_, _, err := leggi(testo, tolleranza)
			var e *errore
			require.ErrorAs(t, err, &e, "%q", testo)
			require.Equal(t, motivo, e.Motivo, "%q", testo)
		}
	}
}

// leggiTesto reads an element of one type.
func leggiTesto(valore string, tipo *schema.Tipo, t schema.Tolleranza) (s string, aa []avviso.Avvertenza, err error) {
	d := &schema.Documento{Vocabolario: vocabolario, Radici: []string{"r"}}
	aa, err = schema.Leggi(&stanza, []byte(`<r xmlns="urn:uno"><s>`+valore+`</s></r>`), d, t, func(v *schema.Visita, _ int) {
		v.Testo("s", &s, tipo, schema.Obbligatorio)
	})
	return s, aa, err
}

// An empty text may pass, unless it is a key; nothing else of the wrong length does.
func TestTestiVuoti(t *testing.T) {
	chiave := &schema.Tipo{Minimo: 1, Massimo: 5, Chiave: true}
	for _, tt := range []struct {
		valore  string
		tipo    *schema.Tipo
		t       schema.Tolleranza
		avviso  bool
		accetta bool
	}{
		{"", testo5, schema.TolleraVuoti, true, true},
		{"", testo5, 0, false, false},
		{"", chiave, schema.TolleraVuoti, false, false},
		{"", schema.Libero, schema.TolleraVuoti, false, true},
		{"", schema.Libero, 0, false, true},
		{"a", testo5, schema.TolleraVuoti, false, true},
		{"abcdef", testo5, schema.TolleraVuoti, false, false},
	} {
		s, aa, err := leggiTesto(tt.valore, tt.tipo, tt.t)
		require.Equal(t, tt.accetta, err == nil, tt)
		require.Equal(t, tt.avviso, len(aa) == 1, tt)
		if tt.accetta {
			require.Equal(t, tt.valore, s)
		} else {
			require.Empty(t, s, tt)
		}
	}
}

// An optional text is written unless it is empty; what a type would read otherwise than
// it stands is refused.
func TestTestiScritti(t *testing.T) {
	compresso := &schema.Tipo{Minimo: 1, Massimo: 9, Comprimi: true}
	codice := &schema.Tipo{Minimo: 1, Massimo: 9, Codice: true}
	for _, tt := range []struct {
		valore  string
		tipo    *schema.Tipo
		scritto string // "" for a refusal
	}{
		{"", testo5, "<r xmlns=\"urn:uno\"></r>"},
		{"a", testo5, "<r xmlns=\"urn:uno\"><s>a</s></r>"},
		{"a b", compresso, "<r xmlns=\"urn:uno\"><s>a b</s></r>"},
		{"a  b", compresso, ""},
		{" a", compresso, ""},
		{"a  b", testo5, "<r xmlns=\"urn:uno\"><s>a  b</s></r>"},
		{"ab", codice, "<r xmlns=\"urn:uno\"><s>ab</s></r>"},
		{"a b", codice, ""},
		{"a\u0085", codice, ""},
	} {
		b, err := schema.Scrivi(nil, &stanza, &schema.Vocabolario{Spazio: spazioUno, Nudo: true}, "r", &tt.valore, func(v *schema.Visita, s *string) {
			v.Testo("s", s, tt.tipo, schema.Opzionale)
		})
		require.Equal(t, tt.scritto, string(b), "%q", tt.valore)
		if tt.scritto == "" {
			var e *errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, schema.Formato, e.Motivo)
		}
	}
}

// The texts of an element of any content stand one after the other, with a space between them.
func TestContenutoQualunque(t *testing.T) {
	d := &schema.Documento{Vocabolario: vocabolario, Radici: []string{"r"}}
	for testo, want := range map[string]string{
		"<c>uno</c>": "uno", "<c>uno<b> due </b> <d/>tre</c>": "uno due tre", "<c> <b/> </c>": "", "<c/>": "", "": "",
	} {
		var s string
		_, err := schema.Leggi(&stanza, []byte(`<r xmlns="urn:uno">`+testo+`</r>`), d, 0, func(v *schema.Visita, _ int) {
			v.Contenuto("c", &s, schema.Opzionale)
		})
		require.NoError(t, err, testo)
		require.Equal(t, want, s, testo)
	}
}

// What is nil is passed over, and counts among the places of its equals.
func TestNulliPassati(t *testing.T) {
	const xsi = ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`
	d := &schema.Documento{Vocabolario: vocabolario, Radici: []string{"r"}}
	for _, tt := range []struct {
		testo, campo string
		nomi         []string
	}{
		{`<voce><nome>a</nome></voce><voce xsi:nil="true"/><voce xsi:nil="false"><nome>b</nome></voce>`, "", []string{"a", "b"}},
		{`<voce xsi:nil="1"></voce>`, "", nil},
		{`<voce><nome>a</nome></voce><voce xsi:nil="true"><nome>b</nome></voce>`, "r/voce[2]/nome", []string{"a"}},
		{`<voce xsi:nil="true"/><voce/>`, "r/voce[2]/nome", nil},
		{`<voce xsi:nil="forse"/>`, "r/voce/@nil", nil},
	} {
		var voci []voce
		_, err := schema.Leggi(&stanza, []byte(`<r xmlns="urn:uno"`+xsi+`>`+tt.testo+`</r>`), d, 0, func(v *schema.Visita, _ int) {
			schema.GruppiAnnullabili(v, "voce", &voci, schemaVoce)
		})
		var e *errore
		if tt.campo != "" {
			require.ErrorAs(t, err, &e, tt.testo)
			require.Equal(t, tt.campo, e.Campo, tt.testo)
			continue
		}
		require.NoError(t, err, tt.testo)
		var nomi []string
		for _, x := range voci {
			nomi = append(nomi, x.Nome)
		}
		require.Equal(t, tt.nomi, nomi, tt.testo)
	}
}
