package carico

import (
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/quietanza/quietanza/pendenza/notifica"
)

// Ascoltatore is an application that is told of payments.
type Ascoltatore struct {
	// Rifiuta reports whether a notification is to be answered 503, nil for never.
	Rifiuta func(idRicevuta string) bool

	m      sync.Mutex
	avute  map[string]int // by receiptId
	strane []string
}

// ServeHTTP implements http.Handler: what cannot be read is remembered, and refused.
func (a *Ascoltatore) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	corpo, err := io.ReadAll(r.Body)
	if err != nil {
		return // the gateway died meanwhile
	}
	percorso, err := notifica.ParsePercorso(r.URL.RequestURI())
	var n notifica.Notifica
	if err == nil {
		n, err = notifica.Parse(percorso, corpo)
	}
	a.m.Lock()
	defer a.m.Unlock()
	switch {
	case err != nil:
		a.strane = append(a.strane, r.URL.Path+": "+err.Error())
		http.Error(w, err.Error(), http.StatusBadRequest)
	case n.CCP() != percorso.IDRicevuta:
		a.strane = append(a.strane, r.URL.Path+": "+n.CCP())
		http.Error(w, n.CCP(), http.StatusBadRequest)
	case a.Rifiuta != nil && a.Rifiuta(percorso.IDRicevuta):
		http.Error(w, "riprova", http.StatusServiceUnavailable)
	default:
		if a.avute == nil {
			a.avute = map[string]int{}
		}
		a.avute[strings.Clone(percorso.IDRicevuta)]++
		w.WriteHeader(http.StatusOK)
	}
}

// Avute returns how often each receiptId was told of, and what could not be read.
func (a *Ascoltatore) Avute() (map[string]int, []string) {
	a.m.Lock()
	defer a.m.Unlock()
	copia := make(map[string]int, len(a.avute))
	for k, n := range a.avute {
		copia[k] = n
	}
	return copia, append([]string(nil), a.strane...)
}
