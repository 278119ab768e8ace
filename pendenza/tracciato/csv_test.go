package tracciato_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

const intestazione = "header\n"

// colonne makes a line out of the columns given by their index.
func colonne(valori map[int]string) string {
	c := make([]string, tracciato.Colonne)
	for i, v := range valori {
		c[i] = v
	}
	return strings.Join(c, ",")
}

// riga is a valid line of one item, with some columns replaced.
func riga(id string, altre map[int]string) string {
	v := map[int]string{
		0: "APP", 1: id, 2: "00429440068", 4: "IMU", 6: "Imposta", 7: "2024", 12: "100.00", 14: "2030-12-31",
		16: "F", 17: "TSTPNI70D01L219V", 18: "Pino Test",
		27: "v1", 28: "100.00", 29: "Acconto", 34: "IMU",
	}
	for i, s := range altre {
		v[i] = s
	}
	return colonne(v)
}

func leggi(t *testing.T, f tracciato.Formato, testo string, o tracciato.Opzioni) ([]tracciato.Riga, error) {
	t.Helper()
	var righe []tracciato.Riga
	for r, err := range tracciato.Leggi(f, strings.NewReader(testo), o) {
		if err != nil {
			return righe, err
		}
		righe = append(righe, r)
	}
	return righe, nil
}

func TestColonne(t *testing.T) {
	require.Equal(t, 87, tracciato.Colonne)
	nomi := tracciato.Intestazione()
	require.Len(t, nomi, 87)
	for i, n := range map[int]string{0: "idA2A", 12: "importo", 26: "cellularePagatore", 27: "idVoce1", 38: "idVoce2", 81: "provinciaBolloVoce5", 82: "dataAvvisatura", 86: "linguaSecondaria"} {
		require.Equal(t, n, nomi[i])
	}
}

func TestLeggiCSV(t *testing.T) {
	testo := "\xef\xbb\xbf" + intestazione +
		riga("P1", map[int]string{6: `"Imposta, ""prima"" rata"`, 9: `"{""a"":1}"`, 82: "MAI", 83: "DOC", 84: "Documento", 85: "ENTRO5", 86: "de|Steuer"}) + "\r\n" +
		riga("P2", map[int]string{12: "0.00"}) + "\n" +
		riga("P3", map[int]string{12: ""}) + "\n" +
		riga("P4", map[int]string{12: "100", 28: "50", 38: "v2", 39: "50.0", 40: "Saldo", 46: "01", 47: "aGFzaA==", 48: "RM"}) + "\n" +
		"\n" +
		riga("P5", map[int]string{85: "RIDOTTO", 83: "DOC", 84: "Documento"})
	righe, err := leggi(t, tracciato.CSV, testo, tracciato.Opzioni{})
	require.NoError(t, err)
	require.Len(t, righe, 6)

	p := righe[0].Pendenza
	require.True(t, righe[0].Caricabile(), "%v", righe[0].Violazioni)
	require.Equal(t, `Imposta, "prima" rata`, p.Causale)
	require.JSONEq(t, `{"a":1}`, string(p.DatiAllegati))
	require.True(t, p.SenzaAvvisatura)
	require.Equal(t, pendenza.Soglia{Tipo: pendenza.Entro, Giorni: 5}, *p.Documento.Soglia)
	require.Equal(t, pendenza.Proprieta{LinguaSecondaria: "de", LinguaSecondariaCausale: "Steuer"}, *p.Proprieta)
	require.Equal(t, "100.00", p.Importo.String())

	require.Equal(t, tracciato.DEL, righe[1].Operazione)
	require.Equal(t, "P2", righe[1].Pendenza.IDPendenza)

	require.Equal(t, tracciato.ADD, righe[2].Operazione)
	require.Equal(t, pendenza.Obbligatorio, righe[2].Violazioni[0].Codice)

	require.True(t, righe[3].Caricabile(), "%v", righe[3].Violazioni)
	require.Len(t, righe[3].Pendenza.Voci, 2)
	require.Equal(t, "01", righe[3].Pendenza.Voci[1].TipoBollo)

	require.Equal(t, tracciato.NonValida, righe[4].Operazione)
	require.Equal(t, pendenza.Ridotto, righe[5].Pendenza.Documento.Soglia.Tipo)
	for i, r := range righe {
		require.Equal(t, i+1, r.Numero)
	}
}

