package lavori_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/carico"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/deposito/prova"
	"github.com/quietanza/quietanza/examples/gateway/lavori"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/pendenza"
)

// postino is a mail server that keeps what it is handed.
type postino struct {
	l net.Listener
	m sync.Mutex
	b []string
}

func nuovoPostino(t *testing.T) *postino {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	p := &postino{l: l}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go p.parla(c)
		}
	}()
	return p
}

// parla is the server's side of SMTP, as much of it as a mail needs.
func (p *postino) parla(c net.Conn) {
	defer c.Close()
	r := bufio.NewReader(c)
	fmt.Fprint(c, "220 posta\r\n")
	for {
		riga, err := r.ReadString('\n')
		switch {
		case err != nil:
			return
		case strings.HasPrefix(riga, "DATA"):
			fmt.Fprint(c, "354 avanti\r\n")
			var b strings.Builder
			for riga != ".\r\n" {
				if riga, err = r.ReadString('\n'); err != nil {
					return
				}
				b.WriteString(riga)
			}
			p.m.Lock()
			p.b = append(p.b, b.String())
			p.m.Unlock()
			fmt.Fprint(c, "250 presa\r\n")
		case strings.HasPrefix(riga, "QUIT"):
			fmt.Fprint(c, "221 ciao\r\n")
			return
		default:
			fmt.Fprint(c, "250 bene\r\n")
		}
	}
}

func (p *postino) prese() []string {
	p.m.Lock()
	defer p.m.Unlock()
	return append([]string(nil), p.b...)
}

// avvia works at a store with a registry of its own until the test ends.
func avvia(t *testing.T, d *deposito.Deposito, a *anagrafica.Anagrafica, o lavori.Opzioni) *scena {
	t.Helper()
	l, err := lavori.Nuovi(d, a, o)
	require.NoError(t, err)
	require.NoError(t, l.Avvia(t.Context()))
	t.Cleanup(func() {
		fine, ferma := context.WithTimeout(context.Background(), 10*time.Second)
		defer ferma()
		require.NoError(t, l.Ferma(fine))
	})
	return &scena{Deposito: d, t: t}
}

// TestPromemoria: the notice is mailed on its day, once; what was paid meanwhile is not.
func TestPromemoria(t *testing.T) {
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		oggi := avviso.DataDi(time.Now())
		posta := nuovoPostino(t)
		crea := func(n int, quando avviso.Data) pendenza.Pendenza {
			p, err := carico.Posizione(n)
			require.NoError(t, err)
			p.SoggettoPagatore.Email, p.DataNotificaAvviso = "pino@esempio.it", quando
			p, azioni, err := pendenza.Crea(p.Dati(), pendenza.Creazione{})
			require.NoError(t, err)
			require.NoError(t, d.Insieme(t.Context(), "GEST", func(tx *deposito.Tx) error {
				_, err := tx.Crea(t.Context(), &p, azioni)
				return err
			}))
			return p
		}
		crea(1, oggi)
		crea(2, oggi.Aggiungi(1))
		pagata := crea(3, oggi)
		require.NoError(t, d.Insieme(t.Context(), "GEST", func(tx *deposito.Tx) error {
			p, err := tx.Posizione(t.Context(), pagata.Chiave())
			if err == nil {
				_, err = tx.Muovi(t.Context(), p, pendenza.PagatoAltroCanale{})
			}
			return err
		}))
		s := avvia(t, d, &anagrafica.Anagrafica{}, lavori.Opzioni{
			Posta:  lavori.Posta{SMTP: posta.l.Addr().String(), Da: mail.Address{Address: "tributi@comune.esempio.it"}},
			Stampa: func(context.Context, *pendenza.Pendenza) ([]byte, error) { return []byte("%PDF-"), nil },
		})
		for range 2 {
			s.fai(lavori.LavoroPromemoria{Giorno: oggi})
			require.Len(t, posta.prese(), 1)
		}
		m, err := mail.ReadMessage(strings.NewReader(posta.prese()[0]))
		require.NoError(t, err)
		require.Equal(t, "<pino@esempio.it>", m.Header.Get("To"))
		corpo, err := io.ReadAll(m.Body)
		require.NoError(t, err)
		require.Contains(t, string(corpo), "application/pdf")
		s.fai(lavori.LavoroPromemoria{Giorno: oggi.Aggiungi(1)})
		require.Len(t, posta.prese(), 2)
	})
}

