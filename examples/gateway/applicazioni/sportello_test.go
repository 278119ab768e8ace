package applicazioni_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

// A citizen goes to the desk and comes back; the desk tells of the payment, twice.
func TestSportello(t *testing.T) {
	prepara(t, func(b *banco) {
		numero := avviso.MustNumeroAvviso(b.carica("P1", "100.00"))
		r := b.chiama("POST", "/piemontepay/GEST/P1", "")
		b.dice(r, http.StatusCreated, "codiceChiamante")
		var m struct {
			IdentificativoPagamento string
			Modulo                  piemontepay.Modulo
		}
		require.NoError(t, json.Unmarshal(r.corpo, &m))
		parametri := map[string]string{}
		for _, p := range m.Modulo.Parametri {
			parametri[p.Nome] = p.Valore
		}
		require.Equal(t, numero.IUV().String(), parametri["iuv"])

		utente := b.utente
		b.utente = "" // the citizen's browser
		b.problema(b.chiama("GET", "/piemontepay/ritorno?idPagamento="+m.IdentificativoPagamento+"&digest=AAAA&codEsito=000", ""), http.StatusForbidden, "403000")
		b.problema(b.chiama("GET", "/piemontepay/ritorno?idPagamento=IGNOTO&digest=AAAA&codEsito=000", ""), http.StatusNotFound, "404000")
		b.dice(b.chiama("GET", "/piemontepay/ritorno?idPagamento="+m.IdentificativoPagamento+"&digest="+parametri["digest"]+"&codEsito=000", ""), http.StatusOK, "Ricevuta Telematica")
		b.utente = utente

		n := &piemontepay.TrasmettiNotifichePagamento{
			Testata: piemontepay.TestataNotifichePagamento{ChiaveMessaggio: piemontepay.ChiaveMessaggio{IdMessaggio: "M1", CFEnteCreditore: dominio, CodiceVersamento: "TARI"}, NumeroPagamenti: 1, ImportoTotalePagamenti: avviso.MustImporto("100.00")},
			Notifiche: []piemontepay.NotificaPagamento{{
				IdPosizioneDebitoria: "P1", IUV: numero.IUV().String(), ImportoPagato: avviso.MustImporto("100.00"), DataEsitoPagamento: oggi(),
				SoggettoDebitore:   piemontepay.Soggetto{IdentificativoUnivocoFiscale: "TSTPNI70D01L219V", Nome: "Pino", Cognome: "Test"},
				DatiTransazionePSP: piemontepay.DatiTransazionePSP{IdPSP: "BPPIITRRXXX", IUR: "iur1", DataOraAvvioTransazione: avviso.DataOraDi(time.Now())},
			}},
		}
		busta, err := piemontepay.AppendBusta(nil, n, piemontepay.XSD110, nil)
		require.NoError(t, err)
		b.problema(b.chiama("POST", "/piemontepay/servizi", string(busta)), http.StatusForbidden, "403000")
		b.utente = "sportello:tre"
		for range 2 {
			b.dice(b.chiama("POST", "/piemontepay/servizi", string(busta)), http.StatusOK, "000")
		}
		b.dice(b.chiama("POST", "/piemontepay/servizi", "<a/>"), http.StatusOK, string(piemontepay.RisultatoXSD))
		b.utente = utente
		b.dice(b.chiama("GET", pendenze+"/pendenze/GEST/P1", ""), http.StatusOK, `"stato":"ESEGUITA"`)
		b.problema(b.chiama("POST", "/piemontepay/GEST/P1", ""), http.StatusUnprocessableEntity, "PAG_006")
		b.rigioca()
	})
}
