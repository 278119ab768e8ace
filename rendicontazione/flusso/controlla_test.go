package flusso_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func TestAnomalie(t *testing.T) {
	type anomalia struct {
		Codice  flusso.CodiceAnomalia
		Livello string
		Riga    int
	}
	casi := []struct {
		nome     string
		cambia   func(f *flusso.Flusso)
		anomalie []anomalia
		avvisi   []avviso.Codice
	}{
		{"in regola", func(*flusso.Flusso) {}, nil, nil},
		{"numero", func(f *flusso.Flusso) { f.NumeroTotalePagamenti = 2 }, []anomalia{{"007107", "FLUSSO", 0}}, nil},
		{"somma", func(f *flusso.Flusso) { f.ImportoTotalePagamenti = avviso.MustImporto("155.67") }, []anomalia{{"007106", "FLUSSO", 0}}, nil},
		{"somma che in virgola mobile non torna", func(f *flusso.Flusso) {
			f.Righe = f.Righe[:2]
			f.Righe[0].Importo, f.Righe[1].Importo = avviso.MustImporto("0.10"), avviso.MustImporto("0.20")
			f.NumeroTotalePagamenti, f.ImportoTotalePagamenti = 2, avviso.MustImporto("0.30")
		}, nil, nil},
		{"somma che trabocca", func(f *flusso.Flusso) {
			f.Righe[0].Importo = avviso.ImportoDaCentesimi(1<<63 - 1)
		}, []anomalia{{"007106", "FLUSSO", 0}}, nil},
		{
			"revoca da negare", func(f *flusso.Flusso) { f.ImportoTotalePagamenti = avviso.MustImporto("135.46") }, nil,
			[]avviso.Codice{"SEGNO_REVOCA"},
		},
		{"revoca già negativa", func(f *flusso.Flusso) {
			f.Righe[2].Importo = f.Righe[2].Importo.Neg()
			f.ImportoTotalePagamenti = avviso.MustImporto("135.46")
		}, nil, nil},
		{"senza revoche non si nega", func(f *flusso.Flusso) {
			f.Righe[2].Esito = flusso.Eseguito
			f.ImportoTotalePagamenti = avviso.MustImporto("135.46")
		}, []anomalia{{"007106", "FLUSSO", 0}}, nil},
		{"ricevente", func(f *flusso.Flusso) { f.IdDominio = avviso.MustIdDominio("80000000001") }, []anomalia{{"007116", "FLUSSO", 0}}, nil},
		{
			"totale zero", func(f *flusso.Flusso) { f.ImportoTotalePagamenti = avviso.Importo{} },
			[]anomalia{{"000000", "FLUSSO", 0}, {"007106", "FLUSSO", 0}},
			nil,
		},
		{"tutto", func(f *flusso.Flusso) {
			f.IdDominio = avviso.MustIdDominio("80000000001")
			f.NumeroTotalePagamenti, f.ImportoTotalePagamenti = 9, avviso.MustImporto("1.00")
			f.Righe[1].Esito = 1 + 5
			f.Righe = append(f.Righe, f.Righe[1])
		}, []anomalia{{"007106", "FLUSSO", 0}, {"007107", "FLUSSO", 0}, {"007116", "FLUSSO", 0}, {"007110", "RIGA", 2}, {"007110", "RIGA", 4}, {"007115", "RIGA", 4}}, nil},
		{"doppia", func(f *flusso.Flusso) {
			doppia := f.Righe[0]
			doppia.Importo, doppia.Esito = avviso.MustImporto("5.00"), flusso.StandIn
			f.Righe = append(f.Righe, doppia, doppia)
			f.NumeroTotalePagamenti, f.ImportoTotalePagamenti = 5, avviso.MustImporto("165.66")
		}, []anomalia{{"007115", "RIGA", 4}, {"007115", "RIGA", 5}}, nil},
		{"indice assente e indice 1 non sono doppie", func(f *flusso.Flusso) { f.Righe[2].Indice = 0 }, nil, nil},
		{"indici assenti sono doppie", func(f *flusso.Flusso) { f.Righe[0].Indice, f.Righe[2].Indice = 0, 0 }, []anomalia{{"007115", "RIGA", 3}}, nil},
		{"IUR diversi non sono doppie", func(f *flusso.Flusso) { f.Righe[2].Indice, f.Righe[2].IUR = 1, "x" }, nil, nil},
		{
			"esito dopo il flusso", func(f *flusso.Flusso) { f.Righe[1].Data = avviso.MustData("2024-07-27") }, nil,
			[]avviso.Codice{"DATA_ESITO_FUTURA", "DATA_REGOLAMENTO"},
		},
		{"regolamento prima dell'esito", func(f *flusso.Flusso) {
			f.DataRegolamento, f.IDFlusso = avviso.MustData("2024-07-25"), "2024-07-25PPAYITR1XXX-S2024072601"
		}, nil, []avviso.Codice{"DATA_REGOLAMENTO"}},
		{"data dell'identificativo", func(f *flusso.Flusso) { f.IDFlusso = "2024-07-25PPAYITR1XXX-1" }, nil, []avviso.Codice{"ID_DATA_DIVERSA"}},
		{"identificativo senza trattino", func(f *flusso.Flusso) { f.IDFlusso = "2024-07-26PPAY" }, nil, []avviso.Codice{"ID_FLUSSO"}},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			f := campione()
			c.cambia(&f)
			aa, avvisi := f.Anomalie()
			var trovate []anomalia
			for _, a := range aa {
				require.NotEmpty(t, a.Messaggio)
				trovate = append(trovate, anomalia{a.Codice, string(a.Livello), a.Riga})
			}
			require.Empty(t, cmp.Diff(c.anomalie, trovate))
			require.Empty(t, cmp.Diff(c.avvisi, codici(avvisi)))
		})
	}
}

