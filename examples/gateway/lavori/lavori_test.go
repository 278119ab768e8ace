package lavori_test

import (
	"bytes"
	"log/slog"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/carico"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/deposito/prova"
	"github.com/quietanza/quietanza/examples/gateway/lavori"
	"github.com/quietanza/quietanza/examples/gateway/nodo"
	"github.com/quietanza/quietanza/examples/gateway/nodosim"
	"github.com/quietanza/quietanza/pendenza"
)

// scena is a gateway that works, a platform beside it, and an application that is told.
type scena struct {
	*deposito.Deposito
	t   *testing.T
	nod *nodosim.Nodo
	app carico.Ascoltatore
}

func apri(t *testing.T, d *deposito.Deposito, g nodosim.Guasti) *scena {
	t.Helper()
	s := &scena{Deposito: d, t: t}
	testo, err := os.ReadFile("../anagrafica.json")
	require.NoError(t, err)
	a, err := anagrafica.Leggi(bytes.NewReader(testo))
	require.NoError(t, err)
	app := httptest.NewServer(&s.app)
	t.Cleanup(app.Close)
	for i := range a.Applicazioni {
		a.Applicazioni[i].Notifiche = app.URL
	}
	muto := slog.New(slog.DiscardHandler)
	ente := httptest.NewServer(&nodo.Porta{Deposito: d, Anagrafica: a, Registro: muto})
	t.Cleanup(ente.Close)
	s.nod = nodosim.Nuovo(nodosim.Configurazione{Endpoint: ente.URL, Enti: a.PA, Guasti: g, Seme: 7, Attesa: time.Millisecond})
	piattaforma := httptest.NewServer(s.nod.Handler())
	t.Cleanup(piattaforma.Close)
	s.Deposito = avvia(t, d, a, lavori.Opzioni{Istanza: "prova", Piattaforma: lavori.Piattaforma{Base: piattaforma.URL}}).Deposito
	return s
}

// fai queues some work, and waits until all work is done.
func (s *scena) fai(l ...river.JobArgs) {
	s.t.Helper()
	require.NoError(s.t, s.Insieme(s.t.Context(), "PROVA", func(tx *deposito.Tx) error { return tx.Accoda(s.t.Context(), l...) }))
	for scade := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		var n int
		var errori *string
		require.NoError(s.t, s.DB().QueryRowContext(s.t.Context(), `SELECT count(*) FROM river_job WHERE state <> 'completed'`).Scan(&n))
		if n == 0 {
			return
		}
		if time.Now().After(scade) {
			_ = s.DB().QueryRowContext(s.t.Context(), `SELECT min(CAST(errors AS text)) FROM river_job WHERE state <> 'completed'`).Scan(&errori)
			require.FailNow(s.t, "work that nobody does", "%v", errori)
		}
	}
}

// stati are how many positions there are in each state.
func (s *scena) stati() map[pendenza.Stato]int {
	s.t.Helper()
	n := map[pendenza.Stato]int{}
	for p, err := range s.Tutte(s.t.Context(), deposito.Ricerca{}) {
		require.NoError(s.t, err)
		n[p.Pendenza.Stato]++
	}
	return n
}

// TestNotti: debts are paid, and a third of the receipts do not come; the flows tell, the
// copies are fetched, and when the money is on the account every debt is discharged. Every
// payment is told to the application, once here.
func TestNotti(t *testing.T) {
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		s := apri(t, d, nodosim.Guasti{Ritarda: 300})
		const debiti = 30
		ente := avviso.MustIdDominio(carico.Dominio)
		oggi := avviso.DataDi(time.Now())
		for n := 1; n <= debiti; n++ {
			p, err := carico.Posizione(n)
			require.NoError(t, err)
			require.NoError(t, d.Insieme(t.Context(), carico.Applicazione, func(tx *deposito.Tx) error {
				_, err := tx.Crea(t.Context(), &p, nil)
				return err
			}))
			_, err = s.nod.Paga(t.Context(), ente.String(), p.NumeroAvviso.String(), nodosim.Prestatori[n%len(nodosim.Prestatori)])
			require.NoError(t, err)
		}
		prima := s.stati()
		require.Positive(t, prima[pendenza.Eseguita])
		require.Positive(t, prima[pendenza.NonEseguita], "receipts that did not come")
		require.Equal(t, debiti, prima[pendenza.Eseguita]+prima[pendenza.NonEseguita])

		riversati, err := s.nod.Riversa(oggi)
		require.NoError(t, err)
		require.NotEmpty(t, riversati)
		s.fai(lavori.LavoroFlussi{IdDominio: ente})
		flussi, err := d.Carte(t.Context(), deposito.CartaFlusso, "", 100)
		require.NoError(t, err)
		require.Len(t, flussi, len(riversati))
		for _, f := range flussi {
			require.Equal(t, deposito.CartaLetta, f.Stato, f.Esito)
		}
		s.fai(lavori.LavoroFlussi{IdDominio: ente}) // again: nothing new
		require.Len(t, flussi, len(riversati))

		s.fai(lavori.LavoroNotte{Giorno: oggi})
		require.Equal(t, map[pendenza.Stato]int{pendenza.Eseguita: debiti}, s.stati(), "the copies of the receipts came")
		avute, strane := s.app.Avute()
		require.Empty(t, strane)
		require.Len(t, avute, debiti)

		giornale, err := s.nod.Giornale(ente, oggi)
		require.NoError(t, err)
		require.NoError(t, d.Insieme(t.Context(), "TESORIERE", func(tx *deposito.Tx) error {
			_, err := tx.Deposita(t.Context(), deposito.Carta{Tipo: deposito.CartaCassa, Nome: "giornale.xml", Corpo: giornale})
			return err
		}))
		for i := 1; i <= 2; i++ { // the second night has nothing to say
			s.fai(lavori.LavoroNotte{Giorno: oggi.Aggiungi(i)})
			require.Equal(t, map[pendenza.Stato]int{pendenza.Incassata: debiti}, s.stati())
		}
		ultima, err := d.NottePrima(t.Context(), oggi.Aggiungi(3))
		require.NoError(t, err)
		require.Empty(t, ultima.Cambi)
		require.Empty(t, ultima.Rifiutate)
		require.NotEmpty(t, ultima.Situazione)

		require.NoError(t, s.nod.ConsegnaTrattenute(t.Context())) // the receipts come in the end
		require.Equal(t, map[pendenza.Stato]int{pendenza.Incassata: debiti}, s.stati())
		for k, err := range d.Rigioca(t.Context(), deposito.Ricerca{}) {
			require.NoError(t, err, k)
		}
	})
}
