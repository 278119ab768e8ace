package foglio_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/pagina/foglio"
	"github.com/quietanza/quietanza/examples/riconcilia/campione"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
)

func delCampione(t *testing.T) []quadro.Tabella {
	t.Helper()
	l, err := quadro.NuovaLettura(quadro.Richiesta{Oggi: campione.Oggi})
	require.NoError(t, err)
	l.Leggi(campione.Documenti(), nil)
	return l.Quadro().Tabelle()
}

// TestScrivi: the sheets are the tables; an IUV keeps its zeros, an amount is a number to the cent, a
// day is a day, and the sums are those of the rows.
func TestScrivi(t *testing.T) {
	tabelle := delCampione(t)
	var b bytes.Buffer
	require.NoError(t, foglio.Scrivi(&b, tabelle, nil))
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	var nomi []string
	for _, x := range tabelle {
		nomi = append(nomi, x.Nome)
	}
	require.Equal(t, nomi, f.GetSheetList())

	righe, err := f.GetRows("incassi")
	require.NoError(t, err)
	require.Equal(t, tabelle[1].Colonne, righe[1])
	colonna := func(nome string) int {
		for i, c := range righe[1] {
			if c == nome {
				return i
			}
		}
		t.Fatal(nome)
		return 0
	}
	trovata := false
	for _, r := range righe[2:] {
		if r[colonna("iuv")] == "01250000000000154" {
			trovata = true
			require.Equal(t, "154.20", r[colonna("importo")])
			require.Equal(t, "04/03/2025", r[colonna("dataContabile")])
		}
	}
	require.True(t, trovata)
	require.Equal(t, "3,437.59", righe[0][colonna("importo")]) // what TestCSV of riconcilia finds

	iuv, err := excelize.CoordinatesToCellName(colonna("iuv")+1, 3)
	require.NoError(t, err)
	genere, err := f.GetCellType("incassi", iuv)
	require.NoError(t, err)
	require.Contains(t, []excelize.CellType{excelize.CellTypeInlineString, excelize.CellTypeSharedString, excelize.CellTypeFormula}, genere)
	somma, err := f.GetCellFormula("incassi-totali", "K1")
	require.NoError(t, err)
	require.Regexp(t, `^SUBTOTAL\(109,K3:K[0-9]+\)$`, somma)
	require.NoError(t, f.Close())

	// In the file: digits of the amount as they are, no formula made of a text.
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	formule := regexp.MustCompile(`<f>([^<]*)</f>`)
	for _, m := range z.File {
		r, err := m.Open()
		require.NoError(t, err)
		x, err := io.ReadAll(r)
		require.NoError(t, err)
		for _, f := range formule.FindAllStringSubmatch(string(x), -1) {
			require.True(t, strings.HasPrefix(f[1], "SUBTOTAL(109,"), f[1])
		}
		if m.Name == "xl/worksheets/sheet2.xml" {
			require.Contains(t, string(x), "<v>154.20</v>")
		}
	}
	require.ErrorContains(t, foglio.Scrivi(rotta{}, tabelle, nil), "disco pieno")
}

type rotta struct{}

func (rotta) Write([]byte) (int, error) { return 0, errors.New("disco pieno") }

// TestCasi: what a spreadsheet would run is a text, an empty table has its head, a number that a double
// has not is a text.
func TestCasi(t *testing.T) {
	riga := func(celle ...[]quadro.Cella) iter.Seq[[]quadro.Cella] { return slices.Values(celle) }
	grande := quadro.Cella{Genere: quadro.Euro, Importo: avviso.ImportoDaCentesimi(9_000_000_000_000_001)}
	tabelle := []quadro.Tabella{
		{Nome: "a", Colonne: []string{"x", "y", "z"}, Righe: riga(
			[]quadro.Cella{{Genere: quadro.Testo, Testo: "=1+1"}, grande, {Genere: quadro.Numero, Numero: 7}},
			[]quadro.Cella{{Genere: quadro.Testo, Testo: " a\n_x0041_<&>\x00"}},
		)},
		{Nome: "vuota", Colonne: []string{"x"}, Righe: riga()},
	}
	var b bytes.Buffer
	require.NoError(t, foglio.Scrivi(&b, tabelle, nil))
	f, err := excelize.OpenReader(&b)
	require.NoError(t, err)
	righe, err := f.GetRows("a")
	require.NoError(t, err)
	require.Equal(t, []string{"=1+1", "90000000000000.01", "7"}, righe[2])
	formula, err := f.GetCellFormula("a", "A3")
	require.NoError(t, err)
	require.Empty(t, formula)
	require.Equal(t, []string{" a\n_x0041_<&>\ufffd"}, righe[3])
	righe, err = f.GetRows("vuota")
	require.NoError(t, err)
	require.Equal(t, []string{"x"}, righe[1])
	require.NoError(t, f.Close())
	b.Reset()
	require.NoError(t, foglio.Scrivi(&b, nil, nil))
}

// TestLunga: a table of more rows than a sheet can hold goes on in another, each with its sum, and however
// long it is a row alone is in memory.
func TestLunga(t *testing.T) {
	if testing.Short() {
		t.Skip("a million rows")
	}
	const sta, righe = 1_048_574, 1_048_574 + 3 // a head and the sums beside them
	tabella := quadro.Tabella{Nome: "lunga", Colonne: []string{"euro"}, Righe: func(yield func([]quadro.Cella) bool) {
		r := []quadro.Cella{{Genere: quadro.Euro, Importo: avviso.ImportoDaCentesimi(1)}}
		for range righe {
			if !yield(r) {
				return
			}
		}
	}}
	file, err := os.Create(filepath.Join(t.TempDir(), "lunga.xlsx"))
	require.NoError(t, err)
	var memoria runtime.MemStats
	ultima := 0
	require.NoError(t, foglio.Scrivi(file, []quadro.Tabella{tabella}, func(fatte, tutte int) {
		require.Equal(t, righe, tutte)
		if ultima = fatte; fatte == sta/500*500 { // near the end of the first sheet
			runtime.GC()
			runtime.ReadMemStats(&memoria)
		}
	}))
	require.Equal(t, righe, ultima)
	require.NotZero(t, memoria.HeapAlloc)
	require.Less(t, memoria.HeapAlloc, uint64(16<<20))
	require.NoError(t, file.Close())
	z, err := zip.OpenReader(file.Name())
	require.NoError(t, err)
	for i, atteso := range []struct {
		righe int
		somma string
	}{{sta, `<c r="A1" s="6"><f>SUBTOTAL(109,A3:A1048576)</f><v>10485.74</v></c>`}, {3, `<c r="A1" s="6"><f>SUBTOTAL(109,A3:A5)</f><v>0.03</v></c>`}} {
		r, err := z.Open(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1))
		require.NoError(t, err)
		x, err := io.ReadAll(r)
		require.NoError(t, err)
		require.NoError(t, r.Close())
		require.Equal(t, atteso.righe, bytes.Count(x, []byte("<row "))-2)
		require.True(t, bytes.Contains(x, []byte(atteso.somma)))
	}
	libro, err := z.Open("xl/workbook.xml")
	require.NoError(t, err)
	x, err := io.ReadAll(libro)
	require.NoError(t, err)
	require.Contains(t, string(x), `name="lunga (2)"`)
	require.NoError(t, z.Close())
}
