package incasso_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rendicontazione/incasso"
)

var (
	oggi = avviso.MustData("2026-03-12")
	ente = avviso.MustIdDominio("12345678903")
	qui  = incasso.Percorso{IdDominio: ente}
)

const (
	manuale = `{"causale":"/RFB/01000000000004285/100.00","importo":100.00}`
	iuv     = "01000000000004285"
)

func cento(t *testing.T) avviso.Importo {
	t.Helper()
	return avviso.ImportoDaCentesimi(10000)
}

// report reconciles the credit of a request with the receipt of one payment.
func report(t *testing.T, r *incasso.Richiesta, flussi ...flusso.Flusso) (*rendicontazione.Report, int) {
	t.Helper()
	m, err := r.Movimento(oggi)
	require.NoError(t, err)
	in := rendicontazione.Input{
		Movimenti: []cassa.Movimento{m}, Flussi: flussi, Oggi: oggi,
		Ricevute: []rendicontazione.VoceRicevuta{{IdDominio: ente, IUV: iuv, IUR: "r-01", Indice: 1, Importo: cento(t), Data: avviso.MustData("2026-03-10")}},
		Domini:   []rendicontazione.Dominio{{IdDominio: ente, AuxDigit: avviso.Aux3, SegregationCodes: []string{"01"}}},
	}
	x := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	require.Len(t, x.Movimenti, 1)
	return &x, 0
}

func trova(t *testing.T) func(avviso.IdDominio, string) *pendenza.Pendenza {
	t.Helper()
	p, err := pendenza.ParsePendenza([]byte(`{"idA2A":"GEST","idPendenza":"P1","idDominio":"12345678903","causale":"TARI","importo":100.00,"numeroAvviso":"301000000000004285",` +
		`"voci":[{"idVocePendenza":"1","importo":100.00,"descrizione":"TARI","ibanAccredito":"IT60X0542811101000000123456","tipoContabilita":"ALTRO","codiceContabilita":"0101002IM"}],"stato":"ESEGUITA","versione":1}`))
	require.NoError(t, err)
	return func(d avviso.IdDominio, i string) *pendenza.Pendenza {
		if d == ente && i == iuv {
			return &p
		}
		return nil
	}
}

// A credit of the manual, its repetition, and another amount.
func TestIncassoDelManuale(t *testing.T) {
	r, err := incasso.ParseRichiesta(incasso.V1, qui, []byte(manuale))
	require.NoError(t, err)
	require.Equal(t, iuv, r.Identificativo())
	rep, m := report(t, &r)
	x, err := incasso.NuovoIncasso(&r, rep, m, trova(t), oggi)
	require.NoError(t, err)
	require.Len(t, x.Riscossioni, 1)
	b, err := x.AppendJSON(nil)
	require.NoError(t, err)
	require.JSONEq(t, `{"idDominio":"12345678903","idIncasso":"01000000000004285","causale":"/RFB/01000000000004285/100.00","importo":100.00,"riscossioni":[`+
		`{"idDominio":"12345678903","iuv":"01000000000004285","iur":"r-01","indice":1,"stato":"INCASSATA","tipo":"ENTRATA","importo":100.00,"data":"2026-03-10",`+
		`"pendenza":"/pendenze/GEST/P1","rpp":"/rpp/12345678903/01000000000004285/r-01",`+
		`"vocePendenza":{"indice":1,"idVocePendenza":"1","importo":100.00,"descrizione":"TARI","stato":"Eseguito"}}]}`, string(b))
	letto, err := incasso.ParseIncasso(incasso.V1, b)
	require.NoError(t, err)
	require.Equal(t, x.Riscossioni, letto.Riscossioni)

	ancora, err := incasso.ParseRichiesta(incasso.V1, qui, []byte(strings.Replace(manuale, "/RFB", " /rfb", 1)))
	require.NoError(t, err)
	ancora.ID = r.Identificativo() // as it is stored
	prima := r
	prima.ID = r.Identificativo()
	uguale, err := ancora.Ripetuta(&prima)
	require.NoError(t, err)
	require.True(t, uguale, "answered as the first, 200")
	altra := ancora
	altra.Importo = avviso.ImportoDaCentesimi(9900)
	_, err = altra.Ripetuta(&prima)
	require.ErrorIs(t, err, incasso.ErrIncasso)
	p := sessione.NuovoProblema(err)
	require.Equal(t, 422, p.StatoHTTP)
	require.Equal(t, sessione.RichiestaErr, p.Categoria)
	require.Equal(t, "021409", p.Codice)
	require.Equal(t, "Riconciliazione duplicata.", p.Descrizione)
	diversa := ancora
	diversa.ID = "altro"
	uguale, err = diversa.Ripetuta(&prima)
	require.NoError(t, err)
	require.False(t, uguale)
}

