package gdp_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
)

// errore returns the error of the package inside err.
func errore(t *testing.T, err error) *gdp.Errore {
	t.Helper()
	var e *gdp.Errore
	require.ErrorAs(t, err, &e)
	return e
}

func TestParseNomeFile(t *testing.T) {
	tests := []struct {
		in, tipo, id, data string
		progressivo        int
		canonico           string
	}{
		{"GDP_EC_77777777777_20200131_1.zip", "EC", "77777777777", "2020-01-31", 1, "GDP_EC_77777777777_20200131_1.zip"},
		{"GDP_EC_77777777777_20200131_1", "EC", "77777777777", "2020-01-31", 1, "GDP_EC_77777777777_20200131_1.zip"},
		{"GDP_PSP_BCITITMM_2020-01-31_02.ZIP", "PSP", "BCITITMM", "2020-01-31", 2, "GDP_PSP_BCITITMM_20200131_2.zip"},
		{"GDP_PSP_AGID_01_20200131_1.zip", "PSP", "AGID_01", "2020-01-31", 1, "GDP_PSP_AGID_01_20200131_1.zip"},
		{"GDP_PSP_A_B_C_20200229_10.zip", "PSP", "A_B_C", "2020-02-29", 10, "GDP_PSP_A_B_C_20200229_10.zip"},
		{"GDP_PSP_X_20200101_20200102_3", "PSP", "X_20200101", "2020-01-02", 3, "GDP_PSP_X_20200101_20200102_3.zip"},
		{"GDP_PSP_a.b-c_20200131_0.zip", "PSP", "a.b-c", "2020-01-31", 0, "GDP_PSP_a.b-c_20200131_0.zip"},
		{"GDP_PSP_AZaz09_20200131_1", "PSP", "AZaz09", "2020-01-31", 1, "GDP_PSP_AZaz09_20200131_1.zip"},
		{"GDP_PSP_zA_20200131_1", "PSP", "zA", "2020-01-31", 1, "GDP_PSP_zA_20200131_1.zip"},
		{"GDP_PSP_Z_20200131_1", "PSP", "Z", "2020-01-31", 1, "GDP_PSP_Z_20200131_1.zip"},
		{
			"GDP_PSP_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345678_20200131_1", "PSP", "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345678", "2020-01-31", 1,
			"GDP_PSP_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345678_20200131_1.zip",
		},
		{"GDP_PSP_15376371009_20200131_999999999.zip", "PSP", "15376371009", "2020-01-31", 999999999, "GDP_PSP_15376371009_20200131_999999999.zip"},
		{"GDP_PSP_BPPIITRRXXX_00010101_00.zip", "PSP", "BPPIITRRXXX", "0001-01-01", 0, "GDP_PSP_BPPIITRRXXX_00010101_0.zip"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			n, err := gdp.ParseNomeFile(tt.in)
			require.NoError(t, err)
			require.Equal(t, []any{tt.tipo, tt.id, tt.data, tt.progressivo}, []any{n.Tipo().String(), n.ID(), n.Data().String(), n.Progressivo()})
			require.Equal(t, tt.canonico, n.String())
			di, err := gdp.ParseNomeFile(n.String())
			require.NoError(t, err)
			require.True(t, di == n, "comparable")
			nuovo, err := gdp.NuovoNomeFile(n.Tipo(), n.ID(), n.Data(), n.Progressivo())
			require.NoError(t, err)
			require.True(t, nuovo == n)
		})
	}
}

func TestParseNomeFileRifiuti(t *testing.T) {
	tests := []struct {
		in, campo string
		codice    avviso.Codice
	}{
		{"GDP_EC_7777777777_20200131_1.zip", "mittente", gdp.CodiceMittente},
		{"GDP_EC_AGID_01_20200131_1.zip", "mittente", gdp.CodiceMittente},
		{"GDP_NODO_X_20200131_1.zip", "tipo", gdp.CodiceTipo},
		{"gdp_EC_77777777777_20200131_1.zip", "nome", gdp.CodicePrefisso},
		{"GDP_ec_77777777777_20200131_1.zip", "tipo", gdp.CodiceTipo},
		{"GDP_PSP_BCITITMM_20200230_1.zip", "data", gdp.CodiceData},
		{"GDP_PSP_BCITITMM_20190229_1", "data", gdp.CodiceData},
		{"GDP_PSP_BCITITMM_31122020_1", "data", gdp.CodiceData},
		{"GDP_PSP_BCITITMM_200131_1", "data", gdp.CodiceData},
		{"GDP_PSP_BCITITMM_20200131.zip", "mittente", gdp.CodiceMancante},
		{"GDP_PSP_20200131_1.zip", "mittente", gdp.CodiceMancante},
		{"GDP_PSP__20200131_1.zip", "mittente", gdp.CodiceMancante},
		{"GDP_PSP_BCITITMM_20200131_1.xml", "estensione", gdp.CodiceEstensione},
		{"GDP_PSP_BCITITMM_20200131_1.zip.zip", "estensione", gdp.CodiceEstensione},
		{"dir/GDP_PSP_BCITITMM_20200131_1.zip", "nome", gdp.CodicePercorso},
		{`dir\GDP_PSP_BCITITMM_20200131_1.zip`, "nome", gdp.CodicePercorso},
		{"GDP_PSP__BCITITMM_20200131_1", "mittente", gdp.CodiceMittente},
		{"GDP_PSP_BCITITMM__20200131_1", "mittente", gdp.CodiceMittente},
		{"GDP_PSP_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_20200131_1", "mittente", gdp.CodiceMittente},
		{"GDP_PSP_B CITITMM_20200131_1", "mittente", gdp.CodiceMittente},
		{"GDP_PSP_BCITITMM_20200131_-1", "progressivo", gdp.CodiceProgressivo},
		{"GDP_PSP_BCITITMM_20200131_+1", "progressivo", gdp.CodiceProgressivo},
		{"GDP_PSP_BCITITMM_20200131_1234567890", "progressivo", gdp.CodiceProgressivo},
		{"GDP_PSP_BCITITMM_20200131_", "progressivo", gdp.CodiceProgressivo},
		{"GDP_PSP", "tipo", gdp.CodiceTipo},
		{"GDP_PSP_", "mittente", gdp.CodiceMancante},
		{"GDP_PSP__1", "mittente", gdp.CodiceMancante},
		{"GDP_PSP_X", "mittente", gdp.CodiceMancante},
		{"GDP_PSP_B\xc3\xa0X_20200131_1", "mittente", gdp.CodiceMittente},
		{"GDP_PSP_@A_20200131_1", "mittente", gdp.CodiceMittente},
		{"GDP_PSP_A[_20200131_1", "mittente", gdp.CodiceMittente},
		{"GDP_PSP_`A_20200131_1", "mittente", gdp.CodiceMittente},
		{"GDP_PSP_A{_20200131_1", "mittente", gdp.CodiceMittente},
		{"GDP_PSP_:_20200131_1", "mittente", gdp.CodiceMittente},
		{".zip", "nome", gdp.CodicePrefisso},
		{"", "nome", gdp.CodicePrefisso},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			_, err := gdp.ParseNomeFile(tt.in)
			require.ErrorIs(t, err, gdp.ErrNomeFile)
			e := errore(t, err)
			require.Equal(t, tt.campo, e.Campo)
			require.Equal(t, tt.codice, e.Codice)
		})
	}
}

