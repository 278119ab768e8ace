package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/carico"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/deposito/prova"
	"github.com/quietanza/quietanza/pendenza"
)

var giri = flag.Int("giri", 3, "how often the gateway is killed on each database")

// lati is how many clients call while the gateway is killed.
const lati = 12

// TestUccidi kills the gateway with SIGKILL at random moments while it works. No receipt
// that was sent is lost or counted twice, every one is told to the application at least
// once under the same key, and the log leads to what is stored. On PostgreSQL two gateways
// work on one database, and the same messages go to both.
func TestUccidi(t *testing.T) {
	for tipo, dsn := range prova.DSN(t) {
		t.Run(tipo, func(t *testing.T) {
			u := &uccisioni{t: t, d: prova.Apri(t, dsn, deposito.Opzioni{}), seme: uint64(time.Now().UnixNano())}
			t.Logf("seed %d", u.seme)
			sordo := rand.New(rand.NewPCG(u.seme, 0))
			var m sync.Mutex
			sordaggini := map[string]bool{}
			u.app.Rifiuta = func(id string) bool { // one in twenty, the first time
				m.Lock()
				defer m.Unlock()
				if sordaggini[id] || sordo.IntN(20) > 0 {
					return false
				}
				sordaggini[id] = true
				return true
			}
			server := httptest.NewServer(&u.app)
			defer server.Close()
			percorso, a := registro(t, server.URL)
			var err error
			u.m, err = carico.NuoviMessaggi(a)
			require.NoError(t, err)
			quanti := 1
			if tipo == "postgres" {
				quanti = 2
			}
			for i := range quanti {
				f := nuovoFiglio(t, fmt.Sprintf("gateway-%d", i), dsn, percorso)
				f.avvia(t)
				u.figli = append(u.figli, f)
			}
			u.lavora()
			u.verifica()
		})
	}
}

// uccisioni is one test.
type uccisioni struct {
	t     *testing.T
	d     *deposito.Deposito
	seme  uint64
	app   carico.Ascoltatore
	m     *carico.Messaggi
	figli []*figlio

	prossimo atomic.Int64 // debt
	fine     atomic.Bool
	mutex    sync.Mutex
	mandate  map[string]int // receipts that were answered for, and the debt of each
	morti    int            // calls that nobody answered
}

// lavora has clients pay debts while the gateway is killed, as often as wanted.
func (u *uccisioni) lavora() {
	u.mandate = map[string]int{}
	var gruppo sync.WaitGroup
	for i := range lati {
		gruppo.Go(func() {
			caso := rand.New(rand.NewPCG(u.seme, uint64(i+1)))
			for !u.fine.Load() {
				u.debito(int(u.prossimo.Add(1)), caso)
			}
		})
	}
	caso := rand.New(rand.NewPCG(u.seme, 99))
	for range *giri {
		time.Sleep(time.Duration(200+caso.IntN(1000)) * time.Millisecond)
		f := u.figli[caso.IntN(len(u.figli))]
		f.uccidi()
		f.avvia(u.t)
	}
	time.Sleep(500 * time.Millisecond)
	u.fine.Store(true)
	gruppo.Wait()
}

// debito makes a debt and has it paid, as the platform would, in one of several ways.
func (u *uccisioni) debito(n int, caso *rand.Rand) {
	ctx := context.Background()
	p, err := carico.Posizione(n)
	if err == nil {
		err = u.d.Insieme(ctx, carico.Applicazione, func(tx *deposito.Tx) error {
			_, err := tx.Crea(ctx, &p, nil)
			return err
		})
	}
	if err != nil {
		u.t.Errorf("debt %d: %v", n, err)
		return
	}
	paga := func() { u.chiama(caso, "paGetPaymentV2", u.m.Paga(n), false) }
	ricevuta := func(volta int) {
		u.chiama(caso, "paSendRTV2", u.m.Ricevuta(n, volta), true)
		u.mutex.Lock()
		u.mandate[carico.Gettone(n, volta)] = n
		u.mutex.Unlock()
	}
	switch caso.IntN(6) {
	case 0: // the receipt before the request, which is refused
		ricevuta(0)
		paga()
	case 1: // the receipt from two sides at once
		paga()
		altro := rand.New(rand.NewPCG(u.seme, uint64(n)))
		var due sync.WaitGroup
		due.Go(func() { u.chiama(altro, "paSendRTV2", u.m.Ricevuta(n, 0), true) })
		ricevuta(0)
		due.Wait()
	case 2: // paid twice, and the first receipt once more
		paga()
		ricevuta(0)
		ricevuta(1)
		ricevuta(0)
	case 3: // asked for twice
		paga()
		paga()
		ricevuta(0)
	default:
		u.chiama(caso, "paVerifyPaymentNotice", u.m.Verifica(n), false)
		paga()
		ricevuta(0)
	}
}

