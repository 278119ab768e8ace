package gdp_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// TestEventCode holds the list row by row: number, phase, new, operation, reuse,
// emitters.
func TestEventCode(t *testing.T) {
	type riga struct {
		Codice, Fase  string
		Nuovo         bool
		Operazione    nodo.Operazione
		Riuso         nodo.Riuso
		EC, PSP, Nodo bool
		Terminale     bool
		HaDescrizione bool
		MuoveMessaggi bool
	}
	want := []riga{
		{"RPT_PARCHEGGIATA_NODO", "R", false, "APERTA", "NO", false, false, true, false, true, true},
		{"RPT_RICEVUTA_NODO", "R", false, "APERTA", "NO", false, false, true, false, true, true},
		{"RPT_RIFIUTATA_NODO", "R", false, "KO", "SI", true, false, true, false, true, true},
		{"RPT_ACCETTATA_NODO", "R", false, "APERTA", "NO", true, false, true, false, true, true},
		{"RPT_RIFIUTATA_PSP", "R", false, "KO", "NO", false, true, true, false, true, true},
		{"RPT_ERRORE_INVIO_A_PSP", "R", false, "KO", "SI", false, false, true, false, true, true},
		{"RPT_INVIATA_A_PSP", "R", false, "APERTA", "NO", false, false, true, false, true, true},
		{"RPT_ACCETTATA_PSP", "R", false, "APERTA", "NO", false, true, true, false, true, true},
		{"RPT_DECORSI_TERMINI", "R", false, "KO", "SI", false, false, true, false, true, true},
		{"RT_RICEVUTA_NODO", "T", false, "APERTA", "NO", false, false, true, false, true, true},
		{"RT_RIFIUTATA_NODO", "T", false, "APERTA", "NO", false, false, true, false, true, true},
		{"RT_ACCETTATA_NODO", "T", false, "APERTA", "NO", false, true, true, false, true, true},
		{"RT_ACCETTATA_PA", "T", false, "OK", "NO", true, true, true, true, true, true},
		{"RT_RIFIUTATA_PA", "T", false, "APERTA", "NO", true, true, true, false, true, true},
		{"RT_ESITO_SCONOSCIUTO_PA", "T", false, "APERTA", "NO", false, false, true, false, true, true},
		{"RPT_RICHIESTA_ATTIVAZIONE", "A", true, "APERTA", "", false, true, false, false, true, true},
		{"RPT_ATTIVAZIONE_ACCETTATA_NODO", "A", true, "APERTA", "", false, false, true, false, true, true},
		{"RPT_ATTIVATA_PA", "A", true, "APERTA", "", true, true, true, false, true, true},
		{"RPT_ATTIVATA_ERRORE", "A", true, "KO", "SI", true, true, true, true, true, true},
		{"RPT_PAGATA", "C", true, "APERTA", "", false, true, false, false, true, false},
		{"RPT_ANNULLATA", "C", true, "KO", "SI", false, true, false, true, true, false},
		{"RPT_FLUSSO", "F", true, "FLUSSO", "", false, true, false, true, true, false},
	}
	var got []riga
	for c := range gdp.EventCodes() {
		_, messaggi := c.StatoNodo()
		_, denaro := c.StatoIncasso()
		require.NotEqual(t, messaggi, denaro)
		require.False(t, c.Storico())
		got = append(got, riga{
			c.String(), string(c.Fase()), c.Nuovo(), c.Operazione(), c.Riuso(),
			gdp.RuoloEC.Emette(c), gdp.RuoloPSP.Emette(c), gdp.RuoloNodo.Emette(c), c.Terminale(), c.Descrizione() != "", messaggi,
		})
	}
	require.Empty(t, cmp.Diff(want, got))
	for _, c := range []gdp.EventCode{gdp.RPTInviataPA, gdp.RTRicevutaPA} {
		require.True(t, c.Storico())
		require.False(t, c.Nuovo())
	}
	var zero gdp.EventCode
	require.False(t, zero.IsValid())
	require.Empty(t, string(zero.Operazione()))
	require.Empty(t, zero.Descrizione())
	require.False(t, gdp.EventCode(200).IsValid())
	require.Empty(t, gdp.EventCode(200).Descrizione())
}