// The messages and the warnings name the rows from 1, the first of several.
func TestAnomalieNominaLeRighe(t *testing.T) {
	f := campione()
	f.Righe[1].Esito = 1 + 5
	f.Righe[0].Indice, f.Righe[2].Indice = 0, 0
	f.Righe[1].Data, f.Righe[2].Data = avviso.MustData("2024-07-28"), avviso.MustData("2024-07-27")
	aa, avvisi := f.Anomalie()
	require.Equal(t, []flusso.Anomalia{
		{Codice: flusso.AnomaliaEsito, Livello: flusso.LivelloRiga, Riga: 2, Messaggio: "riga 2: codice esito 5 sconosciuto"},
		{
			Codice: flusso.AnomaliaDuplicata, Livello: flusso.LivelloRiga, Riga: 3,
			Messaggio: "riga 3: IUV 01000000001122010, IUR 5d6e7f0000000001 già presente nel flusso",
		},
	}, aa)
	require.Equal(t, []avviso.Codice{"DATA_ESITO_FUTURA", "DATA_REGOLAMENTO"}, codici(avvisi))
	require.Equal(t, "righe[1].data", avvisi[0].Campo, "the first of two")
	require.Contains(t, avvisi[0].Testo, "(2 volte)")
	require.Equal(t, "righe[1].data", avvisi[1].Campo, "the latest date")
}

func TestIndiceVoce(t *testing.T) {
	for indice, want := range map[avviso.Indice]avviso.Indice{0: 1, 1: 1, 5: 5} {
		require.Equal(t, want, flusso.Riga{Indice: indice}.IndiceVoce())
	}
}

func TestCodiciAnomalia(t *testing.T) {
	var tutti []flusso.CodiceAnomalia
	for c := range flusso.CodiciAnomalia() {
		tutti = append(tutti, c)
		require.NotEmpty(t, c.Descrizione())
		require.True(t, c.IsValid())
	}
	require.Equal(t, []flusso.CodiceAnomalia{
		"000000", "007101", "007102", "007104", "007106", "007107", "007110", "007111", "007112", "007114",
		"007115", "007116",
	}, tutti)
	for _, c := range []flusso.CodiceAnomalia{"", "007103", "007105", "007108", "007109", "007113"} {
		require.False(t, c.IsValid())
	}
}

