package gdp_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/internal/avversari/prova"
)

const giga = 1 << 30

// consuma drains a journal and returns how many events it gave and the last
// error.
func consuma(seq iter.Seq2[gdp.Evento, error]) (eventi int, err error) {
	for _, e := range seq {
		if e != nil {
			err = e
			continue
		}
		eventi++
	}
	return eventi, err
}

// TestGiornaliAvversi reads gigabytes that are one record, or none: each is left
// soon after the limit of a record, with its line.
func TestGiornaliAvversi(t *testing.T) {
	prova.SenzaRace(t)
	const riga = `{"dateTime":"2020-01-31T10:15:30Z","iuv":"1","eventCode":"RPT_PAGATA"}`
	type lettura = func(io.Reader, gdp.Provenienza) iter.Seq2[gdp.Evento, error]
	json, csv := []lettura{gdp.ParseJSON, gdp.LeggiJSON}, []lettura{gdp.ParseCSV, gdp.LeggiCSV}
	tests := []struct {
		nome          string
		letture       []lettura
		testa, blocco string
		codice        avviso.Codice
		riga, eventi  int
	}{
		{"JSON: a line", json, riga + "\n", "x", gdp.CodiceLimite, 2, 1},
		{"JSON: a text", json, riga + "\n\n" + `{"iuv":"`, "0123456789", gdp.CodiceLimite, 3, 1},
		{"JSON: nested in a line", json, riga + "\n", "[", gdp.CodiceLimite, 2, 1},
		{"JSON: an array of a text", json, "[" + riga + ",\n" + `{"iuv":"`, "x", gdp.CodiceLimite, 2, 1},
		{"JSON: arrays nested", json, "[" + riga + ",\n", "[", gdp.CodiceJSON, 2, 1},
		{"JSON: objects nested", json, "[\n", `{"error":`, gdp.CodiceJSON, 2, 0},
		{"JSON: an array of digits", json, "[\n", "1", gdp.CodiceLimite, 2, 0},
		{"JSON: blanks in an array", json, "[" + riga + ",\n", " ", gdp.CodiceLimite, 2, 1},
		{"JSON: lines in an array", json, "[" + riga + ",\n", "\n", gdp.CodiceLimite, 1_179_650, 1}, // the last line seen
		{"JSON: blanks behind an array", json, "[" + riga + "]", " ", gdp.CodiceLimite, 1, 1},
		{"CSV: a header", csv, "", "dateTime;", gdp.CodiceLimite, 1, 0},
		{"CSV: a line", csv, intestazione + "\n", "x", gdp.CodiceLimite, 2, 0},
		{"CSV: a line of fields", csv, intestazione + "\n", ";", gdp.CodiceLimite, 2, 0},
		{"CSV: quotes not closed", csv, intestazione + "\n\"", "x", gdp.CodiceLimite, 2, 0},
		{"CSV: quotes not closed, in lines", csv, intestazione + "\n\"", "x\n", gdp.CodiceLimite, 2, 0},
		{"CSV: doubled quotes", csv, intestazione + "\n\"", `""`, gdp.CodiceLimite, 2, 0},
		{"CSV: empty lines", csv, intestazione + "\n", "\n", gdp.CodiceLimite, 2, 0},
	}
	for _, tt := range tests {
		for i, leggi := range tt.letture {
			t.Run(fmt.Sprint(tt.nome, ", ", []string{"strict", "lenient"}[i]), func(t *testing.T) {
				in := prova.Ripeti(tt.testa, tt.blocco, giga/int64(len(tt.blocco)), "")
				var eventi int
				var err error
				n := prova.Assegnati(func() { eventi, err = consuma(leggi(in, diEC)) })
				e := errore(t, err)
				require.Equal(t, tt.codice, e.Codice)
				require.Equal(t, tt.riga, e.Riga)
				require.Equal(t, tt.eventi, eventi)
				require.Less(t, n, uint64(256*prova.Mega))
				require.Less(t, in.Letti(), int64(4*prova.Mega))
			})
		}
	}
}

// TestBianchiAvversi: blank lines before the first record are gone through, not
// moved. They are not a record, and so have no limit.
func TestBianchiAvversi(t *testing.T) {
	prova.SenzaRace(t)
	const n = 32 * prova.Mega
	in := prova.Ripeti("", "\n", n, "x")
	var err error
	require.Less(t, prova.Assegnati(func() { _, err = consuma(gdp.ParseJSON(in, diEC)) }), uint64(4*prova.Mega))
	require.Equal(t, gdp.CodiceJSON, errore(t, err).Codice)
	require.Equal(t, n+1, errore(t, err).Riga)
}

