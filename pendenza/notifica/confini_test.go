package notifica_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/notifica"
	"github.com/quietanza/quietanza/rpt"
)

// rtVecchia is a telematic receipt of one item.
func rtVecchia(esito rpt.CodiceEsitoPagamento) *rpt.Documento {
	d := rpt.RT{
		Dominio: rpt.Dominio{IdentificativoDominio: "12345678903"}, DataOraMessaggioRicevuta: avviso.MustDataOra("2026-03-10T10:20:00"),
		RiferimentoDataRichiesta: avviso.MustData("2026-03-10"),
		IstitutoAttestante:       rpt.IstitutoAttestante{IdentificativoUnivoco: rpt.IdentificativoUnivoco{CodiceIdentificativoUnivoco: "BCITITMM"}, Denominazione: "Banca di Prova"},
	}
	d.DatiPagamento.CodiceEsitoPagamento, d.DatiPagamento.ImportoTotalePagato = esito, cento
	d.DatiPagamento.IdentificativoUnivocoVersamento, d.DatiPagamento.CodiceContestoPagamento = iuv.String(), "c-01"
	return &rpt.Documento{Versione: rpt.V1, RT: &d}
}

// TestNuovaDaDocumenti: a notification has the documents that it was made of, and says what
// they say.
func TestNuovaDaDocumenti(t *testing.T) {
	p := posizione(t)
	rt, err := rpt.ParseDocumento([]byte(rtA))
	require.NoError(t, err)
	n, err := notifica.NuovaV1(&p, nil, &rt)
	require.NoError(t, err)
	require.Nil(t, n.RPT)
	require.Len(t, n.Riscossioni, 1)
	n, err = notifica.NuovaV1(&p, nil, &rpt.Documento{})
	require.NoError(t, err)
	require.Nil(t, n.RT, "a document of nothing is no receipt")
	n, err = notifica.NuovaV1(&p, nil, rtVecchia(rpt.PagamentoEseguito))
	require.NoError(t, err)
	require.Equal(t, "c-01", n.CCP())

	ko, err := rpt.ParseDocumento([]byte(strings.NewReplacer(`"OK"`, `"KO"`).Replace(rtA)))
	require.NoError(t, err)
	for want, d := range map[notifica.EsitoRicevuta]*rpt.Documento{notifica.Eseguito: &rt, notifica.NonEseguito: &ko} {
		n, err := notifica.NuovaV2(&p, nil, d)
		require.NoError(t, err)
		require.Equal(t, want, n.Ricevuta.Esito)
	}
	n, err = notifica.NuovaV2(&p, nil, rtVecchia(rpt.PagamentoParzialmenteEseguito))
	require.NoError(t, err)
	require.Equal(t, rpt.PagamentoParzialmenteEseguito, n.Ricevuta.Esito.Codice())
	require.Equal(t, "Banca di Prova", n.Ricevuta.IstitutoAttestante.Denominazione)

	// A transfer that the position has no item for has no name.
	due := ricevutaDi(t, "12345678903 10.00", "98765432103 5.00")
	n, err = notifica.NuovaV1(&p, nil, &due.Documento)
	require.NoError(t, err)
	require.Equal(t, []string{"1", ""}, []string{n.Riscossioni[0].IDVocePendenza, n.Riscossioni[1].IDVocePendenza})
}

// TestTipiDeiDocumenti: each document of version 2 is called as GovPay calls it.
func TestTipiDeiDocumenti(t *testing.T) {
	chiesta, err := rpt.ParseDocumento([]byte(richiesta))
	require.NoError(t, err)
	rt, err := rpt.ParseDocumento([]byte(rtA))
	require.NoError(t, err)
	p := posizione(t)
	for tipo, d := range map[string]*notifica.Documento{
		"ctPaymentPA": {Documento: chiesta, JSON: []byte(richiesta)}, "ctReceipt": {Documento: rt, JSON: []byte(rtA)},
		"ctRicevutaTelematica":           {Documento: *rtVecchia("0"), JSON: []byte(`{}`)},
		"ctRichiestaPagamentoTelematico": {Documento: rpt.Documento{RPT: &rpt.RPT{}}, JSON: []byte(`{}`)},
		"ctReceiptV2":                    {Documento: rt, JSON: []byte(rtA), Tipo: "ctReceiptV2"},
	} {
		n, err := notifica.NuovaV2(&p, nil, &rt)
		require.NoError(t, err)
		n.RPT = d
		b, err := n.Append(nil)
		require.NoError(t, err, tipo)
		require.Contains(t, string(b), `"rpt":{"tipo":"`+tipo+`","json":`)
	}
	// One that came as XML goes as it came; one that its schema refuses does not go.
	n, err := notifica.NuovaV2(&p, nil, &rt)
	require.NoError(t, err)
	n.RT.XML = []byte("<xml/>")
	b, err := n.Append(nil)
	require.NoError(t, err)
	require.Contains(t, string(b), `"xml":"`+base64.StdEncoding.EncodeToString([]byte("<xml/>"))+`"`)
	n.RPT = &notifica.Documento{Documento: rpt.Documento{RPT: &rpt.RPT{}}}
	_, err = n.Append(nil)
	require.Error(t, err)
	n.Formato = notifica.RPPV1
	_, err = n.Append(nil)
	require.Error(t, err)
}

