package tracciato_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

// minima is a mapping of columns by number, with the body that Opzioni say; altri are more
// members of campi, after a comma.
func minima(prima, altri string) string {
	return `{` + prima + `"campi":{"idA2A":{"valore":"A"},"idPendenza":{"colonna":0},"causale":{"colonna":1},"importo":{"valore":"10"},` +
		`"voci[0].idVocePendenza":{"valore":"1"},"voci[0].importo":{"valore":"10"},"voci[0].descrizione":{"valore":"d"},"voci[0].codEntrata":{"valore":"E"}` + altri + `}}`
}

// TestMappaturaAlLimite: numbers of a mapping at their bound, and one beyond.
func TestMappaturaAlLimite(t *testing.T) {
	for testo, want := range map[string]bool{
		`{"colonna":9999}`: true, `{"colonna":10000}`: false, `{"colonna":0}`: true,
		`{"colonna":0,"taglia":[0,1]}`: true, `{"colonna":0,"taglia":[-1,1]}`: false, `{"colonna":0,"taglia":[3,3]}`: false, `{"colonna":0,"taglia":[3]}`: false,
		`{"colonne":[1,2],"unione":"-"}`: true, `{"colonne":[1],"unione":"-"}`: false, `{"colonne":[1]}`: true, `{"colonne":[]}`: false,
		`{"colonna":0,"seVuote":[]}`: false, `{"colonne":["a",-1]}`: false,
	} {
		_, _, err := tracciato.LeggiMappatura([]byte(`{"campi":{"causale":` + testo + `}}`))
		require.Equal(t, want, err == nil, "%s: %v", testo, err)
	}
}

// TestMappaturaDominio: the body that is said beside the file stands in for the one that
// the mapping has, or has not; nothing else does.
func TestMappaturaDominio(t *testing.T) {
	for _, altri := range []string{"", `,"idDominio":{"valore":"12345678903"}`} {
		m := mappatura(t, minima(`"intestazione":false,"ripetute":"unisci",`, altri))
		righe, err := leggi(t, tracciato.CSV, "P1,c1\nP1,c1\n", tracciato.Opzioni{Mappatura: m, IdDominio: avviso.MustIdDominio("00429440068")})
		require.NoError(t, err)
		require.Len(t, righe, 1)
		require.Equal(t, "00429440068", righe[0].Pendenza.IdDominio.String())
		require.Equal(t, "c1", righe[0].Pendenza.Causale)
		require.NotContains(t, campi(righe[0].Violazioni), "ESCLUSIVI idDominio")
		require.NotContains(t, campi(righe[0].Violazioni), "ESCLUSIVI causale")
	}
}

// TestColonneInPiu: a row is told that has more columns than the header, unless the mapping
// itself names one beyond it; no row has more than 10000.
func TestColonneInPiu(t *testing.T) {
	const piu = "COLONNE "
	for _, ripetute := range []string{"", `"ripetute":"unisci",`} {
		for _, tt := range []struct {
			colonna int // of the name
			riga    string
			want    []string
		}{
			{2, "P1,c,n", nil},
			{2, "P1,c,n,x", []string{piu}},
			{3, "P1,c,x,n", nil},
			{3, "P1,c,x,n,y", nil},
		} {
			m := mappatura(t, minima(ripetute, `,"nome":{"colonna":`+strconv.Itoa(tt.colonna)+`}`))
			righe, err := mappate(t, m, "A,B,C\n"+tt.riga+"\n")
			require.NoError(t, err)
			require.Equal(t, "n", righe[0].Pendenza.Nome)
			require.Equal(t, tt.want, campi(righe[0].Avvertenze), "%s %+v", ripetute, tt)
		}
	}
	m := mappatura(t, minima(`"intestazione":false,`, ""))
	for n, want := range map[int]bool{10_000: true, 10_001: false} {
		righe, err := mappate(t, m, "P1,c"+strings.Repeat(",", n-2)+"\n")
		require.NoError(t, err)
		require.Equal(t, want, righe[0].Err == nil, n)
	}
}

