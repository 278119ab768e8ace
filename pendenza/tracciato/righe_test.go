package tracciato_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

// A line is the same however it arrives, and its limit does not count its end.
func TestLimiteRiga(t *testing.T) {
	tests := []struct {
		nome      string
		lunghezza int
		fine      string
		lunga     bool
	}{
		{"at the limit", 100, "\n", false},
		{"at the limit, CRLF", 100, "\r\n", false},
		{"at the limit, end of file", 100, "", false},
		{"over", 101, "\n", true},
		{"over, CRLF", 101, "\r\n", true},
		{"over, end of file", 101, "", true},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			testo := "h\n" + strings.Repeat("x", tt.lunghezza) + tt.fine
			for _, r := range []io.Reader{strings.NewReader(testo), iotest.OneByteReader(strings.NewReader(testo)), iotest.DataErrReader(strings.NewReader(testo))} {
				n := 0
				for x, err := range tracciato.LeggiCSV(r, tracciato.Opzioni{MaxByteRiga: 100}) {
					require.NoError(t, err)
					n++
					var e *tracciato.Errore
					require.Equal(t, tt.lunga, errors.As(x.Err, &e) && e.Codice == tracciato.CodiceRigaLunga)
				}
				require.Equal(t, 1, n)
			}
		})
	}
	for limite, lunga := range map[int]bool{0: false, tracciato.MaxRiga: false, tracciato.MaxRiga + 1: false, tracciato.MaxRiga - 1: true} {
		righe, err := leggi(t, tracciato.CSV, "h\n"+strings.Repeat("x", tracciato.MaxRiga)+"\n", tracciato.Opzioni{MaxByteRiga: limite})
		require.NoError(t, err)
		var e *tracciato.Errore
		require.Equal(t, lunga, errors.As(righe[0].Err, &e) && e.Codice == tracciato.CodiceRigaLunga, limite)
	}
}

// A position of a JSON file may be as long as a line.
func TestLimitePosizione(t *testing.T) {
	const posizione = `{"idA2A":"APP","idPendenza":"PENDENZA-LUNGA-DI-UN-ANNULLAMENTO","motivoAnnullamento":"emessa per errore dall'ufficio"}`
	for limite, lunga := range map[int]bool{len(posizione) + 1: false, len(posizione): false, len(posizione) - 1: true} {
		righe, err := leggi(t, tracciato.JSON, `{"inserimenti":[],"annullamenti":[`+posizione+`]}`, tracciato.Opzioni{MaxByteRiga: limite})
		if !lunga {
			require.NoError(t, err, limite)
			require.Len(t, righe, 1)
			continue
		}
		var e *tracciato.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, tracciato.CodiceRigaLunga, e.Codice)
		require.Equal(t, "annullamenti", e.Campo)
	}
}

func TestMaxRighe(t *testing.T) {
	csv := intestazione + riga("A", nil) + "\n" + riga("B", nil) + "\n"
	const prima = `{"idDominio":"00429440068","annullamenti":[{"idA2A":"APP","idPendenza":"A"},{"idA2A":"APP","idPendenza":"B"}],"inserimenti":[]}`
	const dopo = `{"idDominio":"00429440068","inserimenti":[],"annullamenti":[{"idA2A":"APP","idPendenza":"A"},{"idA2A":"APP","idPendenza":"B"}]}`
	for formato, testi := range map[tracciato.Formato][]string{tracciato.CSV: {csv}, tracciato.JSON: {prima, dopo}, tracciato.Loader2: {"DEL;APP;A\nDEL;APP;B"}} {
		for _, testo := range testi {
			for massimo, righe := range map[int]int{0: 2, 3: 2, 2: 2, 1: 1} {
				lette, err := leggi(t, formato, testo, tracciato.Opzioni{MaxRighe: massimo})
				testata, err2 := tracciato.ParseTestata(formato, strings.NewReader(testo), tracciato.Opzioni{MaxRighe: massimo})
				if righe == 2 {
					require.NoError(t, err)
					require.Len(t, lette, 2)
					require.Equal(t, "B", lette[1].Pendenza.IDPendenza)
					require.NoError(t, err2)
					require.Equal(t, 2, testata.Righe)
					continue
				}
				for _, err := range []error{err, err2} {
					var e *tracciato.Errore
					require.ErrorAs(t, err, &e)
					require.Equal(t, tracciato.CodiceTroppeRighe, e.Codice)
				}
				require.Zero(t, testata)
				if formato != tracciato.JSON {
					require.Len(t, lette, 1, "the lines before are given out")
				}
			}
		}
	}
}

