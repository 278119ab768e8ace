package main

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strconv"

	pari "github.com/quietanza/quietanza/internal/confronto/prova"
	"github.com/quietanza/quietanza/internal/parallelo"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
)

// meseIntero is a month from bytes to report in one pass: flows, journal and receipts
// read and checked, lines of two items of each payment reconciled, against
// encoding/xml that decodes the same documents and does nothing else. Both sides read on
// all cores.
var meseIntero = misura{
	nome: "mese", cosa: "month, from bytes to report", unita: "line",
	quante:  func(o opzioni) int { return o.righe / 2 },
	prepara: preparaMese,
}

// documenti are those of a month.
type documenti struct {
	flussi, ricevute [][]byte
	giornale         []byte
}

func preparaMese(_ context.Context, _ opzioni, n int) (*prova, error) {
	d, err := componiMese(n)
	if err != nil {
		return nil, err
	}
	lunghezza := len(d.giornale)
	for _, lista := range [...][][]byte{d.flussi, d.ricevute} {
		for _, b := range lista {
			lunghezza += len(b)
		}
	}
	return &prova{
		n: n / 2 * 2, byte: lunghezza,
		uguali: func() error {
			r, err := d.riconcilia()
			for i := range r.Righe {
				if c := r.Righe[i].Classe; c != rendicontazione.RigaAbbinata {
					return fmt.Errorf("row %d is %v", i, c)
				}
			}
			return err
		},
		lati: []lato{
			cheDa("ours", d.riconcilia, func(r rendicontazione.Report) conteggi {
				return conteggi{"rows": len(r.Righe), "receipt items": len(r.Ricevute)}
			}),
			cheDa("encoding/xml, decoding alone", d.decodifica, func(c conteggi) conteggi { return c }),
		},
	}, nil
}

// componiMese writes the documents of n lines, two of each payment.
func componiMese(n int) (*documenti, error) {
	d := new(documenti)
	var righe []flusso.Riga
	var voci []cassa.Voce
	for i := range n / 2 {
		rt, err := componiRT(i)
		if err != nil {
			return nil, err
		}
		d.ricevute = append(d.ricevute, rt)
		uno := riga(i, -1)
		due := uno
		due.Indice = 2
		if righe = append(righe, uno, due); len(righe) < righePerFlusso && i < n/2-1 {
			continue
		}
		f, m := accreditato(len(d.flussi), righe)
		f.VersioneOggetto, f.Ricevente = "1.0", dominio.String()
		f.Mittente = flusso.Soggetto{Tipo: flusso.CodiceBIC, Codice: "PPAYITR1XXX"}
		b, err := flusso.AppendXML(nil, &f)
		if err != nil {
			return nil, err
		}
		d.flussi, righe = append(d.flussi, b), nil
		voci = append(voci, cassa.Voce{
			Conto: "0000100", TipoMovimento: "ENTRATA", TipoDocumento: "SOSPESO ENTRATA", TipoOperazione: "ESEGUITO",
			NumeroDocumento: strconv.Itoa(len(voci) + 1), Progressivo: "0", Importo: m.Importo, DataEffettivaSospeso: accredito,
			DataMovimento: accredito, DataValuta: accredito, TipoEsecuzione: "SEPA CREDIT TRANSFER", TRN: m.TRN, Causale: m.Causale,
		})
	}
	var err error
	d.giornale, err = cassa.AppendGiornale(nil, cassa.Intestazione{
		IDFlussoBT: "G1", IdDominio: dominio, Esercizio: 2024, Pagina: 1, Pagine: 1, Dal: accredito, Al: accredito, ABI: "02008",
	}, voci)
	return d, err
}

// tutti reads documents on all cores, and returns what was read in their order.
func tutti[T any](documenti [][]byte, leggi func([]byte) (T, error)) ([]T, error) {
	letti, n, k := make([]T, len(documenti)), len(documenti), runtime.GOMAXPROCS(0)
	errori := make([]error, k)
	parallelo.Volte(k, func(parte int) {
		for i := n * parte / k; i < n*(parte+1)/k && errori[parte] == nil; i++ {
			letti[i], errori[parte] = leggi(documenti[i])
		}
	})
	return letti, errors.Join(errori...)
}

// riconcilia reads all and reconciles it.
func (d *documenti) riconcilia() (r rendicontazione.Report, err error) {
	in := rendicontazione.Input{Oggi: oggi}
	if in.Flussi, err = tutti(d.flussi, func(b []byte) (flusso.Flusso, error) { return flusso.Parse(b) }); err != nil {
		return r, err
	}
	g, err := cassa.NuovoGiornale(bytes.NewReader(d.giornale))
	if err != nil {
		return r, err
	}
	for m, err := range g.Movimenti() {
		if err != nil {
			return r, err
		}
		in.Movimenti = append(in.Movimenti, m)
	}
	voci, err := tutti(d.ricevute, func(b []byte) ([]rendicontazione.VoceRicevuta, error) {
		rt, err := rpt.ParseRT(b)
		if err != nil {
			return nil, err
		}
		return rendicontazione.DaRT(&rt)
	})
	if err != nil {
		return r, err
	}
	in.Ricevute = slices.Concat(voci...)
	return rendicontazione.Riconcilia(in, rendicontazione.Opzioni{}), nil
}

// decodifica reads the same documents with encoding/xml.
func (d *documenti) decodifica() (conteggi, error) {
	righe, err := tutti(d.flussi, func(b []byte) (n int, err error) {
		err = pari.ScorriFlusso(bytes.NewReader(b), func(*pari.RigaFlusso) error { n++; return nil })
		return n, err
	})
	if err != nil {
		return nil, err
	}
	for x := xml.NewDecoder(bytes.NewReader(d.giornale)); ; {
		if _, err := x.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
	}
	voci, err := tutti(d.ricevute, func(b []byte) (int, error) {
		var rt pari.RT
		err := xml.Unmarshal(b, &rt)
		return len(rt.Pagamento.Voci), err
	})
	if err != nil {
		return nil, err
	}
	c := conteggi{"rows": 0, "receipt items": 0}
	for _, n := range righe {
		c["rows"] += n
	}
	for _, n := range voci {
		c["receipt items"] += n
	}
	return c, nil
}
