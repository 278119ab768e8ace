package jppa_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
)

const testata = "idDominio,iuv,cpp,esito,descrizioneEsito\r\n"

func riga(campi ...any) jppa.RigaCSV {
	c := make([]jppa.Campo, 5)
	for i, v := range campi {
		if s, ok := v.(string); ok {
			c[i] = jppa.NuovoCampo(s)
		}
	}
	return jppa.RigaCSV{IdDominio: c[0], IUV: c[1], CPP: c[2], Esito: c[3], DescrizioneEsito: c[4]}
}

// The cases of the dialect, byte by byte.
var dialetto = []struct {
	nome string
	riga jppa.RigaCSV
	want string
}{
	{"plain", riga("01234567890", "24012345678901234", "n/a", "OK", ""), "01234567890,24012345678901234,n/a,OK,"},
	{"null first", riga(nil, "1", "2", "OK", ""), ",1,2,OK,"},
	{"empty first", riga("", "1", "2", "OK", ""), `"",1,2,OK,`},
	{"empty and null elsewhere", riga("d", "", nil, "OK", nil), "d,,,OK,"},
	{"null but for the outcome", riga(nil, nil, nil, "ERROR"), ",,,ERROR,"},
	{"comma", riga("d", "1", "2", "ERROR", "a,b"), `d,1,2,ERROR,"a,b"`},
	{"quote inside", riga("d", "1", "2", "ERROR", `a"b`), `d,1,2,ERROR,"a""b"`},
	{"only quote", riga("d", "1", "2", "ERROR", `"`), `d,1,2,ERROR,""""`},
	{"LF", riga("d", "1", "2", "ERROR", "a\nb"), "d,1,2,ERROR,\"a\nb\""},
	{"CR", riga("d", "1", "2", "ERROR", "a\rb"), "d,1,2,ERROR,\"a\rb\""},
	{"CRLF", riga("d", "1", "2", "ERROR", "a\r\nb"), "d,1,2,ERROR,\"a\r\nb\""},
	{"hash first", riga("#d", "#1", "2", "ERROR", "#x"), `"#d","#1",2,ERROR,"#x"`},
	{"hash inside", riga("d#", "1", "2", "ERROR", "x#y"), "d#,1,2,ERROR,x#y"},
	{"dollar first", riga("$", "1", "2", "ERROR", "$x"), "$,1,2,ERROR,$x"},
	{"bang first", riga("!d", "!", "2", "ERROR", "!x"), `"!d","!",2,ERROR,"!x"`},
	{"blank first", riga(" d", "1", "2", "ERROR", " x"), `" d",1,2,ERROR," x"`},
	{"blank last", riga("d ", "1", "2", "ERROR", "x "), `"d ",1,2,ERROR,"x "`},
	{"blank inside", riga("d e", "1", "2", "ERROR", "x y"), "d e,1,2,ERROR,x y"},
	{"TAB last", riga("d", "1", "2", "ERROR", "x\t"), "d,1,2,ERROR,\"x\t\""},
	{"control first", riga("d", "1", "2", "ERROR", "\x01x"), "d,1,2,ERROR,\"\x01x\""},
	{"DEL last", riga("d", "1", "2", "ERROR", "x\x7f"), "d,1,2,ERROR,x\x7f"},
	{"formula is text", riga("d", "1", "2", "ERROR", "=1+1"), "d,1,2,ERROR,=1+1"},
	{"not ASCII", riga("è", "1", "2", "ERROR", "è già"), "è,1,2,ERROR,è già"},
	{"backslash", riga("d", "1", "2", "ERROR", `a\b`), `d,1,2,ERROR,a\b`},
}

func TestDialect(t *testing.T) {
	for _, tt := range dialetto {
		t.Run(tt.nome, func(t *testing.T) {
			b, err := jppa.AppendCSV([]byte("x"), []jppa.RigaCSV{tt.riga})
			require.NoError(t, err)
			require.Equal(t, "x"+testata+tt.want+"\r\n", string(b))

			righe, err := jppa.ParseCSV(b[1:])
			require.NoError(t, err)
			ancora, err := jppa.AppendCSV(nil, righe)
			require.NoError(t, err)
			require.Equal(t, string(b[1:]), string(ancora))
			require.Equal(t, tt.riga.IdDominio, righe[0].IdDominio, "null and empty differ in first position")
			require.Equal(t, tt.riga.DescrizioneEsito.String(), righe[0].DescrizioneEsito.String())
		})
	}
	b, err := jppa.AppendCSV(nil, nil)
	require.NoError(t, err)
	require.Equal(t, testata, string(b), "the header is always written")
	_, err = jppa.AppendCSV(nil, []jppa.RigaCSV{riga("d", "1", "\xff")})
	require.ErrorIs(t, err, jppa.ErrCSV)
	require.ErrorContains(t, err, "righe[0].cpp")
}

