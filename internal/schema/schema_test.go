package schema_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

const (
	spazioUno = "urn:uno"
	spazioDue = "urn:due"
)

// esito is a document with a value of each kind.
type esito struct {
	Codice   string
	Genere   genere
	Importo  avviso.Importo
	Sconto   *avviso.Importo
	Giorno   avviso.Data
	Quando   avviso.DataOra
	Numero   int
	Attivo   bool
	Allegato []byte
	Altro    *voce
	Voci     []voce
}

type genere string

type voce struct {
	Nome string
	Vale *bool
	Anno *int32
}

var (
	testo5 = &schema.Tipo{Minimo: 1, Massimo: 5, Forma: func(s string) bool { return !strings.Contains(s, "!") }}
	denaro = &schema.TipoImporto{Minimo: 1, Massimo: 10_000, Corto: true}
)

func schemaEsito(v *schema.Visita, e *esito) {
	v.Testo("codice", &e.Codice, testo5, schema.Obbligatorio)
	schema.Lista(v, "genere", &e.Genere, []genere{"A", "B"}, schema.Opzionale)
	v.Importo("importo", &e.Importo, denaro, schema.Obbligatorio)
	v.ImportoPresente("sconto", &e.Sconto, denaro)
	v.Data("giorno", &e.Giorno, schema.Opzionale)
	v.DataOra("quando", &e.Quando, schema.Opzionale)
	schema.Intero(v, "numero", &e.Numero, 1, 9, schema.Opzionale)
	v.Booleano("attivo", &e.Attivo)
	v.Binario("allegato", &e.Allegato, schema.Opzionale)
	v.InSpazio(spazioDue, "d", func() { schema.Facoltativo(v, "altro", &e.Altro, schemaVoce) })
	schema.Gruppi(v, "voce", &e.Voci, 1, 2, schemaVoce)
}

func schemaVoce(v *schema.Visita, x *voce) {
	v.Testo("nome", &x.Nome, schema.Libero, schema.Obbligatorio)
	v.BooleanoPresente("vale", &x.Vale)
	v.InteroPresente("anno", &x.Anno)
}

// errore is the error of this room: the refusal itself.
type errore struct{ schema.Rifiuto }

func (e *errore) Error() string {
	return fmt.Sprintf("%d %s %q %d:%d", e.Motivo, e.Campo, e.Valore, e.Riga, e.Colonna)
}

var stanza = schema.Stanza{
	Rifiuta: func(r schema.Rifiuto) error { return &errore{r} },
}

var (
	vocabolario = &schema.Vocabolario{Spazio: spazioUno, Nudo: true, Altri: []xmlrigido.Attr{xmlrigido.A("xmlns:d", spazioDue)}}
	documento   = &schema.Documento{Vocabolario: vocabolario, Radici: []string{"esito"}, Busta: "busta"}
)

func leggi(testo string, t schema.Tolleranza) (e esito, aa []avviso.Avvertenza, err error) {
	aa, err = schema.Leggi(&stanza, []byte(testo), documento, t, func(v *schema.Visita, _ int) { schemaEsito(v, &e) })
	return e, aa, err
}

const pieno = `<esito xmlns="urn:uno" xmlns:d="urn:due"><codice>abc</codice><genere>B</genere><importo>1.50</importo>` +
	`<sconto>0.10</sconto><giorno>2024-05-03</giorno><quando>2024-05-03T10:11:12</quando><numero>7</numero>` +
	`<attivo>true</attivo><allegato>Y2lhbw==</allegato><d:altro><d:nome></d:nome></d:altro>` +
	`<voce><nome>x &amp; y</nome><vale>false</vale><anno>-3</anno></voce><voce><nome>z</nome></voce></esito>`

