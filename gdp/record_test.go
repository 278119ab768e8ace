package gdp_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt/nodo"
)

const rigaEsempio = `{"dateTime":"2020-01-31T10:15:30.123Z","idDominio":"77777777777","iuv":"RF18539007547034","ccp":"n/a",` +
	`"eventCode":"RPT_ACCETTATA_NODO","eventDescription":"RPT accettata dal Nodo come valida",` +
	`"error":{"id":"NodoDeiPagamentiSPC","faultCode":"PPT_SEMANTICA","faultString":"Errore semantico","description":"…","serial":1}}`

var eventoEsempio = gdp.Evento{
	DateTime: time.Date(2020, 1, 31, 10, 15, 30, 123_000_000, time.UTC), IdDominio: dominio1,
	IUV: avviso.MustIUV("RF18539007547034"), CCP: "n/a", EventCode: gdp.RPTAccettataNodo,
	EventDescription: "RPT accettata dal Nodo come valida", Ruolo: ec,
	Error: &gdp.DescrittoreErrore{
		ID: "NodoDeiPagamentiSPC", FaultCode: nodo.PPTSemantica, FaultString: "Errore semantico", Description: "…", Serial: 1,
	},
}

var diEC = gdp.Provenienza{Ruolo: ec, IdDominio: dominio1}

type esitoLettura struct {
	Eventi []gdp.Evento
	Errori []error
}

func leggi(seq iter.Seq2[gdp.Evento, error]) (l esitoLettura) {
	for e, err := range seq {
		if err != nil {
			l.Errori = append(l.Errori, err)
		} else {
			l.Eventi = append(l.Eventi, e)
		}
	}
	return l
}

func TestJSON(t *testing.T) {
	for nome, testo := range map[string]string{
		"lines":           rigaEsempio + "\n\n" + rigaEsempio + "\n",
		"no last newline": rigaEsempio + "\r\n" + rigaEsempio,
		"array":           "[" + rigaEsempio + ",\n" + rigaEsempio + "]\n",
		"byte-order mark": "\xEF\xBB\xBF" + rigaEsempio + "\n" + rigaEsempio,
		"blanks before":   "\n\n  [\n" + rigaEsempio + " , " + rigaEsempio + "\n]",
	} {
		t.Run(nome, func(t *testing.T) {
			l := leggi(gdp.ParseJSON(iotest.OneByteReader(strings.NewReader(testo)), diEC))
			require.Empty(t, l.Errori)
			require.Empty(t, cmp.Diff([]gdp.Evento{eventoEsempio, eventoEsempio}, l.Eventi, confronta, confrontaIUV))
		})
	}
	for nome, testo := range map[string]string{"nothing": "", "blanks": " \n", "empty array": "[ ]"} {
		require.Empty(t, leggi(gdp.ParseJSON(strings.NewReader(testo), diEC)), nome)
	}
	b, err := gdp.AppendJSON(nil, eventoEsempio)
	require.NoError(t, err)
	require.Equal(t, rigaEsempio, string(b))
}

// TestRecord holds what a member may be, and what the file supplies.
func TestRecord(t *testing.T) {
	base := func() gdp.Record {
		return gdp.Record{DateTime: "2020-01-31T10:15:30", IUV: iuv1.String(), EventCode: "RPT_PAGATA"}
	}
	tests := []struct {
		nome   string
		cambia func(*gdp.Record, *gdp.Provenienza)
		ora    string
		chiave nodo.Chiave
	}{
		{"no zone is Rome, winter", func(*gdp.Record, *gdp.Provenienza) {}, "2020-01-31T09:15:30Z", nodo.Chiave{IUV: iuv1.String(), CCP: "n/a"}},
		{"no zone is Rome, summer", func(r *gdp.Record, _ *gdp.Provenienza) { r.DateTime = "2020-07-31T10:15:30" }, "2020-07-31T08:15:30Z", nodo.Chiave{IUV: iuv1.String(), CCP: "n/a"}},
		{"no zone is UTC when the file says so", func(_ *gdp.Record, p *gdp.Provenienza) { p.UTC = true }, "2020-01-31T10:15:30Z", nodo.Chiave{IUV: iuv1.String(), CCP: "n/a"}},
		{"zone wins", func(r *gdp.Record, p *gdp.Provenienza) { r.DateTime += "-05:00"; p.UTC = true }, "2020-01-31T15:15:30Z", nodo.Chiave{IUV: iuv1.String(), CCP: "n/a"}},
		{"cut to the millisecond", func(r *gdp.Record, _ *gdp.Provenienza) { r.DateTime += ".1239999Z" }, "2020-01-31T10:15:30.123Z", nodo.Chiave{IUV: iuv1.String(), CCP: "n/a"}},
		{"the body is the sender", func(_ *gdp.Record, p *gdp.Provenienza) { p.IdDominio = dominio1 }, "2020-01-31T09:15:30Z", nodo.Chiave{IdDominio: "77777777777", IUV: iuv1.String(), CCP: "n/a"}},
		{"unless it tells", func(r *gdp.Record, p *gdp.Provenienza) {
			p.IdDominio, r.IdDominio, r.CCP = dominio1, "00429440068", "x"
		}, "2020-01-31T09:15:30Z", nodo.Chiave{IdDominio: "00429440068", IUV: iuv1.String(), CCP: "x"}},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			r, p := base(), gdp.Provenienza{Ruolo: psp}
			tt.cambia(&r, &p)
			e, err := r.Evento(p)
			require.NoError(t, err)
			require.Equal(t, tt.ora, e.DateTime.Format(time.RFC3339Nano))
			require.Equal(t, tt.chiave, e.Chiave())
		})
	}
}

