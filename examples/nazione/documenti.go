package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando/archivi"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// cerca lists the files of some paths, folders with all that they hold, in the order
// of their names, each once. Hidden files are left out.
func cerca(percorsi []string) ([]string, error) {
	var nomi []string
	for _, p := range percorsi {
		err := filepath.WalkDir(p, func(nome string, voce fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case nome != p && strings.HasPrefix(voce.Name(), "."):
				if voce.IsDir() {
					return fs.SkipDir
				}
			case !voce.IsDir():
				nomi = append(nomi, filepath.Clean(nome))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(nomi)
	return slices.Compact(nomi), nil
}

// fasci divides the files among n bundles, neighbours apart.
func fasci(nomi []string, n int) []string {
	n = max(1, min(n, len(nomi)))
	liste := make([][]string, n)
	for i, nome := range nomi {
		liste[i%n] = append(liste[i%n], nome)
	}
	uniti := make([]string, n)
	for i, l := range liste {
		uniti[i] = strings.Join(l, "\n")
	}
	return uniti
}

// limiti bound an archive: a day of the receipts of a nation stays below.
var limiti = archivi.Limiti{Membri: 1_000_000, Byte: 4 << 30}

// lettore reads documents into what it was given, and tells what it cannot read.
type lettore struct {
	ambito   func(avviso.IdDominio) bool
	conti    cassa.Conti
	parti    *rendicontazione.Accumulatore
	pagina   func(cassa.Intestazione)
	evento   func(gdp.Evento) error
	problema func(documento string, err error)
	letto    func(formato string)
	buffer   *bufio.Reader
}

// file reads a document: what is large is read as a stream, and what is compressed from
// the file.
func (l *lettore) file(nome string) {
	f, err := os.Open(nome)
	if err != nil {
		l.problema(nome, err)
		return
	}
	defer func() { _ = f.Close() }() // only read
	info, err := f.Stat()
	if err != nil {
		l.problema(nome, err)
		return
	}
	base := filepath.Base(nome)
	switch zippato := archivi.Zippato(f); {
	case zippato && strings.HasPrefix(base, "GDP_"):
		l.giornale(nome, base, f, info.Size())
	case zippato:
		l.archivio(nome, f)
	default:
		l.documento(nome, f)
	}
}

func (l *lettore) giornale(nome, base string, r io.ReaderAt, lungo int64) {
	a, avvertenze, err := gdp.LeggiArchivio(base, r, lungo, gdp.Limiti{})
	for _, v := range avvertenze {
		l.problema(nome, errors.New(v.String()))
	}
	if err != nil {
		l.problema(nome, err)
		return
	}
	l.letto("GDP")
	l.eventi(nome, a.LeggiEventi())
}

// eventi reads a journal, and goes on after a bad record.
func (l *lettore) eventi(nome string, giornale iter.Seq2[gdp.Evento, error]) {
	for e, err := range gdp.Tieni(giornale, func(err error) { l.problema(nome, err) }) {
		if err == nil {
			err = l.evento(e)
		}
		if err != nil {
			l.problema(nome, err)
		}
	}
}

func (l *lettore) archivio(nome string, f *os.File) {
	membri, err := archivi.Membri(nome, f, limiti)
	if err != nil {
		l.problema(nome, err)
		return
	}
	for _, m := range membri {
		r, err := m.Apri()
		if err != nil {
			l.problema(m.Nome, err)
			continue
		}
		l.documento(m.Nome, r)
		if err := r.Close(); err != nil {
			l.problema(m.Nome, err)
		}
	}
}

// documento reads a document that is no archive: a journal as it is, which has no name
// of its own, is the history of the Nodo.
func (l *lettore) documento(nome string, r io.Reader) {
	if l.buffer == nil {
		l.buffer = bufio.NewReaderSize(nil, rendicontazione.MaxInizio)
	}
	b := l.buffer
	b.Reset(r)
	inizio, _ := b.Peek(rendicontazione.MaxInizio) // the reading tells the error
	if rendicontazione.Riconosci(inizio).Formato == rendicontazione.FormatoGdP {
		l.letto("GDP")
		l.eventi(nome, gdp.LeggiJSON(b, gdp.Provenienza{Ruolo: gdp.RuoloNodo}))
		return
	}
	var letto rendicontazione.Accumulatore
	d, _, err := rendicontazione.Leggi(b, &letto, rendicontazione.Lettura{Conti: l.conti, Nome: path.Base(filepath.ToSlash(nome))})
	if d.Giornale != nil {
		l.pagina(soloChiave(*d.Giornale))
	}
	for _, q := range d.Quadrature {
		for _, v := range q.Avvertenze() {
			l.problema(nome, errors.New(v.String()))
		}
	}
	for _, parte := range d.Rifiuti {
		l.problema(nome, parte)
	}
	switch n := d.Rifiutate - len(d.Rifiuti); {
	case n > 0:
		l.problema(nome, fmt.Errorf("altre %d parti illeggibili", n))
	case d.Rifiutate > 0:
	case err != nil:
		l.problema(nome, err)
	default:
		l.letto(string(d.Formato))
	}
	if d.Domini > 0 {
		letto = l.soloNoti(nome, letto.Input())
	}
	l.parti.Unisci(&letto)
}

// soloNoti leaves out the bodies that are not of the set: every worker must know the
// whole set before it reads.
func (l *lettore) soloNoti(nome string, in rendicontazione.Input) (noti rendicontazione.Accumulatore) {
	for _, d := range in.Domini {
		if l.ambito == nil || !l.ambito(d.IdDominio) {
			l.problema(nome, fmt.Errorf("ente %s non compreso fra quelli di -domini", d.IdDominio))
			continue
		}
		if err := noti.AggiungiDomini(d); err != nil {
			l.problema(nome, err)
		}
	}
	for _, err := range [...]error{
		noti.AggiungiMovimenti(in.Movimenti...), noti.AggiungiFlussi(in.Flussi...), noti.AggiungiRicevute(in.Ricevute...), noti.AggiungiPendenze(in.Pendenze...),
	} {
		if err != nil {
			l.problema(nome, err)
		}
	}
	return noti
}
