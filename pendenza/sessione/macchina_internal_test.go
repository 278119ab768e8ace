package sessione

import (
	"testing"

	"github.com/quietanza/quietanza/internal/automa/prova"
)

func TestMacchina(t *testing.T) {
	prova.Tutto(t, macchina)
	prova.Struttura(t, macchina)
	prova.Cammina(t, macchina, prova.Storia[CodiceStato, Evento]{
		Nome: "back, waiting, paid", Da: InCorsoAlPSP,
		Eventi: []Evento{Ritorna, Attende, ChiudeEseguito, Ritorna}, A: Eseguito,
	})
}
