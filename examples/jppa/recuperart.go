package main

import (
	"io"
	"net/http"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
)

// servizioRecuperaRT is the service of the body that JPPA calls.
type servizioRecuperaRT struct {
	archivio *archivio
	adesso   avviso.DataOra
}

// ServeHTTP answers one RecuperaRT; whoever gets here has authenticated.
func (s *servizioRecuperaRT) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	corpo, err := io.ReadAll(http.MaxBytesReader(w, r.Body, massimoCorpo))
	if err != nil {
		http.Error(w, "richiesta non leggibile", http.StatusBadRequest)
		return
	}
	richiesta, err := jppa.ParseRichiestaRecuperaRT(corpo)
	if err != nil {
		rispondiFault(w, "soap:Client", err.Error())
		return
	}
	principal, _, _ := r.BasicAuth()
	risposta, _ := jppa.RispondiRecuperaRT(richiesta, principal, s.adesso, s.archivio) // the error is for a log, which this program has not
	b, err := jppa.AppendRispostaRecuperaRT(nil, risposta)
	if err != nil {
		rispondiFault(w, "soap:Server", "risposta non scrivibile")
		return
	}
	rispondiXML(w, http.StatusOK, b)
}

func rispondiXML(w http.ResponseWriter, stato int, corpo []byte) {
	w.Header().Set("Content-Type", jppa.ContentType+"; charset=utf-8")
	w.WriteHeader(stato)
	_, _ = w.Write(corpo) // the client has gone: nobody to tell
}

// rispondiFault answers with a SOAP fault, as SOAP 1.1 wants under HTTP 500.
func rispondiFault(w http.ResponseWriter, codice, testo string) {
	b, err := jppa.AppendFault(nil, jppa.Fault{Codice: codice, Testo: testo})
	if err != nil {
		http.Error(w, "fault", http.StatusInternalServerError)
		return
	}
	rispondiXML(w, http.StatusInternalServerError, b)
}
