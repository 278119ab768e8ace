package nodosim_test

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/nodosim"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
)

func chiedi(t *testing.T, metodo, indirizzo string, corpo []byte) (*http.Response, []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), metodo, indirizzo, bytes.NewReader(corpo))
	require.NoError(t, err)
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	w, err := c.Do(r)
	require.NoError(t, err)
	defer func() { _ = w.Body.Close() }()
	b, err := io.ReadAll(w.Body)
	require.NoError(t, err)
	return w, b
}

// What was paid comes back from FdR 3 as the library asks for it, in pages, and from the
// cash journal.
func TestRendicontazione(t *testing.T) {
	_, n := prepara(t, 5, true, nodosim.Guasti{})
	for i := range 5 {
		_, err := n.Paga(t.Context(), dominio, numero(i), nodosim.Prestatori[1])
		require.NoError(t, err)
	}
	fatti, err := n.Riversa(avviso.MustData("2026-03-11"))
	require.NoError(t, err)
	require.Len(t, fatti, 2, "one for each body")
	nessuno, err := n.Riversa(avviso.MustData("2026-03-12"))
	require.NoError(t, err)
	require.Empty(t, nessuno, "nothing twice")

	base := server(t, n).URL + nodosim.BaseFdR3
	ente := avviso.MustIdDominio(dominio)
	c, err := flusso.NuovaChiamataElencoFdR3(flusso.FiltroFdR3{IdDominio: ente, PubblicatoDopo: avviso.DataOraDi(adesso.AddDate(0, 0, -1))})
	require.NoError(t, err)
	_, b := chiedi(t, c.Metodo, base+c.String(), nil)
	elenco, avvertenze, err := flusso.LeggiElencoFdR3(b)
	require.NoError(t, err)
	require.Empty(t, avvertenze)
	voci, err := flusso.AssemblaElencoFdR3(elenco)
	require.NoError(t, err)
	require.Len(t, voci, 1)
	require.Equal(t, "2026-03-11ABI99991-000001", voci[0].IDFlusso)

	k := voci[0].Chiave(ente)
	c, err = flusso.NuovaChiamataTestataFdR3(k)
	require.NoError(t, err)
	_, b = chiedi(t, c.Metodo, base+c.String(), nil)
	testata, avvertenze, err := flusso.ParseTestataFdR3(b, flusso.ConDominio(ente))
	require.NoError(t, err)
	require.Empty(t, avvertenze)
	var pagine []flusso.PaginaFdR3
	for p := int64(1); p <= 3; p++ {
		c, err = flusso.NuovaChiamataPagamentiFdR3(k, p, 2)
		require.NoError(t, err)
		_, b = chiedi(t, c.Metodo, base+c.String(), nil)
		pagina, _, err := flusso.LeggiPaginaFdR3(b)
		require.NoError(t, err)
		pagine = append(pagine, pagina)
	}
	f, err := flusso.AssemblaFdR3(testata, pagine...)
	require.NoError(t, err)
	require.Equal(t, avviso.MustImporto("495.00"), f.ImportoTotalePagamenti)
	require.Len(t, f.Righe, 5)

	_, b = chiedi(t, http.MethodGet, server(t, n).URL+"/nodo/giornale/"+dominio+"?giorno=2026-03-11", nil)
	g, err := cassa.NuovoGiornale(bytes.NewReader(b))
	require.NoError(t, err)
	for m, err := range g.Movimenti() {
		require.NoError(t, err)
		require.Equal(t, avviso.MustImporto("495.00"), m.Importo)
		require.Equal(t, "/PUR/LGPE-RIVERSAMENTO/URI/2026-03-11ABI99991-000001", m.Causale)
	}

	r := n.Pagamenti()[0]
	_, b = chiedi(t, http.MethodGet, server(t, n).URL+nodosim.BaseBizEvents+"/organizations/"+dominio+"/receipts/"+r.Token+"/paymentoptions/"+r.Chiesto.CreditorReferenceID, nil)
	copia, err := rpt.ParseBizEvents(b)
	require.NoError(t, err)
	require.Equal(t, r.Token, copia.ReceiptID)
	require.Empty(t, rpt.VerificaCopia(&r.Ricevuta.Receipt, &copia))
}

