package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// puntiPerModulo is the width of a module in a PNG: about 300 dots per inch on
// paper.
const puntiPerModulo = 8

// fileCodici returns the codes of a notice as files of their own, those that it has
// on paper: the format is png, svg, or "" for none.
func fileCodici(d documento, formato string) ([]fileFatto, error) {
	if formato == "" {
		return nil, nil
	}
	var fatti []fileFatto
	for _, p := range d.pagamenti {
		base := d.avviso.Ente.IdDominio.String() + "_" + p.Rata.NumeroAvviso.String() + "_"
		for _, c := range []struct {
			suffisso, nome string
			simbolo        *simbolo
		}{{"qr", "QR code", &p.qr}, {"barre", "Codice a barre", p.barre}, {"datamatrix", "Data Matrix", p.dataMatrix}} {
			if c.simbolo == nil {
				continue
			}
			var b bytes.Buffer
			var err error
			if formato == "svg" {
				err = c.simbolo.svg(&b, c.nome+" del codice avviso "+p.CodiceAvviso)
			} else {
				err = c.simbolo.png(&b, puntiPerModulo)
			}
			if err != nil {
				return nil, err
			}
			fatti = append(fatti, fileFatto{base + c.suffisso + "." + formato, b.Bytes()})
		}
	}
	return fatti, nil
}

// scrittoreIn returns a function that writes files into a directory; a file that is
// there already is left alone, and is an error, unless sovrascrivi.
func scrittoreIn(cartella string, sovrascrivi bool) (func(string, []byte) error, error) {
	if err := os.MkdirAll(cartella, 0o755); err != nil {
		return nil, err
	}
	modo := os.O_CREATE | os.O_WRONLY | os.O_EXCL
	if sovrascrivi {
		modo = os.O_CREATE | os.O_WRONLY | os.O_TRUNC
	}
	return func(nome string, contenuto []byte) error {
		percorso := filepath.Join(cartella, nome)
		f, err := os.OpenFile(percorso, modo, 0o644)
		if os.IsExist(err) {
			return fmt.Errorf("%s esiste già: scegli un'altra cartella con -uscita, o -sovrascrivi", percorso)
		}
		if err != nil {
			return err
		}
		if _, err = f.Write(contenuto); err != nil {
			_ = f.Close()
			return err
		}
		return f.Close()
	}, nil
}
