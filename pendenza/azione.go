package pendenza

import (
	"github.com/quietanza/quietanza/avviso"
)

// Azione is something that the host should do after an event: the library
// decides, the host acts.
type Azione struct {
	Tipo TipoAzione `json:"tipo"`
	IUV  avviso.IUV `json:"iuv,omitzero"`
	CCP  string     `json:"ccp,omitempty"` // of the attempt to notify
}

// TipoAzione is the kind of an Azione.
type TipoAzione string

// The kinds of action.
const (
	// FaiAvvisatura: send the notice, on DataNotificaAvviso when there is one.
	FaiAvvisatura TipoAzione = "Avvisatura"
	// FaiRipianifica: schedule again the reminders that have a date.
	FaiRipianifica TipoAzione = "RipianificaPromemoria"
	// FaiChiudiPromemoria: no reminder is needed any more.
	FaiChiudiPromemoria TipoAzione = "ChiudiPromemoria"
	// FaiRipristinata: an update reopened a cancelled position: tell its owner.
	FaiRipristinata TipoAzione = "Ripristinata"
	// FaiNotifica: notify the outcome of the attempt to the application.
	FaiNotifica TipoAzione = "Notifica"
	// FaiInvalidaAlternative: the other alternatives of the document are not
	// payable any more.
	FaiInvalidaAlternative TipoAzione = "InvalidaAlternative"
	// FaiQuietanza: the quietanza may be issued.
	FaiQuietanza TipoAzione = "Quietanza"
)
