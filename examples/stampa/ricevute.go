package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/comando/archivi"
	"github.com/quietanza/quietanza/examples/stampa/carta"
)

// stampaRicevute prints every receipt of a file, of a folder, of archives: one that is refused is
// told, and does not stop the others.
func stampaRicevute(o opzioni, amb ambiente) error {
	trovati, mancati := comando.Elenca([]string{o.ricevuta}, amb.ingresso)
	for _, m := range mancati {
		fmt.Fprintf(amb.errori, "%s: %v\n", m.Nome, m.Err)
	}
	if len(trovati) == 0 {
		return errors.New("nessun documento trovato")
	}
	sc, err := o.perCarta(amb)
	if err != nil {
		return err
	}
	s, err := o.scrittore()
	if err != nil {
		return err
	}
	avanza := comando.NuovoProgresso(amb.errori, amb.terminale, amb.adesso)
	defer comando.SeInterrotto(programma.Nome, amb.errori, s.ferma)()
	defer avanza.Interrompi()
	l := &ricevute{amb: amb, o: o, sc: sc, s: s, avanza: avanza, rifiutate: len(mancati)}
	for _, d := range trovati {
		if err := l.documento(d); err != nil {
			return err
		}
	}
	avanza.Interrompi()
	if l.fatte+l.rifiutate > 1 {
		_, err = fmt.Fprintf(amb.uscita, "%d ricevute stampate, %d rifiutate, in %s\n", l.fatte, l.rifiutate, o.uscita)
	} else if l.fatte == 1 {
		_, err = fmt.Fprintln(amb.uscita, filepath.Join(o.uscita, l.ultima))
	}
	if err == nil && l.rifiutate > 0 {
		err = rifiuto{fmt.Errorf("%d ricevute rifiutate", l.rifiutate)}
	}
	return err
}

// ricevute is one run on receipts.
type ricevute struct {
	amb              ambiente
	o                opzioni
	sc               carta.Scelte
	s                *scrittore
	avanza           *comando.Progresso
	fatte, rifiutate int
	ultima           string // name of the last file
}

// documento prints a receipt, or those of an archive; an error is of what is written, and ends the run.
func (l *ricevute) documento(d comando.Documento) error {
	f, err := d.Apri()
	if err != nil {
		l.rifiuta(d.Nome, err)
		return nil
	}
	if !archivi.Zippato(f) {
		return l.ricevuta(d.Nome, f)
	}
	defer f.Close()
	membri, err := archivi.Membri(d.Nome, f, archivi.Limiti{})
	if err != nil {
		l.rifiuta(d.Nome, err)
	}
	for _, m := range membri {
		r, err := m.Apri()
		if err != nil {
			l.rifiuta(m.Nome, err)
			continue
		}
		if err := l.ricevuta(m.Nome, r); err != nil {
			return err
		}
	}
	return nil
}

// ricevuta prints one, and closes it.
func (l *ricevute) ricevuta(nome string, f io.ReadCloser) error {
	l.avanza.Passo(func() string { return fmt.Sprintf("%d ricevute", l.fatte) })
	b, err := finoA(nome, f)
	if err != nil {
		l.rifiuta(nome, err)
		return nil
	}
	r, note, err := carta.LeggiRicevuta(b, l.o.rigoroso)
	if err != nil {
		l.dici(nome, note)
		l.rifiuta(nome, err)
		return nil
	}
	e := carta.ComponiRicevuta(r, l.sc)
	l.dici(nome, append(note, e.Note[0]...))
	pdf := r.Nome() + ".pdf"
	if err := l.s.scrivi(pdf, e.PDF); errors.Is(err, errDoppio) {
		l.rifiuta(nome, fmt.Errorf("%s è già stata stampata da un altro documento", pdf))
		return nil
	} else if err != nil {
		return err
	}
	l.fatte++
	l.ultima = pdf
	return nil
}

func (l *ricevute) dici(nome string, note []string) {
	for _, n := range note {
		l.avanza.Interrompi()
		fmt.Fprintf(l.amb.errori, "%s: %s\n", nome, n)
	}
}

func (l *ricevute) rifiuta(nome string, err error) {
	l.rifiutate++
	l.avanza.Interrompi()
	fmt.Fprintf(l.amb.errori, "%s: %s\n", nome, inRiga(err))
}
