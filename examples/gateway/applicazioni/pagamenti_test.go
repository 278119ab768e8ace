package applicazioni_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/nodosim"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rendicontazione/incasso"
	"github.com/quietanza/quietanza/rpt"
)

// scegli is a citizen on Checkout, and where it sends them back.
func (b *banco) scegli(pagina, scelta string) sessione.Ritorno {
	b.Helper()
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	w, err := c.PostForm(pagina, url.Values{"scelta": {scelta}})
	require.NoError(b, err)
	_, _ = io.Copy(io.Discard, w.Body)
	_ = w.Body.Close()
	require.Equal(b, http.StatusSeeOther, w.StatusCode)
	r, err := sessione.ParseRitorno(w.Header.Get("Location"))
	require.NoError(b, err)
	return r
}

// A portal begins a payment with positions in each form, and learns how it ends.
func TestPagamenti(t *testing.T) {
	prepara(t, func(b *banco) {
		b.carica("P1", "100.00")
		numero := b.carica("P2", "50.00")
		terza := `{"idA2A": "GEST", "idPendenza": "P3", ` + nuova("25.00")[1:]
		r := b.chiama("POST", portale+"/pagamenti?idSessionePortale=sp1", fmt.Sprintf(`{"pendenze": [{"idA2A": "GEST", "idPendenza": "P1"}, {"idDominio": "%s", "numeroAvviso": "%s"}, %s], "urlRitorno": "https://portale.example/esito"}`, dominio, numero, terza))
		b.dice(r, http.StatusCreated)
		creato, err := sessione.ParseRisposta(r.corpo)
		require.NoError(t, err)
		require.Equal(t, creato.Location, r.Header.Get("Location"))

		stato := func(via string) sessione.Pagamento {
			r := b.chiama("GET", portale+via, "")
			b.dice(r, http.StatusOK)
			p, err := sessione.ParsePagamento(r.corpo)
			require.NoError(t, err, string(r.corpo))
			return p
		}
		require.Equal(t, rpt.SessioneInCorso, stato(creato.Location).Stato)
		ritorno := b.scegli(creato.Redirect, "paga")
		require.Equal(t, creato.IDSession, ritorno.IDSession)
		p := stato("/pagamenti/byIdSession/" + ritorno.IDSession)
		require.Equal(t, rpt.SessioneEseguito, p.Stato)
		require.Equal(t, "175.00", p.Importo.String())
		require.Equal(t, "sp1", p.IDSessionePortale)
		require.Len(t, p.RPP, 3)
		for _, x := range p.RPP {
			require.NotEmpty(t, x.RPT)
			require.NotEmpty(t, x.RT)
		}
		b.dice(b.chiama("GET", portale+"/rpp?idA2A=GEST&idPendenza=P1", ""), http.StatusOK, `"numRisultati":1`, "RT_ACCETTATA_PA")
		b.problema(b.chiama("GET", portale+"/rpp?idA2A=ALTRA&idPendenza=P1", ""), http.StatusForbidden, "403000")
		pagata := b.nodo.Pagamenti()[0]
		via := portale + "/rpp/" + dominio + "/" + pagata.Chiesto.CreditorReferenceID + "/" + pagata.Token
		b.dice(b.chiama("GET", via, ""), http.StatusOK, `"pendenza":"/pendenze/GEST/P1"`)
		b.dice(b.chiama("GET", via+"/rpt", ""), http.StatusOK, `"creditorReferenceId"`)
		b.dice(b.chiama("GET", via+"/rt", "", con{"Accept", "application/xml"}), http.StatusOK, "<receiptId>"+pagata.Token)
		b.dice(b.chiama("GET", via+"/rt", "", con{"Accept", "application/pdf"}), http.StatusOK, "%PDF-")
		b.problema(b.chiama("GET", via+"/rt", "", con{"Accept", "image/png"}), http.StatusNotAcceptable, "406000")
		b.problema(b.chiama("GET", via+"/boh", ""), http.StatusNotFound, "404000")
		b.dice(b.chiama("GET", portale+"/pagamenti", ""), http.StatusOK, `"numRisultati":1`, creato.ID)
		b.dice(b.chiama("GET", portale+"/pendenze?idPagamento="+creato.ID, ""), http.StatusOK, `"numRisultati":3`)
		b.utente = "altra:due"
		b.problema(b.chiama("GET", portale+creato.Location, ""), http.StatusNotFound, "404000")
		b.problema(b.chiama("GET", via, ""), http.StatusNotFound, "404000")
		b.rigioca()
	})
}