// TestBothWays reads a document and writes it again, the same.
func TestBothWays(t *testing.T) {
	for _, testo := range []string{
		pieno,
		`<esito xmlns="urn:uno" xmlns:d="urn:due"><codice>a</codice><importo>0.01</importo><attivo>false</attivo><voce><nome>z</nome></voce></esito>`,
	} {
		e, aa, err := leggi(testo, 0)
		require.NoError(t, err)
		require.Empty(t, aa)
		b, err := schema.Scrivi([]byte("prima"), &stanza, vocabolario, "esito", &e, schemaEsito)
		require.NoError(t, err)
		require.Equal(t, "prima"+testo, string(b))
		require.NoError(t, schema.Verifica(&stanza, "esito", &e, schemaEsito))
	}
}

// TestRootWithoutNamespace writes and reads the form of GovPay, and elements without
// namespace inside a qualified root.
func TestForms(t *testing.T) {
	for _, tt := range []struct {
		voc   schema.Vocabolario
		attes string
	}{
		{schema.Vocabolario{Spazio: spazioUno, Prefisso: "p", RadiceNuda: true, Nudo: true}, `<voce xmlns:p="urn:uno"><p:nome>x</p:nome></voce>`},
		{schema.Vocabolario{Spazio: spazioUno, Prefisso: "p", Locali: true, Nudo: true}, `<p:voce xmlns:p="urn:uno"><nome>x</nome></p:voce>`},
		{schema.Vocabolario{Spazio: spazioUno, Prefisso: "p", Rientro: "\t"}, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<p:voce xmlns:p=\"urn:uno\">\n\t<p:nome>x</p:nome>\n</p:voce>"},
	} {
		x := voce{Nome: "x"}
		b, err := schema.Scrivi(nil, &stanza, &tt.voc, "voce", &x, schemaVoce)
		require.NoError(t, err)
		require.Equal(t, tt.attes, string(b))
		var letta voce
		_, err = schema.Leggi(&stanza, b, &schema.Documento{Vocabolario: &tt.voc, Radici: []string{"altra", "voce"}}, 0, func(v *schema.Visita, i int) {
			require.Equal(t, 1, i)
			schemaVoce(v, &letta)
		})
		require.NoError(t, err)
		require.Equal(t, x, letta)
	}
}

func TestRefusals(t *testing.T) {
	for _, tt := range []struct {
		nome, da, a, campo, valore string
		motivo                     schema.Motivo
	}{
		{"absent", "<codice>abc</codice>", "", "esito/codice", "genere", schema.Mancante},
		{"out of place", "<codice>", "<altro/><codice>", "esito/codice", "altro", schema.Mancante},
		{"repeated", "<importo>", "<codice/><importo>", "esito/codice", "", schema.Ripetuto},
		{"unknown at the end", "</esito>", "<u/></esito>", "esito/u", "", schema.Inatteso},
		{"one too many", "</esito>", "<voce/></esito>", "esito/voce[3]", "", schema.Occorrenze},
		{"attribute", "<codice>", "<codice a='b'>", "esito/codice/@a", "b", schema.Attributo},
		{"namespace", "<d:altro>", "<d:altro xmlns:d='urn:x'>", "esito/altro", "urn:x", schema.SpazioNomi},
		{"text", "<voce>", "<voce>x", "esito/voce[1]", "", schema.Contenuto},
		{"element in a text", "abc", "<b/>", "esito/codice", "b", schema.Contenuto},
		{"length", "abc", "abcdef", "esito/codice", "abcdef", schema.Lunghezza},
		{"pattern", "abc", "a!", "esito/codice", "a!", schema.Formato},
		{"list", "<genere>B", "<genere>C", "esito/genere", "C", schema.Elenco},
		{"amount", "1.50", "100.01", "esito/importo", "100.01", schema.Importo},
		{"date", "2024-05-03<", "2024-05-32<", "esito/giorno", "2024-05-32", schema.Data},
		{"instant", "T10:11:12", "T10:11", "esito/quando", "2024-05-03T10:11", schema.Data},
		{"number", ">7<", ">0<", "esito/numero", "0", schema.Elenco},
		{"boolean", ">true<", ">si<", "esito/attivo", "si", schema.Formato},
		{"base64", "Y2lhbw==", "Y2lhbw", "esito/allegato", "Y2lhbw", schema.Formato},
		{"int", ">-3<", ">3.0<", "esito/voce[1]/anno", "3.0", schema.Formato},
		{"another root", pieno, "<altro/>", "esito", "altro", schema.Radice},
		{"not well-formed", "</voce></esito>", "</esito>", "esito/voce[2]", "esito", schema.XML},
		{"DOCTYPE", pieno, "<!DOCTYPE a><a/>", "", "<!DOCTYPE", schema.DOCTYPE},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			require.Contains(t, pieno, tt.da)
			testo := strings.Replace(pieno, tt.da, tt.a, 1)
			_, _, err := leggi("\n"+testo, 0)
			var e *errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.motivo, e.Motivo)
			require.Equal(t, [2]string{tt.campo, tt.valore}, [2]string{e.Campo, e.Valore})
			require.Equal(t, 2, e.Riga)
			require.False(t, e.Scrive)
		})
	}
}

