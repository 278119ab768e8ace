package main

import (
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"net/mail"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

// sportello is the desk of the bench.
type sportello struct {
	chiamante  piemontepay.Chiamante
	urlPortale string
	senza      []string // fields that the summary page does not ask
	adesso     func() time.Time
	cliente    *http.Client

	mu       sync.Mutex
	registro io.Writer
	stato    piemontepay.StatoPagamento
	usati    map[string]bool
	pratiche map[string]*pratica
	pagato   time.Time // not notified yet, or zero
	inviate  int
}

// pratica is a payment under way at the desk. Its key cannot be guessed.
type pratica struct {
	chiave   string
	chiamata piemontepay.Chiamata // zero for who came to the first page without a caller
	email    string
	pronta   bool   // the summary is done, or is not asked
	fine     string // "", paga, annulla or rifiuta
}

func nuovoSportello(c piemontepay.Chiamante, urlPortale string, senza []string, adesso func() time.Time, registro io.Writer) *sportello {
	return &sportello{
		chiamante: c, urlPortale: urlPortale, senza: senza, adesso: adesso, registro: registro, cliente: &http.Client{Timeout: 10 * time.Second},
		usati: map[string]bool{}, pratiche: map[string]*pratica{},
	}
}

func (s *sportello) percorsi() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		mostra(w, http.StatusOK, "casa", pagina{Titolo: "Paga con PIEMONTEPAY con IUV", Sportello: true, Passo: 1})
	})
	m.HandleFunc("POST /pagaConIuv", s.pagaConIUV)
	m.HandleFunc("POST /accessoChiamanteEsterno", s.accesso)
	m.HandleFunc("GET /riepilogo/{chiave}", s.conPratica(s.riepilogo))
	m.HandleFunc("POST /riepilogo/{chiave}", s.conPratica(s.prosegui))
	m.HandleFunc("GET /pagamento/{chiave}", s.conPratica(s.pagamento))
	m.HandleFunc("POST /pagamento/{chiave}", s.conPratica(s.concludi))
	m.HandleFunc("GET /conclusione/{chiave}", s.conPratica(s.conclusione))
	m.HandleFunc("POST /batch", s.batch)
	return m
}

// posizione is what the desk knows of a IUV. The callers hold the lock.
func (s *sportello) posizione(codice string) (piemontepay.PosizioneSportello, bool) {
	chiede := func(campo string) bool { return !slices.Contains(s.senza, campo) }
	return piemontepay.PosizioneSportello{
		Stato: s.stato, CodiceFiscale: codiceFiscale, CodiceVersamento: codiceVersamento,
		EMail: chiede("email"), RipetiEMail: chiede("email"), Privacy: chiede("privacy"), CaptchaAttivi: chiede("captcha"),
	}, codice == iuv.String()
}

