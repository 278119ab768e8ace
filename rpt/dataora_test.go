package rpt_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/rpt"
)

func TestDataOra(t *testing.T) {
	tests := []struct{ nome, in, want string }{
		{"plain", "2024-05-03T10:15:30", "2024-05-03T10:15:30"},
		{"fraction is dropped on writing", "2024-05-03T10:15:30.999", "2024-05-03T10:15:30"},
		{"UTC", "2024-05-03T10:15:30Z", "2024-05-03T12:15:30"},
		{"zone", "2024-01-03T10:15:30-05:00", "2024-01-03T16:15:30"},
		{"end of the day", "2024-05-03T24:00:00", "2024-05-04T00:00:00"},
		{"gap of spring", "2026-03-29T02:30:00", "2026-03-29T03:30:00"},
		{"double hour of autumn", "2026-10-25T02:30:00", "2026-10-25T02:30:00"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			d, err := rpt.ParseDataOra(tt.in)
			require.NoError(t, err)
			require.Equal(t, tt.want, d.String())
			b, err := json.Marshal(d)
			require.NoError(t, err)
			require.Equal(t, `"`+tt.want+`"`, string(b))
			var da rpt.DataOra
			require.NoError(t, json.Unmarshal([]byte(`"`+tt.in+`"`), &da))
			require.True(t, da.Equal(d.Time))
		})
	}
	for _, s := range []string{"", "2024-05-03", "2024-05-03 10:15:30", "2024-02-30T10:15:30", "0001-01-01T00:00:00Z", "24-05-03T10:15:30"} {
		_, err := rpt.ParseDataOra(s)
		require.ErrorIs(t, err, rpt.ErrData, s)
		var e *rpt.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, s, e.Valore)
	}
	require.Panics(t, func() { rpt.MustDataOra("ieri") })

	zero := rpt.DataOra{}
	require.False(t, zero.IsValid())
	require.Empty(t, zero.String())
	_, err := json.Marshal(zero)
	require.Error(t, err)
	_, err = rpt.NuovaDataOra(time.Date(12024, 1, 1, 0, 0, 0, 0, time.UTC)).MarshalText()
	require.ErrorIs(t, err, rpt.ErrData)
	d := rpt.MustDataOra("2024-05-03T10:15:30")
	require.NoError(t, json.Unmarshal([]byte("null"), &d))
	require.True(t, d.IsValid(), "null changes nothing")
	require.Error(t, json.Unmarshal([]byte("1"), &d))
	require.Error(t, json.Unmarshal([]byte(`"x"`), &d))
	require.Equal(t, "2024-05-03T10:15:30", d.String())
}

// TestJSON checks that documents travel as JSON under the names of their
// elements and come back.
func TestJSON(t *testing.T) {
	r := leggiRT(t)
	b, err := json.Marshal(r)
	require.NoError(t, err)
	var albero map[string]any
	require.NoError(t, json.Unmarshal(b, &albero))
	require.Equal(t, "2024-05-03T10:20:00", albero["dataOraMessaggioRicevuta"])
	pagamento := albero["datiPagamento"].(map[string]any)
	require.Equal(t, "n/a", pagamento["CodiceContestoPagamento"])
	require.Equal(t, "0", pagamento["codiceEsitoPagamento"])
	require.Equal(t, "116.50", pagamento["importoTotalePagato"])
	require.Len(t, pagamento["datiSingoloPagamento"], 2)
	require.Equal(t, "pina.testa@example.org", albero["soggettoVersante"].(map[string]any)["e-mailVersante"])
	var p rpt.Posizione
	for _, s := range []string{"1", `"1"`} {
		require.NoError(t, json.Unmarshal([]byte(s), &p))
		require.True(t, p.IsValid())
	}
	for n, valida := range map[rpt.Posizione]bool{0: false, 1: true, 5: true, 6: false} {
		require.Equal(t, valida, n.IsValid(), n)
		b, err := json.Marshal(n)
		require.NoError(t, err)
		var letta rpt.Posizione
		require.NoError(t, json.Unmarshal(b, &letta), "what was written is read, to be judged by IsValid")
		require.Equal(t, n, letta)
	}
	require.NoError(t, json.Unmarshal([]byte("null"), &p))
	require.Error(t, json.Unmarshal([]byte(`"x"`), &p))
	require.Error(t, json.Unmarshal([]byte("-1"), &p))
	require.Equal(t, rpt.Posizione(1), p)
}