func TestRefusalsOfWriting(t *testing.T) {
	base, _, err := leggi(pieno, 0)
	require.NoError(t, err)
	for _, tt := range []struct {
		nome   string
		cambia func(*esito)
		campo  string
		motivo schema.Motivo
	}{
		{"absent", func(e *esito) { e.Codice = "" }, "esito/codice", schema.Mancante},
		{"a character XML has not", func(e *esito) { e.Voci[1].Nome = "\x01" }, "esito/voce[2]/nome", schema.Formato},
		{"list", func(e *esito) { e.Genere = "C" }, "esito/genere", schema.Elenco},
		{"amount", func(e *esito) { e.Importo = avviso.Importo{} }, "esito/importo", schema.Importo},
		{"number", func(e *esito) { e.Numero = 10 }, "esito/numero", schema.Elenco},
		{"none of a list", func(e *esito) { e.Voci = nil }, "esito/voce", schema.Mancante},
		{"three", func(e *esito) { e.Voci = make([]voce, 3); e.Voci[0].Nome = "a" }, "esito/voce[3]", schema.Occorrenze},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			e := base
			e.Voci = append([]voce{}, base.Voci...)
			tt.cambia(&e)
			b, err := schema.Scrivi([]byte("x"), &stanza, vocabolario, "esito", &e, schemaEsito)
			require.Equal(t, "x", string(b))
			var r *errore
			require.ErrorAs(t, err, &r)
			require.Equal(t, schema.Rifiuto{Motivo: tt.motivo, Campo: tt.campo, Valore: r.Valore, Scrive: true}, r.Rifiuto)
			require.Equal(t, err, schema.Verifica(&stanza, "esito", &e, schemaEsito))
		})
	}
}

