package pendenza

// EsitoVerifica is the answer of the verification of a notice.
//
// Source: GovPay, API Pendenze v2, GET /avvisi/{idDominio}/{numeroAvviso};
// SANP 2.4, section 3, "Verifica di una posizione debitoria".
type EsitoVerifica string

// The outcomes.
const (
	// Pagabile: the position can be paid.
	Pagabile EsitoVerifica = "PAGABILE"
	// VerificaHost: the application that owns the position must be asked first.
	VerificaHost EsitoVerifica = "VERIFICA_HOST"
	// VerificaAnnullata: cancelled, or transferred.
	VerificaAnnullata EsitoVerifica = "ANNULLATA"
	// GiaPagata: paid, in part too, or by another alternative.
	GiaPagata EsitoVerifica = "GIA_PAGATA"
	// VerificaScaduta: past its last payable day.
	VerificaScaduta EsitoVerifica = "SCADUTA"
	// Sconosciuta: no such position.
	Sconosciuta EsitoVerifica = "SCONOSCIUTA"
	// InCorso: another attempt is running.
	InCorso EsitoVerifica = "IN_CORSO"
	// VerificaErrore: the request or the answer of the host is wrong.
	VerificaErrore EsitoVerifica = "ERRORE"
)

// Connettore says whether an application can be asked about a position. Zero is
// invalid.
//
// Source: GovPay, API Ente, connettore di verifica.
type Connettore string

// The values of Connettore.
const (
	// ConnettoreAssente: no application handles that IUV.
	ConnettoreAssente Connettore = "assente"
	// SenzaConnettore: the application cannot be asked.
	SenzaConnettore Connettore = "senzaConnettore"
	// ConnettoreAttivo: the application can be asked.
	ConnettoreAttivo Connettore = "attivo"
)

// IsValid reports whether c is one of the values.
func (c Connettore) IsValid() bool {
	return c == ConnettoreAssente || c == SenzaConnettore || c == ConnettoreAttivo
}

// StatoHost is what an application says of a position.
//
// Source: GovPay, API Ente v2, StatoPendenzaVerificata; DUPLICATA is of v1 only.
type StatoHost string

// What the application says. HostErrore is an answer that did not come.
const (
	HostNonEseguita StatoHost = "NON_ESEGUITA"
	HostAnnullata   StatoHost = "ANNULLATA"
	HostDuplicata   StatoHost = "DUPLICATA"
	HostScaduta     StatoHost = "SCADUTA"
	HostSconosciuta StatoHost = "SCONOSCIUTA"
	HostErrore      StatoHost = "ERRORE"
)

// IsValid reports whether s is one of the values.
func (s StatoHost) IsValid() bool {
	switch s {
	case HostNonEseguita, HostAnnullata, HostDuplicata, HostScaduta, HostSconosciuta, HostErrore:
		return true
	}
	return false
}