// righeGuaste are bad records, each with its code and field.
var righeGuaste = []struct {
	nome, riga string
	codice     avviso.Codice
	campo      string
}{
	{"no IUV", `{"dateTime":"2020-01-31T10:15:30Z","ccp":"n/a","eventCode":"RPT_PAGATA"}`, gdp.CodiceMancante, "iuv"},
	{"null IUV", `{"dateTime":"2020-01-31T10:15:30Z","iuv":null,"eventCode":"RPT_PAGATA"}`, gdp.CodiceMancante, "iuv"},
	{"bad IUV", `{"dateTime":"2020-01-31T10:15:30Z","iuv":"a b","eventCode":"RPT_PAGATA"}`, gdp.CodiceIUV, "iuv"},
	{"long ccp", `{"dateTime":"2020-01-31T10:15:30Z","iuv":"1","ccp":"123456789012345678901234567890123456","eventCode":"RPT_PAGATA"}`, gdp.CodiceCCP, "ccp"},
	{"bad idDominio", `{"dateTime":"2020-01-31T10:15:30Z","idDominio":"7","iuv":"1","eventCode":"RPT_PAGATA"}`, gdp.CodiceDominio, "idDominio"},
	{"no date", `{"iuv":"1","eventCode":"RPT_PAGATA"}`, gdp.CodiceMancante, "dateTime"},
	{"no such date", `{"dateTime":"2020-02-30T10:15:30Z","iuv":"1","eventCode":"RPT_PAGATA"}`, gdp.CodiceData, "dateTime"},
	{"year beyond", `{"dateTime":"12020-02-03T10:15:30Z","iuv":"1","eventCode":"RPT_PAGATA"}`, gdp.CodiceData, "dateTime"},
	{"before year 1 in UTC", `{"dateTime":"0001-01-01T00:00:00+14:00","iuv":"1","eventCode":"RPT_PAGATA"}`, gdp.CodiceData, "dateTime"},
	{"no code", `{"dateTime":"2020-01-31T10:15:30Z","iuv":"1","eventCode":" "}`, gdp.CodiceMancante, "eventCode"},
	{"unknown member", `{"dateTime":"2020-01-31T10:15:30Z","iuv":"1","eventCode":"RPT_PAGATA","x":1}`, gdp.CodiceMembro, "x"},
	{"member of another case", `{"DateTime":"2020-01-31T10:15:30Z","iuv":"1","eventCode":"RPT_PAGATA"}`, gdp.CodiceMembro, "DateTime"},
	{"member twice", `{"dateTime":"2020-01-31T10:15:30Z","iuv":"1","iuv":"2","eventCode":"RPT_PAGATA"}`, gdp.CodiceMembro, "iuv"},
	{"unknown member of error", `{"dateTime":"2020-01-31T10:15:30Z","iuv":"1","eventCode":"RPT_PAGATA","error":{"x":1}}`, gdp.CodiceMembro, "error.x"},
	{"wrong type", `{"dateTime":"2020-01-31T10:15:30Z","iuv":1,"eventCode":"RPT_PAGATA"}`, gdp.CodiceJSON, "iuv"},
	{"object in place of text", `{"dateTime":{},"iuv":"1","eventCode":"RPT_PAGATA"}`, gdp.CodiceJSON, "dateTime"},
	{"no object", `"x"`, gdp.CodiceJSON, ""},
	{"not UTF-8", "{\"iuv\":\"\xff\"}", gdp.CodiceTesto, "iuv"},
	{"long text", `{"dateTime":"2020-01-31T10:15:30Z","iuv":"1","eventCode":"RPT_PAGATA","eventDescription":"` + strings.Repeat("x", 5000) + `"}`, gdp.CodiceTesto, "eventDescription"},
}

