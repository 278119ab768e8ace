package nodo

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/pendenza"
)

// Interrogati asks the applications of a registry over their API Ente.
type Interrogati struct {
	Anagrafica *anagrafica.Anagrafica
	HTTP       *http.Client // nil is one that waits AttesaHost
}

// AttesaHost is how long the answer of an application is waited for: a PSP is waiting, and
// the platform gives a body seven seconds for two questions.
const AttesaHost = 2500 * time.Millisecond

// maxRispostaHost is how long an answer of an application may be.
const maxRispostaHost = 1 << 20

// chi are the applications that can be asked about a notice: its own, or all that bring
// debts of the body.
func (h *Interrogati) chi(d avviso.IdDominio, p *pendenza.Pendenza) (tutte []*anagrafica.Applicazione) {
	for i := range h.Anagrafica.Applicazioni {
		a := &h.Anagrafica.Applicazioni[i]
		if a.Verifica != "" && a.Ammette(d) && (p == nil || p.IDA2A == a.IDA2A) {
			tutte = append(tutte, a)
		}
	}
	return tutte
}

// Connettore implements Host.
func (h *Interrogati) Connettore(d avviso.IdDominio, _ string, p *pendenza.Pendenza) pendenza.Connettore {
	if len(h.chi(d, p)) == 0 {
		return pendenza.ConnettoreAssente
	}
	return pendenza.ConnettoreAttivo
}

// Chiedi implements Host: the first application that knows the notice answers.
func (h *Interrogati) Chiedi(ctx context.Context, d avviso.IdDominio, numero string, p *pendenza.Pendenza) pendenza.RispostaHost {
	ctx, ferma := context.WithTimeout(ctx, AttesaHost)
	defer ferma()
	risposta := pendenza.RispostaHost{Stato: pendenza.HostSconosciuta}
	for _, a := range h.chi(d, p) {
		percorso := "/avvisi/" + d.String() + "/" + url.PathEscape(numero)
		if p != nil {
			percorso = "/pendenze/" + url.PathEscape(p.IDA2A) + "/" + url.PathEscape(p.IDPendenza)
		}
		if risposta = h.una(ctx, a, percorso); risposta.Stato != pendenza.HostSconosciuta {
			return risposta
		}
	}
	return risposta
}

// una is the answer of one application.
func (h *Interrogati) una(ctx context.Context, a *anagrafica.Applicazione, percorso string) pendenza.RispostaHost {
	errore := pendenza.RispostaHost{Stato: pendenza.HostErrore}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(a.Verifica, "/")+percorso, nil)
	if err != nil {
		return errore
	}
	r.Header.Set("Accept", "application/json")
	client := h.HTTP
	if client == nil {
		client = http.DefaultClient
	}
	w, err := client.Do(r)
	if err != nil {
		return errore
	}
	defer w.Body.Close()
	corpo, err := io.ReadAll(io.LimitReader(w.Body, maxRispostaHost))
	switch {
	case err != nil:
		return errore
	case w.StatusCode == http.StatusNotFound:
		return pendenza.RispostaHost{Stato: pendenza.HostSconosciuta}
	case w.StatusCode != http.StatusOK:
		return errore
	}
	risposta, _, err := pendenza.LeggiRispostaHost(corpo)
	if err != nil {
		return errore
	}
	if p := risposta.Pendenza; p != nil && p.IDA2A == "" {
		p.IDA2A = a.IDA2A
	}
	return risposta
}