// A request says what it is for in one way.
func TestUnaSola(t *testing.T) {
	for _, testo := range []string{`"iuv":"01000000000004285","idFlusso":"F1"`, `"iuv":"01000000000004285","causale":"x"`, ``} {
		testo = `{"importo":100.00,"sct":"TRN1",` + testo + `}`
		testo = strings.Replace(testo, ",}", "}", 1)
		_, err := incasso.ParseRichiesta(incasso.V2, qui, []byte(testo))
		require.ErrorIs(t, err, incasso.ErrDocumento)
		p := sessione.NuovoProblema(err)
		require.Equal(t, 400, p.StatoHTTP)
		require.Equal(t, "SINTASSI", p.Codice)
	}
	for testo, codice := range map[string]avviso.Codice{
		`{"importo":100.001,"causale":"x"}`: "DECIMALI", `{"causale":"x"}`: "OBBLIGATORIO", `{"importo":0,"causale":"x"}`: "MIN", `{"importo":1}`: "OBBLIGATORIO",
		`{"importo":1,"causale":"` + strings.Repeat("x", 513) + `"}`: "LUNGHEZZA_MAX", `{"importo":1,"causale":"x","altro":1}`: "MEMBRO", ``: "JSON",
	} {
		_, err := incasso.ParseRichiesta(incasso.V1, qui, []byte(testo))
		require.ErrorIs(t, err, incasso.ErrDocumento, testo)
		r, ok := avviso.RilievoDi(err)
		require.True(t, ok)
		require.Equal(t, codice, r.Codice, testo)
	}
	_, err := incasso.ParseRichiesta(incasso.V3, incasso.Percorso{IdDominio: ente, ID: "a-b"}, []byte(`{"importo":1,"sct":"x","iuv":"1"}`))
	require.ErrorIs(t, err, incasso.ErrDocumento)
	p := qui
	require.NoError(t, p.ParseQuery("idFlussoCaseInsensitive=true"))
	require.True(t, p.SenzaDistinguer)
	require.ErrorIs(t, p.ParseQuery("x=1"), incasso.ErrDocumento)
}

// The other versions, with a single payment and with a flow.
func TestAltreVersioni(t *testing.T) {
	flussi := flusso.Flusso{
		Testata: flusso.Testata{
			IdDominio: ente, IDFlusso: "2026-03-10BCITITMM-1", DataOraFlusso: avviso.MustDataOra("2026-03-11T08:00:00"), IDRegolamento: "TRN1",
			DataRegolamento: avviso.MustData("2026-03-11"), NumeroTotalePagamenti: 1, ImportoTotalePagamenti: cento(t), Mittente: flusso.Soggetto{Codice: "BCITITMM"},
		},
		Righe: []flusso.Riga{{IUV: iuv, IUR: "r-01", Indice: 1, Esito: flusso.Eseguito, Data: avviso.MustData("2026-03-10"), Importo: cento(t)}},
	}
	for _, tt := range []struct {
		dialetto incasso.Dialetto
		testo    string
		id       string
	}{
		{incasso.V2, `{"importo":100.00,"sct":"TRN1","iuv":"01000000000004285","contoAccredito":"IT60X0542811101000000123456"}`, iuv},
		{incasso.V2, `{"importo":100.00,"sct":"TRN1","idFlusso":"2026-03-10BCITITMM-1","dataValuta":"2026-03-11"}`, "2026-03-10BCITITMM-1"},
		{incasso.V3, `{"importo":100.00,"sct":"TRN1","idFlussoRendicontazione":"2026-03-10BCITITMM-1","dataContabile":"2026-03-11"}`, "RIC1"},
	} {
		p := qui
		if tt.dialetto == incasso.V3 {
			p.ID = "RIC1"
		}
		r, a, err := incasso.LeggiRichiesta("", p, []byte(tt.testo))
		require.NoError(t, err)
		require.Empty(t, a)
		require.Equal(t, tt.dialetto, r.Dialetto)
		require.Equal(t, tt.id, r.Identificativo())
		b, err := r.AppendJSON(nil)
		require.NoError(t, err)
		ancora, err := incasso.ParseRichiesta(tt.dialetto, p, b)
		require.NoError(t, err)
		require.Equal(t, r, ancora)
		var ff []flusso.Flusso
		if r.IDFlusso != "" {
			ff = append(ff, flussi)
		}
		rep, m := report(t, &r, ff...)
		x, err := incasso.NuovoIncasso(&r, rep, m, trova(t), oggi)
		require.NoError(t, err, "%s", rep.Movimenti[0].Classe)
		require.Len(t, x.Riscossioni, 1)
		require.Equal(t, "r-01", x.Riscossioni[0].IUR)
		require.NotEmpty(t, x.Riscossioni[0].Voce.Pendenza)
		b, err = x.AppendJSON(nil)
		require.NoError(t, err)
		require.Contains(t, string(b), `"pendenza":{`)
		require.Equal(t, tt.dialetto == incasso.V3, strings.Contains(string(b), `"idRicevuta":"r-01"`), "%s", b)
		letto, err := incasso.ParseIncasso(tt.dialetto, b)
		require.NoError(t, err, "%s", b)
		c, err := letto.AppendJSON(nil)
		require.NoError(t, err)
		require.Equal(t, string(b), string(c))
		_, a, err = incasso.LeggiIncasso("", b)
		require.NoError(t, err)
		require.Empty(t, a)
	}
}