func TestIngressiErrati(t *testing.T) {
	tests := []struct {
		nome, riga string
		campo      string
		codice     avviso.Codice
		errore     avviso.Codice
	}{
		{"three decimals", riga("P", map[int]string{12: "10.000", 28: "10.00"}), "importo", pendenza.Decimali, ""},
		{"no such day", riga("P", map[int]string{14: "2030-19-40"}), "dataScadenza", pendenza.DataNonValida, ""},
		{"sum", riga("P", map[int]string{28: "99.99"}), "voci", pendenza.SommaErrata, ""},
		{"NUL in a key", riga("P\x00", nil), "idPendenza", pendenza.Pattern, ""},
		{"NUL in a text", riga("P", map[int]string{6: "a\x00b"}), "causale", pendenza.Pattern, ""},
		{"type of debtor", riga("P", map[int]string{16: "X"}), "soggettoPagatore.tipo", pendenza.Enum, ""},
		{"JSON of the application", riga("P", map[int]string{9: "{"}), "datiAllegati", pendenza.Pattern, ""},
		{"threshold", riga("P", map[int]string{83: "D", 84: "d", 85: "DOPO3"}), "documento.soglia.tipo", pendenza.Enum, ""},
		{"open quote", `"abc,def`, "", "", tracciato.CodiceCSV},
		{"quote inside", `ab"c,def`, "", "", tracciato.CodiceCSV},
		{"six items", riga("P", nil) + ",v6", "", "", tracciato.CodiceColonne},
		{"not UTF-8", "\xff\xfe", "", "", tracciato.CodiceCodifica},
		{"blank", "   ", "", "", tracciato.CodiceRecordVuoto},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			righe, err := leggi(t, tracciato.CSV, intestazione+riga("A", nil)+"\n"+tt.riga+"\n"+riga("B", nil)+"\n", tracciato.Opzioni{})
			require.NoError(t, err)
			require.Len(t, righe, 3)
			require.True(t, righe[0].Caricabile() && righe[2].Caricabile(), "the other lines are harmed")
			if tt.errore != "" {
				var e *tracciato.Errore
				require.ErrorAs(t, righe[1].Err, &e)
				require.Equal(t, tt.errore, e.Codice)
				require.ErrorIs(t, e, tracciato.ErrRiga)
				require.Equal(t, 3, e.Riga)
				return
			}
			require.Len(t, righe[1].Violazioni, 1, "%v", righe[1].Violazioni)
			require.Equal(t, tt.campo, righe[1].Violazioni[0].Campo)
			require.Equal(t, tt.codice, righe[1].Violazioni[0].Codice)
		})
	}
}

// TestColonneCitate reads columns with quotes and blanks in every place.
func TestColonneCitate(t *testing.T) {
	for testo, attese := range map[string][2]string{
		`APP,P1`:             {"APP", "P1"},
		` APP	, P1 `:         {"APP", "P1"},
		`"APP","P1"`:         {"APP", "P1"},
		`  "APP" 	, 	"P1"  `: {"APP", "P1"},
		`" APP ","P1 ",`:     {"APP", "P1"},
		`"A""P",""""`:        {`A"P`, `"`},
		`"A,P","P,1"`:        {"A,P", "P,1"},
		`"A,","P,"`:          {"A,", "P,"},
		`"",`:                {"", ""},
		`,""`:                {"", ""},
		`"",P1`:              {"", "P1"},
	} {
		for _, coda := range []string{"", strings.Repeat(",", 85), strings.Repeat(", ", 120)} {
			righe, err := leggi(t, tracciato.CSV, intestazione+testo+coda, tracciato.Opzioni{})
			require.NoError(t, err)
			require.Len(t, righe, 1)
			require.NoError(t, righe[0].Err, testo)
			p := righe[0].Pendenza
			require.Equal(t, attese, [2]string{p.IDA2A, p.IDPendenza}, testo)
		}
	}
	for _, tt := range []struct {
		testo   string
		colonna int
		codice  avviso.Codice
	}{
		{`"abc`, 1, tracciato.CodiceCSV},
		{`a,"bc`, 3, tracciato.CodiceCSV},
		{`a,"b"c`, 3, tracciato.CodiceCSV},
		{`a,"b" c,d`, 3, tracciato.CodiceCSV},
		{`a,"b" "c"`, 3, tracciato.CodiceCSV},
		{`a,b"c"`, 3, tracciato.CodiceCSV},
		{`a,"`, 3, tracciato.CodiceCSV},
		{`a,"""`, 3, tracciato.CodiceCSV},
		{`abc,d,e"`, 7, tracciato.CodiceCSV},
		{strings.Repeat(",", 87) + "x", 88, tracciato.CodiceColonne},
		{strings.Repeat("a,", 87) + "x", 175, tracciato.CodiceColonne},
	} {
		righe, err := leggi(t, tracciato.CSV, intestazione+tt.testo, tracciato.Opzioni{})
		require.NoError(t, err)
		var e *tracciato.Errore
		require.ErrorAs(t, righe[0].Err, &e, tt.testo)
		require.Equal(t, tt.codice, e.Codice, tt.testo)
		require.Equal(t, tt.colonna, e.Colonna, tt.testo)
		require.Equal(t, 2, e.Riga)
	}
}

