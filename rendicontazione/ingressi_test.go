package rendicontazione_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func rifiutato(t *testing.T, err error, tipo error, codice avviso.Codice, campo string) {
	t.Helper()
	if codice == "" {
		require.NoError(t, err)
		return
	}
	var e *rendicontazione.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, codice, e.Codice)
	require.Equal(t, campo, e.Campo)
	require.ErrorIs(t, err, tipo)
}

func TestRicevutaValida(t *testing.T) {
	tests := []struct {
		nome   string
		cambia func(*rendicontazione.VoceRicevuta)
		codice avviso.Codice
		campo  string
	}{
		{"right", func(*rendicontazione.VoceRicevuta) {}, "", ""},
		{"no body", func(r *rendicontazione.VoceRicevuta) { r.IdDominio = avviso.IdDominio{} }, rendicontazione.CodiceMancante, "dominio"},
		{"no IUV", func(r *rendicontazione.VoceRicevuta) { r.IUV = "" }, rendicontazione.CodiceMancante, "iuv"},
		{"long IUV", func(r *rendicontazione.VoceRicevuta) { r.IUV = "123456789012345678901234567890123456" }, rendicontazione.CodiceMancante, "iuv"},
		{"blank IUR", func(r *rendicontazione.VoceRicevuta) { r.IUR = "  " }, rendicontazione.CodiceMancante, "iur"},
		{"indice 0", func(r *rendicontazione.VoceRicevuta) { r.Indice = 0 }, rendicontazione.CodiceIndice, "indice"},
		{"indice 6", func(r *rendicontazione.VoceRicevuta) { r.Indice = 6 }, rendicontazione.CodiceIndice, "indice"},
		{"amount 0.00", func(r *rendicontazione.VoceRicevuta) { r.Importo = avviso.Importo{} }, rendicontazione.CodiceImporto, "importo"},
		{"amount below", func(r *rendicontazione.VoceRicevuta) { r.Importo = cent("-1.00") }, rendicontazione.CodiceImporto, "importo"},
		{"revoked below", func(r *rendicontazione.VoceRicevuta) { r.ImportoRevocato = cent("-1.00") }, rendicontazione.CodiceImporto, "importoRevocato"},
		{"no date", func(r *rendicontazione.VoceRicevuta) { r.Data = avviso.Data{} }, rendicontazione.CodiceMancante, "data"},
		{"kind", func(r *rendicontazione.VoceRicevuta) { r.Tipo = 9 }, rendicontazione.CodiceNome, "tipo"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			r := con(ric(iuvA, "r", 1, "1.00"), tt.cambia)
			rifiutato(t, r.Valida(), rendicontazione.ErrRicevuta, tt.codice, tt.campo)
		})
	}
}

func TestPendenzaValida(t *testing.T) {
	tests := []struct {
		nome   string
		cambia func(*rendicontazione.Pendenza)
		codice avviso.Codice
		campo  string
	}{
		{"right", func(*rendicontazione.Pendenza) {}, "", ""},
		{"no id", func(p *rendicontazione.Pendenza) { p.ID = " " }, rendicontazione.CodiceMancante, "id"},
		{"no body", func(p *rendicontazione.Pendenza) { p.IdDominio = avviso.IdDominio{} }, rendicontazione.CodiceMancante, "dominio"},
		{"no IUV", func(p *rendicontazione.Pendenza) { p.IUV = "" }, rendicontazione.CodiceMancante, "iuv"},
		{"no items", func(p *rendicontazione.Pendenza) { p.Voci = nil }, rendicontazione.CodiceNumero, "voci"},
		{"six items", func(p *rendicontazione.Pendenza) { p.Voci = make([]rendicontazione.VocePendenza, 6) }, rendicontazione.CodiceNumero, "voci"},
		{"indice", func(p *rendicontazione.Pendenza) { p.Voci[1].Indice = 0 }, rendicontazione.CodiceIndice, "voci[1].indice"},
		{"indice twice", func(p *rendicontazione.Pendenza) { p.Voci[1].Indice = 1 }, rendicontazione.CodiceRipetuto, "voci[1].indice"},
		{"amount", func(p *rendicontazione.Pendenza) { p.Voci[0].Importo = avviso.Importo{} }, rendicontazione.CodiceImporto, "voci[0].importo"},
		{"kind", func(p *rendicontazione.Pendenza) { p.Voci[0].Tipo = 77 }, rendicontazione.CodiceNome, "voci[0].tipo"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			p := con(pen("p", iuvA, "1.00", "2.00"), tt.cambia)
			rifiutato(t, p.Valida(), rendicontazione.ErrPendenza, tt.codice, tt.campo)
		})
	}
}

