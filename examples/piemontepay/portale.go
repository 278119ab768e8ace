package main

import (
	"fmt"
	"html/template"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/quietanza/quietanza/avviso"
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
	m.HandleFunc("GET /tentativo/{id}", p.tentativo)
	m.HandleFunc("POST /servizi", p.servizi)
	return m
}

// vistaPosizione is the position as a citizen sees it.
type vistaPosizione struct {
	Descrizione, Importo, IUV, Ente string
	Pagata                          bool
	Avvertenze                      []string // before another attempt
	Tentativi                       []vistaTentativo
}

type vistaTentativo struct{ Identificativo, Stato, Messaggio, Quando, Classe string }

// ritratto is the position as it is now.
func (p *portale) ritratto() piemontepay.Posizione {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.posizione // a value: events make another one
}

func vediTentativo(t piemontepay.Tentativo) vistaTentativo {
	classi := map[piemontepay.Stato]string{piemontepay.EsitoPositivoRicevuto: "attesa", piemontepay.EsitoNegativoRicevuto: "errore", piemontepay.Notificato: "fatto"}
	nomi := map[piemontepay.Stato]string{
		piemontepay.Creato: "Preparato", piemontepay.Reindirizzato: "Allo sportello", piemontepay.EsitoPositivoRicevuto: "In attesa della ricevuta",
		piemontepay.EsitoNegativoRicevuto: "Non riuscito o abbandonato", piemontepay.Notificato: "Pagato",
	}
	return vistaTentativo{t.Identificativo.String(), nomi[t.Stato], t.Stato.MessaggioCittadino(), avviso.DataOraDi(t.Creato).String(), classi[t.Stato]}
}

func vediPosizione(q piemontepay.Posizione) vistaPosizione {
	v := vistaPosizione{Descrizione: descrizione, Importo: importo.Italiano(), IUV: iuv.String(), Ente: nomeEnte, Pagata: q.Pagata()}
	if _, avvertenze := q.AmmetteTentativo(); len(avvertenze) > 0 {
		v.Avvertenze = append(v.Avvertenze, "Un tentativo si è già concluso bene e ne aspetti la ricevuta: prima di pagare di nuovo, aspettala.")
	}
	for i := len(q.Tentativi) - 1; i >= 0; i-- {
		v.Tentativi = append(v.Tentativi, vediTentativo(q.Tentativi[i]))
	}
	return v
}

func (p *portale) elenco(w http.ResponseWriter, _ *http.Request) {
	mostra(w, http.StatusOK, "elenco", pagina{Titolo: "I tuoi pagamenti", Dati: vediPosizione(p.ritratto())})
}

// paga starts an attempt: a new identifier, the form, and only then the page. After an
// attempt that went well the citizen is asked first.
func (p *portale) paga(w http.ResponseWriter, r *http.Request) {
	confermato := r.PostFormValue("conferma") == "si"
	p.mu.Lock()
	defer p.mu.Unlock()
	if ammesso, avvertenze := p.posizione.AmmetteTentativo(); ammesso && len(avvertenze) > 0 && !confermato {
		mostra(w, http.StatusOK, "dinuovo", pagina{Titolo: "Pagare di nuovo?", Dati: vediPosizione(p.posizione)})
		return
	}
	id, err := piemontepay.ParseIdentificativoPagamento(fmt.Sprintf("MENSA_17_%d", len(p.posizione.Tentativi)+1))
	if err != nil {
		rifiuta(w, http.StatusInternalServerError, "Errore del portale", err.Error())
		return
	}
	nuova, modulo, _, err := p.posizione.NuovoTentativo(p.chiamante,
		piemontepay.Pagamento{IdentificativoPagamento: id, IUV: iuv, CodiceFiscale: codiceFiscale}, p.adesso())
	if err != nil {
		testo := err.Error()
		if p.posizione.Pagata() {
			testo = "Il pagamento è stato effettuato: non va ripetuto."
		}
		rifiuta(w, http.StatusConflict, "Il pagamento non può partire", testo)
		return
	}
	if nuova, err = nuova.Reindirizza(id, p.adesso()); err != nil {
		rifiuta(w, http.StatusInternalServerError, "Errore del portale", err.Error())
		return
	}
	p.posizione = nuova
	mostra(w, http.StatusOK, "verso", pagina{Titolo: "Verso lo sportello", Dati: map[string]any{
		"Posizione": vediPosizione(nuova),
		"Modulo":    template.HTML(modulo.HTML("Vai allo sportello PiemontePay")), //nolint:gosec // the library escapes it
	}})
}

