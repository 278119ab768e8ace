package main

import (
	"fmt"
	"html/template"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/quietanza/quietanza/piemontepay"
)

// portale is the body's portal: it keeps the position and its attempts in
// memory, where a real one has a database.
type portale struct {
	chiamante piemontepay.Chiamante
	adesso    func() time.Time

	mu        sync.Mutex
	posizione piemontepay.Posizione
	messaggi  map[piemontepay.ChiaveMessaggio]bool // already answered
}

func nuovoPortale(c piemontepay.Chiamante, adesso func() time.Time) *portale {
	return &portale{
		chiamante: c, adesso: adesso,
		posizione: piemontepay.Posizione{ID: idPosizione, IUV: iuv, Atteso: piemontepay.Atteso{
			CFEnteCreditore: cfEnte, CodiceVersamento: codiceVersamento, Importo: importo, CodiceFiscale: codiceFiscale,
		}},
		messaggi: map[piemontepay.ChiaveMessaggio]bool{},
	}
}

func (p *portale) percorsi() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("GET /{$}", p.elenco)
	m.HandleFunc("POST /paga", p.paga)
	m.HandleFunc("GET /ritorno", p.ritorno)
	m.HandleFunc("POST /servizi", p.servizi)
	return m
}

var paginaElenco = template.Must(template.New("elenco").Parse(`<!DOCTYPE html><html lang="it"><meta charset="utf-8">
<title>Portale di prova</title><h1>Le tue posizioni</h1>
<p>{{.Descrizione}}: € {{.Importo}}, IUV {{.IUV}}</p>
{{range .Posizione.Tentativi}}<p>{{.Identificativo}}: {{.Stato}}. {{.Stato.MessaggioCittadino}}</p>{{end}}
{{if .Posizione.Pagata}}<p><strong>PAGATA</strong></p>{{else}}<form method="post" action="/paga"><button>Paga con PiemontePay</button></form>{{end}}`))

func (p *portale) elenco(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = paginaElenco.Execute(w, map[string]any{
		"Descrizione": descrizione, "Importo": importo.Italiano(), "IUV": iuv.String(), "Posizione": p.posizione,
	})
}

// paga starts an attempt: a new identifier, the form, and only then the page.
func (p *portale) paga(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	id, err := piemontepay.ParseIdentificativoPagamento(fmt.Sprintf("MENSA_17_%d", len(p.posizione.Tentativi)+1))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	nuova, modulo, _, err := p.posizione.NuovoTentativo(p.chiamante,
		piemontepay.Pagamento{IdentificativoPagamento: id, IUV: iuv, CodiceFiscale: codiceFiscale}, p.adesso())
	if err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	if nuova, err = nuova.Reindirizza(id, p.adesso()); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	p.posizione = nuova
	fmt.Fprintf(w, `<!DOCTYPE html><html lang="it"><meta charset="utf-8"><title>Verso lo sportello</title>%s`, modulo.HTML("Vai allo sportello"))
}

// ritorno reads the raw query: a "+" of the digest must survive.
func (p *portale) ritorno(w http.ResponseWriter, r *http.Request) {
	ritorno, err := piemontepay.ParseRitorno("?" + r.URL.RawQuery)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	nuova, avvertenze, err := p.posizione.Ritorna(ritorno, p.adesso())
	if err != nil {
		http.Error(w, err.Error(), http.StatusForbidden)
		return
	}
	p.posizione = nuova
	stato := nuova.Tentativi[len(nuova.Tentativi)-1].Stato
	fmt.Fprintf(w, "<!DOCTYPE html><html lang=\"it\"><meta charset=\"utf-8\"><title>Esito</title><p>%s</p>", stato.MessaggioCittadino())
	for _, a := range avvertenze {
		fmt.Fprintf(w, "<p>%s</p>", template.HTMLEscapeString(a.Testo))
	}
	fmt.Fprint(w, `<p><a href="/">Torna alle posizioni</a></p>`)
}

// servizi receives the notifications. It is idempotent on the message and on
// the position: the desk sends again until it hears 000.
func (p *portale) servizi(w http.ResponseWriter, r *http.Request) {
	corpo, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 8<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	risposta := &piemontepay.Risposta{Result: p.ricevi(corpo)}
	busta, err := piemontepay.AppendBusta(nil, risposta, piemontepay.XSD110, nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	_, _ = w.Write(busta)
}

func (p *portale) ricevi(corpo []byte) piemontepay.Risultato {
	m, _, err := piemontepay.RiconosciMessaggio(corpo)
	if err != nil {
		return piemontepay.Risultato{Codice: piemontepay.RisultatoXSD, Messaggio: err.Error()}
	}
	notifiche, ok := m.(*piemontepay.TrasmettiNotifichePagamento)
	if !ok {
		return piemontepay.Risultato{Codice: piemontepay.RisultatoGenerico, Messaggio: "operazione non attesa"}
	}
	if violazioni := piemontepay.Violazioni(m); len(violazioni) > 0 {
		return piemontepay.Risultato{Codice: piemontepay.CodiceRisultato(violazioni[0].Codice), Messaggio: violazioni[0].Campo}
	}
	chiave, _ := piemontepay.Chiave(m)
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.messaggi[chiave] {
		for _, n := range notifiche.Notifiche {
			if n.IUV != p.posizione.IUV.String() {
				continue
			}
			nuova, _, err := p.posizione.Notifica(notifiche.Testata, n, p.adesso())
			if err != nil {
				return piemontepay.Risultato{Codice: piemontepay.RisultatoGenerico, Messaggio: err.Error()}
			}
			p.posizione = nuova
		}
		p.messaggi[chiave] = true
	}
	return piemontepay.Risultato{Codice: piemontepay.RisultatoOK}
}

// pagata reports whether the position is paid.
func (p *portale) pagata() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.posizione.Pagata()
}
