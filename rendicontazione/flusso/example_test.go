package flusso_test

import (
	"bytes"
	"fmt"
	"os"

	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func ExampleLettore() {
	dati, err := os.ReadFile("testdata/flusso.xml")
	if err != nil {
		fmt.Println(err)
		return
	}
	l, err := flusso.NuovoLettore(bytes.NewReader(dati))
	if err != nil {
		fmt.Println(err)
		return
	}
	t := l.Testata()
	fmt.Println(t.IDFlusso, t.ImportoTotalePagamenti)
	for r, err := range l.Righe() {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(r.IUV, r.Importo, r.Esito)
	}
	// Output:
	// 2024-07-26PPAYITR1XXX-S2024072601 155.66
	// 01000000001122010 100.00 0
	// RF18539007547034 45.56 9
	// 01000000001122010 10.10 3
}

func ExampleFlusso_Anomalie() {
	dati, err := os.ReadFile("testdata/flusso.xml")
	if err != nil {
		fmt.Println(err)
		return
	}
	f, _, err := flusso.Leggi(bytes.Replace(dati, []byte(">100.00<"), []byte(">100.01<"), 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	anomalie, _ := f.Anomalie()
	for _, a := range anomalie {
		fmt.Println(a.Codice, a.Messaggio)
	}
	// Output: 007106 somma delle righe 155.67, totale dichiarato 155.66
}

func ExampleParseID() {
	id, err := flusso.ParseID("2018-05-21CIPBITMM-08-00-17-94244")
	fmt.Println(id.Data(), id.PSP(), id.Flusso(), err)
	_, err = flusso.ParseID("2017-01-01ABI00000011234")
	fmt.Println(err)
	// Output:
	// 2018-05-21 CIPBITMM 08-00-17-94244 <nil>
	// flusso: SENZA_TRATTINO "2017-01-01ABI00000011234": identificativo flusso non valido
}
