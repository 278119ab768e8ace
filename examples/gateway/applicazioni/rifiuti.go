package applicazioni

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/pendenza/sessione"
)

// Rifiuto is an answer that refuses, as an error.
type Rifiuto struct{ sessione.Problema }

func (r *Rifiuto) Error() string { return r.Codice + ": " + r.Descrizione + " " + r.Dettaglio }

// Refusals of HTTP, in the words of the others.
var (
	metodoNonAmmesso = &Rifiuto{sessione.Problema{StatoHTTP: http.StatusMethodNotAllowed, Categoria: sessione.RichiestaErr, Codice: "405000", Descrizione: "Metodo non ammesso"}}
	troppoGrande     = &Rifiuto{sessione.Problema{StatoHTTP: http.StatusRequestEntityTooLarge, Categoria: sessione.RichiestaErr, Codice: "413000", Descrizione: "Richiesta troppo grande"}}
	troppoLenta      = &Rifiuto{sessione.Problema{StatoHTTP: http.StatusRequestTimeout, Categoria: sessione.RichiestaErr, Codice: "408000", Descrizione: "Richiesta non arrivata in tempo"}}
	interrotta       = &Rifiuto{sessione.Problema{StatoHTTP: http.StatusBadRequest, Categoria: sessione.RichiestaErr, Codice: sessione.CodiceSintassi, Descrizione: "Richiesta non valida", Dettaglio: "corpo interrotto"}}
	guasto           = &Rifiuto{sessione.Problema{StatoHTTP: http.StatusServiceUnavailable, Categoria: sessione.Interno, Codice: "503000", Descrizione: "Servizio non disponibile: riprovare"}}
)

// problemaDi is the answer that an error stands for.
func problemaDi(err error) *sessione.Problema {
	var r *Rifiuto
	var lungo *http.MaxBytesError
	switch {
	case errors.As(err, &r):
		return &r.Problema
	case errors.As(err, &lungo):
		return &troppoGrande.Problema
	case errors.Is(err, os.ErrDeadlineExceeded):
		return &troppoLenta.Problema
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &interrotta.Problema
	case errors.Is(err, deposito.ErrAssente):
		x := sessione.ProblemaNonTrovata()
		return &x
	case errors.Is(err, deposito.ErrContesa):
		return &guasto.Problema
	}
	x := sessione.NuovoProblema(err)
	if x.StatoHTTP >= http.StatusInternalServerError {
		x.Dettaglio = "" // what the log says is not the caller's
	}
	return &x
}

// nega answers with a refusal.
func (p *Porta) nega(w http.ResponseWriter, r *http.Request, err error) {
	x := problemaDi(err)
	livello := slog.LevelInfo
	if x.StatoHTTP >= http.StatusInternalServerError {
		livello = slog.LevelError
	}
	p.registro().LogAttrs(r.Context(), livello, "rifiuto", slog.String("via", r.Pattern), slog.String("codice", x.Codice), slog.Any("errore", err))
	b, err := x.AppendJSON(nil)
	if err != nil {
		http.Error(w, http.StatusText(x.StatoHTTP), x.StatoHTTP)
		return
	}
	if x.StatoHTTP == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Basic realm="gateway", charset="UTF-8"`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(x.StatoHTTP)
	_, _ = w.Write(b)
}

// lentezzaPredefinita is how long a body may take to arrive.
const lentezzaPredefinita = 10 * time.Second

// corpo reads the body of a call, which must be neither long nor slow.
func (c *chiamata) corpo(limite int64) ([]byte, error) {
	if c.r.ContentLength > limite {
		return nil, troppoGrande
	}
	lentezza := c.p.Lentezza
	if lentezza == 0 {
		lentezza = lentezzaPredefinita
	}
	// A connection that knows no deadlines has those of its server.
	_ = http.NewResponseController(c.w).SetReadDeadline(time.Now().Add(lentezza))
	return io.ReadAll(http.MaxBytesReader(c.w, c.r.Body, limite))
}

// tollerate writes what was tolerated of a document, which its sender may want to mend.
func (c *chiamata) tollerate(avvertenze []avviso.Avvertenza) {
	for _, a := range avvertenze {
		c.p.registro().LogAttrs(c.ctx, slog.LevelWarn, "tollerato", slog.String("applicazione", c.chi.IDA2A), slog.String("via", c.r.Pattern), slog.String("avvertenza", a.String()))
	}
}