func TestRigheGuaste(t *testing.T) {
	for _, tt := range righeGuaste {
		t.Run(tt.nome, func(t *testing.T) {
			for forma, testo := range map[string]string{
				"lines": rigaEsempio + "\n" + tt.riga + "\n" + rigaEsempio,
				"array": "[" + rigaEsempio + ",\n" + tt.riga + ",\n" + rigaEsempio + "]",
			} {
				l := leggi(gdp.ParseJSON(strings.NewReader(testo), diEC))
				require.Len(t, l.Eventi, 1, forma)
				require.Len(t, l.Errori, 1, forma)
				l = leggi(gdp.LeggiJSON(strings.NewReader(testo), diEC))
				require.Len(t, l.Eventi, 2, "%s: the rest is kept", forma)
				require.Len(t, l.Errori, 1, forma)
				require.ErrorIs(t, l.Errori[0], gdp.ErrRecord)
				e := errore(t, l.Errori[0])
				require.Equal(t, []any{tt.codice, tt.campo, 2}, []any{e.Codice, e.Campo, e.Riga}, forma)

				scartati := 0
				a, err := gdp.Analizza(gdp.Tieni(gdp.LeggiJSON(strings.NewReader(testo), diEC), func(error) { scartati++ }))
				require.NoError(t, err)
				require.Equal(t, 1, scartati)
				require.Len(t, risultato(t, a), 1)
			}
		})
	}
}

func TestCodiceIgnoto(t *testing.T) {
	riga := strings.Replace(rigaEsempio, "RPT_ACCETTATA_NODO", "RPT_CHISSA", 1)
	l := leggi(gdp.ParseJSON(strings.NewReader("\n"+riga), diEC))
	require.ErrorIs(t, l.Errori[0], gdp.ErrEventCode)
	require.Equal(t, 2, errore(t, l.Errori[0]).Riga)
	l = leggi(gdp.LeggiJSON(strings.NewReader(riga), diEC))
	require.Empty(t, l.Errori)
	require.Zero(t, l.Eventi[0].EventCode)
	require.Equal(t, "RPT_CHISSA", l.Eventi[0].CodiceScritto)
	_, err := gdp.AppendJSON(nil, l.Eventi[0])
	require.Equal(t, gdp.CodiceEventCode, errore(t, err).Codice)
}

// TestScritturaMai: misspellings and older codes are read and never written.
func TestScritturaMai(t *testing.T) {
	riga := strings.Replace(rigaEsempio, "RPT_ACCETTATA_NODO", "RPT_ACCETATA_NODO", 1)
	l := leggi(gdp.ParseJSON(strings.NewReader(riga), diEC))
	require.Equal(t, "RPT_ACCETATA_NODO", l.Eventi[0].CodiceScritto)
	b, err := gdp.AppendJSON(nil, l.Eventi[0])
	require.NoError(t, err)
	require.Equal(t, rigaEsempio, string(b))

	e := eventoEsempio
	e.EventCode = gdp.RPTInviataPA
	_, err = gdp.AppendJSON(nil, e)
	require.ErrorIs(t, err, gdp.ErrEventCode)
	require.Equal(t, gdp.CodiceStorico, errore(t, err).Codice)
}