func TestDominioValida(t *testing.T) {
	tests := []struct {
		nome   string
		d      rendicontazione.Dominio
		codice avviso.Codice
		campo  string
	}{
		{"bare", rendicontazione.Dominio{IdDominio: ente}, "", ""},
		{"no body", rendicontazione.Dominio{AuxDigit: avviso.Aux1}, rendicontazione.CodiceMancante, "idDominio"},
		{"aux", rendicontazione.Dominio{IdDominio: ente, AuxDigit: "5"}, avviso.CodiceAux, "auxDigit"},
		{"application code", rendicontazione.Dominio{IdDominio: ente, ApplicationCodes: []string{"01", "1"}}, rendicontazione.CodiceCodice, "applicationCodes"},
		{"segregation code", rendicontazione.Dominio{IdDominio: ente, AuxDigit: avviso.Aux3, SegregationCodes: []string{"0x"}}, rendicontazione.CodiceCodice, "segregationCodes"},
		{"segregation code without aux digit", rendicontazione.Dominio{IdDominio: ente, SegregationCodes: []string{"01"}}, avviso.CodiceAux, "auxDigit"},
		{"segregation code of another aux digit", rendicontazione.Dominio{IdDominio: ente, AuxDigit: avviso.Aux1, SegregationCodes: []string{"01"}}, avviso.CodiceAux, "auxDigit"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			rifiutato(t, tt.d.Valida(), rendicontazione.ErrDominio, tt.codice, tt.campo)
		})
	}
}

func TestAuxDigitJSON(t *testing.T) {
	var d rendicontazione.Dominio
	for testo, want := range map[string]avviso.AuxDigit{`3`: avviso.Aux3, `"0"`: avviso.Aux0, `null`: ""} {
		d.AuxDigit = ""
		require.NoError(t, json.Unmarshal([]byte(`{"auxDigit":`+testo+`}`), &d))
		require.Equal(t, want, d.AuxDigit, testo)
	}
	for _, testo := range []string{`4`, `"x"`, `""`, `1.0`, `true`, `-1`} {
		require.ErrorIs(t, json.Unmarshal([]byte(`{"auxDigit":`+testo+`}`), &d), avviso.ErrAux, testo)
	}
	b, err := json.Marshal(rendicontazione.Dominio{IdDominio: ente, AuxDigit: avviso.Aux3, SegregationCodes: []string{"01"}})
	require.NoError(t, err)
	require.Equal(t, `{"idDominio":"00000000001","auxDigit":3,"segregationCodes":["01"]}`, string(b))
}

