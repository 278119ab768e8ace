package gdp_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
)

// TestGiornaleAltrui: events of another body, and events far from the day of
// their journal, are kept and flagged.
func TestGiornaleAltrui(t *testing.T) {
	const riga = `{"dateTime":"DATA","idDominio":"77777777777","iuv":"01234567890123456","ccp":"n/a","eventCode":"RT_ACCETTATA_PA"}`
	for _, tt := range []struct {
		nome, giornale, data string
		segnali              []gdp.Segnale
		segni                []gdp.Segno
	}{
		{"its own, of the day", "GDP_EC_77777777777_20200131_1", "2020-01-31T11:00:00", nil, nil},
		{"the day after, by the clock of Rome", "GDP_EC_77777777777_20200131_1", "2020-02-01T23:59:59", nil, nil},
		{"the day before", "GDP_EC_77777777777_20200131_1", "2020-01-30T00:00:00", nil, nil},
		{"two days after, by the clock of Rome", "GDP_EC_77777777777_20200131_1", "2020-02-01T23:00:00Z", []gdp.Segnale{gdp.GiornaleAltroGiorno}, []gdp.Segno{gdp.DiAltroGiorno}},
		{"two days before", "GDP_EC_77777777777_20200131_1", "2020-01-29T23:59:59", []gdp.Segnale{gdp.GiornaleAltroGiorno}, []gdp.Segno{gdp.DiAltroGiorno}},
		{"of another body", "GDP_EC_00429440068_20200131_1", "2020-01-31T11:00:00", []gdp.Segnale{gdp.GiornaleAltroEnte}, []gdp.Segno{gdp.DiAltroEnte}},
		{"of a PSP, which has many bodies", "GDP_PSP_AGID_01_20200131_1", "2020-01-31T11:00:00", []gdp.Segnale{gdp.RTSenzaIncasso}, nil},
		{"both", "GDP_EC_00429440068_20210131_1", "2020-01-31T11:00:00", []gdp.Segnale{gdp.GiornaleAltroEnte, gdp.GiornaleAltroGiorno}, []gdp.Segno{gdp.DiAltroEnte, gdp.DiAltroGiorno}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			n, err := gdp.ParseNomeFile(tt.giornale)
			require.NoError(t, err)
			a, err := gdp.Analizza(gdp.ParseJSON(strings.NewReader(strings.ReplaceAll(riga, "DATA", tt.data)), n.Provenienza()))
			require.NoError(t, err)
			pagamenti, err := a.Pagamento(iuv1, "")
			require.NoError(t, err)
			require.Len(t, pagamenti, 1)
			require.Equal(t, append([]gdp.Segnale{}, tt.segnali...), pagamenti[0].Segnali)
			require.Equal(t, tt.segni, pagamenti[0].Registrati[0].Segni)
			var csv strings.Builder
			require.NoError(t, gdp.ScriviCSV(&csv, slices.Values([]gdp.Evento{pagamenti[0].Registrati[0].Evento})))
			for e, err := range gdp.ParseCSV(strings.NewReader(csv.String()), n.Provenienza()) {
				require.NoError(t, err)
				require.Equal(t, pagamenti[0].Registrati[0].Evento, e, "the same in CSV")
			}
			r, err := a.Riepiloga()
			require.NoError(t, err)
			for s, n := range r.Segnali() {
				require.Equal(t, slices.Contains(tt.segnali, s), n == 1, s)
			}
			for _, s := range tt.segnali {
				require.NotEmpty(t, s.Descrizione())
			}
		})
	}
}

// TestCopieFuoriPosto: an event that stands in two journals, one of which is not
// its own, is one event, and flagged whatever the order.
func TestCopieFuoriPosto(t *testing.T) {
	buono, altrove := ev(ec, gdp.RTAccettataPA, 0), ev(ec, gdp.RTAccettataPA, 0)
	altrove.AltroEnte = true
	for _, eventi := range [][]gdp.Evento{{buono, altrove}, {altrove, buono}} {
		p := uno(t, eventi)
		require.Len(t, p.Registrati, 1)
		require.Equal(t, []gdp.Segnale{gdp.GiornaleAltroEnte}, p.Segnali)
	}
}

// TestDescrizioni: everything that is shown has a text, and nothing else has.
func TestDescrizioni(t *testing.T) {
	controlla := func(ultimo int, testo func(uint8) string) {
		t.Helper()
		visti := map[string]bool{}
		for v := 1; v <= ultimo; v++ {
			s := testo(uint8(v))
			require.NotEmpty(t, s, v)
			require.False(t, visti[s], s)
			visti[s] = true
		}
		require.Empty(t, testo(0))
		require.Empty(t, testo(uint8(ultimo+1)))
		require.Empty(t, testo(255))
	}
	controlla(int(gdp.FineNegativa), func(v uint8) string { return gdp.Posizione(v).Descrizione() })
	controlla(int(gdp.IncassoFlusso), func(v uint8) string { return gdp.StatoIncasso(v).Descrizione() })
	controlla(int(gdp.RuoloEC), func(v uint8) string { return gdp.Ruolo(v).Descrizione() })
	controlla(int(gdp.Ignoto), func(v uint8) string { return gdp.Esito(v).Descrizione() })
	controlla(int(gdp.GiornaleAltroGiorno), func(v uint8) string { return gdp.Segnale(v).Descrizione() })
	for _, s := range []gdp.Segno{gdp.EmittenteInatteso, gdp.Riletto, gdp.DiAltroEnte, gdp.DiAltroGiorno} {
		require.NotEmpty(t, s.Descrizione())
	}
	require.Empty(t, gdp.Segno("x").Descrizione())
}

// TestPagamentiIUV finds the payments of an IUV whatever their CCP and body.
func TestPagamentiIUV(t *testing.T) {
	var a gdp.Analisi
	for _, k := range [][2]string{{"00429440068", "b"}, {"77777777777", "b"}, {"77777777777", "a"}, {"00429440068", "n/a"}} {
		e := ev(ec, gdp.RTAccettataPA, 0)
		e.IdDominio, e.CCP = avviso.MustIdDominio(k[0]), k[1]
		require.NoError(t, a.Aggiungi(e))
		e.IUV = avviso.MustIUV("1")
		require.NoError(t, a.Aggiungi(e))
	}
	pagamenti, err := a.PagamentiIUV(iuv1)
	require.NoError(t, err)
	var chiavi []string
	for i := range pagamenti {
		require.Equal(t, iuv1, pagamenti[i].IUV)
		chiavi = append(chiavi, pagamenti[i].IdDominio.String()+" "+pagamenti[i].CCP)
	}
	require.Equal(t, []string{"00429440068 b", "00429440068 n/a", "77777777777 a", "77777777777 b"}, chiavi)
	pagamenti, err = a.PagamentiIUV(avviso.MustIUV("2"))
	require.NoError(t, err)
	require.Empty(t, pagamenti)
	_, err = a.PagamentiIUV(iuv1, gdp.ConTolleranza(-1))
	require.ErrorIs(t, err, gdp.ErrOpzione)
	var nulla *gdp.Analisi
	_, err = nulla.PagamentiIUV(iuv1)
	require.ErrorIs(t, err, avviso.ErrNullo)
}