// TestSmallFacts covers what the tables of the other tests do not.
func TestSmallFacts(t *testing.T) {
	require.Equal(t, "V1", rpt.V1.String())
	require.Equal(t, "rpt.Versione(3)", rpt.Versione(3).String())
	require.False(t, rpt.Versione(0).IsValid())
	r := leggiRT(t)
	q := leggiRPT(t)
	require.Equal(t, q.Chiave(), r.Chiave())
	p, err := rpt.ParseRicevuta(file(t, "pasendrt.xml"))
	require.NoError(t, err)
	require.Equal(t, rpt.Chiave{IdDominio: "12345678903", IUV: "01000000000004285", CCP: "a1b2c3d4e5f60718293a4b5c6d7e8f90"}, p.Receipt.Chiave())
	p.Versione = 0
	_, err = p.AppendXML(nil)
	require.ErrorIs(t, err, rpt.ErrRadice)
	require.Equal(t, "WVE9PQ==", string(rpt.Imbusta([]byte("YQ=="))))
	letto, avvertenze, err := rpt.LeggiRT(rpt.Imbusta(xmlDi(t, &r)))
	require.NoError(t, err)
	require.Len(t, avvertenze, 1)
	require.Equal(t, r.Chiave(), letto.Chiave())
	require.Equal(t, rpt.EsitoAck("ACTC"), rpt.AckAccettata)
	require.Equal(t, rpt.EsitoAck("RJCT"), rpt.AckRifiutata)

	// Both ends of what can be written.
	for s, valido := range map[string]bool{
		"0000-12-31T10:00:00Z": false, "0001-01-01T10:00:00Z": true, "9999-12-31T10:00:00Z": true, "9999-12-31T23:30:00Z": false, // 10000 in Rome
	} {
		i, err := time.Parse(time.RFC3339, s)
		require.NoError(t, err)
		require.Equal(t, valido, rpt.DataOra{Time: i}.IsValid(), s)
	}
	massima := leggiRT(t)
	massima.DatiPagamento.ImportoTotalePagato = euro("999999999.99")
	massima.DatiPagamento.DatiSingoloPagamento[0].AllegatoRicevuta = &rpt.AllegatoRicevuta{TipoAllegatoRicevuta: rpt.AllegatoES, TestoAllegato: make([]byte, 1<<20/4*3)}
	riletta, err := rpt.ParseRT(xmlDi(t, &massima))
	require.NoError(t, err)
	require.Equal(t, "999999999.99", riletta.DatiPagamento.ImportoTotalePagato.String())
	require.Len(t, riletta.DatiPagamento.DatiSingoloPagamento[0].AllegatoRicevuta.TestoAllegato, 1<<20/4*3)
	massima.DatiPagamento.DatiSingoloPagamento[0].AllegatoRicevuta.TestoAllegato = make([]byte, 1<<20/4*3+1)
	_, err = massima.AppendXML(nil)
	require.ErrorIs(t, err, rpt.ErrLunghezza)

	// The schema has no least length for the texts of a fault.
	vuoto := rpt.RispostaPA{Versione: rpt.V2, Outcome: rpt.OutcomeKO, Fault: &rpt.FaultBean{FaultCode: rpt.PAASystemError, FaultString: "x"}}
	risposta, err := rpt.ParseRispostaPA(xmlDi(t, &vuoto))
	require.NoError(t, err)
	require.Equal(t, vuoto.Fault, risposta.Fault)

	// Edges of the writers: each value breaks its type.
	for campo, cambia := range map[string]func(*rpt.RT){
		"RT/datiPagamento/codiceEsitoPagamento": func(r *rpt.RT) { r.DatiPagamento.CodiceEsitoPagamento = "5" },
		"RT/datiPagamento/importoTotalePagato":  func(r *rpt.RT) { r.DatiPagamento.ImportoTotalePagato = euro("-0.01") },
		"RT/dataOraMessaggioRicevuta":           func(r *rpt.RT) { r.DataOraMessaggioRicevuta.Time = time.Date(12024, 1, 1, 0, 0, 0, 0, time.UTC) },
		"RT/datiPagamento/datiSingoloPagamento[2]/allegatoRicevuta/testoAllegato": func(r *rpt.RT) {
			r.DatiPagamento.DatiSingoloPagamento[1].AllegatoRicevuta = &rpt.AllegatoRicevuta{TipoAllegatoRicevuta: rpt.AllegatoBD}
		},
		"RT/datiPagamento/datiSingoloPagamento[1]/allegatoRicevuta/testoAllegato": func(r *rpt.RT) {
			r.DatiPagamento.DatiSingoloPagamento[0].AllegatoRicevuta = &rpt.AllegatoRicevuta{TipoAllegatoRicevuta: rpt.AllegatoES, TestoAllegato: make([]byte, 1<<20)}
		},
		"RT/datiPagamento/datiSingoloPagamento[6]": func(r *rpt.RT) {
			p := r.DatiPagamento.DatiSingoloPagamento
			r.DatiPagamento.DatiSingoloPagamento = append(append(append(p[:2:2], p...), p...), p...)
		},
	} {
		r := leggiRT(t)
		cambia(&r)
		prima := []byte("prima")
		b, err := r.AppendXML(prima)
		var e *rpt.Errore
		require.ErrorAs(t, err, &e, campo)
		require.Equal(t, campo, e.Campo)
		require.Equal(t, "prima", string(b), "a refusal appends nothing")
	}
}
