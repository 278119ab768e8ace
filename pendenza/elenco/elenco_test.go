package elenco_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/elenco"
	"github.com/quietanza/quietanza/pendenza/esterni"
)

var (
	oggi = avviso.MustData("2026-03-10")
	ente = avviso.MustIdDominio("12345678903")
)

// posizioni are P1 to P7: two paid and cancelled, one expired, the others to be paid.
func posizioni(t *testing.T) []*pendenza.Pendenza {
	t.Helper()
	var pp []*pendenza.Pendenza
	for _, x := range []struct {
		id, nav, scadenza, validita string
		stato                       pendenza.Stato
		cent                        int64
	}{
		{"P1", "301000000000004285", "2026-06-30", "", pendenza.NonEseguita, 10000},
		{"P2", "301000000000500122", "2026-06-30", "", pendenza.NonEseguita, 8400},
		{"P3", "301000000000500223", "2026-06-30", "", pendenza.NonEseguita, 2600},
		{"P4", "301000000000500324", "2026-06-30", "", pendenza.Eseguita, 10000},
		{"P5", "301000000000500425", "2026-06-30", "", pendenza.Annullata, 10000},
		{"P6", "301000000000500526", "2026-01-31", "", pendenza.NonEseguita, 10000},
		{"P7", "301000000000500627", "2026-12-31", "2026-02-28", pendenza.NonEseguita, 10000},
	} {
		p := &pendenza.Pendenza{
			IDA2A: "GEST", IDPendenza: x.id, IdDominio: ente, Causale: "TARI", Importo: avviso.ImportoDaCentesimi(x.cent),
			NumeroAvviso: avviso.MustNumeroAvviso(x.nav), DataScadenza: avviso.MustData(x.scadenza), Stato: x.stato,
			SoggettoPagatore: &pendenza.SoggettoPagatore{Tipo: pendenza.PersonaFisica, Identificativo: "TSTPNI70D01L219V", Anagrafica: "Pino Test"},
		}
		if x.validita != "" {
			p.DataValidita = avviso.MustData(x.validita)
		}
		pp = append(pp, p)
	}
	return pp
}

func TestPendenzeDelDebitore(t *testing.T) {
	f, err := elenco.ParseFiltro("idDebitore=TSTPNI70D01L219V&risultatiPerPagina=5")
	require.NoError(t, err)
	pp := posizioni(t)
	slices.Reverse(pp) // the order of the archive does not count
	p, err := f.Scegli(slices.Values(pp), oggi)
	require.NoError(t, err)
	require.Equal(t, 7, *p.NumRisultati)
	require.Equal(t, 2, *p.NumPagine)
	require.Equal(t, "/pendenze?idDebitore=TSTPNI70D01L219V&pagina=2&risultatiPerPagina=5", p.ProssimiRisultati)
	require.Len(t, p.Risultati, 5)

	b, err := p.AppendJSON(nil)
	require.NoError(t, err)
	letta, err := elenco.ParsePagina(b)
	require.NoError(t, err, "%s", b)
	require.Equal(t, p, letta)
	dopo, ok, err := letta.Prossima()
	require.NoError(t, err)
	require.True(t, ok)
	ultima, err := dopo.Scegli(slices.Values(pp), oggi)
	require.NoError(t, err)
	require.Empty(t, ultima.ProssimiRisultati)
	xx, a, err := ultima.Pendenze()
	require.NoError(t, err)
	require.Empty(t, a)
	require.Equal(t, []string{"P6", "P7"}, []string{xx[0].IDPendenza, xx[1].IDPendenza})
	require.Equal(t, esterni.GovPayScaduta, xx[0].Stato)
	require.Equal(t, esterni.GovPayNonEseguita, xx[1].Stato)
	require.Equal(t, "01000000000500526", xx[0].IUVAvviso.String())
	s, err := xx[0].Debitore()
	require.NoError(t, err)
	require.Equal(t, "Pino Test", s.Anagrafica)
	_, err = elenco.ParsePendenzaIndex(ultima.Risultati[0])
	require.NoError(t, err)
	_, ok, err = ultima.Prossima()
	require.NoError(t, err)
	require.False(t, ok)
	f, _, err = elenco.LeggiFiltro("https://govpay.example/pendenze?idDebitore=X&pagina=3&altro=1")
	require.NoError(t, err)
	require.Equal(t, 3, f.Pagina)
}