// TestRateESoglie: digits are an instalment, words a threshold.
func TestRateESoglie(t *testing.T) {
	m := mappatura(t, minima(`"intestazione":false,`, `,"documento.identificativo":{"valore":"D"},"documento.descrizione":{"valore":"D"},"documento.rata":{"colonna":2,"formato":"soglia"}`))
	righe, err := mappate(t, m, "P1,c,9\nP2,c,0\nP3,c,RIDOTTO\n")
	require.NoError(t, err)
	require.Equal(t, 9, righe[0].Pendenza.Documento.Rata)
	require.Contains(t, campi(righe[1].Violazioni)[1], "documento.rata", "%v", righe[1].Violazioni)
	require.Equal(t, "RIDOTTO", string(righe[2].Pendenza.Documento.Soglia.Tipo))
}

// TestUnisciDiverse: what the lines of one position say otherwise is told in the order of
// the paths; zero is a number of one separator.
func TestUnisciDiverse(t *testing.T) {
	m := mappatura(t, minima(`"intestazione":false,"ripetute":"unisci","annullamento":{"se":[{"colonna":2,"zero":true}]},`, `,"nome":{"colonna":2},"cartellaPagamento":{"colonna":3}`))
	righe, err := mappate(t, m, "P1,c,n,x\nP1,d,m,y\n"+"P2,c,0.00,\nP3,c,\"0,0.0\",\nP4,c,0.0,\n")
	require.NoError(t, err)
	var diverse []string
	for _, v := range righe[0].Violazioni {
		if v.Codice == "ESCLUSIVI" {
			diverse = append(diverse, v.Campo)
		}
	}
	require.Equal(t, []string{"cartellaPagamento", "causale", "nome"}, diverse)
	var fatte []tracciato.Operazione
	for _, r := range righe[1:] {
		fatte = append(fatte, r.Operazione)
	}
	require.Equal(t, []tracciato.Operazione{tracciato.DEL, tracciato.ADD, tracciato.DEL}, fatte)
}

// TestRispostaCitata: a value that begins with the separator is quoted; the first of the
// columns of an outcome is the application.
func TestRispostaCitata(t *testing.T) {
	m := mappatura(t, strings.TrimSuffix(minima(`"intestazione":false,`, `,"idDominio":{"valore":"12345678903"}`), "}")+`,"risposta":["idA2A","causale"]}`)
	var b bytes.Buffer
	w := m.NuovoScrittore(&b)
	righe, err := mappate(t, m, "P1,\",c\"\n")
	require.NoError(t, err)
	require.NoError(t, w.Scrivi(&tracciato.Risultato{Stato: tracciato.Eseguito, Pendenza: &righe[0].Pendenza}))
	require.Equal(t, "idA2A,causale\r\nA,\",c\"\r\n", b.String())
}

// TestMembriIgnoti: two hundred members that a file does not have are passed over; and null
// is a list of none, as nothing else is.
func TestMembriIgnoti(t *testing.T) {
	for n, want := range map[int]bool{200: true, 201: false} {
		var b strings.Builder
		for i := range n {
			b.WriteString(`"x` + strconv.Itoa(i) + `":1,`)
		}
		_, err := tracciato.ParseTestata(tracciato.JSON, strings.NewReader(`{`+b.String()+`"idDominio":"12345678903","inserimenti":[]}`), tracciato.Opzioni{Tollerante: true})
		require.Equal(t, want, err == nil, "%d: %v", n, err)
	}
	for testo, want := range map[string]bool{"null": true, "nulla": false, "nul": false, "7": false} {
		_, err := leggi(t, tracciato.JSON, `{"idDominio":"12345678903","inserimenti":`+testo+`,"annullamenti":[]}`, tracciato.Opzioni{})
		require.Equal(t, want, err == nil, "%s: %v", testo, err)
	}
}

// TestNumeriPerTesti: a number for a text is taken leniently, whatever its first digit.
func TestNumeriPerTesti(t *testing.T) {
	for v, want := range map[string]bool{"0": true, "9": true, "-1": true, "true": false, "[]": false} {
		testo := `{"idDominio":"12345678903","inserimenti":[],"annullamenti":[{"idA2A":"A","idPendenza":` + v + `}]}`
		righe, err := leggi(t, tracciato.JSON, testo, tracciato.Opzioni{Tollerante: true})
		require.NoError(t, err)
		require.Len(t, righe, 1)
		require.Equal(t, want, righe[0].Pendenza.IDPendenza == v, v)
		require.Equal(t, want, len(righe[0].Violazioni) == 0, v)
	}
}