// TestInputJSON: the documented members decode into the library's own types, and
// what they must hold is checked.
func TestInputJSON(t *testing.T) {
	const testo = `{"movimenti":[{"id":"1","dominio":"00000000001","importo":"1.00","segno":"ENTRATA","dataContabile":"2024-05-07","causale":"x"}],
		"flussi":[{"dominio":"00000000001","idFlusso":"2024-05-07PSP-1","dataOraFlusso":"2024-05-08T03:20:00","idRegolamento":"T","dataRegolamento":"2024-05-07",
			"numeroTotalePagamenti":1,"importoTotalePagamenti":"1.00","righe":[{"iuv":"a","iur":"b","indice":"1","importo":"1.00","esito":"0","data":"2024-05-06"}]}],
		"ricevute":[{"dominio":"00000000001","iuv":"a","iur":"b","indice":"1","importo":"1.00","data":"2024-05-06","tipo":"ENTRATA"}],
		"pendenze":[{"id":"p","dominio":"00000000001","iuv":"a","voci":[{"indice":1,"importo":"1.00"}]}],
		"domini":[{"idDominio":"00000000001","auxDigit":"3","segregationCodes":["01"]}],"oggi":"2024-05-08"}`
	var in rendicontazione.Input
	require.NoError(t, json.Unmarshal([]byte(testo), &in))
	require.NoError(t, in.Valida())
	rep := rendicontazione.Riconcilia(in, opzioni{})
	require.Equal(t, rendicontazione.RigaAbbinata, rep.Righe[0].Classe)

	tests := []struct {
		nome   string
		cambia func(*rendicontazione.Input)
		codice avviso.Codice
		campo  string
		tipo   error
	}{
		{"no date", func(in *rendicontazione.Input) { in.Oggi = avviso.Data{} }, rendicontazione.CodiceMancante, "oggi", rendicontazione.ErrOpzioni},
		{"movement", func(in *rendicontazione.Input) { in.Movimenti[0].ID = "" }, cassa.CodiceMovimento, "movimenti[0].id", cassa.ErrMovimento},
		{"flow", func(in *rendicontazione.Input) { in.Flussi[0].Righe[0].IUR = "" }, flusso.CodiceLunghezza, "flussi[0].righe[0].iur", flusso.ErrValore},
		{"receipt", func(in *rendicontazione.Input) { in.Ricevute[0].Importo = avviso.Importo{} }, rendicontazione.CodiceImporto, "ricevute[0].importo", rendicontazione.ErrRicevuta},
		{"position", func(in *rendicontazione.Input) { in.Pendenze[0].Voci[0].Indice = 9 }, rendicontazione.CodiceIndice, "pendenze[0].voci[0].indice", rendicontazione.ErrPendenza},
		{"body", func(in *rendicontazione.Input) { in.Domini[0].SegregationCodes[0] = "1" }, rendicontazione.CodiceCodice, "domini[0].segregationCodes", rendicontazione.ErrDominio},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			var in rendicontazione.Input
			require.NoError(t, json.Unmarshal([]byte(testo), &in))
			tt.cambia(&in)
			rifiutato(t, in.Valida(), tt.tipo, tt.codice, tt.campo)
			rendicontazione.Riconcilia(in, opzioni{}) // refuses nothing, fails never
		})
	}
}

func TestOpzioniValida(t *testing.T) {
	require.NoError(t, opzioni{GiorniAttesaFlusso: rendicontazione.MaxGiorniAttesa}.Valida())
	rifiutato(t, opzioni{GiorniAttesaFlusso: -1}.Valida(), rendicontazione.ErrOpzioni, rendicontazione.CodiceOpzione, "giorniAttesaFlusso")
	rifiutato(t, opzioni{GiorniAttesaAccredito: 367}.Valida(), rendicontazione.ErrOpzioni, rendicontazione.CodiceOpzione, "giorniAttesaAccredito")
	// The engine takes the nearest in range.
	in := ingresso{Ricevute: ricevute{ric(iuvA, "r", 1, "1.00")}, Domini: []rendicontazione.Dominio{{IdDominio: ente}}, Oggi: avviso.MustData("2024-05-09")}
	rep := rendicontazione.Riconcilia(in, opzioni{GiorniAttesaFlusso: -5})
	require.Equal(t, rendicontazione.RicevutaInAttesa, rep.Ricevute[0].Classe)
}

// TestCalendariPropri: the caller's calendars rule the waits.
func TestCalendariPropri(t *testing.T) {
	in := ingresso{Ricevute: ricevute{ric(iuvA, "r", 1, "1.00")}, Flussi: flussi{flu(f1, riga(iuvB, "r", 1, "1.00", 0))}, Oggi: avviso.MustData("2024-05-26")}
	// Sundays alone: 12 (the operating day), 19, 26; the credit by the 19th.
	rep := rendicontazione.Riconcilia(in, opzioni{Calendario: domenicale{}, CalendarioAccredito: domenicale{}})
	require.Equal(t, rendicontazione.RicevutaInAttesa, rep.Ricevute[0].Classe)
	require.Equal(t, rendicontazione.FlussoAccreditoMancante, rep.Flussi[0].Classe)
	rep = rendicontazione.Riconcilia(in, opzioni{Calendario: rendicontazione.Italia, CalendarioAccredito: domenicale{}})
	require.Equal(t, rendicontazione.RicevutaNonRendicontata, rep.Ricevute[0].Classe)
	in.Oggi = avviso.MustData("2024-05-12")
	rep = rendicontazione.Riconcilia(in, opzioni{CalendarioAccredito: domenicale{}})
	require.Equal(t, rendicontazione.FlussoInAttesaAccredito, rep.Flussi[0].Classe)
	rendicontazione.Riconcilia(in, opzioni{Calendario: mai{}, CalendarioAccredito: mai{}}) // ends
}