func TestFiltri(t *testing.T) {
	pp := posizioni(t)
	for i, d := range []string{"2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05", "2026-01-06", "2026-01-07"} {
		pp[i].DataCaricamento = avviso.MustData(d)
	}
	pp[1].Direzione = "D1"
	for query, attese := range map[string]string{
		"":                                    "P7 P6 P5 P4 P3 P2 P1",
		"ordinamento=%2BdataCaricamento":      "P1 P2 P3 P4 P5 P6 P7",
		"ordinamento=+dataScadenza":           "P6 P1 P2 P3 P4 P5 P7",
		"ordinamento=-stato,-dataCaricamento": "P6 P7 P3 P2 P1 P4 P5",
		"ordinamento=smart":                   "P3 P2 P1 P7 P6 P5 P4",
		"stato=SCADUTA":                       "P6",
		"stato=NON_ESEGUITA":                  "P7 P3 P2 P1",
		"direzione=D1":                        "P2",
		"idPendenza=P4&idA2A=GEST":            "P4",
		"iuv=01000000000500425":               "P5",
		"idDominio=98765432103":               "",
		"dataDa=2026-01-03&dataA=2026-01-04":  "P4 P3",
		"risultatiPerPagina=2&pagina=2":       "P5 P4",
		"risultatiPerPagina=0":                "",
		"pagina=9":                            "",
		"idDebitore=tstpni70d01l219v&maxRisultati=false&metadatiPaginazione=false&campi=stato": "P7 P6 P5 P4 P3 P2 P1",
	} {
		f, err := elenco.ParseFiltro(query)
		require.NoError(t, err, query)
		ancora, err := elenco.ParseFiltro(f.Query())
		require.NoError(t, err, f.Query())
		require.Equal(t, f, ancora, query)
		p, err := f.Scegli(slices.Values(pp), oggi)
		require.NoError(t, err)
		xx, _, err := p.Pendenze()
		require.NoError(t, err)
		var id []string
		for _, x := range xx {
			id = append(id, x.IDPendenza)
		}
		require.Equal(t, attese, strings.Join(id, " "), query)
		require.Equal(t, f.SenzaMetadati, p.NumRisultati == nil)
	}
	for query, codice := range map[string]avviso.Codice{
		"altro=1": "MEMBRO", "pagina=0": "MIN", "pagina=x": "PATTERN", "risultatiPerPagina=201": "MAX", "stato=X": "ENUM", "idDominio=1": "PATTERN",
		"dataDa=ieri": "PATTERN", "ordinamento=causale": "ENUM", "maxRisultati=si": "PATTERN", "stato=SCADUTA&stato=ESEGUITA": "RIPETUTO", "%zz": "URL",
	} {
		_, err := elenco.ParseFiltro(query)
		require.ErrorIs(t, err, elenco.ErrDocumento, query)
		r, ok := avviso.RilievoDi(err)
		require.True(t, ok)
		require.Equal(t, codice, r.Codice, query)
	}
	bozza := *pp[0]
	bozza.Stato = pendenza.Bozza
	require.False(t, (&elenco.Filtro{}).Corrisponde(&bozza, oggi))
	_, err := (*elenco.Filtro)(nil).Scegli(slices.Values(pp), oggi)
	require.ErrorIs(t, err, avviso.ErrNullo)
}

