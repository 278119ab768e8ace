//go:build unix

package prova_test

import (
	"archive/zip"
	"encoding/csv"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// cella is a cell as a spreadsheet took it.
type cella struct {
	Dove    string `xml:"r,attr"`
	Tipo    string `xml:"t,attr"`
	Formula string `xml:"f"`
	Valore  string `xml:"v"`
}

// foglio reads the first sheet of a spreadsheet, by place.
func foglio(t *testing.T, file string) map[string]cella {
	t.Helper()
	z, err := zip.OpenReader(file)
	require.NoError(t, err)
	defer z.Close()
	parte := func(nome string, dove any) {
		f, err := z.Open(nome)
		if os.IsNotExist(err) {
			return // no cell is a text
		}
		require.NoError(t, err)
		require.NoError(t, xml.NewDecoder(f).Decode(dove))
		require.NoError(t, f.Close())
	}
	var testi struct {
		SI []struct {
			T string `xml:"t"`
		} `xml:"si"`
	}
	parte("xl/sharedStrings.xml", &testi)
	var dati struct {
		Righe []struct {
			Celle []cella `xml:"c"`
		} `xml:"sheetData>row"`
	}
	parte("xl/worksheets/sheet1.xml", &dati)
	celle := map[string]cella{}
	for _, r := range dati.Righe {
		for _, c := range r.Celle {
			if c.Tipo == "s" {
				n, err := strconv.Atoi(c.Valore)
				require.NoError(t, err)
				c.Valore = testi.SI[n].T
			}
			celle[c.Dove] = c
		}
	}
	return celle
}

// posto is the place of a cell: A1.
func posto(riga, colonna int) string {
	s := ""
	for n := colonna + 1; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s + strconv.Itoa(riga+1)
}

var (
	euro    = regexp.MustCompile(`^-?\d+,\d\d$`)
	data    = regexp.MustCompile(`^\d\d/\d\d/\d{4}$`)
	formula = regexp.MustCompile(`^="(.*)"$`)
)

// TestLibreOffice: an Italian spreadsheet takes the amounts for numbers that sum, the days for days, and the
// codes of digits for what they are, whole.
func TestLibreOffice(t *testing.T) {
	programmi(t)
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no soffice (libreoffice-calc)")
	}
	d := t.TempDir()
	in := func(nome string) string { return filepath.Join(d, nome) }
	require.Zero(t, lancio{programma: "riconcilia", args: []string{"-csv", d}}.esegui(t).stato)
	for nome, args := range map[string][]string{"riassunto": nil, "elenco": {"-elenco", "tutti"}, "eventi": {"-iuv", "01000000000000010"}} {
		e := lancio{programma: "analisi", args: append(args, "-formato", "csv")}.esegui(t)
		require.Zero(t, e.stato)
		require.NoError(t, os.WriteFile(in(nome+".csv"), []byte(e.out), 0o600))
	}
	file, err := filepath.Glob(in("*.csv"))
	require.NoError(t, err)
	require.Len(t, file, 13)
	// As a person opens it who chooses the semicolon, UTF-8 and Italian.
	c := exec.CommandContext(t.Context(), soffice, append([]string{
		"--headless", "-env:UserInstallation=file://" + in("profilo"), "--infilter=CSV:59,34,76,1,,1040,false,true,false,false,false",
		"--convert-to", "xlsx", "--outdir", in("fogli"),
	}, file...)...)
	b, err := c.CombinedOutput()
	require.NoError(t, err, string(b))
	importi, codici := 0, 0
	for _, nome := range file {
		f := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(leggi(t, nome)), "\ufeff")))
		f.Comma = ';'
		righe, err := f.ReadAll()
		require.NoError(t, err)
		celle := foglio(t, in("fogli/"+strings.TrimSuffix(filepath.Base(nome), ".csv")+".xlsx"))
		for i, riga := range righe {
			for j, testo := range riga {
				x := celle[posto(i, j)]
				dove := filepath.Base(nome) + " " + posto(i, j)
				switch {
				case euro.MatchString(testo):
					importi++
					require.Equal(t, "n", x.Tipo, dove)
					require.Equal(t, centesimi(t, strings.Replace(testo, ",", ".", 1)), centesimi(t, x.Valore), dove)
				case data.MatchString(testo):
					require.Equal(t, "n", x.Tipo, dove)
				case formula.MatchString(testo):
					codici++
					require.Equal(t, "str", x.Tipo, dove)
					require.Equal(t, formula.FindStringSubmatch(testo)[1], x.Valore, dove)
				default:
					require.Empty(t, x.Formula, dove)
				}
			}
		}
	}
	require.Greater(t, importi, 100)
	require.Greater(t, codici, 100)
}

// centesimi reads an amount as a spreadsheet writes it, without the zeros at the end.
func centesimi(t *testing.T, s string) int {
	t.Helper()
	intero, decimali, _ := strings.Cut(s, ".")
	n, err := strconv.Atoi(intero + (decimali + "00")[:2])
	require.NoError(t, err)
	return n
}