func TestPagamentiRifiutati(t *testing.T) {
	prepara(t, func(b *banco) {
		b.paga(b.carica("PAGATA", "10.00"))
		b.carica("P1", "10.00")
		b.utente = "altra:due"
		b.carica("SUA", "10.00")
		b.utente = "gest:uno"
		ritorno := `"urlRitorno": "https://portale.example/esito"`
		for nome, caso := range map[string]struct {
			corpo, codice string
			stato         int
		}{
			"nessuna":          {`{"pendenze": [], ` + ritorno + `}`, "SINTASSI", 400},
			"tipo sconosciuto": {`{"pendenze": [{"idPendenza": "P1"}], ` + ritorno + `}`, "SINTASSI", 400},
			"senza ritorno":    {`{"pendenze": [{"idA2A": "GEST", "idPendenza": "P1"}]}`, "PAG_013", 422},
			"pagata":           {`{"pendenze": [{"idA2A": "GEST", "idPendenza": "PAGATA"}], ` + ritorno + `}`, "PAG_006", 422},
			"sconosciuta":      {`{"pendenze": [{"idA2A": "GEST", "idPendenza": "BOH"}], ` + ritorno + `}`, "VER_008", 422},
			"di altri":         {`{"pendenze": [{"idA2A": "ALTRA", "idPendenza": "SUA"}], ` + ritorno + `}`, "VER_008", 422},
			"non JSON":         {`{"pendenze`, "SINTASSI", 400},
		} {
			t.Run(nome, func(t *testing.T) {
				b.problema(b.chiama("POST", portale+"/pagamenti", caso.corpo), caso.stato, caso.codice)
			})
		}
		b.dice(b.chiama("GET", portale+"/pagamenti", ""), http.StatusOK, `"numRisultati":0`)
	})
}

// What Checkout does not take exists, and has failed.
func TestCheckoutSpento(t *testing.T) {
	prepara(t, func(b *banco) {
		b.carica("P1", "10.00")
		corpo := `{"pendenze": [{"idA2A": "GEST", "idPendenza": "P1"}], "urlRitorno": "https://portale.example/esito"}`
		b.porta.Checkout = nil
		p := b.problema(b.chiama("POST", portale+"/pagamenti", corpo), http.StatusBadGateway, sessione.CodiceNodoAssente)
		r := b.chiama("GET", portale+p.Location, "")
		b.dice(r, http.StatusOK, `"stato":"FALLITO"`)
	})
}

// A credit settles what its flow says, once.
func TestIncassi(t *testing.T) {
	prepara(t, func(b *banco) {
		for _, id := range []string{"P1", "P2"} {
			b.paga(b.carica(id, "100.00"))
		}
		fatti, err := b.nodo.Riversa(oggi())
		require.NoError(t, err)
		require.Len(t, fatti, 1)
		b.flusso(&fatti[0])
		corpo, err := json.Marshal(map[string]any{"causale": fatti[0].Causale, "importo": json.Number("200.00"), "sct": fatti[0].Flusso.IDRegolamento})
		require.NoError(t, err)
		r := b.chiama("POST", conti+"/incassi/"+dominio, string(corpo))
		b.dice(r, http.StatusCreated)
		x, err := incasso.ParseIncasso(incasso.V1, r.corpo)
		require.NoError(t, err, string(r.corpo))
		require.Len(t, x.Riscossioni, 2)
		b.dice(b.chiama("GET", pendenze+"/pendenze/GEST/P1", ""), http.StatusOK, `"stato":"INCASSATA"`)
		b.dice(b.chiama("GET", pendenze+"/pendenze/GEST/P2", ""), http.StatusOK, `"stato":"INCASSATA"`)

		ancora := b.chiama("POST", conti+"/incassi/"+dominio, string(corpo))
		b.dice(ancora, http.StatusOK)
		require.JSONEq(t, string(r.corpo), string(ancora.corpo))
		b.problema(b.chiama("POST", conti+"/incassi/"+dominio, `{"causale": "`+fatti[0].Causale+`", "importo": 199.00}`), http.StatusUnprocessableEntity, "021409")
		b.problema(b.chiama("POST", conti+"/incassi/"+dominio, `{"causale": "bonifico del nonno", "importo": 5.00}`), http.StatusUnprocessableEntity, "021401")
		b.problema(b.chiama("POST", conti+"/incassi/10182640150", string(corpo)), http.StatusUnprocessableEntity, "021410")
		b.dice(b.chiama("GET", conti+"/incassi", ""), http.StatusOK, `"numRisultati":1`)
		b.dice(b.chiama("GET", conti+"/incassi/"+dominio+"/"+url.PathEscape(fatti[0].Flusso.IDFlusso), ""), http.StatusOK, `"riscossioni"`)
		b.rigioca()
	})
}

// A single transfer names its IUV.
func TestIncassoSingolo(t *testing.T) {
	prepara(t, func(b *banco) {
		numero := avviso.MustNumeroAvviso(b.carica("P1", "100.00"))
		b.paga(numero.String())
		b.dice(b.chiama("POST", conti+"/incassi/"+dominio, `{"causale": "/RFB/`+numero.IUV().String()+`/100.00", "importo": 100.00}`), http.StatusCreated, `"indice":1`)
		b.dice(b.chiama("GET", pendenze+"/pendenze/GEST/P1", ""), http.StatusOK, `"stato":"INCASSATA"`)
	})
}

// flusso posts a flow as the platform published it.
func (b *banco) flusso(x *nodosim.Riversamento) {
	b.Helper()
	r := b.chiama("POST", "/carte/flussi", string(flussoXML(b.T, x)))
	b.dice(r, http.StatusCreated, x.Flusso.IDFlusso)
}
