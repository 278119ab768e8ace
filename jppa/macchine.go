package jppa

import (
	"context"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
	"github.com/quietanza/quietanza/internal/errore"
)

const (
	fonteInvio    = "link-it/govpay 3.8.2, InviaNotificaPagamentoMaggioliJPPAThread"
	fonteFile     = "link-it/govpay 3.8.2, TracciatiNotificaPagamenti"
	fonteConsegna = "link-it/govpay 3.8.2, SpedizioneTracciatoNotificaPagamentiThread"
)

// macchinaNotifica is the life of a notification in one run.
var macchinaNotifica = automa.Nuova(automa.Definizione[StatoNotifica, EventoNotifica, struct{}]{
	Nome:     "notifica",
	Stati:    nomiStatoNotifica.Tutti(),
	Eventi:   nomiEventoNotifica.Tutti(),
	Iniziali: []StatoNotifica{Selezionata},
	Righe: []automa.Riga[StatoNotifica, EventoNotifica, struct{}]{
		{Da: []StatoNotifica{Selezionata}, Evento: Risposta, A: Inviata, Fonte: fonteInvio},
		{Da: []StatoNotifica{Selezionata}, Evento: EsitoNonAmmesso, A: NonInviabile, Fonte: fonteInvio},
		{Da: []StatoNotifica{Selezionata}, Evento: ErroreTrasporto, A: ErroreInvio, Fonte: fonteInvio},
	},
	Errore: rifiutaTransizione,
})

// ContestoTracciato is what the guards of a file look at.
type ContestoTracciato struct {
	SenzaEsito       int  // notifications whose outcome is not recorded
	AbortOnSendError bool // the option of the run
}

var (
	errSenzaEsito  = errore.Motivo("mancano esiti di notifiche", ErrTransizione)
	errNessunaRiga = errore.Motivo("tutte le notifiche hanno gia' un esito", ErrTransizione)
	errNonAnnulla  = errore.Motivo("AbortOnSendError non richiesto", ErrTransizione)

	guardiaCompleto = &automa.Guardia[ContestoTracciato]{Nome: "completo", Ok: func(c *ContestoTracciato) error {
		if c.SenzaEsito != 0 {
			return errSenzaEsito
		}
		return nil
	}}
	guardiaIncompleto = &automa.Guardia[ContestoTracciato]{Nome: "incompleto", Ok: func(c *ContestoTracciato) error {
		if c.SenzaEsito <= 0 {
			return errNessunaRiga
		}
		return nil
	}}
	guardiaAnnulla = &automa.Guardia[ContestoTracciato]{Nome: "annulla", Ok: func(c *ContestoTracciato) error {
		if !c.AbortOnSendError {
			return errNonAnnulla
		}
		return nil
	}}
)

// macchinaTracciato is the life of a file.
var macchinaTracciato = automa.Nuova(automa.Definizione[StatoTracciato, EventoTracciato, ContestoTracciato]{
	Nome:     "tracciato",
	Stati:    nomiStatoTracciato.Tutti(),
	Eventi:   nomiEventoTracciato.Tutti(),
	Iniziali: []StatoTracciato{Draft},
	Righe: []automa.Riga[StatoTracciato, EventoTracciato, ContestoTracciato]{
		{Da: []StatoTracciato{Draft}, Evento: RigaAggiunta, Resta: true, Guardia: guardiaIncompleto, Fonte: fonteFile},
		{Da: []StatoTracciato{Draft}, Evento: ContenutoScritto, A: FileNuovo, Guardia: guardiaCompleto, Fonte: fonteFile},
		{Da: []StatoTracciato{Draft}, Evento: TuttoAnnullato, A: Annullato, Guardia: guardiaAnnulla, Fonte: fonteFile},
		{Da: []StatoTracciato{FileNuovo}, Evento: Consegnato, A: FileCaricato, Fonte: fonteConsegna},
		{Da: []StatoTracciato{FileNuovo}, Evento: ConsegnaRinviata, Resta: true, Fonte: fonteConsegna},
		{Da: []StatoTracciato{FileNuovo}, Evento: ConsegnaFallita, A: ErrorLoad, Fonte: fonteConsegna},
		{Da: []StatoTracciato{FileNuovo}, Evento: ConnettoreDisabilitato, A: ErrorLoad, Fonte: fonteConsegna},
	},
	Errore: rifiutaTransizione,
})

