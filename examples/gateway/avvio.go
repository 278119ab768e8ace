package main

import (
	"bytes"
	"context"
	_ "embed" // anagrafica.json
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"net/mail"
	"os"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/lavori"
	"github.com/quietanza/quietanza/examples/gateway/nodo"
	"github.com/quietanza/quietanza/pendenza"
)

// anagraficaProva is the registry of the gateway that is started without one.
//
//go:embed anagrafica.json
var anagraficaProva []byte

// impostazioni are what the command line says.
type impostazioni struct {
	dsn        string
	anagrafica string
	ascolta    string
	servizio   string
	istanza    string
	nodo       string
	smtp       string
	mittente   string
	arresto    time.Duration
	esterno
}

// esegui runs the command that the arguments name.
func esegui(ctx context.Context, argomenti []string, fuori, errori io.Writer) error {
	f := flag.NewFlagSet("gateway", flag.ContinueOnError)
	f.SetOutput(errori)
	var i impostazioni
	f.StringVar(&i.dsn, "dsn", "gateway.db", "database: postgres://…, o il file di SQLite")
	f.StringVar(&i.anagrafica, "anagrafica", "", "file JSON degli enti e delle applicazioni; vuoto: quella di prova")
	f.StringVar(&i.ascolta, "ascolta", "127.0.0.1:8080", "indirizzo del gateway")
	f.StringVar(&i.servizio, "servizio", "127.0.0.1:8081", "indirizzo di salute e misure")
	f.StringVar(&i.nodo, "nodo", "", "soggetto del certificato della piattaforma, come CN=nodo,O=PagoPA; vuoto: chiunque raggiunga l'indirizzo")
	f.StringVar(&i.smtp, "smtp", "", "server di posta, host e porta; vuoto: nessun promemoria ai debitori")
	f.StringVar(&i.mittente, "mittente", "", "indirizzo da cui si scrive")
	f.StringVar(&i.istanza, "istanza", "", "nome di questo programma fra quelli che lavorano sulla stessa base di dati; vuoto: la macchina e l'indirizzo")
	f.DurationVar(&i.arresto, "arresto", 20*time.Second, "tempo concesso a ciò che è in corso quando ci si ferma")
	i.argomenti(f)
	if err := f.Parse(argomenti); err != nil {
		return err
	}
	if i.istanza == "" {
		macchina, err := os.Hostname()
		if err != nil {
			return err
		}
		i.istanza = macchina + "/" + i.ascolta
	}
	registro := slog.New(mascherato(slog.NewJSONHandler(errori, nil)))
	switch f.Arg(0) {
	case "":
		return servi(ctx, i, registro)
	case "rigioca":
		return rigioca(ctx, i, registro, fuori)
	}
	return fmt.Errorf("comando sconosciuto: %s", f.Arg(0))
}

// apri opens the registry and the store.
func apri(ctx context.Context, i impostazioni, registro *slog.Logger) (*anagrafica.Anagrafica, *deposito.Deposito, error) {
	testo := anagraficaProva
	if i.anagrafica != "" {
		var err error
		if testo, err = os.ReadFile(i.anagrafica); err != nil {
			return nil, nil, err
		}
	}
	a, err := anagrafica.Leggi(bytes.NewReader(testo))
	if err != nil {
		return nil, nil, err
	}
	d, err := deposito.Apri(ctx, i.dsn, deposito.Opzioni{Pendenza: pendenza.Opzioni{Domini: a.Domini()}, Registro: registro})
	return a, d, err
}

// Limits of the HTTP server: who is slow is let go.
const (
	tempoIntestazione = 5 * time.Second
	tempoRichiesta    = 15 * time.Second
	tempoInattivo     = 2 * time.Minute
	maxIntestazione   = 16 << 10
)