func TestNuovoNomeFileRifiuta(t *testing.T) {
	d := avviso.MustData("2020-01-31")
	for _, tt := range []struct {
		tipo gdp.Ruolo
		id   string
		data avviso.Data
		n    int
	}{
		{gdp.RuoloPSP, "A_", d, 1},
		{gdp.RuoloNodo, "A", d, 1},
		{0, "A", d, 1},
		{gdp.RuoloEC, "A", d, 1},
		{gdp.RuoloPSP, "A", avviso.Data{}, 1},
		{gdp.RuoloPSP, "A", d, -1},
		{gdp.RuoloPSP, "A", d, 1_000_000_000},
	} {
		_, err := gdp.NuovoNomeFile(tt.tipo, tt.id, tt.data, tt.n)
		require.ErrorIs(t, err, gdp.ErrNomeFile)
	}
	require.Empty(t, gdp.NomeFile{}.String())
	_, err := gdp.NomeFile{}.MarshalText()
	require.Error(t, err)
}

func TestVigenti(t *testing.T) {
	nome := func(s string) gdp.NomeFile {
		n, err := gdp.ParseNomeFile(s)
		require.NoError(t, err)
		return n
	}
	a1, a2, a10 := nome("GDP_PSP_A_20200131_1"), nome("GDP_PSP_A_20200131_02"), nome("GDP_PSP_A_20200131_10")
	b, ec := nome("GDP_PSP_A_20200201_1"), nome("GDP_EC_77777777777_20200131_1")
	tutti := []gdp.NomeFile{a10, b, a1, ec, a2, a1}
	vigenti, superati := gdp.Vigenti(gdp.Sostituisce, tutti...)
	testi := func(ns []gdp.NomeFile) (s []string) {
		for _, n := range ns {
			s = append(s, n.String())
		}
		return s
	}
	require.Empty(t, cmp.Diff([]string{"GDP_EC_77777777777_20200131_1.zip", "GDP_PSP_A_20200131_10.zip", "GDP_PSP_A_20200201_1.zip"}, testi(vigenti)))
	require.Empty(t, cmp.Diff([]string{"GDP_PSP_A_20200131_1.zip", "GDP_PSP_A_20200131_2.zip"}, testi(superati)))
	vigenti, superati = gdp.Vigenti(gdp.Integra, tutti...)
	require.Len(t, vigenti, 5)
	require.Empty(t, superati)
	dominio, ok := ec.IdDominio()
	require.True(t, ok)
	require.Equal(t, gdp.Provenienza{Ruolo: gdp.RuoloEC, IdDominio: dominio, Giorno: avviso.MustData("2020-01-31")}, ec.Provenienza())
	require.Equal(t, gdp.Provenienza{Ruolo: gdp.RuoloPSP, Giorno: avviso.MustData("2020-01-31")}, a1.Provenienza())
}

func FuzzNomeFile(f *testing.F) {
	for _, s := range []string{
		"GDP_EC_77777777777_20200131_1.zip", "GDP_PSP_BCITITMM_2020-01-31_02.ZIP", "GDP_PSP_A_B_C_20200229_10.zip",
		"GDP_PSP_X_20200101_20200102_3", "GDP_PSP__A_20200101_1", "GDP_EC__", "GDP_PSP_A_20200101_1.zip.zip",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := gdp.ParseNomeFile(s)
		if err != nil {
			require.ErrorIs(t, err, gdp.ErrNomeFile)
			require.NotEmpty(t, errore(t, err).Campo)
			return
		}
		di, err := gdp.ParseNomeFile(n.String())
		require.NoError(t, err)
		require.True(t, di == n, "%s", n)
	})
}
