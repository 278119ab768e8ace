package pendenza

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
)

// Codes of refusals of an event.
const (
	CodiceTransizione     avviso.Codice = "TRANSIZIONE_NON_AMMESSA"    // the state does not admit the event, or its guard says no
	CodiceAggiornamento   avviso.Codice = "AGGIORNAMENTO_NON_AMMESSO"  // the new data break a rule of the update; the text begins with its VER code
	CodiceRTDuplicata     avviso.Codice = "RT_DUPLICATA"               // the receipt, or the payment, is known already
	CodiceGiaRiconciliato avviso.Codice = "PAGAMENTO_GIA_RICONCILIATO" // the payment is reconciled already
	CodiceEvento          avviso.Codice = "EVENTO_NON_VALIDO"          // the event lacks a datum, or has one that makes no sense
)

// Codes of refusals of a document.
const (
	CodiceJSON      avviso.Codice = "JSON"       // the text is not a JSON object
	CodiceMembro    avviso.Codice = "MEMBRO"     // a member that the document does not have, or has twice
	CodiceNonValida avviso.Codice = "NON_VALIDA" // violations: see Violazioni
	CodiceNome      avviso.Codice = "NOME"       // no such name in an enumeration
	CodiceVuoto     avviso.Codice = "VUOTO"      // a roll-up of nothing
	CodiceBOM       avviso.Codice = "BOM"        // a byte-order mark, tolerated
	CodiceRisposta  avviso.Codice = "RISPOSTA"   // a position that the body cannot answer the Nodo with
)

// Kinds of error. Every *Errore of this package unwraps to one of them.
var (
	// ErrTransizione is an event that the present state does not admit.
	ErrTransizione = errors.New("transizione non ammessa")
	// ErrAggiornamento is an update whose data break a rule.
	ErrAggiornamento = errors.New("aggiornamento non ammesso")
	// ErrRTDuplicata is a receipt, or a payment, that the position knows.
	ErrRTDuplicata = errors.New("RT duplicata")
	// ErrGiaRiconciliato is a payment reconciled before.
	ErrGiaRiconciliato = errors.New("pagamento già riconciliato")
	// ErrEvento is an event without the data it needs.
	ErrEvento = errors.New("evento non valido")
	// ErrDocumento is a text that is not a document of this package.
	ErrDocumento = errors.New("documento non leggibile")
	// ErrNonValida is a position with violations.
	ErrNonValida = errors.New("pendenza non valida")
	// ErrNome is a text that names no value of an enumeration.
	ErrNome = errors.New("nome sconosciuto")
	// ErrVuoto is a roll-up of an empty list.
	ErrVuoto = errors.New("nessuno stato")
	// ErrRisposta is a position that the body cannot answer the Nodo with.
	ErrRisposta = errors.New("risposta al Nodo non costruibile")
)

// Errore is a refusal of this package: Campo is the member; of a refused event it is the
// state, and Valore the event.
type Errore = avviso.ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "pendenza" }

// motivo is a reason that belongs to a kind: its text says more than the kind.
type motivo struct {
	codice avviso.Codice
	testo  string
	tipi   []error
}

func (m *motivo) Error() string   { return m.testo }
func (m *motivo) Unwrap() []error { return m.tipi }

// errNullo is the refusal of a document, or an event, that is nil.
func errNullo(campo string) error {
	return &Errore{Codice: avviso.CodiceNullo, Campo: campo, Err: avviso.ErrNullo}
}

func nuovoMotivo(c avviso.Codice, testo string, tipi ...error) *motivo {
	return &motivo{c, testo, tipi}
}

func rifiutaNome(campo string) func(string) error {
	return func(v string) error {
		return &Errore{Codice: CodiceNome, Campo: campo, Valore: v, Err: ErrNome}
	}
}

// sottoPercorso puts a path before that of a refusal.
func sottoPercorso(percorso string, err error) error {
	var e *Errore
	if percorso == "" || !errors.As(err, &e) {
		return err
	}
	return &Errore{Codice: e.Codice, Campo: sotto(percorso, e.Campo), Valore: e.Valore, Err: e.Err}
}