func TestCanonico(t *testing.T) {
	tests := []struct {
		in       string
		want     gdp.EventCode
		corretto bool
	}{
		{"RPT_ACCETTATA_PSP", gdp.RPTAccettataPSP, false},
		{"RPT_ACCETATA_PSP", gdp.RPTAccettataPSP, true},
		{"RT_ACCETATA_PA", gdp.RTAccettataPA, true},
		{"RPT_ACCETATA_NODO", gdp.RPTAccettataNodo, true},
		{"RT_ACCETATA_NODO", gdp.RTAccettataNodo, true},
		{"RPT_ATIVATA_PA", gdp.RPTAttivataPA, true},
		{"RPT_PARCHEGIATA_NODO", gdp.RPTParcheggiataNodo, true},
		{"RPT_ERRORE_ATTIVAZIONE", gdp.RPTAttivataErrore, true},
		{"RPT_ATTIVATA_PSP", gdp.RPTAttivataPA, true},
		{"PAGATO", gdp.RPTPagata, true},
		{"ANNULLATO", gdp.RPTAnnullata, true},
		{"FLUSSO", gdp.RPTFlusso, true},
		{"RPT_INVIATA_PA", gdp.RPTInviataPA, false},
		{"RT_RICEVUTA_PA", gdp.RTRicevutaPA, false},
		{" rpt-acettata-psp ", 0, false},
		{" rpt-accettata psp\t", gdp.RPTAccettataPSP, true},
		{"pagato", gdp.RPTPagata, true},
		{"", 0, false},
		{"RT_INVIATA_PA", 0, false},                // a state of the Nodo's history, not a code
		{"RPT_PARCHEGGIATA_NODO_MOD3", 0, false},   // the same
		{"RPT_ACCETTATA_PSP_RPT_PAGATA", 0, false}, // two codes are none
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			c, corretto, err := gdp.Canonico(tt.in)
			require.Equal(t, tt.want, c)
			require.Equal(t, tt.corretto, corretto)
			if tt.want == 0 {
				require.ErrorIs(t, err, gdp.ErrEventCode)
				require.Equal(t, gdp.CodiceEventCode, errore(t, err).Codice)
			}
		})
	}
}

func TestTrigger(t *testing.T) {
	tests := []struct {
		ruolo     gdp.Ruolo
		primitive []string
		ok, ko    gdp.EventCode
		request   gdp.EventCode
	}{
		{gdp.RuoloEC, []string{"nodoInviaRPT", "nodoInviaCarrelloRPT"}, gdp.RPTAccettataNodo, gdp.RPTRifiutataNodo, 0},
		{gdp.RuoloEC, []string{"paaInviaRT"}, gdp.RTAccettataPA, gdp.RTRifiutataPA, 0},
		{gdp.RuoloEC, []string{"paaAttivaRPT"}, gdp.RPTAttivataPA, gdp.RPTAttivataErrore, 0},
		{
			gdp.RuoloPSP,
			[]string{"pspInviaRPT", "pspInviaCarrelloRPT", "pspInviaCarrelloRPTCarte", "pspInviaCarrelloCarteRPT", "PSPINVIARPT"},
			gdp.RPTAccettataPSP, gdp.RPTRifiutataPSP, 0,
		},
		{gdp.RuoloPSP, []string{"pspChiediRT", "pspCHiediRT"}, gdp.RTAccettataNodo, 0, 0},
		{gdp.RuoloPSP, []string{"nodoInviaRT", "pspInviaAckRT"}, gdp.RTAccettataPA, gdp.RTRifiutataPA, 0},
		{gdp.RuoloPSP, []string{"nodoAttivaRPT"}, gdp.RPTAttivataPA, gdp.RPTAttivataErrore, gdp.RPTRichiestaAttivazione},
		{gdp.RuoloPSP, []string{"incasso"}, gdp.RPTPagata, 0, 0},
		{gdp.RuoloPSP, []string{"mancatoIncasso"}, gdp.RPTAnnullata, 0, 0},
		{gdp.RuoloPSP, []string{"flusso"}, gdp.RPTFlusso, 0, 0},
		{gdp.RuoloPSP, []string{"paaInviaRT", "nodoInviaRPT", "niente", ""}, 0, 0, 0},
		{gdp.RuoloEC, []string{"pspInviaRPT", "incasso", "nodoAttivaRPT"}, 0, 0, 0},
		{gdp.RuoloNodo, []string{"nodoInviaRPT", "paaInviaRT"}, 0, 0, 0},
	}
	for _, tt := range tests {
		for _, p := range tt.primitive {
			for e, want := range map[gdp.EsitoPrimitiva]gdp.EventCode{
				gdp.PrimitivaOK: tt.ok, gdp.PrimitivaKO: tt.ko, gdp.PrimitivaRequest: tt.request, "ok": 0,
			} {
				c, ok := gdp.Trigger(tt.ruolo, p, e)
				require.Equal(t, want, c, "%s %s %s", tt.ruolo, p, e)
				require.Equal(t, want != 0, ok)
				if ok {
					require.True(t, tt.ruolo.Emette(c), "%s emits %s", tt.ruolo, c)
				}
			}
		}
	}
	require.True(t, gdp.PrimitivaOK.IsValid() && gdp.PrimitivaKO.IsValid() && gdp.PrimitivaRequest.IsValid())
	require.False(t, gdp.EsitoPrimitiva("ok").IsValid())
}

