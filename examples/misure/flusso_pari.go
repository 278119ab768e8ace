package main

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// pariFlusso is the document as a user of encoding/xml would declare it, every
// value a text, nothing checked.
type pariFlusso struct {
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

func leggiTutto(r io.Reader) (f pariFlusso, err error) {
	err = xml.NewDecoder(r).Decode(&f)
	return f, err
}

// scorri gives the rows their types.
func (f *pariFlusso) scorri(riga func(flusso.Riga)) error {
	for i := range f.Righe {
		t := &f.Righe[i]
		var r flusso.Riga
		for _, c := range [...][2]string{
			{"identificativoUnivocoVersamento", t.IUV},
			{"identificativoUnivocoRiscossione", t.IUR},
			{"indiceDatiSingoloPagamento", t.Indice},
			{"singoloImportoPagato", t.Importo},
			{"codiceEsitoSingoloPagamento", t.Esito},
			{"dataEsitoSingoloPagamento", t.Data},
		} {
			if err := assegna(&r, c[0], c[1]); err != nil {
				return err
			}
		}
		riga(r)
	}
	return nil
}

// assegna sets the field of a row that an element carries.
func assegna(r *flusso.Riga, elemento, testo string) (err error) {
	switch elemento {
	case "identificativoUnivocoVersamento":
		r.IUV = testo
	case "identificativoUnivocoRiscossione":
		r.IUR = testo
	case "indiceDatiSingoloPagamento":
		var n int
		n, err = strconv.Atoi(testo)
		r.Indice = flusso.Indice(n)
	case "singoloImportoPagato":
		r.Importo, err = avviso.ParseImporto(testo)
	case "codiceEsitoSingoloPagamento":
		r.Esito, err = flusso.ParseEsito(testo)
	case "dataEsitoSingoloPagamento":
		r.Data, err = avviso.ParseData(testo)
	}
	return err
}

// scorriToken streams the rows with the tokens of encoding/xml: its fastest way
// that still checks that the document is well-formed.
func scorriToken(r io.Reader, riga func(flusso.Riga)) error {
	d := xml.NewDecoder(r)
	var testo []byte
	var x flusso.Riga
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
			if err := assegna(&x, t.Name.Local, string(testo)); err != nil {
				return err
			}
			if t.Name.Local == "datiSingoliPagamenti" {
				riga(x)
				x = flusso.Riga{}
			}
		}
	}
}