// The first item is there even without its name, the others are not.
func TestVociSenzaNome(t *testing.T) {
	righe, err := leggi(t, tracciato.CSV, intestazione+riga("A", map[int]string{27: ""})+"\n"+riga("B", map[int]string{39: "5.00", 40: "ignorata"}), tracciato.Opzioni{})
	require.NoError(t, err)
	require.Len(t, righe[0].Pendenza.Voci, 1)
	require.Len(t, righe[0].Violazioni, 1)
	require.Equal(t, "voci[0].idVocePendenza", righe[0].Violazioni[0].Campo)
	require.Equal(t, pendenza.Obbligatorio, righe[0].Violazioni[0].Codice)
	require.True(t, righe[1].Caricabile())
	require.Len(t, righe[1].Pendenza.Voci, 1)
}

func TestFileErrati(t *testing.T) {
	var e *tracciato.Errore
	for _, vuoto := range []string{"", "\xef\xbb\xbf"} {
		_, err := leggi(t, tracciato.CSV, vuoto, tracciato.Opzioni{})
		require.ErrorAs(t, err, &e)
		require.Equal(t, tracciato.CodiceVuoto, e.Codice)
		require.ErrorIs(t, err, tracciato.ErrTracciato)
	}

	for _, sola := range []string{"header", "header\n", "\xef\xbb\xbfheader\r\n"} {
		righe, err := leggi(t, tracciato.CSV, sola, tracciato.Opzioni{})
		require.NoError(t, err)
		require.Empty(t, righe)
	}

	_, err := leggi(t, tracciato.CSV, intestazione+riga("A", nil)+"\n"+riga("B", nil), tracciato.Opzioni{MaxRighe: 1})
	require.ErrorAs(t, err, &e)
	require.Equal(t, tracciato.CodiceTroppeRighe, e.Codice)

	guasto := errors.New("guasto")
	for _, err := range tracciato.LeggiCSV(io.MultiReader(strings.NewReader("h\n"), lettoreGuasto{guasto}), tracciato.Opzioni{}) {
		require.ErrorIs(t, err, guasto)
		require.ErrorIs(t, err, tracciato.ErrTracciato)
	}
}

type lettoreGuasto struct{ err error }

func (l lettoreGuasto) Read([]byte) (int, error) { return 0, l.err }

// infinito gives n bytes of one long line.
type infinito struct{ n int64 }

func (i *infinito) Read(b []byte) (int, error) {
	if i.n == 0 {
		return 0, io.EOF
	}
	n := int(min(i.n, int64(len(b))))
	for j := range b[:n] {
		b[j] = 'x'
	}
	i.n -= int64(n)
	return n, nil
}

func TestRigaEnorme(t *testing.T) {
	dimensione := int64(1) << 30
	if testing.Short() {
		dimensione = 1 << 24
	}
	r := io.MultiReader(strings.NewReader(intestazione+riga("A", nil)+"\n"), &infinito{dimensione}, strings.NewReader("\n"+riga("B", nil)+"\n"))
	n := 0
	for x, err := range tracciato.LeggiCSV(r, tracciato.Opzioni{}) {
		require.NoError(t, err)
		n++
		if n == 2 {
			var e *tracciato.Errore
			require.ErrorAs(t, x.Err, &e)
			require.Equal(t, tracciato.CodiceRigaLunga, e.Codice)
			continue
		}
		require.True(t, x.Caricabile())
	}
	require.Equal(t, 3, n)
}

// campione is a file of n valid lines.
func campione(n int) []byte {
	var b bytes.Buffer
	b.WriteString(intestazione)
	for i := range n {
		b.WriteString(riga(fmt.Sprintf("P%d", i), nil) + "\n")
	}
	return b.Bytes()
}

func TestMemoriaCostante(t *testing.T) {
	costo := func(n int) float64 {
		testo := campione(n)
		return testing.AllocsPerRun(1, func() {
			for x, err := range tracciato.LeggiCSV(bytes.NewReader(testo), tracciato.Opzioni{}) {
				if err != nil || !x.Caricabile() {
					t.Fatal(x, err)
				}
			}
		})
	}
	require.Less(t, costo(2000), 2000*8.0, "allocations a line")
}

func TestDominioDelFile(t *testing.T) {
	o := tracciato.Opzioni{IdDominio: avviso.MustIdDominio("12345678903")}
	righe, err := leggi(t, tracciato.CSV, intestazione+riga("A", map[int]string{2: ""}), o)
	require.NoError(t, err)
	require.True(t, righe[0].Caricabile())
	require.Equal(t, o.IdDominio, righe[0].Pendenza.IdDominio)
}