func TestValida(t *testing.T) {
	casi := []struct {
		nome   string
		cambia func(f *flusso.Flusso)
		campo  string
	}{
		{"in regola", func(*flusso.Flusso) {}, ""},
		{"senza dominio", func(f *flusso.Flusso) { f.IdDominio = avviso.IdDominio{} }, "dominio"},
		{"senza id", func(f *flusso.Flusso) { f.IDFlusso = "" }, "idFlusso"},
		{"tipo del mittente", func(f *flusso.Flusso) { f.Mittente.Tipo = "X" }, "mittente.tipo"},
		{"id di 36", func(f *flusso.Flusso) { f.IDFlusso = "2025-09-23BPPIITRRXXX-00003810279012" }, "idFlusso"},
		{"id con punto", func(f *flusso.Flusso) { f.IDFlusso = "a.b" }, "idFlusso"},
		{"senza istante", func(f *flusso.Flusso) { f.DataOraFlusso = avviso.DataOra{} }, "dataOraFlusso"},
		{"senza regolamento", func(f *flusso.Flusso) { f.DataRegolamento = avviso.Data{} }, "dataRegolamento"},
		{"revisione negativa", func(f *flusso.Flusso) { f.Revisione = -1 }, "revisione"},
		{"totale negativo", func(f *flusso.Flusso) { f.ImportoTotalePagamenti = avviso.MustImporto("-0.01") }, "importoTotalePagamenti"},
		{"numero negativo", func(f *flusso.Flusso) { f.NumeroTotalePagamenti = -1 }, "numeroTotalePagamenti"},
		{"IUV vuota", func(f *flusso.Flusso) { f.Righe[1].IUV = "" }, "righe[1].iuv"},
		{"IUR vuoto", func(f *flusso.Flusso) { f.Righe[1].IUR = "" }, "righe[1].iur"},
		{"importo zero", func(f *flusso.Flusso) { f.Righe[0].Importo = avviso.Importo{} }, "righe[0].importo"},
		{"importo negativo", func(f *flusso.Flusso) { f.Righe[0].Importo = avviso.MustImporto("-1.00") }, "righe[0].importo"},
		{"esito assente", func(f *flusso.Flusso) { f.Righe[0].Esito = 0 }, "righe[0].esito"},
		{"data assente", func(f *flusso.Flusso) { f.Righe[0].Data = avviso.Data{} }, "righe[0].data"},
		{"indice 6", func(f *flusso.Flusso) { f.Righe[0].Indice = 6 }, "righe[0].indice"},
		{"indice 5", func(f *flusso.Flusso) { f.Righe[0].Indice = 5 }, ""},
		{"revoca di zero", func(f *flusso.Flusso) { f.Righe[2].Importo = avviso.Importo{} }, "righe[2].importo"},
		{"revoca negativa", func(f *flusso.Flusso) { f.Righe[2].Importo = avviso.MustImporto("-0.01") }, ""},
		{"totali zero", func(f *flusso.Flusso) {
			f.NumeroTotalePagamenti, f.ImportoTotalePagamenti, f.Revisione = 0, avviso.Importo{}, 0
		}, ""},
		{"35 caratteri di due byte", func(f *flusso.Flusso) {
			f.Righe[0].IUV, f.Righe[0].IUR, f.IDRegolamento = strings.Repeat("è", 35), strings.Repeat("è", 35), strings.Repeat("è", 35)
		}, ""},
		{"IUV di 36 caratteri", func(f *flusso.Flusso) { f.Righe[0].IUV = strings.Repeat("è", 36) }, "righe[0].iuv"},
		{"regolamento di 36 caratteri", func(f *flusso.Flusso) { f.IDRegolamento = strings.Repeat("x", 36) }, "idRegolamento"},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			f := campione()
			c.cambia(&f)
			err := f.Valida()
			if c.campo == "" {
				require.NoError(t, err)
				return
			}
			var e *flusso.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, flusso.ErrValore)
			require.Equal(t, c.campo, e.Campo)
		})
	}
}

