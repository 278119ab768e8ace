package jppa

import (
	"testing"

	"github.com/quietanza/quietanza/internal/automa/prova"
)

func TestMacchinaNotifica(t *testing.T) {
	prova.Tutto(t, macchinaNotifica)
	prova.Struttura(t, macchinaNotifica, Inviata, NonInviabile, ErroreInvio)
	prova.Cammina(t, macchinaNotifica,
		prova.Storia[StatoNotifica, EventoNotifica]{
			Nome: "answered once", Da: Selezionata,
			Eventi: []EventoNotifica{Risposta, ErroreTrasporto, Risposta}, A: Inviata,
		})
}

func TestMacchinaTracciato(t *testing.T) {
	prova.Tutto(t, macchinaTracciato, &ContestoTracciato{}, &ContestoTracciato{SenzaEsito: 2},
		&ContestoTracciato{AbortOnSendError: true}, &ContestoTracciato{SenzaEsito: 1, AbortOnSendError: true})
	prova.Struttura(t, macchinaTracciato, FileCaricato, ErrorLoad, Annullato)
	prova.Cammina(t, macchinaTracciato,
		prova.Storia[StatoTracciato, EventoTracciato]{
			Nome: "delivered at the second try", Da: Draft,
			Eventi: []EventoTracciato{RigaAggiunta, RigaAggiunta, ContenutoScritto, ConsegnaRinviata, Consegnato}, A: FileCaricato,
		},
		prova.Storia[StatoTracciato, EventoTracciato]{
			Nome: "undone", Da: Draft,
			Eventi: []EventoTracciato{RigaAggiunta, TuttoAnnullato, ContenutoScritto}, A: Annullato,
		})
}
