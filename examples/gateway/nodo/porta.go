// Package nodo is the door of a creditor body towards the platform: one SOAP endpoint for
// paVerifyPaymentNotice, paGetPayment, paGetPaymentV2, paSendRT, paSendRTV2 and
// paDemandPaymentNotice. What is answered, and what moves, is what
// pendenza.RichiestaNodo decides; here are the bytes, the database and the status.
package nodo

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// MaxMessaggio is how long a message of the platform may be, in bytes: receipts of five
// transfers with their stamps are a tenth of it.
const MaxMessaggio = 1 << 20

// Porta is the endpoint. Deposito and Anagrafica are needed.
type Porta struct {
	Deposito   *deposito.Deposito
	Anagrafica *anagrafica.Anagrafica
	// Autentica tells whether a call is of the platform; nil lets every call pass.
	Autentica func(*http.Request) bool
	// Host asks the application that owns a notice, nil when none is asked.
	Host Host
	// Servizi make a notice out of the data of a service, nil when none is offered.
	Servizi Servizi
	// Registro is where a call leaves a line; nil is slog.Default.
	Registro *slog.Logger
	// Misura is told how a call went; nil is nobody. fault is "" with an OK.
	Misura func(operazione, fault string, stato int, durata time.Duration)
}

// Host asks the application that owns a notice of a body what is to be paid.
type Host interface {
	// Connettore tells whether somebody can be asked about a notice; p is the position, nil
	// when it is not in the archive.
	Connettore(d avviso.IdDominio, numero string, p *pendenza.Pendenza) pendenza.Connettore
	// Chiedi asks. No answer is pendenza.HostErrore.
	Chiedi(ctx context.Context, d avviso.IdDominio, numero string, p *pendenza.Pendenza) pendenza.RispostaHost
}

// Servizi makes the position of a paDemandPaymentNotice, in the transaction of the answer.
type Servizi func(ctx context.Context, tx *deposito.Tx, m *rpt.PaDemandPaymentNotice) (pendenza.Servizio, *pendenza.Pendenza, error)

// ServeHTTP implements http.Handler. What is no message at all gets an HTTP status; every
// other its official answer, a soap:Fault with 500, nothing with 503 when a receipt is to
// come again.
func (p *Porta) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	inizio := time.Now()
	operazione, fault, stato := "", "", 0
	defer func() {
		durata := time.Since(inizio)
		if p.Misura != nil {
			p.Misura(operazione, fault, stato, durata)
		}
		p.registro().LogAttrs(r.Context(), livello(stato), "nodo", slog.String("operazione", operazione), slog.String("fault", fault),
			slog.Int("stato", stato), slog.Duration("durata", durata))
	}()
	if stato = p.ammetti(w, r); stato != 0 {
		http.Error(w, http.StatusText(stato), stato)
		return
	}
	corpo, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxMessaggio))
	if err != nil {
		stato = http.StatusBadRequest
		var troppo *http.MaxBytesError
		if errors.As(err, &troppo) {
			stato = http.StatusRequestEntityTooLarge
		}
		http.Error(w, http.StatusText(stato), stato)
		return
	}
	x := p.Rispondi(r.Context(), r.Header.Get("SOAPAction"), corpo)
	operazione, fault, stato = string(x.Primitiva), string(x.Fault), x.Stato
	if len(x.Corpo) > 0 {
		w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(x.Corpo)))
	w.WriteHeader(stato)
	_, _ = w.Write(x.Corpo) // who left does not hear the answer
}

// ammetti is the status of a call that is not one of the platform, 0 for one that is.
func (p *Porta) ammetti(w http.ResponseWriter, r *http.Request) int {
	switch {
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		return http.StatusMethodNotAllowed
	case p.Autentica != nil && !p.Autentica(r):
		return http.StatusUnauthorized
	case r.ContentLength > MaxMessaggio:
		return http.StatusRequestEntityTooLarge
	}
	return 0
}

func (p *Porta) registro() *slog.Logger {
	if p.Registro != nil {
		return p.Registro
	}
	return slog.Default()
}

func livello(stato int) slog.Level {
	if stato >= 500 {
		return slog.LevelError
	}
	return slog.LevelInfo
}
