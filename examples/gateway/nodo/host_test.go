package nodo_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/carico"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/deposito/prova"
	"github.com/quietanza/quietanza/examples/gateway/nodo"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// TestHost: a notice that is not here is asked of the application, and is here from then on;
// one whose data may have changed is asked again, and the log tells what changed.
func TestHost(t *testing.T) {
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		s := apri(t, d, 0)
		p, err := carico.Posizione(1)
		require.NoError(t, err)
		p = p.Dati()
		p.DataValidita = avviso.DataDi(time.Now()).Aggiungi(-1) // always to be asked again
		stato, chieste := http.StatusOK, map[string]int{}
		app := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			chieste[r.URL.Path]++
			b, err := pendenza.MarshalRispostaHost(pendenza.RispostaHost{Stato: pendenza.HostNonEseguita, Pendenza: &p})
			if err != nil {
				stato = http.StatusInternalServerError
			}
			w.WriteHeader(stato)
			_, _ = w.Write(b)
		}))
		t.Cleanup(app.Close)
		s.porta.Host = &nodo.Interrogati{Anagrafica: &anagrafica.Anagrafica{Applicazioni: []anagrafica.Applicazione{{IDA2A: carico.Applicazione, Verifica: app.URL}}}}

		stato = http.StatusNotFound
		require.Equal(t, "PAA_PAGAMENTO_SCONOSCIUTO", s.chiede(t, "paVerifyPaymentNotice", s.m.Verifica(1)))
		stato = http.StatusBadGateway
		require.Equal(t, "PAA_SYSTEM_ERROR", s.chiede(t, "paVerifyPaymentNotice", s.m.Verifica(1)))
		_, err = s.Posizione(t.Context(), p.Chiave())
		require.ErrorIs(t, err, deposito.ErrAssente)

		stato = http.StatusOK
		require.Equal(t, "OK", s.chiede(t, "paVerifyPaymentNotice", s.m.Verifica(1)))
		require.NotZero(t, chieste["/avvisi/"+carico.Dominio+"/"+p.NumeroAvviso.String()])
		prima := s.posizione(t, 1)
		require.True(t, prima.Pendenza.IUV.IsValid())

		p.Voci[0].Importo, p.Importo = avviso.MustImporto("95.00"), avviso.MustImporto("110.00") // and the province its 15.00
		require.Equal(t, "OK", s.chiede(t, "paGetPaymentV2", s.m.Paga(1)))
		require.NotZero(t, chieste["/pendenze/"+carico.Applicazione+"/"+p.IDPendenza])
		dopo := s.posizione(t, 1)
		require.Equal(t, "110.00", dopo.Pendenza.Importo.String())
		require.Len(t, dopo.Pendenza.Tentativi, 1)
		registro, err := s.Registro(t.Context(), p.Chiave())
		require.NoError(t, err)
		require.Equal(t, "AvviaTentativo", registro[len(registro)-1].Tipo)
		require.Equal(t, "Aggiorna", registro[len(registro)-2].Tipo)
		for k, err := range s.Rigioca(t.Context(), deposito.Ricerca{}) {
			require.NoError(t, err, k)
		}
	})
}

// TestServizio: a notice is made out of the data of a service, in the transaction of its
// answer; data that are not accepted make none.
func TestServizio(t *testing.T) {
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		s := apri(t, d, 0)
		domanda := func(dati string) []byte {
			b, err := rpt.AppendBusta(nil, &rpt.PaDemandPaymentNotice{
				IDPA: carico.Dominio, IDBrokerPA: carico.Dominio, IDStation: carico.Dominio + "_01", IDServizio: "00005", IDSoggettoServizio: "00010", DatiSpecificiServizioRequest: []byte(dati),
			})
			require.NoError(t, err)
			return b
		}
		require.Equal(t, "PAA_SYSTEM_ERROR", s.chiede(t, "paDemandPaymentNotice", domanda("<x/>")), "not offered")
		s.porta.Servizi = servizio
		prima := s.righe(t)
		require.Equal(t, "PAA_SEMANTICA", s.chiede(t, "paDemandPaymentNotice", domanda("<no/>")))
		require.Equal(t, prima, s.righe(t))
		require.Equal(t, "OK", s.chiede(t, "paDemandPaymentNotice", domanda("<x/>")))
		require.Equal(t, "OK", s.chiede(t, "paGetPaymentV2", s.m.Paga(1)))
	})
}

// servizio makes the first debt of whoever asks.
func servizio(ctx context.Context, tx *deposito.Tx, m *rpt.PaDemandPaymentNotice) (pendenza.Servizio, *pendenza.Pendenza, error) {
	if string(m.DatiSpecificiServizioRequest) == "<no/>" {
		return pendenza.Servizio{Esito: pendenza.ServizioNonAmmesso, Descrizione: "targa sconosciuta"}, nil, nil
	}
	p, err := carico.Posizione(1)
	if err != nil {
		return pendenza.Servizio{}, nil, err
	}
	if _, err := tx.Crea(ctx, &p, nil); err != nil {
		return pendenza.Servizio{}, nil, err
	}
	return pendenza.Servizio{Esito: pendenza.ServizioAccolto}, &p, nil
}
