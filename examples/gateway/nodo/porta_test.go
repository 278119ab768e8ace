package nodo_test

import (
	"log/slog"
	"net/http/httptest"
	"os"
	"strings"
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
)

// scena is a gateway with some debts, and who calls it.
type scena struct {
	*deposito.Deposito
	porta   *nodo.Porta
	m       *carico.Messaggi
	cliente *carico.Cliente
}

// apri starts a gateway with the debts from 1 to a number.
func apri(t *testing.T, d *deposito.Deposito, debiti int) *scena {
	t.Helper()
	testo, err := os.ReadFile("../anagrafica.json")
	require.NoError(t, err)
	a, err := anagrafica.Leggi(strings.NewReader(string(testo)))
	require.NoError(t, err)
	m, err := carico.NuoviMessaggi(a)
	require.NoError(t, err)
	s := &scena{Deposito: d, porta: &nodo.Porta{Deposito: d, Anagrafica: a, Registro: slog.New(slog.DiscardHandler)}, m: m}
	require.NoError(t, d.Insieme(t.Context(), "GEST", func(tx *deposito.Tx) error {
		for n := 1; n <= debiti; n++ {
			p, err := carico.Posizione(n)
			require.NoError(t, err)
			if _, err := tx.Crea(t.Context(), &p, nil); err != nil {
				return err
			}
		}
		return nil
	}))
	server := httptest.NewServer(s.porta)
	t.Cleanup(server.Close)
	s.cliente = carico.NuovoCliente(strings.TrimPrefix(server.URL, "http://"))
	t.Cleanup(s.cliente.Chiudi)
	return s
}

// chiede sends a message and returns the outcome of the answer.
func (s *scena) chiede(t *testing.T, azione string, corpo []byte) string {
	t.Helper()
	stato, risposta, err := s.cliente.Chiedi(t.Context(), azione, corpo)
	require.NoError(t, err)
	return carico.Esito(stato, risposta)
}

func (s *scena) posizione(t *testing.T, n int) *deposito.Posizione {
	t.Helper()
	p, err := carico.Posizione(n)
	require.NoError(t, err)
	x, err := s.Posizione(t.Context(), p.Chiave())
	require.NoError(t, err)
	return x
}

// TestGiro: a notice is looked up, paid and receipted; what comes again changes nothing;
// a second payment is recorded and makes the position anomalous.
func TestGiro(t *testing.T) {
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		s := apri(t, d, 2)
		require.Equal(t, "OK", s.chiede(t, "paVerifyPaymentNotice", s.m.Verifica(1)))
		require.Equal(t, 0, s.posizione(t, 1).Giro)
		require.Equal(t, "PAA_PAGAMENTO_SCONOSCIUTO", s.chiede(t, "paVerifyPaymentNotice", s.m.Verifica(3)))
		for range 2 { // the platform lets a notice be paid once at a time
			require.Equal(t, "OK", s.chiede(t, "paGetPaymentV2", s.m.Paga(1)))
		}
		p := s.posizione(t, 1)
		require.Equal(t, pendenza.NonEseguita, p.Pendenza.Stato)
		require.Len(t, p.Pendenza.Tentativi, 1)

		for range 2 { // the same receipt again is what it was
			require.Equal(t, "OK", s.chiede(t, "paSendRTV2", s.m.Ricevuta(1, 0)))
		}
		p = s.posizione(t, 1)
		require.Equal(t, pendenza.Eseguita, p.Pendenza.Stato)
		require.Len(t, p.Pendenza.Pagamenti, 2)
		require.Empty(t, p.Pendenza.Segnalazioni)
		require.Equal(t, []pendenza.StatoTentativo{pendenza.TentativoEseguito}, stati(p))
		require.Equal(t, "PAA_PAGAMENTO_DUPLICATO", s.chiede(t, "paVerifyPaymentNotice", s.m.Verifica(1)))
		require.Equal(t, "PAA_PAGAMENTO_DUPLICATO", s.chiede(t, "paGetPaymentV2", s.m.Paga(1)))

		require.Equal(t, "OK", s.chiede(t, "paSendRTV2", s.m.Ricevuta(1, 1)))
		p = s.posizione(t, 1)
		require.Len(t, p.Pendenza.Pagamenti, 4)
		require.NotEmpty(t, p.Pendenza.Segnalazioni)

		// A receipt that nobody had asked for.
		require.Equal(t, "OK", s.chiede(t, "paSendRTV2", s.m.Ricevuta(2, 0)))
		require.Equal(t, pendenza.Eseguita, s.posizione(t, 2).Pendenza.Stato)

		tentativi, err := s.Tentativi(t.Context(), p.Pendenza.Chiave())
		require.NoError(t, err)
		require.Len(t, tentativi, 2)
		for i, x := range tentativi {
			require.Equal(t, carico.Gettone(1, i), x.CCP)
			require.Equal(t, avviso.MustImporto("100.00"), x.Importo)
			require.Equal(t, s.m.Ricevuta(1, i), x.Ricevuta, "as it came")
			chiesto, err := x.Chiesto()
			require.NoError(t, err)
			require.Equal(t, i == 0, chiesto != nil)
		}
		for k, err := range s.Rigioca(t.Context(), deposito.Ricerca{}) {
			require.NoError(t, err, k)
		}
		var lavori int
		require.NoError(t, s.DB().QueryRowContext(t.Context(), `SELECT count(*) FROM river_job WHERE kind = 'azione'`).Scan(&lavori))
		require.Equal(t, 3, lavori, "one notification for each receipt")
	})
}

func stati(p *deposito.Posizione) (s []pendenza.StatoTentativo) {
	for _, t := range p.Pendenza.Tentativi {
		s = append(s, t.Stato)
	}
	return s
}

// TestInsieme: the same messages at once, from many sides, count once.
func TestInsieme(t *testing.T) {
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		s := apri(t, d, 1)
		const lati = 8
		esiti := make(chan string, 2*lati)
		for range lati {
			go func() {
				for _, x := range []struct {
					azione string
					corpo  []byte
				}{{"paGetPaymentV2", s.m.Paga(1)}, {"paSendRTV2", s.m.Ricevuta(1, 0)}} {
					r := s.porta.Rispondi(t.Context(), x.azione, x.corpo)
					esiti <- carico.Esito(r.Stato, r.Corpo)
				}
			}()
		}
		for range 2 * lati {
			select {
			case e := <-esiti:
				require.Contains(t, []string{"OK", "PAA_PAGAMENTO_DUPLICATO"}, e)
			case <-time.After(20 * time.Second):
				t.Fatal("no answer")
			}
		}
		p := s.posizione(t, 1)
		require.Len(t, p.Pendenza.Pagamenti, 2)
		require.Empty(t, p.Pendenza.Segnalazioni)
		for k, err := range s.Rigioca(t.Context(), deposito.Ricerca{}) {
			require.NoError(t, err, k)
		}
	})
}