// TestTolerances checks what each tolerance lets pass, and that without it nothing is.
func TestTolerances(t *testing.T) {
	busta := func(s string) string { return `<s:Envelope xmlns:s="urn:s"><s:Body>` + s + `</s:Body></s:Envelope>` }
	for _, tt := range []struct {
		nome, testo string
		t           schema.Tolleranza
		codici      []avviso.Codice
	}{
		{"namespace", strings.ReplaceAll(pieno, "urn:uno", "urn:x"), schema.TolleraSpazi, []avviso.Codice{schema.AvvertenzaSpazioNomi}},
		{"attribute", strings.Replace(pieno, "<codice>", "<codice a='b'>", 1), schema.TolleraAttributi, []avviso.Codice{schema.AvvertenzaAttributo}},
		{"amount", strings.Replace(pieno, "1.50", "1000", 1), schema.TolleraImporti, []avviso.Codice{schema.AvvertenzaImporto}},
		{"SOAP", busta("<x>" + pieno + "</x>"), schema.TolleraBuste, []avviso.Codice{schema.AvvertenzaSOAP}},
		{"base64", base64.StdEncoding.EncodeToString([]byte(pieno)), schema.TolleraBuste, []avviso.Codice{schema.AvvertenzaBase64}},
		{"base64 in SOAP", busta("<busta>PGVzaXRvIHhtbG5zPSJ1cm46dW5vIj48Y29kaWNlPmE8L2NvZGljZT48aW1wb3J0bz4xPC9pbXBvcnRvPjxhdHRpdm8+MTwvYXR0aXZvPjx2b2NlPjxub21lLz48L3ZvY2U+PC9lc2l0bz4=</busta>"), schema.TolleraBuste, []avviso.Codice{schema.AvvertenzaSOAP, schema.AvvertenzaBase64}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			e, aa, err := leggi(tt.testo, tt.t)
			require.NoError(t, err)
			require.NotEmpty(t, e.Voci)
			var codici []avviso.Codice
			for _, a := range aa {
				require.NotEmpty(t, a.Testo)
				require.Positive(t, a.Riga)
				codici = append(codici, a.Codice)
			}
			require.Equal(t, tt.codici, codici)
			_, _, err = leggi(tt.testo, ^tt.t)
			require.Error(t, err)
		})
	}
}

// TestSecondDocument: behind the document, in its envelope, nothing may stand that is a
// document too, or would carry one.
func TestSecondDocument(t *testing.T) {
	for dopo, campo := range map[string]string{"": "", "<y/>": "", pieno: "esito", "<busta/>": "busta", "<Body/>": "Body"} {
		e, _, err := leggi(`<s:Envelope xmlns:s="urn:s"><s:Body>`+pieno+dopo+`</s:Body></s:Envelope>`, schema.TolleraBuste)
		if campo == "" {
			require.NoError(t, err, dopo)
			require.Equal(t, "abc", e.Codice)
			continue
		}
		var r *errore
		require.ErrorAs(t, err, &r, dopo)
		require.Equal(t, schema.Ripetuto, r.Motivo)
		require.Equal(t, campo, r.Campo)
	}
}

// passi reads an enveloped document step by step.
func passi(testo string) (e esito, err error) {
	err = schema.Percorri(&stanza, []byte(testo), "", func(v *schema.Visita) error {
		v.Corpo(false)
		if v.Radice(vocabolario, "esito") {
			schemaEsito(v, &e)
			v.Chiudi()
		}
		return v.Fine()
	})
	return e, err
}

func TestStepByStep(t *testing.T) {
	const apre, chiude = `<s:Envelope xmlns:s="urn:s"><s:Header><b:a xmlns:b="urn:b"/></s:Header><s:Body>`, `</s:Body></s:Envelope>`
	for _, testo := range []string{pieno, apre + pieno + chiude, apre + "\n" + pieno + " " + chiude} {
		e, err := passi(testo)
		require.NoError(t, err)
		require.Equal(t, "abc", e.Codice)
	}
	for testo, motivo := range map[string]schema.Motivo{
		apre + chiude:                   schema.Busta,
		apre + pieno + pieno + chiude:   schema.Busta,
		apre + "<altro/>" + chiude:      schema.Radice,
		apre + pieno:                    schema.XML,
		`<Envelope><Corpo/></Envelope>`: schema.Busta,
		`<Envelope>x</Envelope>`:        schema.Contenuto,
		pieno + "x":                     schema.XML,
		strings.Replace(apre, "<b:a", "<b", 1) + pieno + chiude:                              schema.SpazioNomi, // SOAP 1.1, §4.2: blocks are qualified
		strings.Replace(apre, "<s:Header>", "<x/><s:Header>", 1) + pieno + chiude:            schema.Busta,
		strings.Replace(apre, "<s:Body>", "<x/><s:Body>", 1) + pieno + chiude:                schema.Busta,
		strings.Replace(apre, "<s:Body>", "<s:Header/><s:Body>", 1) + pieno + chiude:         schema.Busta,
		strings.Replace(apre+pieno+chiude, "</s:Body>", "</s:Body><s:Body><x/></s:Body>", 1): schema.Busta,
		strings.Replace(apre, "<s:Body>", "<s:Body x='1'>", 1) + pieno + chiude:              schema.Attributo,
		strings.Replace(apre, "<s:Envelope", "<s:Envelope x='1'", 1) + pieno + chiude:        schema.Attributo,
	} {
		_, err := passi(testo)
		var e *errore
		require.ErrorAs(t, err, &e, testo)
		require.Equal(t, motivo, e.Motivo, testo)
	}
}

