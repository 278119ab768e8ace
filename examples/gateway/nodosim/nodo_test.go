package nodosim_test

import (
	"errors"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/nodosim"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

func TestPaga(t *testing.T) {
	e, n := prepara(t, 1, false, nodosim.Guasti{})
	v, err := n.Verifica(t.Context(), dominio, numero(0))
	require.NoError(t, err)
	require.Equal(t, avviso.MustImporto("100.00"), v.PaymentList[0].Amount)
	p, err := n.Paga(t.Context(), dominio, numero(0), nodosim.Prestatori[1])
	require.NoError(t, err)
	require.Equal(t, rpt.ChiamataOK, p.Esito)
	require.Equal(t, 1, p.Consegne)
	require.Len(t, p.Token, 32)
	require.Equal(t, pendenza.Eseguita, e.pendenze[numero(0)].Stato)

	_, err = n.Paga(t.Context(), dominio, numero(0), nodosim.Prestatori[1])
	var r *nodosim.Rifiuto
	require.ErrorAs(t, err, &r)
	require.Equal(t, nodo.PAAPagamentoDuplicato, r.Fault.FaultCode)
	require.Len(t, n.Pagamenti(), 1)
}

func TestRifiuti(t *testing.T) {
	_, n := prepara(t, 1, false, nodosim.Guasti{})
	for nome, caso := range map[string]struct {
		ente, avviso string
		codice       nodo.FaultCode
	}{
		"avviso sconosciuto": {dominio, numero(9), nodo.PAAPagamentoSconosciuto},
		"ente sconosciuto":   {"10182640150", numero(0), nodo.PPTDominioSconosciuto},
		"avviso storto":      {dominio, "123", nodo.PPTSintassiExtraXSD},
	} {
		t.Run(nome, func(t *testing.T) {
			_, err := n.Paga(t.Context(), caso.ente, caso.avviso, nodosim.Prestatori[0])
			var r *nodosim.Rifiuto
			require.ErrorAs(t, err, &r)
			require.Equal(t, caso.codice, r.Fault.FaultCode)
		})
	}
	_, err := n.Richiedi(t.Context(), dominio, "00001", "00001", []byte("<a/>"))
	require.ErrorIs(t, err, nodosim.ErrRifiuto)

	spento := nodosim.Nuovo(nodosim.Configurazione{Endpoint: "http://127.0.0.1:1", Enti: enti})
	_, err = spento.Verifica(t.Context(), dominio, numero(0))
	var r *nodosim.Rifiuto
	require.ErrorAs(t, err, &r)
	require.Equal(t, nodo.PPTStazioneIntPAIrraggiungibile, r.Fault.FaultCode)
}

// A body whose store is down is asked again until it answers; every payment is accepted
// once, whatever goes wrong on the way.
func TestGuasti(t *testing.T) {
	for nome, caso := range map[string]struct {
		g      nodosim.Guasti
		guasto int
		arrivi int // receipts that reach the body whole, the 503 apart
	}{
		"store spento": {nodosim.Guasti{}, 3, 4},
		"ripetute":     {nodosim.Guasti{Ripeti: 1000}, 0, 8},
		"perse":        {nodosim.Guasti{Perdi: 1000}, 0, 8},
		"troncate":     {nodosim.Guasti{Tronca: 1000}, 0, 4},
		"riattivate":   {nodosim.Guasti{Riattiva: 1000}, 0, 4},
		"in ritardo":   {nodosim.Guasti{Ritarda: 1000}, 0, 4},
	} {
		t.Run(nome, func(t *testing.T) {
			e, n := prepara(t, 4, false, caso.g)
			e.guasto = caso.guasto
			for i := range 4 {
				_, err := n.Paga(t.Context(), dominio, numero(i), nodosim.Prestatori[1])
				require.NoError(t, err)
			}
			if caso.g.Ritarda > 0 {
				require.Empty(t, e.arrivi)
				require.NoError(t, n.ConsegnaTrattenute(t.Context()))
				require.NotEqual(t, n.Pagamenti()[0].Token+n.Pagamenti()[1].Token, e.arrivi[0]+e.arrivi[1], "in another order")
			}
			require.Len(t, e.arrivi, caso.arrivi)
			for _, p := range n.Pagamenti() {
				require.Equal(t, rpt.ChiamataOK, p.Esito)
				require.Equal(t, 1, e.ricevute[dominio+p.Token])
			}
			require.Equal(t, caso.g.Tronca > 0, e.rotti > 0)
		})
	}
}

// The same seed brings the same faults.
func TestSeme(t *testing.T) {
	misto := nodosim.Guasti{Ripeti: 300, Perdi: 300, Tronca: 300, Ritarda: 300}
	var giri [2][]string
	for i := range giri {
		e, n := prepara(t, 8, false, misto)
		for k := range 8 {
			_, err := n.Paga(t.Context(), dominio, numero(k), nodosim.Prestatori[1])
			require.NoError(t, err)
		}
		require.NoError(t, n.ConsegnaTrattenute(t.Context()))
		giri[i] = e.arrivi
	}
	require.Equal(t, giri[0], giri[1])
}

// A second body that has a share gets the receipt too.
func TestDueEnti(t *testing.T) {
	e, n := prepara(t, 1, true, nodosim.Guasti{})
	p, err := n.Paga(t.Context(), dominio, numero(0), nodosim.Prestatori[1])
	require.NoError(t, err)
	require.Equal(t, 1, e.ricevute[dominio+p.Token])
	require.Equal(t, 1, e.ricevute[secondo+p.Token])
	require.Equal(t, []rpt.EsitoChiamata{rpt.ChiamataOK}, p.Secondarie)
	require.NoError(t, n.Riconsegna(t.Context(), p.Token))
	require.Len(t, e.arrivi, 3)
	require.True(t, errors.Is(n.Riconsegna(t.Context(), "ignoto"), nodosim.ErrRifiuto))
}

func server(t *testing.T, n *nodosim.Nodo) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(n.Handler())
	t.Cleanup(s.Close)
	return s
}