// TestRecordAvversi gives one record what encoding/json takes too lightly.
func TestRecordAvversi(t *testing.T) {
	prova.SenzaRace(t)
	for _, a := range prova.AttacchiJSON("iuv", false) {
		var err error
		n := prova.Assegnati(func() { _, err = gdp.ParseRecord(a.Dati) })
		if a.Nome == "a member twice" {
			require.Equal(t, gdp.CodiceMembro, errore(t, err).Codice)
		}
		require.ErrorIs(t, err, gdp.ErrRecord, a.Nome)
		require.LessOrEqual(t, n, uint64(8*len(a.Dati)+64<<10), a.Nome)
		require.Less(t, len(err.Error()), 2000, a.Nome)
	}
	for _, s := range prova.Numeri() {
		_, err := gdp.ParseRecord([]byte(`{"iuv":` + s + `}`))
		require.ErrorIs(t, err, gdp.ErrRecord)
		_, err = gdp.ParseRecord([]byte(`{"error":{"serial":` + s + `}}`))
		require.ErrorIs(t, err, gdp.ErrRecord)
	}
}

const giornale = "GDP_EC_77777777777_20200131_1"

func apriZip(t *testing.T, b []byte, limiti gdp.Limiti) (assegnati uint64, primo, ultimo error) {
	t.Helper()
	assegnati = prova.Assegnati(func() {
		for i, apri := range []func(string, io.ReaderAt, int64, gdp.Limiti) (*gdp.Archivio, error){gdp.ApriArchivio, leggiArchivio} {
			a, err := apri(giornale+".zip", bytes.NewReader(b), int64(len(b)), limiti)
			if err == nil {
				_, err = consuma(a.Eventi())
			}
			if i == 0 {
				primo = err
			} else {
				ultimo = err
			}
		}
	})
	return assegnati, primo, ultimo
}