func TestFileGuasti(t *testing.T) {
	lungo := `{"iuv":"` + strings.Repeat("x", 3*gdp.MaxRecord)
	tests := []struct {
		nome, testo string
		err         error
		riga        int
	}{
		{"blank lines, then an array", "\n \n\n[\n" + rigaEsempio + ",\n{x}\n\n\n]", gdp.ErrFormato, 6},
		{"blank lines, then lines", "\n \n\n" + rigaEsempio + "\n{x}\n\n", gdp.ErrRecord, 5},
		{"bad value well before the end", "[" + rigaEsempio + ",\n\n{x}\n\n\n]", gdp.ErrFormato, 3},
		{"array cut", "[\n" + rigaEsempio + ",", gdp.ErrFormato, 2},
		{"array with bad JSON", "[" + rigaEsempio + ",\n\n{x}]", gdp.ErrFormato, 3},
		{"more after the array", "[\n]\n{}", gdp.ErrFormato, 3},
		{"record without end in an array", "[\n" + lungo, gdp.ErrLimite, 2},
		{"record without end on a line", "\n" + lungo, gdp.ErrLimite, 2},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			l := leggi(gdp.LeggiJSON(strings.NewReader(tt.testo), diEC))
			ultimo := l.Errori[len(l.Errori)-1]
			require.ErrorIs(t, ultimo, tt.err)
			require.Equal(t, tt.riga, errore(t, ultimo).Riga)
		})
	}
	// A record takes MaxRecord bytes with its line feed, and not one more.
	testa := strings.TrimSuffix(rigaEsempio, "}")
	giusta := testa + strings.Repeat(" ", gdp.MaxRecord-len(testa)-2) + "}\n"
	require.Len(t, giusta, gdp.MaxRecord)
	l := leggi(gdp.ParseJSON(strings.NewReader(giusta+giusta), diEC))
	require.Empty(t, l.Errori)
	require.Len(t, l.Eventi, 2)
	l = leggi(gdp.ParseJSON(strings.NewReader(giusta+" "+giusta), diEC))
	require.Len(t, l.Eventi, 1)
	require.ErrorIs(t, l.Errori[0], gdp.ErrLimite)

	guasto := errors.New("disk on fire")
	for _, testa := range []string{"", "[", rigaEsempio, "[" + rigaEsempio} {
		r := io.MultiReader(strings.NewReader(testa), iotest.ErrReader(guasto))
		l := leggi(gdp.ParseJSON(r, diEC))
		require.Len(t, l.Errori, 1)
		require.ErrorIs(t, l.Errori[0], guasto)
	}
}

// TestLunghi: a journal longer than every limit on one record is read.
func TestLunghi(t *testing.T) {
	n := 2*gdp.MaxRecord/len(rigaEsempio) + 1
	righe := strings.Repeat(rigaEsempio+"\n", n)
	require.Len(t, leggi(gdp.ParseJSON(strings.NewReader(righe), diEC)).Eventi, n)
	array := "[" + strings.TrimSuffix(strings.Repeat(rigaEsempio+",\n", n), ",\n") + "]"
	l := leggi(gdp.ParseJSON(strings.NewReader(array), diEC))
	require.Empty(t, l.Errori)
	require.Len(t, l.Eventi, n)
	var b bytes.Buffer
	senzaErrore := l.Eventi[0]
	senzaErrore.Error = nil
	require.NoError(t, gdp.ScriviCSV(&b, slices.Values(slices.Repeat([]gdp.Evento{senzaErrore}, 3*n))))
	require.Len(t, leggi(gdp.ParseCSV(&b, diEC)).Eventi, 3*n)
}

const intestazione = "dateTime;idDominio;iuv;ccp;eventCode;eventDescription;faultCode;faultString;faultDescription"

func TestCSV(t *testing.T) {
	testo := "\xEF\xBB\xBF" + intestazione + "\r\n" +
		`2020-01-31T10:15:30.123Z;77777777777;RF18539007547034;n/a;RPT_ACCETTATA_NODO;"una; due ""tre""";PPT_SEMANTICA;Errore semantico;` + "\r\n" +
		"2020-01-31T10:15:30;;1;;RPT_ACCETATA_PSP;;;;\n"
	l := leggi(gdp.ParseCSV(strings.NewReader(testo), diEC))
	require.Empty(t, l.Errori)
	require.Len(t, l.Eventi, 2)
	require.Equal(t, `una; due "tre"`, l.Eventi[0].EventDescription)
	require.Equal(t, nodo.PPTSemantica, l.Eventi[0].Error.FaultCode)
	require.Nil(t, l.Eventi[1].Error)
	require.Equal(t, "n/a", l.Eventi[1].CCP)
	require.Equal(t, dominio1, l.Eventi[1].IdDominio)
	var b bytes.Buffer
	require.NoError(t, gdp.ScriviCSV(&b, slices.Values(l.Eventi)))
	di := leggi(gdp.ParseCSV(&b, diEC))
	require.Empty(t, di.Errori)
	require.Equal(t, l.Eventi[0].Chiave(), di.Eventi[0].Chiave())

	require.Equal(t, gdp.CodiceNonScrivibile, errore(t, gdp.ScriviCSV(io.Discard, slices.Values([]gdp.Evento{eventoEsempio}))).Codice)
}

