package nodo

// Operazione says whether a state at the Nodo ends the attempt.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.2, chapter 13, table 4.
type Operazione string

// Values of Operazione. "KO" is meant for the reuse of the IUV: after
// RPT_RIFIUTATA_PSP and RPT_DECORSI_TERMINI a negative RT still follows, and
// an activation error ends the attempt, never the position.
const (
	OperazioneAperta Operazione = "APERTA" // open
	OperazioneKO     Operazione = "KO"     // closed, not paid
	OperazioneOK     Operazione = "OK"     // closed, receipt delivered
)

// Riuso says whether a request with the same IUV may be sent again.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.2, chapter 13, table 4.
type Riuso string

// Values of Riuso.
const (
	RiusoNonDetto Riuso = ""   // the documents do not say
	RiusoSi       Riuso = "SI" // it may
	RiusoNo       Riuso = "NO" // it may not
)

// Descrizione returns the official description of the code, "" for an invalid
// state.
func (s Stato) Descrizione() string { return s.fatti().descrizione }

// Operazione says whether the state ends the attempt, "" for an invalid state.
func (s Stato) Operazione() Operazione { return s.fatti().operazione }

// Riuso says whether the IUV may be used again.
func (s Stato) Riuso() Riuso { return s.fatti().riuso }

// Rango is the place of the code in the course of a payment: 0 for START, then
// from 1 up. An edge that raises it goes forward, any other goes back. It is 0
// for an invalid state.
func (s Stato) Rango() int { return s.fatti().rango }

// Terminale reports whether no code follows in the ordinary course:
// RT_ACCETTATA_PA and RPT_ATTIVATA_ERRORE. Each has one exceptional way out.
func (s Stato) Terminale() bool { return s == RTAccettataPA || s == RPTAttivataErrore }

// Storico reports whether the code belongs to older lists: it is accepted and
// never written.
func (s Stato) Storico() bool { return s == RPTInviataPA || s == RTRicevutaPA }

// CodiciStoria returns the codes that a state of the Nodo's own history
// (nodoChiediStatoRPT) stands for, in order, and whether it is one that the
// journal does not know: RPT_RISOLTA_OK is RPT_ACCETTATA_PSP and RPT_PAGATA.
//
// Source: pagoPA, test suite of the Nodo, histories of nodoChiediStatoRPT.
func CodiciStoria(nome string) ([]string, bool) {
	switch nome {
	case "RPT_PARCHEGGIATA_NODO_MOD3":
		return []string{"RPT_PARCHEGGIATA_NODO"}, true
	case "RPT_ESITO_SCONOSCIUTO_PSP":
		return []string{"RPT_INVIATA_A_PSP"}, true
	case "RPT_RISOLTA_OK":
		return []string{"RPT_ACCETTATA_PSP", "RPT_PAGATA"}, true
	case "RPT_RISOLTA_KO":
		return []string{"RPT_ACCETTATA_PSP", "RPT_ANNULLATA"}, true
	case "RPT_ANNULLATA_WISP":
		return []string{"RPT_PARCHEGGIATA_NODO", "RPT_ANNULLATA"}, true
	case "RT_GENERATA_NODO":
		return []string{"RT_RICEVUTA_NODO"}, true
	case "RT_INVIATA_PA", "RT_ERRORE_INVIO_A_PA":
		return []string{"RT_ACCETTATA_NODO"}, true
	}
	return nil, false
}
