package piemontepay

import (
	"testing"

	"github.com/quietanza/quietanza/internal/automa/prova"
)

func TestMacchina(t *testing.T) {
	prova.Tutto(t, macchina)
	prova.Struttura(t, macchina)
	prova.Cammina(t, macchina,
		prova.Storia[Stato, Evento]{Nome: "paid", Da: Creato, Eventi: []Evento{Redirect, RitornoPositivo, Notifica}, A: Notificato},
		prova.Storia[Stato, Evento]{Nome: "abandoned", Da: Creato, Eventi: []Evento{Redirect, RitornoNegativo}, A: EsitoNegativoRicevuto},
	)
}