// A byte order mark opens the file, and no other line.
func TestBOM(t *testing.T) {
	const bom = "\xef\xbb\xbf"
	righe, err := leggi(t, tracciato.Loader2, bom+"DEL;APP;A\n"+bom+"DEL;APP;B\n", tracciato.Opzioni{})
	require.NoError(t, err)
	require.Len(t, righe, 2)
	require.Equal(t, tracciato.DEL, righe[0].Operazione)
	require.Equal(t, tracciato.NonValida, righe[1].Operazione)
}

// lento gives one byte, then nothing, then one more byte.
type lento struct {
	r     io.Reader
	pausa bool
}

func (l *lento) Read(b []byte) (int, error) {
	if l.pausa = !l.pausa; l.pausa {
		return 0, nil
	}
	return l.r.Read(b[:min(1, len(b))])
}

// fermo never gives anything.
type fermo struct{}

func (fermo) Read([]byte) (int, error) { return 0, nil }

func TestLettoriDifficili(t *testing.T) {
	n := 0
	for x, err := range tracciato.LeggiCSV(&lento{r: strings.NewReader(intestazione + riga("A", nil))}, tracciato.Opzioni{}) {
		require.NoError(t, err)
		require.True(t, x.Caricabile())
		n++
	}
	require.Equal(t, 1, n)

	guasto := errors.New("guasto")
	for r, atteso := range map[io.Reader]error{
		io.MultiReader(strings.NewReader(intestazione+riga("A", nil)+"\n"+riga("B", nil)+"\n"), iotest.ErrReader(guasto)): guasto,
		io.MultiReader(strings.NewReader(intestazione+riga("A", nil)+"\n"+riga("B", nil)+"\n"), fermo{}):                  io.ErrNoProgress,
	} {
		var letti []string
		var ultimo error
		for x, err := range tracciato.LeggiCSV(r, tracciato.Opzioni{}) {
			if ultimo = err; err == nil {
				letti = append(letti, x.Pendenza.IDPendenza)
			}
		}
		require.Equal(t, []string{"A", "B"}, letti, "what came before the failure is given out")
		require.ErrorIs(t, ultimo, atteso)
		var e *tracciato.Errore
		require.ErrorAs(t, ultimo, &e)
		require.Equal(t, tracciato.CodiceInterno, e.Codice)
		require.Equal(t, 4, e.Riga)
	}
}

func TestMemoria(t *testing.T) {
	var m tracciato.Memoria
	for _, k := range [][2]string{{"B", "1"}, {"A", "2"}, {"B", "0"}, {"A", "10"}, {"AA", "0"}} {
		righe, err := leggi(t, tracciato.CSV, intestazione+riga(k[1], map[int]string{0: k[0]}), tracciato.Opzioni{})
		require.NoError(t, err)
		require.NoError(t, m.Salva(righe[0].Pendenza))
	}
	var ordine []string
	for p := range m.Tutte() {
		ordine = append(ordine, p.IDA2A+p.IDPendenza)
	}
	require.Equal(t, []string{"A10", "A2", "AA0", "B0", "B1"}, ordine)
	for range m.Tutte() {
		break
	}
	_, occupato, err := m.Occupato(avviso.MustIdDominio("00429440068"), avviso.NumeroAvviso{})
	require.NoError(t, err)
	require.False(t, occupato, "a position without a notice occupies none")
}
