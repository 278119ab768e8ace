// Package foglio writes tables as a spreadsheet in the format of Excel: texts stay texts, an IUV with
// its zeros, amounts are euro and days are days, a row has the sums of what a filter leaves.
package foglio

import (
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
)

// maxRighe is how many rows a sheet of the format can hold, the head and the sums among them.
const maxRighe = 1_048_576

// maxTesto is how many characters a cell of the format can hold.
const maxTesto = 32_767

// Scrivi writes a sheet for each table. A table of more rows than a sheet can hold goes on in another.
func Scrivi(w io.Writer, tabelle []quadro.Tabella) (err error) {
	f := excelize.NewFile()
	defer func() {
		if errChiusura := f.Close(); err == nil {
			err = errChiusura
		}
	}()
	s, err := nuoviStili(f)
	if err != nil {
		return err
	}
	for _, t := range tabelle {
		if err := s.tabella(t); err != nil {
			return fmt.Errorf("%s: %w", t.Nome, err)
		}
	}
	if len(tabelle) > 0 {
		if err := f.DeleteSheet("Sheet1"); err != nil {
			return err
		}
	}
	f.SetActiveSheet(0)
	return f.Write(w)
}

// scrittore is a file being written, with its styles.
type scrittore struct {
	f                          *excelize.File
	testa, testo, euro, giorno int
	somma                      int
	numero                     int
}

func nuoviStili(f *excelize.File) (*scrittore, error) {
	s := &scrittore{f: f}
	formato := func(f string) *string { return &f }
	for _, x := range []struct {
		dove  *int
		stile excelize.Style
	}{
		{&s.testa, excelize.Style{Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"17324D"}}, NumFmt: 49}},
		{&s.testo, excelize.Style{NumFmt: 49}}, // @, a text whatever it looks like
		{&s.euro, excelize.Style{CustomNumFmt: formato("#,##0.00")}},
		{&s.giorno, excelize.Style{CustomNumFmt: formato("dd/mm/yyyy")}},
		{&s.numero, excelize.Style{NumFmt: 1}},
		{&s.somma, excelize.Style{Font: &excelize.Font{Bold: true}, CustomNumFmt: formato("#,##0.00"), Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "17324D"}}}},
	} {
		n, err := f.NewStyle(&x.stile)
		if err != nil {
			return nil, err
		}
		*x.dove = n
	}
	return s, nil
}

// The rows of a sheet: the sums are above the head, where they stay in sight and a new row needs no room.
const (
	rigaSomme = 1
	rigaTesta = 2
	rigaPrima = 3
)

// foglio is a sheet being written.
type foglio struct {
	*excelize.StreamWriter
	s       *scrittore
	colonne int
	riga    int // the next
	celle   []any
}

// tabella writes a table, in as many sheets as it takes.
func (s *scrittore) tabella(t quadro.Tabella) error {
	pronte := 0
	for parte := 1; parte == 1 || pronte > 0; parte++ {
		salta := (parte - 1) * maxRigheFoglio
		somme, n := conta(t, salta)
		pronte = n - maxRigheFoglio
		if err := s.foglio(t, parte, salta, min(n, maxRigheFoglio), somme); err != nil {
			return err
		}
	}
	return nil
}

// maxRigheFoglio is how many rows of a table a sheet can hold.
const maxRigheFoglio = maxRighe - rigaTesta

// conta returns how many rows of a table come after the first ones, and for each column that holds
// amounts the sum of those that fit in a sheet.
func conta(t quadro.Tabella, salta int) (somme []*avviso.Totale, righe int) {
	somme = make([]*avviso.Totale, len(t.Colonne))
	n := 0
	for r := range t.Righe {
		if n++; n <= salta {
			continue
		}
		righe++
		for i, c := range r {
			if c.Genere != quadro.Euro {
				continue
			}
			if somme[i] == nil {
				somme[i] = new(avviso.Totale)
			}
			if righe <= maxRigheFoglio {
				somme[i].Aggiungi(c.Importo)
			}
		}
	}
	return somme, righe
}

func (s *scrittore) foglio(t quadro.Tabella, parte, salta, righe int, somme []*avviso.Totale) error {
	nome := t.Nome
	if parte > 1 {
		nome = fmt.Sprintf("%s (%d)", nome, parte)
	}
	if _, err := s.f.NewSheet(nome); err != nil {
		return err
	}
	w, err := s.f.NewStreamWriter(nome)
	if err != nil {
		return err
	}
	g := &foglio{w, s, len(t.Colonne), rigaSomme, make([]any, len(t.Colonne))}
	if err := g.testa(t, righe, somme); err != nil {
		return err
	}
	n := 0
	for r := range t.Righe {
		if n++; n <= salta {
			continue
		}
		if n > salta+righe {
			break
		}
		if n%500 == 0 {
			runtime.Gosched() // in a browser the collector waits for it
		}
		for i, c := range r {
			g.celle[i] = s.cella(c)
		}
		if err := g.scrivi(); err != nil {
			return err
		}
	}
	return g.fine(nome)
}

