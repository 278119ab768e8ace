package nodosim_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/nodosim"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

const (
	dominio  = "12345678903"
	secondo  = "98765432103"
	conto    = "IT60X0542811101000000123456"
	contoB   = "IT24D0542811101000000654321"
	stazione = dominio + "_01"
)

var adesso = time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)

func enti(d avviso.IdDominio) *pendenza.EntePA {
	nome := map[string]string{dominio: "Comune di Prova", secondo: "Provincia di Prova"}[d.String()]
	if nome == "" {
		return nil
	}
	return &pendenza.EntePA{
		Ente: avviso.Ente{IdDominio: d, Nome: nome}, Categoria: "9/0101002IM/",
		Stazioni: []pendenza.Stazione{{IDStazione: stazione, Intermediario: dominio, Broadcast: true}},
	}
}

// ente is a body in memory, which answers as the library says.
type ente struct {
	mu       sync.Mutex
	pendenze map[string]*pendenza.Pendenza // by notice
	ricevute map[string]int                // accepted, by body and receiptId
	arrivi   []string                      // receiptIds as they came
	rotti    int                           // messages that could not be read whole
	guasto   int                           // receipts to answer 503
}

func (e *ente) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	corpo, err := io.ReadAll(r.Body)
	e.mu.Lock()
	defer e.mu.Unlock()
	if err != nil {
		e.rotti++
		return
	}
	q := pendenza.RichiestaNodo{Verifica: pendenza.RichiestaVerifica{Connettore: pendenza.ConnettoreAssente, Adesso: adesso}}
	q.Busta, q.Lettura = rpt.ParseBusta(corpo, r.Header.Get("SOAPAction"))
	chi := ""
	switch m := q.Busta.Messaggio.(type) {
	case *rpt.PaVerifyPaymentNotice:
		chi, q.Verifica.Pendenza = m.IDPA, e.pendenze[m.QRCode.NoticeNumber]
	case *rpt.PaGetPayment:
		chi, q.Verifica.Pendenza = m.IDPA, e.pendenze[m.QRCode.NoticeNumber]
	case *rpt.PaSendRT:
		chi = m.IDPA
		if e.guasto > 0 {
			e.guasto--
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		q.Ricevuta = rpt.AttesaRicevuta{Tipo: rpt.RichiestaPaGetPaymentV2, Posizione: true, Acquisita: e.ricevute[m.IDPA+m.Receipt.ReceiptID] > 0}
		e.arrivi = append(e.arrivi, m.Receipt.ReceiptID)
	}
	if d, err := avviso.ParseIdDominio(chi); err == nil {
		q.Ente = enti(d)
	}
	d := q.Decidi()
	if m, ok := q.Busta.Messaggio.(*rpt.PaSendRT); ok && d.Ricevuta.Accettata() {
		e.ricevute[m.IDPA+m.Receipt.ReceiptID]++
		if m.IDPA == dominio {
			p := e.pendenze[m.Receipt.NoticeNumber]
			evento, err := pendenza.RicevutaPA(&m.Receipt)
			if err != nil {
				panic(err)
			}
			pagata, _, err := p.Applica(evento, pendenza.Opzioni{})
			if err != nil {
				panic(err)
			}
			e.pendenze[m.Receipt.NoticeNumber] = &pagata
		}
	}
	b, err := rpt.AppendBusta(nil, d.Messaggio)
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	if _, rotta := d.Messaggio.(*rpt.FaultSOAP); rotta {
		w.WriteHeader(http.StatusInternalServerError)
	}
	_, _ = w.Write(b)
}

func numero(i int) string { return fmt.Sprintf("3010000000000%05d", i) }

// prepara starts a body with some notices of 100.00, one euro of which is for another
// body when due, and a platform beside it.
func prepara(t *testing.T, avvisi int, due bool, g nodosim.Guasti) (*ente, *nodosim.Nodo) {
	t.Helper()
	e := &ente{pendenze: map[string]*pendenza.Pendenza{}, ricevute: map[string]int{}}
	for i := range avvisi {
		voci := `{"idVocePendenza": "1", "importo": 100.00, "descrizione": "TARI", "ibanAccredito": "` + conto + `", "tipoContabilita": "ALTRO", "codiceContabilita": "0101002IM"}`
		if due {
			voci = `{"idVocePendenza": "1", "importo": 99.00, "descrizione": "TARI", "ibanAccredito": "` + conto + `", "tipoContabilita": "ALTRO", "codiceContabilita": "0101002IM"},
				{"idVocePendenza": "2", "importo": 1.00, "descrizione": "TEFA", "idDominio": "` + secondo + `", "ibanAccredito": "` + contoB + `", "tipoContabilita": "ALTRO", "codiceContabilita": "0101002IM"}`
		}
		p, err := pendenza.ParsePendenza([]byte(fmt.Sprintf(`{"idA2A": "GEST", "idPendenza": "P%d", "idDominio": "%s", "causale": "TARI 2026", "importo": 100.00, "numeroAvviso": "%s",
			"soggettoPagatore": {"tipo": "F", "identificativo": "TSTPNI70D01L219V", "anagrafica": "Pino Test"}, "voci": [%s]}`, i, dominio, numero(i), voci)))
		require.NoError(t, err)
		p, _, err = pendenza.Crea(p, pendenza.Creazione{})
		require.NoError(t, err)
		e.pendenze[numero(i)] = &p
	}
	s := httptest.NewServer(e)
	t.Cleanup(s.Close)
	return e, nodosim.Nuovo(nodosim.Configurazione{Endpoint: s.URL, Enti: enti, Orologio: func() time.Time { return adesso }, Seme: 7, Guasti: g, Attesa: time.Millisecond})
}