func TestEventiStoria(t *testing.T) {
	chiave := nodo.Chiave{IdDominio: "77777777777", IUV: "01234567890123456", CCP: "n/a"}
	ora := avviso.MustDataOra("2020-01-31T11:00:00")
	tests := map[string][]gdp.EventCode{
		"RPT_PARCHEGGIATA_NODO_MOD3": {gdp.RPTParcheggiataNodo},
		"RPT_ESITO_SCONOSCIUTO_PSP":  {gdp.RPTInviataAPSP},
		"RPT_RISOLTA_OK":             {gdp.RPTAccettataPSP, gdp.RPTPagata},
		"RPT_RISOLTA_KO":             {gdp.RPTAccettataPSP, gdp.RPTAnnullata},
		"RPT_ANNULLATA_WISP":         {gdp.RPTParcheggiataNodo, gdp.RPTAnnullata},
		"RT_GENERATA_NODO":           {gdp.RTRicevutaNodo},
		"RT_INVIATA_PA":              {gdp.RTAccettataNodo},
		"RT_ERRORE_INVIO_A_PA":       {gdp.RTAccettataNodo},
		"RPT_RICEVUTA_NODO":          {gdp.RPTRicevutaNodo},
	}
	for stato, want := range tests {
		eventi, err := gdp.EventiStoria(chiave, []rpt.ElementoStoricoRPT{{Data: ora, Stato: stato}})
		require.NoError(t, err, stato)
		var got []gdp.EventCode
		for _, e := range eventi {
			require.Equal(t, gdp.RuoloNodo, e.Ruolo)
			require.Equal(t, chiave, e.Chiave())
			got = append(got, e.EventCode)
		}
		require.True(t, slices.Equal(want, got), "%s: %v", stato, got)
	}
	_, err := gdp.EventiStoria(chiave, []rpt.ElementoStoricoRPT{{Data: ora, Stato: "RPT_RICEVUTA_NODO"}, {Data: ora, Stato: "RPT_ANNULLATA"}})
	require.ErrorIs(t, err, gdp.ErrEventCode)
	require.Equal(t, gdp.CodiceOmonimo, errore(t, err).Codice)
	require.Equal(t, 2, errore(t, err).Riga)
	_, err = gdp.EventiStoria(chiave, []rpt.ElementoStoricoRPT{{Data: ora, Stato: "INTERNO_NODO"}})
	require.Equal(t, gdp.CodiceEventCode, errore(t, err).Codice)
	_, err = gdp.EventiStoria(chiave, []rpt.ElementoStoricoRPT{{Data: ora, Stato: "RPT_RICEVUTA_NODO"}, {Stato: "RPT_ACCETTATA_NODO"}})
	require.Equal(t, gdp.CodiceData, errore(t, err).Codice)
	require.Equal(t, 2, errore(t, err).Riga)
	b, err := rpt.ParseBusta([]byte(`<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>`+
		`<ppt:nodoChiediStatoRPTRisposta xmlns:ppt="http://ws.pagamenti.telematici.gov/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><esito>`+
		`<stato>RPT_ACCETTATA_PSP</stato><elementoStoricoRPT><data>2026-03-10T10:00:00</data><stato>RPT_RICEVUTA_NODO</stato><descrizione/></elementoStoricoRPT>`+
		`<elementoStoricoRPT xsi:nil="true"/><elementoStoricoRPT><data>2026-03-10T10:00:05</data><stato>RPT_ACCETTATA_PSP</stato><descrizione/></elementoStoricoRPT>`+
		`</esito></ppt:nodoChiediStatoRPTRisposta></soapenv:Body></soapenv:Envelope>`), "nodoChiediStatoRPT")
	require.NoError(t, err)
	stato := b.Messaggio.(*rpt.NodoChiediStatoRPTRisposta).Esito
	require.Equal(t, "RPT_ACCETTATA_PSP", stato.Stato)
	eventi, err := gdp.EventiStoria(chiave, stato.ElementoStoricoRPT)
	require.NoError(t, err)
	require.Len(t, eventi, 2, "one of three is nil")
	require.Equal(t, []gdp.EventCode{gdp.RPTRicevutaNodo, gdp.RPTAccettataPSP}, []gdp.EventCode{eventi[0].EventCode, eventi[1].EventCode})
	nessuno, err := gdp.EventiStoria(chiave, nil)
	require.NoError(t, err)
	require.Empty(t, nessuno)
	_, err = gdp.EventiStoria(nodo.Chiave{}, nil)
	require.Equal(t, gdp.CodiceMancante, errore(t, err).Codice)
}

func TestDaStatoRpt(t *testing.T) {
	_, err := gdp.DaStatoRpt(rpt.StatoRPTAnnullata)
	require.Equal(t, gdp.CodiceOmonimo, errore(t, err).Codice)
	c, err := gdp.DaStatoRpt(rpt.StatoRTAccettataPA)
	require.NoError(t, err)
	require.Equal(t, gdp.RTAccettataPA, c)
	_, err = gdp.DaStatoRpt(rpt.StatoRPTScaduta)
	require.Equal(t, gdp.CodiceEventCode, errore(t, err).Codice)
}
