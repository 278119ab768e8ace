package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

var errRisposta = errors.New("risposta dell'ente non leggibile")

// batch sends the notification of what was paid, again and again until the body
// answers 000, as the scheduled job of the real desk does. The desk goes on meanwhile.
func (s *sportello) batch(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	pagato := s.pagato
	if !pagato.IsZero() {
		s.inviate++
	}
	n := s.inviate
	s.mu.Unlock()
	testo := "nessun pagamento da notificare"
	if !pagato.IsZero() {
		esito, err := s.trasmetti(r.Context(), notifica(pagato))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		testo = fmt.Sprintf("notifica %d: %s %s", n, esito.Codice, esito.Messaggio)
		if esito.Codice == piemontepay.RisultatoOK {
			s.mu.Lock()
			s.stato = piemontepay.Successo
			s.mu.Unlock()
		}
	}
	mostra(w, http.StatusOK, "batch", pagina{Titolo: "Batch delle notifiche", Sportello: true, Dati: map[string]string{"Testo": strings.TrimSpace(testo), "Portale": s.urlPortale}})
}

// trasmetti sends a list of notifications to the body and reads its answer.
func (s *sportello) trasmetti(ctx context.Context, m *piemontepay.TrasmettiNotifichePagamento) (piemontepay.Risultato, error) {
	busta, err := piemontepay.AppendBusta(nil, m, piemontepay.XSD110, nil)
	if err != nil {
		return piemontepay.Risultato{}, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.urlPortale+"/servizi", bytes.NewReader(busta))
	if err != nil {
		return piemontepay.Risultato{}, err
	}
	r.Header.Set("Content-Type", "text/xml; charset=utf-8")
	risposta, err := s.cliente.Do(r)
	if err != nil {
		return piemontepay.Risultato{}, err
	}
	defer func() { _ = risposta.Body.Close() }()
	corpo, err := io.ReadAll(io.LimitReader(risposta.Body, 1<<20))
	if err != nil {
		return piemontepay.Risultato{}, err
	}
	letto, err := piemontepay.ParseMessaggio(corpo, piemontepay.XSD110)
	if esito, ok := letto.(*piemontepay.Risposta); ok && err == nil {
		return esito.Result, nil
	}
	return piemontepay.Risultato{}, errors.Join(errRisposta, err)
}

func notifica(pagato time.Time) *piemontepay.TrasmettiNotifichePagamento {
	return &piemontepay.TrasmettiNotifichePagamento{
		Testata: piemontepay.TestataNotifichePagamento{
			ChiaveMessaggio: piemontepay.ChiaveMessaggio{IdMessaggio: "NP-1", CFEnteCreditore: cfEnte, CodiceVersamento: codiceVersamento},
			NumeroPagamenti: 1, ImportoTotalePagamenti: importo,
		},
		Notifiche: []piemontepay.NotificaPagamento{{
			IdPosizioneDebitoria: idPosizione, IUV: iuv.String(), ImportoPagato: importo, DataEsitoPagamento: avviso.DataDi(pagato),
			SoggettoDebitore:   piemontepay.Soggetto{Cognome: cognome, Nome: nome, IdentificativoUnivocoFiscale: codiceFiscale},
			DatiTransazionePSP: piemontepay.DatiTransazionePSP{IdPSP: "ABI99999", DataOraAvvioTransazione: avviso.DataOraDi(pagato), IUR: "IUR-PROVA-1"},
		}},
	}
}
