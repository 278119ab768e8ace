package tracciato_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

// A file of Loader 2.x is validated, loaded and answered.
func Example() {
	const file = "ADD;APP;PEND-1;00429440068;TSTPNI70D01L219V;Pino Test;COPIE;100.00;Copie\n" +
		"ADD;APP;PEND-2;00429440068;TSTPNI70D01L219V;Pino Test;COPIE;10.000;Copie\n"
	progresso := tracciato.Inizio(tracciato.Loader2)
	if _, err := progresso.Valida(strings.NewReader(file), tracciato.Opzioni{}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(progresso.Stato)
	c := tracciato.Caricatore{
		Archivio: new(tracciato.Memoria),
		Numerazione: &avviso.Numerazione{
			Configurazione: avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}, Prossimo: 42,
		},
	}
	w := tracciato.NuovoScrittore(os.Stdout, tracciato.Loader2)
	for r, err := range c.Carica(&progresso, tracciato.LeggiLoader2(strings.NewReader(file), tracciato.Opzioni{})) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if err := w.Scrivi(&r); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(progresso.Stato, progresso.Totali, progresso.Eseguite, progresso.Fallite)
	// Output:
	// VALIDAZIONE_OK
	// ADD_OK;APP;PEND-1;01000000000004285;PAGOPA|002|301000000000004285|00429440068|10000;
	// ERR_SIN;APP;PEND-2;Richiesta non valida: importo: massimo due decimali, voci[0].importo: massimo due decimali
	// CARICAMENTO_KO 2 1 1
}
