package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/quietanza/quietanza/gdp"
)

//go:embed campione/*.json
var campione embed.FS

// lettura is what was read so far.
type lettura struct {
	analisi  gdp.Analisi
	giornali []giornale
	guasti   int // files not read to their end
	errori   io.Writer
}

// giornale counts what came from one journal.
type giornale struct {
	nome             gdp.NomeFile
	eventi, scartati int
	superato         bool
}

// leggiCampione reads the embedded journals.
func (l *lettura) leggiCampione() {
	voci, err := campione.ReadDir("campione")
	if err != nil {
		l.guasto("campione", err)
		return
	}
	for _, v := range voci {
		b, err := campione.ReadFile(path.Join("campione", v.Name()))
		n, errNome := gdp.ParseNomeFile(senzaEstensione(v.Name()))
		if err = errors.Join(err, errNome); err != nil {
			l.guasto(v.Name(), err)
			continue
		}
		l.leggiEventi(n, v.Name(), gdp.LeggiJSON(bytes.NewReader(b), n.Provenienza()))
	}
}

// leggiFile reads the journals of the command line that no later one
// superseded.
func (l *lettura) leggiFile(percorsi []string, r gdp.Reinvio) {
	diNome := map[gdp.NomeFile]string{}
	var nomi []gdp.NomeFile
	for _, p := range percorsi {
		n, err := gdp.ParseNomeFile(senzaEstensione(filepath.Base(p)))
		if err != nil {
			l.guasto(p, err)
			continue
		}
		diNome[n] = p
		nomi = append(nomi, n)
	}
	vigenti, superati := gdp.Vigenti(r, nomi...)
	for _, n := range vigenti {
		if err := l.apri(n, diNome[n]); err != nil {
			l.guasto(diNome[n], err)
		}
	}
	for _, n := range superati {
		l.giornali = append(l.giornali, giornale{nome: n, superato: true})
	}
}

// senzaEstensione takes off the extension of an archive's member; that of the
// archive is part of the name.
func senzaEstensione(nome string) string {
	return strings.TrimSuffix(strings.TrimSuffix(nome, ".json"), ".csv")
}

func (l *lettura) apri(n gdp.NomeFile, percorso string) error {
	f, err := os.Open(percorso)
	if err != nil {
		return err
	}
	defer f.Close()
	switch {
	case strings.HasSuffix(percorso, ".json"):
		l.leggiEventi(n, percorso, gdp.LeggiJSON(f, n.Provenienza()))
	case strings.HasSuffix(percorso, ".csv"):
		l.leggiEventi(n, percorso, gdp.LeggiCSV(f, n.Provenienza()))
	default:
		stato, err := f.Stat()
		if err != nil {
			return err
		}
		a, _, err := gdp.LeggiArchivio(filepath.Base(percorso), f, stato.Size(), gdp.Limiti{})
		if err != nil {
			return err
		}
		l.leggiEventi(n, percorso, a.LeggiEventi())
	}
	return nil
}

// leggiEventi adds the events of one journal and tells the bad records.
func (l *lettura) leggiEventi(n gdp.NomeFile, percorso string, eventi iter.Seq2[gdp.Evento, error]) {
	g := giornale{nome: n}
	buoni := gdp.Tieni(eventi, func(err error) {
		g.scartati++
		fmt.Fprintf(l.errori, "%s: %v\n", percorso, err)
	})
	contati := func(yield func(gdp.Evento, error) bool) {
		for e, err := range buoni {
			if err == nil {
				g.eventi++
			}
			if !yield(e, err) {
				return
			}
		}
	}
	if err := l.analisi.AggiungiTutti(contati); err != nil {
		l.guasto(percorso, err)
	}
	l.giornali = append(l.giornali, g)
}

func (l *lettura) guasto(percorso string, err error) {
	l.guasti++
	fmt.Fprintf(l.errori, "%s: %v\n", percorso, err)
}
