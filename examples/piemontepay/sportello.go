package main

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

// sportello is the desk of the bench.
type sportello struct {
	chiamante  piemontepay.Chiamante
	urlPortale string
	adesso     func() time.Time

	mu      sync.Mutex
	stato   piemontepay.StatoPagamento
	usati   map[string]piemontepay.Chiamata // accepted calls
	pagato  time.Time                       // not notified yet, or zero
	inviate int
}

func nuovoSportello(c piemontepay.Chiamante, urlPortale string, adesso func() time.Time) *sportello {
	return &sportello{chiamante: c, urlPortale: urlPortale, adesso: adesso, usati: map[string]piemontepay.Chiamata{}}
}

func (s *sportello) percorsi() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("POST /accessoChiamanteEsterno", s.accesso)
	m.HandleFunc("POST /esito", s.esito)
	m.HandleFunc("POST /batch", s.batch)
	return m
}

var paginaPagamento = template.Must(template.New("pagamento").Parse(`<!DOCTYPE html><html lang="it"><meta charset="utf-8">
<title>Sportello di prova</title><h1>Paga con PIEMONTEPAY con IUV</h1><p>IUV {{.IUV}}, {{.CodiceFiscale}}</p>
<form method="post" action="/esito"><input type="hidden" name="id" value="{{.IdentificativoPagamento}}">
<button name="scelta" value="paga">Paga</button><button name="scelta" value="annulla">Annulla</button></form>`))

// accesso decides on a call and, when it is accepted, shows the payment page.
func (s *sportello) accesso(w http.ResponseWriter, r *http.Request) {
	c := piemontepay.Chiamata{
		CodiceChiamante: r.PostFormValue("codiceChiamante"), Digest: r.PostFormValue("digest"), IUV: r.PostFormValue("iuv"),
		CodiceFiscale: r.PostFormValue("codiceFiscale"), IdentificativoPagamento: r.PostFormValue("identificativoPagamento"),
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	d := piemontepay.Decidi(c, piemontepay.Archivio{
		IdentificativoUsato: func(id string) bool { _, usato := s.usati[id]; return usato },
		Chiamante: func(codice string) (piemontepay.Chiamante, bool) {
			return s.chiamante, codice == s.chiamante.CodiceChiamante
		},
		Posizione: func(codice string) (piemontepay.PosizioneSportello, bool) {
			return piemontepay.PosizioneSportello{Stato: s.stato, CodiceFiscale: codiceFiscale, CodiceVersamento: codiceVersamento}, codice == iuv.String()
		},
	}, s.adesso())
	if !d.Accettata {
		// The citizen sees neither the reason nor a way back; the log has it.
		http.Error(w, fmt.Sprintf("%s (registro: %s)", d.Pagina, d.Motivo), http.StatusForbidden)
		return
	}
	s.usati[c.IdentificativoPagamento] = c
	_ = paginaPagamento.Execute(w, c)
}

// esito ends the call and shows the link that takes the citizen back.
func (s *sportello) esito(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.usati[r.PostFormValue("id")]
	if !ok {
		http.Error(w, "chiamata sconosciuta", http.StatusNotFound)
		return
	}
	id, errID := piemontepay.ParseIdentificativoPagamento(c.IdentificativoPagamento)
	digest, errDigest := piemontepay.ParseDigest(c.Digest)
	if errID != nil || errDigest != nil {
		http.Error(w, "chiamata non valida", http.StatusInternalServerError)
		return
	}
	codice := piemontepay.EsitoErrore
	if r.PostFormValue("scelta") == "paga" {
		codice = piemontepay.EsitoPositivo
		s.stato, s.pagato = piemontepay.InAttesa, s.adesso()
	}
	ritorno := piemontepay.AppendRitornoA(nil, s.chiamante.URL, id, digest, codice)
	fmt.Fprintf(w, `<!DOCTYPE html><html lang="it"><meta charset="utf-8"><title>Conclusione</title><p>Operazione terminata.</p><p><a href="%s">Torna al sistema chiamante</a></p>`,
		template.HTMLEscapeString(string(ritorno)))
}

// batch sends the notification of what was paid, again and again until the body
// answers 000, as the scheduled job of the real desk does.
func (s *sportello) batch(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pagato.IsZero() {
		fmt.Fprintln(w, "nessun pagamento da notificare")
		return
	}
	s.inviate++
	busta, err := piemontepay.AppendBusta(nil, s.notifica(), piemontepay.XSD110, nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	richiesta, err := http.NewRequestWithContext(r.Context(), http.MethodPost, s.urlPortale+"/servizi", bytes.NewReader(busta))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	richiesta.Header.Set("Content-Type", "text/xml; charset=utf-8")
	risposta, err := http.DefaultClient.Do(richiesta)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer func() { _ = risposta.Body.Close() }()
	corpo, err := io.ReadAll(io.LimitReader(risposta.Body, 1<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	m, err := piemontepay.ParseMessaggio(corpo, piemontepay.XSD110)
	esito, ok := m.(*piemontepay.Risposta)
	if err != nil || !ok {
		http.Error(w, "risposta non leggibile", http.StatusBadGateway)
		return
	}
	if esito.Result.Codice == piemontepay.RisultatoOK {
		s.stato = piemontepay.Successo
	}
	fmt.Fprintf(w, "notifica %d: %s\n", s.inviate, esito.Result.Codice)
}

func (s *sportello) notifica() *piemontepay.TrasmettiNotifichePagamento {
	return &piemontepay.TrasmettiNotifichePagamento{
		Testata: piemontepay.TestataNotifichePagamento{
			IdMessaggio: "NP-1", CFEnteCreditore: cfEnte, CodiceVersamento: codiceVersamento,
			NumeroPagamenti: 1, ImportoTotalePagamenti: importo,
		},
		Notifiche: []piemontepay.NotificaPagamento{{
			IdPosizioneDebitoria: idPosizione, IUV: iuv.String(), ImportoPagato: importo, DataEsitoPagamento: avviso.DataDi(s.pagato),
			SoggettoDebitore:   piemontepay.Soggetto{Cognome: "Rossi", Nome: "Mario", IdentificativoUnivocoFiscale: codiceFiscale},
			DatiTransazionePSP: piemontepay.DatiTransazionePSP{IdPSP: "ABI99999", DataOraAvvioTransazione: avviso.DataOraDi(s.pagato), IUR: "IUR-PROVA-1"},
		}},
	}
}