// TestLenientEnvelope lets pass what stands around the first Body, and tells it.
func TestLenientEnvelope(t *testing.T) {
	for testo, codici := range map[string][]avviso.Codice{
		`<s:Envelope xmlns:s="urn:s" x="1"><s:Header><a/></s:Header><y/><s:Body>` + pieno + `</s:Body></s:Envelope>`: {schema.AvvertenzaAttributo, schema.AvvertenzaSpazioNomi, schema.AvvertenzaSOAP},
		`<s:Envelope xmlns:s="urn:s"><s:Body>` + pieno + `</s:Body><x/></s:Envelope>`:                                {schema.AvvertenzaSOAP},
		`<s:Envelope xmlns:s="urn:s"><s:Body>` + pieno + `</s:Body></s:Envelope>`:                                    nil,
	} {
		require.NoError(t, schema.Percorri(&stanza, []byte(testo), "", func(v *schema.Visita) error {
			var e esito
			if v.Corpo(true); v.Radice(vocabolario, "esito") {
				schemaEsito(v, &e)
				v.Chiudi()
			}
			require.Equal(t, "abc", e.Codice)
			err := v.Fine()
			var trovati []avviso.Codice
			for _, a := range v.Avvertenze() {
				trovati = append(trovati, a.Codice)
			}
			require.Equal(t, codici, trovati, testo)
			return err
		}))
	}
}

// TestFreeReading collects the texts of an element that no schema describes.
func TestFreeReading(t *testing.T) {
	require.NoError(t, schema.Percorri(&stanza, []byte(`<Fault><Code><Value>a</Value></Code><x/><Text>b</Text><Text/></Fault>`), "", func(v *schema.Visita) error {
		_, nome := v.Qui()
		require.Equal(t, "Fault", string(nome))
		require.Equal(t, [][]string{{"a"}, {"b", ""}, nil}, v.Foglie("Code/Value", "Text", "Reason"))
		return v.Fine()
	}))
}

// TestInside reads a document inside the text of another.
func TestInside(t *testing.T) {
	var voci []voce
	err := schema.Percorri(&stanza, []byte(`<r xmlns="urn:uno"><voce><nome>a</nome></voce><voce><nome>b</nome></voce><voce><u/></voce></r>`), "fuori/testo", func(v *schema.Visita) error {
		if v.Radice(vocabolario, "r") {
			schema.Gruppi(v, "voce", &voci, 0, 3, schemaVoce)
			v.Chiudi()
		}
		return v.Fine()
	})
	var e *errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, schema.Rifiuto{Motivo: schema.Mancante, Campo: "fuori/testo/r/voce[3]/nome", Valore: "u"}, e.Rifiuto)
	require.Equal(t, []voce{{Nome: "a"}, {Nome: "b"}, {}}, voci)
}

func TestTranslation(t *testing.T) {
	altro := errors.New("altro")
	require.Equal(t, schema.Rifiuto{Motivo: schema.Ingresso, Causa: altro}, schema.Traduci(altro))
	require.True(t, schema.Ripetuto.Struttura())
	require.False(t, schema.Ripetuto.Valore())
	require.True(t, schema.Data.Valore())
	require.False(t, schema.XML.Struttura())
}
