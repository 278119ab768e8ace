package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/chromedp/chromedp"
)

// giriGateway are the walks of the console of examples/gateway, in this order. The address
// of the gateway has the operator in it; the other one is that of the simulated Nodo.
var giriGateway = []struct {
	nome string
	f    passo
}{
	{"due debiti, un pagamento, il denaro", gwSemina},
	{"ricerca e posizione", gwPosizione},
	{"accredito senza flusso, visto", gwRilievi},
	{"riconciliazione", pagina("/console/riconciliazione", "riconciliazione", "Dove sono gli euro", "FLUSSO_NON_TROVATO")},
}

const (
	gwPendenze = "/govpay/backend/api/pendenze/rs/basic/v2/pendenze/GEST/"
	gwAvviso   = "301000000000000144"
	gwDebito   = `{"idDominio": "12345678903", "causale": "Tassa rifiuti 2026, soluzione unica", "importo": 100.00, "soggettoPagatore": {"tipo": "F", "identificativo": "TSTPNI70D01L219V", "anagrafica": "Pino Test"},
		"voci": [{"idVocePendenza": "1", "importo": 100.00, "descrizione": "Tassa rifiuti", "codEntrata": "TARI"}]}`
)

// gwSemina is what an application, a PSP and a treasurer do before an operator looks.
func gwSemina(p *prova) error {
	base, err := url.Parse(p.base)
	if err != nil {
		return err
	}
	base.User = url.UserPassword("gest", "prova")
	gateway := base.String()
	chiama := func(metodo, dove string, corpo []byte) ([]byte, error) {
		r, err := http.NewRequest(metodo, dove, bytes.NewReader(corpo))
		if err != nil {
			return nil, err
		}
		w, err := http.DefaultClient.Do(r)
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(w.Body)
		if w.StatusCode >= http.StatusBadRequest {
			err = errors.Join(err, fmt.Errorf("%s %s: %s %s", metodo, r.URL.Path, w.Status, b))
		}
		return b, errors.Join(err, w.Body.Close())
	}
	for _, id := range []string{"TARI-1", "TARI-2"} {
		if _, err := chiama(http.MethodPut, gateway+gwPendenze+id, []byte(gwDebito)); err != nil {
			return err
		}
	}
	if _, err := chiama(http.MethodPost, p.sportello+"/nodo/paga?ente=12345678903&avviso="+gwAvviso, nil); err != nil {
		return err
	}
	if _, err := chiama(http.MethodPost, p.sportello+"/nodo/riversa?giorno=2024-03-11", nil); err != nil {
		return err
	}
	giornale, err := chiama(http.MethodGet, p.sportello+"/nodo/giornale/12345678903?giorno=2024-03-11", nil)
	if err != nil {
		return err
	}
	_, err = chiama(http.MethodPost, gateway+"/carte/cassa?nome=gdc.xml", giornale)
	return err
}

var gwPosizione = passi(
	pagina("/console", "cerca", "Cerca", "codice avviso"),
	scrivi("q", "TSTPNI70D01L219V"),
	dopo("Cerca", "GEST/TARI-1", "GEST/TARI-2", "€ 100,00"),
	scatta("trovate"),
	scrivi("q", gwAvviso),
	dopo("Cerca", "GEST/TARI-1"),
	dopo("Tassa rifiuti 2026, soluzione unica", "ESEGUITA", "Macchina", "AvviaTentativo", "NON_ESEGUITA → ESEGUITA"),
	scatta("posizione"),
	scrivi("nota", "ha chiesto la quietanza"),
	dopo("Aggiungi la nota", "Visto da anna", "ha chiesto la quietanza"),
	scatta("annotata"),
	apri("/console/posizione/GEST/IGNOTA"),
	legge("Nell'archivio non c'è nulla"),
	scatta("ignota"),
)

var gwRilievi = passi(
	pagina("/console/rilievi", "rilievi", "Da vedere", "il flusso di rendicontazione non è arrivato"),
	func(p *prova) error {
		return p.do(chromedp.SendKeys(chromedp.CSS(`main input[name=nota]`), "chiesto al PSP"))
	},
	dopo("Segna come visto", "Mostra anche ciò che è stato visto (1)"),
	scatta("visti"),
	dopo("Mostra anche ciò che è stato visto (1)", "chiesto al PSP", "anna"),
	scatta("tutti"),
)