// TestJPPA: the receipts of the window are told to JPPA, and the file is mailed; a run whose
// mail was not taken goes on from there, and tells nothing twice.
func TestJPPA(t *testing.T) {
	for tipo, dsn := range prova.DSN(t) {
		t.Run(tipo, func(t *testing.T) {
			var adesso atomic.Pointer[time.Time]
			orologio := func(s string) {
				ora := avviso.MustDataOra(s).Time()
				adesso.Store(&ora)
			}
			d := prova.Apri(t, dsn, deposito.Opzioni{Adesso: func() time.Time { return *adesso.Load() }})
			m := &maggioli{t: t}
			server := httptest.NewServer(m)
			t.Cleanup(server.Close)
			ente := avviso.MustIdDominio(carico.Dominio)
			a := &anagrafica.Anagrafica{Enti: []anagrafica.Ente{{Ente: avviso.Ente{IdDominio: ente, Nome: "Comune di Prova"}, JPPA: &jppa.Configurazione{
				IdDominio: ente, Abilitato: new(true), TipoConnettore: jppa.TipoConnettoreEmail, Versione: "1.0", Principal: "jppa", TipiPendenza: jppa.TipiPendenza{"*"},
				EmailIndirizzi: jppa.Indirizzi{"ragioneria@comune.esempio.it"}, EmailAllegato: new(true), URL: server.URL, VersioneAPI: "SOAP_1",
			}}}}

			orologio("2026-03-10T12:00:00")
			const ricevute = 4
			for n := 1; n <= ricevute; n++ {
				paga(t, d, n)
			}
			orologio("2026-03-11T03:00:00")
			corri := func(giorno string, o lavori.Opzioni, stato string) {
				l, err := lavori.Nuovi(d, a, o)
				require.NoError(t, err)
				require.NoError(t, l.Avvia(t.Context()))
				lavoro := lavori.LavoroJPPA{IdDominio: ente, Giorno: avviso.MustData(giorno)}
				require.NoError(t, d.Insieme(t.Context(), "PROVA", func(tx *deposito.Tx) error { return tx.Accoda(t.Context(), lavoro) }))
				for scade := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
					var n int
					require.NoError(t, d.DB().QueryRowContext(t.Context(), `SELECT count(*) FROM river_job WHERE kind = 'jppa' AND state = $1`, stato).Scan(&n))
					if n == 1 {
						break
					}
					require.True(t, time.Now().Before(scade), "no job is %s", stato)
				}
				fine, ferma := context.WithTimeout(context.Background(), 10*time.Second)
				defer ferma()
				require.NoError(t, l.Ferma(fine))
			}
			corri("2026-03-11", lavori.Opzioni{}, "scheduled") // nobody takes the mail: put off
			require.Equal(t, int64(ricevute), m.dette.Load())
			file, err := d.Carte(t.Context(), deposito.CartaJPPA, "", 10)
			require.NoError(t, err)
			require.Len(t, file, 1)

			orologio("2026-03-11T04:00:00")
			posta := nuovoPostino(t)
			con := lavori.Opzioni{Posta: lavori.Posta{SMTP: posta.l.Addr().String(), Da: mail.Address{Address: "tributi@comune.esempio.it"}}}
			corri("2026-03-12", con, "completed")
			require.Equal(t, int64(ricevute), m.dette.Load(), "nothing is told twice")
			require.Len(t, posta.prese(), 1)
			require.Contains(t, posta.prese()[0], "ragioneria@comune.esempio.it")
			require.Contains(t, posta.prese()[0], file[0].Nome)
		})
	}
}

// maggioli is a JPPA that takes what it is told.
type maggioli struct {
	t     *testing.T
	dette atomic.Int64
}

// ServeHTTP implements http.Handler.
func (m *maggioli) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.dette.Add(1)
	corpo, err := io.ReadAll(r.Body)
	if err == nil {
		_, err = jppa.ParseRichiestaInviaEsito(corpo)
	}
	b, err2 := jppa.AppendRispostaInviaEsito(nil, jppa.RispostaInviaEsito{DataOperazione: avviso.MustDataOra("2026-03-11T03:00:00"), Esito: jppa.EsitoOK})
	if err != nil || err2 != nil {
		m.t.Errorf("JPPA: %v, %v", err, err2)
		return
	}
	w.Header().Set("Content-Type", jppa.ContentType)
	_, _ = w.Write(b)
}

// paga stores a debt that was paid, and its receipt.
func paga(t *testing.T, d *deposito.Deposito, n int) {
	t.Helper()
	p, err := carico.Posizione(n)
	require.NoError(t, err)
	e := pendenza.Ricevuta{IUV: p.IUV, CCP: carico.Gettone(n, 0), Esito: "0"}
	for i, v := range p.Voci {
		e.Voci = append(e.Voci, pendenza.VoceRicevuta{Indice: avviso.Indice(i + 1), IUR: e.CCP, Importo: v.Importo})
	}
	require.NoError(t, d.Insieme(t.Context(), "GEST", func(tx *deposito.Tx) error {
		x, err := tx.Crea(t.Context(), &p, nil)
		if err == nil {
			_, err = tx.Muovi(t.Context(), x, e)
		}
		if err != nil {
			return err
		}
		return tx.Concludi(t.Context(), &x.Pendenza, nil, e, p.Importo, []byte("<rt/>"))
	}))
}
