package main

import (
	"encoding/xml"
	"io"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	pari "github.com/quietanza/quietanza/internal/confronto/prova"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func leggiTutto(r io.Reader) (f pari.Flusso, err error) {
	err = xml.NewDecoder(r).Decode(&f)
	return f, err
}

// scorriRighe gives the rows of a flow their types.
func scorriRighe(f *pari.Flusso, riga func(flusso.Riga)) error {
	for i := range f.Righe {
		r, err := tipi(&f.Righe[i])
		if err != nil {
			return err
		}
		riga(r)
	}
	return nil
}

// scorriToken streams the rows, and gives them their types.
func scorriToken(r io.Reader, riga func(flusso.Riga)) error {
	return pari.ScorriFlusso(r, func(x *pari.RigaFlusso) error {
		t, err := tipi(x)
		if err == nil {
			riga(t)
		}
		return err
	})
}

// tipi gives the values of a row their types.
func tipi(x *pari.RigaFlusso) (r flusso.Riga, err error) {
	r.IUV, r.IUR = x.IUV, x.IUR
	var n int
	if n, err = strconv.Atoi(x.Indice); err != nil {
		return r, err
	}
	r.Indice = avviso.Indice(n)
	if r.Importo, err = avviso.ParseImporto(x.Importo); err != nil {
		return r, err
	}
	if r.Esito, err = flusso.ParseEsito(x.Esito); err != nil {
		return r, err
	}
	r.Data, err = avviso.ParseData(x.Data)
	return r, err
}