func TestRifiutiFdR3(t *testing.T) {
	_, n := prepara(t, 0, false, nodosim.Guasti{})
	base := server(t, n).URL + nodosim.BaseFdR3
	for nome, caso := range map[string]struct {
		percorso, codice string
		stato            int
	}{
		"ente ignoto":    {"/organizations/10182640150/fdrs", "FDR-0716", 400},
		"pagina zero":    {"/organizations/" + dominio + "/fdrs?page=0", "FDR-0400", 400},
		"troppo lontano": {"/organizations/" + dominio + "/fdrs?publishedGt=2026-01-01T00:00:00Z", "FDR-1000", 400},
		"flusso ignoto":  {"/organizations/" + dominio + "/fdrs/X/revisions/1/psps/Y", "FDR-0701", 404},
	} {
		t.Run(nome, func(t *testing.T) {
			w, b := chiedi(t, http.MethodGet, base+caso.percorso, nil)
			require.Equal(t, caso.stato, w.StatusCode)
			e, _, err := flusso.LeggiErroreFdR3(b)
			require.NoError(t, err)
			require.Equal(t, caso.codice, e.Codice)
		})
	}
	_, rotto := prepara(t, 0, false, nodosim.Guasti{FdR3: 1000})
	w, _ := chiedi(t, http.MethodGet, server(t, rotto).URL+nodosim.BaseFdR3+"/organizations/"+dominio+"/fdrs", nil)
	require.Equal(t, http.StatusInternalServerError, w.StatusCode)
}

func TestCheckout(t *testing.T) {
	for scelta, caso := range map[string]struct {
		esito sessione.EsitoRitorno
		stato pendenza.Stato
	}{
		"paga":    {sessione.EsitoOK, pendenza.Eseguita},
		"attesa":  {sessione.EsitoDifferito, pendenza.NonEseguita},
		"errore":  {sessione.EsitoErrore, pendenza.NonEseguita},
		"annulla": {sessione.EsitoAnnullato, pendenza.NonEseguita},
	} {
		t.Run(scelta, func(t *testing.T) {
			e, n := prepara(t, 1, false, nodosim.Guasti{})
			s := server(t, n)
			urls, err := sessione.NuoviRitorniCheckout("https://portale.example/esito", "s1", rpt.V2)
			require.NoError(t, err)
			c, _, err := sessione.NuovoCarrelloCheckout(sessione.DatiCheckout{
				Pendenze: []*pendenza.Pendenza{e.pendenze[numero(0)]}, Ente: enti, ReturnURLs: urls, IDCart: "c1", Oggi: avviso.DataDi(adesso),
			})
			require.NoError(t, err)
			corpo, err := c.AppendJSON(nil)
			require.NoError(t, err)
			w, b := chiedi(t, http.MethodPost, s.URL+nodosim.BaseCheckout+"/v2/carts", corpo)
			r, _, err := sessione.LeggiRispostaCheckout(w.StatusCode, w.Header.Get("Location"), b)
			require.NoError(t, err)
			require.NoError(t, r.Valida())
			w, b = chiedi(t, http.MethodGet, r.Redirect, nil)
			require.Equal(t, http.StatusOK, w.StatusCode)
			require.Contains(t, string(b), "100,00")
			for range 2 { // the second changes nothing
				w, _ = chiedi(t, http.MethodPost, r.Redirect+"?scelta="+scelta, nil)
				require.Equal(t, http.StatusSeeOther, w.StatusCode)
				ritorno, err := sessione.ParseRitorno(w.Header.Get("Location"))
				require.NoError(t, err)
				require.Equal(t, caso.esito, ritorno.Esito)
			}
			require.Equal(t, caso.stato, e.pendenze[numero(0)].Stato)
			w, _ = chiedi(t, http.MethodPost, r.Redirect+"?scelta=nessuna", nil)
			require.Equal(t, http.StatusBadRequest, w.StatusCode)
			require.NoError(t, n.ConsegnaTrattenute(t.Context()))
			if scelta == "attesa" {
				require.Equal(t, pendenza.Eseguita, e.pendenze[numero(0)].Stato)
			}
		})
	}
}