func TestRaggruppa(t *testing.T) {
	versione := func(id, dataOra string, revisione int32, totale string) flusso.Flusso {
		f := campione()
		f.IDFlusso, f.DataOraFlusso, f.Revisione = id, avviso.MustDataOra(dataOra), revisione
		f.ImportoTotalePagamenti = avviso.MustImporto(totale)
		return f
	}
	a1 := versione("A", "2024-07-26T10:00:00", 0, "1.00")
	a2 := versione("A", "2024-07-26T10:00:00.001", 0, "2.00")
	a2bis := versione("A", "2024-07-26T10:00:00.001999", 0, "2.00") // the same millisecond, the same content
	a2diversa := versione("A", "2024-07-26T10:00:00.001", 0, "3.00")
	a3 := versione("A", "2024-07-27T10:00:00", 0, "4.00")
	b2 := versione("B", "2024-07-27T10:00:00", 2, "5.00")
	b1 := versione("B", "2024-07-27T10:00:00", 1, "6.00")
	minuscolo := versione("a", "2024-07-28T10:00:00", 0, "7.00")

	g := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		flussi := []flusso.Flusso{a1, a2, a2bis, a2diversa, a3, a1, b2, b1, minuscolo}
		g.Shuffle(len(flussi), func(i, j int) { flussi[i], flussi[j] = flussi[j], flussi[i] })
		gruppi := flusso.Raggruppa(flussi)
		require.Len(t, gruppi, 3)
		var totali [][]string
		for _, g := range gruppi {
			var tt []string
			for _, f := range g.Tutte {
				tt = append(tt, f.ImportoTotalePagamenti.String())
			}
			totali = append(totali, tt)
			require.Equal(t, g.Tutte[len(g.Tutte)-1], g.Corrente())
		}
		require.Equal(t, [][]string{{"1.00", "2.00", "4.00"}, {"6.00", "5.00"}, {"7.00"}}, totali)
		require.Len(t, gruppi[0].Conflitti, 1)
		c := gruppi[0].Conflitti[0]
		require.Equal(t, "2.00", c.Usato.ImportoTotalePagamenti.String())
		require.Len(t, c.Altri, 1)
		require.Equal(t, "3.00", c.Altri[0].ImportoTotalePagamenti.String())
		require.ErrorIs(t, c.Errore(), flusso.ErrVersione)
		require.Contains(t, c.Errore().Error(), "VERSIONE_CONFLITTO")
		require.Empty(t, gruppi[1].Conflitti)
	}
	// The canonical encoding leaves out what is absent: a PSP comes before the rows.
	senza, con := a1, a1
	senza.BancaRiversamento, con.BancaRiversamento, con.PSP = "", "", "X"
	for _, flussi := range [][]flusso.Flusso{{senza, con}, {con, senza}} {
		require.Equal(t, "X", flusso.Raggruppa(flussi)[0].Conflitti[0].Usato.PSP)
	}
	require.Empty(t, flusso.Raggruppa(nil))
	require.Nil(t, flusso.Versioni{}.Corrente())
}

// A flow that is not there is an error where one can be returned, else empty.
func TestNullo(t *testing.T) {
	var f *flusso.Flusso
	require.ErrorIs(t, f.Valida(), avviso.ErrNullo)
	_, err := flusso.AppendXML(nil, f)
	require.ErrorIs(t, err, avviso.ErrNullo)
	require.Equal(t, avviso.CodiceNullo, codiceDi(t, err))
	aa, _ := f.Anomalie()
	require.Len(t, aa, 1, "the total of an empty flow is zero")
	s, _, _ := f.Acquisizione()
	require.Equal(t, flusso.Anomalo, s)
	var testata *flusso.Testata
	require.Zero(t, testata.Chiave())
	require.Zero(t, testata.ChiaveVersione())
	for _, l := range []*flusso.Lettore{nil, {}} {
		for _, err := range l.Righe() {
			require.ErrorIs(t, err, avviso.ErrNullo)
		}
		require.Zero(t, l.Testata())
		require.Empty(t, l.Avvertenze())
		require.Empty(t, l.Anomalie())
	}
	var q flusso.Quadratura
	q.Aggiungi(nil)
	codici, _ := q.Anomalie(nil)
	require.Len(t, codici, 1)
}
