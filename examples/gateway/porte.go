package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"os"

	"github.com/riverqueue/river"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/applicazioni"
	"github.com/quietanza/quietanza/examples/gateway/console"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/nodosim"
	"github.com/quietanza/quietanza/pendenza"
)

// esterno is what the command line says of what is around the gateway.
type esterno struct {
	piattaforma string // in place of the scheme and host of the real one
	chiave      string
	simulatore  string
	certificato string
	privata     string
	autorita    string
}

// argomenti declares the flags of what is around.
func (e *esterno) argomenti(f *flag.FlagSet) {
	f.StringVar(&e.piattaforma, "piattaforma", "", "indirizzo di Checkout e FdR 3; vuoto: quelli veri, o del simulatore")
	f.StringVar(&e.chiave, "chiave", "", "file con la chiave di sottoscrizione alla piattaforma")
	f.StringVar(&e.simulatore, "simulatore", "127.0.0.1:8082", "indirizzo del Nodo simulato; c'è solo con l'anagrafica di prova")
	f.StringVar(&e.certificato, "tls-certificato", "", "file PEM del certificato del gateway; vuoto: HTTP, dietro chi termina TLS")
	f.StringVar(&e.privata, "tls-chiave", "", "file PEM della sua chiave")
	f.StringVar(&e.autorita, "tls-autorita", "", "file PEM di chi firma i certificati dei chiamanti")
}

// sottoscrizione reads the subscription key, "" for none.
func (e *esterno) sottoscrizione() (string, error) {
	if e.chiave == "" {
		return "", nil
	}
	b, err := os.ReadFile(e.chiave)
	return string(b), err
}

// tls is how the gateway speaks, nil for HTTP. A caller may have a certificate; what it is
// worth is for each door to say.
func (e *esterno) tls() (*tls.Config, error) {
	if e.certificato == "" {
		return nil, nil
	}
	c, err := tls.LoadX509KeyPair(e.certificato, e.privata)
	if err != nil {
		return nil, err
	}
	t := &tls.Config{Certificates: []tls.Certificate{c}, MinVersion: tls.VersionTLS12}
	if e.autorita != "" {
		b, err := os.ReadFile(e.autorita)
		if err != nil {
			return nil, err
		}
		t.ClientCAs, t.ClientAuth = x509.NewCertPool(), tls.VerifyClientCertIfGiven
		if !t.ClientCAs.AppendCertsFromPEM(b) {
			return nil, fmt.Errorf("%s: nessun certificato", e.autorita)
		}
	}
	return t, nil
}

// simula starts the simulated Nodo beside a gateway on trial, and returns what serves it;
// nil without one.
func (i *impostazioni) simula(ctx context.Context, a *anagrafica.Anagrafica) http.Handler {
	if i.anagrafica != "" || i.simulatore == "" {
		return nil
	}
	n := nodosim.Nuovo(nodosim.Configurazione{Endpoint: "http://" + i.ascolta + "/nodo", Enti: a.PA})
	go n.Lavora(ctx)
	if i.piattaforma == "" {
		i.piattaforma = "http://" + i.simulatore
	}
	return n.Handler()
}

// monta adds the doors of the applications to those of the gateway.
func (i *impostazioni) monta(mux *http.ServeMux, a *anagrafica.Anagrafica, d *deposito.Deposito, registro *slog.Logger) error {
	chiave, err := i.sottoscrizione()
	if err != nil {
		return err
	}
	porta := &applicazioni.Porta{Deposito: d, Anagrafica: a, Registro: registro, Checkout: applicazioni.ClienteCheckout(i.piattaforma, chiave)}
	if s := a.Sportello; s != nil {
		porta.Sportello = &applicazioni.Sportello{Chiamante: s.Chiamante, CodiceVersamento: s.CodiceVersamento, IDA2A: s.IDA2A}
	}
	mux.Handle("/", porta.Handler())
	pagine := (&console.Console{Deposito: d, Anagrafica: a, Registro: registro}).Handler()
	for _, via := range []string{"/console", "/console/", "/stile.css", "/icona.svg"} {
		mux.Handle(via, pagine)
	}
	return nil
}

// operai are the workers of the doors.
func operai(d *deposito.Deposito, a *anagrafica.Anagrafica) func(*river.Workers) {
	return func(w *river.Workers) {
		river.AddWorker(w, &applicazioni.CaricaTracciato{Deposito: d, Anagrafica: a})
	}
}

// stampa prints the notices that are sent to debtors.
func stampa(d *deposito.Deposito, a *anagrafica.Anagrafica) func(context.Context, *pendenza.Pendenza) ([]byte, error) {
	return func(ctx context.Context, p *pendenza.Pendenza) ([]byte, error) {
		ente := a.Ente(p.IdDominio)
		if ente == nil {
			return nil, fmt.Errorf("ente %s non servito", p.IdDominio)
		}
		pdf, _, err := applicazioni.Stampa(ctx, d, &ente.Ente, p, avviso.DataDi(d.Adesso()))
		return pdf, err
	}
}
