package circuito_test

import (
	"fmt"

	"github.com/quietanza/quietanza/examples/simula/circuito"
	"github.com/quietanza/quietanza/rendicontazione"
)

// A month in which some positions are paid twice, reconciled.
func Example() {
	s, err := circuito.Nuovo(circuito.Configurazione{Seme: 7, Enti: 1, Pagamenti: 100, Giorni: 30, Casi: []circuito.Caso{circuito.CasoDuplicato}})
	if err != nil {
		fmt.Println(err)
		return
	}
	motore, err := rendicontazione.NuovoAccumulatore(s.Domini()...)
	if err != nil {
		fmt.Println(err)
		return
	}
	verita := map[string]string{}
	for g, err := range s.Giornate() {
		if err == nil {
			err = g.Aggiungi(motore)
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, v := range g.Verita {
			verita[string(v.Oggetto)+v.Chiave] = v.Classe
		}
	}
	rapporto := motore.Report(s.Oggi(), rendicontazione.Opzioni{})
	errate := 0
	for _, v := range circuito.VeritaDi(&rapporto) {
		if verita[string(v.Oggetto)+v.Chiave] != v.Classe {
			errate++
		}
	}
	fmt.Println(s.Oggi(), len(rapporto.Pendenze), "positions,", errate, "wrong")
	// Output: 2025-04-01 100 positions, 0 wrong
}