// TestVociDellaPendenza: an item that has no riscossione of its own in the list takes the
// last one, and an item without indice stands where it is.
func TestVociDellaPendenza(t *testing.T) {
	n, a, err := notifica.Leggi(notifica.Percorso{}, []byte(strings.Replace(v2(), `"indice":2,`, "", 1)))
	require.NoError(t, err)
	require.Empty(t, a)
	require.Equal(t, 2, n.Ricevuta.Voci[1].Riscossione.Indice)
	n.Ricevuta.Voci = n.Ricevuta.Voci[:1]
	_, err = n.Append(nil)
	require.NoError(t, err)
}

// TestFormeUguali: the JSON of a receipt that says what its XML says is no difference.
func TestFormeUguali(t *testing.T) {
	d, err := rpt.ParseDocumento([]byte(ricevutaXML))
	require.NoError(t, err)
	b, err := d.Ricevuta.Receipt.AppendJSON(nil)
	require.NoError(t, err)
	for json, want := range map[string][]string{string(b): nil, strings.Replace(string(b), "Banca di Prova", "Altra banca", 1): {"RT_DIVERSA"}, `{"x":1}`: {"RT_DIVERSA"}} {
		_, a, err := notifica.Leggi(notifica.Percorso{}, []byte(strings.Replace(v2(), `"xml":`, `"json":`+json+`,"xml":`, 1)))
		require.NoError(t, err)
		require.Equal(t, want, codici(a), json)
	}
}

// TestRipetuteDiverse: another receipt is another content, of the older model too.
func TestRipetuteDiverse(t *testing.T) {
	una, _ := leggi(t, v1("null", rtA, "null"))
	altra, _ := leggi(t, v1("null", strings.Replace(rtA, "10:20:00", "10:21:00", 1), "null"))
	_, err := altra.Ripetuta(&una)
	require.ErrorIs(t, err, notifica.ErrDiversa)
	vecchia := func(e rpt.CodiceEsitoPagamento) *notifica.Notifica {
		return &notifica.Notifica{Percorso: chiamata, Formato: notifica.EnteV1, RT: &notifica.Documento{Documento: *rtVecchia(e)}}
	}
	uguale, err := vecchia("0").Ripetuta(vecchia("0"))
	require.NoError(t, err)
	require.True(t, uguale)
	_, err = vecchia("0").Ripetuta(vecchia("1"))
	require.ErrorIs(t, err, notifica.ErrDiversa)
	// No items and an empty list of them are written the same.
	vuota := vecchia("0")
	vuota.RT.RT.DatiPagamento.DatiSingoloPagamento = []rpt.DatiSingoloPagamento{}
	uguale, err = vuota.Ripetuta(vecchia("0"))
	require.NoError(t, err)
	require.True(t, uguale)
	// Without the day of its request a receipt is read leniently, and cannot be written.
	monca := func(e rpt.CodiceEsitoPagamento) *notifica.Notifica {
		n := vecchia(e)
		n.RT.RT.RiferimentoDataRichiesta = avviso.Data{}
		_, err := json.Marshal(n.RT.RT)
		require.Error(t, err)
		return n
	}
	uguale, err = monca("0").Ripetuta(monca("0"))
	require.NoError(t, err)
	require.True(t, uguale)
	_, err = monca("0").Ripetuta(monca("1"))
	require.ErrorIs(t, err, notifica.ErrDiversa)
	e, ok := vecchia("1").Fatti(nil, time.Time{}).Eventi[0].(pendenza.Ricevuta)
	require.True(t, ok, "there is a receipt, of nothing paid")
	require.Equal(t, rpt.PagamentoNonEseguito, e.Esito)
}

// TestPercorsoAlLimite: a parameter has at most 35 characters, a path is UTF-8.
func TestPercorsoAlLimite(t *testing.T) {
	const pagamento = "/pagamenti/12345678903/01000000000004285"
	p, err := notifica.ParsePercorso(pagamento + "?idSession=" + strings.Repeat("x", 35))
	require.NoError(t, err)
	require.Len(t, p.IDSession, 35)
	_, err = notifica.ParsePercorso("/pagamenti/12345678903/%ff")
	var e *pendenza.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, "URL pagamenti", string(e.Codice)+" "+e.Campo)
}

// TestIndiceDellaRiga: a row of a flow without a place is written without one.
func TestIndiceDellaRiga(t *testing.T) {
	testo := `{"idDominio":"12345678903","iuv":"01000000000004285","iur":"r-09","indice":3,"importo":100.00,"esito":9,"data":"2026-03-10","idFlusso":"2026-03-10BCITITMM-1","dataFlusso":"2026-03-11T08:00:00","trn":"T","dataRegolamento":"2026-03-11"}`
	n, _, err := notifica.Leggi(notifica.Percorso{}, []byte(testo))
	require.NoError(t, err)
	for indice, want := range map[avviso.Indice]bool{3: true, 0: false} {
		n.Rendicontazione.Indice = indice
		b, err := n.Append(nil)
		require.NoError(t, err)
		require.Equal(t, want, strings.Contains(string(b), `"indice":3,`))
		require.Equal(t, want, strings.Contains(string(b), `"indice"`))
		require.NotContains(t, string(b), "revisione")
	}
	n.Rendicontazione.Revisione = 2
	b, err := n.Append(nil)
	require.NoError(t, err)
	require.Contains(t, string(b), `"revisione":2`)
}