// testa writes what is above the rows.
func (g *foglio) testa(t quadro.Tabella, righe int, somme []*avviso.Totale) error {
	for i, c := range t.Colonne {
		if err := g.SetColWidth(i+1, i+1, larghezza(c, somme[i] != nil)); err != nil {
			return err
		}
	}
	if err := g.SetPanes(&excelize.Panes{Freeze: true, YSplit: rigaTesta, TopLeftCell: fmt.Sprintf("A%d", rigaPrima), ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, tot := range somme {
		g.celle[i] = nil
		if tot == nil {
			continue
		}
		c, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		cella := excelize.Cell{StyleID: g.s.somma, Formula: fmt.Sprintf("SUBTOTAL(109,%s%d:%s%d)", c, rigaPrima, c, rigaTesta+max(1, righe))} // 109: of what a filter leaves
		if i, err := tot.Importo(); err == nil {
			cella.Value = numero(i)
		}
		g.celle[i] = cella
	}
	if err := g.scrivi(); err != nil {
		return err
	}
	for i, c := range t.Colonne {
		g.celle[i] = excelize.Cell{StyleID: g.s.testa, Value: c}
	}
	return g.scrivi()
}

// scrivi writes the row that is ready.
func (g *foglio) scrivi() error {
	a, err := excelize.CoordinatesToCellName(1, g.riga)
	if err != nil {
		return err
	}
	g.riga++
	return g.SetRow(a, g.celle)
}

// fine closes a sheet, whose head filters and sorts.
func (g *foglio) fine(nome string) error {
	ultima, err := excelize.CoordinatesToCellName(g.colonne, max(rigaPrima, g.riga-1))
	if err != nil {
		return err
	}
	no := false
	tavola := &excelize.Table{Range: fmt.Sprintf("A%d:%s", rigaTesta, ultima), Name: nomeTavola.Replace("t_" + nome), StyleName: "TableStyleLight1", ShowRowStripes: &no}
	if err := g.AddTable(tavola); err != nil {
		return err
	}
	return g.Flush()
}

var nomeTavola = strings.NewReplacer("-", "_", " ", "_", "(", "", ")", "")

// larghezza is how wide a column is: texts of a line, with the longest of the usual ones whole.
func larghezza(colonna string, euro bool) float64 {
	switch colonna {
	case "cosa", "motivo", "causale":
		return 60
	case "idFlusso", "flusso", "iur", "chiave", "segnali", "movimento", "id":
		return 34
	case "iuv", "numeroAvviso", "debitore", "classe", "oggetto", "aChi", "pendenza":
		return 24
	}
	if euro {
		return 16
	}
	return float64(max(13, len(colonna)+2))
}

// cella returns a value as the format has it.
func (s *scrittore) cella(c quadro.Cella) any {
	switch c.Genere {
	case quadro.Testo, quadro.Codice:
		if r := []rune(c.Testo); len(r) > maxTesto {
			c.Testo = string(r[:maxTesto-1]) + "…"
		}
		return excelize.Cell{StyleID: s.testo, Value: c.Testo}
	case quadro.Numero:
		return excelize.Cell{StyleID: s.numero, Value: c.Numero}
	case quadro.Euro:
		return excelize.Cell{StyleID: s.euro, Value: numero(c.Importo)}
	case quadro.Giorno:
		return excelize.Cell{StyleID: s.giorno, Value: seriale(c.Giorno)}
	}
	return nil
}

// numero is an amount as the format has numbers: it writes the shortest digits of a double, which are
// those of the amount up to fifteen; a longer one is a text.
func numero(i avviso.Importo) any {
	const precisi = 1_000_000_000_000_000
	if c := i.Centesimi(); c >= precisi || c <= -precisi {
		return i.String()
	}
	v, err := strconv.ParseFloat(i.String(), 64)
	if err != nil {
		return i.String() // digits are always a number
	}
	return v
}

// seriale is a day as the format counts: 1 is 1 January 1900, and 29 February 1900 is counted.
func seriale(d avviso.Data) int64 {
	const primo = "1899-12-30"
	return int64(d.Giorni() - avviso.MustData(primo).Giorni())
}