// Each of the three columns of an error makes one, alone too.
func TestCSVErrore(t *testing.T) {
	for colonne, want := range map[string]*gdp.DescrittoreErrore{
		";;":                nil,
		"PPT_SEMANTICA;;":   {FaultCode: nodo.PPTSemantica},
		";a;":               {FaultString: "a"},
		";;b":               {Description: "b"},
		"PPT_SEMANTICA;a;b": {FaultCode: nodo.PPTSemantica, FaultString: "a", Description: "b"},
	} {
		l := leggi(gdp.ParseCSV(strings.NewReader(intestazione+"\n2020-01-31T10:15:30Z;;1;;RPT_PAGATA;;"+colonne+"\n"), diEC))
		require.Empty(t, l.Errori)
		require.Equal(t, want, l.Eventi[0].Error, colonne)
	}
}

func TestCSVGuasti(t *testing.T) {
	buona := "2020-01-31T10:15:30Z;77777777777;1;n/a;RPT_PAGATA;;;;\n"
	for _, tt := range []struct {
		nome, riga string
		codice     avviso.Codice
		riga2      int
	}{
		{"no IUV", "2020-01-31T10:15:30Z;;;;RPT_PAGATA;;;;\n", gdp.CodiceMancante, 3},
		{"too few fields", "2020-01-31T10:15:30Z;1\n", gdp.CodiceCSV, 3},
		{"bare quote", "2020-01-31T10:15:30Z;;1;n/a;RPT_PAGATA;a\"b;;;\n", gdp.CodiceCSV, 3},
		{"not UTF-8", "2020-01-31T10:15:30Z;;1;n/a;RPT_PAGATA;\xff;;;\n", gdp.CodiceTesto, 3},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			testo := intestazione + "\n" + buona + tt.riga + buona
			require.Len(t, leggi(gdp.ParseCSV(strings.NewReader(testo), diEC)).Eventi, 1)
			l := leggi(gdp.LeggiCSV(strings.NewReader(testo), diEC))
			require.Len(t, l.Eventi, 2)
			require.Len(t, l.Errori, 1)
			require.Equal(t, tt.codice, errore(t, l.Errori[0]).Codice)
			require.Equal(t, tt.riga2, errore(t, l.Errori[0]).Riga)
		})
	}
	for nome, testo := range map[string]string{
		"empty": "", "other header": "a;b\n", "json": rigaEsempio,
		"other names": strings.Replace(intestazione, "iuv", "IUV", 1) + "\n" + buona,
	} {
		l := leggi(gdp.LeggiCSV(strings.NewReader(testo), diEC))
		require.Len(t, l.Errori, 1, nome)
		require.ErrorIs(t, l.Errori[0], gdp.ErrFormato, nome)
	}
	l := leggi(gdp.LeggiCSV(strings.NewReader(intestazione+"\n\""+strings.Repeat("x\n", 2*gdp.MaxRecord)), diEC))
	require.ErrorIs(t, l.Errori[len(l.Errori)-1], gdp.ErrLimite)
}

