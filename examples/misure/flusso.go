package main

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"

	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// flussoXML is the document as a user of encoding/xml would declare it.
type flussoXML struct {
	XMLName xml.Name `xml:"http://www.digitpa.gov.it/schemas/2011/Pagamenti/ FlussoRiversamento"`
	ID      string   `xml:"identificativoFlusso"`
	Numero  string   `xml:"numeroTotalePagamenti"`
	Totale  string   `xml:"importoTotalePagamenti"`
	Righe   []struct {
		IUV     string `xml:"identificativoUnivocoVersamento"`
		IUR     string `xml:"identificativoUnivocoRiscossione"`
		Indice  string `xml:"indiceDatiSingoloPagamento"`
		Importo string `xml:"singoloImportoPagato"`
		Esito   string `xml:"codiceEsitoSingoloPagamento"`
		Data    string `xml:"dataEsitoSingoloPagamento"`
	} `xml:"datiSingoliPagamenti"`
}

// misuraFlusso times the streaming reader, strict and checked, against
// encoding/xml, which checks nothing, on one flow.
func misuraFlusso(_ context.Context, o opzioni) ([]riga3, error) {
	n := o.righe
	righe := make([]flusso.Riga, n)
	for i := range righe {
		righe[i] = riga(i, -1)
	}
	f, _ := accreditato(1, righe)
	f.VersioneOggetto, f.Ricevente = "1.0", dominio.String()
	f.Mittente = flusso.Soggetto{Tipo: flusso.CodiceBIC, Codice: "PPAYITR1XXX"}
	doc, err := flusso.AppendXML(nil, &f)
	if err != nil {
		return nil, err
	}
	var contate int
	var errLettura error
	nostro := cronometra(o.giri, func() { contate, errLettura = conta(doc) })
	if errLettura != nil {
		return nil, errLettura
	}
	var lette int
	altrui := cronometra(o.giri, func() {
		var x flussoXML
		errLettura = xml.Unmarshal(doc, &x)
		lette = len(x.Righe)
	})
	if errLettura != nil || contate != n || lette != n {
		return nil, errors.Join(errLettura, fmt.Errorf("%d, %d rows of %d", contate, lette, n))
	}
	cosa := fmt.Sprintf("flow XML, %.0f MB, %.0f MB/s streamed", float64(len(doc))/1e6, float64(len(doc))/1e6/nostro.tempo.Seconds())
	return []riga3{{cosa: cosa, pari: "encoding/xml Unmarshal", unita: "row", n: n, nostro: nostro, altrui: altrui}}, nil
}

// conta streams a flow and counts its rows.
func conta(doc []byte) (int, error) {
	l, err := flusso.NuovoLettore(bytes.NewReader(doc))
	if err != nil {
		return 0, err
	}
	n := 0
	for _, err := range l.Righe() {
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