// accesso decides on a call. The log has the reason of a refusal; the citizen sees a
// page of two, and the way to the desk's first page only.
func (s *sportello) accesso(w http.ResponseWriter, r *http.Request) {
	c := piemontepay.Chiamata{
		CodiceChiamante: r.PostFormValue("codiceChiamante"), Digest: r.PostFormValue("digest"), IUV: r.PostFormValue("iuv"),
		CodiceFiscale: r.PostFormValue("codiceFiscale"), IdentificativoPagamento: r.PostFormValue("identificativoPagamento"),
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	d := piemontepay.Decidi(c, piemontepay.Archivio{
		IdentificativoUsato: func(id string) bool { return s.usati[id] },
		Chiamante: func(codice string) (piemontepay.Chiamante, bool) {
			return s.chiamante, codice == s.chiamante.CodiceChiamante
		},
		Posizione: s.posizione,
	}, s.adesso())
	if livello, riga := d.Registro(c); riga != "" {
		fmt.Fprintf(s.registro, "%s %s [accessoChiamanteEsterno] %s\n", s.adesso().Format("15:04:05,000"), livello, riga)
	}
	if !d.Accettata {
		rifiutaAccesso(w, d.Pagina)
		return
	}
	s.usati[c.IdentificativoPagamento] = true
	s.apri(w, r, c, d.Pagina == piemontepay.PaginaPagamento)
}

// apri begins a payment and takes the citizen to its page.
func (s *sportello) apri(w http.ResponseWriter, r *http.Request, c piemontepay.Chiamata, pronta bool) {
	p := &pratica{chiave: rand.Text(), chiamata: c, email: posta, pronta: pronta}
	s.pratiche[p.chiave] = p
	dove := "/riepilogo/"
	if pronta {
		dove = "/pagamento/"
	}
	http.Redirect(w, r, dove+p.chiave, http.StatusSeeOther)
}

// rifiutaAccesso shows one of the two pages of refusal.
func rifiutaAccesso(w http.ResponseWriter, p piemontepay.Pagina) {
	dati := map[string]string{"Titolo": "Chiamata non valida", "Testo": "Non è stato possibile riconoscere la richiesta di pagamento.", "Vai": "/", "Invito": "Vai alla prima pagina dello sportello"}
	if p == piemontepay.PaginaRisposta {
		dati["Titolo"] = "Il pagamento non è disponibile"
		dati["Testo"] = "Il codice IUV non è pagabile: il pagamento è già stato effettuato, è stato annullato, è in attesa di ricevuta oppure non è più valido perché scaduto."
	}
	mostra(w, http.StatusForbidden, "rifiuto", pagina{Titolo: dati["Titolo"], Sportello: true, Dati: dati})
}

// pagaConIUV is the first page of the desk, without a caller.
func (s *sportello) pagaConIUV(w http.ResponseWriter, r *http.Request) {
	codice, cf := strings.Join(strings.Fields(r.PostFormValue("iuv")), ""), strings.TrimSpace(r.PostFormValue("codiceFiscale"))
	s.mu.Lock()
	defer s.mu.Unlock()
	q, ok := s.posizione(codice)
	if !ok || !strings.EqualFold(cf, q.CodiceFiscale) || !q.Stato.Pagabile() {
		rifiutaAccesso(w, piemontepay.PaginaRisposta)
		return
	}
	s.apri(w, r, piemontepay.Chiamata{IUV: codice}, !q.EMail && !q.Privacy && !q.CaptchaAttivi)
}

// conPratica runs f on the payment of the address, alone; the form is read before.
func (s *sportello) conPratica(f func(w http.ResponseWriter, r *http.Request, p *pratica)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			http.Error(w, "modulo non leggibile", http.StatusBadRequest)
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		p := s.pratiche[r.PathValue("chiave")]
		if p == nil {
			rifiutaAccesso(w, piemontepay.PaginaNonValida)
			return
		}
		f(w, r, p)
	}
}

// vistaRiepilogo is the summary page: what is paid, by whom, what is asked.
type vistaRiepilogo struct {
	Chiave, Ente, Pagamento, IUV, Data, Importo string
	Nome, Cognome, CodiceFiscale                string
	Email, Ripeti                               string
	ChiedeEmail, ChiedePrivacy, ChiedeCaptcha   bool
	A, B                                        int // what the captcha's stand-in sums
	Errori                                      []string
}

func (s *sportello) vedi(p *pratica) vistaRiepilogo {
	q, _ := s.posizione(iuv.String())
	a, b := p.somma()
	return vistaRiepilogo{
		Chiave: p.chiave, Ente: nomeEnte, Pagamento: descrizione, IUV: iuv.String(), Data: avviso.DataDi(s.adesso()).Italiana(), Importo: importo.Italiano(),
		Nome: nome, Cognome: cognome, CodiceFiscale: codiceFiscale, Email: p.email, Ripeti: p.email,
		ChiedeEmail: q.EMail, ChiedePrivacy: q.Privacy, ChiedeCaptcha: q.CaptchaAttivi, A: a, B: b,
	}
}

// somma is the stand-in of a captcha: two numbers that belong to the payment.
func (p *pratica) somma() (a, b int) { return 2 + int(p.chiave[0])%8, 2 + int(p.chiave[1])%8 }

// altrove sends away from a page whose step is not the present one.
func (p *pratica) altrove(w http.ResponseWriter, r *http.Request, pagina string) bool {
	dove := "/riepilogo/"
	switch {
	case p.fine != "":
		dove = "/conclusione/"
	case p.pronta:
		dove = "/pagamento/"
	}
	if dove == pagina {
		return false
	}
	http.Redirect(w, r, dove+p.chiave, http.StatusSeeOther)
	return true
}

