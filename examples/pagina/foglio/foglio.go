// Package foglio writes tables as a spreadsheet in the format of Excel: texts stay texts, an IUV with
// its zeros, amounts are euro and days are days, a row has the sums of what a filter leaves. However long
// the tables, a row alone is in memory.
package foglio

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
)

// maxRighe is how many rows a sheet of the format can hold, the head and the sums among them.
const maxRighe = 1_048_576

// The rows of a sheet: the sums are above the head, where they stay in sight and a new row needs no room.
const (
	rigaSomme = 1
	rigaTesta = 2
	rigaPrima = 3
)

// maxRigheFoglio is how many rows of a table a sheet can hold.
const maxRigheFoglio = maxRighe - rigaTesta

// Scrivi writes a sheet for each table. A table of more rows than a sheet can hold goes on in another.
// What is heard by avanti, when there is one, is how many rows are written, of how many.
func Scrivi(w io.Writer, tabelle []quadro.Tabella, avanti func(fatte, tutte int)) error {
	fogli, tutte := dividi(tabelle)
	s := &scrittore{fogli: fogli, tutte: tutte, avanti: avanti}
	modello, err := s.modello()
	if err != nil {
		return err
	}
	parti, err := zip.NewReader(bytes.NewReader(modello), int64(len(modello)))
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, livello) })
	for _, p := range parti.File {
		if err := s.parte(z, p); err != nil {
			return err
		}
	}
	return z.Close()
}

// livello is how hard the rows are compressed: the usual one, 6, takes three times as long, and leaves a
// tenth less.
const livello = 3

// foglio is a sheet to write: a table, or a part of a long one.
type foglio struct {
	quadro.Tabella
	nome    string
	salta   int // rows of the table that are in the sheets before
	righe   int
	somme   []*avviso.Totale // for each column that holds amounts
	lettere []string         // the names of the columns
}

// dividi returns the sheets that tables take, and how many rows they have.
func dividi(tabelle []quadro.Tabella) (fogli []*foglio, tutte int) {
	for _, t := range tabelle {
		f := nuovoFoglio(t, 0)
		fogli = append(fogli, f)
		for r := range t.Righe {
			if f.righe == maxRigheFoglio {
				f = nuovoFoglio(t, f.salta+f.righe)
				fogli = append(fogli, f)
			}
			f.righe++
			tutte++
			for i, c := range r {
				if c.Genere != quadro.Euro {
					continue
				}
				if f.somme[i] == nil {
					f.somme[i] = new(avviso.Totale)
				}
				f.somme[i].Aggiungi(c.Importo)
			}
		}
	}
	return fogli, tutte
}

func nuovoFoglio(t quadro.Tabella, salta int) *foglio {
	f := &foglio{Tabella: t, nome: t.Nome, salta: salta, somme: make([]*avviso.Totale, len(t.Colonne))}
	if salta > 0 {
		f.nome = fmt.Sprintf("%s (%d)", t.Nome, salta/maxRigheFoglio+1)
	}
	return f
}

// scrittore is a spreadsheet being written.
type scrittore struct {
	fogli        []*foglio
	stili        stili
	fatte, tutte int
	avanti       func(fatte, tutte int)
}

// stili are the numbers of the styles.
type stili struct{ testa, testo, euro, giorno, numero, somma int }

// modello returns the spreadsheet without its rows: excelize knows all that is around them, but has a whole
// sheet in memory, which a browser has not. The only cell of a sheet is its number.
func (s *scrittore) modello() (_ []byte, err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := s.stili.aggiungi(f); err != nil {
		return nil, err
	}
	for i, g := range s.fogli {
		if err := g.modello(f, i); err != nil {
			return nil, fmt.Errorf("%s: %w", g.nome, err)
		}
	}
	f.SetActiveSheet(0)
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (s *stili) aggiungi(f *excelize.File) error {
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
			return err
		}
		*x.dove = n
	}
	return nil
}

// modello adds the sheet: its columns, its head that stays in sight and filters, its number.
func (g *foglio) modello(f *excelize.File, i int) error {
	if i == 0 {
		if err := f.SetSheetName(f.GetSheetName(0), g.nome); err != nil {
			return err
		}
	} else if _, err := f.NewSheet(g.nome); err != nil {
		return err
	}
	for i, c := range g.Colonne {
		lettera, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		g.lettere = append(g.lettere, lettera)
		if err := f.SetColWidth(g.nome, lettera, lettera, larghezza(c, g.somme[i] != nil)); err != nil {
			return err
		}
	}
	if err := f.SetPanes(g.nome, &excelize.Panes{Freeze: true, YSplit: rigaTesta, TopLeftCell: fmt.Sprintf("A%d", rigaPrima), ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	ultima := fmt.Sprintf("%s%d", g.lettere[len(g.lettere)-1], g.fine())
	if err := f.AutoFilter(g.nome, fmt.Sprintf("A%d:%s", rigaTesta, ultima), nil); err != nil {
		return err
	}
	if err := f.SetCellInt(g.nome, "A1", int64(i)); err != nil {
		return err
	}
	return f.SetSheetDimension(g.nome, "A1:"+ultima)
}

// fine is the last row of a sheet, the first even when there is none.
func (g *foglio) fine() int { return rigaTesta + max(1, g.righe) }

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

// diFoglio is the part of a sheet: what comes before its rows, its number, what comes after.
var diFoglio = regexp.MustCompile(`(?s)^(<\?xml .*<worksheet.*<sheetData>).*<v>([0-9]+)</v>.*(</sheetData>.*)$`)

// parte writes a part of the model, a sheet with its rows.
func (s *scrittore) parte(z *zip.Writer, p *zip.File) error {
	r, err := p.Open()
	if err != nil {
		return err
	}
	b, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil {
		return err
	}
	m := diFoglio.FindSubmatch(b)
	if m == nil {
		return z.Copy(p)
	}
	n, err := strconv.Atoi(string(m[2]))
	if err != nil {
		return err
	}
	w, err := z.Create(p.Name)
	if err != nil {
		return err
	}
	if _, err := w.Write(m[1]); err != nil {
		return err
	}
	if err := s.righe(w, s.fogli[n]); err != nil {
		return fmt.Errorf("%s: %w", s.fogli[n].nome, err)
	}
	_, err = w.Write(m[3])
	return err
}
