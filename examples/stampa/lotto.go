package main

import (
	"errors"
	"fmt"
	"iter"
	"sync"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/stampa/carta"
)

// scelte are what the caller asks of a printing run.
type scelte struct {
	carta    carta.Scelte
	codici   string // "", png, svg
	perFile  int    // notices in each PDF
	operai   int    // documents in the making at a time
	scriviSu func(nome string, contenuto []byte) error
	segnala  func(riga string) // one line for a person, in order of input
	avanzato func(fatti int)
}

// conto is what a run did.
type conto struct {
	Stampati, Rifiutati, Avvertenze int
	File, Pagine                    int
	Byte                            int64
}

// arrivo is a notice of the input, or why it is none.
type arrivo struct {
	avviso avviso.Avviso
	errore error
}

// blocco is the notices of one PDF and their place in the input.
type blocco struct {
	primo  int
	arrivi []arrivo
}

// prodotto is what came of a blocco: files that are still to be written.
type prodotto struct {
	conto conto
	righe []string
	file  []fileFatto
}

type fileFatto struct {
	nome      string
	contenuto []byte
}

// stampaLotto prints every notice of a sequence. Blocks are composed by several
// workers and written in order of input; what is in memory is a few blocks,
// however long the sequence. A notice that cannot be printed is told and does not
// stop the others; a file that cannot be written does.
func stampaLotto(avvisi iter.Seq2[avviso.Avviso, error], sc scelte) (conto, error) {
	coda := make(chan chan prodotto, 2*sc.operai)
	posti := make(chan struct{}, sc.operai)
	fermo := make(chan struct{})
	var gruppo sync.WaitGroup
	gruppo.Go(func() {
		defer close(coda)
		for b := range blocchi(avvisi, sc.perFile) {
			esito := make(chan prodotto, 1)
			select {
			case coda <- esito:
			case <-fermo:
				return
			}
			posti <- struct{}{}
			gruppo.Go(func() {
				esito <- lavora(b, sc)
				<-posti
			})
		}
	})
	var tot conto
	var errore error
	for esito := range coda {
		p := <-esito
		if errore == nil {
			if errore = tot.raccogli(p, sc); errore != nil {
				close(fermo)
			}
		}
	}
	gruppo.Wait()
	return tot, errore
}

// raccogli writes what a block gave and adds it to the count.
func (t *conto) raccogli(p prodotto, sc scelte) error {
	for i, f := range p.file {
		err := sc.scriviSu(f.nome, f.contenuto)
		if errors.Is(err, errDoppio) {
			p.righe = append(p.righe, err.Error())
			if i == 0 { // the document itself, without which its codes are nothing
				p.conto = conto{Rifiutati: p.conto.Rifiutati + p.conto.Stampati, Avvertenze: p.conto.Avvertenze}
				break
			}
			p.conto.Avvertenze++
			continue
		}
		if err != nil {
			return err
		}
		t.File++
		t.Byte += int64(len(f.contenuto))
	}
	for _, r := range p.righe {
		sc.segnala(r)
	}
	t.Stampati += p.conto.Stampati
	t.Rifiutati += p.conto.Rifiutati
	t.Avvertenze += p.conto.Avvertenze
	t.Pagine += p.conto.Pagine
	sc.avanzato(t.Stampati + t.Rifiutati)
	return nil
}

// blocchi groups the notices of a sequence by n.
func blocchi(avvisi iter.Seq2[avviso.Avviso, error], n int) iter.Seq[blocco] {
	return func(yield func(blocco) bool) {
		b := blocco{primo: 1}
		letti := 0
		for a, err := range avvisi {
			letti++
			b.arrivi = append(b.arrivi, arrivo{a, err})
			if len(b.arrivi) == n {
				if !yield(b) {
					return
				}
				b = blocco{primo: letti + 1}
			}
		}
		if len(b.arrivi) > 0 {
			yield(b)
		}
	}
}

// lavora composes the files of one block.
func lavora(b blocco, sc scelte) prodotto {
	var p prodotto
	var pronti []*carta.Pronto
	var numeri []int
	var note [][]string
	for i, x := range b.arrivi {
		n := b.primo + i
		if x.errore != nil {
			p.rifiuta(n, x.errore)
			continue
		}
		d, diPrima, err := carta.Prepara(x.avviso, sc.carta)
		if err != nil {
			p.rifiuta(n, err)
			continue
		}
		pronti, numeri, note = append(pronti, d), append(numeri, n), append(note, diPrima)
	}
	if len(pronti) == 0 {
		return p
	}
	e := carta.Componi(pronti...)
	for i, n := range numeri {
		for _, nota := range append(note[i], e.Note[i]...) {
			p.conto.Avvertenze++
			p.righe = append(p.righe, fmt.Sprintf("avviso %d: %s", n, nota))
		}
	}
	p.conto.Stampati += len(pronti)
	p.conto.Pagine += e.Pagine
	nome := pronti[0].Nome()
	if sc.perFile > 1 {
		nome = fmt.Sprintf("avvisi_%06d-%06d", b.primo, b.primo+len(b.arrivi)-1)
	}
	p.file = append(p.file, fileFatto{nome + ".pdf", e.PDF})
	for i, d := range pronti {
		codici, err := fileCodici(d, sc.codici)
		if err != nil {
			p.rifiuta(numeri[i], err)
			continue
		}
		p.file = append(p.file, codici...)
	}
	return p
}

func (p *prodotto) rifiuta(n int, err error) {
	p.conto.Rifiutati++
	p.righe = append(p.righe, fmt.Sprintf("avviso %d: rifiutato: %s", n, inRiga(err)))
}

// inRiga returns an error on one line.
func inRiga(err error) string {
	if u, ok := err.(interface{ Unwrap() []error }); ok { //nolint:errorlint // of errors that stand side by side, not of causes
		testo := ""
		for i, e := range u.Unwrap() {
			if i > 0 {
				testo += "; "
			}
			testo += e.Error()
		}
		return testo
	}
	return err.Error()
}
