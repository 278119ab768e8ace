package rpt_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

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
	var p rpt.Transfer
	for _, n := range []string{`{"idTransfer":1}`, `{"idTransfer":"1"}`} {
		require.NoError(t, json.Unmarshal([]byte(n), &p))
		require.Equal(t, avviso.Indice(1), p.IDTransfer)
	}
	require.Error(t, json.Unmarshal([]byte(`{"idTransfer":"x"}`), &p))
	require.Error(t, json.Unmarshal([]byte(`{"idTransfer":-1}`), &p))
	b, err = json.Marshal(rpt.Transfer{})
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, &p), "what was written is read, to be judged by IsValid")
}

// TestSmallFacts covers what the tables of the other tests do not.
func TestSmallFacts(t *testing.T) {
	r := leggiRT(t)
	q := leggiRPT(t)
	require.Equal(t, q.Chiave(), r.Chiave())
	p, err := rpt.ParseRicevuta(file(t, "pasendrt.xml"))
	require.NoError(t, err)
	require.Equal(t, nodo.Chiave{IdDominio: "12345678903", IUV: "01000000000004285", CCP: "a1b2c3d4e5f60718293a4b5c6d7e8f90"}, p.Receipt.Chiave())
	_, err = rpt.ParseRT([]byte("<!DOCTYPE x><RT/>"))
	require.EqualError(t, err, `rpt: PAA_SINTASSI_XSD (riga 1, colonna 1) "<!DOCTYPE": DOCTYPE non ammesso`)
	p.Versione = ""
	_, err = rpt.AppendXML(nil, &p)
	require.ErrorIs(t, err, rpt.ErrRadice)
	require.Equal(t, "WVE9PQ==", string(rpt.AppendBase64(nil, []byte("YQ=="))))
	letto, avvertenze, err := rpt.LeggiRT(rpt.AppendBase64(nil, xmlDi(t, &r)))
	require.NoError(t, err)
	require.Len(t, avvertenze, 1)
	require.Equal(t, r.Chiave(), letto.Chiave())
	require.Equal(t, "ACTC", rpt.AckAccettata)
	require.Equal(t, "RJCT", rpt.AckRifiutata)

	// Both ends of what can be written.
	for s, valido := range map[string]bool{
		"0000-12-31T10:00:00Z": false, "0001-01-01T10:00:00Z": true, "9999-12-31T10:00:00Z": true, "9999-12-31T23:30:00Z": false, // 10000 in Rome
	} {
		i, err := time.Parse(time.RFC3339, s)
		require.NoError(t, err)
		require.Equal(t, valido, avviso.DataOraDi(i).IsValid(), s)
	}
	massima := leggiRT(t)
	massima.DatiPagamento.ImportoTotalePagato = euro("999999999.99")
	massima.DatiPagamento.DatiSingoloPagamento[0].AllegatoRicevuta = &rpt.AllegatoRicevuta{TipoAllegatoRicevuta: rpt.AllegatoES, TestoAllegato: make([]byte, 1<<20/4*3)}
	riletta, err := rpt.ParseRT(xmlDi(t, &massima))
	require.NoError(t, err)
	require.Equal(t, "999999999.99", riletta.DatiPagamento.ImportoTotalePagato.String())
	require.Len(t, riletta.DatiPagamento.DatiSingoloPagamento[0].AllegatoRicevuta.TestoAllegato, 1<<20/4*3)
	massima.DatiPagamento.DatiSingoloPagamento[0].AllegatoRicevuta.TestoAllegato = make([]byte, 1<<20/4*3+1)
	_, err = rpt.AppendXML(nil, &massima)
	require.ErrorIs(t, err, rpt.ErrLunghezza)

	// The schema has no least length for the texts of a fault.
	vuoto := rpt.RispostaPA{Versione: rpt.V2, Outcome: rpt.OutcomeKO, Fault: &nodo.FaultBean{FaultCode: nodo.PAASystemError, FaultString: "x", ID: "-"}}
	risposta, err := rpt.ParseRispostaPA(bytes.Replace(xmlDi(t, &vuoto), []byte("<id>-</id>"), []byte("<id/>"), 1))
	vuoto.Fault.ID = ""
	require.NoError(t, err)
	require.Equal(t, vuoto.Fault, risposta.Fault)

	// Edges of the writers: each value breaks its type.
	for campo, cambia := range map[string]func(*rpt.RT){
		"RT/datiPagamento/codiceEsitoPagamento": func(r *rpt.RT) { r.DatiPagamento.CodiceEsitoPagamento = "5" },
		"RT/datiPagamento/importoTotalePagato":  func(r *rpt.RT) { r.DatiPagamento.ImportoTotalePagato = euro("-0.01") },
		"RT/dataOraMessaggioRicevuta": func(r *rpt.RT) {
			r.DataOraMessaggioRicevuta = avviso.DataOraDi(time.Date(12024, 1, 1, 0, 0, 0, 0, time.UTC))
		},
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
		b, err := rpt.AppendXML(prima, &r)
		var e *rpt.Errore
		require.ErrorAs(t, err, &e, campo)
		require.Equal(t, campo, e.Campo)
		require.Equal(t, "prima", string(b), "a refusal appends nothing")
	}
}