// An outcome is OK or ERROR, both ways; the variant of REST v2 has four.
func TestCSVOutcome(t *testing.T) {
	for _, esito := range []any{nil, "", "ok", "Error", "OK ", "CON_SCARTI", "ERRORE_INVIO", "ESEGUITO"} {
		_, err := jppa.AppendCSV(nil, []jppa.RigaCSV{riga("d", "1", "2", "OK", ""), riga("d", "1", "2", esito, "")})
		var e *jppa.Errore
		require.ErrorAs(t, err, &e, "%v", esito)
		testo, _ := esito.(string)
		e.Err = nil
		require.Equal(t, jppa.Errore{Codice: jppa.CodiceValore, Campo: "righe[1].esito", Valore: testo}, *e)
	}
	for _, leggi := range []func([]byte) error{
		func(b []byte) error { _, err := jppa.ParseCSV(b); return err },
		func(b []byte) error { _, _, err := jppa.LeggiCSV(b); return err },
	} {
		var e *jppa.Errore
		require.ErrorAs(t, leggi([]byte(testata+"d,1,2,OK,\r\nd,1,2,Ok,\r\n")), &e)
		e.Err = nil
		require.Equal(t, jppa.Errore{Codice: jppa.CodiceValore, Campo: "esito", Valore: "Ok", Riga: 3, Colonna: 7}, *e)
	}
	const testata6 = "idDominio,iuv,cpp,esito,warnings,errors\r\n"
	for esito, ammesso := range map[string]bool{"OK": true, "CON_SCARTI": true, "ERROR": true, "ERRORE_INVIO": true, "Error": false, "": false} {
		_, err := jppa.ParseCSVBatch6([]byte(testata6 + "d,1,2," + esito + ",,\r\n"))
		require.Equal(t, ammesso, err == nil, esito)
	}
}

func TestCSVBatch6(t *testing.T) {
	r := jppa.RispostaREST{Esito: jppa.EsitoRESTConScarti, WarningMessages: []string{"uno", "due"}, ErrorMessages: []string{"a,b"}}
	b, err := jppa.AppendCSVBatch6(nil, []jppa.RigaCSVBatch6{r.Riga(jppa.Ricevuta{IdDominio: "01234567890", IUV: "1", CCP: "c"})})
	require.NoError(t, err)
	want := "idDominio,iuv,cpp,esito,warnings,errors\r\n01234567890,1,c,CON_SCARTI,\"uno\ndue\",\"a,b\"\r\n"
	require.Equal(t, want, string(b))
	righe, err := jppa.ParseCSVBatch6(b)
	require.NoError(t, err)
	require.Equal(t, "uno\ndue", righe[0].Warnings.String())
	_, err = jppa.ParseCSV(b)
	require.ErrorIs(t, err, jppa.ErrCSV, "the two versions do not mix")
}

func TestLeggiCSVTolerates(t *testing.T) {
	want := []jppa.RigaCSV{riga("d", "1", "2", "OK", "")}
	for _, tt := range []struct {
		nome, testo string
		codice      avviso.Codice
		riga        int
	}{
		{"byte-order mark", "\ufeff" + testata + "d,1,2,OK,\r\n", jppa.CodiceBOM, 1},
		{"ccp", "idDominio,iuv,ccp,esito,descrizioneEsito\r\nd,1,2,OK,\r\n", jppa.CodiceIntestazione, 1},
		{"LF", testata + "d,1,2,OK,\n", jppa.CodiceFineRiga, 2},
		{"no last line end", testata + "d,1,2,OK,", jppa.CodiceFineRiga, 2},
		{"needless quotes", testata + `d,"1",2,OK,` + "\r\n", jppa.CodiceVirgolette, 2},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			righe, avvertenze, err := jppa.LeggiCSV([]byte(tt.testo))
			require.NoError(t, err)
			require.Equal(t, want, righe)
			require.Len(t, avvertenze, 1)
			require.Equal(t, tt.codice, avvertenze[0].Codice)
			require.Equal(t, tt.riga, avvertenze[0].Riga)
			_, err = jppa.ParseCSV([]byte(tt.testo))
			var e *jppa.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, jppa.ErrCSV)
			require.Equal(t, tt.codice, e.Codice)
		})
	}
	righe, avvertenze, err := jppa.LeggiCSV([]byte(testata + "d,1,2,ERROR,#x\r\n"))
	require.NoError(t, err)
	require.Equal(t, "#x", righe[0].DescrizioneEsito.String())
	require.Len(t, avvertenze, 1, "a quote that is missing")
}

