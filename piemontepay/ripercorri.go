package piemontepay

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// EventoRegistrato is one line of a caller's log about an attempt.
type EventoRegistrato struct {
	// Tipo is "redirect", "ritorno" or "notifica".
	Tipo string `json:"tipo"`
	// CodEsito is the outcome of a ritorno, empty when it carried none.
	CodEsito CodEsito `json:"codEsito,omitempty"`
	// DigestValido is what the verification of a ritorno said; absent is true.
	// A return that was refused changes nothing and refuses the log.
	DigestValido *bool `json:"digestValido,omitempty"`
}

// Riepilogo is what a log says of an attempt and of its position.
type Riepilogo struct {
	Stato          Stato               `json:"stato"`
	Pagata         bool                `json:"pagata"`         // a notification arrived
	NuovoTentativo bool                `json:"nuovoTentativo"` // a new attempt may start
	Avvertenze     []avviso.Avvertenza `json:"avvertenze"`
}

// Ripercorri replays the log of one attempt, created before its first event.
// Errors name the event in Campo ("eventi[2]"): NOME (ErrNome) for an unknown
// tipo, DIGEST (ErrDigest) for a return whose digest was not valid, TRANSIZIONE
// (ErrTransizione) for an event that the state does not admit, NOME (ErrCampo) for
// members that belong to a ritorno on another tipo.
func Ripercorri(eventi []EventoRegistrato) (Riepilogo, error) {
	t := Tentativo{Stato: Creato}
	avvertenze := []avviso.Avvertenza{}
	for i, e := range eventi {
		nuovo, sue, err := t.applica(e)
		if err != nil {
			err.Campo = "eventi[" + strconv.Itoa(i) + "]"
			return Riepilogo{}, err
		}
		t, avvertenze = nuovo, append(avvertenze, sue...)
	}
	p := Posizione{Tentativi: []Tentativo{t}}
	if t.Stato == Notificato {
		return Riepilogo{Stato: t.Stato, Pagata: true, Avvertenze: avvertenze}, nil
	}
	ammesso, sue := p.AmmetteTentativo()
	return Riepilogo{Stato: t.Stato, NuovoTentativo: ammesso, Avvertenze: append(avvertenze, sue...)}, nil
}

func (t Tentativo) applica(e EventoRegistrato) (Tentativo, []avviso.Avvertenza, *Errore) {
	if e.Tipo != "ritorno" && (e.CodEsito.Presente() || e.DigestValido != nil) {
		return t, nil, &Errore{Codice: CodiceNome, Valore: e.Tipo, Err: ErrCampo}
	}
	var avvertenze []avviso.Avvertenza
	var err error
	switch e.Tipo {
	case "redirect":
		t.Stato, err = Applica(t.Stato, Redirect)
	case "notifica":
		if t.Stato == Notificato {
			avvertenze = []avviso.Avvertenza{avverti(AvvertenzaDopoNotifica)}
		}
		t.Stato, err = Applica(t.Stato, Notifica)
	case "ritorno":
		if e.DigestValido != nil && !*e.DigestValido {
			return t, nil, &Errore{Codice: CodiceDigest, Err: ErrDigest}
		}
		t, avvertenze, err = t.registraEsito(e.CodEsito, t.Ritornato)
	default:
		return t, nil, &Errore{Codice: CodiceNome, Valore: e.Tipo, Err: ErrNome}
	}
	if err != nil {
		return t, nil, err.(*Errore)
	}
	return t, avvertenze, nil
}