// TestScritture holds what is written of none, one and two events, to the byte.
func TestScritture(t *testing.T) {
	for n, want := range []struct{ righe, array string }{
		{"", "[\n]\n"},
		{rigaEsempio + "\n", "[\n" + rigaEsempio + "\n]\n"},
		{rigaEsempio + "\n" + rigaEsempio + "\n", "[\n" + rigaEsempio + ",\n" + rigaEsempio + "\n]\n"},
	} {
		eventi := slices.Repeat([]gdp.Evento{eventoEsempio}, n)
		var righe, array bytes.Buffer
		require.NoError(t, gdp.ScriviRighe(&righe, slices.Values(eventi)))
		require.NoError(t, gdp.ScriviArray(&array, slices.Values(eventi)))
		require.Equal(t, want.righe, righe.String())
		require.Equal(t, want.array, array.String())
	}
	// Texts are written as encoding/json writes them without escaping HTML.
	for _, testo := range []string{"a", "\x1f", "\x7f", `"`, `\`, "\u2028", "é", "<&>", "a\nb", " "} {
		e := eventoEsempio
		e.EventDescription, e.Error = testo, nil
		r, err := e.Record()
		require.NoError(t, err)
		var want bytes.Buffer
		c := json.NewEncoder(&want)
		c.SetEscapeHTML(false)
		require.NoError(t, c.Encode(r))
		b, err := gdp.AppendJSON(nil, e)
		require.NoError(t, err)
		require.Equal(t, want.String(), string(b)+"\n", "%q", testo)
	}
	e := eventoEsempio
	for testo, want := range map[string]string{"": "RPT accettata dal Nodo come valida", "di nostro": "di nostro"} {
		e.EventDescription = testo
		r, err := e.Record()
		require.NoError(t, err)
		require.Equal(t, want, r.EventDescription)
	}
}

// scrittore notes how much is written at once.
type scrittore []int

func (s *scrittore) Write(b []byte) (int, error) {
	*s = append(*s, len(b))
	return len(b), nil
}

// TestScrittureABlocchi: a long journal is written in pieces that are neither
// single records nor the whole.
func TestScrittureABlocchi(t *testing.T) {
	const n = 2000
	var s scrittore
	require.NoError(t, gdp.ScriviRighe(&s, slices.Values(slices.Repeat([]gdp.Evento{eventoEsempio}, n))))
	tutto := 0
	for _, b := range s {
		tutto += b
	}
	require.Equal(t, n*(len(rigaEsempio)+1), tutto)
	require.Less(t, len(s), n/10)
	require.Less(t, slices.Max(s), tutto/10)
}

func FuzzJSON(f *testing.F) {
	f.Add(rigaEsempio)
	f.Add("[" + rigaEsempio + ",\n" + rigaEsempio + "]")
	for _, r := range righeGuaste {
		f.Add(r.riga)
	}
	f.Fuzz(func(t *testing.T, s string) {
		controllaLettura(t, leggi(gdp.LeggiJSON(strings.NewReader(s), diEC)), func(b *bytes.Buffer, e []gdp.Evento) iter.Seq2[gdp.Evento, error] {
			require.NoError(t, gdp.ScriviArray(b, slices.Values(e)))
			return gdp.ParseJSON(b, diEC)
		})
	})
}

func FuzzCSV(f *testing.F) {
	f.Add(intestazione + "\n2020-01-31T10:15:30Z;77777777777;1;n/a;RPT_PAGATA;;;;\n")
	f.Add(intestazione + "\n2020-01-31T10:15:30;;1;;RPT_ACCETATA_PSP;\"a;\"\"b\";PPT_SEMANTICA;;x\r\n")
	f.Fuzz(func(t *testing.T, s string) {
		controllaLettura(t, leggi(gdp.LeggiCSV(strings.NewReader(s), diEC)), func(b *bytes.Buffer, e []gdp.Evento) iter.Seq2[gdp.Evento, error] {
			require.NoError(t, gdp.ScriviCSV(b, slices.Values(e)))
			return gdp.ParseCSV(b, diEC)
		})
	})
}

// controllaLettura: every error is typed, and what can be written is read back
// the same.
func controllaLettura(t *testing.T, l esitoLettura, riscrivi func(*bytes.Buffer, []gdp.Evento) iter.Seq2[gdp.Evento, error]) {
	t.Helper()
	for _, err := range l.Errori {
		require.NotNil(t, errore(t, err))
	}
	var scrivibili []gdp.Evento
	for _, e := range l.Eventi {
		if r, err := e.Record(); err == nil {
			di, err := r.Evento(diEC)
			require.NoError(t, err)
			// CSV readers fold CRLF into LF inside quotes.
			if !strings.Contains(di.EventDescription+di.CCP, "\r") && di.Error == nil {
				scrivibili = append(scrivibili, di)
			}
		} else {
			require.ErrorIs(t, err, gdp.ErrEventCode)
		}
	}
	var b bytes.Buffer
	di := leggi(riscrivi(&b, scrivibili))
	require.Empty(t, di.Errori)
	require.Empty(t, cmp.Diff(scrivibili, di.Eventi, confronta, confrontaIUV))
}