// TestZipAvversi opens and reads archives made to exhaust their reader.
func TestZipAvversi(t *testing.T) {
	prova.SenzaRace(t)
	t.Run("128 MiB in one", func(t *testing.T) {
		volte := int64(1 << 12)
		if testing.Short() {
			volte = 1 << 9
		}
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create(giornale + ".json")
		require.NoError(t, err)
		_, err = io.Copy(w, prova.Ripeti("", strings.Repeat(" ", 1<<15), volte, "x"))
		require.NoError(t, err)
		require.NoError(t, z.Close())
		require.Less(t, b.Len(), 2*prova.Mega)
		// Declared: refused before anything is expanded.
		n, primo, ultimo := apriZip(t, b.Bytes(), gdp.Limiti{Byte: 8 * prova.Mega})
		require.Equal(t, gdp.CodiceLimite, errore(t, primo).Codice)
		require.Equal(t, gdp.CodiceLimite, errore(t, ultimo).Codice)
		require.Less(t, n, uint64(prova.Mega))
		// Denied: stopped by what comes out.
		falso := bytes.Clone(b.Bytes())
		i := bytes.Index(falso, []byte("PK\x01\x02"))
		binary.LittleEndian.PutUint32(falso[i+24:], 10)
		n, primo, ultimo = apriZip(t, falso, gdp.Limiti{Byte: 8 * prova.Mega})
		require.True(t, errors.Is(primo, gdp.ErrLimite) || errors.Is(primo, gdp.ErrArchivio), "%v", primo)
		require.True(t, errors.Is(ultimo, gdp.ErrLimite) || errors.Is(ultimo, gdp.ErrArchivio), "%v", ultimo)
		require.Less(t, n, uint64(4*prova.Mega))
	})
	t.Run("members without number", func(t *testing.T) {
		// A directory of 300,000 entries of nothing, all of one data.
		const voci = 300_000
		var b bytes.Buffer
		for i := range voci {
			nome := fmt.Sprintf("%06d.json", i)
			voce := make([]byte, 46, 46+len(nome))
			copy(voce, "PK\x01\x02\x14\x00\x14\x00")
			binary.LittleEndian.PutUint16(voce[28:], uint16(len(nome)))
			b.Write(append(voce, nome...))
		}
		indice := b.Len()
		fine := make([]byte, 56+20+22)
		copy(fine, "PK\x06\x06") // ZIP64
		binary.LittleEndian.PutUint64(fine[4:], 44)
		binary.LittleEndian.PutUint64(fine[24:], voci)
		binary.LittleEndian.PutUint64(fine[32:], voci)
		binary.LittleEndian.PutUint64(fine[40:], uint64(indice))
		copy(fine[56:], "PK\x06\x07")
		binary.LittleEndian.PutUint64(fine[64:], uint64(indice))
		binary.LittleEndian.PutUint32(fine[72:], 1)
		copy(fine[76:], "PK\x05\x06\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00")
		copy(fine[80:], []byte{0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})
		b.Write(fine)
		z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
		require.NoError(t, err)
		require.Len(t, z.File, voci)
		n, primo, ultimo := apriZip(t, b.Bytes(), gdp.Limiti{})
		require.ErrorIs(t, primo, gdp.ErrLimite)
		require.ErrorIs(t, ultimo, gdp.ErrLimite)
		require.Equal(t, gdp.CodiceLimite, errore(t, primo).Codice)
		require.Less(t, n, uint64(2*(32*prova.Mega+8*voci)))
	})
	t.Run("members over one another", func(t *testing.T) {
		// Eight entries of the directory name the same data.
		uno := zipDi(t, "0.json", strings.Repeat(rigaEsempio+"\n", 4_000))
		i, fine := bytes.Index(uno, []byte("PK\x01\x02")), bytes.Index(uno, []byte("PK\x05\x06"))
		b := bytes.Clone(uno[:i])
		for k := range 8 {
			voce := bytes.Clone(uno[i:fine])
			voce[46] = '0' + byte(k)
			b = append(b, voce...)
		}
		coda := bytes.Clone(uno[fine:])
		binary.LittleEndian.PutUint16(coda[8:], 8)
		binary.LittleEndian.PutUint16(coda[10:], 8)
		binary.LittleEndian.PutUint32(coda[12:], uint32(8*(fine-i)))
		b = append(b, coda...)
		limite := int64(4_000 * (len(rigaEsempio) + 1))
		_, primo, ultimo := apriZip(t, b, gdp.Limiti{Byte: 4 * limite})
		require.Equal(t, gdp.CodiceLimite, errore(t, primo).Codice)
		require.Equal(t, gdp.CodiceLimite, errore(t, ultimo).Codice)
		_, _, ultimo = apriZip(t, b, gdp.Limiti{Byte: 8 * limite})
		if ultimo != nil { // archive/zip may come to refuse what overlaps
			require.ErrorIs(t, ultimo, gdp.ErrArchivio)
		}
	})
	t.Run("names", func(t *testing.T) {
		for _, nome := range []string{"../x.json", "/x.json", `..\x.json`, `C:x.json`, "a/b.json", ".json", "x.zip", "x.json/", "è.json", "a\x00.json", " .json", strings.Repeat("../", 10_000) + "x.json"} {
			_, primo, ultimo := apriZip(t, zipDi(t, nome, ""), gdp.Limiti{})
			require.Equal(t, gdp.CodiceNomeZip, errore(t, primo).Codice, "%.20q", nome)
			require.Equal(t, gdp.CodiceNomeZip, errore(t, ultimo).Codice, "%.20q", nome)
			require.Less(t, len(primo.Error()), 500)
		}
	})
}

// moltiEventi returns n events of one payment, in an order that is not that of
// time.
func moltiEventi(n int) []gdp.Evento {
	iuv, err := avviso.ParseIUV("01000000000004285")
	if err != nil {
		panic(err)
	}
	eventi := make([]gdp.Evento, n)
	for i := range eventi {
		eventi[i] = gdp.Evento{
			DateTime:  mattina.Add(time.Duration(uint32(i)*2654435761) * time.Microsecond),
			IdDominio: dominio1, IUV: iuv, CCP: "n/a", EventCode: gdp.EventCode(1 + i%20), Ruolo: gdp.Ruolo(1 + i%3),
		}
	}
	return eventi
}

// TestUnaChiaveUnMilione adds a million events of one payment, folds them, and
// unites them with themselves: inserting each in its place would take 10^12
// moves, comparing each with all the others as many.
func TestUnaChiaveUnMilione(t *testing.T) {
	n := 100_000
	if testing.Short() {
		n = 10_000
	}
	lavoro := func(n int) func() {
		eventi := moltiEventi(n)
		return func() {
			var a, b gdp.Analisi
			for i := range eventi {
				x := &a
				if i%2 == 1 {
					x = &b
				}
				if err := x.Aggiungi(eventi[i]); err != nil {
					t.Fatal(err)
				}
			}
			a.Unisci(&b)
			a.Unisci(&b) // again: nothing new
			pp, err := a.Pagamenti()
			if err != nil {
				t.Fatal(err)
			}
			trovati := 0
			for p := range pp {
				trovati++
				if got := len(p.Registrati); got != n {
					t.Fatal(got)
				}
			}
			if trovati != 1 {
				t.Fatal(trovati)
			}
		}
	}
	prova.Lineare(t, n, lavoro)
}