func TestLeggiCSVRefuses(t *testing.T) {
	for _, tt := range []struct {
		nome, testo string
		want        jppa.Errore
	}{
		{"nothing", "", jppa.Errore{Codice: jppa.CodiceIntestazione, Riga: 1, Colonna: 1}},
		{"empty header", "\r\n" + testata, jppa.Errore{Codice: jppa.CodiceIntestazione, Riga: 1, Colonna: 1}},
		{"after line feeds", strings.TrimSuffix(testata, "\r\n") + "\nd,1,2,OK,\nd,1,2,OK\n", jppa.Errore{Codice: jppa.CodiceColonne, Campo: "descrizioneEsito", Riga: 3, Colonna: 9}},
		{"other header", "iuv,esito\r\n", jppa.Errore{Codice: jppa.CodiceIntestazione, Valore: "iuv,esito", Riga: 1, Colonna: 1}},
		{"few columns", testata + "d,1,2,OK\r\n", jppa.Errore{Codice: jppa.CodiceColonne, Campo: "descrizioneEsito", Riga: 2, Colonna: 9}},
		{"many columns", testata + "d,1,2,OK,,\r\n", jppa.Errore{Codice: jppa.CodiceColonne, Riga: 2, Colonna: 11}},
		{"empty line", testata + "\r\n", jppa.Errore{Codice: jppa.CodiceColonne, Campo: "iuv", Riga: 2, Colonna: 1}},
		{"bare quote", testata + "d,1\"2,2,OK,\r\n", jppa.Errore{Codice: jppa.CodiceVirgolette, Campo: "iuv", Valore: `1"2`, Riga: 2, Colonna: 4}},
		{"open quote", testata + "d,\"1\r\n", jppa.Errore{Codice: jppa.CodiceVirgolette, Campo: "iuv", Valore: "\"1\r\n", Riga: 2, Colonna: 3}},
		{"text after quote", testata + "d,\"a,b\"c,2,OK,\r\n", jppa.Errore{Codice: jppa.CodiceVirgolette, Campo: "iuv", Valore: "a,b", Riga: 2, Colonna: 8}},
		{"lone CR", testata + "d,1,2,OK,\rd", jppa.Errore{Codice: jppa.CodiceFineRiga, Riga: 2, Colonna: 10}},
		{"not UTF-8 at once", "\xe8" + testata, jppa.Errore{Codice: jppa.CodiceCodifica, Riga: 1, Colonna: 1}},
		{"not UTF-8", testata + "\xe8,1,2,OK,\r\n", jppa.Errore{Codice: jppa.CodiceCodifica, Riga: 2, Colonna: 1}},
		{"after a multi-line field", testata + "\"a\nè\",1,2,OK,\r\nd\r\n", jppa.Errore{Codice: jppa.CodiceColonne, Campo: "iuv", Riga: 4, Colonna: 2}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			_, _, err := jppa.LeggiCSV([]byte(tt.testo))
			var e *jppa.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, jppa.ErrCSV)
			e.Err = nil
			if d := cmp.Diff(tt.want, *e); d != "" {
				t.Error(d)
			}
		})
	}
}

func FuzzCSV(f *testing.F) {
	for _, tt := range dialetto {
		f.Add(testata + tt.want + "\r\n")
	}
	f.Add("\ufeffidDominio,iuv,ccp,esito,descrizioneEsito\n\"1\",2,3,OK,")
	f.Fuzz(func(t *testing.T, testo string) {
		righe, avvertenze, err := jppa.LeggiCSV([]byte(testo))
		if err != nil {
			require.ErrorIs(t, err, jppa.ErrCSV)
			return
		}
		scritto, err := jppa.AppendCSV(nil, righe)
		require.NoError(t, err)
		if len(avvertenze) == 0 {
			require.Equal(t, testo, string(scritto), "a strict text is written again to the byte")
		}
		ancora, err := jppa.ParseCSV(scritto)
		require.NoError(t, err)
		if d := cmp.Diff(righe, ancora, cmp.Comparer(func(a, b jppa.Campo) bool { return a == b })); d != "" {
			t.Error(d)
		}
	})
}