// A notice that was paid, in both versions, and one that is not known.
func TestStatoAvviso(t *testing.T) {
	gln, err := avviso.ParseGLN("8088888012348")
	require.NoError(t, err)
	pp := posizioni(t)
	pagato := elenco.NuovoStatoAvviso(ente, pp[3].NumeroAvviso, pp[3], oggi, gln)
	b, err := pagato.AppendJSON(nil, false)
	require.NoError(t, err)
	require.Contains(t, string(b), `"stato":"DUPLICATA"`)
	letto, err := elenco.ParseStatoAvviso(b)
	require.NoError(t, err)
	require.Equal(t, pagato, letto)
	b, err = pagato.AppendJSON(nil, true)
	require.NoError(t, err)
	require.Contains(t, string(b), `"stato":"Pagato"`)
	_, err = elenco.ParseStatoAvviso(b)
	require.ErrorIs(t, err, elenco.ErrDocumento)
	letto, a, err := elenco.LeggiStatoAvviso(b)
	require.NoError(t, err)
	require.Empty(t, a)
	require.Equal(t, elenco.AvvisoDuplicato, letto.Stato)
	for i, stato := range []elenco.NomeStatoAvviso{0: "NON_ESEGUITA", 4: "ANNULLATA", 5: "SCADUTA", 6: "NON_ESEGUITA"} {
		if stato != "" {
			x := elenco.NuovoStatoAvviso(ente, pp[i].NumeroAvviso, pp[i], oggi, avviso.GLN{})
			require.Equal(t, stato, x.Stato)
			require.NotEmpty(t, x.QRCode)
			require.Empty(t, x.BarCode)
		}
	}
	ignoto := elenco.NuovoStatoAvviso(ente, avviso.MustNumeroAvviso("301000000000500728"), nil, oggi, gln)
	b, err = ignoto.AppendJSON(nil, false)
	require.NoError(t, err)
	require.JSONEq(t, `{"stato":"SCONOSCIUTA","idDominio":"12345678903","numeroAvviso":"301000000000500728"}`, string(b))

	r, err := elenco.ParseRichiestaAvviso("12345678903", "301000000000500324", "linguaSecondaria=de")
	require.NoError(t, err)
	require.Equal(t, elenco.RichiestaAvviso{IdDominio: ente, NumeroAvviso: pp[3].NumeroAvviso, IUV: avviso.MustIUV("01000000000500324"), LinguaSecondaria: "de"}, r)
	r, err = elenco.ParseRichiestaAvviso("12345678903", "01000000000500324", "")
	require.NoError(t, err)
	require.False(t, r.NumeroAvviso.IsValid())
	_, err = elenco.ParseRichiestaAvviso("12345678903", "?", "")
	require.ErrorIs(t, err, elenco.ErrDocumento)
	_, err = elenco.ParseRichiestaAvviso("12345678903", "01", "x=1")
	require.ErrorIs(t, err, elenco.ErrDocumento)
	for accept, formato := range map[string]string{"": elenco.FormatoJSON, "application/pdf": elenco.FormatoPDF, "text/html, */*;q=0.8": elenco.FormatoJSON, "text/html": ""} {
		require.Equal(t, formato, elenco.FormatoAvviso(accept))
	}
}

// FuzzElenco: what the strict doors take is written and read the same.
func FuzzElenco(f *testing.F) {
	f.Add(`{"risultatiPerPagina":25,"pagina":1,"risultati":[{}],"numRisultati":1,"numPagine":1}`)
	f.Add(`{"idA2A":"A","idPendenza":"P","dominio":{"idDominio":"12345678903"},"stato":"ESEGUITA","causale":"x","importo":1.5}`)
	f.Add(`{"stato":"SCONOSCIUTA","idDominio":"12345678903","numeroAvviso":"301000000000500728"}`)
	f.Add(`idDebitore=X&pagina=2&ordinamento=-stato,%2BdataScadenza`)
	f.Fuzz(func(t *testing.T, s string) {
		if x, err := elenco.ParseFiltro(s); err == nil {
			y, err := elenco.ParseFiltro(x.Query())
			require.NoError(t, err, x.Query())
			require.Equal(t, x.Query(), y.Query())
		}
		b := []byte(s)
		_, _, _ = elenco.LeggiPagina(b)
		_, _, _ = elenco.LeggiStatoAvviso(b)
		if x, err := elenco.ParsePagina(b); err == nil {
			j, err := x.AppendJSON(nil)
			require.NoError(t, err)
			y, err := elenco.ParsePagina(j)
			require.NoError(t, err)
			k, err := y.AppendJSON(nil)
			require.NoError(t, err)
			require.Equal(t, string(j), string(k))
		}
		if x, err := elenco.ParsePendenzaIndex(b); err == nil {
			j, err := x.AppendJSON(nil)
			require.NoError(t, err)
			y, err := elenco.ParsePendenzaIndex(j)
			require.NoError(t, err)
			require.Equal(t, x, y)
		}
		if x, err := elenco.ParseStatoAvviso(b); err == nil {
			j, err := x.AppendJSON(nil, false)
			require.NoError(t, err)
			y, err := elenco.ParseStatoAvviso(j)
			require.NoError(t, err)
			require.Equal(t, x, y)
		}
	})
}
