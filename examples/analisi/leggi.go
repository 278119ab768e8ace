package main

import (
	"bytes"
	"embed"
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

// giornale counts what came from one file.
type giornale struct {
	Nome     string `json:"nome"`
	File     string `json:"file,omitempty"` // where it was found; "" for the embedded ones
	Eventi   int    `json:"eventi"`
	Scartati int    `json:"scartati"`
	Superato bool   `json:"superato,omitempty"` // a later sending takes its place
	Omonimo  bool   `json:"omonimo,omitempty"`  // another file has the same name, and was read too
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
		l.leggiEventi(giornale{Nome: n.String()}, v.Name(), gdp.LeggiJSON(bytes.NewReader(b), n.Provenienza()))
	}
}

// leggiFile reads the journals of the command line that no later one superseded.
// Files of one name, in different folders, are all read, and told.
func (l *lettura) leggiFile(percorsi []string, r gdp.Reinvio) {
	diNome := map[gdp.NomeFile][]string{}
	var nomi []gdp.NomeFile
	for _, p := range l.espandi(percorsi) {
		n, err := gdp.ParseNomeFile(senzaEstensione(filepath.Base(p)))
		if err != nil {
			l.guasto(p, err)
			continue
		}
		if !slices.Contains(diNome[n], p) {
			diNome[n] = append(diNome[n], p)
		}
		nomi = append(nomi, n)
	}
	vigenti, superati := gdp.Vigenti(r, nomi...)
	for _, n := range vigenti {
		omonimi := diNome[n]
		if len(omonimi) > 1 {
			fmt.Fprintf(l.errori, "%s: %d file hanno questo nome, letti tutti: %s\n", n, len(omonimi), pulito(strings.Join(omonimi, ", ")))
		}
		for _, p := range omonimi {
			if err := l.apri(n, p, len(omonimi) > 1); err != nil {
				l.guasto(p, err)
			}
		}
	}
	for _, n := range superati {
		for _, p := range diNome[n] {
			l.giornali = append(l.giornali, giornale{Nome: n.String(), File: p, Superato: true})
		}
	}
}

// espandi returns the files, and those of the folders that are named as a
// journal.
func (l *lettura) espandi(percorsi []string) (file []string) {
	for _, p := range percorsi {
		if p == "" {
			l.guasto("(vuoto)", errors.New("il nome di un giornale è vuoto"))
			continue
		}
		stato, err := os.Stat(p)
		if err != nil || !stato.IsDir() {
			file = append(file, filepath.Clean(p)) // opening it tells what is wrong
			continue
		}
		trovati := 0
		err = filepath.WalkDir(p, func(q string, v fs.DirEntry, err error) error {
			switch {
			case err != nil:
				l.guasto(q, err)
			case v.IsDir():
			case strings.HasPrefix(v.Name(), "GDP_"):
				trovati++
				file = append(file, q)
			default:
				fmt.Fprintf(l.errori, "%s: non ha il nome di un giornale, non letto\n", pulito(q))
			}
			return nil
		})
		if err != nil {
			l.guasto(p, err)
		} else if trovati == 0 {
			l.guasto(p, errors.New("nella cartella non c'è nessun giornale"))
		}
	}
	return file
}

// senzaEstensione takes off the extension of an archive's member; that of the
// archive is part of the name.
func senzaEstensione(nome string) string {
	return strings.TrimSuffix(strings.TrimSuffix(nome, ".json"), ".csv")
}

func (l *lettura) apri(n gdp.NomeFile, percorso string, omonimo bool) error {
	f, err := os.Open(percorso)
	if err != nil {
		return err
	}
	defer f.Close()
	g := giornale{Nome: n.String(), File: percorso, Omonimo: omonimo}
	switch {
	case strings.HasSuffix(percorso, ".json"):
		l.leggiEventi(g, percorso, gdp.LeggiJSON(f, n.Provenienza()))
	case strings.HasSuffix(percorso, ".csv"):
		l.leggiEventi(g, percorso, gdp.LeggiCSV(f, n.Provenienza()))
	default:
		stato, err := f.Stat()
		if err != nil {
			return err
		}
		a, _, err := gdp.LeggiArchivio(filepath.Base(percorso), f, stato.Size(), gdp.Limiti{})
		if err != nil {
			return err
		}
		l.leggiEventi(g, percorso, a.LeggiEventi())
	}
	return nil
}

// leggiEventi adds the events of one journal and tells the bad records.
func (l *lettura) leggiEventi(g giornale, percorso string, eventi iter.Seq2[gdp.Evento, error]) {
	buoni := gdp.Tieni(eventi, func(err error) {
		g.Scartati++
		fmt.Fprintf(l.errori, "%s: %s\n", pulito(percorso), pulito(err.Error()))
	})
	contati := func(yield func(gdp.Evento, error) bool) {
		for e, err := range buoni {
			if err == nil {
				g.Eventi++
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
	testo := err.Error()
	if errors.Is(err, fs.ErrNotExist) {
		testo = "il file non c'è"
	}
	fmt.Fprintf(l.errori, "%s: %s\n", pulito(percorso), pulito(testo))
}
