//go:build linux

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/gateway/carico"
)

// passo is something that a sender asks of the gateway.
type passo struct {
	nome   string
	chiedi func() (accolto bool, detto string)
}

// passi are what is asked, in order: a step that was not accepted ends the story of its debt.
func (p *provaGuasto) passi() (storie [][]passo) {
	for n := 1; n <= debitiGuasti; n++ {
		nodo := func(azione string, corpo []byte) passo {
			return passo{fmt.Sprintf("%s %d", azione, n), func() (bool, string) {
				c := carico.NuovoCliente(p.f.indirizzo)
				defer c.Chiudi()
				stato, risposta, err := c.Chiedi(context.Background(), azione, corpo)
				if err != nil {
					return false, ""
				}
				esito := carico.Esito(stato, risposta)
				if esito == "" && stato < 500 {
					esito = fmt.Sprintf("HTTP %d", stato)
				}
				return esito == "OK" || esito == "PAA_RECEIPT_DUPLICATA", esito
			}}
		}
		storie = append(storie, []passo{
			{fmt.Sprintf("debt %d", n), func() (bool, string) { return p.rest("PUT", debitoREST(n), documentoDebito(p.T, n)) }},
			nodo("paVerifyPaymentNotice", p.m.Verifica(n)), nodo("paGetPaymentV2", p.m.Paga(n)), nodo("paSendRTV2", p.m.Ricevuta(n, 0)),
		})
	}
	carta := func(tipo, testo string) []passo {
		return []passo{{tipo, func() (bool, string) { return p.rest("POST", "/carte/"+tipo+"?nome="+tipo, testo) }}}
	}
	return append(storie, carta("flussi", flussoGuasti()), carta("cassa", estrattoGuasti))
}

// conversa asks for all that was not accepted yet, each thing as often as is said. Whatever is not accepted is
// answered as a fault of the gateway, not of who asks.
func (p *provaGuasto) conversa(volte int) {
	p.Helper()
	for _, storia := range p.passi() {
		for _, x := range storia {
			for v := 0; v < volte && !p.presi[x.nome] && p.vivo(); v++ {
				accolto, detto := x.chiedi()
				require.True(p, accolto || detto == "" || detto == "PAA_SYSTEM_ERROR", "%s: %s is answered %s", p.caso, x.nome, detto)
				p.presi[x.nome] = accolto
			}
			if !p.presi[x.nome] {
				break
			}
		}
	}
}

// rest calls the door of the applications; what it answers with a fault of its own is not told.
func (p *provaGuasto) rest(metodo, via, corpo string) (bool, string) {
	r, err := http.NewRequest(metodo, "http://"+p.f.indirizzo+via, strings.NewReader(corpo))
	require.NoError(p, err)
	r.SetBasicAuth("gest", "prova")
	risposta, err := http.DefaultClient.Do(r)
	if err != nil {
		return false, ""
	}
	defer risposta.Body.Close()
	_, _ = io.Copy(io.Discard, risposta.Body)
	switch risposta.StatusCode {
	case http.StatusOK, http.StatusCreated:
		return true, ""
	case http.StatusInternalServerError, http.StatusServiceUnavailable:
		return false, ""
	}
	return false, risposta.Status
}

func idDebito(n int) string { return fmt.Sprintf("TARI-%09d", n) }
func debitoREST(n int) string {
	return "/govpay/backend/api/pendenze/rs/basic/v2/pendenze/GEST/" + idDebito(n)
}

// documentoDebito is the debt of a number as its application loads it.
func documentoDebito(t *testing.T, n int) string {
	numero, err := carico.Avviso(n)
	require.NoError(t, err)
	voce := func(id, importo string) string {
		return `{"idVocePendenza": "` + id + `", "importo": ` + importo + `, "descrizione": "TARI 2026", "codEntrata": "TARI"}`
	}
	return `{"idDominio": "` + carico.Dominio + `", "numeroAvviso": "` + numero.String() + `", "causale": "TARI 2026", "importo": 100.00, "dataScadenza": "2999-12-31",
		"soggettoPagatore": {"tipo": "F", "identificativo": "TSTPNI70D01L219V", "anagrafica": "Pino Test"}, "voci": [` + voce("1", "85.00") + `, ` + voce("2", "15.00") + `]}`
}

// flussoGuasti is the flow of the debts, and estrattoGuasti the statement with its money.
func flussoGuasti() string {
	var righe strings.Builder
	for n := 1; n <= debitiGuasti; n++ {
		numero, err := carico.Avviso(n)
		if err != nil {
			panic(err)
		}
		for i, importo := range []string{"85.00", "15.00"} {
			fmt.Fprintf(&righe, `<datiSingoliPagamenti><identificativoUnivocoVersamento>%s</identificativoUnivocoVersamento><identificativoUnivocoRiscossione>%s</identificativoUnivocoRiscossione>
<indiceDatiSingoloPagamento>%d</indiceDatiSingoloPagamento><singoloImportoPagato>%s</singoloImportoPagato>
<codiceEsitoSingoloPagamento>0</codiceEsitoSingoloPagamento><dataEsitoSingoloPagamento>2026-03-10</dataEsitoSingoloPagamento></datiSingoliPagamenti>
`, numero.IUV(), carico.Gettone(n, 0), i+1, importo)
		}
	}
	return `<FlussoRiversamento xmlns="http://www.digitpa.gov.it/schemas/2011/Pagamenti/"><versioneOggetto>1.0</versioneOggetto>
<identificativoFlusso>2026-03-11BCITITMM-S001</identificativoFlusso><dataOraFlusso>2026-03-11T20:10:00</dataOraFlusso>
<identificativoUnivocoRegolamento>TRN1</identificativoUnivocoRegolamento><dataRegolamento>2026-03-11</dataRegolamento>
<istitutoMittente><identificativoUnivocoMittente><tipoIdentificativoUnivoco>B</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>BCITITMM</codiceIdentificativoUnivoco></identificativoUnivocoMittente></istitutoMittente>
<istitutoRicevente><identificativoUnivocoRicevente><tipoIdentificativoUnivoco>G</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>` + carico.Dominio + `</codiceIdentificativoUnivoco></identificativoUnivocoRicevente></istitutoRicevente>
<numeroTotalePagamenti>4</numeroTotalePagamenti><importoTotalePagamenti>200.00</importoTotalePagamenti>
` + righe.String() + `</FlussoRiversamento>
`
}

const estrattoGuasti = ":20:STARTUMS\n:25:IT60X0542811101000000123456\n:28C:70/1\n:60F:C260311EUR2100,00\n" +
	":61:2603120312C200,00NTRFNONREF//7700911\n:86:/PUR/LGPE-RIVERSAMENTO/URI/2026-03-11BCITITMM-S001\n:62F:C260312EUR2300,00\n"
