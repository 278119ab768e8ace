package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
)

// lettura gathers what the documents hold.
type lettura struct {
	in       rendicontazione.Input
	conti    cassa.Conti
	pagine   []cassa.Intestazione
	letti    [len(nomiFormati)]int
	ignorati int // operations of journals and statements that move nothing to reconcile
	problemi []problema
}

func nuovaLettura(a argomenti) *lettura {
	return &lettura{in: rendicontazione.Input{Domini: a.domini, Oggi: a.oggi}, conti: cassa.Conti(a.conti)}
}

// aperto is a document whose kind is known.
type aperto struct {
	documento
	formato formato
}

// leggi reads every document, the lists of accounts first: statements need them. What cannot be
// read is a problem, and the rest goes on.
func (l *lettura) leggi(documenti []documento, p *progresso) {
	defer p.fine()
	var aperti []aperto
	for _, d := range documenti {
		f, err := l.apri(d, riconosciLettore)
		if err == nil && f == ignoto {
			err = errIgnoto
		}
		if err != nil {
			l.problema(d.nome, err)
			continue
		}
		aperti = append(aperti, aperto{d, f})
	}
	slices.SortStableFunc(aperti, func(a, b aperto) int {
		return prima(a.formato == formatoConti) - prima(b.formato == formatoConti)
	})
	for i, d := range aperti {
		p.passo(i, len(aperti))
		letto := false
		_, err := l.apri(d.documento, func(r *bufio.Reader) (formato, error) {
			var err error
			letto, err = l.documento(d, r)
			return d.formato, err
		})
		if err != nil {
			l.problema(d.nome, err)
		}
		if letto {
			l.letti[d.formato]++
		}
	}
}

func prima(si bool) int {
	if si {
		return 0
	}
	return 1
}

// apri opens a document for the time of a function.
func (l *lettura) apri(d documento, f func(*bufio.Reader) (formato, error)) (formato, error) {
	r, err := d.apri()
	if err != nil {
		return ignoto, err
	}
	trovato, err := f(bufio.NewReaderSize(r, maxInizio))
	return trovato, errors.Join(err, r.Close())
}

func riconosciLettore(r *bufio.Reader) (formato, error) {
	inizio, err := r.Peek(maxInizio)
	if err != nil && !errors.Is(err, io.EOF) {
		return ignoto, err
	}
	return riconosci(inizio), nil
}

// documento reads one document; letto says that something of it was.
func (l *lettura) documento(d aperto, r *bufio.Reader) (letto bool, err error) {
	switch d.formato {
	case formatoOPI:
		g, err := cassa.NuovoGiornale(r)
		if err != nil {
			return false, err
		}
		l.pagine = append(l.pagine, g.Intestazione)
		l.movimenti(d.nome, g.LeggiMovimenti(), g.Ignorati)
		return true, nil
	case formatoCamt053:
		e := cassa.NuovoCamt053(r, l.conti)
		return l.movimenti(d.nome, e.LeggiMovimenti(), e.Ignorati), nil
	case formatoMT940:
		e := cassa.NuovoMT940(r, l.conti)
		return l.movimenti(d.nome, e.LeggiMovimenti(), e.Ignorati), nil
	}
	dati, err := io.ReadAll(r)
	if err != nil {
		return false, err
	}
	switch d.formato {
	case formatoFlusso:
		f, _, err := flusso.Leggi(dati)
		return err == nil, l.flusso(f, err)
	case formatoFdR3:
		f, _, err := flusso.LeggiFdR3(dati)
		return err == nil, l.flusso(f, err)
	case formatoRT:
		rt, _, err := rpt.LeggiRT(dati)
		if err != nil {
			return false, err
		}
		return l.ricevute(rendicontazione.DaRT(&rt))
	case formatoRicevuta:
		p, _, err := rpt.LeggiRicevuta(dati)
		if err != nil {
			return false, err
		}
		return l.ricevute(rendicontazione.DaRicevuta(&p.Receipt))
	case formatoConti:
		return true, l.leggiConti(d.nome, dati)
	default:
		return true, l.leggiJSON(d.nome, bytes.TrimPrefix(dati, []byte("\ufeff")))
	}
}

// movimenti takes the movements of a stream; what cannot be read is a problem each.
func (l *lettura) movimenti(nome string, seq iter.Seq2[cassa.Movimento, error], ignorati func() []cassa.Ignorato) (letto bool) {
	letto = true
	for m, err := range seq {
		if err != nil {
			l.problema(nome, err)
			letto = false
			continue
		}
		l.in.Movimenti = append(l.in.Movimenti, m)
	}
	for _, i := range ignorati() {
		l.ignorati += i.Numero
	}
	return letto
}

func (l *lettura) flusso(f flusso.Flusso, err error) error {
	if err == nil {
		l.in.Flussi = append(l.in.Flussi, f)
	}
	return err
}

func (l *lettura) ricevute(r []rendicontazione.VoceRicevuta, err error) (letto bool, _ error) {
	if err != nil {
		return false, err
	}
	l.in.Ricevute = append(l.in.Ricevute, r...)
	return true, nil
}

// problema notes what could not be read, with its place when the error knows it.
func (l *lettura) problema(nome string, err error) {
	p := problema{nome: nome, err: err}
	if r, ok := avviso.RilievoDi(err); ok {
		p.riga, p.colonna = r.Riga, r.Colonna
	}
	if errors.Is(err, cassa.ErrDominio) {
		p.err = fmt.Errorf("%w: indicare l'ente con -conti IBAN=dominio", err)
	}
	l.problemi = append(l.problemi, p)
}