// TestAbsentDocuments checks that a document that is not there is an error, or empty
// where there is no error to return.
func TestAbsentDocuments(t *testing.T) {
	assenti := map[string]error{}
	_, assenti["RPT"] = rpt.AppendXML(nil, (*rpt.RPT)(nil))
	_, assenti["RT"] = rpt.AppendXML(nil, (*rpt.RT)(nil))
	_, assenti["PaSendRT"] = rpt.AppendXML(nil, (*rpt.PaSendRT)(nil))
	_, assenti["PaGetPayment"] = rpt.AppendXML(nil, (*rpt.PaGetPayment)(nil))
	_, assenti["PaGetPaymentRisposta"] = rpt.AppendXML(nil, (*rpt.PaGetPaymentRisposta)(nil))
	_, assenti["RispostaPA"] = rpt.AppendXML(nil, (*rpt.RispostaPA)(nil))
	_, assenti["NuovaRT"] = rpt.NuovaRT(nil, rpt.DatiRT{})
	_, assenti["NuovaRicevuta"] = rpt.NuovaRicevuta(nil, rpt.DatiRicevuta{})
	for nome, err := range assenti {
		require.ErrorIs(t, err, avviso.ErrNullo, nome)
		r, ok := avviso.RilievoDi(err)
		require.True(t, ok)
		require.Equal(t, avviso.CodiceNullo, r.Codice)
	}
	require.Equal(t, nodo.Chiave{}, (*rpt.RPT)(nil).Chiave())
	require.Equal(t, nodo.Chiave{}, (*rpt.RT)(nil).Chiave())
	require.Equal(t, nodo.Chiave{}, (*rpt.Ricevuta)(nil).Chiave())
	require.Zero(t, (*rpt.Ricevuta)(nil).Data())
	require.Empty(t, (*rpt.RPT)(nil).Pagamento().TransferList)
	require.Empty(t, (*rpt.RPT)(nil).Violazioni())
	for range (*rpt.RT)(nil).Riscossioni() {
		t.Fatal("an item of nothing")
	}
	for range (*rpt.Ricevuta)(nil).Riscossioni() {
		t.Fatal("an item of nothing")
	}
	require.False(t, rpt.VerificaRT(nil, nil).Accettata(), "no outcome is none of the five")
	require.NotPanics(t, func() { rpt.VerificaRicevuta(rpt.RichiestaRPT, nil, nil) })
	require.Equal(t, nodo.PAARPTSconosciuta, rpt.RispondiPaSendRT(nil, nil, rpt.AttesaRicevuta{}).FaultCode)
}