func (s *sportello) riepilogo(w http.ResponseWriter, r *http.Request, p *pratica) {
	if !p.altrove(w, r, "/riepilogo/") {
		mostra(w, http.StatusOK, "riepilogo", pagina{Titolo: "Dati personali", Sportello: true, Passo: 2, Dati: s.vedi(p)})
	}
}

// prosegui takes the summary page: what is wrong is told beside what was typed.
func (s *sportello) prosegui(w http.ResponseWriter, r *http.Request, p *pratica) {
	if p.altrove(w, r, "/riepilogo/") {
		return
	}
	if r.PostForm.Get("scelta") == "annulla" {
		p.fine = "annulla"
		http.Redirect(w, r, "/conclusione/"+p.chiave, http.StatusSeeOther)
		return
	}
	v := s.vedi(p)
	if v.ChiedeEmail {
		v.Email, v.Ripeti = strings.TrimSpace(r.PostForm.Get("email")), strings.TrimSpace(r.PostForm.Get("ripeti"))
		if a, err := mail.ParseAddress(v.Email); err != nil || a.Address != v.Email {
			v.Errori = append(v.Errori, "L'indirizzo e-mail non è valido.")
		}
		if v.Email != v.Ripeti {
			v.Errori = append(v.Errori, "I due indirizzi e-mail sono diversi.")
		}
	}
	if v.ChiedePrivacy && r.PostForm.Get("privacy") != "si" {
		v.Errori = append(v.Errori, "Serve il consenso al trattamento dei dati personali.")
	}
	if v.ChiedeCaptcha && strings.TrimSpace(r.PostForm.Get("captcha")) != strconv.Itoa(v.A+v.B) {
		v.Errori = append(v.Errori, "La somma di controllo non è giusta.")
	}
	if len(v.Errori) > 0 {
		mostra(w, http.StatusUnprocessableEntity, "riepilogo", pagina{Titolo: "Dati personali", Sportello: true, Passo: 2, Dati: v})
		return
	}
	p.email, p.pronta = v.Email, true
	http.Redirect(w, r, "/pagamento/"+p.chiave, http.StatusSeeOther)
}

// pagamento stands for the page of pagoPA.
func (s *sportello) pagamento(w http.ResponseWriter, r *http.Request, p *pratica) {
	if !p.altrove(w, r, "/pagamento/") {
		mostra(w, http.StatusOK, "pagamento", pagina{Titolo: "Pagamento su pagoPA", Sportello: true, Passo: 3, Dati: s.vedi(p)})
	}
}

func (s *sportello) concludi(w http.ResponseWriter, r *http.Request, p *pratica) {
	if p.altrove(w, r, "/pagamento/") {
		return
	}
	switch scelta := r.PostForm.Get("scelta"); {
	case scelta == "paga" && !s.stato.Pagabile(): // another attempt was quicker
		rifiutaAccesso(w, piemontepay.PaginaRisposta)
		return
	case scelta == "paga":
		s.stato, s.pagato = piemontepay.InAttesa, s.adesso()
		p.fine = scelta
	case scelta == "annulla", scelta == "rifiuta":
		p.fine = scelta
	}
	http.Redirect(w, r, "/conclusione/"+p.chiave, http.StatusSeeOther)
}

// conclusione says how it ended and gives the way back to the caller, if there is one.
func (s *sportello) conclusione(w http.ResponseWriter, r *http.Request, p *pratica) {
	if p.altrove(w, r, "/conclusione/") {
		return
	}
	ritorno := ""
	id, errID := piemontepay.ParseIdentificativoPagamento(p.chiamata.IdentificativoPagamento)
	digest, errDigest := piemontepay.ParseDigest(p.chiamata.Digest)
	if errID == nil && errDigest == nil {
		codice := piemontepay.EsitoErrore
		if p.fine == "paga" {
			codice = piemontepay.EsitoPositivo
		}
		ritorno = string(piemontepay.AppendRitornoA(nil, s.chiamante.URL, id, digest, codice))
	}
	mostra(w, http.StatusOK, "conclusione", pagina{Titolo: "Conclusione", Sportello: true, Passo: 4, Dati: map[string]any{
		"Riepilogo": s.vedi(p), "Fine": p.fine, "Ritorno": ritorno,
	}})
}
