package tracciato_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

const giga = 1 << 30

// ultimo drains a sequence and returns how many lines it gave, how many of them
// unreadable, and the error that ended it.
func ultimo(f tracciato.Formato, r io.Reader, o tracciato.Opzioni) (righe, illeggibili int, err error) {
	for x, e := range tracciato.Leggi(f, r, o) {
		if e != nil {
			return righe, illeggibili, e
		}
		righe++
		if x.Err != nil {
			illeggibili++
		}
	}
	return righe, illeggibili, nil
}

// TestTracciatiAvversi reads files of a gigabyte that are one record: the JSON is
// left where its position grows too long, with the line; the others go on to
// the next line, which they may, and keep nothing.
func TestTracciatiAvversi(t *testing.T) {
	prova.SenzaRace(t)
	tests := []struct {
		nome                string
		testa, blocco, coda string
		codice              avviso.Codice
		riga                int
	}{
		{"text", "{\n\"inserimenti\":[\n{\"causale\":\"", "x", "", tracciato.CodiceRigaLunga, 3},
		{"text of the header", "{\n\"idTracciato\":\"", "x", "", tracciato.CodiceRigaLunga, 2},
		{"text of the domain", "{\n\"idDominio\":\"", "x", "", tracciato.CodiceRigaLunga, 2},
		{"white space before", "", " ", "", tracciato.CodiceRigaLunga, 1},
		{"white space between", "{\n\n\"inserimenti\":[\n", " ", "", tracciato.CodiceRigaLunga, 3},
		{"white space behind", "{\n}\n", " ", "", tracciato.CodiceRigaLunga, 2},
		{"lines between", "{", "\n", "", tracciato.CodiceRigaLunga, 1},
		{"nested", "{\n\"inserimenti\":[", "[", "", tracciato.CodiceJSON, 2},
		{"objects nested", "{\n\"inserimenti\":[", `{"a":`, "", tracciato.CodiceJSON, 2},
		{"digits", "{\n\"annullamenti\":[{\"idA2A\":", "1", "", tracciato.CodiceRigaLunga, 2},
		{"name", "{\n\"", "x", "", tracciato.CodiceRigaLunga, 2},
		{"array outside", "", "[", "", tracciato.CodiceJSON, 1},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			in := prova.Ripeti(tt.testa, tt.blocco, giga/int64(len(tt.blocco)), tt.coda)
			var err error
			n := prova.Assegnati(func() { _, _, err = ultimo(tracciato.JSON, in, tracciato.Opzioni{}) })
			var e *tracciato.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, tracciato.ErrTracciato)
			require.Equal(t, tt.codice, e.Codice)
			require.Equal(t, tt.riga, e.Riga)
			require.Less(t, n, uint64(64*prova.Mega))
			require.Less(t, in.Letti(), int64(4*prova.Mega))
			_, err = tracciato.ParseTestata(tracciato.JSON, prova.Ripeti(tt.testa, tt.blocco, giga/int64(len(tt.blocco)), tt.coda), tracciato.Opzioni{})
			var esaminato *tracciato.Errore
			require.ErrorAs(t, err, &esaminato)
			require.Equal(t, tt.codice, esaminato.Codice)
		})
	}
}

// TestRigheAvverse reads lines without end in the formats of lines.
func TestRigheAvverse(t *testing.T) {
	prova.SenzaRace(t)
	const lungo = 32 * prova.Mega // TestRigaEnorme is about a gigabyte
	for _, f := range []tracciato.Formato{tracciato.CSV, tracciato.Loader2} {
		for nome, testa := range map[string]string{"text": "", "quotes not closed": `"`, "an operation": "ADD;"} {
			t.Run(string(f)+", "+nome, func(t *testing.T) {
				in := prova.Ripeti("x\n"+testa, "abcdefgh", lungo/8, "\nx")
				var righe, illeggibili int
				var err error
				n := prova.Assegnati(func() { righe, illeggibili, err = ultimo(f, in, tracciato.Opzioni{}) })
				require.NoError(t, err)
				require.GreaterOrEqual(t, illeggibili, 1)
				require.LessOrEqual(t, righe, 3)
				require.Less(t, n, uint64(8*prova.Mega))
			})
		}
	}
	// Short lines without number, each refused: constant memory, the count is bounded.
	in := prova.Ripeti("h\n", ",\n", giga, "")
	_, _, err := ultimo(tracciato.CSV, in, tracciato.Opzioni{MaxRighe: 1000})
	var e *tracciato.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, tracciato.CodiceTroppeRighe, e.Codice)
	require.Equal(t, 1002, e.Riga)
	require.Less(t, in.Letti(), int64(prova.Mega))
}

// TestPosizioniVuote: rows that are none fail one by one, in constant memory, as
// many as the caller admits.
func TestPosizioniVuote(t *testing.T) {
	in := prova.Ripeti("{\"inserimenti\":[", "[],", giga/3, "")
	righe, illeggibili, err := ultimo(tracciato.JSON, in, tracciato.Opzioni{MaxRighe: 1000})
	var e *tracciato.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, tracciato.CodiceTroppeRighe, e.Codice)
	require.Equal(t, 1000, righe)
	require.Equal(t, 1000, illeggibili)
	require.Less(t, in.Letti(), int64(4*prova.Mega))
}

// TestAnnullamentiAvversi: what waits for its turn counts as lines too.
func TestAnnullamentiAvversi(t *testing.T) {
	in := prova.Ripeti(`{"annullamenti":[`, "{},\n", giga, "")
	_, _, err := ultimo(tracciato.JSON, in, tracciato.Opzioni{MaxRighe: 1000})
	var e *tracciato.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, tracciato.CodiceTroppeRighe, e.Codice)
	require.Equal(t, 1001, e.Riga)
	require.Less(t, in.Letti(), int64(prova.Mega))
}

// TestMoltePosizioni: a hundred times the limit of one position, read in memory
// that grows with the positions' own values only.
func TestMoltePosizioni(t *testing.T) {
	prova.SenzaRace(t)
	prova.Lineare(t, 2000, func(n int) func() {
		return func() {
			righe, _, err := ultimo(tracciato.JSON, prova.Ripeti(`{"inserimenti":[{}`, `,{"idA2A":"a"}`, int64(n), "]}"), tracciato.Opzioni{})
			if err != nil || righe != n+1 {
				t.Fatal(righe, err)
			}
		}
	})
	lungo := prova.Ripeti(`{"inserimenti":[{}`, `,{"causale":"`+strings.Repeat("x", 500_000)+`"}`, 20, "]}")
	righe, _, err := ultimo(tracciato.JSON, lungo, tracciato.Opzioni{})
	require.NoError(t, err)
	require.Equal(t, 21, righe)
}

// TestLettoreGuasto: a reader that fails is no bad JSON, wherever it fails.
func TestLettoreGuasto(t *testing.T) {
	guasto := errors.New("disk on fire")
	testo := `{"idDominio":"12345678903","inserimenti":[{"idA2A":"a"}],"annullamenti":[]}`
	for i := range len(testo) {
		_, _, err := ultimo(tracciato.JSON, io.MultiReader(strings.NewReader(testo[:i]), iotest.ErrReader(guasto)), tracciato.Opzioni{})
		var e *tracciato.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, tracciato.CodiceInterno, e.Codice, testo[:i])
		require.ErrorIs(t, err, guasto)
		require.ErrorIs(t, err, tracciato.ErrTracciato)
	}
}