// A row without a receipt that may be so is told by what the row says, of the first item when
// it names none.
func TestRigaSenzaRicevuta(t *testing.T) {
	const id = "2026-03-10BCITITMM-2"
	r, err := incasso.ParseRichiesta(incasso.V2, qui, []byte(`{"importo":100.00,"sct":"TRN2","idFlusso":"`+id+`"}`))
	require.NoError(t, err)
	m, err := r.Movimento(oggi)
	require.NoError(t, err)
	for scritto, want := range map[avviso.Indice]avviso.Indice{0: 1, 1: 1} {
		rep := rendicontazione.Riconcilia(rendicontazione.Input{Movimenti: []cassa.Movimento{m}, Oggi: oggi, Pendenze: []rendicontazione.Pendenza{{
			ID: "P9", IdDominio: ente, IUV: "01000000000009907", Voci: []rendicontazione.VocePendenza{{Indice: 1, Importo: cento(t)}},
		}}, Flussi: []flusso.Flusso{{
			Testata: flusso.Testata{
				IdDominio: ente, IDFlusso: id, DataOraFlusso: avviso.MustDataOra("2026-03-11T08:00:00"), IDRegolamento: "TRN2",
				DataRegolamento: avviso.MustData("2026-03-11"), NumeroTotalePagamenti: 1, ImportoTotalePagamenti: cento(t), Mittente: flusso.Soggetto{Codice: "BCITITMM"},
			},
			Righe: []flusso.Riga{{IUV: "01000000000009907", IUR: "r-99", Indice: scritto, Esito: flusso.SenzaRPT, Data: avviso.MustData("2026-03-09"), Importo: cento(t)}},
		}}}, rendicontazione.Opzioni{})
		x, err := incasso.NuovoIncasso(&r, &rep, 0, nil, oggi)
		require.NoError(t, err, "%s", rep.Righe[0].Classe)
		require.Equal(t, []incasso.Riscossione{{
			IdDominio: ente, IUV: "01000000000009907", IUR: "r-99", Indice: want, Stato: "INCASSATA", Tipo: avviso.Entrata, Importo: cento(t), Data: avviso.MustData("2026-03-09"),
		}}, x.Riscossioni)
	}
}

