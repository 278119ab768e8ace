package carta

import (
	"bytes"
	"fmt"
)

// puntiPerModulo is the width of a module in a PNG: about 300 dots per inch on
// paper.
const puntiPerModulo = 8

// FileCodice is a code as an image.
type FileCodice struct {
	Nome      string
	Contenuto []byte
}

// Nome returns the name of the file of a notice, without extension: domain and number of
// its first payment.
func (d *Pronto) Nome() string {
	return d.Avviso.Ente.IdDominio.String() + "_" + d.Avviso.Rate[0].NumeroAvviso.String()
}

// Codici returns the codes of a notice as images, png or svg, with their quiet zones:
// QR code, bar code where the creditor has a GLN, Data Matrix where there is a slip.
func (d *Pronto) Codici(formato string) ([]FileCodice, error) {
	var fatti []FileCodice
	for i := range d.pagamenti {
		p := &d.pagamenti[i]
		var barre *simbolo
		if p.BarCode != "" {
			s, err := codiceBarre(p.BarCode)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", p.campo, err)
			}
			barre = &s
		}
		for _, c := range []struct {
			suffisso, nome string
			simbolo        *simbolo
		}{{"qr", "QR code", &p.qr}, {"barre", "Codice a barre", barre}, {"datamatrix", "Data Matrix", p.dataMatrix}} {
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
			nome := d.Avviso.Ente.IdDominio.String() + "_" + p.Rata.NumeroAvviso.String() + "_" + c.suffisso + "." + formato
			fatti = append(fatti, FileCodice{nome, b.Bytes()})
		}
	}
	return fatti, nil
}