// chiama calls a gateway. A receipt comes again until it is answered, each time wherever it
// happens, as the platform delivers; nobody waits for another answer.
func (u *uccisioni) chiama(caso *rand.Rand, azione string, corpo []byte, insiste bool) {
	scade := time.Now().Add(time.Minute)
	for {
		c := carico.NuovoCliente(u.figli[caso.IntN(len(u.figli))].indirizzo)
		stato, risposta, err := c.Chiedi(context.Background(), azione, corpo)
		c.Chiudi()
		esito := carico.Esito(stato, risposta)
		switch {
		case err == nil && esito == "OK", esito == "PAA_PAGAMENTO_DUPLICATO", esito == "PAA_RECEIPT_DUPLICATA":
			return
		case err == nil && esito != "" && esito != "PAA_SYSTEM_ERROR":
			u.t.Errorf("%s: %s", azione, esito)
			return
		}
		u.mutex.Lock()
		u.morti++
		u.mutex.Unlock()
		if !insiste {
			return
		}
		if time.Now().After(scade) {
			u.t.Errorf("%s: nobody answered: %v", azione, err)
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// verifica compares what was sent with what is stored, and with what was told.
func (u *uccisioni) verifica() {
	t, ctx := u.t, context.Background()
	scade := time.Now().Add(200 * time.Second)
	for {
		n, err := arretrato(ctx, u.d)
		require.NoError(t, err)
		if n == 0 || time.Now().After(scade) {
			require.Zero(t, n, "work that nobody did")
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	pagamenti, doppie := 0, 0
	var incassato int64
	for p, err := range u.d.Tutte(ctx, deposito.Ricerca{}) {
		require.NoError(t, err)
		perRicevuta := map[string]int{}
		for _, g := range p.Pendenza.Pagamenti {
			perRicevuta[g.IUR]++
			incassato += g.Importo.Centesimi()
		}
		for iur, voci := range perRicevuta {
			require.Contains(t, u.mandate, iur, "money that nobody sent")
			require.Equal(t, len(p.Pendenza.Voci), voci, "counted twice")
			pagamenti++
		}
		if len(perRicevuta) > 1 {
			doppie++
			require.NotEmpty(t, p.Pendenza.Segnalazioni)
		}
		tentativi, err := u.d.Tentativi(ctx, p.Pendenza.Chiave())
		require.NoError(t, err)
		for _, x := range tentativi {
			if x.Ricevuta == nil {
				continue
			}
			require.Contains(t, perRicevuta, x.CCP, "a receipt without its money")
			delete(perRicevuta, x.CCP)
		}
		require.Empty(t, perRicevuta, "money without its receipt")
		if len(p.Pendenza.Pagamenti) > 0 {
			require.NotEqual(t, pendenza.NonEseguita, p.Pendenza.Stato)
		}
	}
	require.Equal(t, len(u.mandate), pagamenti, "receipts lost")
	require.Equal(t, int64(len(u.mandate))*10_000, incassato, "cents")

	avute, strane := u.app.Avute()
	require.Empty(t, strane)
	ripetute := 0
	for id := range u.mandate {
		require.Contains(t, avute, id, "nobody was told")
		ripetute += avute[id] - 1
	}
	require.Len(t, avute, len(u.mandate))

	posizioni := 0
	for k, err := range u.d.Rigioca(ctx, deposito.Ricerca{}) {
		require.NoError(t, err, k)
		posizioni++
	}
	importo := avviso.ImportoDaCentesimi(incassato)
	t.Logf("killed %d times: %d debts, %d receipts (%d debts paid twice), %s, %d calls without answer, %d notifications that came again, replay equal",
		*giri, posizioni, pagamenti, doppie, importo, u.morti, ripetute)
}