func TestCarrelliRifiutati(t *testing.T) {
	e, n := prepara(t, 1, false, nodosim.Guasti{})
	s := server(t, n)
	w, b := chiedi(t, http.MethodPost, s.URL+nodosim.BaseCheckout+"/v2/carts", []byte("{}"))
	require.Equal(t, http.StatusBadRequest, w.StatusCode)
	p, _, err := sessione.LeggiProblemaCheckout(b)
	require.NoError(t, err)
	require.Equal(t, http.StatusBadRequest, p.Stato)
	urls, err := sessione.NuoviRitorniCheckout("https://portale.example/esito", "s1", rpt.V2)
	require.NoError(t, err)
	c, _, err := sessione.NuovoCarrelloCheckout(sessione.DatiCheckout{Pendenze: []*pendenza.Pendenza{e.pendenze[numero(0)]}, Ente: enti, ReturnURLs: urls, Oggi: avviso.DataDi(adesso)})
	require.NoError(t, err)
	_, err = n.Paga(t.Context(), dominio, numero(0), nodosim.Prestatori[1])
	require.NoError(t, err)
	corpo, err := c.AppendJSON(nil)
	require.NoError(t, err)
	w, _ = chiedi(t, http.MethodPost, s.URL+nodosim.BaseCheckout+"/v2/carts", corpo)
	require.Equal(t, http.StatusUnprocessableEntity, w.StatusCode, "already paid")
}

// A person asks the simulator over HTTP.
func TestComandi(t *testing.T) {
	e, n := prepara(t, 2, false, nodosim.Guasti{})
	s := server(t, n)
	w, b := chiedi(t, http.MethodPost, s.URL+"/nodo/paga?"+url.Values{"ente": {dominio}, "avviso": {numero(0)}}.Encode(), nil)
	require.Equal(t, http.StatusOK, w.StatusCode)
	require.Contains(t, string(b), `"esitoConsegna":"OK"`)
	w, b = chiedi(t, http.MethodPost, s.URL+"/nodo/paga?"+url.Values{"ente": {dominio}, "avviso": {numero(0)}}.Encode(), nil)
	require.Equal(t, http.StatusConflict, w.StatusCode)
	require.Contains(t, string(b), "PAA_PAGAMENTO_DUPLICATO")
	w, _ = chiedi(t, http.MethodPost, s.URL+"/nodo/consegna?token="+n.Pagamenti()[0].Token, nil)
	require.Equal(t, http.StatusNoContent, w.StatusCode)
	require.Len(t, e.arrivi, 2)
	_, b = chiedi(t, http.MethodPost, s.URL+"/nodo/riversa?giorno=2026-03-11", nil)
	require.Contains(t, string(b), `"causale":"/PUR/LGPE-RIVERSAMENTO/URI/2026-03-11ABI99991-000001","importo":100.00`)
	w, _ = chiedi(t, http.MethodPost, s.URL+"/nodo/guasti?ritarda=1001", nil)
	require.Equal(t, http.StatusBadRequest, w.StatusCode)
	w, _ = chiedi(t, http.MethodPost, s.URL+"/nodo/guasti?ritarda=1000", nil)
	require.Equal(t, http.StatusOK, w.StatusCode)
	_, b = chiedi(t, http.MethodPost, s.URL+"/nodo/paga?"+url.Values{"ente": {dominio}, "avviso": {numero(1)}}.Encode(), nil)
	require.Contains(t, string(b), `"consegne":0`, "it is late")
	_, b = chiedi(t, http.MethodGet, s.URL+"/nodo/pagamenti", nil)
	require.Contains(t, string(b), n.Pagamenti()[0].Token)
}