// A credit that settles nothing is refused with the official code.
func TestRifiuti(t *testing.T) {
	for testo, codice := range map[string]rendicontazione.CodiceIncasso{
		`{"causale":"/RFB/01000000000004285/99.00","importo":99.00}`:                     rendicontazione.IncassoImporto,
		`{"causale":"/RFB/01000000000009999/100.00","importo":100.00}`:                   rendicontazione.IncassoSenzaPagamento,
		`{"causale":"/PUR/LGPE-RIVERSAMENTO/URI/2026-03-10BCITITMM-9","importo":100.00}`: rendicontazione.IncassoSenzaFlusso,
		`{"causale":"bonifico","importo":100.00}`:                                        rendicontazione.IncassoCausale,
	} {
		r, err := incasso.ParseRichiesta(incasso.V1, qui, []byte(testo))
		require.NoError(t, err)
		m, err := r.Movimento(oggi)
		if err == nil {
			require.Equal(t, incasso.Fonte, m.Fonte)
			rep, i := report(t, &r)
			_, err = incasso.NuovoIncasso(&r, rep, i, nil, oggi)
		}
		require.ErrorIs(t, err, incasso.ErrIncasso, testo)
		x, ok := avviso.RilievoDi(err)
		require.True(t, ok)
		require.Equal(t, avviso.Codice(codice), x.Codice, testo)
		require.Equal(t, codice.Testo(), x.Testo)
	}
	r, err := incasso.ParseRichiesta(incasso.V1, qui, []byte(`{"causale":"/RFB/01000000000004285","importo":1,"ibanAccredito":"IT60X0542811101000000123456"}`))
	require.NoError(t, err)
	require.NoError(t, r.Ammissibile(true, nil))
	require.NoError(t, r.Ammissibile(true, []avviso.IBAN{avviso.MustIBAN("IT60X0542811101000000123456")}))
	err = r.Ammissibile(true, []avviso.IBAN{})
	require.Equal(t, "021412", func() string { p := sessione.NuovoProblema(err); return p.Codice }())
	err = r.Ammissibile(false, nil)
	require.Equal(t, "021410", func() string { p := sessione.NuovoProblema(err); return p.Codice }())
	_, err = incasso.NuovoIncasso(nil, nil, 0, nil, oggi)
	require.ErrorIs(t, err, avviso.ErrNullo)
	require.Empty(t, (*incasso.Richiesta)(nil).Identificativo())
}

func TestTestiUfficiali(t *testing.T) {
	for codice, testo := range map[rendicontazione.CodiceIncasso]string{
		"021401": "Il formato della causale non e' conforme alle specifiche AgID.", "021402": "Pagamento non trovato.", "021403": "Pagamento non identificato.",
		"021404": "Rendicontazione anomala.", "021405": "Flusso rendicontazione non trovato.", "021406": "Pagamento gia incassato.", "021407": "Importo errato.",
		"021408": "Riscontrato errore di sintassi nella richiesta.", "021409": "Riconciliazione duplicata.", "021410": "Dominio inesistente.",
		"021411": "Riversamento gia' riconciliato.", "021412": "Iban inesistente.", "021413": "Flusso gia riconciliato.",
	} {
		require.Equal(t, testo, codice.Testo())
		require.True(t, codice.IsValid())
	}
	require.Empty(t, rendicontazione.CodiceIncasso("021499").Testo())
}

// FuzzIncasso: what the strict doors take is written and read the same.
func FuzzIncasso(f *testing.F) {
	for _, s := range []string{
		manuale, `{"importo":100.00,"sct":"TRN1","iuv":"01000000000004285"}`, `{"importo":100.00,"sct":"TRN1","idFlussoRendicontazione":"F"}`,
		`{"idDominio":"12345678903","idIncasso":"x","causale":"y","importo":1,"riscossioni":[{"idDominio":"12345678903","iuv":"a","iur":"b","indice":1,"importo":1,"data":"2026-03-10","vocePendenza":{"indice":1,"importo":1}}]}`,
		`{"id":"x","stato":"IN_ELABORAZIONE","dominio":{"idDominio":"12345678903"}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, d := range []incasso.Dialetto{incasso.V1, incasso.V2, incasso.V3} {
			p := incasso.Percorso{IdDominio: ente, ID: "X"}
			_, _, _ = incasso.LeggiRichiesta("", p, b)
			_, _, _ = incasso.LeggiIncasso("", b)
			if r, err := incasso.ParseRichiesta(d, p, b); err == nil {
				j, err := r.AppendJSON(nil)
				require.NoError(t, err)
				s, err := incasso.ParseRichiesta(d, p, j)
				require.NoError(t, err)
				require.Equal(t, r, s)
				_, _ = r.Movimento(oggi)
			}
			if x, err := incasso.ParseIncasso(d, b); err == nil {
				j, err := x.AppendJSON(nil)
				require.NoError(t, err)
				y, err := incasso.ParseIncasso(d, j)
				require.NoError(t, err, "%s", j)
				k, err := y.AppendJSON(nil)
				require.NoError(t, err)
				require.Equal(t, string(j), string(k))
			}
		}
	})
}