func rifiutaTransizione(r automa.Rifiuto) error {
	return &Errore{Codice: automa.Codice(r, CodiceTransizione), Campo: r.Campo(), Valore: r.Valore(), Err: r.Err(ErrTransizione)}
}

// PassoNotifica returns the state that e leads to from s, by the table alone; s
// and false when the table has no such row. It never allocates.
func PassoNotifica(s StatoNotifica, e EventoNotifica) (StatoNotifica, bool) {
	return macchinaNotifica.Passo(s, e)
}

// ApplicaNotifica returns the state that e leads to from s. On refusal it
// returns s and an *Errore of code TRANSIZIONE (ErrTransizione).
func ApplicaNotifica(s StatoNotifica, e EventoNotifica) (StatoNotifica, error) {
	return macchinaNotifica.Applica(s, e, nil)
}

// NuovaMacchinaNotifica returns a looplab machine of a notification that starts
// in s, to hang callbacks on; fire its events with [LanciaNotifica]. Errors:
// ErrTransizione for an invalid state or callback key.
func NuovaMacchinaNotifica(s StatoNotifica, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchinaNotifica.NuovaMacchina(s, &struct{}{}, callback)
}

// LanciaNotifica fires an event on a machine of NuovaMacchinaNotifica. Errors:
// ErrTransizione.
func LanciaNotifica(ctx context.Context, m *fsm.FSM, e EventoNotifica) error {
	return macchinaNotifica.Lancia(ctx, m, e)
}

// DiagrammaNotifica returns the life of a notification as a text, in the format
// "mermaid" (with the states given highlighted), "xstate" (the JSON of an
// XState v5 machine), "scxml" (a W3C SCXML document) or "tabella" (Markdown,
// with guards and sources). Any other is an *Errore of code FORMATO.
func DiagrammaNotifica(formato string, correnti ...StatoNotifica) (string, error) {
	return macchinaNotifica.Diagramma(formato, correnti...)
}

// PassoTracciato returns the state that e leads to from s, by the table alone; s
// and false when the table has no such row. It never allocates.
func PassoTracciato(s StatoTracciato, e EventoTracciato) (StatoTracciato, bool) {
	return macchinaTracciato.Passo(s, e)
}

// ApplicaTracciato returns the state that e leads to from s, when the guard of
// the row agrees about c. On refusal it returns s and an *Errore of code
// TRANSIZIONE (ErrTransizione).
func ApplicaTracciato(s StatoTracciato, e EventoTracciato, c *ContestoTracciato) (StatoTracciato, error) {
	return macchinaTracciato.Applica(s, e, c)
}

// NuovaMacchinaTracciato returns a looplab machine of a file that starts in s
// and asks the guards about c, to hang callbacks on; fire its events with
// [LanciaTracciato]. Errors: ErrTransizione for an invalid state, a nil c or an
// invalid callback key.
func NuovaMacchinaTracciato(s StatoTracciato, c *ContestoTracciato, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchinaTracciato.NuovaMacchina(s, c, callback)
}

// LanciaTracciato fires an event on a machine of NuovaMacchinaTracciato. Errors:
// ErrTransizione.
func LanciaTracciato(ctx context.Context, m *fsm.FSM, e EventoTracciato) error {
	return macchinaTracciato.Lancia(ctx, m, e)
}

// DiagrammaTracciato returns the life of a file as a text, in the format
// "mermaid" (with the states given highlighted), "xstate" (the JSON of an
// XState v5 machine), "scxml" (a W3C SCXML document) or "tabella" (Markdown,
// with guards and sources). Any other is an *Errore of code FORMATO.
func DiagrammaTracciato(formato string, correnti ...StatoTracciato) (string, error) {
	return macchinaTracciato.Diagramma(formato, correnti...)
}
