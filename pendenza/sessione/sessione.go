package sessione

import (
	"slices"
	"time"

	"github.com/quietanza/quietanza/rpt"
)

// Sessione is one payment that a portal started. It is a value: its methods
// return another one.
//
// Source: GovPay, API Pagamenti v2, Pagamento.
type Sessione struct {
	IDPagamento string          `json:"id"` // of GovPay, in location and in the return URL
	IDSession   string          `json:"idSession"`
	CodiceStato CodiceStato     `json:"codiceStato"`
	Esito       EsitoRitorno    `json:"esito,omitzero"` // of the return; indicative
	Tentativi   []rpt.Tentativo `json:"tentativi,omitempty"`
}

// Avvia returns a session whose citizen is at the PSP.
func Avvia(idPagamento, idSession string) Sessione {
	return Sessione{IDPagamento: idPagamento, IDSession: idSession, CodiceStato: InCorsoAlPSP}
}

// Stato returns the sum of the attempts: what GET /pagamenti/{idPagamento}
// answers. A return never changes it.
func (s Sessione) Stato() rpt.StatoSessione { return rpt.EsitoSessione(s.Tentativi) }

// Ritorna is the return of the citizen. Only the first counts. The error is an
// *Errore: OBBLIGATORIO (ErrRitorno) when the return is of another session,
// TRANSIZIONE (ErrTransizione) for a session that has no valid state.
func (s Sessione) Ritorna(r Ritorno) (Sessione, error) {
	if r.IDSession != s.IDSession {
		return s, rifiuta(CodiceObbligatorio, parametroSessione, r.IDSession, ErrRitorno)
	}
	prima := s.CodiceStato
	c, err := Applica(prima, Ritorna)
	if err != nil {
		return s, err
	}
	s.CodiceStato = c
	if s.Esito == "" {
		s.Esito = r.Esito
	}
	return s, nil
}

// Aggiorna takes the attempts as they are now, all of them, and moves the
// session by their sum. While the citizen is at the PSP and no attempt is over
// the session stays there.
func (s Sessione) Aggiorna(tentativi []rpt.Tentativo) (Sessione, error) {
	s.Tentativi = slices.Clone(tentativi)
	e := eventoDi(s.Stato())
	if e == Attende && (s.CodiceStato != InCorsoAlPSP || !alcunoFinito(tentativi)) {
		return s, nil
	}
	c, err := Applica(s.CodiceStato, e)
	if err != nil {
		return s, err
	}
	s.CodiceStato = c
	return s, nil
}

func alcunoFinito(tentativi []rpt.Tentativo) bool {
	return slices.ContainsFunc(tentativi, func(t rpt.Tentativo) bool { return t.Stato.IsValid() && !t.Stato.Pendente() })
}

// ScadenzaSessionePSP is how long the simulated PSP waits for a citizen who gave
// up without choosing.
//
// Source: GovPay Loader, "Pagamenti tramite portale cittadino", step 5.
const ScadenzaSessionePSP = 5 * time.Minute

// EsitoSimulato returns what a simulated PSP has of an attempt that began at an
// instant: the outcome that the citizen chose, at once; without a choice ("")
// nothing before ScadenzaSessionePSP, then "Pagamento non eseguito".
//
// Source: GovPay Loader, "Pagamenti tramite portale cittadino", step 5.
func EsitoSimulato(scelta rpt.CodiceEsitoPagamento, inizio, adesso time.Time) (esito rpt.CodiceEsitoPagamento, pronto bool) {
	switch {
	case scelta.IsValid():
		return scelta, true
	case adesso.Sub(inizio) >= ScadenzaSessionePSP:
		return rpt.PagamentoNonEseguito, true
	}
	return "", false
}
