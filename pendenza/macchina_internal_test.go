package pendenza

import (
	"errors"
	"testing"

	"github.com/quietanza/quietanza/internal/automa/prova"
)

func TestMacchina(t *testing.T) {
	prova.Tutto(t, macchina,
		&Contesto{}, &Contesto{TentativoInCorso: true}, &Contesto{TentativoInCorso: true, Forza: true},
		&Contesto{NonPagabile: errors.New("no")}, &Contesto{RTDuplicata: true}, &Contesto{PagamentoIgnoto: true},
		&Contesto{GiaRiconciliato: true}, &Contesto{NonAggiornabile: violata(VER005, "voci")})
	prova.Struttura(t, macchina)
	prova.Cammina(t, macchina,
		prova.Storia[Stato, Passaggio]{
			Nome: "paid and reconciled", Da: Bozza,
			Eventi: []Passaggio{PassaPubblica, PassaTentativo, PassaRicevutaEseguita, PassaIncassa}, A: Incassata,
		},
		prova.Storia[Stato, Passaggio]{
			Nome: "cancelled, paid late, given back", Da: NonEseguita,
			Eventi: []Passaggio{PassaAnnulla, PassaRicevutaEseguita, PassaStornoTotale}, A: NonEseguita,
		},
	)
}