func TestAccumulatoreRifiuta(t *testing.T) {
	_, err := rendicontazione.NuovoAccumulatore(rendicontazione.Dominio{})
	rifiutato(t, err, rendicontazione.ErrDominio, rendicontazione.CodiceMancante, "domini[0].idDominio")
	var a rendicontazione.Accumulatore
	rifiutato(t, a.AggiungiRicevute(ric(iuvA, "r", 1, "1.00"), rendicontazione.VoceRicevuta{}), rendicontazione.ErrRicevuta, rendicontazione.CodiceMancante, "ricevute[1].dominio")
	rifiutato(t, a.AggiungiPendenze(rendicontazione.Pendenza{}), rendicontazione.ErrPendenza, rendicontazione.CodiceMancante, "pendenze[0].id")
	rifiutato(t, a.AggiungiMovimenti(cassa.Movimento{}), cassa.ErrMovimento, "MOVIMENTO", "movimenti[0].id")
	rifiutato(t, a.AggiungiFlussi(flusso.Flusso{}), flusso.ErrValore, "DOMINIO", "flussi[0].dominio")
	require.Empty(t, a.Input().Ricevute, "all or none")
}

// TestZeroValues: objects nobody checked do not stop the engine.
func TestZeroValues(t *testing.T) {
	in := ingresso{
		Movimenti: make(movimenti, 2), Flussi: flussi{{Righe: make([]flusso.Riga, 3)}, {}}, Ricevute: make(ricevute, 2),
		Pendenze: pendenze{{Voci: make([]rendicontazione.VocePendenza, 2)}, {}}, Domini: make([]rendicontazione.Dominio, 1),
	}
	in.Ricevute[1].Indice = 255
	in.Ricevute[0].Tipo = 200
	rep := rendicontazione.Riconcilia(in, opzioni{})
	require.Len(t, rep.Conflitti, 2)
	require.Equal(t, 1, rep.Conteggi.Movimenti.Totale().Numero)
}

// TestNulli: what is not there is refused, or empty where nothing can be refused.
func TestNulli(t *testing.T) {
	var in *rendicontazione.Input
	var a *rendicontazione.Accumulatore
	_, rt := rendicontazione.DaRT(nil)
	_, ricevuta := rendicontazione.DaRicevuta(nil)
	_, posizione := rendicontazione.DaPendenza(nil)
	for i, err := range []error{
		rt, ricevuta, posizione, in.Valida(),
		a.AggiungiDomini(), a.AggiungiMovimenti(), a.AggiungiFlussi(), a.AggiungiRicevute(), a.AggiungiPendenze(),
	} {
		rifiutato(t, err, avviso.ErrNullo, avviso.CodiceNullo, "")
		r, ok := avviso.RilievoDi(err)
		require.True(t, ok, i)
		require.Equal(t, "documento assente", r.Testo)
	}
	a.Unisci(nil)
	require.Zero(t, a.Input())
	require.Empty(t, a.Report(avviso.MustData("2024-05-08"), opzioni{}).Movimenti)

	var rep *rendicontazione.Report
	for range rep.Riscossioni(0) {
		t.Error("no report, no payments")
	}
	for range rep.FlussiDi(0) {
		t.Error("no report, no flows")
	}
	for range rep.RigheDi(0) {
		t.Error("no report, no rows")
	}
	for range rep.Etichette() {
		t.Error("no report, no labels")
	}
	for _, di := range []func(int) (int, bool){rep.FlussoDi, rep.RicevutaDi} {
		_, ok := di(0)
		require.False(t, ok)
	}
	var movimento *rendicontazione.EsitoMovimento
	for range movimento.Rilievi() {
		t.Error("no movement, no flags")
	}
	require.Empty(t, movimento.Etichetta())
	var riga *rendicontazione.EsitoRiga
	require.Zero(t, riga.IdDominio())
	require.Empty(t, riga.IDFlusso())
	require.Empty(t, riga.Codice())
}
