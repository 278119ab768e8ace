package applicazioni_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/elenco"
)

// The life of a debt through the doors of GovPay's manual.
func TestPendenze(t *testing.T) {
	prepara(t, func(b *banco) {
		r := b.chiama("PUT", pendenze+"/pendenze/GEST/TARI-1?stampaAvviso=true", nuova("100.00"))
		b.dice(r, http.StatusCreated)
		creata, err := pendenza.ParsePendenzaCreata(r.corpo)
		require.NoError(t, err)
		require.Equal(t, dominio, creata.IdDominio.String())
		require.True(t, bytes.HasPrefix(creata.PDF, []byte("%PDF-")))
		numero := creata.NumeroAvviso.String()
		require.Len(t, numero, 18)

		b.dice(b.chiama("PUT", pendenze+"/pendenze/GEST/TARI-1", nuova("110.00")), http.StatusOK, numero)
		r = b.chiama("GET", pendenze+"/pendenze/GEST/TARI-1", "")
		b.dice(r, http.StatusOK)
		letta, _, err := pendenza.LeggiPendenzaGovPay(r.corpo)
		require.NoError(t, err)
		require.Equal(t, "110.00", letta.Importo.String())
		require.Equal(t, pendenza.NonEseguita, letta.Stato)

		r = b.chiama("GET", portale+"/avvisi/"+dominio+"/"+numero, "")
		b.dice(r, http.StatusOK)
		s, err := elenco.ParseStatoAvviso(r.corpo)
		require.NoError(t, err)
		require.Equal(t, elenco.AvvisoNonEseguito, s.Stato)
		b.dice(b.chiama("GET", "/govpay/frontend/api/pagamento/rs/basic/v1/avvisi/"+dominio+"/"+creata.NumeroAvviso.IUV().String(), ""), http.StatusOK, "Non pagato")
		r = b.chiama("GET", portale+"/avvisi/"+dominio+"/"+numero, "", con{"Accept", "application/pdf"})
		require.Equal(t, "application/pdf", r.Header.Get("Content-Type"))
		require.True(t, bytes.HasPrefix(r.corpo, []byte("%PDF-")))
		b.problema(b.chiama("GET", portale+"/avvisi/"+dominio+"/"+numero, "", con{"Accept", "image/png"}), http.StatusNotAcceptable, "406000")
		b.dice(b.chiama("GET", portale+"/avvisi/"+dominio+"/301000000000999927", ""), http.StatusOK, "SCONOSCIUTA")

		b.dice(b.chiama("PATCH", pendenze+"/pendenze/GEST/TARI-1", `[{"op": "REPLACE", "path": "/stato", "value": "ANNULLATA"}, {"op": "REPLACE", "path": "/descrizioneStato", "value": "errore"}]`), http.StatusOK, `"stato":"ANNULLATA"`)
		b.problema(b.chiama("PATCH", pendenze+"/pendenze/GEST/TARI-1", `[{"op": "REPLACE", "path": "/causale", "value": "x"}]`), http.StatusBadRequest, "SINTASSI")
		b.dice(b.chiama("PATCH", pendenze+"/pendenze/GEST/TARI-1", `[{"op": "REPLACE", "path": "/stato", "value": "NON_ESEGUITA"}]`), http.StatusOK, `"stato":"NON_ESEGUITA"`)

		b.paga(numero)
		b.dice(b.chiama("GET", pendenze+"/pendenze/GEST/TARI-1", ""), http.StatusOK, `"stato":"ESEGUITA"`, `"stato":"Eseguito"`)
		b.dice(b.chiama("GET", portale+"/avvisi/"+dominio+"/"+numero, ""), http.StatusOK, "DUPLICATA")
		b.problema(b.chiama("PUT", pendenze+"/pendenze/GEST/TARI-1", nuova("90.00")), http.StatusUnprocessableEntity, "VER_003")
		b.rigioca()
	})
}

func TestElenco(t *testing.T) {
	prepara(t, func(b *banco) {
		for _, id := range []string{"P1", "P2", "P3"} {
			b.carica(id, "10.00")
		}
		b.utente = "altra:due"
		b.carica("P1", "20.00")
		b.utente = "gest:uno"
		r := b.chiama("GET", portale+"/pendenze?idDebitore=TSTPNI70D01L219V&risultatiPerPagina=2", "")
		b.dice(r, http.StatusOK)
		p, err := elenco.ParsePagina(r.corpo)
		require.NoError(t, err)
		require.Equal(t, 3, *p.NumRisultati, "and not the one of the other application")
		require.Len(t, p.Risultati, 2)
		require.Contains(t, p.ProssimiRisultati, "pagina=2")
		b.problema(b.chiama("GET", portale+"/pendenze?idA2A=ALTRA", ""), http.StatusForbidden, "403000")
		b.problema(b.chiama("GET", portale+"/pendenze?stato=BOH", ""), http.StatusBadRequest, "SINTASSI")
	})
}

// Numbers are given once, whoever asks.
func TestNumeri(t *testing.T) {
	prepara(t, func(b *banco) {
		visti := map[string]bool{}
		canale := make(chan string)
		for i := range 8 {
			go func() {
				r := b.chiama("PUT", pendenze+"/pendenze/GEST/N-"+string(rune('a'+i)), nuova("1.00"))
				var c struct{ NumeroAvviso string }
				_ = json.Unmarshal(r.corpo, &c)
				canale <- c.NumeroAvviso
			}()
		}
		for range 8 {
			visti[<-canale] = true
		}
		require.Len(t, visti, 8)
		require.NotContains(t, visti, "")
		b.rigioca()
	})
}
