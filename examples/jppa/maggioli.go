package main

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
)

// maggioli is the fake JPPA. It fails by the count of the requests, so that every run
// of the demonstration goes the same way.
type maggioli struct {
	mu        sync.Mutex
	richieste int
	visti     map[string]string // message by IUV, to recognise a repeat
	accettate []jppa.RichiestaInviaEsito
	adesso    avviso.DataOra
	diario    io.Writer
}

// ServeHTTP takes a notification.
func (m *maggioli) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	corpo, err := io.ReadAll(http.MaxBytesReader(w, r.Body, massimoCorpo))
	if err != nil {
		http.Error(w, "richiesta non leggibile", http.StatusBadRequest)
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.richieste++
	notifica, err := jppa.ParseRichiestaInviaEsito(corpo)
	if err != nil || r.Header.Get("SOAPAction") != strconv.Quote(jppa.SOAPActionInviaEsito) {
		rispondiFault(w, "soap:Client", "richiesta non leggibile")
		return
	}
	iuv := notifica.IdentificativoUnivocoVersamento
	nota := ""
	if prima, gia := m.visti[iuv]; gia && prima == string(corpo) {
		nota = " (di nuovo, gli stessi byte)"
	}
	m.visti[iuv] = string(corpo)
	fmt.Fprintf(m.diario, "-> InviaEsitoPagamento %s %s%s: ", iuv, notifica.EsitoPagamento, nota)
	m.rispondi(w, notifica)
}

// rispondi answers a notification: with a fault, a page of a proxy, an ERROR, or OK.
func (m *maggioli) rispondi(w http.ResponseWriter, notifica jppa.RichiestaInviaEsito) {
	risposta := jppa.RispostaInviaEsito{DataOperazione: m.adesso, Esito: jppa.EsitoOK}
	switch m.richieste {
	case 5:
		fmt.Fprintln(m.diario, "SOAP fault")
		rispondiFault(w, "soap:Server", "base dati non raggiungibile")
		return
	case 6:
		risposta.Esito = jppa.EsitoError
		risposta.Messaggi = []jppa.Messaggio{{Codice: "DEB_404", Descrizione: `debito sconosciuto: "verificare", grazie`}}
	case 7:
		fmt.Fprintln(m.diario, "HTTP 502")
		http.Error(w, "<html><body>Bad Gateway</body></html>", http.StatusBadGateway)
		return
	default:
		m.accetta(notifica)
	}
	fmt.Fprintln(m.diario, risposta.Esito)
	b, err := jppa.AppendRispostaInviaEsito(nil, risposta)
	if err != nil {
		rispondiFault(w, "soap:Server", "risposta non scrivibile")
		return
	}
	rispondiXML(w, http.StatusOK, b)
}

// accetta keeps a notification, once.
func (m *maggioli) accetta(notifica jppa.RichiestaInviaEsito) {
	for _, a := range m.accettate {
		if a == notifica {
			return
		}
	}
	m.accettate = append(m.accettate, notifica)
}

// recupera is the other direction: JPPA asks the body for each receipt it accepted, and
// for one that does not exist.
func (m *maggioli) recupera(ente *servizio) error {
	client := ente.client()
	mai := jppa.RichiestaInviaEsito{IdentificativoDominio: "01234567890", IdentificativoUnivocoVersamento: "24999999999999999", CodiceContestoPagamento: "n/a"}
	for _, n := range slices.Concat(m.accettate, []jppa.RichiestaInviaEsito{mai}) {
		b, err := jppa.AppendRichiestaRecuperaRT(nil, jppa.RichiestaRecuperaRT{
			IdentificativoDominio: n.IdentificativoDominio, DataOperazione: m.adesso,
			IdentificativoUnivocoVersamento: n.IdentificativoUnivocoVersamento, CodiceContestoPagamento: n.CodiceContestoPagamento,
		}, jppa.Formato{})
		if err != nil {
			return err
		}
		stato, corpo, err := posta(client, ente.url, strconv.Quote(jppa.SOAPActionRecuperaRT), ente.utente, ente.password, b)
		if err != nil {
			return err
		}
		risposta, err := jppa.ParseRispostaRecuperaRT(corpo)
		if err != nil {
			return fmt.Errorf("RecuperaRT, HTTP %d: %w", stato, err)
		}
		m.racconta(n.IdentificativoUnivocoVersamento, &risposta)
	}
	return nil
}

func (m *maggioli) racconta(iuv string, r *jppa.RispostaRecuperaRT) {
	if r.Esito == jppa.EsitoError {
		fmt.Fprintf(m.diario, "<- RecuperaRT %s: ERROR %v\n", iuv, r.Messaggi)
		return
	}
	rt := r.Dettaglio.RicevutaTelematica
	fmt.Fprintf(m.diario, "<- RecuperaRT %s: OK %s euro, ricevuta di %d byte", iuv, rt.DatiPagamento.ImportoTotalePagato, len(rt.RicevutaXML))
	for _, d := range r.Dettaglio.DettagliImporto {
		fmt.Fprintf(m.diario, ", %s/%s %s", d.Anno, d.CapitoloBilancio, d.Importo)
	}
	fmt.Fprintln(m.diario)
}