func rifiuta(w http.ResponseWriter, stato int, titolo, testo string) {
	mostra(w, stato, "rifiuto", pagina{Titolo: titolo, Dati: map[string]string{"Titolo": titolo, "Testo": testo, "Vai": "/", "Invito": "Torna ai tuoi pagamenti"}})
}

// ritorno reads the raw query: a "+" of the digest must survive. It goes on to the page
// of the attempt that the return names, which is not always the last.
func (p *portale) ritorno(w http.ResponseWriter, r *http.Request) {
	ritorno, err := piemontepay.ParseRitorno("?" + r.URL.RawQuery)
	if err != nil {
		rifiuta(w, http.StatusBadRequest, "Ritorno non valido", "L'indirizzo con cui sei tornato dallo sportello non è completo. Controlla lo stato del pagamento qui sotto.")
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	nuova, _, err := p.posizione.Ritorna(ritorno, p.adesso())
	if err != nil {
		rifiuta(w, http.StatusForbidden, "Ritorno non riconosciuto", "Questo ritorno non appartiene a un tuo tentativo di pagamento.")
		return
	}
	p.posizione = nuova
	http.Redirect(w, r, "/tentativo/"+ritorno.IdPagamento.String(), http.StatusSeeOther)
}

// tentativo shows one attempt; while its receipt is awaited the page loads again.
func (p *portale) tentativo(w http.ResponseWriter, r *http.Request) {
	q := p.ritratto()
	for _, t := range q.Tentativi {
		if t.Identificativo.String() != r.PathValue("id") {
			continue
		}
		g := pagina{Titolo: "Esito del tentativo", Dati: map[string]any{"Tentativo": vediTentativo(t), "Posizione": vediPosizione(q)}}
		if t.Stato == piemontepay.EsitoPositivoRicevuto {
			g.Titolo, g.Aggiorna = "In attesa della ricevuta", 3
		}
		mostra(w, http.StatusOK, "tentativo", g)
		return
	}
	rifiuta(w, http.StatusNotFound, "Tentativo sconosciuto", "Nessun tentativo ha questo identificativo.")
}

// servizi receives the notifications. It is idempotent on the message and on
// the position: the desk sends again until it hears 000.
func (p *portale) servizi(w http.ResponseWriter, r *http.Request) {
	corpo, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	busta, err := piemontepay.AppendBusta(nil, &piemontepay.Risposta{Result: p.ricevi(corpo)}, piemontepay.XSD110, nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	_, _ = w.Write(busta)
}

// ricevi takes a list of notifications whole, or not at all: each is compared with the
// position before it counts.
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
	if p.messaggi[chiave] {
		return piemontepay.Risultato{Codice: piemontepay.RisultatoOK}
	}
	nuova := p.posizione
	for _, n := range notifiche.Notifiche {
		if nuova, _, err = nuova.Notifica(notifiche.Testata, n, p.adesso()); err != nil {
			return piemontepay.Risultato{Codice: piemontepay.RisultatoGenerico, Messaggio: err.Error()}
		}
	}
	p.posizione, p.messaggi[chiave] = nuova, true
	return piemontepay.Risultato{Codice: piemontepay.RisultatoOK}
}

// pagata reports whether the position is paid.
func (p *portale) pagata() bool { q := p.ritratto(); return q.Pagata() }