// servi runs the gateway until it is told to stop, then ends what is under way.
func servi(ctx context.Context, i impostazioni, registro *slog.Logger) (err error) {
	a, d, err := apri(ctx, i, registro)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Chiudi()) }()
	m := nuoveMisure(d)
	porta := &nodo.Porta{Deposito: d, Anagrafica: a, Registro: registro, Misura: m.nodo, Host: &nodo.Interrogati{Anagrafica: a}}
	if i.nodo != "" {
		porta.Autentica = nodo.Certificato(i.nodo)
	}
	sim := i.simula(ctx, a)
	chiave, err := i.sottoscrizione()
	if err != nil {
		return err
	}
	l, err := lavori.Nuovi(d, a, lavori.Opzioni{
		Istanza: i.istanza, Registro: registro, Misura: m.lavoro, Operai: operai(d, a), Piattaforma: lavori.Piattaforma{Base: i.piattaforma, Chiave: avviso.NuovoSegreto(chiave)},
		Posta: lavori.Posta{SMTP: i.smtp, Da: mail.Address{Address: i.mittente}}, Stampa: stampa(d, a),
	})
	if err != nil {
		return err
	}
	if err := l.Avvia(ctx); err != nil {
		return err
	}
	defer func() {
		fine, ferma := context.WithTimeout(context.WithoutCancel(ctx), i.arresto)
		defer ferma()
		err = errors.Join(err, l.Ferma(fine))
	}()

	mux := http.NewServeMux()
	mux.Handle("/nodo", porta)
	indirizzi := map[string]http.Handler{i.ascolta: mux}
	if sim != nil {
		indirizzi[i.simulatore] = sim
	}
	if err := i.monta(mux, a, d, registro); err != nil {
		return err
	}
	servizio := http.NewServeMux()
	servizio.Handle("GET /metrics", promhttp.HandlerFor(m.registro, promhttp.HandlerOpts{}))
	servizio.HandleFunc("GET /debug/pprof/", pprof.Index)
	servizio.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	servizio.HandleFunc("GET /vivo", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	servizio.HandleFunc("GET /pronto", func(w http.ResponseWriter, r *http.Request) {
		if ctx.Err() != nil {
			http.Error(w, "arresto in corso", http.StatusServiceUnavailable)
			return
		}
		domanda, ferma := context.WithTimeout(r.Context(), 2*time.Second)
		defer ferma()
		if err := d.Salute(domanda); err != nil {
			http.Error(w, "archivio non disponibile", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	})
	indirizzi[i.servizio] = servizio
	return ascolta(ctx, i, registro, indirizzi)
}

// server lets go who takes longer than some times for a header, or for a whole request.
func server(h http.Handler, intestazione, richiesta time.Duration, registro *slog.Logger) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: intestazione, ReadTimeout: richiesta, WriteTimeout: 2 * richiesta, IdleTimeout: tempoInattivo,
		MaxHeaderBytes: maxIntestazione, ErrorLog: slog.NewLogLogger(registro.Handler(), slog.LevelWarn),
	}
}

// ascolta serves each address until it is told to stop, and lets what is under way end.
func ascolta(ctx context.Context, i impostazioni, registro *slog.Logger, indirizzi map[string]http.Handler) error {
	cifrato, err := i.tls()
	if err != nil {
		return err
	}
	guasti := make(chan error, len(indirizzi))
	var tutti []*http.Server
	for indirizzo, h := range indirizzi {
		l, err := net.Listen("tcp", indirizzo)
		if err != nil {
			return err
		}
		s := server(h, tempoIntestazione, tempoRichiesta, registro)
		tutti = append(tutti, s)
		registro.InfoContext(ctx, "in ascolto", slog.String("indirizzo", l.Addr().String()))
		if indirizzo == i.ascolta && cifrato != nil {
			s.TLSConfig = cifrato
			go func() { guasti <- s.ServeTLS(l, "", "") }()
			continue
		}
		go func() { guasti <- s.Serve(l) }()
	}
	select {
	case <-ctx.Done():
		registro.Info("arresto")
	case err = <-guasti:
	}
	fine, ferma := context.WithTimeout(context.WithoutCancel(ctx), i.arresto)
	defer ferma()
	for _, s := range tutti {
		err = errors.Join(err, s.Shutdown(fine))
	}
	return err
}

// rigioca makes every position again from the log, and tells those that differ.
func rigioca(ctx context.Context, i impostazioni, registro *slog.Logger, fuori io.Writer) error {
	_, d, err := apri(ctx, i, registro)
	if err != nil {
		return err
	}
	uguali, diverse := 0, 0
	for k, err := range d.Rigioca(ctx, deposito.Ricerca{}) {
		if err != nil {
			diverse++
			fmt.Fprintf(fuori, "%s/%s: %v\n", k.IDA2A, k.IDPendenza, err)
			continue
		}
		uguali++
	}
	fmt.Fprintf(fuori, "posizioni uguali: %d, diverse: %d\n", uguali, diverse)
	if diverse > 0 {
		err = deposito.ErrDiversa
	}
	return errors.Join(err, d.Chiudi())
}
