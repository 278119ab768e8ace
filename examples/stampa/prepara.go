package main

import (
	"bytes"
	"fmt"

	"github.com/quietanza/quietanza/avviso"
)

// prepara checks a notice and formats its payments. What is wrong is an error, what
// a person may want to see is the second result.
func prepara(a avviso.Avviso, sc scelte) (documento, []string, error) {
	if err := a.Valida(); err != nil {
		return documento{}, nil, err
	}
	d := documento{avviso: a, slip: sc.slip != "no", giorno: sc.giorno}
	for i, r := range a.Rate {
		if sc.rigoroso {
			if _, err := avviso.ParseNumeroAvvisoRigoroso(r.NumeroAvviso.String()); err != nil {
				return documento{}, nil, fmt.Errorf("rate[%d]: %w", i, err)
			}
		}
		if sc.slip == "si" {
			if _, err := avviso.ContoPostaleObbligato(r.Accredito, r.Appoggio); err != nil {
				return documento{}, nil, fmt.Errorf("rate[%d]: %w", i, err)
			}
		}
		s, err := a.Sezione(r)
		if err != nil {
			return documento{}, nil, err
		}
		p, err := nuovoPagamento(s, d.slip)
		if err != nil {
			return documento{}, nil, fmt.Errorf("rate[%d]: %w", i, err)
		}
		d.pagamenti = append(d.pagamenti, p)
	}
	totale, err := a.Totale()
	if err != nil {
		return documento{}, nil, err
	}
	d.totale = totale
	var note []string
	for _, av := range a.Avvertenze() {
		note = append(note, av.String())
	}
	return d, append(note, nonDisegnabili(a)...), nil
}

// nonDisegnabili tells the characters of a notice that the fonts cannot draw.
func nonDisegnabili(a avviso.Avviso) []string {
	campi := [][2]string{
		{"ente.nome", a.Ente.Nome},
		{"ente.settore", a.Ente.Settore},
		{"ente.informazioni", a.Ente.Informazioni},
		{"ente.intestatarioConto", a.Ente.IntestatarioConto},
		{"ente.autorizzazione", a.Ente.Autorizzazione},
		{"debitore.identificativo", a.Debitore.Identificativo},
		{"debitore.nome", a.Debitore.Nome},
		{"debitore.indirizzo", a.Debitore.Indirizzo},
		{"debitore.localita", a.Debitore.Localita},
		{"oggetto", a.Oggetto},
	}
	for i, r := range a.Rate {
		campi = append(campi, [2]string{fmt.Sprintf("rate[%d].etichetta", i), r.Etichetta})
	}
	var note []string
	for _, c := range campi {
		if nota := notaPersi(c[0], c[1]); nota != "" {
			note = append(note, nota)
		}
	}
	return note
}

// componi draws notices into one PDF; of none it makes nothing.
func componi(documenti []documento) (*foglio, []byte, error) {
	if len(documenti) == 0 {
		return nil, nil, nil
	}
	titolo := documenti[0].titolo()
	if n := len(documenti); n > 1 {
		titolo = fmt.Sprintf("Avvisi di pagamento (%d)", n)
	}
	f := nuovoFoglio(titolo, "Avviso di pagamento pagoPA", documenti[0].giorno.Inizio())
	for _, d := range documenti {
		f.stampaAvviso(d)
	}
	var b bytes.Buffer
	err := f.scriviSu(&b)
	return f, b.Bytes(), err
}

// nomeFile returns the name of the PDF of a notice: domain and the number of its
// first payment.
func nomeFile(a avviso.Avviso) string {
	return a.Ente.IdDominio.String() + "_" + a.Rate[0].NumeroAvviso.String()
}
