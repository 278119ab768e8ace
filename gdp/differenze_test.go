package gdp_test

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// conEncodingCSV reads a journal with encoding/csv and Record.Evento up to the first
// error, and returns its line.
func conEncodingCSV(s string) (eventi []gdp.Evento, riga int, err error) {
	c := csv.NewReader(strings.NewReader(strings.TrimPrefix(s, "\xEF\xBB\xBF")))
	c.Comma, c.FieldsPerRecord = ';', 9
	for testata := true; ; testata = false {
		f, err := c.Read()
		if testata && (err != nil || strings.Join(f, ";") != intestazione) {
			return nil, 0, errors.New("header")
		}
		var guasto *csv.ParseError
		switch {
		case testata:
			continue
		case errors.Is(err, io.EOF):
			return eventi, 0, nil
		case errors.As(err, &guasto):
			return eventi, guasto.StartLine, err
		case err != nil:
			return eventi, 0, err
		}
		r := gdp.Record{DateTime: f[0], IdDominio: f[1], IUV: f[2], CCP: f[3], EventCode: f[4], EventDescription: f[5]}
		if f[6]+f[7]+f[8] != "" {
			r.Error = &gdp.DescrittoreErrore{FaultCode: nodo.FaultCode(f[6]), FaultString: f[7], Description: f[8]}
		}
		e, err := r.Evento(diEC)
		if err != nil {
			riga, _ := c.FieldPos(0)
			return eventi, riga, err
		}
		eventi = append(eventi, e)
	}
}

// FuzzCSVDifferenze: the reader that splits and predicts gives the events of
// encoding/csv, and refuses on the same line with the same code.
func FuzzCSVDifferenze(f *testing.F) {
	const scritta = "2020-01-31T10:15:30.123Z;77777777777;1;n/a;RPT_PAGATA;RPT pagata;;;\n"
	for _, riga := range []string{
		"", "\n", "\r\n", scritta, scritta + scritta, strings.TrimSuffix(scritta, "\n"), strings.TrimSuffix(scritta, "\n") + "\r\n" + scritta,
		"2020-01-31T10:15:30.123Z;77777777777;01234567890123456;n/a;RT_ACCETTATA_PA;RT accettata dalla PA come valida;;;\r\n",
		strings.Replace(scritta, "n/a", "", 1), strings.Replace(scritta, "n/a", "a\"b", 1), strings.Replace(scritta, "n/a", "\"a;\nb\"", 1) + scritta + "x",
		strings.Replace(scritta, "77777777777", "7777777777x", 1), strings.Replace(scritta, "-31T", "-32T", 1), strings.Replace(scritta, ";1;", ";1 ;", 1),
		strings.Replace(scritta, "RPT pagata", "altro", 1), strings.Replace(scritta, "n/a", strings.Repeat("c", 36), 1), scritta + "\"x", "\r", scritta + ";;;;;;;;;",
		strings.Replace(scritta, "30.123Z", "30.1239", 1), strings.Replace(scritta, "n/a", "\xff", 1), "\n\n" + strings.Replace(scritta, "RPT_PAGATA", "RPT_CHISSA", 1),
	} {
		f.Add(riga)
	}
	f.Fuzz(func(t *testing.T, righe string) {
		s := intestazione + "\n" + righe
		attesi, riga, attesa := conEncodingCSV(s)
		l := leggi(gdp.ParseCSV(strings.NewReader(s), diEC))
		require.Empty(t, cmp.Diff(attesi, l.Eventi, confronta, confrontaIUV))
		require.Equal(t, attesa != nil, len(l.Errori) == 1, "%v %v", attesa, l.Errori)
		if attesa != nil {
			e := errore(t, l.Errori[0])
			var suo *gdp.Errore
			if require.Equal(t, riga, e.Riga); errors.As(attesa, &suo) {
				require.Equal(t, []any{suo.Codice, suo.Campo, suo.Valore}, []any{e.Codice, e.Campo, e.Valore})
			} else {
				require.Equal(t, gdp.CodiceCSV, e.Codice)
			}
		}
	})
}

// FuzzRecordDifferenze: an object whose members are predicted is the record that
// encoding/json reads.
func FuzzRecordDifferenze(f *testing.F) {
	const scritto = `{"dateTime":"2020","idDominio":"7","iuv":"1","ccp":"n/a","eventCode":"RPT_PAGATA","eventDescription":"è"}`
	f.Add(scritto)
	f.Add(rigaEsempio)
	for _, cambio := range [][2]string{{`"iuv"`, `"IUV"`}, {`"iuv"`, `"ccp"`}, {"n/a", `\u0041`}, {"n/a", "\t"}, {"n/a", "\xff"}, {`"}`, `"} `}, {`"}`, `",}`}, {`"7"`, "null"}, {`,"idDominio":"7"`, ""}, {`"1"`, "1"}} {
		f.Add(strings.Replace(scritto, cambio[0], cambio[1], 1))
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := gdp.ParseRecord([]byte(s))
		if err != nil {
			return
		}
		var suo gdp.Record
		d := json.NewDecoder(strings.NewReader(s))
		d.DisallowUnknownFields()
		require.NoError(t, d.Decode(&suo))
		require.Empty(t, cmp.Diff(suo, r))
	})
}
