package prova

import (
	"encoding/xml"
	"errors"
	"io"
)

// Flusso is the flow of a PSP, for xml.Unmarshal.
type Flusso struct {
	XMLName xml.Name     `xml:"http://www.digitpa.gov.it/schemas/2011/Pagamenti/ FlussoRiversamento"`
	ID      string       `xml:"identificativoFlusso"`
	Numero  string       `xml:"numeroTotalePagamenti"`
	Totale  string       `xml:"importoTotalePagamenti"`
	Righe   []RigaFlusso `xml:"datiSingoliPagamenti"`
}

// RigaFlusso is a payment of a flow.
type RigaFlusso struct {
	IUV     string `xml:"identificativoUnivocoVersamento"`
	IUR     string `xml:"identificativoUnivocoRiscossione"`
	Indice  string `xml:"indiceDatiSingoloPagamento"`
	Importo string `xml:"singoloImportoPagato"`
	Esito   string `xml:"codiceEsitoSingoloPagamento"`
	Data    string `xml:"dataEsitoSingoloPagamento"`
}

// ScorriFlusso streams the payments of a flow by tokens: the fastest way of
// encoding/xml that still checks that the document is well-formed.
func ScorriFlusso(r io.Reader, riga func(*RigaFlusso) error) error {
	d := xml.NewDecoder(r)
	var testo []byte
	var x RigaFlusso
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			testo = testo[:0]
		case xml.CharData:
			testo = append(testo, t...)
		case xml.EndElement:
			if t.Name.Local != "datiSingoliPagamenti" {
				x.metti(t.Name.Local, testo)
				continue
			}
			if err := riga(&x); err != nil {
				return err
			}
			x = RigaFlusso{}
		}
	}
}

// metti sets the field of a row that an element carries.
func (x *RigaFlusso) metti(elemento string, testo []byte) {
	switch elemento {
	case "identificativoUnivocoVersamento":
		x.IUV = string(testo)
	case "identificativoUnivocoRiscossione":
		x.IUR = string(testo)
	case "indiceDatiSingoloPagamento":
		x.Indice = string(testo)
	case "singoloImportoPagato":
		x.Importo = string(testo)
	case "codiceEsitoSingoloPagamento":
		x.Esito = string(testo)
	case "dataEsitoSingoloPagamento":
		x.Data = string(testo)
	}
}
