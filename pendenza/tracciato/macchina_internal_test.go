package tracciato

import (
	"testing"

	"github.com/quietanza/quietanza/internal/automa/prova"
)

func TestMacchina(t *testing.T) {
	prova.Tutto(t, macchina)
	prova.Struttura(t, macchina, ValidazioneKO, Annullato)
	prova.Cammina(t, macchina,
		prova.Storia[Stato, Evento]{
			Nome: "loaded and printed", Da: Nuovo,
			Eventi: []Evento{Valida, AvviaCaricamento, FineOK, Stampa, FineStampa}, A: CaricamentoOK,
		},
		prova.Storia[Stato, Evento]{
			Nome: "stopped and gone on", Da: Nuovo,
			Eventi: []Evento{Valida, AvviaCaricamento, AvviaCaricamento, FineKO}, A: CaricamentoKO,
		},
	)
}
