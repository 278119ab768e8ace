package rpt

import (
	"time"

	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Durations after which something expires.
const (
	// GiorniConservazione is how long the Nodo keeps an RPT at the PSP without
	// an RT, in days.
	GiorniConservazione = 90
	// DurataToken is how long a paymentToken lasts by default.
	DurataToken = 30 * time.Minute
	// DurataTentativo is how long a pending attempt of the newer models lasts
	// by default; a host may set 1 to 30 minutes.
	DurataTentativo = 30 * time.Minute
	// DurataTentativoMinima is the shortest setting of DurataTentativo.
	DurataTentativoMinima = time.Minute
	// DurataSessionePSP is how long the simulated PSP waits for a choice of the
	// user before it sends an RT with outcome 1.
	DurataSessionePSP = 5 * time.Minute
)

// Scadenza is a thing that expires.
type Scadenza string

// The things that expire.
const (
	ScadenzaConservazione Scadenza = "CONSERVAZIONE" // an RPT at the PSP without an RT
	ScadenzaToken         Scadenza = "TOKEN"         // a paymentToken
	ScadenzaTentativo     Scadenza = "TENTATIVO"     // a pending attempt of the newer models
	ScadenzaSessionePSP   Scadenza = "SESSIONE_PSP"  // the user at the simulated PSP
)

// EsitoScadenza is what a thing that expired produces.
type EsitoScadenza struct {
	Stato         nodo.Stato           // the state it reaches at the Nodo, 0 for none
	StatoEnte     StatoRpt             // the state it reaches at the body, 0 for none
	Esito         CodiceEsitoPagamento // the outcome of the RT that is made, "" for none
	EsitoParziale CodiceEsitoPagamento // the same when part was paid
	EsitoSingolo  string               // esitoSingoloPagamento of that RT, "" when not told
}

// datiScadenza are the facts of each thing that expires.
//
// CONSERVAZIONE: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, §12.3.1,
// and 2.2, chapter 13. TOKEN: SANP 3, section 3. TENTATIVO: GovPay 3, pending
// attempts. SESSIONE_PSP: GovPay Loader, simulated PSP.
var datiScadenza = map[Scadenza]struct {
	giorni int
	durata time.Duration
	esito  EsitoScadenza
}{
	ScadenzaConservazione: {GiorniConservazione, 0, EsitoScadenza{
		Stato: nodo.RPTDecorsiTermini, Esito: DecorrenzaTermini, EsitoParziale: DecorrenzaTerminiParziale,
	}},
	ScadenzaToken: {0, DurataToken, EsitoScadenza{
		Esito: PagamentoNonEseguito, EsitoSingolo: "BATCH_ANNULLAMENTO:TOKEN_SCADUTO",
	}},
	ScadenzaTentativo:   {0, DurataTentativo, EsitoScadenza{StatoEnte: StatoRPTScaduta}},
	ScadenzaSessionePSP: {0, DurataSessionePSP, EsitoScadenza{Esito: PagamentoNonEseguito}},
}

// Produce returns what the expiry produces. For CONSERVAZIONE the RT has
// importo 0.00 although the real amount is unknown, and an RT that the PSP sends
// later is discarded. For TOKEN the RT goes to a body of the older kind only; a
// later confirmation of the PSP may still bring a positive receipt. After
// TENTATIVO a receipt is still accepted.
func (s Scadenza) Produce() EsitoScadenza {
	return datiScadenza[s].esito
}

// IsValid reports whether s is one of the things that expire.
func (s Scadenza) IsValid() bool { _, nota := datiScadenza[s]; return nota }

// Da returns the instant at which a thing that began at inizio expires: 90
// civil days later in Europe/Rome, at the same time of the day, for
// CONSERVAZIONE; the default duration later for the others. From that instant on
// it has expired. It is the zero time for an invalid value.
func (s Scadenza) Da(inizio time.Time) time.Time {
	if !s.IsValid() {
		return time.Time{}
	}
	d := datiScadenza[s]
	if d.giorni > 0 {
		return inizio.In(ora.Roma).AddDate(0, 0, d.giorni)
	}
	return inizio.Add(d.durata)
}

// ScadenzaTentativoDi returns the instant at which an attempt that began at
// inizio expires with a duration of the host's, from 1 to 30 minutes; another
// one is a DURATA error (ErrDurata).
//
// Source: GovPay 3, pending attempts of the newer models.
func ScadenzaTentativoDi(inizio time.Time, durata time.Duration) (time.Time, error) {
	if durata < DurataTentativoMinima || durata > DurataTentativo {
		return time.Time{}, &Errore{Codice: CodiceDurata, Valore: durata.String(), Err: ErrDurata}
	}
	return inizio.Add(durata), nil
}
